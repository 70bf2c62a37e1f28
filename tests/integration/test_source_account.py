"""The account as a choice in the line's own menu: which account, which SIM, and what is refused."""

from typing import Any

from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.sim_renewal.accounts.coordinator import forget_account

from ..carriers.fakes import ICCID, NUMBER
from ..carriers.faults import CASES
from .carriers import add, bind, carrier, fake_of, fed_by, issues, no_chance, shown
from .conftest import LINE_ID, line_subentry
from .dialogs import check_abort, check_form, choices, choose, filled, go_on, shown as form_shows

__all__ = ["add", "carrier", "no_chance"]

MAMAN = "M" * 26


async def settle(hass: HomeAssistant) -> None:
    await hass.async_block_till_done(wait_background_tasks=True)


def maman(**changes: Any) -> Any:
    """Return a second line, of another SIM."""
    return line_subentry("Maman", MAMAN, number=None, iccid=None, **changes)


def options(form: Any) -> dict[str, str]:
    """Return the SIMs of a form, by their ids."""
    return {each["value"]: each["label"] for each in choices(form, "sim")}


def check_abort_successful(result: Any) -> None:
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")


async def test_a_line_chooses_its_sim_and_is_fed_at_once(hass, household, carrier, add) -> None:
    await carrier("one_nce")
    home = await household(line_subentry(iccid=f"{ICCID}0", service_until=None))
    entry = await add("one_nce", seen=(ICCID,))

    form = await choose(hass, home, LINE_ID, "source_account")
    check_form(form, "source_sim")
    assert form["description_placeholders"] == {"line": "Papa", "account": "1NCE"}
    assert options(form) == {ICCID: f"alarm · {NUMBER} · {ICCID}0"}
    assert form_shows(form) == {"sim": ICCID}, "the SIM of the line is proposed"
    check_abort_successful(await go_on(hass, form))
    await settle(hass)

    assert home.subentries[LINE_ID].data["source"] == fed_by(entry, "one_nce")
    assert shown(hass, "service_until") == "2029-01-01"
    assert float(shown(hass, "data_remaining")) == 0.456654848
    form = await choose(hass, home, LINE_ID, "source_account")
    assert form_shows(form) == {"sim": ICCID}


async def test_without_an_account_the_way_to_one_is_told(hass, household, carrier, add) -> None:
    await carrier("hologram")
    home = await household(line_subentry())
    check_abort(await choose(hass, home, LINE_ID, "source_account"), "no_account")

    entry = await add("hologram", seen=("1",))
    check_form(await choose(hass, home, LINE_ID, "source_account"), "source_sim")

    await hass.config_entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)
    check_abort(await choose(hass, home, LINE_ID, "source_account"), "no_account")


async def test_of_several_accounts_one_is_chosen_first(hass, household, carrier, add) -> None:
    await carrier("hologram")
    await carrier("esim_access")
    home = await household(line_subentry())
    await add("hologram", seen=("1",))
    entry = await add("esim_access", seen=("T1",))

    form = await choose(hass, home, LINE_ID, "source_account")
    check_form(form, "source_account")
    assert [each["label"] for each in choices(form, "account")] == ["Hologram", "eSIM Access"]
    assert form_shows(form) == {}
    form = await go_on(hass, form, account=entry.entry_id)
    check_form(form, "source_sim")
    assert form["description_placeholders"]["account"] == "eSIM Access"
    assert form_shows(form) == {}, "no SIM has its ICCID or number"
    check_abort_successful(await go_on(hass, form, sim="T1"))
    await settle(hass)

    assert home.subentries[LINE_ID].data["source"] == fed_by(entry, "esim_access", "T1")
    form = await choose(hass, home, LINE_ID, "source_account")
    assert form_shows(form) == {"account": entry.entry_id}
    form = await go_on(hass, form)
    assert form_shows(form) == {"sim": "T1"}


async def test_a_sim_that_feeds_another_line_says_which_and_is_refused(
    hass, household, carrier, add
) -> None:
    await carrier("esim_access", "several")
    home = await household(line_subentry(iccid=f"{ICCID}0"), maman())
    entry = await add("esim_access", seen=("T1", "T2", "T3"))
    other = home.subentries[MAMAN]
    hass.config_entries.async_update_subentry(
        home, other, data={**other.data, "source": fed_by(entry, "esim_access", "T1")}
    )
    await settle(hass)

    form = await choose(hass, home, LINE_ID, "source_account")
    labels = options(form)
    assert [label.endswith("→ Maman") for label in labels.values()] == [True, False, False]
    assert form_shows(form) == {"sim": "T2"}, "the same ICCID, of which the first is taken"
    form = await go_on(hass, form, sim="T1")
    check_form(form, "source_sim", {"sim": "sim_feeds_other"})
    assert form_shows(form) == {"sim": "T1"}
    check_abort_successful(await go_on(hass, form, sim="T3"))
    await settle(hass)

    assert home.subentries[LINE_ID].data["source"] == fed_by(entry, "esim_access", "T3")
    assert home.subentries[MAMAN].data["source"] == fed_by(entry, "esim_access", "T1")


@pytest.mark.parametrize("key", ["esim_access", "airalo"])
async def test_an_account_that_cannot_be_chosen_from_says_why(
    hass, household, carrier, add, key
) -> None:
    server = await carrier(key, "good" if key == "esim_access" else "empty")
    home = await household(line_subentry())
    entry = await add(key)
    reason = "account_without_sims"
    if key == "esim_access":
        await hass.config_entries.async_unload(entry.entry_id)
        reason = "account_not_loaded"

    form = await choose(hass, home, LINE_ID, "source_account")
    check_form(form, "source_account", {"account": reason})
    form = await go_on(hass, form)
    check_form(form, "source_account", {"account": reason})

    fake_of(server).scenario = "good"
    forget_account(hass, entry.entry_id)
    await hass.config_entries.async_reload(entry.entry_id)
    check_form(await go_on(hass, form), "source_sim")


