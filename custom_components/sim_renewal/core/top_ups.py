"""What top-ups make of the credit on which a line lives, and of the end of service."""

from dataclasses import replace
from datetime import date, datetime, tzinfo

from .model import Measure, Renewal
from .rules import Clocks, ValidityRule
from .validity import with_service_moved


def is_decided_by_amount(rule: ValidityRule | None) -> bool:
    """Return whether the amount of a renewal decides how far it carries."""
    return rule is not None and (rule.lives_on_credit or bool(rule.amounts))


def topped_up_by(
    renewal: Renewal,
    at: datetime,
    clocks: Clocks,
    credit: Measure | None,
    rule: ValidityRule | None,
) -> tuple[Measure, date | None] | None:
    """Return the credit on which a line lives after a top-up, and its end, if it decides."""
    amount, end = renewal.amount, clocks.service_until
    if rule is None or credit is None or amount is None or renewal.service_until is not None:
        return None
    if end is None or end < renewal.on:
        left = rule.credit_left(renewal.on, credit.amount, renewal.on)
        return Measure(left + amount, at), rule.topped_up_end(renewal.on, left, amount)
    more = replace(credit, amount=credit.amount + amount)
    return more, rule.topped_up_end(end, credit.amount, amount)


def end_with(
    renewals: tuple[Renewal, ...],
    clocks: Clocks,
    credit: Measure | None,
    rule: ValidityRule | None,
    zone: tzinfo,
) -> date | None:
    """Return the end of service if some more renewals counted."""
    for each in renewals:
        topped_up = topped_up_by(each, each.recorded_at, clocks, credit, rule)
        if topped_up is None:
            clocks = with_service_moved(clocks, each, rule, zone)
        else:
            credit = topped_up[0]
            clocks = replace(clocks, service_until=topped_up[1])
    return clocks.service_until
