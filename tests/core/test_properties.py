"""What holds for any dates, zones and orders, tried on many of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
import json
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.sim_renewal.core.dates import (
    Span,
    SpanUnit,
    add_months,
    end_of_day,
    next_midnight,
)
from custom_components.sim_renewal.core.encoding import record_from_json, record_to_json
from custom_components.sim_renewal.core.line import Line, Offer, derive
from custom_components.sim_renewal.core.model import (
    Activity,
    ActivityKind,
    Bucket,
    Measure,
    Renewal,
)
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.reminders import ReminderPlan
from custom_components.sim_renewal.core.rule_families import (
    CalendarMonth,
    CreditLadder,
    FixedTerm,
    Never,
    ServiceByActivity,
    Step,
    Subscription,
)
from custom_components.sim_renewal.core.rules import ActivityWindow, Anchor, Clocks, Start
from custom_components.sim_renewal.core.validity import clocks_after, typed_clocks

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


spans = st.builds(Span, st.integers(1, 40), st.sampled_from(SpanUnit))
windows = st.builds(
    ActivityWindow, within=spans, kinds=st.frozensets(st.sampled_from(ActivityKind), min_size=1)
)
shared = {"grace": grace, "kept_by": st.none() | windows}
steps = st.lists(
    st.builds(Step, st.integers(0, 50).map(Decimal), st.none() | spans, st.none() | spans),
    min_size=1,
    max_size=4,
    unique_by=lambda step: step.amount,
).map(lambda found: tuple(sorted(found, key=lambda step: step.amount)))
all_rules = st.one_of(
    rules,
    st.builds(
        FixedTerm,
        term=spans,
        extends_from=anchors,
        starts=st.sampled_from(Start),
        minimum=st.none() | st.integers(0, 50).map(Decimal),
        **shared,
    ),
    st.builds(ServiceByActivity, window=windows, **shared),
    st.builds(CreditLadder, steps=steps, extends_from=anchors, **shared),
    st.builds(Subscription, period=spans, **shared),
    st.builds(Never, **shared),
)
plain_renewals = st.builds(
    Renewal,
    renewal_id=st.uuids().map(str),
    renewed_on=days,
    recorded_at=moments,
    amount=st.none() | st.integers(0, 60).map(Decimal),
)
activities = st.builds(
    Activity,
    activity_id=st.uuids().map(str),
    kind=st.sampled_from(ActivityKind),
    on=days,
    recorded_at=moments,
)
happenings = st.lists(plain_renewals | activities, max_size=6)


@quietly
@given(all_rules, st.none() | days, st.data(), happenings)
def test_the_order_of_telling_never_matters_whatever_the_rule(rule, end, data, events) -> None:
    begin = typed_clocks(end, None, rule)
    shuffled = data.draw(st.permutations(events))

    assert clocks_after(begin, shuffled, rule) == clocks_after(begin, events, rule)


@quietly
@given(all_rules, st.none() | days, happenings, plain_renewals)
def test_the_latest_renewal_never_shortens_a_line(rule, end, events, renewal) -> None:
    latest = max([renewal.renewed_on, *(event.on for event in events)])
    begin = typed_clocks(end, None, rule)
    before = clocks_after(begin, events, rule)

    after = clocks_after(before, [replace(renewal, renewed_on=latest)], rule)

    assert before.service_until is None or after.service_until >= before.service_until
    if before.number_until is not None and after.number_until is not None:
        assert after.number_until >= before.number_until


UNDONE_AT = datetime(2026, 6, 1, tzinfo=UTC)


@quietly
@given(st.builds(Record, renewals=st.lists(plain_renewals, max_size=4).map(tuple)), plain_renewals)
def test_taking_a_renewal_back_restores_the_record_exactly(record, renewal) -> None:
    undone = record.with_renewal(renewal).without_renewal(renewal.renewal_id, UNDONE_AT)

    assert replace(undone, undone=record.undone) == record
    assert undone.with_restored(undone.undone[-1]) == record.with_renewal(renewal)


@pytest.mark.parametrize("anchor", [Anchor.LATER, Anchor.CURRENT_END])
def test_clamped_months_return_to_their_day_for_years(anchor) -> None:
    rule = FixedTerm(term=Span(1, SpanUnit.MONTHS), extends_from=anchor)
    clocks = typed_clocks(date(2026, 1, 31), None, rule)
    for _ in range(120):
        renewal = Renewal(
            renewal_id="r",
            renewed_on=clocks.service_until,
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        clocks = clocks_after(clocks, [renewal], rule)
        assert (clocks.service_until + timedelta(days=1)).day == 1
    assert clocks.service_until == date(2036, 1, 31)


def changes_of_clocks(zone: ZoneInfo, year: int) -> set[date]:
    """Return the days of a year before which the offset of a zone was another one."""
    noons = [datetime(year, 1, 1, 12, tzinfo=zone) + timedelta(days=each) for each in range(366)]
    return {
        now.date() for now, then in pairwise(reversed(noons)) if now.utcoffset() != then.utcoffset()
    }


def test_days_left_falls_by_one_per_local_day_in_every_time_zone() -> None:
    line = Line(line_id="l", name="Anna", offer=Offer(currency="EUR"))
    record = Record(service_until=date(2027, 12, 31))
    tried = 0
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        for changed in changes_of_clocks(zone, 2026) | {date(2026, 7, 1)}:
            now = datetime.combine(changed - timedelta(days=2), time(12), tzinfo=zone)
            left = derive(line, record, ReminderPlan(), now).days_left
            for _ in range(4):
                midnight = next_midnight(now)
                just_before = (midnight - timedelta(seconds=1)).astimezone(zone)
                assert derive(line, record, ReminderPlan(), just_before).days_left == left, name
                now = midnight.astimezone(zone)
                left -= 1
                assert derive(line, record, ReminderPlan(), now).days_left == left, name
                tried += 1
    assert tried > 2000
