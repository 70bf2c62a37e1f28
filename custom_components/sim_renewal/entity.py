"""What all entities of a line have in common, and those of the household."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, TypedDict, override

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import (
    AddConfigEntryEntitiesCallback,
    EntityPlatform,
)
from homeassistant.helpers.update_coordinator import CoordinatorEntity
from homeassistant.util import slugify

from .const import DOMAIN
from .core.source_values import Capability
from .household.coordinator import LineCoordinator
from .household.devices import device_id_of, household_device, line_device
from .household.household import Household
from .push.people import async_person_called
from .texts.agenda import AgendaWords, async_words

_LONGEST_SLUG = 150
"""Of the name of a line in an entity's id, which is followed by what the entity tells."""


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
        self._attr_device_info = household_device(household.entry)

    @override
    async def async_added_to_hass(self) -> None:
        """Show the household anew whenever a line changes."""
        await super().async_added_to_hass()
        self.async_on_remove(self.household.async_listen(self._write_soon))

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Show nothing any more: a calendar would set its alarm once again."""
        self._is_removed = True
        await super().async_will_remove_from_hass()

    @callback
    def _write_soon(self, _line_id: str) -> None:
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
    device_id = device_id_of(line.hass, line.config_entry.entry_id, settings.line_id)
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
def async_add_to_lines[Description: EntityDescription](
    household: Household,
    platform: str,
    async_add_entities: AddConfigEntryEntitiesCallback,
    descriptions: Iterable[Description],
    make: Callable[[LineCoordinator, Description], Entity],
    *,
    has: Callable[[LineCoordinator, Description], bool] = lambda _line, _each: True,
    is_told: Callable[[LineCoordinator, Description], bool] = lambda _line, _each: True,
) -> None:
    """Add to every line, also one that comes later, each entity that it has.

    What is not told yet is added as soon as it is, or at once where it has been there before,
    switched on or off. Entities of what a line no longer has disappear; they come back as they
    were, with the same ids, when it has that again.
    """
    added: dict[str, set[str]] = defaultdict(set)

    @callback
    def begin(line: LineCoordinator) -> None:
        had = [each for each in descriptions if has(line, each)]
        keys, shown = {each.key for each in had}, added[line.settings.line_id]
        shown &= keys
        for each in descriptions:
            if each.key not in keys and (entity_id := _known_id(line, platform, each)):
                er.async_get(line.hass).async_remove(entity_id)

        @callback
        def look() -> None:
            news = [
                each
                for each in had
                if each.key not in shown
                and (is_told(line, each) or _known_id(line, platform, each))
            ]
            if news:
                shown.update(each.key for each in news)
                async_add_entities(
                    [make(line, each) for each in news], config_subentry_id=line.settings.line_id
                )

        look()
        if len(shown) < len(had):
            line.async_on_end(line.async_add_listener(look))

    household.async_for_each_line(begin)


def _known_id(line: LineCoordinator, platform: str, description: EntityDescription) -> str | None:
    """Return the id of an entity of a line that has been there before, switched on or off."""
    unique_id = f"{line.settings.line_id}_{description.key}"
    return er.async_get(line.hass).async_get_entity_id(platform, DOMAIN, unique_id)


def is_typed_in(line: LineCoordinator, description: TypedDescription) -> bool:
    """Return whether a person types in what an entity shows, as no source feeds it."""
    return description.fed_by not in line.settings.fed


class LineEntity(CoordinatorEntity[LineCoordinator]):
    """An entity of one line; each line is a device of its own."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: LineCoordinator, description: EntityDescription) -> None:
        """Name the entity after the line's id, which no change of settings touches."""
        super().__init__(coordinator)
        self.entity_description = description
        self._attr_unique_id = f"{coordinator.settings.line_id}_{description.key}"
        self._attr_device_info = line_device(coordinator)

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
