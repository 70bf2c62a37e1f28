"""Reads an amount: a number with its unit behind it, or its currency before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..currency import SYMBOLS
from .cues import Cue, Language, words
from .findings import Reason
from .items import Quantity
from .numbers import Number, read_number
from .tokens import HARD_SPACE, Shape, Token
from .units import CENTS, DOLLAR, HOURS, SHARED, UNITS, YUAN, Measure, Unit

_CLOSE = {"", " ", HARD_SPACE}
_GIGA = Decimal(10**9)
_MEGA = Decimal(10**6)
_LETTERS = {
    "G": Unit(Measure.DATA, _GIGA),
    "M": Unit(Measure.DATA, _MEGA),
    "K": Unit(Measure.DATA, Decimal(10**3)),
}
_EURO = UNITS["eur"]
_OCTET = UNITS["octet"]
_MINUTE = UNITS["min"]
_NETWORKS = {Decimal(each) for each in range(2, 7)}
_OF_SPEED = {"s", "sec", "bit", "bits", "bps", "ps"}
_MESSAGES = {"条", "條"}
_SURELY_SMS = {"sms", "smss", "smsy", "smsow", "smsu", "texts", "textos"}
_ADJECTIVES = words(
    "free national nationals nationales nationaux uk eu bonus inclusive gratis gratuits gratuites"
    " kostenlose kostenfreie freie frei nacionales nacionais nazionali darmowych volnych"
    " international internationale internationales mobile local"
)


@dataclass(frozen=True, slots=True)
class Script:
    """A text in one language: its tokens, and how it is really written."""

    text: str
    tokens: Sequence[Token]
    language: Language

    def written(self, at: int) -> str:
        """Return a token as it stands in the text."""
        token = self.tokens[at]
        return self.text[token.start : token.end]

    def word(self, at: int) -> str:
        """Return the folded token at a place, or nothing after the end of its line."""
        if not 0 <= at < len(self.tokens) or (at and self.tokens[at].gap == "\n"):
            return ""
        return self.tokens[at].text

    def is_glued(self, at: int) -> bool:
        """Return whether a token follows the one before it without a space."""
        return at < len(self.tokens) and not self.tokens[at].gap

    def number(self, at: int) -> Number | None:
        """Return the number that begins at a token, if one does."""
        if at >= len(self.tokens) or self.tokens[at].shape is not Shape.DIGITS:
            return None
        return read_number(self.tokens, at, self.language.decimal_mark)


def read_amount(script: Script, at: int) -> Quantity | None:
    """Return the amount that begins at a token, or `None`."""
    if script.tokens[at].shape is not Shape.DIGITS:
        return _after_currency(script, at)
    number = script.number(at)
    return _before_unit(script, at, number) if number else None


def _before_unit(script: Script, at: int, number: Number) -> Quantity | None:
    """Return the amount of which a number and the unit after it are the beginning."""
    if clock := _minutes_and_seconds(script, at, number):
        return clock
    found = _unit(script, number.end)
    if found is None:
        return None
    unit, end = found
    if unit.measure is Measure.DATA:
        return _data(script, at, number, unit, end)
    if unit.measure is Measure.VOICE:
        return _voice(script, at, number, unit, end)
    if unit.measure is Measure.MONEY:
        return _money(script, at, number, unit, end)
    needs = Cue.TEXTS if script.word(number.end) in _MESSAGES and end == number.end + 1 else None
    value, reason = _decided(number, number.mark == ".")
    if value != int(value):
        reason = Reason.AMBIGUOUS_NUMBER
    wary = script.word(end - 1) not in _SURELY_SMS
    return Quantity(at, end - 1, unit.measure, value, needs=needs, reason=reason, wary=wary)


def _unit(script: Script, at: int) -> tuple[Unit, int] | None:
    """Return the unit that begins at a token, and the token after it."""
    word = script.word(at)
    if not word or script.tokens[at].gap not in _CLOSE:
        return None
    if script.tokens[at].shape is Shape.HAN:
        return _chinese_unit(script, at)
    unit = UNITS.get(word) or (_MINUTE if word.endswith("minuten") else None)
    if unit is None:
        unit = _letter(script, at)
    if unit and _is_unit(script, at, unit, word):
        return unit, at + 1
    if word in _ADJECTIVES and (counted := UNITS.get(script.word(at + 1))):
        return (counted, at + 2) if counted.measure in {Measure.VOICE, Measure.SMS} else None
    return _dollars(script, at)


def _letter(script: Script, at: int) -> Unit | None:
    """Return the unit that a single letter stands for."""
    written = script.written(at)
    if written == "E" and (script.language.euro_is_e or _is_price(script, at)):
        return _EURO
    if written == "o" and script.language.octet_is_o:
        return _OCTET
    return _LETTERS.get(written)


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
    if unit.measure is Measure.DATA:
        return not _is_speed(script, at + 1)
    return True


def _is_speed(script: Script, at: int) -> bool:
    """Return whether a unit of data goes on as one of speed."""
    return script.word(at) in _OF_SPEED or (
        script.word(at) == "/" and script.word(at + 1) in _OF_SPEED
    )


def _chinese_unit(script: Script, at: int) -> tuple[Unit, int] | None:
    """Return the longest unit of up to four signs."""
    for length in (4, 3, 2, 1):
        signs = [script.word(at + step) for step in range(length)]
        if all(signs) and (unit := UNITS.get("".join(signs))):
            return unit, at + length
    return None


def _dollars(script: Script, at: int) -> tuple[Unit, int] | None:
    """Return the currency of a country's dollar, as `HK$`."""
    if script.word(at + 1) == "$" and script.is_glued(at + 1):
        unit = UNITS.get(f"{script.word(at)}$")
        return (unit, at + 2) if unit else None
    return None


