"""The ledger read back: clocks around each renewal, prices, and what is odd about them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.ledger import (
    Entry,
    Flag,
    Price,
    entries,
    expected_price,
    flags_of,
    monthly_cost,
    price_history,
    rounded,
    without_end,
)
from custom_components.sim_renewal.core.line import Offer
from custom_components.sim_renewal.core.model import Channel, Renewal, Verdict, Verification
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.replay import replay
from custom_components.sim_renewal.core.rule_families import (
    BalanceBurn,
    CalendarMonth,
    CreditLadder,
    FixedTerm,
    Never,
    Subscription,
)
from custom_components.sim_renewal.core.rules import Step, ValidityRule
from tests.core.set_up import set_up

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAYS_30 = FixedTerm(term=Span(30, SpanUnit.DAYS))
LADDER = CreditLadder(
    steps=(
        Step(Decimal(5), Span(30, SpanUnit.DAYS), Span(1, SpanUnit.MONTHS)),
        Step(Decimal(10), Span(30, SpanUnit.DAYS), Span(6, SpanUnit.MONTHS)),
    )
)


def renewal(renewal_id: str = "1", **changes) -> Renewal:
    whole = Renewal(
        renewal_id=renewal_id,
        renewed_on=date(2026, 11, 23),
        recorded_at=NOON,
        amount=Decimal(10),
        currency="EUR",
        expected=Decimal(10),
    )
    return replace(whole, **changes)


def ledger(record: Record, rule: ValidityRule = DAYS_30) -> tuple[Entry, ...]:
    return entries(record, replay(record.evidence, rule, "EUR"))


def test_each_renewal_tells_the_clocks_before_and_after_it() -> None:
    early = renewal("early", renewed_on=date(2026, 10, 20))
    late = renewal("late")
    record = set_up(service_until=date(2026, 10, 25), renewals=(late, early))
    first, second = ledger(record)
    assert [first.renewal, second.renewal] == [early, late]
    assert (first.before.service_until, first.after.service_until) == (
        date(2026, 10, 25),
        date(2026, 11, 24),
    )
    assert second.before == first.after
    assert second.after.service_until == date(2026, 12, 24)
    assert first.cost_per_day == second.cost_per_day == Decimal("0.33")


def test_what_stated_dates_contain_moved_no_clock_that_is_known() -> None:
    record = set_up(service_until=date(2026, 11, 25), renewals=(renewal(),))
    record = record.with_dates(NOON + timedelta(days=1), service=date(2026, 12, 1))
    (entry,) = ledger(record)
    assert entry.is_contained
    assert (entry.before, entry.after, entry.cost_per_day) == (None, None, None)


def test_what_did_not_arrive_moved_no_clock() -> None:
    missing = Verification().decided(Verdict.MISSING, NOON)
    (entry,) = ledger(set_up(date(2026, 11, 25), renewals=(renewal(verification=missing),)))
    assert not entry.is_contained
    assert (entry.before, entry.after, entry.cost_per_day) == (None, None, None)


@pytest.mark.parametrize(
    ("changes", "cost"),
    [
        ({}, "0.33"),
        ({"amount": None}, None),
        ({"service_until": date(2026, 11, 23)}, None),
        ({"amount": Decimal(0)}, "0.00"),
    ],
)
def test_a_day_costs_what_is_known_of_it(changes, cost) -> None:
    (entry,) = ledger(Record(renewals=(renewal(**changes),)))
    assert entry.cost_per_day == (None if cost is None else Decimal(cost))


def test_a_day_has_no_cost_where_service_has_no_end() -> None:
    (entry,) = ledger(Record(renewals=(renewal(),)), Never())
    assert entry.cost_per_day is None


@pytest.mark.parametrize(
    ("changes", "rule", "flags"),
    [
        ({}, DAYS_30, ()),
        ({"amount": None}, DAYS_30, ()),
        ({"expected": None}, DAYS_30, ()),
        ({"currency": None}, DAYS_30, ()),
        ({"amount": Decimal("10.01")}, DAYS_30, (Flag.CHARGED_MORE,)),
        ({"amount": Decimal("9.99")}, DAYS_30, (Flag.CHARGED_LESS,)),
        ({"amount": Decimal(6)}, DAYS_30, (Flag.CHARGED_LESS,)),
        ({"amount": Decimal("5.99")}, DAYS_30, (Flag.CHARGED_LESS, Flag.PRICE_FAR_BELOW)),
        ({"amount": Decimal(0)}, DAYS_30, (Flag.CHARGED_LESS,)),
        ({"amount": Decimal(5)}, LADDER, ()),
        ({"amount": Decimal(4)}, LADDER, (Flag.CHARGED_LESS,)),
        ({"amount": Decimal(2)}, LADDER, (Flag.CHARGED_LESS, Flag.PRICE_FAR_BELOW)),
        ({"currency": "USD", "amount": Decimal(1)}, DAYS_30, (Flag.OTHER_CURRENCY,)),
        ({"channel": Channel.MARKETPLACE}, DAYS_30, (Flag.CHECK_SELLER,)),
        ({"channel": Channel.SHOP}, None, ()),
    ],
)
def test_what_is_odd_about_a_renewal_is_flagged(changes, rule, flags) -> None:
    offer = Offer(currency="EUR", price=Decimal(10), rule=rule)
    assert flags_of(renewal(**changes), offer) == flags


@pytest.mark.parametrize(
    ("changes", "other", "flags"),
    [
        ({}, {}, (Flag.SAME_DAY,)),
        ({"amount": None}, {"amount": None}, (Flag.SAME_DAY,)),
        ({"expected": None}, {}, (Flag.SAME_DAY,)),
        ({}, {"renewed_on": date(2026, 11, 22)}, ()),
        ({"in_addition": True}, {}, ()),
        ({}, {"in_addition": True}, ()),
        ({}, {"verification": Verification().decided(Verdict.MISSING, NOON)}, ()),
        ({"amount": Decimal(5)}, {"amount": Decimal(5)}, ()),
        ({"amount": Decimal(4)}, {"amount": Decimal(6)}, ()),
        ({"amount": Decimal(5)}, {"amount": Decimal(5), "in_addition": True}, ()),
        (
            {"amount": Decimal(5)},
            {"amount": Decimal(5), "currency": "CNY"},
            (Flag.CHARGED_LESS, Flag.PRICE_FAR_BELOW, Flag.SAME_DAY),
        ),
    ],
)
def test_two_renewals_of_one_day_are_flagged_unless_they_are_parts_of_one(
    changes, other, flags
) -> None:
    offer = Offer(currency="EUR", price=Decimal(10), rule=DAYS_30)
    one, two = renewal(**changes), renewal("2", **other)
    assert flags_of(one, offer, (one, two)) == flags


def test_two_steps_of_a_ladder_on_one_day_are_no_parts_of_a_third() -> None:
    offer = Offer(currency="EUR", price=Decimal(10), rule=LADDER)
    one, two = (renewal(each, amount=Decimal(5)) for each in "12")
    assert flags_of(one, offer, (one, two)) == (Flag.SAME_DAY,)


@pytest.mark.parametrize(
    ("on", "price"),
    [(date(2026, 11, 23), 10), (date(2026, 10, 23), 10), (date(2026, 10, 22), None)],
)
def test_what_an_offer_cost_long_ago_is_not_known(on, price) -> None:
    offer = Offer(currency="EUR", price=Decimal(10))
    assert expected_price(offer, on, NOON.date()) == (None if price is None else Decimal(price))


def test_prices_are_told_where_they_change() -> None:
    missing = Verification().decided(Verdict.MISSING, NOON)
    paid = [
        renewal(
            str(number),
            renewed_on=date(2026, 1, 1) + timedelta(days=number),
            amount=None if amount is None else Decimal(amount),
        )
        for number, amount in enumerate([10, 10, None, 12, 12, 10])
    ]
    paid.append(renewal("6", renewed_on=date(2026, 2, 1), amount=Decimal(1), verification=missing))
    paid.append(renewal("7", renewed_on=date(2026, 3, 1), currency="USD"))
    assert price_history(reversed(paid)) == (
        Price(date(2026, 1, 1), Decimal(10), "EUR"),
        Price(date(2026, 1, 4), Decimal(12), "EUR"),
        Price(date(2026, 1, 6), Decimal(10), "EUR"),
        Price(date(2026, 3, 1), Decimal(10), "USD"),
    )


@pytest.mark.parametrize(
    ("rule", "price", "cost"),
    [
        (DAYS_30, 10, "10.15"),
        (FixedTerm(term=Span(24, SpanUnit.HOURS)), 1, "30.44"),
        (CalendarMonth(months=3), 30, "10.00"),
        (Subscription(period=Span(1, SpanUnit.MONTHS)), 2, "2.00"),
        (BalanceBurn(fee=Decimal(20), period=Span(30, SpanUnit.DAYS)), None, "20.29"),
        (LADDER, 10, "1.67"),
        (LADDER, 5, "5.00"),
        (LADDER, 3, "3.00"),
        (LADDER, None, None),
        (CreditLadder(steps=(Step(Decimal(5), Span(30, SpanUnit.DAYS)),)), 6, "6.09"),
        (DAYS_30, None, None),
        (Never(), 10, None),
        (None, 10, None),
    ],
)
def test_a_month_costs_the_price_by_the_length_of_a_term(rule, price, cost) -> None:
    offer = Offer(currency="EUR", price=None if price is None else Decimal(price), rule=rule)
    assert rounded(monthly_cost(offer)) == (None if cost is None else Decimal(cost))


def test_what_was_given_back_moves_nothing_unless_it_says_so() -> None:
    refund = renewal("refund", refund=True, amount=Decimal(4))
    moving = replace(refund, renewal_id="moving", service_until=date(2026, 12, 1))
    bought = renewal("bought", renewed_on=date(2026, 11, 22))
    record = set_up(date(2026, 11, 25), renewals=(bought, refund, moving))

    one, two, three = ledger(record)

    assert one.after.service_until == date(2026, 12, 25)
    assert (two.renewal, two.before, two.after, two.is_contained) == (refund, None, None, False)
    assert (three.after.service_until, three.cost_per_day) == (date(2026, 12, 1), None)
    assert price_history(record.renewals) == (Price(date(2026, 11, 22), Decimal(10), "EUR"),)
    offer = Offer(currency="EUR", price=Decimal(10), rule=DAYS_30)
    assert flags_of(refund, offer, record.renewals) == ()
    assert flags_of(renewal("late"), offer, (refund,)) == ()


def test_a_line_without_a_rule_waits_for_the_end_of_its_last_renewal() -> None:
    renewals = (renewal(renewed_on=date(2026, 10, 1)), renewal("2"), renewal("3", refund=True))
    record = set_up(date(2026, 11, 25), renewals=renewals)
    assert without_end(record, None, UTC) == renewals[1]
    assert without_end(record, DAYS_30, UTC) is None
    assert without_end(set_up(date(2026, 11, 25)), None, UTC) is None
    for told in ({"service": date(2026, 12, 1)}, {"number": date(2026, 12, 1)}):
        later = record.with_dates(NOON + timedelta(hours=1), **told)
        assert without_end(later, None, UTC) == (None if "service" in told else renewals[1])
    forgotten = record.with_dates(NOON + timedelta(hours=1), service=None)
    assert without_end(forgotten, None, UTC) == renewals[1]
    dated = replace(record, renewals=(renewal(service_until=date(2026, 12, 1)),))
    assert without_end(dated, None, UTC) is None


def test_a_date_that_was_told_as_of_after_a_renewal_is_its_end_however_late_that_is_recorded() -> (
    None
):
    record = set_up(None).with_dates(NOON - timedelta(days=2), service=date(2026, 12, 1))
    late = renewal(renewed_on=date(2026, 11, 20), recorded_at=NOON)
    after = renewal(renewed_on=date(2026, 11, 22), recorded_at=NOON)
    assert without_end(replace(record, renewals=(late,)), None, UTC) is None
    assert without_end(replace(record, renewals=(after,)), None, UTC) == after
