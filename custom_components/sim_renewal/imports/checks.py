"""Rows of an import, checked as the dialog and the actions check the same values."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from ..const import CONF_ICCID, CONF_NUMBER
from ..core.dates import zone_of
from ..core.model import Reading
from ..core.transfer.columns import LINE, LINE_ID, SETTINGS
from ..core.transfer.lists import in_base_unit
from ..core.transfer.model import FileFormat, Home, Row, RowError, RowKind, Sheet
from ..core.transfer.notations import CellRefused
from ..core.transfer.reading import read
from ..core.transfer.rows import settings_of
from ..settings.phone_numbers import read_number
from ..settings.validation import (
    FieldError,
    check_fields,
    check_measure,
    parse_amount,
    parse_currency,
    parse_date,
    parse_name,
    parse_past_date,
    parse_past_moment,
    parse_sim_number,
    parse_text,
)
from .settings import HouseholdDefaults, check_settings, countries_of

_MOMENTS = (
    *("at", "recorded_at", "asked_at", "decided_at", "measured_at"),
    *("as_of", "told_at", "repeated_at", "refilled_at", "in_addition_at"),
)
_LATER = (("as_of", "repeated_at"), ("at", "refilled_at"))
"""Moments of a row of which the second is not before the first."""


def read_checked(
    text: str, file_format: FileFormat | None, home: Home, surroundings: HouseholdDefaults
) -> Sheet:
    """Return a text with the errors of each row; raises `Unreadable`. Reads from disk."""
    sheet = read(text, home, file_format)
    return replace(sheet, rows=tuple(check_row(row, surroundings) for row in sheet.rows))


def check_row(row: Row, surroundings: HouseholdDefaults) -> Row:
    """Return a row with checked values, and with an error for each that is refused."""
    check = _check_line if row.kind is RowKind.LINE else _check_event
    values, errors = check(row.values, row.kind, surroundings)
    notices = list(row.notices)
    if CONF_NUMBER in values and _has_two_countries(row.values, surroundings):
        notices.append(RowError(row.line_number, CONF_NUMBER, "taken_for_its_country"))
    known = {error.column for error in row.errors}
    found = [
        RowError(row.line_number, column, reason)
        for column, reason in errors.items()
        if column not in known
    ]
    return replace(
        row,
        values=values,
        errors=(*row.errors, *found),
        notices=tuple(notices),
        usual=frozenset(values.keys() - row.values.keys()),
    )


def _has_two_countries(values: Mapping[str, Any], surroundings: HouseholdDefaults) -> bool:
    try:
        return bool(read_number(values[CONF_NUMBER], countries_of(values, surroundings)).others)
    except FieldError:
        return False


def _check_line(
    values: Mapping[str, Any], _kind: RowKind | None, surroundings: HouseholdDefaults
) -> tuple[dict[str, Any], dict[str, str]]:
    today = surroundings.today
    given = {name: values[name] for name in SETTINGS if name in values}
    settings, errors = check_settings(given, surroundings)
    checks: dict[str, Callable[[Any], Any]] = {
        LINE_ID: str,
        LINE: parse_name,
        "service_until": lambda value: parse_date(value, today),
        "number_until": lambda value: parse_date(value, today),
    }
    kept, own_errors = check_fields(values, checks)
    errors |= own_errors
    if not errors and "kept_by_use" not in settings and _is_reversed(kept):
        errors["number_until"] = "number_before_service"
    return kept | (settings_of(settings) if not errors else {}), errors


def _check_event(
    values: Mapping[str, Any], kind: RowKind | None, surroundings: HouseholdDefaults
) -> tuple[dict[str, Any], dict[str, str]]:
    now, today = surroundings.now, surroundings.today
    checks: dict[str, Callable[[Any], Any]] = {
        "date": lambda value: parse_past_date(value, today),
        "service_until": lambda value: parse_date(value, today),
        "number_until": lambda value: parse_date(value, today),
        "until": lambda value: parse_date(value, today),
        "ends_at": lambda value: _check_end(value, today),
        "amount": parse_amount,
        "expected_amount": parse_amount,
        "balance_after": _check_balance,
        "balance_before": _check_balance,
        "currency": parse_currency,
        CONF_NUMBER: lambda text: read_number(text, countries_of(values, surroundings)).number,
        CONF_ICCID: parse_sim_number,
        "payer": parse_text,
        "receipt": parse_text,
        "note": parse_text,
        "from_carrier": parse_name,
        "to_carrier": parse_name,
        **dict.fromkeys(_MOMENTS, lambda value: parse_past_moment(value, now)),
    }
    if kind is RowKind.BALANCE:
        checks["amount"] = lambda amount: _check_amount(values, amount)
    kept, errors = check_fields(values, checks)
    if "service_until" in kept and kept["service_until"] < kept.get("date", date.min):
        errors["service_until"] = "before_renewal"
    if not errors and _is_reversed(kept):
        errors["number_until"] = "number_before_service"
    for column in _at_odds(kept, zone_of(now)) if not errors else ():
        errors[column] = "dates_at_odds"
    return {name: kept.get(name, value) for name, value in values.items()}, errors


def _check_end(moment: datetime, today: date) -> datetime:
    parse_date(moment, today)
    return moment


def _at_odds(values: Mapping[str, Any], zone: tzinfo) -> Iterator[str]:
    """Return the columns with a moment that another one of the row contradicts.

    An exact end is on its day; in the zone where it was told, which can be another one by now.
    """
    for first, later in _LATER:
        if later in values and first in values and values[later] < values[first]:
            yield later
    if "ends_at" in values:
        day = values["ends_at"].astimezone(zone).date()
        if "until" not in values or abs(day - values["until"]) > timedelta(days=1):
            yield "ends_at"


def _check_amount(values: Mapping[str, Any], amount: Decimal) -> Decimal:
    """Check the amount of a balance; in an unknown unit of an unknown bucket nobody can."""
    with suppress(KeyError, CellRefused):
        base = in_base_unit(values["bucket"], amount, values.get("unit", ""))
        check_measure(values["bucket"], base, None)
    return amount


def _check_balance(reading: Reading) -> Reading:
    for bucket, measure in reading.items():
        check_measure(bucket, measure.amount, None)
    return reading


def _is_reversed(values: Mapping[str, Any]) -> bool:
    """Return whether a number would be lost before service ends."""
    service_until, number_until = values.get("service_until"), values.get("number_until")
    return service_until is not None and number_until is not None and number_until < service_until
