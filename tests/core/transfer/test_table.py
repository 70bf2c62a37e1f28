"""Tables that people keep for themselves: what their columns and rows are taken for."""

from datetime import date
from decimal import Decimal
import json

import pytest

from custom_components.sim_renewal.core.numbers import NumberRefused
from custom_components.sim_renewal.core.transfer.csv_format import read_csv
from custom_components.sim_renewal.core.transfer.headings import currency_in, hinted_by, meant_by
from custom_components.sim_renewal.core.transfer.json_format import read_json
from custom_components.sim_renewal.core.transfer.model import Home, RowKind, Sheet, Unreadable
from custom_components.sim_renewal.core.transfer.moments import DayOrder
from custom_components.sim_renewal.core.transfer.money import currency_of, parse_sum

from .households import PARIS

HOME = Home(PARIS, "EUR", today=date(2026, 11, 23))


def read(*rows: str, home: Home = HOME) -> Sheet:
    return read_csv("\n".join(rows), home)


def values(*rows: str, home: Home = HOME) -> list[dict]:
    sheet = read(*rows, home=home)
    assert [row.errors for row in sheet.rows] == [()] * len(sheet.rows)
    return [dict(row.values) for row in sheet.rows]


def errors(*rows: str) -> list[tuple[int, str, str]]:
    return [
        (error.line_number, error.column, error.reason)
        for row in read(*rows).rows
        for error in row.errors
    ]


def refused(*rows: str) -> list[tuple[int, str, str]]:
    with pytest.raises(Unreadable) as unreadable:
        read(*rows)
    return [(each.line_number, each.column, each.reason) for each in unreadable.value.errors]


def notices(sheet: Sheet) -> list[tuple[int, str, str]]:
    told = [*sheet.notices, *(each for row in sheet.rows for each in row.notices)]
    return [(each.line_number, each.column, each.reason) for each in told]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Numéro de téléphone", "number"),
        ("PHONE #", "number"),
        ("手机号码", "number"),
        ("門號", "number"),
        ("رقم الهاتف", "number"),
        ("Số điện thoại", "number"),
        ("Handynummer", "number"),
        ("Date d'expiration", "service_until"),
        ("Valable jusqu’au", "service_until"),
        ("到期日期", "service_until"),
        ("Gültig bis", "service_until"),
        ("Fecha de caducidad", "service_until"),
        ("Data di scadenza", "service_until"),
        ("Geldig t/m", "service_until"),
        ("Válido até", "service_until"),
        ("Ważne do", "service_until"),
        ("تاريخ الانتهاء", "service_until"),
        ("Ngày hết hạn", "service_until"),
        ("Next Payment", "service_until"),
        ("Expire le :", "service_until"),
        ("Prix (€)", "price"),
        ("月租費", "price"),
        ("Opérateur", "carrier"),
        ("Nhà mạng", "carrier"),
        ("Titulaire", "owner"),
        ("SIM number", "iccid"),
        ("Währung", "currency"),
        ("service until", "service_until"),
        ("Ｎｕｍｂｅｒ", "number"),
    ],
)
def test_a_heading_is_known_in_the_languages_of_households(heading, column) -> None:
    assert meant_by(heading)[0] == column


@pytest.mark.parametrize("heading", ["", "Colour", "№ 1", "2026", "??"])
def test_other_headings_are_ones_own(heading) -> None:
    assert meant_by(heading) == ()


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("Date limite de recharge", ("service_until", None)),
        ("Konto ważne do", ("service_until", None)),
        ("归属运营商", ("carrier", None)),
        ("卡有效期至（年月日）", ("service_until", None)),
        ("Kosten/Monat", ("price", None)),
        ("Nº telemóvel", ("number", None)),
        ("Date of birth", ()),
        ("Colour", ()),
        ("", ()),
    ],
)
def test_the_longest_part_that_is_known_hints_at_a_column(heading, columns) -> None:
    assert hinted_by(heading) == columns


