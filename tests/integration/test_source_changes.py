"""A line that changes its source again and again: all that is the household's own stays."""

from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.sim_renewal.storage.records import LineStore

from .carriers import add, carrier, issues, no_chance, shown
from .conftest import LINE_ID, device_of, line_subentry, recipient_subentry
from .dialogs import choose, go_on
from .rest import server, source

__all__ = ["add", "carrier", "no_chance", "server"]

TYPED = {"number.papa_data_remaining": f"{LINE_ID}_data_remaining"}
"""What people type in, which is there as long as nothing feeds it."""

OF_SOURCES = {"binary_sensor.papa_source_problem", "button.papa_ask_the_source"}
"""What is about the source itself, and comes and goes with it."""

SENSOR = "sensor.router"


def entities(hass: HomeAssistant, home: Any) -> dict[str, tuple[str, str, str | None]]:
    """Return the entities that no source brings or takes: their ids, and their device."""
    return {
        each.entity_id: (each.id, each.unique_id, each.device_id)
        for each in er.async_entries_for_config_entry(er.async_get(hass), home.entry_id)
        if each.entity_id not in TYPED.keys() | OF_SOURCES
    }


async def own(hass: HomeAssistant, home: Any) -> dict[str, Any]:
    """Return what belongs to the household, and to no source."""
    record = await LineStore(hass, LINE_ID).async_load()
    assert record is not None
    device_id = device_of(hass, LINE_ID)
    line = home.subentries[LINE_ID]
    return {
        "device": (device_id, dr.async_get(hass).async_get(device_id).name),
        "entities": entities(hass, home),
        "name": line.title,
        "settings": {key: value for key, value in line.data.items() if key != "source"},
        "ledger": (record.renewals, record.activities, record.snooze),
        "reminders": record.deliveries,
        "dates": (shown(hass, "service_until"), shown(hass, "number_until")),
    }


def balance(hass: HomeAssistant) -> tuple[float, str]:
    """Return the data that is left, and when that was so."""
    return float(shown(hass, "data_remaining")), shown(hass, "balance_updated")


async def settle(hass: HomeAssistant) -> None:
    await hass.async_block_till_done(wait_background_tasks=True)


async def change(hass: HomeAssistant, home: Any, kind: str, **typed: Any) -> None:
    """Give the line another source through its own menu."""
    before = await own(hass, home)
    known = balance(hass)
    result = await choose(hass, home, LINE_ID, f"source_{kind}")
    if kind != "none":
        result = await go_on(hass, result, **typed)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    await hass.async_block_till_done()
    if kind in {"none", "message"}:
        assert balance(hass) == known, "the last value stays, with its age"
    await settle(hass)
    assert await own(hass, home) == before
    registry = er.async_get(hass)
    fed_by_others = kind in {"entity", "rest", "account"}
    for entity_id, unique_id in TYPED.items():
        found = registry.async_get(entity_id)
        assert (found is None) == fed_by_others
        assert found is None or found.unique_id == unique_id
    assert issues(hass) == set()


def told(phone: list[ServiceCall]) -> list[str]:
    return [call.data["message"].partition(".")[0] for call in phone]


@pytest.mark.parametrize("changes", [False, True])
async def test_whatever_feeds_the_line_each_reminder_comes_once_and_nothing_is_lost(
    hass, household, carrier, add, server, act, move_to, phone, changes
) -> None:
    async def switch(kind: str, **typed: Any) -> None:
        if changes:
            await change(hass, home, kind, **typed)

    await carrier("hologram")
    home = await household(
        line_subentry(credit=3, grace=6, service_until="2026-11-26"),
        recipient_subentry(),
        reminder_time="09:00:00",
    )
    await add("hologram", seen=("1",))
    await act("record_renewal", amount=10, date="2026-10-27")
    await act("record_activity", kind="sms")
    await act("update_balance", data=5)
    assert balance(hass) == (5, "2026-11-23T09:00:00+00:00")
    assert shown(hass, "service_until") == "2026-11-26"
    phone.clear()

    await switch("account", sim="1")
    if changes:
        assert balance(hass) == (0.0009, "2026-11-23T09:00:00+00:00")
        assert shown(hass, "credit") == "3", "what the carrier does not say stays typed in"
    await move_to("2026-11-24T09:30:00+01:00")
    await settle(hass)
    await switch("none")
    await move_to("2026-11-25T09:00:30+01:00")
    hass.states.async_set(SENSOR, "7", {"unit_of_measurement": "GB"})
    await switch("entity", data_remaining=SENSOR, attributes={}, units={}, stale_after_hours=48)
    if changes:
        assert balance(hass)[0] == 7
    await move_to("2026-11-25T18:00:00+01:00")
    event = {"event": "netgear_lte_sms", "packages": ["x"], "event_text": None}
    await switch("message", **{"from": ["Orange"], **event})
    if changes:
        assert balance(hass)[0] == 7
        sms = {"from": "Orange", "message": "Orange : il vous reste 2,5 Go."}
        hass.bus.async_fire("netgear_lte_sms", sms)
        await settle(hass)
        assert balance(hass) == (2.5, "2026-11-25T17:00:00+00:00")
    await move_to("2026-11-26T09:00:30+01:00")
    asks = source(server, kind=None, bindings=None)
    await switch(
        "rest",
        url=asks["url"],
        headers=["Authorization: Bearer x"],
        data_remaining="data.left",
        units={"data_remaining": "GB"},
    )
    if changes:
        assert balance(hass) == (12.5, "2026-11-26T08:00:30+00:00")
    await move_to("2026-11-27T09:00:30+01:00")
    await settle(hass)
    await switch("none")
    await move_to("2026-11-28T09:00:30+01:00")
    await act("update_balance", data=4)
    assert balance(hass) == (4, "2026-11-28T08:00:30+00:00")

    assert told(phone) == [
        "Works until tomorrow, November 26",
        "Calls and data stop tonight",
        "No service since November 27",
    ]
