"""Diagnostics and logs: how the lines stand, and never whose they are."""

from http import HTTPStatus
import json
import logging
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.const import DOMAIN

from .conftest import file_of, line_subentry, recipient_subentry

LINE_ID = "L" * 26
DAMAGED_ID = "D" * 26

SECRETS = {
    "name": "Grandpère Anselme",
    "number": "+33639987654",
    "number as dialled": "0639987654",
    "iccid": "8933010000000000028",
    "eid": "89049032123451234512345678901235",
    "owner": "Anselme Dupont",
    "carrier": "Quietfone",
    "offer": "Tranquille 40",
    "payer": "Tante Lin",
    "receipt": "Ticket-77-118",
    "note": "sous le matelas",
    "recipient": "Béatrice Durand",
    "phone": "beatrice_pixel",
    "damaged line": "Oncle Maurice",
}


def leaks(text: str) -> set[str]:
    """Return what of the secrets can be read in a text, however it is written."""
    plain = text.casefold()
    return {
        what
        for what, secret in SECRETS.items()
        if secret.casefold() in plain
        or json.dumps(secret)[1:-1].casefold() in plain
        or "".join(secret.split()).casefold() in plain
    }


def secret_line() -> Any:
    return line_subentry(
        SECRETS["name"],
        LINE_ID,
        credit=3,
        grace=6,
        **{key: SECRETS[key] for key in ("number", "iccid", "eid", "owner", "carrier", "offer")},
    )


def secret_recipient() -> Any:
    return recipient_subentry(SECRETS["recipient"], f"notify.mobile_app_{SECRETS['phone']}")


async def renew(hass: HomeAssistant, entry: MockConfigEntry, **data: Any) -> None:
    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, LINE_ID), config_entry_id=entry.entry_id
    )
    secrets = {key: SECRETS[key] for key in ("payer", "receipt", "note")}
    await hass.services.async_call(
        DOMAIN,
        "record_renewal",
        {"device_id": device_id, **secrets, **data},
        blocking=True,
    )
    await hass.async_block_till_done()


@pytest.fixture
def beatrice(hass: HomeAssistant) -> list[Any]:
    """Be the phone of the recipient."""
    received: list[Any] = []
    hass.services.async_register("notify", f"mobile_app_{SECRETS['phone']}", received.append)
    return received


@pytest.fixture
async def download(hass: HomeAssistant, hass_client: Any) -> Any:
    """Return a function that downloads the diagnostics of an entry, as a person does."""
    assert await async_setup_component(hass, "diagnostics", {})
    await hass.async_block_till_done()
    client = await hass_client()

    async def get(entry: MockConfigEntry) -> tuple[str, Any]:
        response = await client.get(f"/api/diagnostics/config_entry/{entry.entry_id}")
        assert response.status == HTTPStatus.OK
        return await response.text(), (await response.json())["data"]

    return get


async def test_diagnostics_tell_how_a_line_stands(hass, household, beatrice, download) -> None:
    entry = await household(secret_line(), secret_recipient(), reminder_time="09:00:00")
    await renew(hass, entry, amount=10, channel="shop")

    _, data = await download(entry)

    assert data["options"] == {"reminder_time": "09:00:00"}
    assert set(data["lines"]) == {LINE_ID}
    line = data["lines"][LINE_ID]
    assert (line["form"], line["status"]) == ("physical", "active")
    assert "count=30" in line["rule"]
    assert line["statements"] == [
        {
            "clock": "service",
            "until": "2026-11-26",
            "as_of": "2026-11-23T10:00:00+01:00",
            "told_at": "2026-11-23T10:00:00+01:00",
            "teller": "setup",
            "ends_at": None,
            "repeated_at": None,
        }
    ]
    assert (line["emptied"], line["doubt"]) == ([], None)
    assert "(2026, 12, 26)" in line["clocks"]
    assert line["renewals"] == [
        {
            "renewed_on": "2026-11-23",
            "recorded_at": "2026-11-23T10:00:00+01:00",
            "at": "2026-11-23T10:00:00+01:00",
            "service_until": None,
            "number_until": None,
            "in_addition": False,
            "channel": "shop",
        }
    ]
    assert set(line["buckets"]) == {"credit"}
    assert line["snooze"] is None
    assert {each["recipient_id"] for each in line["deliveries"]} == {"events", "R" * 26}
    assert any("2026, 12, 26" in stage for stage in line["stages"])
    assert line["next_moment"] == "2026-11-25T08:00:00+00:00"  # did it land?


