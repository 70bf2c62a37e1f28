"""Conditions on lines: what each tests, on which entities, and how lines are put together."""

from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.condition import async_get_all_descriptions
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.components.common import (
    TargetSupport,
    assert_conditions_target_support,
    create_target_condition,
)
import voluptuous as vol

from custom_components.sim_renewal.condition import CONDITIONS
from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE_ID, device_of, line_subentry

MAMA_ID = "M" * 26
ENTITIES = {
    "is_due": "binary_sensor.papa_renewal_due",
    "is_expired": "sensor.papa_status",
    "is_data_low": "binary_sensor.papa_data_low",
    "is_snoozed": "binary_sensor.papa_snoozed",
}


async def holds(hass, condition, target, behavior="any", **options) -> bool:
    checker = await create_target_condition(
        hass,
        condition=f"{DOMAIN}.{condition}",
        target=target,
        behavior=behavior,
        condition_options=options,
    )
    return checker.async_check()


def test_every_condition_takes_every_kind_of_target() -> None:
    assert_conditions_target_support(CONDITIONS, dict.fromkeys(CONDITIONS, TargetSupport.STANDARD))


async def test_the_picker_offers_the_conditions_of_a_line_for_its_device_alone(
    hass, household, hass_ws_client
) -> None:
    entry = await household(line_subentry())
    assert await async_setup_component(hass, "websocket_api", {})
    client = await hass_ws_client(hass)

    async def offered(device_id: str) -> set[str]:
        target = {"device_id": [device_id]}
        await client.send_json_auto_id({"type": "get_conditions_for_target", "target": target})
        answer = await client.receive_json()
        return {each for each in answer["result"] if each.startswith(f"{DOMAIN}.")}

    assert await offered(device_of(hass, LINE_ID)) == {f"{DOMAIN}.{name}" for name in CONDITIONS}
    of_household = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, entry.entry_id), config_entry_id=entry.entry_id
    )
    assert await offered(of_household) == set()


async def test_a_description_names_the_entities_that_a_condition_reads(hass, household) -> None:
    await household(line_subentry())

    described = await async_get_all_descriptions(hass)
    for name, entity_id in ENTITIES.items():
        (entity,) = described[f"{DOMAIN}.{name}"]["target"]["entity"]
        assert entity["integration"] == DOMAIN
        assert entity["domain"] == [entity_id.split(".")[0]]
        assert set(described[f"{DOMAIN}.{name}"]["fields"]) == {"behavior", "for"}


async def make_true(act, move_to, condition) -> None:
    """Bring the line into the state that a condition asks for."""
    if condition == "is_due":
        await move_to("2026-11-26T00:00:00+01:00")
    elif condition == "is_expired":
        await move_to("2026-11-27T00:00:00+01:00")
    elif condition == "is_data_low":
        await act("update_balance", data=1.9, allowance=20)
    else:
        await act("snooze", days=1)


@pytest.mark.parametrize("by", ["entity", "device"])
@pytest.mark.parametrize("condition", CONDITIONS)
async def test_a_condition_holds_once_the_line_is_so(
    hass, household, act, move_to, condition, by
) -> None:
    await household(line_subentry(term=3, data_remaining=20.0))
    target = {
        "entity": {"entity_id": ENTITIES[condition]},
        "device": {"device_id": device_of(hass, LINE_ID)},
    }[by]
    assert not await holds(hass, condition, target)

    await make_true(act, move_to, condition)
    assert await holds(hass, condition, target)


@pytest.mark.parametrize("condition", CONDITIONS)
async def test_other_entities_never_make_it_hold(hass, household, act, move_to, condition) -> None:
    await household(line_subentry(term=3, data_remaining=20.0))
    hass.states.async_set("binary_sensor.door", "on", {"device_class": "problem"})
    hass.states.async_set("sensor.parcel", "expired", {"device_class": "enum"})
    await make_true(act, move_to, condition)
    others = [each for name, each in ENTITIES.items() if name != condition]

    target = {"entity_id": ["binary_sensor.door", "sensor.parcel", *others]}
    assert not await holds(hass, condition, target)


@pytest.mark.parametrize(
    ("moment", "due", "expired"),
    [
        ("2026-11-25T12:00:00+01:00", True, False),
        ("2026-11-26T23:59:00+01:00", True, False),
        ("2026-11-27T00:00:00+01:00", True, True),
        ("2026-12-06T00:00:00+01:00", False, True),
    ],
)
async def test_from_due_to_lost(hass, household, move_to, moment, due, expired) -> None:
    await household(line_subentry(number_until="2026-12-05"))
    await move_to(moment)

    assert await holds(hass, "is_due", {"entity_id": ENTITIES["is_due"]}) is due
    assert await holds(hass, "is_expired", {"entity_id": ENTITIES["is_expired"]}) is expired


async def test_any_or_all_of_several_lines_and_what_is_unknown_counts_for_nothing(
    hass, household, act
) -> None:
    await household(
        line_subentry(data_remaining=0.1),
        line_subentry("Mama", MAMA_ID),
        line_subentry("Child", "C" * 26, service_until=None),
    )
    lines = {"device_id": [device_of(hass, each) for each in (LINE_ID, MAMA_ID, "C" * 26)]}
    assert hass.states.get("binary_sensor.mama_data_low").state == "unknown"

    assert await holds(hass, "is_data_low", lines, "any")
    assert await holds(hass, "is_data_low", lines, "all")
    await act("update_balance", MAMA_ID, data=30)
    assert await holds(hass, "is_data_low", lines, "any")
    assert not await holds(hass, "is_data_low", lines, "all")


async def test_it_has_to_have_been_so_for_a_while(hass, household, act, move_to) -> None:
    await household(line_subentry(data_remaining=30.0))
    target = {"entity_id": ENTITIES["is_data_low"]}
    await act("update_balance", data=0.1)

    assert not await holds(hass, "is_data_low", target, **{"for": {"hours": 2}})
    await move_to("2026-11-23T12:00:01+01:00")
    assert await holds(hass, "is_data_low", target, **{"for": {"hours": 2}})


async def test_to_have_been_expired_for_a_while_goes_over_its_kinds(
    hass, household, move_to
) -> None:
    await household(line_subentry(service_until="2026-11-23", number_until="2026-11-24"))
    checker = await create_target_condition(
        hass,
        condition=f"{DOMAIN}.is_expired",
        target={"entity_id": ENTITIES["is_expired"]},
        behavior="any",
        condition_options={"for": {"hours": 30}},
    )
    await move_to("2026-11-24T00:00:00+01:00")
    assert hass.states.get("sensor.papa_status").state == "grace"
    await move_to("2026-11-25T00:00:00+01:00")
    assert hass.states.get("sensor.papa_status").state == "lost"
    assert not checker.async_check()

    await move_to("2026-11-25T06:00:01+01:00")
    assert checker.async_check()
    checker.async_unload()


@pytest.mark.parametrize("options", [{"behavior": "first"}, {"days": 3}])
async def test_an_option_that_a_condition_does_not_have_is_refused(
    hass, household, options
) -> None:
    await household(line_subentry())

    with pytest.raises(vol.Invalid):
        await holds(
            hass,
            "is_due",
            {"entity_id": ENTITIES["is_due"]},
            options.pop("behavior", "any"),
            **options,
        )
