"""What is kept of a line: on disk when an action has answered, and never lost to a bad disk."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
import json
from pathlib import Path
import traceback
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryDisabler,
    ConfigEntryState,
)
from homeassistant.const import (
    EVENT_HOMEASSISTANT_FINAL_WRITE,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util.file import WriteError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.repairs import async_create_fix_flow
from custom_components.sim_renewal.storage import records

from .conftest import file_of, line_subentry

LINE_ID = "L" * 26
OTHER_ID = "M" * 26
ISSUE_ID = f"record_damaged_{LINE_ID}"

KEPT: dict[str, Any] = {
    "version": 1,
    "minor_version": 1,
    "key": f"sim_renewal.{LINE_ID}",
    "data": {
        "statements": [
            {
                "clock": "service",
                "until": "2026-12-24",
                "as_of": "2026-11-20T08:00:00+00:00",
                "told_at": "2026-11-20T08:00:00+00:00",
                "teller": "person",
                "ends_at": None,
                "repeated_at": None,
            }
        ],
        "renewals": [],
        "reading": {"credit": {"amount": "4.50", "measured_at": "2026-11-20T08:00:00+00:00"}},
        "snooze": None,
        "deliveries": [],
        "activities": [],
        "undone": [],
        "ports": [],
        "source_values": {
            "status": None,
            "silent_since": {},
            "counter": None,
            "countdowns": {},
        },
        "history": [],
        "skips": [],
        "emptied": [],
        "former_credits": [],
    },
}


def kept(*, until: object = "2026-12-24", **changes: Any) -> bytes:
    """Return a file as it was written earlier, with its end or other parts of its data changed."""
    document = deepcopy(KEPT)
    document["data"]["statements"][0]["until"] = until
    document["data"] |= changes
    return json.dumps(document).encode()


def traces_of(hass: HomeAssistant, line_id: str = LINE_ID) -> list[Path]:
    return sorted(file_of(hass).parent.glob(f"sim_renewal.{line_id}*"))


def put(hass: HomeAssistant, content: bytes, suffix: str = "") -> Path:
    path = file_of(hass)
    path.parent.mkdir(exist_ok=True)
    path = path.with_name(path.name + suffix)
    path.write_bytes(content)
    return path


def data_on_disk(hass: HomeAssistant, line_id: str = LINE_ID) -> dict[str, Any]:
    return json.loads(file_of(hass, line_id).read_bytes())["data"]


def credit_on_disk(hass: HomeAssistant) -> str:
    return data_on_disk(hass)["reading"]["credit"]["amount"]


def ends_on_disk(hass: HomeAssistant) -> list[str]:
    """Return the ends of service that were stated, in the order of their moments."""
    stated = data_on_disk(hass)["statements"]
    return [each["until"] for each in stated if each["clock"] == "service"]


def state(hass: HomeAssistant, entity: str) -> str:
    return hass.states.get(entity).state


def states_of(hass: HomeAssistant, entry: MockConfigEntry, line_id: str = LINE_ID) -> set[str]:
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    return {
        hass.states.get(each.entity_id).state
        for each in entities
        if each.config_subentry_id == line_id and not each.disabled
    }


async def act(
    hass: HomeAssistant, entry: MockConfigEntry, action: str, line_id: str = LINE_ID, **data: Any
) -> Any:
    """Call an action on a line, and look at nothing that happens after its answer."""
    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, line_id), config_entry_id=entry.entry_id
    )
    return await hass.services.async_call(
        DOMAIN, action, {"device_id": device_id, **data}, blocking=True, return_response=True
    )


@contextmanager
def storage_is_no_directory(hass: HomeAssistant) -> Iterator[None]:
    """Put a file where the directory was, as a disk that broke or was mounted wrongly."""
    directory = file_of(hass).parent
    away = directory.rename(directory.with_name("away"))
    directory.touch()
    try:
        yield
    finally:
        directory.unlink()
        away.rename(directory)


@contextmanager
def disk_is_full(hass: HomeAssistant) -> Iterator[None]:
    full = WriteError(OSError(28, "No space left on device"))
    with patch("homeassistant.helpers.storage.write_utf8_file_atomic", side_effect=full):
        yield


FAULTS = [storage_is_no_directory, disk_is_full]

type Fault = Callable[[HomeAssistant], AbstractContextManager[None]]


@pytest.fixture
def running_again(hass: HomeAssistant) -> Iterator[None]:
    """Let Home Assistant, which a test has made stop, be stopped by the end of the test."""
    yield
    hass.set_state(CoreState.running)


async def test_a_new_line_is_on_disk_once_the_household_is_set_up(hass, household) -> None:
    await household(line_subentry(credit=3.2, data_remaining=1.5))

    data = data_on_disk(hass)
    assert ends_on_disk(hass) == ["2026-11-26"]
    assert float(data["reading"]["credit"]["amount"]) == 3.2
    assert float(data["reading"]["data_remaining"]["amount"]) == 1_500_000_000


async def test_a_change_is_on_disk_when_the_action_has_answered(hass, household) -> None:
    entry = await household(line_subentry())

    answer = await act(hass, entry, "record_renewal", amount="9.99")
    (renewal,) = data_on_disk(hass)["renewals"]
    assert (renewal["renewal_id"], renewal["amount"]) == (answer["renewal_id"], "9.99")

    await act(hass, entry, "update_balance", credit=0)
    assert credit_on_disk(hass) == "0"

    await act(hass, entry, "set_validity", service_until="2027-01-31")
    assert ends_on_disk(hass) == ["2026-11-26", "2027-01-31"]


async def test_changes_at_the_same_moment_are_all_kept(hass, household) -> None:
    entry = await household(line_subentry())

    answers = await asyncio.gather(
        *(
            act(hass, entry, "record_renewal", amount=amount, in_addition=True)
            for amount in range(5)
        )
    )

    on_disk = [renewal["renewal_id"] for renewal in data_on_disk(hass)["renewals"]]
    assert sorted(on_disk) == sorted(answer["renewal_id"] for answer in answers)
    assert len(set(on_disk)) == 5
    assert state(hass, "sensor.papa_service_until") == "2027-04-25"


async def test_what_is_kept_comes_back_after_a_restart(hass, household) -> None:
    entry = await household(line_subentry())
    await act(hass, entry, "record_renewal", note="à la boutique 中国")
    await act(hass, entry, "update_balance", credit="0.10")
    await hass.async_block_till_done()
    before = data_on_disk(hass)

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert state(hass, "sensor.papa_service_until") == "2026-12-26"
    assert state(hass, "sensor.papa_credit") == "0.10"
    assert data_on_disk(hass) == before


async def test_only_home_assistant_itself_can_read_the_file(hass, household) -> None:
    entry = await household(line_subentry())
    assert file_of(hass).stat().st_mode & 0o777 == 0o600

    await act(hass, entry, "update_balance", credit=1)
    assert file_of(hass).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("record_renewal", {}),
        ("update_balance", {"credit": 5}),
        ("set_validity", {"service_until": "2027-01-31"}),
    ],
)
async def test_a_failed_write_fails_the_action_and_changes_nothing(
    hass, household, fault: Fault, action, data
) -> None:
    entry = await household(line_subentry(credit=1))
    content = file_of(hass).read_bytes()
    before = await act(hass, entry, "get_lines")
    shown = {each.entity_id: each.state for each in hass.states.async_all()}

    with fault(hass), pytest.raises(HomeAssistantError) as failure:
        await act(hass, entry, action, **data)

    assert failure.value.translation_domain == DOMAIN
    assert failure.value.translation_key == "record_not_saved"
    assert str(failure.value).startswith("The disk did not take it, so nothing has changed.")
    assert file_of(hass).read_bytes() == content
    await hass.async_block_till_done()
    assert await act(hass, entry, "get_lines") == before
    assert await act(hass, entry, "get_renewals") == {"renewals": []}
    assert {each.entity_id: each.state for each in hass.states.async_all()} == shown

    await act(hass, entry, action, **data)
    assert file_of(hass).read_bytes() != content
    assert await act(hass, entry, "get_lines") != before


async def test_a_text_that_cannot_be_written_is_refused_and_neither_kept_nor_logged(
    hass, household, caplog
) -> None:
    entry = await household(line_subentry())
    content = file_of(hass).read_bytes()
    secret = "half a" + " character"

    with pytest.raises(HomeAssistantError) as failure:
        await act(hass, entry, "record_renewal", note=f"{secret}: \ud83d")

    assert failure.value.translation_key == "record_not_saved"
    assert file_of(hass).read_bytes() == content
    assert state(hass, "sensor.papa_service_until") == "2026-11-26"
    assert "cannot be written as JSON" in caplog.text
    assert secret not in caplog.text
    assert secret not in "".join(traceback.format_exception(failure.value))


async def test_what_was_not_saved_is_not_written_later(hass, household, running_again) -> None:
    entry = await household(line_subentry())
    content = file_of(hass).read_bytes()
    with disk_is_full(hass), pytest.raises(HomeAssistantError):
        await act(hass, entry, "update_balance", credit=5)

    hass.set_state(CoreState.final_write)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()

    assert file_of(hass).read_bytes() == content


@pytest.mark.parametrize("stage", [CoreState.stopping, CoreState.final_write])
async def test_a_change_is_on_disk_even_while_home_assistant_stops(
    hass, household, running_again, stage
) -> None:
    entry = await household(line_subentry())
    hass.set_state(stage)

    await act(hass, entry, "update_balance", credit=5)
    assert credit_on_disk(hass) == "5"
    await act(hass, entry, "update_balance", credit=6)
    assert credit_on_disk(hass) == "6"

    file_of(hass).write_bytes(b"not to be written again")
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert file_of(hass).read_bytes() == b"not to be written again"


async def test_a_failed_write_is_told_even_while_home_assistant_stops(
    hass, household, running_again
) -> None:
    entry = await household(line_subentry(credit=1))
    hass.set_state(CoreState.stopping)

    with disk_is_full(hass), pytest.raises(HomeAssistantError) as failure:
        await act(hass, entry, "update_balance", credit=5)

    assert failure.value.translation_key == "record_not_saved"
    assert float(credit_on_disk(hass)) == 1
    assert float(state(hass, "sensor.papa_credit")) == 1


DAMAGES = {
    "empty": b"",
    "noise": b"\x00\xff\xfe\x80" * 100,
    "zeros": b"\x00" * 4096,
    "truncated": kept()[:-40],
    "bottomless": b"[" * 100_000,
    "null": b"null",
    "a list": b"[]",
    "a number": b"42",
    "a text": b'"minor_version"',
    "nothing inside": b"{}",
    "no data": json.dumps({"version": 1, "minor_version": 1}).encode(),
    "null data": json.dumps({**KEPT, "data": None}).encode(),
    "empty data": json.dumps({**KEPT, "data": {}}).encode(),
    "a list of data": json.dumps({**KEPT, "data": []}).encode(),
    "a text as version": json.dumps({**KEPT, "version": "one"}).encode(),
    "no version": json.dumps({"minor_version": 1, "data": KEPT["data"]}).encode(),
    "no such date": kept(until="2026-02-30"),
    "a number as date": kept(until=20261224),
    "renewals of another shape": kept(renewals=[{"date": "2026-11-01"}]),
    "an unknown bucket": kept(reading={"coffee": {"amount": "1", "measured_at": "2026-11-20"}}),
    "an amount in words": kept(
        reading={"credit": {"amount": "a lot", "measured_at": "2026-11-20T08:00:00+00:00"}}
    ),
    "a moment without time zone": kept(
        reading={"credit": {"amount": "1", "measured_at": "2026-11-20T08:00:00"}}
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
async def test_a_damaged_record_is_left_alone_and_never_taken_for_a_new_line(
    hass, household, damage
) -> None:
    put(hass, damage)

    entry = await household(line_subentry(), line_subentry("Mama", OTHER_ID, number=None))

    assert entry.state is ConfigEntryState.LOADED
    assert states_of(hass, entry) == {STATE_UNAVAILABLE}
    assert state(hass, "sensor.mama_service_until") == "2026-11-26"
    assert STATE_UNAVAILABLE not in states_of(hass, entry, OTHER_ID)
    issue = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID)
    assert issue is not None
    assert issue.is_fixable
    assert issue.severity is ir.IssueSeverity.ERROR
    assert issue.translation_key == "record_damaged"
    assert issue.translation_placeholders == {"line": "Papa"}
    assert [trace.read_bytes() for trace in traces_of(hass)] == [damage]

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert states_of(hass, entry) == {STATE_UNAVAILABLE}
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is not None
    assert [trace.read_bytes() for trace in traces_of(hass)] == [damage]


async def test_a_copy_that_was_set_aside_as_corrupt_is_remembered_after_a_restart(
    hass, household
) -> None:
    put(hass, b"garbage", ".corrupt.2026-11-22T05:00:00+00:00")

    entry = await household(line_subentry())

    assert states_of(hass, entry) == {STATE_UNAVAILABLE}
    assert not file_of(hass).exists()


async def test_a_record_restored_from_a_backup_is_read_beside_its_corrupt_copy(
    hass, household
) -> None:
    put(hass, b"garbage", ".corrupt.2026-11-22T05:00:00+00:00")
    entry = await household(line_subentry())
    assert states_of(hass, entry) == {STATE_UNAVAILABLE}

    put(hass, kept())
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert state(hass, "sensor.papa_service_until") == "2026-12-24"
    assert state(hass, "sensor.papa_credit") == "4.50"
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is None


ACTIONS: list[tuple[str, dict[str, Any]]] = [
    ("record_renewal", {}),
    ("update_balance", {"credit": 5}),
    ("set_validity", {"service_until": "2027-01-31"}),
    ("get_lines", {}),
    ("get_renewals", {}),
]


@pytest.mark.parametrize(("action", "data"), ACTIONS)
async def test_actions_refuse_a_line_whose_record_is_damaged(hass, household, action, data) -> None:
    put(hass, b"garbage")
    entry = await household(line_subentry())

    with pytest.raises(HomeAssistantError) as refusal:
        await act(hass, entry, action, **data)

    assert refusal.value.translation_domain == DOMAIN
    assert refusal.value.translation_key == "record_damaged"
    assert str(refusal.value).startswith("What was kept of Papa cannot be read.")
    assert [trace.read_bytes() for trace in traces_of(hass)] == [b"garbage"]


async def test_questions_about_all_lines_leave_a_damaged_one_out(hass, household) -> None:
    put(hass, b"garbage")
    entry = await household(line_subentry(), line_subentry("Mama", OTHER_ID, number=None))
    await act(hass, entry, "record_renewal", OTHER_ID)

    for action, key, name in (("get_lines", "lines", "name"), ("get_renewals", "renewals", "line")):
        answer = await hass.services.async_call(
            DOMAIN, action, {}, blocking=True, return_response=True
        )
        assert [each[name] for each in answer[key]] == ["Mama"]


async def test_a_renewal_as_usual_refuses_a_line_whose_record_is_damaged(hass, household) -> None:
    put(hass, b"garbage")
    entry = await household(line_subentry())

    with pytest.raises(HomeAssistantError) as refusal:
        await entry.runtime_data.lines[LINE_ID].async_renew_as_usual()

    assert refusal.value.translation_key == "record_damaged"
    assert [trace.read_bytes() for trace in traces_of(hass)] == [b"garbage"]


class Repair:
    """The dialog of an issue, as the frontend goes through it."""

    def __init__(self, client: Any) -> None:
        """Speak to Home Assistant's web server."""
        self._client = client

    async def start(self, issue_id: str = ISSUE_ID) -> dict[str, Any]:
        return await self._post("", {"handler": DOMAIN, "issue_id": issue_id})

    async def choose(self, flow_id: str, step: str) -> dict[str, Any]:
        return await self._post(f"/{flow_id}", {"next_step_id": step})

    async def confirm(self, flow_id: str) -> dict[str, Any]:
        return await self._post(f"/{flow_id}", {})

    async def _post(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        response = await self._client.post(f"/api/repairs/issues/fix{path}", json=data)
        answer = await response.json() if response.content_type == "application/json" else {}
        return {"status": response.status, **answer}


@pytest.fixture
async def repair(hass: HomeAssistant, hass_client: Any) -> Repair:
    assert await async_setup_component(hass, "repairs", {})
    return Repair(await hass_client())


@pytest.mark.parametrize(
    "damage", [b"garbage", kept(until="2026-02-30")], ids=["set aside", "in place"]
)
async def test_the_repair_starts_the_line_again_from_its_settings(
    hass, household, repair, damage
) -> None:
    put(hass, damage)
    entry = await household(line_subentry(credit=2))

    form = await repair.start()
    assert (form["type"], form["step_id"]) == ("form", "confirm")
    assert form["description_placeholders"] == {"line": "Papa"}
    assert [trace.read_bytes() for trace in traces_of(hass)] == [damage]

    done = await repair.confirm(form["flow_id"])
    await hass.async_block_till_done()

    assert done["type"] == "create_entry"
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is None
    assert traces_of(hass) == [file_of(hass)]
    assert ends_on_disk(hass) == ["2026-11-26"]
    assert state(hass, "sensor.papa_service_until") == "2026-11-26"
    assert float(state(hass, "sensor.papa_credit")) == 2
    await act(hass, entry, "record_renewal")
    assert state(hass, "sensor.papa_service_until") == "2026-12-26"
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert state(hass, "sensor.papa_service_until") == "2026-12-26"


async def test_a_repair_of_a_line_that_is_gone_or_well_by_now_changes_nothing(
    hass, household, repair
) -> None:
    put(hass, b"garbage")
    entry = await household(line_subentry(), line_subentry("Mama", OTHER_ID, number=None))
    first, second = await repair.start(), await repair.start()
    await repair.confirm(first["flow_id"])
    await act(hass, entry, "record_renewal")
    await hass.async_block_till_done()
    content = file_of(hass).read_bytes()

    done = await repair.confirm(second["flow_id"])
    assert file_of(hass).read_bytes() == content
    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    await hass.async_block_till_done()
    await entry.runtime_data.async_start_again(LINE_ID)

    assert done["type"] == "create_entry"
    assert json.loads(content)["data"]["renewals"]
    assert traces_of(hass) == []


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_repair_that_cannot_be_saved_leaves_the_line_damaged_and_can_be_tried_again(
    hass, household, repair, fault: Fault
) -> None:
    damage = kept(until="2026-02-30")
    put(hass, damage)
    entry = await household(line_subentry())
    form = await repair.start()

    with fault(hass):
        refused = await repair.confirm(form["flow_id"])
        await hass.async_block_till_done()

    assert (refused["type"], refused["reason"]) == ("abort", "record_not_saved")
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is not None
    assert states_of(hass, entry) == {STATE_UNAVAILABLE}
    assert [trace.read_bytes() for trace in traces_of(hass)] == [damage]
    with pytest.raises(HomeAssistantError) as refusal:
        await act(hass, entry, "update_balance", credit=5)
    assert refusal.value.translation_key == "record_damaged"

    form = await repair.start()
    done = await repair.confirm(form["flow_id"])
    await hass.async_block_till_done()
    assert done["type"] == "create_entry"
    assert state(hass, "sensor.papa_service_until") == "2026-11-26"


async def test_a_repair_needs_the_household_to_run(hass, household, repair) -> None:
    damage = kept(until="2026-02-30")
    put(hass, damage)
    entry = await household(line_subentry())
    form = await repair.start()
    await hass.config_entries.async_unload(entry.entry_id)

    refused = await repair.confirm(form["flow_id"])

    assert (refused["type"], refused["reason"]) == ("abort", "entry_not_loaded")
    assert [trace.read_bytes() for trace in traces_of(hass)] == [damage]


async def test_an_issue_that_is_not_about_a_record_has_no_repair(hass) -> None:
    with pytest.raises(ValueError, match="no repair for recipient_unreachable"):
        await async_create_fix_flow(hass, "recipient_unreachable", None)


NEWER = json.dumps({**KEPT, "version": 2, "data": {"anything": "new"}}).encode()


async def test_a_record_of_a_newer_version_stops_its_line_alone_and_is_left_as_it_is(
    hass, household
) -> None:
    put(hass, NEWER)

    entry = await household(line_subentry(), line_subentry("Mama", OTHER_ID, number=None))

    assert entry.state is ConfigEntryState.LOADED
    assert states_of(hass, entry) == {STATE_UNAVAILABLE}
    assert state(hass, "sensor.mama_service_until") == "2026-11-26"
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is None
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"record_too_new_{LINE_ID}")
    assert issue is not None
    assert (issue.is_fixable, issue.severity) == (False, ir.IssueSeverity.ERROR)
    assert issue.translation_placeholders == {"line": "Papa"}
    for action, data in ACTIONS:
        with pytest.raises(HomeAssistantError) as refusal:
            await act(hass, entry, action, **data)
        assert refusal.value.translation_key == "record_too_new"
        assert "Papa was written by a newer version of SIM Renewal. Update" in str(refusal.value)
    await act(hass, entry, "record_renewal", OTHER_ID)
    assert state(hass, "sensor.mama_service_until") == "2026-12-26"
    assert [trace.read_bytes() for trace in traces_of(hass)] == [NEWER]


