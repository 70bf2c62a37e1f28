"""What a value of a line can be, whoever says it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.model import Bucket, Measure
from custom_components.sim_renewal.core.plausible import (
    LARGEST,
    impossible_in,
    is_possible_amount,
    is_possible_day,
)
from custom_components.sim_renewal.core.source_values import Capability, Countdown, SourceValues

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.mark.parametrize("capability", LARGEST)
def test_an_amount_can_be_up_to_the_largest(capability) -> None:
    largest = LARGEST[capability]

    assert is_possible_amount(capability, largest, "EUR")
    assert is_possible_amount(capability, Decimal(0), "EUR")
    assert not is_possible_amount(capability, largest + 1, "EUR")
    assert not is_possible_amount(capability, Decimal(-1), "EUR")


def test_a_million_is_a_credit_only_where_money_has_many_zeros() -> None:
    assert is_possible_amount(Capability.CREDIT, Decimal(2_000_000), "VND")
    assert not is_possible_amount(Capability.CREDIT, Decimal(2_000_000), "EUR")
    assert not is_possible_amount(Capability.SMS_REMAINING, Decimal(2_000_000), "VND")


@pytest.mark.parametrize(
    ("day", "possible"),
    [
        (date(1, 1, 1), False),
        (date(1999, 12, 31), False),
        (date(2000, 1, 1), True),
        (date(2060, 1, 1), True),
        (date(9999, 12, 31), False),
    ],
)
def test_a_day_can_be_from_2000_to_fifty_years_ahead(day, possible) -> None:
    assert is_possible_day(day, TODAY) is possible


def test_only_what_cannot_be_is_taken_out_of_a_sources_word() -> None:
    values = SourceValues(
        reading={
            Bucket.DATA_REMAINING: Measure(Decimal(10**16), NOW),
            Bucket.SMS_REMAINING: Measure(Decimal(20), NOW),
        },
        service_until=date(9999, 12, 31),
        ends_at=NOW + timedelta(days=3),
        number_until=date(2027, 1, 1),
        silent_since=dict.fromkeys(
            (Capability.DATA_REMAINING, Capability.SMS_REMAINING, Capability.EXPIRY), NOW
        ),
        countdowns={Capability.EXPIRY: Countdown(Decimal(3), date(9999, 12, 31), NOW)},
    )

    impossible = impossible_in(values, "EUR", TODAY)

    assert impossible == {Capability.DATA_REMAINING, Capability.EXPIRY}
    assert values.without(impossible) == SourceValues(
        reading={Bucket.SMS_REMAINING: Measure(Decimal(20), NOW)},
        number_until=date(2027, 1, 1),
        silent_since={Capability.SMS_REMAINING: NOW},
    )
    assert impossible_in(values.without(impossible), "EUR", TODAY) == frozenset()
    number = values.without({Capability.NUMBER_EXPIRY})
    assert (number.number_until, number.service_until) == (None, date(9999, 12, 31))
