"""How languages write dates, money, numbers and names of countries, as Babel knows them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
import re

from babel.core import Locale, UnknownLocaleError, get_global
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.numbers import format_currency, format_decimal, get_currency_symbol
from babel.units import format_unit

from ..core.signs import folded_words
from .languages import nearest

_SPOKEN = ("en", "fr", "zh", "zh_Hant", "de", "es", "it", "nl", "pt", "pl", "ar", "vi")
"""Languages in which people name countries, whether texts are in them or not."""
_OTHER_NAMES = {"uk": "GB", "england": "GB", "usa": "US", "america": "US", "holland": "NL"}
_CODE_LENGTH = 2

_CENTS = re.compile(r"\.0+")


def locale_of(language: str) -> Locale:
    """Return the locale of a language, or English for one that Babel does not know."""
    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError, ValueError:
        return Locale("en")


def writes_day_first(country: str | None, language: str) -> bool:
    """Return whether the people of a country write the day before the month. Reads from disk.

    Where it is not known, those who speak a language do.
    """
    likely: Mapping[str, str] = get_global("likely_subtags")
    spoken = likely.get(f"und_{country}")
    if likely["und"].endswith(f"_{country}"):  # what is likely anywhere is not told once more
        spoken = likely["und"]
    locale = locale_of(language) if spoken is None else Locale.parse(spoken)
    pattern: str = locale.date_formats["short"].pattern
    return pattern.index("d") < pattern.index("M")


def full_date(day: date, locale: Locale) -> str:
    """Return a day in words with its year. Reads from disk the first time in a language."""
    return _as_people_write(format_date(day, "long", locale=locale), locale)


def long_date(day: date, today: date, locale: Locale) -> str:
    """Return a day in words on one line, with its year where that is another. Reads alike."""
    if day.year != today.year:
        written = full_date(day, locale)
    else:
        written = _as_people_write(format_skeleton("MMMMd", day, locale=locale), locale)
    if nearest(locale.language).keeps_day_with_month:
        return written.replace(" ", "\u00a0", 1)
    return written


def time_of_day(moment: datetime, locale: Locale) -> str:
    """Return the time of a moment in its own time zone. Reads alike."""
    return format_time(moment, "short", tzinfo=moment.tzinfo, locale=locale)


def weekday(day: date, locale: Locale) -> str:
    """Return the name of the day of the week. Reads alike."""
    return format_date(day, "EEEE", locale=locale)


def day_and_month(day: date, locale: Locale, *, day_first: bool) -> str:
    """Return a day as people type it, in the order of their country. Reads alike."""
    if nearest(locale.language).has_words_for_numbers:
        return format_skeleton("MMMd", day, locale=locale)
    return f"{day.day}/{day.month}" if day_first else f"{day.month}/{day.day}"


def ago(time: timedelta, locale: Locale) -> str:
    """Return how many minutes ago something was. Reads alike."""
    return format_timedelta(-time, granularity="minute", add_direction=True, locale=locale)


def money(amount: Decimal | float, currency: str, locale: Locale) -> str:
    """Return an amount of money. Reads alike."""
    return format_currency(amount, currency, locale=locale)


def short_money(amount: Decimal, currency: str, locale: Locale) -> str:
    """Return an amount of money, without cents where there are none. Reads alike."""
    if amount != amount.to_integral_value():
        return money(amount, currency, locale)
    pattern = _CENTS.sub("", locale.currency_formats["standard"].pattern)
    return format_currency(amount, currency, pattern, locale, currency_digits=False)


def typed_money(amount: Decimal, currency: str, locale: Locale) -> str:
    """Return an amount of money as people type it: with a sign, or else its code. Reads alike."""
    if len(get_currency_symbol(currency, locale)) == 1:
        return short_money(amount, currency, locale)
    return f"{number(amount, locale)} {currency}"


def number(amount: Decimal, locale: Locale) -> str:
    """Return a number. Reads alike."""
    return format_decimal(amount, locale=locale)


def span(count: int, unit: str, locale: Locale) -> str:
    """Return a number of `hours`, `days` or `months` in words. Reads alike."""
    return format_unit(count, f"duration-{unit.removesuffix('s')}", locale=locale)


def country_named(name: str) -> str | None:
    """Return the code of a country by its name in some language. Reads from disk at first."""
    return _countries().get(folded_words(name))


@cache
def _countries() -> dict[str, str]:
    named = dict(_OTHER_NAMES)
    for language in _SPOKEN:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == _CODE_LENGTH:
                named.setdefault(folded_words(name), code)
    return named


def _as_people_write(written: str, locale: Locale) -> str:
    """Return a date with the first of a month as people write it, where the day comes first."""
    if written.startswith("1 "):
        return f"{nearest(locale.language).first_of_month} {written.removeprefix('1 ')}"
    return written
