"""Conditions on SIM lines, for automations."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, override

from homeassistant.components.binary_sensor.const import DOMAIN as BINARY_SENSOR_DOMAIN
from homeassistant.components.sensor.const import DOMAIN as SENSOR_DOMAIN
from homeassistant.const import STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.condition import Condition, EntityStateConditionBase

from .const import DOMAIN, KEY_STATUS
from .core.line import Status


class LineCondition(EntityStateConditionBase):
    """Tests one kind of entity of the lines that are meant; an unknown one counts for nothing."""

    _domain_specs: Mapping[str, DomainSpec] = MappingProxyType({BINARY_SENSOR_DOMAIN: DomainSpec()})
    _states: set[str | bool] = {STATE_ON}  # noqa: RUF012
    _key: ClassVar[str]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Keep the entities of this integration that tell what is asked."""
        registry = er.async_get(self._hass)
        return {
            entity_id
            for entity_id in super().entity_filter(entities)
            if (entry := registry.async_get(entity_id))
            and (entry.platform, entry.translation_key) == (DOMAIN, self._key)
        }


class IsDue(LineCondition):
    """Somebody should renew the line now."""

    _key = "renewal_due"


class IsExpired(LineCondition):
    """The service of the line has ended, whether or not its number is still kept."""

    _domain_specs = MappingProxyType({SENSOR_DOMAIN: DomainSpec()})
    _states: set[str | bool] = {Status.EXPIRED, Status.GRACE, Status.LOST}  # noqa: RUF012
    _key = KEY_STATUS


class IsDataLow(LineCondition):
    """Little data is left on the line."""

    _key = "data_low"


class IsSnoozed(LineCondition):
    """Somebody asked to be reminded of the line later."""

    _key = "snoozed"
    _primary_entities_only = False


CONDITIONS: dict[str, type[Condition]] = {
    "is_due": IsDue,
    "is_expired": IsExpired,
    "is_data_low": IsDataLow,
    "is_snoozed": IsSnoozed,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions on SIM lines."""
    return CONDITIONS
