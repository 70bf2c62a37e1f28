"""Which lines an action is about: however they are chosen, and whoever asks."""

from typing import Any

from homeassistant.auth.models import Group
from homeassistant.auth.permissions import PolicyPermissions
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized, UnknownUser
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.storage.records import RecordTrouble

from .conftest import LINE_ID, device_of, file_of, line_subentry

MAMA_ID = "M" * 26
PAPA, MAMA = "event.papa_reminder", "event.mama_reminder"


@pytest.fixture
async def home(hass: HomeAssistant, household) -> dict[str, str]:
    """Have Papa's line in the study upstairs, Mama's in the cellar, and a label on both."""
    await household(line_subentry(), line_subentry("Mama", MAMA_ID, number=None, iccid=None))
    floor = fr.async_get(hass).async_create("Upstairs").floor_id
    study = ar.async_get(hass).async_create("Study", floor_id=floor).id
    cellar = ar.async_get(hass).async_create("Cellar").id
    ar.async_get(hass).async_create("Garden")
    label = lr.async_get(hass).async_create("Family").label_id
    lr.async_get(hass).async_create("Nobody")
    for line_id, area in ((LINE_ID, study), (MAMA_ID, cellar)):
        device_id = device_of(hass, line_id)
        dr.async_get(hass).async_update_device(device_id, area_id=area, labels={label})
    return {"papa": device_of(hass, LINE_ID), "mama": device_of(hass, MAMA_ID)}


async def ask(
    hass: HomeAssistant, action: str, target: Any = None, user: str | None = None, **data: Any
) -> Any:
    """Call an action with a target, as an automation, a script or the frontend does."""
    return await hass.services.async_call(
        DOMAIN,
        action,
        data,
        target=target,
        blocking=True,
        return_response=True,
        context=Context(user_id=user),
    )


async def names(hass: HomeAssistant, target: Any = None, **asked: Any) -> list[str]:
    return [line["name"] for line in (await ask(hass, "get_lines", target, **asked))["lines"]]


async def refused(awaitable: Any) -> tuple[str, str]:
    with pytest.raises(ServiceValidationError) as refusal:
        await awaitable
    assert not str(refusal.value).startswith("Unknown")
    return refusal.value.translation_key, refusal.value.translation_placeholders["field"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (None, ["Papa", "Mama"]),
        ({"entity_id": "all"}, ["Papa", "Mama"]),
        ({"entity_id": PAPA}, ["Papa"]),
        ({"entity_id": "sensor.mama_status"}, ["Mama"]),
        ({"entity_id": f"{MAMA}, {PAPA}"}, ["Papa", "Mama"]),
        ({"entity_id": [PAPA, "sensor.papa_status", "button.papa_mark_renewed"]}, ["Papa"]),
        ({"entity_id": "group.sims"}, ["Papa", "Mama"]),
        ({"area_id": "study"}, ["Papa"]),
        ({"area_id": ["garden", "cellar"]}, ["Mama"]),
        ({"floor_id": "upstairs"}, ["Papa"]),
        ({"label_id": "family"}, ["Papa", "Mama"]),
        ({"area_id": "study", "entity_id": [MAMA]}, ["Papa", "Mama"]),
    ],
)
async def test_lines_are_chosen_by_whatever_home_assistant_has(
    hass, home, target, expected
) -> None:
    assert await async_setup_component(
        hass, "group", {"group": {"sims": {"entities": [MAMA, "sensor.papa_status"]}}}
    )

    assert await names(hass, target) == expected


async def test_a_device_counts_in_the_target_and_beside_it(hass, home) -> None:
    assert await names(hass, {"device_id": home["papa"]}) == ["Papa"]
    assert await names(hass, {"device_id": [home["mama"], home["papa"]]}) == ["Mama", "Papa"]
    assert await names(hass, device_id=home["mama"]) == ["Mama"]
    assert await names(hass, {"entity_id": PAPA}, device_id=home["mama"]) == ["Mama", "Papa"]


async def test_a_label_on_one_entity_is_one_on_its_line(hass, home) -> None:
    label = lr.async_get(hass).async_create("Travel").label_id
    er.async_get(hass).async_update_entity("sensor.mama_status", labels={label})

    assert await names(hass, {"label_id": label}) == ["Mama"]


@pytest.mark.parametrize(
    ("target", "reason", "field"),
    [
        ({"entity_id": "event.nobody_reminder"}, "not_of_a_line", "entity_id"),
        ({"entity_id": [PAPA, "light.hall"]}, "not_of_a_line", "entity_id"),
        ({"entity_id": "todo.sim_renewal_renewals_due"}, "not_of_a_line", "entity_id"),
        ({"entity_id": "Papa"}, "not_of_a_line", "entity_id"),
        ({"entity_id": []}, "no_line_chosen", "entity_id"),
        ({"entity_id": ""}, "no_line_chosen", "entity_id"),
        ({"entity_id": "none"}, "no_line_chosen", "entity_id"),
        ({"device_id": "gone"}, "not_a_line", "device_id"),
        ({"device_id": []}, "no_line_chosen", "device_id"),
        ({"area_id": "attic"}, "unknown_place", "area_id"),
        ({"area_id": "garden"}, "no_line_chosen", "area_id"),
        ({"floor_id": "roof"}, "unknown_place", "floor_id"),
        ({"label_id": ["family", "gone"]}, "unknown_place", "label_id"),
        ({"label_id": "nobody"}, "no_line_chosen", "label_id"),
    ],
)
@pytest.mark.parametrize("action", ["get_lines", "snooze", "record_activity"])
async def test_what_is_no_line_is_refused_by_its_field(
    hass, home, action, target, reason, field
) -> None:
    data = {"snooze": {"days": 1}, "record_activity": {"kind": "call"}}.get(action, {})
    kept = file_of(hass).read_bytes()

    assert await refused(ask(hass, action, target, **data)) == (reason, field)
    assert file_of(hass).read_bytes() == kept


