"""What the entities of an account have in common: its device, and what it last said."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from homeassistant.components.sensor import SensorEntityDescription
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .accounts.coordinator import AccountCoordinator, Snapshot
from .const import DOMAIN


@dataclass(frozen=True, kw_only=True)
class AccountSensorDescription(SensorEntityDescription):
    """A sensor, and what it shows of an account with its unit."""

    value_fn: Callable[[Snapshot], Decimal | None]
    unit_fn: Callable[[Snapshot], str | None]


class AccountEntity(CoordinatorEntity[AccountCoordinator]):
    """An entity of an account, which is a device of its own."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: AccountCoordinator, description: EntityDescription) -> None:
        """Name the entity after the account's entry."""
        super().__init__(coordinator)
        entry = coordinator.config_entry
        self.entity_description = description
        self._attr_unique_id = f"{entry.entry_id}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, entry.entry_id)},
            entry_type=DeviceEntryType.SERVICE,
            name=entry.title,
            manufacturer=coordinator.carrier.name,
            configuration_url=coordinator.carrier.documentation,
        )
