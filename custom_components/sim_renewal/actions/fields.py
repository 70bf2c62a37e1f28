"""The fields of actions, and how one is read from a call so that it is checked."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from homeassistant.core import ServiceCall

from ..core.history import ENDLESS, UNLIMITED, says_unlimited
from ..core.model import Bucket
from ..settings.validation import FieldError, parse_measure, refusal

ATTR_AMOUNT = "amount"
ATTR_CHANNEL = "channel"
ATTR_CREDIT = "credit"
ATTR_CURRENCY = "currency"
ATTR_DATA = "data"
ATTR_DATE = "date"
ATTR_IN_ADDITION = "in_addition"
ATTR_DAYS = "days"
ATTR_KIND = "kind"
ATTR_MEASURED_AT = "measured_at"
ATTR_MOVE_TO = "move_to"
ATTR_NOTE = "note"
ATTR_NUMBER_UNTIL = "number_until"
ATTR_PAYER = "payer"
ATTR_RAISE_EVENTS = "raise_events"
ATTR_RECEIPT = "receipt"
ATTR_RECEIPT_FILE = "receipt_file"
ATTR_RECIPIENT = "recipient"
ATTR_REFUND = "refund"
ATTR_RENEWAL_ID = "renewal_id"
ATTR_SERVICE_UNTIL = "service_until"
ATTR_UNTIL = "until"
ATTR_VERDICT = "verdict"


def checked_field[Value](
    call: ServiceCall, field: str, parse: Callable[[object], Value]
) -> Value | None:
    """Return a checked field, or `None` where it was left out or empty."""
    value = call.data.get(field)
    if value is None or value == "":
        return None
    try:
        return parse(value)
    except FieldError as error:
        raise refusal(field, error.reason) from None


def check_order(service_until: date | None, number_until: date | None) -> None:
    """Refuse a number that would be lost before service ends."""
    if service_until is not None and number_until is not None and number_until < service_until:
        raise refusal(ATTR_NUMBER_UNTIL, "number_before_service")


def measure_parser(bucket: Bucket, factor: int, currency: str) -> Callable[[object], Decimal]:
    """Return what checks an amount of a bucket, and makes the unit of it in which that is kept."""

    def parse(value: object) -> Decimal:
        if bucket in ENDLESS and says_unlimited(value):
            return Decimal(UNLIMITED)
        return parse_measure(value, bucket, factor, currency)

    return parse
