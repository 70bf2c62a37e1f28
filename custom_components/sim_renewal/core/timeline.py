"""What was told of a line, in the order of the moments that it speaks of."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any, NamedTuple

from .dates import end_of_day
from .evidence import Clock, Emptied, Evidence, Statement, Teller
from .model import Activity, Bucket, Event, Measure, Renewal


class Told(NamedTuple):
    """One thing that was told, at the moment of which it speaks."""

    at: datetime
    what: Statement | Event | Emptied | Measure
    is_repeated: bool = False


type _Credit = tuple[datetime, Measure]
"""A credit, with the moment at which it counts."""


def timeline_of(evidence: Evidence, zone: tzinfo) -> list[Told]:
    """Return everything in the order of the moments that it speaks of.

    What a statement says at the moment of an event is of before it, unless only the event's day is
    known.
    """
    told = [
        *(
            Told(moment, each, is_repeated=number > 0)
            for each in evidence.statements
            for number, moment in enumerate(each.moments)
        ),
        *(Told(_moment_in(evidence, each, zone), each) for each in evidence.renewals),
        *(Told(moment_of(each, zone), each) for each in evidence.activities),
        *_ends_of_data(evidence.emptied),
        *(Told(at, each) for at, each in _credits(evidence, zone)),
    ]
    told.sort(key=_place)
    return told


def moment_of(event: Event, zone: tzinfo) -> datetime:
    """Return the moment at which an event counts beside what was stated.

    Where only its day is known it is the last of that day, but not after it was recorded.
    """
    if event.at is not None:
        return event.at
    if isinstance(event, Renewal) and event.recorded_at.astimezone(zone).date() == event.on:
        return event.recorded_at
    return end_of_day(event.on, zone)


def _moment_in(evidence: Evidence, renewal: Renewal, zone: tzinfo) -> datetime:
    """Return the moment of a renewal beside the other evidence.

    One in addition comes after all that was known when it was recorded, and only after that: what
    is told later of a later moment contains it, and so does the credit that it left.
    """
    if not renewal.in_addition:
        return moment_of(renewal, zone)
    left = renewal.balance.get(Bucket.CREDIT)
    others = [(at, each) for at, each in _credits(evidence, zone) if each != left]
    return _after_all_known(evidence, renewal, zone, others)


def _after_all_known(
    evidence: Evidence, renewal: Renewal, zone: tzinfo, credits_told: Iterable[_Credit]
) -> datetime:
    """Return the moment of a renewal after all that was known when it was recorded."""
    recorded_at = renewal.recorded_at
    known = [
        *(
            moment
            for each in evidence.statements
            if each.told_at <= recorded_at
            for moment in each.moments
        ),
        *(each.at for each in evidence.emptied if each.known_at <= recorded_at),
        *(at for at, each in credits_told if each.known_at <= recorded_at),
    ]
    after = [each + timedelta.resolution for each in known if each <= recorded_at]
    return max((moment_of(renewal, zone), *after))


def _credits(evidence: Evidence, zone: tzinfo) -> list[_Credit]:
    """Return the credits; what a renewal in addition left is of the moment at which it counts."""
    former = [(each.measured_at, each) for each in evidence.former_credits]
    credit = evidence.credit
    if credit is None:
        return former
    moments = [
        _after_all_known(evidence, each, zone, former)
        for each in evidence.renewals
        if each.in_addition and each.balance.get(Bucket.CREDIT) == credit
    ]
    return [*former, (max((credit.measured_at, *moments)), credit)]


def _ends_of_data(emptied: Iterable[Emptied]) -> Iterator[Told]:
    for each in emptied:
        yield Told(each.at, each)
        if each.refilled_at is not None:
            yield Told(each.refilled_at, each, is_repeated=True)


_KINDS = (Statement, Emptied, Renewal, Activity, Measure)
_BEFORE_ALL = -1


_TELLERS = tuple(Teller)


def _place(told: Told) -> tuple[datetime, int, tuple[Any, ...]]:
    """Sort by moment; at one moment use follows purchase, and dates of its own come last.

    Of two statements of one moment the one that was told later counts, and of two that were told at
    once the earlier date; the number's is understood beside the end of service told with it.
    """
    what = told.what
    kind = _KINDS.index(type(what))
    within: tuple[Any, ...] = ()
    match what:
        case Renewal():
            kind = kind if what.at is not None else _BEFORE_ALL
            own = (what.service_until or date.min, what.number_until or date.min)
            within = (*own, what.amount or Decimal(0), what.renewal_id)
        case Statement():
            teller = _TELLERS.index(what.teller)
            is_number = what.clock is Clock.NUMBER
            sooner_last = -(what.until or date.max).toordinal()
            within = (what.told_at, is_number, teller, sooner_last)
        case Activity():
            within = (what.activity_id,)
    return told.at, kind, within
