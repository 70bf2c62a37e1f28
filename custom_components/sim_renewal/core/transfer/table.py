"""A table of cells as rows of values: an export of ours, or what somebody keeps for themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
import re
from typing import Any

from ..iccid import has_eid_check, is_eid
from ..numbers import NumberRefused
from .columns import COLUMNS, KIND, LINE, LINE_ID
from .layout import DATE, Layout, Place, TableRow, lay_out
from .model import Home, Row, RowError, RowKind, Sheet
from .moments import could_be_both
from .money import currency_of, parse_sum
from .notations import Amount, CellRefused, Count, Style, says_nothing
from .own_rows import named, reason_to_skip
from .rows import checked_row

CURRENCY = "currency"
EID = "eid"
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")
_QUOTED = re.compile(r'="(.*)"')
"""How a spreadsheet is told that a number is a text."""
_OF_A_RENEWAL = ("date", "amount", CURRENCY, "channel", "payer", "receipt", "note")


def read_table(records: Sequence[TableRow], decimal_mark: str | None, home: Home) -> Sheet:
    """Return what a table says; raises `Unreadable` where nobody knows its columns."""
    layout, below = lay_out(records, home)
    reader = _Reader(layout, decimal_mark, home)
    rows: list[Row] = []
    notices: list[RowError] = []
    for record in below:
        reason = None if layout.kind is None else reason_to_skip(record, layout)
        notices += _eids_of(record, layout) if not reason else ()
        if reason is None:
            rows.append(reader.row(record))
        elif reason:
            notices.append(RowError(record.line_number, LINE, reason))
    if layout.kind is RowKind.LINE:
        rows = named(rows)
    finished = [each for row in rows for each in reader.finished(row)]
    return Sheet(
        rows=tuple(finished),
        headings=_headings(layout),
        row_numbers={record.line_number: record.row_number for record in records},
        own=layout.own,
        notices=(*notices, *reader.assumptions()),
    )


def _headings(layout: Layout) -> dict[str, str]:
    """Return what the table calls our columns, and that of eSIM chips."""
    found = {place.name: place.heading for place in layout.places if place}
    for at in layout.eids:
        found[EID] = layout.header.cells[at]
    return {name: " ".join(heading.split()) for name, heading in found.items()}


class _Reader:
    """Reads the cells of a row as its columns are written."""

    def __init__(self, layout: Layout, decimal_mark: str | None, home: Home) -> None:
        """Know the layout."""
        self._layout = layout
        self._home = home
        self._decimal_mark = decimal_mark
        self._assumed: dict[str, RowError] = {}

    def row(self, record: TableRow) -> Row:
        """Return a row with what can be read of it; what it lacks is not yet told."""
        errors: list[RowError] = []
        values: dict[str, Any] = {}
        currencies: dict[str, str] = {}
        if any(cell.strip() for cell in record.cells[len(self._layout.places) :]):
            errors.append(RowError(record.line_number, KIND, "too_many_cells"))
        for place, cell in self._filled(record):
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
            yield self._checked(row.line_number, row.kind, row.values, errors)
            return
        of_line = {
            name: value for name, value in row.values.items() if RowKind.LINE in COLUMNS[name].kinds
        }
        line = self._checked(row.line_number, RowKind.LINE, of_line, errors)
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
        """Return for each column, once, that it was assumed whether its day comes first."""
        return self._assumed.values()

    def _checked(
        self, line_number: int, kind: RowKind, values: Mapping[str, Any], errors: list[RowError]
    ) -> Row:
        if self._layout.kind is None:
            strangers = [name for name in values if kind not in COLUMNS[name].kinds]
            errors += (RowError(line_number, name, "not_of_this_kind") for name in strangers)
        return checked_row(line_number, kind, values, errors)

    def _filled(self, record: TableRow) -> Iterator[tuple[Place, str]]:
        for place, cell in zip(self._layout.places, record.cells, strict=False):
            is_own = self._layout.kind is not None
            if _is_strayed_eid(place, cell, self._layout):
                continue
            if place and cell.strip() and not (is_own and says_nothing(cell)):
                yield place, cell.strip()

    def _value(self, place: Place, text: str) -> tuple[Any, str | None]:
        """Return the value of a cell, and its currency where it is money that names one."""
        if place.name == CURRENCY:
            return currency_of(text, self._home.currency) or text, None
        notation = COLUMNS[place.name].notation
        style = Style(place.decimal_mark or self._decimal_mark, self._home.zone, place.day_order)
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


def _eids_of(record: TableRow, layout: Layout) -> Iterator[RowError]:
    """Return, of each number of an eSIM chip in a row, that it is not kept, or is mistyped."""
    for at, cell in enumerate(record.cells):
        place = layout.places[at] if at < len(layout.places) else None
        if not cell.strip() or not (at in layout.eids or _is_strayed_eid(place, cell, layout)):
            continue
        column = EID if at in layout.eids else "iccid"
        if has_eid_check(cell):
            yield RowError(record.line_number, column, "eid_not_kept")
        elif not says_nothing(cell):
            yield RowError(record.line_number, column, "eid_wrong")


def _is_strayed_eid(place: Place | None, cell: str, layout: Layout) -> bool:
    """Return whether somebody has put an EID where their table has the number of the SIM."""
    is_own = layout.kind is not None
    return is_own and place is not None and place.name == "iccid" and is_eid(cell)


def _text(cell: str) -> str:
    if match := _QUOTED.fullmatch(cell):
        return match[1].replace('""', '"')
    return cell[1:] if _ESCAPED.match(cell) else cell


def _currency_errors(
    line_number: int, values: dict[str, Any], currencies: dict[str, str]
) -> Iterator[RowError]:
    """Return where an amount is in another currency than its row."""
    wanted = values.get(CURRENCY) or next(iter(currencies.values()), None)
    for name, currency in currencies.items():
        if currency != str(wanted).strip().upper():
            yield RowError(line_number, name, "other_currency")
