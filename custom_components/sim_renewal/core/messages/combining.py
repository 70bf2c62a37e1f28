"""Chooses, of everything that was read, the one value of each kind; what is not certain is a doubt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from ..dates import add_months
from .cues import Cue
from .deadlines import Deadline, Rank
from .findings import Kind, Reason, Value
from .items import Day, Lapse, Quantity, Role, Written
from .units import Measure

PASSED_LATELY = timedelta(days=31)
"""A date without year that was so long ago is rather this year's than next year's."""
_FARTHEST_YEARS = 11
_ELSEWHERE = {Cue.ABROAD, Cue.SPECIAL}
_REMAINING = {
    Measure.DATA: Kind.DATA_REMAINING,
    Measure.VOICE: Kind.VOICE_REMAINING,
    Measure.SMS: Kind.SMS_REMAINING,
    Measure.MONEY: Kind.CREDIT,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that tokens `first` to `last` say, or the reason why it does not count."""

    first: int
    last: int
    kind: Kind | None = None
    value: Value | None = None
    currency: str | None = None
    reason: Reason | None = None

    def doubted(self, reason: Reason) -> Claim:
        """Return the same as a doubt."""
        return Claim(self.first, self.last, self.kind, reason=reason)


def claims_of_amounts(quantities: Sequence[Quantity]) -> Iterator[Claim]:
    """Return what the amounts of a text say."""
    kept: dict[Kind, list[Quantity]] = {}
    _recognise_whole(quantities)
    for quantity in quantities:
        kind = _kind(quantity)
        if quantity.reason or kind is None:
            yield _claim(quantity, kind, quantity.reason or Reason.UNCLEAR)
        else:
            kept.setdefault(kind, []).append(quantity)
    for kind, candidates in kept.items():
        yield from _chosen(kind, candidates)


def _recognise_whole(quantities: Sequence[Quantity]) -> None:
    """Let the one total that what is used and what is left add up to be the allowance of both."""
    data = [each for each in quantities if each.measure is Measure.DATA]
    used = [each for each in data if each.role is Role.USED]
    left = [each for each in data if each.role is Role.REMAINING]
    wholes = [each for each in data if each.reason is Reason.UNCLEAR and Cue.TOTAL in each.labels]
    if not len(used) == len(left) == len(wholes) == 1:
        return
    values = [each.value for each in (used[0], left[0], wholes[0])]
    numbers = [value for value in values if isinstance(value, Decimal)]
    if len(numbers) == 3 and numbers[0] + numbers[1] == numbers[2]:
        wholes[0].part_of, wholes[0].reason = left[0], None


def _kind(quantity: Quantity) -> Kind | None:
    """Return what an amount would be, as its sentence says."""
    if quantity.part_of:
        counts = quantity.measure is Measure.DATA and quantity.part_of.role is not None
        return Kind.DATA_ALLOWANCE if counts and _is_whole(quantity) else None
    if quantity.role is Role.USED:
        return Kind.DATA_USED if quantity.measure is Measure.DATA else None
    return _REMAINING[quantity.measure] if quantity.role else None


def _is_whole(quantity: Quantity) -> bool:
    """Return whether an allowance is at least as large as the part of it that is known."""
    part = quantity.part_of
    if part is None or not isinstance(part.value, Decimal) or part.reason:
        return False
    return isinstance(quantity.value, Decimal) and quantity.value >= part.value


def _claim(quantity: Quantity, kind: Kind | None, reason: Reason | None) -> Claim:
    """Return what one amount says."""
    first = quantity.first if quantity.said_at is None or reason else quantity.said_at
    if reason:
        return Claim(first, quantity.last, kind, reason=reason)
    return Claim(first, quantity.last, kind, quantity.value, quantity.currency)


