"""After a renewal: the question on the phones, the repair, the event, and what answers them."""

from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.model import Verdict
from custom_components.sim_renewal.repairs import async_create_fix_flow

from .conftest import line_subentry, recipient_subentry

LINE_ID = "L" * 26
ISSUE = f"renewal_unverified_{LINE_ID}"
TAG = f"sim_renewal_{LINE_ID}_verify"
ASKED = "2026-11-25T09:00:00+01:00"
LATER_LINE = {"service_until": "2026-12-20"}


def questions(phone) -> list[Any]:
    return [call for call in phone if call.data.get("data", {}).get("tag") == TAG]


def issue_of(hass: HomeAssistant) -> Any:
    return ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)


def renewal_of(entry) -> Any:
    (renewal,) = entry.runtime_data.lines[LINE_ID].record.renewals
    return renewal


@pytest.fixture
async def asked(hass, household, phone, act, move_to):
    """Return a household whose renewal of 10 EUR has just been asked about."""
    entry = await household(line_subentry(**LATER_LINE), recipient_subentry())
    await act("record_renewal", amount=10)
    assert questions(phone) == []
    await move_to("2026-11-25T08:59:00+01:00")
    assert (questions(phone), issue_of(hass)) == ([], None)
    await move_to(ASKED)
    return entry


async def press(hass: HomeAssistant, phone, title: str) -> None:
    (push,) = questions(phone)[:1]
    actions = {each["title"]: each["action"] for each in push.data["data"]["actions"]}
    hass.bus.async_fire("mobile_app_notification_action", {"action": actions[title]})
    await hass.async_block_till_done()


async def test_a_day_or_two_later_somebody_is_asked(hass, asked, phone) -> None:
    (push,) = questions(phone)
    assert push.data["title"] == "Papa: did it go through?"
    assert push.data["message"] == ("€10 paid on November 23.")
    titles = [each["title"] for each in push.data["data"]["actions"]]
    assert titles == ["It went through", "Not yet", "Wrong amount"]
    assert issue_of(hass).is_fixable
    event = hass.states.get("event.papa_reminder")
    assert event.attributes["event_type"] == "renewal_unverified"
    assert event.attributes["renewal_id"] == renewal_of(asked).renewal_id
    assert event.attributes["amount"] == 10.0


@pytest.mark.parametrize(
    ("title", "verdict", "service_until"),
    [
        ("It went through", Verdict.LANDED, "2027-01-19"),
        ("Wrong amount", Verdict.WRONG_CHARGE, "2027-01-19"),
        ("Not yet", Verdict.MISSING, "2026-12-20"),
    ],
)
async def test_a_press_answers_and_clears_everything(
    hass, asked, phone, title, verdict, service_until
) -> None:
    await press(hass, phone, title)

    assert renewal_of(asked).verification.verdict is verdict
    assert hass.states.get("sensor.papa_service_until").state == service_until
    assert issue_of(hass) is None
    assert phone[-1].data["message"] == "clear_notification"
    assert phone[-1].data["data"]["tag"] == TAG

    sent = len(phone)
    await press(hass, phone, "It went through")
    assert (renewal_of(asked).verification.verdict, len(phone)) == (verdict, sent)


async def test_the_question_comes_once_also_over_a_restart(hass, asked, phone, move_to) -> None:
    await hass.config_entries.async_reload(asked.entry_id)
    await hass.async_block_till_done()
    await move_to("2026-11-27T09:00:00+01:00")

    assert len(questions(phone)) == 1
    assert issue_of(hass) is not None


async def test_a_question_that_could_not_be_put_is_put_again(hass, household, act, move_to) -> None:
    await household(line_subentry(**LATER_LINE), recipient_subentry())
    await act("record_renewal", amount=10)
    await move_to(ASKED)
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"recipient_unreachable_{'R' * 26}")

    received: list[Any] = []
    hass.services.async_register("notify", "mobile_app_anna", received.append)
    await move_to("2026-11-25T09:01:00+01:00")

    assert len(questions(received)) == 1


async def test_a_balance_that_rose_answers_by_itself(hass, household, phone, act, move_to) -> None:
    entry = await household(line_subentry(**LATER_LINE, credit=2.0), recipient_subentry())
    await move_to("2026-11-23T11:00:00+01:00")
    await act("record_renewal", amount=10)
    await move_to("2026-11-23T12:00:00+01:00")
    await act("update_balance", credit=12)
    await move_to(ASKED)

    assert renewal_of(entry).verification.verdict is Verdict.LANDED
    assert (questions(phone), issue_of(hass)) == ([], None)


async def test_a_balance_of_the_renewal_itself_answers_too(
    hass, household, phone, act, move_to
) -> None:
    entry = await household(line_subentry(**LATER_LINE, credit=2.0), recipient_subentry())
    await move_to("2026-11-23T11:00:00+01:00")
    await act("record_renewal", amount=10, credit=12)
    await act("update_balance", data=1)
    await move_to(ASKED)
    assert hass.states.get("sensor.papa_credit").state == "12"
    assert questions(phone) == []
    assert renewal_of(entry).verification.verdict is Verdict.LANDED


