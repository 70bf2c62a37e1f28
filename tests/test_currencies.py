"""How people write each currency, as Babel knows it, is what the reader of texts understands."""

from datetime import date
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.messages import Kind, read_message
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


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("Your airtime balance is N350.75.", "NGN", "350.75"),
        ("You now have P99.00 load. Your balance is P99.00.", "PHP", "99.00"),
        ("Your balance is 45.300d.", "VND", "45300"),
        ("Your balance is 25.50 TL.", "TRY", "25.50"),
        ("Your balance is Dhs 25.50.", "AED", "25.50"),
    ],
)
def test_money_is_read_as_carriers_of_its_country_write_it(text, currency, amount) -> None:
    found = read_message(
        text, received_on=date(2026, 5, 2), currency=currency, writings=writings_of(currency)
    ).applied[Kind.CREDIT]

    assert (found.value, found.currency) == (Decimal(amount), currency)


def test_a_letter_is_no_money_of_another_line() -> None:
    found = read_message(
        "Your balance is N350.75.",
        received_on=date(2026, 5, 2),
        currency="EUR",
        writings=writings_of("EUR"),
    )

    assert not found.applied
