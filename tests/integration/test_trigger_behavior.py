"""Triggers on several lines: at each, at the first alone, or once all are so."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.helpers.trigger import (
    async_get_all_descriptions,
    async_validate_trigger_config,
)
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events
import voluptuous as vol

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.storage.records import RecordTrouble
from custom_components.sim_renewal.trigger import TRIGGERS

from .automations import automate
from .conftest import LINE_ID, device_of, line_subentry

MAMA_ID, CHILD_ID = "M" * 26, "N" * 26
LASTING = sorted(set(TRIGGERS) - {"renewed", "renewal_undone", "renewal_unverified"})
BEHAVIORS = ("each", "first", "all")
LINES = {"entity_id": ["event.papa_reminder", "event.mama_reminder"]}


def papa(**changes: Any) -> Any:
    """Return a line that is due 7 days before its end, and again 3, 1 and 0 days before it."""
    return line_subentry(**{"term": 8, **changes})


def mama(**changes: Any) -> Any:
    return papa(title="Mama", subentry_id=MAMA_ID, number=None, iccid=None, **changes)


def child(**changes: Any) -> Any:
    return papa(title="Child", subentry_id=CHILD_ID, number=None, iccid=None, **changes)


def on(trigger: str, target: dict[str, Any], behavior: str, **options: Any) -> dict[str, Any]:
    """Return an automation that says which line it started for, and under which behavior."""
    return {
        "triggers": [
            {
                "trigger": f"{DOMAIN}.{trigger}",
                "target": target,
                "options": {"behavior": behavior, **options},
            }
        ],
        "actions": [
            {
                "event": "heard",
                "event_data": {"behavior": behavior, "entity_id": "{{ trigger.entity_id }}"},
            }
        ],
        "mode": "queued",
    }


@pytest.fixture
def listen(hass: HomeAssistant):
    """Return a function that sets up an automation of each behavior, and what they hear."""

    async def automations(trigger: str, target: dict[str, Any] = LINES, **options: Any) -> Any:
        heard = async_capture_events(hass, "heard")
        await automate(hass, *(on(trigger, target, each, **options) for each in BEHAVIORS))

        def since() -> dict[str, list[str]]:
            """Return for which lines each behavior started since the last question."""
            found = {
                behavior: [
                    each.data["entity_id"].removeprefix("event.").removesuffix("_reminder")
                    for each in heard
                    if each.data["behavior"] == behavior
                ]
                for behavior in BEHAVIORS
            }
            heard.clear()
            return found

        return since

    return automations


async def data(hass: HomeAssistant, line_id: str, gigabytes: float) -> None:
    await hass.services.async_call(
        DOMAIN,
        "update_balance",
        {"device_id": device_of(hass, line_id), "data": gigabytes, "allowance": 20},
        blocking=True,
    )
    await hass.async_block_till_done()


async def test_home_assistant_offers_its_own_selector_of_a_behavior(hass) -> None:
    described = await async_get_all_descriptions(hass)

    for name in TRIGGERS:
        field = described[f"{DOMAIN}.{name}"].get("fields", {}).get("behavior")
        if name not in LASTING:
            assert field is None
            continue
        assert (field["required"], field["default"]) == (True, "each")
        assert field["selector"] == {"automation_behavior": {"mode": "trigger"}}


@pytest.mark.parametrize("trigger", LASTING)
async def test_without_a_behavior_each_line_counts(hass, trigger) -> None:
    config = {"platform": f"{DOMAIN}.{trigger}", "target": {"entity_id": "event.papa_reminder"}}

    (validated,) = await async_validate_trigger_config(hass, [config])

    assert validated["options"] == {"behavior": "each"}


@pytest.mark.parametrize(
    ("trigger", "options"),
    [
        *((each, {"behavior": "any"}) for each in LASTING),
        *((each, {"behavior": "last"}) for each in LASTING),
        *((each, {"behavior": "each", "for": 5}) for each in LASTING),
        ("renewal_due", {"behavior": "First"}),
        ("renewal_due", {"behavior": None}),
        ("renewed", {"behavior": "each"}),
        ("renewal_unverified", {"behavior": "first"}),
        ("renewal_undone", {"behavior": "all"}),
        ("expired", {"behavior": "all", "days": 3}),
    ],
)
async def test_what_is_no_behavior_of_a_trigger_is_refused(hass, trigger, options) -> None:
    target = {"entity_id": "event.papa_reminder"}
    config = {"platform": f"{DOMAIN}.{trigger}", "target": target}
    await async_validate_trigger_config(hass, [config])

    with pytest.raises(vol.Invalid, match=next(reversed(options))):
        await async_validate_trigger_config(hass, [config | {"options": options}])


async def test_lines_that_become_due_one_after_the_other(household, listen, move_to, act) -> None:
    await household(papa(service_until="2026-12-08"), mama(service_until="2026-12-10"))
    since = await listen("renewal_due")

    await move_to("2026-12-01T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await move_to("2026-12-03T09:00:00+01:00")
    assert since() == {"each": ["mama"], "first": [], "all": ["mama"]}
    await move_to("2026-12-05T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": [], "all": []}  # they were so already

    await act("record_renewal")
    await move_to("2026-12-07T09:00:00+01:00")
    assert since() == {"each": ["mama"], "first": ["mama"], "all": []}


async def test_once_all_lines_are_so_again_it_starts_again(household, listen, move_to, act) -> None:
    await household(papa(service_until="2026-12-08"), mama(service_until="2026-12-10"))
    since = await listen("renewal_due")
    await move_to("2026-12-03T09:00:00+01:00")
    assert since()["all"] == ["mama"]

    await act("record_renewal", service_until="2026-12-14")
    assert since() == {"each": [], "first": [], "all": []}
    await move_to("2026-12-07T09:00:00+01:00")
    assert since()["all"] == ["papa"]
    await move_to("2026-12-09T09:00:00+01:00")
    assert since()["all"] == []


async def test_of_lines_that_become_due_at_the_same_moment_one_is_first_and_one_the_last(
    household, listen, move_to
) -> None:
    await household(papa(service_until="2026-12-08"), mama(service_until="2026-12-08"))
    since = await listen("renewal_due")

    await move_to("2026-12-01T00:00:00+01:00")
    assert since() == {"each": [], "first": [], "all": []}
    await move_to("2026-12-01T09:00:00+01:00")
    assert since() == {"each": ["papa", "mama"], "first": ["papa"], "all": ["mama"]}
    await move_to("2026-12-05T09:00:00+01:00")
    assert since() == {"each": ["papa", "mama"], "first": [], "all": []}


async def test_who_was_told_is_known_after_a_restart(hass, household, listen, move_to) -> None:
    entry = await household(papa(service_until="2026-12-08"), mama(service_until="2026-12-10"))
    await move_to("2026-12-01T09:00:00+01:00")
    since = await listen("renewal_due")

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await move_to("2026-12-03T09:00:00+01:00")

    assert since() == {"each": ["mama"], "first": [], "all": ["mama"]}


async def test_with_days_a_line_is_due_for_the_trigger_only_near_its_end(
    household, listen, move_to
) -> None:
    await household(papa(service_until="2026-12-08"), mama(service_until="2026-12-11"))
    since = await listen("renewal_due", days=3)

    await move_to("2026-12-04T09:00:00+01:00")  # Mama has 7 days left
    assert since() == {"each": [], "first": [], "all": []}
    await move_to("2026-12-05T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await move_to("2026-12-08T09:00:00+01:00")  # Papa's last day, and Mama's third last
    assert since() == {
        "each": ["papa", "mama"],
        "first": ["papa"],
        "all": ["mama"],
    }


async def test_on_the_last_day_alone(household, listen, move_to) -> None:
    await household(papa(service_until="2026-12-08"), mama(service_until="2026-12-09"))
    since = await listen("renewal_due", days=0)

    await move_to("2026-12-07T09:00:00+01:00")
    assert since() == {"each": [], "first": [], "all": []}
    await move_to("2026-12-08T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await move_to("2026-12-09T09:00:00+01:00")  # Papa has expired, and is due all the more
    assert since() == {"each": ["mama"], "first": [], "all": ["mama"]}


async def test_in_grace_the_end_of_the_number_is_what_days_count_to(
    household, listen, move_to
) -> None:
    await household(
        papa(service_until="2026-11-20", number_until="2026-12-04"),
        mama(service_until="2026-11-20", number_until="2026-12-08"),
    )
    since = await listen("renewal_due", days=3)

    await move_to("2026-12-01T09:00:00+01:00")  # Mama's number has 7 days left, and was told of
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await move_to("2026-12-04T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await move_to("2026-12-05T09:00:00+01:00")  # Papa's number is lost: he is not due any more
    assert since() == {"each": ["mama"], "first": ["mama"], "all": []}


async def test_the_service_of_lines_ends_and_their_numbers_are_lost(
    household, listen, move_to
) -> None:
    await household(
        papa(service_until="2026-11-25", number_until="2026-12-05", term=2),
        mama(service_until="2026-11-27", number_until="2026-12-08", term=2),
    )
    since = await listen("expired")

    await move_to("2026-11-26T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await move_to("2026-11-28T09:00:00+01:00")
    found = since()
    assert found["first"] == []
    assert "mama" in found["all"]


async def test_numbers_that_are_lost(household, listen, move_to) -> None:
    await household(papa(number_until="2026-12-05"), mama(number_until="2026-12-08"))
    since = await listen("number_lost")

    await move_to("2026-12-06T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await move_to("2026-12-09T09:00:00+01:00")
    assert since() == {"each": ["mama"], "first": [], "all": ["mama"]}


async def test_data_that_runs_low_is_enough_again_and_runs_low_anew(
    hass, household, listen
) -> None:
    await household(papa(data_remaining=20.0), mama(data_remaining=20.0))
    since = await listen("data_low")

    await data(hass, LINE_ID, 1)
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await data(hass, LINE_ID, 2.2)  # not low for the sensor, and not yet enough to be told anew
    await data(hass, MAMA_ID, 1)
    assert since() == {"each": ["mama"], "first": [], "all": ["mama"]}

    await data(hass, LINE_ID, 20)
    await data(hass, MAMA_ID, 20)
    await data(hass, MAMA_ID, 1)
    assert since() == {"each": ["mama"], "first": ["mama"], "all": []}


async def test_what_a_line_said_since_does_not_matter(hass, household, listen, act) -> None:
    await household(papa(data_remaining=20.0, rule="none"), mama(data_remaining=20.0))
    since = await listen("data_low")
    await data(hass, LINE_ID, 1)
    since()
    await act("record_renewal", service_until="2026-12-24")
    assert hass.states.get("event.papa_reminder").attributes["event_type"] == "renewed"

    await data(hass, MAMA_ID, 1)

    assert since() == {"each": ["mama"], "first": [], "all": ["mama"]}


@pytest.mark.parametrize(
    "out",
    [
        {"standing": "suspended"},
        {"standing": "archived"},
        {"remind": False},
        {"service_until": None},
    ],
    ids=["suspended", "archived", "silent", "unknown"],
)
async def test_a_line_in_no_state_neither_comes_first_nor_is_waited_for(
    household, listen, move_to, out
) -> None:
    await household(
        papa(service_until="2026-12-08"),
        mama(service_until="2026-12-10"),
        child(**{"service_until": "2026-11-28", **out}),
    )
    since = await listen(
        "renewal_due", {"entity_id": [*LINES["entity_id"], "event.child_reminder"]}
    )

    await move_to("2026-12-01T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await move_to("2026-12-03T09:00:00+01:00")
    assert since() == {"each": ["mama"], "first": [], "all": ["mama"]}


async def test_a_line_that_nobody_was_told_of_yet_is_waited_for(
    hass, household, listen, move_to
) -> None:
    await household(papa(service_until="2026-12-08"), mama(service_until="2026-12-08"))
    since = await listen("renewal_due")
    await hass.services.async_call(
        DOMAIN,
        "snooze",
        {"device_id": device_of(hass, MAMA_ID), "until": "2026-12-02"},
        blocking=True,
    )

    await move_to("2026-12-01T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await move_to("2026-12-02T09:00:00+01:00")
    assert since() == {"each": ["mama"], "first": [], "all": ["mama"]}


async def test_a_line_whose_record_is_damaged_is_left_out(hass, household, listen, move_to) -> None:
    entry = await household(papa(service_until="2026-12-08"), mama(service_until="2026-12-10"))
    since = await listen("renewal_due")
    mamas = entry.runtime_data.lines[MAMA_ID]
    mamas.trouble, mamas.last_update_success = RecordTrouble.DAMAGED, False
    mamas.async_update_listeners()

    await move_to("2026-12-01T09:00:00+01:00")

    assert since() == {"each": ["papa"], "first": ["papa"], "all": ["papa"]}


@pytest.mark.parametrize("kind", ["device_id", "area_id", "label_id", "floor_id"])
async def test_all_lines_of_a_place_or_a_label_count_and_nothing_else_there_does(
    hass, household, listen, move_to, kind
) -> None:
    await household(
        papa(service_until="2026-12-08"),
        mama(service_until="2026-12-10"),
        child(service_until="2026-11-28"),
    )
    floor = fr.async_get(hass).async_create("Upstairs").floor_id
    area = ar.async_get(hass).async_create("Study", floor_id=floor).id
    label = lr.async_get(hass).async_create("Family").label_id
    devices = [device_of(hass, LINE_ID), device_of(hass, MAMA_ID)]
    for device_id in devices:
        dr.async_get(hass).async_update_device(device_id, area_id=area, labels={label})
    target = {"device_id": devices, "area_id": area, "label_id": label, "floor_id": floor}[kind]
    since = await listen("renewal_due", {kind: target})

    await move_to("2026-11-25T09:00:00+01:00")  # the child is neither there nor meant
    assert since() == {"each": [], "first": [], "all": []}
    await move_to("2026-12-01T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
    await move_to("2026-12-03T09:00:00+01:00")
    assert since() == {"each": ["mama"], "first": [], "all": ["mama"]}


async def test_entities_of_others_count_for_nothing(hass, household, listen, move_to) -> None:
    await household(papa(service_until="2026-12-08"))
    hass.states.async_set("event.doorbell", "2026-11-20T10:00:00", {"event_type": "renewal_due"})
    since = await listen("renewal_due", {"entity_id": ["event.papa_reminder", "event.doorbell"]})
    hass.states.async_set("event.doorbell", "2026-11-23T10:00:00", {"event_type": "renewal_due"})
    await hass.async_block_till_done()
    assert since() == {"each": [], "first": [], "all": []}

    await move_to("2026-12-01T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": ["papa"]}


async def test_automations_that_are_there_before_the_household_hear_it(
    hass, household, listen, move_to
) -> None:
    since = await listen("renewal_due")
    await household(papa(service_until="2026-12-08"), mama(service_until="2026-12-10"))
    assert since() == {"each": [], "first": [], "all": []}

    await move_to("2026-12-01T09:00:00+01:00")
    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}


async def test_an_event_that_is_told_again_starts_what_its_line_could_start(
    hass, household, listen, move_to
) -> None:
    await household(papa(service_until="2026-12-08"), mama(service_until="2026-12-10"))
    since = await listen("renewal_due")
    await move_to("2026-12-01T09:00:00+01:00")
    since()

    await hass.services.async_call(
        DOMAIN, "check_lines", {"raise_events": True}, blocking=True, return_response=True
    )
    await hass.async_block_till_done()

    assert since() == {"each": ["papa"], "first": ["papa"], "all": []}
