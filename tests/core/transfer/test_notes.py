"""Tables as notes, wikis and households in Taiwan have them: strokes, years, and no end."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.transfer.csv_format import read_csv
from custom_components.sim_renewal.core.transfer.markdown import markdown_rows
from custom_components.sim_renewal.core.transfer.model import Home, RowKind
from custom_components.sim_renewal.core.transfer.moments import names_minguo, parse_day

from .households import PARIS

HOME = Home(PARIS, "EUR", today=date(2026, 11, 23))
UNREADABLE = (2, "service_until", "unreadable_date")


def read(*rows: str, home: Home = HOME):
    return read_csv("\n".join(rows), home)


def values(*rows: str, home: Home = HOME) -> list[dict]:
    sheet = read(*rows, home=home)
    assert [row.errors for row in sheet.rows] == [()] * len(sheet.rows)
    return [dict(row.values) for row in sheet.rows]


def errors(*rows: str, home: Home = HOME) -> list[tuple[int, str, str]]:
    return [
        (error.line_number, error.column, error.reason)
        for row in read(*rows, home=home).rows
        for error in row.errors
    ]


# --- tables between strokes ---


@pytest.mark.parametrize(
    "rows",
    [
        ("| Name | Expires |", "|---|---|", "| Papa | 2027-01-05 |"),
        ("|Name|Expires|", "|:--|--:|", "|Papa|2027-01-05|"),
        ("Name | Expires", "--- | :---:", "Papa | 2027-01-05"),
        ("  | **Name** | `Expires` |", "  | - | - |", "  | _Papa_ | ~~2027-01-05~~ |"),
        ("| Name | Expires |", "|---|---|", "| [Papa](https://www.example.com/p) | 2027-01-05 |"),
        ("# Our SIMs", "", "| Name | Expires |", "|---|---|", "| Papa | 2027-01-05 |", "", "Bye."),
    ],
)
def test_a_table_between_strokes_is_read(rows) -> None:
    assert values(*rows) == [{"line": "Papa", "service_until": date(2027, 1, 5)}]


def test_an_error_is_on_the_line_of_the_note() -> None:
    rows = ("# SIMs", "", "| Name | Expires |", "|---|---|", "| Papa | one day |")

    assert errors(*rows) == [(5, "service_until", "unreadable_date")]


def test_a_stroke_in_a_cell_and_a_cell_that_is_empty_are_kept_apart() -> None:
    rows = markdown_rows("| Name | Note | Price |\n|--|--|--|\n| A \\| B | | 10<br>€ |\n| C | x |")

    assert rows is not None
    assert [row.cells for row in rows[1:]] == [["A | B", "", "10 €"], ["C", "x"]]


def test_an_open_row_keeps_its_last_empty_cell() -> None:
    rows = markdown_rows("Name | Price\n--- | ---\nPapa |")

    assert rows is not None
    assert rows[1].cells == ["Papa"]


def test_a_table_of_one_column_is_one() -> None:
    rows = markdown_rows("| Name |\n|---|\n| Papa |")

    assert rows is not None
    assert [row.cells for row in rows] == [["Name"], ["Papa"]]


def test_a_second_table_of_a_note_is_not_lost_unsaid() -> None:
    rows = ("| Name | Expires |", "|--|--|", "| A | 2027-01-05 |", "", "| Name | When |", "|--|--|")

    assert errors(*rows) == [(5, "service_until", "unreadable_date")]


@pytest.mark.parametrize(
    "text", ["Name,Expires\n---,---\nPapa,2027-01-05", "|---|\n| a |", "Name | Expires\nPapa | x"]
)
def test_what_has_no_line_below_headings_is_no_such_table(text) -> None:
    assert markdown_rows(text) is None


# --- years of Taiwan ---


@pytest.mark.parametrize(
    "text",
    [
        "民國115年11月30日",
        "民国115年11月30日",
        "中華民國 115 年 11 月 30 日",
        "115年11月30日",
        "民國115/11/30",
        "ROC 115-11-30",
        "民國115年11月30日 23:59",
        "民國１１５年１１月３０日",
    ],
)
def test_a_year_of_taiwan_with_its_name_is_read_anywhere(text) -> None:
    assert names_minguo(text)
    assert parse_day(text) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("rows", "home"),
    [
        (("Name,Number,Expires", "A,+886 912 345 678,115/11/30"), HOME),
        (("名稱,電話號碼,到期日", "A,0912345678,115/11/30"), HOME),
        (("Name,Expires", "A,115/11/30"), Home(PARIS, "TWD")),
        (("Name,Expires", "A,115.11.30"), Home(ZoneInfo("Asia/Taipei"), "EUR")),
        (("Name,Expires", "A,115-11-30", "B,民國116年1月5日"), HOME),
    ],
)
def test_a_year_of_three_digits_is_one_where_others_tell_of_taiwan(rows, home) -> None:
    assert values(*rows, home=home)[0]["service_until"] == date(2026, 11, 30)


def test_a_year_of_three_digits_is_no_day_where_nothing_tells_of_taiwan() -> None:
    assert not names_minguo("115/11/30")
    assert errors("Name,Number,Expires", "A,06 39 98 00 01,115/11/30") == [UNREADABLE]


def test_a_moment_can_have_such_a_year() -> None:
    rows = ("名稱,電話號碼,到期日,date", "A,0912345678,115/11/30,115/11/2")

    assert values(*rows)[0]["service_until"] == date(2026, 11, 30)


# --- no end ---


@pytest.mark.parametrize(
    "word",
    ["never", "Jamais", "NUNCA", "nie", "mai", "nooit", "nigdy", "永久", "永不過期", "∞", "à vie"],
)
def test_a_line_without_end_says_so(word) -> None:
    assert values("Name,Carrier,Expires", f"Papa,Orange,{word}") == [
        {"line": "Papa", "carrier": "Orange", "rule": "never"}
    ]


def test_no_end_of_the_number_is_no_end_of_service() -> None:
    assert values("Name,Expires,Number kept until", "Papa,2027-01-05,never") == [
        {"line": "Papa", "service_until": date(2027, 1, 5)}
    ]


def test_a_top_up_that_never_was_is_no_day() -> None:
    sheet = read("Line;Top-up date;Amount", "Papa;never;10")

    assert [row.kind for row in sheet.rows] == [RowKind.RENEWAL]
    assert [error.reason for error in sheet.rows[0].errors] == ["unreadable_date"]
