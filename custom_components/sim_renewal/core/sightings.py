"""What a stated date tells of a renewal that nobody has told of yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from .dates import Span
from .model import Renewal
from .rules import Clocks, ValidityRule

TOLD_WITHIN = timedelta(days=3)
"""How long after a stated date has seen a renewal people still tell of that one."""

LOWEST_SHARE = 0.5
"""The share of a term by which a clock has to move forward to have seen a renewal."""


@dataclass(slots=True)
class Sighting:
    """A stated date moved a clock forward on a day, by so many terms as are `left` to be told."""

    day: date
    told_until: date
    left: int

    def is_of(self, on: date) -> bool:
        """Return whether a renewal that is told for a day is one that was seen."""
        return self.left > 0 and self.day <= on <= self.told_until


def told_until(rule: ValidityRule | None, day: date) -> date:
    """Return the last day of a renewal that is one seen on a day; short terms follow each other."""
    term = _term(rule)
    return day + (
        TOLD_WITHIN if term is None else min(TOLD_WITHIN, timedelta(days=_days(term) // 2))
    )


def terms_seen(rule: ValidityRule | None, clocks: Clocks, until: date, day: date) -> int:
    """Return how many renewals a stated end of service has seen, on a day, beyond the known one."""
    known = clocks.service_until
    term = _term(rule)
    if term is None or known is None:
        return 0
    days = _days(term)
    moved = (until - max(known, day - TOLD_WITHIN)).days
    if moved >= days * LOWEST_SHARE:
        return max(round(moved / days), 1) if rule and rule.adds_terms else 1
    restarts = rule is not None and rule.restarts
    return 1 if restarts and (until - day).days >= days * LOWEST_SHARE else 0


def number_is_seen(
    rule: ValidityRule | None, renewal: Renewal, stated: date | None, day: date
) -> bool:
    """Return whether the number's date, stated on a day, is what a renewal makes of it."""
    end = rule.number_end(renewal) if rule else None
    if end is None or stated is None or not day <= renewal.on <= day + TOLD_WITHIN:
        return False
    return abs(end - stated) <= TOLD_WITHIN + timedelta(days=1)


def _term(rule: ValidityRule | None) -> Span | None:
    return (rule.shortest_term or rule.paid_term(None)) if rule else None


def _days(term: Span) -> int:
    return max(term.shortest_days(), 1)
