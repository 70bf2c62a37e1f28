"""Languages of Home Assistant as Babel knows them: for dates, money and names of countries."""

from babel.core import Locale, UnknownLocaleError


def locale_of(language: str) -> Locale:
    """Return the locale of a language, or English for one that Babel does not know."""
    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError, ValueError:
        return Locale("en")
