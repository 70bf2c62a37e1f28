"""Other entities as the source of a line: what they say, where they move, and their silence."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime
import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.util.file import WriteError, write_utf8_file_atomic
import pytest

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.encoding import record_from_json
from custom_components.sim_renewal.core.history import is_unlimited
from custom_components.sim_renewal.flows.source import SourceDialog

from .conftest import LINE_ID, line_subentry, recipient_subentry
from .dialogs import choose

USED = "sensor.router_used"
LEFT = "sensor.carrier_left"
ENDS = "sensor.carrier_ends"
CREDIT = "sensor.carrier_credit"

WRITE = "homeassistant.helpers.storage.write_utf8_file_atomic"

type Bind = Callable[..., Awaitable[None]]


def say(hass: HomeAssistant, entity_id: str, value: Any, unit: str | None = None, **more: Any):
    """Be an entity that says a value."""
    attributes = more if unit is None else {"unit_of_measurement": unit, **more}
    hass.states.async_set(entity_id, str(value), attributes)


def shown(hass: HomeAssistant, key: str) -> str:
    return hass.states.get(f"sensor.papa_{key}").state


def problem(hass: HomeAssistant) -> str:
    return hass.states.get("binary_sensor.papa_source_problem").state


def issue(hass: HomeAssistant, capability: str) -> ir.IssueEntry | None:
    issue_id = f"source_entity_missing_{LINE_ID}_{capability}"
    return ir.async_get(hass).async_get_issue(DOMAIN, issue_id)


def register(hass: HomeAssistant, object_id: str, unique_id: str = "1") -> er.RegistryEntry:
    """Be an entity that Home Assistant knows by an id of its own."""
    return er.async_get(hass).async_get_or_create(
        "sensor", "carrier", unique_id, suggested_object_id=object_id
    )


def typed_form(typed: dict[str, Any]) -> dict[str, Any]:
    sections = {"attributes": {}, "units": {}, "stale_after_hours": 48}
    return sections | typed


def settings(hass: HomeAssistant, entry: ConfigEntry, typed: dict[str, Any]) -> dict[str, Any]:
    """Return a line's settings after the form of its source was filled in, without an error."""
    subentry = entry.subentries[LINE_ID]
    dialog = SourceDialog(hass, entry.runtime_data.lines[LINE_ID])
    form = dialog.schema(subentry.data, None)
    kept, errors = dialog.async_check(form(typed_form(typed)))
    assert errors == {}
    others = {key: value for key, value in subentry.data.items() if key != "source"}
    return others | ({"source": json.loads(json.dumps(kept))} if kept else {})


@pytest.fixture
def bind(hass: HomeAssistant) -> Bind:
    """Return a function that fills in the form of a line's source and saves it."""

    async def save(entry: ConfigEntry, **typed: Any) -> None:
        data = settings(hass, entry, typed)
        hass.config_entries.async_update_subentry(entry, entry.subentries[LINE_ID], data=data)
        await hass.async_block_till_done()

    return save


@pytest.fixture
def writes(hass: HomeAssistant) -> Iterator[list[str]]:
    """Return what is written of the line from now on."""
    written: list[str] = []

    def write(path: str, content: Any, *args: Any, **kwargs: Any) -> None:
        if path.endswith(LINE_ID):
            written.append(path)
        write_utf8_file_atomic(path, content, *args, **kwargs)

    with patch(WRITE, write):
        yield written


def read(hass: HomeAssistant) -> str:
    return Path(hass.config.path(".storage", f"{DOMAIN}.{LINE_ID}")).read_text(encoding="utf-8")


def contents(hass: HomeAssistant) -> list[str]:
    """Return what is in the line's file, and in copies of it that were set aside."""
    storage = Path(hass.config.path(".storage"))
    return [each.read_text("utf-8") for each in storage.glob(f"{DOMAIN}.{LINE_ID}*")]


def put(hass: HomeAssistant, content: str) -> None:
    path = Path(hass.config.path(".storage", f"{DOMAIN}.{LINE_ID}"))
    path.write_text(content, encoding="utf-8")


def on_disk(hass: HomeAssistant) -> dict[str, Any]:
    return json.loads(read(hass))["data"]


# What is said


@pytest.mark.parametrize(
    ("value", "unit", "gigabytes"),
    [
        (1500, "MB", "1.5"),
        (1500, "MiB", "1.572864"),
        (1.5, "GB", "1.5"),
        (1.5, "GiB", "1.610612736"),
        (12, "Gbit", "1.5"),
        (0, "MB", "0"),
    ],
)
async def test_data_is_converted_by_its_unit(hass, household, bind, value, unit, gigabytes):
    entry = await household(line_subentry())
    say(hass, LEFT, value, unit, device_class="data_size")

    await bind(entry, data_remaining=LEFT)

    assert float(shown(hass, "data_remaining")) == float(gigabytes)