def test_a_hint_counts_where_the_cells_are_such() -> None:
    rows = ["Name,Phone model,Nº telemóvel,Warranty expires", "Papa,Fairphone 5,0639980001,never"]

    assert values(*rows) == [{"line": "Papa", "number": "0639980001"}]
    assert read(*rows).own == ("Phone model", "Warranty expires")


@pytest.mark.parametrize(
    ("heading", "currency"),
    [("Price (€)", "EUR"), ("价格（元）", "CNY"), ("Prix [CHF]", "CHF"), ("Price (monthly)", None)],
)
def test_a_heading_can_name_the_currency(heading, currency) -> None:
    assert currency_in(heading, "EUR") == currency


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("10,00 €", "10.00", "EUR"),
        ("¥30.00", "30.00", "CNY"),
        ("￥30", "30", "CNY"),
        ("EUR 10", "10", "EUR"),
        ("10 eur", "10", "EUR"),
        ("1 234,50", "1234.50", None),
        ("€ 10,-", "10", "EUR"),
        ("CHF 10.--", "10", "CHF"),
        ("US$5", "5", "USD"),
        ("30元", "30", "CNY"),
        ("30 块", "30", "CNY"),
        ("NT$300", "300", "TWD"),
        ("100.000 ₫", "100000", "VND"),
        ("12.345 KWD", "12.345", "KWD"),
        ("10 €/mois", "10", "EUR"),
        ("10 € per month", "10", "EUR"),
        ("30 RMB", "30", "CNY"),
        ("- 5 €", "-5", "EUR"),
        ("5 kr", "5", "SEK"),
        ("2e3", "2E+3", None),
        ("١٠٫٥٠ درهم", "10.50", "AED"),
    ],
)
def test_an_amount_is_read_with_its_currency(text, amount, currency) -> None:
    assert parse_sum(text, ".", None) == (Decimal(amount), currency)


@pytest.mark.parametrize("text", ["", "free", "10 apples", "$10 €", "1.2.3", "10 € 20"])
def test_what_is_no_amount_is_refused(text) -> None:
    with pytest.raises(NumberRefused) as error:
        parse_sum(text, ".", None)
    assert error.value.reason == "not_a_number"


def test_a_sign_of_several_countries_is_that_of_the_household() -> None:
    assert (currency_of("$", "CAD"), currency_of("$", "EUR")) == ("CAD", "USD")
    assert (currency_of("¥", "JPY"), currency_of("kr", "DKK")) == ("JPY", "DKK")
    assert currency_of("EURX", "EUR") is None


def test_a_title_sums_remarks_and_blank_rows_are_no_lines() -> None:
    sheet = read(
        "Our SIM cards,,,",
        ",,,",
        "Name,Number,,Expires",
        "Papa,0639980001,,2027-01-05",
        ",,,",
        "Name,Number,,Expires",
        "Mama,0639980002,,2027-01-06",
        "Total,,,",
        "as of today,,,",
    )

    assert [row.values["line"] for row in sheet.rows] == ["Papa", "Mama"]
    assert notices(sheet) == [(8, "line", "row_of_sums"), (9, "line", "row_says_little")]


def test_a_line_may_be_called_total() -> None:
    assert [
        each["line"] for each in values("Name,Number", "Total,0639980001", "Sum,0639980002")
    ] == ["Total", "Sum"]


def test_columns_of_ones_own_are_told_by_heading_or_letter() -> None:
    sheet = read("Name,Number,Colour,,Shape", "Papa,0639980001,red,x,")

    assert sheet.own == ("Colour", "D")
    assert sheet.headings == {"line": "Name", "number": "Number"}


def test_a_letter_of_a_far_column_has_two() -> None:
    cells = ["Name", "Number", *[""] * 26]
    row = ["Papa", "0639980001", *[""] * 25, "x"]

    assert read(",".join(cells), ",".join(row)).own == ("AB",)


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    sheet = read('Name,Number,"Two\nlines"', "Papa,1,", "Mama,2,")

    assert [sheet.row_numbers[row.line_number] for row in sheet.rows] == [2, 3]
    assert [row.line_number for row in sheet.rows] == [3, 4]


