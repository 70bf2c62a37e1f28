"""When a carrier is asked again: its interval, its wishes, failures, and a person who presses."""

from datetime import timedelta

import pytest

from custom_components.sim_renewal.carriers.pace import (
    BETWEEN_PRESSES,
    JITTER,
    LONGEST_PAUSE,
    Manners,
)
from custom_components.sim_renewal.carriers.registry import CARRIERS

from .conftest import NOW

HOUR = timedelta(hours=1)
NEW = Manners(minimum=HOUR)


def test_nobody_who_was_never_asked_has_to_be_waited_for() -> None:
    assert NEW.is_due(NOW)
    assert not NEW.is_locked(NOW)
    assert NEW.press_at(NOW) is None


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
    manners = NEW.after_success(NOW, pause, chance)

    assert not manners.is_due(NOW + wait - timedelta(seconds=1))
    assert manners.is_due(NOW + wait)


def test_each_failure_in_a_row_doubles_the_pause_up_to_half_a_day() -> None:
    manners, waits = NEW, []
    for _ in range(20):
        manners = manners.after_failure(NOW, None, 0)
        waits.append(manners.next_at - NOW)

    assert waits[:5] == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, LONGEST_PAUSE]
    assert set(waits[5:]) == {LONGEST_PAUSE}
    assert manners.after_success(NOW, None, 0).failures == 0


def test_no_pause_is_shorter_than_the_interval_of_a_slow_carrier() -> None:
    day = timedelta(days=1)

    assert Manners(minimum=day).after_failure(NOW, None, 0).next_at == NOW + day


def test_a_wish_to_be_left_alone_is_honoured_also_by_a_press() -> None:
    manners = NEW.after_failure(NOW, 2 * HOUR, 0)

    assert manners.is_locked(NOW + 2 * HOUR - timedelta(seconds=1))
    assert not manners.is_due(NOW + 2 * HOUR - timedelta(seconds=1))
    assert manners.is_due(NOW + 2 * HOUR)
    assert manners.press_at(NOW) == NOW + 2 * HOUR
    assert manners.after_failure(NOW, None, 0).locked_until is None


def test_a_press_has_to_wait_after_any_question() -> None:
    assert NEW.after_success(NOW, None, 0).press_at(NOW) == NOW + BETWEEN_PRESSES
    assert NEW.after_failure(NOW, None, 0).press_at(NOW) == NOW + BETWEEN_PRESSES


def test_a_clock_that_was_set_back_keeps_nobody_from_asking() -> None:
    assert NEW.after_success(NOW + 100 * HOUR, None, 0).is_due(NOW)
    assert NEW.after_success(NOW + 100 * HOUR, None, 0).press_at(NOW) is None
    locked = NEW.after_failure(NOW + 100 * HOUR, 2 * HOUR, 0)
    assert not locked.is_locked(NOW)
    assert locked.is_due(NOW)
    assert locked.press_at(NOW) is None


@pytest.mark.parametrize("carrier", CARRIERS.values(), ids=lambda each: each.key)
def test_every_carrier_is_asked_at_most_four_times_an_hour(carrier) -> None:
    assert carrier.minimum_interval >= timedelta(minutes=15)
