"""Several lines, several people: merging, quiet hours, escalation, other ways, and answers."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.planner import strands_of
from custom_components.sim_renewal.core.rules import Clocks
from custom_components.sim_renewal.core.signals import LineSignals
from custom_components.sim_renewal.push.compose import Matter, async_compose
from custom_components.sim_renewal.repairs import async_create_fix_flow

from .conftest import line_subentry, recipient_subentry
from .dialogs import check_form, choose, go_on, shown

LINE_ID, OTHER_ID, THIRD_ID = "L" * 26, "M" * 26, "N" * 26
ANNA, PAUL = "notify.mobile_app_anna", "notify.mobile_app_paul"
UNDELIVERED = f"sim_renewal_undelivered_{'R' * 26}"


def other_line(**changes: Any) -> Any:
    return line_subentry("Maman", OTHER_ID, number=None, iccid=None, **changes)


def buttons_of(push: ServiceCall) -> dict[str, dict[str, Any]]:
    return {each["title"]: each for each in push.data["data"]["actions"]}


def reminders(received: list[ServiceCall]) -> list[ServiceCall]:
    return [call for call in received if call.data["message"] != "clear_notification"]


def record_of(entry, line_id: str = LINE_ID):
    return entry.runtime_data.lines[line_id].record


@pytest.fixture
def pauls(hass: HomeAssistant) -> list[ServiceCall]:
    """Be the notify action of Paul's phone."""
    received: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_paul", received.append)
    return received


@pytest.fixture
def press(hass: HomeAssistant):
    """Return a function that presses a button, with what was typed."""

    async def press_button(button, text=None, user_id=None):
        data = {"action": button["action"], **({"reply_text": text} if text is not None else {})}
        hass.bus.async_fire(
            "mobile_app_notification_action", data, context=Context(user_id=user_id)
        )
        await hass.async_block_till_done()

    return press_button


def app(hass: HomeAssistant, system: str, user_id: str = "anna-id", name: str = "Anna") -> None:
    """Let a phone of that system be known, as the companion app makes it known."""
    MockConfigEntry(
        domain="mobile_app",
        data={"device_name": name, "os_name": system, "user_id": user_id},
    ).add_to_hass(hass)


# One message.


async def test_lines_that_are_due_together_make_one_message(household, phone) -> None:
    entry = await household(
        line_subentry(price=None),
        other_line(service_until="2026-11-24", price=None),
        recipient_subentry(),
    )

    (push,) = phone
    assert push.data["title"] == "2 SIMs to renew"
    assert push.data["message"] == ("Maman: last day tomorrow.\nPapa: until Thursday, November 26.")
    assert list(buttons_of(push)) == ["✓ Maman", "✓ Papa", "Later"]
    bundles = {record_of(entry, each).deliveries[-1].bundle for each in (LINE_ID, OTHER_ID)}
    assert push.data["data"]["tag"] == f"sim_renewal_{bundles.pop()}"
    assert bundles == set()


async def test_an_answer_about_one_line_leaves_the_others_on_the_phone(
    household, phone, press
) -> None:
    entry = await household(line_subentry(), other_line(), recipient_subentry())
    push = phone.pop()

    await press(buttons_of(push)["✓ Papa"])

    (left,) = phone
    assert len(record_of(entry).renewals) == 1
    assert left.data["title"] == "Maman: 3 days left"
    assert left.data["data"]["tag"] == push.data["data"]["tag"]
    assert left.data["data"]["alert_once"] is True
    phone.clear()

    await press(buttons_of(push)["✓ Maman"])
    (clear,) = phone
    assert clear.data["data"] == {"tag": push.data["data"]["tag"]}


async def test_later_is_meant_for_every_line_of_a_message(household, phone, press, move_to) -> None:
    entry = await household(line_subentry(), other_line(), recipient_subentry())
    later = buttons_of(phone.pop())["Later"]

    await press(later)
    assert all(record_of(entry, each).snooze for each in (LINE_ID, OTHER_ID))
    assert [call.data["message"] for call in phone] == ["clear_notification"]
    await press(later)
    phone.clear()

    await move_to("2026-11-24T09:00:00+01:00")
    assert [push.data["title"] for push in phone] == ["2 SIMs to renew"]


