"""Lines without a rule: wherever a renewal is recorded, somebody is asked until when it lasts."""

from datetime import date, timedelta
from typing import Any

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.repairs import async_create_fix_flow

from .conftest import LINE_ID, device_of, line_subentry, mark_renewed, recipient_subentry
from .dialogs import change_line

ANSWER_TAG = f"sim_renewal_{LINE_ID}_answer"
ISSUE = f"renewal_without_end_{LINE_ID}"
NO_RULE: dict[str, Any] = {"rule": "none", "term": None, "term_unit": None}
UNTIL = "sensor.papa_service_until"


@pytest.fixture(autouse=True)
def _people(hass: HomeAssistant, phone: list[ServiceCall]) -> None:
    """Have Anna and Paul be known, each with a phone."""
    hass.services.async_register("notify", "mobile_app_paul", phone.append)
    for name in ("Anna", "Paul"):
        user_id = f"{name.lower()}-id"
        MockUser(id=user_id, name=name, is_owner=True).add_to_hass(hass)
        about = {"user_id": user_id, "friendly_name": name}
        hass.states.async_set(f"person.{name.lower()}", "home", about)
        app = {"device_name": name, "os_name": "Android", "user_id": user_id}
        MockConfigEntry(domain="mobile_app", data=app).add_to_hass(hass)


@pytest.fixture
async def entry(household: Any, phone: list[ServiceCall]) -> Any:
    """Return a household of a line without a rule, of which Anna has just been reminded."""
    return await household(line_subentry(**NO_RULE), recipient_subentry())


def line_of(entry: Any) -> Any:
    return entry.runtime_data.lines[LINE_ID]


def renewals_of(entry: Any) -> tuple[Any, ...]:
    return line_of(entry).record.renewals


def issue_of(hass: HomeAssistant) -> Any:
    return ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)


@pytest.fixture
def answer(hass: HomeAssistant, phone: list[ServiceCall]) -> Any:
    """Return a function by which somebody answers a push, and which returns what they are told."""

    async def press(push: ServiceCall, title: str, text: str = "", user_id: str = "anna-id") -> Any:
        (action,) = [each for each in push.data["data"]["actions"] if each["title"] == title]
        before = len(phone)
        hass.bus.async_fire(
            "mobile_app_notification_action",
            {"action": action["action"], "reply_text": text},
            context=Context(user_id=user_id),
        )
        await hass.async_block_till_done()
        (told,) = [each for each in phone[before:] if each.data["data"]["tag"] == ANSWER_TAG]
        return told

    return press


@pytest.mark.parametrize(
    ("typed", "amount", "until"),
    [
        ("5/1", 10, "2027-01-05"),
        ("5 janv.", 10, "2027-01-05"),
        ("9 € 5 January", 9, "2027-01-05"),
        ("12 USD 31.12.", 12, "2026-12-31"),
    ],
)
async def test_renewed_asks_for_the_day_and_takes_it(
    hass, entry, phone, answer, typed, amount, until
) -> None:
    (renewed,) = [each for each in phone[0].data["data"]["actions"] if each["title"] == "Renewed"]
    assert renewed["behavior"] == "textInput"
    assert renewed["textInputPlaceholder"] == "Until when? 5/1"

    told = await answer(phone[0], "Renewed", typed)

    (renewal,) = renewals_of(entry)
    assert (renewal.amount, str(renewal.service_until), renewal.payer) == (amount, until, "Anna")
    assert hass.states.get(UNTIL).state == until
    assert told.data["message"].endswith(
        "Works until January 5, 2027." if until > "2027" else "Works until December 31."
    )
    assert issue_of(hass) is None


async def test_who_renews_for_a_month_is_not_reminded_of_it_at_once(
    hass, entry, phone, answer
) -> None:
    before = len(phone)

    await answer(phone[0], "Renewed", "21 December")  # in 28 days

    pushes = [each.data for each in phone[before:] if each.data["data"]["tag"] != ANSWER_TAG]
    assert [each["message"] for each in pushes] == ["clear_notification"]
    assert hass.states.get("sensor.papa_status").state == "active"