async def test_those_of_a_device_tell_of_its_line_alone(
    hass, household, beatrice, download, hass_client
) -> None:
    entry = await household(secret_line(), line_subentry("Other", "M" * 26), secret_recipient())
    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, LINE_ID), config_entry_id=entry.entry_id
    )
    client = await hass_client()

    response = await client.get(
        f"/api/diagnostics/config_entry/{entry.entry_id}/device/{device_id}"
    )

    assert response.status == HTTPStatus.OK
    assert leaks(await response.text()) == set()
    _, whole = await download(entry)
    told = (await response.json())["data"]
    assert set(whole["lines"]) == {LINE_ID, "M" * 26}
    assert told["lines"] == {LINE_ID: whole["lines"][LINE_ID]}


async def test_diagnostics_tell_of_a_line_without_an_end_that_nothing_is_to_come(
    household, download
) -> None:
    entry = await household(line_subentry(service_until=None))

    _, data = await download(entry)

    line = data["lines"][LINE_ID]
    assert (line["status"], line["next_moment"], line["stages"]) == ("unknown", None, [])


async def test_a_household_that_does_not_run_has_diagnostics(hass, household, download) -> None:
    entry = await household(line_subentry())
    await hass.config_entries.async_unload(entry.entry_id)

    _, data = await download(entry)

    assert data == {"lines": {}, "options": {}, "state": "not_loaded"}


async def test_nothing_that_tells_whose_a_line_is_appears_in_diagnostics(
    hass, household, beatrice, download
) -> None:
    file_of(hass, DAMAGED_ID).parent.mkdir(exist_ok=True)
    file_of(hass, DAMAGED_ID).write_text(SECRETS["damaged line"], encoding="utf-8")
    damaged = line_subentry(SECRETS["damaged line"], DAMAGED_ID, number=None)
    entry = await household(secret_line(), damaged, secret_recipient())
    await renew(hass, entry, amount=10)
    known = json.dumps([subentry.as_dict() for subentry in entry.subentries.values()])
    kept = file_of(hass, LINE_ID).read_text(encoding="utf-8")
    assert leaks(known) | leaks(kept) == set(SECRETS) - {"number as dialled"}

    text, data = await download(entry)

    assert data["lines"][DAMAGED_ID] == {"damaged": True}
    assert len(data["lines"][LINE_ID]["renewals"]) == 1
    assert len(data["lines"][LINE_ID]["deliveries"]) == 2
    assert leaks(text) == set()


async def test_nothing_that_tells_whose_a_line_is_appears_in_the_log(
    hass, household, beatrice, move_to, caplog
) -> None:
    caplog.set_level(logging.DEBUG)
    entry = await household(secret_line(), secret_recipient())
    assert len(beatrice) == 1
    assert SECRETS["name"] in beatrice[0].data["title"]
    await renew(hass, entry, date="2026-11-20", amount=10)
    hass.services.async_remove("notify", f"mobile_app_{SECRETS['phone']}")
    await move_to("2026-12-25T09:00:00+01:00")
    hass.bus.async_fire("mobile_app_notification_action", {"action": "SIM_RENEWAL_LATER_X_1"})
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    ours = [
        record
        for record in caplog.records
        if f"custom_components.{DOMAIN}" in record.name
        or (DOMAIN in record.getMessage() and record.name.startswith("homeassistant.helpers.st"))
    ]
    assert any(LINE_ID in record.getMessage() for record in ours), "nothing of ours was heard"
    for logger in ("coordinator", "household", "notifier", "store"):
        assert logging.getLogger(f"custom_components.{DOMAIN}.{logger}").isEnabledFor(logging.DEBUG)
    for record in ours:
        assert leaks(logging.Formatter().format(record)) == set()