def third_line(**changes: Any) -> Any:
    return line_subentry("Bob", THIRD_ID, number=None, iccid=None, **changes)


def three_lines() -> tuple[Any, ...]:
    """Return lines of which Bob's ends first, and Papa's last."""
    return (
        line_subentry(service_until="2026-11-26"),
        other_line(service_until="2026-11-25"),
        third_line(service_until="2026-11-24"),
    )


LIST = "/todo?entity_id=todo.sim_renewal_renewals_due"


@pytest.mark.parametrize("system", ["Android", "Sailfish"])
@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["✓ Bob", "Later", "Open list"]),
        ("fr", ["✓ Bob", "Plus tard", "Ouvrir la liste"]),
        ("zh-Hans", ["✓ Bob", "稍后", "打开清单"]),
    ],
)
async def test_of_many_lines_the_most_urgent_has_a_button_and_the_list_takes_the_others(
    hass, household, phone, press, system, language, titles
) -> None:
    app(hass, system)
    entry = await household(*three_lines(), recipient_subentry(language=language))

    (push,) = phone
    assert push.data["title"].startswith("3")
    assert [each[:3] for each in push.data["message"].split("\n")] == ["Bob", "Mam", "Pap"]
    assert [each.replace("\u00a0", " ") for each in buttons_of(push)] == titles
    renewed, _, opens = buttons_of(push).values()
    assert (opens["action"], opens["uri"]) == ("URI", LIST)
    assert push.data["data"]["clickAction"] == push.data["data"]["url"] == LIST
    assert hass.states.get("todo.sim_renewal_renewals_due").state == "3"

    phone.clear()
    await press(renewed)
    assert [len(record_of(entry, each).renewals) for each in (LINE_ID, OTHER_ID, THIRD_ID)] == [
        0,
        0,
        1,
    ]
    (left,) = phone
    assert left.data["title"].startswith("2")
    assert len(buttons_of(left)) == 3
    assert "uri" not in str(buttons_of(left))


async def test_what_is_ticked_in_the_list_goes_from_the_message(hass, household, phone) -> None:
    await household(*three_lines(), recipient_subentry())
    phone.clear()
    items = await hass.services.async_call(
        "todo",
        "get_items",
        {"entity_id": "todo.sim_renewal_renewals_due"},
        blocking=True,
        return_response=True,
    )
    (bob,) = [
        each for each in items["todo.sim_renewal_renewals_due"]["items"] if "Bob" in each["summary"]
    ]

    await hass.services.async_call(
        "todo",
        "update_item",
        {
            "entity_id": "todo.sim_renewal_renewals_due",
            "item": bob["uid"],
            "status": "completed",
        },
        blocking=True,
    )
    await hass.async_block_till_done()

    assert [push.data["title"] for push in phone] == ["2 SIMs to renew"]


async def test_an_iphone_has_a_button_of_every_line_as_far_as_there_is_room(
    hass, household, phone
) -> None:
    app(hass, "iOS")
    ids = [f"{number:026}" for number in range(12)]
    lines = [
        line_subentry(
            f"SIM {number}",
            line_id,
            number=None,
            iccid=None,
            service_until="2026-11-25" if number == 7 else "2026-11-26",
        )
        for number, line_id in enumerate(ids)
    ]
    await household(*lines, recipient_subentry())

    (push,) = phone
    assert list(buttons_of(push)) == [
        "✓ SIM 7",
        "Later",
        "Open list",
        *(f"✓ SIM {number}" for number in (0, 1, 2, 3, 4, 5, 6)),
    ]
    assert push.data["message"].count("\n") == 11


async def test_without_the_list_there_is_room_for_two_lines(
    hass, household, phone, move_to
) -> None:
    entry = await household(*three_lines(), recipient_subentry())
    er.async_get(hass).async_update_entity(
        "todo.sim_renewal_renewals_due", disabled_by=er.RegistryEntryDisabler.USER
    )
    await hass.config_entries.async_reload(entry.entry_id)
    phone.clear()

    await move_to("2026-11-27T09:00:00+01:00")

    (push,) = reminders(phone)
    assert list(buttons_of(push)) == ["✓ Bob", "✓ Maman", "Later"]
    assert push.data["data"]["url"] == "/"


