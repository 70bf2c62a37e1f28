"""What the event entity of a line and the actions say is what their tables say."""

from typing import Any, NotRequired, get_origin, get_type_hints

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.model import Verdict
from custom_components.sim_renewal.core.reminders import Happening
from custom_components.sim_renewal.entity import LineFacts
from custom_components.sim_renewal.household.event_details import DETAILS
from scripts.automations_tables import ANSWERS

from .conftest import LINE_ID, device_of, line_subentry, recipient_subentry

OTHER = "M" * 26
REMINDER = "event.papa_reminder"
OF_THE_ENTITY = {"event_type", "event_types", "friendly_name"}

EVENTS: dict[Happening, tuple[dict[str, Any], tuple[tuple[str, Any], ...]]] = {
    Happening.RENEWAL_DUE: ({}, ()),
    Happening.EXPIRES_TODAY: ({}, (("move", "2026-11-26"),)),
    Happening.EXPIRED: ({}, (("move", "2026-11-27"),)),
    Happening.GRACE_ENDING: (
        {"service_until": "2026-11-20", "number_until": "2026-11-30"},
        (("move", "2026-11-27"),),
    ),
    Happening.NUMBER_LOST: (
        {"service_until": "2026-11-20", "number_until": "2026-11-24"},
        (("move", "2026-11-25"),),
    ),
    Happening.DATA_LOW: ({"data_remaining": 20.0}, (("update_balance", {"data": 0.1}),)),
    Happening.DATA_RUNS_OUT_EARLY: (
        {"service_until": "2026-12-20", "term": 10},
        (
            *(
                step
                for day in range(23, 30)
                for step in (
                    ("move", f"2026-11-{day}"),
                    ("update_balance", {"data": 20 - 2 * (day - 23), "allowance": 40}),
                )
            ),
        ),
    ),
    Happening.PROMOTION_ENDS: (
        {"service_until": "2027-03-01", "promotion": "double", "promotion_until": "2026-11-25"},
        (("move", "2026-11-25"),),
    ),
    Happening.RENEWED: ({}, (("record_renewal", {}),)),
    Happening.RENEWAL_UNDONE: ({}, (("record_renewal", {}), ("undo_renewal", {}))),
    Happening.RENEWAL_UNVERIFIED: ({}, (("record_renewal", {}), ("move", "2026-11-26"))),
}
"""What a line has to go through so that it says so; a silent source is tested with sources."""


def keys_of(shape: type) -> set[str]:
    """Return what is always said of a shape."""
    hints = get_type_hints(shape, include_extras=True)
    return {name for name, hint in hints.items() if get_origin(hint) is not NotRequired}


@pytest.fixture
def said(hass: HomeAssistant) -> dict[str, dict[str, Any]]:
    """Return the attributes of the last event of each type."""
    events: dict[str, dict[str, Any]] = {}

    def note(event: Any) -> None:
        state = event.data["new_state"]
        if event.data["entity_id"] == REMINDER and state and "event_type" in state.attributes:
            events[state.attributes["event_type"]] = dict(state.attributes)

    hass.bus.async_listen("state_changed", note)
    return events


@pytest.mark.parametrize("happening", EVENTS)
async def test_an_event_says_what_the_table_says(
    hass, household, act, move_to, said, happening
) -> None:
    line, steps = EVENTS[happening]
    await household(line_subentry(**line))
    for what, how in steps:
        if what == "move":
            await move_to(f"{how}T10:00:00+01:00")
        else:
            await act(what, **how)

    assert set(said[happening]) - OF_THE_ENTITY == keys_of(LineFacts) | keys_of(DETAILS[happening])


@pytest.fixture
def told(hass: HomeAssistant) -> list[tuple[str, str, str | None]]:
    """Return which line told what of its renewals, and until when it runs then."""
    events: list[tuple[str, str, str | None]] = []

    def note(event: Any) -> None:
        state = event.data["new_state"]
        said = state.attributes if state and state.domain == "event" else {}
        if said.get("event_type") in {Happening.RENEWED, Happening.RENEWAL_UNDONE}:
            name = event.data["entity_id"].removeprefix("event.").removesuffix("_reminder")
            events.append((name, said["event_type"], said["service_until"]))

    hass.bus.async_listen("state_changed", note)
    return events


async def test_a_renewal_that_moves_is_told_of_both_lines(hass, household, act, told) -> None:
    other = line_subentry("Mama", OTHER, number=None, iccid=None)
    await household(line_subentry(), other)
    recorded = await act("record_renewal")
    told.clear()

    await act("edit_renewal", renewal_id=recorded["renewal_id"], move_to=device_of(hass, OTHER))

    assert told == [
        ("papa", "renewal_undone", "2026-11-26"),
        ("mama", "renewed", "2026-12-26"),
    ]


async def test_a_move_that_the_disk_refuses_is_not_told(household, act, told, full_disk) -> None:
    entry = await household(line_subentry(), line_subentry("Mama", OTHER, number=None, iccid=None))
    lines = entry.runtime_data.lines
    await act("record_renewal")
    (renewal,) = lines[LINE_ID].record.renewals
    told.clear()
    full_disk[0]()

    with pytest.raises(HomeAssistantError):
        await entry.runtime_data.async_move_renewal(lines[LINE_ID], lines[OTHER], renewal)

    assert told == []
    full_disk[1]()


