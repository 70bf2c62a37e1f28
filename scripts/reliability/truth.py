"""The hidden truth of a line: what has really happened to it, whatever anybody was told."""

from bisect import bisect_right
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from .deeds import Buy, LineSetUp, RefusePayment, Register, RunDry, TrueAct, Use
from .offers import RealOffer
from .tariffs import DAY, Moment, Standing


class TrueLine:
    """A line at its carrier, and how it stood before."""

    def __init__(self, offer: RealOffer, set_up: LineSetUp, begins: datetime) -> None:
        """Begin with how the line stands as the household is set up."""
        self.offer = offer
        self.standing = set_up.truth
        self.zone = ZoneInfo(set_up.carrier_zone)
        self.deadline = set_up.register_by
        self._day = begins.astimezone(self.zone).date()
        self._moments = [begins]
        self._standings = [self.shown]

    def advance(self, now: datetime) -> None:
        """Let the nights pass until an instant."""
        today = now.astimezone(self.zone).date()
        while self._day < today:
            self._day += DAY
            after = self.offer.tariff.night(self.standing, self._day)
            if after != self.standing:
                self.standing = after
                midnight = datetime.combine(self._day, time(), self.zone)
                self._note(midnight.astimezone(UTC))

    def happen(self, act: TrueAct, now: datetime) -> None:
        """Take what happens at the carrier into account."""
        self.advance(now)
        tariff, line = self.offer.tariff, self.standing
        moment = Moment(now.astimezone(self.zone).date(), now.astimezone(self.zone))
        match act:
            case Buy(amount):
                self.standing = tariff.buy(line, moment, Decimal(amount))
            case Use(kind):
                self.standing = tariff.use(line, moment, kind)
            case RunDry():
                self.standing = tariff.run_dry(line, moment.day)
            case RefusePayment():
                self.standing = replace(line, is_refused=True)
            case Register():
                self.deadline = None
        self._note(now)

    @property
    def shown(self) -> Standing:
        """How the line stands, with what a registration that is missing does to it."""
        line = self.standing
        if self.deadline is not None and line.service is not None and line.service > self.deadline:
            return replace(line, service=self.deadline)
        return line

    def at(self, moment: datetime) -> Standing:
        """Return how it stood at an instant."""
        found = bisect_right(self._moments, moment)
        return self._standings[max(found - 1, 0)]

    def is_lost(self, today: date) -> bool:
        """Return whether the number is gone for good."""
        return self.standing.number is not None and self.standing.number < today

    def _note(self, moment: datetime) -> None:
        self._moments.append(max(moment, self._moments[-1] + timedelta.resolution))
        self._standings.append(self.shown)
