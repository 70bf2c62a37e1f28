"""When a carrier is asked again: its interval, its wishes, failures, and a person who presses."""

from datetime import timedelta

import pytest

from custom_components.sim_renewal.carriers.registry import CARRIERS
from custom_components.sim_renewal.core.polling import JITTER, Pace, carrier_manners

from .conftest import NOW

HOUR = timedelta(hours=1)
BETWEEN_PRESSES = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(hours=12)
NEW = Pace(manners=carrier_manners(HOUR))


def test_nobody_who_was_never_asked_has_to_be_waited_for() -> None:
    assert NEW.is_due(NOW)
    assert NEW.press_at(NOW) == NOW


@pytest.mark.parametrize(
    ("pause", "chance", "wait"),
    [
        (None, 0, HOUR),
        (None, 1, HOUR * (1 + JITTER)),
        (timedelta(minutes=5), 0, HOUR),
        (3 * HOUR, 0, 3 * HOUR),
    ],
)
def test_after_an_answer_the_interval_or_the_carriers_wish_counts(pause, chance, wait) -> None:
    pace = NEW.after_success(NOW, pause, chance)

    assert not pace.is_due(NOW + wait - timedelta(seconds=1))
    assert pace.is_due(NOW + wait)


def test_each_failure_in_a_row_doubles_the_pause_up_to_half_a_day() -> None:
    pace, waits = NEW, []
    for _ in range(20):
        pace = pace.after_failure(NOW, None, 0)
        waits.append(pace.next_at - NOW)

    assert waits[:5] == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, LONGEST_PAUSE]
    assert set(waits[5:]) == {LONGEST_PAUSE}
    assert pace.after_success(NOW, None, 0).failures == 0


def test_no_pause_is_shorter_than_the_interval_of_a_slow_carrier() -> None:
    day = timedelta(days=1)

    assert Pace(manners=carrier_manners(day)).after_failure(NOW, None, 0).next_at == NOW + day


def test_a_wish_to_be_left_alone_is_honoured_also_by_a_press() -> None:
    pace = NEW.after_failure(NOW, 2 * HOUR, 0)

    assert not pace.is_due(NOW + 2 * HOUR - timedelta(seconds=1))
    assert pace.is_due(NOW + 2 * HOUR)
    assert pace.press_at(NOW) == NOW + 2 * HOUR
    assert pace.after_failure(NOW, None, 0).locked_until is None


def test_a_press_has_to_wait_after_any_question() -> None:
    assert NEW.after_success(NOW, None, 0).press_at(NOW) == NOW + BETWEEN_PRESSES
    assert NEW.after_failure(NOW, None, 0).press_at(NOW) == NOW + BETWEEN_PRESSES


def test_a_clock_that_was_set_back_keeps_nobody_from_asking() -> None:
    assert NEW.after_success(NOW + 100 * HOUR, None, 0).is_due(NOW)
    assert NEW.after_success(NOW + 100 * HOUR, None, 0).press_at(NOW) == NOW
    locked = NEW.after_failure(NOW + 100 * HOUR, 2 * HOUR, 0)
    assert locked.is_due(NOW)
    assert locked.press_at(NOW) == NOW


@pytest.mark.parametrize("carrier", CARRIERS.values(), ids=lambda each: each.key)
def test_every_carrier_is_asked_at_most_four_times_an_hour(carrier) -> None:
    assert carrier.minimum_interval >= timedelta(minutes=15)
