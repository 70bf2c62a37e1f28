"""Reminders: each stage once, to every recipient, whatever happens in between."""

import asyncio
from contextvars import Context
from datetime import date, timedelta
import logging
from pathlib import Path

from homeassistant.components.mobile_app.const import DOMAIN as MOBILE_APP
from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.const import DOMAIN

from .conftest import line_subentry, recipient_subentry

LINE_ID = "L" * 26
TAG = f"sim_renewal_{LINE_ID}"
UNREACHABLE = (DOMAIN, f"recipient_unreachable_{'R' * 26}")


def messages(received: list[ServiceCall]) -> list[str]:
    return [call.data["message"] for call in received]


async def renew(hass: HomeAssistant) -> None:
    await hass.services.async_call(
        "button", "press", {"entity_id": "button.papa_mark_renewed"}, blocking=True
    )
    await hass.async_block_till_done()


async def test_a_push_says_the_deed_and_the_last_day_and_asks(hass, household, phone) -> None:
    await household(line_subentry(), recipient_subentry())

    (push,) = phone
    assert push.data["title"] == "Papa: 3 days left"
    assert push.data["message"] == "Works until Thursday, November 26. Usually €10."
    data = push.data["data"]
    assert (data["tag"], data["group"], data["channel"]) == (TAG, "sim_renewal", "SIM Renewal")
    assert (data["url"], data["clickAction"]) == (
        "/?more-info-entity-id=sensor.papa_status",
        "entityId:sensor.papa_status",
    )
    assert [button["title"] for button in data["actions"]] == ["Renewed", "Later", "Reply"]
    assert data["push"] == {"interruption-level": "time-sensitive"}


@pytest.mark.parametrize(
    ("language", "title", "message", "buttons"),
    [
        (
            "fr",
            "Papa\u00a0: plus que 3\u00a0jours",
            "Fonctionne jusqu’au jeudi 26\u00a0novembre. D’habitude 10\u00a0€.",  # noqa: RUF001
            ["C\u2019est rechargé", "Plus tard", "Répondre"],
        ),
        (
            "zh-Hans",
            "Papa：还剩 3 天",  # noqa: RUF001
            "有效期至11月26日星期四。平时价格 €10。",
            ["已续费", "稍后", "回复"],
        ),
        (
            "xx",
            "Papa: 3 days left",
            "Works until Thursday, November 26. Usually €10.",
            ["Renewed", "Later", "Reply"],
        ),
    ],
)
async def test_a_push_is_in_the_language_of_its_recipient(
    household, phone, language, title, message, buttons
) -> None:
    await household(line_subentry(), recipient_subentry(language=language))

    (push,) = phone
    assert (push.data["title"], push.data["message"]) == (title, message)
    assert [button["title"] for button in push.data["data"]["actions"]] == buttons


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"service_until": "2026-11-23"},
            "Calls and data stop tonight. Renew today.",
        ),
        (
            {"service_until": "2026-11-24"},
            "Works until tomorrow, November 24.",
        ),
        (
            {"service_until": "2026-11-20"},
            "No service since November 21. Renew to use it again.",
        ),
        (
            {"service_until": "2026-10-30", "grace": 30, "grace_unit": "days"},
            ("No service since October 31. Renew by Sunday, November 29 to keep the number."),
        ),
        (
            {"service_until": "2026-10-24", "grace": 1},
            ("No service since October 25. Renew by tomorrow, November 24, to keep the number."),
        ),
        (
            {"service_until": "2026-10-23", "grace": 1},
            ("No service since October 24. Renew today to keep the number."),
        ),
        (
            {"service_until": None, "number_until": "2026-11-30"},
            "Renew by November 30 to keep the number.",
        ),
        ({"service_until": "2027-01-02"}, None),
        (
            {"service_until": "2026-10-01", "number_until": "2026-11-20"},
            (
                "The number was kept until November 20."
                " Ask the carrier at once whether it can be saved."
            ),
        ),
    ],
)
async def test_a_push_fits_the_stage(household, phone, settings, message) -> None:
    await household(line_subentry(price=None, **settings), recipient_subentry())

    assert messages(phone) == ([message] if message else [])


async def test_a_last_day_in_another_year_is_written_with_its_year(
    household, phone, move_to
) -> None:
    await move_to("2026-12-30T10:00:00+01:00")
    await household(line_subentry(service_until="2027-01-02", price=None), recipient_subentry())

    assert messages(phone) == ["Works until Saturday, January 2, 2027."]


async def test_a_line_that_no_press_renews_offers_no_button_for_it(household, phone) -> None:
    await household(line_subentry(rule="never"), recipient_subentry())

    (push,) = phone
    assert [button["title"] for button in push.data["data"]["actions"]] == [
        "Later",
        "Reply",
        "In 3 days",
    ]