@pytest.mark.parametrize(("value", "unit"), [(90, "min"), (5400, "s"), (1.5, "h")])
async def test_calls_are_converted_by_their_unit(hass, household, bind, value, unit):
    entry = await household(line_subentry())
    say(hass, "sensor.calls", value, unit, device_class="duration")

    await bind(entry, voice_remaining="sensor.calls")

    assert entry.runtime_data.lines[LINE_ID].data.amount("voice_remaining") == 5400


async def test_a_word_says_that_there_is_no_limit(hass, household, bind):
    entry = await household(line_subentry())
    say(hass, "sensor.calls", "Unlimited", None)

    await bind(entry, voice_remaining="sensor.calls")

    measure = entry.runtime_data.lines[LINE_ID].data.reading["voice_remaining"]
    assert is_unlimited(measure)


async def test_texts_credit_and_allowance_are_taken_as_they_are(hass, household, bind):
    entry = await household(line_subentry())
    say(hass, "input_number.sms", 12.0, "SMS")
    say(hass, CREDIT, "3.20", "€", device_class="monetary")
    say(hass, "number.plan", 20, "GB")

    await bind(entry, sms_remaining="input_number.sms", credit=CREDIT, data_allowance="number.plan")

    state = entry.runtime_data.lines[LINE_ID].data
    assert shown(hass, "credit") == "3.20"
    assert state.amount("sms_remaining") == 12
    assert state.amount("data_allowance") == 20 * 10**9


async def test_an_attribute_is_read_in_a_chosen_unit(hass, household, bind):
    entry = await household(line_subentry())
    say(hass, "sensor.sim", "online", "dBm", device_class="signal_strength", left="750", calls=30)

    await bind(
        entry,
        data_remaining="sensor.sim",
        voice_remaining="sensor.sim",
        attributes={"data_remaining": "left", "voice_remaining": "calls"},
        units={"data_unit": "MiB", "voice_unit": "min"},
    )

    state = entry.runtime_data.lines[LINE_ID].data
    assert state.amount("data_remaining") == 750 * 2**20
    assert state.amount("voice_remaining") == 1800


@pytest.mark.parametrize(
    ("value", "more", "form"),
    [
        ("2026-12-24", {"device_class": "date"}, {}),
        ("2026-12-24T22:30:00+00:00", {"device_class": "timestamp"}, {}),
        ("24/12/2026", {}, {"date_order": "dmy"}),
        ("12/24/26", {}, {"date_order": "mdy"}),
        ("20261224", {}, {}),
        (31, {"unit": "d", "device_class": "duration"}, {}),
        (31, {}, {}),
        (744, {"unit": "h"}, {}),
        ("31.2", {"unit": "days"}, {}),
    ],
)
async def test_the_end_of_service_is_a_date_or_days_that_are_left(
    hass, household, bind, value, more, form
):
    entry = await household(line_subentry())
    say(hass, ENDS, value, **more)

    await bind(entry, expiry=ENDS, **form)

    assert shown(hass, "service_until") == "2026-12-24"
    assert shown(hass, "status") == "active"


@pytest.mark.parametrize(
    ("zone", "said", "last_day", "ends_at"),
    [
        ("Europe/Paris", "2026-12-24T17:30:00+00:00", "2026-12-24", "2026-12-24T17:30:00+00:00"),
        ("Europe/Paris", "2026-12-23T23:30:00+00:00", "2026-12-23", "2026-12-23T22:59:59+00:00"),
        ("Asia/Shanghai", "2026-12-24T22:59:59+00:00", "2026-12-24", "2026-12-24T15:59:59+00:00"),
    ],
)
async def test_an_instant_ends_the_day_on_which_it_is_and_never_a_later_one(
    hass, household, bind, zone, said, last_day, ends_at
):
    await hass.config.async_update(time_zone=zone)
    entry = await household(line_subentry())
    say(hass, ENDS, said, device_class="timestamp")

    await bind(entry, expiry=ENDS)

    assert (shown(hass, "service_until"), shown(hass, "expires_at")) == (last_day, ends_at)


async def test_a_date_can_be_an_attribute_that_is_no_text(hass, household, bind, freezer):
    entry = await household(line_subentry(grace=None))
    when = {"ends": date(2026, 12, 24), "lost": datetime(2027, 6, 24, 23, 30, tzinfo=UTC)}
    say(hass, ENDS, "active", **when)

    await bind(
        entry,
        expiry=ENDS,
        number_expiry=ENDS,
        status=ENDS,
        attributes={"expiry": "ends", "number_expiry": "lost"},
    )

    assert shown(hass, "service_until") == "2026-12-24"
    assert shown(hass, "number_until") == "2027-06-24"


async def test_days_left_count_down_to_the_same_day(hass, household, bind, move_to, act):
    entry = await household(line_subentry())
    say(hass, ENDS, 2, "d")
    await bind(entry, expiry=ENDS)
    assert shown(hass, "service_until") == "2026-11-25"

    await move_to("2026-11-24T03:00:00+01:00")
    say(hass, ENDS, 1, "d")
    await move_to("2026-11-25T03:00:00+01:00")
    say(hass, ENDS, 0, "d")
    await hass.async_block_till_done()
    assert shown(hass, "service_until") == "2026-11-25"
    await move_to("2026-11-27T03:00:00+01:00")
    hass.states.async_set(ENDS, "0", {"unit_of_measurement": "d"}, force_update=True)
    await hass.async_block_till_done()

    assert shown(hass, "service_until") == "2026-11-25"
    assert shown(hass, "status") == "expired"


