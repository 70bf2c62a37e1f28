"""How a table is laid out: where its headings are, and what each column holds."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
import re

from ..iccid import bare_iccid, is_eid
from ..numbers import NumberRefused
from ..signs import folded_words, plain_signs
from .columns import COLUMNS, KIND, LINE, LINE_ID, SETTINGS
from .headings import column_name, currency_in, hinted_by, is_bare_date, meant_by
from .model import Home, RowError, RowKind, Unreadable, shown
from .moments import DayOrder, MomentRefused, names_minguo, order_of, parse_day
from .money import parse_sum
from .notations import Amount, Count, DayNotation, Moment, says_nothing

DATE = "date"
END = "service_until"
EID = "eid"
_LOOKED_AT = 30
_MOST_TOLD = 10
_OF_A_LINE = frozenset(SETTINGS) - {"currency", "price"}
ENDS = (END, "number_until")
_TELLS_LINE = ("number", "iccid")
_NAMES = (LINE, LINE_ID)
_INSTEAD_OF_A_NAME = ("owner", "carrier", "number")
_ANOTHER_WORD = {"price": "amount", "amount": "price", "owner": LINE}
_NUMBER = re.compile(r"\+?[0-9 ().\-/]{6,24}")
_EID_NAMED = re.compile(r"(?<![a-z])eid(?![a-z])")
_TRADITIONAL = "號話電額訊門機價備註稱費業帳戶聯續類數據點開關結餘"
"""Signs of headings that nobody writes who has simplified Chinese."""
_TAIWAN = ("+886", "00886", "886")
_DECIMALS = re.compile(r"([.,])[0-9]{1,2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, the line of the text on which it begins, and which row it is."""

    line_number: int
    row_number: int
    cells: Sequence[str]

    @property
    def is_filled(self) -> bool:
        """Whether there is anything in it."""
        return any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Place:
    """A column of a table: which of ours it is, and how its cells are written.

    `decimal_mark` is that of which the cells tell; `currency` that of its heading.
    """

    name: str
    heading: str
    decimal_mark: str | None = None
    currency: str | None = None
    day_order: DayOrder | None = DayOrder.DAY_FIRST
    is_minguo: bool = False
    is_assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the columns of a table are; without a `kind`, each row says itself what it tells of.

    `tells_both` is a table of lines with the last renewal of each; `has_ends_by_date` tells that a
    date of nobody knows what is taken for the end of service, as all of its days are to come.
    """

    header: TableRow
    places: Sequence[Place | None]
    own: tuple[str, ...]
    kind: RowKind | None
    tells_both: bool = False
    has_ends_by_date: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The columns of ours that are there."""
        return frozenset(place.name for place in self.places if place)

    @property
    def is_own(self) -> bool:
        """Whether it is a table that somebody keeps for themselves."""
        return self.kind is not None

    @property
    def headings(self) -> dict[str, str]:
        """What the table calls our columns."""
        return {place.name: " ".join(place.heading.split()) for place in self.places if place}


def lay_out(records: Sequence[TableRow], home: Home) -> tuple[Layout, Sequence[TableRow]]:
    """Return the layout of a table and the rows below its headings; raises `Unreadable`."""
    at = _header(records)
    header, below = records[at], [each for each in records[at + 1 :] if each.is_filled]
    cells = [
        [_cell(record, place) for record in below if _cell(record, place)]
        for place in range(len(header.cells))
    ]
    repeated = _repeated(header)
    eids = frozenset(at for at in range(len(cells)) if _tells_eid(header.cells[at], cells[at]))
    names = _names(header, cells, eids)
    is_ours = KIND in names
    has_ends_by_date = not is_ours and _has_ends_by_date(header, names, cells, home.today)
    if has_ends_by_date:
        names = [END if name == DATE else name for name in names]
    kind, tells_both = (None, False) if is_ours else _kind(names, cells)
    if not is_ours:
        names = [_of_kind(name, names, kind, tells_both) for name in names]
    own = tuple(
        _heading(header, place) for place, name in enumerate(names) if name is None and cells[place]
    )
    missing = _missing(names, kind)
    if repeated or missing:
        unknown = own if missing else ()
        raise Unreadable(
            *(RowError(header.line_number, name, "column_repeated") for name in repeated),
            *(RowError(header.line_number, name, "column_missing") for name in missing),
            *(
                RowError(header.line_number, shown(name), "unknown_heading")
                for name in unknown[:_MOST_TOLD]
            ),
            is_own=not is_ours,
            headings={name: name for name in repeated},
        )
    places = _places(header, names, cells, home)
    layout = Layout(
        header=header,
        places=places,
        own=own,
        kind=kind,
        tells_both=tells_both,
        has_ends_by_date=has_ends_by_date,
    )
    return layout, below


