"""Low data: the binary sensor, and the event that is told once until the data are back."""

from collections.abc import Callable
from pathlib import Path

from homeassistant.const import EVENT_HOMEASSISTANT_STARTED, EVENT_STATE_CHANGED
from homeassistant.core import CoreState, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .conftest import LINE_ID, line_subentry

SENSOR = "binary_sensor.papa_data_low"
REMINDER = "event.papa_reminder"


def a_line(**changes):
    """Return a line that nobody has to renew for a while."""
    return line_subentry(service_until="2027-03-01", **changes)


def files_of_papa(hass: HomeAssistant) -> tuple[Path, Path]:
    path = Path(hass.config.path(".storage", f"sim_renewal.{LINE_ID}"))
    return path, path.with_suffix(".aside")


def break_disk(hass: HomeAssistant) -> None:
    """Make the disk refuse Papa's record."""
    path, aside = files_of_papa(hass)
    path.rename(aside)
    path.mkdir()


def put_garbage(hass: HomeAssistant) -> None:
    path, _ = files_of_papa(hass)
    path.parent.mkdir(exist_ok=True)
    path.write_text("garbage", encoding="utf-8")


def mend_disk(hass: HomeAssistant) -> None:
    path, aside = files_of_papa(hass)
    path.rmdir()
    aside.rename(path)


@pytest.fixture
def told(hass) -> Callable[[], list[str]]:
    """Return a function that returns what the event entity has told so far, in order."""
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)

    def types() -> list[str]:
        moments = {
            change.data["new_state"].state: change.data["new_state"].attributes["event_type"]
            for change in changes
            if change.data["entity_id"] == REMINDER
            and change.data["new_state"]
            and change.data["new_state"].attributes.get("event_type")
        }
        return list(moments.values())

    return types


async def start(hass: HomeAssistant) -> None:
    """Let Home Assistant have started."""
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()


async def test_nothing_is_known_of_data_until_somebody_says_it(hass, household, act, told) -> None:
    await household(a_line())
    assert hass.states.get(SENSOR).state == "unknown"

    await act("update_balance", data=0.5)
    assert hass.states.get(SENSOR).state == "off"
    await act("update_balance", data=0.4)
    assert hass.states.get(SENSOR).state == "on"
    assert told() == ["data_low"]


async def test_an_event_of_low_data_says_what_is_left(hass, household, act) -> None:
    await household(a_line())

    await act("update_balance", data=1.5, allowance=20)

    attributes = hass.states.get(REMINDER).attributes
    assert attributes["event_type"] == "data_low"
    assert (attributes["data"], attributes["allowance"]) == (1.5, 20.0)
    assert (attributes["days_left"], attributes["service_until"]) == (98, "2027-03-01")


async def test_it_is_told_once_also_over_a_restart_and_again_after_it_was_over(
    hass, household, act, move_to, told
) -> None:
    entry = await household(a_line(data_remaining=30.0))
    await act("update_balance", data=0.4)
    await move_to("2026-11-23T10:01:00+01:00")
    await act("update_balance", data=0.3)
    assert told() == ["data_low"]

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert told() == ["data_low"]

    await move_to("2026-11-23T10:02:00+01:00")
    await act("update_balance", data=30)
    await act("update_balance", data=0.2)
    assert told() == ["data_low", "data_low"]


async def test_low_data_at_the_start_is_told_once_automations_are_there(
    hass, household, told
) -> None:
    hass.set_state(CoreState.not_running)
    await household(a_line(data_remaining=0.1))
    assert told() == []

    await start(hass)
    assert told() == ["data_low"]


@pytest.mark.parametrize("standing", ["suspended", "archived"])
async def test_a_line_that_is_not_in_use_tells_nothing(hass, household, standing) -> None:
    entry = await household(a_line(data_remaining=0.1, standing=standing))

    assert entry.runtime_data.lines[LINE_ID].record.deliveries == ()


async def test_a_source_that_is_silent_for_too_long_is_told_once_until_it_speaks_again(
    hass, household, move_to, told
) -> None:
    source = {
        "kind": "entity",
        "bindings": {"data_remaining": {"entity": "sensor.left"}},
        "stale_after_hours": 1,
    }

    def say(amount: int) -> None:
        hass.states.async_set("sensor.left", str(amount), {"unit_of_measurement": "GB"})

    say(30)
    await household(a_line(source=source))
    await move_to("2026-11-23T10:59:00+01:00")
    assert told() == []

    await move_to("2026-11-23T11:15:00+01:00")
    await move_to("2026-11-23T12:15:00+01:00")
    assert told() == ["source_stale"]
    assert hass.states.get(REMINDER).attributes["days_left"] == 98

    say(29)
    await hass.async_block_till_done()
    await move_to("2026-11-23T13:00:00+01:00")
    assert told() == ["source_stale"]
    await move_to("2026-11-23T14:00:00+01:00")
    assert told() == ["source_stale", "source_stale"]


async def test_of_a_line_whose_record_is_damaged_nothing_is_told(hass, household, told) -> None:
    put_garbage(hass)

    await household(a_line(data_remaining=0.1))

    assert hass.states.get(SENSOR).state == "unavailable"
    assert told() == []


async def test_a_renewal_makes_what_was_left_unknown(hass, household, act, move_to) -> None:
    await household(a_line(data_remaining=0.1))
    await move_to("2026-11-23T11:00:00+01:00")
    await act("record_renewal", amount=10)
    assert hass.states.get(SENSOR).state == "unknown"

    await act("update_balance", data=20)
    assert hass.states.get(SENSOR).state == "off"


async def test_what_the_disk_does_not_take_is_told_later(hass, household, move_to, told) -> None:
    hass.set_state(CoreState.not_running)
    await household(a_line(data_remaining=0.1))
    break_disk(hass)

    await start(hass)
    assert told() == []

    mend_disk(hass)
    await move_to("2026-11-23T10:15:00+01:00")
    assert told() == ["data_low"]
