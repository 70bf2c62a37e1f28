"""The planner: quiet hours, the cap, merging, escalation, signals, and what comes next."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.channels import RenewalChannel
from custom_components.sim_renewal.core.line import Line, Offer, Standing, derive
from custom_components.sim_renewal.core.model import Bucket, Channel, Measure, Renewal
from custom_components.sim_renewal.core.openings import System, opening_of
from custom_components.sim_renewal.core.planner import (
    Audience,
    MessageItem,
    Outlook,
    Preview,
    RecipientRole,
    ReminderMessage,
    Strand,
    breaks_silence,
    first_of,
    messages_due,
    next_look,
    preview,
    speaks_again_at,
    spoken_in,
    stage_to_skip,
    strands_of,
    topic_of,
)
from custom_components.sim_renewal.core.quiet import QuietHours
from custom_components.sim_renewal.core.record import Delivery, Record, Skip, Snooze
from custom_components.sim_renewal.core.reminders import (
    Happening,
    ReminderPlan,
    Stage,
    answered_at,
    believable_snooze,
    due_stage,
    later,
    to_clear,
)
from custom_components.sim_renewal.core.rules import Clocks
from custom_components.sim_renewal.core.signals import LineSignals, low_data_at, low_data_threshold
from tests.core.set_up import set_up

PARIS = ZoneInfo("Europe/Paris")
CYCLE = "2026-06-30/"
ANNA, BOB, CARL = "anna", "bob", "carl"


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def told(
    at: str, stage: str, recipient_id: str = "anna", cycle: str = CYCLE, bundle: str | None = None
) -> Delivery:
    return Delivery(
        cycle=cycle,
        stage=stage,
        recipient_id=recipient_id,
        delivered_at=local(at).astimezone(UTC),
        bundle=bundle,
    )


def outlook_of(
    now: str,
    record: Record | None = None,
    plan: ReminderPlan | None = None,
    signals: LineSignals | None = None,
    **line: object,
) -> Outlook:
    plan = plan or ReminderPlan()
    record = record or Record()
    record = replace(record, statements=set_up(date(2026, 6, 30)).statements)
    described = Line(line_id="papa", name="Papa", offer=Offer(currency="EUR"), **line)
    state = derive(described, record, plan, local(now))
    strands = strands_of(state, plan, signals or LineSignals(), local(now).date())
    return Outlook("papa", plan, record, strands)


def audience(*recipient_ids: str, plan: ReminderPlan | None = None, **more) -> Audience:
    """Return an audience in which only Carl is there for emergencies."""
    recipient_ids = recipient_ids or (ANNA, BOB)
    roles = {
        each: RecipientRole.ESCALATION if each == CARL else RecipientRole.FIRST
        for each in recipient_ids
    }
    return Audience(plan or ReminderPlan(), recipient_ids, first_of(roles), **more)


def said(now: str, *outlooks: Outlook, to: Audience | None = None) -> dict[str, list[str]]:
    messages = messages_due(outlooks, to or audience(), local(now))
    return {each.recipient_id: [item.stage.key for item in each.items] for each in messages}


# Quiet hours.


@pytest.mark.parametrize(
    ("start", "end", "at", "quiet"),
    [
        ("23:00", "07:00", "23:00", True),
        ("23:00", "07:00", "06:59", True),
        ("23:00", "07:00", "07:00", False),
        ("23:00", "07:00", "22:59", False),
        ("12:00", "14:00", "12:00", True),
        ("12:00", "14:00", "14:00", False),
        ("12:00", "12:00", "12:00", False),
    ],
)
def test_quiet_hours_hold_over_midnight_or_not(start, end, at, quiet) -> None:
    hours = QuietHours(time.fromisoformat(start), time.fromisoformat(end))

    assert hours.contain(time.fromisoformat(at)) is quiet


@pytest.mark.parametrize(
    ("now", "end", "begin"),
    [
        ("2026-06-23T23:30", "2026-06-24T07:00", "2026-06-23T23:00"),
        ("2026-06-24T03:00", "2026-06-24T07:00", "2026-06-23T23:00"),
        ("2026-06-23T23:00", "2026-06-24T07:00", "2026-06-23T23:00"),
        ("2026-06-24T07:00", "2026-06-25T07:00", "2026-06-23T23:00"),
        ("2026-10-25T01:00", "2026-10-25T07:00", "2026-10-24T23:00"),
    ],
)
def test_quiet_hours_end_and_begin_on_the_wall_clock(now, end, begin) -> None:
    hours = QuietHours(time(23), time(7))

    assert hours.end_after(local(now)) == local(end)
    assert hours.start_before(local(now)) == local(begin)


def test_quiet_hours_that_end_in_an_hour_that_comes_twice_end_twice() -> None:
    hours = QuietHours(time(23), time(2, 30))
    second_pass = local("2026-10-25T02:10").replace(fold=1)

    assert hours.hold(second_pass)
    assert hours.end_after(second_pass).astimezone(UTC).isoformat() == "2026-10-25T01:30:00+00:00"


# What is said.


def test_lines_that_are_due_together_make_one_message_for_each() -> None:
    now = "2026-06-23T09:00"
    second = replace(outlook_of(now), line_id="maman")

    assert said(now, outlook_of(now), second) == {
        "anna": ["service-7", "service-7"],
        "bob": ["service-7", "service-7"],
    }


def test_in_quiet_hours_nothing_is_said_and_the_end_of_them_is_waited_for() -> None:
    now = "2026-06-23T23:30"

    assert said(now, outlook_of(now)) == {}
    assert next_look((outlook_of(now),), audience(), local(now)) == local("2026-06-24T07:00")


def test_a_last_day_is_spoken_of_in_quiet_hours_and_beyond_the_cap() -> None:
    spoken = {"anna": {local("2026-06-30T08:00")}, "bob": set()}
    to = audience(plan=ReminderPlan(cap=1), spoken=spoken)

    assert said("2026-06-30T23:30", outlook_of("2026-06-30T23:30"), to=to).keys() == {"anna", "bob"}
    assert not breaks_silence(
        outlook_of("2026-06-30T12:00").strands[0].stages[0], local("2026-06-01T09:00")
    )


def test_once_the_cap_is_reached_the_next_day_is_waited_for() -> None:
    now = "2026-06-23T10:00"
    to = audience(plan=ReminderPlan(cap=1), spoken={"anna": {local("2026-06-23T08:00")}})

    assert said(now, outlook_of(now), to=to) == {"bob": ["service-7"]}
    assert next_look((outlook_of(now),), to, local(now)) == local("2026-06-24T00:00")
    assert speaks_again_at(to, local(now)) == local("2026-06-24T00:00")


LAST = Stage(Happening.EXPIRES_TODAY, date(2026, 6, 30), "service-0")


@pytest.mark.parametrize(
    ("stage", "now", "breaks"),
    [
        pytest.param(LAST, "2026-06-30T00:00", True, id="begins"),
        pytest.param(LAST, "2026-06-30T23:59", True, id="ends"),
        pytest.param(LAST, "2026-06-29T23:00", True, id="comes-the-evening-before"),
        pytest.param(LAST, "2026-07-01T00:00", False, id="over"),
        pytest.param(replace(LAST, key="number-0"), "2026-06-30T12:00", True, id="of-the-number"),
        pytest.param(replace(LAST, key="service-1"), "2026-06-30T12:00", False, id="no-last-day"),
        pytest.param(replace(LAST, key="number+1"), "2026-06-30T12:00", False, id="lost"),
    ],
)
def test_only_a_last_day_that_is_not_over_breaks_the_silence(stage, now, breaks) -> None:
    assert breaks_silence(stage, local(now)) is breaks


def test_a_last_day_that_is_over_waits_for_the_end_of_the_quiet_hours() -> None:
    at_night = "2026-07-01T00:30"

    assert said(at_night, outlook_of(at_night)) == {}
    assert next_look((outlook_of(at_night),), audience(), local(at_night)) == local(
        "2026-07-01T07:00"
    )


@pytest.mark.parametrize(
    ("spoken", "hears"),
    [
        pytest.param("2026-06-23T00:30", False, id="today-though-yesterday-in-utc"),
        pytest.param("2026-06-22T23:30", True, id="yesterday"),
    ],
)
def test_the_cap_is_of_the_local_day(spoken, hears) -> None:
    now = "2026-06-23T10:00"
    moments = {"anna": {local(spoken).astimezone(UTC)}}
    to = audience(ANNA, plan=ReminderPlan(cap=1), spoken=moments)

    assert bool(said(now, outlook_of(now), to=to)) is hears


def test_without_a_cap_everything_is_said() -> None:
    now = "2026-06-23T10:00"
    spoken = {"anna": {local("2026-06-23T08:00") + timedelta(minutes=each) for each in range(50)}}

    to = audience(ANNA, plan=ReminderPlan(cap=None, quiet=None), spoken=spoken)
    assert said(now, outlook_of(now), to=to) == {"anna": ["service-7"]}


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.ARCHIVED])
def test_a_line_that_is_not_in_use_has_nothing_to_say(standing) -> None:
    now = "2026-06-23T09:00"

    assert outlook_of(now, standing=standing).strands == ()
    assert outlook_of(now, plan=ReminderPlan(silent=True)).strands == ()
    assert next_look((outlook_of(now, standing=standing),), audience(), local(now)) is None


def test_a_line_of_which_nothing_is_to_come_wakes_nobody() -> None:
    nothing = Outlook("papa", ReminderPlan(), Record(), ())

    assert next_look((nothing,), audience(), local(NOON)) is None


def test_a_line_is_looked_at_however_far_ahead_it_is_spoken_of_next() -> None:
    now = "2026-01-01T09:00"

    assert next_look((outlook_of(now),), audience(), local(now)) == local("2026-05-31T09:00")


def test_a_message_about_several_lines_counts_once() -> None:
    one = Record(deliveries=(told("2026-06-23T09:00", "service-7"),))
    two = Record(
        deliveries=(
            told("2026-06-23T09:00", "service-3", cycle="2026-06-26/"),
            told("2026-06-23T12:00", "data_low", "bob", cycle="data_low"),
        )
    )

    assert spoken_in([one, two]) == {
        "anna": {local("2026-06-23T09:00")},
        "bob": {local("2026-06-23T12:00")},
    }


# Escalation.

THREE_TOLD = (told("2026-06-16T09:00", "service-14"), told("2026-06-23T09:00", "service-7"))


@pytest.mark.parametrize(
    ("record", "to", "now", "hears"),
    [
        pytest.param(Record(), {}, "2026-06-23T09:00", False, id="first-of-all"),
        pytest.param(Record(deliveries=THREE_TOLD[:1]), {}, "2026-06-23T09:00", False, id="one"),
        pytest.param(Record(deliveries=THREE_TOLD), {}, "2026-06-27T09:00", True, id="two"),
        pytest.param(
            Record(deliveries=THREE_TOLD), {}, "2026-06-23T10:00", False, id="one-and-this-one"
        ),
        pytest.param(
            Record(deliveries=tuple(replace(each, recipient_id="carl") for each in THREE_TOLD)),
            {},
            "2026-06-27T09:00",
            False,
            id="two-but-only-others",
        ),
        pytest.param(
            Record(
                deliveries=THREE_TOLD,
                skips=(Skip(CYCLE, "service-14", THREE_TOLD[1].delivered_at),),
            ),
            {"plan": ReminderPlan(escalate_hours=24)},
            "2026-06-27T09:00",
            False,
            id="answered-at-that-moment",
        ),
        pytest.param(
            Record(
                deliveries=THREE_TOLD,
                skips=(Skip(CYCLE, "service-7", local("2026-06-23T10:00")),),
            ),
            {},
            "2026-06-27T09:00",
            False,
            id="answered",
        ),
        pytest.param(Record(), {}, "2026-06-30T09:00", True, id="last-day"),
        pytest.param(
            Record(), {"unreachable": frozenset({"anna"})}, "2026-06-23T09:00", True, id="no-way"
        ),
        pytest.param(
            Record(deliveries=THREE_TOLD[1:]),
            {"plan": ReminderPlan(escalate_hours=24)},
            "2026-06-24T08:59",
            False,
            id="not-yet-hours",
        ),
        pytest.param(
            Record(deliveries=THREE_TOLD[1:]),
            {"plan": ReminderPlan(escalate_hours=24)},
            "2026-06-24T09:00",
            True,
            id="hours",
        ),
    ],
)
def test_others_hear_when_nobody_has_answered(record, to, now, hears) -> None:
    assert ("carl" in said(now, outlook_of(now, record), to=audience(ANNA, CARL, **to))) is hears


def test_the_hours_without_an_answer_are_waited_for() -> None:
    now = "2026-06-23T10:00"
    plan = ReminderPlan(escalate_hours=24)
    seen = outlook_of(now, Record(deliveries=THREE_TOLD[1:]))

    to = audience(ANNA, CARL, plan=plan)
    assert next_look((seen,), to, local(now)) == local("2026-06-24T09:00")
    assert next_look((outlook_of(now),), to, local("2026-06-23T09:00")) == local("2026-06-27T09:00")


TOLD_TWICE = Record(
    deliveries=(
        told("2026-06-23T09:00", "service-7"),
        told("2026-06-23T21:00", "service-7", "bob"),
    )
)


def test_the_hours_count_from_the_first_who_was_told() -> None:
    to = audience(ANNA, BOB, CARL, plan=ReminderPlan(escalate_hours=24))
    seen = outlook_of("2026-06-23T22:00", TOLD_TWICE)

    assert next_look((seen,), to, local("2026-06-23T22:00")) == local("2026-06-24T09:00")
    assert said("2026-06-24T09:00", seen, to=to).keys() == {"carl"}


def test_the_hours_count_from_the_first_stage_that_was_told() -> None:
    to = audience(ANNA, CARL, plan=ReminderPlan(escalate_hours=200))
    now = "2026-06-23T10:00"
    seen = replace(outlook_of(now, Record(deliveries=THREE_TOLD)), strands=())
    renewal_alone = (Strand(CYCLE, (), escalates=True),)

    assert next_look((replace(seen, strands=renewal_alone),), to, local(now)) == local(
        "2026-06-24T17:00"
    )
    assert next_look((replace(seen, strands=renewal_alone),), to, local("2026-06-24T17:00")) is None
    assert next_look((replace(seen, strands=(Strand(CYCLE, ()),)),), to, local(now)) is None


def test_as_long_as_one_of_the_first_can_be_reached_others_need_not_hear() -> None:
    now = "2026-06-23T09:00"
    one, both = frozenset({"anna"}), frozenset({"anna", "bob"})

    assert "carl" not in said(now, outlook_of(now), to=audience(ANNA, BOB, CARL, unreachable=one))
    assert "carl" in said(now, outlook_of(now), to=audience(ANNA, BOB, CARL, unreachable=both))


def test_what_is_no_renewal_is_never_escalated() -> None:
    now = "2026-05-20T12:00"
    seen = outlook_of(now, signals=LineSignals(low_data_at=local(now)))

    assert said(now, seen, to=audience(ANNA, CARL, unreachable=frozenset({"anna"}))) == {
        "anna": ["data_low"]
    }


def test_where_nobody_is_first_everybody_is() -> None:
    assert audience(CARL).first == {"carl"}
    assert audience(ANNA, CARL).first == {"anna"}


# Snoozes, skips and answers.


def test_a_snooze_does_not_hide_a_last_day_that_it_was_not_asked_about() -> None:
    record = Record(snooze=Snooze(local("2026-07-10T09:00"), local("2026-06-27T09:00")))
    on_the_day = replace(
        record, snooze=Snooze(local("2026-07-01T09:00"), local("2026-06-30T10:00"))
    )

    assert said("2026-06-29T09:00", outlook_of("2026-06-29T09:00", record)) == {}
    assert said("2026-06-30T09:00", outlook_of("2026-06-30T09:00", record)).keys() == {
        "anna",
        "bob",
    }
    assert said("2026-06-30T11:00", outlook_of("2026-06-30T11:00", on_the_day)) == {}


@pytest.mark.parametrize(
    ("asked_at", "told_at", "hears"),
    [
        pytest.param("2026-06-30T08:59", None, True, id="asked-before"),
        pytest.param("2026-06-30T09:00", None, False, id="asked-then"),
        pytest.param("2026-06-27T09:00", "2026-06-30T09:00", False, id="told-already"),
    ],
)
def test_a_last_day_breaks_a_snooze_once_and_only_an_older_one(asked_at, told_at, hears) -> None:
    record = Record(
        snooze=Snooze(local("2026-07-10T09:00"), local(asked_at)),
        deliveries=(told(told_at, "service-0"),) if told_at else (),
    )
    now = "2026-06-30T12:00"

    assert bool(said(now, outlook_of(now, record), to=audience(ANNA))) is hears


def test_a_snooze_from_the_future_of_a_wrong_clock_is_not_believed() -> None:
    record = Record(snooze=Snooze(local("2027-07-10T09:00"), local("2027-07-01T09:00")))

    assert believable_snooze(record, local("2026-06-23T09:00")) is None
    assert said("2026-06-23T09:00", outlook_of("2026-06-23T09:00", record)) != {}


def test_a_skipped_stage_is_not_told_and_the_next_one_is() -> None:
    record = Record(skips=(Skip(CYCLE, "service-3", local("2026-06-24T09:00")),))

    assert said("2026-06-27T09:00", outlook_of("2026-06-27T09:00", record)) == {}
    assert said("2026-06-29T09:00", outlook_of("2026-06-29T09:00", record)) != {}
    assert answered_at(record, CYCLE) == local("2026-06-24T09:00")
    assert answered_at(record, "another") is None


def test_old_skips_are_forgotten() -> None:
    record = Record()
    for number in range(60):
        record = record.with_skip(Skip(CYCLE, f"stage{number}", local("2026-06-24T09:00")))

    assert len(record.skips) == 50
    assert record.skips_stage(CYCLE, "stage59")
    assert not record.skips_stage(CYCLE, "stage0")
    assert not record.skips_stage("another", "stage59")
    assert record.renewal("r") is None


def test_what_can_be_skipped_is_the_last_stage_or_else_the_next() -> None:
    now = local("2026-06-23T10:00")
    skip = Skip(CYCLE, "service-7", now)

    assert stage_to_skip(outlook_of("2026-06-23T10:00"), now).key == "service-7"
    assert (
        stage_to_skip(outlook_of("2026-06-23T10:00", Record(skips=(skip,))), now).key == "service-3"
    )
    early = local("2026-05-01T09:00")
    assert stage_to_skip(outlook_of("2026-05-01T09:00"), early).key == "service-30"
    assert stage_to_skip(Outlook("papa", ReminderPlan(), Record(), ()), now) is None
    far_ahead = stage_to_skip(outlook_of("2026-01-01T09:00"), local("2026-01-01T09:00"))
    assert far_ahead is None
    only_signals = outlook_of("2026-06-23T10:00", signals=LineSignals(stale_since=now)).strands[1:]
    assert stage_to_skip(Outlook("papa", ReminderPlan(), Record(), only_signals), now) is None


@pytest.mark.parametrize(
    ("now", "days", "expected"),
    [
        ("2026-06-23T10:00", 1, "2026-06-24T09:00"),
        ("2026-06-23T10:00", 3, "2026-06-26T09:00"),
        ("2026-06-30T10:00", 1, "2026-06-30T13:00"),
        ("2026-06-30T19:30", 1, "2026-06-30T22:30"),
        ("2026-07-01T20:30", 1, "2026-07-02T09:00"),
        ("2026-06-30T10:00", 3, None),
        ("2026-06-30T20:30", 1, None),
        ("2026-06-30T22:00", 1, None),
    ],
)
def test_later_is_the_next_days_but_not_on_a_last_day(now, days, expected) -> None:
    until = later(local(now), ReminderPlan(), days, Clocks(date(2026, 6, 30)))

    assert until == (local(expected) if expected else None)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-06-30T10:00", "2026-06-30T13:00"),
        ("2026-06-30T11:30", None),
        ("2026-06-30T15:00", "2026-07-01T09:00"),
    ],
)
def test_later_before_an_end_by_the_hour_leaves_time_to_act(now, expected) -> None:
    clocks = Clocks(date(2026, 6, 30), ends_at=local("2026-06-30T15:00"))

    until = later(local(now), ReminderPlan(), 1, clocks)

    assert until == (local(expected) if expected else None)


def test_later_is_not_too_late_for_a_term_that_has_not_begun() -> None:
    clocks = Clocks(date(2026, 6, 30), waiting=True)

    assert later(local("2026-06-30T22:00"), ReminderPlan(), 1, clocks) == local("2026-07-01T09:00")


def test_without_quiet_hours_later_on_a_last_day_ends_with_the_day() -> None:
    plan, clocks = ReminderPlan(quiet=None), Clocks(None, date(2026, 6, 30))

    assert later(local("2026-06-30T20:00"), plan, 1, clocks) == local("2026-06-30T23:00")
    assert later(local("2026-06-30T20:30"), plan, 1, clocks) is None


def test_a_later_message_takes_the_place_of_a_bundle() -> None:
    old, new = (
        told("2026-06-16T09:00", "service-14", bundle="b"),
        told("2026-06-23T09:00", "service-7"),
    )

    assert to_clear(Record(deliveries=(old,)), CYCLE) == ()
    assert to_clear(Record(deliveries=(old, new)), CYCLE) == (old,)


def test_the_same_message_about_several_matters_is_called_the_same() -> None:
    stage = Stage(Happening.RENEWAL_DUE, date(2026, 6, 23), "service-7")
    papa, maman = MessageItem("papa", CYCLE, stage), MessageItem("maman", CYCLE, stage)
    message = ReminderMessage("anna", (papa, maman))

    assert message.bundle == ReminderMessage("anna", (maman, papa)).bundle
    others = (
        ReminderMessage("paul", message.items),
        ReminderMessage("anna", (papa, replace(maman, cycle="another"))),
        ReminderMessage("anna", (papa, replace(maman, stage=replace(stage, key="service-3")))),
    )
    assert len({message.bundle, *(each.bundle for each in others)}) == 4
    assert ReminderMessage("anna", (papa,)).bundle is None


# An end by the hour.


@pytest.mark.parametrize(
    ("ends", "comes"),
    [
        ("2026-06-30T18:00", "2026-06-30T09:00"),
        ("2026-06-30T11:00", "2026-06-30T09:00"),
        ("2026-06-30T10:00", "2026-06-30T08:00"),
        ("2026-06-30T03:00", "2026-06-29T22:45"),
    ],
)
def test_the_last_reminder_precedes_an_end_by_the_hour(ends, comes) -> None:
    stage = Stage(Happening.EXPIRES_TODAY, date(2026, 6, 30), "service-0", local(ends))

    assert stage.moment(local("2026-06-01T09:00"), ReminderPlan()) == local(comes)
    told_then = Record(deliveries=(told(comes, "service-0"),))
    now = local(comes) + timedelta(hours=2)
    assert due_stage(ReminderPlan(), (stage,), told_then, CYCLE, "anna", now) is None


def test_without_quiet_hours_it_precedes_by_two_hours() -> None:
    stage = Stage(
        Happening.EXPIRES_TODAY, date(2026, 6, 30), "service-0", local("2026-06-30T03:00")
    )

    assert stage.moment(local("2026-06-01T09:00"), ReminderPlan(quiet=None)) == local(
        "2026-06-30T01:00"
    )


# Signals.

GIGABYTE = 10**9


def reading(remaining: float, allowance: float | None = None) -> Record:
    at = local("2026-06-20T12:00").astimezone(UTC)
    known = {Bucket.DATA_REMAINING: Measure(Decimal(str(remaining)) * GIGABYTE, at)}
    if allowance is not None:
        known[Bucket.DATA_ALLOWANCE] = Measure(Decimal(str(allowance)) * GIGABYTE, at)
    return Record(reading=known)


@pytest.mark.parametrize(
    ("remaining", "allowance", "plan", "is_low"),
    [
        (0.49, None, ReminderPlan(), True),
        (0.5, None, ReminderPlan(), False),
        (1.9, 20, ReminderPlan(), True),
        (2, 20, ReminderPlan(), False),
        (0.2, 0.5, ReminderPlan(), True),
        (0.3, 0.5, ReminderPlan(), False),
        (0.1, None, ReminderPlan(low_data=None), False),
        (0.9, 10, ReminderPlan(low_data=None), True),
    ],
)
def test_data_is_low_below_a_share_or_an_amount(remaining, allowance, plan, is_low) -> None:
    assert (low_data_at(reading(remaining, allowance), plan, PARIS) is not None) is is_low


def test_unknown_data_is_not_low() -> None:
    assert low_data_at(Record(), ReminderPlan(), PARIS) is None
    assert low_data_threshold(Record(), ReminderPlan(low_data=None)) is None


def test_data_that_was_told_to_be_low_has_to_rise_clearly() -> None:
    once = (told("2026-06-20T12:00", "data_low", cycle="data_low"),)

    assert low_data_at(replace(reading(0.6), deliveries=once), ReminderPlan(), PARIS) is not None
    assert low_data_at(replace(reading(0.63), deliveries=once), ReminderPlan(), PARIS) is None


def test_nobody_knows_the_data_after_a_renewal() -> None:
    renewal = Renewal(
        renewal_id="r", renewed_on=date(2026, 6, 21), recorded_at=local("2026-06-21T12:00")
    )

    assert low_data_at(replace(reading(0.1), renewals=(renewal,)), ReminderPlan(), PARIS) is None


NOON = "2026-05-20T12:00"


@pytest.mark.parametrize(
    ("signals", "keys"),
    [
        (LineSignals(), []),
        (LineSignals(low_data_at=local(NOON)), ["data_low"]),
        (LineSignals(stale_since=local(NOON)), ["source_stale"]),
        (
            LineSignals(runs_out_at=local("2026-06-20T12:00"), foreseen_at=local(NOON)),
            ["data_runs_out_early"],
        ),
        (LineSignals(runs_out_at=local("2026-06-30T12:00"), foreseen_at=local(NOON)), []),
        (LineSignals(runs_out_at=local("2026-06-20T12:00")), []),
        (LineSignals(stale_since=local("2026-05-20T13:00")), []),
    ],
)
def test_a_signal_is_told_as_soon_as_it_is_on(signals, keys) -> None:
    found = said(NOON, outlook_of(NOON, signals=signals), to=audience(ANNA))

    assert found.get("anna", []) == keys


def test_a_signal_is_told_once_while_it_lasts_and_not_in_a_snooze() -> None:
    signals = LineSignals(low_data_at=local(NOON))
    heard = Record(deliveries=(told(NOON, "data_low", cycle="data_low"),))
    asleep = Record(snooze=Snooze(local("2026-05-21T09:00"), local(NOON)))

    assert said("2026-05-22T12:00", outlook_of("2026-05-22T12:00", heard, signals=signals)) == {
        "bob": ["data_low"]
    }
    assert said(NOON, outlook_of(NOON, asleep, signals=signals)) == {}
    assert said("2026-05-21T09:00", outlook_of("2026-05-21T09:00", asleep, signals=signals)) != {}
    cleared = Record(deliveries=(replace(heard.deliveries[0], cleared=True),))
    assert said(NOON, outlook_of(NOON, cleared, signals=signals)).keys() == {"anna", "bob"}
    assert outlook_of("2026-07-02T12:00", signals=signals).cycles == (CYCLE,)


def test_a_promotion_is_spoken_of_before_it_ends_and_not_after() -> None:
    ends = date(2026, 5, 20)

    assert said("2026-05-06T09:00", outlook_of("2026-05-06T09:00", promotion_until=ends)) == {
        "anna": ["promotion-14"],
        "bob": ["promotion-14"],
    }
    assert outlook_of("2026-05-21T09:00", promotion_until=ends).cycles == (CYCLE,)


@pytest.mark.parametrize(
    ("cycle", "topic"),
    [
        ("2026-06-30/", None),
        ("/2026-12-30", None),
        ("data_low", "data_low"),
        ("promotion/2026-05-20", "promotion"),
    ],
)
def test_matters_beside_the_renewal_have_a_name(cycle, topic) -> None:
    assert topic_of(cycle) == topic


# What comes next.


@pytest.mark.parametrize(
    ("now", "record", "plan", "at", "who"),
    [
        ("2026-06-23T10:00", Record(), ReminderPlan(), "2026-06-27T09:00", ("anna",)),
        ("2026-06-29T10:00", Record(), ReminderPlan(), "2026-06-30T09:00", ("anna", "carl")),
        (
            "2026-06-23T10:00",
            Record(snooze=Snooze(local("2026-06-28T18:00"), local("2026-06-23T09:00"))),
            ReminderPlan(),
            "2026-06-28T18:00",
            ("anna",),
        ),
        (
            "2026-06-23T10:00",
            Record(skips=(Skip(CYCLE, "service-3", local("2026-06-23T09:00")),)),
            ReminderPlan(),
            "2026-06-29T09:00",
            ("anna",),
        ),
        (
            "2026-06-23T10:00",
            Record(),
            ReminderPlan(at=time(5)),
            "2026-06-27T07:00",
            ("anna",),
        ),
        (
            "2026-06-29T10:00",
            Record(snooze=Snooze(local("2026-07-02T18:00"), local("2026-06-29T09:00"))),
            ReminderPlan(),
            "2026-06-30T09:00",
            ("anna", "carl"),
        ),
        (
            "2026-06-29T10:00",
            Record(),
            ReminderPlan(at=time(5)),
            "2026-06-30T05:00",
            ("anna", "carl"),
        ),
        ("2026-06-27T09:00", Record(), ReminderPlan(), "2026-06-29T09:00", ("anna",)),
    ],
)
def test_a_line_tells_when_it_is_spoken_of_next(now, record, plan, at, who) -> None:
    to = audience(ANNA, CARL, plan=plan)

    assert preview(outlook_of(now, record, plan), to, local(now)) == Preview(
        local(at).astimezone(UTC), who
    )


def test_a_line_of_which_nothing_is_to_be_said_tells_so() -> None:
    assert preview(Outlook("papa", ReminderPlan(), Record(), ()), audience(), local(NOON)) is None


# What a button opens.

APP = RenewalChannel(kind=Channel.APP, link="app://com.orange.mobile")
CODE = RenewalChannel(kind=Channel.CODE, code="#123#")
TEXT = RenewalChannel(kind=Channel.CODE, code="SMS RENEW 700")
SITE = RenewalChannel(kind=Channel.WEBSITE, link="https://www.orange.fr")
CALL = RenewalChannel(kind=Channel.PHONE_CALL, link="tel:3900")
MINI = RenewalChannel(kind=Channel.MINI_PROGRAM, link="weixin://dl/business/?t=abc")
SHOP = RenewalChannel(kind=Channel.SHOP)
MARKET = RenewalChannel(kind=Channel.MARKETPLACE, link="https://www.amazon.fr")
ODD = RenewalChannel(kind=Channel.WEBSITE, link="http://orange.fr")


@pytest.mark.parametrize(
    ("channels", "system", "uri"),
    [
        ((SHOP, TEXT, SITE), System.ANDROID, "https://www.orange.fr"),
        ((CODE, APP), System.ANDROID, "app://com.orange.mobile"),
        ((CODE, APP, SITE), System.ANDROID, "https://www.orange.fr"),
        ((MARKET,), System.ANDROID, None),
        ((MARKET, CALL), System.IOS, "tel:3900"),
        ((APP, SITE), System.IOS, "https://www.orange.fr"),
        ((MINI,), System.ANDROID, "deep-link://weixin://dl/business/?t=abc"),
        ((MINI,), System.IOS, None),
        ((CALL,), System.ANDROID, "deep-link://tel:3900"),
        ((CALL,), System.IOS, "tel:3900"),
        ((CODE,), System.UNKNOWN, "tel:%23123%23"),
        ((ODD, SHOP), System.ANDROID, None),
    ],
)
def test_a_button_opens_the_best_way_that_a_system_can(channels, system, uri) -> None:
    opening = opening_of(channels, system)

    assert (opening and opening.uri) == uri
