"""Did it land? When the question comes, what answers it, and what takes it off the phones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.evidence import Teller
from custom_components.sim_renewal.core.model import Bucket, Measure, Renewal, Verdict, Verification
from custom_components.sim_renewal.core.record import QUESTION_CYCLE, Delivery, Record
from custom_components.sim_renewal.core.reminders import ReminderPlan
from custom_components.sim_renewal.core.replay import replay
from custom_components.sim_renewal.core.rule_families import FixedTerm
from custom_components.sim_renewal.core.verification import (
    ask_at,
    asked,
    decided_by_reading,
    is_verifiable,
    next_question,
    open_question,
    questions_to_clear,
    still_to_ask,
    unverified,
    verdict_by_reading,
)
from tests.core.set_up import set_up

PARIS = ZoneInfo("Europe/Paris")
PLAN = ReminderPlan()
RECORDED = datetime(2026, 11, 23, 18, 0, tzinfo=PARIS)


def renewal(renewal_id: str = "1", **changes) -> Renewal:
    whole = Renewal(renewal_id=renewal_id, renewed_on=date(2026, 11, 23), recorded_at=RECORDED)
    return replace(whole, **changes)


@pytest.mark.parametrize(
    ("recorded", "asked_at"),
    [
        ("2026-11-23T18:00+01:00", "2026-11-25T09:00+01:00"),
        ("2026-11-23T09:00+01:00", "2026-11-24T09:00+01:00"),
        ("2026-11-23T09:00:01+01:00", "2026-11-25T09:00+01:00"),
        ("2026-11-23T07:00+01:00", "2026-11-24T09:00+01:00"),
        ("2026-03-27T10:00+01:00", "2026-03-29T09:00+02:00"),
        ("2026-10-24T09:00+02:00", "2026-10-25T09:00+01:00"),
    ],
)
def test_the_question_comes_at_the_first_time_for_reminders_after_a_day(recorded, asked_at) -> None:
    moment = datetime.fromisoformat(recorded)
    after = ask_at(renewal(recorded_at=moment), PLAN, PARIS)
    assert after == datetime.fromisoformat(asked_at)
    assert timedelta(hours=24) <= after - moment <= timedelta(hours=48)


def test_a_renewal_is_asked_about_once_its_time_has_come() -> None:
    record = Record(renewals=(renewal(),))
    early, late = RECORDED + timedelta(hours=38), RECORDED + timedelta(hours=39)
    assert unverified(record, PLAN, early) == ()
    assert next_question(record, PLAN, early) == late
    assert unverified(record, PLAN, late) == (renewal(),)
    assert next_question(record, PLAN, late) is None
    noted = asked(record, frozenset({"1"}), late)
    assert noted.renewals == (renewal(verification=Verification(asked_at=late)),)
    assert unverified(noted, PLAN, late) == ()
    assert asked(record, frozenset({"2"}), late) == record


@pytest.mark.parametrize(
    "changes",
    [
        {"renewed_on": date(2026, 11, 20)},
        {"verification": Verification().decided(Verdict.LANDED, RECORDED)},
    ],
)
def test_nobody_is_asked_what_is_known(changes) -> None:
    record = Record(renewals=(renewal(**changes),))
    assert unverified(record, PLAN, RECORDED + timedelta(days=9)) == ()
    assert next_question(record, PLAN, RECORDED) is None


@pytest.mark.parametrize(
    ("teller", "clock", "hours", "is_asked"),
    [
        (Teller.PERSON, "service", 1, False),
        (Teller.SETUP, "service", 1, False),
        (Teller.PERSON, "service", -1, True),
        (Teller.PERSON, "number", 1, True),
        (Teller.TEXT, "service", 1, True),
        (Teller.SOURCE, "service", 1, True),
    ],
)
def test_who_has_stated_the_end_since_knows_the_answer(teller, clock, hours, is_asked) -> None:
    record = Record(renewals=(renewal(),))
    at = RECORDED + timedelta(hours=hours)
    stated = record.with_dates(at, teller, **{clock: date(2026, 12, 20)})
    assert bool(unverified(stated, PLAN, RECORDED + timedelta(days=9))) is is_asked


def test_nobody_is_asked_who_does_not_want_it() -> None:
    record = Record(renewals=(renewal(),))
    assert unverified(record, ReminderPlan(verify=False), RECORDED + timedelta(days=9)) == ()
    assert next_question(record, ReminderPlan(verify=False), RECORDED) is None


def measure(amount: int, hours: float) -> Measure:
    return Measure(Decimal(amount), RECORDED + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (measure(2, -5), measure(12, 1), Verdict.LANDED),
        (measure(2, -5), measure(2, 1), None),
        (measure(2, -5), measure(1, 1), None),
        (measure(2, -5), measure(12, -1), None),
        (measure(2, -5), None, None),
        (None, measure(12, 1), None),
    ],
)
@pytest.mark.parametrize("bucket", [Bucket.CREDIT, Bucket.DATA_REMAINING])
def test_only_a_balance_that_rose_since_decides(bucket, before, after, verdict) -> None:
    one = renewal(balance_before={bucket: before} if before else {})
    record = Record(reading={bucket: after} if after else {}, renewals=(one,))
    assert verdict_by_reading(one, record) == verdict
    decided = decided_by_reading(record).renewals[0].verification
    assert decided == Verification(verdict=verdict)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("2026-11-26", "2026-12-26", Verdict.LANDED),
        ("2026-11-26", "2026-12-24", Verdict.LANDED),
        ("2026-11-26", "2026-11-26", None),
        ("2026-11-26", None, None),
        (None, "2026-12-26", Verdict.LANDED),
    ],
)
@pytest.mark.parametrize("teller", [Teller.SOURCE, Teller.TEXT])
def test_an_end_that_a_carrier_moves_decides(teller, before, after, verdict) -> None:
    one = renewal()
    record = set_up(date(2026, 11, 26), renewals=(one,))
    for end, days in ((before, -5), (after, 1)):
        if end is not None:
            at = RECORDED + timedelta(days=days)
            record = record.with_dates(at, teller, service=date.fromisoformat(end))
    seen = replay(record.evidence, FixedTerm(term=Span(30, SpanUnit.DAYS)), zone=PARIS).seen
    assert verdict_by_reading(one, record, seen) == verdict
    decided = decided_by_reading(record, seen).renewals[0]
    assert decided.verification.verdict == verdict


def test_a_reading_answers_also_a_question_that_was_put() -> None:
    one = renewal(
        balance_before={Bucket.CREDIT: measure(2, -5)},
        verification=Verification(asked_at=RECORDED + timedelta(hours=39)),
    )
    record = Record(reading={Bucket.CREDIT: measure(12, 40)}, renewals=(one,))
    assert open_question(record) == one
    assert open_question(decided_by_reading(record)) is None


def test_a_reading_changes_no_answer_of_a_person() -> None:
    one = renewal(
        balance_before={Bucket.CREDIT: measure(2, -5)},
        verification=Verification().decided(Verdict.WRONG_CHARGE, RECORDED),
    )
    record = Record(reading={Bucket.CREDIT: measure(12, 40)}, renewals=(one,))
    assert decided_by_reading(record) == record


def test_one_question_is_open_at_a_time_and_leaves_the_phones_when_answered() -> None:
    put = Verification(asked_at=RECORDED)
    first, second = renewal("1", verification=put), renewal("2", verification=put)
    record = Record(renewals=(first, second))
    assert open_question(record) == first
    assert still_to_ask(record, "anna")

    delivery = Delivery(cycle=QUESTION_CYCLE, stage="1", recipient_id="anna", delivered_at=RECORDED)
    told = record.with_delivery(delivery)
    assert not still_to_ask(told, "anna")
    assert still_to_ask(told, "bob")
    assert questions_to_clear(told) == ()

    answered = told.with_changed_renewal(
        replace(first, verification=put.decided(Verdict.LANDED, RECORDED))
    )
    assert open_question(answered) == second
    assert questions_to_clear(answered) == (delivery,)
    assert questions_to_clear(answered.with_cleared((delivery,))) == ()
    assert still_to_ask(answered, "anna")
    assert not still_to_ask(Record(), "anna")


def test_an_answer_can_be_taken_back() -> None:
    answered = Verification(asked_at=RECORDED).decided(Verdict.MISSING, RECORDED)
    assert answered.decided(None, datetime(2026, 11, 30, tzinfo=UTC)) == Verification(
        asked_at=RECORDED
    )


def test_what_counts_in_addition_to_a_later_date_is_asked_about() -> None:
    renewal = Renewal(
        renewal_id="1",
        renewed_on=date(2026, 11, 20),
        recorded_at=datetime(2026, 11, 20, 12, tzinfo=UTC),
    )
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    record = Record(renewals=(renewal,)).with_dates(at, Teller.PERSON, service=date(2026, 12, 26))

    assert not is_verifiable(renewal, record)
    assert is_verifiable(replace(renewal, in_addition=True), record)


def test_nobody_is_asked_about_what_was_given_back() -> None:
    data, before = Bucket.DATA_REMAINING, RECORDED - timedelta(days=1)
    refund = renewal(refund=True, balance_before={data: Measure(Decimal(1), before)})
    record = Record(renewals=(refund,))
    assert not is_verifiable(refund, record)
    richer = record.with_reading({data: Measure(Decimal(9), RECORDED + timedelta(hours=1))})
    assert decided_by_reading(richer) == richer
