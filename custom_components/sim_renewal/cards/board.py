"""All lines as cards see them: looked at once when they change, whoever looks at a card."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from homeassistant.auth import EVENT_USER_UPDATED
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.singleton import singleton
from homeassistant.util.hass_dict import HassKey

from ..catalogue import async_confirmed_ways
from ..const import DOMAIN
from ..core.channels import RenewalChannel
from ..core.line import Line
from ..entries import household_entry
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from .line_view import Sight, sight_of

type Look = Callable[[frozenset[str]], None]
"""What is called with the lines to look at again, once in a turn of the loop."""

type _Ways = tuple[Line, tuple[RenewalChannel, ...]]
"""The ways to renew a line that are sure, and the settings for which they are."""

_ON_THE_WAY = {ConfigEntryState.SETUP_IN_PROGRESS, ConfigEntryState.UNLOAD_IN_PROGRESS}


class Board:
    """The lines of the household, whether or not it is loaded; it listens while somebody looks.

    `household` is the one that runs, or ran last. A reload is waited for, and not told.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with nothing: nobody looks yet."""
        self.hass = hass
        self.entry: ConfigEntry | None = None
        self.household: Household | None = None
        self.is_running = False
        self.sights: dict[str, Sight] = {}
        self._ways: dict[str, _Ways] = {}
        self._looks: list[Look] = []
        self._listening: list[CALLBACK_TYPE] = []
        self._lines: list[CALLBACK_TYPE] = []
        self._changed: set[str] = set()
        self._will_show = False

    async def async_follow(self, look: Look) -> CALLBACK_TYPE:
        """Call `look` whenever lines have changed; return what ends that."""
        self._looks.append(look)
        if not self._listening:
            self._listen()
        await self._async_settle()
        return partial(self._forget, look)

    @callback
    def _listen(self) -> None:
        hass = self.hass
        self._listening = [
            async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._handle_entry),
            hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._handle_entity),
            hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._handle_all),
            hass.bus.async_listen(EVENT_USER_UPDATED, self._handle_all),
        ]

    @callback
    def _forget(self, look: Look) -> None:
        self._looks.remove(look)
        if not self._looks:
            self._stop(self._listening)
            self._leave()
            self.household, self.sights = None, {}

    @callback
    def _handle_entry(self, _change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain == DOMAIN:
            self.hass.async_create_task(self._async_settle(), f"{DOMAIN} cards")

    @callback
    def _handle_entity(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        """Look again where an entity of ours was renamed, switched off, or is gone."""
        entity = er.async_get(self.hass).async_get(event.data["entity_id"])
        if entity is None or entity.platform == DOMAIN:
            self._change(self.sights)

    @callback
    def _handle_all(self, _event: Event[Any]) -> None:
        self._change(self.sights)

    async def _async_settle(self) -> None:
        """Follow the household where it runs by now, and notice where it does so no more."""
        entry = household_entry(self.hass)
        if entry is not None and entry.state is ConfigEntryState.NOT_LOADED:
            async with entry.setup_lock:  # a reload has this lock from end to end
                entry = household_entry(self.hass)
        self.entry = entry
        if entry is not None and entry.state in _ON_THE_WAY:
            return
        if entry is not None and entry.state is ConfigEntryState.LOADED:
            if self.household is not entry.runtime_data or not self.is_running:
                await self._async_join(entry, entry.runtime_data)
            return
        self._leave()
        gone = self.sights if entry is None else {}
        if entry is None:
            self.household, self.sights = None, {}
        self._change(gone)

    async def _async_join(self, entry: ConfigEntry, household: Household) -> None:
        """Follow each line of a household that runs."""
        lines = household.present_lines
        ways = {line_id: await self._async_ways(line) for line_id, line in lines.items()}
        is_current = entry.state is ConfigEntryState.LOADED and entry.runtime_data is household
        if not self._looks or not is_current:
            return
        self._leave()
        self.household, self.is_running, self._ways = household, True, ways
        gone = self.sights.keys() - lines.keys()
        self._lines = [
            household.async_add_look(partial(self._change, ())),
            household.async_listen(self._hear),
        ]
        for line_id in gone:
            del self.sights[line_id]
        for line_id in lines:
            self._see(line_id)
        self._change(lines.keys() | gone)

    async def _async_ways(self, line: LineCoordinator) -> _Ways:
        settings = line.settings
        return settings, await async_confirmed_ways(self.hass, settings)

    @callback
    def _hear(self, line_id: str) -> None:
        """Look again at a line; of one that is new, or set up otherwise, find its ways first."""
        household = self.household
        line = household.present_lines.get(line_id) if household else None
        if line is None or (line_id in self._ways and self._ways[line_id][0] is line.settings):
            self._change((line_id,))
        else:
            self.hass.async_create_task(self._async_see_new(line), f"{DOMAIN} cards")

    async def _async_see_new(self, line: LineCoordinator) -> None:
        line_id = line.settings.line_id
        self._ways[line_id] = await self._async_ways(line)
        self._see(line_id)
        self._change((line_id,))

    @callback
    def _leave(self) -> None:
        self._stop(self._lines)
        self.is_running = False

    @staticmethod
    def _stop(listening: list[CALLBACK_TYPE]) -> None:
        while listening:
            listening.pop()()

    @callback
    def _change(self, line_ids: Iterable[str]) -> None:
        """Show lines anew once all that happens at this moment has happened."""
        self._changed.update(line_ids)
        if not self._will_show:
            self._will_show = True
            self.hass.loop.call_soon(self._show)

    @callback
    def _show(self) -> None:
        self._will_show = False
        changed, self._changed = frozenset(self._changed), set()
        for line_id in changed & self.sights.keys():
            self._see(line_id)
        for look in tuple(self._looks):
            look(changed)

    def _see(self, line_id: str) -> None:
        """Look at a line of the household that runs; one that was deleted is there no more."""
        household = self.household
        if not self.is_running or household is None:
            return
        if (line := household.present_lines.get(line_id)) is None:
            self.sights.pop(line_id, None)
        else:
            self.sights[line_id] = sight_of(household, line, self._ways[line_id][1])


@singleton(HassKey[Board](f"{DOMAIN}_cards"))
@callback
def board_of(hass: HomeAssistant) -> Board:
    """Return what all cards of this Home Assistant look at."""
    return Board(hass)