@pytest.mark.parametrize("first", ["", "9 €"])
async def test_without_a_day_the_renewal_is_kept_and_the_day_is_asked(
    hass, entry, phone, answer, first
) -> None:
    told = await answer(phone[0], "Renewed", first)

    (renewal,) = renewals_of(entry)
    assert (renewal.amount, renewal.service_until) == (9 if first else 10, None)
    assert hass.states.get(UNTIL).state == "2026-11-26"
    assert told.data["message"].endswith(" Reply with the last day, like 5/1.")
    assert [each["title"] for each in told.data["data"]["actions"]] == [
        "Reply",
        "Later",
        "Undo",
    ]
    assert issue_of(hass).translation_placeholders == {"line": "Papa"}

    unclear = await answer(told, "Reply", "soon")
    assert unclear.data["message"].startswith("“soon” was not understood. Reply with the last day")
    told = await answer(unclear, "Reply", "le 5 janvier")

    (renewal,) = renewals_of(entry)
    assert str(renewal.service_until) == "2027-01-05"
    assert hass.states.get(UNTIL).state == "2027-01-05"
    assert told.data["message"].endswith(" Works until January 5, 2027.")
    assert issue_of(hass) is None


async def test_the_same_push_answered_again_asks_or_completes_and_records_nothing(
    hass, entry, phone, answer, paris
) -> None:
    await answer(phone[0], "Renewed")
    paris.tick(3600)

    again = await answer(phone[0], "Renewed", user_id="paul-id")
    assert again.data["message"].endswith("Reply with the last day, like 5/1.")
    await answer(phone[0], "Renewed", "12 € 5/1", user_id="paul-id")

    (renewal,) = renewals_of(entry)
    assert (renewal.amount, renewal.payer) == (12, "Anna")
    assert hass.states.get(UNTIL).state == "2027-01-05"


async def test_the_button_records_and_asks_on_the_phone_of_who_pressed(
    hass, entry, phone, answer
) -> None:
    before = len(phone)

    await mark_renewed(hass, "paul-id")

    (renewal,) = renewals_of(entry)
    assert (renewal.payer, renewal.service_until) == ("Paul", None)
    (asked,) = [each for each in phone[before:] if each.data["data"]["tag"] == ANSWER_TAG]
    assert asked.service == "mobile_app_paul"
    assert asked.data["message"] == "€10. Reply with the last day, like 5/1."
    with pytest.raises(ServiceValidationError) as refusal:
        await mark_renewed(hass)
    assert refusal.value.translation_key == "renewal_without_end"
    assert refusal.value.translation_placeholders == {"line": "Papa", "date": "November 23, 2026"}
    await hass.async_block_till_done()
    assert phone[-1].service == "mobile_app_anna"
    await answer(asked, "Reply", "5/1", user_id="paul-id")
    assert hass.states.get(UNTIL).state == "2027-01-05"
    assert len(renewals_of(entry)) == 1


async def test_a_tick_records_and_a_repair_asks(hass, entry) -> None:
    call = {"entity_id": "todo.sim_renewal_renewals_due", "item": "Renew Papa"}
    await hass.services.async_call(
        "todo", "update_item", {**call, "status": "completed"}, blocking=True
    )

    (renewal,) = renewals_of(entry)
    assert renewal.service_until is None
    flow = await repair(hass)
    form = await flow.async_step_init()
    assert form["step_id"] == "until"
    assert form["description_placeholders"] == {"line": "Papa", "date": "November 23"}
    for day, reason in (
        ("2026-11-22", "before_renewal"),
        ("1999-01-01", "date_out_of_range"),
        ("2027-02-30", "invalid_date"),
        ("2037-01-05", "far_ahead"),
    ):
        refused = await flow.async_step_until({"service_until": day})
        assert refused["errors"] == {"service_until": reason}

    done = await flow.async_step_until({"service_until": "2027-01-05"})

    assert done["type"] == "create_entry"
    assert hass.states.get(UNTIL).state == "2027-01-05"
    assert issue_of(hass) is None
    assert (await flow.async_step_until({"service_until": "2027-06-05"}))["type"] == "create_entry"
    assert hass.states.get(UNTIL).state == "2027-01-05"


