"""The form of a line's offer, dates and balance."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from homeassistant.generated.currencies import ACTIVE_CURRENCIES
from homeassistant.helpers.selector import BooleanSelector, DateSelector
import voluptuous as vol

from ..const import (
    CONF_ANNIVERSARY_DAY,
    CONF_CREDIT,
    CONF_CURRENCY,
    CONF_DATA_REMAINING,
    CONF_EXTENDS_FROM,
    CONF_GRACE,
    CONF_GRACE_UNIT,
    CONF_NUMBER_UNTIL,
    CONF_OFFER,
    CONF_PRICE,
    CONF_RULE,
    CONF_SERVICE_UNTIL,
    CONF_SPECIAL,
    CONF_TERM,
    CONF_TERM_UNIT,
)
from ..core.dates import SpanUnit
from ..core.rules import Anchor
from ..settings.rules import RULE_CALENDAR_MONTH, RULE_FIXED_TERM, RULES
from ..settings.validation import (
    LONGEST_TERM,
    check_fields,
    parse_count,
    parse_currency,
    parse_date,
    parse_float,
    parse_name,
)
from .fields import COUNT, NUMBER, TEXT, choice, filled_form, with_unit

DATES = (CONF_SERVICE_UNTIL, CONF_NUMBER_UNTIL)
PRESENT_FIELDS = (*DATES, CONF_DATA_REMAINING, CONF_CREDIT)
"""What is true of a line today, and so is shown instead of what was first typed."""

PLAIN_TERM: dict[str, Any] = {
    CONF_RULE: RULE_FIXED_TERM,
    CONF_TERM: 30,
    CONF_TERM_UNIT: SpanUnit.DAYS,
    CONF_EXTENDS_FROM: Anchor.LATER,
    CONF_GRACE_UNIT: SpanUnit.MONTHS,
    CONF_SPECIAL: False,
}
"""What most offers are: a month or so from the renewal or the current end."""

FIELDS = (
    CONF_SERVICE_UNTIL,
    CONF_OFFER,
    CONF_PRICE,
    CONF_CURRENCY,
    CONF_RULE,
    CONF_TERM,
    CONF_TERM_UNIT,
    CONF_ANNIVERSARY_DAY,
    CONF_EXTENDS_FROM,
    CONF_GRACE,
    CONF_GRACE_UNIT,
    CONF_SPECIAL,
    CONF_NUMBER_UNTIL,
    CONF_DATA_REMAINING,
    CONF_CREDIT,
)

_UNITS = [SpanUnit.HOURS, SpanUnit.DAYS, SpanUnit.MONTHS]


def validity_schema(values: Mapping[str, Any]) -> vol.Schema:
    """Return the form, filled with what was typed or is set."""
    return filled_form(
        {
            vol.Optional(CONF_SERVICE_UNTIL): DateSelector(),
            vol.Optional(CONF_OFFER): TEXT,
            vol.Optional(CONF_PRICE): NUMBER,
            vol.Required(CONF_CURRENCY): choice(sorted(ACTIVE_CURRENCIES), custom=True),
            vol.Required(CONF_RULE): choice(RULES, key=CONF_RULE),
            vol.Required(CONF_TERM): COUNT,
            vol.Required(CONF_TERM_UNIT): choice(_UNITS, key="span_unit"),
            vol.Optional(CONF_ANNIVERSARY_DAY): COUNT,
            vol.Required(CONF_EXTENDS_FROM): choice(list(Anchor), key=CONF_EXTENDS_FROM),
            vol.Optional(CONF_GRACE): COUNT,
            vol.Required(CONF_GRACE_UNIT): choice(_UNITS[1:], key="span_unit"),
            vol.Required(CONF_SPECIAL): BooleanSelector(),
            vol.Optional(CONF_NUMBER_UNTIL): DateSelector(),
            vol.Optional(CONF_DATA_REMAINING): with_unit(NUMBER, "GB"),
            vol.Optional(CONF_CREDIT): NUMBER,
        },
        values,
    )


def check_validity(
    typed: Mapping[str, Any], today: date, *, number_can_be_first: bool
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the checked fields that were filled in, and the errors by field."""

    def day(value: object) -> str:
        return parse_date(value, today).isoformat()

    def span(unit_field: str, *, in_months: bool = False) -> Callable[[object], int]:
        unit = SpanUnit.MONTHS if in_months else SpanUnit(typed[unit_field])
        return lambda value: parse_count(value, LONGEST_TERM[unit])

    kept, errors = check_fields(
        typed,
        {
            CONF_SERVICE_UNTIL: day,
            CONF_OFFER: parse_name,
            CONF_PRICE: parse_float,
            CONF_CURRENCY: parse_currency,
            CONF_RULE: str,
            CONF_TERM: span(CONF_TERM_UNIT, in_months=typed[CONF_RULE] == RULE_CALENDAR_MONTH),
            CONF_TERM_UNIT: SpanUnit,
            CONF_ANNIVERSARY_DAY: lambda value: parse_count(value, 31),
            CONF_EXTENDS_FROM: Anchor,
            CONF_GRACE: span(CONF_GRACE_UNIT),
            CONF_GRACE_UNIT: SpanUnit,
            CONF_SPECIAL: bool,
            CONF_NUMBER_UNTIL: day,
            CONF_DATA_REMAINING: parse_float,
            CONF_CREDIT: parse_float,
        },
    )
    if CONF_CURRENCY not in kept:
        errors.setdefault(CONF_CURRENCY, "invalid_currency")
    is_first = kept.get(CONF_NUMBER_UNTIL, "9") < kept.get(CONF_SERVICE_UNTIL, "")
    if not errors and is_first and not number_can_be_first:
        errors[CONF_NUMBER_UNTIL] = "number_before_service"
    return kept, errors