async def test_a_line_that_cannot_be_renewed_by_a_press_has_no_button_for_it(
    household, phone
) -> None:
    await household(
        line_subentry(rule="never"), other_line(service_until="2026-11-25"), recipient_subentry()
    )

    assert list(buttons_of(phone[0])) == ["✓ Maman", "Later", "Open list"]


async def test_what_is_over_comes_after_what_can_be_saved_and_data_come_last(
    household, phone
) -> None:
    await household(
        line_subentry(service_until="2026-11-20", price=None, data_remaining=0.1),
        other_line(service_until="2026-11-26", price=None, data_remaining=0.2),
        third_line(service_until=None, number_until="2026-11-24", price=None),
        recipient_subentry(),
    )

    (push,) = phone
    assert push.data["title"] == "3 SIMs: something to do"
    assert push.data["message"].split("\n") == [
        "Bob: Number lost in 1 day.",
        "Maman: until Thursday, November 26.",
        "Papa: no service since November 21.",
        "Maman: Only 0.2 GB of data left. Works until Thursday, November 26.",
    ]


# When nobody is to be disturbed.


async def test_in_quiet_hours_only_a_last_day_is_spoken_of(hass, household, phone, move_to) -> None:
    entry = await household(
        line_subentry(service_until="2026-11-24"),
        other_line(service_until="2026-11-23"),
        recipient_subentry(),
        verify_renewals=False,
    )
    phone.clear()
    await hass.config_entries.async_unload(entry.entry_id)

    await move_to("2026-11-24T23:30:00+01:00")
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    spoken, left = reminders(phone)
    assert spoken.data["title"] == "Papa: last day today"
    assert (left.data["title"], left.data["data"]["alert_once"]) == ("Maman does not work", True)
    phone.clear()

    await move_to("2026-11-25T06:59:00+01:00")
    assert reminders(phone) == []
    await move_to("2026-11-25T07:00:00+01:00")
    assert [push.data["title"] for push in reminders(phone)] == ["Maman does not work"]


async def test_no_more_messages_a_day_than_wished(hass, household, phone, act, move_to) -> None:
    await household(line_subentry(service_until="2026-12-20"), recipient_subentry(), daily_cap=1)
    await act("update_balance", data=0.4)
    await act("set_validity", service_until="2026-11-30")
    assert len(reminders(phone)) == 1

    await move_to("2026-11-24T07:00:00+01:00")
    assert len(reminders(phone)) == 2


async def test_a_line_can_have_days_of_its_own_or_none(hass, household, phone, move_to) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    assert len(phone) == 1
    form = await choose(hass, entry, LINE_ID, "reminders")
    assert shown(form) == {"remind": True, "remind_before": [], "remind_whom": []}
    form = await go_on(hass, form, remind_before=["x"])
    check_form(form, "reminders", {"remind_before": "not_a_number"})
    await go_on(hass, form, remind_before=["2"])
    assert entry.runtime_data.lines[LINE_ID].plan.before == (2,)
    phone.clear()

    await move_to("2026-11-24T09:00:00+01:00")
    assert len(phone) == 1
    await go_on(hass, await choose(hass, entry, LINE_ID, "reminders"), remind=False)
    phone.clear()
    await move_to("2026-11-26T09:00:00+01:00")
    assert reminders(phone) == []


@pytest.mark.parametrize("standing", ["suspended", "archived"])
async def test_a_line_that_is_not_in_use_is_silent(household, phone, standing, move_to) -> None:
    await household(line_subentry(standing=standing), recipient_subentry())
    await move_to("2026-11-26T09:00:00+01:00")

    assert phone == []


async def test_a_stage_can_be_skipped(household, phone, move_to) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    line = entry.runtime_data.lines[LINE_ID]

    assert (await line.async_skip_stage()).key == "service-3"
    assert (await line.async_skip_stage()).key == "service-1"
    phone.clear()
    await move_to("2026-11-25T09:00:00+01:00")
    assert reminders(phone) == []
    await move_to("2026-11-26T09:00:00+01:00")
    assert len(reminders(phone)) == 1


# Other matters.


