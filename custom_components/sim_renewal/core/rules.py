"""Validity rules: how far one renewal, or one use of a line, moves its two clocks."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import override

from .dates import Span, SpanUnit, add_months
from .model import Activity, ActivityKind, Event, Renewal

USES = frozenset({ActivityKind.CALL, ActivityKind.SMS, ActivityKind.DATA})
"""What counts as using a line; buying something for it does not."""

PURCHASES = frozenset({ActivityKind.TOP_UP, ActivityKind.PLAN})
"""What a renewal counts as: whether it was credit or a plan is not known."""


class Anchor(StrEnum):
    """The date from which a renewal counts its term."""

    TODAY = "today"
    CURRENT_END = "current_end"
    LATER = "later"

    def start(self, renewed_on: date, current_end: date | None) -> date:
        """Return the date on which the renewed term begins."""
        if current_end is None or self is Anchor.TODAY:
            return renewed_on
        if self is Anchor.CURRENT_END:
            return current_end
        return max(renewed_on, current_end)


class Start(StrEnum):
    """What makes a bought term begin to run."""

    PURCHASE = "purchase"
    ACTIVATION = "activation"
    FIRST_USE = "first_use"

    def begins_with(self, activity: Activity) -> bool:
        """Return whether an activity sets a waiting term going."""
        if self is Start.ACTIVATION:
            return activity.kind is ActivityKind.ACTIVATION
        return activity.kind in USES


@dataclass(frozen=True, slots=True)
class Clocks:
    """The last day of service and the last day on which the number is kept, where known.

    `ends_at` is the exact end of service where the carrier counts hours. `anniversary_day` is the
    day of the month to which clamped months return. `waiting`: a term was bought, or came with the
    SIM, and has not begun to run.
    """

    service_until: date | None = None
    number_until: date | None = None
    anniversary_day: int | None = None
    ends_at: datetime | None = None
    waiting: bool = False

    @property
    def number_is_first(self) -> bool:
        """Whether the number can be lost while service is still paid for."""
        if self.number_until is None or self.service_until is None:
            return False
        return self.number_until < self.service_until


@dataclass(frozen=True, slots=True)
class Ending:
    """A new end of service, with the anniversary day and the exact end that belong to it."""

    on: date
    anniversary_day: int | None = None
    at: datetime | None = None

    def is_later_than(self, clocks: Clocks) -> bool:
        """Return whether this end is further away than the present one."""
        if clocks.service_until is None or self.on != clocks.service_until:
            return clocks.service_until is None or self.on > clocks.service_until
        return clocks.ends_at is not None and (self.at is None or self.at > clocks.ends_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityWindow:
    """Something is kept for `within` after each activity of these kinds.

    Top-ups below `minimum` (in the offer's currency) do not count; those of an unknown amount do.
    """

    within: Span
    kinds: frozenset[ActivityKind] = frozenset(ActivityKind)
    minimum: Decimal | None = None

    def end(self, event: Event) -> date | None:
        """Return until when an event keeps it, or `None` where the event does not count."""
        if isinstance(event, Activity):
            counts = event.kind in self.kinds
        else:
            counts = bool(self.kinds & PURCHASES) and _is_enough(event, self.minimum)
        return self.within.after(event.on) if counts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What all families share: how long the number outlives service.

    `grace` follows the end of service; `kept_by` follows activity. With `ends_when_empty`, service
    ends with its data, if that is first.
    """

    grace: Span | None = None
    kept_by: ActivityWindow | None = None
    ends_when_empty: bool = False

    @property
    def shortest_term(self) -> Span | None:
        """The length of the shortest renewal; reminders further ahead make no sense."""
        return None

    @property
    def waits_for(self) -> Start:
        """What makes a term of this rule begin to run."""
        return Start.PURCHASE

    @property
    def renews(self) -> bool:
        """Whether a renewal without dates of its own moves a clock."""
        return True

    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        """Return the end of service to which an event leads, or `None` where it leads to none."""
        return None

    def number_end(self, event: Event) -> date | None:
        """Return until when an event keeps the number by itself, whatever becomes of service."""
        return self.kept_by.end(event) if self.kept_by else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedTerm(Rule):
    """Service lasts for `term` from the anchor, or from its start where that comes later."""

    term: Span
    extends_from: Anchor = Anchor.LATER
    starts: Start = Start.PURCHASE
    minimum: Decimal | None = None

    @property
    @override
    def shortest_term(self) -> Span:
        return self.term

    @property
    @override
    def waits_for(self) -> Start:
        return self.starts

    @override
    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        counts = clocks.waiting if isinstance(event, Activity) else _is_enough(event, self.minimum)
        if not counts:
            return None
        return _stacked(self.term, self.extends_from, event, clocks, zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth(Rule):
    """Service lasts until an anniversary day of the month, `months` anniversaries further.

    Without a `day` of its own, the anniversary is that of the current end, else of the renewal.
    """

    months: int = 1
    day: int | None = None
    extends_from: Anchor = Anchor.LATER
    minimum: Decimal | None = None

    @property
    @override
    def shortest_term(self) -> Span:
        return Span(self.months, SpanUnit.MONTHS)

    @override
    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        if isinstance(event, Activity) or not _is_enough(event, self.minimum):
            return None
        start = self.extends_from.start(event.on, clocks.service_until)
        day = self.day or clocks.anniversary_day or start.day
        first = add_months(start, 0, day)
        further = self.months - 1 if first > start else self.months
        return Ending(add_months(start, further, day), day)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceByActivity(Rule):
    """Service lasts as long as something happens on the line often enough."""

    window: ActivityWindow

    @property
    @override
    def shortest_term(self) -> Span:
        return self.window.within

    @override
    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        end = self.window.end(event)
        return None if end is None else Ending(end, event.on.day)


@dataclass(frozen=True, slots=True)
class Step:
    """What a top-up of at least `amount` brings: time of service, and time for the number."""

    amount: Decimal
    service: Span | None
    number: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLadder(Rule):
    """The amount of a top-up decides how far it moves each clock; `steps` ascend.

    A top-up of an unknown amount counts as the smallest, one below that moves nothing. The number
    is kept for the step's own time from the top-up, and never lost before service ends.
    """

    steps: tuple[Step, ...]
    extends_from: Anchor = Anchor.LATER

    def step_of(self, renewal: Renewal) -> Step | None:
        """Return the highest step that a top-up reaches."""
        if renewal.amount is None:
            return self.steps[0]
        reached = [step for step in self.steps if step.amount <= renewal.amount]
        return reached[-1] if reached else None

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
        return _stacked(step.service, self.extends_from, event, clocks, zone)

    @override
    def number_end(self, event: Event) -> date | None:
        step = self.step_of(event) if isinstance(event, Renewal) else None
        ends = [
            super(CreditLadder, self).number_end(event),
            step.number.after(event.on) if step and step.number else None,
        ]
        return max((end for end in ends if end is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceBurn(Rule):
    """The line lives on its credit: `fee`, in the offer's currency, is taken each `period`."""

    fee: Decimal
    period: Span

    @property
    @override
    def renews(self) -> bool:
        return False

    def periods(self, credit: Decimal) -> int:
        """Return for how many whole periods a credit lasts."""
        return int(credit // self.fee)

    def lasts_until(self, credit: Decimal, measured_on: date) -> date:
        """Return the last day that a credit, known on a day, pays for."""
        return Span(self.periods(credit) * self.period.count, self.period.unit).after(measured_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription(Rule):
    """The carrier renews by itself each `period`; nobody has to act while the payment works."""

    period: Span

    @property
    @override
    def renews(self) -> bool:
        return False

    def running_until(self, paid_until: date, day: int | None, today: date) -> date:
        """Return the end of the period that runs today, counted on from one that is known."""
        end, number = paid_until, 0
        while end < today:
            number += 1
            end = Span(number * self.period.count, self.period.unit).after(paid_until, day)
        return end


@dataclass(frozen=True, slots=True, kw_only=True)
class Never(Rule):
    """Nothing ends by itself."""

    @property
    @override
    def renews(self) -> bool:
        return False


type ValidityRule = (
    FixedTerm
    | CalendarMonth
    | ServiceByActivity
    | CreditLadder
    | BalanceBurn
    | Subscription
    | Never
)


def _is_enough(renewal: Renewal, minimum: Decimal | None) -> bool:
    return minimum is None or renewal.amount is None or renewal.amount >= minimum


def _stacked(term: Span, anchor: Anchor, event: Event, clocks: Clocks, zone: tzinfo) -> Ending:
    """Return the end of a term that begins where its anchor says."""
    if term.unit is SpanUnit.HOURS:
        return _stacked_hours(term, anchor, event, clocks, zone)
    start = anchor.start(event.on, clocks.service_until)
    stacked = start == clocks.service_until and anchor is not Anchor.TODAY
    day = clocks.anniversary_day if stacked else None
    return Ending(term.after(start, day), day or start.day)


def _stacked_hours(
    term: Span, anchor: Anchor, event: Event, clocks: Clocks, zone: tzinfo
) -> Ending:
    """Return the exact end of a term of hours, which begins at a moment."""
    begun = event.moment(zone)
    current = clocks.ends_at
    if current is None or anchor is Anchor.TODAY:
        start = begun
    else:
        start = current if anchor is Anchor.CURRENT_END else max(begun, current)
    end = start.astimezone(UTC) + timedelta(hours=term.count)
    return Ending(end.astimezone(zone).date(), at=end)
