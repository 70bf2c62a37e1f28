"""The triggers of an automation: what starts it, with which options, and for which entities."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, label_registry as lr
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.trigger import async_get_all_descriptions
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events
from pytest_homeassistant_custom_component.components.common import (
    TargetSupport,
    arm_trigger,
    assert_triggers_target_support,
)
import voluptuous as vol

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.reminders import Happening
from custom_components.sim_renewal.household.announcements import Announcement, announcement_signal
from custom_components.sim_renewal.trigger import TRIGGERS

from .automations import automate
from .conftest import LINE_ID, device_of, line_subentry

REMINDER = "event.papa_reminder"


def on_renewal_due(target: dict) -> dict:
    return {
        "triggers": [{"trigger": "sim_renewal.renewal_due", "target": target}],
        "actions": [
            {
                "event": "heard",
                "event_data": {
                    "entity_id": "{{ trigger.entity_id }}",
                    "type": "{{ trigger.to_state.attributes.event_type }}",
                },
            }
        ],
    }


def tell(hass: HomeAssistant, happening: Happening, **details) -> None:
    """Let something happen to the line, as whoever notices it would."""
    async_dispatcher_send(hass, announcement_signal(LINE_ID), Announcement(happening, details))


async def fired(hass: HomeAssistant, trigger: str, **options) -> list[str]:
    """Return the list to which each start of a trigger adds its entity."""
    starts: list[str] = []
    await arm_trigger(hass, f"{DOMAIN}.{trigger}", options, {"entity_id": REMINDER}, starts)
    return starts


def test_every_trigger_takes_every_kind_of_target() -> None:
    assert_triggers_target_support(TRIGGERS, dict.fromkeys(TRIGGERS, TargetSupport.STANDARD))


async def test_triggers_are_offered_for_our_event_entities(hass, household):
    await household(line_subentry())

    described = await async_get_all_descriptions(hass)
    for name in TRIGGERS:
        (entity,) = described[f"{DOMAIN}.{name}"]["target"]["entity"]
        assert (entity["integration"], entity["domain"]) == ("sim_renewal", ["event"])


async def test_the_picker_offers_the_triggers_of_a_line_for_its_device_alone(
    hass, household, hass_ws_client
):
    entry = await household(line_subentry())
    assert await async_setup_component(hass, "websocket_api", {})
    client = await hass_ws_client(hass)

    async def offered(device_id: str) -> set[str]:
        target = {"device_id": [device_id]}
        await client.send_json_auto_id({"type": "get_triggers_for_target", "target": target})
        answer = await client.receive_json()
        return {each for each in answer["result"] if each.startswith(f"{DOMAIN}.")}

    assert await offered(device_of(hass, LINE_ID)) == {f"{DOMAIN}.{name}" for name in TRIGGERS}
    of_household = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, entry.entry_id), config_entry_id=entry.entry_id
    )
    assert await offered(of_household) == set()


@pytest.mark.parametrize("by", ["entity", "device", "area", "label"])
async def test_an_automation_starts_at_each_stage(hass, household, move_to, by):
    await household(line_subentry(service_until="2026-12-08"))
    area = ar.async_get(hass).async_create("Home").id
    label = lr.async_get(hass).async_create("Family").label_id
    device_id = device_of(hass, LINE_ID)
    dr.async_get(hass).async_update_device(device_id, area_id=area, labels={label})
    targets = {
        "entity": {"entity_id": REMINDER},
        "device": {"device_id": device_id},
        "area": {"area_id": area},
        "label": {"label_id": label},
    }
    heard = async_capture_events(hass, "heard")
    await automate(hass, on_renewal_due(targets[by]))

    await move_to("2026-12-01T09:00:00+01:00")
    await move_to("2026-12-08T09:00:00+01:00")
    await move_to("2026-12-09T09:00:00+01:00")

    assert [event.data["type"] for event in heard] == ["renewal_due", "expires_today"]
    assert {event.data["entity_id"] for event in heard} == {REMINDER}


async def test_an_automation_does_not_start_again_when_the_household_is_loaded_anew(
    hass, household, move_to
):
    entry = await household(line_subentry())
    heard = async_capture_events(hass, "heard")
    await automate(hass, on_renewal_due({"entity_id": REMINDER}))

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert heard == []

    await move_to("2026-11-25T09:00:00+01:00")
    assert len(heard) == 1


async def test_an_automation_hears_a_stage_that_was_caught_up(hass, household, move_to):
    entry = await household(line_subentry())
    heard = async_capture_events(hass, "heard")
    await automate(hass, on_renewal_due({"entity_id": REMINDER}))
    await hass.config_entries.async_unload(entry.entry_id)
    await move_to("2026-11-25T15:00:00+01:00")
    assert heard == []

    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert len(heard) == 1


async def test_other_event_entities_do_not_start_it(hass, household):
    await household(line_subentry())
    heard = async_capture_events(hass, "heard")
    await automate(hass, on_renewal_due({"entity_id": "event.doorbell"}))

    for second in (1, 2):
        hass.states.async_set(
            "event.doorbell", f"2026-11-23T10:00:0{second}+00:00", {"event_type": "renewal_due"}
        )
        await hass.async_block_till_done()

    assert heard == []


@pytest.mark.parametrize("trigger", TRIGGERS)
async def test_a_trigger_starts_at_its_own_happenings_alone(hass, household, trigger):
    await household(line_subentry(service_until=None))
    starts = await fired(hass, trigger)
    own = {
        "renewal_due": {
            Happening.RENEWAL_DUE,
            Happening.EXPIRES_TODAY,
            Happening.GRACE_ENDING,
        }
    }.get(trigger, {Happening(trigger)})

    for happening in Happening:
        starts.clear()
        tell(hass, happening)
        await hass.async_block_till_done()
        assert starts == ([REMINDER] if happening in own else []), happening


@pytest.mark.parametrize(
    ("days", "count"), [(None, 4), (30, 4), (7, 4), (6, 3), (3, 3), (1, 2), (0, 1)]
)
async def test_with_days_a_trigger_starts_only_near_the_end(hass, household, move_to, days, count):
    await household(line_subentry(service_until="2026-12-08"))
    starts = await fired(hass, "renewal_due", **({} if days is None else {"days": days}))

    for day in ("2026-12-01", "2026-12-05", "2026-12-07", "2026-12-08", "2026-12-09"):
        await move_to(f"{day}T09:00:00+01:00")

    assert len(starts) == count


@pytest.mark.parametrize(("days", "count"), [(None, 3), (3, 3), (2, 2), (0, 1)])
async def test_in_grace_the_days_are_those_until_the_number_is_lost(
    hass, household, move_to, days, count
):
    await household(line_subentry(service_until="2026-11-20", number_until="2026-11-27"))
    starts = await fired(hass, "renewal_due", **({} if days is None else {"days": days}))

    for day in ("2026-11-24", "2026-11-26", "2026-11-27", "2026-11-28"):
        await move_to(f"{day}T09:00:00+01:00")

    assert len(starts) == count


@pytest.mark.parametrize(("days", "count"), [(None, 3), (3, 3), (2, 2), (0, 1)])
async def test_the_number_that_will_be_lost_has_a_trigger_of_its_own(
    hass, household, move_to, days, count
):
    await household(line_subentry(service_until="2026-11-23", number_until="2026-11-27"))
    starts = await fired(hass, "grace_ending", **({} if days is None else {"days": days}))

    for day in ("2026-11-24", "2026-11-26", "2026-11-27", "2026-11-28"):
        await move_to(f"{day}T09:00:00+01:00")

    assert len(starts) == count


async def test_a_promotion_that_ends_is_told_of_three_times(hass, household, move_to):
    await household(
        line_subentry(service_until="2027-03-01", promotion="2x", promotion_until="2026-12-10")
    )
    starts = await fired(hass, "promotion_ends")

    for day in ("2026-11-25", "2026-11-26", "2026-12-07", "2026-12-10", "2026-12-11"):
        await move_to(f"{day}T09:00:00+01:00")

    assert len(starts) == 3


async def undo_by_action(hass):
    device_id = device_of(hass, LINE_ID)
    await hass.services.async_call(DOMAIN, "undo_renewal", {"device_id": device_id}, blocking=True)


async def undo_by_tick(hass):
    target = {"entity_id": "todo.sim_renewal_renewals_due"}
    data = {"item": f"{LINE_ID}_first", "status": "needs_action"}
    await hass.services.async_call("todo", "update_item", data, target=target, blocking=True)


@pytest.mark.parametrize("undo", [undo_by_action, undo_by_tick])
async def test_a_renewal_that_is_taken_back_and_put_back_starts_both_triggers(
    hass, household, act, undo
):
    await household(line_subentry())
    renewed, undone = await fired(hass, "renewed"), await fired(hass, "renewal_undone")
    done = await act("record_renewal", amount=9)
    assert (len(renewed), len(undone)) == (1, 0)

    await undo(hass)
    await hass.async_block_till_done()
    assert (len(renewed), len(undone)) == (1, 1)
    assert hass.states.get("date.papa_service_until").state == "2026-11-26"

    await act("restore_renewal", renewal_id=done["renewal_id"])
    assert (len(renewed), len(undone)) == (2, 1)
    attributes = hass.states.get(REMINDER).attributes
    assert (attributes["event_type"], attributes["amount"]) == ("renewed", 9.0)


async def test_with_days_an_event_that_says_nothing_of_them_starts_nothing(hass, household):
    await household(line_subentry(service_until=None))
    starts = await fired(hass, "renewal_due", days=7)

    tell(hass, Happening.RENEWAL_DUE)
    await hass.async_block_till_done()
    assert starts == []

    tell(hass, Happening.RENEWAL_DUE, days_left=7)
    await hass.async_block_till_done()
    assert starts == [REMINDER]


@pytest.mark.parametrize(
    ("trigger", "options"),
    [
        ("renewal_due", {"days": -1}),
        ("renewal_due", {"days": "soon"}),
        ("renewal_due", {"behavior": "last"}),
        ("renewed", {"days": 3}),
        ("expired", {"for": 5}),
    ],
)
async def test_an_option_that_a_trigger_does_not_have_is_refused(hass, household, trigger, options):
    await household(line_subentry())

    with pytest.raises(vol.Invalid):
        await fired(hass, trigger, **options)


async def test_an_automation_hears_that_the_service_ended_and_the_number_was_lost(
    hass, household, move_to
):
    await household(line_subentry(number_until="2026-12-20"))
    expired, lost = await fired(hass, "expired"), await fired(hass, "number_lost")

    await move_to("2026-11-27T09:00:00+01:00")
    assert (len(expired), len(lost)) == (1, 0)
    await move_to("2026-12-21T09:00:00+01:00")
    assert (len(expired), len(lost)) == (1, 1)
