"""The record of a line: what each happening adds to it, and what it leaves alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.evidence import Clock, Emptied, Statement, Teller
from custom_components.sim_renewal.core.model import (
    Activity,
    ActivityKind,
    Bucket,
    Measure,
    Renewal,
    Verdict,
    Verification,
)
from custom_components.sim_renewal.core.record import (
    DELIVERIES_KEPT,
    Delivery,
    Port,
    Record,
    Snooze,
    UndoneRenewal,
)
from custom_components.sim_renewal.core.replay import replay
from custom_components.sim_renewal.core.rule_families import FixedTerm
from tests.core.set_up import set_up

moment = datetime.fromisoformat

NOON = moment("2026-05-10T12:00Z")
HOUR = timedelta(hours=1)
SNOOZE = Snooze(until=moment("2026-05-12T09:00Z"), asked_at=NOON)
DATA, CREDIT = Bucket.DATA_REMAINING, Bucket.CREDIT


def renewal(renewal_id: str) -> Renewal:
    return Renewal(renewal_id=renewal_id, renewed_on=date(2026, 5, 10), recorded_at=NOON)


def service_of(record: Record) -> date | None:
    rule = FixedTerm(term=Span(30, SpanUnit.DAYS))
    return replay(record.evidence, rule).clocks.service_until


def delivery(number: int, recipient_id: str = "anna", *, cleared: bool = False) -> Delivery:
    return Delivery(
        cycle="2026-06-30/",
        stage="service-7",
        recipient_id=recipient_id,
        delivered_at=NOON + timedelta(minutes=number),
        cleared=cleared,
    )


def test_a_renewal_is_added_and_ends_the_snooze() -> None:
    before = set_up(
        service_until=date(2026, 5, 31),
        renewals=(renewal("a"),),
        snooze=SNOOZE,
        deliveries=(delivery(1),),
    )

    assert before.with_renewal(renewal("b")) == set_up(
        service_until=date(2026, 5, 31),
        renewals=(renewal("a"), renewal("b")),
        snooze=None,
        deliveries=(delivery(1),),
    )


def test_a_change_leaves_the_record_that_it_came_from_alone() -> None:
    before = Record(reading={DATA: Measure(Decimal(1), NOON)})

    before.with_reading({DATA: Measure(Decimal(2), NOON)})
    before.with_renewal(renewal("a"))

    assert before == Record(reading={DATA: Measure(Decimal(1), NOON)})


def test_stated_dates_are_added_and_end_the_snooze_and_the_rest_stays() -> None:
    before = set_up(
        service_until=date(2026, 5, 31),
        number_until=date(2026, 8, 31),
        renewals=(renewal("a"), renewal("b")),
        reading={CREDIT: Measure(Decimal(5), NOON)},
        snooze=SNOOZE,
    )
    stated = Statement(
        clock=Clock.SERVICE,
        until=date(2026, 7, 1),
        as_of=NOON + HOUR,
        told_at=NOON + HOUR,
        teller=Teller.PERSON,
    )

    after = before.with_dates(NOON + HOUR, service=date(2026, 7, 1))

    assert after == replace(before, statements=(*before.statements, stated), snooze=None)
    assert service_of(before) == date(2026, 6, 30)
    assert service_of(after) == date(2026, 7, 1)


def test_a_date_that_is_said_again_ends_no_snooze() -> None:
    said = Record().with_dates(NOON, Teller.SOURCE, service=date(2026, 7, 1))
    again = replace(said, snooze=SNOOZE).with_dates(
        NOON + HOUR, Teller.SOURCE, service=date(2026, 7, 1)
    )

    assert again.snooze == SNOOZE
    assert again != said
    assert again.ageless == replace(said, snooze=SNOOZE).ageless


def test_a_renewal_after_stated_dates_moves_them() -> None:
    stated = Record().with_dates(NOON - HOUR, service=date(2026, 7, 1))

    assert service_of(stated.with_renewal(renewal("a"))) == date(2026, 7, 31)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        pytest.param(-1, "5", id="an-older-measure-never-replaces"),
        pytest.param(0, "7", id="a-correction-of-the-same-moment-replaces"),
        pytest.param(1, "7", id="a-newer-measure-replaces"),
    ],
)
def test_the_newest_measure_of_a_bucket_is_kept(minutes, expected) -> None:
    before = Record(reading={CREDIT: Measure(Decimal(5), NOON)})

    after = before.with_reading({CREDIT: Measure(Decimal(7), NOON + timedelta(minutes=minutes))})

    assert after.reading[CREDIT].amount == Decimal(expected)


def test_a_reading_leaves_what_it_does_not_know_alone() -> None:
    credit = Measure(Decimal(5), NOON)
    data = Measure(Decimal(0), NOON - timedelta(days=9))

    assert Record(reading={CREDIT: credit}).with_reading({DATA: data}).reading == {
        CREDIT: credit,
        DATA: data,
    }
    assert Record(reading={CREDIT: credit}).with_reading({}).reading == {CREDIT: credit}


def test_measures_of_different_zones_are_compared_as_moments() -> None:
    before = Record(reading={CREDIT: Measure(Decimal(5), moment("2026-05-10T14:00+02:00"))})

    older = before.with_reading({CREDIT: Measure(Decimal(7), moment("2026-05-10T13:30+05:45"))})

    assert older.reading[CREDIT].amount == Decimal(5)


@pytest.mark.parametrize(
    ("forgotten", "left"),
    [
        ((), {DATA, CREDIT}),
        ((DATA,), {CREDIT}),
        ((DATA, CREDIT), set()),
        ((Bucket.SMS_REMAINING,), {DATA, CREDIT}),
    ],
)
def test_a_forgotten_bucket_is_unknown_not_zero(forgotten, left) -> None:
    reading = {DATA: Measure(Decimal(1), NOON), CREDIT: Measure(Decimal(5), NOON)}

    assert set(Record(reading=reading).without(forgotten).reading) == left


def test_a_delivery_is_added_at_the_end() -> None:
    assert Record(deliveries=(delivery(1),)).with_delivery(delivery(2)).deliveries == (
        delivery(1),
        delivery(2),
    )


def test_only_very_old_deliveries_are_forgotten() -> None:
    full = Record(deliveries=tuple(delivery(each) for each in range(DELIVERIES_KEPT)))

    after = full.with_delivery(delivery(1000))

    assert DELIVERIES_KEPT == 200
    assert len(after.deliveries) == 200
    assert after.deliveries[0] == delivery(1)
    assert after.deliveries[-1] == delivery(1000)


def test_only_the_deliveries_named_are_marked_as_cleared() -> None:
    before = Record(deliveries=(delivery(1), delivery(2), delivery(2, "bob")))

    assert before.with_cleared((delivery(2),)).deliveries == (
        delivery(1),
        delivery(2, cleared=True),
        delivery(2, "bob"),
    )


def test_what_was_cleared_of_a_cycle_can_be_told_again() -> None:
    shown, cleared = delivery(1), delivery(2, cleared=True)
    other = replace(cleared, cycle="2026-12-30/")
    record = Record(deliveries=(shown, cleared, other))

    assert record.to_tell_again("2026-06-30/").deliveries == (shown, other)


def test_clearing_what_is_not_there_changes_nothing() -> None:
    before = Record(deliveries=(delivery(1),))

    assert before.with_cleared((delivery(3),)) == before


def test_a_renewal_that_is_taken_back_leaves_no_trace() -> None:
    record = set_up(service_until=date(2026, 11, 26), renewals=(renewal("1"),))
    undone = record.with_renewal(renewal("2")).without_renewal("2", NOON)
    assert replace(undone, undone=()) == record
    assert record.without_renewal("unknown", NOON) == record


def test_a_renewal_that_was_taken_back_can_be_restored_for_a_week() -> None:
    record = Record(renewals=(renewal("1"),))
    undone = record.without_renewal("1", NOON)
    assert undone.undone == (UndoneRenewal(renewal("1"), NOON),)
    assert undone.with_restored(undone.undone[0]) == record
    assert undone.without_expired(NOON + timedelta(days=6, hours=23)) == undone
    assert undone.without_expired(NOON + timedelta(days=7)) == replace(undone, undone=())


def test_a_renewal_that_did_not_land_counts_for_nothing() -> None:
    missing = replace(
        renewal("1"),
        balance={CREDIT: Measure(Decimal(9), NOON)},
        verification=Verification().decided(Verdict.MISSING, NOON),
    )
    record = Record(renewals=(missing,))
    assert service_of(record) is None
    assert record.known_reading == {}
    landed = replace(missing, verification=Verification())
    assert service_of(Record(renewals=(landed,))) == date(2026, 6, 9)
    assert Record(renewals=(landed,)).known_reading == {CREDIT: Measure(Decimal(9), NOON)}


def test_the_newest_measure_is_known_wherever_it_was_noted() -> None:
    later = Measure(Decimal(7), NOON + HOUR)
    left = replace(renewal("1"), balance={CREDIT: Measure(Decimal(9), NOON)})
    assert Record(reading={CREDIT: later}, renewals=(left,)).known_reading == {CREDIT: later}
    assert Record(renewals=(left,)).without({CREDIT}).known_reading == {}


def test_a_port_keeps_the_ledger_and_leaves_the_balance_of_the_old_carrier() -> None:
    left = replace(renewal("1"), balance={CREDIT: Measure(Decimal(9), NOON)})
    record = set_up(service_until=date(2026, 6, 1), renewals=(left,))
    port = Port(on=date(2026, 5, 20), from_carrier="Orange", to_carrier="Free")

    ported = moment("2026-05-20T12:00Z")

    moved = record.with_port(port, date(2026, 7, 1), None, {}, ported)

    assert moved.known_reading == {}
    assert moved.renewals == (left,)
    assert moved.ports == (port,)
    assert service_of(moved) == date(2026, 7, 1)
    later = replace(left, renewal_id="2", renewed_on=date(2026, 5, 20), recorded_at=ported + HOUR)
    assert moved.with_renewal(later).known_reading == later.balance
    assert service_of(moved.with_renewal(later)) == date(2026, 7, 31)


def test_a_renewal_is_changed_in_its_place() -> None:
    record = Record(renewals=(renewal("1"), renewal("2"), renewal("3")))
    changed = replace(renewal("2"), note="shop")
    assert record.with_changed_renewal(changed).renewals == (renewal("1"), changed, renewal("3"))


def test_activities_are_added() -> None:
    activity = Activity(
        activity_id="a", kind=ActivityKind.CALL, on=date(2026, 6, 1), recorded_at=NOON
    )
    record = Record(renewals=(renewal("1"),)).with_activity(activity)
    assert (record.renewals, record.activities) == ((renewal("1"),), (activity,))


# When data was used up


def with_data(*amounts: int) -> Record:
    """Return the record after so much data was left at each of several hours."""
    record = Record()
    for hour, amount in enumerate(amounts):
        record = record.with_reading({DATA: Measure(Decimal(amount), NOON + hour * HOUR)})
    return record


@pytest.mark.parametrize(
    ("amounts", "emptied"),
    [
        ((5, 3), ()),
        ((5, 0), (Emptied(at=NOON + HOUR),)),
        ((5, 0, 0, -1), (Emptied(at=NOON + HOUR),)),
        ((0, 0, 4), (Emptied(at=NOON, refilled_at=NOON + 2 * HOUR),)),
        (
            (0, 4, 3, 0),
            (Emptied(at=NOON, refilled_at=NOON + HOUR), Emptied(at=NOON + 3 * HOUR)),
        ),
    ],
)
def test_it_is_kept_when_data_was_used_up_and_when_there_was_more(amounts, emptied) -> None:
    record = with_data(*amounts)

    assert record.emptied == emptied
    assert record.evidence.emptied == emptied


def test_a_late_word_of_data_that_was_used_up_is_no_news() -> None:
    record = with_data(0, 4)
    late = Measure(Decimal(0), NOON + HOUR / 2)

    assert record.with_reading({DATA: late}).emptied == record.emptied


def test_data_that_a_renewal_left_can_be_used_up_too() -> None:
    left = replace(renewal("1"), balance={DATA: Measure(Decimal(0), NOON)})

    assert Record(renewals=(left,)).evidence.emptied == (Emptied(at=NOON),)


def test_who_does_not_know_of_data_any_more_does_not_know_that_it_is_used_up() -> None:
    assert with_data(5, 0).without({DATA}).emptied == ()
    assert with_data(0, 4).without({DATA}).emptied == with_data(0, 4).emptied
    assert with_data(5, 0).without({CREDIT}).emptied == with_data(5, 0).emptied
