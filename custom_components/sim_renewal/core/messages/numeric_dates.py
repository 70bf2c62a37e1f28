"""Reads a date that is all numbers, as `12/05/27`, of which the order may be open."""

from .cues import Order
from .date_readings import day_of, written_date, year_of
from .findings import Reason
from .items import DayReading, Written
from .script import Script

_MONTHS, _DAYS = range(1, 13), range(1, 32)
_SEPARATORS = {"/", ".", "-"}
_OF_TIMES = {":", "h", "uhr"}
"""What makes a number behind a day and month an hour: `bis zum 12.05. 14:30 Uhr`."""


def date_of_numbers(script: Script, at: int) -> Written | None:
    """Return a date of two or three numbers, such as `12/05/27`, `2027-05-12` or `12.5.`."""
    parts, mark, last = _spaced_parts(script, at) or _parts(script, at)
    if len(parts) == 3:
        return _three_parts(at, last, parts, mark, script.language.order)
    if len(parts) == 2:
        return _two_parts(script, at, last, parts, mark)
    return None


def _spaced_parts(script: Script, at: int) -> tuple[list[str], str, int] | None:
    """Return three numbers with spaces around the strokes between them: `14 / 01 / 2027`."""
    last = at + 4
    if script.word(at + 1) != "/" or script.word(at + 3) != "/" or script.is_glued(at + 1):
        return None
    if not all(script.is_close(each) for each in range(at + 1, min(last + 1, len(script.tokens)))):
        return None
    parts = [script.digits(each) for each in (at, at + 2, last)]
    is_date = all(0 < len(part) <= 2 for part in parts[:2]) and len(parts[2]) == 4
    return (parts, "/", last) if is_date else None


def _parts(script: Script, at: int) -> tuple[list[str], str, int]:
    """Return two or three numbers with the same mark between them, and the last token."""
    parts, mark, last = [script.digits(at)], script.word(at + 1), at
    if mark not in _SEPARATORS or not script.is_glued(at + 1):
        return parts, "", at
    while len(parts) < 4 and script.word(last + 1) == mark and script.is_glued(last + 1):
        spaced = mark == "." and len(parts[-1]) <= 2 and len(parts) < 3
        digits = script.digits(last + 2)
        if not digits or not (script.is_glued(last + 2) or (spaced and script.word(last + 2))):
            break
        if not script.is_glued(last + 2) and script.word(last + 3) in _OF_TIMES:
            break
        parts.append(digits)
        last += 2
    return parts, mark, last


def _three_parts(
    at: int, last: int, parts: list[str], mark: str, order: Order | None
) -> Written | None:
    """Return the date that three numbers make."""
    first, middle, end = parts
    if len(first) == 4 and len(middle) <= 2 and len(end) <= 2:
        year = year_of(first)
        return written_date(at, last, day_of(year, int(middle), int(end))) if year else None
    year = year_of(end)
    if len(first) > 2 or len(middle) > 2 or len(end) not in {2, 4} or year is None:
        return None
    return _in_order(at, last, year, int(first), int(middle), _order(mark, order), exact=True)


def _order(mark: str, order: Order | None) -> Order | None:
    """Return the order of a date; with dots the day is always first."""
    return Order.DAY_FIRST if mark == "." else order


def _in_order(
    at: int, last: int, year: int | None, one: int, two: int, order: Order | None, *, exact: bool
) -> Written | None:
    """Return a date of which the order may be open."""
    day_first, month_first = day_of(year, two, one), day_of(year, one, two)
    if order is Order.DAY_FIRST and day_first:
        return written_date(at, last, day_first, exact=exact)
    if order is Order.MONTH_FIRST and month_first:
        return written_date(at, last, month_first, exact=exact)
    return written_date(at, last, day_first, month_first, exact=exact) or _no_day(
        at, last, year, one, two
    )


def _no_day(at: int, last: int, year: int | None, one: int, two: int) -> Written | None:
    """Return a date of which no calendar has the day, such as `31/02/2027`: somebody is told."""
    is_date = year is not None and min(one, two) in _MONTHS and max(one, two) in _DAYS
    return Written(at, last, (), False, Reason.NO_SUCH_DAY) if is_date else None


def _two_parts(script: Script, at: int, last: int, parts: list[str], mark: str) -> Written | None:
    """Return the date that two numbers make; a word before it has to say that it is one."""
    one, two = parts
    if len(one) <= 2 and len(two) == 4 and 1 <= int(one) <= 12 and year_of(two) and mark != ".":
        return Written(
            at, last, (DayReading(int(one), 1, year_of(two)),), False, Reason.AMBIGUOUS_DATE
        )
    if len(one) > 2 or len(two) > 2:
        return None
    if mark == "." and script.word(last + 1) == "." and script.is_glued(last + 1):
        last += 1
    order = _order(mark, script.language.order)
    return _in_order(at, last, None, int(one), int(two), order, exact=False)


def date_without_marks(script: Script, at: int) -> Written | None:
    """Return a date such as `20261231`; a word before it has to say that it is one."""
    digits = script.digits(at)
    if len(digits) != 8 or not digits.startswith("20"):
        return None
    day = day_of(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return written_date(at, at, day, exact=False)