async def test_an_account_that_stops_meanwhile_is_told(hass, household, carrier, add) -> None:
    await carrier("hologram")
    home = await household(line_subentry())
    entry = await add("hologram", seen=("1",))
    form = await choose(hass, home, LINE_ID, "source_account")
    await hass.config_entries.async_unload(entry.entry_id)

    form = await go_on(hass, form, sim="1")
    check_form(form, "source_account", {"account": "account_not_loaded"})
    await hass.config_entries.async_remove(entry.entry_id)
    check_abort(await go_on(hass, form, account=entry.entry_id), "no_account")
    assert "source" not in home.subentries[LINE_ID].data


@pytest.mark.parametrize("step_id", ["source_account", "source_sim"])
async def test_a_household_that_stops_meanwhile_ends_the_dialog(
    hass, household, carrier, add, step_id
) -> None:
    await carrier("hologram")
    await carrier("esim_access")
    home = await household(line_subentry())
    await add("hologram", seen=("1",))
    if step_id == "source_account":
        await add("esim_access", seen=("T1",))
    form = await choose(hass, home, LINE_ID, "source_account")
    check_form(form, step_id)
    await hass.config_entries.async_unload(home.entry_id)

    chosen = next(iter(form["data_schema"].schema)).schema
    typed = filled(form, **{chosen: choices(form, chosen)[0]["value"]})
    check_abort(
        await hass.config_entries.subentries.async_configure(form["flow_id"], typed),
        "entry_not_loaded",
    )


async def test_a_sim_that_is_gone_is_not_proposed_and_another_mends_it(
    hass, household, carrier, add, move_to
) -> None:
    server = await carrier("esim_access")
    home = await household(line_subentry())
    entry = await add("esim_access", seen=("T1",))
    await bind(hass, home, fed_by(entry, "esim_access", "T0"))
    assert issues(hass) == {"account_sim_missing"}

    form = await choose(hass, home, LINE_ID, "source_account")
    assert form_shows(form) == {}
    check_abort_successful(await go_on(hass, form, sim="T1"))
    await settle(hass)

    assert issues(hass) == set()
    assert hass.states.get("binary_sensor.papa_source_problem").state == "off"
    assert len(server.seen) > 0


async def test_a_sim_that_was_chosen_is_no_longer_offered_as_new(
    hass, household, carrier, add, move_to
) -> None:
    await carrier("esim_access", "several")
    home = await household(line_subentry())
    entry = await add("esim_access", seen=("T1",))
    assert found(hass) == "2"

    form = await choose(hass, home, LINE_ID, "source_account")
    check_abort_successful(await go_on(hass, form, sim="T2"))
    await settle(hass)
    assert found(hass) == "1"

    check_abort_successful(await choose(hass, home, LINE_ID, "source_none"))
    await move_to("2026-11-23T13:00:00+01:00")
    await settle(hass)
    assert found(hass) == "1", "whoever takes a SIM away is not asked about it again"
    assert entry.state is ConfigEntryState.LOADED
    assert entry.options["seen"] == ["T1", "T2"]


def found(hass: HomeAssistant) -> str | None:
    """Return how many SIMs are offered as new."""
    for issue in ir.async_get(hass).issues.values():
        if issue.translation_key == "account_sims_found":
            return str(issue.translation_placeholders["count"])
    return None


async def test_a_line_whose_account_fails_at_present_waits_until_it_is_read(
    hass, household, carrier, add, move_to
) -> None:
    server = await carrier("esim_go")
    home = await household(line_subentry(service_until=None))
    entry = await add("esim_go", seen=(ICCID,))
    server.fault = next(each.fault for each in CASES if each.name == "503")
    await move_to("2026-11-23T11:00:00+01:00")
    await settle(hass)
    assert not entry.runtime_data.last_update_success

    form = await choose(hass, home, LINE_ID, "source_account")
    check_abort_successful(await go_on(hass, form, sim=ICCID))
    await settle(hass)
    assert shown(hass, "service_until") == "unknown"
    assert issues(hass) == set()

    server.fault = None
    await move_to("2026-11-23T13:00:00+01:00")
    await settle(hass)
    assert shown(hass, "service_until") == "2026-12-18"


async def test_a_value_that_cannot_be_is_said_and_stops_nothing(
    hass, household, carrier, add, monkeypatch
) -> None:
    server = await carrier("keepgo")
    card = {"remaining_usage_kb": 2_000_000, "allowed_usage_kb": 10**13, "status": "Active"}
    ends = {"expired_at": "9999-12-31 00:00:00"}
    monkeypatch.setattr(fake_of(server), "_card", lambda _iccid: card | ends)
    entry = await add("keepgo", seen=(ICCID,))
    home = await household(line_subentry(service_until="2026-12-20"))

    await bind(hass, home, fed_by(entry, "keepgo"))
    await settle(hass)

    def told() -> set[str]:
        found = ir.async_get(hass).issues
        return {
            issue_id.removeprefix(f"source_value_doubted_{LINE_ID}_")
            for _, issue_id in found
            if issue_id.startswith("source_value_doubted")
        }

    assert told() == {"data_allowance", "expiry"}
    assert (shown(hass, "data_remaining"), shown(hass, "service_until")) == ("2.048", "2026-12-20")
    assert issues(hass) == set()
