"""The config entries of this integration: one household, and the accounts."""

import asyncio
from contextlib import suppress
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.service import async_get_config_entry
from homeassistant.util.hass_dict import HassKey

from .const import CONF_ENTRY_KIND, DOMAIN, HOUSEHOLD, KIND_ACCOUNT, SUBENTRY_LINE

_TURN: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_changes")

MOST_SECONDS_TO_LOAD = 10
"""How long somebody waits for an entry to load again: most do so within one."""


def is_account(entry: ConfigEntry) -> bool:
    """Return whether an entry is an account, rather than the household."""
    return entry.data.get(CONF_ENTRY_KIND) == KIND_ACCOUNT


@callback
def household_entry(hass: HomeAssistant) -> ConfigEntry | None:
    """Return the entry of the household."""
    entries = hass.config_entries.async_entries(DOMAIN)
    return next((entry for entry in entries if not is_account(entry)), None)


@callback
def accounts_of_home(hass: HomeAssistant) -> list[ConfigEntry]:
    """Return every account that is not switched off."""
    entries = hass.config_entries.async_entries(DOMAIN, include_disabled=False)
    return [entry for entry in entries if is_account(entry)]


@callback
def running_household(hass: HomeAssistant) -> ConfigEntry[Any]:
    """Return the household's entry; raises in words where there is none, or it does not run."""
    home = household_entry(hass)
    some_run = bool(hass.config_entries.async_loaded_entries(DOMAIN))
    wanted = home.entry_id if home else HOUSEHOLD
    return async_get_config_entry(hass, DOMAIN, wanted if some_run else None)


@callback
def turn_to_change(hass: HomeAssistant) -> asyncio.Lock:
    """Return the lock that is held while much of the household changes at once, or is taken up."""
    return hass.data.setdefault(_TURN, asyncio.Lock())


async def async_settled(hass: HomeAssistant) -> None:
    """Wait until the household has taken up what was changed before this."""
    async with turn_to_change(hass):
        pass


async def async_runs(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Return whether an entry is loaded, as soon as it has taken up what was changed.

    Whoever asks in the second after a change would otherwise be told that it is not.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(MOST_SECONDS_TO_LOAD):
            await async_settled(hass)
            async with entry.setup_lock:  # a reload has this lock from end to end
                pass
    return entry.state is ConfigEntryState.LOADED


@callback
def lines_of_household(hass: HomeAssistant) -> list[ConfigSubentry]:
    """Return every line of the household as it is set up."""
    entry = household_entry(hass)
    return list(entry.get_subentries_of_type(SUBENTRY_LINE)) if entry else []
