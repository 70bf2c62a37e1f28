"""The trigger of an automation, and the blueprint that uses it, as a person would import it."""

from pathlib import Path

from homeassistant.components import automation
from homeassistant.components.blueprint import models
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.trigger import async_get_all_descriptions
from homeassistant.setup import async_setup_component
from homeassistant.util import yaml as yaml_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.sim_renewal.const import DOMAIN

from .conftest import line_subentry

LINE_ID = "L" * 26
BLUEPRINT = (
    Path(__file__).parents[2]
    / "custom_components/sim_renewal/blueprints/automation/household_renewal_reminder.yaml"
)


async def automate(hass: HomeAssistant, *configurations: dict) -> None:
    assert await async_setup_component(
        hass,
        "automation",
        {"automation": [{"id": str(n), **each} for n, each in enumerate(configurations)]},
    )
    await hass.async_block_till_done()


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


def device_of(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    return dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, LINE_ID), config_entry_id=entry.entry_id
    )


async def test_the_trigger_is_offered_for_our_event_entities(hass, household):
    await household(line_subentry())

    description = (await async_get_all_descriptions(hass))["sim_renewal.renewal_due"]
    (entity,) = description["target"]["entity"]
    assert (entity["integration"], entity["domain"]) == ("sim_renewal", ["event"])


@pytest.mark.parametrize("by", ["entity", "device"])
async def test_an_automation_starts_at_each_stage(hass, household, move_to, by):
    entry = await household(line_subentry(service_until="2026-12-08"))
    targets = {
        "entity": {"entity_id": "event.papa_reminder"},
        "device": {"device_id": device_of(hass, entry)},
    }
    heard = async_capture_events(hass, "heard")
    await automate(hass, on_renewal_due(targets[by]))

    await move_to("2026-12-01T09:00:00+01:00")
    await move_to("2026-12-08T09:00:00+01:00")
    await move_to("2026-12-09T09:00:00+01:00")

    assert [event.data["type"] for event in heard] == ["renewal_due", "expires_today"]
    assert {event.data["entity_id"] for event in heard} == {"event.papa_reminder"}


async def test_an_automation_does_not_start_again_when_the_household_is_loaded_anew(
    hass, household, move_to
):
    entry = await household(line_subentry())
    heard = async_capture_events(hass, "heard")
    await automate(hass, on_renewal_due({"entity_id": "event.papa_reminder"}))

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert heard == []

    await move_to("2026-11-25T09:00:00+01:00")
    assert len(heard) == 1


async def test_an_automation_hears_a_stage_that_was_caught_up(hass, household, move_to):
    entry = await household(line_subentry())
    heard = async_capture_events(hass, "heard")
    await automate(hass, on_renewal_due({"entity_id": "event.papa_reminder"}))
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


@pytest.fixture
async def phones(hass: HomeAssistant) -> dict[str, str]:
    """Have two phones with the companion app; return their devices by notify action."""
    devices = {}
    for name in ("Anna's phone", "Paul"):
        app = MockConfigEntry(domain="mobile_app", title=name)
        app.add_to_hass(hass)
        device = dr.async_get(hass).async_get_or_create(
            config_entry_id=app.entry_id, identifiers={("mobile_app", name)}, name=name
        )
        devices[name] = device.id
    return devices


@pytest.fixture
def received(hass: HomeAssistant) -> dict[str, list[ServiceCall]]:
    """Return what each phone receives."""
    calls: dict[str, list[ServiceCall]] = {"mobile_app_anna_s_phone": [], "mobile_app_paul": []}
    for name, list_of_calls in calls.items():
        hass.services.async_register("notify", name, list_of_calls.append)
    return calls


async def use_blueprint(hass: HomeAssistant, **inputs: object) -> None:
    """Import the blueprint from its file, and make an automation of it."""
    path = Path(hass.config.path("blueprints/automation/sim_renewal/reminder.yaml"))

    def copy() -> None:
        path.parent.mkdir(parents=True)
        path.write_text(BLUEPRINT.read_text())

    await hass.async_add_executor_job(copy)
    await automate(hass, {"use_blueprint": {"path": "sim_renewal/reminder.yaml", "input": inputs}})


def test_the_blueprint_is_one_for_automations():
    blueprint = models.Blueprint(
        yaml_util.load_yaml_dict(str(BLUEPRINT)),
        expected_domain="automation",
        schema=automation.config.AUTOMATION_BLUEPRINT_SCHEMA,
    )
    assert blueprint.validate() is None
    assert set(blueprint.inputs) == {"lines", "phones", "message", "renewed_title", "later_title"}


async def test_the_blueprint_reminds_every_phone_with_two_buttons(
    hass, household, phones, received, move_to
):
    await household(line_subentry())
    await use_blueprint(
        hass, lines={"entity_id": "event.papa_reminder"}, phones=list(phones.values())
    )

    await move_to("2026-11-25T09:00:00+01:00")

    for calls in received.values():
        (push,) = calls
        assert push.data["title"] == "Papa"
        assert push.data["message"] == "Renew Papa by 2026-11-26. Days left: 1."
        assert push.data["data"]["tag"] == f"sim_renewal_{LINE_ID}"
        titles = [button["title"] for button in push.data["data"]["actions"]]
        assert titles == ["Renewed", "Later"]


async def test_a_button_of_the_blueprint_renews_and_clears_every_phone(
    hass, household, phones, received, move_to
):
    await household(line_subentry())
    await use_blueprint(
        hass, lines={"entity_id": "event.papa_reminder"}, phones=list(phones.values())
    )
    await move_to("2026-11-25T09:00:00+01:00")
    push = received["mobile_app_paul"].pop()
    received["mobile_app_anna_s_phone"].clear()
    renewed = push.data["data"]["actions"][0]["action"]

    hass.bus.async_fire("mobile_app_notification_action", {"action": renewed})
    await hass.async_block_till_done()

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-26"
    for calls in received.values():
        (clear,) = calls
        assert clear.data["message"] == "clear_notification"
        assert clear.data["data"] == {"tag": f"sim_renewal_{LINE_ID}"}


async def test_the_blueprint_takes_a_message_and_buttons_in_other_words(
    hass, household, phones, received, move_to
):
    entry = await household(line_subentry())
    await use_blueprint(
        hass,
        lines={"device_id": device_of(hass, entry)},
        phones=[phones["Paul"]],
        message="{{ name }} : {{ days_left }} j",
        renewed_title="C'est fait",
        later_title="Demain",
    )

    await move_to("2026-11-25T09:00:00+01:00")

    assert received["mobile_app_anna_s_phone"] == []
    (push,) = received["mobile_app_paul"]
    assert push.data["message"] == "Papa : 1 j"
    titles = [button["title"] for button in push.data["data"]["actions"]]
    assert titles == ["C'est fait", "Demain"]


async def test_the_blueprint_leaves_other_buttons_alone(hass, household, phones, received):
    await household(line_subentry())
    await use_blueprint(
        hass, lines={"entity_id": "event.papa_reminder"}, phones=list(phones.values())
    )

    hass.bus.async_fire("mobile_app_notification_action", {"action": "OPEN_GARAGE"})
    await hass.async_block_till_done()

    assert all(calls == [] for calls in received.values())
