"""Checks of what people type, shared by dialogs and actions: each names its reason."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from homeassistant.exceptions import ServiceValidationError
from homeassistant.generated.currencies import ACTIVE_CURRENCIES
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..core.dates import SpanUnit
from ..core.iccid import EidError, IccidError, parse_eid, parse_iccid
from ..core.model import Bucket
from ..core.numbers import LARGEST_TOLD, SMALLEST_TOLD, NotANumber, machine_number
from ..core.plausible import EARLIEST, is_possible_amount, is_possible_day
from ..core.source_values import Capability

LONGEST_NAME = 100
MOST_DECIMALS = 30
"""What has more in front of its first digit was written by nobody who means an amount."""
LONGEST_TEXT = 1000
LONGEST_INSTRUCTION = 500
LONGEST_TERM = {SpanUnit.HOURS: 8784, SpanUnit.DAYS: 3660, SpanUnit.MONTHS: 120}
CLOCK_TOLERANCE = timedelta(minutes=5)


class FieldError(ValueError):
    """A value is refused; `reason` is the key of the translated explanation."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


def refusal(field: str, reason: str) -> ServiceValidationError:
    """Return the error that says, in the user's words, why a field is refused."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=reason,
        translation_placeholders={"field": field},
    )


def check_fields(
    typed: Mapping[str, Any], checks: Mapping[str, Callable[[Any], Any]]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the checked values of the fields that were filled in, and the errors by field."""
    kept: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field, parse in checks.items():
        value = typed.get(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        try:
            kept[field] = parse(value)
        except FieldError as error:
            errors[field] = error.reason
    return kept, errors


def parse_currency(value: object) -> str:
    """Return an ISO 4217 code in capitals."""
    code = str(value).strip().upper()
    if code not in ACTIVE_CURRENCIES:
        raise FieldError("invalid_currency")
    return code


def parse_amount(value: object) -> Decimal:
    """Return an amount of money or of a balance: a finite number, not negative."""
    try:
        amount = machine_number(value)
    except NotANumber:
        raise FieldError("not_a_number") from None
    if amount < 0:
        raise FieldError("negative")
    if amount > LARGEST_TOLD:
        raise FieldError("too_large")
    if amount.adjusted() < -MOST_DECIMALS:
        raise FieldError("not_a_number")
    return amount if amount >= SMALLEST_TOLD else Decimal(0)


def parse_measure(value: object, bucket: Bucket, factor: int, currency: str | None) -> Decimal:
    """Return an amount of a bucket in the unit in which it is kept; one that was typed is `factor`.

    Credit is in `currency`, if that is known.
    """
    amount = parse_amount(value) * factor
    check_measure(bucket, amount, currency)
    return amount


def check_measure(bucket: Bucket, amount: Decimal, currency: str | None) -> None:
    """Refuse an amount, in the unit in which its bucket is kept, that no line can have."""
    if amount < 0:
        raise FieldError("negative")
    if not is_possible_amount(Capability(bucket), amount, currency):
        raise FieldError("too_large")
    if bucket is Bucket.SMS_REMAINING and amount != amount.to_integral_value():
        raise FieldError("not_whole")


def parse_float(value: object) -> float:
    """Return an amount as a number that JSON has."""
    return float(parse_amount(value))


def parse_count(value: object, largest: int, *, smallest: int = 1) -> int:
    """Return a whole number from `smallest` to `largest`."""
    amount = parse_amount(value)
    if amount != amount.to_integral_value() or not smallest <= amount <= largest:
        raise FieldError("count_out_of_range")
    return int(amount)


def parse_name(value: object) -> str:
    """Return a name on one line, which is not too long to be shown."""
    return _bounded(" ".join(str(value).split()), LONGEST_NAME)


def parse_text(value: object) -> str:
    """Return a text that is not too long to be kept."""
    return _bounded(str(value).strip(), LONGEST_TEXT)


def parse_instruction(value: object) -> str:
    """Return a text that is not too long to be followed."""
    return _bounded(str(value).strip(), LONGEST_INSTRUCTION)


def parse_sim_number(value: str) -> str:
    """Return the digits of an ICCID."""
    try:
        return parse_iccid(value)
    except IccidError as error:
        raise FieldError(f"iccid_{error.reason}") from None


def parse_chip_number(value: str) -> str:
    """Return the digits of an EID."""
    try:
        return parse_eid(value)
    except EidError as error:
        raise FieldError(f"eid_{error.reason}") from None


def parse_date(value: object, today: date) -> date:
    """Return a civil day between 2000 and fifty years ahead."""
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    else:
        try:
            day = date.fromisoformat(str(value).strip())
        except ValueError:
            raise FieldError("invalid_date") from None
    if not is_possible_day(day, today):
        raise FieldError("date_out_of_range")
    return day


def parse_past_date(value: object, today: date) -> date:
    """Return a civil day that is not in the future."""
    day = parse_date(value, today)
    if day > today:
        raise FieldError("in_future")
    return day


def parse_past_moment(value: object, now: datetime) -> datetime:
    """Return a moment that is not in the future; without a time zone it is the household's."""
    if isinstance(value, datetime):
        moment = value
    else:
        try:
            moment = dt_util.parse_datetime(str(value), raise_on_error=True)
        except ValueError:
            raise FieldError("invalid_date") from None
    if moment.date() < EARLIEST:
        raise FieldError("date_out_of_range")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=now.tzinfo)
    if moment > now + CLOCK_TOLERANCE:
        raise FieldError("in_future")
    return dt_util.as_utc(moment)


def parse_moment_to_come(value: object, now: datetime, at: time, longest_days: int) -> datetime:
    """Return a moment of the next `longest_days` days; a day alone means `at` on it.

    Without a time zone it is the household's.
    """
    text = str(value).strip()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is not None:
        moment = datetime.combine(day, at)
    else:
        try:
            moment = dt_util.parse_datetime(text, raise_on_error=True)
        except ValueError:
            raise FieldError("invalid_date") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=now.tzinfo)
    if moment <= now:
        raise FieldError("in_past")
    if moment > now + timedelta(days=longest_days):
        raise FieldError("too_far_ahead")
    return dt_util.as_utc(moment)


def _bounded(text: str, longest: int) -> str:
    if len(text) > longest:
        raise FieldError("text_too_long")
    return text
