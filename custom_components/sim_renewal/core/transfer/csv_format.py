"""The household as one table: written in one way, read as any spreadsheet writes it."""

from collections.abc import Iterator, Mapping, Sequence
import csv
from io import StringIO
from itertools import islice
import re
from typing import Any

from .columns import COLUMNS, KIND, LINE, LINE_ID
from .headings import meant_by
from .layout import TableRow
from .markdown import markdown_rows
from .model import Home, HouseholdData, RowError, RowKind, Sheet, Unreadable
from .rows import line_values, nested_values
from .table import escaped, read_table

BYTE_ORDER_MARK = "\ufeff"

_DECIMAL_MARKS = {",": ".", ";": ",", "\t": None}
"""The delimiters that are tried, and the decimal mark that comes with each."""

_LOOKED_AT = 30
"""In so many rows the headings are looked for."""

_PLACES = {name: place for place, name in enumerate(COLUMNS)}
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?(\r\n|\r|\n)', re.IGNORECASE)


def write_csv(household: HouseholdData) -> str:
    """Return a household as a table with a header; the same household always as the same text."""
    table = StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in household.lines:
        own = line_values(line)
        of_line = {name: own[name] for name in (LINE_ID, LINE) if name in own}
        writer.writerow(_cells({KIND: RowKind.LINE, **own}))
        for kind, values in nested_values(line):
            writer.writerow(_cells({KIND: kind, **of_line, **values}))
    return table.getvalue()


def read_csv(text: str, home: Home) -> Sheet:
    """Return what a table says; raises `Unreadable` where nobody could tell."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    if (rows := markdown_rows(text)) is not None:
        return read_table(rows, None, home)
    first = 1
    delimiters: Sequence[str] = list(_DECIMAL_MARKS)
    if match := _SEPARATOR_LINE.match(text):
        text, first, delimiters = text[match.end() :], 2, [match[1]]
    delimiter = max(delimiters, key=lambda each: _known_headings(text, each))
    records = list(_records(text, delimiter, first))
    if not any(record.is_filled for record in records):
        raise Unreadable(RowError(first, KIND, "nothing_in_it"))
    return read_table(records, _DECIMAL_MARKS[delimiter], home)


def _cells(values: Mapping[str, Any]) -> list[str]:
    """Return the cells of a row, none of which a spreadsheet takes for a formula."""
    cells = [""] * len(COLUMNS)
    for name, value in values.items():
        notation = COLUMNS[name].notation
        text = notation.to_text(value)
        cells[_PLACES[name]] = escaped(text) if notation.is_text else text
    return cells


def _records(text: str, delimiter: str, first: int = 1) -> Iterator[TableRow]:
    """Return the records of a table with the number of the line on which each begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = first
    try:
        for row_number, cells in enumerate(reader, 1):
            yield TableRow(begins, row_number, cells)
            begins = first + reader.line_num
    except csv.Error:
        raise Unreadable(RowError(begins, KIND, "broken_quotes")) from None


def _known_headings(text: str, delimiter: str) -> int:
    """Return how many headings are known in the row that has most, if it is divided like that."""
    most = -1
    try:
        for record in islice(_records(text, delimiter), _LOOKED_AT):
            most = max(most, sum(bool(meant_by(cell)) for cell in record.cells))
    except Unreadable:
        return most
    return most