async def test_a_renewal_that_is_taken_back_takes_its_question_along(
    hass, asked, phone, act
) -> None:
    await act("undo_renewal")

    assert issue_of(hass) is None
    assert phone[-1].data["message"] == "clear_notification"


async def test_nobody_is_asked_who_does_not_want_it(hass, household, phone, act, move_to) -> None:
    await household(line_subentry(**LATER_LINE), recipient_subentry(), verify_renewals=False)
    await act("record_renewal", amount=10)
    await move_to("2026-11-30T09:00:00+01:00")

    assert (questions(phone), issue_of(hass)) == ([], None)


async def test_an_answer_can_be_given_by_an_action(hass, asked, act) -> None:
    renewal_id = renewal_of(asked).renewal_id

    await act("edit_renewal", renewal_id=renewal_id, verdict="missing")
    assert hass.states.get("sensor.papa_service_until").state == "2026-12-20"
    assert issue_of(hass) is None

    await act("edit_renewal", renewal_id=renewal_id, verdict="")
    assert hass.states.get("sensor.papa_service_until").state == "2027-01-19"
    assert issue_of(hass) is not None


async def repair(hass: HomeAssistant) -> Any:
    await async_setup_component(hass, "repairs", {})
    flow = await async_create_fix_flow(hass, ISSUE, issue_of(hass).data)
    flow.hass = hass
    flow.flow_id, flow.handler, flow.context = "flow", DOMAIN, {}
    return flow


async def test_the_repair_asks_what_was_charged(hass, asked) -> None:
    flow = await repair(hass)
    form = await flow.async_step_init()
    assert form["step_id"] == "answer"
    assert form["description_placeholders"]["line"] == "Papa"
    refused = await flow.async_step_answer({"verdict": "wrong_charge", "amount": -1})
    assert refused["errors"] == {"amount": "negative"}

    done = await flow.async_step_answer({"verdict": "wrong_charge", "amount": 12.5})

    assert done["type"] == "create_entry"
    renewal = renewal_of(asked)
    assert (renewal.verification.verdict, str(renewal.amount)) == (Verdict.WRONG_CHARGE, "12.5")
    assert issue_of(hass) is None


async def test_an_answer_that_the_disk_refuses_is_not_kept(hass, asked, full_disk) -> None:
    flow = await repair(hass)
    break_it, repair_it = full_disk
    break_it()

    refused = await flow.async_step_answer({"verdict": "landed"})

    repair_it()
    assert (refused["type"], refused["reason"]) == ("abort", "record_not_saved")
    assert renewal_of(asked).verification.verdict is None
    assert issue_of(hass) is not None


async def test_a_repair_of_a_renewal_that_is_gone_has_nothing_to_ask(hass, asked, act) -> None:
    flow = await repair(hass)
    await act("undo_renewal")

    assert (await flow.async_step_answer({"verdict": "landed"}))["type"] == "create_entry"


async def test_a_repair_while_the_household_does_not_run_says_so(hass, asked) -> None:
    flow = await repair(hass)
    await hass.config_entries.async_unload(asked.entry_id)

    assert (await flow.async_step_init())["reason"] == "entry_not_loaded"
    await hass.config_entries.async_setup(asked.entry_id)


async def test_who_says_that_it_did_not_land_is_told_what_that_does_and_can_undo_it(
    hass, asked, phone
) -> None:
    MockConfigEntry(
        domain="mobile_app",
        data={"device_name": "Anna", "os_name": "Android", "user_id": "anna-id"},
    ).add_to_hass(hass)
    (push,) = questions(phone)[:1]
    actions = {each["title"]: each["action"] for each in push.data["data"]["actions"]}
    sent = len(phone)

    await answer(hass, actions["Not yet"])

    told = [each for each in phone[sent:] if each.data["message"] != "clear_notification"]
    assert [each.data["message"] for each in told] == [
        "Counted as not arrived: works until December 20 again."
    ]
    (undo,) = told[0].data["data"]["actions"]
    assert undo["title"] == "Undo"
    assert hass.states.get("sensor.papa_service_until").state == "2026-12-20"

    await answer(hass, undo["action"])
    assert renewal_of(asked).verification.verdict is None
    assert hass.states.get("sensor.papa_service_until").state == "2027-01-19"
    assert issue_of(hass) is not None
    assert phone[-1].data["message"] == "The answer was taken back. Works until January 19, 2027."

    await answer(hass, undo["action"])
    assert phone[-1].data["message"].startswith("This has already been answered")


async def answer(hass: HomeAssistant, action: str) -> None:
    data, context = {"action": action}, Context(user_id="anna-id")
    hass.bus.async_fire("mobile_app_notification_action", data, context=context)
    await hass.async_block_till_done()
