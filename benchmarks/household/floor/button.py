"""The button entities of the floor."""

from typing import Any

from homeassistant.components.button import ButtonEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import StillEntity, add_all


class StillButtonEntity(StillEntity, ButtonEntity):
    """One that says nothing new."""


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry[Any], async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add them."""
    add_all("button", StillButtonEntity, entry, async_add_entities)
