"""A household in a Home Assistant that keeps its files in a directory of the test."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from pathlib import Path
from typing import Any
from unittest.mock import PropertyMock, patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import slugify
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.sim_renewal.const import DOMAIN

NOW = "2026-11-23T10:00:00+01:00"

LINE = {
    "carrier": "Orange",
    "carrier_id": "fr.orange",
    "country": "FR",
    "form": "physical",
    "number": "+33639980001",
    "iccid": "8933010000000000010",
    "offer": "Mobicarte",
    "price": 10.0,
    "currency": "EUR",
    "rule": "fixed_term",
    "term": 30,
    "term_unit": "days",
    "extends_from": "later",
    "grace_unit": "months",
    "service_until": "2026-11-26",
}

LINE_ID = "L" * 26

type Act = Callable[..., Awaitable[Any]]

type Setup = Callable[..., Awaitable[MockConfigEntry]]

type MoveTo = Callable[[str], Awaitable[None]]


@pytest.fixture(autouse=True)
def _custom_integrations(enable_custom_integrations: None) -> None:
    """Let Home Assistant find the integration."""


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep real files, in a directory of the test."""
    return hass_tmp_config_dir


@pytest.fixture
def hass_storage() -> None:
    """Let Home Assistant's stores really write, instead of into a dictionary."""


@pytest.fixture(autouse=True)
async def paris(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Be in Paris, on a Monday morning in November."""
    freezer.move_to(NOW)
    await hass.config.async_update(time_zone="Europe/Paris", country="FR", currency="EUR")
    return freezer


@pytest.fixture(autouse=True)
async def _addresses(hass: HomeAssistant, paris: Any, _custom_integrations: None) -> None:
    """Have the web server know all addresses before a test connects to it, and fixes them."""
    for component in ("websocket_api", "calendar", "todo", DOMAIN):
        assert await async_setup_component(hass, component, {})


@pytest.fixture(autouse=True)
def _all_entities(request: pytest.FixtureRequest) -> Generator[None]:
    """Have every entity switched on, so that its value can be read; `as_installed` has the few."""
    if request.node.get_closest_marker("as_installed") is not None:
        yield
        return
    is_on = PropertyMock(return_value=True)
    with patch("homeassistant.helpers.entity.Entity.entity_registry_enabled_default", is_on):
        yield


@pytest.fixture
def move_to(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> MoveTo:
    """Return a function that lets it become a later moment, and all that it brings happen."""

    async def move(moment: str) -> None:
        freezer.move_to(moment)
        async_fire_time_changed(hass)
        await hass.async_block_till_done()

    return move


def line_subentry(title: str = "Papa", subentry_id: str = "L" * 26, **changes: Any) -> Any:
    """Return a line as a subentry of a new household; `None` leaves a setting out."""
    data = {key: value for key, value in (LINE | changes).items() if value is not None}
    return ConfigSubentryData(
        data=data,
        subentry_type="line",
        title=title,
        unique_id=None,
        subentry_id=subentry_id,  # type: ignore[typeddict-unknown-key]
    )


def recipient_subentry(
    title: str = "Anna", *targets: str, language: str = "en", subentry_id: str = "R" * 26
) -> Any:
    """Return a recipient as a subentry of a new household."""
    return ConfigSubentryData(
        data={"targets": list(targets or ("notify.mobile_app_anna",)), "language": language},
        subentry_type="recipient",
        title=title,
        unique_id=None,
        subentry_id=subentry_id,  # type: ignore[typeddict-unknown-key]
    )


FED = (
    *(("binary_sensor", key) for key in ("data_low", "data_runs_out_early")),
    *(
        ("sensor", key)
        for key in (
            *("credit", "data_remaining", "data_runs_out", "data_used", "next_reminder_to"),
            *("number_until", "sms_remaining", "voice_remaining"),
        )
    ),
)
"""Entities that a line gets once something tells of them, by platform and key."""


def know_all(hass: HomeAssistant, entry: MockConfigEntry, line: Any) -> None:
    """Have a line be one that had every entity before."""
    begin = slugify(line["title"])[:150].rstrip("_")
    for platform, key in FED:
        er.async_get(hass).async_get_or_create(
            platform,
            DOMAIN,
            f"{line['subentry_id']}_{key}",
            config_entry=entry,
            config_subentry_id=line["subentry_id"],
            suggested_object_id=f"{begin}_{key.replace('voice', 'calls')}",
        )


@pytest.fixture
async def household(hass: HomeAssistant, request: pytest.FixtureRequest) -> AsyncGenerator[Setup]:
    """Return a function that sets up a household of the given subentries."""
    is_new = request.node.get_closest_marker("as_installed") is not None
    await async_setup_component(hass, "persistent_notification", {})
    entries: list[MockConfigEntry] = []

    async def setup(*subentries: Any, **options: Any) -> MockConfigEntry:
        entry = MockConfigEntry(
            domain=DOMAIN, title="SIM Renewal", options=options, subentries_data=subentries
        )
        entry.add_to_hass(hass)
        for each in subentries:
            if each["subentry_type"] == "line" and not is_new:
                know_all(hass, entry, each)
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        entries.append(entry)
        return entry

    yield setup
    for entry in entries:
        if entry in hass.config_entries.async_entries() and entry.state.recoverable:
            await hass.config_entries.async_unload(entry.entry_id)


def file_of(hass: HomeAssistant, line_id: str = LINE_ID) -> Path:
    """Return where the record of a line is kept."""
    return Path(hass.config.path(".storage", f"{DOMAIN}.{line_id}"))


@pytest.fixture
def full_disk(hass: HomeAssistant) -> tuple[Callable[[], object], Callable[[], object]]:
    """Return a function that makes the disk refuse Papa's record, and one that repairs it."""
    path = file_of(hass)
    aside = path.with_suffix(".aside")

    def break_it() -> None:
        path.rename(aside)
        path.mkdir()

    def repair_it() -> None:
        path.rmdir()
        aside.rename(path)

    return break_it, repair_it


@pytest.fixture
def phone(hass: HomeAssistant) -> list[ServiceCall]:
    """Be the notify action of Anna's phone, and return what it receives."""
    received: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_anna", received.append)
    return received


async def mark_renewed(hass: HomeAssistant, user_id: str | None = "anna-id") -> None:
    """Have somebody press *Mark renewed* on the dashboard."""
    call, context = {"entity_id": "button.papa_mark_renewed"}, Context(user_id=user_id)
    await hass.services.async_call("button", "press", call, blocking=True, context=context)
    await hass.async_block_till_done()


def device_of(hass: HomeAssistant, line_id: str) -> str:
    (entry,) = (
        each for each in hass.config_entries.async_entries(DOMAIN) if "kind" not in each.data
    )
    return dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, line_id), config_entry_id=entry.entry_id
    )


@pytest.fixture
def act(hass: HomeAssistant) -> Act:
    """Return a function that calls an action on a line and returns its answer."""

    async def call(
        action: str, line_id: str = LINE_ID, context: Context | None = None, **data: Any
    ) -> Any:
        answer = await hass.services.async_call(
            DOMAIN,
            action,
            {"device_id": device_of(hass, line_id), **data},
            blocking=True,
            context=context,
            return_response=True,
        )
        await hass.async_block_till_done()
        return answer

    return call
