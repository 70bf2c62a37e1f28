"""Balances of a line that a person types in on the dashboard; absent where a source feeds them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import override

from homeassistant.components.number import (
    DOMAIN,
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.const import UnitOfInformation
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import BYTES_PER_GIGABYTE
from .core.model import Bucket
from .core.source_values import Capability
from .entity import LineEntity, TypedDescription, async_add_to_lines, is_typed_in
from .household.household import HouseholdConfigEntry

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LineNumberDescription(TypedDescription, NumberEntityDescription):
    """A balance, and how many of the bucket's units are one of the entity's."""

    bucket: Bucket
    per_unit: int = 1


NUMBERS: tuple[LineNumberDescription, ...] = (
    LineNumberDescription(
        key="data_remaining",
        translation_key="data_remaining",
        device_class=NumberDeviceClass.DATA_SIZE,
        native_unit_of_measurement=UnitOfInformation.GIGABYTES,
        native_max_value=10_000,
        native_step=0.01,
        fed_by=Capability.DATA_REMAINING,
        bucket=Bucket.DATA_REMAINING,
        per_unit=BYTES_PER_GIGABYTE,
    ),
    LineNumberDescription(
        key="credit",
        translation_key="credit",
        device_class=NumberDeviceClass.MONETARY,
        native_max_value=1_000_000,
        native_step=0.01,
        fed_by=Capability.CREDIT,
        bucket=Bucket.CREDIT,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HouseholdConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the balances of every line."""
    async_add_to_lines(
        entry.runtime_data, DOMAIN, async_add_entities, NUMBERS, LineNumber, has=is_typed_in
    )


class LineNumber(LineEntity, NumberEntity):
    """What is left in one bucket."""

    entity_description: LineNumberDescription
    _attr_mode = NumberMode.BOX
    _attr_native_min_value = 0

    @property
    @override
    def native_unit_of_measurement(self) -> str | None:
        """Return the unit; that of money is the currency that the line has now."""
        if self.entity_description.bucket is Bucket.CREDIT:
            return self.coordinator.settings.offer.currency
        return super().native_unit_of_measurement

    @property
    @override
    def native_value(self) -> float | None:
        """Return what is left, or `None` while nothing is known."""
        amount = self.coordinator.data.amount(self.entity_description.bucket)
        return None if amount is None else float(amount / self.entity_description.per_unit)

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Note what is left now."""
        amount = Decimal(str(value)) * self.entity_description.per_unit
        await self.coordinator.async_note_amount(self.entity_description.bucket, amount)
