"""The devices of a household: it is one itself, and so is each of its lines."""

from collections.abc import Iterable, Iterator

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo

from ..const import DOMAIN
from ..core.line import Standing
from .coordinator import LineCoordinator


def household_device(entry: ConfigEntry) -> DeviceInfo:
    """Return the device that stands for the household as a whole."""
    return DeviceInfo(
        identifiers={(DOMAIN, entry.entry_id)},
        entry_type=DeviceEntryType.SERVICE,
        name=entry.title,
    )


def line_device(line: LineCoordinator) -> DeviceInfo:
    """Return the device of a line."""
    settings, entry_id = line.settings, line.config_entry.entry_id
    return DeviceInfo(
        identifiers={(DOMAIN, settings.line_id)},
        entry_type=DeviceEntryType.SERVICE,
        name=settings.name,
        manufacturer=settings.carrier,
        model=settings.offer.name,
        via_device_id=dr.async_get_device_id_by_identifier(
            line.hass, (DOMAIN, entry_id), config_entry_id=entry_id
        ),
    )


@callback
def device_id_of(hass: HomeAssistant, entry_id: str, identifier: str) -> str | None:
    """Return the id of a device of the household, unless it is gone or not there yet."""
    device = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, identifier), entry_id)
    return None if device is None else device.id


@callback
def async_update_device(line: LineCoordinator) -> None:
    """Have the device of a line say what its settings say now, if it is there already."""
    for _, device in _with_devices((line,)):
        told = line_device(line)
        dr.async_get(line.hass).async_update_device(
            device.id,
            name=told["name"],
            manufacturer=told["manufacturer"],
            model=told["model"],
        )


@callback
def async_show_resumed(lines: Iterable[LineCoordinator]) -> None:
    """Enable the devices of lines that are archived no more, before entities are added."""
    for line, device in _with_devices(lines):
        hidden = device.disabled_by is dr.DeviceEntryDisabler.INTEGRATION
        if hidden and line.settings.standing is not Standing.ARCHIVED:
            dr.async_get(line.hass).async_update_device(device.id, disabled_by=None)


@callback
def async_hide_archived(lines: Iterable[LineCoordinator]) -> None:
    """Disable the devices of archived lines; entities that have just been added go again.

    Those that are gone before would stay behind as unavailable. A device that a person disabled
    stays so.
    """
    for line, device in _with_devices(lines):
        if line.settings.standing is Standing.ARCHIVED and device.disabled_by is None:
            dr.async_get(line.hass).async_update_device(
                device.id, disabled_by=dr.DeviceEntryDisabler.INTEGRATION
            )


def _with_devices(
    lines: Iterable[LineCoordinator],
) -> Iterator[tuple[LineCoordinator, dr.DeviceEntry]]:
    """Return the lines that have a device already, and it."""
    for line in lines:
        device = dr.async_get(line.hass).async_get_device_by_identifier(
            (DOMAIN, line.settings.line_id), config_entry_id=line.config_entry.entry_id
        )
        if device is not None:
            yield line, device