async def test_low_data_is_told_once_until_there_is_enough_again(
    hass, household, phone, act
) -> None:
    await household(line_subentry(service_until="2026-12-20"), recipient_subentry())
    await act("update_balance", data=3, allowance=4)
    assert phone == []

    await act("update_balance", data=0.35)
    await act("update_balance", data=0.3)
    (push,) = phone
    assert push.data["title"] == "Papa: little data left"
    assert push.data["message"] == "Only 0.35 GB of data left. Works until December 20."
    assert push.data["data"]["tag"] == f"sim_renewal_{LINE_ID}_data_low"
    assert hass.states.get("event.papa_reminder").attributes["event_type"] == "data_low"

    await act("update_balance", data=3)
    assert phone.pop().data["message"] == "clear_notification"
    await act("update_balance", data=0.1)
    assert phone[-1].data["message"] == "Only 0.1 GB of data left. Works until December 20."


async def test_the_end_of_a_promotion_is_told(household, phone, move_to) -> None:
    await household(
        line_subentry(service_until="2027-05-20", promotion_until="2026-11-26"),
        recipient_subentry(),
    )

    (push,) = phone
    assert push.data["title"] == "Papa: promotion ends"
    assert push.data["message"].startswith("The promotion ends on Thursday, November 26.")


async def test_the_line_says_when_the_next_reminder_comes_and_to_whom(
    hass, household, phone, pauls
) -> None:
    await household(
        line_subentry(),
        recipient_subentry(),
        recipient_subentry("Paul", PAUL, subentry_id="P" * 26),
    )

    state = hass.states.get("sensor.papa_next_reminder")
    assert state.state == "2026-11-25T08:00:00+00:00"
    assert state.attributes["recipients"] == ["Anna", "Paul"]
    assert hass.states.get("sensor.papa_next_reminder_to").state == "Anna, Paul"


async def test_many_recipients_are_named_as_far_as_there_is_room(hass, household, phone) -> None:
    names = [f"Somebody with a long name {number}" for number in range(10)]
    await household(
        line_subentry(),
        *(
            recipient_subentry(name, subentry_id=str(number) * 26)
            for number, name in enumerate(names)
        ),
    )

    told = hass.states.get("sensor.papa_next_reminder_to").state
    assert told.startswith("Somebody with a long name 0, Somebody with a long name 1, ")
    assert told.endswith("…")
    assert len(told) <= 255


async def test_a_line_without_dates_has_no_next_reminder(hass, household, phone) -> None:
    await household(line_subentry(service_until=None), recipient_subentry())

    state = hass.states.get("sensor.papa_next_reminder")
    assert (state.state, state.attributes["recipients"]) == ("unknown", [])
    assert hass.states.get("sensor.papa_next_reminder_to").state == "unknown"


# Other people, other ways.


def for_emergencies(*targets: str) -> Any:
    paul = recipient_subentry("Paul", *(targets or (PAUL,)), subentry_id="P" * 26)
    paul["data"]["role"] = "escalation"
    return paul


async def test_who_is_for_emergencies_hears_once_nobody_has_answered(
    household, phone, pauls, move_to
) -> None:
    await household(
        line_subentry(service_until="2026-12-07"), recipient_subentry(), for_emergencies()
    )
    for day in ("2026-11-30", "2026-12-04"):
        assert pauls == []
        await move_to(f"{day}T09:00:00+01:00")

    assert len(pauls) == 1
    assert len(phone) == 3


async def test_an_answer_keeps_others_out_of_it(household, phone, pauls, press, move_to) -> None:
    await household(
        line_subentry(service_until="2026-12-07"), recipient_subentry(), for_emergencies()
    )
    await move_to("2026-11-30T09:00:00+01:00")
    await press(
        buttons_of(phone[-1])["In 3 days"]
        if "In 3 days" in buttons_of(phone[-1])
        else buttons_of(phone[-1])["Later"]
    )
    await move_to("2026-12-04T09:00:00+01:00")

    assert pauls == []


