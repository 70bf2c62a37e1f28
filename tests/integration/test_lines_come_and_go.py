"""Lines that are added, changed and deleted while the household runs: no other line notices."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import EVENT_STATE_CHANGED, EVENT_STATE_REPORTED
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest

from .conftest import LINE, LINE_ID, device_of, line_subentry, recipient_subentry

MAMAN = "M" * 26


def maman(**changes: Any) -> ConfigSubentry:
    data = LINE | {"number": "+33639980002", "iccid": None} | changes
    return ConfigSubentry(
        data=MappingProxyType({key: value for key, value in data.items() if value is not None}),
        subentry_id=MAMAN,
        subentry_type="line",
        title="Maman",
        unique_id=None,
    )


class Heard(list[tuple[str, str | None]]):
    """What was written: ids of entities, and their states."""

    def __call__(self, line: str) -> list[tuple[str, str | None]]:
        return [each for each in self if f".{line}_" in each[0]]


@pytest.fixture
def heard(hass: HomeAssistant) -> Heard:
    """Note whatever is written, changed or not."""
    written = Heard()

    @callback
    def note(event: Event[Any]) -> None:
        state = event.data["new_state"]
        written.append((event.data["entity_id"], state and state.state))

    @callback
    def is_ours(_data: Any) -> bool:
        return True

    for kind in (EVENT_STATE_CHANGED, EVENT_STATE_REPORTED):
        hass.bus.async_listen(kind, note, event_filter=is_ours)
    return written


def reload_counter(hass: HomeAssistant, entry: Any) -> Callable[[], bool]:
    """Return a function that says whether the household was loaded again."""
    first = entry.runtime_data
    return lambda: entry.runtime_data is not first


async def test_a_new_line_comes_with_all_it_has_and_no_other_is_written(hass, household, heard):
    entry = await household(line_subentry(), recipient_subentry())
    is_reloaded = reload_counter(hass, entry)
    heard.clear()

    hass.config_entries.async_add_subentry(entry, maman(service_until="2026-11-25"))
    await hass.async_block_till_done()

    assert heard("papa") == []
    assert not is_reloaded()
    assert hass.states.get("sensor.maman_service_until").state == "2026-11-25"
    assert hass.states.get("event.maman_reminder").attributes["event_type"] == "renewal_due"
    assert hass.states.get("sensor.sim_renewal_lines_due").state == "2"
    assert hass.states.get("todo.sim_renewal_renewals_due").state == "2"
    assert hass.states.async_all("calendar")[0].attributes["message"] == "Renew Maman"
    assert dr.async_get(hass).async_get(device_of(hass, MAMAN)).name == "Maman"


async def test_a_new_line_reminds(hass, household, phone):
    entry = await household(line_subentry(service_until="2027-11-26"), recipient_subentry())
    phone.clear()

    hass.config_entries.async_add_subentry(entry, maman())
    await hass.async_block_till_done()

    assert ["Maman" in call.data["title"] for call in phone] == [True]


async def test_a_changed_line_goes_on_and_no_other_is_written(hass, household, heard, act):
    entry = await household(line_subentry(), line_subentry("Maman", MAMAN, number=None, credit=4))
    await act("record_renewal", MAMAN, amount=10, service_until="2026-12-05")
    is_reloaded, line = reload_counter(hass, entry), entry.runtime_data.lines[MAMAN]
    heard.clear()

    subentry = entry.subentries[MAMAN]
    hass.config_entries.async_update_subentry(
        entry,
        subentry,
        title="Mum",
        data=subentry.data | {"carrier": "SFR", "offer": "La Carte", "currency": "CHF"},
    )
    await hass.async_block_till_done()

    assert heard("papa") == []
    assert not is_reloaded()
    assert entry.runtime_data.lines[MAMAN] is line
    assert "unavailable" not in {state for _, state in heard("maman")}
    device = dr.async_get(hass).async_get(device_of(hass, MAMAN))
    assert (device.name, device.manufacturer, device.model) == ("Mum", "SFR", "La Carte")
    credit = hass.states.get("sensor.maman_credit")
    assert credit.attributes["unit_of_measurement"] == "CHF"
    assert credit.attributes["friendly_name"] == "Mum Credit"
    assert hass.states.get("sensor.maman_service_until").state == "2026-12-05"


async def test_a_changed_line_gets_and_loses_entities(hass, household):
    entry = await household(line_subentry())
    assert hass.states.get("date.papa_service_until") is not None
    hass.states.async_set("sensor.carrier", "2026-12-24")
    subentry = entry.subentries[LINE_ID]
    typed = subentry.data
    fed = {"kind": "entity", "bindings": {"expiry": {"entity": "sensor.carrier"}}}

    hass.config_entries.async_update_subentry(entry, subentry, data=typed | {"source": fed})
    await hass.async_block_till_done()

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-24"
    assert hass.states.get("date.papa_service_until") is None
    assert hass.states.get("binary_sensor.papa_source_problem").state == "off"

    hass.config_entries.async_update_subentry(entry, subentry, data=typed)
    await hass.async_block_till_done()
    hass.states.async_set("sensor.carrier", "2027-01-24")
    await hass.async_block_till_done()

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-24"
    assert hass.states.get("date.papa_service_until").state == "2026-12-24"
    assert hass.states.get("binary_sensor.papa_source_problem") is None


async def test_a_deleted_line_leaves_and_no_other_is_written(hass, household, heard):
    entry = await household(line_subentry(), line_subentry("Maman", MAMAN, number=None))
    is_reloaded = reload_counter(hass, entry)
    heard.clear()

    hass.config_entries.async_remove_subentry(entry, MAMAN)
    await hass.async_block_till_done()

    assert heard("papa") == []
    assert not is_reloaded()
    assert MAMAN not in entry.runtime_data.lines
    assert not hass.states.async_entity_ids_count() or all(
        "maman" not in entity_id for entity_id in hass.states.async_entity_ids()
    )
    assert hass.states.get("sensor.sim_renewal_lines_due").state == "1"
    assert hass.states.get("todo.sim_renewal_renewals_due").state == "1"


async def test_automations_of_other_lines_do_not_fire_again(hass, household):
    entry = await household(line_subentry())
    assert hass.states.get("binary_sensor.papa_renewal_due").state == "on"
    fired: list[Any] = []
    hass.bus.async_listen("papa_is_due", fired.append)
    trigger = {
        "trigger": "state",
        "entity_id": "binary_sensor.papa_renewal_due",
        "to": "on",
    }
    automation = {"alias": "Due", "triggers": [trigger], "actions": [{"event": "papa_is_due"}]}
    assert await async_setup_component(hass, "automation", {"automation": automation})

    hass.config_entries.async_add_subentry(entry, maman())
    await hass.async_block_till_done()
    hass.config_entries.async_update_subentry(entry, entry.subentries[MAMAN], title="Mum")
    await hass.async_block_till_done()
    hass.config_entries.async_remove_subentry(entry, MAMAN)
    await hass.async_block_till_done()

    assert fired == []


async def test_many_changes_at_once_are_all_taken_up(hass, household):
    entry = await household(line_subentry())

    hass.config_entries.async_add_subentry(entry, maman())
    hass.config_entries.async_update_subentry(entry, entry.subentries[MAMAN], title="Mum")
    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    await hass.async_block_till_done()

    (line,) = entry.runtime_data.lines.values()
    assert (line.settings.line_id, line.settings.name) == (MAMAN, "Mum")


async def test_a_line_that_is_changed_while_the_household_loads_is_as_it_was_changed(
    hass, household
):
    entry = await household(line_subentry())

    loading = hass.async_create_task(hass.config_entries.async_reload(entry.entry_id))
    hass.config_entries.async_update_subentry(entry, entry.subentries[LINE_ID], title="Dad")
    hass.config_entries.async_add_subentry(entry, maman())
    await loading
    await hass.async_block_till_done()

    names = {line.settings.name for line in entry.runtime_data.lines.values()}
    assert names == {"Dad", "Maman"}
    assert hass.states.get("sensor.maman_status").state == "due"


@pytest.mark.parametrize("change", ["option", "title", "recipient", "archived"])
async def test_what_is_of_the_whole_household_loads_it_again(hass, household, change):
    entry = await household(line_subentry(), recipient_subentry())
    is_reloaded = reload_counter(hass, entry)

    match change:
        case "option":
            hass.config_entries.async_update_entry(entry, options={"reminder_time": "08:00:00"})
        case "title":
            hass.config_entries.async_update_entry(entry, title="Home")
        case "recipient":
            hass.config_entries.async_update_subentry(entry, entry.subentries["R" * 26], title="A")
        case _:
            subentry = entry.subentries[LINE_ID]
            archived = subentry.data | {"standing": "archived"}
            hass.config_entries.async_update_subentry(entry, subentry, data=archived)
    await hass.async_block_till_done()

    assert is_reloaded()
