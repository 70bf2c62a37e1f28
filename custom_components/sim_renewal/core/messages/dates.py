"""Reads a written date in all its forms, and every way in which it can be meant."""

from collections.abc import Callable, Mapping
from functools import cache

from .amounts import Script
from .cues import Order
from .findings import Reason
from .items import Day, Lapse, Written
from .tokens import Shape
from .units import DAYS, MONTHS, WEEKS, YEARS

_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEPARATORS = {"/", ".", "-"}
_ORDINALS = {"st", "nd", "rd", "th", "er", "º", "ª", "°", "o"}
_SMALL = {"de", "del", "of", "di"}


def read_date(script: Script, at: int) -> Written | None:
    """Return the date that begins at a token, or `None`; a date that cannot be is none."""
    token = script.tokens[at]
    if token.shape is Shape.WORD:
        return _month_first(script, at)
    if token.shape is not Shape.DIGITS:
        return None
    readers: tuple[Callable[[Script, int], Written | None], ...] = (
        _in_chinese,
        _with_month_name,
        _of_numbers,
        _without_marks,
    )
    for read in readers:
        if found := read(script, at):
            return found
    return None


def read_lapse(script: Script, at: int) -> Lapse | None:
    """Return the span of days, weeks, months or years that begins at a token, or `None`."""
    digits = _digits(script, at)
    if not digits or len(digits) > 3:
        return None
    count = int(digits)
    for length in (2, 1):
        last = at + length
        if length == 2 and not (_is_han(script, at + 1) and _is_han(script, last)):
            continue
        unit = "".join(script.word(at + 1 + step) for step in range(length))
        if unit in DAYS or unit in WEEKS:
            return Lapse(at, last, days=count * (7 if unit in WEEKS else 1))
        if unit in MONTHS or unit in YEARS:
            return Lapse(at, last, days=0, months=count * (12 if unit in YEARS else 1))
    return None


def read_time(script: Script, at: int) -> int | None:
    """Return the last token of the time of day that begins at a token, or `None`."""
    digits = _digits(script, at)
    if not digits or len(digits) > 2 or int(digits) > 24:
        return None
    word = script.word(at + 1)
    if word in {":", "h", "时", "點", "点", "時"} and _digits(script, at + 2):
        last = at + 2
        while script.word(last + 1) in {":", "分", "秒"} and last < at + 7:
            last += 2 if _digits(script, last + 2) and script.word(last + 1) != "秒" else 1
        return last if script.is_glued(at + 1) and script.is_glued(at + 2) else None
    if word in {"时", "點", "点", "時", "uhr"}:
        return at + 1
    return None


def _digits(script: Script, at: int) -> str:
    """Return the digits at a place, or nothing."""
    if at < len(script.tokens) and script.tokens[at].shape is Shape.DIGITS:
        return script.tokens[at].text
    return ""


def _is_han(script: Script, at: int) -> bool:
    """Return whether a Chinese sign stands at a place."""
    return at < len(script.tokens) and script.tokens[at].shape is Shape.HAN


def _year(digits: str) -> int | None:
    """Return the year that two or four digits mean."""
    if len(digits) == 2:
        return 2000 + int(digits)
    return int(digits) if len(digits) == 4 and 1990 <= int(digits) <= 2199 else None


def _day(year: int | None, month: int, day: int) -> Day | None:
    """Return a day that can exist."""
    if not (1 <= month <= 12 and 1 <= day <= _LONGEST_MONTH[month - 1]):
        return None
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return Day(month, day, year) if leap or (month, day) != (2, 29) else None


def _written(at: int, last: int, *days: Day | None, exact: bool = True) -> Written | None:
    """Return a date with the readings that can exist."""
    readings = tuple(dict.fromkeys(day for day in days if day))
    return Written(at, last, readings, exact) if readings else None


def _in_chinese(script: Script, at: int) -> Written | None:
    """Return a date such as 2026年5月12日 or 5月12日."""
    year: int | None = None
    here = at
    if has_year := script.word(at + 1) == "年":
        year, here = _year(_digits(script, at)), at + 2
    month, day = _digits(script, here), _digits(script, here + 2)
    if script.word(here + 1) != "月" or not month or not day or len(month + day) > 4:
        return None
    last = here + 3 if script.word(here + 3) in {"日", "号", "號"} else here + 2
    written = _written(at, last, _day(year, int(month), int(day)))
    if written and has_year and year is None:
        written.reason = Reason.AMBIGUOUS_DATE
    return written


