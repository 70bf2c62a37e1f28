"""Lines that are on the disk and not set up, as after a power cut or a backup of two ages."""

from contextlib import suppress
import json
from typing import Any

from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.storage.receipt_files import receipts_of

from .conftest import LINE_ID, file_of, line_subentry, recipient_subentry
from .dialogs import filled, further_page
from .test_receipts import PDF
from .test_store import OTHER_ID, act, data_on_disk, kept, put, repair, traces_of

__all__ = ["repair"]

ISSUE_ID = f"line_left_behind_{LINE_ID}"


def issue(hass: Any, line_id: str = LINE_ID) -> Any:
    return ir.async_get(hass).async_get_issue(DOMAIN, f"line_left_behind_{line_id}")


@pytest.fixture
def cut_power(hass, household):
    """Return a function that ends Home Assistant before it writes what the household has.

    What is set up then is only what is given.
    """

    async def cut(entry: Any, *subentries: Any) -> Any:
        await hass.config_entries.async_unload(entry.entry_id)
        files = {
            each: each.read_bytes()
            for each in file_of(hass).parent.glob("sim_renewal.*")
            if each.is_file()
        }
        receipts = file_of(hass).parent / "sim_renewal_receipts"
        with suppress(FileNotFoundError):
            receipts.rename(receipts.with_name("aside"))
        await hass.config_entries.async_remove(entry.entry_id)
        for path, content in files.items():
            path.write_bytes(content)
        with suppress(FileNotFoundError):
            receipts.with_name("aside").rename(receipts)
        return await household(*subentries)

    return cut


async def test_a_line_that_was_just_added_is_brought_back_with_what_was_acknowledged_on_it(
    hass, household, repair, cut_power
) -> None:
    entry = await household(line_subentry("Mama", OTHER_ID, number=None, iccid=None))
    page = await further_page(hass, entry)
    typed = filled(page, name="Papa", service_until="2026-12-26")
    await hass.config_entries.subentries.async_configure(page["flow_id"], typed)
    await hass.async_block_till_done()
    (line_id,) = entry.subentries.keys() - {OTHER_ID}
    data = dict(entry.subentries[line_id].data)
    recorded = await act(hass, entry, "record_renewal", line_id, service_until="2027-01-26")

    entry = await cut_power(entry, line_subentry("Mama", OTHER_ID, number=None, iccid=None))

    assert issue(hass, line_id).translation_placeholders == {"line": "Papa"}
    assert issue(hass, OTHER_ID) is None
    menu = await repair.start(f"line_left_behind_{line_id}")
    assert (menu["step_id"], menu["menu_options"]) == ("left_behind", ["bring_back", "delete"])
    assert menu["description_placeholders"] == {"line": "Papa", "renewals": "1"}
    done = await repair.choose(menu["flow_id"], "bring_back")
    await hass.async_block_till_done()

    assert done["type"] == "create_entry"
    assert issue(hass, line_id) is None
    brought = entry.subentries[line_id]
    assert (brought.title, dict(brought.data)) == ("Papa", data)
    assert hass.states.get("sensor.papa_service_until").state == "2027-01-26"
    answer = await act(hass, entry, "get_renewals", line_id)
    assert [each["renewal_id"] for each in answer["renewals"]] == [recorded["renewal_id"]]


async def test_settings_are_kept_with_the_record_as_they_were_changed_last(hass, household) -> None:
    entry = await household(line_subentry())
    assert data_on_disk(hass)["set_up"]["title"] == "Papa"
    content = file_of(hass).stat().st_mtime_ns
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert file_of(hass).stat().st_mtime_ns == content, "nothing is new"

    subentry = entry.subentries[LINE_ID]
    hass.config_entries.async_update_subentry(
        entry, subentry, title="Dad", data={**subentry.data, "price": 12.0}
    )
    await hass.async_block_till_done()

    set_up = data_on_disk(hass)["set_up"]
    assert (set_up["line_id"], set_up["title"], set_up["data"]["price"]) == (LINE_ID, "Dad", 12.0)
    assert file_of(hass).stat().st_mode & 0o777 == 0o600


async def test_a_record_of_before_is_read_and_gets_its_settings(hass, household) -> None:
    put(hass, kept())

    await household(line_subentry())

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-24"
    assert data_on_disk(hass)["set_up"]["title"] == "Papa"


