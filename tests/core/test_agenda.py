"""What ends on lines, and the tasks that follow from it, at the very days on which they change."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.agenda import (
    Deed,
    Occasion,
    act_of,
    appointments,
    deed_of,
    lacks_date,
    lines_due,
    next_renewal,
    ways_to_tell,
)
from custom_components.sim_renewal.core.channels import RenewalChannel
from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.line import Line, LineState, Offer, Standing, Status, derive
from custom_components.sim_renewal.core.model import (
    ActivityKind,
    Bucket,
    Channel,
    Measure,
    Renewal,
    Verdict,
)
from custom_components.sim_renewal.core.record import UNDO_PERIOD, Record
from custom_components.sim_renewal.core.reminders import ReminderPlan
from custom_components.sim_renewal.core.rule_families import (
    BalanceBurn,
    CreditLadder,
    FixedTerm,
    Never,
    ServiceByActivity,
    Subscription,
)
from custom_components.sim_renewal.core.rules import Act, ActivityWindow, Start, Step
from custom_components.sim_renewal.core.source_values import Capability, CarrierStatus, SourceValues
from custom_components.sim_renewal.core.tasks import TaskAsked, TaskDone, TaskDue, tasks
from tests.core.set_up import set_up

A_MONTH = Span(1, SpanUnit.MONTHS)
THIRTY_DAYS = FixedTerm(term=Span(30, SpanUnit.DAYS))
WITH_GRACE = FixedTerm(term=Span(30, SpanUnit.DAYS), grace=Span(2, SpanUnit.MONTHS))
MONTHLY = Subscription(period=A_MONTH)
NOON = datetime(2026, 6, 15, 12, tzinfo=ZoneInfo("Europe/Paris"))
TODAY = NOON.date()


def day(text: str) -> date:
    return date.fromisoformat(text)


def line(rule=None, name: str = "Anna", **settings) -> Line:
    return Line(line_id=name.lower(), name=name, offer=Offer(currency="EUR", rule=rule), **settings)


def state(
    of: Line,
    service_until: str | None = None,
    number_until: str | None = None,
    now: datetime = NOON,
    **record,
) -> LineState:
    kept = set_up(
        day(service_until) if service_until else None,
        day(number_until) if number_until else None,
        **record,
    )
    return derive(of, kept, ReminderPlan(), now)


def agenda(of: LineState) -> list[tuple[str, str]]:
    return [(each.occasion.value, each.on.isoformat()) for each in appointments(of)]


# What to do


BY_USE = ActivityWindow(within=Span(90, SpanUnit.DAYS), kinds=frozenset({ActivityKind.CALL}))
BY_PLAN = ActivityWindow(within=Span(90, SpanUnit.DAYS), kinds=frozenset({ActivityKind.PLAN}))
BY_TOP_UP = ActivityWindow(within=Span(90, SpanUnit.DAYS), kinds=frozenset({ActivityKind.TOP_UP}))


@pytest.mark.parametrize(
    ("rule", "keeps_number", "act"),
    [
        (None, False, Act.RENEW),
        (THIRTY_DAYS, False, Act.RENEW),
        (WITH_GRACE, True, Act.RENEW),
        (replace(THIRTY_DAYS, kept_by=BY_USE), True, Act.USE),
        (replace(THIRTY_DAYS, kept_by=BY_USE), False, Act.RENEW),
        (replace(THIRTY_DAYS, kept_by=BY_TOP_UP), True, Act.TOP_UP),
        (ServiceByActivity(window=BY_USE), False, Act.USE),
        (ServiceByActivity(window=BY_PLAN), False, Act.RENEW),
        (CreditLadder(steps=(Step(Decimal(5), A_MONTH),)), False, Act.TOP_UP),
        (BalanceBurn(fee=Decimal(2), period=A_MONTH), False, Act.TOP_UP),
    ],
)
def test_each_kind_of_end_has_a_deed_of_its_own(rule, keeps_number, act) -> None:
    assert act_of(state(line(rule), "2026-06-20"), keeps_number=keeps_number) is act


def test_a_deadline_of_registration_asks_for_the_owner_not_for_money() -> None:
    by = day("2026-06-20")
    anna = state(line(replace(THIRTY_DAYS, kept_by=BY_USE), register_by=by), "2026-06-30")
    assert act_of(anna, keeps_number=False) is Act.IDENTIFY
    assert act_of(anna, keeps_number=True) is Act.IDENTIFY
    first = replace(anna, clocks=replace(anna.clocks, number_until=day("2026-06-18")))
    assert act_of(first, keeps_number=True) is Act.USE


def test_a_term_that_waits_is_activated() -> None:
    anna = state(line(THIRTY_DAYS))
    waiting = replace(anna, clocks=replace(anna.clocks, waiting=True))
    assert act_of(waiting, keeps_number=True) is Act.ACTIVATE


def test_what_keeps_a_line_is_known_by_its_kinds_of_use() -> None:
    assert THIRTY_DAYS.uses == frozenset()
    assert replace(THIRTY_DAYS, kept_by=BY_USE).uses == {ActivityKind.CALL}
    assert ServiceByActivity(window=BY_PLAN).uses == frozenset()


@pytest.mark.parametrize(
    ("of", "service_until", "number_until", "lacks"),
    [
        (line(), None, None, True),
        (line(THIRTY_DAYS), None, None, True),
        (line(), "2026-06-30", None, False),
        (line(), None, "2026-06-30", False),
        (line(Never()), None, None, False),
        (line(MONTHLY), None, None, False),
        (line(standing=Standing.SUSPENDED), None, None, False),
        (line(fed=frozenset({Capability.EXPIRY})), None, None, False),
        (line(fed=frozenset({Capability.CREDIT})), None, None, True),
    ],
)
def test_a_line_lacks_a_date_that_nothing_will_say(of, service_until, number_until, lacks) -> None:
    of_line = state(of, service_until, number_until)

    assert lacks_date(of_line) is lacks
    asked = [each for each in tasks(of_line, Record(), NOON) if isinstance(each, TaskAsked)]
    assert [each.task_id for each in asked] == (["anna_date"] if lacks else [])


# What ends


def test_service_number_and_promotion_end_in_the_order_of_their_days() -> None:
    anna = line(WITH_GRACE, promotion_until=day("2026-07-31"))

    assert agenda(state(anna, "2026-06-30")) == [
        ("service", "2026-06-30"),
        ("promotion", "2026-07-31"),
        ("number", "2026-08-30"),
    ]
    assert agenda(state(anna, "2026-06-30", "2026-06-30"))[:2] == [
        ("service", "2026-06-30"),
        ("number", "2026-06-30"),
    ]


@pytest.mark.parametrize("rule", [None, Never(), THIRTY_DAYS, MONTHLY])
def test_nothing_that_is_known_is_nothing_that_ends(rule) -> None:
    assert agenda(state(line(rule))) == []


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.ARCHIVED])
def test_a_line_that_is_not_in_use_has_neither_ends_nor_deeds(standing) -> None:
    anna = line(WITH_GRACE, standing=standing, promotion_until=day("2026-07-31"))
    of = state(anna, "2026-06-16")

    assert agenda(of) == []
    assert deed_of(of, TODAY) is None


def test_a_line_that_never_ends_by_itself_has_only_what_was_stated() -> None:
    assert agenda(state(line(Never()), "2027-01-31")) == [("service", "2027-01-31")]


def test_a_subscription_that_runs_has_only_its_promotion() -> None:
    rule = Subscription(period=A_MONTH, grace=A_MONTH)
    anna = line(rule, promotion_until=day("2026-12-31"))

    assert agenda(state(anna, "2026-06-01")) == [("promotion", "2026-12-31")]


def test_a_subscription_whose_data_is_used_up_wants_something() -> None:
    rule = Subscription(period=A_MONTH, ends_when_empty=True)
    empty = {Bucket.DATA_REMAINING: Measure(Decimal(0), NOON - timedelta(days=2))}
    of = state(line(rule), "2026-06-30", reading=empty)

    assert of.status is Status.EXPIRED
    assert agenda(of) == [("service", "2026-06-13")]
    assert deed_of(of, TODAY).end.on == day("2026-06-13")


def test_a_line_that_waits_for_its_first_use_can_only_lose_its_number() -> None:
    waiting = line(FixedTerm(term=A_MONTH, starts=Start.FIRST_USE))

    assert agenda(state(waiting)) == []
    assert agenda(state(waiting, None, "2026-09-30")) == [("number", "2026-09-30")]


def test_the_owner_is_registered_where_no_renewal_would_help() -> None:
    anna = line(THIRTY_DAYS, register_by=day("2026-06-20"))
    of = state(anna, "2026-06-30", "2026-08-30")

    assert agenda(of) == [("registration", "2026-06-20"), ("number", "2026-08-30")]
    deed = deed_of(of, TODAY)
    assert deed.end.on == day("2026-06-20")
    assert deed.registers
    assert not deed.is_renewed_as_usual
    assert next_renewal([of], TODAY).occasion is Occasion.NUMBER


def test_a_registration_of_later_is_no_deed_of_now() -> None:
    anna = line(THIRTY_DAYS, register_by=day("2026-09-30"))
    of = state(anna, "2026-06-10")

    assert agenda(of) == [("service", "2026-06-10"), ("registration", "2026-09-30")]
    assert deed_of(of, TODAY).end.occasion is Occasion.SERVICE
    assert not deed_of(of, TODAY).registers


# What to do


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2026-07-30", None), None),
        (("2026-06-29", None), ("service", "2026-06-29", False)),
        (("2026-06-15", "2026-07-15"), ("service", "2026-06-15", False)),
        (("2026-06-14", "2026-07-15"), ("number", "2026-07-15", False)),
        (("2026-06-14", "2026-06-15"), ("number", "2026-06-15", False)),
        (("2026-06-14", "2026-06-14"), None),
        (("2026-05-01", None), ("service", "2026-05-01", True)),
        ((None, "2026-06-20"), ("number", "2026-06-20", False)),
        (("2026-06-20", "2026-06-18"), ("number", "2026-06-18", False)),
    ],
)
def test_the_deed_is_for_what_ends_next_or_has_ended(dates, expected) -> None:
    assert told(deed_of(state(line(THIRTY_DAYS), *dates), TODAY)) == expected


def told(deed: Deed | None) -> tuple[str, str, bool] | None:
    return deed and (deed.end.occasion.value, deed.end.on.isoformat(), deed.is_late)


def test_a_term_of_hours_is_over_on_its_last_day() -> None:
    hours = FixedTerm(term=Span(72, SpanUnit.HOURS))
    bought = renewal("R1", NOON - timedelta(hours=72, minutes=1))
    bought = replace(bought, at=bought.recorded_at)
    of = state(line(hours), renewals=(bought,))

    assert of.clocks.service_until == TODAY
    assert told(deed_of(of, TODAY)) == ("service", "2026-06-15", True)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((None, None), None),
        (("2026-07-30", None), None),
        (("2026-06-01", None), ("service", "2026-06-01", True)),
        (("2026-07-30", "2026-09-30"), ("number", "2026-09-30", False)),
    ],
)
def test_the_carrier_knows_better_than_a_date_whether_service_has_ended(dates, expected) -> None:
    heard = SourceValues(
        status=CarrierStatus.EXPIRED,
        silent_since={Capability.STATUS: NOON},
    )
    anna = line(THIRTY_DAYS, fed=frozenset({Capability.STATUS}))
    deed = deed_of(state(anna, *dates, source_values=heard), TODAY)

    assert deed.is_renewed_as_usual
    if expected is None:
        assert (deed.end, deed.is_late) == (None, True)
    else:
        assert told(deed) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (THIRTY_DAYS, True),
        (None, True),
        (BalanceBurn(fee=Decimal(5), period=A_MONTH), False),
        (Never(), False),
    ],
)
def test_what_is_renewed_can_be_recorded_as_usual(rule, expected) -> None:
    deed = deed_of(state(line(rule), "2026-06-16"), TODAY)

    assert deed.is_renewed_as_usual is expected


def test_the_next_renewal_is_the_first_day_from_today_on_of_any_line() -> None:
    states = [
        state(line(THIRTY_DAYS, "Overdue"), "2026-06-14"),
        state(line(MONTHLY, "Subscription"), "2026-06-16"),
        state(line(THIRTY_DAYS, "Rests", standing=Standing.SUSPENDED), "2026-06-15"),
        state(line(THIRTY_DAYS, "Zoe"), "2026-06-20"),
        state(line(THIRTY_DAYS, "Emil", promotion_until=day("2026-06-15")), "2026-06-20"),
        state(line(WITH_GRACE, "Grace"), "2026-04-21"),
        state(line(None, "Unknown")),
    ]

    found = next_renewal(states, TODAY)
    assert (found.line.name, found.on) == ("Emil", day("2026-06-20"))
    assert next_renewal(states, day("2026-06-21")).line.name == "Grace"
    assert next_renewal(states, day("2026-06-22")) is None
    assert next_renewal([], TODAY) is None


def test_an_end_of_today_is_still_ahead() -> None:
    of = state(line(THIRTY_DAYS), "2026-06-15")

    assert next_renewal([of], TODAY).on == TODAY


DUE = state(line(THIRTY_DAYS, "Due"), "2026-06-16")
ACTIVE = state(line(THIRTY_DAYS, "Active"), "2026-07-14")
UNKNOWN = state(line(None, "Unknown"))
RESTING = state(line(THIRTY_DAYS, "Resting", standing=Standing.SUSPENDED), "2026-06-16")
DAMAGED = line(THIRTY_DAYS, "Damaged")


@pytest.mark.parametrize(
    ("states", "damaged", "expected"),
    [
        ([], [], []),
        ([DUE, ACTIVE, UNKNOWN, RESTING], [DAMAGED], ["Due"]),
        ([ACTIVE, UNKNOWN], [], []),
        ([RESTING], [], []),
        ([UNKNOWN], [], None),
        ([UNKNOWN, RESTING], [], None),
        ([], [DAMAGED], None),
        ([RESTING], [DAMAGED], None),
    ],
)
def test_no_line_due_is_zero_only_where_something_is_known(states, damaged, expected) -> None:
    found = lines_due([*(each.line for each in states), *damaged], states)

    assert (None if found is None else [each.name for each in found]) == expected


# How


def test_the_first_three_ways_are_told() -> None:
    channels = tuple(RenewalChannel(kind=kind) for kind in list(Channel)[:5])

    assert ways_to_tell(line(channels=channels)) == channels[:3]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Type 1, then the amount", True),
        ("Dial +33 6 39 98 00 01", False),
        ("Log in with 06.39.98.00.01, then Recharge", False),
        ("The number ends in 0001", True),
        ("ICCID 8933010000000000010", False),
        (None, True),
    ],
)
def test_no_way_gives_the_number_away(text, is_told) -> None:
    way = RenewalChannel(kind=Channel.CODE, instruction=text, code="*123#")
    anna = line(number="+33639980001", iccid="8933010000000000010", channels=(way,))

    (told,) = ways_to_tell(anna)
    assert told.instruction == (text if is_told else None)
    assert told.code == "*123#"
    assert ways_to_tell(line(channels=(way,))) == (way,)


def test_a_code_with_the_number_is_not_told() -> None:
    way = RenewalChannel(kind=Channel.CODE, instruction="Send it", code="SMS TOP 0639980001 900")
    anna = line(number="+33639980001", channels=(way,))

    assert [each.code for each in ways_to_tell(anna)] == [None]


# Tasks


def renewal(renewal_id: str, recorded_at: datetime = NOON, **changes) -> Renewal:
    given = {"renewed_on": recorded_at.date()} | changes
    return Renewal(renewal_id=renewal_id, recorded_at=recorded_at, **given)


def found(record: Record, now: datetime = NOON, of: Line | None = None) -> list[tuple[str, str]]:
    anna = of or line(THIRTY_DAYS)
    return [
        (each.task_id, "due" if isinstance(each, TaskDue) else "done")
        for each in tasks(derive(anna, record, ReminderPlan(), now), record, now)
    ]


def test_a_task_keeps_its_id_when_it_is_done_and_when_that_is_taken_back() -> None:
    record = set_up(service_until=day("2026-06-16"))
    assert found(record) == [("anna_first", "due")]

    done = record.with_renewal(renewal("R1"))
    assert found(done) == [("anna_first", "done")]

    assert found(done.without_renewal("R1", NOON)) == [("anna_first", "due")]


def test_a_renewal_that_does_not_move_the_end_leaves_the_next_task() -> None:
    anna = line(FixedTerm(term=A_MONTH, minimum=Decimal(10)))
    record = set_up(service_until=day("2026-06-16"))
    record = record.with_renewal(renewal("R1", amount=Decimal(5)))

    assert found(record, of=anna) == [("anna_R1", "due"), ("anna_first", "done")]


def test_a_task_done_is_there_for_the_undo_period() -> None:
    record = set_up(service_until=day("2026-06-16")).with_renewal(renewal("R1"))

    last = NOON + UNDO_PERIOD - timedelta(seconds=1)
    assert found(record, last) == [("anna_first", "done")]
    assert found(record, NOON + UNDO_PERIOD) == []


@pytest.mark.parametrize(("renewed_on", "is_task"), [("2026-06-08", True), ("2026-06-07", False)])
def test_a_renewal_of_long_ago_that_is_recorded_now_was_no_task(renewed_on, is_task) -> None:
    late = renewal("R1", renewed_on=day(renewed_on))
    record = set_up(service_until=day("2026-09-30")).with_renewal(late)

    assert found(record) == ([("anna_first", "done")] if is_task else [])


def test_a_renewal_that_did_not_land_is_to_be_made_again() -> None:
    record = set_up(service_until=day("2026-06-16")).with_renewal(renewal("R1"))
    (made,) = record.renewals
    missing = replace(made, verification=made.verification.decided(Verdict.MISSING, NOON))

    assert found(record.with_changed_renewal(missing)) == [("anna_R1", "due")]


def test_a_line_that_is_not_in_use_has_no_tasks() -> None:
    record = set_up(service_until=day("2026-06-16")).with_renewal(renewal("R1"))

    assert found(record, of=line(THIRTY_DAYS, standing=Standing.SUSPENDED)) == []


def test_a_task_knows_its_line_and_what_was_done() -> None:
    anna = line(FixedTerm(term=A_MONTH, kept_by=ActivityWindow(within=A_MONTH)))
    record = set_up(service_until=day("2026-06-16"))
    (due,) = tasks(derive(anna, record, ReminderPlan(), NOON), record, NOON)
    record = record.with_renewal(renewal("R1"))
    (done,) = tasks(derive(anna, record, ReminderPlan(), NOON), record, NOON)

    assert due.line == done.line == anna
    assert done == TaskDone("anna_first", anna, record.renewals[0])
