"""Reads a sum of money, with its currency behind or before it, and finds out whose money it is."""

from decimal import Decimal

from ..currency import SYMBOLS
from .cues import LanguageCues, words
from .findings import Reason
from .items import Quantity
from .numbers import Numeral
from .script import Script
from .tokens import Shape
from .units import CENTS, DOLLAR, SHARED, UNITS, YUAN, Dimension, Unit
from .written_units import chinese_unit_at, dollars_at, own_money_at, unit_at

_CENTS = frozenset(" ".join(CENTS.values()).split())
_WITHOUT_CENTS = words(
    "BIF CLP COP DJF GNF HUF IDR IRR ISK JPY KMF KRW LAK MMK PYG RWF TZS UGX VND XAF XOF XPF"
)
"""Of what nobody pays a part, so that three digits behind a mark are thousands: `Rp 12.500`."""


def money_before_currency(
    script: Script, at: int, number: Numeral, unit: Unit, end: int
) -> Quantity:
    """Return a sum of money; two digits behind its currency are cents."""
    value, reason = _amount(number, _whose(unit.currency, script.language))
    whole = value == int(value) and not reason and unit.factor == 1
    if whole and (cents := _cents(script, end)):
        value, end = value + cents.value / 100, cents.end
    if unit.currency == YUAN:
        value, end = _jiao_and_fen(script, value, end)
    return _sum_of_money(script, at, end, value * unit.factor, unit, reason)


def _amount(number: Numeral, currency: str | None) -> tuple[Decimal, Reason | None]:
    """Return how many of a currency a number says, or a reason why that stays open."""
    is_grouped = number.value >= 1 and number.value.as_tuple().exponent == -3
    if currency in _WITHOUT_CENTS and is_grouped:
        return number.value.scaleb(3), None
    return number.decided(None)


def _cents(script: Script, at: int) -> Numeral | None:
    """Return the two digits behind a currency, as in 5€20, unless they are of something else."""
    number = script.number(at)
    if number is None or number.end != at + 1 or len(script.word(at)) != 2:
        return None
    if not script.is_close(at) or unit_at(script, number.end):
        return None
    return None if script.word(number.end) in {"/", ":", "-"} else number


def _jiao_and_fen(script: Script, value: Decimal, end: int) -> tuple[Decimal, int]:
    """Return a sum with the tenths and hundredths of a yuan that follow, as in 18元3角5分."""
    for name, share in (("角", 10), ("分", 100)):
        number = script.number(end)
        if number and script.word(number.end) == name:
            value, end = value + number.value / share, number.end + 1
    return value, end


def money_after_currency(script: Script, at: int) -> Quantity | None:
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
    if number is None or not script.is_close(end) or _has_own_unit(script, number.end):
        return None
    value, reason = _amount(number, _whose(unit.currency, script.language))
    last = number.end + (script.word(number.end) == YUAN)
    return _sum_of_money(script, at, last, value, unit, reason)


def _currency(script: Script, at: int) -> tuple[Unit, int] | None:
    """Return the currency that begins at a token, and the token after it."""
    token = script.tokens[at]
    if token.text == DOLLAR and at and script.is_glued(at) and _is_word(script, at - 1):
        return None
    if found := own_money_at(script, at) or dollars_at(script, at):
        return found
    if token.shape is Shape.HAN:
        found = chinese_unit_at(script, at)
        is_word = found and found[1] > at + 1 and found[0].dimension is Dimension.MONEY
        return found if is_word else None
    if token.text in SYMBOLS or token.shape is Shape.WORD:
        unit = UNITS.get(token.text)
        is_currency = unit and unit.dimension is Dimension.MONEY and token.text not in _CENTS
        return (unit, at + 1) if unit and is_currency else None
    return None


def _is_word(script: Script, at: int) -> bool:
    """Return whether letters stand at a token, so that a dollar behind is of a country."""
    return script.tokens[at].shape is Shape.WORD


def _has_own_unit(script: Script, at: int) -> bool:
    """Return whether a number after a currency belongs to another unit."""
    found = unit_at(script, at)
    return found is not None and found[0].dimension is not Dimension.MONEY


def _sum_of_money(
    script: Script, at: int, end: int, value: Decimal, unit: Unit, reason: Reason | None
) -> Quantity:
    """Return a sum of money."""
    currency = _whose(unit.currency, script.language)
    return Quantity(at, end - 1, Dimension.MONEY, value, currency=currency, reason=reason)


def _whose(currency: str | None, language: LanguageCues) -> str | None:
    """Return the currency that a sign means, which several countries share."""
    sharing = SHARED.get(currency or "")
    if sharing is None:
        return currency
    by_sign = {DOLLAR: language.dollar, YUAN: language.yuan}
    return next((each for each in language.money if each in sharing), by_sign.get(currency or ""))
