"""Texts that a router with a SIM has received: GL.iNet's, which has to be asked for them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.start import async_at_started
import voluptuous as vol

from ..const import DOMAIN
from ..household.coordinator import LineCoordinator
from .events import Listen

ROUTER_DOMAIN: Final = "glinet_router"
ROUTER_ACTION: Final = "get_sms"

INCOMING = "incoming"


def has_router(hass: HomeAssistant) -> bool:
    """Return whether there is a router that can be asked."""
    return hass.services.has_service(ROUTER_DOMAIN, ROUTER_ACTION)


class RouterListener:
    """Asks a router for its texts from time to time; those it has at first are old."""

    def __init__(
        self, hass: HomeAssistant, line: LineCoordinator, pause: timedelta, listen: Listen
    ) -> None:
        """Prepare."""
        self._hass = hass
        self._line = line
        self._pause = pause
        self._listen = listen
        self._known: frozenset[int] | None = None

    @callback
    def start(self) -> None:
        """Ask for as long as the line has these settings."""
        self._line.async_on_end(async_at_started(self._hass, self._async_ask))
        self._line.async_on_end(
            async_track_time_interval(
                self._hass, self._ask_again, self._pause, cancel_on_shutdown=True
            )
        )

    @callback
    def _ask_again(self, _now: datetime) -> None:
        asking = self._async_ask(self._hass)
        self._line.config_entry.async_create_task(self._hass, asking, f"{DOMAIN} router")

    async def _async_ask(self, hass: HomeAssistant) -> None:
        """Take the texts that are new; a router that does not answer is asked again later."""
        if not has_router(hass):
            return
        try:
            answer = await hass.services.async_call(
                ROUTER_DOMAIN, ROUTER_ACTION, {}, blocking=True, return_response=True
            )
        except HomeAssistantError, vol.Invalid, ValueError, TimeoutError:
            return
        texts = {_mark(each): each for each in _messages(answer)}
        known, self._known = self._known, frozenset(texts)
        if known is None:
            return
        news = [each for mark, each in texts.items() if mark not in known]
        for each in sorted(news, key=lambda each: str(each.get("timestamp"))):
            sender = each.get("phone_number")
            self._listen(str(each["text"]), None if sender is None else str(sender))


def _messages(answer: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """Return the texts that came in; anything else is left out."""
    found = (answer or {}).get("messages")
    return [
        each
        for each in (found if isinstance(found, list) else ())
        if isinstance(each, Mapping) and each.get("direction") == INCOMING and each.get("text")
    ]


def _mark(message: Mapping[str, Any]) -> int:
    """Return what tells a text from every other without keeping it."""
    return hash(tuple(str(message.get(key)) for key in ("id", "timestamp", "text")))
