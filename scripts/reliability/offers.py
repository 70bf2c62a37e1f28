"""The offers that households have: what the carrier really does, and what the line is set up as."""

from dataclasses import dataclass
from decimal import Decimal

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.model import ActivityKind
from custom_components.sim_renewal.core.rule_families import (
    BalanceBurn,
    CalendarMonth,
    CreditLadder,
    FixedTerm,
    Never,
    ServiceByActivity,
    Subscription,
)
from custom_components.sim_renewal.core.rules import (
    ActivityWindow,
    Anchor,
    Start,
    Step,
    ValidityRule,
)

from .tariffs import (
    BurnTariff,
    Kept,
    LadderTariff,
    Length,
    MonthTariff,
    SubscriptionTariff,
    Tariff,
    TermTariff,
    WindowTariff,
)

USE = frozenset({"call", "sms", "data"})
ANY = USE | {"buy"}
_USE = frozenset({ActivityKind.CALL, ActivityKind.SMS, ActivityKind.DATA})
_BUY = frozenset({ActivityKind.TOP_UP, ActivityKind.PLAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What people do with such a line beside paying: use it every so many days, use up its data."""

    uses_every: int | None = None
    use: str = "call"
    runs_dry: bool = False
    is_late: bool = False
    registers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RealOffer:
    """One offer: the `tariff` is the truth, the `rule` what the household was told of it."""

    key: str
    family: str
    tariff: Tariff
    rule: ValidityRule | None
    amounts: tuple[int, ...] = (10,)
    habit: Habit = Habit()
    currency: str = "EUR"


def _days(count: int) -> Span:
    return Span(count, SpanUnit.DAYS)


def _months(count: int) -> Span:
    return Span(count, SpanUnit.MONTHS)


def _month_length(count: int) -> Length:
    return Length(count, "months")


def _term(
    key: str,
    count: int,
    unit: str = "days",
    *,
    counted: str = "later",
    grace: Length | None = None,
    habit: Habit | None = None,
    family: str = "fixed term",
    minimum: int | None = None,
    is_ended_by_data: bool = False,
) -> RealOffer:
    """Return an offer of a fixed term, as the carrier has it and as it is set up."""
    anchors = {"later": Anchor.LATER, "today": Anchor.TODAY, "end": Anchor.CURRENT_END}
    least = None if minimum is None else Decimal(minimum)
    return RealOffer(
        key=key,
        family=family,
        tariff=TermTariff(
            term=Length(count, unit),
            counted=counted,
            grace=grace,
            minimum=least,
            ends_when_empty=is_ended_by_data,
        ),
        rule=FixedTerm(
            term=Span(count, SpanUnit(unit)),
            extends_from=anchors[counted],
            grace=None if grace is None else Span(grace.count, SpanUnit(grace.unit)),
            minimum=least,
            ends_when_empty=is_ended_by_data,
        ),
        amounts=(10,) if minimum is None else (10, 10, 10, 5),
        habit=habit or Habit(),
    )


_SFR = ((5, 7), (10, 15), (15, 30), (25, 60), (35, 90))
_ORANGE = ((5, 30, 1), (10, 30, 6), (25, 60, 6))

OFFERS: tuple[RealOffer, ...] = (
    _term("30 days, later", 30),
    _term("30 days, from today", 30, counted="today"),
    _term("28 days, from today", 28, counted="today"),
    _term("30 days, stacking", 30, counted="end"),
    _term("30 days, grace 6 months", 30, grace=_month_length(6), habit=Habit(is_late=True)),
    _term("30 days, grace 8 months", 30, grace=_month_length(8)),
    _term("28 days from today, grace 60 days", 28, counted="today", grace=Length(60)),
    _term("7 days", 7),
    _term("15 days from today", 15, counted="today"),
    _term("72 hours", 72, "hours"),
    _term("90 days", 90),
    _term("6 months, grace 6 months", 6, "months", grace=_month_length(6)),
    _term("12 months", 12, "months"),
    _term("30 days, at least 10", 30, minimum=10),
    _term(
        "30 days, registration",
        30,
        family="registration",
        habit=Habit(registers=True),
    ),
    _term(
        "30 days or data",
        30,
        family="whichever first",
        habit=Habit(runs_dry=True),
        is_ended_by_data=True,
    ),
    _term(
        "30 days or data, from today",
        30,
        counted="today",
        family="whichever first",
        habit=Habit(runs_dry=True),
        is_ended_by_data=True,
    ),
    RealOffer(
        key="90 days, number by use",
        family="number by use",
        tariff=TermTariff(term=Length(90), kept=Kept(length=Length(90), by=USE)),
        rule=FixedTerm(term=_days(90), kept_by=ActivityWindow(within=_days(90), kinds=_USE)),
        habit=Habit(uses_every=45),
    ),
    RealOffer(
        key="30 days, number by use or purchase",
        family="number by use",
        tariff=TermTariff(term=Length(30), kept=Kept(length=_month_length(6), by=ANY)),
        rule=FixedTerm(
            term=_days(30), kept_by=ActivityWindow(within=_months(6), kinds=_USE | _BUY)
        ),
        habit=Habit(uses_every=80),
    ),
    RealOffer(
        key="nothing ends, number by use",
        family="number by use",
        tariff=Tariff(kept=Kept(length=Length(90), by=USE)),
        rule=Never(kept_by=ActivityWindow(within=_days(90), kinds=_USE)),
        habit=Habit(uses_every=50, use="sms"),
    ),
    RealOffer(
        key="month",
        family="calendar month",
        tariff=MonthTariff(),
        rule=CalendarMonth(),
    ),
    RealOffer(
        key="month to the 31st, grace 10 days",
        family="calendar month",
        tariff=MonthTariff(month_day=31, grace=Length(10)),
        rule=CalendarMonth(day=31, grace=_days(10)),
    ),
    RealOffer(
        key="3 months",
        family="calendar month",
        tariff=MonthTariff(months=3),
        rule=CalendarMonth(months=3),
    ),
    RealOffer(
        key="180 days of any use",
        family="activity",
        tariff=WindowTariff(window=Length(180), by=ANY),
        rule=ServiceByActivity(window=ActivityWindow(within=_days(180), kinds=_USE | _BUY)),
        habit=Habit(uses_every=70),
    ),
    RealOffer(
        key="top-up of 5 in 90 days, grace 90 days",
        family="activity",
        tariff=WindowTariff(
            window=Length(90), by=frozenset({"buy"}), minimum=Decimal(5), grace=Length(90)
        ),
        rule=ServiceByActivity(
            window=ActivityWindow(within=_days(90), kinds=_BUY, minimum=Decimal(5)),
            grace=_days(90),
        ),
        amounts=(5, 10, 5, 3),
    ),
    RealOffer(
        key="ladder of days, grace 6 months",
        family="credit ladder",
        tariff=LadderTariff(
            rungs=tuple((amount, Length(days), None) for amount, days in _SFR),
            grace=_month_length(6),
        ),
        rule=CreditLadder(
            steps=tuple(Step(Decimal(amount), _days(days)) for amount, days in _SFR),
            grace=_months(6),
        ),
        amounts=(15, 15, 25, 10, 5),
    ),
    RealOffer(
        key="ladder of service and number",
        family="credit ladder",
        tariff=LadderTariff(
            rungs=tuple(
                (sum_, Length(days), _month_length(number)) for sum_, days, number in _ORANGE
            )
        ),
        rule=CreditLadder(
            steps=tuple(
                Step(Decimal(sum_), _days(days), _months(number)) for sum_, days, number in _ORANGE
            )
        ),
        amounts=(10, 5, 10, 25),
    ),
    RealOffer(
        key="ladder from today",
        family="credit ladder",
        tariff=LadderTariff(
            rungs=((5, Length(10), None), (10, Length(30), None), (20, Length(60), None)),
            counted="today",
        ),
        rule=CreditLadder(
            steps=(
                Step(Decimal(5), _days(10)),
                Step(Decimal(10), _days(30)),
                Step(Decimal(20), _days(60)),
            ),
            extends_from=Anchor.TODAY,
        ),
        amounts=(10, 10, 20),
    ),
    RealOffer(
        key="5 a month from the credit",
        family="balance burn",
        tariff=BurnTariff(fee=Decimal(5), period=_month_length(1)),
        rule=BalanceBurn(fee=Decimal(5), period=_months(1)),
        amounts=(10, 15, 20),
    ),
    RealOffer(
        key="20 each 30 days, grace 90 days",
        family="balance burn",
        tariff=BurnTariff(fee=Decimal(20), period=Length(30), grace=Length(90)),
        rule=BalanceBurn(fee=Decimal(20), period=_days(30), grace=_days(90)),
        amounts=(20, 50),
    ),
    RealOffer(
        key="monthly subscription",
        family="subscription",
        tariff=SubscriptionTariff(period=_month_length(1)),
        rule=Subscription(period=_months(1)),
    ),
    RealOffer(
        key="28 days subscription",
        family="subscription",
        tariff=SubscriptionTariff(period=Length(28)),
        rule=Subscription(period=_days(28)),
    ),
    RealOffer(
        key="15 days from the first call",
        family="first use",
        tariff=TermTariff(term=Length(15), begins_with=USE),
        rule=FixedTerm(term=_days(15), starts=Start.FIRST_USE),
        habit=Habit(uses_every=9),
    ),
    RealOffer(
        key="30 days from activation",
        family="first use",
        tariff=TermTariff(term=Length(30), begins_with=frozenset({"activation"})),
        rule=FixedTerm(term=_days(30), starts=Start.ACTIVATION),
        habit=Habit(uses_every=20, use="activation"),
    ),
    RealOffer(
        key="no rule",
        family="dates only",
        tariff=TermTariff(term=Length(30)),
        rule=None,
    ),
)
