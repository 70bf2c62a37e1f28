"""The form in which the values of a line are bound to other entities, and what it refuses."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from homeassistant.const import UnitOfInformation, UnitOfTime
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.data_entry_flow import section
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    Selector,
)
import voluptuous as vol

from ..clock import local_now
from ..const import DOMAIN
from ..core.model import Bucket
from ..core.source_values import DATES, Capability, DateOrder
from ..household.coordinator import LineCoordinator
from ..settings.source import (
    CONF_ALLOWANCE,
    CONF_ATTRIBUTE,
    CONF_BINDINGS,
    CONF_DATE_ORDER,
    CONF_DAYS_LEFT,
    CONF_ENTITY,
    CONF_KIND,
    CONF_RESET_DAY,
    CONF_SOURCE,
    CONF_STALE_AFTER_HOURS,
    CONF_UNIT,
    DEFAULT_STALE_AFTER_HOURS,
    KIND_ENTITY,
    Binding,
    binding_of,
)
from ..settings.validation import FieldError, check_fields, parse_count, parse_float
from ..sources.reading import check_class, has_value, is_days_left, raw_value, read_value, unit_of
from .fields import COUNT, NUMBER, TEXT, choice, filled_form, with_unit

SECTION_ATTRIBUTES: Final = "attributes"
SECTION_UNITS: Final = "units"
CONF_DATA_UNIT: Final = "data_unit"
CONF_VOICE_UNIT: Final = "voice_unit"

LONGEST_SILENCE_HOURS = 8784

DATA_UNITS = [
    UnitOfInformation.BYTES,
    UnitOfInformation.KILOBYTES,
    UnitOfInformation.MEGABYTES,
    UnitOfInformation.GIGABYTES,
    UnitOfInformation.TERABYTES,
    UnitOfInformation.KIBIBYTES,
    UnitOfInformation.MEBIBYTES,
    UnitOfInformation.GIBIBYTES,
    UnitOfInformation.TEBIBYTES,
]
VOICE_UNITS = [UnitOfTime.SECONDS, UnitOfTime.MINUTES, UnitOfTime.HOURS]

_UNIT_FIELDS = {
    Capability.DATA_REMAINING: CONF_DATA_UNIT,
    Capability.DATA_USED: CONF_DATA_UNIT,
    Capability.DATA_ALLOWANCE: CONF_DATA_UNIT,
    Capability.VOICE_REMAINING: CONF_VOICE_UNIT,
}

_NUMBERS = ["sensor", "number", "input_number", "input_text", "text"]
_DATES = [*_NUMBERS, "input_datetime", "date", "datetime"]
_WORDS = ["sensor", "input_text", "text"]


class SourceDialog:
    """Binds the values of one line to entities; an entity that does not fit is refused."""

    def __init__(self, hass: HomeAssistant, line: LineCoordinator) -> None:
        """Know the line, for its currency, its allowance and its own entities."""
        self._hass = hass
        self._line = line

    @callback
    def schema(self, values: Mapping[str, Any], typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form, filled with what was typed, or with the source in a line's settings."""
        source = values.get(CONF_SOURCE, {})
        if source.get(CONF_KIND) != KIND_ENTITY:
            source = {}
        shown = self._shown(source) if typed is None else typed
        units: dict[vol.Marker, Any] = {
            vol.Optional(CONF_DATA_UNIT): choice(DATA_UNITS),
            vol.Optional(CONF_VOICE_UNIT): choice(VOICE_UNITS),
        }
        attributes: dict[vol.Marker, Any] = {vol.Optional(each.value): TEXT for each in Capability}
        form = filled_form(
            {
                **{vol.Optional(each.value): _entity_selector(each) for each in Capability},
                vol.Optional(CONF_ALLOWANCE): with_unit(NUMBER, UnitOfInformation.GIGABYTES),
                vol.Optional(CONF_RESET_DAY): COUNT,
                vol.Optional(CONF_DATE_ORDER): choice(list(DateOrder), key=CONF_DATE_ORDER),
                vol.Required(CONF_STALE_AFTER_HOURS): with_unit(COUNT, UnitOfTime.HOURS),
            },
            shown,
        )
        return form.extend(
            {
                vol.Required(name): section(
                    filled_form(fields, shown.get(name, {})), {"collapsed": True}
                )
                for name, fields in ((SECTION_ATTRIBUTES, attributes), (SECTION_UNITS, units))
            }
        )

    @callback
    def async_check(self, typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the source as settings, empty where nothing is bound, and the errors by field.

        What is said of an attribute or a unit stands at the entity that it belongs to.
        """
        bindings: dict[str, dict[str, Any]] = {}
        errors: dict[str, str] = {}
        for capability in Capability:
            try:
                if binding := self._binding(capability, typed):
                    bindings[capability.value] = binding
            except FieldError as error:
                errors[capability.value] = error.reason
        checks: dict[str, Callable[[Any], Any]] = {
            CONF_ALLOWANCE: parse_float,
            CONF_RESET_DAY: lambda value: parse_count(value, 31),
            CONF_STALE_AFTER_HOURS: lambda value: parse_count(value, LONGEST_SILENCE_HOURS),
        }
        kept, more = check_fields(typed, checks)
        errors |= more
        if typed.get(Capability.DATA_USED):
            if typed.get(Capability.DATA_REMAINING):
                errors.setdefault(Capability.DATA_USED.value, "remaining_is_known")
            elif not self._has_allowance(typed):
                errors.setdefault(Capability.DATA_USED.value, "allowance_missing")
        if errors or not bindings:
            return {}, errors
        return {CONF_KIND: KIND_ENTITY, CONF_BINDINGS: bindings, **kept}, {}

    def _shown(self, source: Mapping[str, Any]) -> dict[str, Any]:
        """Return a source as the form shows it; an entity by the name that it has now."""
        registry = er.async_get(self._hass)
        bindings: Mapping[str, Mapping[str, Any]] = source.get(CONF_BINDINGS, {})
        units: dict[str, str] = {}
        orders = [each[CONF_DATE_ORDER] for each in bindings.values() if CONF_DATE_ORDER in each]
        for capability, field in _UNIT_FIELDS.items():
            if unit := bindings.get(capability, {}).get(CONF_UNIT):
                units[field] = unit
        return {
            CONF_STALE_AFTER_HOURS: DEFAULT_STALE_AFTER_HOURS,
            **{
                key: value for key, value in source.items() if key not in {CONF_KIND, CONF_BINDINGS}
            },
            **{
                capability: er.async_resolve_entity_id(registry, each[CONF_ENTITY])
                or each[CONF_ENTITY]
                for capability, each in bindings.items()
            },
            CONF_DATE_ORDER: next(iter(orders), None),
            SECTION_ATTRIBUTES: {
                capability: each[CONF_ATTRIBUTE]
                for capability, each in bindings.items()
                if CONF_ATTRIBUTE in each
            },
            SECTION_UNITS: units,
        }

    def _has_allowance(self, typed: Mapping[str, Any]) -> bool:
        return bool(
            typed.get(Capability.DATA_ALLOWANCE)
            or typed.get(CONF_ALLOWANCE) is not None
            or Bucket.DATA_ALLOWANCE in self._line.record.known_reading
        )

    def _binding(self, capability: Capability, typed: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return one binding as settings, or `None` where none was chosen."""
        chosen: str = (typed.get(capability) or "").strip()
        attribute: str = (typed.get(SECTION_ATTRIBUTES, {}).get(capability) or "").strip()
        if not chosen:
            if attribute:
                raise FieldError("entity_missing")
            return None
        state, entity = self._entity(chosen)
        binding = Binding(entity=entity, attribute=attribute or None)
        if binding.attribute is None:
            check_class(state, capability)
        kept = {CONF_ENTITY: entity} | ({CONF_ATTRIBUTE: attribute} if attribute else {})
        kept |= _reading_settings(state, binding, capability, typed)
        currency = self._line.settings.offer.currency
        read_value(state, binding_of(kept), capability, currency, local_now())
        return kept

    def _entity(self, chosen: str) -> tuple[State, str]:
        """Return the state of an entity that was chosen, and the name by which it is kept."""
        registry = er.async_get(self._hass)
        entity_id = er.async_resolve_entity_id(registry, chosen)
        entry = registry.async_get(chosen)
        own = f"{self._line.settings.line_id}_"
        if entry and entry.platform == DOMAIN and entry.unique_id.startswith(own):
            raise FieldError("own_entity")
        state = self._hass.states.get(entity_id) if entity_id else None
        if not has_value(state):
            raise FieldError("no_value")
        return state, entry.id if entry else chosen


def _reading_settings(
    state: State, binding: Binding, capability: Capability, typed: Mapping[str, Any]
) -> dict[str, Any]:
    """Return how a value is to be read that does not say so itself."""
    if capability in DATES:
        return _date_settings(raw_value(state, binding), typed)
    field = _UNIT_FIELDS.get(capability)
    if field is None or unit_of(state, binding) is not None:
        return {}
    unit = typed.get(SECTION_UNITS, {}).get(field)
    return {CONF_UNIT: unit} if unit else {}


def _date_settings(raw: Any, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a date is to be read: as days that are left, or in an order."""
    if is_days_left(raw):
        return {CONF_DAYS_LEFT: True}
    order = typed.get(CONF_DATE_ORDER)
    return {CONF_DATE_ORDER: DateOrder(order).value} if order else {}


def _entity_selector(capability: Capability) -> Selector[Any]:
    domains = _DATES if capability in DATES else _NUMBERS
    if capability is Capability.STATUS:
        domains = _WORDS
    return EntitySelector(
        EntitySelectorConfig(filter=[EntityWithDeviceFilterSelectorConfig(domain=domains)])
    )
