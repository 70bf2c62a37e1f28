"""What the renewals of a line cost, less what was given back of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from .model import Renewal


def spent_by_currency(
    renewals: Sequence[Renewal], currency: str, year: int
) -> dict[str, Decimal | None]:
    """Return what the renewals of a year cost by currency; `None` where an amount is not known.

    One whose currency nobody told was paid in that of the line. Refunds cost less than nothing, but
    for what they give back of a renewal that did not land: that was not spent.
    """
    return _summed(
        (paid_in, cost)
        for each, paid_in, cost in _costs(renewals, currency)
        if each.renewed_on.year == year
    )


def spent_by_month(
    renewals: Sequence[Renewal], currency: str, since: date
) -> dict[str, dict[str, Decimal | None]]:
    """Return what was spent from a day on, by month such as `2026-11`; each as by currency."""
    months: dict[str, list[tuple[str, Decimal | None]]] = {}
    for each, paid_in, cost in _costs(renewals, currency):
        if each.renewed_on >= since:
            months.setdefault(f"{each.renewed_on:%Y-%m}", []).append((paid_in, cost))
    return {month: _summed(costs) for month, costs in sorted(months.items())}


def total(sums: Iterable[Mapping[str, Decimal | None]]) -> dict[str, Decimal | None]:
    """Return sums by currency added up; one of which a part is not known is not known."""
    return _summed(each for by_currency in sums for each in by_currency.items())


def _costs(
    renewals: Sequence[Renewal], currency: str
) -> Iterator[tuple[Renewal, str, Decimal | None]]:
    """Return what was paid, in which currency and how much of it was not given back."""
    returned = _returned_of_missing(renewals, currency)
    for each in renewals:
        if not each.is_missing:
            cost, back = each.cost, returned.get(each.renewal_id, Decimal(0))
            yield each, each.currency or currency, None if cost is None else cost + back


def _summed(costs: Iterable[tuple[str, Decimal | None]]) -> dict[str, Decimal | None]:
    sums: dict[str, Decimal | None] = {}
    for currency, cost in costs:
        known = sums.get(currency, Decimal(0))
        sums[currency] = None if known is None or cost is None else known + cost
    return sums


def _returned_of_missing(renewals: Sequence[Renewal], currency: str) -> Mapping[str, Decimal]:
    """Return, by refund, how much of it gives back what was paid for renewals that did not land.

    A refund is of the renewal that cost as much, else of one that did not land. One of these whose
    cost nobody told is given back whole.
    """
    returned: dict[str, Decimal] = {}
    if not any(each.refund for each in renewals):
        return returned
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
