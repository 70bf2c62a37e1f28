"""Settles the amounts that only a name and a colon introduce, as `Datos: 4.03 GB`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from .cues import Cue
from .findings import Reason
from .items import AmountRole, Break, Mark, Phone, PlainWord, Quantity, TextItem, Written, cues_of
from .units import Dimension

_NOUNS = {Dimension.DATA: Cue.DATA, Dimension.VOICE: Cue.CALLS, Dimension.SMS: Cue.TEXTS}
_NAMES = {*_NOUNS.values(), Cue.PACK, Cue.LINE}
_LONGEST_NAME = 4
_FARTHEST_DATE = 4
_OF_END = {Cue.VALID, Cue.UNTIL, Cue.EXPIRES, Cue.BEFORE, Cue.ON, Cue.USE}
_OPEN = {Reason.UNCLEAR, Reason.PACK_NAME, None}


def settle_named(sentences: Sequence[Sequence[TextItem]], *, offers: bool) -> None:
    """Let amounts that are only named be what is left.

    Where the text tells nothing else that is left, it may describe a plan: only an amount with an
    end of its own is one that runs. Calls and texts that only a pack names are left where something
    is: `Opt: 25 SMS. Solde: 3,40 EUR`; data may be the size of the plan. With `offers`, none is.
    """
    if offers:
        return
    amounts = [item for sentence in sentences for item in sentence if isinstance(item, Quantity)]
    wholes = {id(each.part_of) for each in amounts}
    tells = any(each.role is AmountRole.REMAINING and not each.reason for each in amounts)
    packs: list[Quantity] = []
    listed: set[Dimension] = set()
    for sentence in sentences:
        for at, quantity, name in _named(sentence):
            sure = tells and name & {_NOUNS[quantity.dimension]}
            if id(quantity) in wholes or _is_added_to(sentence, at):
                continue
            if sure or _has_end(sentence, at):
                quantity.role, quantity.reason = AmountRole.REMAINING, None
                listed.add(quantity.dimension)
            elif tells and Cue.PACK in name:
                packs.append(quantity)
    for quantity in packs:
        if quantity.dimension not in {*listed, Dimension.DATA}:
            quantity.role, quantity.reason = AmountRole.REMAINING, None


def _named(sentence: Sequence[TextItem]) -> Iterator[tuple[int, Quantity, frozenset[Cue]]]:
    """Return each open amount behind a name and a colon, its place, and what the name tells."""
    for at, (before, item) in enumerate(pairwise([None, *sentence])):
        if not isinstance(item, Quantity) or not _is_open(item):
            continue
        if item.named or _is_right_behind_name(sentence, at, item):
            yield at, item, frozenset({_NOUNS[item.dimension]})
        elif (
            isinstance(before, Mark) and before.text == ":" and (name := _name(sentence[: at - 1]))
        ):
            yield at, item, name


def _is_right_behind_name(sentence: Sequence[TextItem], at: int, quantity: Quantity) -> bool:
    """Return whether a clause begins with the name of an amount that has an end of its own.

    `Saldo S/ 8.40 vence 28/05/26. Internet 2.1 GB vence 08/05/26.`
    """
    name = cues_of(sentence[at - 1]) if at else frozenset()
    if _NOUNS[quantity.dimension] not in name or Cue.BONUS in name:
        return False
    earlier = sentence[at - 2] if at > 1 else None
    begins = earlier is None or (isinstance(earlier, Mark) and earlier.text == ",")
    return begins and _has_end(sentence, at)


def _name(before: Sequence[TextItem]) -> frozenset[Cue]:
    """Return of what a name tells that ends right before a colon: of data, a pack, a number."""
    found: set[Cue] = set()
    for item in reversed(before[-_LONGEST_NAME:]):
        if isinstance(item, Break | Quantity | Written):
            break
        found |= {Cue.LINE} if isinstance(item, Phone) else cues_of(item)
    return frozenset() if Cue.BONUS in found else frozenset(found) & _NAMES


def _is_open(quantity: Quantity) -> bool:
    """Return whether nothing says what a number of something but money is."""
    counts = quantity.dimension in _NOUNS and isinstance(quantity.value, Decimal)
    return counts and quantity.role is None and not quantity.part_of and quantity.reason in _OPEN


def _is_added_to(sentence: Sequence[TextItem], at: int) -> bool:
    """Return whether another amount of the same follows that belongs to it."""
    this = sentence[at]
    others = [item for item in sentence[at + 1 :] if isinstance(item, Quantity)]
    return (
        bool(others)
        and isinstance(this, Quantity)
        and others[0].joined
        and (others[0].dimension is this.dimension)
    )


def _has_end(sentence: Sequence[TextItem], at: int) -> bool:
    """Return whether the day follows until which an amount can be used."""
    cues: set[Cue] = set()
    for item in sentence[at + 1 : at + 1 + _FARTHEST_DATE]:
        if isinstance(item, Written):
            return bool(cues)
        if isinstance(item, PlainWord) or (isinstance(item, Mark) and item.text == ","):
            continue
        if not cues_of(item) & _OF_END:
            return False
        cues |= cues_of(item)
    return False
