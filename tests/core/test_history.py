"""The history of data: which readings are kept, in whatever order they come."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.sim_renewal.core.history import (
    POINTS_KEPT,
    UNLIMITED,
    History,
    Point,
    history_of,
    point_at,
    says_unlimited,
    seconds_of,
)
from custom_components.sim_renewal.core.model import Measure
from tests.core.effort import SOME

# Python 3.14 counts references later than Hypothesis expects.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
)

quietly = settings(database=None, deadline=None, derandomize=True, max_examples=SOME)

START = datetime(2026, 6, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def measure(hours: float, amount: int | str = 5) -> Measure:
    return Measure(Decimal(amount), START + hours * HOUR)


def kept(history: History) -> list[float]:
    """Return at how many hours the readings are that are kept."""
    return [(point.moment - START) / HOUR for point in history.points]


def read(*hours: float) -> History:
    history = History()
    for each in hours:
        history = history.with_readings(measure(each))
    return history


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([1], [1], id="one"),
        pytest.param([0, 1, 2, 3, 4, 5], [0, 3, 5], id="one-of-four-hours"),
        pytest.param([0, 4, 8, 47.9], [0, 4, 8, 47.9], id="two-days"),
        pytest.param([0, 4, 8, 56], [0, 8, 56], id="one-of-a-day-but-the-first"),
        pytest.param([1, 2, 25, 26, 49, 50, 73, 100], [1, 2, 26, 50, 73, 100], id="days"),
        pytest.param([100, 3, 50, 2, 26], [2, 3, 26, 50, 100], id="out-of-order"),
        pytest.param([24, 24, 24], [24], id="again-and-again"),
    ],
)
def test_of_each_slot_the_last_reading_is_kept(hours, expected) -> None:
    assert kept(read(*hours)) == expected


def test_old_days_make_room_for_new_ones() -> None:
    history = read(*range(0, 24 * 100, 6))

    assert len(history.points) == POINTS_KEPT
    assert kept(history)[-9:] == list(range(24 * 98 - 6, 24 * 100, 6))
    assert kept(history)[:-9] == list(range(24 * 47 - 6, 24 * 98 - 6, 24))


def test_a_reading_replaces_one_of_the_same_second() -> None:
    history = read(1).with_readings(measure(1, 7), measure(1 + 0.9 / 3600, 8))

    assert history == History((Point(START + HOUR, 8),))


def test_a_clock_that_was_far_ahead_does_not_wipe_out_what_was_there() -> None:
    assert kept(read(1, 30, 60, 24 * 3000, 90, 120)) == [1, 30, 60, 90, 120, 24 * 3000]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("-0.5", 0),
        ("0", 0),
        ("1572864000.75", 1572864000),
        (str(UNLIMITED), UNLIMITED),
        ("1E+400000", UNLIMITED),
    ],
)
def test_amounts_are_whole_bytes_up_to_what_stands_for_no_limit(amount, expected) -> None:
    assert History().with_readings(measure(0, amount)).points == (Point(START, expected),)


def test_moments_are_kept_in_utc() -> None:
    local = datetime(2026, 6, 1, 2, 0, 0, 999999, tzinfo=ZoneInfo("Europe/Paris"))

    (point,) = History().with_readings(Measure(Decimal(1), local)).points

    assert point == Point(START, 1)
    assert point.moment.tzinfo is UTC


@pytest.mark.parametrize("remaining", [-1, UNLIMITED + 1])
def test_what_is_no_amount_is_refused(remaining) -> None:
    with pytest.raises(ValueError, match="no amount"):
        point_at(0, remaining)


points = st.builds(
    Point,
    st.integers(-(10**9), 4 * 10**9).map(lambda seconds: point_at(seconds, 0).moment),
    st.integers(0, UNLIMITED),
)
series = st.lists(points, max_size=200)


@quietly
@given(points)
def test_seconds_tell_the_moment(point) -> None:
    assert point_at(seconds_of(point), point.remaining) == point


@quietly
@given(series)
def test_a_history_is_bounded_in_order_and_has_the_last_reading(readings) -> None:
    history = history_of(readings)

    moments = [point.moment for point in history.points]
    assert len(moments) <= POINTS_KEPT
    assert moments == sorted(set(moments))
    assert moments[-1:] == sorted(point.moment for point in readings)[-1:]
    assert set(history.points) <= set(readings)


@quietly
@given(series)
def test_a_history_stays_as_it_is_when_it_is_read_or_told_the_same_again(readings) -> None:
    history = history_of(readings)

    assert history_of(history.points) == history
    for point in history.points:
        assert history.with_readings(Measure(Decimal(point.remaining), point.moment)) == history


@quietly
@given(st.lists(points, max_size=80, unique_by=lambda point: point.moment), st.randoms())
def test_the_order_of_readings_does_not_matter(readings, random) -> None:
    shuffled = list(readings)
    random.shuffle(shuffled)

    assert history_of(shuffled) == history_of(readings)


@pytest.mark.parametrize(
    ("value", "says"),
    [("unlimited", True), (" Unlimited\n", True), ("limited", False), (10**15, False)],
)
def test_no_limit_is_said_by_its_word_alone(value, says) -> None:
    assert says_unlimited(value) is says