async def test_a_status_counts_as_the_carriers_word(hass, household, bind, move_to):
    entry = await household(line_subentry(service_until="2027-11-26"))
    say(hass, "sensor.status", "Active")
    await bind(entry, status="sensor.status")
    assert shown(hass, "status") == "active"

    await move_to("2026-11-23T11:00:00+01:00")
    say(hass, "sensor.status", "suspended")
    await hass.async_block_till_done()

    assert shown(hass, "status") == "suspended"


# What was used


async def test_what_is_left_follows_from_what_was_used_over_restarts_and_a_reset_day(
    hass, household, bind, move_to
):
    entry = await household(line_subentry())
    say(hass, USED, 3000, "MB")
    await bind(entry, data_used=USED, allowance=20, reset_day=26)
    assert float(shown(hass, "data_remaining")) == 17

    await move_to("2026-11-24T10:00:00+01:00")
    say(hass, USED, 200, "MB")  # the router restarted
    await hass.async_block_till_done()
    await move_to("2026-11-24T11:00:00+01:00")
    assert float(shown(hass, "data_remaining")) == 16.8
    say(hass, USED, 1200, "MB")
    await hass.async_block_till_done()
    await move_to("2026-11-25T23:59:59+01:00")
    assert float(shown(hass, "data_remaining")) == 15.8

    await move_to("2026-11-26T00:00:00+01:00")
    assert float(shown(hass, "data_remaining")) == 20
    await move_to("2026-11-26T00:30:00+01:00")
    say(hass, USED, 1700, "MB")
    await move_to("2026-11-26T01:00:00+01:00")
    assert float(shown(hass, "data_remaining")) == 19.5


async def test_a_new_period_is_newer_than_what_was_typed_before_it(
    hass, household, bind, act, move_to
):
    entry = await household(line_subentry())
    say(hass, USED, 3000, "MB")
    await bind(entry, data_used=USED, allowance=20, reset_day=26)
    await move_to("2026-11-25T20:00:00+01:00")
    await act("update_balance", data=1)
    assert float(shown(hass, "data_remaining")) == 1

    await move_to("2026-11-26T00:00:00+01:00")

    assert float(shown(hass, "data_remaining")) == 20
    assert shown(hass, "balance_updated") == "2026-11-25T23:00:00+00:00"


async def test_a_counter_survives_a_restart_of_home_assistant(hass, household, bind, move_to):
    entry = await household(line_subentry())
    say(hass, USED, 3000, "MB")
    await bind(entry, data_used=USED, allowance=20, reset_day=26)
    await move_to("2026-11-24T10:00:00+01:00")
    say(hass, USED, 200, "MB")
    await hass.async_block_till_done()

    await hass.config_entries.async_unload(entry.entry_id)
    say(hass, USED, 500, "MB")
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert float(shown(hass, "data_remaining")) == 16.5


async def test_without_a_reset_day_the_entity_begins_anew_by_itself(hass, household, bind, move_to):
    entry = await household(line_subentry())
    say(hass, USED, 3000, "MB")
    say(hass, "sensor.plan", 20, "GB")
    await bind(entry, data_used=USED, data_allowance="sensor.plan")
    assert float(shown(hass, "data_remaining")) == 17

    await move_to("2026-11-24T10:00:00+01:00")
    say(hass, USED, 100, "MB")
    await hass.async_block_till_done()

    assert float(shown(hass, "data_remaining")) == 19.9


async def test_the_allowance_can_be_that_which_the_line_knows(hass, household, bind, act, move_to):
    entry = await household(line_subentry())
    await act("update_balance", allowance=10)
    say(hass, USED, 3000, "MB")
    await bind(entry, data_used=USED)
    assert float(shown(hass, "data_remaining")) == 7

    await move_to("2026-11-23T11:00:00+01:00")
    await act("update_balance", allowance=30)
    say(hass, USED, 4000, "MB")
    await hass.async_block_till_done()

    assert float(shown(hass, "data_remaining")) == 26


async def test_without_any_allowance_nothing_is_left_to_say(hass, household, bind, freezer):
    entry = await household(line_subentry())
    say(hass, USED, 3000, "MB")
    say(hass, "sensor.plan", 20, "GB")
    data = settings(hass, entry, {"data_used": USED, "data_allowance": "sensor.plan"})
    say(hass, "sensor.plan", "unknown")

    hass.config_entries.async_update_subentry(entry, entry.subentries[LINE_ID], data=data)
    await hass.async_block_till_done()

    assert shown(hass, "data_remaining") == "unknown"


# Silence


