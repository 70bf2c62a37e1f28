"""The household as one table: written in one way, read as any spreadsheet writes it."""

from collections.abc import Iterator, Mapping, Sequence
import csv
from datetime import tzinfo
from io import StringIO
import re
from typing import Any

from .columns import COLUMNS, KIND, LINE, LINE_ID, Column
from .model import HouseholdData, Row, RowError, RowKind, Unreadable, shown
from .notations import CellRefused, Style
from .rows import checked_row, line_values, nested_values

BYTE_ORDER_MARK = "\ufeff"

_DECIMAL_MARKS = {",": ".", ";": ",", "\t": None}
"""The delimiters that are tried, and the decimal mark that comes with each."""

_PLACES = {name: place for place, name in enumerate(COLUMNS)}
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?(\r\n|\r|\n)', re.IGNORECASE)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


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


def read_csv(text: str, zone: tzinfo) -> list[Row]:
    """Return the rows of a table; raises `Unreadable` where it is none of ours."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    first = 1
    delimiters: Sequence[str] = list(_DECIMAL_MARKS)
    if match := _SEPARATOR_LINE.match(text):
        text, first, delimiters = text[match.end() :], 2, [match[1]]
    delimiter = max(delimiters, key=lambda each: _known_names(text, each))
    style = Style(_DECIMAL_MARKS[delimiter], zone)
    records = [
        (line_number, cells)
        for line_number, cells in _records(text, delimiter, first)
        if any(cell.strip() for cell in cells)
    ]
    if not records:
        raise Unreadable(RowError(first, KIND, "nothing_in_it"))
    (header_line, names), *records = records
    columns = _columns(header_line, names, records)
    return [_row(line_number, cells, columns, style) for line_number, cells in records]


def _cells(values: Mapping[str, Any]) -> list[str]:
    """Return the cells of a row, none of which a spreadsheet takes for a formula."""
    cells = [""] * len(COLUMNS)
    for name, value in values.items():
        notation = COLUMNS[name].notation
        text = notation.to_text(value)
        starts_like_formula = notation.is_text and _FORMULA.match(text)
        cells[_PLACES[name]] = f"'{text}" if starts_like_formula else text
    return cells


def _records(text: str, delimiter: str, first: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Return the records of a table with the number of the line on which each begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = first
    try:
        for cells in reader:
            yield begins, cells
            begins = first + reader.line_num
    except csv.Error:
        raise Unreadable(RowError(begins, KIND, "broken_quotes")) from None


def _known_names(text: str, delimiter: str) -> int:
    """Return how many columns of ours a header has if it is divided like that."""
    try:
        header = next(
            (
                cells
                for _, cells in _records(text, delimiter)
                if any(cell.strip() for cell in cells)
            ),
            [],
        )
    except Unreadable:
        return -1
    return sum(_name_of(cell) in COLUMNS for cell in header)


def _name_of(cell: str) -> str:
    """Return what a column is called, whatever its capitals and the blanks in it."""
    return "_".join(cell.casefold().replace("_", " ").split())


def _columns(
    line_number: int, header: Sequence[str], records: Sequence[tuple[int, Sequence[str]]]
) -> list[Column | None]:
    """Return the columns of a table; one that nothing is in may have any name."""
    names = [_name_of(cell) for cell in header]
    if not any(name in COLUMNS for name in names):
        raise Unreadable(RowError(line_number, KIND, "no_header"))
    faults = [
        *((name, "unknown_column") for name in _unknown_names(names, records)),
        *((name, "column_repeated") for name in _repeated_names(names)),
        *((name, "column_missing") for name in _missing_names(names)),
    ]
    if faults:
        raise Unreadable(*(RowError(line_number, name, reason) for name, reason in faults))
    return [COLUMNS.get(name) for name in names]


def _unknown_names(
    names: Sequence[str], records: Sequence[tuple[int, Sequence[str]]]
) -> Iterator[str]:
    """Return what the columns are called that are none of ours and have something in them."""
    filled = {place for _, cells in records for place, cell in enumerate(cells) if cell.strip()}
    for place, name in enumerate(names):
        if name not in COLUMNS and place in filled:
            yield shown(name)


def _repeated_names(names: Sequence[str]) -> list[str]:
    """Return which columns of ours are there more than once."""
    return sorted({name for name in names if name in COLUMNS and names.count(name) > 1})


def _missing_names(names: Sequence[str]) -> Iterator[str]:
    """Return which columns are needed and not there, nor what can stand for them."""
    for needed, instead in ((LINE, LINE_ID), ("date", KIND)):
        if needed not in names and instead not in names:
            yield needed


def _row(
    line_number: int, cells: Sequence[str], columns: Sequence[Column | None], style: Style
) -> Row:
    errors: list[RowError] = []
    values: dict[str, Any] = {}
    if any(cell.strip() for cell in cells[len(columns) :]):
        errors.append(RowError(line_number, KIND, "too_many_cells"))
    for column, cell in zip(columns, cells, strict=False):
        if column is None or not cell.strip():
            continue
        text = cell.strip()
        text = text[1:] if _ESCAPED.match(text) else text
        try:
            value = column.notation.of_text(text, style)
        except CellRefused as error:
            errors.append(RowError(line_number, column.name, error.reason))
        else:
            if value is not None:
                values[column.name] = value
    return _row_of(line_number, columns, values, errors)


def _row_of(
    line_number: int,
    columns: Sequence[Column | None],
    values: dict[str, Any],
    errors: list[RowError],
) -> Row:
    """Return a row of its kind; without a column that says it, that is a renewal."""
    if COLUMNS[KIND] not in columns:
        kind = RowKind.RENEWAL
    elif KIND in values:
        kind = values.pop(KIND)
    else:
        if all(error.column != KIND for error in errors):
            errors.append(RowError(line_number, KIND, "needed"))
        return Row(line_number=line_number, kind=None, values=values, errors=tuple(errors))
    strangers = [name for name in values if kind not in COLUMNS[name].kinds]
    errors += (RowError(line_number, name, "not_of_this_kind") for name in strangers)
    return checked_row(line_number, kind, values, errors)
