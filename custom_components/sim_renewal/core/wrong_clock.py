"""What a clock that was ahead, or is behind, does to a record: nothing newer is kept out."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from .evidence import Emptied
from .history import History
from .model import Bucket, Measure, Reading, told_reading
from .record import Record
from .source_values import SourceValues

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
    told = told_reading(reading, now)
    return _without_measures_after(record, ahead, now).with_reading(told)


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


def is_plainly_ahead(record: Record, now: datetime) -> bool:
    """Return whether something was told so far in the future that only a wrong clock can say so.

    Where all of it was, it is the present clock that is wrong.
    """
    return not clock_is_behind(record, now) and any(
        moment > now + PLAINLY for moment in _moments_of(record)
    )


def without_future(record: Record, heard_at: datetime, now: datetime) -> Record:
    """Return the record in which nothing was told later than now: a clock that was ahead said so.

    It takes its place right before `heard_at`, in its own order: what is told now comes after it.
    """
    if all(moment <= now for moment in _moments_of(record)):
        return record
    steps = len(record.statements) + len(record.former_credits) + 2 * len(record.emptied) + 1
    places = iter(heard_at - timedelta(microseconds=number) for number in range(steps, 0, -1))
    statements = tuple(
        each.known_by(next(places)) if max(each.last_moment, each.told_at) > now else each
        for each in record.statements
    )
    former = tuple(_by(each, next(places), now) for each in record.former_credits)
    emptied = tuple(_emptied_by(each, next(places), next(places), now) for each in record.emptied)
    last = next(places)
    return replace(
        record,
        statements=statements,
        former_credits=former,
        emptied=emptied,
        reading=_reading_by(record.reading, last, now),
        renewals=tuple(
            replace(each, balance=_reading_by(each.balance, last, now)) for each in record.renewals
        ),
        history=History(tuple(each for each in record.history.points if each.moment <= now)),
        source_values=heard_by(record.source_values, now),
    )


def heard_by(values: SourceValues, now: datetime) -> SourceValues:
    """Return source values of which none was said or measured later than now."""
    return replace(
        values,
        reading=_reading_by(values.reading, now, now),
        silent_since={each: min(since, now) for each, since in values.silent_since.items()},
        countdowns={
            each: replace(known, said_at=min(known.said_at, now))
            for each, known in values.countdowns.items()
        },
    )


def _moments_of(record: Record) -> Iterator[datetime]:
    """Return the moments at which something was told, as it is stamped."""
    for statement in record.statements:
        yield from (statement.last_moment, statement.told_at)
    for reading in (record.reading, *(each.balance for each in record.renewals)):
        yield from (each.known_at for each in reading.values())
    yield from (each.known_at for each in record.former_credits)
    for emptied in record.emptied:
        yield from (emptied.known_at, emptied.refilled_at or emptied.at)
    yield from record.source_values.silent_since.values()
    yield from (each.said_at for each in record.source_values.countdowns.values())


def _by(measure: Measure, place: datetime, now: datetime) -> Measure:
    return measure if measure.known_at <= now else measure.known_by(place)


def _reading_by(reading: Reading, place: datetime, now: datetime) -> Reading:
    return {bucket: _by(measure, place, now) for bucket, measure in reading.items()}


def _emptied_by(emptied: Emptied, first: datetime, last: datetime, now: datetime) -> Emptied:
    at = emptied.at if emptied.at <= now else first
    refilled = emptied.refilled_at
    told_at = None if at is first else emptied.told_at and min(emptied.told_at, first)
    refilled_at = last if refilled and refilled > now else refilled
    return replace(emptied, at=at, refilled_at=refilled_at, told_at=told_at)