async def test_a_stage_is_not_sent_again_after_a_restart(hass, household, phone) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    assert len(phone) == 1

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert len(phone) == 1


async def test_the_next_stage_comes_at_its_time_and_not_before(household, phone, move_to) -> None:
    await household(line_subentry(price=None), recipient_subentry())
    phone.clear()

    await move_to("2026-11-25T08:59:59+01:00")
    assert phone == []
    await move_to("2026-11-25T09:00:00+01:00")
    assert messages(phone) == ["Works until tomorrow, November 26."]
    await move_to("2026-11-25T23:00:00+01:00")
    assert len(phone) == 1


async def test_the_time_of_day_can_be_chosen(household, phone, move_to) -> None:
    line = line_subentry(service_until="2026-12-07")
    await household(line, recipient_subentry(), reminder_time="18:30:00")
    assert phone == []

    await move_to("2026-11-23T18:30:00+01:00")
    assert len(phone) == 1


async def test_the_days_can_be_chosen(household, phone, move_to) -> None:
    await household(line_subentry(), recipient_subentry(), remind_before=[2])
    assert phone == []

    await move_to("2026-11-24T09:00:00+01:00")
    assert len(phone) == 1


async def test_after_a_downtime_only_the_last_stage_missed_is_caught_up(
    hass, household, phone, move_to
) -> None:
    entry = await household(line_subentry(price=None), recipient_subentry())
    await hass.config_entries.async_unload(entry.entry_id)
    phone.clear()

    await move_to("2026-11-29T22:00:00+01:00")
    assert phone == []
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert messages(phone) == ["No service since November 27. Renew to use it again."]


async def test_reminders_go_on_after_the_end(household, phone, move_to) -> None:
    await household(line_subentry(), recipient_subentry())
    phone.clear()
    heard_on = []
    for days in range(1, 40):
        day = date(2026, 11, 23) + timedelta(days=days)
        phone.clear()
        await move_to(f"{day}T09:00:00+01:00")
        heard_on += [(day - date(2026, 11, 26)).days] * len(phone)

    assert heard_on == [-1, 0, 1, 3, 7, 14, 21, 28, 35]


async def test_a_renewal_clears_the_push_on_every_phone(hass, household, phone) -> None:
    tablet: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_tablet", tablet.append)
    await household(
        line_subentry(),
        recipient_subentry("Anna", "notify.mobile_app_anna", "notify.mobile_app_tablet"),
    )
    phone.clear()
    tablet.clear()

    await renew(hass)

    for received in (phone, tablet):
        (clear,) = received
        assert clear.data["message"] == "clear_notification"
        assert clear.data["data"] == {"tag": TAG}


async def test_what_is_answered_while_a_message_is_prepared_is_not_told(hass, household) -> None:
    told: list[str] = []

    async def receive(call) -> None:
        told.append(call.data["message"])
        if told[-1] == "clear_notification" and len(told) == 2:
            await lines[other].async_record_renewal(lines[other].usual_renewal())

    hass.services.async_register("notify", "mobile_app_anna", receive)
    other = "M" * 26
    maman = line_subentry("Maman", other, number=None, iccid=None, service_until="2027-06-01")
    entry = await household(line_subentry(), maman, recipient_subentry())
    lines = entry.runtime_data.lines

    async with entry.runtime_data.turn:  # what happens meanwhile makes one message
        await lines[LINE_ID].async_record_renewal(lines[LINE_ID].usual_renewal())
        await lines[other].async_state_dates(date(2026, 11, 26))
        await asyncio.sleep(0)
    await hass.async_block_till_done()

    assert len(lines[other].record.renewals) == 1
    assert [each for each in told[1:] if each != "clear_notification"] == []


async def test_a_renewed_line_is_silent_until_its_next_cycle(
    hass, household, phone, move_to
) -> None:
    await household(line_subentry(price=None), recipient_subentry(), verify_renewals=False)
    await renew(hass)
    phone.clear()

    await move_to("2026-12-11T09:00:00+01:00")
    assert phone == []
    await move_to("2026-12-12T09:00:00+01:00")
    assert messages(phone) == ["Works until December 26."]


async def test_each_recipient_hears_of_each_stage_once(hass, household, phone, move_to) -> None:
    tablet: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_tablet", tablet.append)
    await household(
        line_subentry(price=None),
        recipient_subentry(),
        recipient_subentry("Paul", "notify.mobile_app_tablet", language="fr", subentry_id="P" * 26),
    )
    await move_to("2026-11-26T09:00:00+01:00")

    assert messages(phone) == [
        "Works until Thursday, November 26.",
        "Calls and data stop tonight. Renew today.",
    ]
    assert messages(tablet) == [
        "Fonctionne jusqu’au jeudi 26\u00a0novembre.",  # noqa: RUF001
        "Appels et données s’arrêtent ce soir. Rechargez aujourd’hui.",  # noqa: RUF001
    ]


