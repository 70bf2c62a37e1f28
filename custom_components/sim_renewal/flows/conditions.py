"""The form of a line's special conditions: what a carrier asks for beyond a plain term."""

from collections.abc import Mapping
from typing import Any

from homeassistant.helpers.selector import DateSelector
import voluptuous as vol

from ..const import CONF_REGISTER_BY, CONF_SPECIAL
from ..core.rule_settings import OF_ALL, SPECIAL
from ..core.rule_table import family_of
from ..settings.conditions import needed_conditions
from .fields import filled_form
from .rule_fields import rule_fields

FIELDS = (*(name for each in SPECIAL for name in each.names), CONF_REGISTER_BY)
"""Every special condition that a line can have."""

_DEFAULTS = {name: value for each in SPECIAL for name, value in each.usual_values.items()}


def has_conditions(values: Mapping[str, Any]) -> bool:
    """Return whether a line's settings go beyond a plain term."""
    return any(values.get(field, _DEFAULTS.get(field)) != _DEFAULTS.get(field) for field in FIELDS)


def needs_conditions(values: Mapping[str, Any]) -> bool:
    """Return whether the form has to be shown."""
    return bool(needed_conditions(values) or values.get(CONF_SPECIAL))


def conditions_schema(values: Mapping[str, Any], typed: Mapping[str, Any] | None) -> vol.Schema:
    """Return the form for the rule that was chosen, filled with what was typed or is set."""
    family = family_of(values)
    asked = [*(family.settings if family else ()), *OF_ALL]
    form = {
        **rule_fields((each for each in asked if each.is_special), family),
        vol.Optional(CONF_REGISTER_BY): DateSelector(),
    }
    return filled_form(form, _DEFAULTS | dict(values if typed is None else typed))
