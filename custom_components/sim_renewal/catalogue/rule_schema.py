"""Which settings a validity rule of the catalogue may have, family by family."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import voluptuous as vol

from ..const import (
    CONF_ANNIVERSARY_DAY,
    CONF_ENDS_WHEN_EMPTY,
    CONF_EXTENDS_FROM,
    CONF_FEE,
    CONF_GRACE,
    CONF_GRACE_UNIT,
    CONF_KEPT_BY_USE,
    CONF_KEPT_BY_USE_UNIT,
    CONF_KINDS,
    CONF_MINIMUM,
    CONF_RULE,
    CONF_STARTS,
    CONF_STEPS,
    CONF_TERM,
    CONF_TERM_UNIT,
)
from ..core.dates import SpanUnit
from ..core.model import ActivityKind
from ..core.rules import Anchor, Start
from ..settings.rules import (
    RULE_ACTIVITY,
    RULE_BALANCE_BURN,
    RULE_CALENDAR_MONTH,
    RULE_CREDIT_LADDER,
    RULE_FIXED_TERM,
    RULE_NEVER,
    RULE_SUBSCRIPTION,
    STEP_AMOUNT,
    STEP_NUMBER_MONTHS,
    STEP_SERVICE_DAYS,
)
from .checks import amount, count, each_once, one_of, some

AMOUNTS = frozenset({CONF_MINIMUM, CONF_STEPS, CONF_FEE})
"""The settings that hold money."""

_LONG_UNIT = one_of([SpanUnit.DAYS, SpanUnit.MONTHS])


def _ascending(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    amounts = [step[STEP_AMOUNT] for step in steps]
    if any(first >= second for first, second in pairwise(amounts)):
        raise vol.Invalid("the amounts of the steps have to ascend")
    for index, step in enumerate(steps):
        if len(step) < 2:
            raise vol.Invalid("a step moves at least one clock", path=[index])
    return steps


_STEP = {
    vol.Required(STEP_AMOUNT): amount,
    vol.Optional(STEP_SERVICE_DAYS): count,
    vol.Optional(STEP_NUMBER_MONTHS): count,
}

_TERM = {vol.Required(CONF_TERM): count, vol.Required(CONF_TERM_UNIT): _LONG_UNIT}
_ANCHOR = {vol.Optional(CONF_EXTENDS_FROM): one_of(Anchor)}
_MINIMUM = {vol.Optional(CONF_MINIMUM): amount}

_OF_ALL = {
    vol.Optional(CONF_GRACE): count,
    vol.Optional(CONF_GRACE_UNIT): _LONG_UNIT,
    vol.Optional(CONF_KEPT_BY_USE): count,
    vol.Optional(CONF_KEPT_BY_USE_UNIT): _LONG_UNIT,
    vol.Optional(CONF_ENDS_WHEN_EMPTY): bool,
}

_OF_FAMILY: Mapping[str, Mapping[Any, Any]] = {
    RULE_FIXED_TERM: {
        **_ANCHOR,
        **_MINIMUM,
        vol.Required(CONF_TERM): count,
        vol.Required(CONF_TERM_UNIT): one_of(SpanUnit),
        vol.Optional(CONF_STARTS): one_of(Start),
    },
    RULE_CALENDAR_MONTH: {
        **_ANCHOR,
        **_MINIMUM,
        vol.Required(CONF_TERM): count,
        vol.Required(CONF_TERM_UNIT): one_of([SpanUnit.MONTHS]),
        vol.Optional(CONF_ANNIVERSARY_DAY): vol.All(count, vol.Range(max=31)),
    },
    RULE_ACTIVITY: {
        **_TERM,
        **_MINIMUM,
        vol.Required(CONF_KINDS): some(one_of(ActivityKind), each_once()),
    },
    RULE_CREDIT_LADDER: {**_ANCHOR, vol.Required(CONF_STEPS): some(_STEP, _ascending)},
    RULE_BALANCE_BURN: {**_TERM, vol.Required(CONF_FEE): amount},
    RULE_SUBSCRIPTION: _TERM,
    RULE_NEVER: {},
}

_RULES = {
    family: vol.Schema({vol.Required(CONF_RULE): family, **fields, **_OF_ALL})
    for family, fields in _OF_FAMILY.items()
}

_TOGETHER = ((CONF_GRACE, CONF_GRACE_UNIT), (CONF_KEPT_BY_USE, CONF_KEPT_BY_USE_UNIT))

_UNSTATED = {
    CONF_TERM: 30,
    CONF_TERM_UNIT: str(SpanUnit.DAYS),
    CONF_EXTENDS_FROM: str(Anchor.LATER),
    CONF_GRACE_UNIT: str(SpanUnit.MONTHS),
}
"""What the dialog of a line keeps with every rule, also with one that has no use for it."""


def rule(value: Any) -> dict[str, Any]:
    """Accept the settings of one family of rules; complete them as the dialog of a line does."""
    if not isinstance(value, dict):
        raise vol.Invalid("expected the settings of a rule")
    try:
        family = one_of(_RULES)(value.get(CONF_RULE))
    except vol.Invalid as error:
        raise vol.Invalid(error.msg, path=[CONF_RULE]) from None
    settings = _RULES[family](value)
    for length, unit in _TOGETHER:
        if (length in settings) != (unit in settings):
            raise vol.Invalid(f"goes together with {unit}", path=[length])
    return {**_UNSTATED, **settings}
