"""Days and moments as spreadsheets and people write them, in the languages of their households."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
import re
from typing import NamedTuple

from ..signs import folded_words, plain_signs
from .month_names import BESIDE, MONTHS, VIETNAMESE_MONTH, WEEKDAYS

_TIME = r"(?:(?:T| +|, *)(?P<time>[0-9]{1,2}[:.h][0-9]{2}.*))?"
_YEAR_FIRST = re.compile(
    rf"(?P<year>[0-9]{{4}})(?P<mark> ?[-/.] ?|年 ?)(?P<month>[0-9]{{1,2}})(?: ?[-/.] ?|月 ?)"
    rf"(?P<day>[0-9]{{1,2}})(?: ?[日号號]|\.)?(?: ?\(?(?:星期|周|週)[一二三四五六日天]\)?)?{_TIME}"
)
_MINGUO = re.compile(
    rf"(?:(?:(?:中[华華])?民[国國]|R\.?O\.?C\.?) ?(?P<named>[0-9]{{1,3}})|(?P<bare>1[0-9]{{2}}))"
    rf"(?P<mark> ?[-/.] ?| ?年 ?)(?P<month>[0-9]{{1,2}})(?: ?[-/.] ?| ?月 ?)(?P<day>[0-9]{{1,2}})"
    rf"(?: ?[日号號])?{_TIME}"
)
"""A year of Taiwan, which counts from 1912; without its name, where others tell that it is one."""
_MINGUO_BEFORE_FIRST = 1911
_YEAR_LAST = re.compile(
    rf"(?P<first>[0-9]{{1,2}})(?P<mark> ?[-/.] ?)(?P<second>[0-9]{{1,2}})(?P=mark)"
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}){_TIME}"
)
_COMPACT = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})")
_MONTH_ONLY = re.compile(r"[0-9]{1,2}[-/.][0-9]{4}|[0-9]{4}(?:[-/.][0-9]{1,2}|年 ?[0-9]{1,2}月)")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,]([0-9]+))?")
_SERIALS = range(36526, 73051)
"""The days of 2000 to 2099 as Excel counts them."""
_SERIAL_ZERO = date(1899, 12, 30)
_WITH_TIME = re.compile(rf"(?P<words>.*?[^\W\d_].*?){_TIME}")
_CLOCK = re.compile(
    r"([0-9]{1,2})[:.h]([0-9]{2})(?::?([0-9]{2})(?:\.[0-9]+)?)? ?([ap])\.?m\.?", re.IGNORECASE
)
_WITH_WEEKDAY = re.compile(
    r"(?P<word>[^\W\d_]+)\.?,? +(?P<day>[0-9]+[-/.][0-9]+[-/.][0-9]+(?: .*)?)"
)
"""A day in digits behind the name of its weekday: `Di, 05.01.2027`."""
_LONG_AGO, _LATELY = 2015, 2020
_LAST_MONTH = 12
_DAY = 86400
"""In seconds."""


class DayOrder(StrEnum):
    """Which comes first in a date that is written in digits."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class MomentRefused(ValueError):
    """The text is no day or moment; `reason` is the key of a text."""

    def __init__(self, reason: str) -> None:
        """Keep why the text was refused."""
        super().__init__(reason)
        self.reason = reason


class _Written(NamedTuple):
    """What a text says of a day, and the time behind it."""

    year: int
    month: int
    day: int
    time: str


def parse_day(
    text: str, order: DayOrder | None = DayOrder.DAY_FIRST, *, is_minguo: bool = False
) -> date:
    """Return a civil day; the time with it is left out, but in another zone nobody can tell.

    Without an `order`, what could be both is refused. With `is_minguo`, `115/11/30` is of 2026.
    """
    written = _read(text, order, is_minguo=is_minguo)
    if written.time and _datetime_of(written).tzinfo is not None:
        raise MomentRefused("unreadable_date")
    return _day_of(written)


def parse_moment(
    text: str,
    zone: tzinfo,
    order: DayOrder | None = DayOrder.DAY_FIRST,
    *,
    is_minguo: bool = False,
) -> datetime:
    """Return an instant in UTC; without a time zone it is one of `zone`."""
    moment = _datetime_of(_read(text, order, is_minguo=is_minguo))
    try:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        return moment.astimezone(UTC)
    except OverflowError:
        raise MomentRefused("invalid_date") from None


def order_of(texts: Iterable[str]) -> tuple[DayOrder | None, bool]:
    """Return the order of which the dates of a column tell, and whether they tell any.

    Where some tell one and some the other, there is none.
    """
    told = {order for text in texts if (order := _order_told(text)) is not None}
    return (next(iter(told)) if len(told) == 1 else None), bool(told)


def could_be_both(text: str) -> bool:
    """Return whether a text is another day with the month first."""
    match = _YEAR_LAST.fullmatch(plain_signs(text).strip())
    if match is None or _order_told(text) is not None:
        return False
    return int(match["first"]) != int(match["second"])


