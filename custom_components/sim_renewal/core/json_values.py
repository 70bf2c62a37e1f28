"""Values of a record as JSON: each is read as what it is, or refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

from .numbers import LARGEST, machine_number

FIRST_YEAR = 1970
LAST_YEAR = 2199
"""Between what years every day of a record lies: beyond them days cannot be counted on."""


def late_moments(**moments: datetime | None) -> dict[str, str]:
    """Return the moments of what was told later than it was so; most was not."""
    return {name: moment.isoformat() for name, moment in moments.items() if moment is not None}


def text_of(moment: date | None) -> str | None:
    """Return a day or a moment as text."""
    return None if moment is None else moment.isoformat()


def moment_from(text: str) -> datetime:
    """Return an instant; one without a time zone is refused."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    _refuse_absurd(moment)
    return moment.astimezone(UTC)


def day_from(text: str) -> date:
    """Return a civil day, in whose time there are mobile networks."""
    day = date.fromisoformat(text)
    _refuse_absurd(day)
    return day


def _refuse_absurd(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("out of range")


def amount_from(text: str) -> Decimal:
    """Return an amount; a number that is not decimal text, or absurdly large, is refused."""
    amount = machine_number(words_from(text))
    if abs(amount) > LARGEST:
        raise ValueError("out of range")
    return amount


def whole_from(number: int) -> int:
    """Return a whole number, which a truth value is not."""
    if isinstance(number, bool):
        raise TypeError("of another type")
    return typed(int, number)


def words_from(text: str) -> str:
    """Return text."""
    return typed(str, text)


def typed[Value](kind: type[Value], value: object) -> Value:
    """Return a value of a type; another one is refused."""
    if not isinstance(value, kind):
        raise TypeError("of another type")
    return value


def maybe[Value](read: Callable[[str], Value], text: str | None) -> Value | None:
    """Return what is read, or `None` where nothing is known."""
    return None if text is None else read(text)
