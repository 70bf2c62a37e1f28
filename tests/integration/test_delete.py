"""Deleting a line: said beforehand what is lost, confirmed, and then really gone."""

from dataclasses import replace
from pathlib import Path

from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.model import ReceiptFile

from .conftest import LINE_ID, line_subentry, recipient_subentry
from .dialogs import check_abort, check_form, choose, go_on, shown

MAMAN = "M" * 26
MAMANS = {"number": "+33639980002", "iccid": None}


async def delete_form(hass, entry):
    form = await choose(hass, entry, LINE_ID, "delete")
    check_form(form, "delete")
    assert shown(form) == {"confirm": False}
    return form


def files(hass) -> list[str]:
    """Return the files of records that are on disk."""
    storage = Path(hass.config.path(".storage"))
    return sorted(path.name for path in storage.glob(f"{DOMAIN}.*"))


def devices(hass) -> set[str]:
    registry = dr.async_get(hass)
    return {
        identifier[1]
        for device in registry.devices
        for identifier in device.identifiers
        if identifier[0] == DOMAIN
    }


def entities_of(hass, line_id: str) -> dict[str, str]:
    entities = er.async_get(hass).entities.values()
    return {each.entity_id: each.id for each in entities if each.config_subentry_id == line_id}


async def test_it_tells_how_much_is_lost(hass, household, act) -> None:
    entry = await household(line_subentry())
    for _ in range(3):
        await act("record_renewal", amount=10, receipt="A-1", in_addition=True)
    await act("undo_renewal")
    for kind in ("call", "sms", "data"):
        await act("record_activity", kind=kind)
    line = entry.runtime_data.lines[LINE_ID]
    receipt = ReceiptFile(receipt_id="R" * 26, media_type="application/pdf", size=1000)
    filed = replace(line.record.renewals[0], receipt_file=receipt)
    await line.async_change(lambda record: record.with_changed_renewal(filed))

    form = await delete_form(hass, entry)

    assert form["description_placeholders"] == {
        "line": "Papa",
        "renewals": "2",
        "receipts": "1",
        "activities": "3",
    }


async def test_without_a_confirmation_nothing_is_deleted(hass, household) -> None:
    entry = await household(line_subentry())

    form = await go_on(hass, await delete_form(hass, entry))

    check_form(form, "delete", {"confirm": "not_confirmed"})
    assert form["description_placeholders"]["renewals"] == "0"
    assert LINE_ID in entry.subentries
    assert hass.states.get("sensor.papa_status").state == "due"
    assert files(hass) == [f"{DOMAIN}.{LINE_ID}"]


async def test_a_line_goes_with_all_that_was_kept_of_it_and_no_other_does(
    hass, household, act, phone
) -> None:
    entry = await household(
        line_subentry(), line_subentry("Maman", MAMAN, **MAMANS), recipient_subentry()
    )
    await act("record_renewal", amount=10)
    await act("record_renewal", MAMAN, amount=12)
    mamans = entities_of(hass, MAMAN)
    household_device = entry.entry_id
    assert files(hass) == [f"{DOMAIN}.{LINE_ID}", f"{DOMAIN}.{MAMAN}"]
    assert devices(hass) == {household_device, "R" * 26, LINE_ID, MAMAN}

    check_abort(await go_on(hass, await delete_form(hass, entry), confirm=True), "line_deleted")

    assert [each.title for each in entry.subentries.values()] == ["Maman", "Anna"]
    assert files(hass) == [f"{DOMAIN}.{MAMAN}"]
    assert devices(hass) == {household_device, "R" * 26, MAMAN}
    assert entities_of(hass, LINE_ID) == {}
    assert not [each for each in hass.states.async_entity_ids() if "papa" in each]
    assert entities_of(hass, MAMAN) == mamans
    assert hass.states.get("sensor.maman_service_until").state == "2026-12-26"
    (renewal,) = (await act("get_renewals", MAMAN))["renewals"]
    assert renewal["amount"] == 12.0


async def test_an_archived_line_can_be_deleted(hass, household) -> None:
    entry = await household(line_subentry())
    await go_on(hass, await choose(hass, entry, LINE_ID, "standing"), standing="archived")

    check_abort(await go_on(hass, await delete_form(hass, entry), confirm=True), "line_deleted")

    assert files(hass) == []
    assert devices(hass) == {entry.entry_id}
    assert entities_of(hass, LINE_ID) == {}


async def test_the_number_of_a_deleted_line_is_free_again(hass, household) -> None:
    entry = await household(line_subentry(), line_subentry("Maman", MAMAN, **MAMANS))
    number = entry.subentries[LINE_ID].data["number"]
    await go_on(hass, await delete_form(hass, entry), confirm=True)

    result = await go_on(hass, await choose(hass, entry, MAMAN, "sim"), number=number)

    assert result["reason"] == "reconfigure_successful"
    assert entry.subentries[MAMAN].data["number"] == number


@pytest.mark.parametrize("confirmed", [True, False])
async def test_a_household_that_stops_meanwhile_deletes_nothing(hass, household, confirmed) -> None:
    entry = await household(line_subentry())
    form = await delete_form(hass, entry)
    assert await hass.config_entries.async_unload(entry.entry_id)

    check_abort(await go_on(hass, form, confirm=confirmed), "entry_not_loaded")

    assert LINE_ID in entry.subentries
    assert files(hass) == [f"{DOMAIN}.{LINE_ID}"]


async def test_of_a_damaged_record_nobody_knows_how_much_is_lost(hass, household) -> None:
    entry = await household(line_subentry())
    assert await hass.config_entries.async_unload(entry.entry_id)
    path = Path(hass.config.path(".storage", f"{DOMAIN}.{LINE_ID}"))
    await hass.async_add_executor_job(path.write_text, "no JSON")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    form = await delete_form(hass, entry)
    unknown = dict.fromkeys(("renewals", "receipts", "activities"), "?")
    assert form["description_placeholders"] == {"line": "Papa", **unknown}
    check_abort(await go_on(hass, form, confirm=True), "line_deleted")

    assert files(hass) == []
