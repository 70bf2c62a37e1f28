"""The form of a line's dates and balance, as they are today."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from homeassistant.helpers.selector import DateSelector, Selector
import voluptuous as vol

from ..const import (
    BYTES_PER_GIGABYTE,
    CONF_CREDIT,
    CONF_CURRENCY,
    CONF_DATA_REMAINING,
    CONF_NUMBER_UNTIL,
    CONF_SERVICE_UNTIL,
)
from ..core.model import Bucket
from ..settings.validation import check_fields, parse_date, parse_measure
from .fields import NUMBER, filled_form, with_unit

DATES = (CONF_SERVICE_UNTIL, CONF_NUMBER_UNTIL)
FIELDS = (*DATES, CONF_DATA_REMAINING, CONF_CREDIT)
"""What is true of a line today, and so is shown instead of what was first typed."""

SELECTORS: Mapping[str, Selector[Any]] = {
    CONF_SERVICE_UNTIL: DateSelector(),
    CONF_NUMBER_UNTIL: DateSelector(),
    CONF_DATA_REMAINING: with_unit(NUMBER, "GB"),
    CONF_CREDIT: NUMBER,
}


def dates_schema(values: Mapping[str, Any]) -> vol.Schema:
    """Return the form, filled with what was typed or is true."""
    return filled_form({vol.Optional(field): SELECTORS[field] for field in FIELDS}, values)


def date_checks(today: date, currency: str) -> dict[str, Callable[[Any], Any]]:
    """Return the check of each field."""

    def day(value: object) -> str:
        return parse_date(value, today).isoformat()

    def amount(bucket: Bucket, factor: int) -> Callable[[object], float]:
        return lambda value: float(parse_measure(value, bucket, factor, currency) / factor)

    return {
        CONF_SERVICE_UNTIL: day,
        CONF_NUMBER_UNTIL: day,
        CONF_DATA_REMAINING: amount(Bucket.DATA_REMAINING, BYTES_PER_GIGABYTE),
        CONF_CREDIT: amount(Bucket.CREDIT, 1),
    }


def check_dates(
    values: Mapping[str, Any], typed: Mapping[str, Any], today: date, *, number_can_be_first: bool
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the checked fields that were filled in, and the errors by field."""
    kept, errors = check_fields(typed, date_checks(today, values[CONF_CURRENCY]))
    is_first = kept.get(CONF_NUMBER_UNTIL, "9") < kept.get(CONF_SERVICE_UNTIL, "")
    if not errors and is_first and not number_can_be_first:
        errors[CONF_NUMBER_UNTIL] = "number_before_service"
    return kept, errors
