"""What a person typed into a push: the amount that was paid, or the data that is left."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
import re
import unicodedata

_SIGNS = {
    "€": ("EUR",),
    "$": ("USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD"),
    "£": ("GBP",),
    "¥": ("CNY", "JPY"),
    "元": ("CNY", "HKD", "MOP", "TWD"),
    "块": ("CNY",),
}
"""The currencies that a sign can mean: that of the line if it is among them, else the first."""

_NAMES = {"EURO": "EUR", "EUROS": "EUR", "RMB": "CNY", "YUAN": "CNY"}
_UNITS = {
    "KO": 3, "KB": 3, "MO": 6, "MB": 6, "M": 6, "GO": 9, "GB": 9, "G": 9, "GIGA": 9, "GIGAS": 9,
    "TO": 12, "TB": 12,
}  # fmt: skip
"""Decimal powers of the units of data that carriers use, in English and in French."""

_REPLY = re.compile(
    r"(?P<sign>[€$£¥])?(?P<number>\d{1,3}(?:(?P<group>[ ,.'])\d{3})+|\d{1,9})"
    r"(?:(?P<point>[.,])(?P<part>\d{1,6}))? ?(?P<unit>[€$£¥元块]|[A-Z]{1,5})?"
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
    if found["group"] is not None and not _is_grouped(found):
        return None
    whole = re.sub(r"\D", "", found["number"])
    amount = Decimal(f"{whole}.{found['part'] or 0}").normalize()
    unit = found["sign"] or found["unit"]
    if unit in _UNITS:
        return DataLeft(amount * 10 ** _UNITS[unit])
    if unit is None:
        return Paid(amount)
    meant = _SIGNS.get(unit, ())
    if currency in meant:
        return Paid(amount, currency)
    code = meant[0] if meant else _NAMES.get(unit, unit)
    return Paid(amount, code) if meant or unit in _NAMES or unit in currencies else None


def _is_grouped(found: re.Match[str]) -> bool:
    """Return whether a sign really groups digits: a single point or comma could be the decimal."""
    group = found["group"]
    if group in " '":
        return True
    return found["point"] not in {None, group} or found["number"].count(group) > 1
