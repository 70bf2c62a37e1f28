"""Installing our blueprints: once, updated where nobody edited them, and else left alone."""

import asyncio
from hashlib import sha256
import json
from pathlib import Path
from typing import Any

from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_capture_events,
)

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.repairs import async_create_fix_flow

from .automations import BLUEPRINTS
from .conftest import line_subentry

NAMES = sorted(path.stem for path in BLUEPRINTS.glob("*.yaml"))
ISSUE = "blueprints_outdated"
OLDER = "blueprint: as it was"


def place(hass: HomeAssistant, name: str) -> Path:
    """Return where Home Assistant keeps a blueprint of ours."""
    return Path(hass.config.path("blueprints", "automation", DOMAIN, f"{name}.yaml"))


def read(hass: HomeAssistant, name: str) -> str:
    return place(hass, name).read_text(encoding="utf-8")


def write(hass: HomeAssistant, name: str, text: str) -> None:
    place(hass, name).parent.mkdir(parents=True, exist_ok=True)
    place(hass, name).write_text(text, encoding="utf-8")


@pytest.fixture
async def automations(hass: HomeAssistant) -> None:
    """Have automations in use."""
    assert await async_setup_component(hass, "automation", {})


def write_configuration(hass: HomeAssistant, configuration: dict[str, Any]) -> None:
    path = Path(hass.config.path("configuration.yaml"))
    path.write_text(json.dumps(configuration), encoding="utf-8")


def store_of(hass: HomeAssistant) -> Path:
    return Path(hass.config.path(".storage", f"{DOMAIN}.blueprints"))


def remembered(hass: HomeAssistant) -> dict[str, dict[str, str]]:
    """Return what we remember to have installed."""
    return json.loads(store_of(hass).read_text(encoding="utf-8"))["data"]


def is_remembered(hass: HomeAssistant) -> bool:
    return store_of(hass).exists()


def remember(hass: HomeAssistant, name: str, **changes: str) -> None:
    kept = json.loads(store_of(hass).read_text(encoding="utf-8"))
    kept["data"][name] |= changes
    store_of(hass).write_text(json.dumps(kept), encoding="utf-8")


def be_of_an_older_version(hass: HomeAssistant, name: str) -> None:
    """Have a blueprint in place that an older version of ours installed."""
    write(hass, name, OLDER)
    remember(hass, name, source="0" * 64, file=sha256(OLDER.encode()).hexdigest())


async def install(hass: HomeAssistant, context: Context | None = None) -> dict[str, Any]:
    answer = await hass.services.async_call(
        DOMAIN, "install_blueprints", {}, blocking=True, context=context, return_response=True
    )
    assert answer is not None
    return answer


def outcome(**changes: list[str]) -> dict[str, list[str]]:
    return {
        "installed": [],
        "updated": [],
        "unchanged": [],
        "kept_because_edited": [],
        **changes,
    }


def others(*names: str) -> list[str]:
    return [name for name in NAMES if name not in names]


def issue_of(hass: HomeAssistant) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)


async def restart(hass: HomeAssistant, entry: Any) -> None:
    """Load the integration again, as after an update of ours."""
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()


async def test_nothing_is_installed_unasked(hass, household, automations) -> None:
    await household(line_subentry())

    assert not place(hass, "low_data").parent.exists()
    assert issue_of(hass) is None


async def test_all_are_installed_and_automations_can_use_them(hass, household, automations) -> None:
    await household(line_subentry())

    assert await install(hass) == outcome(installed=NAMES)

    for name in NAMES:
        installed = await hass.async_add_executor_job(load_yaml_dict, str(place(hass, name)))
        ours = await hass.async_add_executor_job(load_yaml_dict, str(BLUEPRINTS / f"{name}.yaml"))
        assert installed["triggers"] == ours["triggers"]
        assert installed["blueprint"]["source_url"] == ours["blueprint"]["source_url"]


async def test_an_automation_of_an_installed_blueprint_does_what_ours_does(
    hass, household, automations, act
) -> None:
    await household(line_subentry(service_until="2027-03-01"))
    await install(hass)
    heard = async_capture_events(hass, "heard")
    inputs = {
        "lines": {"entity_id": "event.papa_reminder"},
        "also": [{"event": "heard", "event_data": {"text": "{{ message }}"}}],
    }
    use = {"path": f"{DOMAIN}/low_data.yaml", "input": inputs}
    write_configuration(hass, {"automation": {"use_blueprint": use}})
    await hass.services.async_call("automation", "reload", blocking=True)

    await act("update_balance", data=0.4)

    assert [event.data["text"] for event in heard] == ["Little data is left: 0.4 GB left."]


