"""The columns of an export: what each is called, which rows have it, and how it is written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..dates import SpanUnit
from ..evidence import Clock, Teller
from ..line import Standing
from ..model import ActivityKind, Bucket, Channel, Form, Verdict
from ..rule_settings import SETTINGS as OF_RULES, Setting, SettingKind
from .lists import Balance, Steps, Ways
from .model import RowKind
from .notations import (
    Amount,
    Count,
    DayNotation,
    Identifier,
    Moment,
    Name,
    Notation,
    SimNumber,
    WordListNotation,
    WordNotation,
    YesNoNotation,
)

KIND = "kind"
LINE_ID = "line_id"
LINE = "line"

_LINE = frozenset({RowKind.LINE})
_RENEWAL = frozenset({RowKind.RENEWAL})
_ACTIVITY = frozenset({RowKind.ACTIVITY})
_BALANCE = frozenset({RowKind.BALANCE})
_PORT = frozenset({RowKind.PORT})
_STATEMENT = frozenset({RowKind.STATEMENT})
_DATA_EMPTY = frozenset({RowKind.DATA_EMPTY})
_ALL = frozenset(RowKind)


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `is_setting` tells that a line keeps it among its settings."""

    name: str
    notation: Notation
    kinds: frozenset[RowKind]
    is_setting: bool = False


def _setting(name: str, notation: Notation) -> Column:
    return Column(name, notation, _LINE, is_setting=True)


_NOTATIONS: Mapping[SettingKind, Callable[[Setting], Notation]] = {
    SettingKind.SPAN: lambda _: Count(),
    SettingKind.DAY: lambda _: Count(),
    SettingKind.AMOUNT: lambda _: Amount(),
    SettingKind.FEE: lambda _: Amount(),
    SettingKind.CHOICE: lambda setting: WordNotation(setting.words),
    SettingKind.CHOICES: lambda setting: WordListNotation(setting.words),
    SettingKind.STEPS: lambda _: Steps(),
    SettingKind.FLAG: lambda _: YesNoNotation(),
}
"""How each kind of value is written that a validity rule has."""


def _of_rule(setting: Setting) -> Iterator[Column]:
    yield _setting(setting.name, _NOTATIONS[setting.kind](setting))
    if setting.kind is SettingKind.SPAN:
        yield _setting(setting.unit_name, WordNotation(SpanUnit))


_LIST = (
    Column(KIND, WordNotation(RowKind), _ALL),
    Column(LINE_ID, Identifier(), _ALL),
    Column(LINE, Name(), _ALL),
    Column("id", Identifier(), _RENEWAL | _ACTIVITY),
    Column("date", DayNotation(), _RENEWAL | _ACTIVITY | _PORT),
    Column("amount", Amount(), _RENEWAL | _BALANCE),
    Column("currency", Notation(), _LINE | _RENEWAL, is_setting=True),
    Column("channel", WordNotation(Channel), _RENEWAL),
    Column("payer", Notation(), _RENEWAL),
    Column("receipt", Notation(), _RENEWAL),
    Column("note", Notation(), _RENEWAL),
    Column("service_until", DayNotation(), _LINE | _RENEWAL),
    Column("number_until", DayNotation(), _LINE | _RENEWAL),
    Column("in_addition", YesNoNotation(), _RENEWAL),
    Column("in_addition_at", Moment(), _RENEWAL),
    Column("refund", YesNoNotation(), _RENEWAL),
    Column("at", Moment(), _RENEWAL | _ACTIVITY | _DATA_EMPTY),
    Column("recorded_at", Moment(), _RENEWAL | _ACTIVITY),
    Column("expected_amount", Amount(), _RENEWAL),
    Column("balance_after", Balance(), _RENEWAL),
    Column("balance_before", Balance(), _RENEWAL),
    Column("asked_at", Moment(), _RENEWAL),
    Column("verdict", WordNotation(Verdict), _RENEWAL),
    Column("decided_at", Moment(), _RENEWAL),
    Column("activity", WordNotation(ActivityKind), _ACTIVITY),
    Column("bucket", WordNotation(Bucket), _BALANCE),
    Column("unit", Notation(), _BALANCE),
    Column("measured_at", Moment(), _BALANCE),
    Column("clock", WordNotation(Clock), _STATEMENT),
    Column("until", DayNotation(), _STATEMENT),
    Column("as_of", Moment(), _STATEMENT),
    Column("told_at", Moment(), _BALANCE | _STATEMENT | _DATA_EMPTY),
    Column("teller", WordNotation(Teller), _STATEMENT | _DATA_EMPTY),
    Column("ends_at", Moment(), _STATEMENT),
    Column("repeated_at", Moment(), _STATEMENT),
    Column("refilled_at", Moment(), _DATA_EMPTY),
    Column("from_carrier", Name(), _PORT),
    Column("to_carrier", Name(), _PORT),
    _setting("carrier", Name()),
    _setting("carrier_id", Notation()),
    _setting("country", Notation()),
    _setting("form", WordNotation(Form)),
    _setting("number", Notation()),
    _setting("iccid", SimNumber()),
    _setting("eid", SimNumber()),
    _setting("owner", Name()),
    _setting("standing", WordNotation(Standing)),
    _setting("offer", Name()),
    _setting("offer_id", Notation()),
    _setting("price", Amount()),
    _setting("rule", WordNotation()),
    *(column for setting in OF_RULES for column in _of_rule(setting)),
    _setting("register_by", DayNotation()),
    _setting("channels", Ways()),
    _setting("promotion", Notation()),
    _setting("promotion_until", DayNotation()),
)

COLUMNS = {column.name: column for column in _LIST}
"""The columns by name, in the order in which they are written."""

SETTINGS = tuple(column.name for column in _LIST if column.is_setting)
"""The columns of a line that are its settings."""

NEEDED = {
    RowKind.LINE: (LINE,),
    RowKind.RENEWAL: ("date",),
    RowKind.ACTIVITY: ("date", "activity"),
    RowKind.BALANCE: ("bucket", "amount"),
    RowKind.PORT: ("date",),
    RowKind.STATEMENT: ("clock", "as_of"),
    RowKind.DATA_EMPTY: ("at",),
}
"""What a row of each kind cannot do without, besides the line that it is on."""