def _decided(number: Number, as_thousands: bool | None) -> tuple[Decimal, Reason | None]:
    """Return the value of a number that may read in two ways, and a reason if it stays open."""
    if number.thousands is None:
        return number.value, None
    if as_thousands is None:
        return number.value, Reason.AMBIGUOUS_NUMBER
    return (number.thousands if as_thousands else number.value), None


def _data(script: Script, at: int, number: Number, unit: Unit, end: int) -> Quantity:
    """Return an amount of data; a smaller unit right behind belongs to it."""
    large = unit.factor >= _GIGA / 2
    as_thousands: bool | None = None
    if large and number.mark == ",":
        as_thousands = False
    elif not large and number.mark == ".":
        as_thousands = True
    value, reason = _decided(number, as_thousands)
    total = value * unit.factor
    bare = script.written(end - 1) == "G"
    part = script.number(end) if number.value == int(number.value) else None
    if part and script.tokens[end].gap in _CLOSE and (smaller := _unit(script, part.end)):
        rest = smaller[0].factor * part.value
        if smaller[0].measure is Measure.DATA and rest < unit.factor and smaller[0] != unit:
            return Quantity(
                at, smaller[1] - 1, Measure.DATA, total + rest, unit.factor, reason=reason
            )
    if bare and value in _NETWORKS:
        reason = Reason.AMBIGUOUS_UNIT
    return Quantity(at, end - 1, Measure.DATA, total, unit.factor, reason=reason)


def _voice(script: Script, at: int, number: Number, unit: Unit, end: int) -> Quantity:
    """Return an amount of time to talk, as `1h12m13s` or `34 min`."""
    value, reason = _decided(number, number.mark == "." if unit.factor > 1 else None)
    total, needs = value * unit.factor, None
    if script.word(end - 1) in HOURS:
        needs = Cue.CALLS
        total, end = _smaller(script, total, end, 60, "m")
    if total % 3600 or unit.factor == 60:
        before = end
        total, end = _smaller(script, total, end, 1, "s")
        needs = needs if end == before else None
    return Quantity(at, end - 1, Measure.VOICE, total, unit.factor, needs=needs, reason=reason)


def _smaller(
    script: Script, total: Decimal, end: int, factor: int, letter: str
) -> tuple[Decimal, int]:
    """Return a time with the smaller unit that follows it added, and the token after that."""
    number = script.number(end)
    if number is None or script.tokens[end].gap not in _CLOSE or number.value >= 60:
        return total, end
    word = script.word(number.end)
    unit = UNITS.get(word)
    if word == letter or (unit and unit.measure is Measure.VOICE and unit.factor == factor):
        return total + number.value * factor, number.end + 1
    if script.is_glued(end) and len(script.word(end)) == 2:
        return total + number.value * factor, number.end
    return total, end


