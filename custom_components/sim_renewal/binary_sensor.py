"""Whether a line wants somebody to act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .core.line import Line, LineState
from .entity import LineEntity, had_by
from .household.household import HouseholdConfigEntry

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class LineBinarySensorDescription(BinarySensorEntityDescription):
    """A binary sensor, the question it answers about a line's state, and which lines have it."""

    is_on_fn: Callable[[LineState], bool | None]
    exists_fn: Callable[[Line], bool] = lambda line: True


BINARY_SENSORS: tuple[LineBinarySensorDescription, ...] = (
    LineBinarySensorDescription(
        key="renewal_due",
        translation_key="renewal_due",
        is_on_fn=lambda state: state.renewal_due,
    ),
    LineBinarySensorDescription(
        key="data_runs_out_early",
        translation_key="data_runs_out_early",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on_fn=lambda state: state.data_runs_out_early,
    ),
    LineBinarySensorDescription(
        key="source_problem",
        translation_key="source_problem",
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on_fn=lambda state: state.source_problem,
        exists_fn=lambda line: bool(line.fed),
    ),
    LineBinarySensorDescription(
        key="data_low",
        translation_key="data_low",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on_fn=lambda state: state.data_low,
    ),
    LineBinarySensorDescription(
        key="snoozed",
        translation_key="snoozed",
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on_fn=lambda state: state.snoozed_until is not None,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HouseholdConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of every line; one that it no longer has is taken away."""
    for line_id, line in entry.runtime_data.present_lines.items():
        had = had_by(
            line,
            Platform.BINARY_SENSOR,
            BINARY_SENSORS,
            lambda each, line: each.exists_fn(line.settings),
        )
        async_add_entities(
            (LineBinarySensor(line, each) for each in had), config_subentry_id=line_id
        )


class LineBinarySensor(LineEntity, BinarySensorEntity):
    """One yes-or-no answer about a line."""

    entity_description: LineBinarySensorDescription

    @property
    @override
    def is_on(self) -> bool | None:
        """Return the answer, or `None` while nothing is known."""
        return self.entity_description.is_on_fn(self.coordinator.data)
