"""Recipients: who is reminded, in which language, and through which notify targets."""

import asyncio
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_ENTITY_ID, CONF_LANGUAGE
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import voluptuous as vol

from ..const import CONF_FALLBACKS, CONF_ROLE, CONF_TARGETS, SUBENTRY_RECIPIENT
from ..core.planner import RecipientRole
from .companion_app import listening_for_refusals, phone_name, phone_system, phones_sharing
from .groups import NOTIFY, reached
from .payload import Push, payload_of

PHONE_PREFIX = "mobile_app_"
CLEAR_MESSAGE = "clear_notification"
SEND_WITHIN_SECONDS = 30

HOME = "persistent_notification"
"""Home Assistant's own notification list, as a target."""


class TargetUnreachable(HomeAssistantError):
    """A notify target did not take a message. Try it again later, or another one."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Someone who gets reminders; without targets, Home Assistant's own notification list.

    All `targets` get each message; the `fallbacks` are tried in order where none of them takes it.
    """

    recipient_id: str
    name: str
    language: str
    targets: tuple[str, ...]
    fallbacks: tuple[str, ...] = ()
    role: RecipientRole = RecipientRole.FIRST

    async def async_send(
        self, hass: HomeAssistant, push: Push, *, with_fallbacks: bool = False
    ) -> tuple[str, ...]:
        """Send to every target, or else to a fallback, and return the targets that failed.

        Raises `TargetUnreachable` when nobody took it.
        """
        targets = reached(hass, self.targets) or (HOME,)
        failures = await _async_all([_async_send(hass, target, push) for target in targets])
        failed = tuple(target for target, failure in zip(targets, failures, strict=True) if failure)
        if failed == targets and not (with_fallbacks and await self._async_fall_back(hass, push)):
            raise TargetUnreachable from failures[0]
        return failed

    async def async_clear(self, hass: HomeAssistant, tag: str) -> None:
        """Take a message off every phone; raises `TargetUnreachable` when none could be asked."""
        targets = reached(hass, (*self.targets, *self.fallbacks))
        if not self.targets or HOME in targets:
            persistent_notification.async_dismiss(hass, tag)
        phones = [target for target in targets if is_phone(target)]
        clear = {"message": CLEAR_MESSAGE, "data": {"tag": tag}}
        failures = await _async_all([_async_call(hass, phone, clear) for phone in phones])
        if phones and all(failures):
            raise TargetUnreachable from failures[0]

    async def _async_fall_back(self, hass: HomeAssistant, push: Push) -> bool:
        for target in reached(hass, self.fallbacks):
            with suppress(HomeAssistantError, vol.Invalid, TimeoutError):
                await _async_send(hass, target, push)
                return True
        return False


@callback
def recipients_of(hass: HomeAssistant, entry: ConfigEntry) -> tuple[Recipient, ...]:
    """Return the household's recipients, or Home Assistant itself where there are none."""
    recipients = tuple(
        Recipient(
            subentry.subentry_id,
            subentry.title,
            subentry.data[CONF_LANGUAGE],
            tuple(subentry.data[CONF_TARGETS]),
            tuple(subentry.data.get(CONF_FALLBACKS, ())),
            RecipientRole(subentry.data.get(CONF_ROLE, RecipientRole.FIRST)),
        )
        for subentry in entry.get_subentries_of_type(SUBENTRY_RECIPIENT)
    )
    return recipients or (Recipient("home", "", hass.config.language, ()),)


@callback
def missing_targets(hass: HomeAssistant, recipient: Recipient) -> tuple[str, ...]:
    """Return the targets and fallbacks of a recipient that do not exist any more, or not yet."""
    registry = er.async_get(hass)
    return tuple(
        target
        for target in (*recipient.targets, *recipient.fallbacks)
        if target != HOME
        and not hass.services.has_service(NOTIFY, target.removeprefix(f"{NOTIFY}."))
        and hass.states.get(target) is None
        and registry.async_get(target) is None
    )


@callback
def uncertain_phones(hass: HomeAssistant, recipient: Recipient) -> tuple[str, ...]:
    """Return the phones of which one may get what was meant for another: they share a name."""
    targets = reached(hass, (*recipient.targets, *recipient.fallbacks))
    return tuple(phone for target in targets for phone in phones_sharing(hass, target))


@callback
def target_name(hass: HomeAssistant, target: str) -> str:
    """Return how a person would call a notify target."""
    if target == HOME:
        return "Home Assistant"
    if (name := phone_name(hass, target)) is not None:
        return name
    if (state := hass.states.get(target)) is not None:
        return state.name
    plain = target.removeprefix(f"{NOTIFY}.").removeprefix(PHONE_PREFIX)
    return plain.replace("_", " ").capitalize()


@callback
def target_names(hass: HomeAssistant, targets: Iterable[str]) -> str:
    """Return how a person would call several notify targets."""
    return ", ".join(target_name(hass, target) for target in targets)


def is_phone(target: str) -> bool:
    """Return whether a notify action is a companion app, which knows tags and buttons."""
    return target.removeprefix(f"{NOTIFY}.").startswith(PHONE_PREFIX)


async def _async_all(sendings: Iterable[Awaitable[None]]) -> list[BaseException | None]:
    """Send all at once, and return what each came to."""
    return await asyncio.gather(*sendings, return_exceptions=True)


async def _async_send(hass: HomeAssistant, target: str, push: Push) -> None:
    if target == HOME:
        persistent_notification.async_create(hass, push.message, push.title, push.tag)
        return
    payload = payload_of(push, phone_system(hass, target))
    if not is_phone(target):
        payload = {"title": push.title, "message": push.message}
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
