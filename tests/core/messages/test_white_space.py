"""White space but a blank line is one space; a number without unit hands its role to no amount."""

from datetime import date
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.messages import (
    Kind,
    Reason,
    Understanding,
)
from custom_components.sim_renewal.core.messages.reader import read_message

GAPS = (
    " ",
    "  ",
    "   ",
    "\t",
    "\u00a0",
    "\u202f",
    "\n",
    "\r\n",
    " \n ",
    "\u2028",
    " \u200b",
    "\ufeff ",
)


def read(text: str) -> Understanding:
    return read_message(text, received_on=date(2026, 11, 24), currency="EUR")


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Il vous reste 2,50_Go sur 10 Go.", Kind.DATA_REMAINING, Decimal(2_500_000_000)),
        ("Sie haben noch 3,20_GB von 10_GB.", Kind.DATA_REMAINING, Decimal(3_200_000_000)),
        ("You have 45_minutes of 100 minutes left.", Kind.VOICE_REMAINING, Decimal(2700)),
        ("Your balance is £_4.10.", Kind.CREDIT, Decimal("4.10")),
        ("Tu saldo es de 5,20_€.", Kind.CREDIT, Decimal("5.20")),
        ("Votre crédit est valable jusqu'au_12/05/2027.", Kind.SERVICE_UNTIL, date(2027, 5, 12)),
        ("Il vous_reste 2 Go.", Kind.DATA_REMAINING, Decimal(2_000_000_000)),
        ("Du hast 6,2 GB von_15 GB verbraucht.", Kind.DATA_USED, Decimal(6_200_000_000)),
    ],
)
def test_white_space_changes_no_value(gap, text, kind, value) -> None:
    assert read(text.replace("_", gap)).value(kind) == value


@pytest.mark.parametrize(
    "text",
    [
        "Il vous reste 2,50 crédits sur 10 Go.",
        "Il vous reste 2 lots : 10 Go.",
        "Te quedan 2,50 puntos. Bono de 10 GB.",
    ],
)
def test_an_amount_without_unit_hands_its_role_to_no_other(text) -> None:
    assert Kind.DATA_REMAINING not in read(text).applied


def test_a_blank_line_ends_what_was_said() -> None:
    reading = read("Il vous reste 2,50\n\nGo sur 10 Go.")

    assert not reading.applied
    assert Reason.NO_UNIT in {each.reason for each in reading.doubts}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Noch verfügbar:\nMinuten: 45\nSMS: 20",
            {Kind.VOICE_REMAINING: 2700, Kind.SMS_REMAINING: 20},
        ),
        (
            "Core balance: 5.10 GBP\nBonus: 1.00 GBP",
            {Kind.CREDIT: Decimal("5.10")},
        ),
        ("Rest Daten 2 GB\nSMS 20 pro Tag", {Kind.DATA_REMAINING: 2 * 10**9}),
    ],
)
def test_a_line_that_names_what_it_tells_is_a_line_of_its_own(text, values) -> None:
    found = {each.kind: each.value for each in read(text).findings}

    assert found == values


@pytest.mark.parametrize(
    "text",
    ["Il vous reste moins de\n1 Go.", "Doladuj konto\ndo 15.08.2027, aby miec internet."],
)
def test_the_end_of_a_line_hides_no_reason_against_a_value(text) -> None:
    assert not {kind for kind in read(text).applied if kind is not Kind.RECHARGE_BEFORE}