async def test_a_notify_entity_receives_plain_words(hass, household) -> None:
    received: list[ServiceCall] = []
    hass.services.async_register("notify", "send_message", received.append)
    hass.states.async_set("notify.kitchen", "unknown")
    await household(line_subentry(price=None), recipient_subentry("Kitchen", "notify.kitchen"))

    (message,) = received
    assert message.data == {
        "entity_id": "notify.kitchen",
        "title": "Papa: 3 days left",
        "message": "Works until Thursday, November 26.",
    }


async def test_another_notify_action_receives_plain_words(hass, household) -> None:
    received: list[ServiceCall] = []
    hass.services.async_register("notify", "letter", received.append)
    await household(line_subentry(price=None), recipient_subentry("Letter", "notify.letter"))
    await renew(hass)

    (message,) = received
    assert message.data == {
        "title": "Papa: 3 days left",
        "message": "Works until Thursday, November 26.",
    }


async def test_without_recipients_home_assistant_itself_reminds(hass, household) -> None:
    await household(line_subentry(price=None))
    assert notifications(hass)[TAG]["message"] == "Works until Thursday, November 26."

    await renew(hass)
    assert TAG not in notifications(hass)


async def test_a_phone_that_is_gone_is_tried_again_and_made_known(hass, household, move_to) -> None:
    await household(line_subentry(), recipient_subentry())
    issue = ir.async_get(hass).issues[UNREACHABLE]
    assert issue.translation_placeholders == {"recipient": "Anna", "targets": "Anna"}

    phone: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_anna", phone.append)
    await move_to("2026-11-23T10:00:59+01:00")
    assert phone == []
    await move_to("2026-11-23T10:01:00+01:00")
    assert len(phone) == 1
    assert UNREACHABLE not in ir.async_get(hass).issues


async def test_pauses_grow_with_each_failure(hass, household, freezer, move_to) -> None:
    tried = []

    def fail(call: ServiceCall) -> None:
        tried.append(minute)
        raise HomeAssistantError("out of reach")

    hass.services.async_register("notify", "mobile_app_anna", fail)
    minute = 0
    await household(line_subentry(), recipient_subentry())
    for minute in range(1, 180):
        await move_to(f"2026-11-23T{10 + minute // 60}:{minute % 60:02}:00+01:00")

    assert tried == [0, 1, 6, 21, 81, 141]


async def test_one_phone_out_of_reach_does_not_keep_the_message_from_the_other(
    hass, household, phone
) -> None:
    await household(
        line_subentry(),
        recipient_subentry("Anna", "notify.mobile_app_lost", "notify.mobile_app_anna"),
    )

    assert len(phone) == 1


async def test_a_push_that_the_push_service_refuses_is_tried_again(
    hass, household, aioclient_mock, move_to
) -> None:
    push_url = "http://127.0.0.1:9/push"
    aioclient_mock.post(push_url, status=500, json={"errorMessage": "no"})
    assert await async_setup_component(hass, MOBILE_APP, {})
    app = MockConfigEntry(
        domain=MOBILE_APP,
        title="Anna",
        data={
            "app_data": {"push_token": "token", "push_url": push_url},
            "app_id": "app",
            "app_name": "Home Assistant",
            "app_version": "1",
            "device_id": "device",
            "device_name": "Anna",
            "manufacturer": "Google",
            "model": "Phone",
            "os_name": "Android",
            "os_version": "17",
            "supports_encryption": False,
            "user_id": "user",
            "webhook_id": "webhook",
        },
    )
    app.add_to_hass(hass)
    assert await hass.config_entries.async_setup(app.entry_id)
    await hass.async_block_till_done()

    await household(line_subentry(price=None), recipient_subentry())
    assert aioclient_mock.call_count == 1
    assert UNREACHABLE in ir.async_get(hass).issues

    aioclient_mock.clear_requests()
    aioclient_mock.post(push_url, status=201, json={})
    await move_to("2026-11-23T10:01:00+01:00")

    (request,) = aioclient_mock.mock_calls
    assert request[2]["message"] == "Works until Thursday, November 26."
    assert UNREACHABLE not in ir.async_get(hass).issues
    await move_to("2026-11-23T12:00:00+01:00")
    assert aioclient_mock.call_count == 1


