"""The companion app: which phones there are, and what its notify action keeps to its log."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
import logging
from typing import Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import slugify

from ..core.openings import System

APP = "mobile_app"
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
    """Return the system of the phone that a notify action reaches."""
    names = {"android": System.ANDROID, "ios": System.IOS, "ipados": System.IOS}
    for phone, app in _phones(hass):
        if phone == target:
            return names.get(str(app.get("os_name")).casefold(), System.UNKNOWN)
    return System.UNKNOWN


@callback
def phone_name(hass: HomeAssistant, target: str) -> str | None:
    """Return what the owner calls the phone that a notify action reaches, if it is one."""
    for phone, app in _phones(hass):
        if phone == target and (name := app.get("device_name")):
            return str(name)
    return None


@callback
def phones_of(hass: HomeAssistant, user_id: str | None) -> tuple[str, ...]:
    """Return the notify actions of the phones on which a user is logged in."""
    if user_id is None:
        return ()
    return tuple(phone for phone, app in _phones(hass) if app.get("user_id") == user_id)


def _phones(hass: HomeAssistant) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for entry in hass.config_entries.async_entries(APP):
        name = slugify(f"{APP}_{entry.data.get('device_name')}")
        yield f"notify.{name}", entry.data
