"""What stands around a date in its sentence: the words before it, behind it, and right at it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice

from .cues import Cue
from .findings import Reason
from .items import (
    Break,
    CuePhrase,
    Lapse,
    Mark,
    Number,
    PlainWord,
    Quantity,
    TextItem,
    TimeOfDay,
    Written,
    cues_of,
)

ACTIONS = {
    Cue.RECHARGE,
    Cue.TOP_UP,
    Cue.VALID,
    Cue.USE,
    Cue.EXPIRES,
    Cue.EXPIRED,
    Cue.LOSS,
    Cue.STOPS,
    Cue.RENEWS,
    Cue.SLOWS,
    Cue.RESUMES,
    Cue.DUE,
    Cue.SPENT,
}
THINGS = {Cue.LINE, Cue.PACK, Cue.ACCOUNT, Cue.CREDIT, Cue.DATA, Cue.CALLS, Cue.TEXTS, Cue.BONUS}
"""What can be kept, or lost."""
ENDS = {Cue.UNTIL, Cue.BEFORE}
NO_ENDS = {Cue.SINCE, Cue.AS_OF}
FROM_NOW = {Cue.IN, Cue.STILL, Cue.REMAINS, Cue.LEFT}
OFFERED = {Reason.OFFER, Reason.PRICE}
OFFERS = {Cue.OFFER, Cue.GIFT}
_INTRODUCTIONS = ENDS | NO_ENDS | {Cue.ON, Cue.VALID, Cue.EXPIRES}
_CONNECTIONS = ENDS | {Cue.ON, Cue.AS_OF, Cue.UP_TO}
_KEPT_OR_LOST = {Cue.KEEP, Cue.LOSS}
_NEAR = 4


def all_cues(items: Iterable[TextItem]) -> frozenset[Cue]:
    """Return everything that some items tell; an amount for sale tells of an offer."""
    found: set[Cue] = set()
    for item in items:
        found |= cues_of(item)
        if isinstance(item, Quantity) and item.reason in OFFERED:
            found.add(Cue.OFFER)
    return frozenset(found)


def outside_brackets(items: Iterable[TextItem]) -> Iterator[TextItem]:
    """Return the items, nearest first, that are in no bracket that is closed."""
    depth = 0
    for item in items:
        if isinstance(item, Mark) and item.text in "()":
            depth = max(0, depth + (1 if item.text == ")" else -1))
        elif not depth:
            yield item


@dataclass(frozen=True, slots=True)
class Action:
    """What happens on a date; `near` if the words for it stand right before it, or behind."""

    cues: frozenset[Cue] = frozenset()
    near: bool = False
    """Whether the words for it stand right before the date, or behind:

    `Votre pass expire demain.`
    """


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The place `at` of a date in a sentence, between the date before it and the one after."""

    items: Sequence[TextItem]
    start: int
    at: int
    end: int

    @property
    def is_second_of_range(self) -> bool:
        """Whether the date before is the beginning of the time of which this is the end."""
        return self.start >= 0 and self._connects(self.start, self.at)

    @property
    def is_first_of_range(self) -> bool:
        """Whether the date after is the end of the time of which this is the beginning."""
        return self.end < len(self.items) and self._connects(self.at, self.end)

    def _connects(self, one: int, other: int) -> bool:
        """Return whether only "to" or a dash stands between two dates."""
        if other - one != 2:
            return False
        between = self.items[one + 1]
        dash = isinstance(between, Mark) and between.text == "-"
        return dash or bool(cues_of(between) & _CONNECTIONS)

    @property
    def earlier(self) -> Sequence[TextItem]:
        """What stands before the date before, nearest first."""
        return self.items[: max(self.start, 0)][::-1]

    @property
    def left(self) -> list[TextItem]:
        """What stands before the date, nearest first."""
        start = -1 if self.is_second_of_range else self.start
        return [
            item
            for item in reversed(self.items[start + 1 : self.at])
            if not isinstance(item, Written | Lapse)
        ]

    @property
    def right(self) -> list[TextItem]:
        """What stands behind the date in the same clause."""
        found: list[TextItem] = []
        behind = self.items[self.at + 1 : self.end]
        if self._leads and behind and isinstance(behind[0], Mark) and behind[0].text == ",":
            behind = behind[1:]
        for item in behind:
            if isinstance(item, Break) or (isinstance(item, Mark) and item.text == ","):
                break
            found.append(item)
        return found

    @property
    def _leads(self) -> bool:
        """Whether the sentence begins with this span.

        `In 5 days, your number will be deactivated.`
        """
        is_span = isinstance(self.items[self.at], Lapse)
        return is_span and self.at == 1 and bool(cues_of(self.items[0]) & FROM_NOW)

    @property
    def introduction(self) -> frozenset[Cue]:
        """What the phrase right before the date tells; a word and marks may stand between."""
        words = 0
        for item in self._before_hour():
            if isinstance(item, CuePhrase) and item.cues != {Cue.OF}:
                return item.cues
            if not isinstance(item, PlainWord | Mark | CuePhrase) or words > 1:
                break
            words += not isinstance(item, Mark)
        return frozenset()

    def _before_hour(self) -> list[TextItem]:
        """Return what stands before the date, or before the hour of that day until which it is so.

        `Te quedan 2 GB hasta las 23:59 del 06/05/2026.`
        """
        left = self.left
        if not left or not cues_of(left[0]) & {Cue.ON, Cue.OF}:
            return left
        before = list(dropwhile(_is_beside_hour, left[1:_NEAR]))
        if not before or not isinstance(before[0], TimeOfDay | Number):
            return left
        told = next((item for item in before[1:] if not isinstance(item, PlainWord)), None)
        return left[left.index(before[0]) + 1 :] if cues_of(told) & ENDS else left

    @property
    def behind(self) -> frozenset[Cue]:
        """What the phrase right behind the date tells."""
        right = self.right
        return cues_of(right[0]) if right else frozenset()

    @property
    def is_introduced(self) -> bool:
        """Whether the words around show that two numbers are a date."""
        if self.introduction & _INTRODUCTIONS or self.behind & {Cue.BEFORE, Cue.EXPIRES}:
            return True
        left = self.left
        return bool(left) and _is_colon(left[0])

    @property
    def says_end(self) -> bool:
        """Whether the words around say "until" or "before"."""
        around = self.introduction | self.behind & {Cue.BEFORE}
        return self.is_second_of_range or bool(around & ENDS)

    @property
    def said_at(self) -> int:
        """The token at which the words begin that stand right before the date."""
        first = last = self.items[self.at].first
        for item in self.left:
            if item.last + 1 != last:
                break
            last = item.first
            if cues_of(item) & (ACTIONS | _INTRODUCTIONS | FROM_NOW):
                first = last
            elif not _is_colon(item):
                break
        return first

    @property
    def begins_at_midnight(self) -> bool:
        """Whether the date is told with the time at which it begins, right before or behind.

        `Votre forfait prend fin le 05/12/2026 à 00h00.`
        """
        return any(_begins_day(beside) for beside in (self.left, self.right))

    @property
    def keeps_number(self) -> bool:
        """Whether the sentence says that the number is kept or lost so, and on no later day.

        `Recarga antes del 12/12/2026 para no perder tu número.`
        """
        if self.end < len(self.items):
            return False
        said = self.items[self.start + 1 :]
        return any(
            cues_of(item) & _KEPT_OR_LOST and Cue.LINE in _nearest_thing(said, at)
            for at, item in enumerate(said)
        )

    @property
    def is_followed_by_end(self) -> bool:
        """Whether a later date of the sentence is the end, and this one only that of a stage.

        `Linea activa hasta 14/06/2026 vence 14/09/2026`
        """
        if self.end == len(self.items):
            return False
        return bool(all_cues(self.items[self.at + 1 : self.end]) & {Cue.EXPIRES, Cue.LOSS})

    @property
    def action(self) -> Action:
        """What happens on the date, by the nearest words; else as on the date before."""
        before = self._action_before()
        if before:
            return before
        for item in self.right:
            if found := cues_of(item) & (ACTIONS - {Cue.TOP_UP}):
                return Action(found, near=True)
        return Action()

    def _action_before(self) -> Action | None:
        """Return what the words before the date say that happens; a comma may end them."""
        happens_behind = bool(all_cues(self.right) & ACTIONS)
        for distance, item in enumerate(self.left):
            if happens_behind and isinstance(item, Mark) and item.text == ",":
                break
            found = cues_of(item) & ACTIONS
            if found == {Cue.TOP_UP} and Cue.BEFORE not in self.introduction:
                continue
            if found:
                return Action(found, near=distance <= _NEAR)
        return None


def _is_beside_hour(item: TextItem) -> bool:
    """Return whether an item can stand behind an hour: a word that tells nothing, or `pm`."""
    return type(item) is PlainWord or (cues_of(item) <= {Cue.PER, Cue.OF} and bool(cues_of(item)))


def _nearest_thing(items: Sequence[TextItem], at: int) -> frozenset[Cue]:
    """Return what the thing is that stands nearest to a place, be it before or behind."""
    for distance in range(len(items)):
        for place in (at + distance, at - distance):
            if 0 <= place < len(items) and (found := cues_of(items[place]) & THINGS):
                return found
    return frozenset()


def _begins_day(beside: Iterable[TextItem]) -> bool:
    """Return whether the time that stands nearest to a date is that with which it begins."""
    for item in islice(beside, _NEAR):
        if isinstance(item, TimeOfDay):
            return item.is_midnight
        if not isinstance(item, PlainWord | Mark) and cues_of(item) & ACTIONS:
            return False
    return False


def _is_colon(item: TextItem) -> bool:
    """Return whether a mark belongs to the words before it."""
    return isinstance(item, Mark) and item.text == ":"
