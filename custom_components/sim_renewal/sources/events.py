"""Texts that other integrations tell as events."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import reduce
from typing import Any, Protocol

from homeassistant.core import Event, HomeAssistant, callback

from ..household.coordinator import LineCoordinator
from ..settings.message_source import EventSettings


class Listen(Protocol):
    """Takes a text that was heard; now is when it was received, if nothing else is known."""

    def __call__(self, text: str, sender: str | None, received_at: datetime | None = None) -> None:
        """Take it."""


@callback
def async_follow_event(
    hass: HomeAssistant, line: LineCoordinator, settings: EventSettings, listen: Listen
) -> None:
    """Listen for an event; one without a text in its field is ignored."""

    @callback
    def handle(event: Event[Mapping[str, Any]]) -> None:
        text = _text(event.data, settings.text)
        if text is not None:
            sender = settings.sender and _text(event.data, settings.sender)
            listen(text, sender or None)

    unlisten: Callable[[], None] = hass.bus.async_listen(settings.event_type, handle)
    line.async_on_end(unlisten)


def _text(data: Mapping[str, Any], path: str) -> str | None:
    """Return the text or the number of a field, into which dots lead."""

    def step(value: Any, name: str) -> Any:
        return value.get(name) if isinstance(value, Mapping) else None

    value = data[path] if path in data else reduce(step, path.split("."), data)
    return str(value) if isinstance(value, str | int) and str(value).strip() else None
