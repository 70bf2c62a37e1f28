"""When data is low."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.low_data import data_low
from custom_components.sim_renewal.core.model import Bucket, Measure, Renewal, Verdict, Verification
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.reminders import ReminderPlan

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 6, 15, 12, tzinfo=PARIS)
GIGABYTE = 10**9


def record(data: str | None, allowance: str | None = None, **changes) -> Record:
    amounts = {Bucket.DATA_REMAINING: data, Bucket.DATA_ALLOWANCE: allowance}
    return Record(
        reading={
            bucket: Measure(Decimal(amount) * GIGABYTE, NOON)
            for bucket, amount in amounts.items()
            if amount is not None
        },
        **changes,
    )


def renewal(at: str, **changes) -> Renewal:
    moment = datetime.fromisoformat(at).replace(tzinfo=PARIS)
    return Renewal(
        renewal_id="r1", renewed_on=moment.date(), recorded_at=moment, at=moment, **changes
    )


@pytest.mark.parametrize(
    ("data", "allowance", "low"),
    [
        (None, None, None),
        (None, "20", None),
        ("0.499999999", None, True),
        ("0.5", None, False),
        ("0", None, True),
        ("1.999999999", "20", True),
        ("2", "20", False),
        ("0.5", "2", False),
        ("0.49", "2", True),
        ("0.1", "0.2", False),
        ("0.09", "0.2", True),
        ("0.4", "0", True),
        ("0.6", "0", False),
    ],
)
def test_data_is_low_below_a_tenth_and_half_a_gigabyte_but_no_more_than_half_of_all(
    data, allowance, low
) -> None:
    assert data_low(record(data, allowance), ReminderPlan(), PARIS) is low


@pytest.mark.parametrize(
    ("made", "low"),
    [
        (renewal("2026-06-15T11:59"), True),
        (renewal("2026-06-15T12:01"), None),
        (
            renewal("2026-06-15T12:01", verification=Verification(verdict=Verdict.MISSING)),
            True,
        ),
    ],
)
def test_what_was_left_before_a_renewal_says_nothing_of_what_is_left_now(made, low) -> None:
    assert data_low(record("0.1", renewals=(made,)), ReminderPlan(), PARIS) is low


def test_what_a_renewal_left_on_the_line_counts() -> None:
    later = datetime(2026, 6, 15, 13, tzinfo=PARIS)
    balance = {Bucket.DATA_REMAINING: Measure(Decimal(GIGABYTE), later)}

    assert data_low(
        record("0.1", renewals=(renewal("2026-06-15T13:00", balance=balance),)),
        ReminderPlan(),
        PARIS,
    ) is (False)
