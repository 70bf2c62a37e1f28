"""Lines and what happened on them as rows of values, and such values as what happened."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ..evidence import Emptied, Statement, Teller
from ..model import Activity, Bucket, Measure, Renewal, Verification
from ..record import Port
from .columns import COLUMNS, LINE, LINE_ID, NEEDED, SETTINGS
from .lists import base_unit, in_base_unit
from .model import LineData, Row, RowError, RowKind
from .notations import CellRefused

type Values = dict[str, Any]

_OF_A_RENEWAL = {
    "id": "renewal_id",
    "date": "renewed_on",
    "amount": "amount",
    "currency": "currency",
    "channel": "channel",
    "payer": "payer",
    "receipt": "receipt",
    "note": "note",
    "service_until": "service_until",
    "number_until": "number_until",
    "in_addition": "in_addition",
    "in_addition_at": "in_addition_at",
    "refund": "refund",
    "at": "at",
    "recorded_at": "recorded_at",
    "expected_amount": "expected",
    "balance_after": "balance",
    "balance_before": "balance_before",
}
"""The columns of a renewal, and what they are called where it is kept."""

_TEXTS = ("currency", "payer", "receipt", "note", "balance_after", "balance_before")
_FLAGS = ("in_addition", "refund")
_OF_A_VERIFICATION = ("asked_at", "verdict", "decided_at")
_OF_AN_ACTIVITY = {
    "id": "activity_id",
    "date": "on",
    "activity": "kind",
    "at": "at",
    "recorded_at": "recorded_at",
}


_OF_A_STATEMENT = ("clock", "until", "as_of", "told_at", "teller", "ends_at", "repeated_at")
_OF_EMPTIED = ("at", "refilled_at", "teller", "told_at")


def settings_of(kept: Mapping[str, Any]) -> Values:
    """Return the settings of a line that are exported, as values of their columns."""
    return _known(
        {
            name: COLUMNS[name].notation.canonical(kept[name])
            for name in SETTINGS
            if kept.get(name) is not None
        }
    )


def line_values(line: LineData) -> Values:
    """Return the row of a line itself."""
    return _known(
        {
            LINE_ID: line.line_id,
            LINE: COLUMNS[LINE].notation.canonical(line.name),
            **line.settings,
        }
    )


def nested_values(line: LineData) -> Iterator[tuple[RowKind, Values]]:
    """Return the rows of what is kept of a line, in a fixed order."""
    for bucket in Bucket:
        known = line.former_credits if bucket is Bucket.CREDIT else ()
        if bucket in line.reading:
            known = (*known, line.reading[bucket])
        of_moments = {each.measured_at: each for each in known}
        for at in sorted(of_moments):
            yield RowKind.BALANCE, _balance_values(bucket, of_moments[at])
    for statement in line.statements:
        yield RowKind.STATEMENT, _fields_of(statement, _OF_A_STATEMENT)
    for emptied in line.emptied:
        yield RowKind.DATA_EMPTY, _fields_of(emptied, _OF_EMPTIED)
    for values in sorted(map(_port_values, line.ports), key=_order_of_port):
        yield RowKind.PORT, values
    for renewal in sorted(line.renewals, key=lambda each: (each.renewed_on, each.renewal_id)):
        yield RowKind.RENEWAL, _renewal_values(renewal)
    for activity in sorted(line.activities, key=lambda each: (each.on, each.activity_id)):
        yield RowKind.ACTIVITY, _activity_values(activity)


def renewal_of(values: Mapping[str, Any]) -> Renewal:
    """Return the renewal of a row, in which nothing is missing that it needs."""
    known = {name: values[column] for column, name in _OF_A_RENEWAL.items() if column in values}
    decided = {name: values[name] for name in _OF_A_VERIFICATION if name in values}
    return Renewal(**known, verification=Verification(**decided))


def activity_of(values: Mapping[str, Any]) -> Activity:
    """Return the activity of a row."""
    known = {name: values[column] for column, name in _OF_AN_ACTIVITY.items() if column in values}
    return Activity(**known)


def statement_of(values: Mapping[str, Any], now: datetime) -> Statement:
    """Return the stated date of a row: told now by a person, where the file does not say."""
    known = {name: values[name] for name in _OF_A_STATEMENT if name in values}
    return Statement(**{"until": None, "told_at": now, "teller": Teller.PERSON, **known})


def emptied_of(values: Mapping[str, Any]) -> Emptied:
    """Return the moment of a row at which data was used up."""
    return Emptied(**{name: values[name] for name in _OF_EMPTIED if name in values})


def measure_of(values: Mapping[str, Any], now: datetime) -> tuple[Bucket, Measure]:
    """Return the bucket of a row, and what was in it: now, where no moment is given."""
    bucket: Bucket = values["bucket"]
    amount = in_base_unit(bucket, values["amount"], values.get("unit", ""))
    return bucket, Measure(amount, values.get("measured_at", now), values.get("told_at"))


def port_of(values: Mapping[str, Any]) -> Port:
    """Return the change of carrier of a row."""
    return Port(
        on=values["date"],
        from_carrier=values.get("from_carrier"),
        to_carrier=values.get("to_carrier"),
    )


def checked_row(
    line_number: int,
    kind: RowKind,
    values: Mapping[str, Any],
    errors: list[RowError],
    owner: int | None = None,
) -> Row:
    """Return a row as it was read, with an error for everything that it lacks."""
    wrong = {error.column for error in errors}
    needed = [name for name in NEEDED[kind] if name not in values and name not in wrong]
    told = {LINE, LINE_ID, "number", "iccid"} if kind is RowKind.RENEWAL else {LINE, LINE_ID}
    if owner is None and not told & (values.keys() | wrong | set(needed)):
        needed.append(LINE)
    errors = [*errors, *(RowError(line_number, name, "needed") for name in needed)]
    if kind is RowKind.BALANCE and "bucket" in values:
        try:
            in_base_unit(values["bucket"], values.get("amount", 0), values.get("unit", ""))
        except CellRefused as error:
            errors.append(RowError(line_number, "unit", error.reason))
    return Row(line_number=line_number, kind=kind, values=values, errors=tuple(errors), owner=owner)


def _renewal_values(renewal: Renewal) -> Values:
    values = {column: getattr(renewal, name) for column, name in _OF_A_RENEWAL.items()}
    for column in _TEXTS:
        if values[column] is not None:
            values[column] = COLUMNS[column].notation.canonical(values[column])
    decided = {name: getattr(renewal.verification, name) for name in _OF_A_VERIFICATION}
    flags = {name: values[name] or None for name in _FLAGS}
    return _known(values | decided | flags)


def _fields_of(kept: Statement | Emptied, names: tuple[str, ...]) -> Values:
    return _known({name: getattr(kept, name) for name in names})


def _activity_values(activity: Activity) -> Values:
    return _known({column: getattr(activity, name) for column, name in _OF_AN_ACTIVITY.items()})


def _balance_values(bucket: Bucket, measure: Measure) -> Values:
    return _known(
        {
            "bucket": bucket,
            "amount": measure.amount,
            "unit": base_unit(bucket) or None,
            "measured_at": measure.measured_at,
            "told_at": measure.told_at,
        }
    )


def _port_values(port: Port) -> Values:
    name = COLUMNS["from_carrier"].notation
    return _known(
        {
            "date": port.on,
            "from_carrier": port.from_carrier and name.canonical(port.from_carrier),
            "to_carrier": port.to_carrier and name.canonical(port.to_carrier),
        }
    )


def _order_of_port(values: Values) -> tuple[str, str, str]:
    carriers = values.get("from_carrier", ""), values.get("to_carrier", "")
    return values["date"].isoformat(), *carriers


def _known(values: Mapping[str, Any]) -> Values:
    return {name: value for name, value in values.items() if value is not None and value != ""}
