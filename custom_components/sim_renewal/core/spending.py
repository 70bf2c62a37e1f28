"""What the renewals of a line cost, less what was given back of it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from .model import Renewal


def spent_by_currency(
    renewals: Sequence[Renewal], currency: str, year: int
) -> dict[str, Decimal | None]:
    """Return what the renewals of a year cost by currency; `None` where an amount is not known.

    One whose currency nobody told was paid in that of the line. Refunds cost less than nothing, but
    for what they give back of a renewal that did not land: that was not spent.
    """
    returned = _returned_of_missing(renewals, currency)
    spent: dict[str, Decimal | None] = {}
    for each in renewals:
        if each.is_missing or each.renewed_on.year != year:
            continue
        paid_in, cost = each.currency or currency, each.cost
        known = spent.get(paid_in, Decimal(0))
        back = returned.get(each.renewal_id, Decimal(0))
        spent[paid_in] = None if known is None or cost is None else known + cost + back
    return spent


def _returned_of_missing(renewals: Iterable[Renewal], currency: str) -> Mapping[str, Decimal]:
    """Return, by refund, how much of it gives back what was paid for renewals that did not land.

    A refund is of the renewal that cost as much, else of one that did not land. One of these whose
    cost nobody told is given back whole.
    """
    returned: dict[str, Decimal] = {}
    landed: list[tuple[str, Decimal]] = []
    missing: list[tuple[str, Decimal | None]] = []
    for each in sorted(renewals, key=lambda each: (each.renewed_on, each.refund)):
        paid_in, amount = each.currency or currency, each.amount
        if each.is_missing and not each.refund:
            missing.append((paid_in, amount))
        elif not each.refund and amount is not None:
            landed.append((paid_in, amount))
        elif each.refund and amount is not None and not each.is_missing:
            exactly = paid_in, amount
            if exactly not in missing and exactly in landed:
                landed.remove(exactly)
            else:
                returned[each.renewal_id] = _taken_from(missing, paid_in, amount)
    return returned


def _taken_from(
    missing: list[tuple[str, Decimal | None]], paid_in: str, amount: Decimal
) -> Decimal:
    """Take a refund off what is still to be given back; return how much of it that was."""
    if (paid_in, amount) in missing:
        missing.remove((paid_in, amount))
        return amount
    left = amount
    for place in reversed(range(len(missing))):
        currency, open_amount = missing[place]
        if currency != paid_in:
            continue
        taken = left if open_amount is None else min(left, open_amount)
        left -= taken
        missing[place] = (currency, None if open_amount is None else open_amount - taken)
    return amount - left
