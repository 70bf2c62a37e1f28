"""What a source, a text or a person says of a line's dates becomes evidence in its record."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from .evidence import Clock, Statement, Teller
from .history import History
from .model import Bucket, Measure, Reading
from .record import Record
from .rules import Clocks, ValidityRule
from .source_values import Capability, SourceValues
from .validity import typed_clocks

SAME_END_WITHIN = timedelta(hours=1)
"""Some carriers count the exact end anew from what is left, each time that they are asked."""


PLAINLY = timedelta(days=1)
"""How far a clock has to be before all that was told to be certainly wrong."""


def clock_is_behind(record: Record, now: datetime) -> bool:
    """Return whether a clock says a moment before anything was told, as after a power cut."""
    told = [
        *(each.told_at for each in record.statements),
        *(each.recorded_at for each in record.renewals),
    ]
    return bool(told) and now + PLAINLY < min(told)


def with_typed_reading(record: Record, reading: Reading, now: datetime) -> Record:
    """Return the record with what a person sees on a line: a wrong clock does not hide it.

    What is known of the future was measured by a clock that was ahead, and gives way. Where the
    clock itself is behind, a person's word comes right after what is known.
    """
    known = record.known_reading
    if clock_is_behind(record, now):
        return record.with_reading(
            {bucket: _after(measure, known.get(bucket)) for bucket, measure in reading.items()}
        )
    ahead = {each for each in reading if each in known and known[each].measured_at > now}
    return _without_measures_after(record, ahead, now).with_reading(reading)


def _after(measure: Measure, known: Measure | None) -> Measure:
    if known is None or known.measured_at < measure.measured_at:
        return measure
    return replace(measure, measured_at=known.measured_at + timedelta.resolution)


def _without_measures_after(record: Record, buckets: Collection[Bucket], now: datetime) -> Record:
    """Return the record without what was measured of some buckets later than now."""

    def kept(reading: Reading) -> Reading:
        return {
            bucket: measure
            for bucket, measure in reading.items()
            if bucket not in buckets or measure.measured_at <= now
        }

    record = replace(
        record,
        reading=kept(record.reading),
        renewals=tuple(replace(each, balance=kept(each.balance)) for each in record.renewals),
    )
    if Bucket.DATA_REMAINING in buckets:
        points = tuple(each for each in record.history.points if each.moment <= now)
        emptied = tuple(each for each in record.emptied if each.at <= now)
        record = replace(record, history=History(points), emptied=emptied)
    if Bucket.CREDIT in buckets:
        former = tuple(each for each in record.former_credits if each.measured_at <= now)
        record = replace(record, former_credits=former)
    return record


def number_follows(clocks: Clocks, rule: ValidityRule | None) -> bool:
    """Return whether the number date is just what the rule's grace makes of the service date."""
    return clocks.number_until == typed_clocks(clocks.service_until, None, rule).number_until


def stated_clocks(
    clocks: Clocks,
    rule: ValidityRule | None,
    service_until: date | None = None,
    number_until: date | None = None,
) -> Clocks:
    """Return what stated dates would make of the clocks, as far as they can contradict each other.

    A number date that only followed from the rule's grace follows the new service date.
    """
    if number_until is None and not (service_until and number_follows(clocks, rule)):
        number_until = clocks.number_until
    return Clocks(service_until or clocks.service_until, number_until)


def with_source_values(record: Record, values: SourceValues, now: datetime) -> Record:
    """Return the record with what a source says, as of the moment at which it said it."""
    told = record.without_future(now).with_values(values, Teller.SOURCE)
    for clock, until, capability in _dates_in(values):
        at = min(values.silent_since.get(capability, now), now)
        statement = _statement(clock, until, at, now, Teller.SOURCE)
        if clock is Clock.SERVICE and values.ends_at is not None:
            statement = replace(statement, ends_at=_steady(values.ends_at, until, record))
        told = told.with_statement(statement)
    return told


def _steady(ends_at: datetime, until: date, record: Record) -> datetime:
    """Return the exact end of a day that is known already where another one is about the same."""
    for each in reversed(record.statements):
        if each.teller is Teller.SOURCE and each.until == until and each.ends_at is not None:
            return each.ends_at if abs(each.ends_at - ends_at) < SAME_END_WITHIN else ends_at
    return ends_at


def with_text(record: Record, values: SourceValues, received_at: datetime, now: datetime) -> Record:
    """Return the record with what a text says, which was so when it was received."""
    told = record.without_future(now).with_values(values, Teller.TEXT)
    for clock, until, _ in _dates_in(values):
        told = told.with_statement(_statement(clock, until, received_at, now, Teller.TEXT))
    return told


def _dates_in(values: SourceValues) -> Iterator[tuple[Clock, date, Capability]]:
    if values.service_until is not None:
        yield Clock.SERVICE, values.service_until, Capability.EXPIRY
    if values.number_until is not None:
        yield Clock.NUMBER, values.number_until, Capability.NUMBER_EXPIRY


def _statement(
    clock: Clock, until: date, as_of: datetime, told_at: datetime, teller: Teller
) -> Statement:
    return Statement(clock=clock, until=until, as_of=as_of, told_at=told_at, teller=teller)
