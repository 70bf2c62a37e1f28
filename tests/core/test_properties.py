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
from custom_components.sim_renewal.core.evidence import (
    Clock,
    Emptied,
    Evidence,
    Statement,
    Teller,
    with_statement,
)
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
from custom_components.sim_renewal.core.replay import replay
from custom_components.sim_renewal.core.replayed import Effect
from custom_components.sim_renewal.core.rule_families import (
    BalanceBurn,
    CalendarMonth,
    CreditLadder,
    FixedTerm,
    Never,
    ServiceByActivity,
    Subscription,
)
from custom_components.sim_renewal.core.rules import ActivityWindow, Anchor, Clocks, Start, Step
from tests.core.effort import MANY, SOME
from tests.core.set_up import set_up

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

quietly = settings(database=None, deadline=None, derandomize=True, max_examples=SOME)
thoroughly = settings(quietly, max_examples=MANY)

days = st.dates(date(2000, 1, 1), date(2037, 12, 31))
moments = st.datetimes(
    datetime(1970, 1, 1),  # noqa: DTZ001
    datetime(2199, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
amounts = st.decimals(-(10**18), 10**18, allow_nan=False)
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
    in_addition=st.booleans(),
)
statements = st.builds(
    Statement,
    clock=st.sampled_from(Clock),
    until=st.none() | days,
    as_of=moments,
    told_at=moments,
    teller=st.sampled_from(Teller),
    ends_at=st.none() | moments,
    repeated_at=st.none() | moments,
)

emptied = st.builds(Emptied, at=moments, refilled_at=st.none() | moments)


def clocks_of(rule, end, events, number_until=None) -> Clocks:
    """Return the clocks after events on a line that was set up long before with these dates."""
    record = set_up(
        end,
        number_until,
        renewals=tuple(each for each in events if isinstance(each, Renewal)),
        activities=tuple(each for each in events if isinstance(each, Activity)),
    )
    return replay(record.evidence, rule).clocks


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

    assert clocks_of(rule, end, shuffled) == clocks_of(rule, end, recorded)


@quietly
@given(rules, days, st.lists(days, min_size=1, max_size=6))
def test_a_rule_never_moves_service_back_nor_lets_the_number_end_before_it(
    rule, end, renewed_on
) -> None:
    recorded = [
        Renewal(renewal_id=str(each), renewed_on=each, recorded_at=datetime(2026, 1, 1, tzinfo=UTC))
        for each in renewed_on
    ]

    clocks = clocks_of(rule, end, recorded, end)

    assert clocks.service_until >= end
    assert clocks.number_until is None or clocks.number_until >= clocks.service_until


@quietly
@given(
    st.builds(
        Record,
        statements=st.lists(statements, max_size=3).map(tuple),
        emptied=st.lists(st.builds(Emptied, at=moments, refilled_at=st.none() | moments)).map(
            tuple
        ),
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
    shuffled = data.draw(st.permutations(events))

    assert clocks_of(rule, end, shuffled) == clocks_of(rule, end, events)


@quietly
@given(all_rules, st.none() | days, happenings, plain_renewals)
def test_the_latest_renewal_never_shortens_a_line(rule, end, events, renewal) -> None:
    latest = max([renewal.renewed_on, *(event.on for event in events)])
    before = clocks_of(rule, end, events)

    after = clocks_of(rule, end, [*events, replace(renewal, renewed_on=latest, at=AT_THE_END)])

    assert before.service_until is None or after.service_until >= before.service_until
    if before.number_until is not None and after.number_until is not None:
        assert after.number_until >= before.number_until


AT_THE_END = datetime(2099, 1, 1, tzinfo=UTC)
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
    end, recorded = date(2026, 1, 31), []
    for number in range(120):
        renewal = Renewal(
            renewal_id=str(number),
            renewed_on=end,
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        recorded.append(renewal)
        end = clocks_of(rule, date(2026, 1, 31), recorded).service_until
        assert (end + timedelta(days=1)).day == 1
    assert end == date(2036, 1, 31)


def changes_of_clocks(zone: ZoneInfo, year: int) -> set[date]:
    """Return the days of a year before which the offset of a zone was another one."""
    noons = [datetime(year, 1, 1, 12, tzinfo=zone) + timedelta(days=each) for each in range(366)]
    return {
        now.date() for now, then in pairwise(reversed(noons)) if now.utcoffset() != then.utcoffset()
    }


def test_days_left_falls_by_one_per_local_day_in_every_time_zone() -> None:
    line = Line(line_id="l", name="Anna", offer=Offer(currency="EUR"))
    record = set_up(date(2027, 12, 31))
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


# All that was told of a line within two months, some of it at the same time, late or again.

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
hours = st.integers(0, 24 * 60).map(lambda hours: BEGIN + timedelta(hours=hours))
ends = st.integers(-10, 12).map(lambda weeks: BEGIN.date() + timedelta(days=15 * weeks // 2))


@st.composite
def words(draw, clocks=tuple(Clock), tellers=tuple(Teller)) -> Statement:
    """Return something that somebody said of a date, as of the moment at which it was told."""
    at = draw(hours)
    return Statement(
        clock=draw(st.sampled_from(clocks)),
        until=draw(st.none() | ends),
        as_of=at,
        told_at=at,
        teller=draw(st.sampled_from(tellers)),
    )


@st.composite
def purchases(draw) -> Renewal:
    """Return a renewal of which the moment is known, or only the day, that was recorded later."""
    at = draw(hours)
    return Renewal(
        renewal_id=draw(st.uuids().map(str)),
        renewed_on=at.date(),
        recorded_at=at + timedelta(hours=draw(st.integers(0, 200))),
        at=draw(st.sampled_from([at, None])),
        amount=draw(st.none() | st.integers(0, 60).map(Decimal)),
        in_addition=draw(st.booleans()),
        service_until=draw(st.none() | ends),
    )


@st.composite
def uses(draw) -> Activity:
    """Return a use of a line."""
    at = draw(hours)
    return Activity(
        activity_id=draw(st.uuids().map(str)),
        kind=draw(st.sampled_from(ActivityKind)),
        on=at.date(),
        recorded_at=at,
        at=draw(st.sampled_from([at, None])),
    )


told_rules = all_rules | st.builds(
    BalanceBurn, fee=st.integers(1, 9).map(Decimal), period=spans, **shared
)
evidence = st.lists(words() | purchases() | uses(), max_size=9)


def played(rule, told, until=None):
    """Return the replay of what was told, in this order."""
    said: tuple[Statement, ...] = ()
    for each in told:
        if isinstance(each, Statement):
            said = with_statement(said, each)
    whole = Evidence(
        statements=said,
        renewals=tuple(each for each in told if isinstance(each, Renewal)),
        activities=tuple(each for each in told if isinstance(each, Activity)),
    )
    return replay(whole, rule, until=until)


@thoroughly
@given(told_rules, evidence, st.data())
def test_evidence_in_any_order_of_telling_gives_the_same_dates(rule, told, data) -> None:
    shuffled = data.draw(st.permutations(told))

    assert played(rule, shuffled).clocks == played(rule, told).clocks


@thoroughly
@given(told_rules, evidence, st.data())
def test_a_statement_that_is_told_twice_is_one(rule, told, data) -> None:
    said = [each for each in told if isinstance(each, Statement)]
    again = data.draw(st.lists(st.sampled_from(said))) if said else []

    assert played(rule, [*told, *again]).clocks == played(rule, told).clocks


@thoroughly
@given(told_rules, evidence, words(clocks=(Clock.NUMBER,)))
def test_stating_the_number_never_changes_service(rule, told, word) -> None:
    before, after = played(rule, told).clocks, played(rule, [*told, word]).clocks

    assert replace(after, number_until=None) == replace(before, number_until=None)


@thoroughly
@given(told_rules, evidence, purchases(), st.sampled_from([Teller.PERSON, Teller.SETUP]), ends)
def test_what_was_before_a_later_word_of_a_person_never_changes_it(
    rule, told, purchase, teller, until
) -> None:
    at = BEGIN + timedelta(days=80)
    last = Statement(clock=Clock.SERVICE, until=until, as_of=at, told_at=at, teller=teller)

    with_it = played(rule, [*told, purchase, last]).clocks

    assert with_it.service_until == until
    assert with_it.service_until == played(rule, [*told, last]).clocks.service_until


@thoroughly
@given(told_rules, evidence)
def test_no_renewal_by_the_rule_moves_a_clock_back(rule, told) -> None:
    for step in played(rule, told).steps:
        what = step.told.what
        if isinstance(what, Renewal) and what.service_until is None:
            assert not is_earlier(step.after.service_until, step.before.service_until)
            assert not is_earlier(step.after.number_until, step.before.number_until)


def is_earlier(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


@thoroughly
@given(told_rules, evidence)
def test_what_is_contained_moves_nothing(rule, told) -> None:
    for step in played(rule, told).steps:
        if step.service is Effect.CONTAINED:
            assert replace(step.after, number_until=None) == replace(step.before, number_until=None)
        if step.number is Effect.CONTAINED:
            assert step.after.number_until == step.before.number_until


@thoroughly
@given(told_rules, evidence, hours)
def test_what_was_true_at_a_moment_needs_nothing_of_later(rule, told, until) -> None:
    known = played(rule, told, until)

    later = [
        Statement(
            clock=Clock.SERVICE,
            until=date(2030, 1, 1),
            as_of=until + timedelta(hours=1),
            told_at=until + timedelta(days=1000),
            teller=Teller.PERSON,
        )
    ]
    assert played(rule, [*told, *later], until).clocks == known.clocks


@thoroughly
@given(told_rules, evidence, purchases())
def test_a_renewal_that_is_taken_back_is_as_if_it_had_never_been(rule, told, purchase) -> None:
    record = Record()
    for each in told:
        record = added(record, each)

    undone = record.with_renewal(purchase).without_renewal(purchase.renewal_id, UNDONE_AT)

    assert replay(undone.evidence, rule) == replay(record.evidence, rule)


def added(record: Record, told) -> Record:
    match told:
        case Statement():
            return record.with_statement(told)
        case Renewal():
            return record.with_renewal(told)
        case _:
            return record.with_activity(told)
