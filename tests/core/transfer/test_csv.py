"""The table: how it is written, and how the tables of spreadsheets are read."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from custom_components.sim_renewal.core.transfer.columns import COLUMNS
from custom_components.sim_renewal.core.transfer.csv_format import read_csv, write_csv
from custom_components.sim_renewal.core.transfer.headings import (
    currency_in,
    hinted_by,
    meant_by,
)
from custom_components.sim_renewal.core.transfer.model import (
    HouseholdData,
    LineData,
    RowError,
    RowKind,
    Unreadable,
)

from .households import HOME, HOUSEHOLD, PAPA, an_id

TWO = [
    (RowKind.RENEWAL, {"line": "Papa", "date": date(2026, 11, 20), "amount": Decimal("10.5")})
] * 2


def seen(text: str) -> list[tuple[RowKind | None, dict]]:
    rows = read_csv(text, HOME).rows
    assert [row.errors for row in rows] == [()] * len(rows)
    return [(row.kind, dict(row.values)) for row in rows]


def wrong(text: str) -> list[RowError]:
    return [error for row in read_csv(text, HOME).rows for error in row.errors]


def unreadable(text: str) -> list[RowError]:
    with pytest.raises(Unreadable) as refused:
        read_csv(text, HOME)
    return list(refused.value.errors)


@pytest.mark.parametrize(
    "text",
    [
        "line,date,amount\nPapa,2026-11-20,10.5\nPapa,2026-11-20,10.5\n",
        "\ufeffline;date;amount\r\nPapa;20/11/2026;10,5\r\nPapa;20.11.2026;10.5",
        "amount\tline\tdate\n10.5\tPapa\t20/11/2026\n10,5\t Papa \t2026-11-20\n",
        "sep=;\r\nLINE; Date ;AMOUNT\r\nPapa;20/11/2026;10,5\r\nPapa;20/11/2026;10,5\r\n",
        '"sep=\t"\nline\tdate\tamount\nPapa\t20/11/2026\t10,5\nPapa\t20/11/2026\t10,5\n',
        "\n\n line , date,amount,,\nPapa,2026-11-20,10.5,,\n,,,,\n\nPapa,2026-11-20,10.5\n",
        'Kind,line,date,amount,Mine\nRENEWAL,"Papa","2026-11-20",10.5,\nrenewal,Papa,20/11/2026,10.5',
        "line;date;amount\rPapa;20/11/2026;10,5\rPapa;20/11/2026;10,5\r",
    ],
)
def test_a_table_is_read_however_a_spreadsheet_writes_it(text) -> None:
    assert seen(text) == TWO


def test_a_delimiter_is_found_by_the_names_it_divides() -> None:
    text = 'line;date;note\nPapa;2026-11-20;"a, b, c, d"\n'

    assert seen(text)[0][1]["note"] == "a, b, c, d"


@pytest.mark.parametrize("note", ["two\nlines", "two\r\nlines", 'a "word"', "a;b,c", "'quoted'"])
def test_a_note_is_read_as_it_is(note) -> None:
    text = StringIO(newline="")
    csv.writer(text).writerows([["line", "date", "note"], ["Papa", "2026-11-20", note]])

    assert seen(text.getvalue())[0][1]["note"] == note


def test_errors_are_on_the_line_on_which_their_row_begins() -> None:
    text = 'line,date,note\nPapa,x,"one\ntwo\r\nthree"\n\nPapa,y,\n'

    assert wrong(text) == [
        RowError(2, "date", "unreadable_date"),
        RowError(6, "date", "unreadable_date"),
    ]
    assert [error.line_number for error in wrong("sep=,\n" + text)] == [3, 7]


def test_all_errors_of_a_row_are_told() -> None:
    text = (
        f"kind,line_id,line,id,date,amount,price\nrenewal,x,Papa,{an_id(1)},11/31/2026,1.2.3,5,6\n"
    )

    assert wrong(text) == [
        RowError(2, "kind", "too_many_cells"),
        RowError(2, "line_id", "invalid_id"),
        RowError(2, "date", "invalid_date"),
        RowError(2, "amount", "not_a_number"),
        RowError(2, "price", "not_of_this_kind"),
    ]


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        ("line,,,,,", [("line", "needed")]),
        ("renewal,,,,,", [("date", "needed"), ("line", "needed")]),
        ("activity,Papa,,,,", [("date", "needed"), ("activity", "needed")]),
        ("balance,Papa,,,,", [("bucket", "needed"), ("amount", "needed")]),
        ("balance,Papa,,,credit,1", []),
        ("port,Papa,,,,", [("date", "needed")]),
        ("statement,Papa,,,,", [("clock", "needed"), ("as_of", "needed")]),
        ("data_empty,Papa,,,,", [("at", "needed")]),
        ("card,Papa,,,,", [("kind", "unknown_choice")]),
        (",Papa,,,,", [("kind", "needed")]),
    ],
)
def test_a_row_needs_what_makes_it_one(row, errors) -> None:
    found = wrong(f"kind,line,date,activity,bucket,amount\n{row}\n")

    assert [(error.column, error.reason) for error in found] == errors


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("", [(1, "kind", "nothing_in_it")]),
        ("sep=;\n", [(2, "kind", "nothing_in_it")]),
        (" \n,,\n", [(1, "kind", "nothing_in_it")]),
        ("Papa,2026-11-20,10\n", [(1, "kind", "no_header")]),
        ("line,amount\n", [(1, "date", "column_missing")]),
        ("date,amount\n", [(1, "line", "column_missing")]),
        ("\nline,date,Line\nPapa,2026-11-20,Papa\n", [(2, "line", "column_repeated")]),
        (
            "\nline,colour,,shape\nPapa,red,10,\n",
            [
                (2, "date", "column_missing"),
                (2, "colour", "unknown_heading"),
                (2, "C", "unknown_heading"),
            ],
        ),
        ('line,date\nPapa,"2026-11-20\nPapa,2026-11-21\n', [(2, "kind", "broken_quotes")]),
        ('"line,date\nPapa,2026-11-20\n', [(1, "kind", "broken_quotes")]),
        ('line,date\n"Pa"pa,2026-11-20\n', [(2, "kind", "broken_quotes")]),
        (f"line,date\n{'x' * 200_000},2026-11-20\n", [(2, "kind", "broken_quotes")]),
        (
            f"line,{'y' * 99}\ud83d\nPapa,1\n",
            [(1, "date", "column_missing"), (1, "y" * 50, "unknown_heading")],
        ),
    ],
)
def test_a_table_that_cannot_be_used_says_why(text, errors) -> None:
    assert [(each.line_number, each.column, each.reason) for each in unreadable(text)] == errors


def test_a_table_has_one_row_for_each_thing_in_a_fixed_order() -> None:
    rows = list(csv.DictReader(StringIO(write_csv(HOUSEHOLD), newline="")))

    assert list(rows[0]) == list(COLUMNS)
    assert [
        (
            row["kind"],
            row["line"],
            row["id"] or row["bucket"] or row["clock"] or row["date"] or row["at"][:10],
        )
        for row in rows
    ] == [
        ("line", "Mama", ""),
        ("line", "Papa", ""),
        ("balance", "Papa", "voice_remaining"),
        ("balance", "Papa", "sms_remaining"),
        *[("balance", "Papa", "credit")] * 3,
        ("statement", "Papa", "service"),
        ("statement", "Papa", "number"),
        ("statement", "Papa", "service"),
        ("data_empty", "Papa", "2026-10-01"),
        ("data_empty", "Papa", "2026-11-19"),
        ("port", "Papa", "2025-03-01"),
        ("port", "Papa", "2026-03-01"),
        ("renewal", "Papa", an_id(11)),
        ("renewal", "Papa", an_id(12)),
        ("activity", "Papa", an_id(21)),
    ]


def test_cells_are_written_so_that_people_can_read_them() -> None:
    rows = list(csv.DictReader(StringIO(write_csv(HOUSEHOLD), newline="")))
    papa, voice, stated, renewal = rows[1], rows[2], rows[9], rows[15]

    assert {
        name: papa[name] for name in ("price", "steps", "kinds", "ends_when_empty", "iccid")
    } == {
        "price": "10",
        "steps": "5.5=30d/1m; 10=6m; 20=90d",
        "kinds": "call; sms",
        "ends_when_empty": "no",
        "iccid": "8933 0100 0000 0000 010",
    }
    assert (voice["amount"], voice["unit"]) == ("100", "s")
    assert renewal["balance_after"] == (
        "data_remaining=1500000000B@2026-11-23T09:00:00+00:00; "
        "credit=4.50@2026-11-20T22:00:00+00:00@2026-11-23T09:00:00+00:00"
    )
    assert (renewal["in_addition"], renewal["recorded_at"]) == (
        "yes",
        "2026-11-20T16:30:05.000123+00:00",
    )
    assert (papa["service_until"], stated["until"], stated["ends_at"]) == (
        "",
        "2026-12-26",
        "2026-12-26T11:30:00+00:00",
    )
    assert (stated["teller"], stated["as_of"], stated["repeated_at"]) == (
        "source",
        "2026-11-20T17:00:00+00:00",
        "2026-11-22T17:00:00+00:00",
    )


@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_a_text_that_looks_like_a_formula_is_no_formula(begin) -> None:
    text = write_csv(HouseholdData.of(LineData(line_id=an_id(1), name=f"{begin}1+1", settings={})))

    (row,) = csv.DictReader(StringIO(text))
    assert row["line"] == f"'{begin}1+1"
    assert read_csv(text, HOME).rows[0].values["line"] == f"{begin}1+1"


@pytest.mark.parametrize("mark", [";", ";'"])
@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_no_formula_begins_where_a_spreadsheet_divides_a_text(mark, begin) -> None:
    name = f"Papa{mark}{begin}1+1;-2"
    text = write_csv(HouseholdData.of(LineData(line_id=an_id(1), name=name, settings={})))

    for divided in csv.reader(StringIO(text), delimiter=";"):
        assert not [cell for cell in divided if cell.lstrip('"').startswith(("=", "+", "-", "@"))]
    (row,) = csv.DictReader(StringIO(text, newline=""))
    assert row["line"].count("'") == name.count("'") + 2
    assert read_csv(text, HOME).rows[0].values["line"] == name


@pytest.mark.parametrize("part", ["(", "price ", "卡"])
def test_what_is_endless_heads_no_column(part) -> None:
    heading = f"price {part * 200}"

    assert meant_by("price")
    assert (meant_by(heading), hinted_by(heading)) == ((), ())
    assert currency_in(f"{heading} (EUR)", None) is None


def test_a_number_below_zero_is_none_either() -> None:
    assert seen("line,date,amount\nPapa,2026-11-20,'-5\n")[0][1]["amount"] == Decimal(-5)


def test_a_cell_that_says_nothing_is_as_good_as_empty() -> None:
    assert seen("line,date,balance_after\nPapa,2026-11-20,;\n")[0][1].keys() == {"line", "date"}


def test_no_lines_are_a_table_with_nothing_but_a_header() -> None:
    text = write_csv(HouseholdData.of())

    assert text == ",".join(COLUMNS) + "\n"
    assert read_csv(text, HOME).rows == ()


def test_the_order_of_lines_and_renewals_makes_no_difference() -> None:
    one, other = PAPA.renewals
    turned = LineData(
        line_id=PAPA.line_id,
        name=PAPA.name,
        settings=dict(reversed(PAPA.settings.items())),
        statements=PAPA.statements,
        emptied=PAPA.emptied,
        renewals=(other, one),
        activities=PAPA.activities,
        reading=dict(reversed(PAPA.reading.items())),
        former_credits=PAPA.former_credits,
        ports=tuple(reversed(PAPA.ports)),
    )

    assert write_csv(HouseholdData.of(turned)) == write_csv(HouseholdData.of(PAPA))
