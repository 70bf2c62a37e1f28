"""Days that people name without a number: a day of the week, and the end of a month."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
import re
from typing import NamedTuple

from .messages.languages import LANGUAGES
from .messages.tokens import fold

_DAYS = (
    "monday|lundi|(?:周|星期|礼拜)一",
    "tuesday|mardi|(?:周|星期|礼拜)二",
    "wednesday|mercredi|(?:周|星期|礼拜)三",
    "thursday|jeudi|(?:周|星期|礼拜)四",
    "friday|vendredi|(?:周|星期|礼拜)五",
    "saturday|samedi|(?:周|星期|礼拜)六",
    "sunday|dimanche|(?:周|星期|礼拜)[日天]",
)
_NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MONTHS = tuple(
    "|".join(each.months[number] for each in LANGUAGES if each.code in {"en", "fr"})
    for number in range(12)
)

_ALONE = r"(?<![^\W\u3400-\u9fff]){}(?![^\W\u3400-\u9fff])"
"""Something that is no part of a word; Chinese has no blanks between words."""

_OTHER = r"(?<![上下每])"
"""Not of another week or month, and not of each."""

_END = r"(?:the )?end of (?:the |this )?|(?:la )?fin (?:d'|de |du |de ce )?"
_YEAR = r"(?: (?P<{}>2\d{{3}}))?"


def _month_end(number: int, months: str) -> re.Pattern[str]:
    latin = f"(?:{_END})(?:{months})" + _YEAR.format("after")
    chinese = (
        rf"(?:(?P<before>2\d{{3}})年)?(?<!\d)(?:0?{number}|(?<!十){_NUMBERS[number - 1]})月[底末]"
    )
    return re.compile(_ALONE.format(f"(?:{latin}|{chinese})"))


_WEEKDAYS = tuple(
    re.compile(_ALONE.format(rf"(?:this |ce )?{_OTHER}(?:[这本]个?)?(?:{names})"))
    for names in _DAYS
)
_MONTH_ENDS = tuple(_month_end(number, months) for number, months in enumerate(_MONTHS, 1))
_THIS_MONTHS_END = re.compile(
    _ALONE.format(rf"(?:(?:{_END})(?:month|mois)|{_OTHER}(?:[这本]个?)?(?<![\d一-十年])月[底末])")
)


class SpokenDay(NamedTuple):
    """The days that somebody can mean, in order, and where in a text that stands."""

    days: tuple[date, ...]
    start: int
    end: int


def spoken_days(text: str, today: date) -> Iterator[SpokenDay]:
    """Return each day that is named in a text, in English, French or Chinese."""
    folded = fold(text)
    for number, weekday in enumerate(_WEEKDAYS):
        for found in weekday.finditer(folded):
            next_one = today + timedelta(days=(number - today.weekday()) % 7)
            yield SpokenDay((next_one, next_one + timedelta(days=7)), *found.span())
    for month, month_end in enumerate(_MONTH_ENDS, 1):
        for found in month_end.finditer(folded):
            year = found["before"] or found["after"]
            years = [int(year)] if year else range(today.year - 1, today.year + 2)
            yield SpokenDay(tuple(_last_of(each, month) for each in years), *found.span())
    for found in _THIS_MONTHS_END.finditer(folded):
        last = _last_of(today.year, today.month)
        following = last + timedelta(days=1)
        days = (last, _last_of(following.year, following.month))
        yield SpokenDay(days, *found.span())


def without_weekday(text: str, day: date) -> str:
    """Return what is written beside a day, without the name of that very day of the week."""
    folded = fold(text)
    for found in _WEEKDAYS[day.weekday()].finditer(folded):
        return f"{text[: found.start()].strip()} {text[found.end() :].strip()}".strip()
    return text


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