async def test_a_complaint_about_somebody_elses_push_is_not_taken_for_ours(hass, household):
    sender = logging.getLogger("homeassistant.components.mobile_app.notify")

    async def send_for_somebody_else() -> None:
        sender.warning("rate limit")

    async def send(call: ServiceCall) -> None:
        await asyncio.create_task(send_for_somebody_else(), context=Context())

    hass.services.async_register("notify", "mobile_app_anna", send)
    await household(line_subentry(), recipient_subentry())

    assert UNREACHABLE not in ir.async_get(hass).issues


async def test_what_was_sent_but_could_not_be_noted_is_no_failure_of_the_phone(
    hass, household, phone, move_to, hass_config_dir
) -> None:
    await household(line_subentry(), recipient_subentry())
    phone.clear()
    kept = Path(hass_config_dir) / ".storage" / f"sim_renewal.{LINE_ID}"
    kept.rename(kept.with_name("elsewhere"))
    kept.mkdir()

    await move_to("2026-11-25T09:00:00+01:00")
    assert len(phone) == 1
    assert UNREACHABLE not in ir.async_get(hass).issues

    kept.rmdir()
    kept.with_name("elsewhere").rename(kept)
    await move_to("2026-11-25T09:01:00+01:00")
    assert len(phone) == 2
    await move_to("2026-11-25T12:00:00+01:00")
    assert len(phone) == 2


async def test_nothing_is_sent_before_home_assistant_has_started(hass, household, phone) -> None:
    hass.set_state(CoreState.starting)
    await household(line_subentry(), recipient_subentry())
    assert phone == []

    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert len(phone) == 1


async def test_reminders_follow_the_time_zone(hass, household, phone, move_to) -> None:
    await household(line_subentry(), recipient_subentry())
    phone.clear()
    await hass.config.async_update(time_zone="America/New_York")

    await move_to("2026-11-25T09:00:00+01:00")
    assert phone == []
    await move_to("2026-11-25T09:00:00-05:00")
    assert len(phone) == 1


async def test_a_damaged_record_keeps_no_other_line_from_being_reminded_of(
    hass, household, phone, hass_config_dir
) -> None:
    storage = Path(hass_config_dir) / ".storage"
    storage.mkdir(exist_ok=True)
    (storage / f"sim_renewal.{LINE_ID}").write_text("{")
    await household(
        line_subentry(),
        line_subentry("Maman", "M" * 26, number=None, iccid=None),
        recipient_subentry(),
    )

    assert [push.data["title"] for push in phone] == ["Maman: 3 days left"]


async def test_a_stage_is_announced_to_automations_once(hass, household, phone, move_to) -> None:
    await household(line_subentry(), recipient_subentry())
    state = hass.states.get("event.papa_reminder")
    assert state.attributes["event_type"] == "renewal_due"
    said = [state.attributes[key] for key in ("stage", "days_left", "days_left_to")]
    assert said == ["service-3", 3, "service_until"]
    assert state.attributes["service_until"] == "2026-11-26"
    assert state.attributes["number_until"] is None
    actions = [button["action"] for button in phone[0].data["data"]["actions"]]
    assert actions[:2] == [state.attributes["renewed_action"], state.attributes["later_action"]]

    await move_to("2026-11-26T09:00:00+01:00")
    later = hass.states.get("event.papa_reminder")
    assert later.attributes["event_type"] == "expires_today"
    await move_to("2026-11-26T12:00:00+01:00")
    assert hass.states.get("event.papa_reminder") == later


async def test_what_still_has_to_be_said_is_replaced_in_place_and_without_a_sound(
    hass, household, phone, act, paris
) -> None:
    await household(line_subentry(service_until="2026-09-01"), recipient_subentry())
    (shown,) = phone
    paris.tick(60)

    await act("record_renewal", date="2026-10-01", in_addition=True)
    await hass.async_block_till_done()

    (replaced,) = phone[1:]
    assert replaced.data["data"]["tag"] == shown.data["data"]["tag"]
    assert replaced.data["message"].startswith("No service since November 1.")
    assert replaced.data["data"]["alert_once"]
    assert replaced.data["data"]["push"]["interruption-level"] == "passive"


async def test_a_last_day_makes_a_sound_in_the_place_of_what_was_told(
    hass, household, phone, act, paris
) -> None:
    await household(line_subentry(service_until="2026-11-26"), recipient_subentry())
    (shown,) = phone
    paris.tick(60)

    await act("set_validity", service_until="2026-11-23")
    await hass.async_block_till_done()

    (replaced,) = phone[1:]
    assert replaced.data["data"]["tag"] == shown.data["data"]["tag"]
    assert "alert_once" not in replaced.data["data"]
    assert replaced.data["data"]["push"]["interruption-level"] == "time-sensitive"