async def test_hours_without_an_answer_bring_in_the_next(household, phone, pauls, move_to) -> None:
    await household(
        line_subentry(service_until="2026-12-07"),
        recipient_subentry(),
        for_emergencies(),
        escalate_hours=24,
    )
    await move_to("2026-11-24T09:59:00+01:00")
    assert pauls == []
    await move_to("2026-11-24T10:00:00+01:00")
    assert len(pauls) == 1


async def test_who_cannot_be_reached_is_stood_in_for(household, pauls, move_to) -> None:
    await household(line_subentry(), recipient_subentry(), for_emergencies())
    assert pauls == []
    await move_to("2026-11-23T10:01:00+01:00")

    assert len(pauls) == 1


async def test_after_the_second_failure_the_next_way_is_tried(hass, household, move_to) -> None:
    received: list[ServiceCall] = []
    hass.services.async_register("notify", "letter", received.append)
    anna = recipient_subentry()
    anna["data"]["fallbacks"] = ["notify.gone", "notify.letter", "persistent_notification"]
    await household(line_subentry(price=None), anna)
    assert received == []

    await move_to("2026-11-23T10:01:00+01:00")

    assert [call.data["message"] for call in received] == ["Works until Thursday, November 26."]
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"recipient_unreachable_{'R' * 26}")
    await move_to("2026-11-23T12:00:00+01:00")
    assert len(received) == 1


async def test_what_no_phone_takes_is_shown_at_home_until_it_is_over(
    hass, household, press, act, move_to
) -> None:
    await household(line_subentry(price=None), recipient_subentry())
    assert UNDELIVERED not in notifications(hass)

    await move_to("2026-11-23T10:01:00+01:00")
    shown = notifications(hass)[UNDELIVERED]
    assert shown["message"] == "Works until Thursday, November 26."
    await move_to("2026-11-24T09:00:00+01:00")
    assert notifications(hass)[UNDELIVERED]["message"] == "Works until Thursday, November 26."

    await act("record_renewal", amount=10)
    assert UNDELIVERED not in notifications(hass)


async def test_what_a_phone_takes_in_the_end_is_no_longer_shown_at_home(
    hass, household, move_to
) -> None:
    received: list[ServiceCall] = []
    await household(line_subentry(service_until="2026-11-23"), recipient_subentry())
    assert UNDELIVERED in notifications(hass)

    hass.services.async_register("notify", "mobile_app_anna", received.append)
    await move_to("2026-11-23T10:01:00+01:00")

    assert len(received) == 1
    assert UNDELIVERED not in notifications(hass)


async def test_what_is_shown_at_home_goes_with_the_household(hass, household) -> None:
    entry = await household(line_subentry(service_until="2026-11-23"), recipient_subentry())
    assert UNDELIVERED in notifications(hass)

    await hass.config_entries.async_unload(entry.entry_id)

    assert UNDELIVERED not in notifications(hass)


async def test_one_phone_of_two_that_fails_is_made_known_and_nothing_is_sent_twice(
    hass, household, phone, move_to
) -> None:
    await household(
        line_subentry(), recipient_subentry("Anna", "notify.mobile_app_anna", "notify.gone")
    )
    issue_id = f"recipient_unreachable_{'R' * 26}"

    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    assert issue.translation_placeholders["targets"] == "Gone"
    await move_to("2026-11-23T20:00:00+01:00")
    assert len(phone) == 1

    hass.services.async_register("notify", "gone", lambda call: None)
    await move_to("2026-11-25T09:00:00+01:00")
    assert len(phone) == 2
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id) is None


async def test_home_assistants_own_list_can_be_the_only_way(hass, household, act) -> None:
    await household(line_subentry(), recipient_subentry("Anna", "persistent_notification"))
    assert f"sim_renewal_{LINE_ID}" in notifications(hass)

    await act("record_renewal", amount=10)

    assert f"sim_renewal_{LINE_ID}" not in notifications(hass)


async def test_on_a_last_day_the_next_way_is_tried_at_once(hass, household, press) -> None:
    anna = recipient_subentry()
    anna["data"]["fallbacks"] = ["persistent_notification"]
    await household(line_subentry(service_until="2026-11-23"), anna)
    assert f"sim_renewal_{LINE_ID}" in notifications(hass)


