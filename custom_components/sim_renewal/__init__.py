"""SIM Renewal: no phone number, data plan or receipt is lost because nobody renewed in time."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .answers import async_listen_for_answers
from .const import DOMAIN, PLATFORMS, SUBENTRY_LINE
from .household import Household, HouseholdConfigEntry
from .notifier import Notifier
from .services import async_setup_services
from .store import LineStore

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions."""
    async_setup_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: HouseholdConfigEntry) -> bool:
    """Start the household: its lines, their entities, and the reminders."""
    household = Household(hass, entry)
    await household.async_start()
    entry.runtime_data = household
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    async_listen_for_answers(hass, household)
    Notifier(hass, household).async_start()
    entry.async_on_unload(entry.add_update_listener(_async_reload))
    return True


async def async_unload_entry(hass: HomeAssistant, entry: HouseholdConfigEntry) -> bool:
    """Stop everything; what is kept stays on disk."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: HouseholdConfigEntry) -> None:
    """Delete what was kept of every line."""
    for subentry in entry.get_subentries_of_type(SUBENTRY_LINE):
        await LineStore(hass, subentry.subentry_id).async_remove()


async def _async_reload(hass: HomeAssistant, entry: HouseholdConfigEntry) -> None:
    """Take over changed settings, lines and recipients."""
    await _async_forget_removed_lines(hass, entry)
    await hass.config_entries.async_reload(entry.entry_id)


async def _async_forget_removed_lines(hass: HomeAssistant, entry: HouseholdConfigEntry) -> None:
    for line_id, line in entry.runtime_data.lines.items():
        if line_id not in entry.subentries:
            await line.async_forget()
