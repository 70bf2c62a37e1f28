"""SIM Renewal: no phone number, data plan or receipt is lost because nobody renewed in time."""

from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.typing import ConfigType

from .accounts.entry import async_setup_account, async_unload_account, remove_account
from .cards.commands import async_setup_commands
from .cards.frontend import async_offer_card, async_serve_card, async_withdraw_card
from .const import DOMAIN, PLATFORMS
from .entries import is_account, turn_to_change
from .household.devices import async_hide_archived, async_show_resumed, household_device
from .household.diary import async_follow_language, async_keep_words
from .household.household import Household, HouseholdConfigEntry
from .household.left_behind import async_report_left_behind
from .issues import async_clear_household
from .receipt_view import ReceiptView
from .reminders.answers import async_listen_for_answers, async_start_answering
from .reminders.bulletins import Bulletins, bulletin_store
from .reminders.deleted_lines import async_clear_deleted
from .reminders.missing_dates import async_ask_for_dates
from .reminders.missing_targets import async_look_out
from .reminders.notifier import Notifier
from .reminders.open_ends import async_ask_for_ends
from .reminders.presses import async_answer_presses
from .reminders.verifier import Verifier
from .services import async_setup_services
from .shipped_blueprints import async_forget_installed, async_offer_update
from .sources.account import async_start_account_sources
from .sources.entity import async_start_sources
from .sources.message import async_start_messages
from .sources.rest import async_start_rest_sources
from .storage.own_list import OwnList
from .storage.receipt_files import receipts_of
from .storage.records import LineStore, async_kept_line_ids

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register actions, commands, receipts and the card, and listen to the phones."""
    async_setup_services(hass)
    async_setup_commands(hass)
    async_listen_for_answers(hass)
    hass.http.register_view(ReceiptView())
    await async_serve_card(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Start an account, or the household."""
    if is_account(entry):
        return await async_setup_account(hass, entry)
    return await _async_setup_household(hass, entry)


async def _async_setup_household(hass: HomeAssistant, entry: HouseholdConfigEntry) -> bool:
    """Start the household: its lines, their entities, and the reminders."""
    _follow_changes(hass, entry)
    household = Household(hass, entry)
    await household.async_start()
    entry.runtime_data = household
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, **household_device(entry)
    )
    await async_keep_words(hass)
    entry.async_on_unload(async_follow_language(hass))
    async_show_resumed(household.lines.values())
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    async_hide_archived(household.lines.values())
    async_start_answering(hass, household)
    async_start_sources(hass, household)
    async_start_rest_sources(hass, household)
    async_start_messages(hass, household)
    async_start_account_sources(hass, household)
    Notifier(hass, household).async_start()
    Verifier(hass, household).async_start()
    Bulletins(hass, household).async_start()
    async_look_out(hass, household)
    async_answer_presses(hass, household)
    async_ask_for_ends(hass, household)
    async_ask_for_dates(hass, household)
    await async_report_left_behind(hass, entry)
    entry.async_on_unload(async_at_started(hass, async_offer_update))
    entry.async_create_task(hass, async_offer_card(hass), f"{DOMAIN} card")
    return True


async def async_unload_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Stop everything; what is kept stays on disk, and issues come back where they persist."""
    if is_account(entry):
        return await async_unload_account(hass, entry)
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        return False
    async_clear_household(hass)
    return True


async def async_remove_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Forget an account, or all that was kept: lines, people's own items, what was sent."""
    if is_account(entry):
        remove_account(hass, entry)
        return
    for line_id in await async_kept_line_ids(hass):
        await LineStore(hass, line_id).async_remove()
    await OwnList(hass).async_delete()
    await receipts_of(hass).async_sweep_lines(())
    await bulletin_store(hass, entry.entry_id).async_remove()
    await async_forget_installed(hass)
    await async_withdraw_card(hass)


@callback
def _follow_changes(hass: HomeAssistant, entry: HouseholdConfigEntry) -> None:
    """Take up changes of the household, also one that is made while it loads.

    Lines come, go on and leave by themselves; for anything else the household loads again.
    """

    async def changed(hass: HomeAssistant, entry: HouseholdConfigEntry) -> None:
        async with turn_to_change(hass):
            async with entry.setup_lock:  # what loads reads everything that was changed before
                has_to_load = await _async_take_up(hass, entry)
            if has_to_load:
                await hass.config_entries.async_reload(entry.entry_id)

    entry.async_on_unload(entry.add_update_listener(changed))


async def _async_take_up(hass: HomeAssistant, entry: HouseholdConfigEntry) -> bool:
    """Have a household that runs take up what was changed; return whether it has to load again."""
    if entry.state is not ConfigEntryState.LOADED:
        return False
    household = entry.runtime_data
    gone = household.gone_lines
    async with household.turn:  # no message is under way that speaks of them
        await async_clear_deleted(hass, household, gone)
        household.async_let_go()
    for line_id, line in gone.items():
        await line.async_delete_record()
        await receipts_of(hass).async_sweep(line_id, ())
    if household.has_to_load:
        return True
    await household.async_follow_settings()
    return False
