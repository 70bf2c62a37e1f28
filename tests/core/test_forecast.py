"""The forecast of data: answers by hand, what it says nothing about, and what always holds."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings, strategies as st
import pytest

from custom_components.sim_renewal.core.forecast import (
    FURTHEST,
    LARGEST_MARGIN,
    daily_budget,
    runs_out,
)
from custom_components.sim_renewal.core.history import UNLIMITED, History, Point, history_of
from tests.core.effort import MANY

# Python 3.14 counts references later than Hypothesis expects.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
)

quietly = settings(database=None, deadline=None, derandomize=True, max_examples=MANY)

START = datetime(2026, 6, 1, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)
GB = 10**9


def read(*readings: tuple[float, float]) -> History:
    """Return a history of days since the start, and the GB left then; nothing is thinned out."""
    return History(tuple(Point(START + day * DAY, round(left * GB)) for day, left in readings))


def foretold(
    history: History, *, silent: float = 0, until: float | None = None
) -> tuple[float | None, bool | None] | None:
    """Return on which day data runs out and whether that is early, so long after the last one."""
    now = history.points[-1].moment + silent * DAY
    forecast = runs_out(history, now, until=None if until is None else START + until * DAY)
    if forecast is None:
        return None
    ends = forecast.moment and (forecast.moment - START) / DAY
    return ends, forecast.early


def day_of(history: History) -> float | None:
    """Return on which day data runs out, or `None` where nothing is said."""
    told = foretold(history)
    return told and told[0]


def each_day(*used: float, left: float) -> History:
    """Return a history of one reading a day, after which so much is left."""
    amounts = [left + sum(used[day:]) for day in range(len(used) + 1)]
    return read(*enumerate(amounts))


STEADY = [(day, 30 - day) for day in range(11)]

TELLS = [
    pytest.param(STEADY, 30, id="steady"),
    pytest.param([(0, 10), (20 / 24, 9.5)], 20 / 24 + 9.5 / 0.6, id="two-readings-20-hours-apart"),
    pytest.param([(0, 10), (6, 4)], 10, id="two-readings-days-apart"),
    pytest.param([(day / 4, 30 - day / 4) for day in range(41)], 30, id="four-a-day"),
    pytest.param([(0, 30), (1, 29), (4, 26), (4.25, 25.75), (9, 21)], 30, id="now-and-then"),
    pytest.param(
        [(0, 5), (1, 4), (2, 3), (3, 22), (4, 21), (5, 20)], 25, id="the-day-of-a-top-up-is-unseen"
    ),
    pytest.param([(0, 5), (1, 4), (2, 3), (3, 22)], 25, id="just-topped-up"),
    pytest.param([(0, 5), (1, 4), (2, 0), (9, 0), (10, 20), (11, 19)], 30, id="empty-for-a-while"),
    pytest.param(
        [(0, 20), (1, 19), (2, 18), (3, 0), (3.1, 20), (4.1, 19)], 23.1, id="the-rest-expired"
    ),
    pytest.param([*STEADY[:5], (4.2, 0), *STEADY[5:]], 30, id="once-zero-by-mistake"),
    pytest.param([*STEADY[:5], (4.2, 2.6), *STEADY[5:]], 30, id="once-a-tenth-by-mistake"),
    pytest.param([*STEADY[:5], (4.2, 260), *STEADY[5:]], 30, id="once-tenfold-by-mistake"),
    pytest.param(
        [(0, 10), (1, 9), (2, 8), (2.2, 200), (3, 7), (4, 12), (5, 11)], 16, id="and-a-small-top-up"
    ),
    pytest.param([(0, 20), (19, 1), (20, 20), (21, 19)], 40, id="read-once-before-a-refill"),
    pytest.param([(-20000, 3), *STEADY], 30, id="a-clock-that-began-in-the-past"),
    pytest.param([(-40, 1), *STEADY], 30, id="nothing-said-for-over-a-month"),
    pytest.param([(-1, UNLIMITED / GB), *STEADY], 30, id="unlimited-before"),
]


@pytest.mark.parametrize(("readings", "ends"), TELLS)
def test_data_runs_out_at_the_pace_at_which_it_was_used(readings, ends) -> None:
    assert day_of(read(*readings)) == pytest.approx(ends)


@pytest.mark.parametrize("per_day", [0.2, 0.33, 1, 1.7])
def test_rounded_readings_come_close(per_day) -> None:
    history = read(*((day / 4, round(30 - per_day * day / 4, 1)) for day in range(41)))

    assert day_of(history) == pytest.approx(30 / per_day, rel=0.03)


def test_noise_is_not_taken_for_top_ups() -> None:
    noise = [0.3, -0.3, 0.2, -0.1, 0, -0.2, 0.3, 0.1]
    history = read(*((day / 4, 30 - day / 4 + noise[day % 8]) for day in range(41)))

    assert day_of(history) == pytest.approx(30, abs=0.5)


def test_what_was_used_lately_counts_for_more() -> None:
    less_and_less = each_day(*[2] * 21, *[1] * 21, left=20)
    more_and_more = each_day(*[1] * 21, *[2] * 21, left=20)

    assert 42 + 20 / 1.5 < day_of(less_and_less) < 42 + 20
    assert 42 + 10 < day_of(more_and_more) < 42 + 20 / 1.5


@pytest.mark.parametrize(
    ("left", "days"),
    [(1, 1 / 1.1714), (5, 5 / 1.1714), (6, 5 + 0.1429 / 3.5714), (13, 7), (14, 7.8537), (26, 14)],
)
def test_after_many_weeks_weekends_are_weekends(left, days) -> None:
    """Eight weeks count for four fifths, so 1 and 4 GB are 1.17 and 3.57 where 1.86 is usual."""
    week = [1, 1, 1, 1, 1, 4, 4]

    assert day_of(each_day(*week * 8, left=left)) == pytest.approx(56 + days, abs=0.001)


def test_what_was_used_long_ago_counts_for_nothing() -> None:
    assert day_of(each_day(*[9] * 30, *[1] * 60, left=20)) == pytest.approx(110)


def test_before_all_weekdays_were_seen_days_are_alike() -> None:
    assert day_of(each_day(1, 1, 1, 1, 1, 4, left=9)) == pytest.approx(6 + 9 / 1.5, rel=0.03)


def test_weekends_count_as_often_as_there_are() -> None:
    week = [1, 1, 1, 1, 1, 4, 4]

    ends = day_of(each_day(*week, *week[:5], left=26))

    assert ends == pytest.approx(12 + 14, abs=0.1)


def test_one_day_unlike_all_others_does_not_decide() -> None:
    assert day_of(each_day(*[1] * 10, 60, *[1] * 9, left=20)) > 20 + 20 / 1.25
    assert day_of(each_day(*[1] * 10, 60, *[1] * 9, left=20)) < 20 + 20


SILENT = [
    pytest.param([(0, 10)], id="one-reading"),
    pytest.param([(0, 10), (0.7, 9)], id="too-short"),
    pytest.param([(0, 10), (0.7, 9), (30, 20), (30.01, 19.9)], id="too-short-in-all"),
    pytest.param([(0, 10), (1, 10), (2, 10)], id="no-use"),
    pytest.param([(0, 10), (1, 10.1), (2, 10.2)], id="less-than-no-use"),
    pytest.param([(0, 10), (1, 15), (2, 25)], id="nothing-but-top-ups"),
    pytest.param([(0, 2), (1, 1), (2, 0)], id="nothing-left"),
    pytest.param([(0, 0), (1, 0)], id="never-anything"),
    pytest.param([(0, UNLIMITED / GB), (1, UNLIMITED / GB)], id="unlimited"),
    pytest.param([(0, 10), (1, 9), (2, UNLIMITED / GB)], id="unlimited-now"),
    pytest.param([(0, 10), (40, 5)], id="too-far-apart"),
    pytest.param([*STEADY, (60, 50)], id="used-too-long-ago"),
    pytest.param([(day, 6 - (day > 3) * 2 - (day > 8) * 3) for day in range(12)], id="erratic"),
    pytest.param([(day, 20 - (day > 3) * 5) for day in range(12)], id="one-day-of-use"),
]


@pytest.mark.parametrize("readings", SILENT)
def test_it_says_nothing_when_it_cannot_know(readings) -> None:
    assert foretold(read(*readings), until=100) is None


def test_nothing_is_said_without_any_reading() -> None:
    assert runs_out(History(), START, until=None) is None


@pytest.mark.parametrize(
    ("readings", "silent", "says"),
    [
        ([(0, 30), (1, 29)], 1.9, True),
        ([(0, 30), (1, 29)], 2.1, False),
        ([(0, 30), (3, 27)], 5.9, True),
        ([(0, 30), (3, 27)], 6.1, False),
        (STEADY, 13.9, True),
        (STEADY, 14.1, False),
        ([(0, 5), (4, 1)], 0.9, True),
        ([(0, 5), (4, 1)], 1, False),
        ([(0, 5), (4, 1)], 1.1, False),
        (STEADY, -0.006, True),
        (STEADY[:2], -0.008, False),
    ],
)
def test_an_old_reading_tells_nothing_and_no_forecast_lies_in_the_past(
    readings, silent, says
) -> None:
    assert (foretold(read(*readings), silent=silent) is not None) is says


def test_a_reading_of_the_future_counts_only_once_it_is_there() -> None:
    history = read(*STEADY, (1000, 500))

    forecast = runs_out(history, START + 10 * DAY, until=None)

    assert forecast.moment == START + 30 * DAY


@pytest.mark.parametrize(
    ("readings", "until", "expected"),
    [
        (STEADY, 31, (30, True)),
        (STEADY, 30, (30, False)),
        (STEADY, 29, (30, False)),
        (STEADY, None, (30, None)),
        ([(0, 900), (10, 890)], 370, (None, False)),
        ([(0, 900), (10, 890)], 375, (None, False)),
        ([(0, 900), (10, 890)], 376, (None, None)),
        ([(0, 900), (10, 890)], None, (None, None)),
    ],
)
def test_it_tells_whether_data_runs_out_before_there_is_more(readings, until, expected) -> None:
    ends, early = foretold(read(*readings), until=until)

    assert early is expected[1]
    assert ends == (None if expected[0] is None else pytest.approx(expected[0]))


def test_it_tells_the_pace_and_how_certain_it_is() -> None:
    short = runs_out(read((0, 10), (1, 9)), START + DAY, until=None)
    long = runs_out(read(*STEADY), START + 10 * DAY, until=None)
    uneven = runs_out(
        each_day(0.5, 2, 0.2, 1.5, 0.8, 1, 0.2, 1.8, 1, 1, left=20), START + 10 * DAY, until=None
    )

    assert short.moment == START + 10 * DAY
    assert long.moment == START + 30 * DAY
    assert 0 < long.margin < uneven.margin < short.margin < LARGEST_MARGIN


@pytest.mark.parametrize(
    ("remaining", "hours", "expected"),
    [
        ("10", 240, "1"),
        ("10", 239.5, "1"),
        ("10", 240.5, str(Decimal(10) / 11)),
        ("10", 25, "5"),
        ("10", 24, "10"),
        ("10", 1, "10"),
        ("0", 240, "0"),
        ("10", 0, None),
        ("10", -1, None),
    ],
)
def test_what_a_day_may_use(remaining, hours, expected) -> None:
    budget = daily_budget(Decimal(remaining), START, START + hours * timedelta(hours=1))

    assert budget == (None if expected is None else pytest.approx(Decimal(expected)))


def test_what_a_day_may_use_is_the_same_all_day() -> None:
    now, until = START.astimezone(PARIS), START.astimezone(PARIS) + timedelta(days=10, hours=5)
    of_day = {
        daily_budget(Decimal(10), now + each * timedelta(hours=1), until) for each in range(21)
    }

    assert of_day == {Decimal(10) / 11}
    assert daily_budget(Decimal(10), now + timedelta(hours=22), until) == 1


# What holds for any series


points = st.builds(
    Point,
    st.integers(0, 10**8).map(lambda seconds: START + timedelta(seconds=seconds)),
    st.integers(0, 50 * GB) | st.just(UNLIMITED) | st.just(0),
)
moments = st.integers(0, 10**8).map(lambda seconds: START + timedelta(seconds=seconds))


@st.composite
def used_lines(draw: st.DrawFn) -> History:
    """Return a line that is used, with top-ups but for the last days."""
    steps = draw(
        st.lists(
            st.tuples(st.integers(6 * 3600, 2 * 86400), st.integers(GB // 5, 2 * GB)),
            min_size=5,
            max_size=60,
        )
    )
    top_ups = draw(st.lists(st.integers(0, len(steps)), max_size=3))
    left = draw(st.integers(1, 40 * GB)) + sum(used for _, used in steps)
    at, readings = START, [Point(START, left)]
    for number, (seconds, used) in enumerate(steps):
        at += timedelta(seconds=seconds)
        left = left - used + 30 * GB * (number in top_ups and number < len(steps) - 2)
        readings.append(Point(at, left))
    return history_of(readings)


@quietly
@given(st.lists(points, max_size=80), moments, st.none() | moments)
def test_it_never_fails_and_never_tells_the_past_or_the_far_future(readings, now, until) -> None:
    forecast = runs_out(history_of(readings), now, until=until)

    if forecast is not None:
        assert 0 < forecast.margin <= LARGEST_MARGIN
        assert forecast.moment is None or now < forecast.moment <= now + FURTHEST + DAY


@quietly
@given(used_lines(), st.integers(-(10**9), 10**9))
def test_a_shift_of_all_moments_shifts_the_forecast(history, seconds) -> None:
    shift = timedelta(seconds=seconds)
    moved = History(tuple(Point(each.moment + shift, each.remaining) for each in history.points))
    now = history.points[-1].moment

    forecast = runs_out(history, now, until=None)
    assume(forecast is not None and forecast.moment is not None)

    assert runs_out(moved, now + shift, until=None).moment == forecast.moment + shift


@quietly
@given(used_lines(), st.integers(1, 99))
def test_with_less_left_data_does_not_run_out_later(history, percent) -> None:
    *before, last = history.points
    less = History((*before, Point(last.moment, last.remaining * percent // 100)))

    forecast = runs_out(history, last.moment, until=None)
    sooner = runs_out(less, last.moment, until=None)
    assume(forecast is not None and sooner is not None and forecast.moment is not None)

    assert sooner.moment <= forecast.moment


@quietly
@given(used_lines(), st.integers(0, 86400), st.integers(10 * GB, 100 * GB))
def test_after_a_top_up_data_does_not_run_out_earlier(history, seconds, amount) -> None:
    last = history.points[-1]
    at = last.moment + timedelta(seconds=seconds + 1)
    topped_up = History((*history.points, Point(at, last.remaining + amount)))

    forecast = runs_out(history, last.moment, until=None)
    later = runs_out(topped_up, at, until=None)
    assume(forecast is not None and later is not None and later.moment is not None)

    assert later.moment >= forecast.moment
