"""Validity rules as settings: the data of a line or of an offer, read as the rules of `core`."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

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
from ..core.dates import Span, SpanUnit
from ..core.model import ActivityKind
from ..core.rule_families import (
    BalanceBurn,
    CalendarMonth,
    CreditLadder,
    FixedTerm,
    Never,
    ServiceByActivity,
    Step,
    Subscription,
)
from ..core.rules import (
    USES,
    ActivityWindow,
    Anchor,
    Start,
    ValidityRule,
)

RULE_FIXED_TERM = "fixed_term"
RULE_CALENDAR_MONTH = "calendar_month"
RULE_ACTIVITY = "activity"
RULE_CREDIT_LADDER = "credit_ladder"
RULE_BALANCE_BURN = "balance_burn"
RULE_SUBSCRIPTION = "subscription"
RULE_NEVER = "never"
RULE_NONE = "none"

RULES = (
    RULE_FIXED_TERM,
    RULE_CALENDAR_MONTH,
    RULE_ACTIVITY,
    RULE_CREDIT_LADDER,
    RULE_BALANCE_BURN,
    RULE_SUBSCRIPTION,
    RULE_NEVER,
    RULE_NONE,
)

STEP_AMOUNT = "amount"
STEP_SERVICE_DAYS = "service_days"
STEP_NUMBER_MONTHS = "number_months"


def rule_of(data: Mapping[str, Any]) -> ValidityRule | None:
    """Return the validity rule of some settings, or `None` for "only the dates I type in"."""
    family = data[CONF_RULE]
    if family == RULE_NONE:
        return None
    shared: dict[str, Any] = {
        "grace": _span(data.get(CONF_GRACE), data[CONF_GRACE_UNIT]),
        "kept_by": _kept_by(data),
        "ends_when_empty": bool(data.get(CONF_ENDS_WHEN_EMPTY)),
    }
    term = Span(int(data[CONF_TERM]), SpanUnit(data[CONF_TERM_UNIT]))
    minimum = exact(data.get(CONF_MINIMUM))
    return _BUILDERS[family](data, term, minimum, shared)


def _fixed_term(
    data: Mapping[str, Any], term: Span, minimum: Decimal | None, shared: Mapping[str, Any]
) -> FixedTerm:
    return FixedTerm(
        term=term,
        extends_from=Anchor(data[CONF_EXTENDS_FROM]),
        starts=Start(data.get(CONF_STARTS, Start.PURCHASE)),
        minimum=minimum,
        **shared,
    )


def _calendar_month(
    data: Mapping[str, Any], term: Span, minimum: Decimal | None, shared: Mapping[str, Any]
) -> CalendarMonth:
    day = data.get(CONF_ANNIVERSARY_DAY)
    return CalendarMonth(
        months=term.count,
        day=int(day) if day else None,
        extends_from=Anchor(data[CONF_EXTENDS_FROM]),
        minimum=minimum,
        **shared,
    )


def _activity(
    data: Mapping[str, Any], term: Span, minimum: Decimal | None, shared: Mapping[str, Any]
) -> ServiceByActivity:
    kinds = frozenset(map(ActivityKind, data[CONF_KINDS]))
    window = ActivityWindow(within=term, kinds=kinds, minimum=minimum)
    return ServiceByActivity(window=window, **shared)


def _credit_ladder(
    data: Mapping[str, Any], _term: Span, _minimum: Decimal | None, shared: Mapping[str, Any]
) -> CreditLadder:
    steps = tuple(map(_step, data[CONF_STEPS]))
    return CreditLadder(steps=steps, extends_from=Anchor(data[CONF_EXTENDS_FROM]), **shared)


_BUILDERS: Mapping[str, Callable[..., ValidityRule]] = {
    RULE_FIXED_TERM: _fixed_term,
    RULE_CALENDAR_MONTH: _calendar_month,
    RULE_ACTIVITY: _activity,
    RULE_CREDIT_LADDER: _credit_ladder,
    RULE_BALANCE_BURN: lambda data, term, _minimum, shared: BalanceBurn(
        fee=Decimal(str(data[CONF_FEE])), period=term, **shared
    ),
    RULE_SUBSCRIPTION: lambda _data, term, _minimum, shared: Subscription(period=term, **shared),
    RULE_NEVER: lambda _data, _term, _minimum, shared: Never(**shared),
}


def exact(number: float | str | None) -> Decimal | None:
    """Return a typed-in number as the decimal that was typed."""
    return None if number is None else Decimal(str(number))


def _span(count: float | None, unit: str) -> Span | None:
    return Span(int(count), SpanUnit(unit)) if count else None


def _kept_by(data: Mapping[str, Any]) -> ActivityWindow | None:
    within = _span(data.get(CONF_KEPT_BY_USE), data.get(CONF_KEPT_BY_USE_UNIT, SpanUnit.DAYS))
    return ActivityWindow(within=within, kinds=USES) if within else None


def _step(data: Mapping[str, Any]) -> Step:
    """Return a step of a ladder: credit lasts for days, the number for months."""
    return Step(
        Decimal(str(data[STEP_AMOUNT])),
        _span(data.get(STEP_SERVICE_DAYS), SpanUnit.DAYS),
        _span(data.get(STEP_NUMBER_MONTHS), SpanUnit.MONTHS),
    )
