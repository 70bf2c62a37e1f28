"""What a validity rule answers: how far one renewal, or one use of a line, moves its two clocks."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from .dates import Span, SpanUnit, local_moment
from .model import Activity, ActivityKind, Event, Measure, Renewal

USES = frozenset({ActivityKind.CALL, ActivityKind.SMS, ActivityKind.DATA})
"""What counts as using a line; buying something for it does not."""

PURCHASES = frozenset({ActivityKind.TOP_UP, ActivityKind.PLAN})
"""What a renewal counts as: whether it was credit or a plan is not known."""


class Act(StrEnum):
    """What a person does so that something does not end."""

    RENEW = "renew"
    TOP_UP = "top_up"
    USE = "use"
    ACTIVATE = "activate"
    IDENTIFY = "identify"

    @property
    def is_bought(self) -> bool:
        """Whether a renewal is what helps."""
        return self in {Act.RENEW, Act.TOP_UP}


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

    def end_as(self, other: Clocks) -> bool:
        """Return whether they end when others do, whatever comes after that."""
        return replace(self, anniversary_day=None) == replace(other, anniversary_day=None)

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

    @property
    def act(self) -> Act:
        """What keeps it with the least effort: a use, where that is enough."""
        if self.kinds & USES:
            return Act.USE
        return Act.TOP_UP if ActivityKind.TOP_UP in self.kinds else Act.RENEW

    def end(self, event: Event) -> date | None:
        """Return until when an event keeps it, or `None` where the event does not count."""
        if isinstance(event, Activity):
            counts = event.kind in self.kinds
        else:
            counts = bool(self.kinds & PURCHASES) and is_enough(event, self.minimum)
        return self.within.after(event.on) if counts else None


@dataclass(frozen=True, slots=True)
class Step:
    """What a top-up of at least `amount` brings: time of service, and time for the number."""

    amount: Decimal
    service: Span | None
    number: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidityRule:
    """What is asked of a rule, and what most families answer; how long the number outlives service.

    `grace` follows the end of service; `kept_by` follows activity. With `ends_when_empty`, service
    ends with its data, if that is first.
    """

    renews: ClassVar[bool] = True
    """Whether a renewal without dates of its own moves a clock."""

    renews_by_itself: ClassVar[bool] = False
    """Whether the carrier renews it, so that nobody has to act while the payment works."""

    is_endless: ClassVar[bool] = False
    """Whether service goes on where no end of it is known."""

    lives_on_credit: ClassVar[bool] = False
    """Whether the credit that is left decides how long service lasts."""

    grace: Span | None = None
    kept_by: ActivityWindow | None = None
    ends_when_empty: bool = False

    @property
    def act(self) -> Act:
        """What a person does so that service goes on."""
        return Act.TOP_UP if self.lives_on_credit else Act.RENEW

    def step_of(self, renewal: Renewal) -> Step | None:
        """Return the highest step of the rule that a top-up reaches, if it has steps."""
        return None

    @property
    def uses(self) -> frozenset[ActivityKind]:
        """The kinds of use that keep a line."""
        return self.kept_by.kinds & USES if self.kept_by else frozenset()

    @property
    def least(self) -> Decimal | None:
        """The smallest amount with which a renewal moves service; `None` where any does."""
        return None

    @property
    def shortest_term(self) -> Span | None:
        """The length of the shortest renewal; reminders further ahead make no sense."""
        return None

    @property
    def adds_terms(self) -> bool:
        """Whether each renewal adds a term of one known length to the end."""
        return False

    @property
    def restarts(self) -> bool:
        """Whether a renewal, or a use, begins the term anew on its day, whatever is left of it."""
        return False

    @property
    def waits_for(self) -> Start:
        """What makes a term of this rule begin to run."""
        return Start.PURCHASE

    @property
    def anniversary_day(self) -> int | None:
        """The day of the month on which service always ends."""
        return None

    @property
    def amounts(self) -> frozenset[Decimal]:
        """The amounts for which something is sold, beside the usual price."""
        return frozenset()

    def usual_price(self, price: Decimal | None) -> Decimal | None:
        """Return what a term costs in an offer of this price."""
        return price

    def paid_term(self, price: Decimal | None) -> Span | None:
        """Return for how long such a price pays."""
        return self.shortest_term

    def service_end(self, event: Event, clocks: Clocks, zone: tzinfo) -> Ending | None:
        """Return the end of service to which an event leads, or `None` where it leads to none."""
        return None

    def credit_end(self, credit: Measure, zone: tzinfo) -> date | None:
        """Return the last day that a credit pays for, where service lasts as long as it."""
        return None

    def topped_up_end(self, end: date, credit: Decimal, amount: Decimal) -> date | None:
        """Return the end of service once an amount is added to a credit that lasts until `end`."""
        return None

    def credit_left(self, end: date, credit: Decimal, day: date) -> Decimal:
        """Return what is left on a day of a credit that lasts until an end."""
        return credit

    def agrees_with_credit(self, end: date, credit: Measure, zone: tzinfo) -> bool:
        """Return whether a known end of service can be that of a credit."""
        return False

    def is_less_by_use(self, before: Decimal, credit: Decimal) -> bool:
        """Return whether a credit pays for less than before although no fee can explain it."""
        return False

    def running_end(self, clocks: Clocks, today: date) -> date | None:
        """Return the end of service that nobody stated, but that follows as time goes by."""
        return None

    def number_end(self, event: Event) -> date | None:
        """Return until when an event keeps the number by itself, whatever becomes of service."""
        return self.kept_by.end(event) if self.kept_by else None


def is_enough(renewal: Renewal, minimum: Decimal | None) -> bool:
    """Return whether a renewal counts: it is of an unknown amount, or not below a minimum."""
    return minimum is None or renewal.amount is None or renewal.amount >= minimum


def stacked(
    term: Span, anchor: Anchor, event: Event, clocks: Clocks, zone: tzinfo
) -> Ending | None:
    """Return the end of a term that begins where its anchor says, if it is in sight."""
    if term.unit is SpanUnit.HOURS:
        return _stacked_hours(term, anchor, event, clocks, zone)
    start = anchor.start(event.on, clocks.service_until)
    is_added = start == clocks.service_until and anchor is not Anchor.TODAY
    day = clocks.anniversary_day if is_added else None
    return ending(term.after(start, day), day or start.day)


def ending(on: date | None, anniversary_day: int) -> Ending | None:
    """Return a new end of service, or `None` where none is in sight."""
    return None if on is None else Ending(on, anniversary_day)


def _stacked_hours(
    term: Span, anchor: Anchor, event: Event, clocks: Clocks, zone: tzinfo
) -> Ending | None:
    """Return the exact end of a term of hours, which begins at a moment.

    Where only the day of the current end is known, it ends as that day begins, at the earliest.
    """
    if term.after(event.on) is None:
        return None
    begun = event.moment(zone)
    current = clocks.ends_at
    if current is None and clocks.service_until is not None:
        current = local_moment(clocks.service_until, time.min, zone)
    if current is None or anchor is Anchor.TODAY:
        start = begun
    else:
        start = current if anchor is Anchor.CURRENT_END else max(begun, current)
    end = start.astimezone(UTC) + timedelta(hours=term.count)
    return Ending(end.astimezone(zone).date(), at=end)
