"""Lines as they were set up: the data of a subentry, read as the words of `core`."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from homeassistant.config_entries import ConfigSubentry

from .const import (
    BYTES_PER_GIGABYTE,
    CONF_ANNIVERSARY_DAY,
    CONF_CARRIER,
    CONF_CREDIT,
    CONF_CURRENCY,
    CONF_DATA_REMAINING,
    CONF_EXTENDS_FROM,
    CONF_FORM,
    CONF_GRACE,
    CONF_GRACE_UNIT,
    CONF_ICCID,
    CONF_NUMBER,
    CONF_NUMBER_UNTIL,
    CONF_OFFER,
    CONF_OWNER,
    CONF_PRICE,
    CONF_RULE,
    CONF_SERVICE_UNTIL,
    CONF_TERM,
    CONF_TERM_UNIT,
)
from .core.dates import Span, SpanUnit
from .core.line import Line, Offer
from .core.model import Bucket, Form, Measure, Reading, Record
from .core.rules import Anchor, CalendarMonth, FixedTerm, ValidityRule

RULE_FIXED_TERM = "fixed_term"
RULE_CALENDAR_MONTH = "calendar_month"
RULE_NONE = "none"


def line_of(subentry: ConfigSubentry) -> Line:
    """Return the line that a subentry describes."""
    data = subentry.data
    return Line(
        line_id=subentry.subentry_id,
        name=subentry.title,
        form=Form(data[CONF_FORM]),
        carrier=data.get(CONF_CARRIER),
        number=data.get(CONF_NUMBER),
        iccid=data.get(CONF_ICCID),
        owner=data.get(CONF_OWNER),
        offer=Offer(
            name=data.get(CONF_OFFER),
            price=exact(data.get(CONF_PRICE)),
            currency=data[CONF_CURRENCY],
            rule=rule_of(data),
        ),
    )


def rule_of(data: Mapping[str, Any]) -> ValidityRule | None:
    """Return the validity rule of a line's settings, or `None` for "only the dates I type in"."""
    if data[CONF_RULE] == RULE_NONE:
        return None
    anchor = Anchor(data[CONF_EXTENDS_FROM])
    grace = _span(data.get(CONF_GRACE), data[CONF_GRACE_UNIT])
    if data[CONF_RULE] == RULE_CALENDAR_MONTH:
        day = data.get(CONF_ANNIVERSARY_DAY)
        return CalendarMonth(
            months=int(data[CONF_TERM]),
            day=int(day) if day else None,
            extends_from=anchor,
            grace=grace,
        )
    term = Span(int(data[CONF_TERM]), SpanUnit(data[CONF_TERM_UNIT]))
    return FixedTerm(term=term, extends_from=anchor, grace=grace)


def first_record(data: Mapping[str, Any], measured_at: datetime) -> Record:
    """Return the record of a line of which only its settings are known."""
    return Record(
        service_until=typed_date(data.get(CONF_SERVICE_UNTIL)),
        number_until=typed_date(data.get(CONF_NUMBER_UNTIL)),
        reading=typed_reading(data, measured_at),
    )


def typed_reading(data: Mapping[str, Any], measured_at: datetime) -> Reading:
    """Return the balance that a person typed into the dialog: data in GB, credit as money."""
    reading: Reading = {}
    if (gigabytes := exact(data.get(CONF_DATA_REMAINING))) is not None:
        reading[Bucket.DATA_REMAINING] = Measure(gigabytes * BYTES_PER_GIGABYTE, measured_at)
    if (credit := exact(data.get(CONF_CREDIT))) is not None:
        reading[Bucket.CREDIT] = Measure(credit, measured_at)
    return reading


def typed_date(text: str | None) -> date | None:
    """Return the civil day of an ISO 8601 text."""
    return date.fromisoformat(text) if text else None


def exact(number: float | str | None) -> Decimal | None:
    """Return a typed-in number as the decimal that was typed."""
    return None if number is None else Decimal(str(number))


def _span(count: float | None, unit: str) -> Span | None:
    return Span(int(count), SpanUnit(unit)) if count else None
