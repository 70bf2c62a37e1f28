"""The history of what was left: few readings, so chosen that the use can still be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from .model import Bucket, Measure

POINTS_KEPT = 60

RECENT = timedelta(days=2)
RECENT_SLOT = timedelta(hours=4)
SLOT = timedelta(days=1)
"""Of each slot the last reading is kept; slots of the last days are shorter."""

UNLIMITED = 10**15
"""From so many bytes, seconds or texts on, an amount stands for no limit."""

WITHOUT_LIMIT = "unlimited"
"""The word that people and sources say for it."""

ENDLESS = frozenset({Bucket.DATA_REMAINING, Bucket.VOICE_REMAINING, Bucket.SMS_REMAINING})
"""What a carrier can sell without a limit."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Point:
    """How many bytes were left at a moment, which is a whole second in UTC."""

    moment: datetime
    remaining: int


@dataclass(frozen=True, slots=True)
class History:
    """Readings in the order of their moments: the first, the last of each slot, and not too many.

    The last reading of all is always among them.
    """

    points: tuple[Point, ...] = ()

    def with_readings(self, *measures: Measure) -> History:
        """Return the history with more readings; each replaces one of the same second."""
        return history_of((*self.points, *map(_point, measures)))


def history_of(points: Iterable[Point]) -> History:
    """Return the history of readings in any order; of two at one moment the later one counts."""
    by_moment = {point.moment: point for point in points}
    ordered = [by_moment[moment] for moment in sorted(by_moment)]
    if not ordered:
        return History()
    newest = ordered[-1].moment
    last_of_slots = {_slot(point.moment, newest): point for point in ordered}
    kept = dict.fromkeys((ordered[0], *last_of_slots.values()))
    return History(tuple(kept)[-POINTS_KEPT:])


def point_at(seconds: int, remaining: int) -> Point:
    """Return a reading of so many seconds after the beginning of 1970; see `seconds_of`."""
    if not 0 <= remaining <= UNLIMITED:
        raise ValueError("no amount of data")
    return Point(_EPOCH + timedelta(seconds=seconds), remaining)


def seconds_of(point: Point) -> int:
    """Return at how many seconds after the beginning of 1970 a reading was."""
    return (point.moment - _EPOCH) // timedelta(seconds=1)


def is_unlimited(measure: Measure | None) -> bool:
    """Return whether a measure says that there is no limit; no money is so much."""
    return measure is not None and measure.amount >= UNLIMITED


def says_unlimited(value: object) -> bool:
    """Return whether somebody, or a source, says that there is no limit."""
    return isinstance(value, str) and value.strip().lower() == WITHOUT_LIMIT


def _point(measure: Measure) -> Point:
    moment = measure.measured_at.astimezone(UTC).replace(microsecond=0)
    return Point(moment, int(min(max(measure.amount, Decimal(0)), Decimal(UNLIMITED))))


def _slot(moment: datetime, newest: datetime) -> tuple[timedelta, int]:
    length = RECENT_SLOT if newest - moment < RECENT else SLOT
    return length, (moment - _EPOCH) // length