def test_none_of_the_headings_is_known() -> None:
    assert refused("Colour,Shape", "red,round") == [(1, "kind", "no_header")]
    assert refused("Name,Shape", "Papa,round") == [
        (1, "date", "column_missing"),
        (1, "Shape", "unknown_heading"),
    ]
    assert refused("Expires,Shape", "2027-01-05,round") == [
        (1, "line", "column_missing"),
        (1, "Shape", "unknown_heading"),
    ]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (["Owner,Expires", "Papa,2027-01-05", "Mama,2027-01-05"], ["Papa", "Mama"]),
        (
            ["Owner,Carrier,Expires", "Papa,Free,2027-01-05", "Papa,SFR,2027-01-05"],
            ["Papa Free", "Papa SFR"],
        ),
        (["Carrier,Expires", "Free,2027-01-05", "SFR,2027-01-05"], ["Free", "SFR"]),
        (
            [
                "Carrier,Number,Expires",
                "Free,06 39 98 00 01,2027-01-05",
                "Free,0639980002,2027-01-05",
            ],
            ["Free 0001", "Free 0002"],
        ),
        (["Number,Expires", "0639980001,2027-01-05"], ["0639980001"]),
    ],
)
def test_a_line_without_a_name_is_called_by_what_tells_it_apart(rows, names) -> None:
    assert [each["line"] for each in values(*rows)] == names


def test_a_line_of_which_nothing_tells_a_name_needs_one() -> None:
    assert errors("Owner,Expires,Price", ",2027-01-05,10") == [(2, "line", "needed")]


def test_cells_that_say_nothing_are_empty_in_ones_own_table() -> None:
    assert values("Name,Number,Expires,Price", "Papa,-,n/a,?", "Mama,无,2027-01-05,—") == [
        {"line": "Papa"},
        {"line": "Mama", "service_until": date(2027, 1, 5)},
    ]


def test_a_number_that_a_spreadsheet_must_not_change_is_read() -> None:
    assert values("Name,Number", 'Papa,"=""0639980001"""', "Mama,'+33639980002") == [
        {"line": "Papa", "number": "0639980001"},
        {"line": "Mama", "number": "+33639980002"},
    ]


def test_a_price_brings_its_currency_and_must_not_contradict_that_of_its_row() -> None:
    assert values(
        "Name,Number,Price,Currency", "Papa,1,€10,", "Mama,2,10,€", "Oma,3,CHF 10,chf"
    ) == [
        {"line": "Papa", "number": "1", "price": Decimal(10), "currency": "EUR"},
        {"line": "Mama", "number": "2", "price": Decimal(10), "currency": "EUR"},
        {"line": "Oma", "number": "3", "price": Decimal(10), "currency": "CHF"},
    ]
    assert values("Name,Number,Price (CHF)", "Papa,1,10")[0]["currency"] == "CHF"
    assert errors("Name,Number,Price,Currency", "Papa,1,€10,USD") == [
        (2, "price", "other_currency")
    ]
    assert errors("Name,Number,Price,Currency", "Papa,1,cheap,money") == [
        (2, "price", "not_a_number")
    ]


def test_other_amounts_of_a_column_tell_its_decimal_mark() -> None:
    rows = ["Name;Number;Price", "Papa;1;9,95", "Mama;2;1.234", "Oma;3;12"]

    assert [each["price"] for each in values(*rows)] == [
        Decimal("9.95"),
        Decimal(1234),
        Decimal(12),
    ]


def test_other_dates_tell_which_of_a_column_comes_first() -> None:
    rows = ["Name,Number,Expires", "Papa,1,5/1/27", "Mama,2,12/31/2026"]
    assert [each["service_until"] for each in values(*rows)] == [
        date(2027, 5, 1),
        date(2026, 12, 31),
    ]
    elsewhere = ["Name,Number,Expires,Register by", "Papa,1,5/1/27,1/31/27"]
    assert values(*elsewhere)[0]["service_until"] == date(2027, 5, 1)


