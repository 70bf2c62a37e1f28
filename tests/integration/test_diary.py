"""The diary: what Home Assistant's Activity reads of a line."""

from typing import Any

from homeassistant.core import Context, Event, HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)

from .conftest import LINE_ID, device_of, line_subentry, recipient_subentry

MAMA_ID = "M" * 26


@pytest.fixture
def mock_recorder_before_hass(async_test_recorder: Any) -> None:
    """Have the database ready before Home Assistant."""


@pytest.fixture
async def diary(recorder_mock: Any, hass: HomeAssistant, hass_ws_client: Any) -> Any:
    """Return a function that reads what Activity says of Papa, as the frontend asks for it."""
    assert await async_setup_component(hass, "logbook", {})
    client = await hass_ws_client(hass)

    async def read(line_id: str = LINE_ID) -> list[str]:
        await hass.async_block_till_done()
        await async_wait_recording_done(hass)
        await client.send_json_auto_id(
            {
                "type": "logbook/get_events",
                "start_time": "2026-11-23T08:00:00+01:00",
                "end_time": "2026-11-23T23:00:00+01:00",
                "device_ids": [device_of(hass, line_id)],
            }
        )
        answer = await client.receive_json()
        told = [each for each in answer["result"] if each.get("domain") == "sim_renewal"]
        assert not any("entity_id" in each for each in told)  # its name would stand for Anna's
        return [f"{each['name']} {each['message']}" for each in told]

    return read


@pytest.fixture
async def anna(hass: HomeAssistant, hass_admin_user: Any) -> Context:
    """Have Anna do something, who is a person of the house."""
    person = {"user_id": hass_admin_user.id, "friendly_name": "Anna"}
    hass.states.async_set("person.anna", "home", person)
    return Context(user_id=hass_admin_user.id)


async def test_who_renewed_what_until_when_is_read(diary, household, act, anna, paris) -> None:
    await household(line_subentry())
    recorded = await act("record_renewal", amount=10, context=anna)
    paris.tick(1)
    await act("undo_renewal")
    paris.tick(1)
    await act("restore_renewal", renewal_id=recorded["renewal_id"])
    paris.tick(1)
    await act("record_renewal", amount=4, refund=True)

    assert await diary() == [
        "Anna renewed Papa, €10.00, until December 26, 2026",
        "Papa renewal of November 23, 2026 undone, €10.00",
        "Papa renewal of November 23, 2026 restored, €10.00",
        "Papa got money back on November 23, 2026, €4.00",
    ]


async def test_a_payer_who_is_no_person_is_not_named(diary, household, act) -> None:
    await household(line_subentry())
    await act("record_renewal", payer="Grandma")
    assert await diary() == ["Papa was renewed, until December 26, 2026"]


async def test_a_renewal_on_another_line_is_read_where_it_was(
    hass, diary, household, act, paris
) -> None:
    await household(line_subentry(), line_subentry("Mama", MAMA_ID, number=None, iccid=None))
    recorded = await act("record_renewal")
    paris.tick(1)
    moved = {"renewal_id": recorded["renewal_id"], "move_to": device_of(hass, MAMA_ID)}
    await act("edit_renewal", **moved)

    assert (await diary())[1:] == ["Papa renewal of November 23, 2026 moved to Mama"]


async def test_who_was_reminded_is_read(diary, household, move_to, phone) -> None:
    await household(line_subentry(), recipient_subentry())
    await move_to("2026-11-23T10:00:05+01:00")
    assert await diary() == ["Papa reminder sent to Anna"]


async def test_it_is_in_the_language_of_the_household(hass, diary, household, act, anna) -> None:
    await household(line_subentry())
    await hass.config.async_update(language="fr")
    await act("record_renewal", amount=10, context=anna)
    (entry,) = await diary()
    assert entry.replace("\xa0", " ").replace("\u202f", " ") == (
        "Anna a rechargé Papa, 10,00 €, jusqu'au 26 décembre 2026"
    )


async def test_the_same_press_again_is_no_entry(diary, household, act) -> None:
    await household(line_subentry())
    await act("record_renewal")
    await act("record_renewal")
    assert len(await diary()) == 1


async def test_an_event_has_no_name_and_no_amount(hass, household, act, anna) -> None:
    told: list[Event] = async_capture_events(hass, "sim_renewal_diary")
    await household(line_subentry())
    await act("record_renewal", amount=17, payer="Anna", note="x", context=anna)

    (event,) = told
    assert event.data.keys() == {
        *("deed", "line_id", "device_id", "entity_id", "until", "renewal_id")
    }
    assert not {"Anna", "17", "Papa"} & {str(value) for value in event.data.values()}


async def test_what_is_gone_leaves_an_entry_without_it(diary, hass, household, act) -> None:
    entry = await household(line_subentry())
    await act("record_renewal", amount=10)
    await hass.config_entries.async_unload(entry.entry_id)
    assert await diary() == ["Papa was renewed, until December 26, 2026"]
