"""The date entities of the floor."""

from typing import Any

from homeassistant.components.date import DateEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import StillEntity, add_all, value_of


class StillDateEntity(StillEntity, DateEntity):
    """One that says nothing new."""

    def __init__(self, copied: dict[str, Any]) -> None:
        """Show what was shown."""
        super().__init__(copied)
        self._attr_native_value = value_of(copied)


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry[Any], async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add them."""
    add_all("date", StillDateEntity, entry, async_add_entities)