def test_a_column_that_writes_both_orders_leaves_the_unclear_dates_to_a_person() -> None:
    rows = ["Name,Number,Expires", "Papa,1,5/1/27", "Mama,2,12/31/2026", "Oma,3,31/12/2026"]

    assert errors(*rows) == [(2, "service_until", "ambiguous_date")]


@pytest.mark.parametrize("order", DayOrder)
def test_where_nothing_tells_the_order_is_that_of_the_country_and_it_is_said(order) -> None:
    home = Home(PARIS, "USD", order)
    sheet = read("Name,Number,Expires", "Kid,1,5/5/27", "Papa,2,5/1/27", "Mama,3,6/1/27", home=home)

    month = 1 if order is DayOrder.DAY_FIRST else 5
    assert sheet.rows[1].values["service_until"].month == month
    assert notices(sheet) == [(3, "service_until", f"{order}_assumed")]


def test_a_list_of_renewals_may_tell_the_line_by_its_number_and_calls_its_amount_price() -> None:
    sheet = read("Date,Number,Prix,Colour", "2026-11-01,0639980001,10 €,red")

    assert [(row.kind, dict(row.values)) for row in sheet.rows] == [
        (
            RowKind.RENEWAL,
            {
                "date": date(2026, 11, 1),
                "number": "0639980001",
                "amount": Decimal(10),
                "currency": "EUR",
            },
        )
    ]
    assert sheet.own == ("Colour",)


def test_a_table_of_lines_can_have_the_last_renewal_of_each() -> None:
    sheet = read(
        "Name,Number,Last top-up,Amount,Expires",
        "Papa,0639980001,2026-11-01,10,2027-01-05",
        "Mama,0639980002,,,2027-01-05",
        "Oma,0639980003,2026-11-01,10,",
        "Opa,0639980004,2026-11-01,10,soon",
    )

    assert [(row.kind, row.values["line"]) for row in sheet.rows] == [
        (RowKind.LINE, "Papa"),
        (RowKind.RENEWAL, "Papa"),
        (RowKind.LINE, "Mama"),
        (RowKind.LINE, "Oma"),
        (RowKind.LINE, "Opa"),
    ]
    assert notices(sheet) == [(4, "date", "top_up_without_end")]
    assert sheet.rows[1].values["amount"] == Decimal(10)


def test_a_bare_date_of_lines_that_is_to_come_is_the_end_of_their_service() -> None:
    rows = ["Name,Carrier,Date", "Papa,Free,2027-01-05"]

    assert values(*rows) == [{"line": "Papa", "carrier": "Free", "service_until": date(2027, 1, 5)}]
    known = values("Name,Date,Amount", "Papa,2026-11-05,10")
    assert known == [{"line": "Papa", "date": date(2026, 11, 5), "amount": Decimal(10)}]
    assert read(*rows, home=Home(PARIS)).rows[0].kind is RowKind.RENEWAL
    assert read("Name,Carrier,Date", "Papa,Free,").rows[0].kind is RowKind.RENEWAL


@pytest.mark.parametrize(
    ("heading", "cell", "column"),
    [
        ("SIM", "8933 0100 0000 0000 010", "iccid"),
        ("SIM", "06 39 98 00 01", "number"),
        ("SIM", "Papa", "line"),
        ("Tarif", "10 €", "price"),
        ("Tarif", "20 Go", "offer"),
        ("Tarif", "1,234", "price"),
        ("Validité", "5/1/2027", "service_until"),
        ("Validité", "30 jours", None),
        ("N°", "1", None),
        ("N°", "0639980001", "number"),
    ],
)
def test_a_heading_of_several_meanings_is_what_its_cells_can_be(heading, cell, column) -> None:
    sheet = read(f"{heading};Carrier;Owner;Country", f"{cell};Free;Anna;FR")

    told = sheet.headings.keys() - {"carrier", "owner", "country"}
    assert told == ({column} if column else set())


def test_two_headings_for_one_thing_leave_the_second_to_its_owner() -> None:
    sheet = read("Price,Prix,Name,Nom", "1,2,Papa,Anna")

    assert sheet.headings["line"] == "Name"
    assert sheet.headings["owner"] == "Nom"
    assert sheet.own == ("Prix",)


