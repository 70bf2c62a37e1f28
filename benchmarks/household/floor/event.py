"""The event entities of the floor."""

from typing import Any

from homeassistant.components.event import EventEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import StillEntity, add_all


class StillEventEntity(StillEntity, EventEntity):
    """One that says nothing new."""

    def __init__(self, copied: dict[str, Any]) -> None:
        """Know the same events."""
        super().__init__(copied)
        self._attr_event_types = copied["capabilities"]["event_types"]


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry[Any], async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add them."""
    add_all("event", StillEventEntity, entry, async_add_entities)
