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
from .entity import LineEntity, async_add_to_lines
from .household.coordinator import LineCoordinator
from .household.household import HouseholdConfigEntry

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class LineBinarySensorDescription(BinarySensorEntityDescription):
    """A binary sensor, the question it answers about a line's state, and which lines have it.

    One that `is_fed` appears once the question can be answered.
    """

    is_on_fn: Callable[[LineState], bool | None]
    exists_fn: Callable[[Line], bool] = lambda line: True
    is_fed: bool = False


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
        is_fed=True,
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
        is_fed=True,
    ),
    LineBinarySensorDescription(
        key="snoozed",
        translation_key="snoozed",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        is_on_fn=lambda state: state.snoozed_until is not None,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HouseholdConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of every line; one that it no longer has is taken away."""
    async_add_to_lines(
        entry.runtime_data,
        Platform.BINARY_SENSOR,
        async_add_entities,
        BINARY_SENSORS,
        LineBinarySensor,
        has=lambda line, each: each.exists_fn(line.settings),
        is_told=_is_told,
    )


def _is_told(line: LineCoordinator, description: LineBinarySensorDescription) -> bool:
    if not description.is_fed:
        return True
    return line.last_update_success and description.is_on_fn(line.data) is not None


class LineBinarySensor(LineEntity, BinarySensorEntity):
    """One yes-or-no answer about a line."""

    entity_description: LineBinarySensorDescription

    @property
    @override
    def is_on(self) -> bool | None:
        """Return the answer, or `None` while nothing is known."""
        return self.entity_description.is_on_fn(self.coordinator.data)
