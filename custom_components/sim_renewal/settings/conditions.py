"""A line's special conditions, checked as a line keeps them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..const import (
    CONF_ENDS_WHEN_EMPTY,
    CONF_FEE,
    CONF_KEPT_BY_USE,
    CONF_KEPT_BY_USE_UNIT,
    CONF_KINDS,
    CONF_MINIMUM,
    CONF_REGISTER_BY,
    CONF_RULE,
    CONF_STARTS,
    CONF_STEPS,
)
from ..core.dates import SpanUnit
from ..core.model import ActivityKind
from ..core.rules import Start
from .rules import (
    RULE_ACTIVITY,
    RULE_BALANCE_BURN,
    RULE_CREDIT_LADDER,
    STEP_AMOUNT,
    STEP_NUMBER_MONTHS,
    STEP_SERVICE_DAYS,
)
from .validation import (
    LONGEST_TERM,
    FieldError,
    check_fields,
    parse_count,
    parse_date,
    parse_float,
)

REQUIRED = {
    RULE_ACTIVITY: CONF_KINDS,
    RULE_CREDIT_LADDER: CONF_STEPS,
    RULE_BALANCE_BURN: CONF_FEE,
}
"""What these families cannot do without."""


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
