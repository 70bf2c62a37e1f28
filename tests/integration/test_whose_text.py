"""Whose a text is: the numbers in it say so, and where they do not, somebody is asked."""

from http import HTTPStatus
import json
from typing import Any

from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.repairs import async_create_fix_flow
from custom_components.sim_renewal.sources.whose_text import MOST_QUESTIONS, asked_texts

from .conftest import LINE_ID, line_subentry

MAMAN_ID = "M" * 26
PAPAS, MAMANS, NOBODYS = "06 39 98 00 01", "06 39 98 00 02", "06 39 98 00 77"
SAID = "il vous reste 0,80 Go jusqu'au 31/12/2026."
EVENT = {"type": "netgear_lte_sms", "text": "message", "sender": "from"}
OTHER_EVENT = {"type": "gateway_sms", "text": "message", "sender": "from"}
SECRET = "s" * 64
URL = f"/api/webhook/{SECRET}"
ISSUE = "text_in_question"


def papa(**changes: Any) -> Any:
    return line_subentry(number="+33639980001", iccid="8933150123456789012", **changes)


def maman(**changes: Any) -> Any:
    return line_subentry("Maman", MAMAN_ID, number="+33639980002", **changes)


def texts(*senders: str, **listen: Any) -> dict[str, Any]:
    """Return a source of texts."""
    source = {"kind": "message", "from": list(senders or ("Orange",)), "listen": listen}
    return json.loads(json.dumps(source))


def shown(hass, line: str = "papa") -> tuple[str, str]:
    """Return the data that is left, and until when service goes on."""
    keys = ("data_remaining", "service_until")
    return tuple(hass.states.get(f"sensor.{line}_{key}").state for key in keys)


NOTHING = ("unknown", "2026-11-26")
ALL = ("0.80", "2026-12-31")


async def hear(hass, text: str, event: str = "netgear_lte_sms", sender: str = "Orange") -> None:
    hass.bus.async_fire(event, {"from": sender, "message": text})
    await hass.async_block_till_done()


def issue_of(hass) -> Any:
    return ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)


async def question(hass) -> Any:
    """Open the repair."""
    await async_setup_component(hass, "repairs", {})
    flow = await async_create_fix_flow(hass, ISSUE, issue_of(hass).data)
    flow.hass = hass
    flow.flow_id, flow.handler, flow.context = "flow", DOMAIN, {}
    return flow


# The action


@pytest.mark.parametrize(
    "named",
    [MAMANS, "+33 6 39 98 00 02", "0033639980002", "06.39.98.00.02", "Ligne **0002"],
)
@pytest.mark.parametrize("dry_run", [True, False])
async def test_a_text_of_another_line_is_not_applied_to_the_chosen_one(
    hass, household, act, named, dry_run
) -> None:
    await household(papa(), maman())

    with pytest.raises(ServiceValidationError) as refused:
        await act("import_message", text=f"{named} : {SAID}", dry_run=dry_run)

    assert refused.value.translation_key == "text_names_other_line"
    assert refused.value.translation_placeholders == {"field": "target", "lines": "Maman"}
    assert shown(hass) == shown(hass, "maman") == NOTHING


async def test_a_text_of_nobodys_number_is_refused(hass, household, act) -> None:
    await household(papa(), maman())

    for choice in ({}, {"line_id": MAMAN_ID}):
        with pytest.raises(ServiceValidationError) as refused:
            await act("import_message", text=f"Ligne {NOBODYS} : {SAID}", **choice)
        assert refused.value.translation_key == "text_names_stranger"
    with pytest.raises(ServiceValidationError) as refused:
        await hass.services.async_call(
            DOMAIN,
            "import_message",
            {"text": f"Orange : ligne {NOBODYS} : {SAID}"},
            blocking=True,
            return_response=True,
        )
    assert refused.value.translation_key == "text_names_stranger"
    assert shown(hass) == shown(hass, "maman") == NOTHING


