"""What a phone shows of the pushes that it received: its shade, and what has left it; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

type System = Literal["Android", "iOS"]

SHOWN_BUTTONS = {"Android": 3, "iOS": 10}
"""How many buttons the systems have room for."""


@dataclass(frozen=True, slots=True)
class Received:
    """A push as it arrived, and the HTTP status with which it was answered."""

    at: datetime
    title: str | None
    message: str
    data: dict[str, Any]
    answered: int

    @property
    def tag(self) -> str | None:
        """What a later push must name to replace or clear this one."""
        return self.data.get("tag")

    @property
    def buttons(self) -> dict[str, str]:
        """The action of each button, by its title."""
        return {each["title"]: each["action"] for each in self.data.get("actions", ())}

    @property
    def clears(self) -> bool:
        """Whether this takes an earlier push away."""
        return self.message == "clear_notification"


@dataclass(frozen=True, slots=True)
class Card:
    """A push in the shade, the button that was pressed on it, and what was typed with that."""

    number: int
    push: Received
    pressed: str | None = None
    reply: str | None = None


type HowGone = Literal["answered", "cleared", "replaced", "dismissed"]


@dataclass(frozen=True, slots=True)
class Gone:
    """A push that has left the shade, when and how."""

    card: Card
    at: datetime
    how: HowGone


@dataclass(slots=True)
class Shade:
    """The cards of a phone, the newest first, and those that have gone, the last first."""

    system: System
    cards: list[Card] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    _count: int = 0

    def receive(self, push: Received) -> None:
        """Show a push in the place of that with the same tag, or take that away."""
        before = next((each for each in self.cards if push.tag and each.push.tag == push.tag), None)
        if before is not None:
            answered = before.pressed is not None and push.clears
            how: HowGone = "cleared" if push.clears else "replaced"
            self._take(before, push.at, "answered" if answered else how)
        if not push.clears:
            self._count += 1
            self.cards.insert(0, Card(self._count, push))

    def press(self, push: Received, button: str, reply: str | None) -> None:
        """Note a press, before Home Assistant hears of it."""
        for position, card in enumerate(self.cards):
            if card.push is push:
                self.cards[position] = replace(card, pressed=button, reply=reply)

    def settle(self, push: Received, at: datetime) -> None:
        """Do to a card what the companion app does once Home Assistant has heard of a press.

        It takes the card away; on Android one with a typed reply stays, and shows it.
        """
        for card in self.cards:
            if card.push is push and not (self.system == "Android" and (card.reply or "").strip()):
                self._take(card, at, "answered")
                return

    def dismiss(self, card: Card, at: datetime) -> None:
        """Take a card away that was swiped aside, of which nobody is told."""
        self._take(card, at, "dismissed")

    def card(self, number: int) -> Card | None:
        """Return a card that is still shown."""
        return next((each for each in self.cards if each.number == number), None)

    def buttons_of(self, card: Card) -> list[Mapping[str, Any]]:
        """Return the buttons for which the system has room."""
        return list(card.push.data.get("actions", ()))[: SHOWN_BUTTONS[self.system]]

    def _take(self, card: Card, at: datetime, how: HowGone) -> None:
        self.cards.remove(card)
        self.gone.insert(0, Gone(card, at, how))
