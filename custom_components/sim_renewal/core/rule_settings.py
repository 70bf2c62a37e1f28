"""The settings of validity rules: what each is called, and what kind of value it has."""

from dataclasses import dataclass, replace
from enum import StrEnum

from .dates import SpanUnit
from .model import ActivityKind
from .rules import Anchor, Start

STEP_AMOUNT = "amount"
STEP_SERVICE_DAYS = "service_days"
STEP_NUMBER_MONTHS = "number_months"
"""What the settings say of a step: credit lasts for days, the number for months."""


class SettingKind(StrEnum):
    """What the value of a setting is."""

    SPAN = "span"
    DAY = "day"
    AMOUNT = "amount"
    FEE = "fee"
    CHOICE = "choice"
    CHOICES = "choices"
    STEPS = "steps"
    FLAG = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting of a rule; `usual` is what it is where nobody says, `None` is nothing.

    A span is a number beside its unit, which is one of `units`. A choice is among `words`, and
    `texts` is what the texts call them. What is special is asked for only where it matters. What
    `may_be_silent` is meant as usual by a file which does not say it, though a rule needs it.
    """

    name: str
    kind: SettingKind
    usual: int | str | bool | None = None
    units: tuple[SpanUnit, ...] = ()
    usual_unit: SpanUnit = SpanUnit.DAYS
    words: type[StrEnum] = StrEnum
    texts: str = ""
    is_special: bool = False
    may_be_silent: bool = False

    @property
    def unit_name(self) -> str:
        """What the unit of a span is called."""
        return f"{self.name}_unit"

    @property
    def names(self) -> tuple[str, ...]:
        """What its values are called."""
        return (self.name, self.unit_name) if self.kind is SettingKind.SPAN else (self.name,)

    @property
    def usual_values(self) -> dict[str, int | str | bool]:
        """The usual values by name, as far as there are any."""
        values = {self.name: self.usual, self.unit_name: self.usual_unit.value}
        return {name: each for name in self.names if (each := values[name]) is not None}


_LONG = (SpanUnit.DAYS, SpanUnit.MONTHS)

TERM = Setting(name="term", kind=SettingKind.SPAN, usual=30, units=tuple(SpanUnit))
LONG_TERM = replace(TERM, units=_LONG)
MONTHS = replace(
    TERM, usual=1, units=(SpanUnit.MONTHS,), usual_unit=SpanUnit.MONTHS, may_be_silent=True
)
ANNIVERSARY_DAY = Setting(name="anniversary_day", kind=SettingKind.DAY)
EXTENDS_FROM = Setting(
    name="extends_from",
    kind=SettingKind.CHOICE,
    usual=Anchor.LATER.value,
    words=Anchor,
    texts="extends_from",
)
GRACE = Setting(name="grace", kind=SettingKind.SPAN, units=_LONG, usual_unit=SpanUnit.MONTHS)
STARTS = Setting(
    name="starts",
    kind=SettingKind.CHOICE,
    usual=Start.PURCHASE.value,
    words=Start,
    texts="starts",
    is_special=True,
)
MINIMUM = Setting(name="minimum", kind=SettingKind.AMOUNT, is_special=True)
KINDS = Setting(
    name="kinds", kind=SettingKind.CHOICES, words=ActivityKind, texts="activity", is_special=True
)
STEPS = Setting(name="steps", kind=SettingKind.STEPS, texts="steps", is_special=True)
FEE = Setting(name="fee", kind=SettingKind.FEE, is_special=True)
KEPT_BY_USE = Setting(name="kept_by_use", kind=SettingKind.SPAN, units=_LONG, is_special=True)
ENDS_WHEN_EMPTY = Setting(
    name="ends_when_empty", kind=SettingKind.FLAG, usual=False, is_special=True
)

SETTINGS = (
    TERM,
    ANNIVERSARY_DAY,
    EXTENDS_FROM,
    GRACE,
    STARTS,
    MINIMUM,
    KINDS,
    STEPS,
    FEE,
    KEPT_BY_USE,
    ENDS_WHEN_EMPTY,
)
"""Every setting of a rule, in the order of dialogs and exports."""

AFTER_END = (GRACE, KEPT_BY_USE)
"""What says how long the number outlives service, or its last use."""

OF_ALL = (*AFTER_END, ENDS_WHEN_EMPTY)
"""What a rule of every family may have."""

PLAIN = tuple(each for each in SETTINGS if not each.is_special)
"""What is asked for of every line, whatever its rule."""

SPECIAL = tuple(each for each in SETTINGS if each.is_special)
"""What is asked for only where a rule needs it, or somebody asks for more than a plain term."""

USUAL = {name: value for each in PLAIN for name, value in each.usual_values.items()}
"""What the dialog of a line begins with, and keeps even with a rule that has no use for it."""