@pytest.mark.parametrize(
    "silence", ["unknown", "unavailable", "", "none", "-5", "1e30", "12 GB", "NaN", "inf"]
)
async def test_what_makes_no_sense_blanks_nothing_and_grows_old(
    hass, household, bind, move_to, silence
):
    entry = await household(line_subentry())
    say(hass, LEFT, 1500, "MB")
    say(hass, ENDS, "2026-12-24")
    await bind(entry, data_remaining=LEFT, expiry=ENDS)
    assert problem(hass) == "off"

    await move_to("2026-11-23T12:00:00+01:00")
    say(hass, LEFT, silence, "MB")
    say(hass, ENDS, silence)
    await hass.async_block_till_done()
    await move_to("2026-11-25T10:00:00+01:00")

    assert float(shown(hass, "data_remaining")) == 1.5
    assert shown(hass, "service_until") == "2026-12-24"
    assert shown(hass, "balance_updated") == "2026-11-23T09:00:00+00:00"
    assert problem(hass) == "off"
    await move_to("2026-11-25T10:15:01+01:00")
    assert problem(hass) == "on"
    assert float(shown(hass, "data_remaining")) == 1.5

    say(hass, LEFT, 1400, "MB")
    say(hass, ENDS, "2026-12-24")
    await hass.async_block_till_done()
    await move_to("2026-11-25T10:15:31+01:00")
    assert float(shown(hass, "data_remaining")) == 1.4
    assert problem(hass) == "off"


async def test_a_unit_that_no_longer_fits_is_not_taken(hass, household, bind, move_to):
    entry = await household(line_subentry())
    say(hass, LEFT, 1500, "MB")
    say(hass, CREDIT, 5, "EUR")
    await bind(entry, data_remaining=LEFT, credit=CREDIT)
    await move_to("2026-11-23T11:00:00+01:00")

    say(hass, LEFT, 40, "%")
    say(hass, CREDIT, 5000, "JPY")
    await hass.async_block_till_done()

    assert float(shown(hass, "data_remaining")) == 1.5
    assert shown(hass, "credit") == "5"


async def test_what_is_said_again_keeps_a_value_young(hass, household, bind, move_to):
    entry = await household(line_subentry())
    say(hass, LEFT, 1500, "MB")
    await bind(entry, data_remaining=LEFT, stale_after_hours=1)

    for hour in range(11, 15):
        say(hass, LEFT, 1500, "MB")
        await move_to(f"2026-11-23T{hour}:00:00+01:00")
        assert problem(hass) == "off"
    await move_to("2026-11-23T15:15:01+01:00")

    assert problem(hass) == "on"


async def test_a_value_that_a_person_typed_does_not_grow_old(hass, household, bind, move_to):
    entry = await household(line_subentry())
    say(hass, "input_number.left", 1500, "MB")
    await bind(entry, data_remaining="input_number.left", stale_after_hours=1)

    await move_to("2026-12-23T10:00:00+01:00")
    assert problem(hass) == "off"
    assert shown(hass, "balance_updated") == "2026-11-23T09:00:00+00:00"

    say(hass, "input_number.left", "unavailable")
    await move_to("2026-12-23T12:00:00+01:00")
    assert problem(hass) == "on"


async def test_an_entity_that_was_never_heard_grows_old_from_the_start(
    hass, household, bind, move_to
):
    entry = await household(line_subentry())
    register(hass, "carrier_left")
    say(hass, LEFT, 1500, "MB")
    data = settings(hass, entry, {"data_remaining": LEFT})
    say(hass, LEFT, "unavailable")
    hass.config_entries.async_update_subentry(entry, entry.subentries[LINE_ID], data=data)
    await hass.async_block_till_done()
    assert (problem(hass), shown(hass, "data_remaining")) == ("off", "unknown")

    await move_to("2026-11-25T10:00:01+01:00")

    assert problem(hass) == "on"


# Renamed and deleted


async def test_a_renamed_entity_is_followed(hass, household, bind, move_to):
    entry = await household(line_subentry())
    registered = register(hass, "carrier_left")
    say(hass, LEFT, 1500, "MB")
    await bind(entry, data_remaining=LEFT)
    assert entry.subentries[LINE_ID].data["source"]["bindings"] == {
        "data_remaining": {"entity": registered.id}
    }
    await move_to("2026-11-23T11:00:00+01:00")

    er.async_get(hass).async_update_entity(LEFT, new_entity_id="sensor.renamed")
    hass.states.async_remove(LEFT)
    say(hass, "sensor.renamed", 1400, "MB")
    await hass.async_block_till_done()

    assert float(shown(hass, "data_remaining")) == 1.4
    assert (problem(hass), issue(hass, "data_remaining")) == ("off", None)
    form = SourceDialog(hass, entry.runtime_data.lines[LINE_ID]).schema(
        entry.subentries[LINE_ID].data, None
    )
    (field,) = (each for each in form.schema if each == "data_remaining")
    assert field.description == {"suggested_value": "sensor.renamed"}


