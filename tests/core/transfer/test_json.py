"""JSON: how it is written, and the line on which each thing that is wrong stands."""

import json

import pytest

from custom_components.sim_renewal.core.transfer.json_format import read_json, write_json
from custom_components.sim_renewal.core.transfer.model import (
    FileFormat,
    HouseholdData,
    RowKind,
    Unreadable,
)
from custom_components.sim_renewal.core.transfer.reading import format_of, read, write

from .households import HOME, HOUSEHOLD, an_id


def document(lines: str, begin: str = "") -> str:
    return f'{begin}{{"format": "sim_renewal",\n"version": 1,\n"lines": {lines}}}'


def wrong(text: str) -> list[tuple[int, str, str]]:
    return [
        (error.line_number, error.column, error.reason)
        for row in read_json(text, HOME).rows
        for error in row.errors
    ]


def test_the_text_is_json_with_a_header() -> None:
    data = json.loads(write_json(HOUSEHOLD))

    assert (data["format"], data["version"]) == ("sim_renewal", 1)
    mama, papa = data["lines"]
    assert mama == {
        "line_id": an_id(2),
        "line": "Mama",
        "currency": "CNY",
        "form": "esim",
        "rule": "none",
    }
    assert (papa["price"], papa["term"], papa["ends_when_empty"]) == ("10", 30, False)
    assert papa["steps"][0] == {"amount": "5.5", "service_days": 30, "number_months": 1}
    assert papa["kinds"] == ["call", "sms"]
    assert papa["channels"][1] == {"kind": "code", "code": "*123#"}
    assert papa["balances"][0] == {
        "bucket": "voice_remaining",
        "amount": "100",
        "unit": "s",
        "measured_at": "2026-11-23T09:00:00+00:00",
    }
    assert papa["renewals"][1]["balance_after"][1] == {
        "bucket": "credit",
        "amount": "4.50",
        "measured_at": "2026-11-20T22:00:00+00:00",
        "told_at": "2026-11-23T09:00:00+00:00",
    }
    assert papa["statements"][1] == {
        "clock": "number",
        "as_of": "2026-11-01T08:00:00+00:00",
        "told_at": "2026-11-01T08:00:00+00:00",
        "teller": "person",
    }
    assert papa["data_empty"] == [
        {
            "at": "2026-10-01T08:00:00+00:00",
            "refilled_at": "2026-10-03T08:00:00+00:00",
            "teller": "source",
        },
        {
            "at": "2026-11-19T08:00:00+00:00",
            "teller": "person",
            "told_at": "2026-11-20T08:00:00+00:00",
        },
    ]
    assert papa["activities"][0]["activity"] == "call"
    assert papa["ports"][0] == {"date": "2025-03-01", "to_carrier": "SFR"}


def test_every_row_has_a_line_of_its_own() -> None:
    text = write_json(HOUSEHOLD)

    rows = read_json(text, HOME).rows

    numbers = [row.line_number for row in rows]
    assert numbers == sorted(set(numbers))
    lines = text.splitlines()
    assert all(an_id(number) in text for number in (1, 2, 11, 12, 21))
    for row in rows:
        assert json.loads(json.dumps(row.values.get("id", ""))) in lines[row.line_number - 1]


def test_an_empty_household_is_json_too() -> None:
    text = write_json(HouseholdData.of())

    assert json.loads(text) == {"format": "sim_renewal", "version": 1, "lines": []}
    assert read_json(text, HOME).rows == ()


