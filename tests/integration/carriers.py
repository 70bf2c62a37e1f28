"""Accounts of fake carriers, and the lines that they feed."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.accounts import coordinator as account_coordinator
from custom_components.sim_renewal.carriers.registry import CARRIERS
from custom_components.sim_renewal.const import DOMAIN
from tests.carriers.fakes import FAKES, ICCID, Fake
from tests.carriers.server import Server

from .conftest import LINE_ID

type Carrier = Callable[..., Awaitable[Server]]
type Add = Callable[..., Awaitable[MockConfigEntry]]


@pytest.fixture
async def carrier(socket_enabled: None, monkeypatch) -> AsyncGenerator[Carrier]:
    """Return a function that starts a fake carrier in the place of the real one."""
    servers: list[Server] = []

    async def start(key: str, scenario: str = "good") -> Server:
        server = await Server(FAKES[key](scenario)).__aenter__()
        servers.append(server)
        address = server.url + FAKES[key].BASE
        monkeypatch.setitem(CARRIERS, key, replace(CARRIERS[key], base_url=address))
        return server

    yield start
    for server in servers:
        await server.__aexit__()


@pytest.fixture
async def add(hass: HomeAssistant) -> AsyncGenerator[Add]:
    """Return a function that sets up an account as it is after its dialog."""
    entries: list[MockConfigEntry] = []

    async def setup(key: str, *, seen: tuple[str, ...] = (), **changes: str) -> MockConfigEntry:
        credentials = {
            name: value for name, value in (FAKES[key].CREDENTIALS | changes).items() if value
        }
        entry = MockConfigEntry(
            domain=DOMAIN,
            title=CARRIERS[key].name,
            data={"kind": "account", "account_carrier": key, "credentials": credentials},
            options={"seen": list(seen)},
        )
        entry.add_to_hass(hass)
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        entries.append(entry)
        return entry

    yield setup
    for entry in hass.config_entries.async_entries(DOMAIN):
        if "kind" in entry.data and entry.state.recoverable:
            await hass.config_entries.async_unload(entry.entry_id)


@pytest.fixture(autouse=True)
def no_chance(monkeypatch) -> None:
    """Have no home differ from another: the pauses are then known."""
    monkeypatch.setattr(account_coordinator.random, "random", lambda: 0.0)


def fake_of(server: Server) -> Fake:
    assert isinstance(server.carrier, Fake)
    return server.carrier


def fed_by(entry: ConfigEntry | str, key: str, sim: str = ICCID) -> dict[str, Any]:
    """Return the source of a line in its settings."""
    entry_id = entry if isinstance(entry, str) else entry.entry_id
    return {"kind": "account", "account": entry_id, "sim": sim, "carrier": key}


async def bind(hass: HomeAssistant, home: ConfigEntry, source: dict[str, Any] | None) -> None:
    """Give the line a source, or take it away."""
    line = home.subentries[LINE_ID]
    data = {name: value for name, value in line.data.items() if name != "source"}
    if source is not None:
        data["source"] = source
    hass.config_entries.async_update_subentry(home, line, data=data)
    await hass.async_block_till_done(wait_background_tasks=True)


def shown(hass: HomeAssistant, key: str, name: str = "papa") -> str:
    return hass.states.get(f"sensor.{name}_{key}").state


def issues(hass: HomeAssistant) -> set[str]:
    return {
        issue.translation_key
        for (domain, _), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.translation_key.startswith("account")
    }
