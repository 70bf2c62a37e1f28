"""The outlook on a line's data: what this period has used, and for how long the rest lasts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from .dates import local_moment, zone_of
from .forecast import daily_budget, runs_out
from .history import is_unlimited
from .model import Bucket, Measure
from .record import Record
from .source_values import period_begin, period_end


@dataclass(frozen=True, slots=True, kw_only=True)
class DataOutlook:
    """What was used, when the rest runs out, and what a day may use until there is more, in bytes.

    `runs_out_early` tells whether it runs out, or has run out, before there is more.
    """

    used: Decimal | None
    runs_out: datetime | None = None
    runs_out_early: bool | None = None
    budget: Decimal | None = None


def data_outlook(
    record: Record, now: datetime, *, ends_at: datetime | None, reset_day: int | None
) -> DataOutlook:
    """Return the outlook until service ends, or until a counter resets if that comes first.

    Once there can be more than at the last reading, it is unknown what is left until the next.
    """
    used = _counted(record, now, reset_day)
    left = record.known_reading.get(Bucket.DATA_REMAINING)
    if left is None or is_unlimited(left) or _is_outdated(left, record, now, reset_day):
        return DataOutlook(used=used)
    until = _more_at(now, ends_at, reset_day)
    history = record.known_history
    forecast = runs_out(history, now, until=until)
    early = forecast.early if forecast else None
    if left.amount <= 0 and until is not None and any(each.remaining for each in history.points):
        early = True
    return DataOutlook(
        used=_used_of_allowance(record, left.amount) if used is None else used,
        runs_out=_rounded(forecast.moment, now) if forecast and forecast.moment else None,
        runs_out_early=early,
        budget=None if until is None else daily_budget(max(left.amount, Decimal(0)), now, until),
    )


def even_pace(
    allowance: Decimal, record: Record, today: date, *, until: date | None, reset_day: int | None
) -> Decimal | None:
    """Return how much of an allowance is left at the end of today if each day uses as much.

    `until` is the last day of service. A period lasts from one reset of a counter to the next, else
    from the last renewal to the end of service; `None` where that is not known, or it is over.
    """
    if reset_day is not None:
        begins = period_begin(today, reset_day)
        last = period_end(today, reset_day) - timedelta(days=1)
        until = last if until is None else min(last, until)
    else:
        bought = [each.renewed_on for each in record.renewals if each.counts]
        begins = max(bought, default=date.max)
    if until is None or not begins <= today <= until or begins == until:
        return None
    return allowance * (until - today).days / ((until - begins).days + 1)


def _counted(record: Record, now: datetime, reset_day: int | None) -> Decimal | None:
    """Return what a source has counted in the present period."""
    counter = record.source_values.counter
    if reset_day is None or counter is None:
        return None
    return counter.used if counter.begins >= period_begin(now.date(), reset_day) else None


def _is_outdated(left: Measure, record: Record, now: datetime, reset_day: int | None) -> bool:
    """Return whether a renewal, or the reset of a counter, came after a reading."""
    zone = zone_of(now)
    if record.renewed_since(left.measured_at, zone):
        return True
    if reset_day is None:
        return False
    return left.measured_at < local_moment(period_begin(now.date(), reset_day), time.min, zone)


def _used_of_allowance(record: Record, left: Decimal) -> Decimal | None:
    """Return what of the allowance is no longer left; more than it can be left of before."""
    allowance = record.known_reading.get(Bucket.DATA_ALLOWANCE)
    return allowance.amount - left if allowance and allowance.amount >= left else None


def _more_at(now: datetime, ends_at: datetime | None, reset_day: int | None) -> datetime | None:
    ends = [] if ends_at is None else [ends_at]
    if reset_day is not None:
        ends.append(local_moment(period_end(now.date(), reset_day), time.min, zone_of(now)))
    return min((each for each in ends if each > now), default=None)


def _rounded(moment: datetime, now: datetime) -> datetime:
    """Return the beginning of its local hour, unless that is over: it is not known to the minute.

    So a forecast stays the same while little changes.
    """
    hour = moment.astimezone(zone_of(now)).replace(minute=0, second=0, microsecond=0)
    return hour.astimezone(UTC) if hour > now else moment
