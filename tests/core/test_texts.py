"""What of a text is taken over: what is certain, newer, and not known better already."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.evidence import Teller
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
        (BALANCE, Capability.DATA_REMAINING, Kind.DATA_REMAINING),
        (CREDIT, Capability.CREDIT, Kind.CREDIT),
        ("Vous avez consommé 1 Go sur 20 Go.", Capability.DATA_REMAINING, Kind.DATA_USED),
    ],
)
def test_a_balance_that_another_source_feeds_is_left_to_it(text, capability, kind) -> None:
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


def test_a_date_is_taken_also_where_a_source_feeds_it() -> None:
    fed = frozenset({Capability.EXPIRY, Capability.NUMBER_EXPIRY})

    assert take(NUMBER_AND_END, fed=fed).values == take(NUMBER_AND_END).values


CALL = Activity(
    activity_id="1", kind=ActivityKind.CALL, on=AT.date(), recorded_at=AT + HOUR, at=AT + HOUR
)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(
            Record().with_dates(AT + HOUR, service=date(2027, 1, 1)), id="dates-stated-later"
        ),
        pytest.param(Record().with_dates(AT, service=date(2027, 1, 1)), id="stated-at-that-moment"),
        pytest.param(Record(renewals=(renewal(at=AT + HOUR),)), id="renewed-later"),
        pytest.param(
            Record(renewals=(renewal(renewed_on=date(2026, 11, 24)),)), id="renewed-next-day"
        ),
        pytest.param(Record(renewals=(renewal(at=AT - HOUR),)), id="renewed-before"),
        pytest.param(Record(renewals=(renewal(),)), id="renewed-that-day"),
        pytest.param(Record(activities=(CALL,)), id="used-later"),
    ],
)
def test_a_date_of_a_text_is_kept_whatever_is_known_of_before_or_later(record) -> None:
    taken = take(BALANCE, record=record)

    assert why_not(taken) == {Kind.DATA_REMAINING: None, Kind.SERVICE_UNTIL: None}
    assert taken.values.service_until == date(2026, 12, 12)


def test_only_the_very_same_text_was_read_before() -> None:
    record = Record().with_dates(AT, Teller.TEXT, service=date(2026, 12, 12))

    again = why_not(take(BALANCE, record=record))
    assert again[Kind.SERVICE_UNTIL] is WhyNot.SAID_BEFORE
    assert why_not(take(BALANCE, AT + HOUR, record=record))[Kind.SERVICE_UNTIL] is None
    by_person = Record().with_dates(AT, service=date(2026, 12, 12))
    assert why_not(take(BALANCE, record=by_person))[Kind.SERVICE_UNTIL] is None


NUMBER_AND_END = f"{BALANCE} {NUMBER}"


@pytest.mark.parametrize(
    ("text", "clocks", "reason"),
    [
        (NUMBER, Clocks(date(2027, 4, 1)), WhyNot.NUMBER_FIRST),
        (NUMBER, Clocks(date(2027, 3, 1)), None),
        (NUMBER, Clocks(), None),
        (NUMBER_AND_END, Clocks(date(2027, 4, 1)), None),
    ],
)
def test_a_number_is_never_lost_before_service_ends(text, clocks, reason) -> None:
    taken = take(text, clocks=clocks)

    assert why_not(taken)[Kind.NUMBER_UNTIL] is reason


def test_a_number_that_use_keeps_can_be_lost_while_service_is_paid_for() -> None:
    taken = take(NUMBER, clocks=Clocks(date(2027, 4, 1)), number_is_kept_by_use=True)

    assert taken.values.number_until == date(2027, 3, 1)


def test_a_text_that_says_nothing_certain_comes_to_nothing() -> None:
    assert take("Votre code est 123456") == Taken(SourceValues(), ())
    assert take("Bonjour", datetime(2026, 11, 23, tzinfo=UTC)).applied == 0
