"""The todo entities of the floor."""

from typing import Any

from homeassistant.components.todo import TodoItem, TodoListEntity
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import StillEntity, add_all


class StillTodoListEntity(StillEntity, TodoListEntity):
    """One that says nothing new."""

    @property
    def todo_items(self) -> list[TodoItem]:
        """Return what is never anything."""
        return []


async def async_setup_entry(
    hass: HomeAssistant, entry: ConfigEntry[Any], async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add them."""
    add_all("todo", StillTodoListEntity, entry, async_add_entities)