async def test_a_deleted_entity_is_an_issue_until_it_is_back(hass, household, bind, move_to):
    entry = await household(line_subentry())
    registered = register(hass, "carrier_left")
    say(hass, LEFT, 1500, "MB")
    say(hass, ENDS, "2026-12-24")
    await bind(entry, data_remaining=LEFT, expiry=ENDS)
    await move_to("2026-11-23T11:00:00+01:00")

    er.async_get(hass).async_remove(LEFT)
    hass.states.async_remove(LEFT)
    await hass.async_block_till_done()

    missing = issue(hass, "data_remaining")
    assert missing.translation_placeholders == {"line": "Papa", "capability": "Data left"}
    assert not missing.is_fixable
    assert issue(hass, "expiry") is None
    assert problem(hass) == "on"
    assert float(shown(hass, "data_remaining")) == 1.5

    await move_to("2026-11-23T11:30:00+01:00")
    assert register(hass, "carrier_left").id == registered.id
    say(hass, LEFT, 1300, "MB")
    await hass.async_block_till_done()
    assert (problem(hass), issue(hass, "data_remaining")) == ("off", None)
    assert float(shown(hass, "data_remaining")) == 1.3


async def test_an_entity_that_is_none_of_ours_changes_nothing(hass, household, bind, writes):
    entry = await household(line_subentry())
    register(hass, "carrier_left")
    say(hass, LEFT, 1500, "MB")
    await bind(entry, data_remaining=LEFT)
    writes.clear()

    other = register(hass, "other", "2").entity_id
    say(hass, other, 1, "MB")
    er.async_get(hass).async_remove(other)
    await hass.async_block_till_done()

    assert (problem(hass), float(shown(hass, "data_remaining")), writes) == ("off", 1.5, [])


async def test_an_entity_that_only_reloads_is_no_issue(hass, household, bind, move_to):
    entry = await household(line_subentry())
    say(hass, LEFT, 1500, "MB")
    await bind(entry, data_remaining=LEFT)
    await move_to("2026-11-23T11:00:00+01:00")

    hass.states.async_remove(LEFT)
    await move_to("2026-11-23T11:00:59+01:00")
    assert (problem(hass), issue(hass, "data_remaining")) == ("off", None)
    say(hass, LEFT, 1400, "MB")
    await move_to("2026-11-23T11:02:00+01:00")
    assert (problem(hass), issue(hass, "data_remaining")) == ("off", None)

    hass.states.async_remove(LEFT)
    await move_to("2026-11-23T12:00:00+01:00")
    await move_to("2026-11-23T12:01:00+01:00")
    assert problem(hass) == "on"
    assert issue(hass, "data_remaining") is not None
    assert float(shown(hass, "data_remaining")) == 1.4


async def test_an_entity_that_is_back_at_once_is_no_issue(hass, household, bind):
    entry = await household(line_subentry())
    register(hass, "carrier_left")
    say(hass, LEFT, 1500, "MB")
    await bind(entry, data_remaining=LEFT)
    hass.config.language = "fr"  # its words are not there yet

    er.async_get(hass).async_remove(LEFT)
    hass.states.async_remove(LEFT)
    register(hass, "carrier_left")
    await hass.async_block_till_done()
    assert (problem(hass), issue(hass, "data_remaining")) == ("off", None)

    er.async_get(hass).async_remove(LEFT)
    await hass.async_block_till_done()
    missing = issue(hass, "data_remaining")
    assert missing.translation_placeholders["capability"] == "Données restantes"


async def test_the_issue_goes_with_the_source(hass, household, bind):
    entry = await household(line_subentry())
    register(hass, "carrier_left")
    say(hass, LEFT, 1500, "MB")
    await bind(entry, data_remaining=LEFT)
    er.async_get(hass).async_remove(LEFT)
    hass.states.async_remove(LEFT)
    await hass.async_block_till_done()
    assert issue(hass, "data_remaining") is not None

    await bind(entry)

    assert issue(hass, "data_remaining") is None
    assert "source" not in entry.subentries[LINE_ID].data


async def test_entities_are_waited_for_while_home_assistant_starts(hass, household, bind):
    entry = await household(line_subentry())
    say(hass, LEFT, 1500, "MB")
    await bind(entry, data_remaining=LEFT)
    await hass.config_entries.async_unload(entry.entry_id)
    hass.states.async_remove(LEFT)
    hass.set_state(CoreState.starting)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert float(shown(hass, "data_remaining")) == 1.5

    say(hass, LEFT, 1200, "MB")
    await hass.async_block_till_done()
    assert float(shown(hass, "data_remaining")) == 1.5
    hass.set_state(CoreState.running)
    hass.bus.async_fire("homeassistant_started")
    await hass.async_block_till_done()

    assert float(shown(hass, "data_remaining")) == 1.2


# The line belongs to the household


