"""Numbers, days and other values as spreadsheets of many countries write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from custom_components.sim_renewal.core.model import Bucket, Measure
from custom_components.sim_renewal.core.numbers import NumberRefused, parse_decimal, plain
from custom_components.sim_renewal.core.transfer.columns import COLUMNS
from custom_components.sim_renewal.core.transfer.moments import (
    DayOrder,
    MomentRefused,
    could_be_both,
    order_of,
    parse_day,
    parse_moment,
)
from custom_components.sim_renewal.core.transfer.notations import CellRefused, Style

from .households import PARIS, an_id

STYLE = Style(".", PARIS)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10", "10"),
        ("-5", "-5"),
        ("+5", "5"),
        ("007", "7"),
        ("10.50", "10.50"),
        ("10,50", "10.50"),
        ("0,123", "0.123"),
        ("0.123", "0.123"),
        ("1234,567", "1234.567"),
        ("1.2345", "1.2345"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1 234", "1234"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234.50", "1234.50"),
        ("12'345.60", "12345.60"),
        ("12\u2019345", "12345"),
        ("\u22125", "-5"),
        (" 5 ", "5"),
        ("1.5E+9", "1.5E+9"),
        ("\u0661\u0662", "12"),
        ("\uff11\uff10\uff0e\uff15", "10.5"),
        ("1\u200b0", "10"),
        ("2e3", "2E+3"),
    ],
)
@pytest.mark.parametrize("decimal_mark", [".", ",", None])
def test_a_number_is_read_as_it_is_written(text, number, decimal_mark) -> None:
    assert str(parse_decimal(text, decimal_mark)) == number


@pytest.mark.parametrize(
    ("text", "decimal_mark", "number"),
    [("1.234", ".", "1.234"), ("1,234", ",", "1.234"), ("-12.345", ".", "-12.345")],
)
def test_three_decimals_are_read_where_the_file_tells_its_mark(text, decimal_mark, number) -> None:
    assert str(parse_decimal(text, decimal_mark)) == number


@pytest.mark.parametrize(
    ("text", "decimal_mark"),
    [("1.234", ","), ("1.234", None), ("1,234", "."), ("1,234", None), ("999,999", ".")],
)
def test_what_may_be_thousands_or_decimals_is_refused(text, decimal_mark) -> None:
    with pytest.raises(NumberRefused) as refused:
        parse_decimal(text, decimal_mark)
    assert refused.value.reason == "ambiguous_number"


@pytest.mark.parametrize(
    "text",
    ["", "ten", "10 €", "1.2.3", "1,2,3", "1.23,4.5", "12,34.5", "1 23", "0.123.456", ".5", "5.",
     "1e", "1E9999", "NaN", "Infinity", "0x10", "\u00b9", "1_000", "1 234'567", "--5"],
)  # fmt: skip
@pytest.mark.parametrize("decimal_mark", [".", ",", None])
def test_what_is_no_number_is_refused(text, decimal_mark) -> None:
    with pytest.raises(NumberRefused) as refused:
        parse_decimal(text, decimal_mark)
    assert refused.value.reason == "not_a_number"


@pytest.mark.parametrize(
    ("number", "shown"), [("10.0", "10"), ("1E+3", "1000"), ("0.10", "0.1"), ("0E+2", "0")]
)
def test_a_setting_is_written_without_zeros_at_its_end(number, shown) -> None:
    assert str(plain(Decimal(number))) == shown


@pytest.mark.parametrize(
    "text",
    ["2026-11-03", "03/11/2026", "3/11/2026", "03.11.2026", "3.11.2026", " 2026-11-03 ",
     "03/11/2026 00:00", "03/11/2026 0:00:00", "2026-11-03T00:00:00", "2026-11-03 00:00",
     "2026-11-03 09:00", "2026/11/3", "2026.11.03.", "2026 - 11 - 3", "20261103", "03-11-2026",
     "3. 11. 2026", "3/11/26", "46329", "46329.5", "2026年11月3日", "2026年11月3日 星期二",
     "2026年11月03号", "03-Nov-2026", "3 nov. 26", "3 novembre 2026", "mardi 3 novembre 2026",
     "Nov 3, 2026", "Tue, November 3rd, 2026", "2026 Nov 3", "3. November 2026",
     "3 de noviembre de 2026", "3 listopada 2026 r.", "3 november 2026", "ngày 3 tháng 11 năm 2026",
     "3 نوفمبر 2026", "٣ نوفمبر ٢٠٢٦", "3 تشرين الثاني 2026", "٢٠٢٦/١١/٠٣",
     "３/１１/２０２６", "3\u200b/11/2026", "3 nov. 2026 10:30"],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text) -> None:
    assert parse_day(text) == date(2026, 11, 3)


@pytest.mark.parametrize("text", ["mar. 6 janv. 2026", "mar 6 jan 2026"])
def test_a_tuesday_is_no_march(text) -> None:
    assert parse_day(text) == date(2026, 1, 6)


@pytest.mark.parametrize("text", ["11/13/2026", "11/13/26", "11.13.2026", "11-13-2026 9:00 AM"])
@pytest.mark.parametrize("order", [DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST, None])
def test_a_day_that_is_no_month_is_the_day_wherever_it_stands(text, order) -> None:
    assert parse_day(text, order) == date(2026, 11, 13)


def test_what_could_be_both_is_read_in_the_order_of_its_column() -> None:
    assert parse_day("5/1/26", DayOrder.DAY_FIRST) == date(2026, 1, 5)
    assert parse_day("5/1/26", DayOrder.MONTH_FIRST) == date(2026, 5, 1)
    assert parse_day("5/5/26", None) == date(2026, 5, 5)
    with pytest.raises(MomentRefused) as refused:
        parse_day("5/1/26", None)
    assert refused.value.reason == "ambiguous_date"


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["5/1/26", "31/1/26"], (DayOrder.DAY_FIRST, True)),
        (["5/1/26", "1/31/26", "soon"], (DayOrder.MONTH_FIRST, True)),
        (["5/1/26", "2026-01-31", "5 Jan 2026"], (None, False)),
        (["31/1/26", "1/31/26"], (None, True)),
    ],
)
def test_a_column_tells_the_order_of_its_dates(texts, order) -> None:
    assert order_of(texts) == order


@pytest.mark.parametrize(
    ("text", "could"),
    [("5/1/26", True), ("5/5/26", False), ("13/1/26", False), ("2026-01-05", False)],
)
def test_what_could_be_both_is_known(text, could) -> None:
    assert could_be_both(text) is could


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "unreadable_date"),
        ("soon", "unreadable_date"),
        ("3/11.2026", "unreadable_date"),
        ("2026-W45-2", "unreadable_date"),
        ("2026-11-03T00:00:00+01:00", "unreadable_date"),
        ("12345", "unreadable_date"),
        ("3 nov.", "date_incomplete"),
        ("nov. 2026", "date_incomplete"),
        ("11/2026", "date_incomplete"),
        ("2026-11", "date_incomplete"),
        ("2026年11月", "date_incomplete"),
        ("3 nov. or 4 nov. 2026", "unreadable_date"),
        ("before 3 nov. 2026", "unreadable_date"),
        ("11:30", "unreadable_date"),
        ("2026-02-30", "invalid_date"),
        ("2026-13-01", "invalid_date"),
        ("31/11/2026", "invalid_date"),
        ("13/13/2026", "invalid_date"),
        ("0/11/2026", "invalid_date"),
        ("3/0/2026", "invalid_date"),
        ("12/32/2026", "invalid_date"),
        ("31 nov. 2026", "invalid_date"),
        ("2026-11-03 25:00", "invalid_date"),
    ],
)
def test_what_is_no_day_is_refused_for_what_is_wrong(text, reason) -> None:
    with pytest.raises(MomentRefused) as refused:
        parse_day(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-03T09:30:00+00:00", "2026-11-03T09:30:00+00:00"),
        ("2026-11-03 09:30:00.000123Z", "2026-11-03T09:30:00.000123+00:00"),
        ("2026-11-03T10:30", "2026-11-03T09:30:00+00:00"),
        ("03/11/2026 10:30", "2026-11-03T09:30:00+00:00"),
        ("3.7.2026 9:30:00", "2026-07-03T07:30:00+00:00"),
        ("2026-07-03", "2026-07-02T22:00:00+00:00"),
        ("3/11/2026 9:30 PM", "2026-11-03T20:30:00+00:00"),
        ("3/11/2026 12:30 a.m.", "2026-11-02T23:30:00+00:00"),
        ("3 nov. 2026, 10:30", "2026-11-03T09:30:00+00:00"),
        ("3.11.2026 10.30", "2026-11-03T09:30:00+00:00"),
        ("3/11/2026 9h30", "2026-11-03T08:30:00+00:00"),
        ("46329.4375", "2026-11-03T09:30:00+00:00"),
    ],
)
def test_a_moment_without_a_zone_is_one_of_the_household(text, moment) -> None:
    read = parse_moment(text, PARIS)

    assert read.isoformat() == moment
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "unreadable_date"),
        ("09:30", "unreadable_date"),
        ("2026-11-03 noon", "unreadable_date"),
        ("2026-11-03 25:00", "invalid_date"),
        ("0001-01-01T00:00+14:00", "invalid_date"),
    ],
)
def test_what_is_no_moment_is_refused(text, reason) -> None:
    with pytest.raises(MomentRefused) as refused:
        parse_moment(text, PARIS)
    assert refused.value.reason == reason


READ = [
    ("note", "  some words ", "some words"),
    ("line", " Grand-\n mère ", "Grand- mère"),
    ("channel", "Mini Program", "mini_program"),
    ("form", "eSIM", "esim"),
    ("ends_when_empty", "VRAI", True),
    ("ends_when_empty", "0", False),
    ("term", "30,0", 30),
    ("iccid", "8933 0100-0000.0000 010", "8933010000000000010"),
    ("kinds", "SMS; call; sms;", ("call", "sms")),
    (
        "steps",
        "10=6M; 5,50 = 30d / 1m",
        (
            {"amount": Decimal("5.5"), "service_days": 30, "number_months": 1},
            {"amount": Decimal(10), "number_months": 6},
        ),
    ),
    (
        "balance_after",
        "Data remaining = 1,5 gb @ 20/11/2026; credit=4.50@2026-11-20T08:00:00Z",
        {
            Bucket.DATA_REMAINING: Measure(
                Decimal(1500000000), datetime(2026, 11, 19, 23, tzinfo=UTC)
            ),
            Bucket.CREDIT: Measure(Decimal("4.50"), datetime(2026, 11, 20, 8, tzinfo=UTC)),
        },
    ),
    (
        "balance_after",
        "credit=4.50@2026-11-20T08:00:00Z@2026-11-21T09:00:00Z",
        {
            Bucket.CREDIT: Measure(
                Decimal("4.50"),
                datetime(2026, 11, 20, 8, tzinfo=UTC),
                datetime(2026, 11, 21, 9, tzinfo=UTC),
            )
        },
    ),
    (
        "channels",
        '[{"kind": "Website", "link": "https://a.fr", "code": null, "instruction": ""}]',
        ({"kind": "website", "link": "https://a.fr"},),
    ),
    ("channels", "[]", None),
    ("balance_after", ";", None),
    ("id", f" {an_id(1)} ", an_id(1)),
]


@pytest.mark.parametrize(("column", "text", "value"), READ)
def test_a_cell_is_read(column, text, value) -> None:
    assert COLUMNS[column].notation.of_text(text, STYLE) == value


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1.5", 1_500_000_000), ("1.5GB", 1_500_000_000), ("2 MB", 2_000_000), ("3 kb", 3_000),
     ("7 B", 7)],
)  # fmt: skip
def test_data_is_gigabytes_where_no_unit_is_given(text, amount) -> None:
    read = COLUMNS["balance_after"].notation.of_text(f"data_allowance={text}@2026-11-20", STYLE)

    assert read[Bucket.DATA_ALLOWANCE].amount == amount


def test_calls_are_minutes_where_no_unit_is_given() -> None:
    text = "voice_remaining=1.5@2026-11-20; sms_remaining=7@2026-11-20"

    read = COLUMNS["balance_after"].notation.of_text(text, STYLE)

    assert [measure.amount for measure in read.values()] == [90, 7]


REFUSED = [
    ("note", "half a character: \ud83d", "not_a_text"),
    ("channel", "fax", "unknown_choice"),
    ("in_addition", "perhaps", "not_a_flag"),
    ("term", "2.5", "count_out_of_range"),
    ("term", "99999999999", "count_out_of_range"),
    ("term", "1E+900", "count_out_of_range"),
    ("term", "many", "not_a_number"),
    ("kinds", "call; walk", "unknown_choice"),
    ("steps", "5", "wrong_step"),
    ("steps", "5=", "wrong_step"),
    ("steps", "5=30", "wrong_step"),
    ("steps", "5=1m/30d", "wrong_step"),
    ("steps", "5=9999999d", "wrong_step"),
    ("steps", "five=30d", "not_a_number"),
    ("balance_after", "credit=4", "wrong_balance"),
    ("balance_after", "4@2026-11-20", "wrong_balance"),
    ("balance_after", "credit=4@2026-11-20; credit=5@2026-11-20", "wrong_balance"),
    ("balance_after", "coffee=4@2026-11-20", "unknown_choice"),
    ("balance_after", "credit=4EUR@2026-11-20", "unknown_unit"),
    ("balance_after", "credit=four@2026-11-20", "not_a_number"),
    ("balance_after", "credit=4@soon", "unreadable_date"),
    ("balance_after", "credit=4@2026-11-20@soon", "unreadable_date"),
    ("balance_after", "credit=4@2026-11-20@2026-11-21@2026-11-22", "wrong_balance"),
    ("channels", "website", "not_json"),
    ("channels", "[" * 100_000, "not_json"),
    ("channels", '{"kind": "app"}', "not_a_list"),
    ("channels", '[{"kind": "app", "color": "red"}]', "not_a_list"),
    ("channels", '[{"link": "https://a.fr"}]', "unknown_choice"),
    ("channels", '[{"kind": "fax"}]', "unknown_choice"),
    ("channels", '[{"kind": 7}]', "not_a_text"),
    ("id", an_id(1).lower(), "invalid_id"),
    ("id", an_id(1)[1:], "invalid_id"),
    ("id", "I" * 26, "invalid_id"),
    ("line_id", "../" + "0" * 23, "invalid_id"),
]


@pytest.mark.parametrize(("column", "text", "reason"), REFUSED)
def test_a_cell_is_refused(column, text, reason) -> None:
    with pytest.raises(CellRefused) as refused:
        COLUMNS[column].notation.of_text(text, STYLE)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("note", 7, "not_a_text"),
        ("note", ["words"], "not_a_text"),
        ("in_addition", "yes", "not_a_flag"),
        ("in_addition", 1, "not_a_flag"),
        ("amount", True, "not_a_number"),
        ("amount", [1], "not_a_number"),
        ("amount", "ten", "not_a_number"),
        ("amount", "1,234", "ambiguous_number"),
        ("amount", Decimal("1E+99999"), "not_a_number"),
        ("term", Decimal("2.5"), "count_out_of_range"),
        ("term", {}, "not_a_number"),
        ("date", 20261120, "not_a_text"),
        ("kinds", "call; fax", "unknown_choice"),
        ("kinds", 7, "not_a_list"),
        ("kinds", [7], "not_a_text"),
        ("steps", "5=30", "wrong_step"),
        ("steps", 5, "not_a_list"),
        ("steps", ["5=30d"], "not_a_list"),
        ("steps", [{"amount": 5, "days": 30}], "not_a_list"),
        ("steps", [{"service_days": 30}], "wrong_step"),
        ("balance_after", [{"bucket": "credit", "amount": 4}], "wrong_balance"),
        ("channels", "app", "not_json"),
        ("channels", '"[]"', "not_a_list"),
        ("balance_after", "credit", "wrong_balance"),
    ],
)
def test_a_value_of_json_is_refused(column, value, reason) -> None:
    with pytest.raises(CellRefused) as refused:
        COLUMNS[column].notation.of_json(value, STYLE)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("column", "value", "read"),
    [
        ("amount", 10, Decimal(10)),
        ("amount", Decimal("10.50"), Decimal("10.50")),
        ("amount", "1.234", Decimal("1.234")),
        ("term", 30, 30),
        ("term", "30", 30),
        ("in_addition", False, False),
        ("note", "  ", None),
    ],
)
def test_a_value_of_json_is_read(column, value, read) -> None:
    assert COLUMNS[column].notation.of_json(value, STYLE) == read
