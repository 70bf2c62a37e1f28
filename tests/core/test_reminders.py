"""The plan of reminders: which stages a line has, and whom to tell of which of them, and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.evidence import Evidence
from custom_components.sim_renewal.core.model import Renewal, Verdict, Verification
from custom_components.sim_renewal.core.record import (
    CONFIRMED_CYCLE,
    UNDONE_CYCLE,
    Delivery,
    Record,
    Snooze,
)
from custom_components.sim_renewal.core.reminders import (
    End,
    Happening,
    ReminderPlan,
    Stage,
    begins_on,
    cycle_of,
    due_stage,
    end_spoken_of,
    next_moment,
    offsets,
    outdated_answers,
    stages,
    to_clear,
)
from custom_components.sim_renewal.core.replay import replay
from custom_components.sim_renewal.core.rule_families import CalendarMonth, FixedTerm
from custom_components.sim_renewal.core.rules import Clocks

moment = datetime.fromisoformat

PARIS = "Europe/Paris"
PLAN = ReminderPlan()
CYCLE = "2026-06-30/"
HOUR = timedelta(hours=1)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def local(text: str, zone: str = PARIS) -> datetime:
    return moment(text).replace(tzinfo=ZoneInfo(zone))


def fixed(count: int, unit: SpanUnit) -> FixedTerm:
    return FixedTerm(term=Span(count, unit))


HALF_A_YEAR = fixed(6, SpanUnit.MONTHS)
THIRTY_DAYS = fixed(30, SpanUnit.DAYS)
BOTH = Clocks(date(2026, 6, 30), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("happening", "clocks", "end"),
    [
        (Happening.RENEWAL_DUE, BOTH, (End.SERVICE, date(2026, 6, 30))),
        (Happening.DATA_LOW, BOTH, (End.SERVICE, date(2026, 6, 30))),
        (Happening.EXPIRED, BOTH, (End.NUMBER, date(2026, 9, 30))),
        (Happening.GRACE_ENDING, BOTH, (End.NUMBER, date(2026, 9, 30))),
        (Happening.NUMBER_LOST, BOTH, (End.NUMBER, date(2026, 9, 30))),
        (Happening.PROMOTION_ENDS, BOTH, (End.PROMOTION, date(2026, 7, 9))),
        (Happening.EXPIRED, Clocks(date(2026, 6, 30)), (End.SERVICE, date(2026, 6, 30))),
        (Happening.RENEWAL_DUE, Clocks(None, date(2026, 9, 30)), (End.NUMBER, date(2026, 9, 30))),
        (Happening.RENEWAL_DUE, replace(BOTH, waiting=True), (End.NUMBER, date(2026, 9, 30))),
        (
            Happening.RENEWAL_DUE,
            Clocks(date(2026, 6, 30), date(2026, 5, 1)),
            (End.NUMBER, date(2026, 5, 1)),
        ),
        (Happening.RENEWAL_DUE, Clocks(), None),
    ],
)
def test_the_days_that_are_left_are_those_to_what_is_spoken_of(happening, clocks, end) -> None:
    assert end_spoken_of(happening, clocks, date(2026, 7, 9)) == end


def test_a_household_is_reminded_at_nine_on_six_days_unless_it_wishes_otherwise() -> None:
    assert ReminderPlan() == ReminderPlan(before=(30, 14, 7, 3, 1, 0), at=time(9))


# Offsets.


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(None, (30, 14, 7, 3, 1, 0), id="no-rule"),
        pytest.param(HALF_A_YEAR, (30, 14, 7, 3, 1, 0), id="half-a-year"),
        pytest.param(fixed(31, SpanUnit.DAYS), (30, 14, 7, 3, 1, 0), id="31-days"),
        pytest.param(THIRTY_DAYS, (14, 7, 3, 1, 0), id="30-days"),
        pytest.param(fixed(28, SpanUnit.DAYS), (14, 7, 3, 1, 0), id="28-days"),
        pytest.param(fixed(14, SpanUnit.DAYS), (7, 3, 1, 0), id="14-days"),
        pytest.param(fixed(7, SpanUnit.DAYS), (3, 1, 0), id="7-days"),
        pytest.param(fixed(1, SpanUnit.DAYS), (0,), id="1-day"),
        pytest.param(fixed(24, SpanUnit.HOURS), (0,), id="24-hours"),
        pytest.param(fixed(25, SpanUnit.HOURS), (1, 0), id="25-hours"),
        pytest.param(fixed(36, SpanUnit.HOURS), (1, 0), id="36-hours"),
        pytest.param(fixed(48, SpanUnit.HOURS), (1, 0), id="48-hours"),
        pytest.param(fixed(2, SpanUnit.MONTHS), (30, 14, 7, 3, 1, 0), id="2-months"),
        pytest.param(CalendarMonth(months=2), (30, 14, 7, 3, 1, 0), id="2-calendar-months"),
    ],
)
def test_only_offsets_shorter_than_the_term_are_reminded_of(rule, expected) -> None:
    assert offsets(rule, PLAN) == expected


def test_a_pass_of_36_hours_is_reminded_of_a_day_before_its_end() -> None:
    now = local("2026-06-29T08:00")
    bought = Renewal(renewal_id="1", renewed_on=now.date(), recorded_at=now, at=now)
    rule = fixed(36, SpanUnit.HOURS)
    clocks = replay(Evidence(renewals=(bought,)), rule, zone=ZoneInfo(PARIS)).clocks

    assert clocks.ends_at == local("2026-06-30T20:00")
    coming = stages(clocks, rule, PLAN, day("2026-06-30"))
    assert [(each.key, each.moment(now, PLAN)) for each in coming] == [
        ("service-1", local("2026-06-29T09:00")),
        ("service-0", local("2026-06-30T09:00")),
    ]


@pytest.mark.parametrize(
    "rule", [fixed(1, SpanUnit.MONTHS), CalendarMonth(), CalendarMonth(day=15)]
)
@pytest.mark.parametrize(
    ("wished", "expected"),
    [((30, 14), (14,)), ((31,), ()), ((29, 28), ()), ((27, 1), (27, 1))],
)
def test_a_month_is_as_short_as_its_shortest(rule, wished, expected) -> None:
    assert offsets(rule, ReminderPlan(before=wished)) == expected


@pytest.mark.parametrize(
    ("wished", "expected"), [((1, 7, 1, 3), (7, 3, 1)), ((0,), (0,)), ((), ())]
)
def test_offsets_are_sorted_and_said_once(wished, expected) -> None:
    assert offsets(None, ReminderPlan(before=wished)) == expected


@pytest.mark.parametrize(
    ("service_until", "number_until", "rule", "before", "expected"),
    [
        pytest.param("2026-06-30", None, None, (30, 0), "2026-05-31", id="service"),
        pytest.param("2026-06-30", "2026-12-30", None, (30, 0), "2026-05-31", id="service-first"),
        pytest.param("2026-06-30", None, THIRTY_DAYS, (30, 14), "2026-06-16", id="short-term"),
        pytest.param("2026-06-30", None, THIRTY_DAYS, (30,), "2026-06-30", id="none-is-short"),
        pytest.param("2026-06-30", None, None, (3, 7, 1), "2026-06-23", id="unsorted"),
        pytest.param("2026-06-30", None, None, (), "2026-06-30", id="no-reminders"),
        pytest.param(None, "2026-12-30", THIRTY_DAYS, (30, 0), "2026-11-30", id="number-only"),
        pytest.param(None, "2026-12-30", None, (), "2026-12-30", id="number-no-reminders"),
        pytest.param(None, None, THIRTY_DAYS, (30, 0), None, id="nothing-known"),
    ],
)
def test_a_line_is_due_from_its_first_reminder_on(
    service_until, number_until, rule, before, expected
) -> None:
    clocks = Clocks(day(service_until), day(number_until))

    assert begins_on(clocks, rule, ReminderPlan(before=before)) == day(expected)


@pytest.mark.parametrize(
    ("service_until", "number_until", "expected"),
    [
        (None, None, "/"),
        ("2026-06-30", None, "2026-06-30/"),
        (None, "2026-12-30", "/2026-12-30"),
        ("2026-06-30", "2026-12-30", "2026-06-30/2026-12-30"),
    ],
)
def test_a_cycle_is_told_by_both_its_dates(service_until, number_until, expected) -> None:
    assert cycle_of(Clocks(day(service_until), day(number_until), 30)) == expected


# Stages.

DUE, TODAY, EXPIRED = Happening.RENEWAL_DUE, Happening.EXPIRES_TODAY, Happening.EXPIRED
GRACE, LOST = Happening.GRACE_ENDING, Happening.NUMBER_LOST

BEFORE_THE_END = [
    (DUE, "2026-05-31", "service-30"),
    (DUE, "2026-06-16", "service-14"),
    (DUE, "2026-06-23", "service-7"),
    (DUE, "2026-06-27", "service-3"),
    (DUE, "2026-06-29", "service-1"),
    (TODAY, "2026-06-30", "service-0"),
]

STAGES = [
    pytest.param(
        ("2026-06-30", None),
        HALF_A_YEAR,
        "2026-08-03",
        [
            *BEFORE_THE_END,
            (EXPIRED, "2026-07-01", "service+1"),
            (EXPIRED, "2026-07-03", "service+3"),
            (EXPIRED, "2026-07-07", "service+7"),
            (EXPIRED, "2026-07-14", "service+14"),
            (EXPIRED, "2026-07-21", "service+21"),
            (EXPIRED, "2026-07-28", "service+28"),
        ],
        id="service-repeats-every-week",
    ),
    pytest.param(
        ("2026-06-30", "2026-07-10"),
        HALF_A_YEAR,
        "2026-12-31",
        [
            *BEFORE_THE_END,
            (EXPIRED, "2026-07-01", "service+1"),
            (GRACE, "2026-07-03", "number-7"),
            (GRACE, "2026-07-07", "number-3"),
            (GRACE, "2026-07-09", "number-1"),
            (GRACE, "2026-07-10", "number-0"),
            (LOST, "2026-07-11", "number+1"),
        ],
        id="short-grace-takes-the-day-over",
    ),
    pytest.param(
        ("2026-06-30", "2026-08-10"),
        THIRTY_DAYS,
        "2026-12-31",
        [
            *BEFORE_THE_END[1:],
            (EXPIRED, "2026-07-01", "service+1"),
            (EXPIRED, "2026-07-03", "service+3"),
            (EXPIRED, "2026-07-07", "service+7"),
            (GRACE, "2026-07-11", "number-30"),
            (EXPIRED, "2026-07-14", "service+14"),
            (EXPIRED, "2026-07-21", "service+21"),
            (GRACE, "2026-07-27", "number-14"),
            (EXPIRED, "2026-07-28", "service+28"),
            (GRACE, "2026-08-03", "number-7"),
            (EXPIRED, "2026-08-04", "service+35"),
            (GRACE, "2026-08-07", "number-3"),
            (GRACE, "2026-08-09", "number-1"),
            (GRACE, "2026-08-10", "number-0"),
            (LOST, "2026-08-11", "number+1"),
        ],
        id="long-grace-repeats-between",
    ),
    pytest.param(
        ("2026-06-30", "2026-06-30"),
        HALF_A_YEAR,
        "2026-12-31",
        [*BEFORE_THE_END, (LOST, "2026-07-01", "number+1")],
        id="number-ends-with-service",
    ),
    pytest.param(
        ("2026-06-30", "2026-07-01"),
        HALF_A_YEAR,
        "2026-12-31",
        [*BEFORE_THE_END, (GRACE, "2026-07-01", "number-0"), (LOST, "2026-07-02", "number+1")],
        id="one-day-of-grace",
    ),
    pytest.param(
        (None, "2026-06-30"),
        THIRTY_DAYS,
        "2026-12-31",
        [
            (GRACE, "2026-05-31", "number-30"),
            (GRACE, "2026-06-16", "number-14"),
            (GRACE, "2026-06-23", "number-7"),
            (GRACE, "2026-06-27", "number-3"),
            (GRACE, "2026-06-29", "number-1"),
            (GRACE, "2026-06-30", "number-0"),
            (LOST, "2026-07-01", "number+1"),
        ],
        id="number-only",
    ),
    pytest.param(
        ("2026-06-30", "2026-07-10"),
        HALF_A_YEAR,
        "2026-06-16",
        BEFORE_THE_END[:2],
        id="no-further-than-asked",
    ),
    pytest.param(
        ("2026-06-30", None),
        HALF_A_YEAR,
        "2026-07-07",
        [
            *BEFORE_THE_END,
            (EXPIRED, "2026-07-01", "service+1"),
            (EXPIRED, "2026-07-03", "service+3"),
            (EXPIRED, "2026-07-07", "service+7"),
        ],
        id="the-day-asked-for-is-included",
    ),
    pytest.param(("2026-06-30", None), None, "2026-05-30", [], id="nothing-yet"),
    pytest.param((None, None), THIRTY_DAYS, "2026-12-31", [], id="nothing-known"),
]


@pytest.mark.parametrize(("dates", "rule", "until", "expected"), STAGES)
def test_a_cycle_has_these_stages(dates, rule, until, expected) -> None:
    clocks = Clocks(day(dates[0]), day(dates[1]))

    assert stages(clocks, rule, PLAN, day(until)) == tuple(
        Stage(happening, day(on), key) for happening, on, key in expected
    )


def test_without_wishes_the_end_itself_is_still_followed_up() -> None:
    clocks = Clocks(date(2026, 6, 30), date(2026, 7, 5))

    assert [
        each.key for each in stages(clocks, None, ReminderPlan(before=()), date(2026, 12, 31))
    ] == [
        "service+1",
        "service+3",
        "number+1",
    ]


@pytest.mark.parametrize(
    ("zone", "on", "at", "expected"),
    [
        (PARIS, "2026-03-28", "09:00", "2026-03-28T08:00Z"),
        (PARIS, "2026-03-29", "09:00", "2026-03-29T07:00Z"),
        (PARIS, "2026-03-29", "02:30", "2026-03-29T01:30Z"),
        (PARIS, "2026-10-25", "02:30", "2026-10-25T00:30Z"),
        ("Asia/Kathmandu", "2026-06-30", "18:30", "2026-06-30T12:45Z"),
        ("America/Santiago", "2025-09-07", "00:00", "2025-09-07T04:00Z"),
    ],
)
def test_a_stage_comes_at_the_chosen_time_of_the_household(zone, on, at, expected) -> None:
    stage = Stage(DUE, day(on), "service-7")

    comes = stage.moment(local("2025-01-01T12:00", zone), ReminderPlan(at=time.fromisoformat(at)))

    assert comes == moment(expected)


def test_a_stage_comes_in_utc_where_no_zone_is_known() -> None:
    stage = Stage(DUE, date(2026, 6, 23), "service-7")

    assert stage.moment(moment("2026-06-01T12:00"), PLAN) == moment("2026-06-23T09:00Z")


# What is due. The stages of the tables below come on 23, 27 and 30 June and 1 July at nine.

JUNE = (
    Stage(DUE, date(2026, 6, 23), "service-7"),
    Stage(DUE, date(2026, 6, 27), "service-3"),
    Stage(TODAY, date(2026, 6, 30), "service-0"),
    Stage(EXPIRED, date(2026, 7, 1), "service+1"),
)


def delivered(
    at: datetime, recipient_id: str = "anna", cycle: str = CYCLE, *, cleared: bool = False
) -> Delivery:
    return Delivery(
        cycle=cycle, stage="any", recipient_id=recipient_id, delivered_at=at, cleared=cleared
    )


def told(now: datetime, record: Record, recipient_id: str = "anna", cycle: str = CYCLE):
    """Return the key of the stage that a recipient is to be told of."""
    stage = due_stage(PLAN, JUNE, record, cycle, recipient_id, now)
    return stage and stage.key


@pytest.mark.parametrize(
    ("now", "heard", "expected"),
    [
        pytest.param("2026-06-23T08:59:59", [], None, id="too-early"),
        pytest.param("2026-06-23T09:00:00", [], "service-7", id="on-time"),
        pytest.param("2026-06-23T09:00:01", ["2026-06-23T09:00:00"], None, id="never-twice"),
        pytest.param("2026-06-23T09:00:00", ["2026-06-23T09:00:00"], None, id="that-very-second"),
        pytest.param("2026-06-27T08:59:59", ["2026-06-23T09:00:00"], None, id="not-yet-the-next"),
        pytest.param("2026-06-27T09:00:00", ["2026-06-23T09:00:00"], "service-3", id="the-next"),
        pytest.param("2026-06-25T18:00:00", [], "service-7", id="late-after-downtime"),
        pytest.param("2026-06-29T18:00:00", [], "service-3", id="only-the-last-that-was-missed"),
        pytest.param(
            "2026-06-29T18:00:00", ["2026-06-23T09:00:00"], "service-3", id="one-of-two-missed"
        ),
        pytest.param(
            "2026-06-29T18:01:00", ["2026-06-29T18:00:00"], None, id="caught-up-never-twice"
        ),
        pytest.param(
            "2026-06-30T09:00:00", ["2026-06-29T23:59:59"], "service-0", id="caught-up-last-night"
        ),
        pytest.param(
            "2026-06-30T09:00:00", ["2026-06-30T00:00:00"], None, id="heard-today-is-enough"
        ),
        pytest.param(
            "2026-07-01T09:00:00", ["2026-06-30T21:00:00"], "service+1", id="heard-late-yesterday"
        ),
        pytest.param(
            "2026-06-30T09:00:00",
            ["2026-06-30T07:00:00", "2026-06-29T09:00:00"],
            None,
            id="the-latest-counts-in-whatever-order",
        ),
        pytest.param(
            "2026-06-30T09:00:00",
            ["2026-06-30T07:00:00", "2026-06-23T09:00:00"],
            "service-0",
            id="what-a-clock-far-ahead-has-sent-does-not-count",
        ),
        pytest.param("2026-09-30T12:00:00", [], "service+1", id="months-of-downtime"),
    ],
)
def test_the_last_stage_that_has_come_is_told_once(now, heard, expected) -> None:
    record = Record(deliveries=tuple(delivered(local(each)) for each in heard))

    assert told(local(now), record) == expected


def test_the_day_of_a_delivery_is_the_households_not_that_of_utc() -> None:
    def at_quarter_past_midnight_or_before(utc: str):
        record = Record(deliveries=(delivered(moment(utc)),))
        return told(local("2026-06-30T09:00", "Asia/Kathmandu"), record)

    assert at_quarter_past_midnight_or_before("2026-06-29T18:14:59Z") == "service-0"
    assert at_quarter_past_midnight_or_before("2026-06-29T18:15:00Z") is None


def test_a_line_without_stages_has_nothing_to_say() -> None:
    assert due_stage(PLAN, (), Record(), "/", "anna", local("2026-06-30T12:00")) is None


def test_every_recipient_is_told_for_themselves() -> None:
    record = Record(deliveries=(delivered(local("2026-06-23T09:00"), "anna"),))

    assert told(local("2026-06-23T09:01"), record, "anna") is None
    assert told(local("2026-06-23T09:01"), record, "bob") == "service-7"


def test_deliveries_of_another_cycle_do_not_count() -> None:
    record = Record(deliveries=(delivered(local("2026-06-23T09:00"), cycle="2026-05-31/"),))

    assert told(local("2026-06-23T09:01"), record) == "service-7"


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        pytest.param(["2027-01-01T09:00"], "service-7", id="only-in-the-future"),
        pytest.param(["2026-06-23T09:00:00", "2027-01-01T09:00"], None, id="and-once-truly"),
    ],
)
def test_a_delivery_in_the_future_of_a_clock_that_was_set_back_is_ignored(heard, expected) -> None:
    record = Record(deliveries=tuple(delivered(local(each)) for each in heard))

    assert told(local("2026-06-23T12:00"), record) == expected


@pytest.mark.parametrize(
    ("until", "heard", "now", "expected"),
    [
        pytest.param(
            "2026-06-24T18:00", ["2026-06-23T09:00"], "2026-06-24T17:59:59", None, id="silent"
        ),
        pytest.param(
            "2026-06-24T18:00", ["2026-06-23T09:00"], "2026-06-24T18:00", "service-7", id="back"
        ),
        pytest.param(
            "2026-06-24T18:00",
            ["2026-06-23T09:00", "2026-06-24T18:00"],
            "2026-06-24T18:01",
            None,
            id="back-only-once",
        ),
        pytest.param(
            "2026-06-24T18:00",
            ["2026-06-23T09:00", "2026-06-24T18:00"],
            "2026-06-27T09:00",
            "service-3",
            id="then-as-planned",
        ),
        pytest.param(
            "2026-06-23T18:00", ["2026-06-23T09:00"], "2026-06-23T18:00", "service-7", id="same-day"
        ),
        pytest.param(
            "2026-06-28T18:00", ["2026-06-23T09:00"], "2026-06-27T09:00", None, id="over-a-stage"
        ),
        pytest.param(
            "2026-06-28T18:00",
            ["2026-06-23T09:00"],
            "2026-06-28T18:00",
            "service-3",
            id="brings-the-last-stage",
        ),
        pytest.param("2026-06-24T18:00", [], "2026-06-24T12:00", None, id="silent-for-the-unheard"),
        pytest.param("2026-06-24T18:00", [], "2026-06-24T18:00", "service-7", id="unheard-after"),
        pytest.param("2026-06-20T18:00", [], "2026-06-21T12:00", None, id="before-any-stage"),
    ],
)
def test_a_snooze_is_silent_until_its_moment_and_then_brings_the_last_stage(
    until, heard, now, expected
) -> None:
    record = Record(
        snooze=Snooze(local(until), local("2026-06-19T12:00")),
        deliveries=tuple(delivered(local(each)) for each in heard),
    )

    assert told(local(now), record) == expected


def test_a_snooze_lets_every_recipient_be_reminded_again() -> None:
    record = Record(
        snooze=Snooze(local("2026-06-24T18:00"), local("2026-06-23T12:00")),
        deliveries=(
            delivered(local("2026-06-23T09:00"), "anna"),
            delivered(local("2026-06-23T09:00"), "bob"),
            delivered(local("2026-06-24T18:00"), "anna"),
        ),
    )

    assert told(local("2026-06-24T18:01"), record, "anna") is None
    assert told(local("2026-06-24T18:01"), record, "bob") == "service-7"


def walk(clocks: Clocks, record: Record, begin: str, end: str, step: timedelta):
    """Tell one recipient whatever is due at every step; return the moments in UTC, and what."""
    story = []
    now = moment(begin)
    while now <= moment(end):
        here = now.astimezone(ZoneInfo(PARIS))
        plan = stages(clocks, None, ReminderPlan(before=(7, 3, 1, 0)), here.date())
        if stage := due_stage(PLAN, plan, record, cycle_of(clocks), "anna", here):
            story.append((now.isoformat(timespec="minutes")[:16], stage.key))
            record = record.with_delivery(delivered(now, cycle=cycle_of(clocks)))
        now += step
    return story, record


def test_who_is_always_reachable_hears_every_stage_once_also_over_a_change_of_clocks() -> None:
    story, _ = walk(
        Clocks(date(2026, 4, 2)), Record(), "2026-03-20T00:00Z", "2026-04-11T00:00Z", HOUR
    )

    assert story == [
        ("2026-03-26T08:00", "service-7"),
        ("2026-03-30T07:00", "service-3"),
        ("2026-04-01T07:00", "service-1"),
        ("2026-04-02T07:00", "service-0"),
        ("2026-04-03T07:00", "service+1"),
        ("2026-04-05T07:00", "service+3"),
        ("2026-04-09T07:00", "service+7"),
    ]


def test_who_looks_every_five_days_hears_the_latest_each_time() -> None:
    story, _ = walk(
        Clocks(date(2026, 4, 2)),
        Record(),
        "2026-03-20T12:00Z",
        "2026-04-14T12:00Z",
        timedelta(days=5),
    )

    assert story == [
        ("2026-03-30T12:00", "service-3"),
        ("2026-04-04T12:00", "service+1"),
        ("2026-04-09T12:00", "service+7"),
    ]


def test_a_renewal_begins_a_new_cycle_and_undoing_it_resumes_the_old() -> None:
    first, second = Clocks(date(2026, 4, 2)), Clocks(date(2026, 5, 2))
    story, record = walk(first, Record(), "2026-03-25T00:00Z", "2026-03-31T00:00Z", HOUR)
    assert [key for _, key in story] == ["service-7", "service-3"]

    renewed, record = walk(second, record, "2026-03-31T00:00Z", "2026-04-26T00:00Z", HOUR)
    assert renewed == [("2026-04-25T07:00", "service-7")]

    again, _ = walk(first, record, "2026-03-31T00:00Z", "2026-04-01T12:00Z", HOUR)
    assert again == [("2026-04-01T07:00", "service-1")]


def test_a_recorded_renewal_ends_the_silence_of_a_snooze() -> None:
    renewal = Renewal(
        renewal_id="r", renewed_on=date(2026, 6, 23), recorded_at=moment("2026-06-23T12:00Z")
    )
    record = Record(snooze=Snooze(local("2026-07-24T18:00"), local("2026-06-20T12:00")))

    assert told(local("2026-06-23T12:00"), record) is None
    assert told(local("2026-06-23T12:00"), record.with_renewal(renewal)) == "service-7"


# When to look again.


@pytest.mark.parametrize(
    ("now", "snooze_until", "expected"),
    [
        pytest.param("2026-06-01T12:00", None, "2026-06-23T07:00Z", id="first"),
        pytest.param("2026-06-23T08:59:59", None, "2026-06-23T07:00Z", id="just-before"),
        pytest.param("2026-06-23T09:00", None, "2026-06-27T07:00Z", id="that-moment-is-past"),
        pytest.param("2026-07-01T09:00", None, None, id="nothing-more"),
        pytest.param("2026-06-23T10:00", "2026-06-24T18:00", "2026-06-24T16:00Z", id="snooze"),
        pytest.param("2026-06-24T18:00", "2026-06-24T18:00", "2026-06-27T07:00Z", id="snooze-over"),
        pytest.param("2026-07-02T09:00", "2026-07-03T09:00", "2026-07-03T07:00Z", id="snooze-only"),
        pytest.param("2026-07-04T09:00", "2026-07-03T09:00", None, id="all-is-past"),
    ],
)
def test_the_next_moment_is_the_first_of_what_is_to_come(now, snooze_until, expected) -> None:
    snooze = snooze_until and Snooze(local(snooze_until), local("2026-06-01T12:00"))

    found = next_moment(PLAN, JUNE, snooze, local(now))

    assert found == (expected and moment(expected))
    assert found is None or found.tzinfo is UTC


def test_the_order_of_the_stages_does_not_change_the_next_moment() -> None:
    found = next_moment(PLAN, reversed(JUNE), None, local("2026-06-24T12:00"))

    assert found == moment("2026-06-27T07:00Z")


def test_a_line_that_nothing_is_known_of_never_wakes_anybody() -> None:
    assert next_moment(PLAN, (), None, local("2026-06-24T12:00")) is None


# What to take off the phones again.

OLD = delivered(local("2026-05-23T09:00"), cycle="2026-05-31/")
OLD_CLEARED = delivered(local("2026-05-24T09:00"), cycle="2026-05-31/", cleared=True)
EARLY = delivered(local("2026-06-23T09:00"))
EARLY_CLEARED = delivered(local("2026-06-23T09:00"), "carol", cleared=True)
BOB = delivered(local("2026-06-24T09:00"), "bob")
LATE = delivered(local("2026-06-27T09:00"))


@pytest.mark.parametrize(
    ("asked_at", "cycle", "expected"),
    [
        pytest.param(None, CYCLE, (OLD,), id="an-earlier-cycle"),
        pytest.param(None, "2026-07-30/", (OLD, EARLY, BOB, LATE), id="after-a-renewal"),
        pytest.param("2026-06-24T12:00", CYCLE, (OLD, EARLY, BOB), id="answered-with-a-snooze"),
        pytest.param("2026-06-24T09:00", CYCLE, (OLD, EARLY, BOB), id="in-that-very-second"),
        pytest.param("2026-06-24T08:59", CYCLE, (OLD, EARLY), id="before-it-was-delivered"),
        pytest.param("2026-06-28T12:00", CYCLE, (OLD, EARLY, BOB, LATE), id="all-of-them"),
    ],
)
def test_what_was_answered_is_cleared_on_every_phone(asked_at, cycle, expected) -> None:
    record = Record(
        snooze=asked_at and Snooze(local("2026-07-01T18:00"), local(asked_at)),
        deliveries=(OLD, OLD_CLEARED, EARLY, EARLY_CLEARED, BOB, LATE),
    )

    assert to_clear(record, cycle) == expected


def test_what_is_cleared_is_not_cleared_again() -> None:
    record = Record(deliveries=(OLD, EARLY))

    assert to_clear(record.with_cleared((OLD,)), CYCLE) == ()


# What a phone was told of a renewal.


def answered(cycle: str, renewal_id: str = "one", **changes: bool) -> Delivery:
    return replace(
        delivered(local("2026-06-24T09:00"), "anna-id", cycle=cycle, **changes), stage=renewal_id
    )


ONE = Renewal(renewal_id="one", renewed_on=date(2026, 6, 24), recorded_at=local("2026-06-24T09:00"))
GONE = replace(ONE, verification=Verification(verdict=Verdict.MISSING))
CONFIRMED, UNDONE = answered(CONFIRMED_CYCLE), answered(UNDONE_CYCLE)


@pytest.mark.parametrize(
    ("renewals", "told", "expected"),
    [
        pytest.param((ONE,), (CONFIRMED,), (), id="confirmed-and-so"),
        pytest.param((), (CONFIRMED,), (CONFIRMED,), id="confirmed-and-taken-back"),
        pytest.param((GONE,), (CONFIRMED,), (CONFIRMED,), id="confirmed-and-missing"),
        pytest.param((replace(ONE, refund=True),), (CONFIRMED,), (), id="confirmed-and-a-refund"),
        pytest.param((), (UNDONE,), (), id="taken-back-and-so"),
        pytest.param((ONE,), (UNDONE,), (UNDONE,), id="taken-back-and-restored"),
        pytest.param((), (CONFIRMED, UNDONE), (), id="told-anew"),
        pytest.param((), (answered(CONFIRMED_CYCLE, cleared=True),), (), id="set-right"),
        pytest.param((), (LATE,), (), id="a-reminder"),
    ],
)
def test_an_answer_that_is_true_no_more_is_set_right(renewals, told, expected) -> None:
    record = Record(renewals=renewals, deliveries=told)

    assert outdated_answers(record) == expected
    assert to_clear(Record(deliveries=(CONFIRMED, UNDONE)), CYCLE) == ()
