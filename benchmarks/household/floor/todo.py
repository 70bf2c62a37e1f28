"""The todo entities of the floor."""

from typing import Any

from homeassistant.components.todo import TodoListEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import StillEntity, add_all


class StillTodoListEntity(StillEntity, TodoListEntity):
    """One that says nothing new."""

    _attr_todo_items = []


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry[Any], async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add them."""
    add_all("todo", StillTodoListEntity, entry, async_add_entities)
