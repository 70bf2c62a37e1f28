"""Which settings a validity rule of the catalogue may have, family by family."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import voluptuous as vol

from ..const import CONF_RULE
from ..core.rule_settings import (
    OF_ALL,
    SETTINGS,
    STEP_AMOUNT,
    STEP_NUMBER_MONTHS,
    STEP_SERVICE_DAYS,
    USUAL,
    Setting,
    SettingKind,
)
from ..core.rule_table import FAMILIES, Family
from .checks import amount, count, each_once, one_of, some

AMOUNTS = frozenset(
    each.name
    for each in SETTINGS
    if each.kind in {SettingKind.AMOUNT, SettingKind.FEE, SettingKind.STEPS}
)
"""The settings that hold money."""


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

_CHECKS: Mapping[SettingKind, Callable[[Setting], Any]] = {
    SettingKind.SPAN: lambda _: count,
    SettingKind.DAY: lambda _: vol.All(count, vol.Range(max=31)),
    SettingKind.AMOUNT: lambda _: amount,
    SettingKind.FEE: lambda _: amount,
    SettingKind.CHOICE: lambda setting: one_of(setting.words),
    SettingKind.CHOICES: lambda setting: some(one_of(setting.words), each_once()),
    SettingKind.STEPS: lambda _: some(_STEP, _ascending),
    SettingKind.FLAG: lambda _: bool,
}


def rule(value: Any) -> dict[str, Any]:
    """Accept the settings of one family of rules; complete them as the dialog of a line does."""
    if not isinstance(value, dict):
        raise vol.Invalid("expected the settings of a rule")
    try:
        family = FAMILIES[one_of(FAMILIES)(value.get(CONF_RULE))]
    except vol.Invalid as error:
        raise vol.Invalid(error.msg, path=[CONF_RULE]) from None
    settings = _schema(family)(value)
    for each in (*family.settings, *OF_ALL):
        if len(settings.keys() & set(each.names)) not in {0, len(each.names)}:
            raise vol.Invalid(f"goes together with {each.unit_name}", path=[each.name])
    return {**USUAL, **settings}


@cache
def _schema(family: Family) -> vol.Schema:
    fields: dict[Any, Any] = {vol.Required(CONF_RULE): family.key}
    for each in family.needs:
        fields |= _fields(each, vol.Required)
    for each in (*family.may_have, *OF_ALL):
        fields |= _fields(each, vol.Optional)
    return vol.Schema(fields)


def _fields(setting: Setting, marker: type[vol.Marker]) -> dict[Any, Any]:
    unit = (
        {marker(setting.unit_name): one_of(setting.units)}
        if setting.kind is SettingKind.SPAN
        else {}
    )
    return {marker(setting.name): _CHECKS[setting.kind](setting), **unit}