async def test_a_line_whose_record_is_too_new_cannot_be_started_again_nor_given_dates(
    hass, household
) -> None:
    put(hass, NEWER)
    entry = await household(line_subentry())

    await entry.runtime_data.async_start_again(LINE_ID)
    menu = await hass.config_entries.subentries.async_init(
        (entry.entry_id, "line"),
        context={"source": SOURCE_RECONFIGURE, "subentry_id": LINE_ID},
    )

    assert {"dates", "port", "renew"}.isdisjoint(menu["menu_options"])
    assert {"sim", "delete"} <= set(menu["menu_options"])
    assert states_of(hass, entry) == {STATE_UNAVAILABLE}
    assert [trace.read_bytes() for trace in traces_of(hass)] == [NEWER]


async def test_a_line_whose_record_is_too_new_can_be_changed_and_is_still_left_alone(
    hass, household
) -> None:
    put(hass, NEWER)
    entry = await household(line_subentry(), line_subentry("Mama", OTHER_ID, number=None))

    hass.config_entries.async_update_subentry(entry, entry.subentries[LINE_ID], title="Dad")
    await hass.async_block_till_done()

    assert [trace.read_bytes() for trace in traces_of(hass)] == [NEWER]
    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    await hass.async_block_till_done()
    assert traces_of(hass) == []
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"record_too_new_{LINE_ID}") is None