def _tells_eid(heading: str, cells: Sequence[str]) -> bool:
    """Return whether a column has the numbers of eSIM chips: all languages call them EID."""
    if column_name(heading) in COLUMNS:
        return False
    if _EID_NAMED.search(folded_words(heading)) is not None:
        return True
    said = [cell for cell in cells if not says_nothing(cell)]
    return len(said) > 0 and all(map(is_eid, said))


def _header(records: Sequence[TableRow]) -> int:
    """Return where the headings are: in the row of which most are known, below any title."""
    known = [sum(bool(meant_by(cell)) for cell in each.cells) for each in records[:_LOOKED_AT]]
    first = next(at for at, record in enumerate(records) if record.is_filled)
    if max(known) > 1:
        return known.index(max(known))
    if first >= len(known) or not known[first]:  # one word that is known is soon found below
        raise Unreadable(RowError(records[first].line_number, KIND, "no_header"), is_own=True)
    return first


def _names(
    header: TableRow, cells: Sequence[Sequence[str]], eids: Collection[int]
) -> list[str | None]:
    """Return what each column is; those that can be one thing alone choose first."""
    meanings = [(EID,) if at in eids else meant_by(cell) for at, cell in enumerate(header.cells)]
    if (KIND,) not in meanings:
        told = zip(meanings, header.cells, strict=True)
        meanings = [each or hinted_by(cell) for each, cell in told]
    names: list[str | None] = [None] * len(meanings)
    for place in sorted(range(len(meanings)), key=lambda place: len(meanings[place])):
        for name in meanings[place]:
            is_sure = len(meanings[place]) == 1
            if name is None or (name not in names and (is_sure or _reads(name, cells[place]))):
                names[place] = name
                break
    return names


def _has_ends_by_date(
    header: TableRow,
    names: Sequence[str | None],
    cells: Sequence[Sequence[str]],
    today: date | None,
) -> bool:
    """Return whether a bare date is an end of service, as every day of it is still to come."""
    if today is None or DATE not in names or END in names:
        return False
    at = names.index(DATE)
    days = list(_days(cells[at]))
    return is_bare_date(header.cells[at]) and bool(days) and min(days) > today


def _kind(names: Sequence[str | None], cells: Sequence[Sequence[str]]) -> tuple[RowKind, bool]:
    """Return what a table tells of: lines, renewals, or lines with the last one of each."""
    if DATE in names:
        tells_line = any(name in names for name in _TELLS_LINE)
        named = cells[names.index(LINE)] if LINE in names else ()
        if tells_line and len(set(named)) == len(named) > 0:
            return RowKind.LINE, True
        return RowKind.RENEWAL, False
    if _OF_A_LINE & set(names) or set(ENDS) & set(names):
        return RowKind.LINE, False
    return RowKind.RENEWAL, False


def _of_kind(
    name: str | None, names: Sequence[str | None], kind: RowKind | None, tells_both: bool
) -> str | None:
    """Return which column of its kind this is, or none: a price is what a renewal cost."""
    if name is None or kind is None or (tells_both and RowKind.RENEWAL in COLUMNS[name].kinds):
        return name
    if kind in COLUMNS[name].kinds or (kind is RowKind.RENEWAL and name in _TELLS_LINE):
        return name
    other = _ANOTHER_WORD.get(name)
    return other if other not in names else None


