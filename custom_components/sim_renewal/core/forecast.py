"""The forecast: when data runs out at the pace at which it was used, and what a day may use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from math import ceil, exp2, sqrt

from .dates import zone_of
from .history import UNLIMITED, History, Point

DAY = timedelta(days=1)
_AN_INSTANT = timedelta(microseconds=1)
WEEK = 7

FURTHEST = timedelta(days=365)
"""Further ahead nothing is foretold."""

LEAST_OBSERVED = 0.75
"""For how many days use has to be known at least: two readings 20 hours apart are enough."""

LONGEST_GAP = timedelta(days=35)
"""Between readings that are further apart, anything can have happened."""

LONGEST_SILENCE = 14.0
SHORTEST_SILENCE = 2.0
"""After how many days without a reading nothing is foretold: between these, twice as many as use
was observed for."""

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far ahead of the clock a reading may be; one further ahead is none."""

DAYS_LOOKED_BACK = 56
HALF_LIFE = 21.0
"""After how many days the use of a day counts half."""

ONE_MISTAKE = timedelta(days=2, hours=1)
"""A reading between two others that are so close counts for nothing if it contradicts both."""

JITTER = 0.03
"""A rise is a top-up if it is more than this share of what there was; a smaller one is noise."""

OUTLIER = 4.0
DAYS_FOR_OUTLIERS = 5
"""No day counts for more than so many times the second largest, where there are enough of them."""

WEEKS_FOR_PATTERN = 2.0
"""How many weeks it takes until a weekday counts for as much as the average of all days."""

USUAL_SPREAD = 0.7
USUAL_DAYS = 3.0
"""How much one day differs from the next where little is known, and for how many days that counts
as if it had been seen."""

