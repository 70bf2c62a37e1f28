"""Civil dates: spans of days or months, and the moments at which local days begin and end."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

SHORTEST_MONTH = 28

MONTHS_IN_SIGHT = 50 * 12
DAYS_IN_SIGHT = 50 * 366
"""How far ahead an end can lie: nobody buys more, and what comes to more was misunderstood."""


DAYS_REMEMBERED = 4096
"""How many days are remembered that were counted from others: each replay asks for the same."""


class SpanUnit(StrEnum):
    """The unit in which carriers state how long something lasts."""

    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Span:
    """A number of hours, of days or of calendar months."""

    count: int
    unit: SpanUnit

    def after(self, start: date, anniversary_day: int | None = None) -> date | None:
        """Return the date this long after `start`, or `None` where that is out of sight.

        Months end on `anniversary_day` (default: the day of `start`), or on the last day of a
        month that is too short for it. Hours count as the days that they begin.
        """
        if self.unit is SpanUnit.MONTHS:
            in_sight = self.count <= MONTHS_IN_SIGHT
            return add_months(start, self.count, anniversary_day) if in_sight else None
        days = self.count if self.unit is SpanUnit.DAYS else -(-self.count // 24)
        return start + timedelta(days=days) if days <= DAYS_IN_SIGHT else None

    @property
    def in_months(self) -> int:
        """How many calendar months it stands for, at least one: people call 30 days a month."""
        return self.count if self.unit is SpanUnit.MONTHS else max(self.shortest_days() // 30, 1)

    def shortest_days(self) -> int:
        """Return how many days this is at least: months are shortest from 1 February on."""
        first_day = date(2001, 2, 1)
        last_day = self.after(first_day)
        return DAYS_IN_SIGHT if last_day is None else (last_day - first_day).days


@lru_cache(maxsize=DAYS_REMEMBERED)
def add_months(start: date, months: int, day: int | None = None) -> date:
    """Return `day` (default: the day of `start`) `months` later, clamped to the month's end."""
    year, month_index = divmod(start.year * 12 + start.month - 1 + months, 12)
    month = month_index + 1
    wanted = day or start.day
    if wanted > SHORTEST_MONTH:
        wanted = min(wanted, monthrange(year, month)[1])
    return date(year, month, wanted)


def is_in_sight(end: date, start: date) -> bool:
    """Return whether an end can be that of something which began on a day."""
    return (end - start).days <= DAYS_IN_SIGHT


def local_moment(day: date, at: time, zone: tzinfo) -> datetime:
    """Return, in UTC, the moment at which the wall clock of `zone` shows `at` on `day`."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


@lru_cache(maxsize=DAYS_REMEMBERED)
def end_of_day(day: date, zone: tzinfo) -> datetime:
    """Return, in UTC, the last second of `day` in `zone`, also where clocks change at midnight."""
    return local_moment(day, time(23, 59, 59, fold=1), zone)


def tomorrow_at(now: datetime, at: time) -> datetime:
    """Return, in UTC, the moment at which the wall clock shows `at` on the local day after."""
    return days_later(now, 1, at)


def next_day(day: date) -> date:
    """Return the day after."""
    return day + timedelta(days=1)


def days_later(now: datetime, days: int, at: time) -> datetime:
    """Return, in UTC, the moment at which the wall clock shows `at` some local days later."""
    return local_moment(now.date() + timedelta(days=days), at, now.tzinfo or UTC)


def days_within(start: datetime, end: datetime, zone: tzinfo) -> tuple[date, date]:
    """Return the first and the last local day of which a range, without its end, has a part."""
    return start.astimezone(zone).date(), (end - timedelta.resolution).astimezone(zone).date()


def next_midnight(now: datetime) -> datetime:
    """Return, in UTC, the moment at which the local day after `now` begins."""
    return tomorrow_at(now, time.min)


def next_hour(now: datetime) -> datetime:
    """Return, in UTC, the moment at which the local hour after `now` begins."""
    begun = timedelta(minutes=now.minute, seconds=now.second, microseconds=now.microsecond)
    return now.astimezone(UTC) - begun + timedelta(hours=1)


def zone_of(now: datetime) -> tzinfo:
    """Return the household's time zone, which every `now` carries."""
    if now.tzinfo is None:
        raise ValueError("now must know its time zone")
    return now.tzinfo
