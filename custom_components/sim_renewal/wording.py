"""The household's calendar and list in words, in Home Assistant's language."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN
from .core.agenda import Appointment, Occasion, ways_to_tell
from .core.line import Line
from .core.model import Renewal
from .locales import locale_of


async def async_words(hass: HomeAssistant) -> Words:
    """Return the words of Home Assistant's language at this moment."""
    language = hass.config.language
    texts = await async_get_translations(hass, language, "common", {DOMAIN})
    return await hass.async_add_executor_job(Words, texts, language)


class Words:
    """What is said about appointments and tasks in one language; never a phone number."""

    def __init__(self, texts: Mapping[str, str], language: str) -> None:
        """Take over the texts; reads locale data from the disk, and nothing after that."""
        self._texts = texts
        self._locale = locale_of(language)
        self._date(date.min)
        self._money(Decimal(0), "EUR")

    def event(self, appointment: Appointment) -> str:
        """Return what ends."""
        return self._text(f"agenda_{appointment.occasion}", line=appointment.line.name)

    def instructions(self, appointment: Appointment) -> str:
        """Return what to do by when, and how."""
        return "\n".join(self._instructions(appointment))

    def task(self, deed: Appointment) -> str:
        """Return what to do."""
        if deed.occasion is Occasion.REGISTRATION:
            return self.event(deed)
        return self.task_done(deed.line)

    def task_done(self, line: Line) -> str:
        """Return what was done."""
        return self._text("agenda_service", line=line.name)

    def receipt(self, line: Line, renewal: Renewal) -> str:
        """Return what was done, and how to take it back."""
        sentences = [self._text("task_renewed", date=self._date(renewal.renewed_on))]
        if renewal.amount is not None:
            amount = self._money(renewal.amount, renewal.currency or line.offer.currency)
            sentences.append(self._text("task_amount", amount=amount))
        if renewal.payer is not None:
            sentences.append(self._text("task_payer", payer=renewal.payer))
        return "\n".join((*sentences, self._text("task_untick")))

    def _instructions(self, appointment: Appointment) -> Iterator[str]:
        line, offer = appointment.line, appointment.line.offer
        date_of_end = self._date(appointment.on)
        yield self._text(f"agenda_{appointment.occasion}_deed", date=date_of_end)
        if appointment.occasion is Occasion.PROMOTION and line.promotion:
            yield line.promotion
        if not appointment.is_renewal:
            return
        if offer.name:
            yield self._text("agenda_offer", offer=offer.name)
        if offer.price is not None:
            yield self._text("agenda_price", price=self._money(offer.price, offer.currency))
        for way in ways_to_tell(line):
            name = self._text(f"channel_{way.kind}")
            said = (each for each in (way.instruction, way.code) if each and each != name)
            details = " · ".join(said)
            yield self._text("agenda_way", way=name, text=details) if details else name

    def _text(self, key: str, **placeholders: str) -> str:
        return self._texts[f"component.{DOMAIN}.common.{key}"].format(**placeholders)

    def _date(self, day: date) -> str:
        return format_date(day, "long", locale=self._locale)

    def _money(self, amount: Decimal, currency: str) -> str:
        return format_currency(amount, currency, locale=self._locale)