LARGEST_MARGIN = 1.0
"""How uncertain a forecast may be, as a share of the time ahead, to be told at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When data runs out at the present pace; `moment` is unknown where that is over a year ahead.

    `margin` is how far off the moment can well be, as a share of the time ahead. `early` tells
    whether it comes before the end that was asked about.
    """

    moment: datetime | None
    margin: float
    early: bool | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What was used between two readings without a top-up in between."""

    begin: datetime
    end: datetime
    used: int


@dataclass(slots=True)
class _Day:
    """What was used in 24 hours, `age` days back, and for which share of them that is known."""

    age: int
    used: float = 0.0
    known: float = 0.0

    @property
    def weight(self) -> float:
        return exp2(-self.age / HALF_LIFE) * self.known

    @property
    def pace(self) -> float:
        return self.used / self.known


def runs_out(history: History, now: datetime, *, until: datetime | None) -> Forecast | None:
    """Return when data runs out, and whether before `until`; `None` where that cannot be known.

    It cannot where use was seen for too short a time, or not at all, or differs too much from day
    to day; where the last reading is too old; and where nothing is left, or data has no limit.
    """
    points = [each for each in history.points if each.moment <= now + CLOCK_TOLERANCE]
    if not points or not 0 < points[-1].remaining < UNLIMITED:
        return None
    last = points[-1]
    stretches = list(_stretches([each for each in points if each.remaining < UNLIMITED]))
    days = _days(stretches)
    if not _is_enough(days, stretches, last, now):
        return None
    paces = _paces(days)
    level = sum(paces) / WEEK
    if level <= 0:
        return None
    ahead = _days_until_used(paces, (last.moment - stretches[-1].end) / DAY, last.remaining)
    moment = None if ahead is None else last.moment + timedelta(days=ahead)
    margin = _margin(days, paces, FURTHEST.days if ahead is None else ahead)
    if margin > LARGEST_MARGIN or (moment is not None and moment <= now):
        return None
    return Forecast(
        moment=moment,
        margin=margin,
        early=_is_before(moment, until, last.moment + FURTHEST),
    )


def _is_enough(
    days: Sequence[_Day], stretches: Sequence[_Stretch], last: Point, now: datetime
) -> bool:
    """Return whether use was seen for long enough, and not too long ago."""
    observed = sum(day.known for day in days)
    silence = min(max(2 * observed, SHORTEST_SILENCE), LONGEST_SILENCE)
    return (
        observed >= LEAST_OBSERVED
        and now - last.moment <= silence * DAY
        and now - stretches[-1].end <= LONGEST_GAP
    )


def _is_before(
    moment: datetime | None, until: datetime | None, known_until: datetime
) -> bool | None:
    if until is None or (moment is None and until > known_until):
        return None
    return moment is not None and moment < until


def daily_budget(remaining: Decimal, now: datetime, until: datetime) -> Decimal | None:
    """Return how many bytes a day may use so that what is left lasts; `None` once the end has come.

    Local days that have begun count in full, and the last day may use all that is left.
    """
    if until <= now:
        return None
    last = (until - _AN_INSTANT).astimezone(zone_of(now)).date()
    return remaining / ((last - now.date()).days + 1)


def _stretches(points: Sequence[Point]) -> Iterator[_Stretch]:
    """Return what was used between readings, apart from where it does not show.

    Use does not show across a top-up, nor once nothing is left: then what was left at the end of a
    period may just have expired.
    """
    noise = JITTER * sorted(point.remaining for point in points)[-2:][0]
    for before, after in pairwise(_credible(points, noise)):
        used = before.remaining - after.remaining
        if -used <= noise and after.remaining and after.moment - before.moment <= LONGEST_GAP:
            yield _Stretch(before.moment, after.moment, used)


def _credible(points: Sequence[Point], noise: float) -> Iterator[Point]:
    """Return the readings without those that do not fit between two which do without it."""
    yield points[0]
    for before, point, after in zip(points, points[1:], points[2:], strict=False):
        highest, lowest = before.remaining + noise, after.remaining - noise
        is_agreed = after.moment - before.moment <= ONE_MISTAKE and after.remaining <= highest
        if not is_agreed or lowest <= point.remaining <= highest:
            yield point
    if len(points) > 1:
        yield points[-1]


def _days(stretches: Sequence[_Stretch]) -> Sequence[_Day]:
    """Return the use by days of 24 hours, back from where it was last seen."""
    days: dict[int, _Day] = {}
    for stretch in stretches:
        begin = (stretches[-1].end - stretch.begin) / DAY
        end = (stretches[-1].end - stretch.end) / DAY
        for age in range(int(end), min(ceil(begin), DAYS_LOOKED_BACK)):
            share = min(begin, age + 1) - max(end, age)
            day = days.setdefault(age, _Day(age))
            day.used += stretch.used * share / (begin - end)
            day.known += share
    return _without_outliers([day for day in days.values() if day.known > 0])


def _without_outliers(days: Sequence[_Day]) -> Sequence[_Day]:
    """Return the days, none of which uses many times as much as all others."""
    if len(days) < DAYS_FOR_OUTLIERS:
        return days
    most = OUTLIER * sorted(day.pace for day in days)[-2]
    return [_Day(day.age, min(day.used, most * day.known), day.known) for day in days]


def _paces(days: Sequence[_Day]) -> list[float]:
    """Return the use of each day of a week, in the order in which they lie back.

    Days of the same weekday count together as far as enough of all of them were seen.
    """
    by_weekday = [[day for day in days if day.age % WEEK == each] for each in range(WEEK)]
    weeks = min(sum(day.known for day in same) for same in by_weekday)
    if weeks < 1:
        return [_average(days)] * WEEK
    own = [_average(same) for same in by_weekday]
    level = sum(own) / WEEK
    share = weeks / (weeks + WEEKS_FOR_PATTERN) if weeks >= WEEKS_FOR_PATTERN else 0
    return [level + share * (each - level) for each in own]


def _average(days: Sequence[_Day]) -> float:
    weight = sum(day.weight for day in days)
    return sum(day.weight * day.pace for day in days) / weight


def _days_until_used(paces: Sequence[float], since: float, remaining: float) -> float | None:
    """Return in how many days so much is used, beginning so many days after use was last seen."""
    begin = since
    for day in range(int(since), int(since) + FURTHEST.days):
        pace = paces[-(day + 1) % WEEK]
        end = day + 1.0
        if remaining < pace * (end - begin):
            return begin + remaining / pace - since
        remaining -= pace * (end - begin)
        begin = end
    return None


def _margin(days: Sequence[_Day], paces: Sequence[float], ahead: float) -> float:
    """Return the usual error of the mean of the days seen, and of that of the days ahead."""
    level = sum(paces) / WEEK
    squares = sum(day.known * ((day.pace - paces[day.age % WEEK]) / level) ** 2 for day in days)
    known = sum(day.known for day in days)
    spread = sqrt((USUAL_DAYS * USUAL_SPREAD**2 + squares) / (USUAL_DAYS + known))
    count = sum(day.weight for day in days) ** 2 / sum(day.weight**2 for day in days)
    return spread * sqrt(1 / count + 1 / max(ahead, 1.0))
