"""The list of renewals due: ticks that renew and undo, and people's own items beside them."""

import asyncio
import json
from pathlib import Path
from typing import Any

from homeassistant.components.todo import DOMAIN as TODO
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE_ID, line_subentry
from .test_store import FAULTS, Fault, put

LIST_ID = "todo.sim_renewal_renewals_due"
OTHER_ID = "M" * 26
BOTH = ("needs_action", "completed")


def maman(**changes: Any) -> Any:
    return line_subentry("Maman", OTHER_ID, **({"number": None, "iccid": None} | changes))


class Todo:
    """The list, through the actions that people and automations use."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass

    async def call(self, action: str, context: Context | None = None, **data: Any) -> Any:
        return await self._hass.services.async_call(
            TODO,
            action,
            {"entity_id": LIST_ID, **data},
            blocking=True,
            context=context,
            return_response=action == "get_items",
        )

    async def items(self, *status: str) -> list[dict[str, Any]]:
        answer = await self.call("get_items", status=list(status or BOTH))
        return answer[LIST_ID]["items"]

    async def summaries(self) -> list[tuple[str, str]]:
        return [(each["summary"], each["status"]) for each in await self.items()]

    async def tick(self, item: str, context: Context | None = None) -> None:
        await self.call("update_item", context, item=item, status="completed")
        await self._hass.async_block_till_done()

    async def untick(self, item: str) -> None:
        await self.call("update_item", item=item, status="needs_action")


@pytest.fixture
def todo(hass: HomeAssistant) -> Todo:
    return Todo(hass)


def service_until(hass: HomeAssistant, name: str = "papa") -> str:
    return hass.states.get(f"sensor.{name}_service_until").state


async def renewals(hass: HomeAssistant) -> list[dict[str, Any]]:
    answer = await hass.services.async_call(
        DOMAIN, "get_renewals", {}, blocking=True, return_response=True
    )
    return answer["renewals"]


# What is due


async def test_a_line_that_is_due_is_an_item_with_its_last_day(hass, household, todo) -> None:
    await household(
        line_subentry(channels=[{"kind": "code", "code": "#123#", "instruction": "Choose 1"}]),
        maman(service_until="2027-06-01"),
    )

    assert await todo.items() == [
        {
            "uid": f"{LINE_ID}_first",
            "summary": "Renew Papa",
            "status": "needs_action",
            "due": "2026-11-26",
            "description": (
                "Renew by November 26, 2026, the last day of service.\n"
                "Offer: Mobicarte.\n"
                "Usual price: €10.00.\n"
                "USSD or SMS code: Choose 1 · #123#"
            ),
        }
    ]
    assert hass.states.get(LIST_ID).state == "1"


async def test_lines_become_due_with_the_days_and_the_first_to_end_is_first(
    hass, household, todo, move_to
) -> None:
    await household(
        line_subentry(service_until="2026-12-10", grace=6), maman(service_until="2026-12-08")
    )
    assert hass.states.get(LIST_ID).state == "0"

    await move_to("2026-11-24T00:00:00+01:00")
    assert [each["summary"] for each in await todo.items()] == ["Renew Maman"]
    await move_to("2026-11-26T00:00:00+01:00")
    assert [each["summary"] for each in await todo.items()] == ["Renew Maman", "Renew Papa"]
    await move_to("2026-12-11T00:00:00+01:00")
    due = [(each["summary"], each["due"]) for each in await todo.items()]
    assert due == [("Renew Maman", "2026-12-08"), ("Renew Papa", "2027-06-10")]
    assert hass.states.get(LIST_ID).state == "2"


@pytest.mark.parametrize(
    ("service_until", "due", "words"),
    [
        (
            "2026-11-20",
            "2026-11-20",
            "No service since November 21, 2026. Renew to use it again.",
        ),
        (None, None, "Service has ended. Renew now."),
    ],
)
async def test_service_that_has_ended_wants_a_renewal_now(
    hass, household, todo, service_until, due, words
) -> None:
    hass.states.async_set("sensor.carrier", "expired")
    source = {"kind": "entity", "bindings": {"status": {"entity": "sensor.carrier"}}}
    await household(line_subentry(service_until=service_until, source=source))

    (item,) = await todo.items()
    assert item["summary"] == "Renew Papa"
    assert item.get("due") == due
    assert item["description"].startswith(f"{words}\nOffer: Mobicarte.\n")


@pytest.mark.parametrize(
    "changes",
    [
        {"standing": "suspended"},
        {"standing": "archived"},
        {"rule": "subscription", "term": 1, "term_unit": "months"},
        {"service_until": "2026-11-20", "number_until": "2026-11-22"},
    ],
)
async def test_a_line_that_wants_no_renewal_is_no_item(hass, household, todo, changes) -> None:
    await household(line_subentry(**changes))

    assert await todo.items() == []
    assert hass.states.get(LIST_ID).state == "0"


async def test_a_line_with_a_damaged_record_is_left_out(hass, household, todo) -> None:
    put(hass, b"garbage")
    await household(line_subentry(), maman())

    assert await todo.summaries() == [("Renew Maman", "needs_action")]


async def test_the_page_shows_it_and_sees_each_change(
    hass, household, todo, hass_ws_client
) -> None:
    await household(line_subentry())
    socket = await hass_ws_client()
    await socket.send_json_auto_id({"type": "todo/item/subscribe", "entity_id": LIST_ID})
    assert (await socket.receive_json())["success"]
    (shown,) = (await socket.receive_json())["event"]["items"]
    assert (shown["summary"], shown["due"]) == ("Renew Papa", "2026-11-26")

    # As the page ticks an item: with all that it shows.
    await todo.call(
        "update_item",
        item=shown["uid"],
        rename=shown["summary"],
        status="completed",
        due_date=shown["due"],
        description=shown["description"],
    )

    (shown,) = (await socket.receive_json())["event"]["items"]
    assert (shown["uid"], shown["status"]) == (f"{LINE_ID}_first", "completed")
    assert service_until(hass) == "2026-12-26"


async def test_it_speaks_the_language_of_home_assistant(hass, household, todo) -> None:
    await household(line_subentry())

    await hass.config.async_update(language="fr")
    await hass.async_block_till_done()

    (item,) = await todo.items()
    assert item["summary"] == "Recharger Papa"
    assert "Prix habituel : 10,00\xa0€" in item["description"]


async def test_it_belongs_to_the_household(hass, household) -> None:
    entry = await household(line_subentry())

    registered = er.async_get(hass).async_get(LIST_ID)
    assert registered.unique_id == f"{entry.entry_id}_renewals_due"
    assert registered.config_subentry_id is None


# Ticks


@pytest.fixture
async def anna(hass: HomeAssistant, hass_admin_user: Any) -> Context:
    """Be a person of the house."""
    people = [{"id": "a", "name": "Anna", "user_id": hass_admin_user.id}]
    assert await async_setup_component(hass, "person", {"person": people})
    await hass.async_block_till_done()
    return Context(user_id=hass_admin_user.id)


async def test_a_tick_records_the_usual_renewal_paid_by_who_ticked(
    hass, household, todo, anna
) -> None:
    await household(line_subentry())

    await todo.tick("Renew Papa", anna)
    await hass.async_block_till_done()

    (renewal,) = await renewals(hass)
    assert (renewal["amount"], renewal["currency"], renewal["date"], renewal["payer"]) == (
        10.0,
        "EUR",
        "2026-11-23",
        "Anna",
    )
    assert service_until(hass) == "2026-12-26"
    assert hass.states.get(LIST_ID).state == "0"
    assert await todo.items() == [
        {
            "uid": f"{LINE_ID}_first",
            "summary": "Renew Papa",
            "status": "completed",
            "completed": "2026-11-23T10:00:00+01:00",
            "description": (
                "Renewed on November 23, 2026.\n"
                "Amount: €10.00.\n"
                "Paid by Anna.\n"
                "Take the tick away to take the renewal back."
            ),
        }
    ]


async def test_nothing_is_said_of_a_payer_or_an_amount_that_nobody_knows(
    hass, household, todo
) -> None:
    await household(line_subentry(price=None, offer=None))
    (item,) = await todo.items()
    assert item["description"] == "Renew by November 26, 2026, the last day of service."

    await todo.tick("Renew Papa")

    (item,) = await todo.items()
    assert item["description"] == (
        "Renewed on November 23, 2026.\nTake the tick away to take the renewal back."
    )


@pytest.mark.parametrize("item", ["Renew Papa", f"{LINE_ID}_first"])
async def test_ticking_twice_records_once(hass, household, todo, item) -> None:
    await household(line_subentry())

    await asyncio.gather(*(todo.tick(item) for _ in range(3)))
    await todo.tick(item)

    assert len(await renewals(hass)) == 1
    assert service_until(hass) == "2026-12-26"


async def test_unticking_takes_exactly_that_renewal_back(hass, household, todo, act) -> None:
    await household(line_subentry(), maman())
    await act("record_renewal", amount=20, date="2026-11-10")
    await act("record_renewal", OTHER_ID, amount=5)
    assert await todo.summaries() == [
        ("Renew Papa", "needs_action"),
        ("Renew Maman", "completed"),
    ]
    await act("set_validity", service_until="2026-11-28")
    (ticked,) = [each["uid"] for each in await todo.items("needs_action")]
    await todo.tick(ticked)
    assert service_until(hass) == "2026-12-28"

    await todo.untick(ticked)

    assert service_until(hass) == "2026-11-28"
    left = {(each["line"], each["amount"]) for each in await renewals(hass)}
    assert left == {("Papa", 20.0), ("Maman", 5.0)}
    assert service_until(hass, "maman") == "2026-12-26"
    (again,) = await todo.items("needs_action")
    assert (again["uid"], again["summary"]) == (ticked, "Renew Papa")


async def test_a_renewal_in_any_other_way_is_ticked_and_can_be_taken_back(
    hass, household, todo, act
) -> None:
    await household(line_subentry())
    await hass.services.async_call(
        "button", "press", {"entity_id": "button.papa_mark_renewed"}, blocking=True
    )
    assert await todo.summaries() == [("Renew Papa", "completed")]

    await todo.untick("Renew Papa")

    assert await renewals(hass) == []
    assert await todo.summaries() == [("Renew Papa", "needs_action")]
    (undone,) = line_record(hass).undone
    await act("restore_renewal", renewal_id=undone.renewal.renewal_id)
    assert await todo.summaries() == [("Renew Papa", "completed")]


def line_record(hass: HomeAssistant, line_id: str = LINE_ID) -> Any:
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    return entry.runtime_data.lines[line_id].record


async def test_a_tick_and_its_undo_outlive_a_restart(hass, household, todo) -> None:
    entry = await household(line_subentry())
    await todo.tick("Renew Papa")
    (before,) = await todo.items()

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    (after,) = await todo.items()
    assert (after["uid"], after["status"]) == (before["uid"], "completed")
    await todo.untick(before["uid"])
    assert service_until(hass) == "2026-11-26"


async def test_what_was_done_is_shown_for_a_week(hass, household, todo, move_to) -> None:
    await household(line_subentry(term=300))
    await todo.tick("Renew Papa")

    await move_to("2026-11-30T09:59:59+01:00")
    assert await todo.summaries() == [("Renew Papa", "completed")]
    await move_to("2026-11-30T10:15:00+01:00")
    assert await todo.summaries() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"rule": "never"},
        {"rule": "balance_burn", "fee": 5, "term": 30},
    ],
)
async def test_a_line_that_cannot_be_renewed_as_usual_says_so(
    hass, household, todo, changes
) -> None:
    await household(line_subentry(**changes))
    before = await todo.items()
    assert [each["status"] for each in before] == ["needs_action"]

    with pytest.raises(ServiceValidationError) as refusal:
        await todo.tick(before[0]["uid"])

    assert refusal.value.translation_key == "no_usual_renewal"
    assert str(refusal.value).startswith("A tick cannot record this for Papa")
    assert await renewals(hass) == []
    assert await todo.items() == before


async def test_a_tick_ends_the_registration_and_records_no_renewal(hass, household, todo) -> None:
    entry = await household(line_subentry(service_until="2027-05-01", register_by="2026-11-25"))
    assert await todo.summaries() == [("Register the owner of Papa", "needs_action")]

    await todo.tick("Register the owner of Papa")
    await hass.async_block_till_done()

    assert await todo.summaries() == []
    assert await renewals(hass) == []
    assert service_until(hass) == "2027-05-01"
    assert "register_by" not in entry.subentries[LINE_ID].data


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_tick_that_the_disk_does_not_take_changes_nothing(
    hass, household, todo, fault: Fault
) -> None:
    await household(line_subentry())
    before = await todo.items()

    with fault(hass), pytest.raises(HomeAssistantError) as failure:
        await todo.tick("Renew Papa")

    assert failure.value.translation_key == "record_not_saved"
    assert await todo.items() == before
    await todo.tick("Renew Papa")
    with fault(hass), pytest.raises(HomeAssistantError):
        await todo.untick("Renew Papa")
    assert service_until(hass) == "2026-12-26"


@pytest.mark.parametrize("status", BOTH)
@pytest.mark.parametrize(
    "change",
    [
        {"rename": "Forget Papa"},
        {"due_date": "2027-01-01"},
        {"due_datetime": "2026-11-26 10:00:00"},
        {"description": "do nothing"},
        {"description": None},
        {"rename": "Forget Papa", "status": "completed"},
    ],
)
async def test_an_item_of_a_line_cannot_be_changed(hass, household, todo, status, change) -> None:
    await household(line_subentry())
    if status == "completed":
        await todo.tick("Renew Papa")
    before = await todo.items()
    assert [each["status"] for each in before] == [status]

    with pytest.raises(ServiceValidationError) as refusal:
        await todo.call("update_item", item="Renew Papa", **change)

    assert refusal.value.translation_key == "task_is_fixed"
    assert str(refusal.value).startswith("“Renew Papa” comes from a line.")
    assert await todo.items() == before


@pytest.mark.parametrize("status", BOTH)
async def test_an_item_of_a_line_cannot_be_removed(hass, household, todo, status) -> None:
    await household(line_subentry())
    if status == "completed":
        await todo.tick("Renew Papa")
    before = await todo.items()

    with pytest.raises(ServiceValidationError) as refusal:
        await todo.call("remove_item", item=["Renew Papa"])

    assert refusal.value.translation_key == "task_is_fixed"
    assert await todo.items() == before


# Own items


def own_file(hass: HomeAssistant) -> Path:
    return Path(hass.config.path(".storage", "sim_renewal.own_items"))


async def test_own_items_are_kept_between_what_is_due_and_what_is_done(
    hass, household, todo
) -> None:
    await household(line_subentry(), maman(service_until="2026-11-27"))
    await todo.call("add_item", item="Buy a top-up card", due_date="2026-11-25")
    await todo.call(
        "add_item", item="Call the shop", due_datetime="2026-11-25T10:00:00+01:00",
        description="ask for 中国",
    )  # fmt: skip
    await todo.tick("Renew Papa")

    assert await todo.summaries() == [
        ("Renew Maman", "needs_action"),
        ("Buy a top-up card", "needs_action"),
        ("Call the shop", "needs_action"),
        ("Renew Papa", "completed"),
    ]
    assert hass.states.get(LIST_ID).state == "3"
    (card, shop) = (await todo.items())[1:3]
    assert card["due"] == "2026-11-25"
    assert (shop["due"], shop["description"]) == ("2026-11-25T10:00:00+01:00", "ask for 中国")


async def test_own_items_can_be_changed_ticked_unticked_and_removed(
    hass, household, todo, move_to
) -> None:
    await household(line_subentry(service_until="2027-11-26"))
    await todo.call("add_item", item="Buy stamps")
    await todo.call("add_item", item="Write to the carrier")
    (stamps, letter) = await todo.items()

    await todo.call(
        "update_item", item=stamps["uid"], rename="Buy two stamps", due_date="2026-12-01"
    )
    await todo.tick("Write to the carrier")
    await move_to("2026-12-20T10:00:00+01:00")

    assert await todo.items() == [
        {
            "uid": stamps["uid"],
            "summary": "Buy two stamps",
            "status": "needs_action",
            "due": "2026-12-01",
        },
        letter | {"status": "completed", "completed": "2026-11-23T10:00:00+01:00"},
    ]
    await todo.call("update_item", item=letter["uid"], description="with a receipt")
    assert (await todo.items())[1]["completed"] == "2026-11-23T10:00:00+01:00"
    await todo.untick(letter["uid"])
    assert hass.states.get(LIST_ID).state == "2"
    await todo.call("remove_item", item=["Buy two stamps"])
    assert await todo.items() == [letter | {"description": "with a receipt"}]


async def test_removing_what_is_done_leaves_the_renewals(hass, household, todo) -> None:
    await household(line_subentry())
    await todo.call("add_item", item="Buy stamps")
    await todo.tick("Buy stamps")
    await todo.tick("Renew Papa")

    await todo.call("remove_completed_items")
    assert await todo.summaries() == [("Renew Papa", "completed")]

    with pytest.raises(ServiceValidationError):
        await todo.call("remove_completed_items")
    assert len(await renewals(hass)) == 1


async def test_an_own_item_is_not_removed_with_a_renewal_that_is_due(hass, household, todo) -> None:
    await household(line_subentry())
    await todo.call("add_item", item="Buy stamps")

    with pytest.raises(ServiceValidationError):
        await todo.call("remove_item", item=["Buy stamps", "Renew Papa"])

    assert await todo.summaries() == [
        ("Renew Papa", "needs_action"),
        ("Buy stamps", "needs_action"),
    ]


async def test_an_own_item_of_the_same_words_is_another_item(hass, household, todo) -> None:
    await household(line_subentry())
    await todo.call("add_item", item="Renew Papa")
    own = (await todo.items())[1]["uid"]

    await todo.tick(own)

    assert await renewals(hass) == []
    assert await todo.summaries() == [("Renew Papa", "needs_action"), ("Renew Papa", "completed")]


@pytest.fixture
async def move(hass: HomeAssistant, household: Any, todo: Todo, hass_ws_client: Any) -> Any:
    """Be a list of Papa, who is due, own items A, B and C, and Maman, who was renewed.

    Return a function that moves an item as the page does.
    """
    await household(line_subentry(), maman())
    for summary in "ABC":
        await todo.call("add_item", item=summary)
    await todo.tick("Renew Maman")
    uids = {each["summary"][-4:]: each["uid"] for each in await todo.items()}
    assert list(uids) == ["Papa", "A", "B", "C", "aman"]
    socket = await hass_ws_client()

    async def move(item: str, after: str | None) -> tuple[str, str | None]:
        message = {"type": "todo/item/move", "entity_id": LIST_ID, "uid": uids.get(item, item)}
        if after is not None:
            message["previous_uid"] = uids.get(after, after)
        await socket.send_json_auto_id(message)
        answer = await socket.receive_json()
        order = [each["summary"] for each in await todo.items()]
        assert (order[0], order[-1]) == ("Renew Papa", "Renew Maman")
        return "".join(order[1:-1]), None if answer["success"] else answer["error"]["message"]

    return move


@pytest.mark.parametrize(
    ("item", "after", "order"),
    [
        ("C", None, "CAB"),
        ("C", "Papa", "CAB"),
        ("C", "A", "ACB"),
        ("A", "C", "BCA"),
        ("A", "aman", "BCA"),
        ("C", "aman", "ABC"),
        ("B", "B", "ABC"),
    ],
)
async def test_own_items_have_their_order(move, item, after, order) -> None:
    assert await move(item, after) == (order, None)


@pytest.mark.parametrize(
    ("item", "after", "words"),
    [
        ("Papa", "B", "“Renew Papa” comes from a line."),
        ("aman", None, "“Renew Maman” comes from a line."),
        ("gone", "A", "There is no such item"),
        ("A", "gone", "There is no such item"),
    ],
)
async def test_other_moves_are_refused(move, item, after, words) -> None:
    order, refusal = await move(item, after)

    assert order == "ABC"
    assert refusal.startswith(words)


async def test_own_items_come_back_after_a_restart(hass, household, todo) -> None:
    entry = await household(line_subentry())
    await todo.call("add_item", item="Call the shop", due_datetime="2026-11-25T10:00:00+01:00")
    await todo.call("add_item", item="Buy stamps", due_date="2026-12-01", description="two")
    await todo.tick("Buy stamps")
    before = await todo.items()
    assert own_file(hass).stat().st_mode & 0o777 == 0o600

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert await todo.items() == before
    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    await hass.async_block_till_done()
    assert await todo.items() == before[1:]


async def test_without_own_items_there_is_no_file_of_them(hass, household, todo) -> None:
    await household(line_subentry())
    await todo.tick("Renew Papa")

    assert not own_file(hass).exists()


async def test_own_items_go_with_the_household(hass, household, todo) -> None:
    entry = await household(line_subentry())
    await todo.call("add_item", item="Buy stamps")
    copy = own_file(hass).with_name("sim_renewal.own_items.corrupt.2026-11-01T00:00:00+00:00")
    copy.write_bytes(b"garbage")

    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()

    assert list(own_file(hass).parent.glob("sim_renewal.*")) == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("add_item", {"item": "Write"}),
        ("update_item", {"item": "Buy stamps", "rename": "Buy two stamps"}),
        ("update_item", {"item": "Buy stamps", "status": "completed"}),
        ("remove_item", {"item": "Buy stamps"}),
    ],
)
async def test_an_own_item_that_the_disk_does_not_take_is_not_kept(
    hass, household, todo, fault: Fault, action, data
) -> None:
    entry = await household(line_subentry())
    await todo.call("add_item", item="Buy stamps")
    before = await todo.items()

    with fault(hass), pytest.raises(HomeAssistantError) as failure:
        await todo.call(action, **data)

    assert failure.value.translation_key == "record_not_saved"
    assert await todo.items() == before
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert await todo.items() == before


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"version": 1, "minor_version": 1, "data": {"items": [{}]}}),
        json.dumps({"version": 1, "minor_version": 1, "data": {}}),
        json.dumps({"version": 9, "minor_version": 1, "data": {"items": []}}),
        json.dumps({"version": 1, "minor_version": 1}),
    ],
)
async def test_own_items_that_cannot_be_read_are_left_alone(hass, household, todo, content) -> None:
    own_file(hass).parent.mkdir(exist_ok=True)
    own_file(hass).write_text(content)
    await household(line_subentry())

    with pytest.raises(ServiceValidationError) as refusal:
        await todo.call("add_item", item="Buy stamps")

    assert refusal.value.translation_key == "own_items_unreadable"
    assert own_file(hass).read_text() == content
    await todo.tick("Renew Papa")
    assert await todo.summaries() == [("Renew Papa", "completed")]


async def test_a_list_that_home_assistant_has_put_aside_begins_anew(hass, household, todo) -> None:
    own_file(hass).parent.mkdir(exist_ok=True)
    own_file(hass).write_text("garbage")
    await household(line_subentry())

    await todo.call("add_item", item="Buy stamps")

    assert [each["summary"] for each in await todo.items()] == ["Renew Papa", "Buy stamps"]
    (copy,) = own_file(hass).parent.glob("sim_renewal.own_items.corrupt.*")
    assert copy.read_text() == "garbage"


async def test_own_items_changed_at_the_same_moment_are_all_kept(hass, household, todo) -> None:
    await household(line_subentry())

    await asyncio.gather(*(todo.call("add_item", item=f"item {number}") for number in range(5)))

    kept = json.loads(own_file(hass).read_bytes())["data"]["items"]
    assert [each["summary"] for each in kept] == [f"item {number}" for number in range(5)]


async def test_a_line_that_has_stopped_comes_before_one_that_ends_and_says_so(
    household, todo
) -> None:
    await household(
        line_subentry(service_until="2026-11-20", number_until="2027-05-20"),
        maman(service_until="2026-11-25"),
    )

    stopped, ending = await todo.items("needs_action")

    assert (stopped["summary"], ending["summary"]) == ("Renew Papa", "Renew Maman")
    assert stopped["due"] == "2027-05-20"
    assert stopped["description"].splitlines()[0] == (
        "No service since November 21, 2026. Renew by May 20, 2027, the last day on which the"
        " number is kept."
    )