@pytest.mark.parametrize(
    "text", [SAID, f"{PAPAS} : {SAID}", f"{SAID} ICCID 8933150123456789012", f"{SAID} Tel 3900"]
)
async def test_a_text_of_the_chosen_line_is_applied(hass, household, act, text) -> None:
    await household(papa(), maman())

    assert (await act("import_message", text=text))["applied"] == 2
    assert shown(hass) == ALL


async def test_a_line_without_a_number_may_have_any(hass, household, act) -> None:
    await household(line_subentry(number=None), maman())

    assert (await act("import_message", text=f"Ligne {NOBODYS} : {SAID}"))["applied"] == 2


# Listeners


async def test_a_text_goes_to_the_line_that_it_names(hass, household) -> None:
    await household(
        papa(source=texts(event=EVENT)), maman(source=texts(event=OTHER_EVENT), carrier="Orange")
    )

    await hear(hass, f"{MAMANS} : {SAID}")

    assert (shown(hass), shown(hass, "maman")) == (NOTHING, ALL)
    assert issue_of(hass) is None


async def test_of_two_that_hear_it_the_one_that_is_named_takes_it(hass, household) -> None:
    await household(papa(source=texts(event=EVENT)), maman(source=texts(event=EVENT)))

    await hear(hass, f"{MAMANS} : {SAID}")

    assert (shown(hass), shown(hass, "maman")) == (NOTHING, ALL)
    assert issue_of(hass) is None


@pytest.mark.parametrize(
    ("source", "text", "why", "proposed"),
    [
        (None, f"{MAMANS} : {SAID}", "other_line", MAMAN_ID),
        (texts("SFR", event=EVENT), f"{MAMANS} : {SAID}", "other_line", MAMAN_ID),
        (None, f"Ligne {NOBODYS} : {SAID}", "stranger", None),
        (None, f"{PAPAS} et {MAMANS} : {SAID}", "several_lines", None),
        (texts(event=EVENT), SAID, "shared_sender", None),
        (None, "Votre crédit est de 900,00 EUR.", "far", LINE_ID),
    ],
)
async def test_where_nobody_can_know_somebody_is_asked(
    hass, household, source, text, why, proposed
) -> None:
    await household(papa(source=texts(event=EVENT)), maman(source=source))

    await hear(hass, text)

    assert shown(hass) == shown(hass, "maman") == NOTHING
    [asked] = asked_texts(hass)
    assert asked.why == why
    flow = await question(hass)
    form = await flow.async_step_init()
    [marker] = form["data_schema"].schema
    assert (marker.description or {}).get("suggested_value") == proposed
    assert form["description_placeholders"]["why"]
    assert "Orange" in form["description_placeholders"]["sender"]
    line_id = proposed or MAMAN_ID
    done = await flow.async_step_text({"line": line_id})
    assert done["type"] == "create_entry"
    name = "papa" if line_id == LINE_ID else "maman"
    credit = hass.states.get(f"sensor.{name}_credit")
    assert shown(hass, name) == ALL or credit.state == "900.00"
    assert issue_of(hass) is None
    assert text not in json.dumps(dict(ir.async_get(hass).issues), default=repr)


async def test_a_number_that_is_lost_already_is_believed_only_by_a_person(hass, household) -> None:
    await household(papa(source=texts(event=EVENT), service_until="2027-01-05"))

    await hear(hass, "Votre numéro a été désactivé le 18/11/2026.")

    assert hass.states.get("sensor.papa_status").state == "active"
    [asked] = asked_texts(hass)
    assert asked.why == "gone"
    flow = await question(hass)
    form = await flow.async_step_init()
    [marker] = form["data_schema"].schema
    assert marker.description["suggested_value"] == LINE_ID
    assert "lost already" in form["description_placeholders"]["why"]
    await flow.async_step_text({"line": LINE_ID})
    await hass.async_block_till_done()
    assert hass.states.get("sensor.papa_status").state == "lost"
    assert hass.states.get("sensor.papa_number_until").state == "2026-11-18"
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-18"
    assert issue_of(hass) is None


