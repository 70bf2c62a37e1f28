"""Validity rules: how far renewals move the two clocks, in whatever order they are recorded."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import permutations

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.evidence import Evidence, Teller
from custom_components.sim_renewal.core.model import Renewal
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.replay import replay
from custom_components.sim_renewal.core.rule_families import (
    CalendarMonth,
    CreditLadder,
    FixedTerm,
    ServiceByActivity,
)
from custom_components.sim_renewal.core.rules import ActivityWindow, Anchor, Clocks, Step
from custom_components.sim_renewal.core.validity import with_service_moved

THIRTY_DAYS = Span(30, SpanUnit.DAYS)
ONE_MONTH = Span(1, SpanUnit.MONTHS)
SIX_MONTHS = Span(6, SpanUnit.MONTHS)
LONG_BEFORE = datetime(2020, 1, 1, tzinfo=UTC)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def renewal(renewed_on: str, service_until: str | None = None, number_until: str | None = None):
    return Renewal(
        renewal_id=f"{renewed_on}/{service_until}/{number_until}",
        renewed_on=date.fromisoformat(renewed_on),
        recorded_at=datetime(2026, 1, 1, 12, tzinfo=UTC),
        service_until=day(service_until),
        number_until=day(number_until),
    )


def clocks_of(
    rule, service_until: str | None, number_until: str | None, *renewals: Renewal
) -> Clocks:
    """Return the clocks after renewals of a line that was set up long before with these dates."""
    typed = {"service": day(service_until), "number": day(number_until)}
    stated = {clock: until for clock, until in typed.items() if until is not None}
    record = Record().with_dates(LONG_BEFORE, Teller.SETUP, **stated)
    return replay(Evidence(statements=record.statements, renewals=renewals), rule).clocks


def ends_of(rule, service_until: str | None, *renewed_on: str) -> list[str]:
    """Return the end of service after each of several renewals, one after the other."""
    renewals = [renewal(each) for each in renewed_on]
    return [
        str(clocks_of(rule, service_until, None, *renewals[: number + 1]).service_until)
        for number in range(len(renewals))
    ]


# The three anchors. Columns: anchor, current end, renewed on, new end.

DAYS_AND_ANCHORS = [
    pytest.param(Anchor.TODAY, None, "2026-05-20", "2026-06-19", id="today-first"),
    pytest.param(Anchor.TODAY, "2026-05-31", "2026-05-20", "2026-06-19", id="today-early"),
    pytest.param(Anchor.TODAY, "2026-05-31", "2026-05-31", "2026-06-30", id="today-last-day"),
    pytest.param(Anchor.TODAY, "2026-05-31", "2026-06-10", "2026-07-10", id="today-late"),
    pytest.param(Anchor.CURRENT_END, None, "2026-05-20", "2026-06-19", id="end-first"),
    pytest.param(Anchor.CURRENT_END, "2026-05-31", "2026-05-20", "2026-06-30", id="end-early"),
    pytest.param(Anchor.CURRENT_END, "2026-05-31", "2026-05-31", "2026-06-30", id="end-last-day"),
    pytest.param(Anchor.CURRENT_END, "2026-05-31", "2026-06-10", "2026-06-30", id="end-late"),
    pytest.param(Anchor.LATER, None, "2026-05-20", "2026-06-19", id="later-first"),
    pytest.param(Anchor.LATER, "2026-05-31", "2026-05-20", "2026-06-30", id="later-early"),
    pytest.param(Anchor.LATER, "2026-05-31", "2026-05-31", "2026-06-30", id="later-last-day"),
    pytest.param(Anchor.LATER, "2026-05-31", "2026-06-10", "2026-07-10", id="later-late"),
]


@pytest.mark.parametrize(("anchor", "end", "renewed_on", "expected"), DAYS_AND_ANCHORS)
def test_thirty_days_are_counted_from_the_anchor(anchor, end, renewed_on, expected) -> None:
    rule = FixedTerm(term=THIRTY_DAYS, extends_from=anchor)

    assert ends_of(rule, end, renewed_on) == [expected]


MONTHS_AND_ANCHORS = [
    pytest.param(Anchor.TODAY, None, "2026-05-20", "2026-06-20", id="today-first"),
    pytest.param(Anchor.TODAY, "2026-05-31", "2026-05-20", "2026-06-20", id="today-early"),
    pytest.param(Anchor.TODAY, "2026-05-31", "2026-06-10", "2026-07-10", id="today-late"),
    pytest.param(Anchor.CURRENT_END, None, "2026-05-31", "2026-06-30", id="end-first"),
    pytest.param(Anchor.CURRENT_END, "2026-05-31", "2026-05-20", "2026-06-30", id="end-early"),
    pytest.param(Anchor.CURRENT_END, "2026-05-31", "2026-06-10", "2026-06-30", id="end-late"),
    pytest.param(Anchor.LATER, None, "2026-05-20", "2026-06-20", id="later-first"),
    pytest.param(Anchor.LATER, "2026-05-31", "2026-05-20", "2026-06-30", id="later-early"),
    pytest.param(Anchor.LATER, "2026-05-31", "2026-05-31", "2026-06-30", id="later-last-day"),
    pytest.param(Anchor.LATER, "2026-05-31", "2026-06-10", "2026-07-10", id="later-late"),
]


@pytest.mark.parametrize(("anchor", "end", "renewed_on", "expected"), MONTHS_AND_ANCHORS)
def test_a_month_is_counted_from_the_anchor(anchor, end, renewed_on, expected) -> None:
    rule = FixedTerm(term=ONE_MONTH, extends_from=anchor)

    assert ends_of(rule, end, renewed_on) == [expected]


ANNIVERSARY_OF_THE_END_AND_ANCHORS = [
    pytest.param(Anchor.TODAY, None, "2026-05-10", "2026-06-10", id="today-first"),
    pytest.param(Anchor.TODAY, "2026-05-15", "2026-05-15", "2026-06-15", id="today-last-day"),
    pytest.param(Anchor.TODAY, "2026-05-15", "2026-05-20", "2026-06-15", id="today-late"),
    pytest.param(Anchor.TODAY, "2026-05-15", "2026-07-10", "2026-07-15", id="today-very-late"),
    pytest.param(Anchor.CURRENT_END, None, "2026-05-10", "2026-06-10", id="end-first"),
    pytest.param(Anchor.CURRENT_END, "2026-05-15", "2026-05-10", "2026-06-15", id="end-early"),
    pytest.param(Anchor.CURRENT_END, "2026-05-15", "2026-07-20", "2026-06-15", id="end-late"),
    pytest.param(Anchor.LATER, None, "2026-01-31", "2026-02-28", id="later-first"),
    pytest.param(Anchor.LATER, "2026-05-15", "2026-05-10", "2026-06-15", id="later-early"),
    pytest.param(Anchor.LATER, "2026-05-15", "2026-05-15", "2026-06-15", id="later-last-day"),
    pytest.param(Anchor.LATER, "2026-05-15", "2026-05-20", "2026-06-15", id="later-late"),
    pytest.param(Anchor.LATER, "2026-05-15", "2026-07-20", "2026-08-15", id="later-very-late"),
]


@pytest.mark.parametrize(
    ("anchor", "end", "renewed_on", "expected"), ANNIVERSARY_OF_THE_END_AND_ANCHORS
)
def test_a_calendar_month_keeps_the_day_of_the_current_end(
    anchor, end, renewed_on, expected
) -> None:
    assert ends_of(CalendarMonth(extends_from=anchor), end, renewed_on) == [expected]


# Columns: anniversary day, months, current end, renewed on, new end.
ANNIVERSARY_OF_ITS_OWN = [
    pytest.param(1, 1, None, "2026-05-10", "2026-06-01", id="first-of-the-month"),
    pytest.param(1, 1, None, "2026-05-01", "2026-06-01", id="on-the-day"),
    pytest.param(15, 1, None, "2026-05-10", "2026-05-15", id="the-next-one-is-this-month"),
    pytest.param(15, 3, None, "2026-05-10", "2026-07-15", id="three-with-this-month"),
    pytest.param(15, 3, None, "2026-05-20", "2026-08-15", id="three-without-this-month"),
    pytest.param(31, 1, None, "2026-02-10", "2026-02-28", id="clamped"),
    pytest.param(31, 1, None, "2026-02-28", "2026-03-31", id="on-the-clamped-day"),
    pytest.param(31, 1, None, "2028-02-28", "2028-02-29", id="leap-year"),
    pytest.param(31, 1, "2026-04-30", "2026-04-20", "2026-05-31", id="returns-to-the-day"),
    pytest.param(15, 1, "2026-05-20", "2026-05-12", "2026-06-15", id="end-moved-onto-the-day"),
    pytest.param(15, 12, "2026-05-15", "2026-05-15", "2027-05-15", id="a-year"),
]


@pytest.mark.parametrize(("own", "months", "end", "renewed_on", "expected"), ANNIVERSARY_OF_ITS_OWN)
def test_a_calendar_month_with_a_day_of_its_own_ends_on_it(
    own, months, end, renewed_on, expected
) -> None:
    assert ends_of(CalendarMonth(day=own, months=months), end, renewed_on) == [expected]


@pytest.mark.parametrize("rule", [FixedTerm(term=ONE_MONTH), CalendarMonth()])
@pytest.mark.parametrize(
    ("end", "renewals", "expected"),
    [
        pytest.param(
            None,
            ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"],
            ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"],
            id="from-the-first-renewal",
        ),
        pytest.param(
            "2026-01-31",
            ["2026-01-20", "2026-02-20", "2026-03-20", "2026-04-20"],
            ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"],
            id="from-a-typed-date",
        ),
        pytest.param(
            "2028-01-31",
            ["2028-01-31", "2028-02-29"],
            ["2028-02-29", "2028-03-31"],
            id="in-a-leap-year",
        ),
        pytest.param(
            "2026-01-30",
            ["2026-01-30", "2026-01-31"],
            ["2026-02-28", "2026-03-30"],
            id="two-before-the-end",
        ),
    ],
)
def test_a_shortened_month_returns_to_its_day(rule, end, renewals, expected) -> None:
    assert ends_of(rule, end, *renewals) == expected


def test_a_late_renewal_of_a_fixed_month_begins_on_its_own_day() -> None:
    rule = FixedTerm(term=ONE_MONTH)

    assert ends_of(rule, "2026-01-31", "2026-01-31", "2026-03-05", "2026-04-01") == [
        "2026-02-28",
        "2026-04-05",
        "2026-05-05",
    ]


def test_a_month_from_today_keeps_the_day_of_today_also_on_a_shortened_end() -> None:
    rule = FixedTerm(term=ONE_MONTH, extends_from=Anchor.TODAY)

    assert ends_of(rule, None, "2026-01-31", "2026-02-28", "2026-03-28") == [
        "2026-02-28",
        "2026-03-28",
        "2026-04-28",
    ]


@pytest.mark.parametrize(
    ("rule", "end", "renewed_on"),
    [
        pytest.param(
            FixedTerm(term=THIRTY_DAYS, extends_from=Anchor.TODAY),
            "2026-12-31",
            "2026-05-20",
            id="days-from-today",
        ),
        pytest.param(
            FixedTerm(term=ONE_MONTH, extends_from=Anchor.TODAY),
            "2026-06-20",
            "2026-05-20",
            id="the-very-same-end",
        ),
        pytest.param(
            CalendarMonth(extends_from=Anchor.TODAY), "2026-05-15", "2026-05-10", id="calendar"
        ),
    ],
)
def test_a_rule_never_moves_service_back(rule, end, renewed_on) -> None:
    before = clocks_of(rule, end, None)

    assert clocks_of(rule, end, None, renewal(renewed_on)) == before


@pytest.mark.parametrize(
    ("end", "renewed_on"),
    [
        pytest.param("2026-08-31", "2026-05-20", id="an-earlier-end"),
        pytest.param("2026-02-28", "2026-01-28", id="the-very-same-end"),
    ],
)
def test_a_renewal_that_moved_nothing_leaves_the_anniversary_as_it_was(end, renewed_on) -> None:
    rule = FixedTerm(term=ONE_MONTH, extends_from=Anchor.TODAY)
    before = Clocks(day(end), None, 31)

    assert with_service_moved(before, renewal(renewed_on), rule) == before


# The number: grace after service.


@pytest.mark.parametrize(
    ("service_until", "grace", "expected"),
    [
        pytest.param("2026-05-31", SIX_MONTHS, "2026-11-30", id="six-months-clamped"),
        pytest.param("2026-06-30", Span(8, SpanUnit.MONTHS), "2027-02-28", id="eight-months"),
        pytest.param("2027-06-30", Span(8, SpanUnit.MONTHS), "2028-02-29", id="leap-year"),
        pytest.param("2026-05-31", Span(90, SpanUnit.DAYS), "2026-08-29", id="ninety-days"),
        pytest.param("2026-05-31", None, None, id="no-grace-is-unknown"),
        pytest.param(None, SIX_MONTHS, None, id="no-service-date-is-unknown"),
    ],
)
def test_the_number_is_kept_for_the_grace_after_service(service_until, grace, expected) -> None:
    rule = FixedTerm(term=THIRTY_DAYS, grace=grace)

    assert clocks_of(rule, service_until, None).number_until == day(expected)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(
            FixedTerm(term=THIRTY_DAYS, grace=SIX_MONTHS),
            Clocks(date(2026, 6, 30), date(2026, 12, 30), 31),
            id="days",
        ),
        pytest.param(
            FixedTerm(term=ONE_MONTH, grace=Span(10, SpanUnit.DAYS)),
            Clocks(date(2026, 6, 30), date(2026, 7, 10), 31),
            id="month",
        ),
        pytest.param(
            CalendarMonth(grace=Span(10, SpanUnit.DAYS)),
            Clocks(date(2026, 6, 30), date(2026, 7, 10), 31),
            id="calendar-month",
        ),
    ],
)
def test_a_renewal_moves_both_clocks(rule, expected) -> None:
    assert clocks_of(rule, "2026-05-31", None, renewal("2026-05-31")) == expected


def test_a_typed_number_date_wins_over_the_grace() -> None:
    rule = FixedTerm(term=THIRTY_DAYS, grace=SIX_MONTHS)

    assert clocks_of(rule, "2026-05-31", "2026-07-01") == Clocks(
        date(2026, 5, 31), date(2026, 7, 1), 31
    )


def test_a_number_date_alone_is_a_clock_of_its_own() -> None:
    assert clocks_of(None, None, "2026-07-01") == Clocks(None, date(2026, 7, 1), None)


TEN = Decimal(10)


@pytest.mark.parametrize(
    ("amount", "counts"),
    [("10", True), ("10.00", True), ("9.99", False), ("10.01", True), ("0", False), (None, True)],
)
@pytest.mark.parametrize(
    "rule",
    [
        FixedTerm(term=THIRTY_DAYS, minimum=TEN),
        CalendarMonth(minimum=TEN),
        ServiceByActivity(window=ActivityWindow(within=THIRTY_DAYS, minimum=TEN)),
        CreditLadder(steps=(Step(TEN, THIRTY_DAYS),)),
    ],
    ids=["term", "month", "window", "ladder"],
)
def test_exactly_the_minimum_is_enough_and_an_unknown_amount_is_too(rule, amount, counts) -> None:
    paid = replace(renewal("2026-06-20"), amount=None if amount is None else Decimal(amount))

    moved = clocks_of(rule, "2026-06-25", None, paid).service_until

    assert (moved != day("2026-06-25")) is counts


def test_nothing_typed_is_nothing_known() -> None:
    assert clocks_of(None, None, None) == Clocks(None, None, None)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(None, 28, id="no-rule"),
        pytest.param(FixedTerm(term=ONE_MONTH), 28, id="fixed-term"),
        pytest.param(CalendarMonth(), 28, id="calendar-month"),
        pytest.param(CalendarMonth(day=31), 31, id="calendar-month-with-a-day"),
    ],
)
def test_the_anniversary_of_a_typed_date_is_its_day_unless_the_rule_has_one(rule, expected) -> None:
    assert clocks_of(rule, "2026-02-28", None).anniversary_day == expected


def test_a_calendar_month_knows_its_anniversary_before_any_date() -> None:
    assert clocks_of(CalendarMonth(day=15), None, None) == Clocks(None, None, 15)


def test_a_number_date_further_away_than_the_grace_stays() -> None:
    rule = FixedTerm(term=THIRTY_DAYS, grace=Span(10, SpanUnit.DAYS))
    clocks = clocks_of(rule, "2026-05-31", "2026-12-31", renewal("2026-05-31"))

    assert clocks.number_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("renewed_on", "expected"),
    [
        pytest.param(["2026-05-31"], "2026-07-30", id="not-reached"),
        pytest.param(["2026-05-31", "2026-06-30"], "2026-07-30", id="same-day"),
        pytest.param(["2026-05-31", "2026-06-30", "2026-07-30"], None, id="outlived"),
    ],
)
def test_a_number_date_that_service_outlives_is_unknown_again(renewed_on, expected) -> None:
    rule = FixedTerm(term=THIRTY_DAYS)

    clocks = clocks_of(rule, "2026-05-31", "2026-07-30", *map(renewal, renewed_on))

    assert clocks.number_until == day(expected)


# Renewals with dates of their own.


@pytest.mark.parametrize(
    ("own_service", "own_number", "expected"),
    [
        pytest.param(
            "2026-06-15", None, Clocks(date(2026, 6, 15), date(2026, 7, 15), 15), id="shorter"
        ),
        pytest.param(
            "2026-09-20", None, Clocks(date(2026, 9, 20), date(2026, 10, 20), 20), id="longer"
        ),
        pytest.param(
            None, "2026-12-31", Clocks(date(2026, 6, 30), date(2026, 12, 31), 31), id="number-only"
        ),
        pytest.param(
            None, "2026-07-05", Clocks(date(2026, 6, 30), date(2026, 7, 5), 31), id="number-sooner"
        ),
        pytest.param(
            "2026-06-15", "2026-06-20", Clocks(date(2026, 6, 15), date(2026, 6, 20), 15), id="both"
        ),
    ],
)
def test_dates_of_its_own_win_over_the_rule(own_service, own_number, expected) -> None:
    rule = FixedTerm(term=ONE_MONTH, grace=ONE_MONTH)
    paid = renewal("2026-05-20", own_service, own_number)

    assert clocks_of(rule, "2026-05-31", None, paid) == expected


def test_dates_of_its_own_may_move_service_back() -> None:
    paid = renewal("2026-05-20", "2026-06-15")

    after = clocks_of(FixedTerm(term=ONE_MONTH), "2026-12-31", None, paid)

    assert after == Clocks(date(2026, 6, 15), None, 15)


def test_the_next_renewal_continues_from_the_stated_date() -> None:
    rule = FixedTerm(term=ONE_MONTH)
    paid = [renewal("2026-01-20", "2026-02-15"), renewal("2026-02-10")]

    clocks = clocks_of(rule, "2026-01-31", None, *paid)

    assert clocks.service_until == date(2026, 3, 15)


def test_without_a_rule_only_stated_dates_move_a_clock() -> None:
    typed = (None, "2026-05-31", "2026-08-31")

    assert clocks_of(*typed, renewal("2026-05-20")) == clocks_of(*typed)
    assert clocks_of(*typed, renewal("2026-05-20", "2026-06-30")) == Clocks(
        date(2026, 6, 30), date(2026, 8, 31), 30
    )


# The order of recording.


def orders(renewals: list[Renewal]):
    return [
        pytest.param(order, id="".join(str(renewals.index(r)) for r in order))
        for order in permutations(renewals)
    ]


MIXED = [
    renewal("2026-01-20"),  # early: from 31 January to 28 February
    renewal("2026-03-10"),  # late: to 10 April
    renewal("2026-04-01", "2026-05-15"),  # states its own end
    renewal("2026-05-15"),  # on the last day: to 15 June
]


@pytest.mark.parametrize("recorded", orders(MIXED))
def test_renewals_give_the_same_clocks_in_whatever_order_they_are_recorded(recorded) -> None:
    rule = FixedTerm(term=ONE_MONTH, grace=SIX_MONTHS)

    clocks = clocks_of(rule, "2026-01-31", None, *recorded)

    assert clocks == Clocks(date(2026, 6, 15), date(2026, 12, 15), 15)


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        (Anchor.TODAY, "2026-04-19"),
        (Anchor.CURRENT_END, "2026-05-01"),
        (Anchor.LATER, "2026-05-09"),
    ],
)
@pytest.mark.parametrize(
    "recorded", orders([renewal(f"2026-0{n}") for n in ("1-25", "3-10", "3-20")])
)
def test_a_back_dated_renewal_counts_as_if_it_had_been_recorded_in_time(
    recorded, anchor, expected
) -> None:
    rule = FixedTerm(term=THIRTY_DAYS, extends_from=anchor)

    clocks = clocks_of(rule, "2026-01-31", None, *recorded)

    assert clocks.service_until == day(expected)


SAME_DAY = [
    pytest.param(
        ["2026-03-10", None, None],
        ["2026-03-10", "2026-03-20", None],
        "2026-03-20",
        None,
        id="own-date-against-rule",
    ),
    pytest.param(
        ["2026-03-10", "2026-03-25", None],
        ["2026-03-10", "2026-03-20", None],
        "2026-03-25",
        None,
        id="two-own-dates",
    ),
    pytest.param(
        ["2026-03-10", None, None],
        ["2026-03-10", None, "2026-09-30"],
        "2026-05-09",
        "2026-09-30",
        id="own-number-date-against-rule",
    ),
    pytest.param(
        ["2026-03-10", None, None],
        ["2026-03-10", None, None],
        "2026-04-09",
        None,
        id="both-by-the-rule-are-one-until-somebody-says-so",
    ),
]


@pytest.mark.parametrize(("one", "other", "service_until", "number_until"), SAME_DAY)
@pytest.mark.parametrize("swapped", [False, True])
def test_on_one_day_the_dates_that_were_stated_decide(
    one, other, service_until, number_until, swapped
) -> None:
    rule = FixedTerm(term=THIRTY_DAYS)
    recorded = [renewal(*one), renewal(*other)]

    clocks = clocks_of(rule, None, None, *(reversed(recorded) if swapped else recorded))

    assert (clocks.service_until, clocks.number_until) == (day(service_until), day(number_until))