def with_end(data: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose end of service had another name, as one of ours may have some day."""
    until = data.pop("ends_on")
    return {"statements": [{**KEPT["data"]["statements"][0], "until": until}], **data}


OLDER: dict[str, Any] = {**KEPT, "data": {**KEPT["data"], "ends_on": "2026-12-25"}}
del OLDER["data"]["statements"]


@pytest.fixture
def newer_shape(monkeypatch) -> None:
    """Let today's shape be the one after that of `OLDER`."""
    monkeypatch.setattr(records, "MIGRATIONS", (with_end,))


@pytest.mark.usefixtures("newer_shape")
async def test_a_record_of_an_older_minor_version_is_read_and_written_anew(hass, household) -> None:
    put(hass, json.dumps(OLDER).encode())

    await household(line_subentry())

    assert state(hass, "sensor.papa_service_until") == "2026-12-25"
    assert state(hass, "sensor.papa_credit") == "4.50"
    document = json.loads(file_of(hass).read_bytes())
    assert (document["version"], document["minor_version"]) == (1, 2)
    assert ends_on_disk(hass) == ["2026-12-25"]
    assert "ends_on" not in document["data"]


@pytest.mark.usefixtures("newer_shape")
async def test_a_record_of_todays_shape_is_not_migrated(hass, household) -> None:
    put(hass, json.dumps({**KEPT, "minor_version": 2}).encode())

    await household(line_subentry())

    assert state(hass, "sensor.papa_service_until") == "2026-12-24"


async def test_a_record_of_a_newer_minor_version_is_read(hass, household) -> None:
    newer = {**KEPT, "minor_version": 7, "data": {**KEPT["data"], "mood": "good"}}
    put(hass, json.dumps(newer).encode())

    await household(line_subentry())

    assert state(hass, "sensor.papa_service_until") == "2026-12-24"


@pytest.mark.usefixtures("newer_shape")
@pytest.mark.parametrize("changes", [{"renewals": ["a renewal"]}, {"ends_on": "never"}])
async def test_an_older_record_that_is_damaged_is_left_as_it_is(hass, household, changes) -> None:
    content = json.dumps({**OLDER, "data": {**OLDER["data"], **changes}}).encode()
    put(hass, content)

    await household(line_subentry())

    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is not None
    assert [trace.read_bytes() for trace in traces_of(hass)] == [content]


@pytest.mark.usefixtures("newer_shape")
async def test_an_older_record_that_cannot_be_migrated_is_left_as_it_is(hass, household) -> None:
    content = json.dumps({**OLDER, "data": KEPT["data"]}).encode()
    put(hass, content)

    await household(line_subentry())

    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is not None
    assert [trace.read_bytes() for trace in traces_of(hass)] == [content]


@pytest.mark.usefixtures("newer_shape")
async def test_an_older_record_on_a_full_disk_is_read_and_written_with_the_next_change(
    hass, household
) -> None:
    content = json.dumps(OLDER).encode()
    put(hass, content)

    with disk_is_full(hass):
        entry = await household(line_subentry())

    assert state(hass, "sensor.papa_service_until") == "2026-12-25"
    assert [trace.read_bytes() for trace in traces_of(hass)] == [content]
    await act(hass, entry, "update_balance", credit=5)
    assert ends_on_disk(hass) == ["2026-12-25"]


@pytest.mark.parametrize("line", [line_subentry(), line_subentry(service_until=None)])
async def test_a_line_whose_first_record_the_disk_refuses_runs_from_its_settings(
    hass, household, move_to, line
) -> None:
    with disk_is_full(hass):
        entry = await household(line)
        assert entry.state is ConfigEntryState.LOADED
        expected = line["data"].get("service_until", STATE_UNKNOWN)
        assert state(hass, "sensor.papa_service_until") == expected
        with pytest.raises(HomeAssistantError) as refusal:
            await act(hass, entry, "update_balance", credit=5)
        assert refusal.value.translation_key == "record_not_saved"
        await move_to("2026-11-23T10:16:00+01:00")
    assert traces_of(hass) == []

    await move_to("2026-11-23T10:32:00+01:00")

    assert ends_on_disk(hass) == ([] if expected == STATE_UNKNOWN else [expected])
    assert state(hass, "sensor.papa_service_until") == expected


async def test_a_first_record_that_was_refused_is_written_with_the_next_change(
    hass, household
) -> None:
    with disk_is_full(hass):
        entry = await household(line_subentry())

    await act(hass, entry, "update_balance", credit=5)
    assert (ends_on_disk(hass), credit_on_disk(hass)) == (["2026-11-26"], "5")
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert (ends_on_disk(hass), credit_on_disk(hass)) == (["2026-11-26"], "5")


async def test_a_first_record_that_was_refused_is_written_when_the_household_is_unloaded(
    hass, household
) -> None:
    with disk_is_full(hass):
        entry = await household(line_subentry())

    await hass.config_entries.async_unload(entry.entry_id)

    assert ends_on_disk(hass) == ["2026-11-26"]


async def test_a_record_that_cannot_be_reached_is_not_taken_for_a_new_line(hass, household) -> None:
    put(hass, kept())

    with storage_is_no_directory(hass):
        entry = await household(line_subentry())
        assert states_of(hass, entry) == {STATE_UNAVAILABLE}
    assert file_of(hass).read_bytes() == kept()

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert state(hass, "sensor.papa_service_until") == "2026-12-24"


@pytest.mark.parametrize("loaded", [True, False])
async def test_removing_the_household_deletes_what_was_kept(hass, loaded) -> None:
    put(hass, b"garbage", ".corrupt.2026-11-22T05:00:00+00:00")
    lines = [line_subentry(), line_subentry("Mama", OTHER_ID, number=None)]
    entry = MockConfigEntry(domain=DOMAIN, subentries_data=lines)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert (len(traces_of(hass)), len(traces_of(hass, OTHER_ID))) == (1, 1)
    if not loaded:
        await hass.config_entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)

    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()

    assert traces_of(hass) == []
    assert traces_of(hass, OTHER_ID) == []
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is None


