"""What all entities of a line have in common."""

from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import LineCoordinator


class LineEntity(CoordinatorEntity[LineCoordinator]):
    """An entity of one line; each line is a device of its own."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: LineCoordinator, description: EntityDescription) -> None:
        """Name the entity after the line's id, which no change of settings touches."""
        super().__init__(coordinator)
        line = coordinator.line
        self.entity_description = description
        self._attr_unique_id = f"{line.line_id}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, line.line_id)},
            entry_type=DeviceEntryType.SERVICE,
            name=line.name,
            manufacturer=line.carrier,
            model=line.offer.name,
        )