async def test_what_was_left_behind_can_be_deleted_with_its_receipts(
    hass, household, repair, cut_power
) -> None:
    entry = await household(line_subentry())
    renewal = await act(hass, entry, "record_renewal")
    await entry.runtime_data.lines[LINE_ID].async_attach(renewal["renewal_id"], await receipt(hass))
    entry = await cut_power(entry)
    receipts = file_of(hass).parent / "sim_renewal_receipts" / LINE_ID
    assert len(list(receipts.iterdir())) == 1, "no tidying deletes what may come back"

    menu = await repair.start(ISSUE_ID)
    form = await repair.choose(menu["flow_id"], "delete")
    assert (form["type"], form["step_id"]) == ("form", "delete")
    assert traces_of(hass) != []
    done = await repair.confirm(form["flow_id"])

    assert done["type"] == "create_entry"
    assert (traces_of(hass), receipts.exists(), issue(hass)) == ([], False, None)


async def receipt(hass: Any) -> Any:
    return await receipts_of(hass).async_keep_content(LINE_ID, PDF)


@pytest.mark.parametrize(
    ("content", "renewals"),
    [
        (b"garbage", "?"),
        (kept(), "0"),
        (kept(set_up={"line_id": LINE_ID}), "?"),
        (json.dumps({"version": 2, "minor_version": 1, "data": {}}).encode(), "?"),
    ],
    ids=["damaged", "of before", "damaged settings", "too new"],
)
async def test_what_cannot_be_brought_back_can_only_be_deleted(
    hass, household, repair, content, renewals
) -> None:
    put(hass, content)
    await household()

    menu = await repair.start(ISSUE_ID)

    assert (menu["step_id"], menu["menu_options"]) == ("left_unreadable", ["delete"])
    assert menu["description_placeholders"] == {"line": "…LLLL", "renewals": renewals}
    assert (await repair.choose(menu["flow_id"], "bring_back")).get("type") != "create_entry"
    assert len(traces_of(hass)) == 1


async def test_a_line_whose_number_another_one_has_by_now_is_not_brought_back(
    hass, household, repair, cut_power
) -> None:
    entry = await cut_power(
        await household(line_subentry()), line_subentry("Papa again", OTHER_ID, iccid=None)
    )

    menu = await repair.start(ISSUE_ID)
    refused = await repair.choose(menu["flow_id"], "bring_back")

    assert (refused["type"], refused["reason"]) == ("abort", "already_used")
    assert list(entry.subentries) == [OTHER_ID]
    assert issue(hass) is not None


async def test_what_is_gone_or_back_by_now_needs_no_repair(
    hass, household, repair, cut_power
) -> None:
    entry = await cut_power(await household(line_subentry()), recipient_subentry())
    first, second, third, fourth = [await repair.start(ISSUE_ID) for _ in range(4)]
    confirming = await repair.choose(fourth["flow_id"], "delete")
    await repair.choose(first["flow_id"], "bring_back")
    await hass.async_block_till_done()

    assert (await repair.choose(second["flow_id"], "bring_back"))["type"] == "create_entry"
    assert (await repair.choose(third["flow_id"], "delete"))["type"] == "create_entry"
    assert (await repair.confirm(confirming["flow_id"]))["type"] == "create_entry"
    await hass.async_block_till_done()

    assert LINE_ID in entry.runtime_data.lines
    assert traces_of(hass) != []


async def test_bringing_back_needs_the_household_to_run(hass, household, repair, cut_power) -> None:
    entry = await cut_power(await household(line_subentry()))
    menu, other = await repair.start(ISSUE_ID), await repair.start(ISSUE_ID)
    await hass.config_entries.async_unload(entry.entry_id)

    refused = await repair.choose(menu["flow_id"], "bring_back")
    assert (refused["type"], refused["reason"]) == ("abort", "entry_not_loaded")
    assert traces_of(hass) != []

    await hass.config_entries.async_remove(entry.entry_id)
    assert (await repair.choose(other["flow_id"], "delete"))["type"] == "create_entry"
    assert traces_of(hass) == [], "with the household, all that is kept goes"


async def test_a_file_that_went_before_the_repair_was_opened_needs_none(
    hass, household, repair, cut_power
) -> None:
    await cut_power(await household(line_subentry()))
    file_of(hass).unlink()

    assert (await repair.start(ISSUE_ID))["type"] == "create_entry"
