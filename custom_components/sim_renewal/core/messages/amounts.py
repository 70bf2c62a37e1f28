"""Reads an amount: a number with its unit behind it, or its currency before it."""

from decimal import Decimal

from .cues import Cue
from .findings import Reason
from .items import Quantity
from .money import money_after_currency, money_before_currency
from .numbers import Numeral
from .script import Script
from .tokens import Shape
from .units import HOURS, UNITS, Dimension, Unit
from .written_units import MINUTE, unit_at

_HALF_A_GIGA = Decimal(10**9) / 2
_NETWORKS = {Decimal(each) for each in range(2, 7)}
_MESSAGES = {"条", "條"}
_SURELY_SMS = {"sms", "smss", "smsy", "smsow", "smsu", "texts", "textos"}


def read_amount(script: Script, at: int) -> Quantity | None:
    """Return the amount that begins at a token, or `None`."""
    if script.tokens[at].shape is not Shape.DIGITS:
        return money_after_currency(script, at)
    number = script.number(at)
    return _before_unit(script, at, number) if number else None


def _before_unit(script: Script, at: int, number: Numeral) -> Quantity | None:
    """Return the amount of which a number and the unit after it are the beginning."""
    if clock := _minutes_and_seconds(script, at, number):
        return clock
    found = unit_at(script, number.end)
    if found is None:
        return None
    unit, end = found
    if unit.dimension is Dimension.DATA:
        return _data(script, at, number, unit, end)
    if unit.dimension is Dimension.VOICE:
        return _voice(script, at, number, unit, end)
    if unit.dimension is Dimension.MONEY:
        return money_before_currency(script, at, number, unit, end)
    return _messages(script, at, number, end)


def _messages(script: Script, at: int, number: Numeral, end: int) -> Quantity:
    """Return a number of messages, which is whole."""
    needs = Cue.TEXTS if script.word(number.end) in _MESSAGES and end == number.end + 1 else None
    value, reason = number.decided(number.mark == ".")
    if value != int(value):
        reason = Reason.AMBIGUOUS_NUMBER
    wary = script.word(end - 1) not in _SURELY_SMS
    return Quantity(at, end - 1, Dimension.SMS, value, needs=needs, reason=reason, wary=wary)


def _data(script: Script, at: int, number: Numeral, unit: Unit, end: int) -> Quantity:
    """Return an amount of data; a smaller unit right behind belongs to it."""
    value, reason = number.decided(_has_thousands(number, unit))
    total, is_whole = value * unit.factor, number.value == int(number.value)
    if is_whole and (smaller := _smaller_data(script, end, unit)):
        rest, last = smaller
        return Quantity(at, last, Dimension.DATA, total + rest, unit.factor, reason=reason)
    if script.written(end - 1) == "G" and value in _NETWORKS:
        reason = Reason.AMBIGUOUS_UNIT
    return Quantity(at, end - 1, Dimension.DATA, total, unit.factor, reason=reason)


def _has_thousands(number: Numeral, unit: Unit) -> bool | None:
    """Return whether `1.234` is in thousands: of megabytes it is; of gigabytes `1,234` is not."""
    if unit.factor >= _HALF_A_GIGA:
        return False if number.mark == "," else None
    return True if number.mark == "." else None


def _smaller_data(script: Script, at: int, unit: Unit) -> tuple[Decimal, int] | None:
    """Return the bytes of a smaller unit that goes on with another, as in `1Go 200Mo`."""
    number = script.number(at)
    found = unit_at(script, number.end) if number and script.is_close(at) else None
    if number is None or found is None:
        return None
    smaller, end = found
    rest = smaller.factor * number.value
    goes_on = smaller.dimension is Dimension.DATA and smaller != unit and rest < unit.factor
    return (rest, end - 1) if goes_on else None


def _voice(script: Script, at: int, number: Numeral, unit: Unit, end: int) -> Quantity:
    """Return an amount of time to talk, as `1h12m13s` or `34 min`."""
    value, reason = number.decided(number.mark == "." if unit.factor > 1 else None)
    total, needs = value * unit.factor, None
    if script.word(end - 1) in HOURS:
        needs = Cue.CALLS
        total, end = _smaller(script, total, end, 60, "m")
    if total % 3600 or unit.factor == 60:
        before = end
        total, end = _smaller(script, total, end, 1, "s")
        needs = needs if end == before else None
    return Quantity(at, end - 1, Dimension.VOICE, total, unit.factor, needs=needs, reason=reason)


def _smaller(
    script: Script, total: Decimal, end: int, factor: int, letter: str
) -> tuple[Decimal, int]:
    """Return a time with the smaller unit that follows it added, and the token after that."""
    number = script.number(end)
    if number is None or not script.is_close(end) or number.value >= 60:
        return total, end
    word = script.word(number.end)
    unit = UNITS.get(word)
    if word == letter or (unit and unit.dimension is Dimension.VOICE and unit.factor == factor):
        return total + number.value * factor, number.end + 1
    if script.is_glued(end) and len(script.word(end)) == 2:
        return total + number.value * factor, number.end
    return total, end


def _minutes_and_seconds(script: Script, at: int, number: Numeral) -> Quantity | None:
    """Return a time such as `1424:00` before the unit of minutes."""
    if script.word(number.end) != ":" or number.end != at + 1:
        return None
    seconds = script.number(number.end + 1)
    if seconds is None or not script.is_glued(number.end + 1) or seconds.value >= 60:
        return None
    unit = UNITS.get(script.word(seconds.end))
    if unit != MINUTE:
        return None
    total = number.value * 60 + seconds.value
    return Quantity(at, seconds.end, Dimension.VOICE, total)
