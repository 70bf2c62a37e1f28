"""The binary_sensor entities of the floor."""

from typing import Any

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import StillEntity, add_all


class StillBinarySensorEntity(StillEntity, BinarySensorEntity):
    """One that says nothing new."""

    def __init__(self, copied: dict[str, Any]) -> None:
        """Show what was shown."""
        super().__init__(copied)
        self._attr_is_on = {"on": True, "off": False}.get(copied["state"])


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry[Any], async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add them."""
    add_all("binary_sensor", StillBinarySensorEntity, entry, async_add_entities)
