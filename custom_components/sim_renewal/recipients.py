"""Recipients: who is reminded, in which language, and through which notify targets."""

import asyncio
from dataclasses import dataclass
from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_ENTITY_ID, CONF_LANGUAGE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .companion_app import listening_for_refusals
from .const import CONF_TARGETS, SUBENTRY_RECIPIENT

NOTIFY = "notify"
PHONE_PREFIX = "mobile_app_"
CLEAR_MESSAGE = "clear_notification"
SEND_WITHIN_SECONDS = 30


class TargetUnreachable(HomeAssistantError):
    """A notify target did not take a message. Try it again later, or another one."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button on a push; `action` comes back in the companion app's event when it is pressed."""

    action: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A message in one language. A later one with the same `tag` replaces it on the phone."""

    tag: str
    title: str
    message: str
    buttons: tuple[Button, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Someone who gets reminders; without targets, Home Assistant's own notification list."""

    recipient_id: str
    name: str
    language: str
    targets: tuple[str, ...]

    async def async_send(self, hass: HomeAssistant, push: Push) -> None:
        """Send to every target; raises `TargetUnreachable` when none took it."""
        if not self.targets:
            persistent_notification.async_create(hass, push.message, push.title, push.tag)
            return
        await self._async_to_any(
            [_async_send(hass, target, push) for target in self.targets],
        )

    async def async_clear(self, hass: HomeAssistant, tag: str) -> None:
        """Take a message off every phone; raises `TargetUnreachable` when none could be asked."""
        if not self.targets:
            persistent_notification.async_dismiss(hass, tag)
            return
        phones = [target for target in self.targets if is_phone(target)]
        clear = {"message": CLEAR_MESSAGE, "data": {"tag": tag}}
        await self._async_to_any([_async_call(hass, phone, clear) for phone in phones])

    async def _async_to_any(self, sendings: list[Any]) -> None:
        failures = [
            result
            for result in await asyncio.gather(*sendings, return_exceptions=True)
            if isinstance(result, BaseException)
        ]
        if failures and len(failures) == len(sendings):
            raise TargetUnreachable from failures[0]


def recipients_of(hass: HomeAssistant, entry: ConfigEntry) -> tuple[Recipient, ...]:
    """Return the household's recipients, or Home Assistant itself where there are none."""
    recipients = tuple(
        Recipient(
            subentry.subentry_id,
            subentry.title,
            subentry.data[CONF_LANGUAGE],
            tuple(subentry.data[CONF_TARGETS]),
        )
        for subentry in entry.get_subentries_of_type(SUBENTRY_RECIPIENT)
    )
    return recipients or (Recipient("home", "", hass.config.language, ()),)


def is_phone(target: str) -> bool:
    """Return whether a notify action is a companion app, which knows tags and buttons."""
    return target.removeprefix(f"{NOTIFY}.").startswith(PHONE_PREFIX)


async def _async_send(hass: HomeAssistant, target: str, push: Push) -> None:
    payload: dict[str, Any] = {"title": push.title, "message": push.message}
    if is_phone(target):
        payload["data"] = {
            "tag": push.tag,
            "group": "sim_renewal",
            "channel": "SIM Renewal",
            "importance": "high",
            "url": push.url,
            "clickAction": push.url,
            "push": {"interruption-level": "time-sensitive"},
            "actions": [
                {"action": button.action, "title": button.title} for button in push.buttons
            ],
        }
    await _async_call(hass, target, payload)


async def _async_call(hass: HomeAssistant, target: str, payload: dict[str, Any]) -> None:
    """Call a notify action, or the notify entity of that id."""
    name = target.removeprefix(f"{NOTIFY}.")
    async with asyncio.timeout(SEND_WITHIN_SECONDS):
        if hass.services.has_service(NOTIFY, name) or hass.states.get(target) is None:
            with listening_for_refusals() as refusals:
                await hass.services.async_call(NOTIFY, name, payload, blocking=True)
            if refusals.heard:
                raise TargetUnreachable
        else:
            entity_payload = {key: payload[key] for key in ("title", "message")}
            await hass.services.async_call(
                NOTIFY, "send_message", {ATTR_ENTITY_ID: target, **entity_payload}, blocking=True
            )