async def test_a_source_comes_and_goes_and_the_line_stays(
    hass, household, bind, act, phone, move_to
):
    entry = await household(
        line_subentry(credit=3, grace=6), recipient_subentry(), reminder_time="09:00:00"
    )
    await act("record_renewal", amount=10)
    registry = er.async_get(hass)

    def entities() -> dict[str, str]:
        return {
            each.entity_id: each.id
            for each in er.async_entries_for_config_entry(registry, entry.entry_id)
            if each.entity_id not in {"binary_sensor.papa_source_problem", "number.papa_credit"}
        }

    def kept() -> tuple[Any, ...]:
        record = record_from_json(on_disk(hass))
        return record.renewals, record.deliveries, record.statements

    before, kept_before, sent = entities(), kept(), len(phone)
    assert len(before) >= 15
    assert (len(kept_before[0]), len(kept_before[1])) == (1, 2)
    say(hass, CREDIT, 2, "EUR")
    typed_id = registry.async_get("number.papa_credit").unique_id

    await bind(entry, credit=CREDIT)
    assert shown(hass, "credit") == "2"
    assert registry.async_get("number.papa_credit") is None
    assert hass.states.get("number.papa_credit") is None
    problem_id = registry.async_get("binary_sensor.papa_source_problem").id
    assert (entities(), kept(), len(phone)) == (before, kept_before, sent)

    await bind(entry)
    assert shown(hass, "credit") == "2"
    assert hass.states.get("binary_sensor.papa_source_problem") is None
    assert registry.async_get("number.papa_credit").unique_id == typed_id
    assert hass.states.get("number.papa_credit").state == "2.0"
    assert (entities(), kept(), len(phone)) == (before, kept_before, sent)

    await bind(entry, credit=CREDIT)
    assert registry.async_get("binary_sensor.papa_source_problem").id == problem_id
    assert (entities(), kept(), len(phone)) == (before, kept_before, sent)


async def test_a_date_that_is_said_again_after_a_renewal_counts_until_the_source_notices(
    hass, household, bind, act, move_to
):
    entry = await household(line_subentry(grace=6))
    say(hass, ENDS, "2026-11-28")
    await bind(entry, expiry=ENDS)
    assert (shown(hass, "service_until"), shown(hass, "number_until")) == (
        "2026-11-28",
        "2027-05-28",
    )

    await act("record_renewal")
    assert shown(hass, "service_until") == "2026-12-28"
    await move_to("2026-11-23T11:00:00+01:00")
    say(hass, ENDS, "2026-11-28", note="the carrier is slow")
    await hass.async_block_till_done()
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert shown(hass, "service_until") == "2026-11-28"
    doubt = entry.runtime_data.lines[LINE_ID].data.doubt
    assert (doubt.later, doubt.is_settled) == (date(2026, 12, 28), False)

    await move_to("2026-11-23T12:00:00+01:00")
    say(hass, ENDS, "2026-12-27")
    await hass.async_block_till_done()
    assert entry.runtime_data.lines[LINE_ID].data.doubt is None
    assert (shown(hass, "service_until"), shown(hass, "number_until")) == (
        "2026-12-27",
        "2027-06-27",
    )
    assert len(on_disk(hass)["renewals"]) == 1


async def test_a_source_that_comes_back_says_its_date_anew(hass, household, bind, act):
    entry = await household(line_subentry())
    say(hass, ENDS, "2026-11-28")
    await bind(entry, expiry=ENDS)
    await bind(entry)
    await act("set_validity", service_until="2026-12-31")

    await bind(entry, expiry=ENDS)

    assert shown(hass, "service_until") == "2026-11-28"


async def test_the_newest_word_about_a_balance_counts(hass, household, bind, act, move_to):
    entry = await household(line_subentry())
    say(hass, CREDIT, 4, "EUR")
    await bind(entry, credit=CREDIT)

    await move_to("2026-11-23T11:00:00+01:00")
    await act("update_balance", credit=9)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert shown(hass, "credit") == "9"

    say(hass, CREDIT, 5, "EUR")
    await hass.async_block_till_done()
    assert shown(hass, "credit") == "5"


@pytest.mark.parametrize(
    ("service", "number", "expected"),
    [
        ("2026-12-24", "2027-06-01", ("2026-12-24", "2027-06-01")),
        ("2026-12-24", "2026-12-01", ("2026-12-24", "2027-06-24")),
        ("2026-11-26", "2027-06-01", ("2026-11-26", "2027-06-01")),
        ("2026-11-26", "2027-05-26", ("2026-11-26", "2027-05-26")),
    ],
)
async def test_a_number_is_never_lost_before_service_ends(
    hass, household, bind, service, number, expected
):
    entry = await household(line_subentry(grace=6))
    say(hass, ENDS, service)
    say(hass, "sensor.number", number)

    await bind(entry, expiry=ENDS, number_expiry="sensor.number")

    assert (shown(hass, "service_until"), shown(hass, "number_until")) == expected


async def test_a_number_date_that_service_outlives_is_unknown_again(hass, household, bind, freezer):
    entry = await household(line_subentry(number_until="2026-12-01"))
    freezer.tick(60)
    say(hass, ENDS, "2026-12-24")

    await bind(entry, expiry=ENDS)

    assert (shown(hass, "service_until"), shown(hass, "number_until")) == (
        "2026-12-24",
        "unknown",
    )