@pytest.mark.parametrize(
    ("lines", "errors"),
    [
        ("[7]", [(3, "kind", "no_object")]),
        ("[\n{},\nnull]", [(4, "line", "needed"), (5, "kind", "no_object")]),
        ('[{"line": "Papa", "color": "red"}]', [(3, "color", "unknown_column")]),
        ('[{"line": "Papa", "kind": "line"}]', [(3, "kind", "unknown_column")]),
        ('[{"line": "Papa", "amount": 5}]', [(3, "amount", "unknown_column")]),
        ('[{"line": "Papa", "renewals": {}}]', [(3, "renewals", "not_a_list")]),
        (
            """[{"line": "Papa",
"renewals": [
{"date": "2026-11-20", "amount": "x"},
7,
{"line": "Mama", "date": "2026-11-20"}, {"line_id": null}]}]""",
            [
                (5, "amount", "not_a_number"),
                (6, "kind", "no_object"),
                (7, "line", "unknown_column"),
                (7, "line_id", "unknown_column"),
                (7, "date", "needed"),
            ],
        ),
        (
            '[{"line": "Papa", "balances": [{"bucket": "credit", "amount": 1, "unit": "GB"}]}]',
            [(3, "unit", "unknown_unit")],
        ),
        ('[{"line": "half: \\ud83d", "\\ud83d": 1}]', [(3, "line", "not_a_text"),
                                                      (3, "?", "unknown_column")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(lines, errors) -> None:
    assert wrong(document(lines)) == errors


def test_what_is_null_or_empty_is_not_told() -> None:
    text = document('[{"line": "Papa", "number": null, "note": null, "carrier": "", "owner": " "}]')

    assert wrong(text) == [(3, "note", "unknown_column")]
    (row,) = read_json(text.replace('"note": null, ', ""), HOME).rows
    assert row.values == {"line": "Papa"}


def test_a_list_that_is_there_twice_loses_nothing() -> None:
    one = '"renewals": [{"date": "2026-11-20"}]'
    rows = read_json(document(f'[{{"line": "Papa", {one}, {one}}}]'), HOME).rows

    assert [row.kind for row in rows] == [RowKind.LINE, RowKind.RENEWAL, RowKind.RENEWAL]
    rows = read_json(document(f'[{{"line": "Papa", "renewals": 7, {one}}}]'), HOME).rows
    assert [row.kind for row in rows] == [RowKind.LINE, RowKind.RENEWAL]


@pytest.mark.parametrize(
    ("text", "line_number", "column", "reason"),
    [
        ("{", 1, "kind", "not_json"),
        ('{"format":\n"sim_renewal",\n}', 2, "kind", "not_json"),
        ("[" * 100_000, 1, "kind", "not_json"),
        ("[]", 1, "format", "other_format"),
        ('{"format": "other"}', 1, "format", "other_format"),
        ('{"format": "sim_renewal", "version": true}', 1, "version", "other_format"),
        ('{"format": "sim_renewal", "version": "1"}', 1, "version", "other_format"),
        ('{"format": "sim_renewal", "version": 0}', 1, "version", "other_format"),
        ('{"format": "sim_renewal", "version": 2}', 1, "version", "newer_version"),
        (document("{}"), 1, "lines", "not_a_list"),
        (document('[], "more": 1'), 1, "more", "unknown_column"),
    ],
)
def test_a_text_that_cannot_be_used_says_why(text, line_number, column, reason) -> None:
    with pytest.raises(Unreadable) as refused:
        read_json(text, HOME)

    (error,) = refused.value.errors
    assert (error.line_number, error.column, error.reason) == (line_number, column, reason)
    assert "sim_renewal" not in str(refused.value)


@pytest.mark.parametrize("begin", ["", "\ufeff", "\n  ", "\ufeff \r\n"])
def test_a_format_is_found_by_how_a_text_begins(begin) -> None:
    assert format_of(begin + "{") == "json"
    assert format_of(begin + "[") == "json"
    assert format_of(begin + "line,date") == "csv"
    assert read(document("[]", begin), HOME).rows == ()


def test_a_format_can_be_named() -> None:
    with pytest.raises(Unreadable):
        read(write(HOUSEHOLD, FileFormat.JSON), HOME, FileFormat.CSV)


@pytest.mark.parametrize(
    "written", ["1e999999999999999999999", "9" * 5000, "Infinity", "NaN", "1E-1000000"]
)
def test_a_number_that_cannot_be_is_wrong_where_it_stands(written) -> None:
    text = document(f'[{{"line": "Papa", "price": {written}}}, {{"line": "Mama", "price": 5}}]')

    papa, mama = read_json(text, HOME).rows

    assert [(each.column, each.reason) for each in papa.errors] == [("price", "not_a_number")]
    assert (mama.errors, mama.values["price"]) == ((), 5)
