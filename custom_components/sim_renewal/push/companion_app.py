"""The companion app: which phones there are, and what its notify action keeps to its log."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
import logging
from typing import Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import slugify

from ..core.openings import System
from .people import async_person_name

APP = "mobile_app"

_PUSHED_THROUGH = {"push_url", "push_websocket_channel"}
"""What a phone registers that takes pushes: a notify action is made only for such ones."""

_SENDER = logging.getLogger("homeassistant.components.mobile_app.notify")


class Refusals(logging.Filter):
    """Whether the companion app complained while a push of ours was on its way."""

    heard = False

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        """Take notice of a complaint about our own push, and let every record pass."""
        if _sending.get() is self and record.levelno >= logging.WARNING:
            self.heard = True
        return True


_sending: ContextVar[Refusals | None] = ContextVar("sim_renewal_sending", default=None)


@contextmanager
def listening_for_refusals() -> Iterator[Refusals]:
    """Notice refusals of what is sent inside the block.

    The action itself returns as if all were well when the push service answers with an error or
    not at all; other senders of the same moment are told apart by their context.
    """
    refusals = Refusals()
    token = _sending.set(refusals)
    _SENDER.addFilter(refusals)
    try:
        yield refusals
    finally:
        _SENDER.removeFilter(refusals)
        _sending.reset(token)


@callback
def phone_system(hass: HomeAssistant, target: str) -> System:
    """Return the system of the phone that a notify action reaches, as far as that is certain."""
    names = {"android": System.ANDROID, "ios": System.IOS, "ipados": System.IOS}
    systems = {
        names.get(str(app.get("os_name")).casefold(), System.UNKNOWN)
        for phone, app in _phones(hass)
        if phone == target
    }
    return systems.pop() if len(systems) == 1 else System.UNKNOWN


@callback
def phone_name(hass: HomeAssistant, target: str) -> str | None:
    """Return what the owner calls the phone that a notify action reaches, if it is one."""
    for phone, app in _phones(hass):
        if phone == target and (name := app.get("device_name")):
            return str(name)
    return None


@callback
def phones_of(hass: HomeAssistant, user_id: str | None) -> tuple[str, ...]:
    """Return the notify actions that reach the phones of a user for certain.

    That of two phones with one name reaches only one of them, and which one is chance.
    """
    if user_id is None:
        return ()
    phones = tuple(_phones(hass))
    known = Counter(phone for phone, _ in phones)
    return tuple(
        phone for phone, app in phones if app.get("user_id") == user_id and known[phone] == 1
    )


@callback
def user_of(hass: HomeAssistant, target: str) -> str | None:
    """Return the user whose phone a notify action reaches for certain."""
    users = [app.get("user_id") for phone, app in _phones(hass) if phone == target]
    return users[0] if len(users) == 1 else None


@callback
def action_of(hass: HomeAssistant, entry_id: str) -> str | None:
    """Return the notify action of the phone that a config entry of the companion app is."""
    entry = hass.config_entries.async_get_entry(entry_id)
    return _action(entry.data) if entry is not None and entry.domain == APP else None


@callback
def phones_sharing(hass: HomeAssistant, target: str) -> tuple[str, ...]:
    """Return what the phones are called, and whose they are, if several share a notify action."""
    sharing = [app for phone, app in _phones(hass) if phone == target]
    if len(sharing) < 2:
        return ()
    return tuple(_told_apart(hass, app) for app in sharing)


def _told_apart(hass: HomeAssistant, app: Mapping[str, Any]) -> str:
    whose = async_person_name(hass, app.get("user_id")) or app.get("model")
    name = str(app.get("device_name"))
    return f"{name} ({whose})" if whose else name


def _phones(hass: HomeAssistant) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return the notify action and the registration of each phone that takes pushes."""
    for entry in hass.config_entries.async_entries(APP, include_disabled=False):
        if "app_data" in entry.data and not _PUSHED_THROUGH & entry.data["app_data"].keys():
            continue
        yield _action(entry.data), entry.data


def _action(app: Mapping[str, Any]) -> str:
    return f"notify.{slugify(f'{APP}_{app.get("device_name")}')}"
