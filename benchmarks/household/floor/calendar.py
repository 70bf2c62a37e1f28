"""The calendar entities of the floor."""

from datetime import datetime, timedelta
from typing import Any

from homeassistant.components.calendar import CalendarEntity, CalendarEvent
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from . import StillEntity, add_all


class StillCalendarEntity(StillEntity, CalendarEntity):
    """One whose next event is always the same."""

    def __init__(self, copied: dict[str, Any]) -> None:
        """Have one event, months ahead."""
        super().__init__(copied)
        day = dt_util.now().date() + timedelta(days=100)
        self._event = CalendarEvent(start=day, end=day + timedelta(days=1), summary="Line")

    @property
    def event(self) -> CalendarEvent:
        """Return the event."""
        return self._event

    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return the event."""
        return [self._event]


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry[Any], async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add them."""
    add_all("calendar", StillCalendarEntity, entry, async_add_entities)
