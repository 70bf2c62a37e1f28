"""Phones: which one a notify action reaches, and who is told what if that is not certain."""

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.const import DOMAIN

from .conftest import line_subentry, recipient_subentry
from .dialogs import choose, go_on

SHARED = (DOMAIN, f"phones_share_name_{'R' * 26}")
PUSHED = {"push_url": "https://push.example.com", "push_token": "token"}


def phone_of(hass: HomeAssistant, name: str, user_id: str, **more) -> MockConfigEntry:
    """Let a phone be known, as the companion app registers it."""
    data = {"device_name": name, "os_name": "Android", "user_id": user_id, "app_data": PUSHED}
    entry = MockConfigEntry(domain="mobile_app", data=data | more)
    entry.add_to_hass(hass)
    return entry


def message_of(push) -> str:
    return push.data["message"]


def issue(hass: HomeAssistant):
    return ir.async_get(hass).issues.get(SHARED)


@pytest.mark.parametrize("other", ["Anna", "anna", "ANNA!"])
async def test_two_phones_of_one_name_are_told_apart_or_not_confirmed(
    hass, household, phone, other
) -> None:
    hass.states.async_set("person.anna", "home", {"user_id": "anna-id", "friendly_name": "Anna"})
    hass.states.async_set("person.bob", "home", {"user_id": "bob-id", "friendly_name": "Bob"})
    phone_of(hass, "Anna", "anna-id")
    bobs = phone_of(hass, other, "bob-id", model="Pixel 9")
    await household(line_subentry(), recipient_subentry())

    assert issue(hass).translation_placeholders == {
        "recipient": "Anna",
        "phones": f"Anna (Anna), {other} (Bob)",
    }
    buttons = {each["title"]: each["action"] for each in phone[0].data["data"]["actions"]}
    phone.clear()
    hass.bus.async_fire(
        "mobile_app_notification_action",
        {"action": buttons["Renewed"]},
        context=Context(user_id="anna-id"),
    )
    await hass.async_block_till_done()
    assert [push.data["message"] for push in phone] == ["clear_notification"]

    hass.bus.async_fire(
        "mobile_app_notification_action",
        {"action": buttons["Renewed"].replace("RENEWED", "LATER")},
        context=Context(user_id="anna-id"),
    )
    await hass.async_block_till_done()
    assert len(phone) == 1
    (told,) = (each["message"] for tag, each in notifications(hass).items() if "answer" in tag)
    assert told.startswith("This has already been answered")

    hass.config_entries.async_update_entry(bobs, data={**bobs.data, "device_name": "Bob"})
    await hass.async_block_till_done()
    assert issue(hass) is None


async def test_a_phone_that_takes_no_pushes_is_mistaken_for_none(hass, household, phone) -> None:
    phone_of(hass, "Anna", "anna-id")
    phone_of(hass, "Anna", "bob-id", app_data={})

    await household(line_subentry(), recipient_subentry())

    assert issue(hass) is None


async def test_a_phone_without_an_owner_is_told_by_its_model(hass, household, phone) -> None:
    phone_of(hass, "Anna", "anna-id", model="Pixel 9")
    phone_of(hass, "Anna", "bob-id")

    await household(line_subentry(), recipient_subentry())

    assert issue(hass).translation_placeholders["phones"] == "Anna (Pixel 9), Anna"


@pytest.fixture
def press(hass: HomeAssistant):
    """Return a function that presses a button of a push as Anna."""

    async def press_button(push, title: str, text: str | None = None) -> None:
        (action,) = (
            each["action"] for each in push.data["data"]["actions"] if each["title"] == title
        )
        data = {"action": action, **({"reply_text": text} if text is not None else {})}
        context = Context(user_id="anna-id")
        hass.bus.async_fire("mobile_app_notification_action", data, context=context)
        await hass.async_block_till_done()

    return press_button


async def test_a_press_that_the_disk_refused_is_answered_on_the_phone_that_pressed(
    hass, household, phone, press, full_disk
) -> None:
    break_it, _ = full_disk
    phone_of(hass, "Anna", "anna-id")
    await household(line_subentry(), recipient_subentry(language="fr"))
    (push,) = phone
    break_it()

    for title, text in (("C\u2019est rechargé", None), ("Plus tard", None), ("Répondre", "10 €")):
        phone.clear()
        await press(push, title, text)
        (told,) = phone
        assert told.data["title"] == "Papa"
        assert told.data["message"].startswith("Le disque")
    assert not any("answer" in tag for tag in notifications(hass))


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-23T19:30:00+01:00", "hui à 22:30."),
        (
            "2026-11-23T20:30:00+01:00",
            "plus tard serait trop tard",
        ),
    ],
)
async def test_later_on_a_last_day_is_refused_once_it_would_be_too_late(
    hass, household, phone, press, move_to, at, told
) -> None:
    phone_of(hass, "Anna", "anna-id")
    entry = await household(
        line_subentry(service_until="2026-11-23"), recipient_subentry(language="fr")
    )
    (push,) = phone
    await move_to(at)
    phone.clear()

    await press(push, "Plus tard")

    (answer,) = (message for message in map(message_of, phone) if message != "clear_notification")
    assert told in answer
    snooze = entry.runtime_data.lines["L" * 26].record.snooze
    assert (snooze is None) == ("trop tard" in told)


