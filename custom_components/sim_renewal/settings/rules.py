"""Validity rules as settings: the data of a line or of an offer, read as the rules of `core`."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ..core.dates import Span, SpanUnit
from ..core.rule_settings import (
    ENDS_WHEN_EMPTY,
    GRACE,
    KEPT_BY_USE,
    STEP_AMOUNT,
    STEP_NUMBER_MONTHS,
    STEP_SERVICE_DAYS,
    Setting,
    SettingKind,
)
from ..core.rule_table import family_of
from ..core.rules import USES, ActivityWindow, Step, ValidityRule


def rule_of(data: Mapping[str, Any]) -> ValidityRule | None:
    """Return the validity rule of some settings, or `None` for "only the dates I type in"."""
    family = family_of(data)
    if family is None:
        return None
    kept_by_use: Span | None = _value(KEPT_BY_USE, data)
    return family.build(
        **{each.name: _value(each, data) for each in family.settings},
        grace=_value(GRACE, data),
        kept_by=ActivityWindow(within=kept_by_use, kinds=USES) if kept_by_use else None,
        ends_when_empty=_value(ENDS_WHEN_EMPTY, data),
    )


def exact(number: float | str | None) -> Decimal | None:
    """Return a typed-in number as the decimal that was typed."""
    return None if number is None else Decimal(str(number))


def _value(setting: Setting, data: Mapping[str, Any]) -> Any:
    if setting.kind is SettingKind.SPAN:
        return _span(data.get(setting.name), data.get(setting.unit_name, setting.usual_unit))
    given = data.get(setting.name, setting.usual)
    return None if given is None else _READ[setting.kind](given, setting)


def _span(count: float | None, unit: str) -> Span | None:
    return Span(int(count), SpanUnit(unit)) if count else None


def _step(data: Mapping[str, Any]) -> Step:
    """Return a step of a ladder: credit lasts for days, the number for months."""
    return Step(
        Decimal(str(data[STEP_AMOUNT])),
        _span(data.get(STEP_SERVICE_DAYS), SpanUnit.DAYS),
        _span(data.get(STEP_NUMBER_MONTHS), SpanUnit.MONTHS),
    )


_READ: Mapping[SettingKind, Callable[[Any, Setting], Any]] = {
    SettingKind.DAY: lambda day, _: int(day),
    SettingKind.AMOUNT: lambda amount, _: exact(amount),
    SettingKind.FEE: lambda fee, _: exact(fee),
    SettingKind.CHOICE: lambda word, setting: setting.words(word),
    SettingKind.CHOICES: lambda words, setting: frozenset(map(setting.words, words)),
    SettingKind.STEPS: lambda steps, _: tuple(map(_step, steps)),
    SettingKind.FLAG: lambda flag, _: bool(flag),
}
"""How what is kept of each kind of value is read, beside a span and its unit."""
