"""What holds for any dates, zones and orders, tried on many of them."""

from datetime import UTC, date, datetime, timedelta
import json
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit, add_months, end_of_day
from custom_components.sim_renewal.core.encoding import record_from_json, record_to_json
from custom_components.sim_renewal.core.model import Bucket, Measure, Record, Renewal
from custom_components.sim_renewal.core.rules import Anchor, CalendarMonth, Clocks, FixedTerm
from custom_components.sim_renewal.core.validity import clocks_after

# Python 3.14 counts references later than Hypothesis expects.
pytestmark = pytest.mark.filterwarnings(
    "ignore:It looks like `register_random`:hypothesis.errors.HypothesisWarning"
)

ZONES = [
    "Africa/Cairo",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Europe/Paris",
    "Pacific/Apia",
    "UTC",
]

quietly = settings(database=None, deadline=None, derandomize=True)

days = st.dates(date(2000, 1, 1), date(2037, 12, 31))
moments = st.datetimes(timezones=st.just(UTC))
amounts = st.decimals(allow_nan=False, allow_infinity=False)
grace = st.none() | st.builds(Span, st.integers(1, 300), st.just(SpanUnit.DAYS))
anchors = st.sampled_from(Anchor)
rules = st.builds(
    FixedTerm,
    term=st.builds(Span, st.integers(1, 40), st.sampled_from(SpanUnit)),
    extends_from=anchors,
    grace=grace,
) | st.builds(
    CalendarMonth,
    months=st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
    extends_from=anchors,
    grace=grace,
)
renewals = st.builds(
    Renewal,
    renewal_id=st.text(),
    renewed_on=days,
    recorded_at=moments,
    amount=st.none() | amounts,
    note=st.none() | st.text(),
    service_until=st.none() | days,
    number_until=st.none() | days,
    settled=st.booleans(),
)


@quietly
@given(days, st.integers(0, 600), st.none() | st.integers(1, 31))
def test_months_later_is_in_that_month_and_on_the_day_or_the_last(start, months, day) -> None:
    end = add_months(start, months, day)

    wanted = day or start.day
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == wanted or (end.day < wanted and (end + timedelta(days=1)).day == 1)


@quietly
@given(days, st.sampled_from(ZONES).map(ZoneInfo))
def test_the_second_after_the_end_of_a_day_is_a_later_day_already(day, zone) -> None:
    end = end_of_day(day, zone)

    assert end.astimezone(zone).date() <= day
    assert (end + timedelta(seconds=1)).astimezone(zone).date() > day


@quietly
@given(rules, days, st.data(), st.lists(renewals, max_size=6))
def test_the_order_of_recording_never_changes_the_clocks(rule, end, data, recorded) -> None:
    shuffled = data.draw(st.permutations(recorded))

    assert clocks_after(Clocks(end), shuffled, rule) == clocks_after(Clocks(end), recorded, rule)


@quietly
@given(rules, days, st.lists(days, min_size=1, max_size=6))
def test_a_rule_never_moves_service_back_nor_lets_the_number_end_before_it(
    rule, end, renewed_on
) -> None:
    recorded = [
        Renewal(renewal_id=str(each), renewed_on=each, recorded_at=datetime(2026, 1, 1, tzinfo=UTC))
        for each in renewed_on
    ]

    clocks = clocks_after(Clocks(end, end), recorded, rule)

    assert clocks.service_until >= end
    assert clocks.number_until is None or clocks.number_until >= clocks.service_until


@quietly
@given(
    st.builds(
        Record,
        service_until=st.none() | days,
        renewals=st.lists(renewals, max_size=3).map(tuple),
        reading=st.dictionaries(st.sampled_from(Bucket), st.builds(Measure, amounts, moments)),
    )
)
def test_a_record_survives_the_file(record) -> None:
    read = record_from_json(json.loads(json.dumps(record_to_json(record))))

    assert read == record
    assert record_to_json(read) == record_to_json(record)
