"""What is known of a recipient who cannot be reached holds for every kind of message."""

from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .conftest import device_of, line_subentry, recipient_subentry

LINE_ID, OTHER_ID = "L" * 26, "M" * 26
UNDELIVERED = f"sim_renewal_undelivered_{'R' * 26}"
UNREACHABLE = (DOMAIN, f"recipient_unreachable_{'R' * 26}")


@pytest.fixture
def tried(hass: HomeAssistant) -> list[str]:
    """Be a phone that is out of reach, and return when it was tried."""
    moments: list[str] = []

    def fail(_call: ServiceCall) -> None:
        moments.append(dt_util.now().strftime("%H:%M"))
        raise HomeAssistantError("out of reach")

    hass.services.async_register("notify", "mobile_app_anna", fail)
    return moments


@pytest.fixture
def pauls(hass: HomeAssistant) -> list[ServiceCall]:
    """Be the notify action of Paul's phone."""
    received: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_paul", received.append)
    return received


def for_emergencies() -> Any:
    paul = recipient_subentry("Paul", "notify.mobile_app_paul", subentry_id="P" * 26)
    paul["data"]["role"] = "escalation"
    return paul


async def remind_by_hand(hass: HomeAssistant) -> None:
    data = {"recipient": "Anna", "device_id": device_of(hass, LINE_ID)}
    await hass.services.async_call(
        DOMAIN, "send_reminder", data, blocking=True, return_response=True
    )
    await hass.async_block_till_done()


async def test_a_digest_does_not_try_a_phone_that_a_reminder_could_not_reach(
    hass, household, tried, move_to
) -> None:
    await household(
        line_subentry(service_until="2026-11-25"),
        recipient_subentry(),
        digest="tuesday",
        remind_before=[1],
    )
    for minute in range(25):
        await move_to(f"2026-11-24T09:{minute:02}:00+01:00")
    assert tried == ["09:00", "09:01", "09:06", "09:21"]

    received: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_anna", received.append)
    await move_to("2026-11-24T10:21:00+01:00")

    assert sorted(push.data["title"] for push in received) == [
        "Papa: last day tomorrow",
        "SIM lines of the next 30 days",
    ]


async def test_a_question_and_a_reminder_that_fail_together_are_one_failure(
    hass, household, tried, pauls, act, move_to
) -> None:
    await household(
        line_subentry(service_until="2026-12-20"),
        line_subentry("Maman", OTHER_ID, number=None, iccid=None, service_until="2026-12-02"),
        recipient_subentry(),
        for_emergencies(),
        remind_before=[7],
    )
    await act("record_renewal", amount=10)

    await move_to("2026-11-25T09:00:00+01:00")
    assert tried == ["09:00"]
    assert (pauls, UNDELIVERED in notifications(hass)) == ([], False)

    await move_to("2026-11-25T09:01:00+01:00")
    assert tried == ["09:00", "09:01"]
    assert [push.data["title"] for push in pauls] == ["Maman: 7 days left"]
    assert notifications(hass)[UNDELIVERED]["title"] == "Maman: 7 days left"

    received: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_anna", received.append)
    await move_to("2026-11-25T09:06:00+01:00")
    assert sorted(push.data["title"] for push in received) == [
        "Maman: 7 days left",
        "Papa: did it go through?",
    ]
    assert UNDELIVERED not in notifications(hass)


async def test_a_reminder_by_hand_that_arrives_ends_the_failure(
    hass, household, tried, move_to
) -> None:
    await household(line_subentry(), recipient_subentry())
    await move_to("2026-11-23T10:01:00+01:00")
    assert UNREACHABLE in ir.async_get(hass).issues
    assert UNDELIVERED in notifications(hass)

    hass.services.async_register("notify", "mobile_app_anna", lambda call: None)
    await move_to("2026-11-23T10:02:00+01:00")
    await remind_by_hand(hass)

    assert UNREACHABLE not in ir.async_get(hass).issues
    assert UNDELIVERED not in notifications(hass)


async def test_a_last_day_waits_for_no_pause_until_every_way_has_failed(
    hass, household, tried, act, move_to
) -> None:
    anna = recipient_subentry()
    anna["data"]["fallbacks"] = ["notify.letter"]
    await household(line_subentry(service_until="2026-11-24"), anna, remind_before=[0])
    await move_to("2026-11-24T08:59:30+01:00")
    with pytest.raises(HomeAssistantError):
        await remind_by_hand(hass)

    await move_to("2026-11-24T09:00:00+01:00")
    assert tried == ["08:59", "09:00"]
    assert UNDELIVERED in notifications(hass)
    await act("update_balance", credit=12)
    assert tried == ["08:59", "09:00"]

    letters: list[ServiceCall] = []
    hass.services.async_register("notify", "letter", letters.append)
    await move_to("2026-11-24T09:00:30+01:00")
    assert len(letters) == 1
    assert UNDELIVERED not in notifications(hass)


async def test_nobody_stands_in_for_a_failure_of_long_ago(
    hass, household, tried, pauls, move_to
) -> None:
    await household(
        line_subentry(service_until="2026-12-20"), recipient_subentry(), for_emergencies()
    )
    for minute in range(2):
        await move_to(f"2026-11-24T12:0{minute}:00+01:00")
        with pytest.raises(HomeAssistantError):
            await remind_by_hand(hass)

    received: list[ServiceCall] = []
    hass.services.async_register("notify", "mobile_app_anna", received.append)
    await move_to("2026-12-06T09:00:00+01:00")

    assert (len(received), pauls) == (1, [])


async def test_what_was_dismissed_at_home_comes_back_with_the_next_attempt(
    hass, household, tried, act, move_to
) -> None:
    await household(line_subentry(), recipient_subentry())
    await move_to("2026-11-23T10:01:00+01:00")
    persistent_notification.async_dismiss(hass, UNDELIVERED)

    await act("update_balance", credit=12)
    assert UNDELIVERED not in notifications(hass)

    await move_to("2026-11-23T10:06:00+01:00")
    assert UNDELIVERED in notifications(hass)
