"""Chooses, of the dates that were read, the one of each kind, and finds out which day it is."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from ..dates import add_months
from .claims import Claim
from .deadlines import Deadline
from .findings import Kind, Reason
from .items import DayReading, Lapse, Written
from .owners import Rank

PASSED_LATELY = timedelta(days=31)
"""A date without year that was so long ago is rather this year's than next year's."""
_FARTHEST_YEARS = 11
_LONGEST_PASSED = timedelta(days=365)
"""How long ago the end may be that a text tells."""


def claims_of_dates(deadlines: Iterable[Deadline], received_on: date) -> Iterator[Claim]:
    """Return what the dates of a text say."""
    kept: dict[Kind, list[tuple[Rank, Claim]]] = {}
    for each in deadlines:
        when = each.when
        reason = each.reason
        day: date | None = None
        if reason is None:
            resolved = _day_of(each, received_on)
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
        if rank != best or best == Rank.PART:
            yield from (claim.doubted(Reason.OTHER_SCOPE) for claim in claims)
        elif len(values) == 1:
            yield claims[0]
        elif earlier := _same_end(claims):
            yield earlier
        else:
            yield from (claim.doubted(Reason.SEVERAL_CANDIDATES) for claim in claims)


def _same_end(claims: Sequence[Claim]) -> Claim | None:
    """Return the earlier of two days that tell of one end, or `None`.

    `Your SIM will be disconnected on 30/06/2026. Top up before 30/06/2026 to keep your number.`
    """
    days = {claim.value for claim in claims if isinstance(claim.value, date)}
    if max(days) - min(days) > timedelta(days=1):
        return None
    return next(claim for claim in claims if claim.value == min(days))


def _day_of(deadline: Deadline, received_on: date) -> date | Reason:
    """Return the last day that a deadline means, or why that is open."""
    if deadline.has_passed and isinstance(deadline.when, Written):
        return _passed_day(deadline.when, received_on)
    day = resolve(deadline.when, received_on)
    if isinstance(day, Reason) or not deadline.is_first_without:
        return day
    return max(day - timedelta(days=1), received_on)


def _passed_day(when: Written, received_on: date) -> date | Reason:
    """Return the day on which something ended, at most a year ago; without year the latest one."""
    years = [received_on.year - 1, received_on.year]
    days = {
        day
        for reading in when.readings
        for year in ([reading.year] if reading.year else years)
        if received_on - _LONGEST_PASSED < (day := _in_year(reading, year)) <= received_on
    }
    if len(days) > 1:
        return Reason.AMBIGUOUS_DATE
    return days.pop() if days else Reason.FORMER


def _in_year(reading: DayReading, year: int) -> date:
    """Return the day of a reading in a year; the first of March for a leap day that is none."""
    return add_months(date(year, 1, 1), reading.month - 1) + timedelta(reading.day - 1)


def resolve(when: Written | Lapse, received_on: date) -> date | Reason:
    """Return the day that a date or a span means in a text of that day, or why that is open."""
    if isinstance(when, Lapse):
        if when.after is not None:
            begin = resolve(when.after, received_on)
            return begin if isinstance(begin, Reason) else _later(begin, when, received_on)
        return _later(received_on, when, received_on)
    days = {_day(reading, received_on) for reading in when.readings}
    return days.pop() if len(days) == 1 else Reason.AMBIGUOUS_DATE


def _later(begin: date, lapse: Lapse, received_on: date) -> date | Reason:
    """Return the day that is some days or months after another one."""
    return _near_enough(add_months(begin + timedelta(lapse.days), lapse.months), received_on)


def _day(reading: DayReading, received_on: date) -> date | Reason:
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
