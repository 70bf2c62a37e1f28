"""Texts that a phone shows, as the companion app tells them: its last notification."""

from datetime import UTC, datetime
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event

from ..household.coordinator import LineCoordinator
from ..settings.message_source import NotificationSettings
from ..settings.validation import parse_past_moment
from .events import Listen

_TEXTS = ("android.bigText", "android.text")
_NO_TEXT = {STATE_UNAVAILABLE, STATE_UNKNOWN, ""}


class NotificationListener:
    """Follows the sensor of a phone's last notification, wherever it moves."""

    def __init__(
        self,
        hass: HomeAssistant,
        line: LineCoordinator,
        settings: NotificationSettings,
        listen: Listen,
    ) -> None:
        """Prepare."""
        self._hass = hass
        self._line = line
        self._settings = settings
        self._listen = listen
        self._entity_id: str | None = None
        self._unfollow: CALLBACK_TYPE | None = None

    @callback
    def start(self) -> None:
        """Follow the sensor for as long as the line has these settings."""
        self._line.async_on_end(
            self._hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._find)
        )
        self._line.async_on_end(self._stop)
        self._find()

    @callback
    def _find(self, _event: Event[er.EventEntityRegistryUpdatedData] | None = None) -> None:
        """Follow the sensor under the name that it has now."""
        entity_id = er.async_resolve_entity_id(er.async_get(self._hass), self._settings.entity)
        if entity_id == self._entity_id:
            return
        self._stop()
        self._entity_id = entity_id
        if entity_id is not None:
            self._unfollow = async_track_state_change_event(self._hass, entity_id, self._handle)

    @callback
    def _stop(self) -> None:
        if self._unfollow is not None:
            self._unfollow()
            self._unfollow = None

    @callback
    def _handle(self, event: Event[EventStateChangedData]) -> None:
        """Take a notification of a chosen app; what a restart shows again is no news."""
        before, state = event.data["old_state"], event.data["new_state"]
        if before is None or before.state == STATE_UNAVAILABLE:
            return
        if state is None or state.state in _NO_TEXT:
            return
        shown = state.attributes
        if shown.get("package") in self._settings.packages:
            text = next((str(shown[each]) for each in _TEXTS if shown.get(each)), state.state)
            sender = shown.get("android.title")
            posted_at = _posted_at(shown.get("post_time"), event.time_fired)
            self._listen(text, None if sender is None else str(sender), posted_at)


def _posted_at(milliseconds: Any, now: datetime) -> datetime:
    """Return when a notification was shown; a phone whose clock is wrong is not believed."""
    try:
        posted_at = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
        return min(parse_past_moment(posted_at, now), now)
    except TypeError, ValueError, OverflowError, OSError:
        return now
