"""What an export holds, and what is read of a text: rows with the lines that they are on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import StrEnum
from typing import Any

from ..evidence import Emptied, Statement
from ..model import Activity, Measure, Reading, Renewal
from ..record import Port
from .moments import DayOrder

FORMAT = "sim_renewal"
VERSION = 1
LONGEST_SHOWN = 50

_STAND_INS: Mapping[str, tuple[str, ...]] = {
    "line": ("owner", "carrier", "number", "iccid"),
    "currency": ("price", "amount"),
    "price": ("amount",),
    "amount": ("price",),
    "eid": ("iccid",),
}
"""The columns from which one is taken that a table does not have, the likeliest first."""


class FileFormat(StrEnum):
    """How an export is written."""

    JSON = "json"
    CSV = "csv"


class RowKind(StrEnum):
    """What a row tells of."""

    LINE = "line"
    RENEWAL = "renewal"
    ACTIVITY = "activity"
    BALANCE = "balance"
    PORT = "port"
    STATEMENT = "statement"
    DATA_EMPTY = "data_empty"


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row is refused: `line_number` counts from 1, `reason` is the key of a text.

    `lines` are the names of the lines that it is about, `other` is the row that said it before.
    """

    line_number: int
    column: str
    reason: str
    lines: tuple[str, ...] = ()
    other: int | None = None


class Unreadable(ValueError):
    """The text as a whole cannot be used; `errors` says why and where.

    `is_own` tells that somebody keeps it for themselves, who does not know what our columns are;
    `headings` are what it calls them nevertheless.
    """

    def __init__(
        self, *errors: RowError, is_own: bool = False, headings: Mapping[str, str] | None = None
    ) -> None:
        """Keep the errors."""
        super().__init__("the text cannot be read")
        self.errors = errors
        self.is_own = is_own
        self.headings = headings or {}


@dataclass(frozen=True, slots=True)
class Home:
    """What a file leaves open, as it is where it is read; `today` is not known to every reader.

    `currency` is what a sign means that several countries share.
    """

    zone: tzinfo
    currency: str | None = None
    day_order: DayOrder = DayOrder.DAY_FIRST
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineData:
    """A line with its ledger; `settings` are values by the name of their column.

    `former_credits` are older than that of `reading`.
    """

    line_id: str
    name: str
    settings: Mapping[str, Any]
    statements: tuple[Statement, ...] = ()
    emptied: tuple[Emptied, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    activities: tuple[Activity, ...] = ()
    reading: Reading = field(default_factory=dict)
    former_credits: tuple[Measure, ...] = ()
    ports: tuple[Port, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseholdData:
    """The lines of an export, in the order in which they are written."""

    lines: tuple[LineData, ...]

    @classmethod
    def of(cls, *lines: LineData) -> HouseholdData:
        """Return lines as an export has them: by name and id."""
        ordered = sorted(lines, key=lambda line: (" ".join(line.name.split()), line.line_id))
        return cls(tuple(ordered))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it was read: the values that could be, and what is wrong with the others.

    `owner` is the place in the file, from 0, of the line that a nested row belongs to. `notices`
    are what a person should know although the row is taken. `usual` are the values that the file
    does not tell.
    """

    line_number: int
    kind: RowKind | None
    values: Mapping[str, Any]
    errors: tuple[RowError, ...] = ()
    owner: int | None = None
    notices: tuple[RowError, ...] = ()
    usual: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file as it was read, and how a person who looks at it finds a place in it.

    `headings` are what the file calls our columns, `row_numbers` its rows by the number of their
    line; `own` are columns that are none of ours, and `notices` what a person should know.
    `is_own` tells that somebody keeps it for themselves.
    """

    rows: tuple[Row, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    row_numbers: Mapping[int, int] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    notices: tuple[RowError, ...] = ()
    is_own: bool = False

    @property
    def told_by(self) -> Mapping[str, str]:
        """What the file calls our columns, also those that it tells by way of another."""
        others = {
            name: self.headings[other]
            for name, others in _STAND_INS.items()
            for other in reversed(others)
            if other in self.headings
        }
        return {**others, **self.headings}


def shown(name: str) -> str:
    """Return the name of a column that is not ours, as it can be told."""
    return name[:LONGEST_SHOWN].encode("utf-8", "replace").decode()
