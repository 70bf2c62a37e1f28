"""The sentences of pushes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from typing import override

from homeassistant.core import HomeAssistant

from ..core.rules import Clocks
from .locales import long_date, time_of_day
from .sentences import Sentences, async_sentences


async def async_push_words(hass: HomeAssistant, language: str, today: date) -> PushWords:
    """Return the words of a language for a push that is sent today."""
    return await async_sentences(hass, language, partial(PushWords, today=today))


class PushWords(Sentences):
    """What is said on a day, on which its own year goes without saying."""

    def __init__(self, texts: Mapping[str, str], language: str, today: date) -> None:
        """Know the day."""
        super().__init__(texts, language)
        self.today = today
        time_of_day(datetime.min.replace(tzinfo=UTC), self._locale)

    @override
    def day(self, day: date) -> str:
        """Return a day in words, with its year where that is another."""
        return long_date(day, self.today, self._locale)

    def time(self, at: datetime) -> str:
        """Return the time of the day of a moment, as people write it."""
        return time_of_day(at, self._locale)

    def later(self, until: datetime) -> str:
        """Return until when somebody is left alone, a moment in their time zone."""
        time = self.time(until)
        if until.date() == self.today:
            return self.text("push_later_today", time=time)
        return self.text("push_later", date=self.day(until.date()), time=time)

    def moment(self, at: datetime, zone: tzinfo) -> str:
        """Return a time of the day, with its day where that is another."""
        local = at.astimezone(zone)
        time = f"{local:%H:%M}"
        if local.date() == self.today:
            return time
        return self.text("time_on_day", time=time, date=self.day(local.date()))

    def with_end(self, message: str, clocks: Clocks) -> str:
        """Return a message with until when a line runs, as far as that is known."""
        if clocks.service_until is not None:
            day = self.day(clocks.service_until)
            return self.text("push_until_service", message=message, date=day)
        if clocks.number_until is not None:
            day = self.day(clocks.number_until)
            return self.text("push_until_number", message=message, date=day)
        return message
