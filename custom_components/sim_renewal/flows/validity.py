"""The form of a line's offer, dates and balance."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from homeassistant.generated.currencies import ACTIVE_CURRENCIES
from homeassistant.helpers.selector import BooleanSelector, DateSelector
import voluptuous as vol

from ..const import (
    BYTES_PER_GIGABYTE,
    CONF_CREDIT,
    CONF_CURRENCY,
    CONF_DATA_REMAINING,
    CONF_NUMBER_UNTIL,
    CONF_OFFER,
    CONF_PRICE,
    CONF_RULE,
    CONF_SERVICE_UNTIL,
    CONF_SPECIAL,
)
from ..core.model import Bucket
from ..core.rule_settings import PLAIN, USUAL
from ..core.rule_table import family_of
from ..settings.rule_checks import rule_checks
from ..settings.validation import (
    check_fields,
    parse_currency,
    parse_date,
    parse_float,
    parse_measure,
    parse_name,
)
from .fields import NUMBER, TEXT, choice, filled_form, with_unit
from .rule_fields import rule_choice, rule_fields

DATES = (CONF_SERVICE_UNTIL, CONF_NUMBER_UNTIL)
PRESENT_FIELDS = (*DATES, CONF_DATA_REMAINING, CONF_CREDIT)
"""What is true of a line today, and so is shown instead of what was first typed."""

PLAIN_TERM: dict[str, Any] = {CONF_RULE: "fixed_term", **USUAL, CONF_SPECIAL: False}
"""What most offers are: a month or so from the renewal or the current end."""

PLAIN_FIELDS = (CONF_RULE, *(name for each in PLAIN for name in each.names), CONF_SPECIAL)
"""What is asked of a term."""

FIELDS = (
    CONF_SERVICE_UNTIL,
    CONF_OFFER,
    CONF_PRICE,
    CONF_CURRENCY,
    *PLAIN_FIELDS,
    CONF_NUMBER_UNTIL,
    CONF_DATA_REMAINING,
    CONF_CREDIT,
)


def validity_schema(values: Mapping[str, Any]) -> vol.Schema:
    """Return the form, filled with what was typed or is set."""
    return filled_form(
        {
            vol.Optional(CONF_SERVICE_UNTIL): DateSelector(),
            vol.Optional(CONF_OFFER): TEXT,
            vol.Optional(CONF_PRICE): NUMBER,
            vol.Required(CONF_CURRENCY): choice(sorted(ACTIVE_CURRENCIES), custom=True),
            **rule_choice(),
            **rule_fields(PLAIN),
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

    def amount(bucket: Bucket, factor: int) -> Callable[[object], float]:
        currency = str(typed.get(CONF_CURRENCY))
        return lambda value: float(parse_measure(value, bucket, factor, currency) / factor)

    kept, errors = check_fields(
        typed,
        {
            CONF_SERVICE_UNTIL: day,
            CONF_OFFER: parse_name,
            CONF_PRICE: parse_float,
            CONF_CURRENCY: parse_currency,
            CONF_RULE: str,
            **rule_checks(PLAIN, family_of(typed), typed),
            CONF_SPECIAL: bool,
            CONF_NUMBER_UNTIL: day,
            CONF_DATA_REMAINING: amount(Bucket.DATA_REMAINING, BYTES_PER_GIGABYTE),
            CONF_CREDIT: amount(Bucket.CREDIT, 1),
        },
    )
    if CONF_CURRENCY not in kept:
        errors.setdefault(CONF_CURRENCY, "invalid_currency")
    is_first = kept.get(CONF_NUMBER_UNTIL, "9") < kept.get(CONF_SERVICE_UNTIL, "")
    if not errors and is_first and not number_can_be_first:
        errors[CONF_NUMBER_UNTIL] = "number_before_service"
    return kept, errors