def _chosen(kind: Kind, candidates: list[Quantity]) -> Iterator[Claim]:
    """Return the one value of a kind, with a doubt for each other; or doubts alone."""
    if totals := [each for each in candidates if Cue.TOTAL in each.labels]:
        if len({(each.value, each.currency) for each in totals}) == 1:
            parts = [each for each in candidates if each not in totals]
            yield from (_claim(part, kind, Reason.INCLUDED_IN) for part in parts)
            yield _claim(totals[0], kind, None)
            return
    if kind is not Kind.DATA_ALLOWANCE:
        elsewhere = [each for each in candidates if _is_elsewhere(each)]
        yield from (_claim(each, kind, Reason.OTHER_SCOPE) for each in elsewhere)
        candidates = [each for each in candidates if each not in elsewhere]
    own = [each for each in candidates if Cue.OTHER not in each.labels]
    if len(own) == 1 and own[0].firm:
        yield from (
            _claim(each, kind, Reason.OTHER_SCOPE) for each in candidates if each not in own
        )
        candidates = own
    if not candidates:
        return
    if len({(each.value, each.currency) for each in candidates}) == 1 and _is_one(candidates):
        yield _claim(candidates[0], kind, None)
    elif total := _sum(kind, candidates):
        yield total
    else:
        yield from (_claim(each, kind, Reason.SEVERAL_CANDIDATES) for each in candidates)


def _is_elsewhere(quantity: Quantity) -> bool:
    """Return whether a balance is only for some place, time or use."""
    labels = quantity.labels
    return bool(labels & _ELSEWHERE) and Cue.HOME not in labels


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


def claims_of_dates(deadlines: Iterable[Deadline], received_on: date) -> Iterator[Claim]:
    """Return what the dates of a text say."""
    kept: dict[Kind, list[tuple[Rank, Claim]]] = {}
    for each in deadlines:
        when = each.when
        reason = each.reason
        day: date | None = None
        if reason is None:
            resolved = resolve(when, received_on)
            day, reason = (None, resolved) if isinstance(resolved, Reason) else (resolved, None)
        if day is None or each.kind is None:
            yield Claim(when.first, when.last, each.kind, reason=reason)
        else:
            claim = Claim(each.said_at, when.last, each.kind, day)
            kept.setdefault(each.kind, []).append((each.rank, claim))
    for candidates in kept.values():
        yield from _chosen_date(candidates)


def _chosen_date(candidates: list[tuple[Rank, Claim]]) -> Iterator[Claim]:
    """Return the one date of a kind: that of the account, else that of a pack, else of a part."""
    best = min(rank for rank, _ in candidates)
    values = {claim.value for rank, claim in candidates if rank == best}
    for rank, group in groupby(sorted(candidates, key=lambda each: each[0]), lambda each: each[0]):
        claims = [claim for _, claim in group]
        if rank != best:
            yield from (claim.doubted(Reason.OTHER_SCOPE) for claim in claims)
        elif best == Rank.PART:
            yield from (claim.doubted(Reason.OTHER_SCOPE) for claim in claims)
        elif len(values) == 1:
            yield claims[0]
        else:
            yield from (claim.doubted(Reason.SEVERAL_CANDIDATES) for claim in claims)


def resolve(when: Written | Lapse, received_on: date) -> date | Reason:
    """Return the day that a date or a span means in a text of that day, or why that is open."""
    if isinstance(when, Lapse):
        return _near_enough(
            add_months(received_on + timedelta(when.days), when.months), received_on
        )
    days = {_day(reading, received_on) for reading in when.readings}
    return days.pop() if len(days) == 1 else Reason.AMBIGUOUS_DATE


def _day(reading: Day, received_on: date) -> date | Reason:
    """Return the day that one reading of a date means; without year the nearest one to come."""
    if reading.year is not None:
        day = date(reading.year, reading.month, reading.day)
        return Reason.PAST_DATE if day < received_on else _near_enough(day, received_on)
    leap_day = (reading.month, reading.day) == (2, 29)
    years = [
        year
        for year in range(received_on.year - 1, received_on.year + 9)
        if not leap_day or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    ]
    days = [date(year, reading.month, reading.day) for year in years]
    if any(received_on - PASSED_LATELY <= day < received_on for day in days):
        return Reason.PAST_DATE
    return next(day for day in days if day >= received_on)


def _near_enough(day: date, received_on: date) -> date | Reason:
    """Return a day, unless it is so far away that it only stands for "never"."""
    return Reason.FAR_DATE if day.year > received_on.year + _FARTHEST_YEARS else day
