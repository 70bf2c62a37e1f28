"""One deed is one renewal: the same press again, by whomever and wherever, records nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from .model import Renewal
from .sightings import TOLD_WITHIN

SAME_WITHIN = timedelta(minutes=10)
"""How long after a renewal was recorded the same one is recorded again by mistake."""


_SAID = (
    *("amount", "currency", "channel", "payer", "receipt", "receipt_file", "note", "balance"),
    *("service_until", "number_until"),
)
"""What can be said of a renewal later than that it was made."""


def first_of_deed(renewal: Renewal, recorded: Iterable[Renewal]) -> Renewal | None:
    """Return the renewal that was recorded a moment ago and is this one, or `None`."""
    if renewal.in_addition:
        return None
    return next((each for each in recorded if _is_same(renewal, each)), None)


def is_more_of(renewal: Renewal, first: Renewal) -> bool:
    """Return whether a renewal can be one of the same day of which less was said."""
    return (
        not renewal.in_addition
        and renewal.refund == first.refund
        and renewal.renewed_on == first.renewed_on
        and _agree(renewal.receipt, first.receipt)
        and _agree(renewal.amount, first.amount)
        and (renewal.amount is None or _agree(renewal.currency, first.currency))
    )


def is_undated_again(renewal: Renewal, first: Renewal) -> bool:
    """Return whether a renewal without an end is one of these days whose end is asked for still."""
    return (
        not (renewal.in_addition or renewal.refund)
        and renewal.service_until is None
        and abs(renewal.renewed_on - first.renewed_on) <= TOLD_WITHIN
    )


def completed(first: Renewal, renewal: Renewal) -> Renewal:
    """Return a renewal with what was said of it later and not before."""
    said = {name: getattr(renewal, name) for name in _SAID if not getattr(first, name)}
    return replace(first, **said)


def _is_same(renewal: Renewal, first: Renewal) -> bool:
    """Return whether a renewal says nothing else than one that was recorded a moment ago.

    One that brings the file of a receipt says more, and the file must not get lost.
    """
    ago = renewal.recorded_at - first.recorded_at
    return (
        not first.is_missing
        and renewal.receipt_file is None
        and timedelta(0) <= ago <= SAME_WITHIN
        and is_more_of(renewal, first)
        and renewal.service_until in {None, first.service_until}
        and renewal.number_until in {None, first.number_until}
    )


def _agree(one: object, other: object) -> bool:
    return one is None or other is None or one == other