@cache
def _months(months: tuple[str, ...]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return the names of the months, and the beginnings of names."""
    names: dict[str, int] = {}
    stems: dict[str, int] = {}
    for number, forms in enumerate(months, start=1):
        for form in forms.split("|"):
            target = stems if form.endswith("*") else names
            target[form.removesuffix("*")] = number
    return names, stems


def _month(script: Script, at: int) -> int | None:
    """Return the month that a word names."""
    if at >= len(script.tokens) or script.tokens[at].shape is not Shape.WORD:
        return None
    names, stems = _months(script.language.months)
    word = script.tokens[at].text
    if found := names.get(word):
        return found
    return next(
        (stems[word[:cut]] for cut in range(3, len(word[:12]) + 1) if word[:cut] in stems), None
    )


def _with_month_name(script: Script, at: int) -> Written | None:
    """Return a date such as `15 de febrero 2026`, `1er mars` or `12. März 2027`."""
    digits = _digits(script, at)
    if len(digits) > 2:
        return None
    here = at + 1
    if script.word(here) in _ORDINALS or script.word(here) in {".", "-"}:
        here += 1
    if script.word(here) in _SMALL:
        here += 1
    month = _month(script, here)
    if month is None:
        return None
    year, last = _year_after(script, here)
    return _written(at, last, _day(year, month, int(digits)))


def _year_after(script: Script, at: int) -> tuple[int | None, int]:
    """Return the year that follows a token, if one does, and the last token of the date."""
    here = at + 1
    if script.word(here) in {",", ".", "-"} or script.word(here) in _SMALL:
        here += 1
    digits = _digits(script, here)
    glued = script.is_glued(here) and script.is_glued(at + 1)
    if (len(digits) == 4 or (len(digits) == 2 and glued)) and (year := _year(digits)):
        return year, here
    return None, at


def _month_first(script: Script, at: int) -> Written | None:
    """Return a date such as `March 12, 2027`."""
    month = _month(script, at)
    if month is None:
        return None
    here = at + 2 if script.word(at + 1) == "." else at + 1
    digits = _digits(script, here)
    if not 1 <= len(digits) <= 2 or script.word(here + 1) in {":", "h"}:
        return None
    last = here + 1 if script.word(here + 1) in _ORDINALS else here
    year, last = _year_after(script, last)
    return _written(at, last, _day(year, month, int(digits)))


def _of_numbers(script: Script, at: int) -> Written | None:
    """Return a date of two or three numbers, such as `12/05/27`, `2027-05-12` or `12.5.`."""
    parts, mark, last = _parts(script, at)
    if len(parts) == 3:
        return _three_parts(at, last, parts, mark, script.language.order)
    if len(parts) == 2:
        return _two_parts(script, at, last, parts, mark)
    return None


def _parts(script: Script, at: int) -> tuple[list[str], str, int]:
    """Return two or three numbers with the same mark between them, and the last token."""
    parts, mark, last = [_digits(script, at)], script.word(at + 1), at
    if mark not in _SEPARATORS or not script.is_glued(at + 1):
        return parts, "", at
    while len(parts) < 4 and script.word(last + 1) == mark and script.is_glued(last + 1):
        spaced = mark == "." and len(parts[-1]) <= 2 and len(parts) < 3
        digits = _digits(script, last + 2)
        if not digits or not (script.is_glued(last + 2) or (spaced and script.word(last + 2))):
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
        return (
            _written(at, last, _day(_year(first), int(middle), int(end))) if _year(first) else None
        )
    if len(first) > 2 or len(middle) > 2 or len(end) not in {2, 4} or _year(end) is None:
        return None
    return _in_order(at, last, _year(end), int(first), int(middle), _order(mark, order), exact=True)


def _order(mark: str, order: Order | None) -> Order | None:
    """Return the order of a date; with dots the day is always first."""
    return Order.DAY_FIRST if mark == "." else order


def _in_order(
    at: int, last: int, year: int | None, one: int, two: int, order: Order | None, *, exact: bool
) -> Written | None:
    """Return a date of which the order may be open."""
    day_first, month_first = _day(year, two, one), _day(year, one, two)
    if order is Order.DAY_FIRST and day_first:
        return _written(at, last, day_first, exact=exact)
    if order is Order.MONTH_FIRST and month_first:
        return _written(at, last, month_first, exact=exact)
    return _written(at, last, day_first, month_first, exact=exact)


def _two_parts(script: Script, at: int, last: int, parts: list[str], mark: str) -> Written | None:
    """Return the date that two numbers make; a word before it has to say that it is one."""
    one, two = parts
    if len(one) <= 2 and len(two) == 4 and 1 <= int(one) <= 12 and _year(two) and mark != ".":
        return Written(at, last, (Day(int(one), 1, _year(two)),), False, Reason.AMBIGUOUS_DATE)
    if len(one) > 2 or len(two) > 2:
        return None
    if mark == "." and script.word(last + 1) == "." and script.is_glued(last + 1):
        last += 1
    order = _order(mark, script.language.order)
    return _in_order(at, last, None, int(one), int(two), order, exact=False)


def _without_marks(script: Script, at: int) -> Written | None:
    """Return a date such as `20261231`; a word before it has to say that it is one."""
    digits = _digits(script, at)
    if len(digits) != 8 or not digits.startswith("20"):
        return None
    day = _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return _written(at, at, day, exact=False)
