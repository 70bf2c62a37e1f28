"""Recognises a unit in the words behind a number: `Go`, `free minutes`, `分钟`, `HK$`."""

from decimal import Decimal

from .cues import words
from .script import Script
from .tokens import WRAP, Shape
from .units import UNITS, Dimension, Unit

_LETTERS = {
    "G": Unit(Dimension.DATA, Decimal(10**9)),
    "M": Unit(Dimension.DATA, Decimal(10**6)),
    "K": Unit(Dimension.DATA, Decimal(10**3)),
}
_EURO = UNITS["eur"]
_OCTET = UNITS["octet"]
MINUTE = UNITS["min"]
_OF_SPEED = {"s", "sec", "bit", "bits", "bps", "ps"}
_ADJECTIVES = words(
    "free national nationals nationales nationaux uk eu bonus inclusive gratis gratuits gratuites"
    " kostenlose kostenfreie freie frei nacionales nacionais nazionali darmowych volnych"
    " international internationale internationales mobile local"
)


def unit_at(script: Script, at: int) -> tuple[Unit, int] | None:
    """Return the unit that begins at a token, and the token after it."""
    word = script.word(at)
    if not word or not script.is_close(at) or _begins_line(script, at):
        return None
    if own := own_money_at(script, at):
        return own
    if script.tokens[at].shape is Shape.HAN:
        return chinese_unit_at(script, at)
    unit = UNITS.get(word) or (MINUTE if word.endswith("minuten") else None)
    if unit is None:
        unit = _letter(script, at)
    if unit and _is_unit(script, at, unit, word):
        return unit, at + 1
    if word in _ADJECTIVES and (counted := UNITS.get(script.word(at + 1))):
        return (counted, at + 2) if counted.dimension in {Dimension.VOICE, Dimension.SMS} else None
    return dollars_at(script, at)


def _begins_line(script: Script, at: int) -> bool:
    """Return whether a word names what its own line tells, as `SMS: 45` below another line."""
    if script.tokens[at].gap != WRAP:
        return False
    return script.word(at + 1) in {":", "="} or bool(script.digits(at + 1))


def _letter(script: Script, at: int) -> Unit | None:
    """Return the unit that a single letter stands for."""
    written = script.written(at)
    if written == "E" and (script.language.euro_is_e or _is_price(script, at)):
        return _EURO
    if written == "o" and script.language.octet_is_o:
        return _OCTET
    return _LETTERS.get(written)


def own_money_at(script: Script, at: int) -> tuple[Unit, int] | None:
    """Return the money of the line that a sign or a name at a token means.

    Who writes it so means no other money, but never anything that is no money: `5 G`.
    """
    for writing in script.language.writings:
        end = at + len(writing)
        if tuple(script.word(place) for place in range(at, end)) != writing:
            continue
        other = UNITS.get(script.word(at)) or _LETTERS.get(script.written(at))
        if len(writing) > 1 or other is None or other.dimension is Dimension.MONEY:
            return Unit(Dimension.MONEY, currency=script.language.own_currency), end
    return None


def _is_price(script: Script, at: int) -> bool:
    """Return whether a number with two decimals stands right before a token."""
    return (
        script.is_glued(at)
        and len(script.word(at - 1)) == 2
        and script.word(at - 2) in {",", "."}
        and script.is_glued(at - 1)
    )


def _is_unit(script: Script, at: int, unit: Unit, word: str) -> bool:
    """Return whether a word that can be a unit is one here."""
    if word == "to":
        return script.written(at) == "To"
    if word == "p":
        return script.is_glued(at)
    if unit.dimension is Dimension.DATA:
        return not _is_speed(script, at + 1)
    return True


def _is_speed(script: Script, at: int) -> bool:
    """Return whether a unit of data goes on as one of speed."""
    return script.word(at) in _OF_SPEED or (
        script.word(at) == "/" and script.word(at + 1) in _OF_SPEED
    )


def chinese_unit_at(script: Script, at: int) -> tuple[Unit, int] | None:
    """Return the longest unit of up to four signs."""
    for length in (4, 3, 2, 1):
        signs = [script.word(at + step) for step in range(length)]
        if all(signs) and (unit := UNITS.get("".join(signs))):
            return unit, at + length
    return None


def dollars_at(script: Script, at: int) -> tuple[Unit, int] | None:
    """Return the currency of a country's dollar, as `HK$`."""
    if script.word(at + 1) == "$" and script.is_glued(at + 1):
        unit = UNITS.get(f"{script.word(at)}$")
        return (unit, at + 2) if unit else None
    return None
