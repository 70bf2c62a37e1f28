"""Signals of a line beside its dates: low data, data that will not last, a source gone silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal

from .dates import zone_of
from .line import LineState
from .low_data import low_data_threshold
from .model import Bucket, Measure
from .record import Record
from .reminders import Happening, ReminderPlan, Stage
from .rules import Clocks

ENOUGH_AGAIN = Decimal("1.25")
"""How far above the threshold data has to rise before it counts as enough again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSignals:
    """What is known beside the dates; `None` is unknown, and nobody is told anything of it.

    `low_data_at`: the measure that shows little data. `runs_out_at`: when the data will be used up
    at the present pace, as it was foreseen at `foreseen_at`. `stale_since`: when the source of the
    line should have answered and had not, being silent since `silent_since`. Their days are those
    of the household.
    """

    low_data_at: datetime | None = None
    runs_out_at: datetime | None = None
    foreseen_at: datetime | None = None
    stale_since: datetime | None = None
    silent_since: datetime | None = None


def signals_of(state: LineState, record: Record, plan: ReminderPlan, now: datetime) -> LineSignals:
    """Return what is known of a line in a state beside its dates."""
    zone = zone_of(now)
    data = record.known_reading.get(Bucket.DATA_REMAINING)
    early = state.data_runs_out_early and data is not None
    silent_since = _silent_since(state, record) if state.source_problem else None
    limit = state.line.stale_after
    return LineSignals(
        low_data_at=_local(low_data_at(record, plan, zone), zone),
        runs_out_at=_local(state.data_runs_out, zone) if early else None,
        foreseen_at=_local(data.measured_at, zone) if data is not None and early else None,
        stale_since=_local(silent_since + limit, zone) if silent_since and limit else None,
        silent_since=_local(silent_since, zone),
    )


def _local(moment: datetime | None, zone: tzinfo) -> datetime | None:
    return None if moment is None else moment.astimezone(zone)


def _silent_since(state: LineState, record: Record) -> datetime | None:
    """Return since when the source says nothing of something, or `None` where none was awaited."""
    silent = record.source_values.silent_since
    return min((since for each, since in silent.items() if each in state.line.fed), default=None)


def low_data_at(record: Record, plan: ReminderPlan, zone: tzinfo) -> datetime | None:
    """Return when data was measured to be low, or `None` where it is not, or not known.

    A renewal since then has brought an amount that nobody has measured yet.
    """
    reading = record.known_reading
    data, threshold = reading.get(Bucket.DATA_REMAINING), low_data_threshold(record, plan)
    if data is None or threshold is None or _bought_since(record, data, zone):
        return None
    if _is_told_of(record, Happening.DATA_LOW):
        threshold *= ENOUGH_AGAIN
    return data.measured_at if data.amount < threshold else None


def signal_stages(signals: LineSignals, clocks: Clocks) -> Iterator[tuple[str, Stage]]:
    """Return the stage of each signal that is on, with the cycle that it is logged under."""
    if signals.low_data_at is not None:
        yield _stage(Happening.DATA_LOW, signals.low_data_at)
    runs_out_at, foreseen_at = signals.runs_out_at, signals.foreseen_at
    if runs_out_at is not None and foreseen_at is not None:
        end = clocks.service_until
        if end is None or runs_out_at.date() < end:
            yield _stage(Happening.DATA_RUNS_OUT_EARLY, foreseen_at)
    if signals.stale_since is not None:
        yield _stage(Happening.SOURCE_STALE, signals.stale_since)


def _stage(happening: Happening, since: datetime) -> tuple[str, Stage]:
    return happening.value, Stage(happening, since.date(), happening.value, since=since)


def _is_told_of(record: Record, cycle: str) -> bool:
    return any(each.cycle == cycle and not each.cleared for each in record.deliveries)


def _bought_since(record: Record, data: Measure, zone: tzinfo) -> bool:
    return any(each.counts and each.moment(zone) > data.measured_at for each in record.renewals)
