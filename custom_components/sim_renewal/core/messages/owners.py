"""Finds out whose end a date is: that of the line, of its account, of a pack, or of a part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import takewhile

from .cues import Cue
from .items import CuePhrase, Mark, Phone, PlainWord, Quantity, TextItem, cues_of
from .neighbours import ENDS, Neighbours, outside_brackets
from .units import Dimension

ACCOUNTS = {Cue.ACCOUNT, Cue.CREDIT}
_PARTS = {Cue.BONUS, Cue.OTHER, Cue.ABROAD, Cue.SPECIAL}
_OF_ENDS = ENDS | {Cue.VALID, Cue.EXPIRES, Cue.USE, Cue.ON}
_THINGS = {Cue.DATA, Cue.CALLS, Cue.TEXTS}
_LONGEST_BRACKET = 5
OWNERS = {Cue.LINE, Cue.PACK, Cue.INCOMING, Cue.OUTGOING} | ACCOUNTS | _PARTS | _THINGS


class Rank(IntEnum):
    """Whose end a date is: that of the account comes before that of a part of it."""

    ACCOUNT = 0
    PACK = 1
    PART = 2


@dataclass(frozen=True, slots=True)
class Owner:
    """What ends on a date: the cues of its name, if it has one, and its rank."""

    cues: frozenset[Cue] = frozenset()

    @property
    def rank(self) -> Rank:
        """Whose end a date is."""
        if self.cues & _PARTS:
            return Rank.PART
        if Cue.PACK in self.cues or (self.cues & _THINGS and not self.cues & ACCOUNTS):
            return Rank.PACK
        return Rank.ACCOUNT


def owner_of(around: Neighbours) -> Owner:
    """Return of what the date is the end: the nearest thing before it, else one behind it."""
    left = around.left
    if stage := _stage_behind(around):
        return stage
    if before := _owner_before(left):
        return before
    leads = all(cues_of(item) & ENDS for item in left)
    behind = around.items[around.at + 1 : around.end] if leads else around.right
    if around.end < len(around.items):
        behind = list(takewhile(lambda item: Cue.AND not in cues_of(item), behind))
    return _nearest(around.earlier) or _nearest(behind) or Owner()


def _stage_behind(around: Neighbours) -> Owner | None:
    """Return which calls end on the date, where a bracket behind it says so.

    `Konto wazne do 12.06.2026 (polaczenia wychodzace), do 12.09.2026 (przychodzace).`
    """
    bracket = around.right[:_LONGEST_BRACKET]
    if not bracket:
        return None
    if not (isinstance(bracket[0], Mark) and bracket[0].text == "("):
        return _stage_right_behind(bracket)
    found = {cue for item in bracket for cue in cues_of(item)} & {Cue.INCOMING, Cue.OUTGOING}
    return Owner(frozenset(found)) if len(found) == 1 else None


def _stage_right_behind(behind: Sequence[TextItem]) -> Owner | None:
    """Return which calls the words right behind a date name, if no end of their own follows.

    `Sie können bis 01.06.2026 telefonieren und bis 01.09.2026 angerufen werden.`
    """
    found = cues_of(behind[0]) & {Cue.INCOMING, Cue.OUTGOING}
    ends_later = len(behind) > 1 and bool(cues_of(behind[1]) & _OF_ENDS)
    return Owner(frozenset(found)) if len(found) == 1 and not ends_later else None


def _owner_before(left: Iterable[TextItem]) -> Owner | None:
    """Return the nearest thing before the date; a number that is only an address is none."""
    has_phone = False
    thing: Owner | None = None
    amount = _amount_before(left)
    line = frozenset({Cue.PACK if amount and not amount.role else Cue.LINE})
    for item in outside_brackets(left):
        if isinstance(item, Phone):
            has_phone = True
        if thing and isinstance(item, Mark) and item.text == ",":
            break
        found = _named_by(item)
        if found and found.cues <= _THINGS:
            thing = thing or found
        elif found and not (has_phone and found.cues == {Cue.LINE}):
            return Owner(line) if found.cues == {Cue.LINE} else found
    return Owner(line) if has_phone else thing


def _amount_before(left: Iterable[TextItem]) -> Quantity | None:
    """Return the amount of which the date is the end, as only words for an end stand between.

    `Number 0639980001: 3.2GB valid until 28 November 2026`
    """
    words = 0
    for item in left:
        if isinstance(item, Quantity):
            return item if item.dimension is not Dimension.MONEY else None
        words += isinstance(item, PlainWord)
        is_end = isinstance(item, CuePhrase) and item.cues <= _OF_ENDS
        if words > 1 or not (isinstance(item, PlainWord) or is_end):
            return None
    return None


def _nearest(items: Iterable[TextItem]) -> Owner | None:
    """Return the first thing that can end."""
    return next((found for item in items if (found := _named_by(item))), None)


def _named_by(item: TextItem) -> Owner | None:
    """Return the thing that an item names; a balance is one of the account."""
    if isinstance(item, Quantity):
        return Owner(frozenset({Cue.ACCOUNT} | item.labels & OWNERS)) if item.role else None
    found = cues_of(item) & OWNERS
    return Owner(found) if found else None
