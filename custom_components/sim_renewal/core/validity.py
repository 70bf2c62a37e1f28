"""Validity rules: how far a renewal moves the two clocks of a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .dates import Span, SpanUnit, add_months
from .model import Renewal


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


@dataclass(frozen=True, slots=True)
class Clocks:
    """The last day of service and the last day on which the number is kept, where known.

    `anniversary_day` is the day of the month to which clamped months return.
    """

    service_until: date | None = None
    number_until: date | None = None
    anniversary_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedTerm:
    """Service lasts for `term` from the anchor; the number is kept for `grace` longer."""

    term: Span
    extends_from: Anchor = Anchor.LATER
    grace: Span | None = None

    def service_end(self, renewed_on: date, clocks: Clocks) -> tuple[date, int]:
        """Return the new last day of service and its anniversary day."""
        start = self.extends_from.start(renewed_on, clocks.service_until)
        stacked = start == clocks.service_until and self.extends_from is not Anchor.TODAY
        day = clocks.anniversary_day if stacked else None
        return self.term.after(start, day), day or start.day


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """Service lasts until an anniversary day of the month, `months` anniversaries further.

    Without a `day` of its own, the anniversary is that of the current end, else of the renewal.
    """

    months: int = 1
    day: int | None = None
    extends_from: Anchor = Anchor.LATER
    grace: Span | None = None

    @property
    def term(self) -> Span:
        """The length of one renewal."""
        return Span(self.months, SpanUnit.MONTHS)

    def service_end(self, renewed_on: date, clocks: Clocks) -> tuple[date, int]:
        """Return the new last day of service and its anniversary day."""
        start = self.extends_from.start(renewed_on, clocks.service_until)
        day = self.day or clocks.anniversary_day or start.day
        first = add_months(start, 0, day)
        further = self.months - 1 if first > start else self.months
        return add_months(start, further, day), day


type ValidityRule = FixedTerm | CalendarMonth


def typed_clocks(
    service_until: date | None, number_until: date | None, rule: ValidityRule | None
) -> Clocks:
    """Return the clocks that a person stated; the rule's grace fills in a missing number date."""
    day = rule.day if isinstance(rule, CalendarMonth) else None
    return Clocks(
        service_until,
        number_until or _after_grace(service_until, rule),
        day or (service_until.day if service_until else None),
    )


def extend(clocks: Clocks, renewal: Renewal, rule: ValidityRule | None) -> Clocks:
    """Return the clocks after one renewal: its own dates where it has any, else by the rule.

    The rule alone never moves a clock back. A number date that service outlives is unknown again.
    """
    service_until, day = clocks.service_until, clocks.anniversary_day
    if renewal.service_until is not None:
        service_until, day = renewal.service_until, renewal.service_until.day
    elif rule is not None:
        end, end_day = rule.service_end(renewal.renewed_on, clocks)
        if service_until is None or end > service_until:
            service_until, day = end, end_day
    number_until = renewal.number_until or _latest(
        _unless_outlived(clocks.number_until, service_until), _after_grace(service_until, rule)
    )
    return Clocks(service_until, number_until, day)


def clocks_after(clocks: Clocks, renewals: Iterable[Renewal], rule: ValidityRule | None) -> Clocks:
    """Return the clocks after all `renewals`, whatever the order in which they were recorded."""
    for renewal in sorted(renewals, key=_by_date):
        clocks = extend(clocks, renewal, rule)
    return clocks


def _by_date(renewal: Renewal) -> tuple[date, date, date]:
    """Sort by day; on one day, those that state their own dates come last and decide."""
    return (
        renewal.renewed_on,
        renewal.service_until or date.min,
        renewal.number_until or date.min,
    )


def _after_grace(service_until: date | None, rule: ValidityRule | None) -> date | None:
    if service_until is None or rule is None or rule.grace is None:
        return None
    return rule.grace.after(service_until)


def _unless_outlived(number_until: date | None, service_until: date | None) -> date | None:
    if number_until is None or service_until is None or service_until <= number_until:
        return number_until
    return None


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)
