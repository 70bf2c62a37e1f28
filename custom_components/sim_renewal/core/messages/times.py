"""Reads a span of days or months, and passes over a time of day."""

from collections.abc import Iterator

from .items import Lapse
from .script import Script
from .units import DAYS, MONTHS, WEEKS, YEARS

_SPANS = {
    **dict.fromkeys(MONTHS, (0, 1)),
    **dict.fromkeys(YEARS, (0, 12)),
    **dict.fromkeys(DAYS, (1, 0)),
    **dict.fromkeys(WEEKS, (7, 0)),
}
"""How many days and months one of a unit is."""
_HOURS = {"时", "點", "点", "時"}


def read_lapse(script: Script, at: int) -> Lapse | None:
    """Return the span of days, weeks, months or years that begins at a token, or `None`."""
    digits = script.digits(at)
    if not digits or len(digits) > 3:
        return None
    for unit, last in _units_after(script, at):
        if unit in _SPANS:
            days, months = _SPANS[unit]
            return Lapse(at, last, days=int(digits) * days, months=int(digits) * months)
    return None


def _units_after(script: Script, at: int) -> Iterator[tuple[str, int]]:
    """Return the two Chinese signs behind a token as a word, then the next token alone."""
    if script.is_han(at + 1) and script.is_han(at + 2):
        yield script.word(at + 1) + script.word(at + 2), at + 2
    yield script.word(at + 1), at + 1


def read_time(script: Script, at: int) -> int | None:
    """Return the last token of the time of day that begins at a token, or `None`."""
    digits = script.digits(at)
    if not digits or len(digits) > 2 or int(digits) > 24:
        return None
    word = script.word(at + 1)
    if word in _HOURS | {":", "h"} and script.digits(at + 2):
        glued = script.is_glued(at + 1) and script.is_glued(at + 2)
        return _last_of_time(script, at + 2) if glued else None
    return at + 1 if word in _HOURS | {"uhr"} else None


def is_midnight(script: Script, first: int, last: int) -> bool:
    """Return whether a time of day is the one with which a day begins, also as `12:00 am`."""
    numbers = [int(digits) for at in range(first, last + 1) if (digits := script.digits(at))]
    is_noon_or_midnight = numbers[0] == 12 and script.word(last + 1) == "am"
    return not any(numbers[1:]) and (numbers[0] == 0 or is_noon_or_midnight)


def _last_of_time(script: Script, minutes: int) -> int:
    """Return the last token of a time of which the minutes stand at a token: its seconds count."""
    last = minutes
    while (mark := script.word(last + 1)) in {":", "分", "秒"} and last < minutes + 5:
        last += 2 if mark != "秒" and script.digits(last + 2) else 1
    return last
