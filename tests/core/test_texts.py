"""What of a text is taken over: what is certain, newer, and not known better already."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.evidence import Teller
from custom_components.sim_renewal.core.history import UNLIMITED
from custom_components.sim_renewal.core.messages import (
    Finding,
    Kind,
    Understanding,
)
from custom_components.sim_renewal.core.messages.reader import read_message
from custom_components.sim_renewal.core.model import (
    Activity,
    ActivityKind,
    Bucket,
    Measure,
    Renewal,
)
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.rule_families import CreditLadder, FixedTerm, Never
from custom_components.sim_renewal.core.rules import ActivityWindow, Clocks, Step
from custom_components.sim_renewal.core.source_values import Capability, SourceValues
from custom_components.sim_renewal.core.texts import Known, Taken, WhyNot, take_text

PARIS = ZoneInfo("Europe/Paris")
AT = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)
HOUR = timedelta(hours=1)

BALANCE = "Il vous reste 2,5 Go valables jusqu'au 12/12/2026."
CREDIT = "Votre credit est de 4,50 EUR."
NUMBER = "Votre ligne est conservee jusqu'au 01/03/2027."
A_MONTH = FixedTerm(term=Span(30, SpanUnit.DAYS))
KEPT_BY_USE = Never(kept_by=ActivityWindow(within=Span(90, SpanUnit.DAYS)))


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
        ("Vous avez consommé 1,2 Go.", Kind.DATA_USED, WhyNot.NO_ALLOWANCE),
        ("You have used unlimited data.", Kind.DATA_USED, WhyNot.UNLIMITED),
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


def test_what_is_unlimited_is_taken_over_as_that() -> None:
    taken = take("Il vous reste des SMS illimités.")

    assert taken.values.reading == {Bucket.SMS_REMAINING: Measure(Decimal(UNLIMITED), AT)}
    assert taken.applied == 1


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
    ("record", "reason"),
    [
        pytest.param(
            Record().with_dates(AT + HOUR, service=date(2027, 1, 1)),
            WhyNot.OLDER,
            id="dates-stated-later",
        ),
        pytest.param(
            Record().with_dates(AT, service=date(2027, 1, 1)), None, id="stated-at-that-moment"
        ),
        pytest.param(Record(renewals=(renewal(at=AT + HOUR),)), None, id="renewed-later"),
        pytest.param(
            Record(renewals=(renewal(renewed_on=date(2026, 11, 24)),)), None, id="renewed-next-day"
        ),
        pytest.param(Record(renewals=(renewal(at=AT - HOUR),)), None, id="renewed-before"),
        pytest.param(Record(renewals=(renewal(),)), None, id="renewed-that-day"),
        pytest.param(Record(activities=(CALL,)), None, id="used-later"),
    ],
)
def test_a_date_of_a_text_is_kept_whatever_is_known_of_before_or_later(record, reason) -> None:
    taken = take(BALANCE, record=record)

    assert why_not(taken) == {Kind.DATA_REMAINING: None, Kind.SERVICE_UNTIL: reason}
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
    taken = take(NUMBER, clocks=Clocks(date(2027, 4, 1)), rule=KEPT_BY_USE)

    assert taken.values.number_until == date(2027, 3, 1)


GONE = "Votre numero a ete desactive le 10/11/2026."


@pytest.mark.parametrize("ends", [None, date(2026, 10, 1), date(2026, 12, 1), date(2027, 1, 1)])
def test_a_number_that_is_gone_is_asked_about_and_takes_service_with_it(ends) -> None:
    asked, confirmed = (
        take(GONE, clocks=Clocks(ends, date(2027, 6, 1)), is_confirmed=is_confirmed)
        for is_confirmed in (False, True)
    )

    assert why_not(asked) == {Kind.NUMBER_UNTIL: WhyNot.GONE}
    assert asked.values == SourceValues()
    assert confirmed.values.number_until == date(2026, 11, 10)
    ended_before = ends == date(2026, 10, 1)
    assert confirmed.values.service_until == (None if ended_before else date(2026, 11, 10))


def test_a_text_that_says_nothing_certain_comes_to_nothing() -> None:
    assert take("Votre code est 123456") == Taken(SourceValues(), ())
    assert take("Bonjour", datetime(2026, 11, 23, tzinfo=UTC)).applied == 0


@pytest.mark.parametrize(
    ("until", "known", "reason"),
    [
        ("31/12/2030", {}, WhyNot.FAR),
        ("31/12/2028", {}, None),
        ("31/12/2030", {"rule": A_MONTH}, WhyNot.FAR),
        ("31/05/2028", {"rule": A_MONTH}, WhyNot.FAR),
        ("30/11/2027", {"rule": A_MONTH}, None),
        ("31/05/2028", {"rule": A_MONTH, "clocks": Clocks(date(2027, 6, 1))}, None),
        ("31/05/2028", {"rule": KEPT_BY_USE}, WhyNot.FAR),
        ("31/12/2030", {"rule": A_MONTH, "is_confirmed": True}, None),
        ("31/12/2030", {"is_confirmed": True}, None),
    ],
)
def test_an_end_far_beyond_the_rule_is_asked_about(until, known, reason) -> None:
    taken = take(f"Votre credit de 4,50 EUR est valable jusqu'au {until}.", **known)

    assert why_not(taken) == {Kind.CREDIT: None, Kind.SERVICE_UNTIL: reason}
    assert (taken.values.service_until is None) is (reason is not None)


def test_the_longest_step_of_a_ladder_is_not_far() -> None:
    steps = (
        Step(Decimal(10), service=Span(30, SpanUnit.DAYS)),
        Step(Decimal(100), service=Span(720, SpanUnit.DAYS)),
    )
    text = "Votre credit de 4,50 EUR est valable jusqu'au 31/12/2030."

    assert why_not(take(text, rule=CreditLadder(steps=steps[:1])))[Kind.SERVICE_UNTIL] is WhyNot.FAR
    assert why_not(take(text, rule=CreditLadder(steps=steps)))[Kind.SERVICE_UNTIL] is None


def test_a_number_may_outlive_service_by_two_years() -> None:
    def reason(until: str) -> WhyNot | None:
        said = f"Votre ligne est conservee jusqu'au {until}."
        return why_not(take(said, rule=A_MONTH))[Kind.NUMBER_UNTIL]

    assert reason("31/10/2029") is None
    assert reason("31/10/2031") is WhyNot.FAR


@pytest.mark.parametrize(
    ("credit", "known", "reason"),
    [
        ("199,00 EUR", {}, None),
        ("201,00 EUR", {}, WhyNot.FAR),
        ("201,00 EUR", {"is_confirmed": True}, None),
        ("390,00 EUR", {"price": Decimal(20)}, None),
        ("410,00 EUR", {"price": Decimal(20)}, WhyNot.FAR),
        ("410,00 EUR", {"record": Record(renewals=[renewal(amount=Decimal(30))])}, None),
        (
            "410,00 EUR",
            {"record": Record(renewals=[renewal(amount=Decimal(30), currency="PLN")])},
            WhyNot.FAR,
        ),
        ("410,00 EUR", {"record": Record(renewals=[renewal()])}, WhyNot.FAR),
        ("2000000,00 EUR", {"is_confirmed": True}, WhyNot.IMPOSSIBLE),
        ("900000 IDR", {"currency": "IDR"}, None),
        ("2000000 IDR", {"currency": "IDR"}, None),
        ("900000 IDR", {"currency": "IDR", "price": Decimal(10000)}, WhyNot.FAR),
    ],
)
def test_a_credit_far_beyond_a_top_up_is_asked_about(credit, known, reason) -> None:
    taken = take(f"Votre credit est de {credit}.", **known)

    assert why_not(taken) == {Kind.CREDIT: reason}


def test_a_credit_may_grow_from_what_is_known() -> None:
    before = Measure(Decimal(150), AT - HOUR)
    record = Record().with_reading({Bucket.CREDIT: before})

    assert why_not(take("Votre credit est de 300,00 EUR.", record=record)) == {Kind.CREDIT: None}


@pytest.mark.parametrize(
    "text",
    [
        "Il vous reste 25600 Go.",
        "Il vous reste 900000 minutes d'appels.",
        "Il vous reste 250000 SMS.",
        "Vous avez consomme 15000 Go sur 25600 Go.",
    ],
)
def test_what_cannot_be_is_left_aside_and_the_rest_is_taken(text) -> None:
    taken = take(f"{text} Votre credit est de 4,50 EUR.")

    reasons = why_not(taken)
    assert reasons.pop(Kind.CREDIT) is None
    assert set(reasons.values()) <= {WhyNot.IMPOSSIBLE}
    assert reasons
    assert taken.values.reading == {Bucket.CREDIT: Measure(Decimal("4.50"), AT)}


def test_a_day_that_cannot_be_is_left_aside_even_if_a_person_confirms_the_text() -> None:
    until = Finding(Kind.SERVICE_UNTIL, date(9999, 12, 31), "31/12/9999", 0, 10)
    known = Known(
        record=Record(), clocks=Clocks(), currency="EUR", fed=frozenset(), is_confirmed=True
    )

    taken = take_text(Understanding((until,)), AT, known)

    assert why_not(taken) == {Kind.SERVICE_UNTIL: WhyNot.IMPOSSIBLE}
    assert taken.values == SourceValues()
