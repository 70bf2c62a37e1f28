"""Languages: our own texts, and as Babel knows them, for dates, money and names of countries."""

from collections.abc import Mapping
from datetime import date

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN

_COMMON = f"component.{DOMAIN}.common."


async def async_texts(hass: HomeAssistant, language: str) -> Mapping[str, str]:
    """Return our common texts in a language, by key; what is not translated is English."""
    texts = await async_get_translations(hass, language, "common", {DOMAIN})
    return {key.removeprefix(_COMMON): text for key, text in texts.items()}


def locale_of(language: str) -> Locale:
    """Return the locale of a language, or English for one that Babel does not know."""
    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError, ValueError:
        return Locale("en")


def full_date(day: date, locale: Locale) -> str:
    """Return a day in words with its year. Reads from disk the first time in a language."""
    return _with_ordinal(format_date(day, "long", locale=locale), locale)


def long_date(day: date, today: date, locale: Locale) -> str:
    """Return a day in words, with its year where that is another. Reads as `full_date` does."""
    if day.year != today.year:
        return full_date(day, locale)
    return _with_ordinal(format_skeleton("MMMMd", day, locale=locale), locale)


def _with_ordinal(written: str, locale: Locale) -> str:
    """Return a French date with the first of a month as people write it: 1er, not 1."""
    if locale.language == "fr" and written.startswith("1 "):
        return f"1er {written.removeprefix('1 ')}"
    return written