ONE_LINE = {
    "record_renewal": {},
    "edit_renewal": {"renewal_id": "x"},
    "undo_renewal": {},
    "restore_renewal": {"renewal_id": "x"},
    "record_activity": {"kind": "call"},
    "update_balance": {"credit": 5},
    "set_validity": {"service_until": "2027-01-01"},
    "skip_reminder": {},
    "import_message": {"text": "Votre credit est de 10 EUR"},
}


@pytest.mark.parametrize(("action", "data"), ONE_LINE.items())
async def test_an_action_on_one_line_refuses_several(hass, home, action, data) -> None:
    kept = [file_of(hass, each).read_bytes() for each in (LINE_ID, MAMA_ID)]

    for target, field in (
        ({"label_id": "family"}, "label_id"),
        ({"entity_id": "all"}, "entity_id"),
        ({"device_id": list(home.values())}, "device_id"),
    ):
        found = await refused(ask(hass, action, target, **data))
        assert found == ("one_line_alone", field)
    assert [file_of(hass, each).read_bytes() for each in (LINE_ID, MAMA_ID)] == kept


@pytest.mark.parametrize("action", [*ONE_LINE, "snooze"])
async def test_a_change_is_never_one_of_all_lines(hass, home, action) -> None:
    if action == "import_message":
        pytest.skip("it finds its line in the text")

    data = ONE_LINE.get(action, {"days": 1})
    assert await refused(ask(hass, action, **data)) == ("line_needed", "target")


async def test_a_renewal_moves_to_no_device_that_is_not_a_line(hass, home) -> None:
    done = await ask(hass, "record_renewal", {"entity_id": PAPA})
    moving = {"renewal_id": done["renewal_id"]}

    asked = ask(hass, "edit_renewal", {"entity_id": PAPA}, move_to="gone", **moving)
    assert await refused(asked) == ("not_a_line", "move_to")
    moved = await ask(hass, "edit_renewal", {"entity_id": PAPA}, move_to=home["mama"], **moving)
    assert moved["renewal_id"] == done["renewal_id"]
    (renewal,) = (await ask(hass, "get_renewals", {"entity_id": MAMA}))["renewals"]
    assert renewal["renewal_id"] == done["renewal_id"]


async def test_a_line_that_cannot_be_read_is_left_out_of_a_place_but_not_of_its_name(
    hass, home
) -> None:
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    mamas = entry.runtime_data.lines[MAMA_ID]
    mamas.trouble, mamas.last_update_success = RecordTrouble.DAMAGED, False

    assert await names(hass, {"label_id": "family"}) == ["Papa"]
    assert await names(hass) == ["Papa"]
    for target in ({"entity_id": MAMA}, {"device_id": home["mama"]}, {"area_id": "cellar"}):
        with pytest.raises(Exception, match="Mama cannot be read"):
            await ask(hass, "snooze", target, days=1)


def user_who_may(hass: HomeAssistant, policy: dict[str, Any]) -> str:
    user = MockUser(groups=[Group(name="Family", policy={"entities": policy})])
    user.add_to_hass(hass)
    user.permissions = PolicyPermissions({"entities": policy}, None)
    return user.id


async def test_who_may_only_read_changes_nothing(hass, home) -> None:
    guest = user_who_may(hass, {"all": {"read": True}})
    done = await ask(hass, "record_renewal", {"entity_id": PAPA})
    await hass.async_block_till_done()
    kept = [file_of(hass, each).read_bytes() for each in (LINE_ID, MAMA_ID)]

    assert await names(hass, user=guest) == ["Papa", "Mama"]
    changes = ONE_LINE | {
        "edit_renewal": {"renewal_id": done["renewal_id"], "amount": 5},
        "snooze": {"days": 1},
        "check_lines": {"raise_events": True},
        "send_reminder": {"recipient": "Home"},
    }
    for action, data in changes.items():
        with pytest.raises(Unauthorized):
            await ask(hass, action, {"entity_id": PAPA}, guest, **data)
    with pytest.raises(Unauthorized):
        await ask(hass, "import_message", None, guest, text="06 39 98 00 01: 10 EUR de credit")
    assert [file_of(hass, each).read_bytes() for each in (LINE_ID, MAMA_ID)] == kept


async def test_who_may_use_one_line_uses_that_one(hass, home) -> None:
    child = user_who_may(hass, {"entity_ids": {"button.mama_mark_renewed": True}})

    assert await names(hass, user=child) == ["Mama"]
    await ask(hass, "record_renewal", {"entity_id": MAMA}, child)
    with pytest.raises(Unauthorized):
        await ask(hass, "get_lines", {"label_id": "family"}, child)
    with pytest.raises(Unauthorized):
        await ask(hass, "record_renewal", {"entity_id": PAPA}, child)
    with pytest.raises(UnknownUser):
        await ask(hass, "record_renewal", {"entity_id": MAMA}, "nobody")
