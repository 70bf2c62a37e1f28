"""Several renewals of one day: parts of one, or one that was told twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from .model import Renewal
from .rules import ValidityRule


def usual_amounts(expected: Decimal, rule: ValidityRule | None) -> set[Decimal]:
    """Return the amounts that nobody has to wonder about."""
    return {expected, *(rule.amounts if rule else ())}


def others_of_day(renewal: Renewal, ledger: Iterable[Renewal]) -> list[Renewal]:
    """Return the other renewals that count and are of the same day."""
    return [
        each
        for each in ledger
        if each.renewal_id != renewal.renewal_id
        and each.renewed_on == renewal.renewed_on
        and renewal.counts
        and each.counts
    ]


def whole_of(
    renewal: Renewal, others: Iterable[Renewal], rule: ValidityRule | None
) -> Decimal | None:
    """Return what is usually paid, if a renewal is a part of it and the others are the rest."""
    if renewal.expected is None:
        return None
    usual = usual_amounts(renewal.expected, rule)
    parts = [renewal.amount, *(each.amount for each in others if each.currency == renewal.currency)]
    known = [each for each in parts if each is not None]
    whole = sum(known, Decimal(0))
    return whole if len(known) > 1 and whole in usual and usual.isdisjoint(known) else None


def is_part(renewal: Renewal, others: Iterable[Renewal], rule: ValidityRule | None) -> bool:
    """Return whether a renewal is a part of what is usually paid, and the others are the rest."""
    return whole_of(renewal, others, rule) is not None


def is_told_again(renewal: Renewal, others: Collection[Renewal], rule: ValidityRule | None) -> bool:
    """Return whether a renewal can be one of the others, which are of the same day, told again."""
    if not others or renewal.in_addition or all(each.in_addition for each in others):
        return False
    return not is_part(renewal, others, rule)


@dataclass(slots=True)
class ToldDays:
    """The renewals that were told of each day; `bare` are those that have moved nothing."""

    rule: ValidityRule | None
    told_on: dict[date, list[Renewal]] = field(default_factory=dict)
    bare: set[str] = field(default_factory=set)

    def with_parts(self, renewal: Renewal) -> Renewal:
        """Return the last part of a usual price as all of it, where the others were too little."""
        others = self.told_on.get(renewal.on)
        if others is None or renewal.amount is None or self.rule is None:
            return renewal
        whole = whole_of(renewal, others, self.rule)
        parts = {each.renewal_id for each in others if each.amount is not None}
        if whole is None or self.rule.lives_on_credit or not parts <= self.bare:
            return renewal
        return replace(renewal, amount=whole)

    def tell(self, renewal: Renewal) -> bool:
        """Note a purchase; return whether it can be one of its day that was told before."""
        if not renewal.counts:
            return False
        others = self.told_on.get(renewal.on)
        if others is None:
            self.told_on[renewal.on] = [renewal]
            return False
        is_again = is_told_again(renewal, others, self.rule)
        others.append(renewal)
        return is_again
