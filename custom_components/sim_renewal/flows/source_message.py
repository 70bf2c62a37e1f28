"""The form of texts as the source of a line: whose texts, and where they are heard."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

from homeassistant.components import webhook
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_STATE_CHANGED, EVENT_STATE_REPORTED, MATCH_ALL, UnitOfTime
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.network import NoURLAvailableError
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    TextSelector,
    TextSelectorConfig,
)
import voluptuous as vol

from ..const import SUBENTRY_LINE
from ..household.coordinator import LineCoordinator
from ..settings.message_source import (
    CONF_EVENT,
    CONF_EVENT_SENDER,
    CONF_EVENT_TEXT,
    CONF_EVENT_TYPE,
    CONF_FROM,
    CONF_LISTEN,
    CONF_LOCAL_ONLY,
    CONF_MINUTES,
    CONF_NOTIFICATIONS,
    CONF_PACKAGES,
    CONF_ROUTER,
    CONF_WEBHOOK,
    CONF_WEBHOOK_ID,
    KIND_MESSAGE,
    message_source_of,
)
from ..settings.source import CONF_ENTITY, CONF_KIND, CONF_SOURCE
from ..settings.validation import FieldError, check_fields, parse_count
from ..sources.router import has_router
from .fields import COUNT, TEXT, choice, filled_form, with_unit

FIELD_EVENT_SENDER: Final = "event_sender"
FIELD_EVENT_TEXT: Final = "event_text"
FIELD_ROUTER_MINUTES: Final = "router_minutes"

EVENTS: Mapping[str, tuple[str, str]] = {"netgear_lte_sms": ("message", "from")}
"""The fields of text and sender, by the events that are known."""

MESSAGING_APPS = ("com.google.android.apps.messaging", "com.samsung.android.messaging")
"""What is proposed where no app was chosen: those that show texts on most phones."""

LEAST_MINUTES = 15
MOST_MINUTES = 1440
LONGEST_NAME = 100
MOST_NAMES = 30

_NOT_ALLOWED = {MATCH_ALL, EVENT_STATE_CHANGED, EVENT_STATE_REPORTED}
"""Events of everything, which are far too many."""

_TEXTS = TextSelector(TextSelectorConfig(multiple=True))
_NOTIFICATION = EntitySelector(
    EntitySelectorConfig(
        filter=[EntityWithDeviceFilterSelectorConfig(domain="sensor", integration="mobile_app")]
    )
)


class MessageDialog:
    """Chooses whose texts are read for one line, and on which ways they come."""

    def __init__(
        self, hass: HomeAssistant, line: LineCoordinator, values: Mapping[str, Any]
    ) -> None:
        """Know the line, and the source in its settings if that is texts."""
        self._hass = hass
        self._line = line
        source: Mapping[str, Any] = values.get(CONF_SOURCE, {})
        self._source = source if source.get(CONF_KIND) == KIND_MESSAGE else {}
        self._listen: Mapping[str, Mapping[str, Any]] = self._source.get(CONF_LISTEN, {})

    @callback
    def schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form, filled with what was typed, or with the present source."""
        fields: dict[vol.Marker, Any] = {
            vol.Optional(CONF_FROM): _TEXTS,
            vol.Optional(CONF_NOTIFICATIONS): _NOTIFICATION,
            vol.Optional(CONF_PACKAGES): _TEXTS,
            vol.Optional(CONF_EVENT): choice(list(EVENTS), custom=True),
            vol.Optional(FIELD_EVENT_TEXT): TEXT,
            vol.Optional(FIELD_EVENT_SENDER): TEXT,
        }
        if has_router(self._hass) or CONF_ROUTER in self._listen:
            fields[vol.Optional(FIELD_ROUTER_MINUTES)] = with_unit(COUNT, UnitOfTime.MINUTES)
        fields[vol.Required(CONF_WEBHOOK)] = BooleanSelector()
        fields[vol.Required(CONF_LOCAL_ONLY)] = BooleanSelector()
        return filled_form(fields, self._shown() if typed is None else typed)

    @callback
    def async_check(self, typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the source as settings, and the errors by field."""
        listen: dict[str, dict[str, Any]] = {}
        checks: dict[str, Callable[[Any], Any]] = {
            CONF_FROM: _parse_names,
            CONF_NOTIFICATIONS: self._parse_notifications,
            CONF_PACKAGES: _parse_names,
            CONF_EVENT: _parse_event,
            FIELD_EVENT_TEXT: str.strip,
            FIELD_EVENT_SENDER: str.strip,
            FIELD_ROUTER_MINUTES: _parse_minutes,
        }
        kept, errors = check_fields(typed, checks)
        if not kept.get(CONF_FROM):
            errors.setdefault(CONF_FROM, "sender_missing")
        if entity := kept.get(CONF_NOTIFICATIONS):
            listen[CONF_NOTIFICATIONS] = {
                CONF_ENTITY: entity,
                CONF_PACKAGES: kept.get(CONF_PACKAGES, []),
            }
            if not kept.get(CONF_PACKAGES):
                errors.setdefault(CONF_PACKAGES, "app_missing")
        if event_type := kept.get(CONF_EVENT):
            known = EVENTS.get(event_type, (None, None))
            listen[CONF_EVENT] = {
                CONF_EVENT_TYPE: event_type,
                CONF_EVENT_TEXT: kept.get(FIELD_EVENT_TEXT, known[0]),
                CONF_EVENT_SENDER: kept.get(FIELD_EVENT_SENDER, known[1]),
            }
            if listen[CONF_EVENT][CONF_EVENT_TEXT] is None:
                errors[FIELD_EVENT_TEXT] = "field_missing"
        if minutes := kept.get(FIELD_ROUTER_MINUTES):
            listen[CONF_ROUTER] = {CONF_MINUTES: minutes}
        if typed.get(CONF_WEBHOOK):
            listen[CONF_WEBHOOK] = {
                CONF_WEBHOOK_ID: self._webhook_id,
                CONF_LOCAL_ONLY: bool(typed.get(CONF_LOCAL_ONLY, True)),
            }
        if not listen and not errors:
            errors[CONF_WEBHOOK] = "nothing_heard"
        if errors:
            return {}, errors
        return {CONF_KIND: KIND_MESSAGE, CONF_FROM: kept[CONF_FROM], CONF_LISTEN: listen}, {}

    @callback
    def sharing(self, entry: ConfigEntry, source: Mapping[str, Any]) -> list[str]:
        """Return the other lines that hear the same senders on the same way, by name."""
        from ..core.messages.addressees import is_from  # noqa: PLC0415 - few have texts

        own = message_source_of({CONF_SOURCE: source})
        return sorted(
            line.title
            for line in entry.get_subentries_of_type(SUBENTRY_LINE)
            if line.subentry_id != self._line.settings.line_id
            and (other := message_source_of(line.data))
            and own
            and own.shared_ways & other.shared_ways
            and any(is_from(other.senders, sender, "") for sender in own.senders)
        )

    @property
    def _webhook_id(self) -> str:
        """The secret of the present webhook, or a new one."""
        present = self._listen.get(CONF_WEBHOOK)
        return present[CONF_WEBHOOK_ID] if present else webhook.async_generate_id()

    def _shown(self) -> dict[str, Any]:
        """Return the present source as the form shows it, and proposals where there is none."""
        notifications = self._listen.get(CONF_NOTIFICATIONS, {})
        event = self._listen.get(CONF_EVENT, {})
        entity = notifications.get(CONF_ENTITY)
        carrier = self._line.settings.carrier
        return {
            CONF_FROM: self._source.get(CONF_FROM) or ([carrier] if carrier else None),
            CONF_NOTIFICATIONS: entity
            and (er.async_resolve_entity_id(er.async_get(self._hass), entity) or entity),
            CONF_PACKAGES: notifications.get(CONF_PACKAGES, list(MESSAGING_APPS)),
            CONF_EVENT: event.get(CONF_EVENT_TYPE),
            FIELD_EVENT_TEXT: event.get(CONF_EVENT_TEXT),
            FIELD_EVENT_SENDER: event.get(CONF_EVENT_SENDER),
            FIELD_ROUTER_MINUTES: self._listen.get(CONF_ROUTER, {}).get(CONF_MINUTES),
            CONF_WEBHOOK: CONF_WEBHOOK in self._listen,
            CONF_LOCAL_ONLY: self._listen.get(CONF_WEBHOOK, {}).get(CONF_LOCAL_ONLY, True),
        }

    def _parse_notifications(self, chosen: str) -> str:
        """Return the registry's id of a sensor, which has to be that of the last notification."""
        entry = er.async_get(self._hass).async_get(chosen)
        if entry is None or not entry.unique_id.endswith("_last_notification"):
            raise FieldError("not_notifications")
        return entry.id


@callback
def webhook_url(hass: HomeAssistant, source: Mapping[str, Any]) -> str | None:
    """Return the address of a source's webhook, or `None` where it has none."""
    settings = source[CONF_LISTEN].get(CONF_WEBHOOK)
    if settings is None:
        return None
    webhook_id, local = settings[CONF_WEBHOOK_ID], settings[CONF_LOCAL_ONLY]
    with suppress(NoURLAvailableError):
        return webhook.async_generate_url(hass, webhook_id, prefer_external=not local)
    return webhook.async_generate_path(webhook_id)


def _parse_names(value: list[str]) -> list[str]:
    """Return names without blanks around them, each once."""
    names = list(dict.fromkeys(filter(None, map(str.strip, value))))
    if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
        raise FieldError("text_too_long")
    return names


def _parse_event(value: str) -> str:
    """Return the type of an event that does not happen all the time."""
    event_type = value.strip()
    if event_type in _NOT_ALLOWED:
        raise FieldError("event_too_frequent")
    if len(event_type) > LONGEST_NAME:
        raise FieldError("text_too_long")
    return event_type


def _parse_minutes(value: object) -> int:
    """Return a pause that does not ask too much of a router."""
    minutes = parse_count(value, MOST_MINUTES)
    if minutes < LEAST_MINUTES:
        raise FieldError("too_often")
    return minutes
