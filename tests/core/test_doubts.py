"""What somebody has to be asked, beside a carrier's word that is late; the earlier date counts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.doubts import DoubtReason
from custom_components.sim_renewal.core.evidence import CREDITS_KEPT, Clock, Teller, with_statement
from custom_components.sim_renewal.core.model import Bucket, Measure, Verdict, Verification
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.replay import replay
from custom_components.sim_renewal.core.rule_families import CreditLadder, FixedTerm
from custom_components.sim_renewal.core.rules import Anchor, Step

from .test_replay import FEE_20, TYPED, moment, played, renewed, said

DAYS_30 = FixedTerm(term=Span(30, SpanUnit.DAYS))
FROM_TODAY = replace(DAYS_30, extends_from=Anchor.TODAY)
EMPTIES = replace(DAYS_30, ends_when_empty=True)
LADDER = CreditLadder(
    steps=(
        Step(Decimal(5), Span(7, SpanUnit.DAYS), Span(1, SpanUnit.MONTHS)),
        Step(Decimal(35), Span(60, SpanUnit.DAYS), Span(6, SpanUnit.MONTHS)),
    )
)
NUMBERS = CreditLadder(
    steps=(
        Step(Decimal(5), None, Span(1, SpanUnit.MONTHS)),
        Step(Decimal(35), None, Span(6, SpanUnit.MONTHS)),
    )
)
FIRST, SECOND = renewed("1", moment(23, 18)), renewed("2", moment(23, 18, minute=30))


def test_of_two_of_a_day_the_later_end_is_that_of_both() -> None:
    doubt = played(TYPED, FIRST, SECOND, renewed("3", moment(23, 20))).doubt

    assert doubt is not None
    assert (doubt.reason, doubt.renewal_ids) == (DoubtReason.SAME_DAY, ("2", "3"))
    assert (doubt.earlier, doubt.later) == (date(2026, 12, 26), date(2027, 2, 24))


@pytest.mark.parametrize(
    "second",
    [
        replace(SECOND, in_addition=True),
        replace(SECOND, service_until=date(2027, 1, 25)),
        renewed("2", moment(24, 18)),
    ],
)
def test_what_is_meant_dated_or_of_another_day_is_not_asked_about(second) -> None:
    result = played(TYPED, FIRST, second)

    assert (result.clocks.service_until, result.doubt) == (date(2027, 1, 25), None)


def test_what_would_move_nothing_is_not_asked_about() -> None:
    assert played(TYPED, FIRST, SECOND, rule=FROM_TODAY).doubt is None


def test_money_given_back_is_no_first_one_of_its_day() -> None:
    back = replace(FIRST, refund=True, amount=Decimal(10), number_until=date(2027, 6, 30))

    result = played(TYPED, back, SECOND)

    assert (result.clocks.service_until, result.doubt) == (date(2026, 12, 26), None)


def test_a_pack_after_the_data_ran_out_is_another_one() -> None:
    record = Record().with_dates(moment(1), Teller.SETUP, service=date(2026, 11, 26))
    told = record.with_renewal(FIRST).with_renewal(SECOND)
    emptied = played(TYPED, FIRST, SECOND, rule=EMPTIES)
    assert emptied.doubt is not None

    dry = told.with_reading({Bucket.DATA_REMAINING: Measure(Decimal(0), moment(23, 18, minute=20))})
    result = replay(dry.evidence, EMPTIES, "EUR")

    assert result.doubt is None
    assert result.clocks.service_until == date(2026, 12, 23)


@pytest.mark.parametrize("amount", [5, 35])
def test_a_second_one_of_a_number_alone_is_asked_about_where_it_would_bring_more(amount) -> None:
    first = replace(FIRST, amount=Decimal(5))
    second = replace(SECOND, amount=Decimal(amount))

    result = played(first, second, rule=NUMBERS)

    assert result.clocks.number_until == date(2026, 12, 23)
    assert (result.doubt is not None) == (amount == 35)


def test_a_second_top_up_of_a_credit_is_asked_about_with_its_end() -> None:
    first = replace(FIRST, amount=Decimal(20), currency="EUR")
    second = replace(SECOND, amount=Decimal(20), currency="EUR")
    credit = Measure(Decimal(45), moment(1))

    result = played(first, second, rule=FEE_20, credit=credit)
    assert result.doubt is not None
    assert (result.doubt.earlier, result.doubt.later) == (date(2027, 1, 30), date(2027, 3, 1))
    assert result.credit == Measure(Decimal(65), moment(1))

    risen = Measure(Decimal(85), moment(26))
    assert played(first, second, rule=FEE_20, credit=risen, former_credits=(credit,)).doubt is None


LOW, RISEN = Measure(Decimal(0), moment(1)), Measure(Decimal(50), moment(23, 17))
ADDED = replace(SECOND, amount=Decimal(50), currency="EUR", in_addition=True)


def test_a_credit_that_rose_can_have_one_in_addition_until_somebody_says_otherwise() -> None:
    def of(*what, credit=RISEN):
        return played(*what, rule=FEE_20, credit=credit, former_credits=(LOW,))

    assert (of(ADDED).clocks.service_until, of(ADDED).doubt) == (date(2027, 4, 22), None)
    late = replace(RISEN, told_at=moment(28))
    result = of(ADDED, credit=late)

    assert (result.clocks.service_until, result.contained) == (date(2027, 1, 22), {"2"})
    assert result.doubt is not None
    assert (result.doubt.reason, result.doubt.renewal_ids) == (DoubtReason.IN_ADDITION, ("2",))
    assert (result.doubt.earlier, result.doubt.later) == (date(2027, 1, 22), date(2027, 4, 22))
    assert result.seen == frozenset()
    meant = of(ADDED.counted_in_addition(moment(29)), credit=late)
    assert (meant.clocks.service_until, meant.doubt) == (date(2027, 4, 22), None)
    early = ADDED.counted_in_addition(moment(23, 20))
    assert of(early, credit=late).clocks.service_until == date(2027, 1, 22)
    typed = said(date(2027, 1, 22), moment(23, 21))
    assert of(ADDED, typed, credit=late).doubt is None
    more = replace(ADDED, amount=Decimal(101))
    assert of(more, credit=late).clocks.service_until == date(2027, 6, 21)


def test_a_credit_that_has_both_top_ups_leaves_nothing_to_ask() -> None:
    both = Measure(Decimal(70), moment(23, 17), told_at=moment(28))
    first = replace(FIRST, amount=Decimal(20))
    added = replace(ADDED, at=moment(23, 17, minute=30))

    result = played(first, added, rule=FEE_20, credit=both, former_credits=(LOW,))

    assert (result.contained, result.doubt) == ({"1", "2"}, None)


@pytest.mark.parametrize(
    ("told_at", "until", "end", "reason"),
    [
        (moment(23, 17), date(2026, 12, 26), date(2027, 1, 25), None),
        (moment(28), date(2026, 12, 26), date(2026, 12, 26), DoubtReason.IN_ADDITION),
        (moment(23, 17), date(2027, 1, 25), date(2027, 2, 24), None),
    ],
)
def test_a_date_can_have_one_in_addition_if_it_is_told_later(told_at, until, end, reason) -> None:
    text = replace(said(until, moment(23, 17), Teller.TEXT), told_at=told_at)

    result = played(TYPED, text, replace(SECOND, in_addition=True))

    assert result.clocks.service_until == end
    assert (result.doubt and result.doubt.reason) == reason
    dated = replace(SECOND, in_addition=True, service_until=date(2027, 3, 1))
    assert played(TYPED, text, dated).clocks.service_until == date(2027, 3, 1)
    assert played(TYPED, text, replace(dated, service_until=until)).doubt is None


def test_money_of_another_country_on_a_ladder_is_asked_about_until_it_is_corrected() -> None:
    foreign = replace(FIRST, amount=Decimal(40), currency="CNY")

    result = played(TYPED, foreign, rule=LADDER)

    assert result.clocks.service_until == date(2026, 12, 3)
    assert result.doubt is not None
    assert (result.doubt.reason, result.doubt.renewal_ids) == (DoubtReason.OTHER_CURRENCY, ("1",))
    assert result.doubt.later is None
    corrected = replace(foreign, amount=Decimal(5), currency="EUR")
    assert played(TYPED, corrected, rule=LADDER).doubt is None
    assert played(TYPED, foreign, rule=DAYS_30).doubt is None
    assert played(TYPED, replace(foreign, amount=None), rule=LADDER).doubt is None
    dated = replace(foreign, service_until=date(2026, 12, 30))
    assert played(TYPED, dated, rule=LADDER).doubt is None
    later = said(date(2026, 12, 3), moment(26), Teller.TEXT)
    assert played(TYPED, foreign, later, rule=LADDER).doubt is None


@pytest.mark.parametrize("teller", [Teller.SETUP, Teller.PERSON])
@pytest.mark.parametrize(
    ("typed", "earlier", "later"),
    [
        (date(2026, 12, 10), date(2026, 12, 10), date(2026, 12, 31)),
        (date(2027, 3, 10), date(2026, 12, 31), date(2027, 3, 10)),
    ],
)
def test_of_a_date_and_a_credit_that_are_typed_in_at_once_the_earlier_counts(
    teller, typed, earlier, later
) -> None:
    at, credit = moment(1), Measure(Decimal(45), moment(1))
    both = said(typed, at, teller)

    result = played(both, rule=FEE_20, credit=credit)

    assert result.clocks.service_until == earlier
    assert result.credit == credit
    assert result.doubt is not None
    assert (result.doubt.reason, result.doubt.earlier, result.doubt.later) == (
        DoubtReason.CREDIT,
        earlier,
        later,
    )
    right = said(earlier, moment(2))
    assert played(both, right, rule=FEE_20, credit=credit).doubt is None
    newer = Measure(Decimal(45), moment(2))
    assert played(both, rule=FEE_20, credit=newer, former_credits=(credit,)).doubt is None


def test_a_date_and_a_credit_that_agree_are_not_asked_about() -> None:
    at, credit = moment(1), Measure(Decimal(45), moment(1))

    assert played(said(date(2027, 1, 10), at), rule=FEE_20, credit=credit).doubt is None


def test_a_source_that_says_both_is_not_asked() -> None:
    at, credit = moment(1), Measure(Decimal(45), moment(1))
    source = said(date(2026, 12, 10), at, Teller.SOURCE)

    result = played(source, rule=FEE_20, credit=credit)

    assert result.doubt is None


def test_a_rule_that_is_changed_asks_nothing_of_before() -> None:
    anew = with_statement((), said(date(2026, 12, 26), moment(25), Teller.SETUP, Clock.SERVICE))

    assert played(TYPED, FIRST, SECOND, *anew).doubt is None


@pytest.mark.parametrize("falls", [(39,), (35,), (30,), (26,), (39, 30, 24)])
def test_a_credit_that_fell_by_less_than_its_fee_is_used_and_asked_about(falls) -> None:
    record = Record().with_reading({Bucket.CREDIT: Measure(Decimal(45), moment(1))})
    for minute, amount in enumerate(falls):
        less = Measure(Decimal(amount), moment(1, 13, minute=minute))
        record = record.with_reading({Bucket.CREDIT: less})

    result = replay(record.evidence, FEE_20, "EUR")

    assert result.clocks.service_until == date(2026, 12, 1)
    if len(falls) == 1:
        assert result.doubt is not None
        assert (result.doubt.reason, result.doubt.later) == (
            DoubtReason.CREDIT,
            date(2026, 12, 31),
        )
    again = Measure(less.amount, moment(1, 14))
    told = record.with_reading({Bucket.CREDIT: again})
    answered = replay(told.evidence, FEE_20, "EUR")
    assert (answered.clocks.service_until, answered.doubt) == (date(2026, 12, 1), None)
    still = record.with_reading({Bucket.CREDIT: again}, Teller.SOURCE)
    assert len(still.former_credits) == len(record.former_credits)


@pytest.mark.parametrize("left", [44, 25])
def test_a_credit_that_pays_for_as_long_or_is_less_by_its_fee_is_not_asked_about(left) -> None:
    before, less = Measure(Decimal(45), moment(1)), Measure(Decimal(left), moment(1, 13))

    result = played(rule=FEE_20, credit=less, former_credits=(before,))

    assert (result.clocks.service_until, result.doubt) == (date(2026, 12, 31), None)


def test_of_too_many_credits_those_on_the_way_down_are_forgotten_first() -> None:
    amounts = [30, 20, *[100 - each for each in range(CREDITS_KEPT)]]
    record = Record()
    for minute, amount in enumerate(amounts):
        at = moment(1) + timedelta(minutes=minute)
        record = record.with_reading({Bucket.CREDIT: Measure(Decimal(amount), at)})

    kept = [int(each.amount) for each in record.former_credits]
    assert kept == [30, 20, 100, *[98 - each for each in range(CREDITS_KEPT - 3)]]
    for minute in range(CREDITS_KEPT + 1):
        at = moment(2) + timedelta(minutes=minute)
        record = record.with_reading({Bucket.CREDIT: Measure(Decimal(200 + minute), at)})
    assert record.former_credits[-1].amount == 200 + CREDITS_KEPT - 1
    assert len(record.former_credits) == CREDITS_KEPT


OLD_END = said(date(2026, 11, 24), moment(1))
STILL_OLD = said(date(2026, 11, 24), moment(21), Teller.SOURCE)


def test_a_renewal_after_a_late_word_moves_both_ends() -> None:
    doubted, next_one = renewed("1", moment(20)), renewed("2", moment(30))

    result = played(OLD_END, doubted, STILL_OLD, next_one)

    assert result.clocks.service_until == date(2026, 12, 30)
    assert result.doubt is not None
    assert (result.doubt.earlier, result.doubt.later) == (date(2026, 12, 30), date(2027, 1, 23))
    landed = Verification(verdict=Verdict.LANDED, decided_at=moment(22))
    arrived = played(OLD_END, replace(doubted, verification=landed), STILL_OLD, next_one)
    assert (arrived.clocks.service_until, arrived.doubt) == (result.doubt.later, None)


def test_the_earlier_end_that_moved_and_is_said_weeks_later_is_doubted_no_more() -> None:
    doubted, next_one = renewed("1", moment(20)), renewed("2", moment(30))
    soon = said(date(2026, 12, 30), moment(22, month=12), Teller.SOURCE)
    moved = said(date(2027, 1, 29), moment(25, month=12), Teller.SOURCE)

    result = played(OLD_END, doubted, STILL_OLD, next_one, soon)
    assert result.doubt is not None
    assert result.doubt.is_settled
    told = played(
        OLD_END, doubted, STILL_OLD, next_one, soon, moved, renewed("3", moment(25, 13, month=12))
    )
    assert (told.clocks.service_until, told.contains("3")) == (date(2027, 1, 29), True)


def test_a_renewal_that_begins_the_term_anew_leaves_no_late_word() -> None:
    renewals = renewed("1", moment(20)), renewed("2", moment(30))

    result = played(OLD_END, STILL_OLD, *renewals, rule=FROM_TODAY)

    assert (result.clocks.service_until, result.doubt) == (date(2026, 12, 30), None)


@pytest.mark.parametrize("own_end", [None, date(2027, 3, 1)])
def test_a_top_up_moves_both_ends_of_a_date_and_a_credit(own_end) -> None:
    credit, both = Measure(Decimal(45), moment(1)), said(date(2026, 12, 10), moment(1))
    top_up = renewed("1", moment(23), amount=Decimal(20), service_until=own_end)

    result = played(both, top_up, rule=FEE_20, credit=credit)

    if own_end is None:
        assert result.clocks.service_until == date(2027, 1, 9)
        assert result.doubt is not None
        assert (result.doubt.earlier, result.doubt.later) == (
            date(2027, 1, 9),
            date(2027, 1, 30),
        )
    else:
        assert (result.clocks.service_until, result.doubt) == (own_end, None)


def test_a_line_that_does_not_live_on_its_credit_uses_none_of_it_up() -> None:
    assert not DAYS_30.is_less_by_use(Decimal(45), Decimal(30))