@pytest.mark.parametrize("content", [kept(), b"garbage"], ids=["readable", "damaged"])
async def test_removing_a_line_deletes_what_was_kept_of_it_alone(hass, household, content) -> None:
    put(hass, content)
    entry = await household(line_subentry(), line_subentry("Mama", OTHER_ID, number=None))
    kept_of_other = file_of(hass, OTHER_ID).read_bytes()
    assert len(traces_of(hass)) == 1

    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    await hass.async_block_till_done()

    assert traces_of(hass) == []
    assert file_of(hass, OTHER_ID).read_bytes() == kept_of_other
    assert state(hass, "sensor.mama_service_until") == "2026-11-26"
    assert hass.states.get("sensor.papa_service_until") is None
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID) is None


async def test_what_is_under_way_when_a_line_is_deleted_keeps_nothing_of_it(
    hass, household
) -> None:
    entry = await household(line_subentry(), line_subentry("Mama", OTHER_ID, number=None))
    line = entry.runtime_data.lines[LINE_ID]
    await act(hass, entry, "record_renewal")  # its reminders are still to be cleared

    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    await hass.async_block_till_done()
    with pytest.raises(HomeAssistantError) as refusal:
        await line.async_note_use()

    assert refusal.value.translation_key == "line_gone"
    assert traces_of(hass) == []


