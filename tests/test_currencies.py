"""How people write each currency, as Babel knows it, is what the reader of texts understands."""

from datetime import date
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.messages import Kind
from custom_components.sim_renewal.core.messages.reader import read_message
from custom_components.sim_renewal.texts.currencies import writings_of

CURRENCIES = (
    *("AED", "BGN", "BRL", "CHF", "COP", "CRC", "DKK", "EGP", "GEL", "HUF", "IDR", "ILS", "ISK"),
    *("KES", "KRW", "KZT", "MAD", "MYR", "NGN", "NOK", "PEN", "PHP", "PKR", "RON", "RSD", "SAR"),
    *("SEK", "THB", "TND", "TRY", "UAH", "UYU", "VND", "XAF", "XOF", "ZAR", "ZMW"),
)


@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("text", ["Your balance is {} 12.50.", "Your balance is 12.50 {}."])
def test_the_code_of_a_currency_is_understood(currency, text) -> None:
    reading = read_message(
        text.format(currency),
        received_on=date(2026, 11, 24),
        currency=currency,
        writings=writings_of(currency),
    )

    [finding] = reading.findings
    assert (finding.kind, finding.value, finding.currency) == (
        Kind.CREDIT,
        Decimal("12.50"),
        currency,
    )


@pytest.mark.parametrize(
    ("currency", "written"),
    [
        ("BRL", {"R$", "Reais"}),
        ("SEK", {"kr", "kronor"}),
        ("PEN", {"S/", "soles"}),
        ("CRC", {"₡", "colones"}),
        ("TWD", {"$", "新台币"}),
        ("ILS", {"₪", "shekels"}),
        ("XOF", {"FCFA", "francs"}),
    ],
)
def test_a_currency_has_its_signs_and_names(currency, written) -> None:
    assert written <= writings_of(currency)


def test_a_word_beside_the_noun_is_no_name() -> None:
    assert not {"new", "nouveau", "Costa", "African", "(BCEAO)"} & (
        writings_of("ILS") | writings_of("CRC") | writings_of("XOF")
    )


def test_what_is_no_currency_has_its_code_alone() -> None:
    assert writings_of("ZZZ") == {"ZZZ"}