def _minutes_and_seconds(script: Script, at: int, number: Number) -> Quantity | None:
    """Return a time such as `1424:00` before the unit of minutes."""
    if script.word(number.end) != ":" or number.end != at + 1:
        return None
    seconds = script.number(number.end + 1)
    if seconds is None or not script.is_glued(number.end + 1) or seconds.value >= 60:
        return None
    unit = UNITS.get(script.word(seconds.end))
    if unit != _MINUTE:
        return None
    total = number.value * 60 + seconds.value
    return Quantity(at, seconds.end, Measure.VOICE, total)


def _money(script: Script, at: int, number: Number, unit: Unit, end: int) -> Quantity:
    """Return a sum of money; two digits behind its currency are cents."""
    value, reason = _decided(number, None)
    cents = script.number(end)
    if (
        cents
        and value == int(value)
        and not reason
        and unit.factor == 1
        and cents.end == end + 1
        and len(script.word(end)) == 2
        and script.tokens[end].gap in _CLOSE
        and not _unit(script, cents.end)
        and script.word(cents.end) not in {"/", ":", "-"}
    ):
        value, end = value + cents.value / 100, cents.end
    if unit.currency == YUAN:
        value, end = _jiao_and_fen(script, value, end)
    return _sum_of_money(script, at, end, value * unit.factor, unit, reason)


def _jiao_and_fen(script: Script, value: Decimal, end: int) -> tuple[Decimal, int]:
    """Return a sum with the tenths and hundredths of a yuan that follow, as in 18元3角5分."""
    for name, share in (("角", 10), ("分", 100)):
        number = script.number(end)
        if number and script.word(number.end) == name:
            value, end = value + number.value / share, number.end + 1
    return value, end


def _after_currency(script: Script, at: int) -> Quantity | None:
    """Return the sum of money that begins with its currency."""
    found = _currency(script, at)
    if found is None:
        return None
    unit, end = found
    after = script.word(end)
    is_word = script.tokens[at].shape is Shape.WORD
    dotted = is_word and after == "." and script.is_glued(end)
    if dotted or (after == ":" and script.written(at).isupper()):
        end += 1
    number = script.number(end)
    if number is None or script.tokens[end].gap not in _CLOSE or _has_own_unit(script, number.end):
        return None
    value, reason = _decided(number, None)
    last = number.end + (script.word(number.end) == YUAN)
    return _sum_of_money(script, at, last, value, unit, reason)


def _currency(script: Script, at: int) -> tuple[Unit, int] | None:
    """Return the currency that begins at a token, and the token after it."""
    if found := _dollars(script, at):
        return found
    token = script.tokens[at]
    if token.shape is Shape.HAN:
        found = _chinese_unit(script, at)
        return found if found and found[1] > at + 1 and found[0].measure is Measure.MONEY else None
    if token.text in SYMBOLS or token.shape is Shape.WORD:
        unit = UNITS.get(token.text)
        is_currency = unit and unit.measure is Measure.MONEY and token.text not in _CENTS
        return (unit, at + 1) if unit and is_currency else None
    return None


_CENTS = frozenset(" ".join(CENTS.values()).split())


def _has_own_unit(script: Script, at: int) -> bool:
    """Return whether a number after a currency belongs to another unit."""
    found = _unit(script, at)
    return found is not None and found[0].measure is not Measure.MONEY


def _sum_of_money(
    script: Script, at: int, end: int, value: Decimal, unit: Unit, reason: Reason | None
) -> Quantity:
    """Return a sum of money."""
    currency = _whose(unit.currency, script.language)
    return Quantity(at, end - 1, Measure.MONEY, value, currency=currency, reason=reason)


def _whose(currency: str | None, language: Language) -> str | None:
    """Return the currency that a sign means, which several countries share."""
    sharing = SHARED.get(currency or "")
    if sharing is None:
        return currency
    by_sign = {DOLLAR: language.dollar, YUAN: language.yuan}
    return next((each for each in language.money if each in sharing), by_sign.get(currency or ""))
