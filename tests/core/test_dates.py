"""Civil dates: months that end early, and days that begin and end at odd moments."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.dates import (
    Span,
    SpanUnit,
    add_months,
    days_later,
    days_within,
    end_of_day,
    local_moment,
    next_day,
    next_midnight,
)

day = date.fromisoformat
moment = datetime.fromisoformat


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2100-01-31", 1, "2100-02-28"),
        ("2000-01-30", 1, "2000-02-29"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
    ],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(start, months, expected) -> None:
    assert add_months(day(start), months) == day(expected)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-01", 1, "2026-12-01"),
        ("2026-11-30", 2, "2027-01-30"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-01-31", 24, "2028-01-31"),
        ("2026-06-10", 0, "2026-06-10"),
    ],
)
def test_months_run_over_the_end_of_the_year(start, months, expected) -> None:
    assert add_months(day(start), months) == day(expected)


@pytest.mark.parametrize(
    ("start", "months", "anniversary_day", "expected"),
    [
        ("2026-02-28", 1, 31, "2026-03-31"),
        ("2028-02-29", 1, 31, "2028-03-31"),
        ("2026-02-28", 1, 30, "2026-03-30"),
        ("2026-03-31", 1, 31, "2026-04-30"),
        ("2026-01-10", 0, 15, "2026-01-15"),
        ("2026-01-20", 0, 15, "2026-01-15"),
        ("2026-02-10", 0, 31, "2026-02-28"),
        ("2029-02-28", 36, 29, "2032-02-29"),
    ],
)
def test_a_month_ends_on_the_anniversary_day_that_it_is_told(
    start, months, anniversary_day, expected
) -> None:
    assert add_months(day(start), months, anniversary_day) == day(expected)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-01-31", 30, "2026-03-02"),
        ("2028-01-31", 30, "2028-03-01"),
        ("2026-02-27", 2, "2026-03-01"),
        ("2028-02-27", 2, "2028-02-29"),
        ("2028-01-01", 365, "2028-12-31"),
        ("2026-12-25", 7, "2027-01-01"),
    ],
)
def test_days_are_counted_one_by_one(start, days, expected) -> None:
    assert Span(days, SpanUnit.DAYS).after(day(start)) == day(expected)


def test_an_anniversary_day_means_nothing_to_a_span_of_days() -> None:
    assert Span(30, SpanUnit.DAYS).after(day("2026-01-31"), 15) == day("2026-03-02")


@pytest.mark.parametrize(
    ("anniversary_day", "expected"), [(None, "2026-08-28"), (31, "2026-08-31"), (15, "2026-08-15")]
)
def test_a_span_of_months_follows_the_anniversary_day(anniversary_day, expected) -> None:
    assert Span(6, SpanUnit.MONTHS).after(day("2026-02-28"), anniversary_day) == day(expected)


@pytest.mark.parametrize(
    ("zone", "on", "at", "expected"),
    [
        ("Europe/Paris", "2026-01-15", "09:00", "2026-01-15T08:00Z"),
        ("Europe/Paris", "2026-07-15", "09:00", "2026-07-15T07:00Z"),
        ("Europe/Paris", "2026-03-28", "09:00", "2026-03-28T08:00Z"),
        ("Europe/Paris", "2026-03-29", "09:00", "2026-03-29T07:00Z"),
        ("Europe/Paris", "2026-10-24", "09:00", "2026-10-24T07:00Z"),
        ("Europe/Paris", "2026-10-25", "09:00", "2026-10-25T08:00Z"),
        ("Asia/Kathmandu", "2026-05-01", "09:00", "2026-05-01T03:15Z"),
        ("Asia/Kathmandu", "2026-05-01", "00:00", "2026-04-30T18:15Z"),
        ("America/St_Johns", "2025-01-15", "09:00", "2025-01-15T12:30Z"),
        ("America/St_Johns", "2025-07-15", "22:00", "2025-07-16T00:30Z"),
    ],
)
def test_the_wall_clock_decides_whatever_the_season(zone, on, at, expected) -> None:
    result = local_moment(day(on), time.fromisoformat(at), ZoneInfo(zone))

    assert result == moment(expected)
    assert result.tzinfo is UTC


@pytest.mark.parametrize(
    ("zone", "on", "at", "expected"),
    [
        ("Europe/Paris", "2026-03-29", "02:30", "2026-03-29T01:30Z"),
        ("America/Santiago", "2025-09-07", "00:00", "2025-09-07T04:00Z"),
        ("Africa/Cairo", "2025-04-25", "00:00", "2025-04-24T22:00Z"),
        ("Asia/Beirut", "2025-03-30", "00:00", "2025-03-29T22:00Z"),
        ("Pacific/Apia", "2011-12-30", "00:00", "2011-12-30T10:00Z"),
    ],
)
def test_a_time_that_the_clocks_leap_over_comes_as_long_after_the_leap(
    zone, on, at, expected
) -> None:
    assert local_moment(day(on), time.fromisoformat(at), ZoneInfo(zone)) == moment(expected)


@pytest.mark.parametrize(
    ("zone", "on", "at", "expected"),
    [
        ("Europe/Paris", "2026-10-25", "02:30", "2026-10-25T00:30Z"),
        ("America/Havana", "2025-11-02", "00:00", "2025-11-02T04:00Z"),
    ],
)
def test_a_time_that_comes_twice_counts_the_first_time(zone, on, at, expected) -> None:
    assert local_moment(day(on), time.fromisoformat(at), ZoneInfo(zone)) == moment(expected)


@pytest.mark.parametrize(
    ("zone", "on", "expected"),
    [
        ("UTC", "2026-06-30", "2026-06-30T23:59:59Z"),
        ("Europe/Paris", "2026-03-28", "2026-03-28T22:59:59Z"),
        ("Europe/Paris", "2026-03-29", "2026-03-29T21:59:59Z"),
        ("Europe/Paris", "2026-10-24", "2026-10-24T21:59:59Z"),
        ("Europe/Paris", "2026-10-25", "2026-10-25T22:59:59Z"),
        ("Asia/Kathmandu", "2026-06-30", "2026-06-30T18:14:59Z"),
        ("America/St_Johns", "2025-07-15", "2025-07-16T02:29:59Z"),
        ("America/Santiago", "2025-09-06", "2025-09-07T03:59:59Z"),
        ("Africa/Cairo", "2025-04-24", "2025-04-24T21:59:59Z"),
        ("Asia/Beirut", "2025-03-29", "2025-03-29T21:59:59Z"),
        ("Pacific/Apia", "2011-12-29", "2011-12-30T09:59:59Z"),
        ("Pacific/Apia", "2011-12-31", "2011-12-31T09:59:59Z"),
    ],
)
def test_a_day_ends_one_second_before_the_next_begins(zone, on, expected) -> None:
    assert end_of_day(day(on), ZoneInfo(zone)) == moment(expected)


@pytest.mark.parametrize(
    ("zone", "on", "expected"),
    [
        pytest.param("America/Santiago", "2025-04-05", "2025-04-06T03:59:59Z", id="santiago"),
        pytest.param("Africa/Cairo", "2025-10-30", "2025-10-30T21:59:59Z", id="cairo"),
        pytest.param("Asia/Beirut", "2025-10-25", "2025-10-25T21:59:59Z", id="beirut"),
    ],
)
def test_a_last_hour_that_comes_twice_belongs_to_the_day_both_times(zone, on, expected) -> None:
    assert end_of_day(day(on), ZoneInfo(zone)) == moment(expected)


@pytest.mark.parametrize(
    ("zone", "on", "expected"),
    [
        pytest.param("America/Nuuk", "2025-03-29", "2025-03-30T00:59:59Z", id="last-hour"),
        pytest.param("Pacific/Apia", "2011-12-30", "2011-12-30T09:59:59Z", id="whole-day"),
    ],
)
def test_a_day_whose_end_is_leapt_over_ends_before_the_leap(zone, on, expected) -> None:
    assert end_of_day(day(on), ZoneInfo(zone)) == moment(expected)


@pytest.mark.parametrize(
    ("zone", "now", "expected"),
    [
        pytest.param("Europe/Paris", "2026-05-10T00:00", "2026-05-10T22:00Z", id="at-midnight"),
        pytest.param("Europe/Paris", "2026-03-28T23:59:59", "2026-03-28T23:00Z", id="winter"),
        pytest.param("Europe/Paris", "2026-03-29T12:00", "2026-03-29T22:00Z", id="into-summer"),
        pytest.param("Europe/Paris", "2026-10-25T00:00", "2026-10-25T23:00Z", id="into-winter"),
        pytest.param("Asia/Kathmandu", "2026-05-01T10:00", "2026-05-01T18:15Z", id="kathmandu"),
        pytest.param("America/St_Johns", "2025-12-31T08:00", "2026-01-01T03:30Z", id="st-johns"),
        pytest.param("America/Santiago", "2025-09-06T22:00", "2025-09-07T04:00Z", id="santiago"),
        pytest.param("Africa/Cairo", "2025-04-24T12:00", "2025-04-24T22:00Z", id="cairo"),
        pytest.param("Asia/Beirut", "2025-03-29T12:00", "2025-03-29T22:00Z", id="beirut"),
        pytest.param("Pacific/Apia", "2011-12-29T12:00", "2011-12-30T10:00Z", id="skipped-day"),
    ],
)
def test_the_next_local_day_begins(zone, now, expected) -> None:
    result = next_midnight(moment(now).replace(tzinfo=ZoneInfo(zone)))

    assert result == moment(expected)
    assert result.tzinfo is UTC


@pytest.mark.parametrize("fold", [0, 1])
def test_the_next_day_begins_at_one_moment_whichever_of_two_equal_hours_it_is(fold) -> None:
    now = moment("2025-04-05T23:30").replace(tzinfo=ZoneInfo("America/Santiago"), fold=fold)

    assert next_midnight(now) == moment("2025-04-06T04:00Z")


@pytest.mark.parametrize(
    ("on", "hours"), [("2026-03-29", 23), ("2026-06-15", 24), ("2026-10-25", 25)]
)
def test_a_day_is_as_long_as_the_clocks_make_it(on, hours) -> None:
    paris = ZoneInfo("Europe/Paris")
    begins = local_moment(day(on), time.min, paris)

    assert next_midnight(begins.astimezone(paris)) - begins == timedelta(hours=hours)
    assert end_of_day(day(on), paris) - begins == timedelta(hours=hours, seconds=-1)


def test_a_moment_without_a_time_zone_counts_as_utc() -> None:
    assert next_midnight(moment("2026-05-10T12:00")) == moment("2026-05-11T00:00Z")


@pytest.mark.parametrize(
    ("now", "days", "expected"),
    [
        ("2026-03-27T12:00", 1, "2026-03-28T08:00Z"),
        ("2026-03-27T12:00", 2, "2026-03-29T07:00Z"),
        ("2026-10-24T23:59", 1, "2026-10-25T08:00Z"),
        ("2026-12-31T00:00", 1, "2027-01-01T08:00Z"),
    ],
)
def test_some_days_later_the_wall_clock_shows_the_same_hour(now, days, expected) -> None:
    paris = ZoneInfo("Europe/Paris")

    assert days_later(moment(now).replace(tzinfo=paris), days, time(9)) == moment(expected)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2026-05-10T00:00+02:00", "2026-05-11T00:00+02:00", 10, 10),
        ("2026-05-10T00:00+02:00", "2026-05-11T00:00:01+02:00", 10, 11),
        ("2026-05-09T22:00Z", "2026-05-10T22:00Z", 10, 10),
        ("2026-05-09T21:59Z", "2026-05-10T22:01Z", 9, 11),
    ],
)
def test_a_range_has_a_part_of_these_local_days(start, end, first, last) -> None:
    paris = ZoneInfo("Europe/Paris")

    assert days_within(moment(start), moment(end), paris) == (
        date(2026, 5, first),
        date(2026, 5, last),
    )


def test_the_day_after() -> None:
    assert next_day(date(2028, 2, 28)) == date(2028, 2, 29)
