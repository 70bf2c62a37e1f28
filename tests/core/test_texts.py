"""What of a text is taken over: what is certain, newer, and not known better already."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.messages import Kind, read_message
from custom_components.sim_renewal.core.model import (
    Activity,
    ActivityKind,
    Bucket,
    Measure,
    Renewal,
)
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.rules import Clocks
from custom_components.sim_renewal.core.source_values import Capability, SourceValues
from custom_components.sim_renewal.core.texts import Known, Taken, WhyNot, take_text

PARIS = ZoneInfo("Europe/Paris")
AT = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)
HOUR = timedelta(hours=1)

BALANCE = "Il vous reste 2,5 Go valables jusqu'au 12/12/2026."
CREDIT = "Votre credit est de 4,50 EUR."
NUMBER = "Votre ligne est conservee jusqu'au 01/03/2027."


def take(text: str, at: datetime = AT, **known: Any) -> Taken:
    """Take a text over to a line of which little is known."""
    line = {
        "record": Record(),
        "clocks": Clocks(),
        "currency": "EUR",
        "fed": frozenset(),
        "zone": PARIS,
        **known,
    }
    return take_text(read_message(text, received_on=at.date()), at, Known(**line))


def why_not(taken: Taken) -> dict[Kind, WhyNot | None]:
    return {each.finding.kind: each.why_not for each in taken.outcomes}


def renewal(**changes: Any) -> Renewal:
    return Renewal(**{"renewal_id": "1", "renewed_on": AT.date(), "recorded_at": AT, **changes})


def test_balances_and_dates_are_as_they_were_when_the_text_came() -> None:
    taken = take(BALANCE)

    assert taken.values == SourceValues(
        reading={Bucket.DATA_REMAINING: Measure(Decimal("2.5E+9"), AT)},
        service_until=date(2026, 12, 12),
    )
    assert set(why_not(taken).values()) == {None}
    assert taken.applied == 2


def test_the_end_of_the_number_is_its_own_date() -> None:
    taken = take(NUMBER, clocks=Clocks(service_until=date(2026, 12, 1)))

    assert taken.values == SourceValues(number_until=date(2027, 3, 1))
    assert taken.applied == 1


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("Rechargez avant le 12/12/2026.", Kind.RECHARGE_BEFORE, WhyNot.TOP_UP_DEADLINE),
        ("Your balance is £4.50.", Kind.CREDIT, WhyNot.OTHER_CURRENCY),
        ("Il vous reste des SMS illimités.", Kind.SMS_REMAINING, WhyNot.UNLIMITED),
        ("Vous avez consommé 1,2 Go.", Kind.DATA_USED, WhyNot.NO_ALLOWANCE),
        (
            "Vous avez utilisé 17,5 Go de vos 20 Go. Il vous reste 2,5 Go.",
            Kind.DATA_USED,
            WhyNot.ALREADY_LEFT,
        ),
    ],
)
def test_what_is_no_certain_number_or_end_is_told_and_not_applied(text, kind, reason) -> None:
    taken = take(text)

    assert why_not(taken)[kind] is reason
    applied = [each for each in taken.outcomes if each.why_not is None]
    assert kind not in {each.finding.kind for each in applied}
    assert len(taken.values.reading) == taken.applied == len(applied)
    assert taken.values.service_until is taken.values.number_until is None


@pytest.mark.parametrize(("used", "left"), [("1,2", "18.8E+9"), ("20", "0")])
def test_what_is_left_follows_from_what_was_used_of_an_allowance(used, left) -> None:
    taken = take(f"Vous avez consommé {used} Go sur 20 Go.")

    assert taken.values.reading == {
        Bucket.DATA_REMAINING: Measure(Decimal(left), AT),
        Bucket.DATA_ALLOWANCE: Measure(Decimal("20E+9"), AT),
    }


@pytest.mark.parametrize(
    ("text", "capability", "kind"),
    [
        (BALANCE, Capability.EXPIRY, Kind.SERVICE_UNTIL),
        (BALANCE, Capability.DATA_REMAINING, Kind.DATA_REMAINING),
        (CREDIT, Capability.CREDIT, Kind.CREDIT),
        (NUMBER, Capability.NUMBER_EXPIRY, Kind.NUMBER_UNTIL),
        ("Vous avez consommé 1 Go sur 20 Go.", Capability.DATA_REMAINING, Kind.DATA_USED),
    ],
)
def test_what_another_source_feeds_is_left_to_it(text, capability, kind) -> None:
    without, fed = take(text), take(text, fed=frozenset({capability}))

    assert why_not(without)[kind] is None
    assert why_not(fed)[kind] is WhyNot.HAS_SOURCE
    assert fed.applied == without.applied - 1


@pytest.mark.parametrize(("age", "applied"), [(HOUR, 1), (HOUR * 0, 1), (-HOUR, 0)])
def test_a_balance_of_later_stays(age, applied) -> None:
    reading = {Bucket.CREDIT: Measure(Decimal(1), AT - age)}

    assert take(CREDIT, record=Record(reading=reading)).applied == applied


def test_a_balance_that_a_later_renewal_left_stays() -> None:
    later = renewal(balance={Bucket.CREDIT: Measure(Decimal(10), AT + HOUR)})

    assert why_not(take(CREDIT, record=Record(renewals=(later,)))) == {Kind.CREDIT: WhyNot.OLDER}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(Record(dated_at=AT + HOUR), id="dates-stated-later"),
        pytest.param(Record(renewals=(renewal(at=AT + HOUR),)), id="renewed-later"),
        pytest.param(
            Record(renewals=(renewal(renewed_on=date(2026, 11, 24)),)), id="renewed-next-day"
        ),
        pytest.param(
            Record(
                activities=(
                    Activity(
                        activity_id="1",
                        kind=ActivityKind.CALL,
                        on=AT.date(),
                        recorded_at=AT + HOUR,
                        at=AT + HOUR,
                    ),
                )
            ),
            id="used-later",
        ),
    ],
)
def test_dates_of_a_text_give_way_to_what_happened_later(record) -> None:
    taken = take(BALANCE, record=record)

    assert why_not(taken) == {Kind.DATA_REMAINING: None, Kind.SERVICE_UNTIL: WhyNot.OLDER}
    assert taken.values.service_until is None


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(Record(dated_at=AT), id="stated-at-that-moment"),
        pytest.param(Record(renewals=(renewal(at=AT - HOUR),)), id="renewed-before"),
        pytest.param(Record(renewals=(renewal(),)), id="renewed-that-day"),
    ],
)
def test_dates_of_a_text_count_more_than_what_happened_before(record) -> None:
    assert take(BALANCE, record=record).values.service_until == date(2026, 12, 12)


def test_a_date_that_was_said_before_does_not_undo_what_happened_in_between() -> None:
    record = Record(source_values=SourceValues(service_until=date(2026, 12, 12)))
    moved = take(BALANCE, record=record, clocks=Clocks(service_until=date(2027, 1, 11)))
    same = take(BALANCE, record=record, clocks=Clocks(service_until=date(2026, 12, 12)))

    assert why_not(moved)[Kind.SERVICE_UNTIL] is WhyNot.SAID_BEFORE
    assert why_not(same)[Kind.SERVICE_UNTIL] is None


NUMBER_AND_END = f"{BALANCE} {NUMBER}"


@pytest.mark.parametrize(
    ("text", "clocks", "heard", "reason"),
    [
        (NUMBER, Clocks(date(2027, 4, 1)), SourceValues(), WhyNot.NUMBER_FIRST),
        (NUMBER, Clocks(date(2027, 3, 1)), SourceValues(), None),
        (NUMBER, Clocks(), SourceValues(), None),
        (NUMBER_AND_END, Clocks(date(2027, 4, 1)), SourceValues(), None),
        (
            NUMBER_AND_END,
            Clocks(date(2027, 4, 1)),
            SourceValues(service_until=date(2026, 12, 12)),
            WhyNot.NUMBER_FIRST,
        ),
    ],
)
def test_a_number_is_never_lost_before_service_ends(text, clocks, heard, reason) -> None:
    taken = take(text, clocks=clocks, record=Record(source_values=heard))

    assert why_not(taken)[Kind.NUMBER_UNTIL] is reason


def test_a_text_that_says_nothing_certain_comes_to_nothing() -> None:
    assert take("Votre code est 123456") == Taken(SourceValues(), ())
    assert take("Bonjour", datetime(2026, 11, 23, tzinfo=UTC)).applied == 0
