"""Dates of a line that a person types in on the dashboard; absent where a source feeds them."""

from dataclasses import dataclass
from datetime import date
from typing import override

from homeassistant.components.date import DOMAIN, DateEntity, DateEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .core.source_values import Capability
from .entity import LineEntity, TypedDescription, async_add_to_lines, is_typed_in
from .household.household import HouseholdConfigEntry

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LineDateDescription(TypedDescription, DateEntityDescription):
    """The last day of one of a line's two clocks, by the name of the clock."""


DATES: tuple[LineDateDescription, ...] = (
    LineDateDescription(
        key="service_until", translation_key="service_until", fed_by=Capability.EXPIRY
    ),
    LineDateDescription(
        key="number_until", translation_key="number_until", fed_by=Capability.NUMBER_EXPIRY
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HouseholdConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the dates of every line."""
    async_add_to_lines(
        entry.runtime_data, DOMAIN, async_add_entities, DATES, LineDate, has=is_typed_in
    )


class LineDate(LineEntity, DateEntity):
    """The last day of one of a line's two clocks."""

    entity_description: LineDateDescription

    @property
    @override
    def native_value(self) -> date | None:
        """Return the day, or `None` while it is not known."""
        day: date | None = getattr(self.coordinator.data.clocks, self.entity_description.key)
        return day

    @override
    async def async_set_value(self, value: date) -> None:
        """State the day; it is refused where it contradicts the other one, or once if far ahead."""
        await self.coordinator.async_type_date(self.entity_description.key, value)