def _missing(names: Sequence[str | None], kind: RowKind | None) -> list[str]:
    """Return which columns are needed and not there, nor what can stand for them."""
    if kind is None:
        return [] if any(name in names for name in _NAMES) else [LINE]
    instead = _INSTEAD_OF_A_NAME if kind is RowKind.LINE else _TELLS_LINE
    missing = [] if any(name in names for name in (*_NAMES, *instead)) else [LINE]
    return [*missing, *([DATE] if kind is RowKind.RENEWAL and DATE not in names else [])]


def _repeated(header: TableRow) -> list[str]:
    """Return which columns of ours are there more than once, by their very name."""
    names = [column_name(cell) for cell in header.cells]
    return sorted({name for name in names if name in COLUMNS and names.count(name) > 1})


def _places(
    header: TableRow,
    names: Sequence[str | None],
    cells: Sequence[Sequence[str]],
    home: Home,
) -> list[Place | None]:
    dated = [
        column
        for name, column in zip(names, cells, strict=True)
        if name and isinstance(COLUMNS[name].notation, DayNotation | Moment)
    ]
    anywhere, _ = order_of(cell for column in dated for cell in column)
    is_minguo = _is_of_taiwan(header, names, cells, home) or any(
        names_minguo(cell) for column in dated for cell in column
    )
    places = [
        None if name is None else _place(header, at, name, cells[at], anywhere, home)
        for at, name in enumerate(names)
    ]
    return [place and replace(place, is_minguo=is_minguo) for place in places]


def _is_of_taiwan(
    header: TableRow,
    names: Sequence[str | None],
    cells: Sequence[Sequence[str]],
    home: Home,
) -> bool:
    """Return whether headings, phone numbers, money or the clock at home are those of Taiwan."""
    headings = "".join(header.cells)
    numbers = [
        cell
        for name, column in zip(names, cells, strict=True)
        if name == "number"
        for cell in column
    ]
    return (
        home.currency == "TWD"
        or str(home.zone) == "Asia/Taipei"
        or any(sign in headings for sign in _TRADITIONAL)
        or any(plain_signs(each).strip().startswith(_TAIWAN) for each in numbers)
    )


def _place(
    header: TableRow,
    at: int,
    name: str,
    cells: Sequence[str],
    anywhere: DayOrder | None,
    home: Home,
) -> Place:
    notation = COLUMNS[name].notation
    heading = header.cells[at]
    if isinstance(notation, DayNotation | Moment):
        order, is_told = order_of(cells)
        if not is_told:
            order = anywhere or home.day_order
        is_assumed = not is_told and anywhere is None
        return Place(name, heading, day_order=order, is_assumed=is_assumed)
    if isinstance(notation, Amount) and not isinstance(notation, Count):
        marks = {match for cell in cells for match in _DECIMALS.findall(plain_signs(cell))}
        mark = next(iter(marks)) if len(marks) == 1 else None
        return Place(name, heading, mark, currency_in(heading, home.currency))
    return Place(name, heading)


def _reads(name: str, cells: Sequence[str]) -> bool:
    """Return whether at least half of the cells of a column can be what it may be."""
    readable = sum(_is_read(name, cell) for cell in cells)
    return readable * 2 >= len(cells)


def _is_read(name: str, cell: str) -> bool:
    if name == "iccid":
        return len(bare_iccid(cell)) >= 18 and bare_iccid(cell).startswith("89")
    if name == "number":
        number = plain_signs(cell).strip()
        is_day = not number.isdecimal() and any(_days([number]))
        return _NUMBER.fullmatch(number) is not None and not is_day
    if name in {"price", "amount"}:
        try:
            parse_sum(cell, ".", None)
        except NumberRefused as error:
            return error.reason == "ambiguous_number"
        return True
    return any(_days([cell])) if name in {DATE, *ENDS} else True


def _days(cells: Sequence[str]) -> Iterator[date]:
    for cell in cells:
        try:
            yield parse_day(cell, is_minguo=True)
        except MomentRefused:
            continue


def _cell(record: TableRow, place: int) -> str:
    return record.cells[place].strip() if place < len(record.cells) else ""


def _heading(header: TableRow, place: int) -> str:
    """Return what a person calls a column: by its heading, or by its letter."""
    return shown(" ".join(header.cells[place].split()) or _letter(place))


def _letter(place: int) -> str:
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters
