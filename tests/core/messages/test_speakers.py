"""Texts of other businesses are told from those of a carrier, which go on being read."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from custom_components.sim_renewal.core.messages import (
    Finding,
    Kind,
    Reason,
)
from custom_components.sim_renewal.core.messages.reader import read_message

ON = date(2026, 5, 2)
KINDS = {
    "data": Kind.DATA_REMAINING,
    "allowance": Kind.DATA_ALLOWANCE,
    "used": Kind.DATA_USED,
    "credit": Kind.CREDIT,
    "service": Kind.SERVICE_UNTIL,
    "number": Kind.NUMBER_UNTIL,
}
CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "corpus" / "speakers.yaml").read_text(encoding="utf-8")
)


def said(finding: Finding) -> object:
    """Return a value as the corpus writes it."""
    if isinstance(finding.value, date):
        return finding.value.isoformat()
    if finding.kind is Kind.CREDIT:
        return [float(finding.value), finding.currency]
    return float(finding.value / Decimal(10**9))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_what_is_the_lines_is_read_and_nothing_else(case) -> None:
    found = read_message(
        case["text"],
        received_on=ON,
        carrier=case.get("carrier"),
        currency=case.get("currency", "EUR"),
    )
    got = {each.kind: said(each) for each in found.findings}
    wanted = {KINDS[name]: value for name, value in case.get("want", {}).items()}
    allowed = {KINDS[name]: values for name, values in case.get("ok", {}).items()}

    assert {kind: value for kind, value in got.items() if value not in allowed.get(kind, ())} == (
        wanted
    )


def test_of_both_there_are_many() -> None:
    own = [case for case in CASES if case["kind"] == "own"]

    assert len(own) >= 40
    assert len(CASES) - len(own) >= 90


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("Foobar : votre solde est de 5,20 €.", {"carrier": "Foobar Mobile"}),
        ("Foobar : votre solde est de 5,20 €.", {"sender": "FOOBAR"}),
        ("Foobar Mobile : votre solde est de 5,20 €.", {}),
        ("Foobar : votre solde est de 5,20 €. Composez le *144#.", {}),
        ("Foobar : votre solde est de 5,20 € valable jusqu'au 12/12/2026.", {}),
        ("Bonjour : votre solde est de 5,20 €.", {}),
        ("Votre ligne 0639980001 : votre solde est de 5,20 €.", {}),
        ("Votre recharge de 10 € par PayPal est faite. Votre solde est de 5,20 €.", {}),
        ("Votre solde est de 5,20 €. Rechargez chez Carrefour (carte bancaire).", {}),
        ("Paiement de 10,00 € chez Foobar. Votre solde est de 5,20 €.", {"carrier": "Foobar"}),
        ("Paiement de 10,00 € en ligne. Votre solde est de 5,20 €.", {}),
        ("Achat de votre Pass 5 €. Votre solde est de 5,20 €.", {}),
        ("Paiement de 10,00 € chez", {}),
        ("Du hast 10,00 EUR bei REWE aufgeladen. Dein Guthaben: 12,20 EUR.", {}),
        ("您可在营业厅、银行、超市充值, 您的话费余额为12.00元", {}),
        ("5,20 € est votre solde. Paiement : 10 €", {}),
    ],
)
def test_a_carriers_text_is_read_in_spite_of_a_strange_word(text, hints) -> None:
    found = read_message(text, received_on=ON, currency="EUR", **hints)

    assert Reason.OTHER_SENDER not in {each.reason for each in found.doubts}


@pytest.mark.parametrize(
    "text",
    [
        "Foobar : votre solde est de 5,20 €.",
        "PayPal: top up of 10,00 € done. Votre solde est de 5,20 €.",
        "Paiement de 12,50 € chez Foobar. Solde : 320,15 €",
        "12,50 € paid at FOOBAR. Balance : 320,15 €",
        "Achat 2 Go 12,50 € chez FOOBAR. Solde : 320,15 €",
        "CB 12,50 € FOOBAR 01/05. Solde : 320,15 €",
        "Orange TV : votre solde est de 320,15 €",
    ],
)
def test_the_balance_of_something_else_is_left_aside(text) -> None:
    found = read_message(text, received_on=ON, carrier="Orange", currency="EUR")

    assert found.findings == ()
    assert Reason.OTHER_SENDER in {each.reason for each in found.doubts}


def test_what_is_left_to_somebody_else_is_not_ones_own() -> None:
    found = read_message("Vous avez offert 2 Go à Marie. Il lui reste 3 Go.", received_on=ON)

    assert found.findings == ()