async def test_a_damaged_line_is_left_alone(hass, household, bind):
    entry = await household(line_subentry())
    say(hass, LEFT, 1500, "MB")
    data = settings(hass, entry, {"data_remaining": LEFT})
    await hass.config_entries.async_unload(entry.entry_id)
    put(hass, "garbage")
    hass.config_entries.async_update_subentry(entry, entry.subentries[LINE_ID], data=data)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    say(hass, LEFT, 1400, "MB")
    await hass.async_block_till_done()

    assert shown(hass, "data_remaining") == "unavailable"
    assert contents(hass) == ["garbage"]


async def test_another_kind_of_source_is_not_taken_for_entities(hass, household):
    await household(line_subentry(source={"kind": "telepathy"}))

    assert hass.states.get("binary_sensor.papa_source_problem") is None
    assert shown(hass, "status") == "due"


# The disk


async def test_a_thousand_changes_at_once_are_two_writes(hass, household, bind, move_to, writes):
    entry = await household(line_subentry())
    say(hass, LEFT, 5000, "MB")
    await bind(entry, data_remaining=LEFT)
    await move_to("2026-11-23T11:00:00+01:00")
    writes.clear()

    for left in range(2000, 1000, -1):
        say(hass, LEFT, left, "MB")
    await hass.async_block_till_done()
    assert len(writes) == 1
    assert on_disk(hass)["reading"]["data_remaining"]["amount"] == "2000000000"
    await move_to("2026-11-23T11:00:29+01:00")
    assert len(writes) == 1

    await move_to("2026-11-23T11:00:30+01:00")
    assert len(writes) == 2
    assert on_disk(hass)["reading"]["data_remaining"]["amount"] == "1001000000"
    assert float(shown(hass, "data_remaining")) == 1.001


async def test_a_thousand_changes_in_as_many_seconds_are_a_write_each_half_minute(
    hass, household, bind, move_to, writes, freezer
):
    entry = await household(line_subentry())
    say(hass, LEFT, 5000, "MB")
    await bind(entry, data_remaining=LEFT)
    writes.clear()

    for second in range(1000):
        minute, rest = divmod(second, 60)
        await move_to(f"2026-11-23T11:{minute:02}:{rest:02}+01:00")
        say(hass, LEFT, 2000 - second, "MB")
        await hass.async_block_till_done()

    assert 30 <= len(writes) <= 35


async def test_a_value_that_stays_is_written_once_an_hour(hass, household, bind, move_to, writes):
    entry = await household(line_subentry(service_until="2027-11-26"))
    say(hass, LEFT, 5000, "MB")
    await bind(entry, data_remaining=LEFT)
    writes.clear()

    for minute in range(15, 181, 15):
        hours, rest = divmod(minute, 60)
        await move_to(f"2026-11-23T{10 + hours}:{rest:02}:00+01:00")
        say(hass, LEFT, 5000, "MB", note=str(minute))
        await hass.async_block_till_done()

    assert 2 <= len(writes) <= 3
    assert problem(hass) == "off"


async def test_what_waits_is_kept_when_the_household_stops(hass, household, bind, move_to, writes):
    entry = await household(line_subentry())
    say(hass, LEFT, 5000, "MB")
    await bind(entry, data_remaining=LEFT)
    await move_to("2026-11-23T11:00:00+01:00")
    say(hass, LEFT, 4000, "MB")
    say(hass, LEFT, 3000, "MB")
    await hass.async_block_till_done()
    assert on_disk(hass)["reading"]["data_remaining"]["amount"] == "4000000000"

    await hass.config_entries.async_unload(entry.entry_id)

    assert entry.state is ConfigEntryState.NOT_LOADED
    assert on_disk(hass)["reading"]["data_remaining"]["amount"] == "3000000000"


async def test_what_waits_is_kept_when_home_assistant_stops(hass, household, bind, move_to):
    entry = await household(line_subentry())
    say(hass, LEFT, 5000, "MB")
    await bind(entry, data_remaining=LEFT)
    await move_to("2026-11-23T11:00:00+01:00")
    say(hass, LEFT, 4000, "MB")
    say(hass, LEFT, 3000, "MB")

    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await hass.async_block_till_done()

    assert on_disk(hass)["reading"]["data_remaining"]["amount"] == "3000000000"


async def test_what_the_disk_does_not_take_is_kept_later(hass, household, bind, move_to):
    entry = await household(line_subentry())
    say(hass, LEFT, 5000, "MB")
    await bind(entry, data_remaining=LEFT)
    await move_to("2026-11-23T11:00:00+01:00")

    with patch(WRITE, side_effect=WriteError(OSError(28, "No space left on device"))):
        say(hass, LEFT, 4000, "MB")
        await hass.async_block_till_done()
    assert float(shown(hass, "data_remaining")) == 5

    await move_to("2026-11-23T11:00:30+01:00")

    assert float(shown(hass, "data_remaining")) == 4
    assert on_disk(hass)["reading"]["data_remaining"]["amount"] == "4000000000"


