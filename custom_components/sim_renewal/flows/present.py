"""What a line's dialog does to the record: what nobody changed in it stays as it is by now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..clock import local_now
from ..const import (
    BYTES_PER_GIGABYTE,
    CONF_CREDIT,
    CONF_DATA_REMAINING,
    CONF_NUMBER_UNTIL,
    CONF_SERVICE_UNTIL,
)
from ..core.evidence import Clock, Teller
from ..core.line import Line
from ..core.model import Bucket
from ..core.record import Port, Record
from ..core.rules import ValidityRule
from ..core.wrong_clock import with_typed_reading
from ..household.coordinator import LineCoordinator
from ..settings.line import typed_date, typed_reading
from ..settings.rules import rule_of
from .dates import DATES, FIELDS

CLOCKS = {CONF_SERVICE_UNTIL: Clock.SERVICE, CONF_NUMBER_UNTIL: Clock.NUMBER}
_BUCKETS = {CONF_DATA_REMAINING: Bucket.DATA_REMAINING, CONF_CREDIT: Bucket.CREDIT}


def present(line: LineCoordinator) -> dict[str, Any]:
    """Return a line's dates and balance as the form shows them.

    A number date is shown only if it differs from the rule: it is for such dates that it asks.
    """
    state, clocks = line.data, line.ledger_clocks
    number_until = None if line.number_follows else clocks.number_until
    data, credit = state.amount(Bucket.DATA_REMAINING), state.amount(Bucket.CREDIT)
    present = {
        CONF_SERVICE_UNTIL: clocks.service_until and clocks.service_until.isoformat(),
        CONF_NUMBER_UNTIL: number_until and number_until.isoformat(),
        CONF_DATA_REMAINING: None if data is None else float(data / BYTES_PER_GIGABYTE),
        CONF_CREDIT: None if credit is None else float(credit),
    }
    return {field: value for field, value in present.items() if value is not None}


async def async_apply(
    line: LineCoordinator,
    values: Mapping[str, Any],
    shown: Mapping[str, Any],
    port: Port | None,
    settings: Line,
) -> None:
    """Make typed-in dates and balance true; raises `RecordNotSaved`, and then nothing is.

    `values` is what the forms hold, `shown` what they showed of today, `settings` what they make of
    the line. What was told of a line without a rule counts by its first one. A damaged record is
    left alone.
    """
    if not line.last_update_success:
        return
    changed = {
        field: values.get(field) for field in FIELDS if values.get(field) != shown.get(field)
    }
    rule, known_rule = rule_of(values), line.settings.offer.rule
    reading = typed_reading(changed, local_now())
    emptied = {_BUCKETS[field] for field in _BUCKETS.keys() & changed.keys()} - reading.keys()

    def correct(record: Record) -> Record:
        if port is not None:
            service_until, number_until = (typed_date(values.get(field)) for field in DATES)
            present = typed_reading(values, local_now())
            return record.with_port(port, service_until, number_until, present, local_now())
        if known_rule is not None and rule != known_rule:
            record = record.with_dates(local_now(), Teller.SETUP, **_dates(line, rule, changed))
        else:
            stated = {
                CLOCKS[field]: typed_date(changed[field]) for field in DATES if field in changed
            }
            record = record.with_dates(local_now(), **stated)
        return with_typed_reading(record, reading, local_now()).without(emptied)

    await line.async_change(correct, settings)


def _dates(
    line: LineCoordinator, rule: ValidityRule | None, changed: Mapping[str, Any]
) -> dict[str, date | None]:
    """Return the dates to state by another rule; a number date that only followed still does.

    Where none was known there is none to keep, and what is told of before counts by the new rule.
    """
    clocks = line.ledger_clocks
    service_until, number_until = clocks.service_until, clocks.number_until
    if CONF_SERVICE_UNTIL in changed:
        service_until = typed_date(changed[CONF_SERVICE_UNTIL])
    if number_until and line.number_follows:
        passed = service_until is not None and service_until > number_until
        if passed or (rule is not None and rule.grace):
            number_until = None
    dates = {Clock.SERVICE: service_until, Clock.NUMBER: number_until}
    if service_until is clocks.service_until is None:
        del dates[Clock.SERVICE]
        if number_until is clocks.number_until is None:
            del dates[Clock.NUMBER]
    return {str(clock): day for clock, day in dates.items()}
