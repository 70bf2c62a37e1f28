"""Reads a written date in all its forms, and every way in which it can be meant."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from .date_readings import day_of, written_date, year_of
from .findings import Reason
from .items import Written
from .numeric_dates import date_of_numbers, date_without_marks
from .script import Script
from .tokens import Shape

_ORDINALS = {"st", "nd", "rd", "th", "er", "º", "ª", "°", "o"}
_SMALL = {"de", "del", "of", "di"}


def read_date(script: Script, at: int) -> Written | None:
    """Return the date that begins at a token, or `None`; a date that cannot be is none.

    Where the text may have been cut in it, so that one more digit makes another day, it is no day:
    `Votre crédit est valable jusqu'au 12/1`
    """
    found = _read_date(script, at)
    if found and _ends_text(script, found.last) and _goes_on(script, at, found.last):
        found.reason = Reason.AMBIGUOUS_DATE
    return found


def _ends_text(script: Script, last: int) -> bool:
    """Return whether nothing follows but dots that stand for what was left out."""
    rest = "".join(token.text for token in script.tokens[last + 1 : last + 4])
    return last + 4 >= len(script.tokens) and rest in {"", "…", "..", "..."}


def _goes_on(script: Script, at: int, last: int) -> bool:
    """Return whether a date is still one with one more digit."""
    token = script.tokens[last]
    if token.shape is not Shape.DIGITS or len(token.text) > 1:
        return False
    longer = (token._replace(text=f"{token.text}{digit}") for digit in range(10))
    return any(
        _read_date(replace(script, tokens=[*script.tokens[:last], each]), at) for each in longer
    )


def _read_date(script: Script, at: int) -> Written | None:
    token = script.tokens[at]
    if token.shape is Shape.WORD:
        return _month_first(script, at)
    if token.shape is not Shape.DIGITS:
        return None
    readers: tuple[Callable[[Script, int], Written | None], ...] = (
        _in_chinese,
        _with_month_name,
        date_of_numbers,
        date_without_marks,
    )
    for read in readers:
        if found := read(script, at):
            return found
    return None


def _in_chinese(script: Script, at: int) -> Written | None:
    """Return a date such as 2026年5月12日 or 5月12日."""
    year: int | None = None
    here = at
    if has_year := script.word(at + 1) == "年":
        year, here = year_of(script.digits(at)), at + 2
    month, day = script.digits(here), script.digits(here + 2)
    if script.word(here + 1) != "月" or not month or not day or len(month + day) > 4:
        return None
    last = here + 3 if script.word(here + 3) in {"日", "号", "號"} else here + 2
    written = written_date(at, last, day_of(year, int(month), int(day)))
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
    digits = script.digits(at)
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
    return written_date(at, last, day_of(year, month, int(digits)))


def _year_after(script: Script, at: int) -> tuple[int | None, int]:
    """Return the year that follows a token, if one does, and the last token of the date."""
    here = at + 1
    if script.word(here) in {",", ".", "-"} or script.word(here) in _SMALL:
        here += 1
    digits = script.digits(here)
    glued = script.is_glued(here) and script.is_glued(at + 1)
    if (len(digits) == 4 or (len(digits) == 2 and glued)) and (year := year_of(digits)):
        return year, here
    return None, at


def _month_first(script: Script, at: int) -> Written | None:
    """Return a date such as `March 12, 2027`."""
    month = _month(script, at)
    if month is None:
        return None
    here = at + 2 if script.word(at + 1) == "." else at + 1
    digits = script.digits(here)
    if not 1 <= len(digits) <= 2 or script.word(here + 1) in {":", "h"}:
        return None
    last = here + 1 if script.word(here + 1) in _ORDINALS else here
    year, last = _year_after(script, last)
    return written_date(at, last, day_of(year, month, int(digits)))
