"""Settles, once a text is read, what the amounts in it that stayed open are to the others."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from .cues import Cue
from .findings import UNLIMITED, Reason
from .items import AmountRole, Quantity
from .units import Dimension

_PERHAPS_WHOLE = {Reason.UNCLEAR, Reason.PACK_NAME, Reason.INCLUDED_IN}


def settle_wholes(quantities: Sequence[Quantity], *, offers: bool) -> None:
    """Let totals, allowances and what has no limit be what the rest of the text makes of them.

    With `offers` in the text, what has no limit may belong to one: `You have 2GB left. Big Bundle:
    unlimited texts, 10GB for £10.`
    """
    _settle_sum_of_used_and_left(quantities)
    _settle_total_of_credits(quantities)
    if not offers and any(_is_surely_left(each) for each in quantities):
        _settle_unlimited(quantities)


def _settle_unlimited(quantities: Sequence[Quantity]) -> None:
    """Let what has no limit be left, unless a number of the same is known."""
    known = {each.dimension for each in quantities if each.role}
    for each in quantities:
        if each.value is UNLIMITED and _is_open(each) and each.dimension not in known:
            each.role, each.reason = AmountRole.REMAINING, None


def _is_open(quantity: Quantity) -> bool:
    """Return whether no words say what an amount is."""
    return quantity.role is None and quantity.reason is Reason.UNCLEAR


def _is_surely_left(quantity: Quantity) -> bool:
    """Return whether words say of a number that it is left."""
    counts = isinstance(quantity.value, Decimal) and quantity.dimension is not Dimension.MONEY
    return counts and _is_left(quantity)


def _is_left(quantity: Quantity) -> bool:
    """Return whether words say of an amount that it is left."""
    return quantity.role is AmountRole.REMAINING and not quantity.reason


def _settle_sum_of_used_and_left(quantities: Sequence[Quantity]) -> None:
    """Let the amount that what is used and what is left add up to be the allowance of both."""
    data = [each for each in quantities if each.dimension is Dimension.DATA]
    used = [each for each in data if each.role is AmountRole.USED]
    left = [each for each in data if each.role is AmountRole.REMAINING]
    if not len(used) == len(left) == 1:
        return
    whole = _sum([used[0].value, left[0].value])
    for each in data:
        if each.role is None and each.reason in _PERHAPS_WHOLE and each.value == whole:
            each.part_of, each.reason = left[0], None
            break


def _settle_total_of_credits(quantities: Sequence[Quantity]) -> None:
    """Let the one total that several credits add up to be the credit."""
    money = [each for each in quantities if each.dimension is Dimension.MONEY]
    totals = [each for each in money if _is_open_total(each)]
    parts = [each for each in money if not _is_open_total(each)]
    if len(totals) != 1 or len(parts) < 2 or len({each.currency for each in money}) > 1:
        return
    if any(map(_is_left, parts)) and _sum(each.value for each in parts) == totals[0].value:
        totals[0].role, totals[0].firm, totals[0].reason = AmountRole.REMAINING, True, None


def _is_open_total(quantity: Quantity) -> bool:
    """Return whether an amount is called a total, and nothing says of what."""
    return _is_open(quantity) and Cue.TOTAL in quantity.labels


def _sum(values: Iterable[object]) -> Decimal | None:
    """Return the sum of values that are all numbers, or `None`."""
    total = Decimal()
    for each in values:
        if not isinstance(each, Decimal):
            return None
        total += each
    return total


def settle_heads(quantities: Sequence[Quantity]) -> None:
    """Let the first amount of a sentence, after "of your", be the whole of the second one."""
    for whole, part in pairwise(quantities[:2]):
        _settle_whole_before_part(whole, part)


def _settle_whole_before_part(whole: Quantity, part: Quantity) -> None:
    """Let an amount after "of your" be that of which the next one is left, or used."""
    counts = whole.heads and _is_open(whole) and part.role and not (part.part_of or part.reason)
    if counts and whole.dimension is part.dimension:
        whole.part_of, whole.reason = part, None
