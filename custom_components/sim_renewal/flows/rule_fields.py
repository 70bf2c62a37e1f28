"""Form fields of the settings of validity rules: how each kind is asked for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from homeassistant.const import UnitOfTime
from homeassistant.helpers.selector import (
    BooleanSelector,
    ObjectSelector,
    ObjectSelectorConfig,
    Selector,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from ..const import CONF_RULE
from ..core.rule_settings import (
    STEP_AMOUNT,
    STEP_NUMBER_MONTHS,
    STEP_SERVICE_DAYS,
    Setting,
    SettingKind,
)
from ..core.rule_table import FAMILIES, NO_RULE
from .fields import COUNT, NUMBER, choice, with_unit

_SELECTORS: Mapping[SettingKind, Callable[[Setting], Selector[Any]]] = {
    SettingKind.SPAN: lambda _: COUNT,
    SettingKind.DAY: lambda _: COUNT,
    SettingKind.AMOUNT: lambda _: NUMBER,
    SettingKind.FEE: lambda _: NUMBER,
    SettingKind.CHOICE: lambda setting: choice(list(setting.words), key=setting.texts),
    SettingKind.CHOICES: lambda setting: SelectSelector(
        SelectSelectorConfig(
            options=[str(word) for word in setting.words],
            multiple=True,
            translation_key=setting.texts,
        )
    ),
    SettingKind.STEPS: lambda setting: ObjectSelector(
        ObjectSelectorConfig(
            fields={
                STEP_AMOUNT: {"selector": NUMBER, "required": True},
                STEP_SERVICE_DAYS: {"selector": with_unit(COUNT, UnitOfTime.DAYS)},
                STEP_NUMBER_MONTHS: {"selector": with_unit(COUNT, UnitOfTime.MONTHS)},
            },
            multiple=True,
            translation_key=setting.texts,
        )
    ),
    SettingKind.FLAG: lambda _: BooleanSelector(),
}


def rule_choice() -> dict[vol.Marker, Selector[Any]]:
    """Return the field that asks for the family of a rule."""
    return {vol.Required(CONF_RULE): choice([*FAMILIES, NO_RULE], key=CONF_RULE, as_list=True)}


def rule_fields(settings: Iterable[Setting]) -> dict[vol.Marker, Selector[Any]]:
    """Return the fields that ask for settings; required is what always has a value.

    What a rule needs and nobody knows is not required: Home Assistant would show 0 for a number.
    A span that has but one unit says it beside the number.
    """
    fields: dict[vol.Marker, Selector[Any]] = {}
    for setting in settings:
        marker = vol.Optional if setting.usual is None else vol.Required
        selector = _SELECTORS[setting.kind](setting)
        if len(setting.units) == 1:
            selector = with_unit(COUNT, setting.units[0])
        fields[marker(setting.name)] = selector
        if len(setting.units) > 1:
            fields[vol.Required(setting.unit_name)] = choice(setting.units, key="span_unit")
    return fields
