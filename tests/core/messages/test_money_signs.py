"""Whose money a sign means that several countries share: the carrier, then the line, tells."""
# ruff: noqa: RUF001 - a message stays in one piece, with Chinese marks

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from custom_components.sim_renewal.core.messages import Kind
from custom_components.sim_renewal.core.messages.reader import read_message

ON = date(2026, 11, 24)


def credit(text: str, **hints: Any) -> tuple[object, str | None]:
    finding = read_message(text, received_on=ON, **hints).applied[Kind.CREDIT]
    return finding.value, finding.currency


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Your balance is $12.50.", "USD"),
        ("Your balance is $12.50.", "AUD"),
        ("Your balance is $12.50.", "CAD"),
        ("Su saldo es $12.50.", "MXN"),
        ("Your main balance is Rs 12.50.", "INR"),
        ("Your main balance is Rs 12.50.", "PKR"),
        ("戶口餘額：$12.50", "HKD"),
        ("戶口餘額：12.50元", "TWD"),
        ("余额：12.50元", "HKD"),
    ],
)
def test_a_shared_sign_means_the_money_of_the_line(text, currency) -> None:
    assert credit(text, currency=currency) == (Decimal("12.50"), currency)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Your balance is $12.50.", "USD"),
        ("Your main balance is Rs 12.50.", None),
        ("戶口餘額：$12.50", None),
        ("戶口餘額：12.50元", None),
        ("余额：12.50元", "CNY"),
        ("余额：12元5角", "CNY"),
        ("余额：12元4角10分", "CNY"),
        ("余额：12.50英镑", "GBP"),
    ],
)
def test_a_sign_never_means_money_that_is_not_written_so(text, meant) -> None:
    assert credit(text, currency="EUR") == (Decimal("12.50"), meant)


WRITINGS = {
    "BRL": {"BRL", "R$", "reais", "real"},
    "SEK": {"SEK", "kr", "kronor"},
    "PEN": {"PEN", "S/", "soles"},
    "ZAR": {"ZAR", "R", "rand"},
    "XOF": {"XOF", "F\u202fCFA", "FCFA", "francs"},
    "ILS": {"ILS", "₪"},
    "JPY": {"JPY", "￥", "yen", "日元"},
    "HTG": {"HTG", "G"},
}


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Seu saldo é de R$ 12,50.", "BRL"),
        ("Seu saldo é de 12,50 reais.", "BRL"),
        ("Your balance is 12.50 SEK.", "SEK"),
        ("Your balance is 12.50 kr.", "SEK"),
        ("Su saldo es S/ 12.50.", "PEN"),
        ("Su saldo es de 12.50 soles.", "PEN"),
        ("Your balance is R12.50.", "ZAR"),
        ("Votre solde est de 12,50 FCFA.", "XOF"),
        ("Votre solde est de 12,50 F CFA.", "XOF"),
        ("Your balance is ₪12.50.", "ILS"),
        ("Your balance is ¥12.50.", "JPY"),
        ("余额：12.50日元", "JPY"),
    ],
)
def test_the_money_of_the_line_is_understood_however_it_is_written(text, currency) -> None:
    found = credit(text, currency=currency, writings=WRITINGS[currency])

    assert found == (Decimal("12.50"), currency)


@pytest.mark.parametrize(
    "text",
    ["Your balance is 12.50 kr.", "Your balance is KES 12.50.", "Su saldo es S/ 12.50."],
)
def test_a_sign_that_is_not_of_the_line_is_no_unit(text) -> None:
    reading = read_message(text, received_on=ON, currency="EUR", writings={"EUR", "€"})

    assert not reading.applied


def test_a_dollar_of_a_country_is_never_that_of_another() -> None:
    hints = {"received_on": ON, "currency": "USD", "writings": {"USD", "$", "US$"}}

    assert credit("Seu saldo é de R$ 12,50.", currency="USD") == (Decimal("12.50"), "BRL")
    assert not read_message("Your balance is ZZ$12.50.", **hints).applied


def test_the_sign_of_a_currency_is_no_unit_of_data() -> None:
    reading = read_message(
        "You have 7 G left.", received_on=ON, currency="HTG", writings=WRITINGS["HTG"]
    )

    assert Kind.CREDIT not in reading.applied


def test_the_carrier_is_believed_before_the_line() -> None:
    text = "Your balance is $12.50."

    assert credit(text, carrier="Telstra", currency="USD")[1] == "AUD"
    assert credit("Telstra: " + text, currency="USD")[1] == "AUD"
    assert credit("Airtel: Bal: Rs 12.50")[1] == "INR"
    assert credit("中國移動香港：戶口餘額：$12.50")[1] == "HKD"


@pytest.mark.parametrize("written", ["港幣25.00元", "港币 25.00", "HK$25.00元", "25.00港元"])
def test_a_name_before_the_number_says_more_than_the_sign_behind_it(written) -> None:
    assert credit(f"閣下的戶口餘額為{written}。") == (Decimal("25.00"), "HKD")


def test_where_the_day_comes_first_can_be_seen_by_the_script() -> None:
    said = "有效期至05/02/2027。"

    assert read_message(f"戶口餘額：$5，{said}", received_on=ON).value(Kind.SERVICE_UNTIL) == date(
        2027, 2, 5
    )
    assert Kind.SERVICE_UNTIL not in read_message(f"余额：5元，{said}", received_on=ON).applied
