"""What top-ups make of the credit on which a line lives, and of the end of service."""

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from decimal import Decimal

from .model import Measure, Renewal
from .rules import Clocks, ValidityRule
from .validity import with_service_moved


@dataclass(slots=True)
class LineCredit:
    """The credit of a line: what decides its end, or what is there beside an end that was stated.

    Nobody knows what of the credit a stated end has in it already.
    """

    deciding: Measure | None = None
    idle: Measure | None = None

    @property
    def known(self) -> Measure | None:
        """The credit, whether it decides or not."""
        return self.deciding or self.idle

    def decide(self, credit: Measure) -> None:
        """Have a credit decide the end of service."""
        self.deciding, self.idle = credit, None

    def rest(self) -> None:
        """Have a stated end decide, and not the credit, which is there all the same."""
        self.deciding, self.idle = None, self.known

    def forget(self) -> None:
        """Know of no credit any more."""
        self.deciding = self.idle = None

    def add(self, renewal: Renewal, rule: ValidityRule | None) -> None:
        """Have the credit grow also where a stated date, and not the credit, tells the end."""
        lives_on_credit = rule is not None and rule.lives_on_credit
        if self.idle is not None and renewal.amount is not None and lives_on_credit:
            self.idle = replace(self.idle, amount=self.idle.amount + renewal.amount)

    def rise_to(self, more: Decimal, until: date, day: date, rule: ValidityRule) -> Decimal | None:
        """Return by how much it rose to a day, of a line paid `until` then, if that is known."""
        before = self.deciding
        return None if before is None else more - rule.credit_left(until, before.amount, day)

    def is_less_by_use(self, credit: Measure, rule: ValidityRule) -> bool:
        """Return whether calls have used so much that the end that was known may be too late."""
        before = self.deciding
        return before is not None and rule.is_less_by_use(before.amount, credit.amount)


def in_currency(renewal: Renewal, currency: str | None) -> Renewal:
    """Return a renewal as the rule has to see it: money of another country tells nothing."""
    if currency is None or renewal.currency is None or renewal.currency == currency:
        return renewal
    return replace(renewal, amount=None)


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
