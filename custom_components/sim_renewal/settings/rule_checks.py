"""The settings of validity rules, checked: how each kind of value becomes what a line keeps."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..core.dates import SpanUnit
from ..core.rule_settings import (
    STEP_AMOUNT,
    STEP_NUMBER_MONTHS,
    STEP_SERVICE_DAYS,
    TERM,
    Setting,
    SettingKind,
)
from ..core.rule_table import Family
from .validation import LONGEST_TERM, FieldError, check_fields, parse_count, parse_float

type SettingCheck = Callable[[Any], Any]


def rule_checks(
    settings: Iterable[Setting], family: Family | None, typed: Mapping[str, Any]
) -> dict[str, SettingCheck]:
    """Return the check of each setting by its field."""
    checks: dict[str, SettingCheck] = {}
    for setting in settings:
        if setting.kind is SettingKind.SPAN:
            own = (family and family.own(setting)) or setting
            checks |= _span_checks(own, typed)
        else:
            checks[setting.name] = _CHECKS[setting.kind](setting)
    return checks


def _span_checks(setting: Setting, typed: Mapping[str, Any]) -> dict[str, SettingCheck]:
    """Return the checks of a span and its unit, in the unit that was chosen.

    Where the rule has only another one, what the dialog begins with becomes the usual span of that
    rule, and what somebody chose is refused: a number of days is not one of months.
    """
    unit = SpanUnit(typed.get(setting.unit_name, setting.usual_unit))
    longest = LONGEST_TERM[unit]
    if unit in setting.units or len(setting.units) > 1:
        return {
            setting.name: lambda value: parse_count(value, longest),
            setting.unit_name: SpanUnit,
        }
    begun = {setting.name: TERM.usual, setting.unit_name: TERM.usual_unit}
    if begun == {name: typed.get(name) for name in begun}:
        return {name: _instead(value) for name, value in setting.usual_values.items()}
    return {
        setting.name: lambda value: parse_count(value, longest),
        setting.unit_name: _refuse_unit,
    }


def _instead(value: object) -> SettingCheck:
    return lambda _: value


def _refuse_unit(_unit: object) -> Any:
    raise FieldError("months_only")


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
    checks: dict[str, SettingCheck] = {
        STEP_AMOUNT: parse_float,
        STEP_SERVICE_DAYS: lambda value: parse_count(value, LONGEST_TERM[SpanUnit.DAYS]),
        STEP_NUMBER_MONTHS: lambda value: parse_count(value, LONGEST_TERM[SpanUnit.MONTHS]),
    }
    kept, errors = check_fields(step, checks)
    if errors or len(kept) < 2:
        raise FieldError("wrong_step")
    return kept


_CHECKS: Mapping[SettingKind, Callable[[Setting], SettingCheck]] = {
    SettingKind.DAY: lambda _: lambda value: parse_count(value, 31),
    SettingKind.AMOUNT: lambda _: parse_float,
    SettingKind.FEE: lambda _: _parse_fee,
    SettingKind.CHOICE: lambda setting: setting.words,
    SettingKind.CHOICES: lambda setting: lambda words: [setting.words(word) for word in words],
    SettingKind.STEPS: lambda _: _parse_steps,
    SettingKind.FLAG: lambda _: bool,
}
