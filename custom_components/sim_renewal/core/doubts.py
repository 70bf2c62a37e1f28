"""Dates of which two careful readings differ: the earlier one counts, and somebody is asked."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from .evidence import NOTICED_WITHIN, Statement
from .model import Renewal


class DoubtReason(StrEnum):
    """Why two readings differ, and so what has to be found out.

    A carrier's word does not know of renewals; one renewal was told twice, or two of one day;
    nobody knows how much foreign money is worth; a date and a credit were typed in together.
    """

    LATE_WORD = "late_word"
    SAME_DAY = "same_day"
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


@dataclass(slots=True)
class OpenQuestions:
    """What only a person or a later word of the carrier can tell, and since which moment.

    `again` are renewals told for a day of which one is told already, `foreign` those of which the
    amount decides and is in another currency, `rival` is the other end of a date and a credit.
    """

    again: list[tuple[datetime, Renewal]] = field(default_factory=list)
    foreign: list[tuple[datetime, Renewal]] = field(default_factory=list)
    rival: date | None = None

    def answer(self) -> None:
        """Take account of somebody who knows it all."""
        self.again, self.foreign, self.rival = [], [], None

    def answer_as_of(self, at: datetime) -> None:
        """Take account of a carrier's word: it knows of what was long enough before it."""
        self.again = [each for each in self.again if at - each[0] < NOTICED_WITHIN]
        self.foreign = [each for each in self.foreign if at - each[0] < NOTICED_WITHIN]
        self.rival = None

    @property
    def repeated(self) -> tuple[Renewal, ...]:
        """The renewals that may be none of their own."""
        return tuple(renewal for _, renewal in self.again)

    @property
    def reason(self) -> DoubtReason | None:
        """What to ask first."""
        if self.again:
            return DoubtReason.SAME_DAY
        if self.foreign:
            return DoubtReason.OTHER_CURRENCY
        return None if self.rival is None else DoubtReason.CREDIT

    @property
    def renewal_ids(self) -> tuple[str, ...]:
        """The renewals that are asked about first."""
        return tuple(renewal.renewal_id for _, renewal in self.again or self.foreign)