async def test_the_button_of_a_line_refuses_what_would_be_too_late(
    hass, household, move_to
) -> None:
    entry = await household(line_subentry(service_until="2026-11-23"))
    await move_to("2026-11-23T20:30:00+01:00")

    with pytest.raises(ServiceValidationError, match="later would be too late"):
        await hass.services.async_call(
            "button", "press", {"entity_id": "button.papa_remind_tomorrow"}, blocking=True
        )
    assert entry.runtime_data.lines["L" * 26].record.snooze is None


BOB = "B" * 26


@pytest.fixture
def bobs(hass: HomeAssistant) -> list:
    """Be the notify action of Bob's phone, and return what it receives."""
    received: list = []
    hass.services.async_register("notify", "mobile_app_bob", received.append)
    return received


def both() -> tuple:
    return (
        recipient_subentry(),
        recipient_subentry("Kitchen", "notify.mobile_app_bob", subentry_id=BOB),
    )


@pytest.mark.parametrize(
    ("settings", "hear"),
    [
        ({"owner": "Bob"}, (False, True)),
        ({"owner": "bob"}, (False, True)),
        ({"owner": "anna"}, (True, False)),
        ({"owner": "Grandma"}, (True, True)),
        ({"owner": None}, (True, True)),
        ({"owner": "Bob", "remind_whom": ["R" * 26]}, (True, False)),
        ({"owner": "Bob", "remind_whom": []}, (True, True)),
        ({"owner": "Bob", "remind_whom": ["X" * 26]}, (True, True)),
    ],
)
async def test_whoever_uses_a_line_is_reminded_of_it_unless_others_were_chosen(
    hass, household, phone, bobs, settings, hear
) -> None:
    hass.states.async_set("person.bob", "home", {"user_id": "bob-id", "friendly_name": "Bob"})
    phone_of(hass, "Bob", "bob-id")

    await household(line_subentry(**settings), *both())

    assert (bool(phone), bool(bobs)) == hear


async def test_others_hear_of_a_line_on_its_last_day(hass, household, phone, bobs, move_to) -> None:
    await household(line_subentry(owner="Anna"), *both())
    assert hass.states.get("sensor.papa_next_reminder").attributes["recipients"] == ["Anna"]
    assert (len(phone), bobs) == (1, [])

    await move_to("2026-11-26T09:00:00+01:00")
    assert (len(phone), len(bobs)) == (2, 1)


async def test_whom_to_remind_is_chosen_in_the_menu_of_a_line(hass, household, phone, bobs) -> None:
    entry = await household(line_subentry(owner="Anna"), *both())

    form = await choose(hass, entry, "L" * 26, "reminders")
    assert form["data_schema"]({})["remind_whom"] == ["R" * 26]
    assert form["description_placeholders"]["usual"] == "14, 7, 3, 1, 0"
    await go_on(hass, form)
    assert "remind_whom" not in entry.subentries["L" * 26].data

    await go_on(hass, await choose(hass, entry, "L" * 26, "reminders"), remind_whom=[BOB])
    await hass.async_block_till_done()
    assert entry.subentries["L" * 26].data["remind_whom"] == [BOB]
    assert len(bobs) == 1
    form = await choose(hass, entry, "L" * 26, "reminders")
    assert form["data_schema"]({})["remind_whom"] == [BOB]


async def test_a_group_of_phones_has_buttons_and_is_cleared(
    hass, household, phone, bobs, press
) -> None:
    phone_of(hass, "Anna", "anna-id")
    group = {"name": "family", "platform": "group"}
    group["services"] = [{"action": "mobile_app_anna"}, {"action": "mobile_app_bob"}]
    assert await async_setup_component(hass, "notify", {"notify": [group]})
    await hass.async_block_till_done()
    await household(line_subentry(), recipient_subentry("All", "notify.family", language="fr"))

    for received in (phone, bobs):
        (push,) = received
        assert [each["title"] for each in push.data["data"]["actions"]][:2] == [
            "C\u2019est rechargé",
            "Plus tard",
        ]
    push = phone[0]
    phone.clear()
    bobs.clear()
    await press(push, "C\u2019est rechargé")
    assert [each.data["message"] for each in bobs] == ["clear_notification"]
    told, cleared = sorted(phone, key=lambda each: each.data["message"] == "clear_notification")
    assert told.data["title"] == "Papa\u00a0: c\u2019est noté"
    assert cleared.data["message"] == "clear_notification"


async def test_a_group_of_entities_reaches_the_phones_by_their_actions(
    hass, household, phone, bobs
) -> None:
    registry = er.async_get(hass)
    annas = registry.async_get_or_create(
        "notify", "mobile_app", "a", config_entry=phone_of(hass, "Anna", "anna-id")
    ).entity_id
    group = registry.async_get_or_create("notify", "group", "g").entity_id
    loop = {"entity_id": [annas, group, "notify.mobile_app_bob"]}
    hass.states.async_set(group, "unknown", loop)

    await household(line_subentry(), recipient_subentry("All", group))

    assert [len(received) for received in (phone, bobs)] == [1, 1]
    assert phone[0].data["data"]["actions"]
