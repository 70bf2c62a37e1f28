"""The form of a line's special conditions: what a carrier asks for beyond a plain term."""

from collections.abc import Callable, Mapping
from datetime import date
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
from ..settings.validation import LONGEST_TERM, FieldError, parse_count, parse_date
from .fields import COUNT, NUMBER, check_fields, choice, filled_form, parse_float, with_unit

REQUIRED = {
    RULE_ACTIVITY: CONF_KINDS,
    RULE_CREDIT_LADDER: CONF_STEPS,
    RULE_BALANCE_BURN: CONF_FEE,
}
"""What these families cannot do without."""

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


def check_conditions(
    values: Mapping[str, Any], typed: Mapping[str, Any], today: date
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the checked conditions that were filled in, and the errors by field."""
    longest = LONGEST_TERM[SpanUnit(typed[CONF_KEPT_BY_USE_UNIT])]
    checks: dict[str, Callable[[Any], Any]] = {
        CONF_STARTS: Start,
        CONF_MINIMUM: parse_float,
        CONF_KINDS: lambda kinds: [ActivityKind(kind) for kind in kinds],
        CONF_STEPS: _parse_steps,
        CONF_FEE: _parse_fee,
        CONF_KEPT_BY_USE: lambda value: parse_count(value, longest),
        CONF_KEPT_BY_USE_UNIT: SpanUnit,
        CONF_ENDS_WHEN_EMPTY: bool,
        CONF_REGISTER_BY: lambda value: parse_date(value, today).isoformat(),
    }
    kept, errors = check_fields(typed, checks)
    required = REQUIRED.get(values[CONF_RULE])
    if required is not None and not kept.get(required):
        errors.setdefault(required, "needed")
    return kept, errors


def _parse_fee(value: object) -> float:
    fee = parse_float(value)
    if not fee:
        raise FieldError("needed")
    return fee


def _parse_steps(steps: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the steps of a ladder by ascending amount; each moves at least one clock."""
    parsed = sorted(map(_parse_step, steps), key=lambda step: float(step[STEP_AMOUNT]))
    if len({step[STEP_AMOUNT] for step in parsed}) < len(parsed):
        raise FieldError("same_step")
    return parsed


def _parse_step(step: Mapping[str, Any]) -> dict[str, Any]:
    checks: dict[str, Callable[[Any], Any]] = {
        STEP_AMOUNT: parse_float,
        STEP_SERVICE_DAYS: lambda value: parse_count(value, LONGEST_TERM[SpanUnit.DAYS]),
        STEP_NUMBER_MONTHS: lambda value: parse_count(value, LONGEST_TERM[SpanUnit.MONTHS]),
    }
    kept, errors = check_fields(step, checks)
    if errors or len(kept) < 2:
        raise FieldError("wrong_step")
    return kept
