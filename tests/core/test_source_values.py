"""What a source says: counters that restart, days that are left, dates in texts, and age."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
import json
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.sim_renewal.core.encoding import (
    RecordUnreadable,
    record_from_json,
    record_to_json,
)
from custom_components.sim_renewal.core.line import Line, Offer, Standing, Status, derive
from custom_components.sim_renewal.core.model import Bucket, Measure, Renewal, Verdict, Verification
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.reminders import ReminderPlan
from custom_components.sim_renewal.core.source_values import (
    BUCKETS,
    Capability,
    CarrierStatus,
    Countdown,
    Counter,
    DateOrder,
    LastDay,
    SourceValues,
    counted,
    counted_down,
    left_of,
    parse_last_day,
    period_begin,
    period_end,
)
from tests.core.set_up import set_up

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


# Counters


def after(*samples: tuple[str, int], reset_day: int = 5, known: Counter | None = None) -> Counter:
    """Return what a counter came to that showed these amounts on these days."""
    for day, shown in samples:
        known = counted(known, "wan", Decimal(shown), date.fromisoformat(day), reset_day)
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("samples", "used"),
    [
        pytest.param([("2026-11-10", 300)], 300, id="the-first-word-counts-in-full"),
        pytest.param([("2026-11-10", 300), ("2026-11-11", 450)], 450, id="it-grows"),
        pytest.param([("2026-11-10", 300), ("2026-11-11", 300)], 300, id="the-same-again"),
        pytest.param([("2026-11-10", 300), ("2026-11-11", 20)], 320, id="a-restart-goes-on"),
        pytest.param([("2026-11-10", 300), ("2026-11-11", 0)], 300, id="a-restart-at-zero"),
        pytest.param(
            [("2026-11-10", 300), ("2026-11-11", 20), ("2026-11-12", 5), ("2026-11-12", 30)],
            350,
            id="two-restarts",
        ),
        pytest.param([("2026-11-10", 300), ("2026-11-11", 269)], 569, id="just-a-restart"),
        pytest.param([("2026-11-10", 300), ("2026-11-11", 270)], 270, id="just-a-correction"),
        pytest.param(
            [("2026-11-04", 300), ("2026-11-05", 310)], 10, id="the-reset-day-begins-anew"
        ),
        pytest.param([("2026-11-04", 300), ("2026-11-05", 300)], 0, id="and-even-with-nothing"),
        pytest.param(
            [("2026-11-04", 300), ("2026-11-05", 25)], 25, id="a-restart-with-the-reset-day"
        ),
        pytest.param(
            [("2026-11-04", 300), ("2026-11-05", 295)], 0, id="a-correction-is-no-negative-use"
        ),
        pytest.param(
            [("2026-11-04", 300), ("2026-11-05", 310), ("2026-11-06", 20), ("2026-12-04", 50)],
            60,
            id="a-restart-within-the-new-period",
        ),
        pytest.param([("2026-08-01", 300), ("2026-11-10", 700)], 400, id="after-months-of-silence"),
        pytest.param(
            [("2026-11-05", 300), ("2026-11-04", 310)], 310, id="a-clock-that-was-set-back"
        ),
    ],
)
def test_use_is_summed_over_restarts_within_a_period(samples, used) -> None:
    assert after(*samples).used == used


def test_a_counter_goes_on_from_what_was_kept() -> None:
    kept = after(("2026-11-10", 300), ("2026-11-11", 20))

    assert (kept.begins, kept.last) == (date(2026, 11, 5), Decimal(20))
    assert after(("2026-11-12", 50), known=kept).used == 350


def test_another_counter_does_not_go_on_from_the_former() -> None:
    kept = after(("2026-11-10", 300))

    other = counted(kept, "lte", Decimal(9000), date(2026, 11, 12), 5)

    assert other == Counter(
        origin="lte", begins=date(2026, 11, 5), used=Decimal(9000), last=Decimal(9000)
    )


@given(
    grown=st.lists(st.integers(0, 10**6), min_size=1, max_size=30),
    restarts=st.sets(st.integers(1, 29)),
)
def test_restarts_at_zero_lose_nothing(grown, restarts) -> None:
    shown, counter, on = 0, None, date(2026, 11, 10)
    for index, step in enumerate(grown):
        if index in restarts:
            shown = 0
            counter = counted(counter, "wan", Decimal(0), on, 5)
        shown += step
        counter = counted(counter, "wan", Decimal(shown), on, 5)

    assert counter.used == sum(grown)


@pytest.mark.parametrize(
    ("on", "reset_day", "begin"),
    [
        ("2026-11-05", 5, "2026-11-05"),
        ("2026-11-04", 5, "2026-10-05"),
        ("2026-01-04", 5, "2025-12-05"),
        ("2026-03-30", 31, "2026-02-28"),
        ("2026-02-28", 31, "2026-02-28"),
        ("2026-02-27", 31, "2026-01-31"),
        ("2028-02-29", 30, "2028-02-29"),
        ("2026-11-23", 1, "2026-11-01"),
    ],
)
def test_a_period_begins_on_its_day_or_on_the_last_of_a_short_month(on, reset_day, begin) -> None:
    assert period_begin(date.fromisoformat(on), reset_day) == date.fromisoformat(begin)


@pytest.mark.parametrize(
    ("on", "reset_day", "end"),
    [
        ("2026-06-14", 15, "2026-06-15"),
        ("2026-06-15", 15, "2026-07-15"),
        ("2026-01-31", 31, "2026-02-28"),
        ("2026-02-28", 31, "2026-03-31"),
        ("2026-12-31", 1, "2027-01-01"),
    ],
)
def test_a_period_ends_where_the_next_begins(on, reset_day, end) -> None:
    assert period_end(date.fromisoformat(on), reset_day) == date.fromisoformat(end)


@pytest.mark.parametrize(("used", "left"), [(3, 7), (10, 0), (12, 0), (0, 10)])
def test_what_is_left_is_never_less_than_nothing(used, left) -> None:
    assert left_of(Decimal(10), Decimal(used)) == left


# Dates


@pytest.mark.parametrize(
    ("days", "at", "ends"),
    [
        ("3", "2026-11-23T10:00", "2026-11-26"),
        ("3", "2026-11-23T00:00", "2026-11-26"),
        ("3", "2026-11-23T23:59", "2026-11-26"),
        ("0", "2026-11-23T10:00", "2026-11-23"),
        ("-2", "2026-11-23T10:00", "2026-11-21"),
        ("0.5", "2026-11-23T11:59", "2026-11-23"),
        ("0.5", "2026-11-23T12:00", "2026-11-24"),
        ("30", "2026-10-20T01:00", "2026-11-19"),
    ],
)
def test_days_left_count_from_the_local_day_of_the_measurement(days, at, ends) -> None:
    measured_at = datetime.fromisoformat(at).replace(tzinfo=PARIS)

    made = counted_down(None, Decimal(days), measured_at, NOW)

    assert made == Countdown(Decimal(days), date.fromisoformat(ends), NOW)


@pytest.mark.parametrize("days", [0, 30])
def test_the_same_number_of_days_again_says_nothing_new(days) -> None:
    known = Countdown(Decimal(days), date(2026, 11, 20), NOW - timedelta(days=2))

    assert counted_down(known, Decimal(f"{days}.0"), NOW, NOW) == replace(known, said_at=NOW)
    assert known.then(replace(known, said_at=NOW - timedelta(days=9))) == known
    assert counted_down(known, Decimal(29), NOW, NOW).ends == date(2026, 12, 22)


def test_the_same_number_of_days_is_news_after_days_without_a_word_but_for_zero() -> None:
    silent_since = NOW - timedelta(days=2, seconds=1)
    known = Countdown(Decimal(30), date(2026, 11, 20), silent_since)
    over = Countdown(Decimal(0), date(2026, 11, 20), silent_since)

    assert counted_down(known, Decimal(30), NOW, NOW).ends == date(2026, 12, 23)
    assert counted_down(over, Decimal(0), NOW, NOW).ends == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "silent_for", "ends"),
    [
        (5, 1, "2026-11-28"),
        (3, 1, "2026-11-25"),
        (3, 3, "2026-11-26"),
        (1, 1, "2026-11-24"),
        (0, 3, "2026-11-23"),
        (0, 1, "2026-11-23"),
    ],
)
def test_a_number_of_days_that_sinks_is_no_later_end_unless_it_was_silent(
    days, silent_for, ends
) -> None:
    known = Countdown(Decimal(4), date(2026, 11, 25), NOW - timedelta(days=silent_for))

    assert counted_down(known, Decimal(days), NOW, NOW).ends == date.fromisoformat(ends)


def test_no_days_left_of_an_end_that_has_passed_are_no_later_end() -> None:
    known = Countdown(Decimal(4), date(2026, 11, 20), NOW - timedelta(days=4))

    assert counted_down(known, Decimal(0), NOW, NOW).ends == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-11-26", None, "2026-11-26"),
        (" 20261126 ", None, "2026-11-26"),
        ("2026-11-26 23:30", None, "2026-11-26"),
        ("2026-11-26T23:30:00+00:00", None, "2026-11-26"),
        ("2026-11-26T22:30:00Z", "dmy", "2026-11-26"),
        ("2026/11/26", None, "2026-11-26"),
        ("2026/11/26", "dmy", "2026-11-26"),
        ("2026年11月26日", None, "2026-11-26"),
        ("26/11/2026", "dmy", "2026-11-26"),
        ("26.11.2026", "dmy", "2026-11-26"),
        ("26. 11. 2026", "dmy", "2026-11-26"),
        ("6/1/2027", "dmy", "2027-01-06"),
        ("6/1/2027", "mdy", "2027-06-01"),
        ("11-26-26", "mdy", "2026-11-26"),
        ("26-11-26", "ymd", "2026-11-26"),
        ("26/11/26", "dmy", "2026-11-26"),
        ("26/11/2026 23:59", "dmy", "2026-11-26"),
        ("Valable jusqu'au 26/11/2026.", "dmy", "2026-11-26"),
        ("26/11/2026", None, None),
        ("26/11/2026", "mdy", None),
        ("26/11/2026", "ymd", None),
        ("29/02/2027", "dmy", None),
        ("26 Nov 2026", "dmy", None),
        ("26-nov-2026", "dmy", None),
        ("26 novembre 2026", "dmy", None),
        ("from 01/11/2026 to 26/11/2026", "dmy", None),
        ("1.26.11.2026", "dmy", None),
        ("26.11.2026.1", "dmy", None),
        ("26/11/202", "dmy", None),
        ("126/11/2026", "dmy", None),
        ("11/126/2026", "mdy", None),
        ("tomorrow", "dmy", None),
        ("", "dmy", None),
        ("12", "dmy", None),
    ],
)
def test_a_text_is_a_date_in_one_way_or_in_none(text, order, day) -> None:
    chosen = None if order is None else DateOrder(order)

    found = parse_last_day(text, chosen, PARIS)

    assert (found and found.on) == (None if day is None else date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "zone", "day", "is_exact"),
    [
        ("2026-11-26T23:59:59+01:00", "Europe/Paris", "2026-11-26", True),
        ("2026-11-26T22:59:59Z", "Europe/Paris", "2026-11-26", True),
        ("2026-11-26T23:59:59+01:00", "Asia/Shanghai", "2026-11-26", False),
        ("2026-11-26T23:59:59+08:00", "Europe/Paris", "2026-11-26", True),
        ("2026-11-27T02:00:00+08:00", "Europe/Paris", "2026-11-26", True),
        ("2026-11-26T00:00:00+01:00", "Europe/Paris", "2026-11-26", False),
        ("2026-11-25T23:00:00Z", "Europe/Paris", "2026-11-26", False),
        ("2026-11-26T00:00:00Z", "Asia/Shanghai", "2026-11-26", False),
        ("2026-11-26T23:59:59", "Asia/Shanghai", "2026-11-26", False),
    ],
)
def test_an_instant_ends_no_later_in_another_zone(text, zone, day, is_exact) -> None:
    exact = datetime.fromisoformat(text) if is_exact else None

    found = parse_last_day(text, None, ZoneInfo(zone))

    assert found == LastDay(date.fromisoformat(day), exact)


@given(day=st.dates(date(2000, 1, 1), date(2076, 12, 31)), order=st.sampled_from(list(DateOrder)))
def test_every_date_is_read_back_in_each_order(day, order) -> None:
    parts = {"y": f"{day.year}", "m": f"{day.month}", "d": f"{day.day}"}

    text = "/".join(parts[part] for part in order)

    assert parse_last_day(text, order, PARIS) == LastDay(day)


# What is remembered

FULL = SourceValues(
    service_until=date(2026, 11, 26),
    ends_at=datetime(2026, 11, 26, 22, 59, 59, tzinfo=UTC),
    number_until=date(2027, 5, 26),
    status=CarrierStatus.ACTIVE,
    silent_since={
        Capability.EXPIRY: AT,
        Capability.NUMBER_EXPIRY: AT,
        Capability.STATUS: AT,
        Capability.DATA_USED: AT,
    },
    counter=Counter(origin="wan", begins=date(2026, 11, 5), used=Decimal(7), last=Decimal(3)),
    countdowns={Capability.EXPIRY: Countdown(Decimal(3), date(2026, 11, 26), AT)},
)


def test_what_is_not_mentioned_stays() -> None:
    assert FULL.then(SourceValues()) == FULL
    assert SourceValues().then(FULL) == FULL
    later = SourceValues(
        service_until=date(2026, 12, 26),
        silent_since={Capability.EXPIRY: AT + timedelta(hours=1)},
        reading={Bucket.CREDIT: Measure(Decimal(0), AT)},
    )
    assert FULL.then(later) == replace(
        FULL,
        service_until=date(2026, 12, 26),
        ends_at=None,
        silent_since=FULL.silent_since | later.silent_since,
        reading=later.reading,
    )


def test_what_is_no_longer_asked_is_forgotten() -> None:
    assert FULL.only(frozenset(Capability)) == replace(
        FULL, service_until=None, number_until=None, ends_at=None
    )
    assert FULL.only(frozenset()) == SourceValues()
    assert FULL.only({Capability.NUMBER_EXPIRY}) == SourceValues(
        silent_since={Capability.NUMBER_EXPIRY: AT}
    )
    assert FULL.only({Capability.STATUS}) == SourceValues(
        status=CarrierStatus.ACTIVE, silent_since={Capability.STATUS: AT}
    )
    assert FULL.only({Capability.DATA_USED}).counter == FULL.counter
    assert FULL.only({Capability.EXPIRY}) == SourceValues(
        silent_since={Capability.EXPIRY: AT}, countdowns=FULL.countdowns
    )


def test_silence_counts_from_the_last_word() -> None:
    limit = timedelta(hours=48)
    fed = SourceValues(
        silent_since={Capability.EXPIRY: AT, Capability.CREDIT: AT + timedelta(hours=1)}
    )
    both = {Capability.EXPIRY, Capability.CREDIT, Capability.STATUS}

    assert fed.stale(both, limit, AT + limit) == set()
    assert fed.stale(both, limit, AT + limit + timedelta(seconds=1)) == {Capability.EXPIRY}
    assert fed.stale({Capability.CREDIT}, limit, AT + limit + timedelta(seconds=1)) == set()
    assert fed.stale(both, limit, AT + timedelta(days=9)) == {Capability.EXPIRY, Capability.CREDIT}


def test_every_balance_has_its_bucket() -> None:
    assert sorted(BUCKETS.values()) == sorted(Bucket)


# The record


def test_what_was_heard_comes_back_from_a_file() -> None:
    record = Record().with_values(FULL)

    assert record_from_json(json.loads(json.dumps(record_to_json(record)))) == record
    assert record_from_json(json.loads(json.dumps(record_to_json(Record())))) == Record()


@pytest.mark.parametrize(
    "damage",
    [
        {"status": "asleep"},
        {"silent_since": {"mood": "2026-11-23T09:00:00+00:00"}},
        {"silent_since": {"expiry": "2026-11-23T09:00:00"}},
        {"counter": {"origin": 1, "begins": "2026-11-05", "used": "1", "last": "1"}},
        {"counter": {"origin": "wan", "begins": "2026-11-05", "used": 1, "last": "1"}},
        {"counter": {"origin": "wan", "begins": "2026-11-05", "used": "1"}},
        {"countdowns": {"expiry": {"days": "three", "ends": "2026-11-26"}}},
        {"countdowns": []},
    ],
)
def test_what_was_heard_is_not_read_from_a_damaged_file(damage) -> None:
    data = record_to_json(Record(source_values=FULL))
    data["source_values"] |= damage

    with pytest.raises(RecordUnreadable):
        record_from_json(data)


def test_what_is_said_goes_into_the_record_without_moving_a_date() -> None:
    record = set_up(service_until=date(2026, 11, 1))
    reading = {Bucket.CREDIT: Measure(Decimal(5), AT)}

    after_feed = record.with_values(replace(FULL, reading=reading))

    undated = replace(FULL, service_until=None, number_until=None, ends_at=None)
    assert after_feed == replace(record, reading=reading, source_values=undated)


def test_a_record_is_the_same_but_for_its_age() -> None:
    later = AT + timedelta(minutes=5)
    record = Record().with_values(replace(FULL, reading={Bucket.CREDIT: Measure(Decimal(5), AT)}))
    again = record.with_values(
        SourceValues(
            reading={Bucket.CREDIT: Measure(Decimal("5.0"), later)},
            silent_since={Capability.EXPIRY: later},
            countdowns={
                each: replace(known, said_at=later) for each, known in FULL.countdowns.items()
            },
        )
    )
    more = record.with_values(SourceValues(reading={Bucket.CREDIT: Measure(Decimal(6), later)}))

    assert again != record
    assert again.ageless == record.ageless
    assert more.ageless != record.ageless
    assert record.with_values(SourceValues(status=CarrierStatus.LOST)).ageless != record.ageless


# The state


def line(**changes) -> Line:
    return replace(
        Line(line_id="l1", name="Anna", offer=Offer(currency="EUR"), fed=frozenset(Capability)),
        **changes,
    )


def typed(service_until: str | None, number_until: str | None, status: CarrierStatus) -> Record:
    return set_up(
        service_until=service_until and date.fromisoformat(service_until),
        number_until=number_until and date.fromisoformat(number_until),
        source_values=SourceValues(status=status, silent_since={Capability.STATUS: AT}),
    )


ACTIVE = ("2027-11-26", None)
DUE = ("2026-11-26", None)
NOTHING = (None, None)
KEPT = ("2027-11-26", "2028-05-26")
GRACE = ("2026-11-22", "2027-05-26")
EXPIRED = ("2026-11-22", None)
LOST = ("2026-01-22", "2026-05-26")


@pytest.mark.parametrize(
    ("dates", "told", "status"),
    [
        (NOTHING, CarrierStatus.ACTIVE, Status.ACTIVE),
        (NOTHING, CarrierStatus.NOT_STARTED, Status.NOT_STARTED),
        (NOTHING, CarrierStatus.EXPIRED, Status.EXPIRED),
        (ACTIVE, CarrierStatus.ACTIVE, Status.ACTIVE),
        (ACTIVE, CarrierStatus.NOT_STARTED, Status.ACTIVE),
        (ACTIVE, CarrierStatus.EXPIRED, Status.EXPIRED),
        (KEPT, CarrierStatus.EXPIRED, Status.GRACE),
        (ACTIVE, CarrierStatus.SUSPENDED, Status.SUSPENDED),
        (ACTIVE, CarrierStatus.LOST, Status.LOST),
        (DUE, CarrierStatus.ACTIVE, Status.DUE),
        (DUE, CarrierStatus.SUSPENDED, Status.DUE),
        (DUE, CarrierStatus.EXPIRED, Status.EXPIRED),
        (GRACE, CarrierStatus.ACTIVE, Status.GRACE),
        (GRACE, CarrierStatus.EXPIRED, Status.GRACE),
        (EXPIRED, CarrierStatus.SUSPENDED, Status.EXPIRED),
        (EXPIRED, CarrierStatus.LOST, Status.LOST),
        (LOST, CarrierStatus.ACTIVE, Status.LOST),
    ],
)
def test_a_carriers_word_fills_a_gap_or_warns_and_never_calms(dates, told, status) -> None:
    assert derive(line(), typed(*dates, told), ReminderPlan(), NOW).status is status


def test_a_word_counts_only_while_it_is_asked_and_of_a_line_in_use() -> None:
    record = typed(*ACTIVE, CarrierStatus.LOST)

    assert derive(line(fed=frozenset()), record, ReminderPlan(), NOW).status is Status.ACTIVE
    paused = line(standing=Standing.SUSPENDED)
    assert derive(paused, record, ReminderPlan(), NOW).status is Status.SUSPENDED


@pytest.mark.parametrize(
    ("minutes", "verdict", "status"),
    [
        (1, None, Status.ACTIVE),
        (-1, None, Status.EXPIRED),
        (1, Verdict.MISSING, Status.EXPIRED),
    ],
)
def test_a_renewal_since_then_outdoes_a_carriers_word(minutes, verdict, status) -> None:
    renewal = Renewal(
        renewal_id="r1",
        renewed_on=date(2026, 11, 23),
        recorded_at=AT + timedelta(minutes=minutes),
        service_until=date(2027, 11, 26),
        verification=Verification(verdict=verdict),
    )
    record = typed(*ACTIVE, CarrierStatus.EXPIRED).with_renewal(renewal)

    assert derive(line(), record, ReminderPlan(), NOW).status is status


def test_a_word_without_a_moment_counts_as_the_last() -> None:
    renewal = Renewal(renewal_id="r1", renewed_on=date(2026, 11, 23), recorded_at=AT)
    record = replace(
        typed(*ACTIVE, CarrierStatus.EXPIRED).with_renewal(renewal),
        source_values=SourceValues(status=CarrierStatus.EXPIRED),
    )

    assert derive(line(), record, ReminderPlan(), NOW).status is Status.EXPIRED


def test_a_source_is_a_problem_once_it_is_silent_for_too_long_or_gone() -> None:
    fed = line(fed=frozenset({Capability.EXPIRY}), stale_after=timedelta(hours=48))
    record = Record(source_values=SourceValues(silent_since={Capability.EXPIRY: AT}))
    later = NOW + timedelta(hours=48, seconds=1)

    def problem(line: Line, record: Record, now: datetime, *, gone: bool = False) -> bool | None:
        return derive(line, record, ReminderPlan(), now, source_gone=gone).source_problem

    assert problem(fed, record, NOW) is False
    assert problem(fed, record, NOW + timedelta(hours=48)) is False
    assert problem(fed, record, later) is True
    assert problem(fed, record, NOW, gone=True) is True
    assert problem(replace(fed, stale_after=None), record, later) is False
    assert problem(replace(fed, fed=frozenset()), record, later) is None
