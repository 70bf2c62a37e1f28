"""Texts as the source of a line, as settings: whose texts, and where they are heard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from .source import CONF_ENTITY, CONF_KIND, CONF_SOURCE

KIND_MESSAGE: Final = "message"

CONF_FROM: Final = "from"
CONF_LISTEN: Final = "listen"
CONF_NOTIFICATIONS: Final = "notifications"
CONF_PACKAGES: Final = "packages"
CONF_EVENT: Final = "event"
CONF_EVENT_SENDER: Final = "sender"
CONF_EVENT_TEXT: Final = "text"
CONF_EVENT_TYPE: Final = "type"
CONF_ROUTER: Final = "router"
CONF_MINUTES: Final = "minutes"
CONF_WEBHOOK: Final = "webhook"
CONF_LOCAL_ONLY: Final = "local_only"
CONF_WEBHOOK_ID: Final = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationSettings:
    """The sensor of a phone's last notification, and the apps whose notifications count."""

    entity: str
    packages: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSettings:
    """An event, and its fields that have the text and the sender; dots lead into a field."""

    event_type: str
    text: str
    sender: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSettings:
    """The secret address of a webhook, and whether only the own network may use it."""

    webhook_id: str
    local_only: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A way on which texts are heard: a kind, and which entity or event of that kind."""

    kind: str
    what: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSettings:
    """A source of texts: who sends them, and each way on which they are heard.

    `router_pause` is how long a router is left alone before it is asked for its texts again.
    """

    senders: tuple[str, ...]
    notifications: NotificationSettings | None
    event: EventSettings | None
    router_pause: timedelta | None
    webhook: WebhookSettings | None

    @property
    def shared_ways(self) -> frozenset[Way]:
        """The ways on which others can hear the same texts: all but the line's own webhook."""
        ways = set[Way]()
        if self.notifications:
            ways.add(Way(CONF_NOTIFICATIONS, self.notifications.entity))
        if self.event:
            ways.add(Way(CONF_EVENT, self.event.event_type))
        if self.router_pause:
            ways.add(Way(CONF_ROUTER))
        return frozenset(ways)


def message_source_of(data: Mapping[str, Any]) -> MessageSettings | None:
    """Return the texts in a line's settings, or `None` where it has another source or none."""
    source = data.get(CONF_SOURCE)
    if source is None or source[CONF_KIND] != KIND_MESSAGE:
        return None
    listen: Mapping[str, Mapping[str, Any]] = source[CONF_LISTEN]
    router = listen.get(CONF_ROUTER)
    return MessageSettings(
        senders=tuple(source[CONF_FROM]),
        notifications=_maybe(_notifications, listen.get(CONF_NOTIFICATIONS)),
        event=_maybe(_event, listen.get(CONF_EVENT)),
        router_pause=None if router is None else timedelta(minutes=router[CONF_MINUTES]),
        webhook=_maybe(_webhook, listen.get(CONF_WEBHOOK)),
    )


def _notifications(data: Mapping[str, Any]) -> NotificationSettings:
    return NotificationSettings(entity=data[CONF_ENTITY], packages=frozenset(data[CONF_PACKAGES]))


def _event(data: Mapping[str, Any]) -> EventSettings:
    return EventSettings(
        event_type=data[CONF_EVENT_TYPE],
        text=data[CONF_EVENT_TEXT],
        sender=data.get(CONF_EVENT_SENDER),
    )


def _webhook(data: Mapping[str, Any]) -> WebhookSettings:
    return WebhookSettings(webhook_id=data[CONF_WEBHOOK_ID], local_only=data[CONF_LOCAL_ONLY])


def _maybe[Settings](
    read: Callable[[Mapping[str, Any]], Settings], data: Mapping[str, Any] | None
) -> Settings | None:
    return None if data is None else read(data)
