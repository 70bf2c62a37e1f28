"""Several renewals of one day: parts of one, or one that was told twice."""

from collections.abc import Collection, Iterable
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


def is_part(renewal: Renewal, others: Iterable[Renewal], rule: ValidityRule | None) -> bool:
    """Return whether a renewal is a part of what is usually paid, and the others are the rest."""
    if renewal.expected is None:
        return False
    usual = usual_amounts(renewal.expected, rule)
    parts = [renewal.amount, *(each.amount for each in others if each.currency == renewal.currency)]
    known = [each for each in parts if each is not None]
    return len(known) > 1 and sum(known) in usual and usual.isdisjoint(known)


def is_told_again(renewal: Renewal, others: Collection[Renewal], rule: ValidityRule | None) -> bool:
    """Return whether a renewal can be one of the others, which are of the same day, told again."""
    if not others or renewal.in_addition or all(each.in_addition for each in others):
        return False
    return not is_part(renewal, others, rule)
