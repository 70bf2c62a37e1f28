"""The words of pushes in one language, and how it writes days, prices and amounts of data."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from babel.numbers import format_currency, format_decimal
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .const import BYTES_PER_GIGABYTE, DOMAIN
from .locales import locale_of, long_date


async def async_push_words(hass: HomeAssistant, language: str, today: date) -> PushWords:
    """Return the words of a language for a push that is sent today."""
    texts = await async_get_translations(hass, language, "common", {DOMAIN})
    return await hass.async_add_executor_job(PushWords, texts, language, today)


class PushWords:
    """The texts of a language with their placeholders filled in."""

    def __init__(self, texts: Mapping[str, str], language: str, today: date) -> None:
        """Take over the texts; reads locale data from the disk, and nothing after that."""
        self._texts = texts
        self._locale = locale_of(language)
        self.today = today
        self.day(today)
        self.money(Decimal(0), "EUR")

    def text(self, key: str, **placeholders: str) -> str:
        """Return a text."""
        return self._texts[f"component.{DOMAIN}.common.{key}"].format(**placeholders)

    def day(self, day: date) -> str:
        """Return a day in words, with its year where that is another."""
        return long_date(day, self.today, self._locale)

    def money(self, amount: Decimal, currency: str) -> str:
        """Return a price."""
        return format_currency(amount, currency, locale=self._locale)

    def gigabytes(self, data: Decimal) -> str:
        """Return bytes as a number of gigabytes."""
        return format_decimal(round(data / BYTES_PER_GIGABYTE, 2), locale=self._locale)
