"""A throttle: how often somebody may do something."""

from datetime import UTC, datetime, timedelta

from custom_components.sim_renewal.core.throttle import MOST_KEPT, Throttle

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_each_may_do_it_so_often_in_a_span() -> None:
    throttle = Throttle(2, timedelta(minutes=1))

    assert [throttle.seconds_to_wait("a", after(each)) for each in (0, 10, 20, 59.5)] == [
        *(0, 0),
        *(40, 1),
    ]
    assert throttle.seconds_to_wait("b", after(20)) == 0
    assert throttle.seconds_to_wait("a", after(60)) == 0
    assert throttle.seconds_to_wait("a", after(61)) == 9


def test_a_clock_that_went_back_holds_nobody() -> None:
    throttle = Throttle(1, timedelta(minutes=1))

    assert throttle.seconds_to_wait("a", after(3600)) == 0
    assert throttle.seconds_to_wait("a", NOW) == 0


def test_who_did_it_longest_ago_is_forgotten_first() -> None:
    throttle = Throttle(1, timedelta(minutes=1))
    for number in range(MOST_KEPT):
        throttle.seconds_to_wait(str(number), NOW)
    assert throttle.seconds_to_wait("0", NOW) == 60

    throttle.seconds_to_wait("one more", NOW)

    assert throttle.seconds_to_wait("0", NOW) == 60
    assert throttle.seconds_to_wait("1", NOW) == 0
