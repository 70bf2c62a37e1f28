"""One replay of all evidence decides every date: the kinds of mistakes that it must not make.

Line Papa: 30 days from the later of today and the current end, until 26 November; it is the 23rd.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import permutations

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit, end_of_day
from custom_components.sim_renewal.core.evidence import (
    Clock,
    Emptied,
    Evidence,
    Statement,
    Teller,
    with_statement,
)
from custom_components.sim_renewal.core.model import (
    Activity,
    ActivityKind,
    Bucket,
    Measure,
    Renewal,
    Verdict,
    Verification,
)
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.replay import replay
from custom_components.sim_renewal.core.replayed import Effect
from custom_components.sim_renewal.core.rule_families import BalanceBurn, CreditLadder, FixedTerm
from custom_components.sim_renewal.core.rules import ActivityWindow, Anchor, Clocks, Start, Step

DAYS_30 = FixedTerm(term=Span(30, SpanUnit.DAYS))


def moment(day: int, hour: int = 12, month: int = 11, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def said(
    until: date | None,
    at: datetime,
    teller: Teller = Teller.PERSON,
    clock: Clock = Clock.SERVICE,
    **more,
) -> Statement:
    return Statement(clock=clock, until=until, as_of=at, told_at=at, teller=teller, **more)


def renewed(name: str, at: datetime | None = None, *, on: date | None = None, **more) -> Renewal:
    recorded = more.pop("recorded_at", at or moment(23, 18))
    return Renewal(
        renewal_id=name, renewed_on=on or recorded.date(), recorded_at=recorded, at=at, **more
    )


TYPED = said(date(2026, 11, 26), moment(1))


def service(*what, rule=DAYS_30, **more) -> date | None:
    return played(*what, rule=rule, **more).clocks.service_until


def played(*what, rule=DAYS_30, currency="EUR", credit=None, former_credits=()):
    statements: tuple[Statement, ...] = ()
    for each in what:
        if isinstance(each, Statement):
            statements = with_statement(statements, each)
    return replay(
        Evidence(
            statements=statements,
            renewals=tuple(each for each in what if isinstance(each, Renewal)),
            activities=tuple(each for each in what if isinstance(each, Activity)),
            emptied=tuple(each for each in what if isinstance(each, Emptied)),
            credit=credit,
            former_credits=former_credits,
        ),
        rule,
        currency,
    )


TEXT = said(date(2026, 12, 24), moment(23, 10), Teller.TEXT)


@pytest.mark.parametrize(
    "press",
    [
        renewed("at once", moment(23, 10, minute=1)),
        renewed("before the text", moment(23, 9, minute=58)),
        renewed("next morning", moment(24, 8)),
        renewed("two days later", on=date(2026, 11, 23), recorded_at=moment(25)),
        renewed("three days after", moment(26, 20)),
    ],
    ids=lambda press: press.renewal_id,
)
@pytest.mark.parametrize("teller", [Teller.TEXT, Teller.PERSON, Teller.SOURCE])
def test_a_top_up_counts_once_whether_it_was_seen_or_told(press, teller) -> None:
    seen = said(date(2026, 12, 24), moment(23, 10), teller)

    assert service(TYPED, seen, press) == date(2026, 12, 24)


def test_a_second_top_up_counts_and_so_does_one_in_addition() -> None:
    first, second = renewed("1", moment(23, 11)), renewed("2", moment(23, 12))

    assert service(TYPED, TEXT, first, second) == date(2026, 12, 24)
    assert service(TYPED, TEXT, first, renewed("2", moment(27, 12))) == date(2027, 1, 23)
    meant = replace(second, in_addition=True)
    assert service(TYPED, TEXT, first, meant) == date(2027, 1, 23)
    assert service(TYPED, TEXT, renewed("1", moment(23, 11), in_addition=True)) == date(2027, 1, 23)


def test_one_in_addition_counts_beside_what_was_stated_until_it_was_recorded() -> None:
    stated = said(date(2026, 11, 26), moment(22))
    day = date(2026, 11, 20)

    contained = renewed("1", on=day, recorded_at=moment(23))
    assert service(stated, contained) == date(2026, 11, 26)
    counted = renewed("1", on=day, recorded_at=moment(23), in_addition=True)
    assert service(stated, counted) == date(2026, 12, 26)
    later = said(date(2026, 12, 20), moment(24))
    assert service(stated, counted, later) == date(2026, 12, 20)


def test_a_renewal_after_the_days_of_a_sighting_is_another_one() -> None:
    assert service(TYPED, TEXT, renewed("1", moment(27, 11))) == date(2027, 1, 23)


def test_a_date_that_moves_by_two_terms_has_seen_two_renewals() -> None:
    seen = said(date(2027, 1, 25), moment(23, 10), Teller.TEXT)
    presses = [renewed("1", moment(23, 11)), renewed("2", moment(24, 11))]

    assert service(TYPED, seen, *presses) == date(2027, 1, 25)


def test_a_correction_of_a_few_days_has_seen_nothing() -> None:
    corrected = said(date(2026, 11, 28), moment(20))

    assert service(TYPED, corrected, renewed("1", moment(23))) == date(2026, 12, 28)


def test_a_doubt_about_two_renewals_is_resolved_for_those_that_an_end_shows() -> None:
    first, second = renewed("1", moment(10)), renewed("2", moment(27, 13))
    text = said(date(2026, 12, 26), moment(27, 14), Teller.TEXT)
    late = said(date(2026, 11, 26), moment(27, 15), Teller.SOURCE)
    again = said(date(2026, 12, 26), moment(29, 9), Teller.SOURCE)

    result = played(TYPED, first, second, text, late, again)

    assert result.clocks.service_until == date(2026, 12, 26)
    assert result.seen == {"1"}


def test_an_end_that_is_a_short_term_off_does_not_resolve_a_doubt_but_has_seen_a_renewal() -> None:
    bought = said(date(2026, 11, 29), moment(23), Teller.TEXT)
    late = said(date(2026, 11, 26), moment(24), Teller.SOURCE)
    again = said(date(2026, 12, 2), moment(25, 10), Teller.TEXT)

    assert service(TYPED, bought, late, again, renewed("1", moment(25)), rule=HOURS_72) == date(
        2026, 12, 2
    )


def test_a_date_that_was_typed_by_mistake_has_seen_nothing() -> None:
    wrong, right = said(date(2026, 12, 26), moment(22)), said(date(2026, 11, 26), moment(22, 13))

    assert service(TYPED, wrong, right, renewed("1", moment(23))) == date(2026, 12, 26)


def test_the_first_date_that_is_known_has_seen_nothing() -> None:
    assert service(TYPED, renewed("1", moment(1, 13))) == date(2026, 12, 26)


def test_a_source_that_goes_on_saying_the_new_end_contains_the_press() -> None:
    source = said(date(2026, 12, 26), moment(23, 10), Teller.SOURCE, repeated_at=moment(30))

    assert service(TYPED, source, renewed("1", moment(23, 18))) == date(2026, 12, 26)


def test_a_source_that_goes_on_saying_the_old_end_is_believed_and_asked_about() -> None:
    old = said(date(2026, 11, 26), moment(1), Teller.SOURCE)
    press = renewed("1", moment(23, 18))
    hours_later = with_statement((old,), said(date(2026, 11, 26), moment(23, 20), Teller.SOURCE))
    days_later = with_statement((old,), said(date(2026, 11, 26), moment(26, 20), Teller.SOURCE))

    soon, late = played(*hours_later, press), played(*days_later, press)

    assert soon.clocks.service_until == late.clocks.service_until == date(2026, 11, 26)
    assert soon.doubt is not None
    assert soon.doubt.later == date(2026, 12, 26)
    assert soon.doubt.renewal_ids == ("1",)
    assert not soon.doubt.is_settled
    assert late.doubt is not None
    assert late.doubt.is_settled


def test_a_doubt_is_not_settled_by_another_who_says_the_old_end_within_hours() -> None:
    old = said(date(2026, 11, 26), moment(23, 20), Teller.SOURCE)
    text = said(date(2026, 11, 26), moment(23, 21), Teller.TEXT)

    result = played(TYPED, renewed("1", moment(23, 18)), old, text)

    assert result.clocks.service_until == date(2026, 11, 26)
    assert result.doubt is not None
    assert not result.doubt.is_settled


def test_a_source_that_notices_late_resolves_the_doubt_and_nothing_is_counted_twice() -> None:
    old = said(date(2026, 11, 26), moment(1), Teller.SOURCE, repeated_at=moment(23, 20))
    new = said(date(2026, 12, 26), moment(24, 9), Teller.SOURCE)
    press = renewed("1", moment(23, 18))

    result = played(old, new, press)

    assert result.clocks.service_until == date(2026, 12, 26)
    assert result.doubt is None
    assert result.seen == {"1"}
    second = renewed("2", moment(24, 12))
    assert service(old, new, press, second) == date(2027, 1, 25)


def test_a_person_who_says_that_it_arrived_is_believed_against_a_late_word() -> None:
    old = said(date(2026, 11, 26), moment(1), Teller.SOURCE, repeated_at=moment(23, 20))
    landed = Verification(verdict=Verdict.LANDED, decided_at=moment(24))

    result = played(old, renewed("1", moment(23, 18), verification=landed))

    assert result.clocks.service_until == date(2026, 12, 26)
    assert result.steps[-1].service is Effect.STALE


def test_a_number_date_beside_an_end_that_is_stale_is_stale_as_well() -> None:
    rule = FixedTerm(term=Span(30, SpanUnit.DAYS), grace=Span(90, SpanUnit.DAYS))
    landed = Verification(verdict=Verdict.LANDED, decided_at=moment(23, 20))
    press = renewed("1", moment(23, 18), verification=landed)
    both = [
        said(date(2026, 11, 26), moment(23, 22), Teller.TEXT),
        said(date(2027, 2, 24), moment(23, 22), Teller.TEXT, Clock.NUMBER),
    ]

    result = played(TYPED, press, *both, rule=rule)

    assert result.clocks.number_until == date(2027, 3, 26)
    assert result.steps[-1].number is Effect.STALE


def test_what_only_a_reading_showed_to_have_arrived_is_no_evidence_of_its_own() -> None:
    """A late text shows that the reading was of another renewal, and the carrier is believed."""
    shown = Verification(verdict=Verdict.LANDED)
    press = renewed("1", moment(23, 18), in_addition=True, verification=shown)
    text = said(date(2026, 12, 26), moment(23, 17), Teller.TEXT)
    source = said(date(2026, 12, 26), moment(24, 20), Teller.SOURCE, repeated_at=moment(25, 20))

    assert service(TYPED, text, press, source) == date(2026, 12, 26)


def test_a_text_that_repeats_its_day_after_the_press_is_heeded() -> None:
    text = said(date(2026, 11, 26), moment(20), Teller.TEXT)
    again = said(date(2026, 11, 26), moment(26, 9), Teller.TEXT)

    assert service(text, renewed("1", moment(23)), again) == date(2026, 11, 26)


def test_a_renewal_of_before_a_statement_is_contained_however_late_it_is_recorded() -> None:
    stated = said(date(2026, 12, 20), moment(22))
    late = renewed("1", on=date(2026, 11, 20), recorded_at=moment(25))

    assert service(TYPED, stated, late) == date(2026, 12, 20)


def test_stating_the_number_says_nothing_about_service() -> None:
    press = renewed("1", moment(23))
    number = said(date(2027, 6, 1), moment(24), clock=Clock.NUMBER)

    assert service(TYPED, press, number) == date(2026, 12, 26)
    assert service(TYPED, number) == date(2026, 11, 26)
    assert played(TYPED, number).clocks.number_until == date(2027, 6, 1)


def test_a_number_that_use_keeps_is_not_touched_by_a_word_about_service() -> None:
    rule = FixedTerm(
        term=Span(30, SpanUnit.DAYS), kept_by=ActivityWindow(within=Span(90, SpanUnit.DAYS))
    )
    number = said(date(2026, 12, 10), moment(1), clock=Clock.NUMBER)
    later = said(date(2026, 12, 24), moment(23), Teller.SOURCE)

    assert played(TYPED, number, later, rule=rule).clocks.number_until == date(2026, 12, 10)


def test_a_stated_number_date_that_is_the_rules_own_follows_the_next_end_of_service() -> None:
    rule = FixedTerm(term=Span(30, SpanUnit.DAYS), grace=Span(90, SpanUnit.DAYS))
    both = [
        said(date(2027, 3, 26), moment(23), Teller.TEXT, Clock.NUMBER),
        said(date(2026, 12, 26), moment(23), Teller.TEXT),
    ]
    later = said(date(2027, 1, 25), moment(30))

    assert played(TYPED, *both, rule=rule).clocks.number_until == date(2027, 3, 26)
    assert played(TYPED, *both, later, rule=rule).clocks.number_until == date(2027, 4, 25)


def test_a_number_date_follows_once_service_has_the_end_that_it_belongs_to() -> None:
    rule = FixedTerm(term=Span(30, SpanUnit.DAYS), grace=Span(90, SpanUnit.DAYS))
    number = said(date(2027, 3, 26), moment(20), Teller.TEXT, Clock.NUMBER)
    end = said(date(2026, 12, 26), moment(23), Teller.SOURCE)
    later = said(date(2027, 1, 25), moment(30), Teller.SOURCE)

    assert played(TYPED, number, end, rule=rule).clocks.number_until == date(2027, 3, 26)
    assert played(TYPED, number, end, later, rule=rule).clocks.number_until == date(2027, 4, 25)


def test_a_late_text_takes_its_own_place() -> None:
    call = Activity(
        activity_id="call", kind=ActivityKind.CALL, on=date(2026, 11, 24), recorded_at=moment(24)
    )

    assert service(TYPED, call, TEXT) == date(2026, 12, 24)
    assert service(TYPED, TEXT, renewed("1", moment(28))) == date(2027, 1, 23)


def test_data_that_ran_out_is_the_end_from_which_the_next_pack_counts() -> None:
    pack = FixedTerm(term=Span(30, SpanUnit.DAYS), ends_when_empty=True)
    bought = said(date(2026, 12, 22), moment(22))
    empty = Emptied(at=moment(23, 9))

    assert service(bought, empty, rule=pack) == date(2026, 11, 23)
    assert service(bought, empty, renewed("1", moment(24)), rule=pack) == date(2026, 12, 24)
    assert service(bought, empty, said(date(2027, 1, 5), moment(25)), rule=pack) == date(2027, 1, 5)
    refilled = Emptied(at=moment(23, 9), refilled_at=moment(23, 15))
    assert service(bought, refilled, rule=pack) == date(2026, 12, 22)
    same = said(date(2026, 12, 22), moment(22), Teller.SOURCE, repeated_at=moment(30))
    assert service(same, empty, rule=pack) == date(2026, 11, 23)


def test_a_line_that_lives_on_its_credit_takes_a_date_and_a_top_up() -> None:
    rule = BalanceBurn(fee=Decimal(5), period=Span(1, SpanUnit.MONTHS))
    credit = Measure(Decimal(12), moment(1))

    assert service(rule=rule, credit=credit) == date(2027, 1, 1)
    assert service(said(date(2026, 12, 20), moment(2)), rule=rule, credit=credit) == date(
        2026, 12, 20
    )
    top_up = renewed("1", moment(5), amount=Decimal(10), currency="EUR")
    assert service(top_up, rule=rule, credit=credit) == date(2027, 3, 1)
    assert played(top_up, rule=rule, credit=credit).credit == Measure(Decimal(22), moment(1))
    stated = said(date(2026, 12, 20), moment(2))
    assert service(stated, top_up, rule=rule, credit=credit) == date(2027, 2, 20)


FEE_20 = BalanceBurn(fee=Decimal(20), period=Span(30, SpanUnit.DAYS))


def test_a_credit_for_thousands_of_years_agrees_with_no_end() -> None:
    riches = Measure(Decimal(10**9), moment(23))

    assert not FEE_20.agrees_with_credit(date(2026, 12, 10), riches, UTC)


def test_a_credit_that_agrees_with_the_known_end_does_not_move_it() -> None:
    """A source that says both each day showed a line that had ended as ending today, for ever."""
    paid = said(date(2026, 12, 10), moment(23), Teller.SOURCE)
    over = said(date(2026, 11, 20), moment(23), Teller.SOURCE)
    left = Measure(Decimal(3), moment(23))

    assert service(paid, rule=FEE_20, credit=left) == date(2026, 12, 10)
    assert service(over, rule=FEE_20, credit=left) == date(2026, 11, 20)
    two_more = Measure(Decimal(43), moment(23))
    assert service(paid, rule=FEE_20, credit=two_more) == date(2027, 1, 22)
    far = said(date(2027, 6, 10), moment(23), Teller.SOURCE)
    assert service(far, rule=FEE_20, credit=left) == date(2026, 11, 23)


def test_a_top_up_lengthens_an_end_that_the_credit_agreed_with() -> None:
    paid = said(date(2026, 12, 10), moment(23), Teller.SOURCE)
    left = Measure(Decimal(3), moment(23))
    top_up = renewed("1", moment(24), amount=Decimal(38), currency="EUR")

    result = played(paid, top_up, rule=FEE_20, credit=left)

    assert result.clocks.service_until == date(2027, 2, 8)
    assert result.credit == Measure(Decimal(41), moment(23))
    assert not DAYS_30.agrees_with_credit(date(2026, 12, 10), left, UTC)
    assert DAYS_30.topped_up_end(date(2026, 12, 10), Decimal(3), Decimal(38)) is None
    assert DAYS_30.credit_left(date(2026, 12, 10), Decimal(3), date(2026, 11, 23)) == Decimal(3)


def test_a_credit_that_rose_by_a_term_has_seen_the_top_up() -> None:
    typed = said(date(2026, 12, 1), moment(1))
    risen = Measure(Decimal(50), moment(23, 10))
    top_up = renewed("1", moment(23, 10, minute=3), amount=Decimal(50), currency="EUR")

    assert service(typed, top_up, rule=FEE_20, credit=risen) == date(2027, 1, 22)
    over = said(date(2026, 11, 20), moment(1))
    assert service(over, top_up, rule=FEE_20, credit=risen) == date(2027, 1, 22)
    again = renewed("2", moment(23, 12), amount=Decimal(50), currency="EUR")
    assert service(typed, top_up, again, rule=FEE_20, credit=risen) == date(2027, 1, 22)
    again = replace(again, in_addition=True)
    assert service(typed, top_up, again, rule=FEE_20, credit=risen) == date(2027, 4, 22)


def test_a_credit_that_rose_beyond_an_earlier_one_has_seen_the_top_up() -> None:
    before, risen = Measure(Decimal(15), moment(1)), Measure(Decimal(50), moment(23, 10))
    told = Record().with_reading({Bucket.CREDIT: before}).with_reading({Bucket.CREDIT: risen})
    top_up = renewed("1", moment(23, 10, minute=3), amount=Decimal(50), currency="EUR")

    assert told.former_credits == (before,)
    assert told.evidence.former_credits == (before,)
    assert told.without({Bucket.CREDIT}).former_credits == ()
    spent = told.with_reading({Bucket.CREDIT: Measure(Decimal(30), moment(24))})
    assert spent.former_credits == (before, risen)
    sinking = spent.with_reading({Bucket.CREDIT: Measure(Decimal(29), moment(25))})
    assert [each.amount for each in sinking.former_credits] == [15, 50, 30]
    as_much = told.with_reading({Bucket.CREDIT: Measure(risen.amount, moment(22, month=12))})
    assert as_much.former_credits == (before, risen)
    assert service(top_up, rule=FEE_20, credit=risen, former_credits=(before,)) == date(2027, 1, 22)
    assert service(top_up, rule=FEE_20, credit=risen) == date(2027, 4, 22)


HOURS_72 = FixedTerm(term=Span(72, SpanUnit.HOURS))


def test_hours_that_end_beyond_all_sight_move_nothing() -> None:
    for_ever = FixedTerm(term=Span(24 * 366 * 60, SpanUnit.HOURS))

    assert service(TYPED, renewed("1", moment(23, 20)), rule=for_ever) == date(2026, 11, 26)


def test_who_repeats_the_day_of_an_end_does_not_take_its_hour_away() -> None:
    bought, again = renewed("1", moment(23, 20)), renewed("2", moment(24, 22))
    text = said(date(2026, 11, 26), moment(23, 21), Teller.TEXT)

    assert played(bought, text, rule=HOURS_72).clocks.ends_at == moment(26, 20)
    assert played(bought, text, again, rule=HOURS_72).clocks.ends_at == moment(29, 20)


def test_hours_are_added_to_the_day_of_an_end_whose_hour_is_not_known() -> None:
    again = renewed("2", moment(24, 22))

    assert played(TYPED, again, rule=HOURS_72).clocks.ends_at == moment(29, 0)
    late = renewed("2", moment(27, 22))
    assert played(TYPED, late, rule=HOURS_72).clocks.ends_at == moment(30, 22)


def test_a_passed_day_said_again_does_not_take_away_what_waits_for_its_first_use() -> None:
    rule = FixedTerm(term=Span(15, SpanUnit.DAYS), starts=Start.FIRST_USE)
    passed = said(date(2026, 11, 20), moment(19), Teller.SOURCE, repeated_at=moment(24))
    bought = renewed("1", moment(23))
    call = Activity(
        activity_id="call", kind=ActivityKind.CALL, on=date(2026, 11, 26), recorded_at=moment(26)
    )

    assert played(passed, bought, rule=rule).clocks.waiting
    assert service(passed, bought, call, rule=rule) == date(2026, 12, 11)


def test_money_of_another_country_climbs_no_ladder() -> None:
    rule = CreditLadder(
        steps=(
            Step(Decimal(5), Span(7, SpanUnit.DAYS), Span(1, SpanUnit.MONTHS)),
            Step(Decimal(35), Span(60, SpanUnit.DAYS), Span(6, SpanUnit.MONTHS)),
        )
    )
    yuan = renewed("1", moment(23), amount=Decimal(40), currency="CNY")
    euros = renewed("1", moment(23), amount=Decimal(40), currency="EUR")

    assert played(TYPED, yuan, rule=rule).clocks.number_until == date(2026, 12, 23)
    assert played(TYPED, euros, rule=rule).clocks.number_until == date(2027, 5, 23)


def test_a_new_carrier_knows_nothing_of_before() -> None:
    port = said(date(2026, 11, 28), moment(20), Teller.NEW_CARRIER)

    assert service(TYPED, TEXT, renewed("1", moment(19)), port) == date(2026, 12, 24)
    before = said(date(2026, 12, 24), moment(19), Teller.TEXT)
    assert service(TYPED, before, port, renewed("1", moment(20, 18))) == date(2026, 12, 28)


def test_only_what_was_told_decides_not_the_order_of_telling() -> None:
    told = (
        TYPED,
        TEXT,
        renewed("1", moment(23, 11)),
        said(date(2026, 11, 26), moment(12), Teller.TEXT),
    )

    assert {service(*each) for each in permutations(told)} == {date(2026, 12, 24)}


def test_what_was_true_on_a_day_is_told_with_the_evidence_of_until_then() -> None:
    evidence = Evidence(statements=(TYPED, TEXT), renewals=(renewed("1", moment(23, 9)),))

    def until(at: datetime) -> date | None:
        return replay(evidence, DAYS_30, "EUR", until=at).clocks.service_until

    assert until(moment(22)) == date(2026, 11, 26)
    assert until(moment(23, 9)) == date(2026, 12, 26)
    assert until(moment(23, 12)) == date(2026, 12, 24)


def test_a_word_said_again_is_one_statement() -> None:
    words = [said(date(2026, 11, 26), moment(day), Teller.SOURCE) for day in range(1, 20)]
    statements: tuple[Statement, ...] = ()
    for each in (words[3], words[0], *words):
        statements = with_statement(statements, each)

    assert len(statements) == 1
    assert statements[0].moments == (moment(1), moment(19))
    assert with_statement(statements, words[5]) == statements


def test_the_oldest_statements_of_a_clock_are_forgotten() -> None:
    statements: tuple[Statement, ...] = (said(date(2027, 5, 1), moment(1), clock=Clock.NUMBER),)
    for number in range(200):
        at = moment(1) + timedelta(days=number)
        statements = with_statement(statements, said(at.date(), at, Teller.SOURCE))

    assert len(statements) == 151
    assert statements[0].clock is Clock.NUMBER


def test_an_end_a_little_before_the_one_by_the_rule_shows_that_the_renewal_arrived() -> None:
    press = renewed("1", moment(23))
    a_little_less = said(date(2026, 12, 24), moment(24), Teller.SOURCE)
    much_less = said(date(2026, 12, 2), moment(24), Teller.SOURCE)

    assert played(TYPED, press, a_little_less).seen == {"1"}
    assert played(TYPED, press, a_little_less).clocks.service_until == date(2026, 12, 24)
    assert played(TYPED, press, much_less).seen == set()


def test_the_end_of_before_a_pass_of_a_day_does_not_show_that_it_arrived() -> None:
    rule = FixedTerm(term=Span(1, SpanUnit.DAYS))
    press = renewed("1", moment(26))
    old = said(date(2026, 11, 26), moment(26, 20), Teller.SOURCE)

    result = played(TYPED, press, old, rule=rule)

    assert result.seen == set()
    assert result.doubt is not None


def test_of_two_renewals_the_one_that_a_word_knows_has_arrived() -> None:
    presses = [renewed("1", moment(20)), renewed("2", moment(23))]
    word = said(date(2026, 12, 26), moment(23, 20), Teller.SOURCE)

    result = played(TYPED, *presses, word)

    assert result.seen == {"1"}
    assert result.doubt is not None
    assert result.doubt.renewal_ids == ("2",)


def test_of_two_renewals_in_doubt_the_one_that_somebody_confirmed_counts_all_the_same() -> None:
    arrived = Verification(verdict=Verdict.LANDED, decided_at=moment(24, 9))
    first, second = renewed("1", moment(23, 10)), renewed("2", moment(23, 20), in_addition=True)
    old = said(date(2026, 11, 26), moment(23, 22), Teller.SOURCE)
    confirmed = replace(first, verification=arrived)

    doubted = played(TYPED, confirmed, second, old)
    assert doubted.clocks.service_until == date(2026, 12, 26)
    assert doubted.doubt is not None
    assert (doubted.doubt.earlier, doubted.doubt.later) == (date(2026, 12, 26), date(2027, 1, 25))
    assert doubted.doubt.renewal_ids == ("2",)
    assert service(TYPED, first, replace(second, verification=arrived), old) == date(2026, 12, 26)

    again = with_statement((old,), said(date(2026, 11, 26), moment(24, 22), Teller.SOURCE))
    assert service(TYPED, confirmed, second, *again) == date(2026, 12, 26)
    both = said(date(2027, 1, 25), moment(25), Teller.SOURCE)
    resolved = played(TYPED, confirmed, second, old, both)
    assert resolved.clocks.service_until == date(2027, 1, 25)
    assert resolved.doubt is None
    only_one = said(date(2026, 12, 26), moment(26, 9), Teller.SOURCE)
    settled = played(TYPED, confirmed, second, old, only_one)
    assert settled.clocks.service_until == date(2026, 12, 26)
    assert settled.doubt is not None
    assert settled.doubt.is_settled


def test_a_confirmed_renewal_that_begins_the_term_anew_leaves_no_doubt_of_an_earlier_one() -> None:
    rule = FixedTerm(term=Span(30, SpanUnit.DAYS), extends_from=Anchor.TODAY)
    arrived = Verification(verdict=Verdict.LANDED, decided_at=moment(24, 9))
    first = renewed("1", moment(22))
    second = renewed("2", moment(23, 10), verification=arrived)
    old = said(date(2026, 11, 26), moment(23, 22), Teller.SOURCE)

    result = played(TYPED, first, second, old, rule=rule)

    assert result.clocks.service_until == date(2026, 12, 23)
    assert result.doubt is None


# What is left of a credit, and when data was used up

BURN = BalanceBurn(fee=Decimal(5), period=Span(1, SpanUnit.MONTHS))


def test_a_top_up_after_the_credit_has_run_out_begins_anew() -> None:
    credit = Measure(Decimal(5), moment(1, month=9))
    top_up = renewed("1", moment(23), amount=Decimal(10))

    result = played(top_up, rule=BURN, credit=credit)

    assert result.credit == Measure(Decimal(10), moment(23))
    assert result.clocks.service_until == date(2027, 1, 23)


def test_what_was_too_little_for_a_fee_is_added_to_a_top_up_after_the_end() -> None:
    credit = Measure(Decimal(9), moment(1, month=9))

    result = played(renewed("1", moment(23), amount=Decimal(6)), rule=BURN, credit=credit)

    assert result.credit == Measure(Decimal(10), moment(23))
    assert result.clocks.service_until == date(2027, 1, 23)


def test_a_credit_that_rose_has_seen_the_top_up_whatever_the_day_of_its_fee() -> None:
    before, risen = Measure(Decimal(12), moment(1)), Measure(Decimal(22), moment(20))
    press = renewed("1", moment(20, 13), amount=Decimal(10), currency="EUR")
    more = renewed("2", moment(21), amount=Decimal(15), currency="EUR")

    def until(*renewals: Renewal, credit: Measure = risen) -> date | None:
        return service(*renewals, rule=BURN, credit=credit, former_credits=(before,))

    assert until() == until(press) == until(replace(press, amount=None)) == date(2027, 3, 20)
    assert until(press, more) == date(2027, 6, 20)
    assert until(more, credit=replace(risen, amount=Decimal(13))) == date(2027, 4, 20)


def test_a_credit_of_before_a_late_text_is_not_forgotten() -> None:
    low = Record().with_reading({Bucket.CREDIT: Measure(Decimal(10), moment(1))})
    high = low.with_reading({Bucket.CREDIT: Measure(Decimal(30), moment(17))})
    fee_taken = high.with_reading({Bucket.CREDIT: Measure(Decimal(10), moment(18))}, Teller.TEXT)

    assert [each.amount for each in fee_taken.former_credits] == [Decimal(10), Decimal(30)]
    assert replay(fee_taken.evidence, FEE_20).clocks.service_until == date(2026, 12, 17)


def with_data(record: Record, amount: int, at: datetime, teller: Teller) -> Record:
    """Return a record after somebody said how much data was left."""
    return record.with_reading({Bucket.DATA_REMAINING: Measure(Decimal(amount), at)}, teller)


def test_a_source_that_is_late_does_not_refill_data_that_a_person_saw_used_up() -> None:
    known = with_data(Record(), 5, moment(22), Teller.SOURCE)
    empty = with_data(known, 0, moment(23), Teller.PERSON)

    late = with_data(empty, 5, moment(24), Teller.SOURCE)
    assert late.emptied == (Emptied(at=moment(23)),)
    later = with_data(late, 5, moment(25), Teller.SOURCE)
    assert later.emptied == (Emptied(at=moment(23), refilled_at=moment(25)),)
    more = with_data(empty, 6, moment(24), Teller.SOURCE)
    assert more.emptied == (Emptied(at=moment(23), refilled_at=moment(24)),)
    seen = with_data(empty, 3, moment(24), Teller.PERSON)
    assert seen.emptied == (Emptied(at=moment(23), refilled_at=moment(24)),)
    again = with_data(empty, 0, moment(24), Teller.TEXT)
    assert again.emptied == (Emptied(at=moment(23)),)


def test_a_source_takes_its_own_word_back_at_once() -> None:
    empty = with_data(Record(), 0, moment(23), Teller.SOURCE)

    (told,) = with_data(empty, 5, moment(23, 13), Teller.SOURCE).emptied

    assert told == Emptied(at=moment(23), refilled_at=moment(23, 13), teller=Teller.SOURCE)


@pytest.mark.parametrize(
    ("more", "until", "left"),
    [
        ({"amount": None}, date(2026, 12, 1), 5),
        ({"amount": Decimal(5), "service_until": date(2026, 12, 20)}, date(2026, 12, 20), 10),
    ],
)
def test_a_top_up_without_an_amount_or_with_its_own_end_adds_what_is_known(
    more, until, left
) -> None:
    credit = Measure(Decimal(5), moment(1))

    result = played(renewed("1", moment(23), **more), rule=BURN, credit=credit)

    assert result.credit == replace(credit, amount=Decimal(left))
    assert result.clocks.service_until == until


def test_the_remainder_of_a_credit_counts_no_more_after_an_end_of_its_own() -> None:
    credit = Measure(Decimal(30), moment(1, month=10))
    stated = renewed("1", moment(1), amount=Decimal(50), service_until=date(2027, 2, 1))
    more = renewed("2", moment(1, month=12), amount=Decimal(50))

    assert service(stated, more, rule=FEE_20, credit=credit) == date(2027, 4, 2)


def test_a_number_follows_the_end_of_a_credit() -> None:
    rule = BalanceBurn(
        fee=Decimal(5), period=Span(1, SpanUnit.MONTHS), grace=Span(10, SpanUnit.DAYS)
    )

    result = played(rule=rule, credit=Measure(Decimal(5), moment(1)))

    assert result.clocks.number_until == date(2026, 12, 11)
    assert result.steps[0].number is Effect.MOVED


@pytest.mark.parametrize("rule", [None, DAYS_30])
def test_a_credit_ends_nothing_on_a_line_that_does_not_live_on_it(rule) -> None:
    result = played(TYPED, rule=rule, credit=Measure(Decimal(5), moment(2)))

    assert result.clocks.service_until == date(2026, 11, 26)
    assert result.credit is None


PACK = FixedTerm(term=Span(30, SpanUnit.DAYS), ends_when_empty=True)


@pytest.mark.parametrize("rule", [None, DAYS_30])
def test_data_that_is_used_up_ends_nothing_where_service_goes_on(rule) -> None:
    result = played(TYPED, Emptied(at=moment(5)), rule=rule)

    assert result.clocks.service_until == date(2026, 11, 26)
    assert not result.is_empty


def test_data_that_is_used_up_after_the_end_changes_nothing() -> None:
    assert service(TYPED, Emptied(at=moment(27)), rule=PACK) == date(2026, 11, 26)


def test_data_that_is_there_again_after_a_new_pack_changes_nothing() -> None:
    emptied = Emptied(at=moment(5), refilled_at=moment(7))

    assert service(TYPED, emptied, renewed("1", moment(6)), rule=PACK) == date(2026, 12, 6)


def test_a_period_follows_by_itself_unless_the_data_or_the_carriers_word_is_against_it() -> None:
    again = said(date(2026, 11, 26), moment(20), Teller.SOURCE, repeated_at=moment(28))
    until_the_end = said(date(2026, 11, 26), moment(20), Teller.SOURCE, repeated_at=moment(26))
    by_person = said(date(2026, 11, 26), moment(28))

    assert played(TYPED, Emptied(at=moment(5)), rule=PACK).has_stopped(UTC)
    assert played(again).has_stopped(UTC)
    for told in ([until_the_end], [by_person], [], [said(None, moment(28), Teller.SOURCE)]):
        assert not played(*told).has_stopped(UTC)


def test_only_a_word_of_after_a_deadline_outlives_it() -> None:
    deadline = date(2026, 11, 20)

    assert played(said(date(2026, 11, 26), moment(21))).outlives(deadline, UTC)
    for told in (
        [said(date(2026, 11, 26), moment(20))],
        [said(date(2026, 11, 20), moment(21))],
        [said(None, moment(21))],
        [said(date(2026, 11, 20), moment(21)), renewed("1", moment(22))],
        [],
    ):
        assert not played(*told).outlives(deadline, UTC)


# What is contained

LADDER = CreditLadder(steps=(Step(Decimal(5), Span(30, SpanUnit.DAYS), Span(6, SpanUnit.MONTHS)),))


def test_the_number_that_was_stated_has_seen_the_top_up_that_leads_to_it() -> None:
    seen = said(date(2027, 5, 22), moment(22), clock=Clock.NUMBER)
    press = renewed("1", moment(23, 18), amount=Decimal(5))

    result = played(TYPED, seen, press, rule=LADDER)

    assert result.steps[-1].number is Effect.CONTAINED
    assert result.clocks.number_until == date(2027, 5, 22)
    assert result.clocks.service_until == date(2026, 12, 26)


@pytest.mark.parametrize(
    ("until", "press"),
    [
        (date(2027, 5, 22), {"in_addition": True}),
        (date(2027, 5, 22), {"number_until": date(2027, 5, 23)}),
        (date(2027, 5, 17), {}),
        (date(2027, 5, 22), {"on": date(2026, 11, 26), "at": moment(26)}),
    ],
    ids=["in-addition", "own-date", "another-end", "days-later"],
)
def test_the_number_that_was_stated_has_not_seen_another_top_up(until, press) -> None:
    seen = said(until, moment(22), clock=Clock.NUMBER)
    told = {"at": moment(23, 18), "amount": Decimal(5)} | press

    result = played(TYPED, seen, renewed("1", **told), rule=LADDER)

    assert result.steps[-1].number is Effect.MOVED
    assert not result.contains("1")


def test_what_moved_both_clocks_is_contained_once_both_were_stated_since() -> None:
    press = renewed("1", moment(20), amount=Decimal(5))
    call = Activity(
        activity_id="call", kind=ActivityKind.CALL, on=date(2026, 11, 20), recorded_at=moment(20)
    )
    end = said(date(2026, 12, 25), moment(22))
    number = said(date(2027, 5, 25), moment(22), clock=Clock.NUMBER)

    assert not played(TYPED, press, call, rule=LADDER).contains("1")
    assert not played(TYPED, press, end, rule=LADDER).contains("1")
    assert played(TYPED, press, call, end, number, rule=LADDER).contains("1")
    assert not played(TYPED, end, number, rule=LADDER).contains("unknown")
    assert not played(TYPED, press, rule=None).contains("1")


# Doubts


def test_a_person_who_states_the_end_again_ends_a_doubt() -> None:
    press = renewed("1", moment(23, 18))
    old = said(date(2026, 11, 26), moment(23, 20), Teller.SOURCE)

    result = played(TYPED, press, old, said(date(2026, 11, 26), moment(24)))

    assert result.doubt is None
    assert result.clocks.service_until == date(2026, 11, 26)


def test_a_doubt_is_settled_when_the_same_word_is_said_again_two_days_later() -> None:
    press = renewed("1", moment(23, 18))
    old = said(date(2026, 11, 26), moment(23, 20), Teller.SOURCE)

    def doubt_at(at: datetime):
        other = said(date(2026, 11, 26), at, Teller.TEXT)
        return played(TYPED, press, old, other).doubt

    assert not doubt_at(moment(25, 17)).is_settled
    assert doubt_at(moment(25, 18)).is_settled
    assert doubt_at(moment(25, 18)).statement.teller is Teller.TEXT


def test_a_word_that_says_something_else_after_a_doubt_is_taken_over() -> None:
    press = renewed("1", moment(23, 18))
    old = said(date(2026, 11, 26), moment(23, 20), Teller.SOURCE)
    other = said(date(2027, 3, 1), moment(24), Teller.SOURCE)

    result = played(TYPED, press, old, other)

    assert result.doubt is None
    assert result.clocks.service_until == date(2027, 3, 1)


def test_a_word_that_moved_an_end_forward_can_be_denied_without_a_renewal() -> None:
    text = said(date(2026, 12, 26), moment(23), Teller.TEXT)
    source = said(date(2026, 11, 26), moment(23, 20), Teller.SOURCE)

    result = played(TYPED, text, source)

    assert result.clocks.service_until == date(2026, 11, 26)
    assert result.doubt is not None
    assert result.doubt.renewal_ids == ()


# Which statement counts


def test_of_two_words_of_one_moment_the_one_that_was_told_later_counts() -> None:
    first = said(date(2026, 12, 20), moment(20), Teller.TEXT)
    second = replace(said(date(2026, 12, 21), moment(20)), told_at=moment(22))

    assert service(first, second) == service(second, first) == date(2026, 12, 21)


def test_a_date_that_is_not_known_any_more_is_unknown_again() -> None:
    rule = FixedTerm(term=Span(30, SpanUnit.DAYS), grace=Span(10, SpanUnit.DAYS))
    number = said(date(2027, 6, 1), moment(2), clock=Clock.NUMBER)
    forgotten = said(None, moment(3), clock=Clock.NUMBER)

    assert played(TYPED, number, forgotten, rule=rule).clocks.number_until == date(2026, 12, 6)
    assert service(TYPED, said(None, moment(2))) is None


def test_a_late_word_of_a_number_lost_before_service_ends_is_none() -> None:
    for teller in (Teller.TEXT, Teller.SOURCE):
        number = said(date(2026, 11, 20), moment(2), teller, Clock.NUMBER)
        assert played(TYPED, number).clocks.number_until is None
    typed = said(date(2026, 11, 20), moment(2), clock=Clock.NUMBER)
    assert played(TYPED, typed).clocks.number_until == date(2026, 11, 20)


def test_a_number_that_service_outlives_follows_it_again() -> None:
    rule = FixedTerm(term=Span(30, SpanUnit.DAYS), grace=Span(10, SpanUnit.DAYS))
    number = said(date(2026, 12, 1), moment(2), clock=Clock.NUMBER)
    end = said(date(2026, 12, 24), moment(3))

    assert played(TYPED, number, end, rule=rule).clocks.number_until == date(2027, 1, 3)


def test_without_a_rule_a_stated_end_has_seen_no_renewal() -> None:
    own = renewed("1", moment(23, 18), service_until=date(2026, 12, 26))

    assert service(TYPED, TEXT, own, rule=None) == date(2026, 12, 26)


def test_a_word_told_after_one_in_addition_contains_it() -> None:
    """It counts beside what was known when it was recorded, not beside what is told of later."""
    set_up = said(date(2026, 11, 20), moment(10))
    first = renewed("a", on=date(2026, 11, 18), recorded_at=moment(30))
    second = renewed("b", on=date(2026, 11, 18), recorded_at=moment(30, 13), in_addition=True)
    known = Evidence(statements=(set_up,), renewals=(first, second))
    assert replay(known, DAYS_30).clocks.service_until == date(2027, 1, 19)

    text = said(date(2027, 1, 19), moment(19), Teller.TEXT)
    late = replace(text, told_at=moment(30, 14))
    told = replace(known, statements=(set_up, late))

    assert replay(told, DAYS_30).clocks.service_until == date(2027, 1, 19)


def test_of_a_credit_that_is_told_again_the_first_moment_is_kept() -> None:
    """A date that the first one denied was shown again as soon as the same was told once more."""
    record = Record().with_dates(moment(23), service=date(2027, 1, 24))
    for day, former in ((24, []), (25, [24]), (26, [24]), (27, [24])):
        record = record.with_reading({Bucket.CREDIT: Measure(Decimal(30), moment(day))})
        assert [each.measured_at.day for each in record.former_credits] == former
    assert record.with_reading(record.reading) == record
    less = record.with_reading({Bucket.CREDIT: Measure(Decimal(10), moment(28))})
    typed = record.with_dates(moment(27, 20), service=date(2027, 1, 28))
    for day in (28, 29, 30):
        typed = typed.with_reading({Bucket.CREDIT: Measure(Decimal(30), moment(day))})

    assert replay(record.evidence, FEE_20).clocks.service_until == date(2026, 12, 27)
    assert [each.measured_at.day for each in less.former_credits] == [24, 27]
    assert replay(typed.evidence, FEE_20).clocks.service_until == date(2026, 12, 30)
    assert [each.measured_at.day for each in typed.former_credits] == [24, 28]


def test_a_balance_told_after_one_in_addition_contains_it() -> None:
    """It was taken for known, as it speaks of a moment before the recording."""
    more = renewed(
        "a", on=date(2026, 11, 18), recorded_at=moment(30), in_addition=True, amount=Decimal(20)
    )
    for told_at, end in ((None, date(2027, 1, 23)), (moment(30, 13), date(2026, 12, 26))):
        credit = Measure(Decimal(20), moment(24), told_at)
        assert service(TYPED, more, rule=FEE_20, credit=credit) == end
    pack = replace(DAYS_30, ends_when_empty=True)
    for told_at, end in ((None, date(2026, 12, 24)), (moment(30, 13), date(2026, 11, 24))):
        empty = Emptied(at=moment(24), told_at=told_at)
        assert service(TYPED, more, empty, rule=pack) == end


def test_one_in_addition_counts_beside_a_later_word_that_was_known() -> None:
    stated = said(date(2026, 12, 20), moment(25))
    measured = Measure(Decimal(5), moment(24))
    more = renewed("a", on=date(2026, 11, 18), recorded_at=moment(30), in_addition=True)

    told = replay(Evidence(statements=(stated,), renewals=(more,), credit=measured), DAYS_30)

    assert told.clocks.service_until == date(2027, 1, 19)


@pytest.mark.parametrize(
    ("teller", "hours", "until"),
    [
        (Teller.PERSON, 1, date(2026, 11, 28)),
        (Teller.SOURCE, 1, date(2026, 12, 28)),
        (Teller.SOURCE, 72, date(2026, 12, 1)),
    ],
)
def test_a_pack_that_is_used_up_ends_service_also_the_second_time(teller, hours, until) -> None:
    rule = replace(DAYS_30, ends_when_empty=True)
    left = {Bucket.DATA_REMAINING: Measure(Decimal(2), moment(28))}
    at = moment(28) + timedelta(hours=hours)
    record = Record().with_dates(moment(10), service=date(2026, 12, 20))
    record = record.with_reading({Bucket.DATA_REMAINING: Measure(Decimal(0), moment(23))})
    record = record.with_renewal(renewed("a", moment(28), balance=left))

    empty = record.with_reading({Bucket.DATA_REMAINING: Measure(Decimal(0), at)}, teller)

    assert replay(record.evidence, rule).clocks.service_until == date(2026, 12, 28)
    assert replay(empty.evidence, rule).clocks.service_until == until


def test_an_unknown_amount_brings_each_clock_the_least_of_all_steps() -> None:
    days, months = SpanUnit.DAYS, SpanUnit.MONTHS
    ladder = CreditLadder(
        steps=(
            Step(Decimal(5), Span(60, days), Span(1, months)),
            Step(Decimal(10), Span(20, days), Span(6, months)),
            Step(Decimal(20), Span(90, days), None),
        )
    )
    stated = said(date(2026, 11, 20), moment(10))
    dollars = renewed("a", moment(23), amount=Decimal(10), currency="USD")

    clocks = replay(Evidence(statements=(stated,), renewals=(dollars,)), ladder, "EUR").clocks

    assert clocks == replace(clocks, service_until=date(2026, 12, 13), number_until=None)


def test_a_credit_grows_by_a_top_up_also_beside_a_typed_date() -> None:
    rule = BalanceBurn(fee=Decimal(20), period=Span(30, SpanUnit.DAYS))
    credit = Measure(Decimal(45), moment(10))
    stated = said(date(2026, 12, 8), moment(20))
    paid = renewed("a", moment(23), amount=Decimal(100))
    told = Evidence(statements=(stated,), renewals=(paid,), credit=credit)

    replayed = replay(told, rule)

    assert replayed.clocks.service_until == date(2027, 5, 7)
    assert replayed.credit is not None
    assert replayed.credit.amount == 145


@pytest.mark.parametrize("on", [23, 20])
def test_the_credit_that_one_in_addition_left_has_its_amount(on) -> None:
    at = moment(23, 18)
    measured_at = at if on == 23 else end_of_day(date(2026, 11, on), UTC)
    left = Measure(Decimal(105), measured_at)
    record = Record().with_reading({Bucket.CREDIT: Measure(Decimal(20), moment(19))})
    meant = renewed(
        "1",
        at if on == 23 else None,
        on=date(2026, 11, on),
        recorded_at=at,
        amount=Decimal(100),
        in_addition=True,
        balance={Bucket.CREDIT: left},
    )

    told = record.with_renewal(renewed("0", moment(22))).with_renewal(meant)
    result = replay(told.evidence, FEE_20, "EUR")

    assert result.credit == left
    assert result.clocks.service_until == date(2026, 11, on) + timedelta(days=150)
    more = renewed("2", moment(24), amount=Decimal(40), in_addition=True)
    result = replay(told.with_renewal(more).evidence, FEE_20, "EUR")
    assert result.credit is not None
    assert result.credit.amount == 145
    assert result.clocks.service_until == date(2026, 11, on) + timedelta(days=210)


def test_what_moved_a_number_with_service_is_contained_in_a_word_about_service() -> None:
    rule = replace(DAYS_30, grace=Span(1, SpanUnit.MONTHS))
    press, ends = renewed("1", moment(23, 12)), date(2026, 12, 26)
    word = said(ends, moment(23, 12, minute=1), Teller.TEXT)

    assert played(TYPED, press, word, rule=rule).contains("1")
    number = said(date(2027, 6, 1), moment(2), clock=Clock.NUMBER)
    kept = replace(rule, kept_by=ActivityWindow(within=Span(12, SpanUnit.MONTHS)))
    assert not played(TYPED, number, press, word, rule=kept).contains("1")


def test_the_day_to_which_months_return_is_no_end() -> None:
    clocks = Clocks(date(2026, 12, 26), None, 26)

    assert clocks.end_as(replace(clocks, anniversary_day=31))
    assert not clocks.end_as(replace(clocks, waiting=True))


FIRST_USE = replace(DAYS_30, starts=Start.FIRST_USE)


def used(day: int, recorded_at: datetime) -> Activity:
    on = date(2026, 11, day)
    return Activity(activity_id=str(on), kind=ActivityKind.DATA, on=on, recorded_at=recorded_at)


def test_a_first_use_that_is_told_after_the_purchase_begins_its_term() -> None:
    bought, late = renewed("1", moment(30)), used(20, moment(30, 13))

    result = played(bought, late, rule=FIRST_USE)
    assert result.clocks.service_until == date(2026, 12, 20)
    assert result.contains("1")
    more = renewed("2", moment(1, month=12))
    assert service(bought, late, more, rule=FIRST_USE) == date(2027, 1, 19)
    meant = replace(bought, in_addition=True)
    assert service(meant, late, rule=FIRST_USE) == date(2027, 1, 19)
    dated = replace(bought, service_until=date(2027, 1, 5))
    assert service(dated, late, rule=FIRST_USE) == date(2027, 1, 5)


def test_a_first_use_that_was_told_before_the_purchase_or_of_another_one_is_its_own() -> None:
    bought = renewed("1", moment(30))

    assert service(bought, used(20, moment(20)), rule=FIRST_USE) == date(2027, 1, 19)
    first = renewed("0", moment(10))
    late = used(20, moment(30, 13))
    assert service(first, bought, late, rule=FIRST_USE) == date(2027, 1, 19)
    stated = said(date(2026, 12, 15), moment(25))
    assert service(bought, late, stated, rule=FIRST_USE) == date(2027, 1, 14)


SMALLEST_10 = replace(DAYS_30, minimum=Decimal(10))
STEP_10 = CreditLadder(steps=(Step(Decimal(10), Span(30, SpanUnit.DAYS)),))


def part(name: str, hour: int, amount: int | None, **more) -> Renewal:
    paid = None if amount is None else Decimal(amount)
    at = moment(23, hour)
    return renewed(name, at, amount=paid, currency="EUR", expected=Decimal(10), **more)


@pytest.mark.parametrize("rule", [SMALLEST_10, STEP_10])
def test_parts_that_are_too_little_by_themselves_are_one_renewal(rule) -> None:
    first, second = part("1", 10, 5), part("2", 18, 5)

    assert service(TYPED, first, rule=rule) == date(2026, 11, 26)
    result = played(TYPED, first, second, rule=rule)
    assert (result.clocks.service_until, result.doubt) == (date(2026, 12, 26), None)
    next_day = replace(second, renewed_on=date(2026, 11, 24), at=moment(24))
    assert service(TYPED, first, next_day, rule=rule) == date(2026, 11, 26)
    unknown = replace(second, amount=None)
    assert played(TYPED, first, unknown, rule=rule).doubt is not None


def test_parts_of_which_one_counted_or_that_are_added_anyway_count_once() -> None:
    steps = (Step(Decimal(3), Span(7, SpanUnit.DAYS)), Step(Decimal(10), Span(30, SpanUnit.DAYS)))
    more, less = part("1", 10, 6), part("2", 18, 4)
    by_steps = CreditLadder(steps=steps)

    assert service(TYPED, more, less, rule=by_steps) == date(2026, 12, 10)
    credit = Measure(Decimal(20), moment(1))
    assert played(more, less, rule=FEE_20, credit=credit).credit == Measure(Decimal(30), moment(1))