async def fix(hass: HomeAssistant, issue_id: str) -> Any:
    await async_setup_component(hass, "repairs", {})
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    flow = await async_create_fix_flow(hass, issue_id, issue.data)
    flow.hass = hass
    flow.flow_id, flow.handler, flow.context = "flow", DOMAIN, {}
    return flow


async def test_a_phone_that_is_gone_is_noticed_before_it_is_needed(hass, household, phone) -> None:
    issue_id = f"target_missing_{'R' * 26}"
    entry = await household(line_subentry(service_until="2027-06-01"), recipient_subentry())
    issues = ir.async_get(hass)
    assert issues.async_get_issue(DOMAIN, issue_id) is None

    hass.services.async_remove("notify", "mobile_app_anna")
    await hass.async_block_till_done()
    assert issues.async_get_issue(DOMAIN, issue_id).translation_placeholders == {
        "recipient": "Anna",
        "targets": "Anna",
    }

    hass.services.async_register("notify", "mobile_app_new", phone.append)
    flow = await fix(hass, issue_id)
    form = await flow.async_step_init()
    assert form["step_id"] == "targets"
    assert form["description_placeholders"] == {"recipient": "Anna", "targets": "Anna"}
    assert (await flow.async_step_targets({"targets": []}))["errors"] == {"targets": "no_target"}
    ways = {"targets": ["notify.mobile_app_new"], "fallbacks": ["persistent_notification"]}
    done = await flow.async_step_targets(ways)
    await hass.async_block_till_done()

    assert done["type"] == "create_entry"
    assert entry.subentries["R" * 26].data == {"language": "en", **ways}
    assert issues.async_get_issue(DOMAIN, issue_id) is None


async def test_a_repair_of_a_recipient_that_is_gone_says_so(hass, household) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    flow = await fix(hass, f"target_missing_{'R' * 26}")
    hass.config_entries.async_remove_subentry(entry, "R" * 26)
    await hass.async_block_till_done()

    assert (await flow.async_step_init())["reason"] == "recipient_gone"


@pytest.mark.parametrize(
    ("signals", "title", "message"),
    [
        (
            {
                "runs_out_at": "2026-11-25T12:00:00+01:00",
                "foreseen_at": "2026-11-23T09:30:00+01:00",
            },
            "Papa: data will not last",
            "At this pace the data is used up on Wednesday, November 25, before service ends.",
        ),
        (
            {
                "silent_since": "2026-11-21T12:00:00+01:00",
                "stale_since": "2026-11-23T12:00:00+01:00",
            },
            "Papa: no news",
            (
                "The source of this line has been silent since November 21."
                " Its balance may have changed."
            ),
        ),
    ],
)
async def test_what_others_find_out_about_a_line_is_put_in_words(
    hass, household, signals, title, message
) -> None:
    entry = await household(line_subentry())
    line = entry.runtime_data.lines[LINE_ID]
    known = LineSignals(**{key: datetime.fromisoformat(at) for key, at in signals.items()})
    today = entry.runtime_data.now().date()
    (strand,) = strands_of(line.data, line.plan, known, today)[1:]
    matter = Matter(line.data, known, strand.cycle, strand.stages[0], "/")

    push = await async_compose(hass, "en", [matter], today)

    assert (push.title, push.message) == (title, message)
    endless = replace(matter, state=replace(line.data, clocks=Clocks()), stage=line.stages[0])
    with pytest.raises(ValueError, match="nothing to remind of"):
        await async_compose(hass, "en", [endless], today)


# Buttons.

CHANNELS = [
    {"kind": "app", "link": "app://com.orange.mobile"},
    {"kind": "code", "code": "#123#"},
    {"kind": "phone_call", "link": "tel:3999"},
    {"kind": "website", "link": "https://www.orange.fr/recharge"},
]


