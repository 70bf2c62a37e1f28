"""The sentences of pushes."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import partial
import re
from types import MappingProxyType
from typing import override

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..core.line import Line
from ..core.rules import Clocks
from .languages import nearest
from .locales import (
    ago,
    day_and_month,
    long_date,
    short_money,
    time_of_day,
    typed_money,
    weekday,
    writes_day_first,
)
from .sentences import Sentences, async_sentences

NAMED_WITHIN = range(2, 7)
"""How many days ahead a day is told with its weekday; tomorrow needs none."""

_EXAMPLE = date(2001, 1, 5)
"""Which day and month an example of a reply has."""

_EXAMPLE_AMOUNT = Decimal(10)

_MEETING = re.compile(
    r"(?<=[\u3400-\u9fff])(?=[A-Za-z\u00c0-\u024f])|(?<=[A-Za-z\u00c0-\u024f])(?=[\u3400-\u9fff])"
)
"""Where a Chinese sign and a Latin letter meet."""


async def async_push_words(
    hass: HomeAssistant, language: str, today: date, *lines: Line
) -> PushWords:
    """Return the words of a language for a push that is sent today.

    Of `lines`, it knows in which order people of their countries write a day.
    """
    people = frozenset(state.name.casefold() for state in hass.states.async_all("person"))
    home = hass.config.country
    countries = {line.line_id: line.country or home for line in lines}
    kind = partial(PushWords, today=today, people=people, countries=countries)
    return await async_sentences(hass, language, kind)


class PushWords(Sentences):
    """What is said on a day, on which its own year goes without saying."""

    def __init__(
        self,
        texts: Mapping[str, str],
        language: str,
        today: date,
        people: Collection[str] = (),
        countries: Mapping[str, str | None] = MappingProxyType({}),
    ) -> None:
        """Know the day, who lives here, and how a day is written in the countries of lines."""
        super().__init__(texts, language)
        self.today = today
        self._people = people
        self._day_first = {
            line_id: writes_day_first(country, language) for line_id, country in countries.items()
        }
        self._parts_scripts = nearest(language).parts_scripts
        time_of_day(datetime.min.replace(tzinfo=UTC), self._locale)
        weekday(today, self._locale)
        self.ago(timedelta(minutes=2))

    @override
    def text(self, key: str, **placeholders: str) -> str:
        """Return a text, with a blank between scripts where people set one."""
        text = super().text(key, **placeholders)
        return _MEETING.sub(" ", text) if self._parts_scripts else text

    @override
    def day(self, day: date) -> str:
        """Return a day in words: with its weekday where that is near, its year if another."""
        written = long_date(day, self.today, self._locale)
        if (day - self.today).days not in NAMED_WITHIN:
            return written
        return self.text("day_with_weekday", weekday=weekday(day, self._locale), day=written)

    @override
    def money(self, amount: Decimal, currency: str) -> str:
        """Return a price, without cents where there are none."""
        return short_money(amount, currency, self._locale)

    def named(self, line: Line) -> str:
        """Return how a line is called; where that is a person, it is a number of theirs."""
        name = line.name.casefold()
        if name in self._people or name == (line.owner or "").casefold():
            return self.text("line_of_person", line=line.name)
        return line.name

    def example_day(self, line: Line) -> str:
        """Return a day as people type it in the country of a line; it has to be a known one."""
        day_first = self._day_first[line.line_id]
        return day_and_month(_EXAMPLE, self._locale, day_first=day_first)

    def example_amount(self, line: Line) -> str:
        """Return an amount as people type it, in the currency of a line."""
        return typed_money(_EXAMPLE_AMOUNT, line.offer.currency, self._locale)

    def ago(self, time: timedelta) -> str:
        """Return how long ago something was that happened lately."""
        if time < timedelta(minutes=1):
            return self.text("a_moment_ago")
        return ago(time, self._locale)

    def hour(self, at: datetime) -> str:
        """Return the time of a moment in the household's time zone."""
        return time_of_day(dt_util.as_local(at), self._locale)

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
        """Return a message with until when a line works, or since when not, if that is known."""
        end = self.end(clocks)
        return self.joined([message, end] if end else [message])

    def end(self, clocks: Clocks) -> str | None:
        """Return until when a line works, or since when it does not, as far as that is known."""
        service, number = clocks.service_until, clocks.number_until
        if service is not None and service < self.today:
            return self.text("push_without_service", date=self.day(service + timedelta(days=1)))
        if service is not None:
            return self.text("push_until_service", date=self.day(service))
        if number is not None:
            return self.text("push_until_number", date=self.day(number))
        return None
