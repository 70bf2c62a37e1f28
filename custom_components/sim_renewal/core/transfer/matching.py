"""Which line a row means: one that the household has, or one that the file brings."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ..evidence import Clock, Emptied, Statement
from ..model import Activity, Measure, Reading, Renewal
from ..record import Port, Record
from ..rule_table import NO_RULE
from .columns import LINE, LINE_ID, SETTINGS
from .model import Row, RowError, RowKind

_IDENTITY = ("number", "iccid")
"""What tells a line besides its id and its name."""

TOLD_AGAIN: Mapping[str | None, str] = {
    None: "duplicate_line",
    "number": "duplicate_number",
    "iccid": "duplicate_iccid",
}
"""Why a second row of a line is refused, by the number that alone makes the two one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLine:
    """A line that the household has; without a record it is damaged, and takes nothing.

    `settings` are as they are exported.
    """

    line_id: str
    name: str
    currency: str
    has_rule: bool
    record: Record | None
    number: str | None = None
    iccid: str | None = None
    service_until: date | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True, eq=False)
class Target:
    """A line while rows are put on it: `row` is that of a new line, `record` what it had.

    `paid_in` is the currency of its renewals whose row names none, `told_in` the row of the file
    that is this line.
    """

    line_id: str
    name: str
    currency: str
    has_rule: bool
    row: Row | None = None
    record: Record | None = None
    number: str | None = None
    iccid: str | None = None
    service_until: date | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    paid_in: str = ""
    told_in: Row | None = None
    renewals: list[Renewal] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    ports: list[Port] = field(default_factory=list)
    reading: Reading = field(default_factory=dict)
    credits: list[Measure] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    emptied: list[Emptied] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the file brings it."""
        return self.row is not None

    def told_otherwise(self, row: Row) -> Iterator[str]:
        """Return the settings that the row of a line has otherwise than the household."""
        for name in SETTINGS:
            is_told = name in row.values and name not in row.usual
            if is_told and row.values[name] != self.settings.get(name):
                yield name

    @property
    def stated_at(self) -> datetime | None:
        """The last moment as of which the end of service was stated."""
        of_record = self.record.statements if self.record else ()
        stated = (
            each.last_moment
            for each in (*of_record, *self.statements)
            if each.clock is Clock.SERVICE
        )
        return max(stated, default=None)

    @classmethod
    def of_known(cls, line: KnownLine) -> Target:
        """Return a line of the household."""
        return cls(
            line_id=line.line_id,
            name=line.name,
            currency=line.currency,
            has_rule=line.has_rule,
            record=line.record,
            number=line.number,
            iccid=line.iccid,
            service_until=line.service_until,
            settings={"currency": line.currency, **line.settings},
            paid_in=line.currency,
        )

    @classmethod
    def of_row(cls, row: Row, line_id: str) -> Target:
        """Return a line that the file brings."""
        values = row.values
        return cls(
            line_id=line_id,
            name=values[LINE],
            currency=values["currency"],
            has_rule=values["rule"] != NO_RULE,
            paid_in=values["currency"],
            row=row,
            number=values.get("number"),
            iccid=values.get("iccid"),
            told_in=row,
        )


class Lines:
    """All lines that rows can mean, found by id, phone number, ICCID or name."""

    def __init__(
        self,
        known: Iterable[KnownLine],
        rows: Sequence[Row],
        taken: Collection[str],
        new_id: Callable[[], str],
    ) -> None:
        """Begin with the household's lines; `taken` are the ids that no new line may get."""
        self._known = [Target.of_known(line) for line in known]
        self._by_id = {target.line_id: target for target in self._known}
        self._told = {row.values.get(LINE_ID) for row in rows if row.kind is RowKind.LINE}
        self._taken = taken
        self._new_id = new_id
        self._by_number = _index(self._known, "number")
        self._by_iccid = _index(self._known, "iccid")
        self._by_name: dict[str, list[Target]] = {}
        for target in self._known:
            self._name(target)
        self._of_row: list[Target | None] = []
        self._refused: set[str] = set()
        self.notices: list[RowError] = []

    @property
    def new(self) -> list[Target]:
        """The lines that the file brings."""
        return [target for target in self._of_row if target is not None and target.is_new]

    @property
    def known(self) -> list[Target]:
        """The lines of the household."""
        return self._known

    def take(self, row: Row) -> Target | tuple[RowError, ...]:
        """Take the next row of a line; return the line, or what is wrong with the row."""
        taken = row.errors or self._taken_as(row)
        self._of_row.append(taken if isinstance(taken, Target) else None)
        if row.errors:
            self._refused |= {row.values.get(LINE_ID, ""), _key(row.values.get(LINE, ""))} - {""}
        return taken

    def find(self, row: Row) -> Target | RowError:
        """Return the line that a row of its ledger is on, or why there is none."""
        if row.owner is not None:
            owner = self._of_row[row.owner]
            return owner or RowError(row.line_number, LINE, "line_refused")
        line_id, name = row.values.get(LINE_ID), _key(row.values.get(LINE, ""))
        if line_id in self._by_id:
            return self._by_id[line_id]
        if line_id in self._refused or name in self._refused:
            return RowError(row.line_number, LINE, "line_refused")
        found = self._by_identity(row) or self._by_name.get(name, [])
        if len(found) == 1:
            self._note_other_name(found[0], row)
            return found[0]
        column = LINE if name else next(filter(row.values.__contains__, _IDENTITY), LINE_ID)
        if found:
            return _ambiguous(row, column, found)
        return RowError(row.line_number, column, "unknown_line")

    def _by_identity(self, row: Row) -> list[Target]:
        """Return the line of the number or ICCID that a row tells beside, or instead of, a name."""
        found = (
            index.get(row.values.get(name, ""))
            for index, name in ((self._by_number, "number"), (self._by_iccid, "iccid"))
        )
        return list({id(each): each for each in found if each is not None}.values())

    def _taken_as(self, row: Row) -> Target | tuple[RowError, ...]:
        found = self._find_own(row)
        if found is None:
            return self._add(row)
        if isinstance(found, RowError):
            return (found,)
        if found.told_in is not None:
            return (self._told_again(found, found.told_in, row),)
        found.told_in = row
        self._note_other_name(found, row)
        self._by_id.setdefault(row.values.get(LINE_ID, found.line_id), found)
        self._name(found, row.values[LINE])
        return found

    def _find_own(self, row: Row) -> Target | RowError | None:
        """Return the line that a line of the file is already, if it is one."""
        values = row.values
        if (target := self._by_id.get(values.get(LINE_ID, ""))) is not None:
            return target
        found = {
            id(target): target
            for index, name in ((self._by_number, "number"), (self._by_iccid, "iccid"))
            if (target := index.get(values.get(name, ""))) is not None
        }
        if not found:
            found = {
                id(target): target
                for target in self._by_name.get(_key(values[LINE]), ())
                if self._can_be(target, row)
            }
        if len(found) > 1:
            return _ambiguous(row, LINE, found.values())
        return next(iter(found.values()), None)

    def _told_again(self, target: Target, before: Row, row: Row) -> RowError:
        """Return the error of a row that is a line again, or another one with the same number."""
        column = self._shared(target, row)
        names = (row.values[LINE], before.values[LINE])
        return RowError(
            row.line_number, column or LINE, TOLD_AGAIN[column], names, before.line_number
        )

    def _note_other_name(self, target: Target, row: Row) -> None:
        """Tell that a row with a name of its own is a line that is called otherwise."""
        if (column := self._shared(target, row)) is not None:
            names = (row.values[LINE], target.name)
            self.notices.append(RowError(row.line_number, column, "taken_by_number", names))

    def _shared(self, target: Target, row: Row) -> str | None:
        """Return the number that alone makes a row this line, as neither its id nor name does."""
        values = row.values
        is_named = LINE not in values or target in self._by_name.get(_key(values[LINE]), ())
        if is_named or self._by_id.get(values.get(LINE_ID, "")) is target:
            return None
        shared = (name for name in _IDENTITY if values.get(name) == getattr(target, name))
        return next((name for name in shared if name in values), None)

    def _can_be(self, target: Target, row: Row) -> bool:
        """Return whether a line of the same name can be that of a row.

        It is not if their numbers differ, or if the file tells of both by their ids.
        """
        if LINE_ID in row.values and target.line_id in self._told:
            return False
        return not any(
            _differ(own, row.values.get(name))
            for own, name in ((target.number, "number"), (target.iccid, "iccid"))
        )

    def _add(self, row: Row) -> Target:
        line_id = row.values.get(LINE_ID)
        target = Target.of_row(
            row,
            self._new_id() if line_id is None or line_id in self._taken else line_id,
        )
        self._by_id[line_id or target.line_id] = target
        if target.number is not None:
            self._by_number[target.number] = target
        if target.iccid is not None:
            self._by_iccid[target.iccid] = target
        self._name(target)
        return target

    def _name(self, target: Target, name: str | None = None) -> None:
        targets = self._by_name.setdefault(_key(target.name if name is None else name), [])
        if target not in targets:
            targets.append(target)


def _ambiguous(row: Row, column: str, found: Iterable[Target]) -> RowError:
    names = tuple(target.name for target in found)
    return RowError(row.line_number, column, "ambiguous_line", names)


def _index(targets: Iterable[Target], name: str) -> dict[Any, Target]:
    return {value: target for target in targets if (value := getattr(target, name))}


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _key(name: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(name.split()).casefold()
