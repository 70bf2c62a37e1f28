"""The household: its lines' entities, the clock that they follow, and changes while it runs."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import EVENT_STATE_CHANGED, EVENT_STATE_REPORTED
from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE, line_subentry, recipient_subentry

LINE_ID = "L" * 26

ENTITIES = {
    "binary_sensor.papa_renewal_due": "on",
    "button.papa_mark_renewed": "unknown",
    "sensor.papa_balance_updated": "2026-11-23T09:00:00+00:00",
    "sensor.papa_credit": "4.2",
    "sensor.papa_data_remaining": "1.5",
    "sensor.papa_days_left": "3",
    "sensor.papa_expires_at": "2026-11-26T22:59:59+00:00",
    "sensor.papa_last_renewal": "unknown",
    "sensor.papa_number_until": "2027-05-26",
    "sensor.papa_renewal_price": "10.0",
    "sensor.papa_service_until": "2026-11-26",
    "sensor.papa_status": "due",
}


def states(hass, *keys: str) -> list[str]:
    return [hass.states.get(f"sensor.papa_{key}").state for key in keys]


def another_line(line_id: str, title: str) -> ConfigSubentry:
    return ConfigSubentry(
        data=LINE | {"number": f"+336399800{len(title):02}", "iccid": ""},
        subentry_id=line_id,
        subentry_type="line",
        title=title,
        unique_id=None,
    )


async def test_a_line_has_its_entities(hass, household):
    await household(line_subentry(grace=6, data_remaining=1.5, credit=4.2))

    assert {entity_id: hass.states.get(entity_id).state for entity_id in ENTITIES} == ENTITIES
    assert hass.states.get("event.papa_reminder").attributes["event_type"] == "renewal_due"
    assert hass.states.get("sensor.papa_credit").attributes["unit_of_measurement"] == "EUR"
    assert hass.states.get("sensor.papa_data_remaining").attributes["unit_of_measurement"] == "GB"
    registry = er.async_get(hass)
    assert registry.async_get("sensor.papa_status").unique_id == f"{LINE_ID}_status"


async def test_a_line_is_a_device_of_its_carrier(hass, household):
    entry = await household(line_subentry())

    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, LINE_ID), config_entry_id=entry.entry_id
    )
    device = dr.async_get(hass).async_get(device_id)
    assert (device.name, device.manufacturer, device.model) == ("Papa", "Orange", "Mobicarte")
    assert device.entry_type is dr.DeviceEntryType.SERVICE


async def test_what_a_line_does_not_know_is_unknown_and_never_zero(hass, household):
    await household(line_subentry(service_until=None, price=None))

    shown = ("status", "service_until", "expires_at", "number_until", "days_left")
    assert set(states(hass, *shown, "data_remaining", "credit", "renewal_price")) == {"unknown"}
    assert hass.states.get("binary_sensor.papa_renewal_due").state == "unknown"


async def test_an_empty_balance_is_zero_and_not_unknown(hass, household):
    await household(line_subentry(data_remaining=0, credit=0))

    assert states(hass, "data_remaining", "credit") == ["0", "0"]


async def test_mark_renewed_moves_the_dates_by_the_rule(hass, household):
    await household(line_subentry(grace=6))

    await hass.services.async_call(
        "button", "press", {"entity_id": "button.papa_mark_renewed"}, blocking=True
    )

    assert states(hass, "service_until", "number_until", "days_left", "last_renewal", "status") == [
        "2026-12-26",
        "2027-06-26",
        "33",
        "2026-11-23",
        "active",
    ]
    assert hass.states.get("binary_sensor.papa_renewal_due").state == "off"


async def test_dates_change_at_local_midnight_without_polling(hass, household, move_to):
    await household(line_subentry())

    await move_to("2026-11-26T23:59:59+01:00")
    assert states(hass, "days_left", "status") == ["0", "due"]
    await move_to("2026-11-27T00:00:00+01:00")
    assert states(hass, "days_left", "status") == ["-1", "expired"]


async def test_a_large_household_leaves_turns_to_others_at_midnight(hass, household, move_to):
    lines = [line_subentry(f"Line {n}", f"{n:026d}", number=None, iccid=None) for n in range(25)]
    await household(*lines, recipient_subentry())
    await move_to("2026-11-26T23:59:59+01:00")
    turn, is_over, changed_in, written = 0, False, Counter(), Counter()

    def next_turn():
        nonlocal turn
        turn += 1
        if not is_over:
            hass.loop.call_soon(next_turn)

    @callback
    def count(event):
        changed_in[turn] += event.data["entity_id"].endswith("_days_left")
        written[event.data["entity_id"]] += 1

    hass.bus.async_listen(EVENT_STATE_CHANGED, count)
    hass.bus.async_listen(EVENT_STATE_REPORTED, count, event_filter=callback(lambda _data: True))
    next_turn()
    await move_to("2026-11-27T00:00:00+01:00")
    is_over = True
    assert sum(changed_in.values()) == 25
    assert max(changed_in.values()) == 10
    assert written["sensor.sim_renewal_lines_due"] == 1
    assert written["todo.sim_renewal_renewals_due"] == 1


async def test_what_is_due_at_one_moment_in_a_large_household_is_one_message(
    hass, household, phone, move_to
):
    lines = [line_subentry(f"Line {n}", f"{n:026d}", number=None, iccid=None) for n in range(25)]
    await move_to("2026-11-01T12:00:00+01:00")
    await household(*lines, recipient_subentry())
    phone.clear()
    await move_to("2026-11-12T09:00:00+01:00")
    assert len(phone) == 1


@pytest.mark.parametrize(
    ("zone", "around"),
    [
        ("Europe/Paris", date(2026, 3, 29)),
        ("Europe/Paris", date(2026, 10, 25)),
        ("America/St_Johns", date(2026, 3, 8)),
        ("Africa/Cairo", date(2026, 4, 24)),
        ("Australia/Lord_Howe", date(2026, 4, 5)),
    ],
)
async def test_a_day_is_a_day_when_the_clocks_change(hass, household, move_to, zone, around):
    await hass.config.async_update(time_zone=zone)
    before = around - timedelta(days=1)
    await move_to(f"{before}T12:00:00Z")
    await household(line_subentry(service_until=(around + timedelta(days=2)).isoformat()))

    seen = [states(hass, "days_left")[0]]
    for hour in range(1, 72):
        moment = f"{before + timedelta(days=(12 + hour) // 24)}T{(12 + hour) % 24:02}:00:00Z"
        await move_to(moment)
        if states(hass, "days_left")[0] != seen[-1]:
            seen += states(hass, "days_left")

    assert seen[:4] == ["3", "2", "1", "0"]


async def test_dates_follow_the_time_zone(hass, household, move_to):
    await household(line_subentry())
    await move_to("2026-11-26T22:30:00+01:00")
    assert states(hass, "days_left", "expires_at") == ["0", "2026-11-26T22:59:59+00:00"]

    await hass.config.async_update(time_zone="Asia/Shanghai")
    await hass.async_block_till_done()

    assert states(hass, "days_left", "expires_at") == ["-1", "2026-11-26T15:59:59+00:00"]


async def test_a_clock_that_was_set_back_is_noticed_within_a_quarter_of_an_hour(
    hass, household, freezer
):
    await household(line_subentry())
    freezer.move_to("2026-11-20T10:00:00+01:00")

    async_fire_time_changed(hass, fire_all=True)
    await hass.async_block_till_done()

    assert states(hass, "days_left") == ["6"]


async def test_a_line_added_while_the_household_loads_is_there_in_the_end(hass, household):
    entry = await household(line_subentry())

    for title in ("Maman", "Tante", "Oncle"):
        line = another_line(title.upper().ljust(26, "X"), title)
        hass.config_entries.async_add_subentry(entry, line)
    reloading = hass.async_create_task(hass.config_entries.async_reload(entry.entry_id))
    hass.config_entries.async_add_subentry(entry, another_line("G" * 26, "Grand-mère"))
    await reloading
    await hass.async_block_till_done()

    for name in ("papa", "maman", "tante", "oncle", "grand_mere"):
        assert hass.states.get(f"sensor.{name}_status").state == "due"


async def test_a_removed_line_is_forgotten(hass, household, hass_config_dir):
    entry = await household(line_subentry(), recipient_subentry())
    storage = Path(hass_config_dir) / ".storage"
    assert [path.name for path in storage.glob("sim_renewal.*")] == [f"sim_renewal.{LINE_ID}"]

    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    await hass.async_block_till_done()

    assert list(storage.glob("sim_renewal.*")) == []
    assert hass.states.get("sensor.papa_status") is None


async def test_issues_of_what_was_removed_go_with_it(hass, household):
    entry = await household(line_subentry(), recipient_subentry())
    assert [issue_id for domain, issue_id in ir.async_get(hass).issues if domain == DOMAIN]

    hass.config_entries.async_remove_subentry(entry, "R" * 26)
    await hass.async_block_till_done()

    assert not [issue_id for domain, issue_id in ir.async_get(hass).issues if domain == DOMAIN]


async def test_entities_survive_a_change_of_settings(hass, household):
    entry = await household(line_subentry())
    registry = er.async_get(hass)
    before = {each.entity_id: each.id for each in registry.entities.values()}

    line = entry.subentries[LINE_ID]
    changed = dict(line.data) | {"carrier": "SFR", "price": 12}
    hass.config_entries.async_update_subentry(entry, line, title="Père", data=changed)
    await hass.async_block_till_done()

    assert {each.entity_id: each.id for each in registry.entities.values()} == before
    assert states(hass, "renewal_price") == ["12"]
