"""Finds out what digits are the beginning of: a date, an amount, a time, a phone number or none."""

from .amounts import read_amount
from .cues import Cue
from .dates import read_date
from .items import (
    Break,
    CuePhrase,
    Mark,
    Number,
    Percent,
    Phone,
    PlainWord,
    TextItem,
    TimeOfDay,
    Written,
)
from .numbers import end_of_chain
from .script import Script
from .times import is_midnight, read_lapse, read_time
from .tokens import SPACE

_PHONE_SPACES = {SPACE, ""}
_BEFORE_TIME = {Cue.FOR, Cue.ON, Cue.UNTIL, Cue.BEFORE, Cue.SINCE, Cue.AS_OF, Cue.UP_TO, Cue.OF}


def read_digits(script: Script, at: int, before: TextItem | None) -> TextItem:
    """Return the part that begins with digits."""
    date = read_date(script, at)
    if date and date.exact:
        return date
    if date and read_amount(script, date.last):
        date = None
    time = _time(script, at)
    if time and _tells_time(before):
        return time
    amount = _percent(script, at) or read_amount(script, at) or read_lapse(script, at)
    return amount or time or date or _phone(script, at, before) or _bare(script, at, before)


def _time(script: Script, at: int) -> TimeOfDay | None:
    """Return the time of day that begins at a token."""
    last = read_time(script, at)
    return TimeOfDay(at, last, is_midnight(script, at, last)) if last else None


def _tells_time(before: TextItem | None) -> bool:
    """Return whether what stands before a number makes it a time of day rather than a duration."""
    if isinstance(before, CuePhrase):
        return bool(before.cues & _BEFORE_TIME)
    return isinstance(before, Written)


def _percent(script: Script, at: int) -> Percent | None:
    """Return the percentage that begins at a token."""
    number = script.number(at)
    return Percent(at, number.end) if number and script.word(number.end) == "%" else None


def _phone(script: Script, at: int, before: TextItem | None) -> Phone | None:
    """Return the phone number that begins at a token: long, or in groups after a 0 or a `+`."""
    last, digits = at, script.tokens[at].text
    international = isinstance(before, Mark) and before.text == "+"
    while script.word(last + 1) and len(digits) < 16:
        following = last + 2 if script.word(last + 1) in {".", "-", "/"} else last + 1
        if script.tokens[last + 1].gap not in _PHONE_SPACES or not script.word(following).isdigit():
            break
        last, digits = following, digits + script.tokens[following].text
    fewest = 7 if international else 6 if last == at else 8 if digits[0] == "0" else 9
    return Phone(at, last) if len(digits) >= fewest else None


def _bare(script: Script, at: int, before: TextItem | None) -> TextItem:
    """Return a number without unit; one that counts the lines of a menu is only a word."""
    number = script.number(at)
    if number is None:
        return PlainWord(at, end_of_chain(script.tokens, at) - 1)
    opens = before is None or isinstance(before, Break)
    if opens and number.end == at + 1 and script.word(at + 1) in {".", ":", ")", "-"}:
        return PlainWord(at, at + 1)
    return Number(at, number.end - 1, decimals=number.end > at + 1)
