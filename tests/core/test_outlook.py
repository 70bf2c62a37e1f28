"""The outlook on a line's data: what is told of it, until when, and what nobody can know."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.history import UNLIMITED
from custom_components.sim_renewal.core.line import Line, Offer, derive
from custom_components.sim_renewal.core.model import Bucket, Measure, Renewal, Verdict, Verification
from custom_components.sim_renewal.core.outlook import DataOutlook, data_outlook, even_pace
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.reminders import ReminderPlan
from custom_components.sim_renewal.core.source_values import Counter, SourceValues

LEFT, ALLOWANCE = Bucket.DATA_REMAINING, Bucket.DATA_ALLOWANCE
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 6, 15, 12, 0, tzinfo=PARIS)
DAY = timedelta(days=1)
GB = 10**9

UNKNOWN = DataOutlook(used=None)


def gigabytes(amount: float) -> Decimal:
    return Decimal(round(amount * GB))


def measure(amount: float, days_ago: float = 0) -> Measure:
    return Measure(gigabytes(amount), NOW - days_ago * DAY)


def read(*amounts: float, allowance: float | None = None) -> Record:
    """Return a record of one reading a day, the last of them now."""
    record = Record()
    for days_ago, amount in reversed(list(enumerate(reversed(amounts)))):
        record = record.with_reading({LEFT: measure(amount, days_ago)})
    if allowance is not None:
        record = record.with_reading({ALLOWANCE: measure(allowance, 300)})
    return record


def renewal(days_ago: float, **changes) -> Renewal:
    at = NOW - days_ago * DAY
    return Renewal(renewal_id="r", renewed_on=at.date(), at=at, recorded_at=at, **changes)


def outlook(
    record: Record, days: float | None = 10, reset_day: int | None = None, now: datetime = NOW
) -> DataOutlook:
    """Return the outlook of a line whose service ends in so many days."""
    ends_at = None if days is None else NOW + days * DAY
    return data_outlook(record, now, ends_at=ends_at, reset_day=reset_day)


STEADY = read(9, 8, 7, 6, allowance=20)


def test_nothing_is_known_of_the_data_of_a_new_line() -> None:
    assert outlook(Record()) == UNKNOWN


def test_all_is_told_of_a_line_that_is_read_each_day() -> None:
    assert outlook(STEADY) == DataOutlook(
        used=gigabytes(14),
        runs_out=NOW + 6 * DAY,
        runs_out_early=True,
        budget=gigabytes(0.6),
    )


@pytest.mark.parametrize(
    ("days", "early", "budget"),
    [
        (6.5, True, Decimal(6 * GB) / Decimal("6.5")),
        (6, False, gigabytes(1)),
        (0.5, False, gigabytes(6)),
        (0, None, None),
        (-3, None, None),
        (None, None, None),
    ],
)
def test_service_that_ends_decides_what_is_early(days, early, budget) -> None:
    told = outlook(STEADY, days)

    assert told.runs_out == NOW + 6 * DAY
    assert told.runs_out_early is early
    assert told.budget == budget


@pytest.mark.parametrize(
    ("days", "reset_day", "early", "budget"),
    [
        (300, 20, False, Decimal(6 * GB) / Decimal("4.5")),
        (300, 21, False, Decimal(6 * GB) / Decimal("5.5")),
        (300, 22, True, Decimal(6 * GB) / Decimal("6.5")),
        (300, 10, True, Decimal(6 * GB) / Decimal("24.5")),
        (4, 30, False, gigabytes(1.5)),
        (None, 30, True, Decimal(6 * GB) / Decimal("14.5")),
    ],
)
def test_a_counter_that_resets_earlier_decides(days, reset_day, early, budget) -> None:
    told = outlook(STEADY, days, reset_day)

    assert told.runs_out_early is early
    assert told.budget == budget


@pytest.mark.parametrize(
    ("record", "used"),
    [
        pytest.param(read(6), None, id="no-allowance"),
        pytest.param(read(6, allowance=20), 14, id="allowance"),
        pytest.param(read(20, allowance=20), 0, id="nothing-used"),
        pytest.param(read(20.1, allowance=20), None, id="more-than-the-allowance"),
        pytest.param(read(-1, allowance=20), 21, id="more-used-than-there-was"),
    ],
)
def test_used_is_what_the_allowance_lacks(record, used) -> None:
    assert outlook(record).used == (None if used is None else gigabytes(used))


@pytest.mark.parametrize(
    ("reset_day", "begins", "used"),
    [
        (1, date(2026, 6, 1), gigabytes(3)),
        (15, date(2026, 6, 15), gigabytes(3)),
        (15, date(2026, 5, 15), None),
        (None, date(2026, 6, 1), gigabytes(14)),
    ],
)
def test_a_counter_tells_what_was_used_in_this_period(reset_day, begins, used) -> None:
    counter = Counter(origin="router", begins=begins, used=gigabytes(3), last=gigabytes(1))
    record = replace(STEADY, source_values=SourceValues(counter=counter))
    if reset_day == 15 and used is None:
        record = replace(record, reading={LEFT: measure(6, 1), ALLOWANCE: measure(20)})

    assert outlook(record, reset_day=reset_day).used == used


def test_nothing_is_told_of_a_period_of_which_nothing_was_read() -> None:
    record = replace(STEADY, reading={LEFT: measure(6, 0.6), ALLOWANCE: measure(20)})

    assert outlook(record, reset_day=15) == UNKNOWN
    assert outlook(record, reset_day=14) != UNKNOWN


def test_nothing_is_told_after_a_renewal_until_the_next_reading() -> None:
    counter = Counter(
        origin="router", begins=date(2026, 6, 1), used=gigabytes(3), last=gigabytes(1)
    )
    bought = read(9, 8, 7, allowance=20).with_renewal(renewal(-0.1))
    missing = Verification().decided(Verdict.MISSING, NOW)

    assert outlook(bought) == UNKNOWN
    counting = replace(bought, source_values=SourceValues(counter=counter))
    assert outlook(counting, reset_day=1) == DataOutlook(used=gigabytes(3))
    assert outlook(replace(bought, renewals=(renewal(-0.1, verification=missing),))) != UNKNOWN
    assert outlook(bought.with_reading({LEFT: measure(26, -0.2)}), now=NOW + DAY) != UNKNOWN


def test_a_renewal_that_says_what_it_left_is_a_reading() -> None:
    left = {LEFT: measure(26)}
    record = read(9, 8, 7).with_renewal(renewal(0, balance=left))

    assert outlook(record).runs_out == NOW + 26 * DAY
    assert outlook(record.without_renewal("r", NOW)).runs_out == NOW + 7 * DAY
    missing = renewal(0, balance=left, verification=Verification().decided(Verdict.MISSING, NOW))
    assert outlook(record.with_changed_renewal(missing)).runs_out == NOW + 7 * DAY


def test_data_without_a_limit_does_not_run_out() -> None:
    record = read(9, 8, UNLIMITED / GB)

    assert outlook(record) == UNKNOWN


@pytest.mark.parametrize(
    ("amounts", "days", "early"),
    [
        ((2, 1, 0), 10, True),
        ((2, 1, 0), 0, None),
        ((2, 1, 0), None, None),
        ((2, 1, -0.1), 10, True),
        ((0, 0, 0), 10, None),
        ((0,), 10, None),
    ],
)
def test_data_that_has_run_out_is_early_unless_there_never_was_any(amounts, days, early) -> None:
    told = outlook(read(*amounts), days)

    assert told.runs_out is None
    assert told.runs_out_early is early
    assert told.budget == (None if not days else 0)


def three_days_until(moment: datetime) -> Record:
    """Return a record of two readings; 6 GB are left at a moment, enough for 6 days."""
    record = Record().with_reading({LEFT: Measure(gigabytes(9), moment - 3 * DAY)})
    return record.with_reading({LEFT: Measure(gigabytes(6), moment)})


@pytest.mark.parametrize(
    ("zone", "minutes", "expected"),
    [
        ("Europe/Paris", 59, "2026-06-21T12:00:00+02:00"),
        ("Europe/Paris", -1, "2026-06-21T11:00:00+02:00"),
        ("Asia/Kathmandu", 0, "2026-06-21T15:00:00+05:45"),
    ],
)
def test_a_forecast_tells_no_minutes(zone, minutes, expected) -> None:
    record = three_days_until(NOW + timedelta(minutes=minutes))

    told = outlook(record, now=(NOW + DAY).astimezone(ZoneInfo(zone)))

    assert told.runs_out == datetime.fromisoformat(expected)


def test_in_its_last_hour_a_forecast_tells_minutes_rather_than_the_past() -> None:
    half_past = NOW + timedelta(minutes=30)
    record = three_days_until(half_past)

    told = outlook(record, now=half_past + 6 * DAY - timedelta(minutes=10))

    assert told.runs_out == half_past + 6 * DAY


def test_the_state_of_a_line_tells_the_outlook_until_its_service_ends() -> None:
    line = Line(line_id="l1", name="Anna", offer=Offer(currency="EUR"))
    record = STEADY.with_dates(NOW, service=date(2026, 6, 18))
    reset_soon = replace(line, reset_day=16)

    state = derive(line, record, ReminderPlan(), NOW)

    assert state.data_used == gigabytes(14)
    assert state.data_runs_out == NOW + 6 * DAY
    assert state.data_runs_out_early is False
    assert state.data_budget == Decimal(6 * GB) * 24 / 84
    assert derive(reset_soon, record, ReminderPlan(), NOW).data_budget == gigabytes(6)


# The record


def test_a_record_remembers_the_readings_of_data() -> None:
    history = read(9, 8, 7).history

    assert [point.remaining for point in history.points] == [9 * GB, 8 * GB, 7 * GB]
    assert read(9, 8, 7).with_reading({Bucket.CREDIT: measure(5)}).history == history


def test_a_record_that_remembers_nothing_begins_with_what_it_knows() -> None:
    record = Record(reading={LEFT: measure(9, 1)})

    assert record.with_reading({}) == record
    assert [each.remaining for each in record.known_history.points] == [9 * GB]
    record = record.with_reading({LEFT: measure(8)})
    assert [each.remaining for each in record.history.points] == [9 * GB, 8 * GB]


def test_a_reading_of_before_is_remembered_though_a_newer_one_is_known() -> None:
    record = read(8).with_reading({LEFT: measure(9, 1)})

    assert record.reading == {LEFT: measure(8)}
    assert [point.remaining for point in record.history.points] == [9 * GB, 8 * GB]


def test_a_record_without_data_forgets_its_history() -> None:
    assert read(9, 8).without({LEFT}).known_history.points == ()
    assert read(9, 8).without({Bucket.CREDIT}).history == read(9, 8).history


def test_what_a_source_says_is_remembered_and_makes_a_record_no_other_by_itself() -> None:
    record = read(9, 8)
    again = record.with_values(SourceValues(reading={LEFT: measure(8, -1)}))
    less = record.with_values(SourceValues(reading={LEFT: measure(7, -1)}))

    assert len(again.history.points) == len(less.history.points) == 3
    assert again.ageless == record.ageless
    assert less.ageless != record.ageless
    assert less.with_values(SourceValues(reading={LEFT: measure(7, -1)})) == less


@pytest.mark.parametrize(
    ("bought_days_ago", "until", "reset_day", "left"),
    [
        (0, date(2026, 6, 24), None, 9),
        (5, date(2026, 6, 19), None, 4),
        (9, date(2026, 6, 15), None, 0),
        (None, date(2026, 6, 24), None, None),
        (5, None, None, None),
        (5, date(2026, 6, 14), None, None),
        (0, date(2026, 6, 15), None, None),
        (None, None, 11, Decimal(25) / 3),
        (None, date(2026, 6, 20), 11, 5),
    ],
)
def test_what_should_be_left_today_goes_down_evenly(
    bought_days_ago, until, reset_day, left
) -> None:
    record = Record()
    if bought_days_ago is not None:
        record = record.with_renewal(renewal(bought_days_ago))
    pace = even_pace(Decimal(10), record, NOW.date(), until=until, reset_day=reset_day)
    assert (None if pace is None else round(pace, 9)) == (
        None if left is None else round(Decimal(left), 9)
    )
