"""What a source, a text or a person says of a line's dates becomes evidence in its record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from .evidence import Clock, Statement, Teller
from .model import told_reading
from .record import Record
from .rules import Clocks, ValidityRule
from .source_values import Capability, SourceValues
from .validity import typed_clocks
from .wrong_clock import heard_by, without_future

HEARD_WITHIN = timedelta(minutes=15)
"""How long what a source says can take until it is heard."""

SAME_END_WITHIN = timedelta(hours=1)
"""Some carriers count the exact end anew from what is left, each time that they are asked."""


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
    told = without_future(record, _heard_at(values, now), now)
    told = told.with_values(_told(heard_by(values, now), now), Teller.SOURCE)
    for clock, until, capability in _dates_in(values):
        at = min(values.silent_since.get(capability, now), now)
        statement = _statement(clock, until, at, now, Teller.SOURCE)
        if clock is Clock.SERVICE and values.ends_at is not None:
            statement = replace(statement, ends_at=_steady(values.ends_at, until, record))
        told = told.with_statement(statement)
    return told


def _heard_at(values: SourceValues, now: datetime) -> datetime:
    """Return since when a source has been saying what is heard now."""
    measured = (each.measured_at for each in values.reading.values())
    said = (*measured, *values.silent_since.values())
    return min((each for each in said if now - HEARD_WITHIN <= each <= now), default=now)


def _steady(ends_at: datetime, until: date, record: Record) -> datetime:
    """Return the exact end of a day that is known already where another one is about the same."""
    for each in reversed(record.statements):
        if each.teller is Teller.SOURCE and each.until == until and each.ends_at is not None:
            return each.ends_at if abs(each.ends_at - ends_at) < SAME_END_WITHIN else ends_at
    return ends_at


def with_text(record: Record, values: SourceValues, received_at: datetime, now: datetime) -> Record:
    """Return the record with what a text says, which was so when it was received."""
    told = without_future(record, now, now).with_values(_told(values, now), Teller.TEXT)
    for clock, until, _ in _dates_in(values):
        told = told.with_statement(_statement(clock, until, received_at, now, Teller.TEXT))
    return told


def news_in(record: Record, before: Record, clock: Clock) -> Statement | None:
    """Return the last statement of a clock that was not on the record before, nor repeated."""
    known = {each.subject for each in before.statements}
    for each in reversed(record.statements):
        if each.clock is clock and each.subject not in known:
            return each
    return None


def without_statement(record: Record, statement: Statement) -> Record:
    """Return the record as if something had never been stated."""
    left = tuple(each for each in record.statements if each != statement)
    return replace(record, statements=left)


def _told(values: SourceValues, now: datetime) -> SourceValues:
    """Return source values of which the reading was told now."""
    return replace(values, reading=told_reading(values.reading, now))


def _dates_in(values: SourceValues) -> Iterator[tuple[Clock, date, Capability]]:
    if values.service_until is not None:
        yield Clock.SERVICE, values.service_until, Capability.EXPIRY
    if values.number_until is not None:
        yield Clock.NUMBER, values.number_until, Capability.NUMBER_EXPIRY


def _statement(
    clock: Clock, until: date, as_of: datetime, told_at: datetime, teller: Teller
) -> Statement:
    return Statement(clock=clock, until=until, as_of=as_of, told_at=told_at, teller=teller)