async def repair(hass: HomeAssistant) -> Any:
    await async_setup_component(hass, "repairs", {})
    flow = await async_create_fix_flow(hass, ISSUE, issue_of(hass).data)
    flow.hass = hass
    flow.flow_id, flow.handler, flow.context = "flow", DOMAIN, {}
    return flow


async def test_the_repair_says_where_the_day_cannot_be_kept(hass, entry, full_disk) -> None:
    await mark_renewed(hass, None)
    flow = await repair(hass)

    break_it, repair_it = full_disk
    break_it()
    answer = await flow.async_step_until({"service_until": "2027-01-05"})
    repair_it()
    assert answer["reason"] == "record_not_saved"

    await hass.config_entries.async_unload(entry.entry_id)
    assert (await flow.async_step_until())["reason"] == "entry_not_loaded"
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert issue_of(hass) is not None


async def test_a_date_typed_afterwards_answers_the_question(hass, entry, paris) -> None:
    await mark_renewed(hass, None)
    paris.tick(60)

    await hass.services.async_call(
        "date",
        "set_value",
        {"entity_id": "date.papa_service_until", "date": "2027-01-05"},
        blocking=True,
    )
    await hass.async_block_till_done()

    assert issue_of(hass) is None
    assert hass.states.get(UNTIL).state == "2027-01-05"
    assert len(renewals_of(entry)) == 1


async def test_a_date_typed_alone_is_no_renewal(hass, entry) -> None:
    await hass.services.async_call(
        "date",
        "set_value",
        {"entity_id": "date.papa_service_until", "date": "2027-01-05"},
        blocking=True,
    )
    assert renewals_of(entry) == ()


async def test_the_action_completes_what_was_pressed_that_day(hass, entry, act, paris) -> None:
    await mark_renewed(hass)
    paris.tick(3600)

    answer = await act("record_renewal", service_until="2027-01-05", note="shop")

    (renewal,) = renewals_of(entry)
    assert answer["renewal_id"] == renewal.renewal_id
    assert (answer["outcome"], renewal.note, renewal.payer) == ("moved", "shop", "Anna")
    assert hass.states.get(UNTIL).state == "2027-01-05"


async def test_the_action_alone_records_and_asks_as_every_door_does(
    hass, entry, act, paris
) -> None:
    before = hass.states.get(UNTIL).state

    answer = await act("record_renewal", amount=5)

    assert answer["outcome"] == "undated"
    assert answer["before"] == answer["after"]
    assert hass.states.get(UNTIL).state == before
    assert issue_of(hass) is not None
    (line,) = (await act("get_lines"))["lines"]
    assert line["question"].startswith("Until when does it last now?")
    paris.tick(3600)
    again = await act("record_renewal", amount=5)
    assert (again["outcome"], again["renewal_id"]) == ("same_deed", answer["renewal_id"])

    told = await act("record_renewal", service_until="2027-01-05")
    assert (told["outcome"], told["renewal_id"]) == ("moved", answer["renewal_id"])
    assert issue_of(hass) is None
    assert len(renewals_of(entry)) == 1


async def test_a_top_up_of_next_month_is_another_one_although_nobody_answered(
    hass, entry, act, paris
) -> None:
    first = await act("record_renewal", amount=5)
    paris.tick(30 * 86400)

    second = await act("record_renewal", amount=5)

    assert (second["outcome"], len(renewals_of(entry))) == ("undated", 2)
    assert second["renewal_id"] != first["renewal_id"]
    assert issue_of(hass).data["renewal_id"] == second["renewal_id"]


async def test_what_a_stated_date_has_already_is_not_asked_about(hass, entry, act) -> None:
    answer = await act("record_renewal", date="2026-10-01")

    assert answer["outcome"] == "contained"
    assert issue_of(hass) is None


async def test_money_given_back_has_no_end_to_ask_for(hass, entry, act) -> None:
    assert (await act("record_renewal", amount=5, refund=True))["outcome"] == "refunded"
    assert issue_of(hass) is None


async def test_a_renewal_that_moves_to_a_line_without_a_rule_is_asked_about_there(
    hass, household, act
) -> None:
    entry = await household(
        line_subentry(**NO_RULE), line_subentry("Maman", "M" * 26, number=None, iccid=None)
    )
    renewal_id = (await act("record_renewal", "M" * 26))["renewal_id"]

    moved = await act(
        "edit_renewal", "M" * 26, renewal_id=renewal_id, move_to=device_of(hass, LINE_ID)
    )

    assert moved["outcome"] == "undated"
    assert [each.renewal_id for each in renewals_of(entry)] == [renewal_id]
    assert issue_of(hass) is not None


