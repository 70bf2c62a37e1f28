"""The pace at which a server is asked: by hand for each rule, and for every run of events."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.sim_renewal.core.polling import Pace, source_manners

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

PACE = Pace(manners=source_manners(HOUR))
SHORTEST_PAUSE = 5 * MINUTE
LONGEST_PAUSE = 6 * HOUR


def test_a_new_source_is_asked_at_once() -> None:
    assert PACE.is_due(NOW)
    assert PACE.press_at(NOW) <= NOW


@pytest.mark.parametrize(("chance", "minutes"), [(0, 60), (0.5, 63), (1, 66)])
def test_after_an_answer_it_is_asked_again_after_the_interval_and_a_little(chance, minutes) -> None:
    pace = PACE.after_success(NOW, None, chance)

    assert pace.next_at == NOW + minutes * MINUTE
    assert not pace.is_due(pace.next_at - timedelta(seconds=1))
    assert pace.is_due(pace.next_at)


def test_no_interval_is_shorter_than_five_minutes() -> None:
    assert (
        Pace(manners=source_manners(MINUTE)).after_success(NOW, None, 0).next_at == NOW + 5 * MINUTE
    )


def test_the_pause_doubles_with_each_failure_up_to_six_hours_and_an_answer_ends_that() -> None:
    pace, minutes = PACE, []
    for _ in range(20):
        pace = pace.after_failure(NOW, None, 0)
        minutes.append((pace.next_at - NOW) / MINUTE)

    assert minutes[:8] == [5, 10, 20, 40, 80, 160, 320, 360]
    assert set(minutes[8:]) == {360}
    assert pace.failures == 20
    assert pace.after_success(NOW, None, 0) == PACE.after_success(NOW, None, 0)


def test_a_wish_to_be_left_alone_is_granted_also_against_a_press() -> None:
    pace = PACE.after_failure(NOW, 2 * HOUR, 0)

    assert pace.next_at == NOW + 2 * HOUR
    assert pace.press_at(NOW + 2 * HOUR - MINUTE) > NOW + 2 * HOUR - MINUTE
    assert pace.press_at(NOW + 2 * HOUR) <= NOW + 2 * HOUR


def test_a_short_wish_does_not_shorten_the_pause() -> None:
    pace = PACE.after_failure(NOW, timedelta(0), 0)

    assert pace.next_at == NOW + 5 * MINUTE
    assert pace.press_at(NOW + MINUTE) <= NOW + MINUTE


def test_a_refused_login_is_not_tried_again_soon() -> None:
    pace = PACE.after_refusal(NOW, 0)

    assert pace.next_at == NOW + LONGEST_PAUSE
    assert pace.failures == 1
    assert pace.press_at(NOW + MINUTE) <= NOW + MINUTE


def test_a_person_may_have_it_asked_once_a_minute() -> None:
    pace = PACE.after_success(NOW, None, 0)

    assert pace.press_at(NOW) > NOW
    assert pace.press_at(NOW + timedelta(seconds=59)) > NOW + timedelta(seconds=59)
    assert pace.press_at(NOW + MINUTE) <= NOW + MINUTE


def test_a_clock_that_was_set_back_stops_nothing() -> None:
    pace = PACE.after_success(NOW, None, 0)

    assert pace.is_due(NOW - HOUR)
    assert pace.press_at(NOW - HOUR) <= NOW - HOUR
    locked = PACE.after_failure(NOW, 2 * HOUR, 0)
    assert locked.is_due(NOW - HOUR)
    assert locked.press_at(NOW - HOUR) <= NOW - HOUR


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["success", "failure", "refusal"]),
            st.none() | st.timedeltas(timedelta(0), timedelta(days=1)),
            st.floats(0, 1),
        ),
        min_size=1,
    )
)
def test_it_is_never_asked_sooner_than_after_five_minutes_or_as_wished(events) -> None:
    pace, now = PACE, NOW
    for kind, wish, chance in events:
        if kind == "success":
            pace = pace.after_success(now, None, chance)
        elif kind == "failure":
            pace = pace.after_failure(now, wish, chance)
        else:
            pace = pace.after_refusal(now, chance)
        pause = pace.next_at - now
        assert pause >= max(SHORTEST_PAUSE, (kind == "failure" and wish) or SHORTEST_PAUSE)
        assert pause <= timedelta(days=1) * 1.1
        assert not pace.is_due(now)
        now = pace.next_at
        assert pace.is_due(now)
