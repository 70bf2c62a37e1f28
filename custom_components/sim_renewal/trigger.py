"""Triggers of SIM lines, for automations."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, override

from homeassistant.components.event import ATTR_EVENT_TYPE, DOMAIN as EVENT_DOMAIN
from homeassistant.const import CONF_OPTIONS
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA,
    StatelessEntityTriggerBase,
    Trigger,
    TriggerConfig,
)
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .const import DOMAIN
from .core.reminders import Happening

CONF_DAYS = "days"

RENEWAL_DUE_SCHEMA = ENTITY_STATE_TRIGGER_SCHEMA.extend(
    {vol.Required(CONF_OPTIONS, default={}): {vol.Optional(CONF_DAYS): cv.positive_int}}
)


class LineTrigger(StatelessEntityTriggerBase):
    """Fires at certain happenings of a line of ours, also at one caught up after a downtime."""

    _domain_specs: Mapping[str, DomainSpec] = MappingProxyType({EVENT_DOMAIN: DomainSpec()})
    _happenings: frozenset[Happening]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Keep the event entities of this integration."""
        registry = er.async_get(self._hass)
        return {
            entity_id
            for entity_id in super().entity_filter(entities)
            if (entry := registry.async_get(entity_id)) and entry.platform == DOMAIN
        }

    @override
    def is_valid_state(self, state: State, report_not_triggered: Any) -> bool:
        """Keep the happenings that this trigger speaks of."""
        return state.attributes.get(ATTR_EVENT_TYPE) in self._happenings


class RenewalDueTrigger(LineTrigger):
    """A line should be renewed before its service ends, or before its number is lost."""

    _schema = RENEWAL_DUE_SCHEMA
    _happenings = frozenset(
        {Happening.RENEWAL_DUE, Happening.EXPIRES_TODAY, Happening.GRACE_ENDING}
    )

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Read from how many days before the end on it is wanted."""
        super().__init__(hass, config)
        self._days: int | None = self._options.get(CONF_DAYS)

    @override
    def is_valid_state(self, state: State, report_not_triggered: Any) -> bool:
        """Keep the moments that are near enough to the end of which they speak."""
        if not super().is_valid_state(state, report_not_triggered):
            return False
        if self._days is None:
            return True
        days_left = _days_left(state)
        return days_left is not None and days_left <= self._days


def _days_left(state: State) -> int | None:
    """Return the days from an event to the end of which it speaks."""
    attributes = state.attributes
    if attributes[ATTR_EVENT_TYPE] != Happening.GRACE_ENDING:
        return attributes.get("days_left")
    happened_at = dt_util.parse_datetime(state.state, raise_on_error=True)
    number_until = date.fromisoformat(attributes["number_until"])
    return (number_until - dt_util.as_local(happened_at).date()).days


def _trigger(happening: Happening) -> type[Trigger]:
    """Return the trigger that fires at one happening."""

    class HappeningTrigger(LineTrigger):
        """Fires each time that it happens."""

        _happenings = frozenset({happening})

    return HappeningTrigger


TRIGGERS: dict[str, type[Trigger]] = {
    "renewal_due": RenewalDueTrigger,
    "expired": _trigger(Happening.EXPIRED),
    "number_lost": _trigger(Happening.NUMBER_LOST),
    "data_low": _trigger(Happening.DATA_LOW),
    "data_runs_out_early": _trigger(Happening.DATA_RUNS_OUT_EARLY),
    "renewed": _trigger(Happening.RENEWED),
    "renewal_unverified": _trigger(Happening.RENEWAL_UNVERIFIED),
    "source_stale": _trigger(Happening.SOURCE_STALE),
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers of SIM lines."""
    return TRIGGERS
