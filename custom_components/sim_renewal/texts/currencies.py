"""How people write a currency, as Babel knows it: its code, its signs, and its names."""
# ruff: noqa: RUF001 - signs of money as they are

from collections.abc import Iterator
from functools import cache

from babel.core import Locale, UnknownLocaleError, get_global
from babel.numbers import get_currency_name, get_currency_symbol

_NOUN_LAST = ("en", "de", "nl", "cs")
_NOUN_FIRST = ("fr", "es", "it", "pl", "pt")
_WHOLE = ("zh", "zh_Hant")
_COUNTS = (1, 2, 5)
_NEW = frozenset(
    [
        "new",
        "nouveau",
        "nouveaux",
        "nuevo",
        "nuevos",
        "nuovo",
        "nuovi",
        "novo",
        "novos",
        "nowy",
        "nowe",
        "nowych",
    ]
)
"""Adjectives that stand on either side of a noun."""

_SHORT = {
    "AED": "Dhs Dh dirham dirhams درهم",
    "BDT": "Tk",
    "EGP": "LE جنيه",
    "GHS": "GHC GH¢",
    "ILS": "NIS",
    "JPY": "円",
    "KRW": "원",
    "KZT": "тг",
    "MAD": "DH درهم",
    "NGN": "N",
    "PHP": "P",
    "PYG": "Gs",
    "RUB": "руб",
    "SAR": "SR ريال",
    "THB": "บาท",
    "TRY": "TL",
    "UAH": "грн",
    "VND": "đ d vnđ đồng",
}
"""What carriers write where they are at home, and Babel does not tell: `N350.75`, `45.300d`."""


@cache
def writings_of(currency: str) -> frozenset[str]:
    """Return all that people write for a currency, of which other currencies may have a part.

    Of `BRL` that is `BRL`, `R$`, `real` and `reais`, and more.
    """
    short = _SHORT.get(currency, "").split()
    return frozenset({currency, *short, *_signs(currency), *_names(currency)})


def _signs(currency: str) -> Iterator[str]:
    """Return the signs of a currency where it is money, and where it is foreign."""
    for territory, used in get_global("territory_currencies").items():
        if not any(code == currency and not end for code, _, end, _ in used):
            continue
        for language in get_global("territory_languages").get(territory, {}):
            try:
                sign = get_currency_symbol(currency, locale=Locale.parse(f"{language}_{territory}"))
            except UnknownLocaleError, ValueError:
                continue
            yield sign
            yield "".join(sign.split())


def _names(currency: str) -> Iterator[str]:
    """Return the nouns of a currency's names in the languages that texts are read in."""
    for language in (*_NOUN_LAST, *_NOUN_FIRST, *_WHOLE):
        for count in _COUNTS:
            name = get_currency_name(currency, count=count, locale=language)
            if name == currency:
                continue
            yield name if language in _WHOLE else _noun(name, is_last=language in _NOUN_LAST)


def _noun(name: str, *, is_last: bool) -> str:
    """Return the noun of a name such as `Costa Rican colóns` or `colones costarricenses`."""
    words = [word for word in name.partition("(")[0].split() if word.casefold() not in _NEW]
    return words[-1] if is_last else words[0]
