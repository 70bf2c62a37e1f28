"""The household as JSON: written in one way, with each line, renewal and so on in its own row."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
import json
import re
from typing import Any

from ..numbers import ABSURD
from .columns import COLUMNS, KIND, LINE, LINE_ID
from .csv_format import BYTE_ORDER_MARK
from .layout import TableRow
from .model import (
    FORMAT,
    VERSION,
    Home,
    HouseholdData,
    LineData,
    Row,
    RowError,
    RowKind,
    Sheet,
    Unreadable,
    shown,
)
from .notations import CellRefused, Style
from .rows import checked_row, line_values, nested_values
from .table import read_table

LISTS = {
    "balances": RowKind.BALANCE,
    "statements": RowKind.STATEMENT,
    "data_empty": RowKind.DATA_EMPTY,
    "ports": RowKind.PORT,
    "renewals": RowKind.RENEWAL,
    "activities": RowKind.ACTIVITY,
}
"""What a line can have several of."""

_LONGEST_INTEGER = 40
"""An integer of more digits is no amount, and slow to read."""
_GAP = re.compile(r"[\s,:]*")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def write_json(household: HouseholdData) -> str:
    """Return a household as JSON; the same household always as the same text."""
    lines = ",\n".join(map(_line_to_json, household.lines))
    begin = f'{{\n"format": {json.dumps(FORMAT)},\n"version": {VERSION},\n"lines": ['
    return f"{begin}\n{lines}\n]\n}}\n" if lines else f"{begin}]\n}}\n"


def read_json(text: str, home: Home) -> Sheet:
    """Return what a JSON text says: an export, or a list of rows as other programs write it."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    data = _decoded(text)
    if (items := _items_of(data)) is not None:
        return read_table(list(_records(items)), ".", home)
    _check_document(data)
    return Sheet(rows=tuple(_Document(text, Style(".", home.zone)).rows()))


def _line_to_json(line: LineData) -> str:
    own = line_values(line)
    parts = [_members(own)]
    nested = list(nested_values(line))
    for name, kind in LISTS.items():
        rows = [f"   {{{_members(values)}}}" for each, values in nested if each is kind]
        if rows:
            parts.append(f"\n  {json.dumps(name)}: [\n{',\n'.join(rows)}]")
    return f" {{{','.join(parts)}}}"


def _members(values: Mapping[str, Any]) -> str:
    members = {name: COLUMNS[name].notation.to_json(value) for name, value in values.items()}
    return json.dumps(members, ensure_ascii=False)[1:-1]


def _items_of(data: Any) -> list[Mapping[str, Any]] | None:
    """Return the rows of a list of objects that hold no others, alone or as an only list."""
    if isinstance(data, dict) and "format" not in data:
        lists = [each for each in data.values() if isinstance(each, list)]
        data = lists[0] if len(lists) == 1 else None
    if not isinstance(data, list) or not data:
        return None
    is_flat = all(
        isinstance(item, dict)
        and not any(isinstance(value, dict | list) for value in item.values())
        for item in data
    )
    return data if is_flat else None


def _records(items: Sequence[Mapping[str, Any]]) -> Iterator[TableRow]:
    """Return the rows of a table, of which the first names its columns."""
    names = list(dict.fromkeys(name for item in items for name in item))
    yield TableRow(0, 0, names)
    for number, item in enumerate(items, 1):
        yield TableRow(number, number, [_cell(item.get(name)) for name in names])


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _decoded(text: str) -> Any:
    try:
        return _decoder().decode(text)
    except json.JSONDecodeError as error:
        raise Unreadable(RowError(error.lineno, KIND, "not_json")) from None
    except ValueError, ArithmeticError, RecursionError:
        raise Unreadable(RowError(1, KIND, "not_json")) from None


