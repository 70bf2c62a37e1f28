"""The household's calendar and list in words, in Home Assistant's language."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from homeassistant.core import HomeAssistant

from ..core.agenda import Appointment, Deed, Occasion, ways_to_tell
from ..core.line import Line
from ..core.model import Renewal
from ..core.rules import Act
from .sentences import Sentences, async_sentences


async def async_words(hass: HomeAssistant) -> AgendaWords:
    """Return the words of Home Assistant's language at this moment."""
    return await async_sentences(hass, hass.config.language, AgendaWords)


ONE_DAY = timedelta(days=1)
"""From a last day to the first one without."""


class AgendaWords(Sentences):
    """What is said about appointments and tasks in one language; never a phone number."""

    def event(self, appointment: Appointment) -> str:
        """Return what ends."""
        if appointment.occasion is Occasion.SERVICE:
            return self._title(appointment.act, appointment.line)
        return self.text(f"agenda_{appointment.occasion}", line=appointment.line.name)

    def instructions(self, appointment: Appointment) -> str:
        """Return what to do by when, and how."""
        line, occasion = appointment.line, appointment.occasion
        deed = self.text(f"deed_{appointment.act}")
        sentence = self.text(f"agenda_{occasion}_deed", date=self.day(appointment.on), deed=deed)
        details: Iterable[str] = ()
        if appointment.is_renewal:
            details = self._offer_and_ways(line)
        elif occasion is Occasion.PROMOTION and line.promotion:
            details = (self._ended(line.promotion),)
        return "\n".join((sentence, *details))

    def task(self, deed: Deed) -> str:
        """Return what to do."""
        return self._title(deed.act, deed.line)

    def _title(self, act: Act, line: Line) -> str:
        key = "agenda_service" if act is Act.RENEW else f"title_{act}"
        return self.text(key, line=line.name)

    def details(self, deed: Deed) -> str:
        """Return what to do by when, or now, and how."""
        if deed.end is not None and (deed.registers or not deed.is_late):
            since = () if deed.stopped_on is None else (self._since(deed.stopped_on),)
            return self.joined([*since, self.instructions(deed.end)])
        if deed.end is None:
            sentence = self.text("agenda_ended_deed", deed=self.text(f"deed_{deed.act}"))
        else:
            again = self.text("push_again", again=self.text(f"again_{deed.act}"))
            sentence = self.joined([self._since(deed.end.on), again])
        return "\n".join((sentence, *self._offer_and_ways(deed.line)))

    def _since(self, last_day: date) -> str:
        return self.text("push_without_service", date=self.day(last_day + ONE_DAY))

    def task_done(self, line: Line) -> str:
        """Return what was done."""
        return self.text("agenda_service", line=line.name)

    def receipt(self, line: Line, renewal: Renewal) -> str:
        """Return what was done, and how to take it back."""
        sentences = [self.text("task_renewed", date=self.day(renewal.renewed_on))]
        if renewal.amount is not None:
            amount = self.money(renewal.amount, renewal.currency or line.offer.currency)
            sentences.append(self.text("task_amount", amount=amount))
        if renewal.payer is not None:
            sentences.append(self.text("task_payer", payer=renewal.payer))
        return "\n".join((*sentences, self.text("task_untick")))

    def _offer_and_ways(self, line: Line) -> Iterator[str]:
        offer = line.offer
        if offer.name:
            yield self.text("agenda_offer", offer=offer.name)
        if offer.price is not None:
            yield self.text("agenda_price", price=self.money(offer.price, offer.currency))
        for way in ways_to_tell(line):
            name = self.text(f"channel_{way.kind}")
            said = (each for each in (way.instruction, way.code) if each and each != name)
            details = " · ".join(said)
            yield self._ended(self.text("agenda_way", way=name, text=details) if details else name)

    def _ended(self, sentence: str) -> str:
        """Return a sentence with a full stop, unless a mark or a code ends it: lists run on."""
        return sentence + self.text("full_stop") if sentence[-1:].isalnum() else sentence
