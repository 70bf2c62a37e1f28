"""What people type into a push, and what of it can be understood."""

from datetime import date
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.replies import (
    DataLeft,
    Paid,
    PaidIn,
    parse_reply,
    reply_date,
)
from custom_components.sim_renewal.core.typed_days import DateHabits, TypedDay

CODES = frozenset({"EUR", "GBP", "USD", "CNY", "CHF"})
TODAY = date(2026, 11, 23)
FRENCH, AMERICAN = DateHabits("fr", True, TODAY), DateHabits("en", False, TODAY)


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
        ("8 euros 50", "8.5", "EUR"),
        ("8€50", "8.5", "EUR"),
        ("10\u00a0EUR", "10", "EUR"),
        ("5 gbp", "5", "GBP"),
        ("30元", "30", "CNY"),
        ("30 rmb", "30", "CNY"),
        ("30 块", "30", "CNY"),
        ("\uff11\uff10 \u20ac", "10", "EUR"),
        ("€ 10", "10", "EUR"),
        ("₹199", "199", "INR"),
        ("30 zł", "30", "PLN"),
        ("30 zl", "30", "PLN"),
        ("20.-", "20", None),
        ("20,\u2013", "20", None),
        ("CHF 20.\u2013", "20", "CHF"),
        ("20 Fr.", "20", "CHF"),
        ("300 Kč", "300", "CZK"),
        ("30块钱", "30", "CNY"),
        ("10e", "10", "EUR"),
        ("10 € 🎉", "10", "EUR"),
        ("10 balles", "10", "EUR"),
        ("R$ 20", "20", "BRL"),
        ("\u0662\u0660", "20", None),
        ("\u0661\u066b\u0665", "1.5", None),
        ("0", "0", None),
        ("1 000", "1000", None),
        ("1.234,50 €", "1234.5", "EUR"),
        ("1,000,000", "1000000", None),
        ("payé 10 €", "10", "EUR"),
        ("j'ai rechargé 15€", "15", "EUR"),
        ("ok 10", "10", None),
        ("paid £5", "5", "GBP"),
        ("充了50", "50", None),
        ("已充值50元", "50", "CNY"),
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
        ("il reste 12,5 Go", 12_500_000_000),
        ("plus que 2 Go", 2_000_000_000),
        ("10gb left", 10**10),
        ("noch 3 GB", 3_000_000_000),
        ("还剩3G", 3_000_000_000),
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
        "reste 10 €",
        "payé 3 Go",
        "j'ai pas payé 10 €",
        "10 € left",
        "没充50",
        "utilisé 3 Go",
        "used 3gb",
        "用了3G",
        "moins de 1 Go",
        "hello",
    ],
)
def test_what_is_not_clear_is_not_guessed(text) -> None:
    assert parse_reply(text, "EUR", CODES) is None


@pytest.mark.parametrize(
    ("text", "of_the_line", "currency"),
    [
        ("$5", "CAD", "CAD"),
        ("Rs 5", "PKR", "PKR"),
        ("5 balles", "CHF", "CHF"),
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


@pytest.mark.parametrize(
    ("text", "amount", "first"),
    [("$5", 5, "USD"), ("¥30", 30, "CNY"), ("199 kr", 199, "SEK"), ("¥30 5/1", 30, "CNY")],
)
def test_whose_money_a_sign_of_others_means_is_asked(text, amount, first) -> None:
    found = parse_reply(text, "EUR", CODES, FRENCH)
    assert isinstance(found, PaidIn)
    assert (found.amount, found.currencies[0]) == (amount, first)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("5/1", "2027-01-05"),
        ("05.01.", "2027-01-05"),
        ("31.12.", "2026-12-31"),
        ("23/9", "2027-09-23"),
        ("24/11", "2026-11-24"),
        ("5 janv.", "2027-01-05"),
        ("le 5 janvier", "2027-01-05"),
        ("jusqu\u2019au 1er mars", "2027-03-01"),
        ("5 January", "2027-01-05"),
        ("until Jan 5th", "2027-01-05"),
        ("1月5日", "2027-01-05"),
        ("到1月5号", "2027-01-05"),
        ("2027-01-05", "2027-01-05"),
        ("20270105", "2027-01-05"),
        ("31/12/26", "2026-12-31"),
        ("1/25", "2027-01-25"),
        ("29/2", "2028-02-29"),
        ("5/1/2020", "2020-01-05"),
    ],
)
def test_a_day_is_understood_and_is_the_next_one(text, until) -> None:
    expected = Paid(None, until=date.fromisoformat(until))
    assert parse_reply(text, "EUR", CODES, FRENCH) == expected
    assert parse_reply(text, "EUR", CODES) is None


@pytest.mark.parametrize(
    ("text", "until", "or_until"),
    [
        ("22/11", "2027-11-22", "2026-11-22"),
        ("23/11", "2027-11-23", "2026-11-23"),
        ("24/9", "2027-09-24", "2026-09-24"),
        ("10 € le 22 nov.", "2027-11-22", "2026-11-22"),
        ("22/11/2027", "2027-11-22", None),
        ("23/9", "2027-09-23", None),
    ],
)
def test_a_day_without_a_year_that_is_hardly_past_can_be_meant_as_well(
    text, until, or_until
) -> None:
    found = parse_reply(text, "EUR", CODES, FRENCH)
    assert isinstance(found, Paid)
    assert found.until == date.fromisoformat(until)
    assert found.or_until == (date.fromisoformat(or_until) if or_until else None)


