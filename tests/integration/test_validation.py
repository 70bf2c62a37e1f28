"""What people type: every check says what is wrong, and takes everything that is right."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from custom_components.sim_renewal.settings.phone_numbers import (
    NumberReading,
    display_number,
    parse_number,
    read_number,
)
from custom_components.sim_renewal.settings.validation import (
    FieldError,
    parse_amount,
    parse_count,
    parse_currency,
    parse_date,
    parse_past_date,
    parse_past_moment,
)

TODAY = date(2026, 11, 23)
PARIS = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 23, 10, tzinfo=PARIS)


def reason_of(check, *typed) -> str:
    with pytest.raises(FieldError) as refusal:
        check(*typed)
    assert str(refusal.value) == refusal.value.reason
    return refusal.value.reason


@pytest.mark.parametrize(("typed", "code"), [("EUR", "EUR"), (" cny\n", "CNY"), ("Gbp", "GBP")])
def test_a_currency_is_kept_in_capitals(typed, code) -> None:
    assert parse_currency(typed) == code


@pytest.mark.parametrize("typed", ["", "EU", "EURO", "€", "XYZ", "DEM", 978, None])
def test_only_a_currency_that_is_in_use_is_one(typed) -> None:
    assert reason_of(parse_currency, typed) == "invalid_currency"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        (0, "0"),
        (0.1, "0.1"),
        (10.0, "10.0"),
        ("12.345678901", "12.345678901"),
        (" 7 ", "7"),
        (10**9, "1000000000"),
    ],
)
def test_an_amount_is_exactly_what_was_typed(typed, amount) -> None:
    assert parse_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "not_a_number"),
        ("ten", "not_a_number"),
        ("1,5", "not_a_number"),
        (None, "not_a_number"),
        (float("nan"), "not_a_number"),
        ("sNaN", "not_a_number"),
        (float("inf"), "not_a_number"),
        (float("-inf"), "not_a_number"),
        (-0.01, "negative"),
        (-(10**12), "negative"),
        (10**9 + 0.01, "too_large"),
        ("1e999999", "too_large"),
    ],
)
def test_an_amount_is_a_number_of_a_sane_size(typed, reason) -> None:
    assert reason_of(parse_amount, typed) == reason


@pytest.mark.parametrize(("typed", "count"), [(1, 1), (31.0, 31), ("12", 12), ("1e1", 10)])
def test_a_count_is_a_whole_number(typed, count) -> None:
    kept = parse_count(typed, 31)

    assert kept == count
    assert isinstance(kept, int)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (0, "count_out_of_range"),
        (0.5, "count_out_of_range"),
        (1.5, "count_out_of_range"),
        (32, "count_out_of_range"),
        ("1e-999999", "not_a_number"),
        (-1, "negative"),
        ("many", "not_a_number"),
        (10**10, "too_large"),
    ],
)
def test_a_count_is_neither_zero_nor_broken_nor_too_large(typed, reason) -> None:
    assert reason_of(parse_count, typed, 31) == reason


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-26", date(2026, 11, 26)),
        (" 2028-02-29 ", date(2028, 2, 29)),
        (date(2026, 11, 26), date(2026, 11, 26)),
        (datetime(2026, 11, 26, 23, 59, tzinfo=PARIS), date(2026, 11, 26)),
        ("2000-01-01", date(2000, 1, 1)),
        ("2076-12-30", date(2076, 12, 30)),
    ],
)
def test_a_day_is_kept_whatever_the_form_in_which_it_comes(typed, day) -> None:
    kept = parse_date(typed, TODAY)

    assert kept == day
    assert not isinstance(kept, datetime)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "invalid_date"),
        ("tomorrow", "invalid_date"),
        ("26/11/2026", "invalid_date"),
        ("2026-02-30", "invalid_date"),
        ("2027-02-29", "invalid_date"),
        (None, "invalid_date"),
        (5.5, "invalid_date"),
        ("1999-12-31", "date_out_of_range"),
        (date(1999, 12, 31), "date_out_of_range"),
        ("2076-12-31", "date_out_of_range"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=PARIS), "date_out_of_range"),
    ],
)
def test_a_day_exists_and_is_neither_ancient_nor_far_ahead(typed, reason) -> None:
    assert reason_of(parse_date, typed, TODAY) == reason


def test_a_past_day_is_today_at_the_latest() -> None:
    assert parse_past_date("2026-11-23", TODAY) == TODAY
    assert reason_of(parse_past_date, "2026-11-24", TODAY) == "in_future"
    assert reason_of(parse_past_date, "2026-11-31", TODAY) == "invalid_date"
    assert reason_of(parse_past_date, "1999-12-31", TODAY) == "date_out_of_range"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-23T08:30:00Z", datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("2026-11-23 08:30", datetime(2026, 11, 23, 7, 30, tzinfo=UTC)),
        ("2026-11-20", datetime(2026, 11, 19, 23, tzinfo=UTC)),
        (
            datetime.fromisoformat("2026-11-23T08:30:00"),
            datetime(2026, 11, 23, 7, 30, tzinfo=UTC),
        ),
        (datetime(2026, 11, 23, 8, 30, tzinfo=UTC), datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("2026-11-23T10:05:00+01:00", datetime(2026, 11, 23, 9, 5, tzinfo=UTC)),
    ],
)
def test_a_past_moment_without_a_zone_is_the_households(typed, moment) -> None:
    kept = parse_past_moment(typed, NOW)

    assert kept == moment
    assert kept.tzinfo is UTC


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("yesterday", "invalid_date"),
        ("", "invalid_date"),
        ("2026-02-30 10:00", "invalid_date"),
        ("2026-11-20 25:00", "invalid_date"),
        ("2026-11-23T10:05:01+01:00", "in_future"),
        ("2026-11-24", "in_future"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=PARIS), "in_future"),
        ("1999-12-31T23:59:59+01:00", "date_out_of_range"),
        ("0001-01-01T00:00:00", "date_out_of_range"),
    ],
)
def test_a_past_moment_exists_and_is_neither_ancient_nor_ahead(typed, reason) -> None:
    assert reason_of(parse_past_moment, typed, NOW) == reason


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("06 39 98 00 01", "FR", "+33639980001"),
        ("+33 (0)6 39 98 00 01", "FR", "+33639980001"),
        ("0033 6 39 98 00 01", "FR", "+33639980001"),
        ("06.39.98.00.01", "FR", "+33639980001"),
        ("+33639980001", None, "+33639980001"),
        ("+86 138 0013 8000", "FR", "+8613800138000"),
        ("138 0013 8000", "CN", "+8613800138000"),
        ("06 698 12345", "IT", "+390669812345"),  # an Italian number keeps its 0
    ],
)
def test_a_number_is_kept_with_its_country(typed, country, number) -> None:
    assert parse_number(typed, (country,)) == number


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("06 39 98 00 01", None),
        ("12", "FR"),
        ("06 39 98 00 0", "FR"),
        ("00 00 00 00 00", "FR"),
        ("+33 06 39 98 00 0", None),
        ("06 39 98 00 01 02 03 04 05", "FR"),
        ("my phone", "FR"),
        ("", "FR"),
        ("+999 12345678", "FR"),
        ("0" * 10_000, "FR"),
    ],
)
def test_what_nobody_could_dial_is_no_number(typed, country) -> None:
    assert reason_of(parse_number, typed, (country,)) == "invalid_number"


@pytest.mark.parametrize(
    ("typed", "countries", "reading"),
    [
        ("612 345 678", ("ES", "FR"), ("+34612345678", "+33612345678")),
        ("0470 12 34 56", ("BE", "FR"), ("+32470123456", "+33470123456")),
        ("06 39 98 00 01", ("ES", "FR"), ("+33639980001",)),
        ("639980001", (None, "FR"), ("+33639980001",)),
        ("639980001.0", ("FR",), ("+33639980001",)),
        ("33639980001", ("FR",), ("+33639980001",)),
        ("8613800138000", ("FR",), ("+8613800138000",)),
        ("\u200e06\u00a039\u200b98 00 01\u202c", ("FR",), ("+33639980001",)),
        (
            "\u0660\u0666\u0663\u0669\u0669\u0668\u0660\u0660\u0660\u0661",
            ("FR",),
            ("+33639980001",),
        ),
        ("\uff10\uff16\uff13\uff19 98 00 01", ("FR",), ("+33639980001",)),
        ("+34 612 345 678", ("FR", "ES"), ("+34612345678",)),
        ("612 345 678", ("ES", "ES"), ("+34612345678",)),
        ("612 345 678", ("EU", "ES"), ("+34612345678",)),
    ],
)
def test_a_number_is_of_the_first_country_that_has_such_numbers(typed, countries, reading) -> None:
    assert read_number(typed, countries) == NumberReading(reading[0], reading[1:])


def test_a_number_that_two_countries_have_is_asked_about() -> None:
    assert reason_of(parse_number, "612 345 678", ("ES", "FR")) == "number_of_two_countries"


@pytest.mark.parametrize("typed", ["6,3998E+08", "6.3998e8", "6E+08"])
def test_a_number_that_a_spreadsheet_rounded_is_told_from_a_wrong_one(typed) -> None:
    assert reason_of(parse_number, typed, ("FR",)) == "number_rounded"


def test_a_number_is_shown_as_it_is_written_abroad() -> None:
    assert display_number("+33639980001") == "+33 6 39 98 00 01"


@pytest.mark.parametrize("typed", ["1E-1000000", "-0.0E-1000000", "1E-31"])
def test_an_amount_too_small_to_be_meant_is_none(typed) -> None:
    assert reason_of(parse_amount, typed) == ("not_a_number")
    assert parse_amount("1E-30") == 0
    assert parse_amount("0.00") == 0
