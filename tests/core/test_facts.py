"""Rules as carriers state them. Every expected date was worked out by hand from the stated rule."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.line import Line, Offer, Status, derive
from custom_components.sim_renewal.core.model import (
    Activity,
    ActivityKind,
    Bucket,
    Measure,
    Renewal,
)
from custom_components.sim_renewal.core.reminders import ReminderPlan, begins_on, stages
from custom_components.sim_renewal.core.rule_families import (
    BalanceBurn,
    CalendarMonth,
    CreditLadder,
    FixedTerm,
    Never,
    ServiceByActivity,
    Subscription,
)
from custom_components.sim_renewal.core.rules import (
    PURCHASES,
    USES,
    ActivityWindow,
    Anchor,
    Start,
    Step,
)
from tests.core.set_up import set_up

PARIS = ZoneInfo("Europe/Paris")
RECORDED_AT = datetime(2026, 1, 1, tzinfo=UTC)


def days(count: int) -> Span:
    return Span(count, SpanUnit.DAYS)


def months(count: int) -> Span:
    return Span(count, SpanUnit.MONTHS)


def top_up(on: str, amount: str | None = None, at: str | None = None) -> Renewal:
    return Renewal(
        renewal_id=f"{on}{amount}",
        renewed_on=date.fromisoformat(on),
        recorded_at=RECORDED_AT,
        amount=Decimal(amount) if amount else None,
        at=datetime.fromisoformat(at) if at else None,
    )


def used(on: str, kind: ActivityKind = ActivityKind.CALL, at: str | None = None) -> Activity:
    return Activity(
        activity_id=on,
        kind=kind,
        on=date.fromisoformat(on),
        recorded_at=RECORDED_AT,
        at=datetime.fromisoformat(at) if at else None,
    )


def state(rule, now: str, *events, service_until=None, number_until=None, reading=None, **line):
    """Return the state of a line of a rule on which these things have happened."""
    record = set_up(
        service_until=service_until and date.fromisoformat(service_until),
        number_until=number_until and date.fromisoformat(number_until),
        renewals=tuple(each for each in events if isinstance(each, Renewal)),
        activities=tuple(each for each in events if isinstance(each, Activity)),
        reading=reading or {},
    )
    offer = Offer(currency="EUR", price=Decimal(10), rule=rule)
    moment = datetime.fromisoformat(now).replace(tzinfo=PARIS)
    return derive(
        Line(line_id="l", name="Anna", offer=offer, **line), record, ReminderPlan(), moment
    )


def ends(rule, *events, now: str = "2026-01-01T12:00", **known) -> tuple[str, str]:
    """Return the two clocks as texts."""
    clocks = state(rule, now, *events, **known).clocks
    return (str(clocks.service_until), str(clocks.number_until))


MOBICARTE = CreditLadder(
    steps=(
        Step(Decimal(5), service=days(30), number=months(1)),
        Step(Decimal(10), service=days(30), number=months(6)),
    )
)
SFR_LA_CARTE = FixedTerm(term=days(30), grace=months(6))
BOUYGUES = FixedTerm(term=days(30), grace=months(8))
LA_POSTE = FixedTerm(term=days(15), starts=Start.FIRST_USE)
LEBARA = FixedTerm(
    term=days(90),
    minimum=Decimal(5),
    kept_by=ActivityWindow(within=days(90), kinds=USES),
)
GIFFGAFF = ServiceByActivity(window=ActivityWindow(within=months(6)))
ASDA = ServiceByActivity(window=ActivityWindow(within=days(180), kinds=PURCHASES), grace=days(90))
ORANGE_ES = FixedTerm(term=days(28), extends_from=Anchor.TODAY)
AIRALO = FixedTerm(
    term=days(7),
    starts=Start.FIRST_USE,
    kept_by=ActivityWindow(within=days(90), kinds=PURCHASES),
)
ONE_NCE = FixedTerm(term=months(120), ends_when_empty=True)
GOODYBAG = FixedTerm(term=days(30), starts=Start.ACTIVATION)


@pytest.mark.parametrize(
    ("rule", "events", "expected"),
    [
        pytest.param(
            MOBICARTE, [top_up("2026-01-31", "5")], ("2026-03-02", "2026-03-02"), id="mobicarte 5"
        ),
        pytest.param(
            MOBICARTE, [top_up("2026-01-31", "10")], ("2026-03-02", "2026-07-31"), id="mobicarte 10"
        ),
        pytest.param(
            MOBICARTE, [top_up("2026-01-31", "25")], ("2026-03-02", "2026-07-31"), id="mobicarte 25"
        ),
        pytest.param(
            MOBICARTE, [top_up("2026-04-15")], ("2026-05-15", "2026-05-15"), id="mobicarte unknown"
        ),
        pytest.param(
            LEBARA,
            [used("2026-01-05"), top_up("2026-03-01", "10")],
            ("2026-05-30", "2026-04-05"),
            id="lebara: a top-up alone does not keep the number",
        ),
        pytest.param(MOBICARTE, [top_up("2026-01-31", "4.99")], ("None", "None"), id="mobicarte 4"),
        pytest.param(
            MOBICARTE,
            [top_up("2026-01-31", "10"), top_up("2026-02-15", "5")],
            ("2026-04-01", "2026-07-31"),
            id="mobicarte: a small top-up takes nothing from the number",
        ),
        pytest.param(
            SFR_LA_CARTE, [top_up("2026-08-01", "20")], ("2026-08-31", "2027-02-28"), id="sfr"
        ),
        pytest.param(
            BOUYGUES, [top_up("2026-08-01", "15")], ("2026-08-31", "2027-04-30"), id="bouygues"
        ),
        pytest.param(
            LA_POSTE,
            [top_up("2026-05-01"), used("2026-05-10")],
            ("2026-05-25", "None"),
            id="la poste: from the first call",
        ),
        pytest.param(
            LEBARA, [top_up("2026-01-01", "5")], ("2026-04-01", "None"), id="lebara: only topped up"
        ),
        pytest.param(
            LEBARA,
            [top_up("2026-01-01", "10"), used("2026-01-20", ActivityKind.SMS)],
            ("2026-04-01", "2026-04-20"),
            id="lebara: topped up and used",
        ),
        pytest.param(
            LEBARA, [top_up("2026-01-01", "4")], ("None", "None"), id="lebara: too little"
        ),
        pytest.param(
            GIFFGAFF,
            [top_up("2026-01-31"), used("2026-02-28", ActivityKind.DATA)],
            ("2026-08-28", "None"),
            id="giffgaff: any activity",
        ),
        pytest.param(
            ASDA, [top_up("2026-01-01", "5")], ("2026-06-30", "2026-09-28"), id="asda 180 + 90"
        ),
        pytest.param(
            ASDA,
            [top_up("2026-01-01", "5"), used("2026-06-01")],
            ("2026-06-30", "2026-09-28"),
            id="asda: a call does not count",
        ),
        pytest.param(
            ORANGE_ES,
            [top_up("2026-01-01"), top_up("2026-01-20")],
            ("2026-02-17", "None"),
            id="orange spain: early re-activation begins anew",
        ),
        pytest.param(
            AIRALO,
            [top_up("2026-03-01"), used("2026-03-20", ActivityKind.DATA)],
            ("2026-03-27", "2026-05-30"),
            id="airalo: from the first connection",
        ),
        pytest.param(ONE_NCE, [top_up("2026-03-01")], ("2036-03-01", "None"), id="1nce: ten years"),
        pytest.param(
            GOODYBAG,
            [
                top_up("2026-03-01"),
                used("2026-03-02"),
                used("2026-03-05", ActivityKind.ACTIVATION),
            ],
            ("2026-04-04", "None"),
            id="a term that begins when it is activated",
        ),
    ],
)
def test_a_carriers_rule_leads_to_the_dates_that_it_states(rule, events, expected) -> None:
    assert ends(rule, *events) == expected
    assert ends(rule, *reversed(events)) == expected


def test_what_was_bought_and_not_begun_is_not_started_and_asks_for_nothing() -> None:
    fresh = state(LA_POSTE, "2026-05-05T12:00")
    assert (fresh.status, fresh.days_left, fresh.expires_at) == (Status.NOT_STARTED, None, None)
    bought = state(AIRALO, "2026-03-10T12:00", top_up("2026-03-01"))
    assert bought.status is Status.NOT_STARTED
    assert bought.renewal_due is False
    assert bought.clocks.number_until == date(2026, 5, 30)
    recycled = state(AIRALO, "2026-05-31T12:00", top_up("2026-03-01"))
    assert recycled.status is Status.LOST


def test_a_pack_bought_while_one_runs_is_added_to_it() -> None:
    events = [top_up("2026-03-01"), used("2026-03-02"), top_up("2026-03-05")]
    assert ends(LA_POSTE, *events)[0] == "2026-04-01"


def test_a_pack_bought_after_the_end_waits_again() -> None:
    events = [top_up("2026-03-01"), used("2026-03-02"), top_up("2026-04-01")]
    assert state(LA_POSTE, "2026-04-05T12:00", *events).status is Status.NOT_STARTED
    assert ends(LA_POSTE, *events, used("2026-04-10"))[0] == "2026-04-25"


def test_whichever_is_first_ends_the_service() -> None:
    empty = {Bucket.DATA_REMAINING: Measure(Decimal(0), datetime(2027, 6, 1, 22, 30, tzinfo=UTC))}
    bought = top_up("2026-03-01")
    over = state(ONE_NCE, "2027-06-03T12:00", bought, reading=empty)
    assert over.clocks.service_until == date(2027, 6, 2)  # half past midnight in Paris
    assert over.status is Status.EXPIRED
    again = top_up("2027-06-03")
    assert state(ONE_NCE, "2027-06-03T12:00", bought, again, reading=empty).status is Status.ACTIVE
    some = {Bucket.DATA_REMAINING: Measure(Decimal(1), datetime(2027, 6, 1, tzinfo=UTC))}
    assert state(ONE_NCE, "2027-06-03T12:00", bought, reading=some).status is Status.ACTIVE


@pytest.mark.parametrize(
    ("credit", "left", "until"),
    [("100", 5, "2026-06-30"), ("39.99", 1, "2026-03-02"), ("19.99", 0, "2026-01-31")],
)
def test_a_line_lives_on_its_credit(credit, left, until) -> None:
    rule = BalanceBurn(fee=Decimal(20), period=days(30), grace=days(10))
    reading = {Bucket.CREDIT: Measure(Decimal(credit), datetime(2026, 1, 31, 9, tzinfo=UTC))}
    line = state(rule, "2026-02-01T12:00", reading=reading)
    assert (line.renewals_left, str(line.clocks.service_until)) == (left, until)
    assert line.clocks.number_until == date.fromisoformat(until) + (
        date(2026, 1, 11) - date(2026, 1, 1)
    )


def test_an_unknown_credit_says_nothing_about_the_end() -> None:
    line = state(BalanceBurn(fee=Decimal(20), period=days(30)), "2026-02-01T12:00")
    assert (line.status, line.renewals_left) == (Status.UNKNOWN, None)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-01-31", "2026-01-31"),
        ("2026-02-01", "2026-02-28"),
        ("2026-03-01", "2026-03-31"),
        ("2026-06-15", "2026-06-30"),
    ],
)
def test_a_subscription_runs_on_by_itself(now, until) -> None:
    line = state(Subscription(period=months(1)), f"{now}T12:00", service_until="2026-01-31")
    assert (str(line.clocks.service_until), line.status) == (until, Status.ACTIVE)
    assert line.renewal_due is False


def test_what_never_ends_is_active() -> None:
    assert state(Never(), "2026-01-01T12:00").status is Status.ACTIVE


def test_a_registration_that_is_missing_ends_the_service_first() -> None:
    line = state(
        SFR_LA_CARTE, "2026-01-08T12:00", top_up("2026-01-01"), register_by=date(2026, 1, 6)
    )
    assert (str(line.clocks.service_until), line.status) == ("2026-01-06", Status.GRACE)
    in_time = state(
        SFR_LA_CARTE, "2026-01-08T12:00", top_up("2026-01-01"), register_by=date(2026, 3, 1)
    )
    assert str(in_time.clocks.service_until) == "2026-01-31"


HOURS = FixedTerm(term=Span(72, SpanUnit.HOURS), starts=Start.FIRST_USE)


def test_hours_end_at_the_minute_also_over_a_change_of_clocks() -> None:
    used_at = used("2026-03-27", ActivityKind.DATA, at="2026-03-27T20:15:00+01:00")
    line = state(HOURS, "2026-03-30T21:14", top_up("2026-03-20"), used_at)
    assert line.expires_at == datetime(2026, 3, 30, 19, 15, tzinfo=UTC)  # 21:15 in Paris
    assert (str(line.clocks.service_until), line.days_left) == ("2026-03-30", 0)
    assert line.status is Status.DUE
    assert state(HOURS, "2026-03-30T21:15", used_at).status is Status.EXPIRED


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        (Anchor.LATER, datetime(2026, 3, 3, 12, tzinfo=UTC)),
        (Anchor.CURRENT_END, datetime(2026, 3, 3, 12, tzinfo=UTC)),
        (Anchor.TODAY, datetime(2026, 3, 2, 18, tzinfo=UTC)),
    ],
)
def test_hours_are_stacked_by_their_anchor(anchor, expected) -> None:
    rule = FixedTerm(term=Span(24, SpanUnit.HOURS), extends_from=anchor)
    first = top_up("2026-03-01", "1", at="2026-03-01T12:00:00+00:00")
    told = top_up("2026-03-01", "2", at="2026-03-01T18:00:00+00:00")
    second = replace(told, in_addition=True)
    assert state(rule, "2026-03-01T20:00", first, second).clocks.ends_at == expected


def test_hours_of_which_only_the_day_is_known_begin_with_the_day() -> None:
    rule = FixedTerm(term=Span(24, SpanUnit.HOURS))
    line = state(rule, "2026-03-01T20:00", top_up("2026-03-01"))
    assert line.expires_at == datetime(2026, 3, 1, 23, tzinfo=UTC)


def test_what_was_spent_is_unknown_as_long_as_one_amount_is() -> None:
    spent = [top_up("2026-01-01", "10"), top_up("2026-02-01", "5.50"), top_up("2025-12-31", "99")]
    assert state(SFR_LA_CARTE, "2026-03-01T12:00", *spent).spent_this_year == Decimal("15.50")
    unknown = [*spent, top_up("2026-02-10")]
    assert state(SFR_LA_CARTE, "2026-03-01T12:00", *unknown).spent_this_year is None
    assert state(SFR_LA_CARTE, "2026-03-01T12:00").spent_this_year == 0


def test_credit_is_enough_for_so_many_renewals() -> None:
    credit = {Bucket.CREDIT: Measure(Decimal("29.99"), RECORDED_AT)}
    assert state(SFR_LA_CARTE, "2026-03-01T12:00", reading=credit).renewals_left == 2


@pytest.mark.parametrize(
    "rule",
    [CalendarMonth(), SFR_LA_CARTE, MOBICARTE, Subscription(period=months(1)), Never(), None],
)
def test_using_a_line_moves_no_clock_where_the_rule_does_not_say_so(rule) -> None:
    known = {"service_until": "2026-01-31", "number_until": "2026-02-28"}
    assert ends(rule, used("2026-01-20"), **known) == ("2026-01-31", "2026-02-28")


@pytest.mark.parametrize(
    "rule", [BalanceBurn(fee=Decimal(1), period=days(30)), Subscription(period=months(1)), Never()]
)
def test_a_renewal_moves_no_clock_where_the_carrier_counts_by_itself(rule) -> None:
    assert not rule.renews
    known = {"service_until": "2026-01-31"}
    assert ends(rule, top_up("2026-01-20"), **known) == ("2026-01-31", "None")


def test_the_other_rules_are_moved_by_a_renewal() -> None:
    rules = [MOBICARTE, SFR_LA_CARTE, CalendarMonth(), ASDA, LA_POSTE]
    assert all(rule.renews for rule in rules)


@pytest.mark.parametrize(
    ("rule", "due_from"),
    [
        (MOBICARTE, 14),
        (CreditLadder(steps=(Step(Decimal(5), None, months(1)),)), 30),
        (ServiceByActivity(window=ActivityWindow(within=days(20))), 14),
        (FixedTerm(term=Span(72, SpanUnit.HOURS)), 1),
        (Never(), 30),
    ],
)
def test_a_line_is_due_from_the_first_reminder_that_fits_its_term(rule, due_from) -> None:
    end = date(2026, 6, 30)
    for ahead, status in ((due_from, Status.DUE), (due_from + 1, Status.ACTIVE)):
        now = f"{end - timedelta(days=ahead)}T12:00"
        assert state(rule, now, service_until=str(end)).status is status


@pytest.mark.parametrize(
    ("days", "due_from"), [(31, 30), (30, 14), (28, 14), (5, 3), (1, 0), (0, 0)]
)
def test_a_line_is_due_from_the_first_reminder_that_fits_the_term_that_was_told(
    days, due_from
) -> None:
    end = date(2026, 6, 30)
    renewed = replace(top_up(str(end - timedelta(days=days)), "8"), service_until=end)
    for ahead, status in ((due_from, Status.DUE), (due_from + 1, Status.ACTIVE)):
        now = f"{end - timedelta(days=ahead)}T12:00"
        line = state(None, now, renewed)
        assert line.status is status
        planned = stages(line.clocks, None, ReminderPlan(), end, line.told_term)
        assert planned[0].on == end - timedelta(days=due_from)


def test_a_number_that_use_keeps_is_due_within_its_window() -> None:
    rule = Never(kept_by=ActivityWindow(within=days(14)))
    for now, status in (("2026-06-08", Status.DUE), ("2026-06-07", Status.ACTIVE)):
        assert state(rule, f"{now}T12:00", used("2026-06-01")).status is status
    assert ends(rule, used("2026-06-01")) == ("None", "2026-06-15")


def test_a_pack_that_waits_is_reminded_of_only_for_its_number() -> None:
    line = state(AIRALO, "2026-05-01T12:00", top_up("2026-03-01"), service_until="2026-02-01")
    clocks = line.clocks
    planned = stages(clocks, AIRALO, ReminderPlan(), date(2026, 12, 31))
    assert begins_on(clocks, AIRALO, ReminderPlan()) == date(2026, 4, 30)
    assert [stage.key for stage in planned] == [
        "number-30",
        "number-14",
        "number-7",
        "number-3",
        "number-1",
        "number-0",
        "number+1",
    ]
    assert stages(clocks, Subscription(period=months(1)), ReminderPlan(), date(2026, 12, 31)) == ()


def test_a_number_that_goes_before_the_service_is_reminded_of_first() -> None:
    events = [used("2026-01-05"), top_up("2026-03-01", "10")]
    line = state(LEBARA, "2026-03-06T12:00", *events)
    assert line.status is Status.DUE
    assert state(LEBARA, "2026-03-05T12:00", *events).status is Status.ACTIVE
    assert state(LEBARA, "2026-04-06T12:00", *events).status is Status.LOST
    planned = stages(line.clocks, LEBARA, ReminderPlan(), date(2026, 4, 30))
    assert [str(stage.on) for stage in planned if stage.key.startswith("number")] == [
        "2026-03-06",
        "2026-03-22",
        "2026-03-29",
        "2026-04-02",
        "2026-04-04",
        "2026-04-05",
        "2026-04-06",
    ]
