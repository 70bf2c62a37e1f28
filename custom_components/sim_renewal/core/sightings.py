"""What a stated date tells of a renewal that nobody has told of yet."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from .model import Renewal
from .rules import ValidityRule

TOLD_WITHIN = timedelta(days=3)
"""How long after a stated date has seen a renewal people still tell of that one."""

LOWEST_SHARE = 0.5
"""The share of a term by which a clock has to move forward to have seen a renewal."""

USED_AT_ONCE = 2
"""A top-up of up to so many times the rise of a credit was seen: some of it may be used already."""


@dataclass(slots=True)
class Sighting:
    """A stated date moved a clock forward on a day, by so many terms as are `left` to be told.

    `rise`: it was a credit that rose, by so much that is left to be told. `told_at` is when we were
    told the date, or the credit; `told` are the renewals of it that we were told.
    """

    day: date
    told_until: date
    told_at: datetime
    left: int
    rise: Decimal | None = None
    told: list[Renewal] = field(default_factory=list)

    def is_of(self, renewal: Renewal) -> bool:
        """Return whether a renewal that is told is one that was seen."""
        if self.left <= 0 or not self.day <= renewal.on <= self.told_until:
            return False
        if renewal.in_addition and not self._can_have_seen(renewal):
            return False
        if self.rise is None or renewal.amount is None:
            return True
        return renewal.amount <= self.rise * USED_AT_ONCE

    def _can_have_seen(self, renewal: Renewal) -> bool:
        """Return whether a renewal in addition to what was known can be one that was seen.

        Nobody could know that when it was recorded; who says it once more, of what was told
        already, knows better.
        """
        if renewal.service_until is not None:
            return False
        return self.told_at > (renewal.in_addition_at or renewal.recorded_at)

    @property
    def has_seen_one(self) -> bool:
        """Whether one renewal only was told of those that were seen: it can be another one."""
        return len(self.told) == 1

    def tell(self, renewal: Renewal) -> None:
        """Note that a renewal that was seen has been told."""
        self.told.append(renewal)
        if self.rise is not None and renewal.amount is not None:
            self.rise -= renewal.amount
        if self.rise is None or renewal.amount is None or self.rise <= 0:
            self.left -= 1


@dataclass(frozen=True, slots=True)
class Terms:
    """How renewals by a rule move service: by so many `days` at least, in one of two ways."""

    days: int
    adds: bool
    restarts: bool

    def seen(self, known: date, until: date, day: date) -> int:
        """Return how many renewals an end stated on a day has seen, beyond the known one."""
        moved = (until - max(known, day - TOLD_WITHIN)).days
        if moved >= self.days * LOWEST_SHARE:
            return max(round(moved / self.days), 1) if self.adds else 1
        return int(self.restarts and (until - day).days >= self.days * LOWEST_SHARE)

    def rise(self, by: Decimal, day: date, told_at: datetime) -> Sighting:
        """Return what is seen of them in a credit that rose."""
        return Sighting(day, day + self._told_within, told_at, 1, by)

    def sighting(self, known: date, until: date, day: date, told_at: datetime) -> Sighting:
        """Return what is seen of them; where they follow each other soon, it is told as soon."""
        return Sighting(day, day + self._told_within, told_at, self.seen(known, until, day))

    @property
    def _told_within(self) -> timedelta:
        return min(TOLD_WITHIN, timedelta(days=self.days // 2))


def terms_of(rule: ValidityRule | None) -> Terms | None:
    """Return what a rule's renewals do to service, or `None` where they have no known length."""
    term = (rule.shortest_term or rule.paid_term(None)) if rule else None
    if rule is None or term is None:
        return None
    return Terms(max(term.shortest_days(), 1), rule.adds_terms, rule.restarts)


@dataclass(slots=True)
class Sightings:
    """What stated dates and credits have seen, and is left to be told."""

    terms: Terms | None
    seen: list[Sighting] = field(default_factory=list)

    def see_end(self, known: date | None, until: date, day: date, told_at: datetime) -> None:
        """Note how many renewals an end that moved forward has seen."""
        if known is not None and self.terms is not None:
            self._add(self.terms.sighting(known, until, day, told_at))

    def see_rise(self, rise: Decimal, day: date, told_at: datetime) -> None:
        """Note by how much a credit rose."""
        if rise > 0 and self.terms is not None:
            self._add(self.terms.rise(rise, day, told_at))

    def of(self, renewal: Renewal) -> Sighting | None:
        """Return what has seen a renewal that is told, if something has."""
        for each in self.seen:
            if each.is_of(renewal):
                return each
        return None

    def forget(self) -> None:
        """Take account of what was typed by mistake, or of another carrier."""
        self.seen = []

    def _add(self, new: Sighting) -> None:
        self.seen = [each for each in self.seen if each.told_until >= new.day]
        self.seen.append(new)


def number_is_seen(rule: ValidityRule | None, renewal: Renewal, stated: date, day: date) -> bool:
    """Return whether the number's date, stated on a day, is what a renewal makes of it."""
    if rule is None or not day <= renewal.on <= day + TOLD_WITHIN:
        return False
    end = rule.number_end(renewal)
    return end is not None and abs(end - stated) <= TOLD_WITHIN + timedelta(days=1)
