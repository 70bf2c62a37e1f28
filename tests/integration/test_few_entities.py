"""Few entities at first: what is always known, and the rest once something tells of it."""

from pathlib import Path
import re

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
import yaml

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE_ID, device_of, line_subentry, recipient_subentry

pytestmark = pytest.mark.as_installed

PAGE = Path("docs/dashboards.md").read_text(encoding="utf-8")
FIRST = {
    "binary_sensor.papa_renewal_due",
    "button.papa_remind_again",
    "button.papa_mark_renewed",
    "button.papa_remind_tomorrow",
    "event.papa_reminder",
    "sensor.papa_days_left",
    "sensor.papa_next_reminder",
    "sensor.papa_service_until",
    "sensor.papa_status",
}


def entities_of(hass: HomeAssistant, line_id: str = LINE_ID) -> set[str]:
    """Return the entities of a line that are switched on."""
    found = er.async_entries_for_device(er.async_get(hass), device_of(hass, line_id))
    return {each.entity_id for each in found}


def unknown(hass: HomeAssistant) -> set[str]:
    """Return the sensors of a line that have nothing to show."""
    return {
        entity_id
        for entity_id in entities_of(hass)
        if entity_id.split(".")[0] in {"sensor", "binary_sensor"}
        and hass.states.get(entity_id).state in {"unknown", "unavailable"}
    }


async def test_a_line_of_which_only_the_date_is_known_has_few_entities(
    hass, household, phone
) -> None:
    await household(line_subentry(), recipient_subentry())

    assert entities_of(hass) == FIRST
    assert len(FIRST) <= 10
    assert unknown(hass) == set()


async def test_what_is_told_of_appears_by_itself_and_stays(hass, household, act) -> None:
    entry = await household(line_subentry())

    await act("update_balance", data=4, allowance=10)

    new = entities_of(hass) - FIRST
    assert new == {
        "binary_sensor.papa_data_low",
        "sensor.papa_data_remaining",
        "sensor.papa_data_used",
    }
    assert hass.states.get("sensor.papa_data_remaining").state == "4"
    await act("update_balance", voice=30, sms=5, credit=3)
    assert entities_of(hass) - FIRST - new == {
        "sensor.papa_calls_remaining",
        "sensor.papa_credit",
        "sensor.papa_sms_remaining",
    }
    before = entities_of(hass)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert entities_of(hass) == before


async def test_the_date_of_the_number_appears_where_there_is_one(hass, household, act) -> None:
    await household(line_subentry(rule="none"))
    assert "sensor.papa_number_until" not in entities_of(hass)

    await act("set_validity", number_until="2027-02-01")

    assert hass.states.get("sensor.papa_number_until").state == "2027-02-01"


async def test_the_rest_waits_to_be_switched_on(hass, household) -> None:
    await household(line_subentry())
    registry = er.async_get(hass)
    waiting = {
        each.entity_id
        for each in er.async_entries_for_device(
            registry, device_of(hass, LINE_ID), include_disabled_entities=True
        )
        if each.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    }
    assert waiting == {
        "binary_sensor.papa_snoozed",
        "date.papa_number_until",
        "date.papa_service_until",
        "number.papa_credit",
        "number.papa_data_remaining",
        "sensor.papa_balance_updated",
        "sensor.papa_data_budget",
        "sensor.papa_expires_at",
        "sensor.papa_last_renewal",
        "sensor.papa_renewal_price",
        "sensor.papa_renewals_left",
        "sensor.papa_spent_this_year",
    }


@pytest.mark.parametrize(
    ("platform", "key"),
    [
        ("sensor", "data_remaining"),
        ("sensor", "next_reminder_to"),
        ("sensor", "last_renewal"),
        ("binary_sensor", "data_low"),
        ("date", "service_until"),
    ],
)
async def test_an_entity_that_somebody_has_stays(hass, household, platform, key) -> None:
    registry = er.async_get(hass)
    known = registry.async_get_or_create(platform, DOMAIN, f"{LINE_ID}_{key}").entity_id

    await household(line_subentry())

    assert hass.states.get(known).state != "unavailable"
    assert registry.async_get(known).device_id == device_of(hass, LINE_ID)


async def test_the_next_reminder_says_who_hears_it(hass, household, phone) -> None:
    await household(line_subentry(), recipient_subentry())
    assert hass.states.get("sensor.papa_next_reminder").attributes["recipients"] == ["Anna"]


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_unit_stays_what_it_is_in_every_language(hass, household, language) -> None:
    registry = er.async_get(hass)
    budget = registry.async_get_or_create("sensor", DOMAIN, f"{LINE_ID}_data_budget").entity_id
    await hass.config.async_update(language=language)
    await household(line_subentry())
    assert hass.states.get(budget).attributes["unit_of_measurement"] == "GB/d"


async def test_the_examples_of_the_page_about_dashboards_show_what_a_household_has(
    hass, household
) -> None:
    examples = [yaml.safe_load(each) for each in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
    named = set(re.findall(r"\b(?:calendar|sensor|todo)\.\w+", PAGE))
    await household(line_subentry(data_remaining=3))

    assert len(examples) >= 9
    assert all("type" in each or "strategy" in each for each in examples)
    assert len(named) >= 6
    assert {each for each in named if hass.states.get(each) is None} == set()