@pytest.mark.parametrize("habits", [FRENCH, AMERICAN])
def test_a_day_that_is_written_out_is_read_again_as_it_was(habits) -> None:
    day = date(2026, 11, 5)
    assert reply_date(habits.written(day), habits) == TypedDay(day)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("10 € 5/1", "10", "EUR"),
        ("10€ jusqu'au 5 janv.", "10", "EUR"),
        ("30元 1月5日", "30", "CNY"),
        ("1月5日\uff0c30元", "30", "CNY"),
        ("10.5 5/1", "10.5", None),
        ("5 janvier 2027 : 10 euros", "10", "EUR"),
        ("bis 05.01.2027 10 EUR", "10", "EUR"),
        ("10 et le 5/1", "10", None),
        ("5/1 et 10 €", "10", "EUR"),
    ],
)
def test_an_amount_and_a_day_can_be_told_at_once(text, amount, currency) -> None:
    expected = Paid(Decimal(amount), currency, date(2027, 1, 5))
    assert parse_reply(text, "EUR", CODES, FRENCH) == expected


@pytest.mark.parametrize(
    "text",
    [
        "31/2",
        "12/2027",
        "10 € 5/1 merci",
        "3 Go 5/1",
        "29/2/2027",
        "100 min",
        "10 or 20",
        "9 999 999 999 €",
    ],
)
def test_a_day_that_does_not_exist_or_other_words_are_not_guessed(text) -> None:
    assert parse_reply(text, "EUR", CODES, FRENCH) is None


@pytest.mark.parametrize(
    ("text", "habits", "until", "amount"),
    [
        ("5 janv 27", FRENCH, date(2027, 1, 5), None),
        ("10 € 5 janv 27", FRENCH, date(2027, 1, 5), 10),
        ("5 janv 30", FRENCH, date(2027, 1, 5), 30),
        ("5/1 27", FRENCH, date(2027, 1, 5), 27),
        ("10-12", FRENCH, date(2026, 12, 10), None),
        ("10-15", AMERICAN, date(2027, 10, 15), None),
    ],
)
def test_two_digits_behind_a_named_month_are_its_year(text, habits, until, amount) -> None:
    found = parse_reply(text, "EUR", CODES, habits)

    assert isinstance(found, Paid)
    assert (found.until, found.amount) == (until, amount)


@pytest.mark.parametrize(("text", "habits"), [("10-15", FRENCH), ("15-10", AMERICAN)])
def test_two_numbers_that_are_no_day_as_somebody_writes_it_are_none(text, habits) -> None:
    assert parse_reply(text, "EUR", CODES, habits) is None


def test_the_order_of_day_and_month_is_that_of_the_line() -> None:
    assert parse_reply("5/1", "USD", CODES, AMERICAN) == Paid(None, until=date(2027, 5, 1))
    assert parse_reply("1/5", "USD", CODES, AMERICAN) == Paid(None, until=date(2027, 1, 5))


def test_without_a_list_of_codes_three_letters_are_no_currency() -> None:
    assert parse_reply("5 GBP") is None
    assert parse_reply("5 euros") == Paid(Decimal(5), "EUR")


@pytest.mark.parametrize(
    ("text", "language", "day_first", "expected"),
    [
        ("5/1", "en", True, date(2027, 1, 5)),
        ("5/1", "en", False, date(2027, 5, 1)),
        ("5 janv.", "fr", True, date(2027, 1, 5)),
        ("1月5日", "zh-Hans", True, date(2027, 1, 5)),
        ("31.12.", "de", True, date(2026, 12, 31)),
        ("le 5 janvier", "en", True, date(2027, 1, 5)),
        ("10 € 5/1", "fr", True, None),
        ("soon", "en", True, None),
        ("", "en", True, None),
    ],
)
def test_a_day_can_be_a_reply(text, language, day_first, expected) -> None:
    found = reply_date(text, DateHabits(language, day_first, date(2026, 11, 23)))

    assert found == (TypedDay(expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("samedi", "2026-11-28"),
        ("jusqu'à samedi", "2026-11-28"),
        ("ce samedi", "2026-11-28"),
        ("on Friday", "2026-11-27"),
        ("星期天", "2026-11-29"),
        ("这周六", "2026-11-28"),
        ("fin janvier", "2027-01-31"),
        ("fin de février 2028", "2028-02-29"),
        ("fin d'août", "2027-08-31"),
        ("la fin du mois", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("the end of Feb", "2027-02-28"),
        ("月底", "2026-11-30"),
        ("十二月底", "2026-12-31"),
        ("2027年2月底", "2027-02-28"),
        ("samedi 5 décembre", "2026-12-05"),
        ("12月5日星期六", "2026-12-05"),
        ("Saturday, December 5", "2026-12-05"),
    ],
)
def test_a_day_that_is_named_is_understood(text, day) -> None:
    assert reply_date(text, FRENCH) == TypedDay(date.fromisoformat(day))


@pytest.mark.parametrize(
    "text",
    [
        "samedi prochain",
        "next saturday",
        "下周六",
        "下个月底",
        "每月底",
        "mardis",
        "end of",
        "fin",
        "dimanche 5 décembre",
        "weekend of january",
        "fin janvier 0000",
    ],
)
def test_a_day_that_is_not_plain_is_not_understood(text) -> None:
    assert reply_date(text, FRENCH) is None


def test_an_amount_can_stand_beside_a_named_day() -> None:
    reply = parse_reply("10 € fin janvier", "EUR", CODES, FRENCH)
    assert reply == Paid(Decimal(10), "EUR", until=date(2027, 1, 31))


def test_what_can_be_today_or_lately_is_told() -> None:
    assert reply_date("lundi", FRENCH) == TypedDay(date(2026, 11, 30), TODAY)
    assert reply_date("fin octobre", FRENCH) == TypedDay(date(2027, 10, 31), date(2026, 10, 31))
