"""The words of pushes in one language, and how it writes days, prices and amounts of data."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from babel.numbers import format_currency, format_decimal
from homeassistant.core import HomeAssistant

from ..const import BYTES_PER_GIGABYTE
from ..core.rules import Clocks
from .locales import async_texts, locale_of, long_date


async def async_push_words(hass: HomeAssistant, language: str, today: date) -> PushWords:
    """Return the words of a language for a push that is sent today."""
    texts = await async_texts(hass, language)
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
        return self._texts[key].format(**placeholders)

    def day(self, day: date) -> str:
        """Return a day in words, with its year where that is another."""
        written = long_date(day, self.today, self._locale)
        if self._locale.language == "fr":  # no line ends between a day and its month
            return written.replace(" ", "\u00a0", 1)
        return written

    def money(self, amount: Decimal, currency: str) -> str:
        """Return a price."""
        return format_currency(amount, currency, locale=self._locale)

    def with_end(self, message: str, clocks: Clocks) -> str:
        """Return a message with until when a line runs, as far as that is known."""
        if clocks.service_until is not None:
            day = self.day(clocks.service_until)
            return self.text("push_until_service", message=message, date=day)
        if clocks.number_until is not None:
            day = self.day(clocks.number_until)
            return self.text("push_until_number", message=message, date=day)
        return message

    def gigabytes(self, data: Decimal) -> str:
        """Return bytes as a number of gigabytes."""
        return format_decimal(round(data / BYTES_PER_GIGABYTE, 2), locale=self._locale)
