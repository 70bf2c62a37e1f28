"""What a person typed into a push: what was paid, until when it lasts, or the data that is left."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
import re
import unicodedata

from .currency import OF_ONE, OF_SEVERAL, SYMBOLS
from .numbers import LARGEST_TOLD, NumberRefused, parse_decimal, plain as plain_number
from .typed_days import DateHabits, TypedDay
from .units import BYTES

_SIGNS = {
    **{sign.upper(): (code,) for sign, code in OF_ONE.items()},
    **OF_SEVERAL,
    "R$": ("BRL",),
    "KČ": ("CZK",),
    "KR": ("SEK", "NOK", "DKK", "ISK"),
    "RS": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "FR": ("CHF",),
    "ZL": ("PLN",),
    "KC": ("CZK",),
}
"""The currencies that a sign can mean: that of the line if it is among them."""

_NAMES = {
    **dict.fromkeys(("E", "EURO", "EUROS"), ("EUR",)),
    **dict.fromkeys(("BALLE", "BALLES"), ("EUR", "CHF")),
    **dict.fromkeys(
        ("RMB", "YUAN", "元", "元钱", "块", "块钱", "圆"), ("CNY", "HKD", "MOP", "TWD")
    ),
}
"""Names of money: that of the line if it can be meant, else the first."""

_WORDS = {"kB": "KO KB", "MB": "MO MB M", "GB": "GO GB G GIGA GIGAS", "TB": "TO TB"}
_UNITS = {word: BYTES[unit] for unit, words in _WORDS.items() for word in words.split()}
"""How many bytes the units of data are that carriers use, in English and in French."""

_SYMBOLS = "".join(SYMBOLS)
_REPLY = re.compile(
    rf"(?:(?P<sign>R\$|[{_SYMBOLS}]|[A-Z]{{3}}|RS\.?|FR\.?|KR\.?) ?)?"
    r"(?P<number>(?:\d{1,3}(?:[ ,.']\d{3})+|\d{1,9})(?:[.,]\d{1,6})?)(?:[.,][-\u2013\u2014]+)? ?"
    rf"(?P<unit>R\$|[{_SYMBOLS}]|[^\W\d_]{{1,6}}\.?)?"
)

_PAID = re.compile(
    r"(?:OK|OUI|YES|JA|SI|SIM|(?:J'AI )?(?:PAYÉ|PAYE|RECHARGÉ|RECHARGE)|(?:I )?(?:PAID|TOPPED UP)"
    r"|BEZAHLT|AUFGELADEN|(?:HE )?(?:PAGADO|RECARGADO)|(?:HO )?(?:PAGATO|RICARICATO)|BETAALD"
    r"|OPGEWAARDEERD|PAGUEI|CARREGUEI|ZAPŁACONE|DOŁADOWANE"
    r"|(?:已经?|我)?(?:充值?|交|付|缴)了?|已(?:充值?|付|缴))[ ,:]*(?P<sum>[^ ].*)"
)
"""An amount that somebody says they paid: "payé 10 €", "充了50元"."""

_LEFT = re.compile(
    r"(?:IL (?:ME |NE )?RESTE(?: PLUS QUE)?|RESTE|ENCORE|PLUS QUE|STILL|(?:NUR )?NOCH"
    r"|(?:ME )?QUEDAN|(?:MI )?RESTANO|NOG|RESTAM|ZOSTAŁO|[还還仅只]?[剩有][余餘]?(?:下|了)?)"
    r" ?:? ?(?P<first>.+)"
    r"|(?P<last>.+?) (?:LEFT|REMAINING|RESTANTS?|ÜBRIG|OVER|RESTANTI|RESTANTES)"
)
"""Data of which somebody says that it is left: "il reste 12,5 Go", "10GB left"."""

_CENTS_LAST = re.compile(rf"(\d{{1,6}}) ?([{_SYMBOLS}]|E|EUR|EUROS?) ?(\d{{2}})")
"""An amount as it is spoken: "8 euros 50", "8€50"."""

_SURELY_A_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.|20\d{6}")
"""What could be a number as well, but that nobody pays."""

_DECORATION = frozenset({"So", "Sk", "Cf", "Mn", "Cs"})
"""Pictures, and what changes how they look."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A renewal of this amount; without a currency, in that of the offer.

    `until` is its new last day, where that was typed; then the amount can be left out.
    `or_until` is the day that can be meant as well, where the year was not typed.
    """

    amount: Decimal | None
    currency: str | None = None
    until: date | None = None
    or_until: date | None = None


@dataclass(frozen=True, slots=True)
class PaidIn:
    """An amount in one of these currencies, and the sign leaves open in which."""

    amount: Decimal
    currencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataLeft:
    """So many bytes are left."""

    amount: Decimal


_MARKS = str.maketrans({"\u066b": ".", "\u066c": ","})
"""The marks in numbers that are written with Arabic digits."""

type Reply = Paid | PaidIn | DataLeft


def parse_reply(
    text: str,
    currency: str | None = None,
    currencies: Collection[str] = (),
    habits: DateHabits | None = None,
) -> Reply | None:
    """Return what a reply says: "10", "10 €", "12,5 Go", "10 € 5/1"; `None` where it is not clear.

    A number that could be read in two ways, such as "1,000", is not clear. `currency` is that of
    the line; three letters are one only where they are among the `currencies`. Without `habits`
    no day is read.
    """
    plain = _plain(text)
    if not _SURELY_A_DAY.fullmatch(plain) and (found := _amount(plain, currency, currencies)):
        return found
    days = () if habits is None else _days_in(plain, habits)
    for day, rest in days:
        if not rest:
            return Paid(None, until=day.day, or_until=day.or_day)
        found = _amount(rest, currency, currencies)
        if isinstance(found, Paid):
            return replace(found, until=day.day, or_until=day.or_day)
        if isinstance(found, PaidIn):
            return found
    return None


def _plain(text: str) -> str:
    """Return a text with plain digits, without pictures and in one line."""
    kept = (
        str(digit) if (digit := unicodedata.decimal(each, None)) is not None else each
        for each in unicodedata.normalize("NFKC", text)
        if unicodedata.category(each) not in _DECORATION
    )
    return " ".join("".join(kept).translate(_MARKS).split())


def _amount(text: str, currency: str | None, currencies: Collection[str]) -> Reply | None:
    """Return what was paid or is left, also where a word says which of both."""
    written = text.upper().removesuffix(".")
    if (paid := _PAID.fullmatch(written)) is not None:
        found = _bare_amount(paid["sum"], currency, currencies)
        return None if isinstance(found, DataLeft) else found
    if (left := _LEFT.fullmatch(written)) is not None:
        found = _bare_amount(left["first"] or left["last"], currency, currencies)
        return found if isinstance(found, DataLeft) else None
    return _bare_amount(written, currency, currencies)


def _bare_amount(written: str, currency: str | None, currencies: Collection[str]) -> Reply | None:
    """Return an amount in capitals, of money or data."""
    if (spoken := _CENTS_LAST.fullmatch(written)) is not None:
        written = f"{spoken[1]}.{spoken[3]} {spoken[2]}"
    found = _REPLY.fullmatch(written)
    if found is None or (found["sign"] and found["unit"]):
        return None
    try:
        amount = plain_number(parse_decimal(found["number"], None))
    except NumberRefused:
        return None
    if amount > LARGEST_TOLD:
        return None
    unit = (found["sign"] or found["unit"] or "").removesuffix(".")
    if unit in _UNITS:
        return DataLeft(amount * _UNITS[unit])
    return _money(amount, unit, currency, currencies) if unit else Paid(amount)


def _money(
    amount: Decimal, unit: str, currency: str | None, currencies: Collection[str]
) -> Reply | None:
    """Return an amount in the money of a sign, a name or a code."""
    meant = (unit,) if unit in currencies else _NAMES.get(unit) or _SIGNS.get(unit, ())
    if currency in meant:
        return Paid(amount, currency)
    if len(meant) == 1 or unit in _NAMES:
        return Paid(amount, meant[0])
    return PaidIn(amount, meant) if meant else None


def reply_date(text: str, habits: DateHabits) -> TypedDay | None:
    """Return the day that a reply is."""
    return next((day for day, rest in _days_in(text, habits) if not rest), None)


def _days_in(text: str, habits: DateHabits) -> Iterator[tuple[TypedDay, str]]:
    from .reply_dates import days_in  # noqa: PLC0415 - the words of all languages take long

    return days_in(text, habits)
