"""Chooses, of the amounts that were read, the one of each kind; what is not certain is a doubt."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from .claims import Claim
from .cues import Cue
from .findings import Kind, Reason
from .items import AmountRole, Quantity, TextItem, cues_of
from .neighbours import all_cues
from .units import Dimension

_MOST_CANDIDATES = 12
"""A text that tells more balances of one kind is not about one line."""
_PLACES = {Cue.ABROAD, Cue.SPECIAL, Cue.HOME}
_ELSEWHERE = {Cue.ABROAD, Cue.SPECIAL}
_NOT_YET = {Cue.IF, Cue.WILL, Cue.PAST, Cue.BEFORE}
_NOT_ALL = {Cue.BONUS, Cue.OTHER, Cue.DATA, Cue.CALLS, Cue.TEXTS, Cue.PACK, Cue.ABROAD, Cue.SPECIAL}
"""Of what there may be none while there is credit."""
_REMAINING = {
    Dimension.DATA: Kind.DATA_REMAINING,
    Dimension.VOICE: Kind.VOICE_REMAINING,
    Dimension.SMS: Kind.SMS_REMAINING,
    Dimension.MONEY: Kind.CREDIT,
}


def claims_of_amounts(quantities: Sequence[Quantity]) -> Iterator[Claim]:
    """Return what the amounts of a text say."""
    kept: dict[Kind, list[Quantity]] = {}
    for quantity in quantities:
        if part := quantity.part_of:
            places = (quantity.labels | part.labels) & _PLACES
            quantity.labels |= places
            part.labels |= places
    for quantity in quantities:
        kind = _kind(quantity)
        if quantity.reason or kind is None:
            yield _claim(quantity, kind, quantity.reason or Reason.UNCLEAR)
        else:
            kept.setdefault(kind, []).append(quantity)
    for kind, candidates in kept.items():
        if len(candidates) > _MOST_CANDIDATES or _contradicts(candidates, quantities):
            yield from (_claim(each, kind, Reason.SEVERAL_CANDIDATES) for each in candidates)
        else:
            yield from _chosen(kind, candidates)


def claims_of_no_credit(
    sentences: Iterable[Sequence[TextItem]], currency: str | None
) -> Iterator[Claim]:
    """Return what a text says that tells of no credit at all, in the currency of its line."""
    for sentence in sentences:
        is_certain = not all_cues(sentence) & _NOT_YET
        for at, item in enumerate(sentence):
            if Cue.NO_CREDIT in cues_of(item):
                counts = is_certain and not all_cues(sentence[at + 1 : at + 3]) & _NOT_ALL
                claim = Claim(item.first, item.last, Kind.CREDIT, Decimal(0), currency)
                yield claim if counts else claim.doubted(Reason.EXHAUSTED)


def _contradicts(candidates: list[Quantity], quantities: Sequence[Quantity]) -> bool:
    """Return whether the text names a total that several balances do not add up to."""
    totals = [
        each.value
        for each in quantities
        if Cue.TOTAL in each.labels
        and each.reason is Reason.UNCLEAR
        and each.dimension is candidates[0].dimension
    ]
    numbers = [each.value for each in candidates if isinstance(each.value, Decimal)]
    counts = len(numbers) > 1 or candidates[0].dimension is Dimension.MONEY
    return counts and any(total != sum(numbers) for total in totals)


def _kind(quantity: Quantity) -> Kind | None:
    """Return what an amount would be, as its sentence says."""
    if quantity.part_of:
        counts = quantity.dimension is Dimension.DATA and quantity.part_of.role is not None
        return Kind.DATA_ALLOWANCE if counts and _holds(quantity, quantity.part_of) else None
    if quantity.role is AmountRole.USED:
        return Kind.DATA_USED if quantity.dimension is Dimension.DATA else None
    return _REMAINING[quantity.dimension] if quantity.role else None


def _holds(whole: Quantity, part: Quantity) -> bool:
    """Return whether an allowance is at least as large as the part of it that is known."""
    if not isinstance(whole.value, Decimal) or not isinstance(part.value, Decimal):
        return False
    return whole.value >= part.value


def _claim(quantity: Quantity, kind: Kind | None, reason: Reason | None) -> Claim:
    """Return what one amount says."""
    first = quantity.first if quantity.said_at is None or reason else quantity.said_at
    if reason:
        return Claim(first, quantity.last, kind, reason=reason)
    return Claim(first, quantity.last, kind, quantity.value, quantity.currency)


def _chosen(kind: Kind, candidates: list[Quantity]) -> Iterator[Claim]:
    """Return the one value of a kind, with a doubt for each other; or doubts alone."""
    totals, parts = _parted(candidates, lambda each: Cue.TOTAL in each.labels)
    if _are_alike(totals):
        yield from (_claim(part, kind, Reason.INCLUDED_IN) for part in parts)
        candidates = totals
    aside, own = _parted(candidates, lambda each: _is_aside(kind, each, candidates))
    yield from (_claim(each, kind, Reason.OTHER_SCOPE) for each in aside)
    if _are_alike(own) and _is_one(own):
        yield _claim(own[0], kind, None)
    elif total := _sum(kind, own):
        yield total
    else:
        yield from (_claim(each, kind, Reason.SEVERAL_CANDIDATES) for each in own)


def _parted(
    candidates: list[Quantity], holds: Callable[[Quantity], bool]
) -> tuple[list[Quantity], list[Quantity]]:
    """Return the candidates of which something holds, and the others."""
    held = [each for each in candidates if holds(each)]
    return held, [each for each in candidates if not holds(each)]


def _are_alike(candidates: list[Quantity]) -> bool:
    """Return whether there are candidates, and all say the same."""
    return len({(each.value, each.currency) for each in candidates}) == 1


def _is_aside(kind: Kind, quantity: Quantity, candidates: list[Quantity]) -> bool:
    """Return whether a balance is only for some place, time or use, or another account."""
    labels = quantity.labels
    if labels & _ELSEWHERE and Cue.HOME not in labels:
        return True
    own = [each for each in candidates if Cue.OTHER not in each.labels]
    if Cue.OTHER in labels:
        return len(own) == 1 and own[0].firm
    if all(each.role is AmountRole.PACK for each in candidates):
        return True
    only_bonus = all(Cue.BONUS in each.labels for each in candidates)
    return kind is Kind.CREDIT and only_bonus and Cue.TOTAL not in labels


def _is_one(candidates: list[Quantity]) -> bool:
    """Return whether equal amounts are one that is said twice, and not two with other names."""
    return len({Cue.BONUS in each.labels for each in candidates}) == 1


def _sum(kind: Kind, candidates: list[Quantity]) -> Claim | None:
    """Return the sum of balances that the text itself keeps apart: a main one and its bonus."""
    numbers = [each.value for each in candidates if isinstance(each.value, Decimal)]
    same_currency = len({each.currency for each in candidates}) == 1
    if len(numbers) != len(candidates) or not same_currency or kind is Kind.DATA_ALLOWANCE:
        return None
    if not (_is_main_and_bonus(candidates) or _is_list_of_credits(candidates)):
        return None
    first, last = candidates[0], candidates[-1]
    total = sum(numbers, Decimal())
    start = first.first if first.said_at is None else first.said_at
    return Claim(start, last.last, kind, total, first.currency)


def _is_main_and_bonus(candidates: list[Quantity]) -> bool:
    """Return whether one balance is the main one, and every other a bonus that goes with it."""
    mains = [each for each in candidates if Cue.BONUS not in each.labels]
    if len(mains) != 1:
        return False
    if Cue.MAIN in mains[0].labels:
        return True
    follow = [each for each in candidates if each is not mains[0]]
    return candidates[0] is mains[0] and all(
        each.joined and each.source == mains[0].source for each in follow
    )


def _is_list_of_credits(candidates: list[Quantity]) -> bool:
    """Return whether one heading speaks of several credits, each with a name of its own."""
    one_source = len({each.source for each in candidates}) == 1
    return one_source and all(Cue.CREDIT in each.labels for each in candidates)
