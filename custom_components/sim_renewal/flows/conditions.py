"""The form of a line's special conditions: what a carrier asks for beyond a plain term."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import UnitOfTime
from homeassistant.helpers.selector import (
    BooleanSelector,
    DateSelector,
    ObjectSelector,
    ObjectSelectorConfig,
    Selector,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from ..const import (
    CONF_ENDS_WHEN_EMPTY,
    CONF_FEE,
    CONF_KEPT_BY_USE,
    CONF_KEPT_BY_USE_UNIT,
    CONF_KINDS,
    CONF_MINIMUM,
    CONF_REGISTER_BY,
    CONF_RULE,
    CONF_SPECIAL,
    CONF_STARTS,
    CONF_STEPS,
)
from ..core.dates import SpanUnit
from ..core.model import ActivityKind
from ..core.rules import Start
from ..settings.conditions import REQUIRED
from ..settings.rules import (
    RULE_ACTIVITY,
    RULE_BALANCE_BURN,
    RULE_CALENDAR_MONTH,
    RULE_CREDIT_LADDER,
    RULE_FIXED_TERM,
    STEP_AMOUNT,
    STEP_NUMBER_MONTHS,
    STEP_SERVICE_DAYS,
)
from .fields import COUNT, NUMBER, choice, filled_form, with_unit

_OF_FAMILY = {
    RULE_FIXED_TERM: (CONF_STARTS, CONF_MINIMUM),
    RULE_CALENDAR_MONTH: (CONF_MINIMUM,),
    RULE_ACTIVITY: (CONF_KINDS, CONF_MINIMUM),
    RULE_CREDIT_LADDER: (CONF_STEPS,),
    RULE_BALANCE_BURN: (CONF_FEE,),
}
_OF_ALL = (
    CONF_KEPT_BY_USE,
    CONF_KEPT_BY_USE_UNIT,
    CONF_ENDS_WHEN_EMPTY,
    CONF_REGISTER_BY,
)

FIELDS = (CONF_STARTS, CONF_MINIMUM, CONF_KINDS, CONF_STEPS, CONF_FEE, *_OF_ALL)
"""Every special condition that a line can have."""

_DEFAULTS = {
    CONF_STARTS: Start.PURCHASE,
    CONF_KEPT_BY_USE_UNIT: SpanUnit.DAYS,
    CONF_ENDS_WHEN_EMPTY: False,
}

_SELECTORS: dict[str, Selector[Any]] = {
    CONF_STARTS: choice(list(Start), key=CONF_STARTS),
    CONF_MINIMUM: NUMBER,
    CONF_KINDS: SelectSelector(
        SelectSelectorConfig(
            options=[str(kind) for kind in ActivityKind], multiple=True, translation_key="activity"
        )
    ),
    CONF_STEPS: ObjectSelector(
        ObjectSelectorConfig(
            fields={
                STEP_AMOUNT: {"selector": NUMBER, "required": True},
                STEP_SERVICE_DAYS: {"selector": with_unit(COUNT, UnitOfTime.DAYS)},
                STEP_NUMBER_MONTHS: {"selector": with_unit(COUNT, UnitOfTime.MONTHS)},
            },
            multiple=True,
            translation_key=CONF_STEPS,
        )
    ),
    CONF_FEE: NUMBER,
    CONF_KEPT_BY_USE: COUNT,
    CONF_KEPT_BY_USE_UNIT: choice([SpanUnit.DAYS, SpanUnit.MONTHS], key="span_unit"),
    CONF_ENDS_WHEN_EMPTY: BooleanSelector(),
    CONF_REGISTER_BY: DateSelector(),
}


def has_conditions(values: Mapping[str, Any]) -> bool:
    """Return whether a line's settings go beyond a plain term."""
    return any(values.get(field, _DEFAULTS.get(field)) != _DEFAULTS.get(field) for field in FIELDS)


def needs_conditions(values: Mapping[str, Any]) -> bool:
    """Return whether the form has to be shown."""
    return values[CONF_RULE] in REQUIRED or bool(values.get(CONF_SPECIAL))


def conditions_schema(values: Mapping[str, Any], typed: Mapping[str, Any] | None) -> vol.Schema:
    """Return the form for the rule that was chosen, filled with what was typed or is set."""
    required = REQUIRED.get(values[CONF_RULE])
    form: dict[vol.Marker, Any] = {}
    for field in (*_OF_FAMILY.get(values[CONF_RULE], ()), *_OF_ALL):
        is_required = field == required or field in _DEFAULTS
        form[vol.Required(field) if is_required else vol.Optional(field)] = _SELECTORS[field]
    return filled_form(form, _DEFAULTS | dict(values if typed is None else typed))
