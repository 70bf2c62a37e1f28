"""Why a clock stands where it does."""

from datetime import date

from custom_components.sim_renewal.core.evidence import Clock, Emptied, Teller
from custom_components.sim_renewal.core.model import Measure
from custom_components.sim_renewal.core.reasons import reason_of
from custom_components.sim_renewal.core.rule_families import BalanceBurn, FixedTerm

from .test_replay import (
    DAYS_30,
    TEXT,
    TYPED,
    Decimal,
    Span,
    SpanUnit,
    moment,
    played,
    renewed,
    said,
)


def ids(events) -> list[str]:
    return [each.renewal_id for each in events]


def test_a_date_follows_from_the_last_statement_and_what_came_on_top() -> None:
    seen, second = renewed("seen", moment(23, 11)), renewed("second", moment(24))

    reason = reason_of(played(TYPED, TEXT, seen, second), Clock.SERVICE)

    assert reason.base is TEXT
    assert ids(reason.contained) == ["seen"]
    assert ids(reason.on_top) == ["second"]


def test_what_was_on_top_is_contained_once_it_is_stated() -> None:
    first, second = renewed("first", moment(20)), renewed("second", moment(22))
    later = said(date(2027, 1, 25), moment(23), Teller.SOURCE)

    reason = reason_of(played(TYPED, first, second, later), Clock.SERVICE)

    assert reason.base is later
    assert ids(reason.contained) == ["first", "second"]
    assert reason.on_top == []


def test_a_source_that_repeats_itself_contains_what_came_in_between() -> None:
    source = said(date(2026, 12, 26), moment(23, 10), Teller.SOURCE, repeated_at=moment(30))
    seen = renewed("seen", moment(23, 18))

    reason = reason_of(played(TYPED, source, seen), Clock.SERVICE)

    assert reason.base is source
    assert ids(reason.contained) == ["seen"]


def test_a_refused_renewal_is_no_longer_on_top_of_what_the_source_repeats() -> None:
    source = said(date(2026, 11, 26), moment(1), Teller.SOURCE, repeated_at=moment(26, 20))

    reason = reason_of(played(source, renewed("refused", moment(23, 18))), Clock.SERVICE)

    assert reason.base is source
    assert reason.on_top == []


def test_without_a_statement_only_the_renewals_tell() -> None:
    reason = reason_of(played(renewed("first", moment(20))), Clock.SERVICE)

    assert reason.base is None
    assert ids(reason.on_top) == ["first"]


def test_credit_and_used_up_data_are_reasons_too() -> None:
    credit = Measure(Decimal(12), moment(1))
    burn = BalanceBurn(fee=Decimal(5), period=Span(1, SpanUnit.MONTHS))
    pack = FixedTerm(term=Span(30, SpanUnit.DAYS), ends_when_empty=True)
    empty = Emptied(at=moment(23, 9))

    assert reason_of(played(rule=burn, credit=credit), Clock.SERVICE).base is credit
    assert reason_of(played(TYPED, empty, rule=pack), Clock.SERVICE).base is empty


def test_the_number_has_reasons_of_its_own() -> None:
    number = said(date(2027, 6, 1), moment(24), clock=Clock.NUMBER)
    result = played(TYPED, number, rule=DAYS_30)

    assert reason_of(result, Clock.NUMBER).base is number
    assert reason_of(result, Clock.SERVICE).base is TYPED
