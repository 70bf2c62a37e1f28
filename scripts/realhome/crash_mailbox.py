"""The messages of one recipient: what the phone shows, and whether a silence was kept; pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from .crash_truth import last_day_of

TOO_LATE = ("nothing was changed", "Nothing was added")


@dataclass(frozen=True, slots=True)
class Item:
    """What a message says of one line."""

    line: str
    cycle: str


@dataclass(frozen=True, slots=True)
class Silence:
    """The household's wish not to be disturbed: quiet hours, or a number of messages a day."""

    quiet: bool = False
    cap: int | None = None

    def holds(self, noted: int) -> bool:
        """Return whether only last days may be spoken of, after so many messages today."""
        return self.quiet or (self.cap is not None and noted >= self.cap)


@dataclass(slots=True)
class Mailbox:
    """What arrived on one phone. `noted` is how many of today's messages are remembered."""

    who: str
    noted: int = 0
    messages: int = 0
    bundles: int = 0
    shrunk: int = 0
    notices: int = 0
    late_presses: int = 0
    clears: int = 0
    violations: list[str] = field(default_factory=list)
    _shown: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    _lingering: set[tuple[str, Item]] = field(default_factory=set)

    def take(
        self, tag: str, items: Collection[Item], *, silently: bool, silence: Silence, today: date
    ) -> None:
        """Show a message in the place of the one of the same tag."""
        if silently:
            self.shrunk += 1
            if tag not in self._shown:
                self._violate(f"got what is left of a message that {tag} does not show")
        else:
            self.messages += 1
            self.bundles += len(items) > 1
            if silence.holds(self.noted):
                for each in items:
                    if last_day_of(each.cycle) != today:
                        self._violate(f"was disturbed for {each.line} in a silence")
        self._forget(tag)
        self._shown[tag] = tuple(items)

    def clear(self, tag: str) -> None:
        """Take a message off the phone."""
        self.clears += 1
        self._forget(tag)

    def notice(self, message: str) -> None:
        """Note a message without a question: what a press has done, or that it came too late."""
        self.notices += 1
        self.late_presses += any(each in message for each in TOO_LATE)

    def shown_of(self, line: str) -> set[str]:
        """Return the cycles of a line that the phone shows."""
        return {each.cycle for _, each in self._items() if each.line == line}

    def lingering_of(self, line: str) -> set[str]:
        """Return those that nobody can know to be shown, as a crash came before it was noted."""
        known = {each for tag, each in self._items() if (tag, each) not in self._lingering}
        return {each.cycle for _, each in self._items() if each.line == line and each not in known}

    def messages_shown(self) -> dict[str, tuple[Item, ...]]:
        """Return the messages on the phone by their tags."""
        return dict(self._shown)

    def crash(self, on_their_way: Collection[Item]) -> None:
        """Note that these items may not be remembered to be shown."""
        self._lingering |= {(tag, each) for tag, each in self._items() if each in on_their_way}

    def _items(self) -> Iterator[tuple[str, Item]]:
        for tag, items in self._shown.items():
            for each in items:
                yield tag, each

    def _forget(self, tag: str) -> None:
        self._shown.pop(tag, None)
        self._lingering = {each for each in self._lingering if each[0] != tag}

    def _violate(self, what: str) -> None:
        self.violations.append(f"{self.who} {what}")