def test_a_list_of_json_objects_is_a_table() -> None:
    rows = [
        {"Name": "Papa", "Next Payment": "2027-01-05", "Price": "€10", "URL": None, "Auto": True},
        {"Name": "Mama", "Next Payment": "2027-01-06", "Price": 4.99, "Auto": False},
    ]
    for data in (rows, {"success": True, "subscriptions": rows}):
        sheet = read_json(json.dumps(data), HOME)
        assert [row.values["line"] for row in sheet.rows] == ["Papa", "Mama"]
        assert [row.values["price"] for row in sheet.rows] == [Decimal(10), Decimal("4.99")]
        assert [row.line_number for row in sheet.rows] == [1, 2]
        assert sheet.own == ("Auto",)


@pytest.mark.parametrize(
    "data", [[{"Name": ["Papa"]}], [1], [], {"a": [], "b": []}, {"a": 1}, "text"]
)
def test_other_json_is_none_of_ours(data) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_json(json.dumps(data), HOME)
    assert unreadable.value.errors[0].reason == "other_format"


def test_quotes_that_never_end_are_told_whatever_stands_between_the_cells() -> None:
    assert refused("Name;Number;Expires", 'Papa;1;"2027-01-05') == [(2, "kind", "broken_quotes")]


@pytest.mark.parametrize("written", ["Di, 05.01.2027", "Di 5.1.27", "mar. 05/01/2027", "5.1.2027"])
def test_a_weekday_before_the_digits_of_a_day_says_nothing(written) -> None:
    assert values("Name;Nummer;Gültig bis", f"Oma;01712345678;{written}") == [
        {"line": "Oma", "number": "01712345678", "service_until": date(2027, 1, 5)}
    ]


def test_nobody_knows_which_end_of_two_digits_is_the_year_of_long_ago() -> None:
    rows = ("Name;Number;Expires", "Dad;07700900123;27-01-05")

    assert errors(*rows) == [(2, "service_until", "ambiguous_date")]
    assert values(rows[0], "Dad;07700900123;27-01-27")[0]["service_until"] == date(2027, 1, 27)


@pytest.mark.parametrize(
    "heading",
    [
        "Rufnummer verfällt am",
        "Rufnummer gültig bis",
        "Numéro perdu le",
        "Número válido hasta",
        "Il numero scade il",
        "Nummer vervalt op",
        "Numer ważny do",
        "門號有效期限",
    ],
)
def test_the_end_of_a_number_is_no_number(heading) -> None:
    rows = [f"Name;Telefon;Guthaben gültig bis;{heading}", "Oma;01712345678;5.1.2027;5.3.2027"]

    assert values(*rows) == [
        {
            "line": "Oma",
            "number": "01712345678",
            "service_until": date(2027, 1, 5),
            "number_until": date(2027, 3, 5),
        }
    ]


@pytest.mark.parametrize("cell", ["inconnu", "Unbekannt", "unknown", "未知", "??", "TBD"])
def test_what_nobody_knows_is_an_empty_cell(cell) -> None:
    assert values("Nom;Numéro;Expire le", f"Mamie;0639980012;{cell}") == [
        {"line": "Mamie", "number": "0639980012"}
    ]


@pytest.mark.parametrize("word", ["Gesamt", "Durchschnitt", "Moyenne", "平均"])
def test_one_top_up_above_a_sum_is_a_list_of_top_ups(word) -> None:
    rows = ["Aufladungen 2026", "Datum;Karte;Betrag", "20.11.26;Oma;15,-", f"{word};;15,-"]

    assert values(*rows) == [{"line": "Oma", "date": date(2026, 11, 20), "amount": Decimal(15)}]


def test_a_formula_below_amounts_does_not_hide_them() -> None:
    rows = ["Date;Ligne;Montant", "20/11/2026;Papa;10", ";Somme;=SUM(C2:C2)"]

    assert [each["amount"] for each in values(*rows)] == [Decimal(10)]
