"""Our own texts in one language, with their placeholders filled in."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.translation import async_get_translations

from ..const import BYTES_PER_GIGABYTE, DOMAIN
from ..core.dates import Span
from .languages import nearest
from .locales import full_date, locale_of, long_date, money, number, span

_COMMON = f"component.{DOMAIN}.common."


async def async_texts(hass: HomeAssistant, language: str) -> Mapping[str, str]:
    """Return our common texts in a language, by key; what is not translated is English."""
    texts = await async_get_translations(hass, language, "common", {DOMAIN})
    return {key.removeprefix(_COMMON): text for key, text in texts.items()}


async def async_sentences[Kind: Sentences](
    hass: HomeAssistant, language: str, kind: Callable[[Mapping[str, str], str], Kind]
) -> Kind:
    """Return the sentences of a kind in a language, which read nothing from the disk any more."""
    texts = await async_texts(hass, language)
    return await hass.async_add_executor_job(kind, texts, language)


async def async_error_text(hass: HomeAssistant, language: str, error: HomeAssistantError) -> str:
    """Return what an error of ours says, in a language; of any other, what it says itself."""
    texts = await async_get_translations(hass, language, "exceptions", {DOMAIN})
    text = texts.get(f"component.{DOMAIN}.exceptions.{error.translation_key}.message")
    if text is None:
        return str(error)
    return text.format(**(error.translation_placeholders or {}))


class Sentences:
    """What is said in one language."""

    def __init__(self, texts: Mapping[str, str], language: str) -> None:
        """Take over the texts; reads locale data from the disk, and nothing after that."""
        self._texts = texts
        self._locale = locale_of(language)
        self._between = nearest(language).between_sentences
        long_date(date.min, date.min, self._locale)
        full_date(date.min, self._locale)
        self.money(Decimal(0), "EUR")

    def text(self, key: str, **placeholders: str) -> str:
        """Return a text."""
        return self._texts[key].format(**placeholders)

    def joined(self, sentences: Iterable[str]) -> str:
        """Return sentences one after the other."""
        return self._between.join(sentences)

    def day(self, day: date) -> str:
        """Return a day in words with its year."""
        return full_date(day, self._locale)

    def money(self, amount: Decimal, currency: str) -> str:
        """Return a price."""
        return money(amount, currency, self._locale)

    def gigabytes(self, data: Decimal) -> str:
        """Return bytes as a number of gigabytes."""
        return number(round(data / BYTES_PER_GIGABYTE, 2), self._locale)

    def span(self, length: Span | None) -> str:
        """Return how long something lasts, such as 30 days; nothing where it does not."""
        return "" if length is None else span(length.count, length.unit, self._locale)