async def test_what_is_said_while_the_disk_fails_is_not_lost_either(hass, household, bind, move_to):
    entry = await household(line_subentry())
    say(hass, LEFT, 5000, "MB")
    await bind(entry, data_remaining=LEFT)
    await move_to("2026-11-23T11:00:00+01:00")

    def fail(*_args: Any, **_kwargs: Any) -> None:
        hass.loop.call_soon_threadsafe(say, hass, LEFT, 3000, "MB")
        raise WriteError(OSError(28, "No space left on device"))

    with patch(WRITE, fail):
        say(hass, LEFT, 4000, "MB")
        await hass.async_block_till_done()
    await move_to("2026-11-23T11:00:30+01:00")

    assert float(shown(hass, "data_remaining")) == 3


async def test_a_clock_that_was_set_back_stops_nothing(hass, household, bind, move_to, freezer):
    entry = await household(line_subentry())
    say(hass, ENDS, "2026-12-24")
    await bind(entry, expiry=ENDS)

    freezer.move_to("2026-11-22T10:00:00+01:00")
    say(hass, ENDS, "2026-12-31")
    await hass.async_block_till_done()

    assert shown(hass, "service_until") == "2026-12-31"


async def test_a_source_that_speaks_again_is_no_problem_at_once(hass, household, bind, move_to):
    entry = await household(line_subentry())
    say(hass, LEFT, 1500, "MB")
    await bind(entry, data_remaining=LEFT, stale_after_hours=1)
    await move_to("2026-11-23T11:30:00+01:00")
    assert problem(hass) == "on"

    hass.states.async_set(LEFT, "1500", {"unit_of_measurement": "MB"}, force_update=True)
    await hass.async_block_till_done()

    assert problem(hass) == "off"


async def test_the_line_s_own_menu_binds_an_entity_and_refuses_one_that_does_not_fit(
    hass, household
):
    entry = await household(line_subentry(credit=3))
    say(hass, CREDIT, 8, "USD")
    form = await choose(hass, entry, LINE_ID, "source_entity")
    sections = {"attributes": {}, "units": {}}
    configure = hass.config_entries.subentries.async_configure
    typed = {"credit": CREDIT, "stale_after_hours": 48, **sections}

    refused = await configure(form["flow_id"], typed)
    assert refused["errors"] == {"credit": "other_currency"}
    say(hass, CREDIT, 8, "EUR")
    done = await configure(form["flow_id"], typed)
    await hass.async_block_till_done()

    assert done["reason"] == "reconfigure_successful"
    assert shown(hass, "credit") == "8"
    assert hass.states.get("number.papa_credit") is None


# Values that cannot be


@pytest.mark.parametrize(
    ("capability", "value", "unit", "stays"),
    [
        ("data_remaining", 10, "PB", "2"),
        ("data_remaining", 25600, "GB", "2"),
        ("data_remaining", -1, "GB", "2"),
        ("expiry", "9999-12-31", None, "2027-01-05"),
        ("expiry", "0001-01-01", None, "2027-01-05"),
    ],
)
async def test_a_value_that_cannot_be_is_said_and_stops_nothing(
    hass, household, bind, move_to, capability, value, unit, stays
):
    entry = await household(line_subentry())
    say(hass, LEFT, 2, "GB")
    say(hass, CREDIT, 3)
    say(hass, "sensor.ends", "2027-01-05")
    await bind(entry, data_remaining=LEFT, credit=CREDIT, expiry="sensor.ends")
    bound = {"data_remaining": LEFT, "expiry": "sensor.ends"}[capability]
    key = {"expiry": "service_until"}.get(capability, capability)
    issue_id = f"source_value_doubted_{LINE_ID}_{capability}"

    await move_to("2026-11-23T12:00:00+01:00")
    say(hass, bound, value, unit)
    say(hass, CREDIT, 2)
    await hass.async_block_till_done()
    await move_to("2026-11-23T13:00:00+01:00")

    told = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    assert told.translation_placeholders["line"] == "Papa"
    assert str(value) not in str(told)
    assert (shown(hass, key), shown(hass, "credit")) == (stays, "2")

    say(hass, bound, 1 if unit else "2027-02-05", unit and "GB")
    await move_to("2026-11-23T14:00:00+01:00")
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id) is None
    assert shown(hass, key) == ("1" if unit else "2027-02-05")


@pytest.mark.parametrize(
    ("capability", "value", "unit"),
    [("credit", 5_000_000, None), ("voice_remaining", 2000, "d")],
)
async def test_a_value_that_cannot_be_is_refused_when_it_is_chosen(
    hass, household, capability, value, unit
):
    entry = await household(line_subentry())
    say(hass, "sensor.odd", value, unit)
    dialog = SourceDialog(hass, entry.runtime_data.lines[LINE_ID])

    form = dialog.schema(entry.subentries[LINE_ID].data, None)
    _, errors = dialog.async_check(form(typed_form({capability: "sensor.odd"})))

    assert errors == {capability: "value_out_of_range"}
