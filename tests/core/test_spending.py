"""What was spent: by currency, and with what was given back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.model import Renewal, Verdict, Verification
from custom_components.sim_renewal.core.spending import (
    spent_by_currency,
    spent_by_month,
    total,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAID = Renewal(renewal_id="paid", renewed_on=date(2026, 3, 1), recorded_at=NOON, amount=Decimal(10))
MISSING = replace(
    PAID, renewal_id="missing", verification=Verification().decided(Verdict.MISSING, NOON)
)


def refund(amount: str, on: date = date(2026, 3, 2), **changes) -> Renewal:
    back = {"renewal_id": f"{on} {amount}", "refund": True, "amount": Decimal(amount)}
    return replace(PAID, **back, renewed_on=on, **changes)


def spent(*renewals: Renewal, year: int = 2026) -> dict[str, Decimal | None]:
    return spent_by_currency(renewals, "EUR", year)


def test_what_was_spent_is_told_by_currency() -> None:
    told = spent(
        PAID,
        refund("4", currency="EUR"),
        replace(PAID, currency="CNY", amount=Decimal(30)),
        replace(PAID, currency="USD", amount=None),
        replace(PAID, currency="USD"),
        replace(MISSING, renewed_on=date(2026, 3, 3)),
        replace(PAID, renewed_on=date(2025, 12, 31)),
    )
    assert told == {"EUR": Decimal(6), "CNY": Decimal(30), "USD": None}


@pytest.mark.parametrize(
    ("renewals", "euros"),
    [
        ((MISSING, refund("10")), 0),
        ((MISSING, refund("4"), refund("6", date(2026, 3, 3))), 0),
        ((MISSING, refund("4"), refund("4", date(2026, 3, 3))), 0),
        ((MISSING, refund("12")), -2),  # more than it cost is a gain
        ((MISSING, PAID, refund("10")), 10),
        ((MISSING, PAID, refund("10"), refund("10", date(2026, 3, 3))), 0),
        ((MISSING, PAID, refund("4")), 10),
        ((refund("4", date(2026, 3, 1)), MISSING), 0),
        ((MISSING, replace(PAID, amount=Decimal(4)), refund("4")), 0),
        ((replace(MISSING, amount=None), refund("7")), 0),
        ((MISSING, replace(MISSING, renewal_id="2", amount=Decimal(5)), refund("15")), 0),
        ((refund("10", date(2026, 2, 1)), MISSING), -10),  # it is of something before
        ((replace(MISSING, currency="USD"), PAID, refund("10")), 0),
        ((replace(MISSING, renewed_on=date(2025, 12, 31)), refund("10")), 0),
        ((MISSING, replace(MISSING, currency="USD", renewal_id="2"), refund("9")), 0),
    ],
)
def test_what_did_not_land_is_not_given_back_twice(renewals, euros) -> None:
    assert spent(*renewals).get("EUR") == euros


def test_a_refund_of_what_did_not_land_is_its_own_in_its_currency() -> None:
    dollars = {"currency": "USD"}
    told = spent(replace(MISSING, **dollars), PAID, refund("10", **dollars))
    assert told == {"EUR": Decimal(10), "USD": Decimal(0)}


def test_a_refund_of_which_nobody_knows_how_much_leaves_the_sum_open() -> None:
    assert spent(MISSING, PAID, replace(refund("1"), amount=None)) == {"EUR": None}


def test_what_was_spent_is_told_by_month_from_a_day_on() -> None:
    ledger = (
        PAID,
        refund("4"),
        replace(PAID, renewed_on=date(2026, 5, 9), currency="CNY"),
        replace(PAID, renewed_on=date(2026, 5, 10), amount=None),
        replace(PAID, renewed_on=date(2026, 2, 28)),
        replace(MISSING, renewed_on=date(2026, 4, 1)),
    )
    assert spent_by_month(ledger, "EUR", date(2026, 3, 1)) == {
        "2026-03": {"EUR": Decimal(6)},
        "2026-05": {"CNY": Decimal(10), "EUR": None},
    }


def test_sums_are_added_up_and_unknown_where_a_part_is() -> None:
    assert total([{"EUR": Decimal(1), "CNY": None}, {"EUR": Decimal(2), "CNY": Decimal(1)}]) == {
        "EUR": Decimal(3),
        "CNY": None,
    }
    assert total([]) == {}
