"""Whether the renewals that moved service have arrived, as far as a carrier's word shows it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .doubts import LateWord
from .evidence import NOTICED_WITHIN, Statement
from .model import Renewal, Verdict
from .rules import Clocks

SAME_END = timedelta(days=3)
"""How far a carrier's end may lie from the one that a renewal was thought to lead to."""


class Advance(NamedTuple):
    """Service was moved forward at a moment, by a renewal or by somebody's word."""

    at: datetime
    before: Clocks
    after: Clocks
    renewal: Renewal | None = None

    def is_denied_by(self, until: date) -> bool:
        """Return whether a stated end is that of before it, or even earlier."""
        before = self.before.service_until
        return before is None or until <= before

    def is_shown_by(self, until: date) -> bool:
        """Return whether a stated end is about that of after it, or later; not that of before."""
        before, after = self.before.service_until, self.after.service_until
        if after is None or until < after - SAME_END:
            return False
        return before is None or until > before

    def is_known_to_have_arrived(self, at: datetime) -> bool:
        """Return whether a person said so, and a word as of a moment is not of long after that."""
        if self.renewal is None:
            return False
        verification = self.renewal.verification
        if verification.verdict not in {Verdict.LANDED, Verdict.WRONG_CHARGE}:
            return False
        decided = verification.decided_at
        return decided is not None and at < decided + NOTICED_WITHIN


@dataclass(slots=True)
class Arrivals:
    """What moved service forward, what is in doubt of that, and which renewals have arrived.

    `unshown` are the renewals among the advances that no carrier's word has shown yet.
    """

    advances: list[Advance] = field(default_factory=list)
    unshown: list[Advance] = field(default_factory=list)
    doubt: LateWord | None = None
    seen: set[str] = field(default_factory=set)

    def begin_anew(self) -> None:
        """Forget what moved service at another carrier, or by another rule."""
        self.doubt, self.advances, self.unshown = None, [], []

    def add(self, advance: Advance) -> None:
        """Note that service was moved forward."""
        self.advances.append(advance)
        if advance.renewal is not None:
            self.unshown.append(advance)

    def deny(
        self, statement: Statement, until: date, paid_until: date, at: datetime
    ) -> list[tuple[Renewal, datetime]] | None:
        """Take account of an end before the one that was paid for: a correction, or a late word.

        Return what it denies although somebody knows that it has arrived, and when, so that it
        counts on top; `None` if the word is not heeded, as all of it has.
        """
        self.show(statement, until)
        denied = self._denied_by(until)
        if not statement.teller.can_be_late or not denied:
            self.begin_anew()
            return []
        arrived = [each for each in denied if each.is_known_to_have_arrived(at)]
        denied = [each for each in denied if each not in arrived]
        renewals = [each.renewal for each in denied if each.renewal is not None]
        if arrived and not renewals:
            return None
        self.advances = [each for each in self.advances if each not in arrived]
        self.unshown = [each for each in self.unshown if each not in arrived]
        self.doubt = LateWord(
            earlier=until,
            later=paid_until,
            statement=statement,
            renewal_ids=tuple(each.renewal_id for each in renewals),
            is_settled=_had_time_to_notice(denied, at, at),
        )
        if self.doubt.is_settled:
            self._forget(until)
        return [(each.renewal, each.at) for each in arrived if each.renewal is not None]

    def count_on_top(self, until: date | None) -> None:
        """Take account of the end that what has arrived makes of a denied one."""
        self.doubt = self.doubt and self.doubt.with_ends(until, self.doubt.later)

    def confirm(self, statement: Statement, until: date, at: datetime) -> None:
        """Take account of the present end stated once more: a doubt is settled in time."""
        if self.doubt is None:
            self.show(statement, until)
        elif not statement.teller.can_be_late:
            self.begin_anew()
        elif _had_time_to_notice(self._denied_by(until), at, self.doubt.statement.as_of):
            self.doubt = replace(self.doubt, statement=statement, is_settled=True)
            self._forget(until)

    def resolves_doubt(self, until: date) -> bool:
        """End a doubt; return whether a later end says that what was in doubt has arrived."""
        doubt, self.doubt = self.doubt, None
        return doubt is not None and not doubt.is_settled and _is_later_one(until, doubt)

    def show(self, statement: Statement, until: date) -> None:
        """Note the renewals that a carrier's word contains."""
        if not self.unshown or not statement.teller.can_be_late:
            return
        left = []
        for each in self.unshown:
            if each.renewal is None or not each.is_shown_by(until):
                left.append(each)
            else:
                self.seen.add(each.renewal.renewal_id)
        self.unshown = left

    def _denied_by(self, until: date) -> list[Advance]:
        return [each for each in self.advances if each.is_denied_by(until)]

    def _forget(self, until: date) -> None:
        """Forget what an end denies, which has not arrived."""
        self.advances = [each for each in self.advances if not each.is_denied_by(until)]
        self.unshown = [each for each in self.unshown if not each.is_denied_by(until)]


def _had_time_to_notice(advances: list[Advance], at: datetime, doubted_at: datetime) -> bool:
    """Return whether a word as of a moment is long enough after what it does not know of.

    Where renewals in the meantime have moved both ends of a doubt, that is since it arose.
    """
    return at - max((each.at for each in advances), default=doubted_at) >= NOTICED_WITHIN


def _is_later_one(until: date, doubt: LateWord) -> bool:
    """Return whether an end is the later one; one that is a short term off is another."""
    return abs(until - doubt.later) <= min(SAME_END, (doubt.later - doubt.earlier) / 2)