def names_minguo(text: str) -> bool:
    """Return whether a day is told as one of Taiwan's years: `民國115年11月30日`."""
    match = _MINGUO.fullmatch(plain_signs(text).strip())
    return match is not None and (match["named"] is not None or "年" in match["mark"])


def _order_told(text: str) -> DayOrder | None:
    match = _YEAR_LAST.fullmatch(plain_signs(text).strip())
    if match is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    if second <= _LAST_MONTH < first:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if first <= _LAST_MONTH < second else None


def _read(text: str, order: DayOrder | None, *, is_minguo: bool) -> _Written:
    text = plain_signs(text).strip()
    if (match := _MINGUO.fullmatch(text)) and (is_minguo or names_minguo(text)):
        year = int(match["named"] or match["bare"]) + _MINGUO_BEFORE_FIRST
        return _Written(year, int(match["month"]), int(match["day"]), match["time"] or "")
    if (match := _WITH_WEEKDAY.fullmatch(text)) and folded_words(match["word"]) in WEEKDAYS:
        text = match["day"]
    if match := _YEAR_FIRST.fullmatch(text):
        return _Written(
            int(match["year"]), int(match["month"]), int(match["day"]), match["time"] or ""
        )
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(match, order)
    if match := _COMPACT.fullmatch(text):
        return _Written(int(match[1]), int(match[2]), int(match[3]), "")
    if _MONTH_ONLY.fullmatch(text):
        raise MomentRefused("date_incomplete")
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in _SERIALS:
        return _of_serial(int(match[1]), match[2] or "")
    if match := _WITH_TIME.fullmatch(text):
        return _in_words(match["words"], match["time"] or "")
    raise MomentRefused("unreadable_date")


def _year_last(match: re.Match[str], order: DayOrder | None) -> _Written:
    first, second = int(match["first"]), int(match["second"])
    if len(match["year"]) == 2 and _year(match["year"]) < _LONG_AGO and first >= _LATELY - 2000:
        raise MomentRefused("ambiguous_date")  # `27-01-05`: nobody knows which one is the year
    own = _order_told(match[0])
    if own is None and order is None and first != second:
        raise MomentRefused("ambiguous_date")
    is_month_first = (own or order) is DayOrder.MONTH_FIRST
    month, day = (first, second) if is_month_first else (second, first)
    return _Written(_year(match["year"]), month, day, match["time"] or "")


def _of_serial(days: int, fraction: str) -> _Written:
    day = _SERIAL_ZERO + timedelta(days=days)
    seconds = round(float(f"0.{fraction or 0}") * _DAY)
    minutes, second = divmod(min(seconds, _DAY - 1), 60)
    clock = time(minutes // 60, minutes % 60, second).isoformat() if seconds else ""
    return _Written(day.year, day.month, day.day, clock)


def _in_words(text: str, time: str) -> _Written:
    """Read a day whose month is written as a word."""
    numbers: list[str] = []
    months: list[int] = []
    words = re.findall(r"[0-9]+|[^\W\d_]+", folded_words(text))
    at = 0
    while at < len(words):
        word, pair = words[at], " ".join(words[at : at + 2])
        following = words[at + 1] if at + 1 < len(words) else ""
        if word == VIETNAMESE_MONTH and following.isdecimal():
            months.append(int(following))
            at += 1
        elif pair in MONTHS:
            months.append(MONTHS[pair])
            at += 1
        elif word in MONTHS:
            months.append(MONTHS[word])
        elif word.isdecimal():
            numbers.append(word)
        elif word not in BESIDE:
            raise MomentRefused("unreadable_date")
        at += 1
    if len(months) == 2 and len(numbers) == 2:  # `mar. 5 janv.`: a Tuesday
        months = months[1:]
    if len(months) != 1 or len(numbers) != 2:
        raise MomentRefused("date_incomplete" if months and numbers else "unreadable_date")
    year, day = sorted(numbers, key=lambda each: len(each) != 4)
    if len(year) != 4:
        day, year = numbers
    return _Written(_year(year), months[0], int(day), time)


def _datetime_of(written: _Written) -> datetime:
    day = _day_of(written)
    if not written.time:
        return datetime.combine(day, time.min)
    clock = written.time.strip()
    if match := _CLOCK.fullmatch(clock):
        hour = int(match[1]) % _LAST_MONTH + (_LAST_MONTH if match[4].lower() == "p" else 0)
        clock = f"{hour:02}:{match[2]}:{match[3] or '00'}"
    elif clock[1:2] in {":", ".", "h"}:
        clock = f"0{clock}"
    if clock[2:3] in {".", "h"}:
        clock = f"{clock[:2]}:{clock[3:]}"
    try:
        return datetime.fromisoformat(f"{day.isoformat()}T{clock}")
    except ValueError:
        raise MomentRefused("invalid_date") from None


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _day_of(written: _Written) -> date:
    try:
        return date(written.year, written.month, written.day)
    except ValueError:
        raise MomentRefused("invalid_date") from None
