"""The same devices and entities as a household has, and nothing else: what none can cost less than.

Reads what to imitate from `floor.json` of the configuration.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

DOMAIN = "benchmark_floor"
PLATFORMS = ["binary_sensor", "button", "calendar", "date", "event", "number", "sensor", "todo"]


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Read what there is to imitate."""
    path = Path(hass.config.path("floor.json"))
    entry.runtime_data = json.loads(await hass.async_add_executor_job(path.read_text))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Take the entities away."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


class StillEntity(Entity):
    """An entity that never says anything new."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, copied: dict[str, Any]) -> None:
        """Be called and shown like the entity that is imitated."""
        self._attr_unique_id = copied["unique_id"]
        self._attr_name = copied["name"]
        self._attr_device_class = copied["device_class"]
        self._attr_entity_registry_enabled_default = copied["enabled"]
        if copied["category"]:
            self._attr_entity_category = EntityCategory(copied["category"])
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, copied["device"])},
            name=copied["device_name"],
            entry_type=DeviceEntryType.SERVICE,
        )


def value_of(copied: dict[str, Any]) -> str | float | dt.date | dt.datetime | None:
    """Return what the imitated entity showed, as a value of its kind."""
    shown = copied["state"]
    if shown in {"unknown", "unavailable", None}:
        return None
    if copied["device_class"] == "timestamp":
        return dt.datetime.fromisoformat(shown)
    if copied["device_class"] == "date" or copied["platform"] == "date":
        return dt.date.fromisoformat(shown)
    if copied["unit"] or copied["platform"] == "number":
        return float(shown)
    return str(shown)


def add_all(
    platform: str,
    kind: type[StillEntity],
    entry: ConfigEntry[Any],
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add every entity of a platform."""
    async_add_entities(kind(each) for each in entry.runtime_data if each["platform"] == platform)
