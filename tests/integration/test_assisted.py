"""Assisted reading: what is sent to which service, and that only a person changes a line."""

import asyncio
from io import BytesIO
import json
import logging
from pathlib import Path
import tempfile
from typing import Any

from aiohttp import FormData
from homeassistant.components import media_source
from homeassistant.components.media_player import BrowseError
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, UnknownFlow
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.questions import ASKED
from custom_components.sim_renewal.core.receipts import LARGEST_RECEIPT
from custom_components.sim_renewal.diagnostics import async_get_config_entry_diagnostics
from custom_components.sim_renewal.flows.assisted import literal
from scripts.translations import placeholders

from .assistants import FEATURE, READS, Service
from .conftest import LINE_ID, line_subentry
from .dialogs import ENGLISH, check_abort, check_form, choose, go_on, shown
from .test_options_flow import go_on as go_on_with_options, start as start_options
from .test_store import disk_is_full

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
CLEAR = "Il vous reste 2,5 Go valables jusqu'au 12/12/2026."
UNCLEAR = "Egyenleg: 4,20 EUR. Adat: 2,5 GB / 10 GB. Lejár: 12.12.26"
"""In a language that our own reader does not know."""

ANSWER = {
    "data_remaining": 2.5,
    "data_remaining_unit": "GB",
    "data_remaining_words": "2,5 GB",
    "data_allowance": 10,
    "data_allowance_unit": "GB",
    "data_allowance_words": "10 GB",
    "credit": 4.2,
    "credit_currency": "EUR",
    "credit_words": "4,20 EUR",
    "service_until": "2026-12-12",
    "service_until_words": "Lejár: 12.12.26",
}
FOUND = {
    "data_remaining": 2.5,
    "data_allowance": 10.0,
    "credit": 4.2,
    "service_until": "2026-12-12",
}

SAID_OF_EACH = ("now", "words")


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Home Assistant keep uploads in a directory of the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / "home-assistant-file_upload"


