"""Amounts as people write them in a table: with their currency, and for what time they are."""

from collections.abc import Mapping
from decimal import Decimal
import re

from ..currency import OF_ONE, OF_SEVERAL
from ..numbers import NumberRefused, parse_decimal
from ..signs import folded_words, plain_signs

_CODE = re.compile(r"[A-Z]{3}")
_OF_ONE: Mapping[str, str] = {
    **OF_ONE,
    "￥": "CNY",
    "us$": "USD",
    "hk$": "HKD",
    "nt$": "TWD",
    "a$": "AUD",
    "c$": "CAD",
    "s$": "SGD",
    "r$": "BRL",
    "₫": "VND",
    "đ": "VND",
    "vnđ": "VND",
    "₩": "KRW",
    "₺": "TRY",
    "₽": "RUB",
    "₱": "PHP",
    "kč": "CZK",
    "ft": "HUF",
    "fr": "CHF",
    "sfr": "CHF",
    "zl": "PLN",
    "rmb": "CNY",
    "人民币": "CNY",
    "人民幣": "CNY",
    "块": "CNY",
    "塊": "TWD",
    "港币": "HKD",
    "港元": "HKD",
    "港幣": "HKD",
    "台币": "TWD",
    "新台幣": "TWD",
    "新臺幣": "TWD",
    "欧元": "EUR",
    "歐元": "EUR",
    "美元": "USD",
    "美金": "USD",
    "日元": "JPY",
    "日圓": "JPY",
    "英镑": "GBP",
    "英鎊": "GBP",
    "euro": "EUR",
    "euros": "EUR",
    "pound": "GBP",
    "pounds": "GBP",
    "livres": "GBP",
    "yuan": "CNY",
    "yuans": "CNY",
    "zloty": "PLN",
    "zlotych": "PLN",
    "franken": "CHF",
    "francs": "CHF",
    "reais": "BRL",
    "dong": "VND",
    "يورو": "EUR",
    "د.إ": "AED",
    "ر.س": "SAR",
    "ر.ق": "QAR",
    "د.ك": "KWD",
    "د.ت": "TND",
    "د.م": "MAD",
    "ج.م": "EGP",
}
_OF_SEVERAL: Mapping[str, tuple[str, ...]] = {
    **OF_SEVERAL,
    "dollar": OF_SEVERAL["$"],
    "dollars": OF_SEVERAL["$"],
    "dolares": OF_SEVERAL["$"],
    "دولار": OF_SEVERAL["$"],
    "圆": OF_SEVERAL["元"],
    "圓": OF_SEVERAL["元"],
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "rs": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "درهم": ("AED", "MAD"),
    "ريال": ("SAR", "QAR", "OMR", "YER"),
    "دينار": ("DZD", "TND", "KWD", "JOD", "IQD", "BHD", "LYD"),
    "dh": ("MAD", "AED"),
    "da": ("DZD",),
    "dt": ("TND",),
}
_CODES = frozenset(_OF_ONE.values()).union(*_OF_SEVERAL.values())
_THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})

_SUM = re.compile(
    r"(?P<before>[^0-9+\-]*?) ?(?P<number>[+\-]? ?[0-9](?:[0-9 .,']*[0-9])?)"
    r"(?:[.,] ?-{1,2})?(?P<behind>[^0-9]*)"
)
_PER = re.compile(r" ?(?:/|\b(?:per|par|pro|al|por|a|ttc|inkl|incl)\b)[^0-9]*$", re.IGNORECASE)
_THOUSANDS = re.compile(r"([1-9][0-9]{0,2})([.,])([0-9]{3})")


def parse_sum(
    text: str, decimal_mark: str | None, home: str | None, *, has_decimals: bool = False
) -> tuple[Decimal, str | None]:
    """Return an amount and the code of its currency, if one is written; raises `NumberRefused`.

    `home` is the currency that a sign means which several countries share, if it is one of them.
    Where other amounts `has_decimals` with that mark, the other mark is one of thousands.
    """
    text = _PER.sub("", plain_signs(text).strip())
    match = _SUM.fullmatch(text)
    if match is None:
        return parse_decimal(text, decimal_mark), None
    signs = [each for each in (match["before"].strip(), match["behind"].strip()) if each]
    codes = {currency_of(each, home) for each in signs}
    if None in codes:
        return parse_decimal(text, decimal_mark), None
    if len(codes) > 1:
        raise NumberRefused("not_a_number")
    code = next(iter(codes), None)
    number = match["number"].replace("- ", "-").replace("+ ", "+")
    if (grouped := _THOUSANDS.fullmatch(number)) and (
        (code is not None and code not in _THREE_DECIMALS)
        or (has_decimals and grouped[2] != decimal_mark)
    ):
        number = grouped[1] + grouped[3]
    return parse_decimal(number, decimal_mark), code


def currency_of(sign: str, home: str | None) -> str | None:
    """Return the code of a currency by its sign, its name or its code."""
    plain = plain_signs(sign).strip(" .()[]")
    for name in (plain.casefold(), folded_words(plain)):
        if name in _OF_ONE:
            return _OF_ONE[name]
        if found := _OF_SEVERAL.get(name):
            return home if home in found else found[0]
    if _CODE.fullmatch(plain):
        return plain
    return plain.upper() if plain.upper() in _CODES else None
