"""Triggers of SIM lines, for automations."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, override

from homeassistant.components.event import ATTR_EVENT_TYPE, DOMAIN as EVENT_DOMAIN
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import StatelessEntityTriggerBase, Trigger

from .const import DOMAIN
from .core.reminders import Happening


class ReminderTrigger(StatelessEntityTriggerBase):
    """Fires at each reminder moment of a line of ours, also one caught up after a downtime."""

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
        """Keep the moments that this trigger speaks of."""
        return state.attributes.get(ATTR_EVENT_TYPE) in self._happenings


class RenewalDueTrigger(ReminderTrigger):
    """A line should be renewed before its service ends, or today at the latest."""

    _happenings = frozenset({Happening.RENEWAL_DUE, Happening.EXPIRES_TODAY})


TRIGGERS: dict[str, type[Trigger]] = {"renewal_due": RenewalDueTrigger}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers of SIM lines."""
    return TRIGGERS
