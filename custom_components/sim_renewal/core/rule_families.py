"""The families of validity rules, each a way in which carriers let service and numbers end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from decimal import Decimal
from typing import ClassVar, override

from .dates import Span, SpanUnit, add_months
from .model import Activity, ActivityKind, Event, Measure, Renewal
from .rules import (
    USES,
    Act,
    ActivityWindow,
    Anchor,
    Clocks,
    Ending,
    Start,
    Step,
    ValidityRule,
    ending,
    is_enough,
    stacked,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedTerm(ValidityRule):
    """Service lasts for `term` from the anchor, or from its start where that comes later."""

    term: Span
    extends_from: Anchor = Anchor.LATER
    starts: Start = Start.PURCHASE
    minimum: Decimal | None = None

    @property
    @override
    def least(self) -> Decimal | None:
        return self.minimum

    @property
    @override
    def shortest_term(self) -> Span:
        return self.term

    @property
    @override
    def adds_terms(self) -> bool:
        return self.extends_from is not Anchor.TODAY

    @property
    @override
    def restarts(self) -> bool:
        return self.extends_from is Anchor.TODAY

    @property
    @override
    def waits_for(self) -> Start:
        return self.starts

    @override
    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        counts = clocks.waiting if isinstance(event, Activity) else is_enough(event, self.minimum)
        if not counts:
            return None
        return stacked(self.term, self.extends_from, event, clocks, zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth(ValidityRule):
    """Service lasts until an anniversary day of the month, `months` anniversaries further.

    Without a `day` of its own, the anniversary is that of the current end, else of the renewal.
    """

    months: int = 1
    day: int | None = None
    extends_from: Anchor = Anchor.LATER
    minimum: Decimal | None = None

    @property
    @override
    def least(self) -> Decimal | None:
        return self.minimum

    @property
    @override
    def anniversary_day(self) -> int | None:
        return self.day

    @property
    @override
    def shortest_term(self) -> Span:
        return Span(self.months, SpanUnit.MONTHS)

    @property
    @override
    def adds_terms(self) -> bool:
        return self.extends_from is not Anchor.TODAY

    @property
    @override
    def restarts(self) -> bool:
        return self.extends_from is Anchor.TODAY

    @override
    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        if isinstance(event, Activity) or not is_enough(event, self.minimum):
            return None
        start = self.extends_from.start(event.on, clocks.service_until)
        day = self.day or clocks.anniversary_day or start.day
        first = add_months(start, 0, day)
        further = self.months - 1 if first > start else self.months
        return ending(Span(further, SpanUnit.MONTHS).after(start, day), day)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceByActivity(ValidityRule):
    """Service lasts as long as something happens on the line often enough."""

    window: ActivityWindow

    @property
    @override
    def least(self) -> Decimal | None:
        return self.window.minimum

    @property
    @override
    def act(self) -> Act:
        return self.window.act

    @property
    @override
    def uses(self) -> frozenset[ActivityKind]:
        return self.window.kinds & USES

    @property
    @override
    def shortest_term(self) -> Span:
        return self.window.within

    @property
    @override
    def restarts(self) -> bool:
        return True

    @override
    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        return ending(self.window.end(event), event.on.day)


def _shortest(spans: Iterable[Span | None]) -> Span | None:
    """Return the shortest of some spans, `None` where one of them is nothing."""
    known = list(spans)
    given = [each for each in known if each is not None]
    return min(given, key=Span.shortest_days) if len(given) == len(known) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLadder(ValidityRule):
    """The amount of a top-up decides how far it moves each clock; `steps` ascend.

    A top-up of an unknown amount brings each clock the least, one below all moves nothing. The
    number is kept for the step's own time from the top-up, and never lost before service ends.
    """

    steps: tuple[Step, ...]
    extends_from: Anchor = Anchor.LATER

    @property
    @override
    def act(self) -> Act:
        return Act.TOP_UP

    @property
    @override
    def least(self) -> Decimal:
        return self.steps[0].amount

    @override
    def step_of(self, renewal: Renewal) -> Step | None:
        return self._least if renewal.amount is None else self._reached(renewal.amount)

    @property
    def _least(self) -> Step:
        """What every step brings to each clock: the shortest, and nothing where one has none."""
        return Step(
            self.steps[0].amount,
            _shortest(step.service for step in self.steps),
            _shortest(step.number for step in self.steps),
        )

    def _reached(self, amount: Decimal) -> Step | None:
        reached = [step for step in self.steps if step.amount <= amount]
        return reached[-1] if reached else None

    @property
    @override
    def restarts(self) -> bool:
        return self.extends_from is Anchor.TODAY

    @property
    @override
    def amounts(self) -> frozenset[Decimal]:
        return frozenset(step.amount for step in self.steps)

    @override
    def paid_term(self, price: Decimal | None) -> Span | None:
        paid = Decimal(0) if price is None else price
        step = self._reached(paid) or self.steps[0]
        return step.number or step.service

    @property
    @override
    def shortest_term(self) -> Span | None:
        terms = [step.service for step in self.steps if step.service is not None]
        return min(terms, key=Span.shortest_days, default=None)

    @override
    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        step = self.step_of(event) if isinstance(event, Renewal) else None
        if step is None or step.service is None:
            return None
        return stacked(step.service, self.extends_from, event, clocks, zone)

    @override
    def number_end(self, event: Event) -> date | None:
        step = self.step_of(event) if isinstance(event, Renewal) else None
        ends = [
            super(CreditLadder, self).number_end(event),
            step.number.after(event.on) if step and step.number else None,
        ]
        return max((end for end in ends if end is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceBurn(ValidityRule):
    """The line lives on its credit: `fee`, in the offer's currency, is taken each `period`."""

    renews: ClassVar[bool] = False
    lives_on_credit: ClassVar[bool] = True

    fee: Decimal
    period: Span

    @override
    def usual_price(self, price: Decimal | None) -> Decimal:
        return self.fee

    @override
    def paid_term(self, price: Decimal | None) -> Span:
        return self.period

    @override
    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        """Return the end that a top-up adds to a stated one, of which the credit is not known."""
        if isinstance(event, Activity) or event.amount is None or clocks.service_until is None:
            return None
        end = self.lasts_until(event.amount, max(event.on, clocks.service_until))
        return None if end is None else Ending(end, end.day)

    @override
    def credit_end(self, credit: Measure, zone: tzinfo) -> date | None:
        return self.lasts_until(credit.amount, credit.measured_at.astimezone(zone).date())

    @override
    def topped_up_end(self, end: date, credit: Decimal, amount: Decimal) -> date | None:
        return self.lasts_until(credit % self.fee + amount, end)

    @override
    def credit_left(self, end: date, credit: Decimal, day: date) -> Decimal:
        """Return what pays the fees from a day on, and what is too little for one more."""
        fees, most = 0, int(credit // self.fee)
        while fees < most:
            paid_until = self.lasts_until(self.fee * (fees + 1), day)
            if paid_until is None or paid_until > end:
                break
            fees += 1
        return fees * self.fee + credit % self.fee

    @override
    def agrees_with_credit(self, end: date, credit: Measure, zone: tzinfo) -> bool:
        """Return whether the fee can be taken on such a day that the credit lasts until the end.

        A credit below the fee pays for no more, but what was paid for can last a while.
        """
        first = self.credit_end(credit, zone)
        last = self.period.after(first) if first else None
        if first is None or last is None:
            return False
        return (end >= first or credit.amount < self.fee) and end <= last

    @override
    def is_less_by_use(self, before: Decimal, credit: Decimal) -> bool:
        is_less_than_fee = 0 < before - credit < self.fee
        return is_less_than_fee and credit // self.fee < before // self.fee

    def lasts_until(self, credit: Decimal, measured_on: date) -> date | None:
        """Return the last day that a credit, known on a day, pays for, if it is in sight."""
        periods = int(credit // self.fee)
        return Span(periods * self.period.count, self.period.unit).after(measured_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription(ValidityRule):
    """The carrier renews by itself each `period`; nobody has to act while the payment works."""

    renews: ClassVar[bool] = False
    renews_by_itself: ClassVar[bool] = True
    is_endless: ClassVar[bool] = True

    period: Span

    @override
    def paid_term(self, price: Decimal | None) -> Span:
        return self.period

    @override
    def running_end(self, clocks: Clocks, today: date) -> date | None:
        """Return the end of the period that runs today, counted on from one that is known."""
        paid_until = clocks.service_until
        if paid_until is None:
            return None
        end: date | None = paid_until
        number = 0
        while end is not None and end < today:
            number += 1
            term = Span(number * self.period.count, self.period.unit)
            end = term.after(paid_until, clocks.anniversary_day)
        return end


@dataclass(frozen=True, slots=True, kw_only=True)
class Never(ValidityRule):
    """Nothing ends by itself."""

    renews: ClassVar[bool] = False
    is_endless: ClassVar[bool] = True
