"""A table of cells as rows of values: an export of ours, or what somebody keeps for themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
import re
from typing import Any

from ..iccid import is_eid
from ..numbers import NumberRefused
from .columns import COLUMNS, KIND, LINE, LINE_ID
from .layout import DATE, EID, END, ENDS, Layout, Place, TableRow, lay_out
from .model import Home, Row, RowError, RowKind, Sheet
from .moments import could_be_both
from .money import currency_of, parse_sum
from .notations import Amount, CellRefused, Count, Style, says_no_end, says_nothing
from .own_rows import named, reason_to_skip
from .rows import checked_row

CURRENCY = "currency"
NEVER = "never"
"""The rule of a line of which the table says that its service has no end."""
_FORMULA = re.compile(r"(^|[;\t\r\n])(?='*[=+\-@\t\r])")
"""Where a formula could begin, also for a spreadsheet that divides a text of ours once more."""
_ESCAPED = re.compile(r"(^|[;\t\r\n])'(?='*[=+\-@\t\r])")
_QUOTED = re.compile(r'="(.*)"')
"""How a spreadsheet is told that a number is a text."""
_OF_A_RENEWAL = ("date", "amount", CURRENCY, "channel", "payer", "receipt", "note")
_OF_ANY_TABLE = frozenset({LINE, LINE_ID, "owner", "price", *_OF_A_RENEWAL})
"""What a row tells that would as well be one of a renewal."""


def read_table(records: Sequence[TableRow], decimal_mark: str | None, home: Home) -> Sheet:
    """Return what a table says; raises `Unreadable` where nobody knows its columns."""
    layout, below = lay_out(records, home)
    reader = _Reader(layout, decimal_mark, home)
    rows: list[Row] = []
    notices: list[RowError] = []
    for record in below:
        reason = None if layout.kind is None else reason_to_skip(record, layout)
        if reason is None:
            rows.append(reader.row(record))
        elif reason:
            notices.append(RowError(record.line_number, LINE, reason))
    if layout.kind is RowKind.LINE:
        rows = named(rows)
    finished = [each for row in rows for each in reader.finished(row)]
    return Sheet(
        rows=tuple(finished),
        headings=layout.headings,
        row_numbers={record.line_number: record.row_number for record in records},
        own=layout.own,
        notices=(*notices, *reader.assumptions()),
        is_own=layout.is_own,
    )


class _Reader:
    """Reads the cells of a row as its columns are written."""

    def __init__(self, layout: Layout, decimal_mark: str | None, home: Home) -> None:
        """Know the layout."""
        self._layout = layout
        self._home = home
        self._decimal_mark = decimal_mark
        self._assumed: dict[str, RowError] = {}
        self._ends: dict[int, RowError] = {}

    def row(self, record: TableRow) -> Row:
        """Return a row with what can be read of it; what it lacks is not yet told."""
        errors: list[RowError] = []
        values: dict[str, Any] = {}
        currencies: dict[str, str] = {}
        endless: set[str] = set()
        if any(cell.strip() for cell in record.cells[len(self._layout.places) :]):
            errors.append(RowError(record.line_number, KIND, "too_many_cells"))
        for place, cell in self._filled(record):
            if self._layout.kind is RowKind.LINE and place.name in ENDS and says_no_end(cell):
                endless.add(place.name)
                continue
            try:
                value, currency = self._value(place, _text(cell))
            except CellRefused as error:
                errors.append(RowError(record.line_number, place.name, error.reason))
                continue
            if value is not None:
                values[place.name] = value
                self._note_assumption(place, cell, record)
            if currency is not None:
                currencies[place.name] = currency
        if END in endless:
            values.setdefault("rule", NEVER)
        if self._layout.has_ends_by_date and END in values:
            self._note_end(record, values)
        errors += _currency_errors(record.line_number, values, currencies)
        if currencies and CURRENCY not in values:
            values[CURRENCY] = next(iter(currencies.values()))
        return Row(
            line_number=record.line_number,
            kind=self._layout.kind or values.pop(KIND, None),
            values=values,
            errors=tuple(errors),
        )

    def finished(self, row: Row) -> Iterator[Row]:
        """Return a row of its kind with all that is wrong with it, and a renewal told beside it."""
        errors = list(row.errors)
        if row.kind is None:
            if all(error.column != KIND for error in errors):
                errors.append(RowError(row.line_number, KIND, "needed"))
            yield replace(row, errors=tuple(errors))
            return
        if not self._layout.tells_both:
            yield self._told(self._checked(row.line_number, row.kind, row.values, errors))
            return
        of_line = {
            name: value for name, value in row.values.items() if RowKind.LINE in COLUMNS[name].kinds
        }
        line = self._told(self._checked(row.line_number, RowKind.LINE, of_line, errors))
        if DATE not in row.values or line.errors:
            yield line
        elif "service_until" not in row.values:
            notice = RowError(row.line_number, DATE, "top_up_without_end")
            yield replace(line, notices=(*line.notices, notice))
        else:
            yield line
            names = (LINE, LINE_ID, *_OF_A_RENEWAL)
            renewal = {name: row.values[name] for name in names if name in row.values}
            yield self._checked(row.line_number, RowKind.RENEWAL, renewal, [])

    def assumptions(self) -> Iterable[RowError]:
        """Return what was assumed of columns, once of each, and of rows that say little."""
        return (*self._assumed.values(), *self._ends.values())

    def _told(self, row: Row) -> Row:
        """Return a row; of one that may be a renewal is told if it makes a line."""
        may_be_renewal = self._layout.tells_both or self._layout.has_ends_by_date
        if not (may_be_renewal and self._says_little(row.values)):
            return row
        notice = RowError(row.line_number, LINE, "line_of_little")
        return replace(row, notices=(*row.notices, notice))

    def _says_little(self, values: Mapping[str, Any]) -> bool:
        """Return whether a row has nothing that only a row of a line can have."""
        ends = {END} if self._layout.has_ends_by_date else set()
        return values.keys() <= _OF_ANY_TABLE | ends

    def _note_end(self, record: TableRow, values: Mapping[str, Any]) -> None:
        """Tell that a day is taken for the end of service: of a table of lines only once."""
        at = record.line_number if self._says_little(values) else 0
        self._ends.setdefault(at, RowError(record.line_number, END, "date_taken_for_end"))

    def _checked(
        self, line_number: int, kind: RowKind, values: Mapping[str, Any], errors: list[RowError]
    ) -> Row:
        if self._layout.kind is None:
            strangers = [name for name in values if kind not in COLUMNS[name].kinds]
            errors += (RowError(line_number, name, "not_of_this_kind") for name in strangers)
        return checked_row(line_number, kind, values, errors)

    def _filled(self, record: TableRow) -> Iterator[tuple[Place, str]]:
        for place, cell in zip(self._layout.places, record.cells, strict=False):
            is_own = self._layout.is_own
            if not place or not cell.strip() or (is_own and says_nothing(cell)):
                continue
            if is_own and place.name == "iccid" and is_eid(cell):
                place = replace(place, name=EID)  # noqa: PLW2901 - what somebody put elsewhere
            yield place, cell.strip()

    def _value(self, place: Place, text: str) -> tuple[Any, str | None]:
        """Return the value of a cell, and its currency where it is money that names one."""
        if place.name == CURRENCY:
            return currency_of(text, self._home.currency) or text, None
        notation = COLUMNS[place.name].notation
        style = Style(
            place.decimal_mark or self._decimal_mark,
            self._home.zone,
            place.day_order,
            is_minguo=place.is_minguo,
        )
        if not isinstance(notation, Amount) or isinstance(notation, Count):
            return notation.of_text(text, style), None
        try:
            amount, currency = parse_sum(
                text,
                style.decimal_mark,
                self._home.currency,
                has_decimals=place.decimal_mark is not None,
            )
        except NumberRefused as error:
            raise CellRefused(error.reason) from None
        return amount, currency or place.currency

    def _note_assumption(self, place: Place, cell: str, record: TableRow) -> None:
        if place.is_assumed and place.name not in self._assumed and could_be_both(cell):
            reason = f"{place.day_order}_assumed"
            self._assumed[place.name] = RowError(record.line_number, place.name, reason)


def _text(cell: str) -> str:
    if match := _QUOTED.fullmatch(cell):
        return match[1].replace('""', '"')
    return _ESCAPED.sub(r"\1", cell)


def escaped(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula, or as one beside it."""
    return _FORMULA.sub(r"\1'", text)


def _currency_errors(
    line_number: int, values: dict[str, Any], currencies: dict[str, str]
) -> Iterator[RowError]:
    """Return where an amount is in another currency than its row."""
    wanted = values.get(CURRENCY) or next(iter(currencies.values()), None)
    for name, currency in currencies.items():
        if currency != str(wanted).strip().upper():
            yield RowError(line_number, name, "other_currency")