@pytest.mark.parametrize(
    ("carrier_id", "way", "is_opened"),
    [
        ("fr.orange", {"kind": "website", "link": "https://www.orange.fr/recharge"}, True),
        ("fr.orange", {"kind": "marketplace", "link": "https://www.amazon.fr/"}, False),
        ("fr.orange", {"kind": "website", "link": "https://www.amazon.fr/orange"}, False),
        ("fr.orange", {"kind": "website", "link": "https://recharge.example.com/"}, False),
        ("fr.orange", {"kind": "app", "link": "https://play.google.com/store/apps/x"}, True),
        ("fr.orange", {"kind": "website", "link": "https://play.google.com/store/x"}, False),
        ("fr.orange", {"kind": "code", "code": "#123#"}, False),
        ("fr.orange", {"kind": "phone_call", "link": "tel:740"}, False),
        ("fr.orange", {"kind": "code", "code": "*555#"}, True),
        ("fr.nrj_mobile", {"kind": "website", "link": "https://www.nrjmobile.fr/"}, False),
        (None, {"kind": "website", "link": "https://recharge.example.com/"}, True),
        (None, {"kind": "website", "link": "https://www.amazon.fr/orange"}, False),
    ],
)
async def test_the_third_button_is_the_carriers_own_way_that_is_confirmed(
    household, phone, carrier_id, way, is_opened
) -> None:
    """What the catalogue only heard of, and where anybody may sell, is never one tap away."""
    line = line_subentry(carrier_id=carrier_id, carrier="X", channels=[way])
    await household(line, recipient_subentry())

    opened = [each.get("uri") for each in phone[0].data["data"]["actions"] if "uri" in each]
    assert bool(opened) is is_opened
    assert ("Reply" in buttons_of(phone[0])) is not is_opened


@pytest.mark.parametrize(
    ("system", "title", "uri"),
    [
        ("Android", "Open app", "app://com.orange.mobile"),
        ("iOS", "Call carrier", "tel:3999"),
        ("Sailfish", "Call carrier", "tel:3999"),
    ],
)
async def test_a_button_opens_the_best_way_that_the_phone_can_open(
    hass, household, phone, system, title, uri
) -> None:
    app(hass, system)
    await household(line_subentry(channels=CHANNELS[:3]), recipient_subentry())

    button = buttons_of(phone[0])[title]
    assert (button["action"], button["uri"]) == ("URI", uri)
    assert (len(buttons_of(phone[0])) == 3) is (system != "iOS")


async def test_a_call_is_made_on_android_through_its_own_scheme(hass, household, phone) -> None:
    app(hass, "Android")
    await household(line_subentry(channels=CHANNELS[1:3]), recipient_subentry())

    assert buttons_of(phone[0])["Call carrier"]["uri"] == "deep-link://tel:3999"


async def test_an_amount_can_be_typed_as_an_answer(hass, household, phone, press) -> None:
    hass.states.async_set("person.anna", "home", {"user_id": "anna-id", "friendly_name": "Anna"})
    entry = await household(line_subentry(), recipient_subentry())
    reply = buttons_of(phone[0])["Reply"]
    assert reply["behavior"] == "textInput"
    assert reply["textInputPlaceholder"] == "Paid or left: €10, 12.5 GB"

    await press(reply, "12,50 €", "anna-id")

    (renewal,) = record_of(entry).renewals
    assert (str(renewal.amount), renewal.currency, renewal.payer) == ("12.5", "EUR", "Anna")
    assert str(renewal.expected) == "10.0"
    assert phone[-1].data["message"] == "clear_notification"


async def test_the_data_that_is_left_can_be_typed_as_an_answer(
    hass, household, phone, press
) -> None:
    await household(line_subentry(), recipient_subentry())

    await press(buttons_of(phone[0])["Reply"], "12,5 Go")

    assert hass.states.get("sensor.papa_data_remaining").state == "12.5"


async def test_money_is_the_new_credit_of_a_line_that_lives_on_it(
    hass, household, phone, press
) -> None:
    rule = {"rule": "balance_burn", "fee": 2.0, "term": 1, "term_unit": "months", "credit": 0.5}
    entry = await household(line_subentry(service_until=None, **rule), recipient_subentry())

    await press(buttons_of(phone[0])["Reply"], "12 €")

    assert record_of(entry).renewals == ()
    assert hass.states.get("sensor.papa_service_until").state == "2027-05-23"


async def test_what_is_not_understood_is_answered_on_the_phone_that_asked(
    hass, household, phone, press
) -> None:
    app(hass, "Android")
    entry = await household(line_subentry(), recipient_subentry(language="fr"))
    phone_before = len(phone)

    await press(buttons_of(phone[0])["Répondre"], "demain", "anna-id")

    assert record_of(entry).renewals == ()
    (answer,) = phone[phone_before:]
    assert answer.data["title"] == "Papa"
    assert answer.data["message"].startswith("«\u00a0demain\u00a0» n’a pas été compris.")  # noqa: RUF001