@pytest.mark.parametrize("trouble", ["record_missing", "record_of_another_line"])
async def test_a_file_that_is_gone_or_another_lines_is_not_taken_for_a_new_line(
    hass, household, repair, trouble
) -> None:
    entry = await household(line_subentry(), line_subentry("Mama", OTHER_ID, number=None))
    await hass.config_entries.async_unload(entry.entry_id)
    others = file_of(hass, OTHER_ID).read_bytes()
    if trouble == "record_missing":
        file_of(hass).unlink()
    else:
        put(hass, others)
    before = [each.read_bytes() for each in traces_of(hass)]

    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert states_of(hass, entry) == {STATE_UNAVAILABLE}
    assert STATE_UNAVAILABLE not in states_of(hass, entry, OTHER_ID)
    assert [each.read_bytes() for each in traces_of(hass)] == before
    with pytest.raises(HomeAssistantError) as refusal:
        await act(hass, entry, "record_renewal")
    assert refusal.value.translation_key == trouble
    form = await repair.start(f"{trouble}_{LINE_ID}")
    assert form["description_placeholders"] == {"line": "Papa"}
    assert (await repair.confirm(form["flow_id"]))["type"] == "create_entry"
    await hass.async_block_till_done()

    assert state(hass, "sensor.papa_service_until") == "2026-11-26"
    assert data_on_disk(hass)["set_up"]["line_id"] == LINE_ID
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"{trouble}_{LINE_ID}") is None
