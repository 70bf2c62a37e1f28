"""Accounts in Home Assistant: from the login to the lines that they feed, through every fault."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
import json
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CoreState, HomeAssistant, callback
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util
import pytest

from custom_components.sim_renewal.accounts import coordinator as account_coordinator
from custom_components.sim_renewal.accounts.links import labels_of, matching_line
from custom_components.sim_renewal.carriers import errors
from custom_components.sim_renewal.carriers.base import Sim
from custom_components.sim_renewal.carriers.registry import CARRIERS
from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.diagnostics import async_get_config_entry_diagnostics
from custom_components.sim_renewal.flows import sims
from custom_components.sim_renewal.flows.sims import SimDialog
from custom_components.sim_renewal.repairs import async_create_fix_flow
from custom_components.sim_renewal.storage.records import LineStore

from ..carriers.conftest import MATRIX
from ..carriers.fakes import FAKES, ICCID, NUMBER, iccid
from ..carriers.faults import CASES, Case
from ..carriers.server import Server
from .carriers import add, bind, carrier, fake_of, fed_by, issues, no_chance, shown
from .conftest import LINE_ID, file_of, line_subentry, recipient_subentry
from .dialogs import ENGLISH, choices
from .test_store import storage_is_no_directory

__all__ = ["add", "carrier", "no_chance"]

SILENT = {"slow drip", "no answer"}


def reauths(hass: HomeAssistant) -> list[Any]:
    return [
        flow
        for flow in hass.config_entries.flow.async_progress()
        if flow["context"]["source"] == "reauth"
    ]


async def go_on(hass: HomeAssistant, form: Any, typed: dict[str, Any]) -> Any:
    result = await hass.config_entries.flow.async_configure(form["flow_id"], typed)
    await hass.async_block_till_done(wait_background_tasks=True)
    return result


async def begin(hass: HomeAssistant, key: str) -> Any:
    """Open the dialog of a new account and choose a carrier."""
    flows = hass.config_entries.flow
    form = await flows.async_init(DOMAIN, context={"source": "user"})
    assert form["step_id"] == "account"
    return await go_on(hass, form, {"account_carrier": key})


def labels(form: Any) -> list[str]:
    return [marker.schema for marker in form["data_schema"].schema]


def proposed(form: Any) -> list[Any]:
    return [marker.default() for marker in form["data_schema"].schema]


# The dialog


async def test_an_account_feeds_the_line_that_has_its_sim(hass, household, carrier):
    server = await carrier("one_nce")
    home = await household(line_subentry(iccid=f"{ICCID}0", service_until=None))

    form = await begin(hass, "one_nce")
    assert form["step_id"] == "login"
    assert form["description_placeholders"]["documentation"] == CARRIERS["one_nce"].documentation
    form = await go_on(hass, form, FAKES["one_nce"].CREDENTIALS)
    assert form["step_id"] == "sims"
    assert labels(form) == [f"alarm · {NUMBER} · {ICCID}0"]
    assert proposed(form) == [LINE_ID]
    result = await go_on(hass, form, {labels(form)[0]: LINE_ID})

    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.state is ConfigEntryState.LOADED
    assert entry.title == "1NCE (api-user)"
    assert home.subentries[LINE_ID].data["source"] == fed_by(entry, "one_nce")
    assert shown(hass, "service_until") == "2029-01-01"
    assert float(shown(hass, "data_remaining")) == 0.456654848
    assert shown(hass, "status") == "active"
    assert hass.states.get("binary_sensor.papa_source_problem").state == "off"
    assert hass.states.get("number.papa_data_remaining") is None
    assert issues(hass) == set()
    assert len(server.seen) <= 8


async def test_sims_become_new_lines_or_are_left_for_later(hass, household, carrier):
    await carrier("esim_access", "several")
    home = await household(line_subentry())

    form = await go_on(hass, await begin(hass, "esim_access"), FAKES["esim_access"].CREDENTIALS)
    first, second, third = labels(form)
    assert proposed(form) == ["new"] * 3
    result = await go_on(hass, form, {first: "new", second: "not_now", third: "new"})

    entry = result["result"]
    lines = [each for each in home.subentries.values() if each.subentry_id != LINE_ID]
    assert [each.data["source"]["sim"] for each in lines] == ["T1", "T3"]
    assert all(each.data["form"] == "esim" for each in lines)
    assert all(each.data["rule"] == "none" for each in lines)
    assert "iccid" not in lines[1].data, "an ICCID belongs to one line alone"
    assert [each.title for each in lines] == ["CKH179", "CKH179"]
    assert issues(hass) == set()
    registry = er.async_get(hass)
    status = registry.async_get_entity_id("sensor", DOMAIN, f"{lines[0].subentry_id}_status")
    assert hass.states.get(status).state == "active"
    assert entry.options["seen"] == ["T1", "T2", "T3"]
    assert hass.states.get("sensor.esim_access_account_credit").state == "12.5"


async def test_a_disk_that_takes_nothing_refuses_the_lines_and_nothing_is_half_added(
    hass, household, carrier
):
    await carrier("esim_access", "several")
    home = await household(line_subentry())
    form = await go_on(hass, await begin(hass, "esim_access"), FAKES["esim_access"].CREDENTIALS)
    choice = dict.fromkeys(labels(form), "new")

    with storage_is_no_directory(hass):
        form = await go_on(hass, form, choice)

        assert form["errors"] == {"base": "record_not_saved"}
        assert list(home.subentries) == [LINE_ID]
        assert hass.config_entries.async_entries(DOMAIN) == [home]
    records = list(file_of(hass).parent.glob("sim_renewal.0*"))
    assert records == []
    result = await go_on(hass, form, choice)
    assert len(home.subentries) == 4
    assert all(file_of(hass, line_id).exists() for line_id in home.subentries)
    await hass.config_entries.async_unload(result["result"].entry_id)


async def test_sims_become_no_lines_of_a_household_that_is_gone_by_then(hass, household, carrier):
    await carrier("esim_access", "several")
    home = await household(line_subentry())
    sims = [Sim(sim_id="T1")]
    dialog = await SimDialog.async_open(hass, CARRIERS["esim_access"], sims, None)
    (label,) = [field.schema for field in dialog.schema(None, offer_new=True).schema]
    assert await dialog.async_take({label: "new"}) == {}
    assert len(list(file_of(hass).parent.glob("sim_renewal.0*"))) == 1

    await hass.config_entries.async_remove(home.entry_id)
    await dialog.async_apply("account")

    assert list(file_of(hass).parent.glob("sim_renewal.0*")) == []


async def test_a_new_line_knows_its_sim_and_number_unless_another_line_has_them(hass, household):
    home = await household(line_subentry())
    carrier = CARRIERS["hologram"]
    sims = [
        Sim(sim_id="1", iccid="8933010000000000028", number="33639980002", name="Boat"),
        Sim(sim_id="2", iccid="8933010000000000010", number="+33 6 39 98 00 01"),
        Sim(sim_id="3", iccid="8933010000000000011", number="12"),
        Sim(sim_id="4"),
    ]
    dialog = await SimDialog.async_open(hass, carrier, sims, None)
    assert await dialog.async_take(dict.fromkeys(dialog._labels, "new")) == {}

    await dialog.async_apply("account")
    await hass.async_block_till_done()

    lines = [each for each in home.subentries.values() if each.subentry_id != LINE_ID]
    known = [(each.title, each.data.get("iccid"), each.data.get("number")) for each in lines]
    assert known == [
        ("Boat", "8933010000000000028", "+33639980002"),
        ("Hologram 0010", None, None),
        ("Hologram 0011", None, None),
        ("Hologram 4", None, None),
    ]


async def test_lines_that_went_away_while_the_dialog_was_open_are_left_alone(hass, household):
    home = await household(line_subentry(source=fed_by("account", "hologram", "1")))
    sims = [Sim(sim_id="1"), Sim(sim_id="2")]
    dialog = await SimDialog.async_open(hass, CARRIERS["hologram"], sims, "account")
    first, second = dialog._labels
    assert await dialog.async_take({first: "not_now", second: LINE_ID}) == {}
    dialog.choices["1"] = "not_now"
    hass.config_entries.async_remove_subentry(home, LINE_ID)
    await hass.async_block_till_done()

    await dialog.async_apply("account")
    assert dict(home.subentries) == {}

    assert await dialog.async_take({first: "not_now", second: "not_now"}) == {}
    await dialog.async_apply("account")
    await hass.config_entries.async_remove(home.entry_id)
    await dialog.async_apply("account")
    assert not dialog.has_any


@pytest.mark.parametrize(
    ("sim", "line"),
    [
        (Sim(sim_id="1", iccid="8933010000000000010"), LINE_ID),
        (Sim(sim_id="1", iccid="893301000000000001"), LINE_ID),
        (Sim(sim_id="1", iccid="89330100000000000100"), LINE_ID),
        (Sim(sim_id="1", iccid="8933010000000000011"), None),
        (Sim(sim_id="1", iccid="89330100"), None),
        (Sim(sim_id="1", number="33639980001"), LINE_ID),
        (Sim(sim_id="1", number="06 39 98 00 01"), LINE_ID),
        (Sim(sim_id="1", number="06 39 98 00 02"), None),
        (Sim(sim_id="1", number="639980001"), None),
        (Sim(sim_id="1", number="33639980002"), None),
        (Sim(sim_id="1", number="1"), None),
        (Sim(sim_id="1", iccid="8933010000000000028", number="33639980001"), None),
        (Sim(sim_id="1"), None),
    ],
)
async def test_a_sim_is_matched_by_its_iccid_or_else_by_its_number(hass, household, sim, line):
    home = await household(line_subentry())

    assert matching_line(sim, home.subentries.values()) == line


async def test_sims_with_the_same_words_have_different_labels() -> None:
    sims = [Sim(sim_id=each, iccid="1", name="car") for each in "abc"]

    texts = [each.text for each in labels_of(sims)]

    assert texts == ["car · 1", "car · 1 (b)", "car · 1 (c)"]


async def test_a_choice_in_a_repair_names_its_sim(hass, household) -> None:
    await household(line_subentry())
    sims = [
        Sim(sim_id="1", iccid="8933010000000000028", name="Boat"),
        Sim(sim_id="2", iccid="8933010000000000036", number="33639980002"),
        Sim(sim_id="device-3"),
    ]
    dialog = await SimDialog.async_open(hass, CARRIERS["hologram"], sims, "account")

    form = {"data_schema": dialog.schema(None, offer_new=True, is_repair=True)}

    assert [choices(form, label)[1]["label"] for label in labels(form)] == [
        "Boat …0028 → A new line",
        "33639980002 → A new line",
        "…ce-3 → A new line",
    ]


async def test_two_sims_cannot_feed_one_line(hass, household, carrier):
    await carrier("esim_access", "several")
    await household(line_subentry())
    form = await go_on(hass, await begin(hass, "esim_access"), FAKES["esim_access"].CREDENTIALS)
    first, second, third = labels(form)

    form = await go_on(hass, form, {first: LINE_ID, second: LINE_ID, third: "not_now"})

    assert form["errors"] == {second: "line_twice"}
    assert proposed(form) == [LINE_ID, LINE_ID, "not_now"]
    result = await go_on(hass, form, {first: LINE_ID, second: "not_now", third: "not_now"})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_an_account_without_sims_or_without_a_login_is_set_up_all_the_same(
    hass, household, carrier
):
    await carrier("airalo", "empty")
    await carrier("telekom")
    await household(line_subentry())

    result = await go_on(hass, await begin(hass, "airalo"), FAKES["airalo"].CREDENTIALS)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    form = await begin(hass, "telekom")
    assert form["step_id"] == "sims"
    result = await go_on(hass, form, {labels(form)[0]: LINE_ID})

    assert result["result"].title == "Telekom.de data pass"
    assert shown(hass, "service_until") == "2026-12-17"


async def test_the_same_account_is_not_set_up_twice(hass, household, carrier, add):
    await carrier("hologram")
    await household(line_subentry())
    await add("hologram", seen=("1",))

    result = await go_on(hass, await begin(hass, "hologram"), FAKES["hologram"].CREDENTIALS)

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert ENGLISH["config"]["abort"]["already_configured"]


@pytest.mark.parametrize(
    ("key", "typed", "error"),
    [
        ("esim_access", {"access_code": "wrong"}, {"access_code": "login_refused"}),
        ("things_mobile", {"token": "wrong"}, {"token": "login_refused"}),
        ("airalo", {"client_secret": "wrong"}, {"base": "login_refused"}),
        ("esim_go", {"api_key": "a b\n"}, {"api_key": "login_refused"}),
        ("esim_go", {"api_key": "a\r\nX-Evil: 1"}, {"api_key": "login_odd"}),
        ("esim_go", {"api_key": "clé"}, {"api_key": "login_odd"}),
        ("esim_go", {"api_key": "x" * 5000}, {"api_key": "login_odd"}),
        ("esim_go", {"api_key": "  "}, {"api_key": "needed_for_login"}),
        ("keepgo", {"address": "http://example.com"}, {"address": "address_not_https"}),
        ("keepgo", {"address": "https://a:b@example.com"}, {"address": "address_not_https"}),
        ("keepgo", {"address": "https://[x"}, {"address": "address_not_https"}),
        ("keepgo", {"address": "https://example.com/?key=1"}, {"address": "address_not_https"}),
        ("keepgo", {"address": "http://127.0.0.2"}, {"address": "address_not_https"}),
        ("keepgo", {"address": "ftp://127.0.0.1"}, {"address": "address_not_https"}),
    ],
)
async def test_an_error_stands_at_the_field_and_the_form_can_be_sent_again(
    hass, household, carrier, key, typed, error
):
    await carrier(key)
    await household(line_subentry())
    login = FAKES[key].CREDENTIALS
    if key == "keepgo":
        login = login | {"address": CARRIERS[key].base_url}

    form = await go_on(hass, await begin(hass, key), login | typed)

    assert (form["step_id"], form["errors"]) == ("login", error)
    assert all(ENGLISH["config"]["error"][each] for each in error.values())
    form = await go_on(hass, form, login)
    assert form["step_id"] == "sims"


@pytest.mark.parametrize(
    ("case", "error"),
    [
        ("429", "try_later"),
        ("dropped", "try_later"),
        ("403", "not_allowed"),
        ("HTML", "answer_unreadable"),
        ("redirect 302", "answer_unreadable"),
    ],
)
async def test_a_fault_while_logging_in_is_told_and_can_be_over_the_next_time(
    hass, household, carrier, case, error
):
    server = await carrier("one_nce")
    await household(line_subentry())
    async with Server() as elsewhere:
        server.other = elsewhere
        server.fault = next(each.fault for each in CASES if each.name == case)
        form = await go_on(hass, await begin(hass, "one_nce"), FAKES["one_nce"].CREDENTIALS)
        assert form["errors"] == {"base": error}
        assert elsewhere.seen == []

    server.fault = None
    form = await go_on(hass, form, FAKES["one_nce"].CREDENTIALS)
    assert form["step_id"] == "sims"


# Faults, and what Home Assistant shows of them


async def until_given_up(coordinator: Any, server: Server, asked: int, move_to: Any) -> None:
    """Once the carrier was asked, let the clock go on until nobody waits for it any more."""
    for _ in range(100_000):
        if len(server.seen) > asked:
            break
        await asyncio.sleep(0)
    for _ in range(200):
        if not coordinator.last_update_success:
            return
        await move_to((dt_util.now() + timedelta(seconds=1)).isoformat())
    pytest.fail("it waits for ever")


def state_of(key: str, case: Case) -> str:
    """Return what has to become of an account: retry, or reauth."""
    name = FAKES[key].REACTIONS.get(case.name)
    error = getattr(errors, name) if name else case.error
    return "reauth" if issubclass(error, errors.LoginRefused) else "retry"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("key", CARRIERS)
async def test_through_every_fault_the_reading_stays_and_it_recovers_by_itself(
    hass, household, carrier, add, move_to, caplog, record_property, key, case
):
    record_property(MATRIX, (f"HA: {case.name}", key))
    caplog.set_level(logging.DEBUG, f"custom_components.{DOMAIN}")
    server = await carrier(key)
    sim = next(iter(FAKES[key].EXPECTED["good"]))
    home = await household(line_subentry(service_until=None))
    entry = await add(key, seen=(sim,))
    await bind(hass, home, fed_by(entry, key, sim))
    coordinator = entry.runtime_data
    before = (shown(hass, "data_remaining"), shown(hass, "service_until"), shown(hass, "status"))
    assert before[0] != "unknown"
    async with Server() as elsewhere:
        server.other = elsewhere
        server.fault = case.fault
        asked = len(server.seen)
        later = dt_util.now() + max(CARRIERS[key].minimum_interval, timedelta(hours=3))
        await move_to((later + timedelta(minutes=1)).isoformat())
        if case.name in SILENT:
            await until_given_up(coordinator, server, asked, move_to)
        await hass.async_block_till_done(wait_background_tasks=True)

        assert len(server.seen) > asked, "it was asked again by itself"
        assert not coordinator.last_update_success
        assert entry.state is ConfigEntryState.LOADED
        assert bool(reauths(hass)) == (state_of(key, case) == "reauth")
        assert elsewhere.seen == []
    after = (shown(hass, "data_remaining"), shown(hass, "service_until"), shown(hass, "status"))
    assert after == before
    told = caplog.text + json.dumps(
        await async_get_config_entry_diagnostics(hass, entry), default=str
    )
    told += json.dumps([str(each) for each in ir.async_get(hass).issues.values()])
    for secret in FAKES[key].SECRETS:
        assert secret not in told

    server.fault = None
    server.released.set()
    if state_of(key, case) == "reauth":
        return
    later = dt_util.now() + timedelta(days=1)
    await move_to(later.isoformat())
    await hass.async_block_till_done(wait_background_tasks=True)
    assert coordinator.last_update_success
    assert issues(hass) == set()


@pytest.mark.parametrize(
    ("case", "state"),
    [
        ("401", ConfigEntryState.SETUP_ERROR),
        ("429 seconds", ConfigEntryState.SETUP_RETRY),
        ("500", ConfigEntryState.SETUP_RETRY),
        ("HTML", ConfigEntryState.SETUP_RETRY),
        ("403", ConfigEntryState.SETUP_RETRY),
    ],
)
async def test_a_fault_at_the_start_is_retried_or_asks_for_the_login(
    hass, household, carrier, add, case, state
):
    server = await carrier("one_nce")
    await household(line_subentry())
    server.fault = next(each.fault for each in CASES if each.name == case)

    entry = await add("one_nce")

    assert entry.state is state
    assert bool(reauths(hass)) == (state is ConfigEntryState.SETUP_ERROR)
    assert issues(hass) == ({"account_unreadable"} if case in {"HTML", "403"} else set())


async def test_a_start_that_is_retried_does_not_ask_more_often_than_it_may(
    hass, household, carrier, add, move_to
):
    server = await carrier("one_nce")
    await household(line_subentry())
    server.fault = next(each.fault for each in CASES if each.name == "503")
    entry = await add("one_nce")
    asked = len(server.seen)
    server.fault = None

    for minutes in (5, 20, 40, 55):
        await move_to(f"2026-11-23T10:{minutes:02}:00+01:00")
        assert (entry.state, len(server.seen)) == (ConfigEntryState.SETUP_RETRY, asked)
    await move_to("2026-11-23T11:30:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)

    assert entry.state is ConfigEntryState.LOADED


# The login again, and changes


@pytest.mark.parametrize("failed_at_start", [False, True])
async def test_a_new_login_is_asked_for_and_the_account_runs_again(
    hass, household, carrier, add, move_to, failed_at_start
):
    server = await carrier("esim_go")
    home = await household(line_subentry(service_until=None))
    fake_of(server).locked_out = failed_at_start
    entry = await add("esim_go", seen=(ICCID,), api_key="key-secret-5")
    await bind(hass, home, fed_by(entry, "esim_go"))
    if not failed_at_start:
        fake_of(server).locked_out = True
        await move_to("2026-11-23T12:00:00+01:00")
        await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.state is (
        ConfigEntryState.SETUP_ERROR if failed_at_start else ConfigEntryState.LOADED
    )
    (flow,) = reauths(hass)

    form = await go_on(hass, flow, {"api_key": "wrong"})
    assert form["step_id"] == "reauth_confirm"
    assert form["errors"] == {"api_key": "login_refused"}
    fake_of(server).locked_out = False
    result = await go_on(hass, form, {"api_key": "key-secret-5"})

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reauth_successful")
    assert entry.state is ConfigEntryState.LOADED
    assert shown(hass, "service_until") == "2026-12-18"
    assert reauths(hass) == []


async def test_a_changed_login_keeps_secrets_that_are_left_empty(hass, household, carrier, add):
    await carrier("things_mobile")
    home = await household(line_subentry(service_until=None))
    entry = await add("things_mobile", seen=(ICCID,))

    form = await entry.start_reconfigure_flow(hass)
    assert form["step_id"] == "reconfigure"
    shown_fields = {
        marker.schema: marker.default() if marker.default is not None else None
        for marker in form["data_schema"].schema
        if callable(getattr(marker, "default", None))
    }
    assert "token-secret-6" not in str(shown_fields)
    form = await go_on(hass, form, {"username": "user-6"})
    assert form["step_id"] == "sims"
    assert proposed(form) == ["not_now"]
    result = await go_on(hass, form, {labels(form)[0]: LINE_ID})

    assert result["reason"] == "reconfigure_successful"
    assert entry.data["credentials"] == FAKES["things_mobile"].CREDENTIALS
    assert home.subentries[LINE_ID].data["source"] == fed_by(entry, "things_mobile")
    assert shown(hass, "service_until") == "2026-12-20"

    form = await go_on(hass, await entry.start_reconfigure_flow(hass), {"username": "user-6"})
    assert proposed(form) == [LINE_ID]
    await go_on(hass, form, {labels(form)[0]: "not_now"})
    assert "source" not in home.subentries[LINE_ID].data


async def test_a_secret_that_was_kept_goes_to_no_other_address(hass, household, carrier, add):
    server = await carrier("keepgo")
    await household(line_subentry())
    entry = await add("keepgo", seen=(ICCID,), address=CARRIERS["keepgo"].base_url)
    async with Server() as elsewhere:
        address = {"address": f"{elsewhere.url}/api/v2"}
        form = await go_on(hass, await entry.start_reconfigure_flow(hass), address)
        assert form["errors"] == {"api_key": "secret_again", "access_token": "secret_again"}
        assert ENGLISH["config"]["error"]["secret_again"]
        assert elsewhere.seen == []

    asked = len(server.seen)
    form = await go_on(hass, form, {"address": CARRIERS["keepgo"].base_url})
    assert form["step_id"] == "sims"
    assert len(server.seen) > asked


async def test_more_sims_than_fit_on_a_form_are_offered_once_the_others_are_done(
    hass, household, carrier, monkeypatch
):
    monkeypatch.setattr(sims, "MOST_SHOWN", 2)
    await carrier("esim_access", "several")
    await household(line_subentry())

    form = await go_on(hass, await begin(hass, "esim_access"), FAKES["esim_access"].CREDENTIALS)
    assert len(labels(form)) == 2
    result = await go_on(hass, form, dict.fromkeys(labels(form), "not_now"))

    assert result["result"].options["seen"] == ["T1", "T2"]
    assert issues(hass) == {"account_sims_found"}


async def test_without_a_household_no_sim_is_offered(hass, household, carrier, add, move_to):
    await carrier("esim_access", "several")
    home = await household(line_subentry())
    await add("esim_access", seen=("T1",))
    assert issues(hass) == {"account_sims_found"}

    await hass.config_entries.async_remove(home.entry_id)
    await move_to("2026-11-23T13:00:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)

    assert issues(hass) == set()


async def test_another_account_cannot_take_the_place_of_one_that_feeds_lines(
    hass, household, carrier, add
):
    await carrier("hologram")
    home = await household(line_subentry())
    entry = await add("hologram", seen=("1",))
    await bind(hass, home, fed_by(entry, "hologram", "77"))

    form = await go_on(hass, await entry.start_reconfigure_flow(hass), {"api_key": ""})

    assert form["errors"] == {"base": "other_account"}


async def test_the_household_is_not_changed_by_the_dialog_of_an_account(hass, household):
    home = await household(line_subentry())

    result = await home.start_reconfigure_flow(hass)

    assert result["reason"] == "household_is_changed_elsewhere"
    assert ENGLISH["config"]["abort"]["household_is_changed_elsewhere"]


async def test_an_account_has_no_lines_and_no_reminder_plan_of_its_own(
    hass, household, carrier, add
):
    await carrier("hologram")
    home = await household(line_subentry())
    entry = await add("hologram", seen=("1",))

    assert entry.supported_subentry_types == {}
    assert entry.supports_options is False
    assert home.supports_options is True
    assert set(home.supported_subentry_types) == {"line", "recipient"}


# SIMs that come and go


async def test_a_new_sim_is_offered_and_becomes_a_line(hass, household, carrier, add, move_to):
    server = await carrier("esim_access")
    home = await household(line_subentry())
    entry = await add("esim_access", seen=("T1",))
    assert issues(hass) == set()
    fake_of(server).scenario = "several"
    await move_to("2026-11-23T13:00:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)
    (found,) = (
        issue
        for issue in ir.async_get(hass).issues.values()
        if issue.translation_key == "account_sims_found"
    )
    assert found.translation_placeholders == {"account": "eSIM Access", "count": "2"}

    flow = await async_create_fix_flow(hass, found.issue_id, found.data)
    flow.hass, flow.context = hass, {}
    form = await flow.async_step_init()
    assert form["step_id"] == "sims"
    first, second = labels(form)
    assert [each["label"] for each in choices(form, first)] == [
        "CKH179 …0001 (T2) → Not now",
        "CKH179 …0001 (T2) → A new line",
        "CKH179 …0001 (T2) → Papa",
    ]
    form = await flow.async_step_sims({first: LINE_ID, second: LINE_ID})
    assert form["errors"] == {second: "line_twice"}
    with storage_is_no_directory(hass):
        form = await flow.async_step_sims({first: "new", second: "not_now"})
    assert form["errors"] == {"base": "record_not_saved"}
    assert list(home.subentries) == [LINE_ID]
    result = await flow.async_step_sims({first: "new", second: "not_now"})
    await hass.async_block_till_done(wait_background_tasks=True)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    lines = [each for each in home.subentries.values() if each.subentry_id != LINE_ID]
    assert [each.data["source"] for each in lines] == [fed_by(entry, "esim_access", "T2")]
    assert sorted(entry.options["seen"]) == ["T1", "T2", "T3"]
    flow = await async_create_fix_flow(hass, found.issue_id, found.data)
    flow.hass, flow.context = hass, {}
    assert (await flow.async_step_init())["type"] is FlowResultType.CREATE_ENTRY
    await move_to("2026-11-23T16:00:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert issues(hass) == set()
    await hass.config_entries.async_unload(entry.entry_id)
    flow = await async_create_fix_flow(hass, found.issue_id, found.data)
    flow.hass, flow.context = hass, {}
    assert (await flow.async_step_init())["reason"] == "account_not_loaded"
    assert (await flow.async_step_sims({}))["reason"] == "account_not_loaded"


async def test_a_sim_that_vanished_is_noticed_until_it_is_back(
    hass, household, carrier, add, move_to
):
    server = await carrier("esim_go")
    home = await household(line_subentry(service_until=None))
    entry = await add("esim_go", seen=(ICCID,))
    await bind(hass, home, fed_by(entry, "esim_go"))
    before = shown(hass, "data_remaining")

    fake_of(server).scenario = "empty"
    await move_to("2026-11-23T12:00:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)

    assert issues(hass) == {"account_sim_missing"}
    assert hass.states.get("binary_sensor.papa_source_problem").state == "on"
    assert shown(hass, "data_remaining") == before

    fake_of(server).scenario = "good"
    await move_to("2026-11-23T14:00:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert issues(hass) == set()
    assert hass.states.get("binary_sensor.papa_source_problem").state == "off"


async def test_nobody_is_told_that_an_archived_line_lost_its_sim(
    hass, household, carrier, add, move_to
):
    server = await carrier("esim_go")
    home = await household(line_subentry(service_until=None, standing="archived"))
    entry = await add("esim_go", seen=(ICCID,))
    await bind(hass, home, fed_by(entry, "esim_go"))
    fake_of(server).scenario = "empty"
    await move_to("2026-11-23T12:00:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.runtime_data.data.sims == ()
    assert issues(hass) == set()

    line = home.subentries[LINE_ID]
    hass.config_entries.async_update_subentry(home, line, data=line.data | {"standing": "in_use"})
    await hass.async_block_till_done(wait_background_tasks=True)
    assert issues(hass) == {"account_sim_missing"}


async def test_a_line_that_goes_while_the_household_loads_has_no_account_to_follow(
    hass, household, carrier, add, caplog
):
    await carrier("esim_go")
    home = await household(line_subentry())
    entry = await add("esim_go", seen=(ICCID,))
    await bind(hass, home, fed_by(entry, "esim_go"))

    @callback
    def delete(_event):
        if home.state is ConfigEntryState.SETUP_IN_PROGRESS and LINE_ID in home.subentries:
            hass.config_entries.async_remove_subentry(home, LINE_ID)

    async_track_state_change_event(hass, "sensor.papa_status", delete)
    await hass.config_entries.async_reload(home.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)

    assert LINE_ID not in home.subentries
    assert "Error setting up entry" not in caplog.text
    assert home.state is ConfigEntryState.LOADED


async def test_a_removed_account_leaves_the_lines_with_what_was_known(
    hass, household, carrier, add
):
    await carrier("esim_go")
    home = await household(line_subentry(service_until=None))
    entry = await add("esim_go", seen=(ICCID,))
    await bind(hass, home, fed_by(entry, "esim_go"))

    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()

    assert issues(hass) == {"account_sim_missing"}
    assert shown(hass, "service_until") == "2026-12-18"
    await hass.config_entries.async_reload(home.entry_id)
    await hass.async_block_till_done()
    assert issues(hass) == {"account_sim_missing"}
    await bind(hass, home, None)
    assert issues(hass) == set()


async def test_a_source_comes_and_goes_and_the_line_stays(
    hass, household, carrier, add, act, phone
):
    await carrier("hologram")
    home = await household(
        line_subentry(credit=3, grace=6), recipient_subentry(), reminder_time="09:00:00"
    )
    entry = await add("hologram", seen=("1",))
    await act("record_renewal", amount=10)
    registry = er.async_get(hass)
    fed = {
        "binary_sensor.papa_source_problem",
        "number.papa_data_remaining",
    }

    def entities() -> dict[str, str]:
        return {
            each.entity_id: each.id
            for each in er.async_entries_for_config_entry(registry, home.entry_id)
            if each.entity_id not in fed
        }

    async def kept() -> tuple[Any, ...]:
        record = await LineStore(hass, LINE_ID).async_load()
        return record.renewals, record.deliveries

    before, kept_before, sent = entities(), await kept(), len(phone)
    typed_id = registry.async_get("number.papa_data_remaining").unique_id
    assert len(before) >= 14
    assert len(kept_before[0]) == 1

    for _ in range(2):
        await bind(hass, home, fed_by(entry, "hologram", "1"))
        assert float(shown(hass, "data_remaining")) == 0.0009
        assert registry.async_get("number.papa_data_remaining") is None
        assert shown(hass, "credit") == "3"
        assert (entities(), await kept(), len(phone)) == (before, kept_before, sent)

        await bind(hass, home, None)
        assert float(shown(hass, "data_remaining")) == 0.0009
        assert registry.async_get("number.papa_data_remaining").unique_id == typed_id
        assert (entities(), await kept(), len(phone)) == (before, kept_before, sent)


async def test_days_left_mean_the_same_day_after_a_restart(hass, household, carrier, add, move_to):
    await carrier("keepgo", "several")
    home = await household(line_subentry(service_until=None))
    entry = await add("keepgo", seen=(iccid(1), iccid(2)))
    await bind(hass, home, fed_by(entry, "keepgo", iccid(2)))
    assert shown(hass, "service_until") == "2026-11-28"

    await hass.config_entries.async_unload(entry.entry_id)
    account_coordinator.forget_account(hass, entry.entry_id)
    await move_to("2026-11-25T10:00:00+01:00")
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)

    assert shown(hass, "service_until") == "2026-11-28"


# Manners


async def test_a_carrier_is_asked_at_its_interval_and_not_for_each_reload(
    hass, household, carrier, add, move_to
):
    server = await carrier("esim_access")
    home = await household(line_subentry())
    entry = await add("esim_access", seen=("T1",))
    asked = len(server.seen)

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.config_entries.async_reload(home.entry_id)
    await move_to("2026-11-23T11:59:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(server.seen) == asked
    assert hass.states.get("sensor.esim_access_account_credit").state == "12.5"

    await move_to("2026-11-23T12:01:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(server.seen) > asked


async def test_the_wish_of_a_carrier_counts_more_than_its_interval(
    hass, household, carrier, add, move_to
):
    server = await carrier("telekom")
    await household(line_subentry())
    await add("telekom", seen=("datapass",))
    asked = len(server.seen)

    await move_to("2026-11-23T12:59:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(server.seen) == asked
    await move_to("2026-11-23T13:01:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert len(server.seen) == asked + 1


async def test_after_failures_a_carrier_is_asked_less_and_less(
    hass, household, carrier, add, move_to
):
    server = await carrier("hologram")
    await household(line_subentry())
    await add("hologram", seen=("1",))
    server.fault = next(each.fault for each in CASES if each.name == "500")
    asked = []
    for minutes in range(16, 16 * 16, 5):
        before = len(server.seen)
        await move_to(
            (
                dt_util.parse_datetime("2026-11-23T10:00:00+01:00") + timedelta(minutes=minutes)
            ).isoformat()
        )
        await hass.async_block_till_done(wait_background_tasks=True)
        if len(server.seen) > before:
            asked.append(minutes)

    pauses = [later - earlier for earlier, later in pairwise(asked)]
    assert len(pauses) >= 3
    assert pauses == sorted(pauses)
    assert pauses[-1] >= 2 * pauses[0]


async def test_a_person_can_have_a_carrier_asked_but_not_all_the_time(
    hass, household, carrier, add, move_to
):
    server = await carrier("esim_access")
    await household(line_subentry())
    await add("esim_access", seen=("T1",))
    button = {"entity_id": "button.esim_access_refresh"}
    asked = len(server.seen)

    with pytest.raises(HomeAssistantError) as refused:
        await hass.services.async_call("button", "press", button, blocking=True)
    assert refused.value.translation_key == "account_too_soon"
    assert refused.value.translation_placeholders == {"minutes": "10"}
    assert len(server.seen) == asked

    await move_to("2026-11-23T10:10:00+01:00")
    await hass.services.async_call("button", "press", button, blocking=True)
    assert len(server.seen) > asked


async def test_a_press_honours_what_the_carrier_asked_for(hass, household, carrier, add, move_to):
    server = await carrier("hologram")
    await household(line_subentry())
    await add("hologram", seen=("1",))
    server.fault = next(each.fault for each in CASES if each.name == "429 date")
    await move_to("2026-11-23T10:16:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert hass.states.get("sensor.hologram_account_credit").state == "unavailable"
    server.fault = None
    asked = len(server.seen)
    await move_to("2026-11-23T10:27:00+01:00")

    with pytest.raises(HomeAssistantError):
        await hass.services.async_call(
            "button", "press", {"entity_id": "button.hologram_refresh"}, blocking=True
        )
    assert len(server.seen) == asked

    await move_to("2026-11-23T10:31:00+01:00")
    await hass.services.async_call(
        "button", "press", {"entity_id": "button.hologram_refresh"}, blocking=True
    )
    assert hass.states.get("sensor.hologram_account_credit").state == "17.40"


async def test_nobody_is_asked_while_home_assistant_shuts_down(
    hass, household, carrier, add, move_to
):
    server = await carrier("hologram")
    await household(line_subentry())
    entry = await add("hologram", seen=("1",))
    asked = len(server.seen)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    hass.set_state(CoreState.stopping)

    await move_to("2026-11-23T12:00:00+01:00")
    await entry.runtime_data.async_press()
    await entry.runtime_data.async_refresh()
    await hass.async_block_till_done(wait_background_tasks=True)

    assert len(server.seen) == asked
    hass.set_state(CoreState.running)


async def test_what_is_being_read_ends_when_home_assistant_shuts_down(
    hass, household, carrier, add, move_to
):
    server = await carrier("esim_go", "paging")
    await household(line_subentry())
    entry = await add("esim_go")
    assert len(server.seen) > 2, "one page after the other"
    await move_to("2026-11-23T10:20:00+01:00")
    asked = len(server.seen)
    answer = fake_of(server).answer

    def stop_after_the_first(seen, path):
        hass.set_state(CoreState.stopping)
        return answer(seen, path)

    fake_of(server).answer = stop_after_the_first
    await entry.runtime_data.async_press()

    assert len(server.seen) == asked + 1
    assert entry.runtime_data.data.sims
    hass.set_state(CoreState.running)


async def test_a_credit_that_cannot_be_read_stays_and_the_sims_go_on(
    hass, household, carrier, add, move_to
):
    server = await carrier("airalo")
    await household(line_subentry())
    entry = await add("airalo", seen=(ICCID,))
    fake = fake_of(server)
    answer = fake.answer

    def without_balance(seen, path):
        found = answer(seen, path)
        return replace(found, body=b"<html>") if path == "/v2/balance" else found

    fake.answer = without_balance
    await move_to("2026-11-23T11:00:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)

    assert entry.runtime_data.last_update_success
    assert hass.states.get("sensor.airalo_partner_account_credit").state == "88.25"


@pytest.mark.parametrize("written", ["1e400", "NaN", "1E-1000000", "10000000000", "-2000000"])
async def test_a_credit_that_cannot_be_is_a_doubt_and_is_not_shown(
    hass, household, carrier, add, move_to, written
):
    server = await carrier("airalo")
    await household(line_subentry())
    entry = await add("airalo", seen=(ICCID,))
    fake = fake_of(server)
    answer = fake.answer

    def with_balance(seen, path):
        found = answer(seen, path)
        absurd = found.body.replace(b"88.25", written.encode())
        return replace(found, body=absurd) if path == "/v2/balance" else found

    fake.answer = with_balance
    await move_to("2026-11-23T11:00:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)

    assert entry.runtime_data.last_update_success
    assert hass.states.get("sensor.airalo_partner_account_credit").state == "88.25"
    name = f"account_credit_doubted_{entry.entry_id}"
    assert ir.async_get(hass).async_get_issue(DOMAIN, name)

    fake.answer = answer
    await move_to("2026-11-23T12:00:00+01:00")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert ir.async_get(hass).async_get_issue(DOMAIN, name) is None


async def test_a_sim_of_which_nothing_is_said_changes_nothing(hass, household, carrier, add):
    await carrier("hologram", "nothing but an id")
    home = await household(line_subentry())
    entry = await add("hologram", seen=("1",))
    before = shown(hass, "status"), shown(hass, "service_until")

    await bind(hass, home, fed_by(entry, "hologram", "1"))

    assert (shown(hass, "status"), shown(hass, "service_until")) == before
    assert hass.states.get("binary_sensor.papa_source_problem").state == "off"


async def test_a_line_that_is_bound_while_the_account_does_not_run_waits_for_it(
    hass, household, carrier, add
):
    await carrier("esim_go")
    home = await household(line_subentry(service_until=None))
    entry = await add("esim_go", seen=(ICCID,))
    await hass.config_entries.async_unload(entry.entry_id)

    await bind(hass, home, fed_by(entry, "esim_go"))
    assert shown(hass, "service_until") == "unknown"
    assert issues(hass) == set()

    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert shown(hass, "service_until") == "2026-12-18"


# What is shown


async def test_an_account_is_a_device_with_its_credit(hass, household, carrier, add):
    await carrier("things_mobile")
    await household(line_subentry())
    entry = await add("things_mobile", seen=(ICCID,))

    credit = hass.states.get("sensor.things_mobile_account_credit")
    assert (credit.state, credit.attributes["unit_of_measurement"]) == ("9.00", "EUR")
    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, entry.entry_id), config_entry_id=entry.entry_id
    )
    device = dr.async_get(hass).async_get(device_id)
    assert (device.name, device.manufacturer) == ("Things Mobile", "Things Mobile")
    assert hass.states.get("button.things_mobile_refresh") is not None


async def test_actions_know_lines_from_accounts(hass, household, carrier, add, act):
    await carrier("things_mobile")
    await household(line_subentry())
    entry = await add("things_mobile", seen=(ICCID,))

    answer = await hass.services.async_call(
        DOMAIN, "get_lines", {}, blocking=True, return_response=True
    )
    assert len(answer["lines"]) == 1
    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, entry.entry_id), config_entry_id=entry.entry_id
    )
    with pytest.raises(HomeAssistantError) as refused:
        await hass.services.async_call(
            DOMAIN, "update_balance", {"device_id": device_id, "credit": 1}, blocking=True
        )
    assert refused.value.translation_key == "not_a_line"


async def test_an_account_is_not_taken_for_the_household(hass, household, carrier, add):
    await carrier("things_mobile")
    home = await household(line_subentry())
    await add("things_mobile", seen=(ICCID,))
    await hass.config_entries.async_unload(home.entry_id)

    for key in ("service_config_entry_not_loaded", "service_config_entry_not_found"):
        with pytest.raises(HomeAssistantError) as refused:
            await hass.services.async_call(
                DOMAIN, "get_lines", {}, blocking=True, return_response=True
            )
        assert refused.value.translation_key == key
        if home in hass.config_entries.async_entries(DOMAIN):
            await hass.config_entries.async_remove(home.entry_id)


async def test_an_account_of_a_carrier_that_is_no_longer_known_is_told(
    hass, household, add, carrier
):
    await carrier("hologram")
    home = await household(line_subentry())
    entry = await add("hologram", seen=("1",))
    await bind(hass, home, fed_by(entry, "gone", "1"))
    await hass.config_entries.async_unload(entry.entry_id)
    hass.config_entries.async_update_entry(entry, data=entry.data | {"account_carrier": "gone"})

    await hass.config_entries.async_setup(entry.entry_id)

    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "account_unknown"
    assert home.state is ConfigEntryState.LOADED


async def test_diagnostics_of_an_account_tell_how_it_was_read_and_not_whose_it_is(
    hass, household, carrier, add
):
    await carrier("one_nce", "several")
    home = await household(line_subentry())
    entry = await add("one_nce", seen=(iccid(1), iccid(2), iccid(3)))
    await bind(hass, home, fed_by(entry, "one_nce", iccid(1)))

    data = await async_get_config_entry_diagnostics(hass, entry)

    assert data["carrier"] == "one_nce"
    assert data["failures"] == 0
    assert [each["feeds_a_line"] for each in data["sims"]] == [True, False, False]
    text = json.dumps(data, default=str)
    for secret in (*FAKES["one_nce"].SECRETS, iccid(1), NUMBER, "alarm", entry.entry_id):
        assert secret not in text
    await hass.config_entries.async_unload(entry.entry_id)
    account_coordinator.forget_account(hass, entry.entry_id)
    data = await async_get_config_entry_diagnostics(hass, entry)
    assert (data["state"], data["sims"], data["read_at"]) == ("not_loaded", [], None)
