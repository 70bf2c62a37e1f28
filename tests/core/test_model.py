"""The record of a line: what each happening adds to it, and what it leaves alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

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

moment = datetime.fromisoformat

NOON = moment("2026-05-10T12:00Z")
SNOOZE = Snooze(until=moment("2026-05-12T09:00Z"), asked_at=NOON)
DATA, CREDIT = Bucket.DATA_REMAINING, Bucket.CREDIT


def renewal(renewal_id: str, *, settled: bool = False) -> Renewal:
    return Renewal(
        renewal_id=renewal_id, renewed_on=date(2026, 5, 10), recorded_at=NOON, settled=settled
    )


def delivery(number: int, recipient_id: str = "anna", *, cleared: bool = False) -> Delivery:
    return Delivery(
        cycle="2026-06-30/",
        stage="service-7",
        recipient_id=recipient_id,
        delivered_at=NOON + timedelta(minutes=number),
        cleared=cleared,
    )


def test_a_renewal_is_added_and_ends_the_snooze() -> None:
    before = Record(
        service_until=date(2026, 5, 31),
        renewals=(renewal("a"),),
        snooze=SNOOZE,
        deliveries=(delivery(1),),
    )

    assert before.with_renewal(renewal("b")) == Record(
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


def test_stated_dates_settle_every_renewal_so_far_and_end_the_snooze() -> None:
    before = Record(
        service_until=date(2026, 5, 31),
        number_until=date(2026, 8, 31),
        renewals=(renewal("a", settled=True), renewal("b")),
        reading={CREDIT: Measure(Decimal(5), NOON)},
        snooze=SNOOZE,
    )

    assert before.with_dates(date(2026, 7, 1), None) == Record(
        service_until=date(2026, 7, 1),
        number_until=None,
        renewals=(renewal("a", settled=True), renewal("b", settled=True)),
        reading={CREDIT: Measure(Decimal(5), NOON)},
        snooze=None,
    )


def test_a_renewal_after_stated_dates_is_not_settled() -> None:
    after = Record().with_dates(date(2026, 7, 1), None).with_renewal(renewal("a"))

    assert [each.settled for each in after.renewals] == [False]


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


def test_clearing_what_is_not_there_changes_nothing() -> None:
    before = Record(deliveries=(delivery(1),))

    assert before.with_cleared((delivery(3),)) == before


def test_a_renewal_that_is_taken_back_leaves_no_trace() -> None:
    record = Record(service_until=date(2026, 11, 26), renewals=(renewal("1"),))
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
    assert record.events == ()
    assert record.known_reading == {}
    landed = replace(missing, verification=Verification())
    assert Record(renewals=(landed,)).events == (landed,)
    assert Record(renewals=(landed,)).known_reading == {CREDIT: Measure(Decimal(9), NOON)}


def test_the_newest_measure_is_known_wherever_it_was_noted() -> None:
    later = Measure(Decimal(7), NOON + timedelta(hours=1))
    left = replace(renewal("1"), balance={CREDIT: Measure(Decimal(9), NOON)})
    assert Record(reading={CREDIT: later}, renewals=(left,)).known_reading == {CREDIT: later}
    assert Record(renewals=(left,)).without({CREDIT}).known_reading == {}


def test_a_port_keeps_the_ledger_and_leaves_the_balance_of_the_old_carrier() -> None:
    left = replace(renewal("1"), balance={CREDIT: Measure(Decimal(9), NOON)})
    record = Record(service_until=date(2026, 6, 1), renewals=(left,))
    port = Port(on=date(2026, 5, 20), from_carrier="Orange", to_carrier="Free")

    moved = record.with_port(port, date(2026, 7, 1), None, {})

    assert moved.known_reading == {}
    assert moved.renewals == (replace(left, settled=True),)
    assert (moved.service_until, moved.number_until, moved.ports) == (
        date(2026, 7, 1),
        None,
        (port,),
    )
    later = replace(left, renewal_id="2", renewed_on=date(2026, 5, 20))
    assert moved.with_renewal(later).known_reading == later.balance


def test_a_renewal_is_changed_in_its_place() -> None:
    record = Record(renewals=(renewal("1"), renewal("2"), renewal("3")))
    changed = replace(renewal("2"), note="shop")
    assert record.with_changed_renewal(changed).renewals == (renewal("1"), changed, renewal("3"))


def test_activities_are_kept_until_dates_are_stated_that_contain_them() -> None:
    activity = Activity(
        activity_id="a", kind=ActivityKind.CALL, on=date(2026, 6, 1), recorded_at=NOON
    )
    record = Record(renewals=(renewal("1"),)).with_activity(activity)
    assert record.events == (renewal("1"), activity)
    assert record.with_dates(date(2026, 7, 1), None).events == ()
