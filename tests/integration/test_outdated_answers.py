"""What a phone was told of a renewal, once that is true no more: told anew, by whichever door."""

from collections.abc import Awaitable, Callable
from typing import Any

from homeassistant.core import Context, HomeAssistant, ServiceCall
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.core.model import Verdict

from .conftest import LINE_ID, line_subentry, recipient_subentry
from .test_confirmation import ANSWER_TAG, TAG, buttons_of, renewals_of, told
from .test_todo import Todo

OTHER_ID = "M" * 26
BACK = "The renewal was taken back. "

type Door = Callable[..., Awaitable[Any]]


@pytest.fixture
def phones(hass: HomeAssistant) -> dict[str, list[ServiceCall]]:
    """Be the phones of Anna, who has one in each language if need be, and of Paul."""
    received: dict[str, list[ServiceCall]] = {}
    for name in ("Anna", "Paul"):
        user_id = f"{name.lower()}-id"
        person = {"user_id": user_id, "friendly_name": name}
        hass.states.async_set(f"person.{name.lower()}", "home", person)
        app = {"device_name": name, "os_name": "Android", "user_id": user_id}
        MockConfigEntry(domain="mobile_app", data=app).add_to_hass(hass)
        received[name] = []
        hass.services.async_register("notify", f"mobile_app_{name.lower()}", received[name].append)
    return received


@pytest.fixture
def press(hass: HomeAssistant, phones: dict[str, list[ServiceCall]]) -> Door:
    """Return a function by which somebody presses a button; it returns what their phone gets."""

    async def press_button(name: str, push: ServiceCall, title: str) -> list[ServiceCall]:
        before = len(phones[name])
        hass.bus.async_fire(
            "mobile_app_notification_action",
            {"action": buttons_of(push)[title]["action"]},
            context=Context(user_id=f"{name.lower()}-id"),
        )
        await hass.async_block_till_done()
        return phones[name][before:]

    return press_button


async def by_action(_hass: Any, act: Any, _entry: Any, _press: Any, _phones: Any) -> None:
    await act("undo_renewal")


async def by_a_tick(hass: HomeAssistant, _act: Any, _entry: Any, _press: Any, _phones: Any) -> None:
    todo = Todo(hass)
    (done,) = [each for each in await todo.items() if each["status"] == "completed"]
    await todo.untick(done["uid"])
    await hass.async_block_till_done()


async def by_another_phone(
    _hass: Any, _act: Any, _entry: Any, press: Door, phones: dict[str, list[ServiceCall]]
) -> None:
    second = told(await press("Paul", phones["Paul"][0], "Renewed"))
    await press("Paul", second, "Undo")


async def by_the_answer_that_it_is_missing(
    hass: HomeAssistant, _act: Any, entry: Any, _press: Any, _phones: Any
) -> None:
    (renewal,) = renewals_of(entry)
    await entry.runtime_data.lines[LINE_ID].async_decide(renewal.renewal_id, Verdict.MISSING)
    await hass.async_block_till_done()


DOORS = {
    "action": by_action,
    "tick": by_a_tick,
    "phone": by_another_phone,
    "missing": by_the_answer_that_it_is_missing,
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
async def test_one_that_was_confirmed_and_is_due_again_is_one_silent_message(
    hass, household, act, phones, press, door
) -> None:
    paul = recipient_subentry("Paul", "notify.mobile_app_paul", subentry_id="S" * 26)
    entry = await household(line_subentry(), recipient_subentry(), paul)
    reminder = phones["Anna"][0]
    told(await press("Anna", reminder, "Renewed"))
    before = len(phones["Anna"])

    await door(hass, act, entry, press, phones)

    off, again = phones["Anna"][before:]
    assert off.data == {"message": "clear_notification", "data": {"tag": ANSWER_TAG}}
    assert again.data["data"]["tag"] == TAG
    assert again.data["message"].endswith(reminder.data["message"])
    assert again.data["message"] != reminder.data["message"]
    assert again.data["data"]["push"]["interruption-level"] == "passive"


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "Taken back: works until March 1, 2027 again."),
        ("fr", "Recharge annulée : fonctionne de nouveau jusqu’au 1er mars 2027."),  # noqa: RUF001
        ("zh-Hans", "已撤销这次续费，有效期恢复为2027年3月1日。"),  # noqa: RUF001
    ],
)
async def test_one_that_is_not_due_is_replaced_in_place_without_a_sound(
    hass, household, act, paris, phones, press, language, message
) -> None:
    anna = recipient_subentry(language=language)
    await household(line_subentry(service_until="2027-03-01"), anna)
    await act("send_reminder", recipient="Anna")
    renewed = next(iter(buttons_of(phones["Anna"][0])))
    told(await press("Anna", phones["Anna"][0], renewed))
    before = len(phones["Anna"])
    paris.tick(3600)

    await act("undo_renewal")

    (back,) = phones["Anna"][before:]
    assert back.data["data"]["tag"] == ANSWER_TAG
    assert back.data["message"].replace("\u00a0", " ") == message
    assert back.data["data"]["push"]["interruption-level"] == "passive"
    assert not phones["Paul"]


async def test_one_that_is_restored_is_confirmed_again(household, act, phones, press) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    confirmed = told(await press("Anna", phones["Anna"][0], "Renewed"))
    (renewal,) = renewals_of(entry)
    await act("undo_renewal")
    before = len(phones["Anna"])

    await act("restore_renewal", renewal_id=renewal.renewal_id)

    again = told(phones["Anna"][before:])
    assert again.data["message"] == confirmed.data["message"]
    assert phones["Anna"][-1].data["message"] == "clear_notification"


async def test_one_that_was_moved_to_another_line_is_taken_off(
    hass, household, act, phones, press
) -> None:
    other = line_subentry("Maman", OTHER_ID, number=None, iccid=None, service_until="2027-06-01")
    entry = await household(line_subentry(), other, recipient_subentry())
    told(await press("Anna", phones["Anna"][0], "Renewed"))
    (renewal,) = renewals_of(entry)
    before = len(phones["Anna"])

    await entry.runtime_data.async_move_renewal(
        entry.runtime_data.lines[LINE_ID], entry.runtime_data.lines[OTHER_ID], renewal
    )
    await hass.async_block_till_done()

    off, _reminder = phones["Anna"][before:]
    assert off.data == {"message": "clear_notification", "data": {"tag": ANSWER_TAG}}


async def test_a_confirmation_of_long_ago_is_only_taken_off(
    household, act, move_to, phones, press
) -> None:
    await household(line_subentry(service_until="2027-03-01"), recipient_subentry())
    await act("send_reminder", recipient="Anna")
    told(await press("Anna", phones["Anna"][0], "Renewed"))
    await move_to("2026-11-24T03:00:00+01:00")
    before = len(phones["Anna"])

    await act("undo_renewal")

    (off,) = phones["Anna"][before:]
    assert off.data == {"message": "clear_notification", "data": {"tag": ANSWER_TAG}}


async def test_it_is_done_once_also_after_a_restart(hass, household, act, phones, press) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    told(await press("Anna", phones["Anna"][0], "Renewed"))
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await act("undo_renewal")
    before = len(phones["Anna"])
    assert phones["Anna"][-1].data["message"].startswith(BACK)

    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert phones["Anna"][before:] == []


async def test_who_takes_it_back_on_the_phone_hears_it_once(household, phones, press) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    confirmed = told(await press("Anna", phones["Anna"][0], "Renewed"))

    (again,) = await press("Anna", confirmed, "Undo")

    assert again.data["message"].startswith(BACK)
    assert renewals_of(entry) == ()