@pytest.mark.parametrize("door", ["decide", "edit"])
async def test_what_did_not_go_through_is_told_as_taken_back_and_its_undo_as_renewed(
    household, act, told, door
) -> None:
    entry = await household(line_subentry())
    line = entry.runtime_data.lines[LINE_ID]
    renewal_id = (await act("record_renewal"))["renewal_id"]
    told.clear()

    for verdict in (Verdict.MISSING, Verdict.MISSING, Verdict.LANDED, Verdict.WRONG_CHARGE):
        if door == "decide":
            await line.async_decide(renewal_id, verdict)
        else:
            await act("edit_renewal", renewal_id=renewal_id, verdict=verdict)

    assert told == [
        ("papa", "renewal_undone", "2026-11-26"),
        ("papa", "renewed", "2026-12-26"),
    ]
    await line.async_decide("none", Verdict.MISSING)
    await line.async_decide(renewal_id, Verdict.MISSING)
    told.clear()
    await act("undo_renewal", renewal_id=renewal_id)
    await act("restore_renewal", renewal_id=renewal_id)
    assert told == []  # it did not count before either


@pytest.mark.parametrize("how", ["move", "edit"])
async def test_where_a_renewal_counts_no_more_the_reminder_comes_again(
    hass, household, act, phone, how
) -> None:
    other = line_subentry("Mama", OTHER, number=None, iccid=None, service_until="2027-06-01")
    await household(line_subentry(), other, recipient_subentry())
    renewal_id = (await act("record_renewal"))["renewal_id"]
    await hass.async_block_till_done()
    phone.clear()

    changes = {"move_to": device_of(hass, OTHER)} if how == "move" else {"verdict": "missing"}
    await act("edit_renewal", renewal_id=renewal_id, **changes)
    await hass.async_block_till_done()

    assert [each.data["title"] for each in phone] == ["Papa: 3 days left"]


async def test_an_event_that_is_told_again_says_so(hass, household, act, said) -> None:
    await household(line_subentry())
    assert "reminder" not in said[Happening.RENEWAL_DUE]

    await act("check_lines", raise_events=True)

    assert said[Happening.RENEWAL_DUE]["reminder"] is True


async def test_an_event_says_whose_line_it_is_and_nothing_private(hass, household, said) -> None:
    hass.states.async_set("person.paul", "home", {"friendly_name": "Paul"})
    await household(line_subentry(owner="paul"))

    event = said[Happening.RENEWAL_DUE]
    assert (event["carrier"], event["person"]) == ("Orange", "person.paul")
    assert event["device_id"] == device_of(hass, LINE_ID)
    assert event["entities"]["sensor"]["status"] == "sensor.papa_status"
    assert event["entities"]["event"] == {"reminder": REMINDER}
    for private in ("39980001", "893301", "Paul'", "'paul'"):
        assert private not in str({**event, "person": None})


@pytest.mark.parametrize("owner", [None, "", "Somebody else"])
async def test_who_is_no_person_of_home_assistant_is_not_named(
    hass, household, said, owner
) -> None:
    hass.states.async_set("person.paul", "home", {"friendly_name": "Paul"})
    await household(line_subentry(owner=owner))

    assert said[Happening.RENEWAL_DUE]["person"] is None
    assert "Somebody" not in str(said)


async def test_the_entities_of_a_line_are_those_that_are_there_under_the_names_they_have(
    hass, household, act
) -> None:
    await household(line_subentry())
    registry = er.async_get(hass)
    registry.async_update_entity("sensor.papa_status", new_entity_id="sensor.where_papa_stands")
    registry.async_update_entity(
        "button.papa_remind_tomorrow", disabled_by=er.RegistryEntryDisabler.USER
    )
    registry.async_get_or_create(
        "sensor", "template", "x", device_id=device_of(hass, LINE_ID), original_name="Mine"
    )

    (line,) = (await act("get_lines"))["lines"]

    assert line["entities"]["sensor"]["status"] == "sensor.where_papa_stands"
    assert line["entities"]["button"] == {
        "mark_renewed": "button.papa_mark_renewed",
        "end_snooze": "button.papa_remind_again",
    }
    assert "x" not in line["entities"]["sensor"]


async def test_every_answer_has_the_fields_of_its_table(hass, household, act) -> None:
    await household(line_subentry(), recipient_subentry("Anna", "notify.anna"))
    checked = await act("check_lines")
    answers = {
        "get_lines": (await act("get_lines"))["lines"][0],
        "record_renewal": await act("record_renewal", amount=10),
        "get_renewals": (await act("get_renewals"))["renewals"][0],
        "check_lines due": checked["due"][0],
        "check_lines recipients": checked["recipients"][0],
    }

    assert {name: set(answer) for name, answer in answers.items()} == {
        name: keys_of(shape) for name, shape in ANSWERS.items()
    }


async def test_an_item_of_the_list_is_named_alike_in_every_language(hass, household, act) -> None:
    await household(line_subentry(), recipient_subentry("Anna", "notify.anna"))
    (line,) = (await act("get_lines"))["lines"]
    assert line["todo_item"] == (await act("check_lines"))["due"][0]["todo_item"]

    await hass.config.async_update(language="zh-Hans")
    await hass.async_block_till_done()
    answer = await hass.services.async_call(
        "todo",
        "get_items",
        target={"entity_id": "todo.sim_renewal_renewals_due"},
        blocking=True,
        return_response=True,
    )
    ((item,),) = (each["items"] for each in answer.values())
    assert item["uid"] == line["todo_item"]
    assert not item["summary"].startswith("Renew")

    await act("record_renewal")
    assert (await act("get_lines"))["lines"][0]["todo_item"] is None


async def test_the_answers_of_one_line_do_not_depend_on_others(hass, household) -> None:
    await household(line_subentry(), line_subentry("Mama", "M" * 26, number=None, iccid=None))

    answer = await hass.services.async_call(
        DOMAIN, "get_lines", {}, blocking=True, return_response=True
    )

    assert [line["device_id"] for line in answer["lines"]] == [
        device_of(hass, LINE_ID),
        device_of(hass, "M" * 26),
    ]
