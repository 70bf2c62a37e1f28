"""The two clocks of a line, as they follow from what was stated and what has happened since."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

from .dates import is_in_sight
from .evidence import Statement
from .model import Event, Renewal
from .rules import Clocks, Ending, Start, ValidityRule


def typed_clocks(
    service_until: date | None, number_until: date | None, rule: ValidityRule | None
) -> Clocks:
    """Return the clocks that a person stated; the rule's grace fills in a missing number date."""
    return _ending(service_until, number_until or after_grace(service_until, rule), rule)


def stated_clocks(clocks: Clocks, statement: Statement, rule: ValidityRule | None) -> Clocks:
    """Return the clocks with a stated end of service; who repeats a day says no more of it."""
    until, ends_at = statement.until, statement.ends_at
    if until is not None and until == clocks.service_until and not ends_at:
        return clocks
    return _ending(until, clocks.number_until, rule, ends_at)


def with_service_moved(
    clocks: Clocks, event: Event, rule: ValidityRule | None, zone: tzinfo = UTC
) -> Clocks:
    """Return the clocks with service moved by an event: by its own date, else by the rule.

    The rule alone never moves it back.
    """
    if isinstance(event, Renewal) and event.service_until is not None:
        return _with_service(clocks, Ending(event.service_until, event.service_until.day))
    return clocks if rule is None else _extend_service(clocks, event, rule, zone)


def with_number_moved(
    clocks: Clocks, event: Event, rule: ValidityRule | None, kept: date | None
) -> Clocks:
    """Return the clocks with the number moved by an event.

    `kept` is the grace of service where the event has moved that. A number date that service
    outlives is unknown again, unless the number is kept by use: then it can be lost although
    service is paid for.
    """
    if isinstance(event, Renewal) and event.number_until is not None:
        return with_number_until(clocks, event.number_until)
    by_event = rule.number_end(event) if rule else None
    number_until = _latest(_latest(number_outlived(clocks, rule), kept), by_event)
    if number_until is not None and (rule is None or rule.kept_by is None):
        number_until = _latest(number_until, clocks.service_until)
    return with_number_until(clocks, number_until)


def with_number_until(clocks: Clocks, number_until: date | None) -> Clocks:
    """Return the clocks with another date of the number."""
    if clocks.number_until == number_until:
        return clocks
    return Clocks(
        clocks.service_until, number_until, clocks.anniversary_day, clocks.ends_at, clocks.waiting
    )


def number_outlived(clocks: Clocks, rule: ValidityRule | None) -> date | None:
    """Return the number's date, or `None` where service goes on longer and use does not keep it."""
    if rule is not None and rule.kept_by is not None:
        return clocks.number_until
    return _unless_outlived(clocks.number_until, clocks.service_until)


def in_order(renewals: Iterable[Renewal]) -> list[Renewal]:
    """Return renewals in the order of their days."""
    return sorted(renewals, key=_by_date)


def _ending(
    service_until: date | None,
    number_until: date | None,
    rule: ValidityRule | None,
    ends_at: datetime | None = None,
) -> Clocks:
    """Return the clocks of an end of service that was stated; without one a term can wait."""
    day = service_until.day if service_until else None
    if rule is None:
        return Clocks(service_until, number_until, day, ends_at)
    waiting = service_until is None and rule.waits_for is not Start.PURCHASE
    return Clocks(service_until, number_until, rule.anniversary_day or day, ends_at, waiting)


def _extend_service(clocks: Clocks, event: Event, rule: ValidityRule, zone: tzinfo) -> Clocks:
    if rule.waits_for is not Start.PURCHASE:
        if isinstance(event, Renewal):
            runs = clocks.service_until is not None and clocks.service_until >= event.on
            if not runs:
                return replace(clocks, waiting=rule.service_end(event, clocks, zone) is not None)
        elif not clocks.waiting or not rule.waits_for.begins_with(event):
            return clocks
    end = rule.service_end(event, clocks, zone)
    if end is None or not end.is_later_than(clocks) or not is_in_sight(end.on, event.on):
        return clocks
    return _with_service(clocks, end)


def _with_service(clocks: Clocks, end: Ending) -> Clocks:
    return Clocks(end.on, clocks.number_until, end.anniversary_day, end.at)


def _by_date(renewal: Renewal) -> tuple[date, date, date, Decimal, str]:
    """Sort by day; on one day those with dates of their own come last and decide."""
    own = (renewal.service_until or date.min, renewal.number_until or date.min)
    return (renewal.on, *own, renewal.amount or Decimal(0), renewal.renewal_id)


def after_grace(service_until: date | None, rule: ValidityRule | None) -> date | None:
    """Return until when a rule keeps the number after service, or `None` where it says nothing."""
    if service_until is None or rule is None or rule.grace is None:
        return None
    return rule.grace.after(service_until)


def _unless_outlived(number_until: date | None, service_until: date | None) -> date | None:
    if number_until is None or service_until is None or service_until <= number_until:
        return number_until
    return None


def _latest(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return one or other
    return max(one, other)