async def test_installing_again_changes_nothing(hass, household, automations) -> None:
    await household(line_subentry())
    await install(hass)
    before = {name: read(hass, name) for name in NAMES}

    assert await install(hass) == outcome(unchanged=NAMES)
    assert {name: read(hass, name) for name in NAMES} == before


async def test_what_somebody_edited_is_kept_also_over_updates(hass, household, automations) -> None:
    entry = await household(line_subentry())
    await install(hass)
    be_of_an_older_version(hass, "low_data")
    mine = f"{OLDER}\n# mine\n"
    write(hass, "low_data", mine)

    await restart(hass, entry)
    assert issue_of(hass) is None
    for _ in range(2):
        assert await install(hass) == outcome(
            unchanged=others("low_data"), kept_because_edited=["low_data"]
        )
        assert read(hass, "low_data") == mine


async def test_a_file_of_somebody_elses_in_the_place_is_kept(hass, household, automations) -> None:
    await household(line_subentry())
    write(hass, "alert", "mine")

    assert await install(hass) == outcome(installed=others("alert"), kept_because_edited=["alert"])
    assert await install(hass) == outcome(unchanged=others("alert"), kept_because_edited=["alert"])
    assert read(hass, "alert") == "mine"


async def test_a_copy_made_by_hand_counts_as_ours(hass, household, automations) -> None:
    await household(line_subentry())
    copy = (BLUEPRINTS / "alert.yaml").read_bytes()
    write(hass, "alert", copy.decode())

    assert await install(hass) == outcome(installed=others("alert"), unchanged=["alert"])
    digest = sha256(copy).hexdigest()
    assert remembered(hass)["alert"] == {"source": digest, "file": digest}


async def test_what_is_ours_again_after_an_edit_is_known_as_ours(
    hass, household, automations
) -> None:
    await household(line_subentry())
    await install(hass)
    ours = read(hass, "alert")
    write(hass, "alert", "mine")
    await install(hass)
    write(hass, "alert", ours)

    assert await install(hass) == outcome(unchanged=NAMES)


async def test_a_newer_blueprint_is_installed_by_the_action(hass, household, automations) -> None:
    await household(line_subentry())
    await install(hass)
    newer = read(hass, "low_data")
    be_of_an_older_version(hass, "low_data")

    assert await install(hass) == outcome(unchanged=others("low_data"), updated=["low_data"])
    assert read(hass, "low_data") == newer
    assert await install(hass) == outcome(unchanged=NAMES)


async def test_a_newer_blueprint_is_offered_and_the_repair_installs_it(
    hass, household, automations, hass_client
) -> None:
    entry = await household(line_subentry())
    await install(hass)
    newer = read(hass, "low_data")
    for name in ("alert", "bill_check", "low_data"):
        be_of_an_older_version(hass, name)
    place(hass, "alert").unlink()
    write(hass, "bill_check", "mine")

    await restart(hass, entry)
    issue = issue_of(hass)
    assert issue.is_fixable
    assert issue.translation_placeholders == {"blueprints": "SIM Renewal: low data"}
    assert read(hass, "low_data") == OLDER

    assert await async_setup_component(hass, "repairs", {})
    client = await hass_client()
    url = "/api/repairs/issues/fix"
    answer = await client.post(url, json={"handler": DOMAIN, "issue_id": ISSUE})
    form = await answer.json()
    assert form["step_id"] == "confirm"
    assert form["description_placeholders"] == {"blueprints": "SIM Renewal: low data"}
    answer = await client.post(f"{url}/{form['flow_id']}", json={})
    assert (await answer.json())["type"] == "create_entry"

    assert read(hass, "low_data") == newer
    assert not place(hass, "alert").exists()
    assert read(hass, "bill_check") == "mine"
    assert issue_of(hass) is None
    await restart(hass, entry)
    assert issue_of(hass) is None


async def test_an_update_reloads_the_automations_that_use_it(hass, household, automations) -> None:
    await household(line_subentry())
    await install(hass)
    be_of_an_older_version(hass, "low_data")
    write_configuration(hass, {})
    reloaded = async_capture_events(hass, "automation_reloaded")

    await install(hass)

    assert reloaded


async def test_no_blueprint_is_written_while_automations_are_loaded(
    hass, household, automations
) -> None:
    await household(line_subentry())
    await install(hass)
    for name in ("alert", "low_data"):
        be_of_an_older_version(hass, name)
    left_to_write = []
    in_turn = asyncio.Lock()  # as Home Assistant itself loads them

    def older() -> int:
        return [read(hass, name) for name in ("alert", "low_data")].count(OLDER)

    async def reload(call: ServiceCall) -> None:
        async with in_turn:
            before = older()
            for _ in range(30):  # as long as loading them takes, far longer than writing
                await hass.async_add_executor_job(list)
            left_to_write.append((before, older()))

    hass.services.async_register("automation", "reload", reload)
    await install(hass)

    assert {before for before, _ in left_to_write} == {0, 1}
    assert all(before == after for before, after in left_to_write)