def _check_document(data: Any) -> None:
    """Refuse what is the JSON of something else."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Unreadable(RowError(1, "format", "other_format"))
    version = data.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Unreadable(RowError(1, "version", "other_format"))
    if version > VERSION:
        raise Unreadable(RowError(1, "version", "newer_version"))
    for name in data.keys() - {"format", "version", "lines"}:
        raise Unreadable(RowError(1, shown(name), "unknown_column"))
    if not isinstance(data.get("lines"), list):
        raise Unreadable(RowError(1, "lines", "not_a_list"))


def _decoder() -> json.JSONDecoder:
    """Return a decoder with exact numbers; one that is none is refused where it stands."""
    return json.JSONDecoder(
        parse_float=_decimal, parse_int=_integer, parse_constant=lambda _name: ABSURD
    )


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return ABSURD


def _integer(text: str) -> int | Decimal:
    return int(text) if len(text) <= _LONGEST_INTEGER else ABSURD


class _Document:
    """A text that is JSON, walked for the line on which each object of it begins."""

    def __init__(self, text: str, style: Style) -> None:
        """Find the ends of the lines."""
        self._text = text
        self._style = style
        self._decode = _decoder().raw_decode
        self._breaks = [match.end() for match in _LINE_BREAK.finditer(text)]

    def rows(self) -> Iterator[Row]:
        """Return every line, and after each what it holds."""
        places = {name: at for name, at, _ in self._members(self._skip(0))}
        for owner, (at, value) in enumerate(self._items(places["lines"])):
            yield from self._line(owner, at, value)

    def _line(self, owner: int, at: int, value: Any) -> Iterator[Row]:
        line_number = self._line_number(at)
        if not isinstance(value, dict):
            yield _no_object(line_number, RowKind.LINE)
            return
        own = {name: each for name, each in value.items() if name not in LISTS}
        lists = {name for name in LISTS if isinstance(value.get(name), list)}
        errors = [
            RowError(line_number, name, "not_a_list")
            for name in LISTS
            if name in value.keys() - lists
        ]
        yield self._row(line_number, RowKind.LINE, own, errors)
        for name, place, each in self._members(at):
            if name in lists and isinstance(each, list):  # a name that comes twice
                yield from self._nested(owner, LISTS[name], place)

    def _nested(self, owner: int, kind: RowKind, place: int) -> Iterator[Row]:
        for at, value in self._items(place):
            line_number = self._line_number(at)
            if isinstance(value, dict):
                yield self._row(line_number, kind, value, [], owner)
            else:
                yield _no_object(line_number, kind, owner)

    def _row(
        self,
        line_number: int,
        kind: RowKind,
        given: Mapping[str, Any],
        errors: list[RowError],
        owner: int | None = None,
    ) -> Row:
        values: dict[str, Any] = {}
        outside = {KIND} if owner is None else {KIND, LINE, LINE_ID}
        for name, each in given.items():
            column = COLUMNS.get(name)
            if column is None or kind not in column.kinds or name in outside:
                errors.append(RowError(line_number, shown(name), "unknown_column"))
            elif each is not None and each != "":
                try:
                    value = column.notation.of_json(each, self._style)
                except CellRefused as error:
                    errors.append(RowError(line_number, name, error.reason))
                else:
                    values |= {} if value is None else {name: value}
        return checked_row(line_number, kind, values, errors, owner)

    def _members(self, at: int) -> Iterator[tuple[str, int, Any]]:
        """Return the names, places and values of an object that begins at a place."""
        at = self._skip(at + 1)
        while self._text[at] != "}":
            name, end = self._decode(self._text, at)
            at = self._skip(end)
            value, end = self._decode(self._text, at)
            yield name, at, value
            at = self._skip(end)

    def _items(self, at: int) -> Iterator[tuple[int, Any]]:
        """Return the places and values of a list that begins at a place."""
        at = self._skip(at + 1)
        while self._text[at] != "]":
            value, end = self._decode(self._text, at)
            yield at, value
            at = self._skip(end)

    def _skip(self, at: int) -> int:
        match = _GAP.match(self._text, at)
        return match.end() if match else at

    def _line_number(self, at: int) -> int:
        return bisect_right(self._breaks, at) + 1


def _no_object(line_number: int, kind: RowKind, owner: int | None = None) -> Row:
    errors = (RowError(line_number, KIND, "no_object"),)
    return Row(line_number=line_number, kind=kind, values={}, errors=errors, owner=owner)
