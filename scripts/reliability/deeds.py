"""What happens: purchases and uses at the carrier, and what is told of them through the doors."""

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from .tariffs import Standing

# At the carrier


@dataclass(frozen=True, slots=True)
class Buy:
    """Somebody pays, and it arrives."""

    amount: int


@dataclass(frozen=True, slots=True)
class Use:
    """Somebody uses the line."""

    kind: str


@dataclass(frozen=True, slots=True)
class RunDry:
    """The data is used up."""


@dataclass(frozen=True, slots=True)
class RefusePayment:
    """The carrier cannot take its money any more."""


@dataclass(frozen=True, slots=True)
class Register:
    """Somebody shows their papers to the carrier in time."""


type TrueAct = Buy | Use | RunDry | RefusePayment | Register

# Through the doors


@dataclass(frozen=True, slots=True)
class Press:
    """*Mark renewed*, on a card, a phone or a list: now, at the usual price."""

    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """The action `record_renewal`, with what was given."""

    name: str
    on: date
    amount: int | None = None
    currency: str | None = None
    service: date | None = None
    number: date | None = None
    in_addition: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An amount that was typed as an answer to a push."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Import:
    """A row of a table that somebody imports."""

    name: str
    on: date
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Dates that somebody types in."""

    service: date | None = None
    number: date | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """A renewal is taken back."""

    name: str


@dataclass(frozen=True, slots=True)
class Restore:
    """A renewal that was taken back is put back."""

    name: str


@dataclass(frozen=True, slots=True)
class Amend:
    """A renewal gets another amount or day, or only a note."""

    name: str
    amount: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A renewal was recorded on this line and belongs to another one."""

    name: str
    to: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to the question whether a renewal arrived."""

    name: str
    has_arrived: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A carrier's text, with the dates that a careful person reads in it."""

    text: str
    received_at: datetime
    service: date | None = None
    number: date | None = None
    credit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """What a source says now."""

    service: date | None = None
    number: date | None = None
    credit: Decimal | None = None
    data: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TellUse:
    """A use that somebody notes."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class TellBalance:
    """A balance that somebody types in."""

    credit: Decimal | None = None
    data: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ForgetDeadline:
    """The registration deadline is taken out of the line's settings."""


type ToldAct = (
    Press
    | Record
    | Reply
    | Import
    | State
    | Undo
    | Restore
    | Amend
    | Move
    | Answer
    | Text
    | Poll
    | TellUse
    | TellBalance
    | ForgetDeadline
)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that happens on one line of a household, at an instant in UTC."""

    at: datetime
    line: int
    act: TrueAct | ToldAct


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSetUp:
    """A line on its first day: what is true, and what the household knows and types in."""

    offer: str
    truth: Standing
    carrier_zone: str
    types_number: bool = False
    types_credit: bool = False
    register_by: date | None = None
    is_fed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A household and all that happens to it.

    `zones` are those that the household is in, each from an instant on; while it is `down` nothing
    is told and nobody is reminded.
    """

    name: str
    begins: datetime
    days: int
    zones: tuple[tuple[datetime, str], ...]
    lines: tuple[LineSetUp, ...]
    deeds: tuple[Deed, ...]
    down: tuple[tuple[datetime, datetime], ...] = field(default=())

    def zone_at(self, moment: datetime) -> tzinfo:
        """Return the zone of the household at an instant."""
        name = self.zones[0][1]
        for since, later in self.zones:
            if since <= moment:
                name = later
        return ZoneInfo(name)

    def is_down(self, moment: datetime) -> bool:
        """Return whether Home Assistant does not run at an instant."""
        return any(begin <= moment < end for begin, end in self.down)

    def up_from(self, moment: datetime) -> datetime:
        """Return the instant, or one just after its downtime; the order stays the same."""
        for begin, end in self.down:
            if begin <= moment < end:
                return end + (moment - begin) / 1000
        return moment