async def test_a_second_press_is_told_that_it_was_done_already(
    hass, household, phone, press
) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    buttons = buttons_of(phone[0])
    await press(buttons["Renewed"])

    already = "This has already been answered; nothing was changed."
    a_moment_ago = "It was recorded just now. Nothing was added."
    otherwise = "€10 was recorded just now. Nothing was added."

    for title, text, sentence in (
        ("Renewed", None, a_moment_ago),
        ("Later", None, already),
        ("Reply", "10", a_moment_ago),
        ("Reply", "12", otherwise),
    ):
        notifications(hass).clear()
        await press(buttons[title], text)
        (told,) = notifications(hass).values()
        assert told["message"] == f"{sentence} Works until December 26."

    assert len(record_of(entry).renewals) == 1


async def test_a_press_about_a_line_that_is_gone_is_told_so(hass, household, phone, press) -> None:
    entry = await household(line_subentry(), other_line(), recipient_subentry())
    buttons = buttons_of(phone[0])
    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    await hass.async_block_till_done()

    await press(buttons["✓ Papa"])

    (told,) = notifications(hass).values()
    assert told["message"] == "This line has been deleted; nothing was changed."


async def test_later_on_the_last_day_asks_again_the_same_day(
    household, phone, press, move_to
) -> None:
    await household(line_subentry(service_until="2026-11-23"), recipient_subentry())
    await press(buttons_of(phone[0])["Later"])
    phone.clear()

    await move_to("2026-11-23T13:00:00+01:00")
    assert len(phone) == 1


# Bulletins.


async def test_a_digest_comes_once_a_week(hass, household, phone, move_to) -> None:
    entry = await household(
        line_subentry(service_until="2026-12-20", number_until="2026-12-22"),
        other_line(service_until="2027-12-20"),
        recipient_subentry(),
        digest="tuesday",
        remind_before=[1],
    )
    assert phone == []

    await move_to("2026-11-24T09:00:00+01:00")
    (digest,) = phone
    assert digest.data["title"] == "SIM lines of the next 30 days"
    assert digest.data["message"] == (
        "Papa: service until December 20.\nPapa: number kept until December 22."
    )
    await hass.config_entries.async_reload(entry.entry_id)
    await move_to("2026-11-25T09:00:00+01:00")
    assert len(phone) == 1


async def test_a_digest_of_nothing_says_so_after_the_quiet_hours(
    hass, household, phone, move_to
) -> None:
    entry = await household(recipient_subentry(), digest="tuesday")
    await hass.config_entries.async_unload(entry.entry_id)
    await move_to("2026-12-02T03:00:00+01:00")
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert phone == []

    await move_to("2026-12-02T07:00:00+01:00")
    assert [push.data["message"] for push in phone] == ["Nothing ends in the next 30 days."]


async def test_a_sign_of_life_comes_each_month_also_when_it_failed_first(
    hass, household, move_to
) -> None:
    entry = await household(
        line_subentry(service_until="2028-12-20"), recipient_subentry(), heartbeat=True
    )
    await move_to("2026-12-01T09:00:00+01:00")
    received: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_anna", received.append)
    assert received == []

    await move_to("2026-12-01T09:01:00+01:00")
    assert [push.data["message"] for push in received] == [
        "All is well with the reminders. Lines watched: 1."
    ]
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()


async def test_a_lost_file_of_bulletins_is_no_reason_to_send_none(
    hass, household, phone, move_to, hass_config_dir, caplog
) -> None:
    entry = await household(recipient_subentry(), digest="tuesday")
    await hass.config_entries.async_unload(entry.entry_id)
    kept = Path(hass_config_dir) / ".storage" / f"sim_renewal.{entry.entry_id}.bulletins"
    kept.unlink()
    kept.mkdir()
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert phone == []
    kept.rmdir()

    await move_to("2026-11-24T09:00:00+01:00")
    assert len(phone) == 1
