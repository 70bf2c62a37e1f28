"""The table of the families of validity rules: all that a dialog or a file has to know of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .evidence import Clock
from .model import Bucket
from .rule_families import (
    BalanceBurn,
    CalendarMonth,
    CreditLadder,
    FixedTerm,
    Never,
    ServiceByActivity,
    Subscription,
)
from .rule_settings import (
    ANNIVERSARY_DAY,
    EXTENDS_FROM,
    FEE,
    KINDS,
    LONG_TERM,
    MINIMUM,
    MONTHS,
    PLAIN,
    STARTS,
    STEPS,
    TERM,
    Setting,
    SettingKind,
)
from .rules import ActivityWindow, ValidityRule

NO_RULE = "none"
"""Stands for a line of which only the dates count that somebody states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A row of the table: `build` makes the rule of values by the name of their setting.

    A rule `needs` some settings and `may_have` others, beside those that all families may have.
    `counts_on` is what has to be known of today before it can tell a date, if anything has.
    """

    key: str
    build: Callable[..., ValidityRule]
    needs: tuple[Setting, ...] = ()
    may_have: tuple[Setting, ...] = ()
    counts_on: Clock | Bucket | None = Clock.SERVICE

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The settings that are its own."""
        return (*self.needs, *self.may_have)

    def own(self, setting: Setting) -> Setting | None:
        """Return a setting as this family has it, or `None` where it has no use for it."""
        return next((each for each in self.settings if each.name == setting.name), None)

    @property
    def usual(self) -> dict[str, int | str | bool]:
        """What plain settings are where a file is silent; what the rule needs, it has to tell.

        A line has every plain span, also one that its rule has no use for.
        """
        usual: dict[str, int | str | bool] = {}
        for setting in PLAIN:
            own = self.own(setting)
            if own is not None or setting.kind is SettingKind.SPAN:
                usual |= (own or setting).usual_values
        for setting in self.needs:
            if not setting.may_be_silent:
                usual.pop(setting.name, None)
        return usual


FAMILIES = {
    family.key: family
    for family in (
        Family(
            key="fixed_term",
            build=FixedTerm,
            needs=(TERM,),
            may_have=(EXTENDS_FROM, STARTS, MINIMUM),
        ),
        Family(
            key="calendar_month",
            build=lambda term, anniversary_day, **others: CalendarMonth(
                months=term.in_months, day=anniversary_day, **others
            ),
            needs=(MONTHS,),
            may_have=(EXTENDS_FROM, ANNIVERSARY_DAY, MINIMUM),
        ),
        Family(
            key="activity",
            build=lambda term, kinds, minimum, **others: ServiceByActivity(
                window=ActivityWindow(within=term, kinds=kinds, minimum=minimum), **others
            ),
            needs=(LONG_TERM, KINDS),
            may_have=(MINIMUM,),
        ),
        Family(
            key="credit_ladder",
            build=CreditLadder,
            needs=(STEPS,),
            may_have=(EXTENDS_FROM,),
        ),
        Family(
            key="balance_burn",
            build=lambda term, **others: BalanceBurn(period=term, **others),
            needs=(FEE, LONG_TERM),
            counts_on=Bucket.CREDIT,
        ),
        Family(
            key="subscription",
            build=lambda term, **others: Subscription(period=term, **others),
            needs=(LONG_TERM,),
        ),
        Family(key="never", build=Never, counts_on=None),
    )
}
"""The families by the key that settings, texts and files have, in the order of the dialog."""


def family_of(settings: Mapping[str, object]) -> Family | None:
    """Return the family of a rule's settings, or `None` where there is no rule."""
    key = settings["rule"]
    return None if key == NO_RULE else FAMILIES[str(key)]
