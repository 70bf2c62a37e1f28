"""Dates of which two careful readings differ: the earlier one counts, and somebody is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from .evidence import NOTICED_WITHIN, Statement
from .model import Renewal
from .sightings import Sighting


class DoubtReason(StrEnum):
    """Why two readings differ, and so what has to be found out.

    A carrier's word does not know of renewals; one renewal was told twice, or two of one day; what
    was told can have a renewal already that was recorded in addition; nobody knows how much foreign
    money is worth; a date and a credit were typed in together, or the credit fell by less than its
    fee.
    """

    LATE_WORD = "late_word"
    SAME_DAY = "same_day"
    IN_ADDITION = "in_addition"
    OTHER_CURRENCY = "other_currency"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateDoubt:
    """Two careful readings of the end of service; `later` is `None` where only its cause is known.

    `is_settled`: nobody has to be asked any more.
    """

    reason: DoubtReason
    earlier: date | None
    later: date | None = None
    renewal_ids: tuple[str, ...] = ()
    is_settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LateWord(DateDoubt):
    """A word that came after renewals does not know of them: it is late, or they did not arrive.

    `is_settled`: it had time to notice, so that they did not arrive.
    """

    reason: DoubtReason = DoubtReason.LATE_WORD
    earlier: date
    later: date
    statement: Statement

    def with_ends(self, earlier: date | None, later: date | None) -> Self | None:
        """Return the doubt with other ends, or `None` where they leave nothing open."""
        if earlier is None or later is None or earlier >= later:
            return None
        return replace(self, earlier=earlier, later=later)


@dataclass(slots=True)
class OpenQuestions:
    """What only a person or a later word of the carrier can tell, and since which moment.

    `again` are renewals told for a day of which one is told already, `added` those in addition that
    something has seen, `foreign` those of which the amount decides and is in another currency,
    `rival` is the other end that does not agree with a credit.
    """

    again: list[tuple[datetime, Renewal]] = field(default_factory=list)
    added: list[tuple[datetime, Renewal, Sighting]] = field(default_factory=list)
    foreign: list[tuple[datetime, Renewal]] = field(default_factory=list)
    rival: date | None = None

    def answer(self) -> None:
        """Take account of somebody who knows it all."""
        self.again, self.added, self.foreign, self.rival = [], [], [], None

    def answer_as_of(self, at: datetime) -> None:
        """Take account of a carrier's word: it knows of what was long enough before it."""
        self.again = [each for each in self.again if at - each[0] < NOTICED_WITHIN]
        self.added = [each for each in self.added if at - each[0] < NOTICED_WITHIN]
        self.foreign = [each for each in self.foreign if at - each[0] < NOTICED_WITHIN]
        self.rival = None

    def doubt(
        self, end: date | None, end_with: Callable[[tuple[Renewal, ...]], date | None]
    ) -> DateDoubt | None:
        """Return what to ask first, of a shown end; `end_with` tells it if renewals counted too."""
        if self.again:
            renewals = tuple(renewal for _, renewal in self.again)
            return _about(DoubtReason.SAME_DAY, end, end_with(renewals), renewals)
        if added := tuple(renewal for _, renewal, seen in self.added if seen.has_seen_one):
            return _about(DoubtReason.IN_ADDITION, end, end_with(added), added)
        if self.foreign:
            renewals = tuple(renewal for _, renewal in self.foreign)
            return _about(DoubtReason.OTHER_CURRENCY, end, None, renewals)
        if self.rival is not None:
            return _about(DoubtReason.CREDIT, end, self.rival)
        return None


def _about(
    reason: DoubtReason,
    earlier: date | None,
    later: date | None,
    renewals: tuple[Renewal, ...] = (),
) -> DateDoubt:
    renewal_ids = tuple(each.renewal_id for each in renewals)
    return DateDoubt(reason=reason, earlier=earlier, later=later, renewal_ids=renewal_ids)
