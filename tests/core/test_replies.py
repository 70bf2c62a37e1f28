"""What people type into a push, and what of it can be understood."""

from datetime import date
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.replies import DataLeft, Paid, parse_reply, reply_date

CODES = frozenset({"EUR", "GBP", "USD", "CNY"})


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("10", "10", None),
        (" 10 ", "10", None),
        ("10.", "10", None),
        ("9,99", "9.99", None),
        ("10 €", "10", "EUR"),
        ("10€", "10", "EUR"),
        ("€10", "10", "EUR"),
        ("10,5 euros", "10.5", "EUR"),
        ("10\u00a0EUR", "10", "EUR"),
        ("$5", "5", "USD"),
        ("5 gbp", "5", "GBP"),
        ("30元", "30", "CNY"),
        ("30 rmb", "30", "CNY"),
        ("¥30", "30", "CNY"),
        ("30 块", "30", "CNY"),
        ("\uff11\uff10 \uffe5", "10", "CNY"),
        ("1 000", "1000", None),
        ("1.234,50 €", "1234.5", "EUR"),
        ("1,000,000", "1000000", None),
    ],
)
def test_an_amount_is_understood(text, amount, currency) -> None:
    assert parse_reply(text, "EUR", CODES) == Paid(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("12,5 Go", 12_500_000_000),
        ("12.5GB", 12_500_000_000),
        ("3 g", 3_000_000_000),
        ("500 Mo", 500_000_000),
        ("0 GB", 0),
        ("2 gigas", 2_000_000_000),
        ("1 To", 10**12),
        ("9 ko", 9000),
    ],
)
def test_data_that_is_left_is_understood(text, size) -> None:
    assert parse_reply(text, "EUR", CODES) == DataLeft(Decimal(size))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "done",
        "ten",
        "10 or 20",
        "1,000",
        "1.000",
        "1.000.5",
        "€10 EUR",
        "-5",
        "5 xy",
        "10 apples",
        "30 SMS",
        "100 min",
        "10 et 12",
        "十元",
        "hello",
    ],
)
def test_what_is_not_clear_is_not_guessed(text) -> None:
    assert parse_reply(text, "EUR", CODES) is None


@pytest.mark.parametrize(
    ("text", "of_the_line", "currency"),
    [
        ("$5", "CAD", "CAD"),
        ("$5", "EUR", "USD"),
        ("$5", "ARS", "ARS"),
        ("₹5", "GBP", "INR"),
        ("5 ¥", "JPY", "JPY"),
        ("5元", "HKD", "HKD"),
        ("5 €", "GBP", "EUR"),
        ("5", "GBP", None),
    ],
)
def test_a_sign_of_several_currencies_means_that_of_the_line(text, of_the_line, currency) -> None:
    assert parse_reply(text, of_the_line, CODES) == Paid(Decimal(5), currency)


def test_without_a_list_of_codes_three_letters_are_no_currency() -> None:
    assert parse_reply("5 GBP") is None
    assert parse_reply("5 euros") == Paid(Decimal(5), "EUR")


@pytest.mark.parametrize(
    ("text", "languages", "day_first", "expected"),
    [
        ("5/1", ("en",), True, date(2027, 1, 5)),
        ("5/1", ("en",), False, date(2027, 5, 1)),
        ("5 janv.", ("fr",), True, date(2027, 1, 5)),
        ("1月5日", ("zh-Hans",), True, date(2027, 1, 5)),
        ("31.12.", ("de",), True, date(2026, 12, 31)),
        ("le 5 janvier", ("en", "fr"), True, date(2027, 1, 5)),
        ("10 € 5/1", ("fr",), True, None),
        ("soon", ("en", "fr"), True, None),
        ("", ("en",), True, None),
    ],
)
def test_a_day_can_be_a_reply(text, languages, day_first, expected) -> None:
    day = reply_date(text, today=date(2026, 11, 23), languages=languages, day_first=day_first)

    assert day == expected
