"""Answers from a phone: the buttons of a push, pressed once, twice, late, or about nothing."""

from pathlib import Path

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.core import Context
import pytest

from .conftest import line_subentry, recipient_subentry

LINE_ID = "L" * 26


@pytest.fixture
def press(hass):
    """Return a function that presses a button, as the companion app reports it."""

    async def press_button(action, user_id=None):
        hass.bus.async_fire(
            "mobile_app_notification_action", {"action": action}, context=Context(user_id=user_id)
        )
        await hass.async_block_till_done()

    return press_button


def buttons_of(push):
    return {button["title"]: button["action"] for button in push.data["data"]["actions"]}


def line_of(entry):
    return entry.runtime_data.lines[LINE_ID]


async def test_renewed_records_the_usual_renewal_and_who_pressed(hass, household, phone, press):
    hass.states.async_set("person.anna", "home", {"user_id": "anna-id", "friendly_name": "Anna"})
    hass.states.async_set("person.paul", "home", {"user_id": "paul-id", "friendly_name": "Paul"})
    entry = await household(line_subentry(), recipient_subentry())

    await press(buttons_of(phone[0])["Renewed"], "paul-id")

    (renewal,) = line_of(entry).record.renewals
    assert (str(renewal.renewed_on), str(renewal.amount)) == ("2026-11-23", "10.0")
    assert (renewal.currency, renewal.payer) == ("EUR", "Paul")
    assert hass.states.get("sensor.papa_service_until").state == "2026-12-26"
    assert phone[-1].data["message"] == "clear_notification"


async def test_pressed_by_somebody_who_is_no_person_of_the_house(hass, household, phone, press):
    hass.states.async_set("person.anna", "home", {"user_id": "anna-id"})
    entry = await household(line_subentry(), recipient_subentry())

    await press(buttons_of(phone[0])["Renewed"], "somebody-else")

    (renewal,) = line_of(entry).record.renewals
    assert renewal.payer is None


async def test_a_second_press_changes_nothing(hass, household, phone, press):
    entry = await household(line_subentry(), recipient_subentry())
    renewed = buttons_of(phone[0])["Renewed"]

    for _ in range(3):
        hass.bus.async_fire("mobile_app_notification_action", {"action": renewed})
    await hass.async_block_till_done()
    await press(renewed)

    assert len(line_of(entry).record.renewals) == 1


async def test_an_answer_works_after_a_restart_days_later(hass, household, phone, press, move_to):
    entry = await household(line_subentry(), recipient_subentry())
    renewed = buttons_of(phone[0])["Renewed"]
    await hass.config_entries.async_reload(entry.entry_id)
    await move_to("2026-12-01T12:00:00+01:00")

    await press(renewed)

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-31"


async def test_later_is_silent_until_tomorrow_and_then_asks_again(
    hass, household, phone, press, move_to
):
    entry = await household(line_subentry(price=None), recipient_subentry())
    later = buttons_of(phone[0])["Later"]
    phone.clear()

    await press(later)
    assert [push.data["message"] for push in phone] == ["clear_notification"]
    assert line_of(entry).record.renewals == ()
    phone.clear()

    await move_to("2026-11-24T08:59:00+01:00")
    assert phone == []
    await move_to("2026-11-24T09:00:00+01:00")
    assert [push.data["message"] for push in phone] == ["Works until Thursday, November 26."]
    await move_to("2026-11-24T20:00:00+01:00")
    assert len(phone) == 1


async def test_a_snooze_outlives_a_restart(hass, household, phone, press, move_to):
    entry = await household(line_subentry(), recipient_subentry())
    await press(buttons_of(phone[0])["Later"])
    phone.clear()

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert phone == []
    await move_to("2026-11-24T09:00:00+01:00")
    assert len(phone) == 1


async def test_an_old_question_snoozes_nothing_in_the_next_cycle(hass, household, phone, press):
    entry = await household(line_subentry(), recipient_subentry())
    answers = buttons_of(phone[0])
    await press(answers["Renewed"])

    await press(answers["Later"])

    assert line_of(entry).record.snooze is None


@pytest.mark.parametrize(
    "action",
    [
        "OPEN_GARAGE",
        "SIM_RENEWAL_RENEWED",
        f"SIM_RENEWAL_RENEWED_{'X' * 26}_00000000",
        f"SIM_RENEWAL_RENEWED_{LINE_ID}_00000000",
        f"SIM_RENEWAL_EXPLODE_{LINE_ID}_00000000",
        "",
        None,
        7,
        {"a": 1},
    ],
)
async def test_what_is_not_an_answer_of_ours_changes_nothing(household, phone, press, action):
    entry = await household(line_subentry(), recipient_subentry())
    before = line_of(entry).record

    await press(action)

    assert line_of(entry).record == before


async def test_buttons_tell_nothing_about_the_line(household, phone):
    await household(line_subentry(), recipient_subentry())

    for action in buttons_of(phone[0]).values():
        for private in ("Papa", "33639980001", "8933010000000000010", "2026", "Orange"):
            assert private not in action


async def test_an_answer_that_cannot_be_kept_says_so(
    hass, household, phone, press, hass_config_dir
):
    entry = await household(line_subentry(), recipient_subentry())
    kept = Path(hass_config_dir) / ".storage" / f"sim_renewal.{LINE_ID}"
    kept.unlink()
    kept.mkdir()

    await press(buttons_of(phone[0])["Renewed"])

    assert line_of(entry).record.renewals == ()
    notification = notifications(hass)[f"sim_renewal_{LINE_ID}_answer"]
    assert notification["title"] == "Papa"
    assert notification["message"].startswith("The disk did not take it")


async def test_what_is_pressed_while_the_household_loads_counts_once_it_has(
    hass, household, phone, press
):
    entry = await household(line_subentry(), recipient_subentry())
    renewed = buttons_of(phone[0])["Renewed"]
    await hass.config_entries.async_unload(entry.entry_id)

    await press(renewed)
    await press(renewed)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert len(line_of(entry).record.renewals) == 1
    assert hass.states.get("sensor.papa_service_until").state == "2026-12-26"
    assert phone[-1].data["message"] == "clear_notification"
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert len(line_of(entry).record.renewals) == 1


async def test_an_answer_about_a_damaged_record_changes_nothing_and_says_so(
    hass, household, phone, press, hass_config_dir
):
    entry = await household(line_subentry(), recipient_subentry())
    renewed = buttons_of(phone[0])["Renewed"]
    kept = Path(hass_config_dir) / ".storage" / f"sim_renewal.{LINE_ID}"
    await hass.config_entries.async_unload(entry.entry_id)
    kept.write_text("{}")
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    await press(renewed)

    assert kept.read_text() == "{}"
    notification = notifications(hass)[f"sim_renewal_{LINE_ID}_answer"]
    assert "Papa" in notification["message"]
