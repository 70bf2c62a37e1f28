"""A server as the source of a line: what it says, how badly it can answer, and how it is asked."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import pairwise
import json
import logging
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE, EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.clock import local_now
from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.source_values import Capability
from custom_components.sim_renewal.diagnostics import async_get_config_entry_diagnostics
from tests.carriers.faults import BIG, CASES, Case
from tests.carriers.server import Reply, Server, json_reply, plain

from .conftest import LINE_ID, MoveTo, line_subentry
from .rest import KEY, SECRETS, TOKEN, asking_line, server, settle, source

__all__ = ["server"]

BUTTON = "button.papa_ask_the_source"

LATER = "2026-11-23T11:06:00+01:00"
"""When a source is asked again at the latest that was asked at the beginning and answered."""

type Open = Callable[..., Awaitable[MockConfigEntry]]


def shown(hass: HomeAssistant, key: str) -> str:
    return hass.states.get(f"sensor.papa_{key}").state


def problem(hass: HomeAssistant) -> str:
    return hass.states.get("binary_sensor.papa_source_problem").state


def issue(hass: HomeAssistant, name: str) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, name)


def fault(reply: Reply) -> Any:
    async def answer(_server: Any, _request: Any, _reply: Any) -> Any:
        return plain(reply)

    return answer


@pytest.fixture
def opened(hass: HomeAssistant, household: Any, server: Server) -> Open:
    """Return a function that sets up a line that asks the server."""

    async def set_up(**changes: Any) -> MockConfigEntry:
        entry: MockConfigEntry = await household(asking_line(server, **changes))
        await settle(hass)
        return entry

    return set_up


@pytest.fixture
def at(hass: HomeAssistant, move_to: MoveTo) -> MoveTo:
    """Return a function that lets it become later, and what is asked then be answered."""

    async def move(moment: str) -> None:
        await move_to(moment)
        await settle(hass)

    return move


async def press(hass: HomeAssistant) -> None:
    await hass.services.async_call("button", "press", {"entity_id": BUTTON}, blocking=True)


async def change(hass: HomeAssistant, entry: MockConfigEntry, data: dict[str, Any]) -> None:
    hass.config_entries.async_update_subentry(entry, entry.subentries[LINE_ID], data=data)
    await settle(hass)


# What is asked, and what is said


async def test_the_server_is_asked_as_it_was_set_up_and_what_it_says_is_shown(
    hass, opened, server
) -> None:
    await opened()

    (seen,) = server.seen
    assert (seen.method, seen.path, seen.query) == ("GET", "/summary", {"key": KEY})
    assert seen.headers["Authorization"] == f"Bearer {TOKEN}"
    assert seen.body == b""
    assert float(shown(hass, "data_remaining")) == 12.5
    assert shown(hass, "credit") == "3.2"
    assert problem(hass) == "off"


@pytest.mark.parametrize(
    ("body", "headers", "content_type"),
    [
        ('{"phone": "133"}', None, "application/json"),
        ("phone=133", None, "text/plain"),
        ("phone=133", {"content-type": "a/b", "accept": "c/d"}, "a/b"),
    ],
)
async def test_a_body_is_sent_with_post(opened, server, body, headers, content_type) -> None:
    await opened(method="POST", body=body, headers=headers)

    (seen,) = server.seen
    assert (seen.method, seen.body.decode()) == ("POST", body)
    assert seen.headers["Content-Type"] == content_type
    assert seen.headers["Accept"] == ("c/d" if headers else "application/json")


async def test_values_are_found_by_path_or_template_in_their_units(hass, opened, server) -> None:
    server.carrier.document = {
        "balance": 1234,
        "plans": [{"name": "Calls", "left": "90"}, {"name": "Net", "text": "42,5 Go restants"}],
        "sms": 12,
        "end": "24/12/2026",
        "days": 200,
        "state": "Active",
    }
    net = "{{ (value_json.plans[1].text.split(' ')[0]).replace(',', '.') }}"

    entry = await opened(
        bindings={
            "credit": {"path": "{{ value_json.balance / 100 }}"},
            "voice_remaining": {"path": "plans[?name=Calls].left", "unit": "min"},
            "data_remaining": {"path": net, "unit": "GB"},
            "sms_remaining": {"path": "sms"},
            "expiry": {"path": "end", "date_order": "dmy"},
            "number_expiry": {"path": "days", "days_left": True},
            "status": {"path": "state"},
        }
    )

    state = entry.runtime_data.lines[LINE_ID].data
    assert shown(hass, "credit") == "12.34"
    assert state.amount("voice_remaining") == 5400
    assert float(shown(hass, "data_remaining")) == 42.5
    assert state.amount("sms_remaining") == 12
    assert shown(hass, "service_until") == "2026-12-24"
    assert shown(hass, "number_until") == "2027-06-11"
    assert shown(hass, "status") == "active"


async def test_what_is_left_follows_from_what_was_used(hass, opened, server) -> None:
    server.carrier.document = {"used": 7_366_923, "total": 20_971_520}

    await opened(
        bindings={
            "data_used": {"path": "used", "unit": "kB"},
            "data_allowance": {"path": "total", "unit": "kB"},
        }
    )
    assert float(shown(hass, "data_remaining")) == 13.604597


async def test_a_fixed_allowance_stands_in_where_the_server_says_none(hass, opened, server) -> None:
    server.carrier.document = {"used": 3}

    await opened(bindings={"data_used": {"path": "used", "unit": "GB"}}, allowance=20, reset_day=26)

    assert float(shown(hass, "data_remaining")) == 17


async def test_a_source_of_an_unknown_kind_leaves_a_line_to_be_typed_in(hass, household) -> None:
    await household(line_subentry(source={"kind": "telepathy"}))

    assert hass.states.get("number.papa_credit") is not None
    assert hass.states.get(BUTTON) is None


# How often


async def test_it_is_asked_once_an_interval_and_what_is_new_is_shown(
    hass, opened, server, at
) -> None:
    await opened()
    server.carrier.document = {"data": {"left": 10}, "credit": 3}

    await at("2026-11-23T10:59:59+01:00")
    assert len(server.seen) == 1
    assert float(shown(hass, "data_remaining")) == 12.5

    await at(LATER)
    assert len(server.seen) == 2
    assert float(shown(hass, "data_remaining")) == 10

    for minute in range(6, 66):
        await at(f"2026-11-23T{11 + minute // 60}:{minute % 60:02}:00+01:00")
    assert len(server.seen) == 2


async def test_a_clock_that_was_set_back_has_it_asked(hass, opened, server, move_to) -> None:
    await opened()

    await move_to("2026-11-23T08:00:00+01:00")
    hass.bus.async_fire(EVENT_CORE_CONFIG_UPDATE)
    await settle(hass)

    assert len(server.seen) == 2


async def test_loading_again_asks_no_more_often_unless_something_else_is_asked(
    hass, opened, server
) -> None:
    entry = await opened()
    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert len(server.seen) == 1

    data = dict(entry.subentries[LINE_ID].data)
    await change(hass, entry, data | {"source": source(server, interval=30)})
    assert len(server.seen) == 2


async def test_it_is_asked_once_home_assistant_has_started(hass, household, server) -> None:
    hass.set_state(CoreState.starting)
    await household(asking_line(server))
    await settle(hass)
    assert server.seen == []

    await hass.async_start()
    await settle(hass)
    assert len(server.seen) == 1


async def test_an_archived_line_is_left_alone_and_a_suspended_one_is_not(
    hass, household, server
) -> None:
    await household(
        line_subentry("Papa", "P" * 26, source=source(server), standing="archived"),
        line_subentry("Mama", "M" * 26, source=source(server), standing="suspended", iccid=None),
    )
    await settle(hass)

    assert len(server.seen) == 1


async def test_nothing_is_asked_while_home_assistant_shuts_down(hass, opened, server, at) -> None:
    await opened()
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await settle(hass)

    await at("2026-11-24T11:06:00+01:00")
    await press(hass)

    assert len(server.seen) == 1


@pytest.mark.parametrize("ending", ["shutdown", "unload"])
async def test_a_question_in_flight_ends_with_the_shutdown_or_the_unload(
    hass, opened, server, move_to, ending
) -> None:
    entry = await opened()
    line = entry.runtime_data.lines[LINE_ID]

    async def silent(server: Server, _request: Any, reply: Reply) -> Any:
        await server.released.wait()
        return plain(reply)

    server.fault = silent
    server.carrier.document = {"data": {"left": 1}, "credit": 1}
    await move_to(LATER)
    if ending == "shutdown":
        hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    else:
        assert await hass.config_entries.async_unload(entry.entry_id)

    await settle(hass)  # which would wait for an answer

    assert line.record.reading["credit"].amount != 1


# How badly it can answer


async def lose_patience(
    hass: HomeAssistant, server: Server, clock: FrozenDateTimeFactory, asking: Awaitable[None]
) -> None:
    """Have a silent server asked, and let time go by that the event loop goes by as well."""
    arrived, fault = asyncio.Event(), server.fault
    assert fault is not None

    async def noticed(*request: Any) -> Any:
        arrived.set()
        return await fault(*request)

    server.fault = noticed
    task = hass.async_create_task(asking)
    await arrived.wait()
    server.fault = fault
    clock.tick(21)
    await task
    await settle(hass)


def said(hass: HomeAssistant) -> dict[str, str]:
    """Return every value of a line but the budget of a day, which grows as the days go by."""
    return {
        each.entity_id: each.state
        for each in hass.states.async_all("sensor")
        if each.entity_id != "sensor.papa_data_budget"
    }


def written(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> str:
    """Return all that a person can read of a source without opening its settings."""
    issues = [repr(each) for each in ir.async_get(hass).issues.values()]
    states = [repr(each.as_dict()) for each in hass.states.async_all()]
    return "\n".join([caplog.text, *issues, *states])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_bad_answer_changes_nothing_tells_no_secret_and_is_overcome(
    hass, opened, server, at, move_to, paris, caplog, case: Case
) -> None:
    caplog.set_level(logging.DEBUG)
    is_slow = case.name in {"slow drip", "no answer"}
    entry = await opened()
    server.fault = case.fault
    before = said(hass)

    if is_slow:
        await lose_patience(hass, server, paris, move_to(LATER))
    else:
        await at(LATER)

    again = case.name == "dropped"  # a connection that was kept open is tried once more
    assert len(server.seen) == 2 + again
    assert said(hass) == before
    assert problem(hass) == "off"
    assert server.other.seen == []
    if case.name == "50 MB":
        assert server.sent < BIG
    is_json = case.name in {"a text", "a number", "null"}
    told = caplog.text.count("The source of a line cannot be read")
    assert told == (0 if is_json else 1)
    found = ir.async_get(hass).issues.keys()
    refused = {(DOMAIN, f"source_login_refused_{LINE_ID}")}
    assert (refused <= found) == (case.name in {"401", "403"})

    if not is_json:
        await at("2026-11-23T11:07:30+01:00")
        asked = len(server.seen)
        if case.name == "429 seconds":
            with pytest.raises(ServiceValidationError):
                await press(hass)
            assert len(server.seen) == asked
        else:
            with pytest.raises(HomeAssistantError) as caught:
                await (lose_patience(hass, server, paris, press(hass)) if is_slow else press(hass))
            assert len(server.seen) == asked + 1 + again
            assert not [each for each in SECRETS if each in str(caught.value)]

    diagnosed = json.dumps(await async_get_config_entry_diagnostics(hass, entry), default=str)
    assert not [each for each in SECRETS if each in diagnosed + written(hass, caplog)]
    assert not [each for each in SECRETS if each in repr(entry.runtime_data.lines)]

    server.fault = None
    server.carrier.document = {"data": {"left": 7}, "credit": 1}
    await at("2026-11-23T18:30:00+01:00")
    assert float(shown(hass, "data_remaining")) == 7
    assert shown(hass, "credit") == "1"
    assert not refused & ir.async_get(hass).issues.keys()
    assert caplog.text.count("The source of a line answers again") == (0 if is_json else 1)


async def test_a_failure_is_tried_again_later_each_time_and_logged_once(
    hass, opened, server, at, caplog
) -> None:
    await opened()
    server.fault = fault(Reply(b"", 500))
    moments: list[datetime] = []
    now = local_now()
    for minute in range(60, 24 * 60, 5):
        known = len(server.seen)
        await at((now + timedelta(minutes=minute)).isoformat())
        if len(server.seen) > known:
            moments.append(local_now())

    pauses = [(later - earlier).total_seconds() / 60 for earlier, later in pairwise(moments)]
    for pause, least in zip(pauses, [5, 10, 20, 40, 80, 160, 320, 360], strict=False):
        assert least <= pause <= least * 1.1 + 5
    assert len(pauses) >= 7
    assert caplog.text.count("cannot be read: status_500") == 1


@pytest.mark.parametrize("wait", ["7200", "Mon, 23 Nov 2026 12:06:00 GMT"])
async def test_a_wish_to_be_asked_later_is_granted(hass, opened, server, at, wait) -> None:
    await opened()
    server.fault = fault(Reply(b"", 429, headers={"Retry-After": wait}))
    await at(LATER)
    server.fault = None

    await at("2026-11-23T13:05:59+01:00")
    with pytest.raises(ServiceValidationError):
        await press(hass)
    assert len(server.seen) == 2

    await at("2026-11-23T13:19:00+01:00")
    assert len(server.seen) == 3


async def test_a_source_that_is_silent_for_too_long_is_a_problem_until_it_speaks(
    hass, opened, server, at
) -> None:
    await opened()
    server.fault = fault(Reply(b"", 503))
    await at("2026-11-25T09:30:00+01:00")
    assert problem(hass) == "off"

    await at("2026-11-25T10:30:00+01:00")
    assert problem(hass) == "on"
    assert float(shown(hass, "data_remaining")) == 12.5

    server.fault = None
    await at("2026-11-25T18:00:00+01:00")
    assert problem(hass) == "off"


async def test_a_source_that_never_spoke_becomes_a_problem(hass, opened, server, at) -> None:
    server.fault = fault(Reply(b"", 404))
    await opened()
    assert problem(hass) == "off"

    await at("2026-11-25T10:30:00+01:00")

    assert problem(hass) == "on"


# Values that are not there, or make no sense


async def test_what_the_answer_lacks_stays_and_grows_old(hass, opened, server, at) -> None:
    await opened()
    server.carrier.document = {"data": {}, "credit": 2}
    for day in (24, 25):
        await at(f"2026-11-{day}T10:30:00+01:00")

    assert shown(hass, "credit") == "2"
    assert float(shown(hass, "data_remaining")) == 12.5
    assert problem(hass) == "on"
    assert issue(hass, f"source_value_unreadable_{LINE_ID}_data_remaining") is None


@pytest.mark.parametrize("value", [-1, 10**16, 25600 * 10**9, 10**25, "1e400"], ids=repr)
async def test_a_value_that_cannot_be_is_said_at_once_and_stops_nothing(
    hass, opened, server, at, value
) -> None:
    await opened()
    name = f"source_value_doubted_{LINE_ID}_data_remaining"
    server.carrier.document = {"data": {"left": value}, "credit": 2}
    for hour in (11, 12, 13):
        await at(f"2026-11-23T{hour}:{6 * (hour - 10)}:00+01:00")
    assert issue(hass, name).translation_placeholders == {"line": "Papa", "capability": "Data left"}
    assert issue(hass, f"source_value_unreadable_{LINE_ID}_data_remaining") is None
    assert (float(shown(hass, "data_remaining")), shown(hass, "credit")) == (12.5, "2")

    server.carrier.document = {"data": {"left": 4}, "credit": 1}
    await at("2026-11-23T14:24:00+01:00")
    assert issue(hass, name) is None
    assert float(shown(hass, "data_remaining")) == 4


@pytest.mark.parametrize(
    "written", ["NaN", "Infinity", "1e400", "1E-1000000", "9" * 5000], ids=lambda text: text[:10]
)
@pytest.mark.parametrize("path", ["data.left", "{{ value_json.data.left }}"])
async def test_a_raw_number_that_cannot_be_is_a_doubt_of_its_own_value(
    hass, household, server, at, written, path
) -> None:
    bindings = {
        "data_remaining": {"path": path, "unit": "GB"},
        "credit": {"path": "credit"},
    }
    await household(asking_line(server, bindings=bindings))
    await settle(hass)
    body = f'{{"data": {{"left": {written}}}, "credit": 2}}'.encode()
    server.carrier.reply = lambda _seen: Reply(body)

    await at("2026-11-23T11:06:00+01:00")

    assert shown(hass, "credit") == "2"
    if written != "1E-1000000" or path == "data.left":  # a template has only zero for it
        assert issue(hass, f"source_value_doubted_{LINE_ID}_data_remaining")
        assert float(shown(hass, "data_remaining")) == 12.5


@pytest.mark.parametrize("value", ["many", True, [1], {"left": 1}, "9" * 300, "NaN"], ids=repr)
async def test_a_value_that_makes_no_sense_is_reported_after_three_times_until_it_does(
    hass, opened, server, at, value
) -> None:
    entry = await opened()
    name = f"source_value_unreadable_{LINE_ID}_data_remaining"
    server.carrier.document = {"data": {"left": value}, "credit": 2}
    await at("2026-11-23T11:06:00+01:00")
    await at("2026-11-23T12:12:00+01:00")
    assert len(server.seen) == 3
    assert issue(hass, name) is None
    await at("2026-11-23T13:18:00+01:00")
    assert issue(hass, name).translation_placeholders == {"line": "Papa", "capability": "Data left"}
    assert float(shown(hass, "data_remaining")) == 12.5
    assert shown(hass, "credit") == "2"

    await hass.config_entries.async_reload(entry.entry_id)
    await settle(hass)
    assert issue(hass, name) is not None

    server.carrier.document = {"data": {"left": 4}, "credit": 2}
    await at("2026-11-23T14:24:00+01:00")
    assert issue(hass, name) is None
    assert float(shown(hass, "data_remaining")) == 4


async def test_two_failures_and_a_sound_value_are_nothing_to_report(
    hass, opened, server, at
) -> None:
    await opened()
    for hour, left in enumerate(["x", "x", 5, "x", "x"], 11):
        server.carrier.document = {"data": {"left": left}, "credit": 2}
        await at(f"2026-11-23T{hour}:{(hour - 10) * 7}:00+01:00")

    assert len(server.seen) == 6
    assert issue(hass, f"source_value_unreadable_{LINE_ID}_data_remaining") is None


@pytest.mark.parametrize(
    ("template", "is_wrong"),
    [
        ("{{ value_json.nothing }}", False),
        ("{{ none }}", False),
        ("{{ value_json.nothing.more }}", True),
        ("{{ value_json.data.left / 0 }}", True),
        ("{{ 'x' * 300 }}", True),
        ("{{ value_json.__class__.__mro__ }}", True),
        ("{% if %}", True),
        ("a..b", True),
    ],
)
async def test_a_template_that_fails_keeps_the_value_and_logs_nothing_of_the_answer(
    hass, opened, server, at, caplog, template, is_wrong
) -> None:
    entry = await opened()
    bindings = {"data_remaining": {"path": template, "unit": "GB"}, "credit": {"path": "credit"}}
    data = dict(entry.subentries[LINE_ID].data)

    await change(hass, entry, data | {"source": source(server, bindings=bindings)})
    await at("2026-11-23T11:06:00+01:00")
    await at("2026-11-23T12:12:00+01:00")

    found = issue(hass, f"source_value_unreadable_{LINE_ID}_data_remaining")
    assert (found is not None) == is_wrong
    assert float(shown(hass, "data_remaining")) == 12.5
    assert "12.5" not in caplog.text
    assert "Template variable" not in caplog.text


# A press


async def test_a_press_asks_at_once_but_not_twice_a_minute(hass, opened, server, at) -> None:
    await opened()
    server.carrier.document = {"data": {"left": 9}, "credit": 2}
    with pytest.raises(ServiceValidationError) as caught:
        await press(hass)
    assert caught.value.translation_key == "refresh_too_soon"

    await at("2026-11-23T10:01:00+01:00")
    await press(hass)
    await settle(hass)
    assert float(shown(hass, "data_remaining")) == 9
    assert len(server.seen) == 2

    await at("2026-11-23T11:01:00+01:00")  # an interval after the press, not after the first
    assert len(server.seen) == 2


async def test_a_press_that_fails_says_so(hass, opened, server, at) -> None:
    await opened()
    server.fault = fault(Reply(b"<html>", 200, "text/html"))
    await at("2026-11-23T10:01:00+01:00")

    with pytest.raises(HomeAssistantError) as caught:
        await press(hass)

    assert caught.value.translation_key == "refresh_failed"
    assert caught.value.translation_placeholders == {"line": "Papa", "reason": "no_json"}


async def test_a_press_whose_answer_comes_after_the_unload_changes_nothing(
    hass, opened, server, at
) -> None:
    entry = await opened()

    async def late(server: Server, _request: Any, _reply: Reply) -> Any:
        server.released.set()
        assert await hass.config_entries.async_unload(entry.entry_id)
        return plain(json_reply({"data": {"left": 1}, "credit": 1}))

    server.fault = late
    line = entry.runtime_data.lines[LINE_ID]
    await at("2026-11-23T10:01:00+01:00")
    await line.async_ask_source()
    await settle(hass)

    assert server.released.is_set()
    assert line.record.reading["credit"].amount != 1


async def test_only_lines_that_are_asked_have_the_button(hass, opened, server) -> None:
    entry = await opened()
    assert hass.states.get(BUTTON) is not None
    data = {key: each for key, each in entry.subentries[LINE_ID].data.items() if key != "source"}

    await change(hass, entry, data)

    assert hass.states.get(BUTTON) is None
    assert er.async_get(hass).async_get(BUTTON) is None
    assert hass.states.get("button.papa_mark_renewed") is not None


async def test_a_line_whose_record_is_damaged_is_not_asked_until_it_starts_again(
    hass, opened, server, at
) -> None:
    entry = await opened()
    assert await hass.config_entries.async_unload(entry.entry_id)
    path = hass.config.path(".storage", f"{DOMAIN}.{LINE_ID}")
    await hass.async_add_executor_job(lambda: __import__("pathlib").Path(path).write_text("{"))
    await hass.config_entries.async_setup(entry.entry_id)
    await at(LATER)
    assert len(server.seen) == 1

    await entry.runtime_data.async_start_again(LINE_ID)
    await settle(hass)
    assert len(server.seen) == 2
    assert Capability.CREDIT in entry.runtime_data.lines[LINE_ID].record.source_values.silent_since
