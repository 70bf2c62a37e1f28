"""Finds what a text calls unlimited, before or behind the word."""

from collections.abc import Iterator

from .cues import Cue
from .findings import UNLIMITED
from .items import CuePhrase, Mark, PlainWord, Quantity, TextItem, cues_of
from .units import Dimension

_NOUNS = {Cue.CALLS: Dimension.VOICE, Cue.TEXTS: Dimension.SMS, Cue.DATA: Dimension.DATA}
_NEAR_NOUN = 2
_FARTHEST = 8
_FILLING = {Cue.PLAIN, Cue.OF, Cue.HOME}


def with_unlimited(items: list[TextItem]) -> Iterator[TextItem]:
    """Return the items, with "unlimited" and the thing it speaks of as one amount."""
    at = 0
    while at < len(items):
        item = items[at]
        nouns = cues_of(item) & _NOUNS.keys()
        if Cue.UNLIMITED in cues_of(item):
            chain, last = _nouns_after(items, at + 1)
            found, at = (chain, last) if chain else (nouns, at)
        elif nouns:
            found, last = _before_unlimited(items, at)
            at = last if found else at
        else:
            found = set[Cue]()
        if found:
            for cue in sorted(found, key=list(_NOUNS).index):
                yield Quantity(item.first, items[at].last, _NOUNS[cue], UNLIMITED)
        else:
            yield item
        at += 1


def _nouns_after(items: list[TextItem], at: int) -> tuple[set[Cue], int]:
    """Return the things named right after "unlimited", and the last of their items."""
    found, last, words = set[Cue](), at - 1, 0
    for here in range(at, min(at + _FARTHEST, len(items))):
        cues = cues_of(items[here])
        if nouns := cues & _NOUNS.keys():
            found |= nouns
            last, words = here, 0
        elif not _ties(items[here]):
            words += 1
            if words > _NEAR_NOUN or not _fills(items[here]):
                break
    return found, last


def _before_unlimited(items: list[TextItem], at: int) -> tuple[set[Cue], int]:
    """Return the things named right before "unlimited", and the item that says it."""
    found, words = set[Cue](), 0
    for here in range(at, min(at + _FARTHEST, len(items))):
        cues = cues_of(items[here])
        if Cue.UNLIMITED in cues:
            return found, here
        if nouns := cues & _NOUNS.keys():
            found |= nouns
            words = 0
        elif not _ties(items[here]):
            words += 1
            if words > _NEAR_NOUN or not _fills(items[here]):
                break
    return set(), at


def _ties(item: TextItem) -> bool:
    """Return whether an item ties two things together."""
    return Cue.AND in cues_of(item) or (isinstance(item, Mark) and item.text in "/+")


def _fills(item: TextItem) -> bool:
    """Return whether an item may stand between "unlimited" and the thing."""
    if isinstance(item, Mark):
        return item.text == ":"
    return isinstance(item, PlainWord) or (isinstance(item, CuePhrase) and item.cues <= _FILLING)