async def test_texts_that_wait_are_asked_about_one_by_one(hass, household) -> None:
    entry = await household(papa(source=texts(event=EVENT)), maman(source=texts(event=EVENT)))
    for count in range(MOST_QUESTIONS + 2):
        await hear(hass, f"il vous reste {count + 1} Go.")
    await hear(hass, f"il vous reste {count + 1} Go.")
    assert len(asked_texts(hass)) == MOST_QUESTIONS

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    flow = await question(hass)
    first = await flow.async_step_init()
    assert "3 Go" in first["description_placeholders"]["text"]
    second = await flow.async_step_text({})
    assert "4 Go" in second["description_placeholders"]["text"]
    third = await flow.async_step_text({"line": LINE_ID})
    assert "5 Go" in third["description_placeholders"]["text"]
    assert (shown(hass)[0], shown(hass, "maman")[0]) == ("4", "unknown")
    assert issue_of(hass) is not None
    for _ in range(MOST_QUESTIONS - 2):
        third = await flow.async_step_text({})
    assert third["type"] == "create_entry"
    assert issue_of(hass) is None


async def test_a_question_waits_while_the_household_does_not_run(
    hass, household, full_disk
) -> None:
    fill, empty = full_disk
    entry = await household(papa(source=texts(event=EVENT)), maman(source=texts(event=EVENT)))
    await hear(hass, SAID)
    flow = await question(hass)
    await flow.async_step_init()

    fill()
    assert (await flow.async_step_text({"line": LINE_ID}))["reason"] == "text_not_kept"
    empty()
    await hass.config_entries.async_unload(entry.entry_id)
    assert issue_of(hass) is None
    assert (await flow.async_step_init())["reason"] == "entry_not_loaded"
    assert (await flow.async_step_text({}))["reason"] == "entry_not_loaded"
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert issue_of(hass) is not None
    assert shown(hass) == NOTHING


async def test_a_question_about_deleted_lines_is_forgotten(hass, household) -> None:
    entry = await household(papa(source=texts(event=EVENT)), maman(source=texts(event=EVENT)))
    await hear(hass, SAID)

    for line_id in (LINE_ID, MAMAN_ID):
        hass.config_entries.async_remove_subentry(entry, line_id)
        await hass.async_block_till_done()

    assert issue_of(hass) is None
    assert asked_texts(hass) == ()


@pytest.mark.parametrize(
    "text", [f"{MAMANS} : bonjour", f"Ligne {NOBODYS} : votre code est 482910", "Bonjour"]
)
async def test_about_a_text_that_says_nothing_nobody_is_asked(hass, household, text) -> None:
    await household(papa(source=texts(event=EVENT)), maman(source=None))

    await hear(hass, text)

    assert issue_of(hass) is None
    assert shown(hass) == NOTHING


async def test_lines_that_hear_other_ways_or_senders_share_nothing(hass, household) -> None:
    await household(
        papa(source=texts(event=EVENT)),
        maman(source=texts(event=OTHER_EVENT, webhook={"id": SECRET, "local_only": True})),
        line_subentry("Lin", "N" * 26, source=texts("SFR", event=EVENT)),
    )

    await hear(hass, SAID)

    assert (shown(hass), shown(hass, "maman"), shown(hass, "lin")) == (ALL, NOTHING, NOTHING)
    assert issue_of(hass) is None


async def test_an_address_of_a_line_is_that_lines_unless_the_text_names_another(
    hass, household, hass_client_no_auth
) -> None:
    await household(
        papa(source=texts(event=EVENT, webhook={"id": SECRET, "local_only": True})),
        maman(source=texts(event=EVENT)),
    )
    client = await hass_client_no_auth()

    async def post(text: str) -> Any:
        response = await client.post(URL, json={"text": text, "sender": "Orange"})
        assert response.status == HTTPStatus.OK
        return await response.json()

    assert await post(f"Ligne {NOBODYS} : {SAID}") == {"applied": 0, "asked": "stranger"}
    assert (await post(f"{MAMANS} : {SAID}"))["applied"] == 2
    assert (shown(hass), shown(hass, "maman")) == (NOTHING, ALL)
    assert (await post(SAID))["applied"] == 2
    assert shown(hass) == ALL