async def test_the_action_takes_the_offer_back(hass, household, automations) -> None:
    entry = await household(line_subentry())
    await install(hass)
    be_of_an_older_version(hass, "low_data")
    await restart(hass, entry)
    assert issue_of(hass) is not None

    await install(hass)
    assert issue_of(hass) is None


async def test_a_file_of_ours_that_changed_in_no_word_is_no_news(
    hass, household, automations
) -> None:
    entry = await household(line_subentry())
    await install(hass)
    remember(hass, "low_data", source="0" * 64)

    await restart(hass, entry)
    assert issue_of(hass) is None
    assert await install(hass) == outcome(unchanged=NAMES)


async def test_a_home_assistant_that_writes_files_otherwise_is_no_news(
    hass, household, automations
) -> None:
    entry = await household(line_subentry())
    await install(hass)
    otherwise = read(hass, "low_data") + "# written otherwise\n"
    write(hass, "low_data", otherwise)
    remember(hass, "low_data", file=sha256(otherwise.encode()).hexdigest())

    await restart(hass, entry)
    assert issue_of(hass) is None
    assert await install(hass) == outcome(unchanged=NAMES)
    assert read(hass, "low_data") == otherwise


async def test_a_place_that_cannot_be_read_is_told_and_tried_again(
    hass, household, automations
) -> None:
    await household(line_subentry())
    in_the_way = place(hass, "bill_check")
    in_the_way.mkdir(parents=True)

    with pytest.raises(HomeAssistantError) as failure:
        await install(hass)
    assert failure.value.translation_key == "blueprints_not_written"

    in_the_way.rmdir()
    assert await install(hass) == outcome(installed=NAMES)


async def test_what_cannot_be_read_at_a_start_is_offered_at_another(
    hass, household, automations
) -> None:
    entry = await household(line_subentry())
    await install(hass)
    be_of_an_older_version(hass, "low_data")
    place(hass, "alert").unlink()
    place(hass, "alert").mkdir()

    await restart(hass, entry)
    assert issue_of(hass) is None

    place(hass, "alert").rmdir()
    await restart(hass, entry)
    assert issue_of(hass) is not None


async def test_what_was_written_before_the_disk_refused_is_remembered(
    hass, household, automations
) -> None:
    await household(line_subentry())
    place(hass, "alert").parent.mkdir(parents=True)
    place(hass, "bill_check").symlink_to(hass.config.path("nowhere", "at_all"))

    with pytest.raises(HomeAssistantError) as failure:
        await install(hass)
    assert failure.value.translation_key == "blueprints_not_written"
    assert sorted(remembered(hass)) == ["alert", "automatic_top_up"]

    place(hass, "bill_check").unlink()
    written = ["alert", "automatic_top_up"]
    assert await install(hass) == outcome(installed=others(*written), unchanged=written)


async def test_a_repair_that_fails_says_so_and_stays(hass, household, automations) -> None:
    entry = await household(line_subentry())
    await install(hass)
    be_of_an_older_version(hass, "low_data")
    await restart(hass, entry)
    assert await async_setup_component(hass, "repairs", {})
    flow = await async_create_fix_flow(hass, ISSUE, issue_of(hass).data)
    flow.hass, flow.handler, flow.issue_id = hass, DOMAIN, ISSUE
    place(hass, "weekly_digest").unlink()
    place(hass, "weekly_digest").mkdir()

    refused = await flow.async_step_confirm({})

    assert (refused["type"], refused["reason"]) == ("abort", "blueprints_not_written")
    assert issue_of(hass) is not None


async def test_without_automations_there_is_nowhere_to_install(hass, household) -> None:
    await household(line_subentry())

    with pytest.raises(HomeAssistantError) as failure:
        await install(hass)

    assert failure.value.translation_key == "automations_not_in_use"


async def test_only_an_administrator_installs(hass, household, automations) -> None:
    await household(line_subentry())
    guest = MockUser().add_to_hass(hass)

    with pytest.raises(Unauthorized):
        await install(hass, Context(user_id=guest.id))
    assert not place(hass, "alert").exists()


async def test_removing_the_integration_leaves_the_blueprints(hass, household, automations) -> None:
    entry = await household(line_subentry())
    await install(hass)
    assert sorted(remembered(hass)) == NAMES

    await hass.config_entries.async_remove(entry.entry_id)
    assert place(hass, "alert").exists()
    assert not is_remembered(hass)

    await household(line_subentry())
    assert await install(hass) == outcome(unchanged=NAMES)
