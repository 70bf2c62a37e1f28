"""The entry of an account: from its login to its entities, and back."""

from collections.abc import Mapping

from aiohttp import ClientSession, DummyCookieJar
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError
from homeassistant.helpers.aiohttp_client import async_create_clientsession
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.importlib import async_import_module

from ..carriers.base import Account, CarrierApi, Credentials
from ..carriers.http import Client
from ..clock import local_now
from ..const import ACCOUNT_PLATFORMS, CONF_ACCOUNT_CARRIER, CONF_CREDENTIALS, DOMAIN, PACKAGE
from ..issues import OF_ACCOUNTS
from .coordinator import AccountConfigEntry, AccountCoordinator, account_signal, forget_account


async def async_carriers(hass: HomeAssistant) -> Mapping[str, CarrierApi]:
    """Return the carriers with an account; few households have one, so none is imported before."""
    registry = await async_import_module(hass, f"{PACKAGE}.carriers.registry")
    carriers: Mapping[str, CarrierApi] = registry.CARRIERS
    return carriers


def open_account(
    hass: HomeAssistant, session: ClientSession, carrier: CarrierApi, credentials: Credentials
) -> Account:
    """Return an account that asks through a session; nothing is asked yet."""
    address = credentials.get(carrier.address_field or "") or carrier.base_url
    client = Client(
        session,
        address,
        carrier.account.ENDPOINTS,
        local_now,
        is_stopping=lambda: hass.is_stopping,
    )
    return carrier.account(client, credentials, local_now)


async def async_setup_account(hass: HomeAssistant, entry: AccountConfigEntry) -> bool:
    """Read the account and show it; the lines that it feeds hear of it."""
    carrier = (await async_carriers(hass)).get(entry.data[CONF_ACCOUNT_CARRIER])
    if carrier is None:
        raise ConfigEntryError(translation_domain=DOMAIN, translation_key="account_unknown")
    session = async_create_clientsession(hass, cookie_jar=DummyCookieJar())
    account = open_account(hass, session, carrier, entry.data[CONF_CREDENTIALS])
    coordinator = AccountCoordinator(hass, entry, carrier, account, local_now)
    await coordinator.async_config_entry_first_refresh()
    entry.runtime_data = coordinator
    entry.async_on_unload(coordinator.async_add_listener(coordinator.async_announce))
    await hass.config_entries.async_forward_entry_setups(entry, ACCOUNT_PLATFORMS)
    coordinator.async_announce()
    return True


async def async_unload_account(hass: HomeAssistant, entry: AccountConfigEntry) -> bool:
    """Stop reading the account; what it said is remembered until Home Assistant stops."""
    if not await hass.config_entries.async_unload_platforms(entry, ACCOUNT_PLATFORMS):
        return False
    for issue in OF_ACCOUNTS:
        issue.async_clear(hass, entry.entry_id)
    return True


@callback
def remove_account(hass: HomeAssistant, entry: AccountConfigEntry) -> None:
    """Forget the account, and tell the lines that it fed."""
    forget_account(hass, entry.entry_id)
    async_dispatcher_send(hass, account_signal(entry.entry_id))
