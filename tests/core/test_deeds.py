"""One deed is one renewal: what is the same press again, and what is another renewal."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.deeds import SAME_WITHIN, completed, first_of_deed
from custom_components.sim_renewal.core.model import ReceiptFile, Renewal, Verdict, Verification

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST = Renewal(
    renewal_id="1",
    renewed_on=date(2026, 11, 23),
    recorded_at=NOON,
    amount=Decimal(10),
    currency="EUR",
    receipt="A-1",
    service_until=date(2026, 12, 26),
    number_until=date(2027, 5, 26),
)
PRESS = Renewal(
    renewal_id="2", renewed_on=date(2026, 11, 23), recorded_at=NOON + timedelta(minutes=2)
)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"recorded_at": NOON},
        {"recorded_at": NOON + SAME_WITHIN},
        {"amount": Decimal("10.00"), "currency": "EUR"},
        {"amount": Decimal(10)},
        {"currency": "CNY"},
        {"service_until": date(2026, 12, 26), "number_until": date(2027, 5, 26)},
        {"payer": "Anna", "note": "at the shop", "receipt": "A-1"},
    ],
)
def test_the_same_press_again_is_the_first_one(more) -> None:
    assert first_of_deed(replace(PRESS, **more), [FIRST]) is FIRST


@pytest.mark.parametrize(
    "more",
    [
        {"in_addition": True},
        {"refund": True},
        {"recorded_at": NOON + SAME_WITHIN + timedelta(seconds=1)},
        {"recorded_at": NOON - timedelta(seconds=1)},
        {"renewed_on": date(2026, 11, 22)},
        {"amount": Decimal(5)},
        {"receipt": "A-2"},
        {"receipt_file": ReceiptFile(receipt_id="f", media_type="image/png", size=1)},
        {"amount": Decimal(10), "currency": "CNY"},
        {"service_until": date(2026, 12, 27)},
        {"number_until": date(2027, 5, 27)},
    ],
)
def test_what_says_something_else_is_another_renewal(more) -> None:
    assert first_of_deed(replace(PRESS, **more), [FIRST]) is None


def test_a_renewal_that_did_not_arrive_is_made_again() -> None:
    missing = replace(FIRST, verification=Verification().decided(Verdict.MISSING, NOON))

    assert first_of_deed(PRESS, [missing]) is None
    assert first_of_deed(PRESS, [missing, replace(FIRST, renewal_id="3")]) is not None
    assert first_of_deed(PRESS, []) is None


def test_what_is_said_later_fills_in_what_was_not_said() -> None:
    later = replace(PRESS, amount=Decimal(9), payer="Paul", note="shop")
    first = replace(FIRST, note=None, payer="Anna")
    assert completed(first, later) == replace(first, note="shop")
