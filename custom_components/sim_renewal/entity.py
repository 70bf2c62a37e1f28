"""What all entities of a line have in common, and those of the household."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, TypedDict, override

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import EntityPlatform
from homeassistant.helpers.update_coordinator import CoordinatorEntity
from homeassistant.util import slugify

from .const import DOMAIN
from .core.line import LineState
from .core.source_values import Capability
from .household.coordinator import LineCoordinator
from .household.household import Household
from .push.people import async_person_called
from .texts.agenda import AgendaWords, async_words

_LONGEST_SLUG = 150
"""Of the name of a line in an entity's id, which is followed by what the entity tells."""


def household_device(entry_id: str, name: str) -> DeviceInfo:
    """Return the device that stands for the household as a whole."""
    return DeviceInfo(
        identifiers={(DOMAIN, entry_id)}, entry_type=DeviceEntryType.SERVICE, name=name
    )


class HouseholdEntity(Entity):
    """An entity of the whole household; it follows every line."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _will_write = False
    _is_removed = False

    def __init__(self, household: Household, description: EntityDescription) -> None:
        """Name the entity after the household's entry."""
        self.household = household
        self.entity_description = description
        self._attr_unique_id = f"{household.entry.entry_id}_{description.key}"
        self._attr_device_info = household_device(household.entry.entry_id, household.entry.title)

    @override
    async def async_added_to_hass(self) -> None:
        """Show the household anew whenever a line changes."""
        await super().async_added_to_hass()
        for line in self.household.lines.values():
            self.async_on_remove(line.async_add_listener(self._write_soon))

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Show nothing any more: a calendar would set its alarm once again."""
        self._is_removed = True
        await super().async_will_remove_from_hass()

    @callback
    def _write_soon(self) -> None:
        """Write the state once, however many lines change at this moment."""
        if not self._will_write:
            self._will_write = True
            self.hass.loop.call_soon(self._write)

    @callback
    def _write(self) -> None:
        self._will_write = False
        if not self._is_removed:
            self.async_write_ha_state()


class WordedEntity(HouseholdEntity):
    """An entity of the household that says things in Home Assistant's language."""

    def __init__(
        self, household: Household, description: EntityDescription, words: AgendaWords
    ) -> None:
        """Begin with the words of the language at this moment."""
        super().__init__(household, description)
        self.words = words

    @override
    async def async_added_to_hass(self) -> None:
        """Follow a change of the language as well."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self.hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._async_translate)
        )

    async def _async_translate(self, _event: Event[Any]) -> None:
        self.words = await async_words(self.hass)
        self._write()


class LineFacts(TypedDict):
    """What automations hear of a line, whatever it says: no number, and no name of a person."""

    device_id: Annotated[str | None, "its device"]
    carrier: Annotated[str | None, "its carrier, as it was set up"]
    person: Annotated[
        str | None, "the person of Home Assistant whose name is in *Used by*, such as `person.anna`"
    ]
    entities: Annotated[
        dict[str, dict[str, str]],
        "its entities that are not disabled, by domain and key, such as `entities.sensor.status`",
    ]


@callback
def line_facts(line: LineCoordinator) -> LineFacts:
    """Return what automations hear of a line, to go on to its other entities."""
    settings = line.settings
    device_id = dr.async_get_device_id_by_identifier(
        line.hass, (DOMAIN, settings.line_id), config_entry_id=line.config_entry.entry_id
    )
    entities: dict[str, dict[str, str]] = {}
    for each in er.async_entries_for_device(er.async_get(line.hass), device_id or ""):
        if each.platform == DOMAIN:
            key = each.unique_id.removeprefix(f"{settings.line_id}_")
            entities.setdefault(each.domain, {})[key] = each.entity_id
    return LineFacts(
        device_id=device_id,
        carrier=settings.carrier,
        person=async_person_called(line.hass, settings.owner),
        entities=entities,
    )


@dataclass(frozen=True, kw_only=True)
class TypedDescription(EntityDescription):
    """An entity in which a person types what a source can feed; it waits to be switched on."""

    fed_by: Capability
    entity_registry_enabled_default: bool = False


@callback
def is_known(line: LineCoordinator, platform: str, description: EntityDescription) -> bool:
    """Return whether an entity of a line has been there before, switched on or off."""
    unique_id = f"{line.settings.line_id}_{description.key}"
    registry = er.async_get(line.hass)
    return registry.async_get_entity_id(platform, DOMAIN, unique_id) is not None


@callback
def add_once_told[Description: EntityDescription](
    line: LineCoordinator,
    platform: str,
    descriptions: Iterable[Description],
    value_of: Callable[[Description, LineState], object],
    add: Callable[[list[Description]], None],
) -> None:
    """Add what has a value now, and the rest as soon as it has one.

    What has been there before comes back whatever is told. Of a damaged line no state is known.
    """
    waiting = list(descriptions)

    @callback
    def look() -> None:
        state = line.data if line.last_update_success else None
        told = [
            each
            for each in waiting
            if is_known(line, platform, each)
            or (state is not None and value_of(each, state) is not None)
        ]
        if told:
            waiting[:] = [each for each in waiting if each not in told]
            add(told)

    look()
    line.config_entry.async_on_unload(line.async_add_listener(look))


@callback
def had_by[Description: EntityDescription](
    line: LineCoordinator,
    platform: str,
    descriptions: Iterable[Description],
    has: Callable[[Description, LineCoordinator], bool],
) -> list[Description]:
    """Return what a line has; entities of what it no longer has disappear.

    They come back as they were, with the same ids, when it has that again.
    """
    registry = er.async_get(line.hass)
    had = []
    for description in descriptions:
        unique_id = f"{line.settings.line_id}_{description.key}"
        if has(description, line):
            had.append(description)
        elif entity_id := registry.async_get_entity_id(platform, DOMAIN, unique_id):
            registry.async_remove(entity_id)
    return had


@callback
def typed_in[Description: TypedDescription](
    line: LineCoordinator, platform: str, descriptions: Iterable[Description]
) -> list[Description]:
    """Return what of a line a person types in, as no source feeds it."""
    return had_by(
        line, platform, descriptions, lambda each, line: each.fed_by not in line.settings.fed
    )


class LineEntity(CoordinatorEntity[LineCoordinator]):
    """An entity of one line; each line is a device of its own."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: LineCoordinator, description: EntityDescription) -> None:
        """Name the entity after the line's id, which no change of settings touches."""
        super().__init__(coordinator)
        line = coordinator.settings
        self.entity_description = description
        self._attr_unique_id = f"{line.line_id}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, line.line_id)},
            entry_type=DeviceEntryType.SERVICE,
            name=line.name,
            manufacturer=line.carrier,
            model=line.offer.name,
            via_device_id=dr.async_get_device_id_by_identifier(
                coordinator.hass,
                (DOMAIN, coordinator.config_entry.entry_id),
                config_entry_id=coordinator.config_entry.entry_id,
            ),
        )

    @override
    @callback
    def add_to_platform_start(
        self,
        hass: HomeAssistant,
        platform: EntityPlatform,
        parallel_updates: asyncio.Semaphore | None,
    ) -> None:
        """Shorten the id of a line with a long name: cut by Home Assistant, it could be none.

        A Chinese name is several times as long in Latin letters.
        """
        super().add_to_platform_start(hass, platform, parallel_updates)
        name = slugify(self.coordinator.settings.name)
        if len(name) > _LONGEST_SLUG:
            begin = name[:_LONGEST_SLUG].rstrip("_")
            self.entity_id = f"{platform.domain}.{begin}_{self.entity_description.key}"
