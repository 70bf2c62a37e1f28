"""What to say of a renewal beside what is odd about it: that it is too little, or far too much."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from .line import Offer
from .model import Bucket, Renewal
from .plausible import most_credit
from .record import Record
from .replayed import Effect, Replay
from .texts import most_credit_of


class Advice(StrEnum):
    """What who records a renewal may not know of it.

    It moves no date because more has to be paid, or adds nothing while its amount is not known;
    the amount, or the credit that it left, is far more than this line usually has.
    """

    TOO_LITTLE = "too_little"
    UNPAID = "unpaid"
    FAR_AMOUNT = "far_amount"
    FAR_CREDIT = "far_credit"


def advice_on(
    renewal: Renewal, offer: Offer, replayed: Replay, known: Record
) -> tuple[Advice, ...]:
    """Return what to say of a renewal; `replayed` has it, and `known` is the record before it."""
    return tuple(_advice_on(renewal, offer, replayed, known))


def _advice_on(renewal: Renewal, offer: Offer, replayed: Replay, known: Record) -> Iterator[Advice]:
    if renewal.counts:
        if _is_too_little(renewal, offer, replayed):
            yield Advice.TOO_LITTLE
        if is_unpaid(renewal, offer):
            yield Advice.UNPAID
        most = most_paid(renewal, offer, known)
        if renewal.amount is not None and most is not None and renewal.amount > most:
            yield Advice.FAR_AMOUNT
    credit = renewal.balance.get(Bucket.CREDIT)
    most = most_credit_of(known, offer.rule, offer.price, offer.currency)
    if credit is not None and most is not None and credit.amount > most:
        yield Advice.FAR_CREDIT


def is_unpaid(renewal: Renewal, offer: Offer) -> bool:
    """Return whether a renewal adds nothing to the credit that a line lives on: how much?"""
    return offer.rule is not None and offer.rule.lives_on_credit and renewal.amount is None


def most_paid(renewal: Renewal, offer: Offer, known: Record) -> Decimal | None:
    """Return the largest amount of a renewal that is taken unasked, or `None` where nobody knows.

    It is as large as the credit that such top-ups as the others buy.
    """
    currency = renewal.currency or offer.currency
    paid = [
        each.amount
        for each in known.renewals
        if each.amount is not None
        and each.renewal_id != renewal.renewal_id
        and (each.currency or offer.currency) == currency
    ]
    sold = [*(offer.rule.amounts if offer.rule else ()), *([offer.price] if offer.price else [])]
    return most_credit(None, [*paid, *(sold if currency == offer.currency else ())], currency)


def _is_too_little(renewal: Renewal, offer: Offer, replayed: Replay) -> bool:
    """Return whether a renewal moves no date because more would have had to be paid."""
    rule, step = offer.rule, replayed.steps_of_renewals.get(renewal.renewal_id)
    if rule is None or rule.least is None or renewal.amount is None or step is None:
        return False
    is_known = renewal.currency in {None, offer.currency}
    moves = Effect.MOVED in {step.service, step.number}
    return is_known and renewal.amount < rule.least and not moves
