"""The state of a line at a moment: its status at the very days on which it changes."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.line import (
    Line,
    Offer,
    Status,
    clocks_of,
    derive,
    replay_of,
)
from custom_components.sim_renewal.core.model import Bucket, Measure, Renewal
from custom_components.sim_renewal.core.record import Record, Snooze
from custom_components.sim_renewal.core.reminders import ReminderPlan
from custom_components.sim_renewal.core.rule_families import CalendarMonth, FixedTerm
from custom_components.sim_renewal.core.rules import Clocks
from tests.core.set_up import set_up

moment = datetime.fromisoformat

PLAN = ReminderPlan()
THIRTY_DAYS = FixedTerm(term=Span(30, SpanUnit.DAYS))
HALF_A_YEAR = FixedTerm(term=Span(6, SpanUnit.MONTHS))
A_MONTH = FixedTerm(term=Span(1, SpanUnit.MONTHS))


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def line(rule=None) -> Line:
    return Line(line_id="l1", name="Anna", offer=Offer(currency="EUR", rule=rule))


def at(local: str, zone: str = "Europe/Paris") -> datetime:
    return moment(local).replace(tzinfo=ZoneInfo(zone))


def typed(service_until: str | None, number_until: str | None = None) -> Record:
    return set_up(day(service_until), day(number_until))


def renewal(renewed_on: str) -> Renewal:
    return Renewal(
        renewal_id=renewed_on,
        renewed_on=date.fromisoformat(renewed_on),
        recorded_at=moment("2026-01-01T12:00Z"),
    )


NOON = at("2026-06-15T12:00")

SERVICE = ("2026-06-30", None)
BOTH = ("2026-06-30", "2026-07-31")
TOGETHER = ("2026-06-30", "2026-06-30")
NUMBER = (None, "2026-07-31")
NOTHING = (None, None)

STATUSES = [
    pytest.param(NOTHING, THIRTY_DAYS, "2026-06-30", Status.UNKNOWN, None, id="unknown"),
    pytest.param(SERVICE, None, "2026-05-30", Status.ACTIVE, False, id="no-rule-31-days-before"),
    pytest.param(SERVICE, None, "2026-05-31", Status.DUE, True, id="no-rule-30-days-before"),
    pytest.param(SERVICE, HALF_A_YEAR, "2026-05-30", Status.ACTIVE, False, id="half-a-year-31"),
    pytest.param(SERVICE, HALF_A_YEAR, "2026-05-31", Status.DUE, True, id="half-a-year-30"),
    pytest.param(SERVICE, THIRTY_DAYS, "2026-06-15", Status.ACTIVE, False, id="thirty-days-15"),
    pytest.param(SERVICE, THIRTY_DAYS, "2026-06-16", Status.DUE, True, id="thirty-days-14"),
    pytest.param(SERVICE, A_MONTH, "2026-06-15", Status.ACTIVE, False, id="a-month-15"),
    pytest.param(SERVICE, A_MONTH, "2026-06-16", Status.DUE, True, id="a-month-14"),
    pytest.param(SERVICE, THIRTY_DAYS, "2026-06-30", Status.DUE, True, id="last-day"),
    pytest.param(SERVICE, THIRTY_DAYS, "2026-07-01", Status.EXPIRED, True, id="day-after"),
    pytest.param(SERVICE, THIRTY_DAYS, "2030-01-01", Status.EXPIRED, True, id="years-after"),
    pytest.param(BOTH, THIRTY_DAYS, "2026-06-15", Status.ACTIVE, False, id="both-15"),
    pytest.param(BOTH, THIRTY_DAYS, "2026-06-30", Status.DUE, True, id="both-last-day"),
    pytest.param(BOTH, THIRTY_DAYS, "2026-07-01", Status.GRACE, True, id="first-day-of-grace"),
    pytest.param(BOTH, THIRTY_DAYS, "2026-07-31", Status.GRACE, True, id="last-day-of-grace"),
    pytest.param(BOTH, THIRTY_DAYS, "2026-08-01", Status.LOST, False, id="number-lost"),
    pytest.param(TOGETHER, THIRTY_DAYS, "2026-06-30", Status.DUE, True, id="together-last-day"),
    pytest.param(TOGETHER, THIRTY_DAYS, "2026-07-01", Status.LOST, False, id="together-lost"),
    pytest.param(NUMBER, None, "2026-06-30", Status.ACTIVE, False, id="number-only-31"),
    pytest.param(NUMBER, None, "2026-07-01", Status.DUE, True, id="number-only-30"),
    pytest.param(NUMBER, None, "2026-07-31", Status.DUE, True, id="number-only-last-day"),
    pytest.param(NUMBER, None, "2026-08-01", Status.LOST, False, id="number-only-lost"),
]


@pytest.mark.parametrize("time_of_day", ["00:00:00", "23:59:59"])
@pytest.mark.parametrize("zone", ["Europe/Paris", "Asia/Kathmandu", "America/St_Johns"])
@pytest.mark.parametrize(("dates", "rule", "today", "status", "renewal_due"), STATUSES)
def test_the_status_changes_with_the_local_day(
    dates, rule, today, status, renewal_due, zone, time_of_day
) -> None:
    state = derive(line(rule), typed(*dates), PLAN, at(f"{today}T{time_of_day}", zone))

    assert state.status is status
    assert state.renewal_due is renewal_due


@pytest.mark.parametrize(
    ("status", "expected"),
    [(Status.NOT_STARTED, False), (Status.SUSPENDED, False), (Status.UNKNOWN, None)],
)
def test_a_line_that_has_not_begun_or_rests_is_not_to_be_renewed(status, expected) -> None:
    state = derive(line(), typed("2026-06-30"), PLAN, at("2026-06-30T12:00"))

    assert replace(state, status=status).renewal_due is expected


@pytest.mark.parametrize(
    ("today", "status"),
    [("2026-06-29", Status.ACTIVE), ("2026-06-30", Status.DUE), ("2026-07-01", Status.EXPIRED)],
)
def test_without_reminders_a_line_is_due_on_its_last_day_alone(today, status) -> None:
    state = derive(line(), typed("2026-06-30"), ReminderPlan(before=()), at(f"{today}T12:00"))

    assert state.status is status


@pytest.mark.parametrize("rule", [THIRTY_DAYS, A_MONTH, CalendarMonth()])
def test_a_line_that_was_just_renewed_is_not_due(rule) -> None:
    record = typed("2026-04-15").with_renewal(renewal("2026-04-15"))

    state = derive(line(rule), record, PLAN, at("2026-04-15T12:00"))

    assert state.status is Status.ACTIVE


def test_a_number_is_not_lost_while_service_runs() -> None:
    record = typed("2026-01-31", "2026-03-15")
    for renewed_on in ("2026-01-31", "2026-03-02"):
        record = record.with_renewal(renewal(renewed_on))

    state = derive(line(THIRTY_DAYS), record, PLAN, at("2026-03-16T12:00"))

    assert state.clocks == Clocks(date(2026, 4, 1), None, 31)
    assert state.status is Status.ACTIVE


def test_what_is_unknown_is_never_zero() -> None:
    state = derive(line(THIRTY_DAYS), Record(), PLAN, at("2026-06-30T12:00"))

    assert state.status is Status.UNKNOWN
    assert state.clocks == Clocks()
    assert state.expires_at is None
    assert state.days_left is None
    assert state.renewed_on is None
    assert state.snoozed_until is None
    assert state.renewal_due is None
    assert [state.amount(bucket) for bucket in Bucket] == [None] * 5


def test_service_of_unknown_end_has_no_days_left_though_the_number_has() -> None:
    state = derive(line(), typed(None, "2026-07-31"), PLAN, at("2026-06-30T12:00"))

    assert state.days_left is None
    assert state.expires_at is None


def test_a_balance_of_zero_is_known() -> None:
    reading = {Bucket.CREDIT: Measure(Decimal(0), moment("2026-06-01T12:00Z"))}

    state = derive(line(), Record(reading=reading), PLAN, at("2026-06-30T12:00"))

    assert state.amount(Bucket.CREDIT) == Decimal(0)
    assert state.amount(Bucket.DATA_REMAINING) is None
    assert state.reading == reading


# Columns: zone, last day of service, local moments in order, days left at each of them.
COUNTDOWNS = [
    pytest.param(
        "Europe/Paris",
        "2026-03-30",
        {
            "2026-03-28T00:00:00": 2,
            "2026-03-28T23:59:59": 2,
            "2026-03-29T00:00:00": 1,
            "2026-03-29T23:59:59": 1,
            "2026-03-30T00:00:00": 0,
            "2026-03-30T23:59:59": 0,
            "2026-03-31T00:00:00": -1,
        },
        id="paris-spring",
    ),
    pytest.param(
        "Europe/Paris",
        "2026-10-26",
        {
            "2026-10-24T23:59:59": 2,
            "2026-10-25T00:00:00": 1,
            "2026-10-25T23:59:59": 1,
            "2026-10-26T00:00:00": 0,
            "2026-10-26T23:59:59": 0,
            "2026-10-27T00:00:00": -1,
        },
        id="paris-autumn",
    ),
    pytest.param(
        "America/Santiago",
        "2025-09-07",
        {"2025-09-06T23:59:59": 1, "2025-09-07T01:00:00": 0, "2025-09-07T23:59:59": 0},
        id="santiago-no-midnight",
    ),
    pytest.param(
        "Pacific/Apia",
        "2011-12-31",
        {"2011-12-29T23:59:59": 2, "2011-12-31T00:00:00": 0, "2011-12-31T23:59:59": 0},
        id="apia-skipped-day",
    ),
    pytest.param(
        "Asia/Kathmandu",
        "2026-07-01",
        {"2026-06-30T23:59:59": 1, "2026-07-01T00:00:00": 0, "2026-07-01T05:44:59": 0},
        id="kathmandu",
    ),
    pytest.param(
        "Europe/Paris",
        "2028-03-01",
        {"2028-02-28T12:00:00": 2, "2028-02-29T12:00:00": 1, "2028-03-01T12:00:00": 0},
        id="leap-day",
    ),
]


@pytest.mark.parametrize(("zone", "service_until", "countdown"), COUNTDOWNS)
def test_days_left_falls_by_one_with_every_local_day(zone, service_until, countdown) -> None:
    left = {
        local: derive(line(), typed(service_until), PLAN, at(local, zone)).days_left
        for local in countdown
    }

    assert left == countdown


@pytest.mark.parametrize(
    ("zone", "service_until", "expected"),
    [
        ("Europe/Paris", "2026-03-28", "2026-03-28T22:59:59Z"),
        ("Europe/Paris", "2026-03-29", "2026-03-29T21:59:59Z"),
        ("Europe/Paris", "2026-10-25", "2026-10-25T22:59:59Z"),
        ("Asia/Kathmandu", "2026-06-30", "2026-06-30T18:14:59Z"),
        ("America/St_Johns", "2025-07-15", "2025-07-16T02:29:59Z"),
        ("America/Santiago", "2025-04-05", "2025-04-06T03:59:59Z"),
        ("Africa/Cairo", "2025-04-24", "2025-04-24T21:59:59Z"),
    ],
)
def test_service_expires_with_the_last_second_of_its_last_day(
    zone, service_until, expected
) -> None:
    state = derive(line(), typed(service_until), PLAN, at("2025-01-01T12:00", zone))

    assert state.expires_at == moment(expected)


@pytest.mark.parametrize(
    ("zone", "service_until", "expires_at"),
    [
        ("Europe/Paris", "2026-03-29", "2026-03-29T21:59:59Z"),
        ("America/Santiago", "2025-04-05", "2025-04-06T03:59:59Z"),
        ("America/Santiago", "2025-09-06", "2025-09-07T03:59:59Z"),
        ("Asia/Beirut", "2025-10-25", "2025-10-25T21:59:59Z"),
    ],
)
def test_the_status_changes_in_the_second_after_the_end(zone, service_until, expires_at) -> None:
    last = moment(expires_at).astimezone(ZoneInfo(zone))
    next_second = (moment(expires_at) + timedelta(seconds=1)).astimezone(ZoneInfo(zone))

    assert derive(line(), typed(service_until), PLAN, last).status is Status.DUE
    assert derive(line(), typed(service_until), PLAN, next_second).status is Status.EXPIRED


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        derive(line(), typed("2026-06-30"), PLAN, moment("2026-06-30T12:00"))


@pytest.mark.parametrize(
    ("renewals", "expected"),
    [
        ([], None),
        ([renewal("2026-03-10"), renewal("2026-01-20")], "2026-03-10"),
    ],
    ids=["none", "back-dated-later"],
)
def test_the_latest_renewal_is_the_one_of_the_latest_day(renewals, expected) -> None:
    record = Record(renewals=tuple(renewals))
    stated = record.with_dates(at("2026-06-01T12:00"), service=day("2026-07-31"))

    for each in (record, stated):
        assert derive(line(), each, PLAN, at("2026-06-30T12:00")).renewed_on == day(expected)


@pytest.mark.parametrize(
    ("now", "shown"),
    [("2026-06-24T17:59:59", True), ("2026-06-24T18:00:00", False), ("2026-06-25T00:00:00", False)],
)
def test_a_snooze_is_shown_until_it_ends(now, shown) -> None:
    until = moment("2026-06-24T16:00Z")
    record = replace(typed("2026-06-30"), snooze=Snooze(until, moment("2026-06-23T16:00Z")))

    state = derive(line(), record, PLAN, at(now))

    assert state.snoozed_until == (until if shown else None)


def test_a_snooze_does_not_change_the_status() -> None:
    snooze = Snooze(moment("2026-07-24T16:00Z"), moment("2026-06-23T16:00Z"))

    state = derive(
        line(), replace(typed("2026-06-30"), snooze=snooze), PLAN, at("2026-06-30T12:00")
    )

    assert state.status is Status.DUE


# The record's way to the clocks.


def clocks(record: Record, rule=THIRTY_DAYS) -> Clocks:
    return clocks_of(line(rule), replay_of(line(rule), record, NOON.tzinfo), NOON)


def test_stated_dates_contain_the_renewals_before_them_and_later_ones_come_on_top() -> None:
    record = (
        typed("2026-01-31")
        .with_renewal(renewal("2026-01-20"))
        .with_dates(at("2026-02-10T12:00"), service=date(2026, 3, 5), number=date(2026, 9, 5))
    )

    assert clocks(record) == Clocks(date(2026, 3, 5), date(2026, 9, 5), 5)
    assert clocks(record.with_renewal(renewal("2026-03-01"))) == Clocks(
        date(2026, 4, 4), date(2026, 9, 5), 5
    )
    assert clocks(record.with_renewal(renewal("2026-02-09"))) == clocks(record)


def test_a_line_without_any_date_gets_its_first_from_a_renewal() -> None:
    rule = FixedTerm(term=Span(30, SpanUnit.DAYS), grace=Span(6, SpanUnit.MONTHS))

    first = clocks(Record(renewals=(renewal("2026-01-31"),)), rule)

    assert (first.service_until, first.number_until) == (date(2026, 3, 2), date(2026, 9, 2))


def test_the_state_keeps_its_line() -> None:
    one = line(THIRTY_DAYS)

    assert derive(one, typed("2026-06-30"), PLAN, at("2026-06-30T12:00")).line is one


@pytest.mark.parametrize(("currencies", "spent"), [([], 0), (["CNY"], None), (["CNY", "EUR"], 10)])
def test_what_was_spent_in_other_money_alone_is_not_nothing(currencies, spent) -> None:
    paid = replace(renewal("2026-03-01"), amount=Decimal(10))
    record = Record(renewals=tuple(replace(paid, currency=each) for each in currencies))
    line = Line(line_id="1", name="Papa", offer=Offer(currency="EUR"))
    assert derive(line, record, ReminderPlan(), NOON).spent_this_year == spent
