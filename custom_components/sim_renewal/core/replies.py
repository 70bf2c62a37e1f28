"""What a person typed into a push: the amount that was paid, or the data that is left."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
import re
import unicodedata

from .currency import OF_ONE, OF_SEVERAL, SYMBOLS
from .numbers import NumberRefused, parse_decimal
from .reply_dates import DateHabits, days_in
from .units import BYTES

_SIGNS = {**{sign: (code,) for sign, code in OF_ONE.items()}, **OF_SEVERAL, "块": ("CNY",)}
"""The currencies that a sign can mean: that of the line if it is among them, else the first."""

_NAMES = {"EURO": "EUR", "EUROS": "EUR", "RMB": "CNY", "YUAN": "CNY"}
_WORDS = {"kB": "KO KB", "MB": "MO MB M", "GB": "GO GB G GIGA GIGAS", "TB": "TO TB"}
_UNITS = {word: BYTES[unit] for unit, words in _WORDS.items() for word in words.split()}
"""How many bytes the units of data are that carriers use, in English and in French."""

_SYMBOLS = "".join(SYMBOLS)
_REPLY = re.compile(
    rf"(?P<sign>[{_SYMBOLS}])?"
    r"(?P<number>(?:\d{1,3}(?:[ ,.']\d{3})+|\d{1,9})(?:[.,]\d{1,6})?) ?"
    rf"(?P<unit>[{_SYMBOLS}元块]|[A-Z]{{1,5}})?"
)


@dataclass(frozen=True, slots=True)
class Paid:
    """A renewal of this amount; without a currency, in that of the offer."""

    amount: Decimal
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class DataLeft:
    """So many bytes are left."""

    amount: Decimal


def parse_reply(
    text: str, currency: str | None = None, currencies: Collection[str] = ()
) -> Paid | DataLeft | None:
    """Return what a reply says: "10", "10 €", "12,5 Go"; `None` where that is not clear.

    A number that could be read in two ways, such as "1,000", is not clear. `currency` is that of
    the line; three letters are one only where they are among the `currencies`.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split()).upper()
    found = _REPLY.fullmatch(plain.removesuffix("."))
    if found is None or (found["sign"] and found["unit"]):
        return None
    try:
        amount = parse_decimal(found["number"], None).normalize()
    except NumberRefused:
        return None
    unit = found["sign"] or found["unit"]
    if unit in _UNITS:
        return DataLeft(amount * _UNITS[unit])
    if unit is None:
        return Paid(amount)
    meant = _SIGNS.get(unit, ())
    if currency in meant:
        return Paid(amount, currency)
    code = meant[0] if meant else _NAMES.get(unit, unit)
    return Paid(amount, code) if meant or unit in _NAMES or unit in currencies else None


def reply_date(text: str, *, today: date, languages: Sequence[str], day_first: bool) -> date | None:
    """Return the day that a reply is, in the first of the languages in which it is one."""
    for language in languages:
        for day, rest in days_in(text, DateHabits(language, day_first, today)):
            if not rest:
                return day
    return None
