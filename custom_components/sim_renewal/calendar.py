"""The calendar of the household: everything that ends on its lines, to look at only."""

from datetime import datetime
from typing import override

from homeassistant.components.calendar import (
    CalendarEntity,
    CalendarEntityDescription,
    CalendarEvent,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .core.agenda import Appointment, appointments
from .core.dates import days_within, next_day, zone_of
from .entity import WordedEntity
from .household.household import HouseholdConfigEntry
from .texts.agenda import async_words

PARALLEL_UPDATES = 0

CALENDAR = CalendarEntityDescription(key="calendar", translation_key="calendar")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HouseholdConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the calendar of the household."""
    words = await async_words(hass)
    async_add_entities([RenewalCalendar(entry.runtime_data, CALENDAR, words)])


class RenewalCalendar(WordedEntity, CalendarEntity):
    """Each last day of service, of a number or of a promotion, as one event of that day."""

    entity_description: CalendarEntityDescription

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return the event of today, or else the next."""
        today = self.household.now().date()
        ahead = (each for each in self._appointments if each.on >= today)
        appointment = min(ahead, key=lambda each: each.on, default=None)
        return None if appointment is None else self._event(appointment)

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return the events of every local day of which the range has a part."""
        first, last = days_within(start_date, end_date, zone_of(self.household.now()))
        found = [each for each in self._appointments if first <= each.on <= last]
        return [self._event(each) for each in sorted(found, key=lambda each: each.on)]

    @property
    def _appointments(self) -> list[Appointment]:
        return [each for state in self.household.states for each in appointments(state)]

    def _event(self, appointment: Appointment) -> CalendarEvent:
        return CalendarEvent(
            start=appointment.on,
            end=next_day(appointment.on),
            summary=self.words.event(appointment),
            description=self.words.instructions(appointment),
            uid=f"{appointment.line.line_id}_{appointment.occasion}",
        )
