"""What a source says of dates becomes statements, with the exact end where that was said."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.evidence import Clock, Statement, Teller
from custom_components.sim_renewal.core.model import Bucket, Measure, Renewal
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.rule_families import FixedTerm, ServiceByActivity
from custom_components.sim_renewal.core.rules import ActivityWindow, Clocks
from custom_components.sim_renewal.core.source_values import Capability, Countdown, SourceValues
from custom_components.sim_renewal.core.statements import (
    news_in,
    number_follows,
    stated_clocks,
    with_source_values,
    with_text,
)
from custom_components.sim_renewal.core.wrong_clock import (
    is_plainly_ahead,
    with_typed_reading,
    without_future,
)

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
ENDS_AT = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def say(record: Record, at: datetime = AT, **values: Any) -> Record:
    said = SourceValues(
        silent_since=dict.fromkeys((Capability.EXPIRY, Capability.NUMBER_EXPIRY), at), **values
    )
    return with_source_values(record, said, at)


def test_the_exact_end_is_that_of_service() -> None:
    record = say(
        Record(),
        service_until=date(2026, 11, 26),
        number_until=date(2027, 5, 26),
        ends_at=ENDS_AT,
    )

    told: dict[str, Any] = {"as_of": AT, "told_at": AT, "teller": Teller.SOURCE}
    assert record.statements == (
        Statement(clock=Clock.SERVICE, until=date(2026, 11, 26), ends_at=ENDS_AT, **told),
        Statement(clock=Clock.NUMBER, until=date(2027, 5, 26), **told),
    )


@pytest.mark.parametrize(
    ("later", "until", "is_same"),
    [
        (ENDS_AT + timedelta(minutes=59), date(2026, 11, 26), True),
        (ENDS_AT - timedelta(minutes=59), date(2026, 11, 26), True),
        (ENDS_AT + timedelta(minutes=60), date(2026, 11, 26), False),
        (ENDS_AT + DAY, date(2026, 11, 27), False),
    ],
)
def test_an_exact_end_that_is_counted_anew_each_time_is_the_same_one(later, until, is_same) -> None:
    record = say(Record(), service_until=date(2026, 11, 26), ends_at=ENDS_AT)

    record = say(record, AT + DAY, service_until=until, ends_at=later)

    assert record.statements[-1].ends_at == (ENDS_AT if is_same else later)
    assert len(record.statements) == (1 if is_same else 2)


def test_a_day_without_its_exact_end_is_another_statement() -> None:
    record = say(Record(), service_until=date(2026, 11, 26))

    record = say(record, AT + DAY, service_until=date(2026, 11, 26), ends_at=ENDS_AT)

    assert [each.ends_at for each in record.statements] == [None, ENDS_AT]


def test_what_a_clock_that_was_ahead_stated_comes_before_what_is_stated_now() -> None:
    ahead = say(Record(), AT + 400 * DAY, service_until=date(2027, 12, 24))
    ahead = say(ahead, AT + 401 * DAY, service_until=date(2027, 12, 31))
    ahead = say(ahead, AT + 402 * DAY, service_until=date(2027, 12, 31))

    right = say(ahead, AT, service_until=date(2026, 11, 26))

    assert [each.until for each in right.statements] == [
        date(2027, 12, 24),
        date(2027, 12, 31),
        date(2026, 11, 26),
    ]
    moments = [moment for each in right.statements for moment in each.moments]
    assert moments == sorted(moments)
    assert moments[-1] == AT
    assert without_future(right, AT, AT) is right


def test_a_text_says_what_was_so_when_it_was_received() -> None:
    told_at = AT + timedelta(days=2)
    values = SourceValues(service_until=date(2026, 12, 24), number_until=date(2027, 6, 24))

    record = with_text(Record(), values, AT, told_at)

    assert [(each.clock, each.until) for each in record.statements] == [
        (Clock.SERVICE, date(2026, 12, 24)),
        (Clock.NUMBER, date(2027, 6, 24)),
    ]
    assert {(each.as_of, each.told_at, each.teller) for each in record.statements} == {
        (AT, told_at, Teller.TEXT)
    }
    assert with_text(Record(), SourceValues(), AT, told_at) == Record()


GRACE = FixedTerm(term=Span(30, SpanUnit.DAYS), grace=Span(10, SpanUnit.DAYS))
BY_GRACE = Clocks(date(2026, 11, 26), date(2026, 12, 6))
BY_ITSELF = Clocks(date(2026, 11, 26), date(2027, 1, 1))
DECEMBER = date(2026, 12, 26)


def test_a_number_follows_service_while_its_date_is_what_the_grace_makes_of_it() -> None:
    assert number_follows(BY_GRACE, GRACE)
    assert not number_follows(BY_ITSELF, GRACE)
    assert not number_follows(BY_GRACE, None)
    assert number_follows(Clocks(date(2026, 11, 26)), None)


@pytest.mark.parametrize(
    ("clocks", "service", "number", "expected"),
    [
        (BY_GRACE, DECEMBER, None, (DECEMBER, None)),
        (BY_ITSELF, DECEMBER, None, (DECEMBER, BY_ITSELF.number_until)),
        (BY_GRACE, None, date(2027, 2, 1), (BY_GRACE.service_until, date(2027, 2, 1))),
        (BY_GRACE, DECEMBER, date(2027, 2, 1), (DECEMBER, date(2027, 2, 1))),
        (BY_GRACE, None, None, (BY_GRACE.service_until, BY_GRACE.number_until)),
    ],
)
def test_a_number_that_follows_contradicts_no_end_of_service(
    clocks, service, number, expected
) -> None:
    after = stated_clocks(clocks, GRACE, service, number)

    assert (after.service_until, after.number_until) == expected


# What a person sees, and clocks that were wrong

DATA, CREDIT = Bucket.DATA_REMAINING, Bucket.CREDIT


def seen(amount: int, at: datetime) -> Measure:
    return Measure(Decimal(amount), at)


def test_what_a_clock_that_was_ahead_measured_gives_way_to_a_person() -> None:
    ahead = AT + 30 * DAY
    record = Record().with_reading({DATA: seen(9, AT - DAY), CREDIT: seen(3, AT - DAY)})
    record = record.with_reading({DATA: seen(0, ahead), CREDIT: seen(8, ahead)})
    record = record.with_reading({CREDIT: seen(9, ahead + DAY)})

    record = with_typed_reading(record, {DATA: seen(5, AT), CREDIT: seen(2, AT)}, AT)

    assert record.known_reading == {DATA: seen(5, AT), CREDIT: seen(2, AT)}
    assert [each.remaining for each in record.history.points] == [9, 5]
    assert record.emptied == ()
    assert [each.amount for each in record.former_credits] == [3]


def test_a_balance_of_a_renewal_from_the_future_gives_way_too() -> None:
    balance = {DATA: seen(9, AT + DAY), CREDIT: seen(7, AT + DAY)}
    renewal = Renewal(renewal_id="1", renewed_on=AT.date(), recorded_at=AT, balance=balance)

    record = with_typed_reading(Record(renewals=(renewal,)), {DATA: seen(5, AT)}, AT)

    assert record.known_reading == {DATA: seen(5, AT), CREDIT: seen(7, AT + DAY)}


def test_what_is_known_of_now_or_before_stays_in_the_history() -> None:
    record = Record().with_reading({DATA: seen(9, AT - DAY)})

    record = with_typed_reading(record, {DATA: seen(5, AT)}, AT)

    assert [each.remaining for each in record.history.points] == [9, 5]
    older = with_typed_reading(record, {DATA: seen(7, AT - DAY)}, AT)
    assert older.known_reading == {DATA: seen(5, AT)}


def test_a_person_is_believed_also_while_the_clock_is_behind() -> None:
    at_boot = datetime(1970, 1, 1, tzinfo=UTC)
    record = Record().with_dates(AT, service=date(2026, 12, 1)).with_reading({DATA: seen(9, AT)})

    typed = {DATA: seen(5, at_boot), CREDIT: seen(2, at_boot)}
    record = with_typed_reading(record, typed, at_boot)

    assert record.known_reading[DATA] == seen(5, AT + timedelta.resolution)
    assert record.known_reading[CREDIT] == seen(2, at_boot)
    again = with_typed_reading(record, {DATA: seen(4, AT + DAY)}, at_boot)
    assert again.known_reading[DATA] == seen(4, AT + DAY)


def test_what_a_clock_that_was_ahead_said_of_everything_comes_right_before_what_is_heard() -> None:
    ahead = AT + 30 * DAY
    countdown = Countdown(Decimal(4), date(2026, 12, 27), ahead)
    values = SourceValues(
        silent_since={Capability.CREDIT: ahead}, countdowns={Capability.EXPIRY: countdown}
    )
    renewal = Renewal(
        renewal_id="a", renewed_on=AT.date(), recorded_at=AT, balance={CREDIT: seen(3, ahead)}
    )
    record = Record(renewals=(renewal,), source_values=values).with_reading({DATA: seen(5, AT)})
    for number in range(3):
        record = record.with_reading({DATA: seen(0, ahead), CREDIT: seen(number, ahead)})
        ahead += DAY
    record = record.with_reading({DATA: seen(9, ahead)})
    assert is_plainly_ahead(record.with_dates(AT, service=AT.date()), AT)

    now = AT + timedelta(hours=1)
    right = without_future(record, AT + timedelta(minutes=50), now)

    assert without_future(right, now, now) is right
    assert not is_plainly_ahead(right, now)
    assert right.known_reading[DATA].amount == 9
    (emptied,) = right.emptied
    assert emptied.at < emptied.refilled_at < AT + timedelta(minutes=50)
    assert [each.amount for each in right.former_credits] == [0, 1]
    assert right.renewals[0].balance[CREDIT].measured_at < now
    assert right.source_values.silent_since == {Capability.CREDIT: now}
    assert right.source_values.countdowns[Capability.EXPIRY].said_at == now
    heard = right.with_reading({DATA: seen(7, AT + timedelta(minutes=50))})
    assert heard.reading[DATA].amount == 7


def test_all_that_is_ahead_of_a_clock_that_is_behind_stays() -> None:
    record = Record().with_dates(AT, service=date(2026, 12, 1))

    assert not is_plainly_ahead(record, AT - 400 * DAY)


def test_a_balance_that_is_told_again_was_told_at_first() -> None:
    at, first, again = AT - 3 * DAY, AT - 2 * DAY, AT
    values = SourceValues(reading={Bucket.CREDIT: Measure(Decimal(5), at)})
    told = with_text(Record(), values, at, first)

    assert told.reading[Bucket.CREDIT] == Measure(Decimal(5), at, first)
    assert with_text(told, values, at, again).reading == told.reading
    assert with_source_values(Record(), values, again).reading[Bucket.CREDIT].told_at == again
    now = SourceValues(reading={Bucket.CREDIT: Measure(Decimal(5), again)})
    assert with_source_values(told, now, again).reading[Bucket.CREDIT].told_at is None


def test_what_a_clock_that_was_ahead_heard_late_was_told_before_what_comes() -> None:
    ahead = AT + 30 * DAY
    late = Measure(Decimal(0), AT - DAY, ahead)
    text = SourceValues(reading={DATA: late, CREDIT: late})
    record = with_text(Record(), text, AT - DAY, ahead)
    assert record.emptied[0].told_at == ahead
    assert is_plainly_ahead(record, AT)

    right = without_future(record, AT, AT)

    assert right.emptied[0].at == right.reading[CREDIT].measured_at == AT - DAY
    assert AT - DAY < right.emptied[0].known_at < AT
    assert AT - DAY < right.reading[CREDIT].known_at < AT
    assert without_future(right, AT, AT) is right
    wrong = without_future(with_text(Record(), text, ahead - DAY, ahead), AT, AT)
    assert (wrong.emptied[0].told_at or AT) <= AT


def test_the_news_of_a_clock_is_what_was_said_last_of_it_and_not_known() -> None:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    before = Record().with_dates(at, service=date(2026, 12, 1))
    later = before.with_dates(at + timedelta(hours=1), service=date(2026, 12, 2))

    told = news_in(later, before, Clock.SERVICE)
    assert told is not None
    assert told.until == date(2026, 12, 2)
    assert news_in(later, before, Clock.NUMBER) is None
    assert news_in(before, before, Clock.SERVICE) is None


def test_the_least_that_keeps_a_line_in_use_is_that_of_its_window() -> None:
    window = ActivityWindow(within=Span(6, SpanUnit.MONTHS), minimum=Decimal(5))

    assert ServiceByActivity(window=window).least == 5