async def test_what_lasts_until_nobody_knows_can_be_edited_but_loses_no_date(
    hass, entry, act, paris
) -> None:
    await mark_renewed(hass, None)
    (renewal,) = renewals_of(entry)

    edited = await act("edit_renewal", renewal_id=renewal.renewal_id, amount=7)
    assert (edited["outcome"], edited["charged_amount"]) == ("undated", 7.0)
    await act("edit_renewal", renewal_id=renewal.renewal_id, service_until="2027-01-05")
    with pytest.raises(ServiceValidationError) as refusal:
        await act("edit_renewal", renewal_id=renewal.renewal_id, service_until=None)
    assert refusal.value.translation_key == "renewal_needs_date"


async def test_an_archived_line_is_asked_nothing(hass, household) -> None:
    entry = await household(line_subentry(**NO_RULE))
    await mark_renewed(hass, None)
    assert issue_of(hass) is not None
    subentry = entry.subentries[LINE_ID]

    hass.config_entries.async_update_subentry(
        entry, subentry, data={**subentry.data, "standing": "archived"}
    )
    await hass.async_block_till_done()

    assert issue_of(hass) is None


async def test_two_such_lines_in_one_push_ask_each(household, phone) -> None:
    maman = line_subentry("Maman", "M" * 26, **NO_RULE, number=None, iccid=None)
    await household(line_subentry(**NO_RULE), maman, recipient_subentry())

    prompts = {
        each["title"]: each.get("textInputPlaceholder") for each in phone[0].data["data"]["actions"]
    }
    assert prompts == {"✓ Papa": "Until when? 5/1", "✓ Maman": "Until when? 5/1", "Later": None}


# What a press in Home Assistant is told


async def test_a_press_is_confirmed_on_the_phone_of_who_pressed_and_nowhere_else(
    hass, household, phone
) -> None:
    await household(line_subentry(), recipient_subentry())
    before = len(phone)

    await mark_renewed(hass, "paul-id")

    told = [each for each in phone[before:] if each.data["message"] != "clear_notification"]
    assert [(each.service, each.data["message"]) for each in told] == [
        ("mobile_app_paul", "€10. Works until December 26.")
    ]
    assert notifications(hass) == {}


async def test_a_second_person_hears_on_the_phone_who_was_first_and_can_count_it(
    hass, household, phone, answer
) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    await mark_renewed(hass, "paul-id")
    before = len(phone)

    with pytest.raises(HomeAssistantError, match="Paul recorded this renewal a moment ago"):
        await mark_renewed(hass)
    await hass.async_block_till_done()

    (told,) = [each for each in phone[before:] if each.service == "mobile_app_anna"]
    assert told.data["message"].startswith("Paul did it just now. Nothing was added.")
    await answer(told, "It was a second")
    assert len(renewals_of(entry)) == 2
    assert hass.states.get(UNTIL).state == "2027-01-25"


async def test_who_has_no_phone_is_told_where_the_date_did_not_move(hass, household, act, paris):
    entry = await household(line_subentry())
    await act("set_validity", service_until="2026-12-26")
    paris.tick(60)

    await mark_renewed(hass, None)

    assert line_of(entry).entries[0].is_contained
    (told,) = notifications(hass).values()
    assert told["message"] == (
        "€10. The date has it already, so it stays as it is. Works until December 26."
    )


async def test_a_renewal_of_before_the_rule_was_chosen_counts_by_it(hass, entry, act) -> None:
    before = hass.states.get(UNTIL).state
    answer = await act("record_renewal", amount=5)
    assert (answer["outcome"], hass.states.get(UNTIL).state) == ("undated", before)

    await change_line(
        hass, entry, LINE_ID, offer_id="other", rule="fixed_term", term=30, term_unit="days"
    )

    assert hass.states.get(UNTIL).state == (
        f"{date.fromisoformat(before) + timedelta(days=30):%Y-%m-%d}"
    )
    assert issue_of(hass) is None
