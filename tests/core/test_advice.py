"""What is said of a renewal at every door: too little, not paid, or far too much."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from custom_components.sim_renewal.core.advice import Advice, advice_on, most_paid
from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.evidence import Teller
from custom_components.sim_renewal.core.line import Line, Offer, replay_of
from custom_components.sim_renewal.core.model import (
    Bucket,
    Measure,
    Renewal,
    Verdict,
    Verification,
)
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.rule_families import BalanceBurn, FixedTerm
from custom_components.sim_renewal.core.rules import ActivityWindow

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONTH = Span(30, SpanUnit.DAYS)
TEN_OR_MORE = FixedTerm(term=MONTH, minimum=Decimal(10))
BURNS = BalanceBurn(fee=Decimal(2), period=Span(1, SpanUnit.MONTHS))


def renewal(**changes: Any) -> Renewal:
    usual: dict[str, Any] = {
        "renewal_id": "new",
        "renewed_on": NOW.date(),
        "recorded_at": NOW,
        "at": NOW,
        "amount": Decimal(10),
        "currency": "EUR",
    }
    return Renewal(**usual | changes)


def advice(new: Renewal, rule: Any = None, price: int | None = 10, *before: Renewal) -> list[str]:
    offer = Offer(currency="EUR", price=None if price is None else Decimal(price), rule=rule)
    known = Record().with_dates(NOW.replace(day=1), Teller.SETUP, service=date(2026, 11, 26))
    for each in before:
        known = known.with_renewal(each)
    line = Line(line_id="line", name="Papa", offer=offer)
    replayed = replay_of(line, known.with_renewal(new), UTC)
    return [*advice_on(new, offer, replayed, known)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"amount": Decimal(3)}, [Advice.TOO_LITTLE]),
        ({"amount": Decimal(3), "currency": None}, [Advice.TOO_LITTLE]),
        ({"amount": Decimal(10)}, []),
        ({"amount": None}, []),
        ({"amount": Decimal(3), "currency": "USD"}, []),
        ({"amount": Decimal(3), "service_until": date(2027, 1, 1)}, []),
        ({"amount": Decimal(3), "refund": True}, []),
        ({"amount": Decimal(3), "verification": Verification(verdict=Verdict.MISSING)}, []),
    ],
)
def test_what_is_too_little_to_move_a_date_is_said(changes, expected) -> None:
    assert advice(renewal(**changes), TEN_OR_MORE) == expected


def test_what_keeps_the_number_is_not_too_little() -> None:
    kept = replace(TEN_OR_MORE, kept_by=ActivityWindow(within=Span(6, SpanUnit.MONTHS)))

    assert advice(renewal(amount=Decimal(3)), kept) == []


def test_nothing_is_too_little_where_the_renewal_was_not_replayed() -> None:
    offer, known = Offer(currency="EUR", rule=TEN_OR_MORE), Record()
    replayed = replay_of(Line(line_id="line", name="Papa", offer=offer), known, UTC)

    assert advice_on(renewal(amount=Decimal(3)), offer, replayed, known) == ()


@pytest.mark.parametrize(
    ("rule", "amount", "expected"),
    [(BURNS, None, [Advice.UNPAID]), (BURNS, 6, []), (TEN_OR_MORE, None, []), (None, None, [])],
)
def test_who_adds_to_a_credit_is_asked_how_much(rule, amount, expected) -> None:
    assert advice(renewal(amount=amount and Decimal(amount)), rule) == expected


@pytest.mark.parametrize(
    ("amount", "price", "currency", "expected"),
    [
        (200, 10, "EUR", []),
        (201, 10, "EUR", [Advice.FAR_AMOUNT]),
        (400, 20, "EUR", []),
        (1_000_000, None, None, [Advice.FAR_AMOUNT]),
        (1_000_000, 10, "USD", [Advice.FAR_AMOUNT]),
        (1_000_000, 10, "IDR", []),
    ],
)
def test_an_amount_far_beyond_the_usual_price_is_said(amount, price, currency, expected) -> None:
    assert advice(renewal(amount=Decimal(amount), currency=currency), None, price) == expected


def test_what_others_cost_is_usual_and_what_it_cost_itself_is_not() -> None:
    dear = renewal(renewal_id="old", amount=Decimal(50), currency=None)
    far = renewal(amount=Decimal(1000))

    assert advice(far, None, 10, dear) == []
    known = Record().with_renewal(far)
    assert most_paid(far, Offer(currency="EUR", price=Decimal(10)), known) == 200


@pytest.mark.parametrize(("credit", "expected"), [(210, []), (9999, [Advice.FAR_CREDIT])])
def test_a_credit_far_beyond_what_top_ups_buy_is_said(credit, expected) -> None:
    left = {Bucket.CREDIT: Measure(Decimal(credit), NOW)}

    assert advice(renewal(balance=left, amount=None), None, 20) == expected