@pytest.fixture
async def ai_task(hass: HomeAssistant) -> None:
    """Be a Home Assistant with AI Task."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "ai_task", {})


@pytest.fixture
async def service(hass: HomeAssistant, ai_task: None) -> Service:
    """Be an AI service."""
    service = Service()
    await service.async_come(hass)
    return service


@pytest.fixture
async def entry(hass: HomeAssistant, household: Any, service: Service) -> Any:
    """Be a household that chose the service."""
    service.answer = ANSWER
    return await household(
        line_subentry(data_remaining=8, credit=1), assistant=service.registry_entry.id
    )


@pytest.fixture
def upload(hass: HomeAssistant, entry: Any, hass_client: Any) -> Any:
    """Return a function that uploads a picture as the frontend does, and returns its id."""

    async def send(content: bytes, name: str = "Papa.png") -> str:
        form = FormData()
        form.add_field("file", BytesIO(content), filename=name, content_type="image/png")
        response = await (await hass_client()).post("/api/file_upload", data=form)
        assert response.status == 200
        return (await response.json())["file_id"]

    return send


async def given(hass: HomeAssistant, entry: Any, **typed: Any) -> Any:
    """Give a text or a picture; return what is shown once it was read."""
    form = await choose(hass, entry, LINE_ID, "read")
    check_form_read(form)
    return await waited(hass, await go_on(hass, form, **typed))


async def waited(hass: HomeAssistant, result: Any) -> Any:
    """Return what is shown once nothing is being read any more."""
    await hass.async_block_till_done()
    if result["type"] is FlowResultType.SHOW_PROGRESS:
        return await hass.config_entries.subentries.async_configure(result["flow_id"])
    return result


def check_form_read(form: Any, errors: dict[str, str] | None = None) -> None:
    check_form(form, "read", errors)
    assert form["description_placeholders"]["assistant"]


def record_of(entry: Any) -> Any:
    return entry.runtime_data.lines[LINE_ID].record


def on_disk(hass: HomeAssistant) -> str:
    return Path(hass.config.path(".storage", f"{DOMAIN}.{LINE_ID}")).read_text("utf-8")


def sensor(hass: HomeAssistant, key: str) -> str:
    return hass.states.get(f"sensor.papa_{key}").state


# Off by default


async def menu_of(hass: HomeAssistant, entry: Any) -> list[str]:
    menu = await entry.start_subentry_reconfigure_flow(hass, LINE_ID)
    return menu["menu_options"]


async def options_menu(hass: HomeAssistant, entry: Any) -> list[str]:
    return (await hass.config_entries.options.async_init(entry.entry_id))["menu_options"]


async def test_without_an_ai_service_nothing_of_it_is_seen(hass, household) -> None:
    entry = await household(line_subentry())

    assert "ai_task" not in hass.config.components
    assert "read" not in await menu_of(hass, entry)
    assert "assistant" not in await options_menu(hass, entry)


async def test_with_a_service_it_is_still_off_until_one_is_chosen(hass, household, service) -> None:
    entry = await household(line_subentry())

    assert "read" not in await menu_of(hass, entry)
    form = await start_options(hass, entry, "assistant")
    assert shown(form) == {}


async def test_a_chosen_service_is_kept_and_can_be_left_out_again(hass, household, service) -> None:
    entry = await household(line_subentry(), reminder_time="08:00:00")

    form = await start_options(hass, entry, "assistant")
    await go_on_with_options(hass, form, assistant=service.entity_id)
    assert entry.options == {
        "reminder_time": "08:00:00",
        "assistant": service.registry_entry.id,
    }
    assert entry.state is ConfigEntryState.LOADED
    assert "read" in await menu_of(hass, entry)

    form = await start_options(hass, entry, "assistant")
    assert shown(form) == {"assistant": service.entity_id}
    await go_on_with_options(hass, form, assistant=None)
    assert entry.options == {"reminder_time": "08:00:00"}
    assert "read" not in await menu_of(hass, entry)


async def test_only_a_service_that_answers_can_be_chosen(hass, household, service) -> None:
    painter = Service("Painter", FEATURE.GENERATE_IMAGE)
    await painter.async_come(hass)
    entry = await household(line_subentry())

    form = await start_options(hass, entry, "assistant")

    selector = form["data_schema"].schema["assistant"]
    assert selector.config["include_entities"] == [service.entity_id]


async def test_a_service_without_an_id_of_its_own_is_kept_by_its_name(
    hass, household, ai_task
) -> None:
    service = Service()
    service._attr_unique_id = None
    await service.async_come(hass)
    entry = await household(line_subentry())

    form = await start_options(hass, entry, "assistant")
    await go_on_with_options(hass, form, assistant=service.entity_id)

    assert entry.options["assistant"] == service.entity_id
    assert shown(await start_options(hass, entry, "assistant"))["assistant"] == service.entity_id


async def test_a_service_that_was_renamed_is_still_the_one(hass, entry, service) -> None:
    er.async_get(hass).async_update_entity(
        service.entity_id, new_entity_id="ai_task.another", name="Delphi"
    )
    await hass.async_block_till_done()

    form = await given(hass, entry, text=UNCLEAR)

    check_form(form, "take_over")
    assert form["description_placeholders"]["reader"] == "Delphi"


async def test_a_service_that_is_gone_is_named_as_gone(hass, entry, service) -> None:
    await service.async_remove(force_remove=True)
    er.async_get(hass).async_remove(service.entity_id)
    await hass.async_block_till_done()

    check_abort(await choose(hass, entry, LINE_ID, "read"), "assistant_gone")
    form = await start_options(hass, entry, "assistant")
    gone = shown(form)["assistant"]
    form = await go_on_with_options(hass, form, assistant=gone)
    check_form(form, "assistant", {"assistant": "assistant_gone"})
    await go_on_with_options(hass, form, assistant=None)
    assert "assistant" not in entry.options


async def test_a_choice_that_is_no_service_is_refused(hass, household, service) -> None:
    hass.states.async_set("sensor.oracle", "1", {"supported_features": 3})
    entry = await household(line_subentry(), assistant="sensor.oracle")

    check_abort(await choose(hass, entry, LINE_ID, "read"), "assistant_gone")


async def test_a_service_that_no_longer_answers_is_as_good_as_gone(hass, household, service):
    hass.states.async_set("ai_task.painter", "unknown", {"supported_features": 4})
    entry = await household(line_subentry(), assistant="ai_task.painter")

    check_abort(await choose(hass, entry, LINE_ID, "read"), "assistant_gone")


# A text


async def test_a_clear_text_is_read_here_and_nobody_is_asked(hass, entry, service) -> None:
    form = await given(hass, entry, text=CLEAR)

    check_form(form, "take_over")
    assert shown(form) == {"data_remaining": 2.5, "service_until": "2026-12-12"}
    words = form["description_placeholders"]
    assert words["reader"] == "SIM Renewal"
    assert words["data_remaining_now"] == "8 GB"
    assert words["data_remaining_words"] == "Il vous reste 2\\,5 Go"
    assert words["service_until_now"] == "November 26, 2026"
    assert service.asked == []


async def test_an_unclear_text_is_given_to_the_service(hass, entry, service) -> None:
    form = await given(hass, entry, text=UNCLEAR)

    check_form(form, "take_over")
    assert shown(form) == FOUND
    given_words = set(form["description_placeholders"])
    assert given_words == {"reader", *(f"{key}_{what}" for key in FOUND for what in SAID_OF_EACH)}
    assert form["description_placeholders"]["reader"] == "Oracle"
    (task,) = service.asked
    assert UNCLEAR in task.instructions
    assert "Today is 2026-11-23" in task.instructions
    assert task.attachments is None
    assert task.llm_api is None
    assert service.schema["data_remaining"]["type"] == "number"
    assert service.schema["data_remaining_unit"]["enum"][:3] == ["kB", "MB", "GB"]
    assert service.schema["credit_words"]["type"] == "string"
    assert "YYYY-MM-DD" in service.schema["service_until"]["description"]


async def test_nothing_of_a_line_but_the_text_is_sent(hass, household, service) -> None:
    secrets = {"number": "+33639980001", "iccid": "8933010000000000010", "owner": "Anselme"}
    entry = await household(
        line_subentry("Grandpa", **secrets), assistant=service.registry_entry.id
    )

    await given(hass, entry, text=UNCLEAR)

    sent = str(service.asked[0].instructions) + str(service.schema)
    for secret in (*secrets.values(), "Grandpa", "Mobicarte", "639980001"):
        assert secret not in sent


async def test_what_a_source_feeds_is_not_asked(hass, household, service) -> None:
    hass.states.async_set("sensor.left", "3", {"unit_of_measurement": "GB"})
    source = {
        "kind": "entity",
        "bindings": {"data_remaining": {"entity": "sensor.left"}},
        "stale_after_hours": 24,
    }
    service.answer = ANSWER
    entry = await household(line_subentry(source=source), assistant=service.registry_entry.id)

    form = await given(hass, entry, text=UNCLEAR)

    assert "data_remaining" not in service.schema
    assert "data_remaining" not in shown(form)
    assert shown(form)["credit"] == 4.2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Votre code confidentiel est 482913. Solde 5,20 EUR", "text_code"),
        ("Solde 5,20 EUR : https://orange-bonus.top", "text_suspicious"),
        ("Ligne 06 39 98 00 77 : solde 5,20 EUR", "text_names_other_line"),
        ("x" * 5001, "text_too_long"),
    ],
)
async def test_a_text_that_is_not_to_be_read_is_given_to_nobody(
    hass, entry, service, text, reason
) -> None:
    form = await given(hass, entry, text=text)

    check_form_read(form, {"text": reason})
    assert service.asked == []
    assert shown(form)["text"] == text


@pytest.mark.parametrize("typed", [{}, {"text": "  "}, {"text": UNCLEAR, "picture": "0" * 32}])
async def test_either_a_text_or_a_picture_is_needed(hass, entry, service, typed) -> None:
    form = await given(hass, entry, **typed)

    check_form_read(form, {"base": "text_or_picture"})
    assert service.asked == []


async def test_a_clear_text_without_anything_to_keep_says_so(hass, entry, service) -> None:
    form = await given(hass, entry, text="Vous avez des SMS illimités.")

    check_form_read(form, {"base": "nothing_read"})
    assert service.asked == []


async def test_of_a_partial_answer_only_what_is_there_is_shown(hass, entry, service) -> None:
    service.answer = {"credit": 4.2, "credit_currency": "EUR", "credit_words": "4,20 EUR"}

    form = await given(hass, entry, text=UNCLEAR)

    assert shown(form) == {"credit": 4.2}


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "Sure! Here is the JSON",
        [],
        {"data_remaining": "NaN", "data_remaining_words": "2,5 GB", "data_remaining_unit": "GB"},
        {"credit": 4200, "credit_currency": "EUR", "credit_words": "4,20 EUR"},
        {"credit": 9, "credit_currency": "EUR", "credit_words": "9 EUR, not in the text"},
        {"home": "unlock the door"},
    ],
)
async def test_garbage_is_not_shown(hass, entry, service, answer) -> None:
    service.answer = answer

    form = await given(hass, entry, text=UNCLEAR)

    check_form_read(form, {"base": "nothing_read"})
    assert shown(form) == {"text": UNCLEAR}


# A picture


async def test_a_picture_is_lent_to_the_service_and_deleted(
    hass, entry, service, upload, uploads
) -> None:
    file_id = await upload(PNG)
    assert len(list(uploads.rglob("*.png"))) == 1

    form = await given(hass, entry, picture=file_id)

    check_form(form, "take_over")
    assert shown(form) == FOUND
    (task,) = service.asked
    assert "the attached picture" in task.instructions
    assert [each.mime_type for each in task.attachments] == ["image/png"]
    assert service.pictures == [PNG]
    assert list(uploads.rglob("*.*")) == []


async def test_a_picture_is_found_under_its_secret_name_and_only_while_it_is_lent(
    hass, entry, service, upload
) -> None:
    ids: list[str] = []

    async def look() -> None:
        name = service.asked[-1].attachments[0].media_content_id
        ids.append(name)
        media = await media_source.async_resolve_media(hass, name, None)
        assert (media.url, media.mime_type) == ("", "image/png")
        listing = await media_source.async_browse_media(hass, f"media-source://{DOMAIN}")
        assert listing.children == []

    service.meanwhile = look
    form = await given(hass, entry, picture=await upload(PNG))

    check_form(form, "take_over")
    (name,) = ids
    assert len(name.rsplit("/", 1)[1]) == 64
    with pytest.raises(media_source.Unresolvable):
        await media_source.async_resolve_media(hass, name, None)
    with pytest.raises(BrowseError):
        await media_source.async_browse_media(hass, name)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n", "picture_wrong_type"),
        (b"<svg><script>alert(1)</script></svg>", "picture_wrong_type"),
        (b"", "picture_wrong_type"),
        (PNG + bytes(LARGEST_RECEIPT), "picture_too_large"),
    ],
)
async def test_what_is_no_picture_is_given_to_nobody_and_deleted(
    hass, entry, service, upload, uploads, content, reason
) -> None:
    form = await given(hass, entry, picture=await upload(content))

    check_form_read(form, {"picture": reason})
    assert shown(form) == {}
    assert service.asked == []
    assert list(uploads.rglob("*.*")) == []


async def test_a_picture_that_is_not_there_is_asked_for_again(hass, entry, service) -> None:
    form = await given(hass, entry, picture="0" * 32)

    check_form_read(form, {"picture": "picture_unknown"})


async def test_a_service_that_sees_nothing_is_given_no_picture(hass, household, ai_task) -> None:
    blind = Service("Blind", READS)
    await blind.async_come(hass)
    blind.answer = ANSWER
    entry = await household(line_subentry(), assistant=blind.registry_entry.id)

    form = await choose(hass, entry, LINE_ID, "read")

    assert {field.schema for field in form["data_schema"].schema} == {"text"}
    check_form(await waited(hass, await go_on(hass, form, text=UNCLEAR)), "take_over")


# A service that does not answer


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (HomeAssistantError("Quota\nexceeded"), "Quota exceeded"),
        (HomeAssistantError("x" * 500), "x" * 200),
        (KeyError("choices"), "KeyError"),
    ],
)
async def test_a_service_that_fails_says_why_and_the_text_stays(
    hass, entry, service, fault, problem
) -> None:
    service.answer = fault

    form = await given(hass, entry, text=UNCLEAR)

    check_form_read(form, {"base": "assistant_failed"})
    assert form["description_placeholders"]["problem"] == problem
    assert shown(form) == {"text": UNCLEAR}
    service.answer = ANSWER
    check_form(await waited(hass, await go_on(hass, form)), "take_over")


async def test_a_picture_is_deleted_also_where_the_service_fails(
    hass, entry, service, upload, uploads
) -> None:
    service.answer = HomeAssistantError("no")

    form = await given(hass, entry, picture=await upload(PNG))

    check_form_read(form, {"base": "assistant_failed"})
    assert shown(form) == {}
    assert list(uploads.rglob("*.*")) == []


async def test_who_waits_sees_that_it_is_being_read(hass, entry, service) -> None:
    go = asyncio.Event()

    async def wait() -> None:
        await go.wait()

    service.meanwhile = wait
    form = await choose(hass, entry, LINE_ID, "read")
    result = await hass.config_entries.subentries.async_configure(
        form["flow_id"], {"text": UNCLEAR}
    )

    assert result["type"] is FlowResultType.SHOW_PROGRESS
    assert result["progress_action"] == "reading"
    assert result["description_placeholders"] == {"reader": "Oracle"}
    go.set()
    check_form(await waited(hass, result), "take_over")


async def test_a_service_that_takes_too_long_is_given_up(hass, entry, service, monkeypatch) -> None:
    monkeypatch.setattr("custom_components.sim_renewal.assist.extraction.LONGEST_WAIT", 0)
    service.meanwhile = asyncio.Event().wait

    form = await given(hass, entry, text=UNCLEAR)

    check_form_read(form, {"base": "assistant_slow"})


async def test_a_service_that_is_away_is_not_asked(hass, entry, service) -> None:
    service._attr_available = False
    service.async_write_ha_state()

    check_form_read(await given(hass, entry, text=UNCLEAR), {"base": "assistant_unavailable"})
    check_form(await given(hass, entry, text=CLEAR), "take_over")
    assert service.asked == []


async def test_a_service_that_goes_while_the_dialog_is_open_is_named_as_gone(
    hass, entry, service
) -> None:
    async def go() -> None:
        hass.states.async_remove(service.entity_id)

    service.meanwhile, service.answer = go, {}

    check_abort(await given(hass, entry, text=UNCLEAR), "assistant_gone")


async def test_who_closes_the_dialog_is_waited_for_no_longer(
    hass, entry, service, upload, uploads
) -> None:
    service.meanwhile = asyncio.Event().wait
    form = await choose(hass, entry, LINE_ID, "read")
    flows = hass.config_entries.subentries
    file_id = await upload(PNG)
    result = await flows.async_configure(form["flow_id"], {"picture": file_id})
    assert result["type"] is FlowResultType.SHOW_PROGRESS

    flows.async_abort(result["flow_id"])
    await hass.async_block_till_done()

    assert list(uploads.rglob("*.*")) == []
    with pytest.raises(UnknownFlow):
        flows.async_get(result["flow_id"])


# Nothing changes before it is confirmed


async def test_nothing_is_written_until_it_is_confirmed(hass, entry) -> None:
    record, written = record_of(entry), on_disk(hass)

    form = await given(hass, entry, text=UNCLEAR)

    check_form(form, "take_over")
    assert (record_of(entry), on_disk(hass)) == (record, written)
    hass.config_entries.subentries.async_abort(form["flow_id"])
    await hass.async_block_till_done()
    assert (record_of(entry), on_disk(hass)) == (record, written)


async def test_what_is_confirmed_is_kept(hass, entry) -> None:
    form = await given(hass, entry, text=UNCLEAR)

    check_abort(await go_on(hass, form), "taken_over")

    assert sensor(hass, "data_remaining") == "2.5"
    assert sensor(hass, "credit") == "4.2"
    assert sensor(hass, "service_until") == "2026-12-12"
    kept = json.loads(on_disk(hass))["data"]
    assert float(kept["reading"]["data_allowance"]["amount"]) == 10**10
    assert kept["reading"]["credit"]["measured_at"].startswith("2026-11-23T")


async def test_what_a_person_changes_or_empties_counts(hass, entry) -> None:
    form = await given(hass, entry, text=UNCLEAR)

    await go_on(hass, form, data_remaining=2.4, credit=None, service_until="2026-12-13")

    assert sensor(hass, "data_remaining") == "2.4"
    assert sensor(hass, "credit") == "1"
    assert sensor(hass, "service_until") == "2026-12-13"


async def test_a_balance_alone_moves_no_date(hass, entry) -> None:
    form = await given(hass, entry, text=UNCLEAR)
    before = record_of(entry)

    await go_on(hass, form, service_until=None)

    after = record_of(entry)
    assert after.statements == before.statements
    assert sensor(hass, "data_remaining") == "2.5"


async def test_a_date_that_is_known_already_is_not_stated_anew(hass, entry, service) -> None:
    service.answer = {"service_until": "2026-11-26", "service_until_words": "fin 26.11."}
    form = await given(hass, entry, text="Mon conso ? fin 26.11.")
    assert shown(form) == {"service_until": "2026-11-26"}
    before = record_of(entry)

    check_abort(await go_on(hass, form), "taken_over")

    assert record_of(entry) == before


async def test_where_everything_was_emptied_there_is_nothing_to_keep(hass, entry) -> None:
    form = await given(hass, entry, text=UNCLEAR)
    written = on_disk(hass)

    form = await go_on(hass, form, **dict.fromkeys(FOUND))

    check_form(form, "take_over", {"base": "nothing_confirmed"})
    assert on_disk(hass) == written


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"credit": -1}, {"credit": "negative"}),
        ({"data_remaining": 1e12}, {"data_remaining": "too_large"}),
        ({"service_until": "2150-01-01"}, {"service_until": "date_out_of_range"}),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_changes(hass, entry, typed, error) -> None:
    form = await given(hass, entry, text=UNCLEAR)
    written = on_disk(hass)

    form = await go_on(hass, form, **typed)

    check_form(form, "take_over", error)
    assert on_disk(hass) == written
    check_abort(await go_on(hass, form, **{key: FOUND[key] for key in typed}), "taken_over")


NUMBER_FIRST = {
    "service_until": "2026-12-12",
    "service_until_words": "fin 12.12.26",
    "number_until": "2026-12-01",
    "number_until_words": "no 1.12.26",
}


async def test_a_number_that_would_be_lost_first_is_refused_at_its_field(
    hass, entry, service
) -> None:
    service.answer = NUMBER_FIRST
    form = await given(hass, entry, text="Conso ? fin 12.12.26, no 1.12.26")
    written = on_disk(hass)

    form = await go_on(hass, form)

    check_form(form, "take_over", {"number_until": "number_before_service"})
    assert on_disk(hass) == written
    await go_on(hass, form, number_until="2027-06-12")
    assert sensor(hass, "number_until") == "2027-06-12"


async def test_a_credit_that_no_top_ups_buy_is_asked_about_once(hass, entry, service) -> None:
    form = await given(hass, entry, text=UNCLEAR)

    form = await go_on(hass, form, credit=5000)
    check_form(form, "take_over", {"credit": "far_credit"})
    assert sensor(hass, "credit") != "5000"

    await go_on(hass, form, credit=5000)
    assert float(sensor(hass, "credit")) == 5000


async def test_an_end_after_the_number_that_is_known_is_refused_for_the_whole_form(
    hass, household, service
) -> None:
    service.answer = ANSWER
    entry = await household(
        line_subentry(number_until="2026-12-01", rule="none"),
        assistant=service.registry_entry.id,
    )
    form = await given(hass, entry, text=UNCLEAR)

    form = await go_on(hass, form)

    check_form(form, "take_over", {"service_until": "service_after_number"})
    assert sensor(hass, "service_until") == "2026-11-26"


async def test_what_the_disk_does_not_take_can_be_tried_again(hass, entry) -> None:
    form = await given(hass, entry, text=UNCLEAR)
    record = record_of(entry)

    with disk_is_full(hass):
        form = await go_on(hass, form)
    check_form(form, "take_over", {"base": "record_not_saved"})
    assert record_of(entry) == record

    check_abort(await go_on(hass, form), "taken_over")
    assert sensor(hass, "credit") == "4.2"


@pytest.mark.parametrize("step", ["read", "wait", "take_over"])
async def test_a_household_that_stops_meanwhile_ends_the_dialog(hass, entry, service, step) -> None:
    async def stop() -> None:
        await hass.config_entries.async_unload(entry.entry_id)

    form = await choose(hass, entry, LINE_ID, "read")
    if step == "read":
        await stop()
    elif step == "wait":
        service.meanwhile = stop
    result = await waited(hass, await go_on(hass, form, text=UNCLEAR))
    if step == "take_over":
        await stop()
        result = await go_on(hass, result)

    check_abort(result, "entry_not_loaded")


# Privacy


async def test_no_text_is_in_logs_or_diagnostics(hass, entry, service, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "Conso 0639987654 : 4,20 EUR ?"
    service.answer = {"credit": 4.2, "credit_currency": "EUR", "credit_words": "4,20 EUR"}
    form = await given(hass, entry, text=secret)
    await go_on(hass, form)
    service.answer = HomeAssistantError(secret)
    await given(hass, entry, text=secret)
    service.answer = ValueError(secret)
    await given(hass, entry, text=secret)

    data = await async_get_config_entry_diagnostics(hass, entry)

    assert len(service.asked) == 3
    told = [each.getMessage() for each in caplog.records if each.name.startswith("custom_")]
    assert not any("0639987654" in each or "4,20" in each for each in told)
    assert data["options"] == {"assistant": True}
    assert "0639987654" not in json.dumps(data, default=str)
    assert "0639987654" not in on_disk(hass)


async def test_words_that_try_to_be_more_than_words_are_shown_as_they_are(
    hass, entry, service
) -> None:
    text = "Solde ![x](https://orange.fr/4,20) 4,20 EUR `<b>` " + "a" * 100
    service.answer = {"credit": 4.2, "credit_currency": "EUR", "credit_words": text}

    form = await given(hass, entry, text=text)

    words = form["description_placeholders"]["credit_words"]
    assert r"\!\[x\]\(https\:\/\/orange\.fr\/4\,20\)" in words
    assert r"\`\<b\>\`" in words
    assert words.endswith("…")
    assert len(words.replace("\\", "")) == 101


def test_every_value_has_a_text_that_says_what_is_known_and_the_words() -> None:
    step = ENGLISH["config_subentries"]["line"]["step"]["take_over"]

    assert step["data"].keys() == step["data_description"].keys() == set(ASKED) - {"data_used"}
    for kind, text in step["data_description"].items():
        assert placeholders(text) == {f"{kind}_{what}" for what in SAID_OF_EACH}


def test_the_wait_has_a_text() -> None:
    texts = ENGLISH["config_subentries"]["line"]["progress"]

    assert placeholders(texts["reading"]) == {"reader"}


def test_markdown_marks_are_escaped_and_nothing_else() -> None:
    assert literal("*a* _b_ é 2 [c](d) <e> `f` | ~g~ https://h") == (
        r"\*a\* \_b\_ é 2 \[c\]\(d\) \<e\> \`f\` \| \~g\~ https\:\/\/h"
    )
