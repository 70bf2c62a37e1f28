"""A day that a person typed into a push, and what they typed beside it."""

from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
import re

from .messages.cues import LanguageCues, Order
from .messages.dates import read_date
from .messages.items import DayReading
from .messages.languages import LANGUAGES
from .messages.script import Script
from .messages.tokens import fold, tokenise
from .spoken_days import spoken_days, without_weekday
from .typed_days import DateHabits, TypedDay

_LAST = " ;"
"""Ends a reply for certain: a carrier's text may be cut in a date, what a person sends is not."""

_LEAP_YEARS_APART = 8
_LAST_MONTH = 12
_TWO_NUMBERS = re.compile(r"([0-9]{1,2}) ?[-\u2013] ?([0-9]{1,2})")
_SHORT_YEAR = re.compile(r" ([0-9]{2})")
"""What is the year of a day, if this one or the next: `5 janv 27`."""

_JUST_PAST = timedelta(days=60)
"""How long ago a day without a year can be meant all the same."""

_BESIDE = frozenset(
    {
        *("le", "jusqu'au", "jusqu'a", "jusqu", "jusqu'", "au", "et", "valable", "valide"),
        *("the", "until", "till", "til", "to", "by", "on", "and", "valid"),
        *("bis", "zum", "am", "den", "und", "hasta", "el", "y", "fino", "al", "e"),
        *("tot", "op", "en", "do", "a", "ate"),
    }
)
"""Words that only lead up to a day, or tie it to an amount."""

_BESIDE_SIGNS = " ,;:.()->=到至止前为、。"
"""Marks, and signs of Chinese, that do the same."""


def days_in(text: str, habits: DateHabits) -> Iterator[tuple[TypedDay, str]]:
    """Return each day that can be read in a reply, and the rest of it; most likely ones first."""
    spoken = habits.language.split("-", maxsplit=1)[0]
    found = set()
    for language in sorted(LANGUAGES, key=lambda each: each.code.split("-")[0] != spoken):
        for day, rest in _days_in(text, language, habits):
            if (day, rest) not in found:
                found.add((day, rest))
                yield day, rest
    for named in spoken_days(text, habits.today):
        is_one = len(named.days) == 1  # its year was typed
        day = TypedDay(named.days[0]) if is_one else _next_of(named.days, habits.today)
        yield day, _rest(text, named.start, named.end)


def _days_in(
    text: str, language: LanguageCues, habits: DateHabits
) -> Iterator[tuple[TypedDay, str]]:
    order = Order.DAY_FIRST if habits.day_first else Order.MONTH_FIRST
    tokens = tokenise(text + _LAST)
    script = Script(text + _LAST, tokens, replace(language, order=order))
    free = 0
    for at in range(len(tokens)):
        written = read_date(script, at) if at >= free else None
        if written is None or written.reason is not None:
            continue
        free = written.last + 1
        start, end = tokens[written.first].start, tokens[written.last].end
        if _is_range(text[start:end], habits):
            continue
        if year := _short_year(text, start, end, habits.today):
            reading = replace(written.readings[0], year=year)
            yield _typed_day(reading, habits.today), _rest(text, start, len(text))
        day = _typed_day(written.readings[0], habits.today)
        rest = _rest(text, tokens[written.first].start, tokens[written.last].end)
        yield day, without_weekday(rest, day.day)


def _short_year(text: str, start: int, end: int, today: date) -> int | None:
    """Return the year that two digits at the end mean, behind a day whose month is a word."""
    found = _SHORT_YEAR.fullmatch(text, end)
    is_named = any(sign.isalpha() for sign in text[start:end])
    year = 2000 + int(found[1]) if found and is_named else 0
    return year if year - today.year in {0, 1} else None


def _is_range(text: str, habits: DateHabits) -> bool:
    """Return whether two numbers with a dash are none of a day as somebody writes it: `10-15`."""
    numbers = _TWO_NUMBERS.fullmatch(text)
    return numbers is not None and int(numbers[2 if habits.day_first else 1]) > _LAST_MONTH


def _typed_day(reading: DayReading, today: date) -> TypedDay:
    """Return the day of the year that is written, or else the next one after today."""
    month, day = reading.month, reading.day
    if reading.year is not None:
        return TypedDay(date(reading.year, month, day))
    years = range(today.year - 1, today.year + _LEAP_YEARS_APART + 1)
    days = [date(each, month, day) for each in years if (month, day) != (2, 29) or isleap(each)]
    return _next_of(days, today)


def _next_of(days: Sequence[date], today: date) -> TypedDay:
    """Return the first of some days after today, and the one before if that is lately."""
    following = next(each for each in days if each > today)
    lately = (each for each in days if today - _JUST_PAST <= each <= today)
    return TypedDay(following, next(lately, None))


def _rest(text: str, start: int, end: int) -> str:
    """Return what was typed beside a day, without what only leads up to it."""
    before, after = text[:start].rstrip(_BESIDE_SIGNS), text[end:].lstrip(_BESIDE_SIGNS)
    while before and fold(before.split()[-1]) in _BESIDE:
        before = before[: -len(before.split()[-1])].rstrip(_BESIDE_SIGNS)
    while after and fold(after.split()[0]) in _BESIDE:
        after = after[len(after.split()[0]) :].lstrip(_BESIDE_SIGNS)
    return f"{before} {after}".strip()
