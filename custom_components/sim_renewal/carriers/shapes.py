"""Documents of carriers, read field by field: each function refuses what it does not expect.

What is missing, null or empty is `None`; what is of another type raises `AnswerUnreadable`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
import re
from typing import Any

from ..core.numbers import LARGEST, AbsurdNumber, NotANumber, machine_number
from .errors import AnswerUnreadable

LONGEST_TEXT = 200
ABSURD_NUMBER = "absurd_number"
"""Why an answer is refused in which a number is of a size that nothing has."""

_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
_FRACTION = re.compile(r"(\.\d{1,6})\d*")
_NO_DATE = ("0000-00-00", "0001-01-01")
_FIRST, _LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 12, 31, tzinfo=UTC)
_LONGEST_SECONDS = Decimal(3_200_000_000)


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object."""
    if not isinstance(value, dict):
        raise AnswerUnreadable("no_object")
    return value


def mappings(value: object) -> list[Mapping[str, Any]]:
    """Return a list of objects."""
    if not isinstance(value, list):
        raise AnswerUnreadable("no_list")
    return [mapping(each) for each in value]


def text(document: Mapping[str, Any], key: str) -> str | None:
    """Return a text, or a whole number that stands for one."""
    value = document.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise AnswerUnreadable("no_text")
    return value.strip() or None


def needed_text(document: Mapping[str, Any], key: str) -> str:
    """Return a text that has to be there."""
    value = text(document, key)
    if value is None:
        raise AnswerUnreadable("text_missing")
    return value


def flag(document: Mapping[str, Any], key: str) -> bool:
    """Return whether something holds, also said in words; what is missing does not."""
    value = document.get(key)
    if value is None or isinstance(value, bool):
        return bool(value)
    if str(value).strip().lower() in {"true", "1", "yes"}:
        return True
    if str(value).strip().lower() in {"false", "0", "no", ""}:
        return False
    raise AnswerUnreadable("no_flag")


def number(document: Mapping[str, Any], key: str) -> Decimal | None:
    """Return a number, also one that is written as a text."""
    return number_of(document.get(key))


def number_of(value: object) -> Decimal | None:
    """Return a finite number of a size that can be."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise AnswerUnreadable("no_number")
    try:
        amount = machine_number(value)
    except AbsurdNumber:
        raise AnswerUnreadable(ABSURD_NUMBER) from None
    except NotANumber:
        raise AnswerUnreadable("no_number") from None
    if abs(amount) > LARGEST:
        raise AnswerUnreadable(ABSURD_NUMBER)
    return amount


def left(amount: Decimal | None, per_unit: int = 1) -> Decimal | None:
    """Return what is left in whole units of `core`; who used more than there was has nothing."""
    return None if amount is None else Decimal(round(max(amount, Decimal(0)) * per_unit))


def moment(document: Mapping[str, Any], key: str) -> datetime | None:
    """Return an instant in ISO 8601 or with a blank in its middle; without a zone it is UTC."""
    return moment_of(text(document, key))


def moment_of(value: str | None) -> datetime | None:
    """Return the instant of a text; a date of zeros is none.

    One that is out of all reason becomes one that is still so, with which one can calculate.
    """
    if value is None or value.startswith(_NO_DATE):
        return None
    written = _FRACTION.sub(r"\1", _ZONE.sub(r"\1:\2", value), count=1)
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        raise AnswerUnreadable("no_date") from None
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    return min(max(found, _FIRST), _LAST)


def epoch(document: Mapping[str, Any], key: str, per_second: int = 1) -> datetime | None:
    """Return an instant that is counted from 1970 on."""
    count = number(document, key)
    if count is None:
        return None
    if not 0 < count < 7_000_000_000 * per_second:
        raise AnswerUnreadable("absurd_date")
    return datetime.fromtimestamp(float(count) / per_second, UTC)


def seconds(document: Mapping[str, Any], key: str) -> timedelta | None:
    """Return a span that is counted in seconds, up to a hundred years."""
    count = number(document, key)
    if count is None:
        return None
    if not 0 <= count < _LONGEST_SECONDS:
        raise AnswerUnreadable("absurd_span")
    return timedelta(seconds=float(count))


def seconds_left(document: Mapping[str, Any], key: str) -> timedelta | None:
    """Return a span until something ends; one that is out of all reason is cut to a century."""
    count = number(document, key)
    if count is None:
        return None
    return timedelta(seconds=float(min(max(count, -_LONGEST_SECONDS), _LONGEST_SECONDS)))
