"""What a power cut leaves behind: messages that were not noted, and answers to them."""

from collections.abc import Awaitable, Callable
import json
from pathlib import Path
from typing import Any

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.core import HomeAssistant, ServiceCall
import pytest

from .conftest import line_subentry, recipient_subentry

PAPA, MAMAN = "L" * 26, "M" * 26


def maman(**changes: Any) -> Any:
    return line_subentry("Maman", MAMAN, number=None, iccid=None, **changes)


def buttons_of(push: ServiceCall) -> dict[str, str]:
    return {each["title"]: each["action"] for each in push.data["data"]["actions"]}


def record_of(entry: Any, line_id: str) -> Any:
    return entry.runtime_data.lines[line_id].record


@pytest.fixture
def press(hass: HomeAssistant) -> Callable[..., Awaitable[None]]:
    """Return a function that presses buttons in the same moment."""

    async def press_buttons(*actions: str) -> None:
        for action in actions:
            hass.bus.async_fire("mobile_app_notification_action", {"action": action})
        await hass.async_block_till_done()

    return press_buttons


@pytest.fixture
def lose_deliveries(hass: HomeAssistant, hass_config_dir: str) -> Callable[..., Awaitable[None]]:
    """Return a function that ends and starts the household, as if lines had noted no push."""

    async def restart(entry: Any, *line_ids: str) -> None:
        await hass.config_entries.async_unload(entry.entry_id)
        for line_id in line_ids:
            path = Path(hass_config_dir) / ".storage" / f"sim_renewal.{line_id}"
            record = json.loads(path.read_text())
            record["data"]["deliveries"] = []
            path.write_text(json.dumps(record))
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()

    return restart


async def test_a_message_about_several_takes_its_own_place_when_it_comes_again(
    household, phone, lose_deliveries
) -> None:
    entry = await household(line_subentry(), maman(), recipient_subentry())
    first = phone.pop()

    await lose_deliveries(entry, PAPA, MAMAN)

    (again,) = phone
    assert again.data == first.data


async def test_later_counts_for_every_line_that_a_message_named(
    household, phone, press, lose_deliveries
) -> None:
    entry = await household(line_subentry(), maman(), recipient_subentry())
    first = phone.pop()
    await lose_deliveries(entry, MAMAN)
    assert phone[-1].data["title"] == "Maman: 3 days left"

    await press(buttons_of(first)["Later"])

    assert all(record_of(entry, each).snooze for each in (PAPA, MAMAN))


async def test_later_leaves_alone_what_was_answered_in_the_same_moment(
    household, phone, press
) -> None:
    entry = await household(line_subentry(), maman(), recipient_subentry())
    buttons = buttons_of(phone.pop())

    await press(buttons["✓ Papa"], buttons["Later"])

    assert (len(record_of(entry, PAPA).renewals), record_of(entry, PAPA).snooze) == (1, None)
    assert record_of(entry, MAMAN).snooze is not None


async def test_later_for_several_does_not_shorten_a_longer_later(
    household, phone, press, act
) -> None:
    entry = await household(line_subentry(), maman(), recipient_subentry())
    later = buttons_of(phone.pop())["Later"]
    await act("snooze", days=7)
    asked_for = record_of(entry, PAPA).snooze

    await press(later)

    assert record_of(entry, PAPA).snooze == asked_for
    assert record_of(entry, MAMAN).snooze is not None


async def test_a_second_later_for_several_says_that_it_was_answered(
    hass, household, phone, press
) -> None:
    entry = await household(line_subentry(), maman(), recipient_subentry())
    later = buttons_of(phone.pop())["Later"]
    await press(later)
    asked_for = [record_of(entry, each).snooze for each in (PAPA, MAMAN)]

    await press(later)

    assert [record_of(entry, each).snooze for each in (PAPA, MAMAN)] == asked_for
    notice = notifications(hass)[f"sim_renewal_{PAPA}_answer"]
    assert notice["title"] == "Papa, Maman"
    assert notice["message"].startswith("This has already been answered")


@pytest.mark.parametrize(
    ("lines", "button", "told"),
    [
        ((), "Renewed", "clear_notification"),
        ((maman(price=None),), "✓ Papa", "Works until Thursday, November 26."),
    ],
)
async def test_an_answer_is_noted_as_cleared_when_the_phone_has_been_told(
    hass, household, press, hass_config_dir, lines, button, told
) -> None:
    path = Path(hass_config_dir) / ".storage" / f"sim_renewal.{PAPA}"
    noted: list[tuple[str, list[bool]]] = []
    buttons: dict[str, str] = {}

    def receive(call: ServiceCall) -> None:
        buttons.update({} if buttons else buttons_of(call))
        if path.exists():
            deliveries = json.loads(path.read_text())["data"]["deliveries"]
            cleared = [each["cleared"] for each in deliveries if each["recipient_id"] != "events"]
            noted.append((call.data["message"], cleared))

    hass.services.async_register("notify", "mobile_app_anna", receive)
    entry = await household(line_subentry(), *lines, recipient_subentry())
    noted.clear()

    await press(buttons[button])

    assert noted == [(told, [False])]
    assert record_of(entry, PAPA).deliveries[-1].cleared
