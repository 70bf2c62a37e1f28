"""When a server is asked again: not too often, later after each failure, never all at once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

JITTER = 0.1
"""By which share of itself a pause is longer at most, so that not all ask at the same moment."""

_MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How often a server may be asked: after an answer, after failures in a row, by a person."""

    interval: timedelta
    first_pause: timedelta
    longest_pause: timedelta
    between_presses: timedelta


def carrier_manners(minimum: timedelta) -> Manners:
    """Return how a carrier is asked with which this interval was agreed."""
    return Manners(
        interval=minimum,
        first_pause=minimum,
        longest_pause=max(timedelta(hours=12), minimum),
        between_presses=timedelta(minutes=10),
    )


def source_manners(interval: timedelta) -> Manners:
    """Return how a person's own source is asked, for which that person chose the interval."""
    shortest = timedelta(minutes=5)
    return Manners(
        interval=max(interval, shortest),
        first_pause=shortest,
        longest_pause=timedelta(hours=6),
        between_presses=timedelta(minutes=1),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How it went with one server; until `locked_until` it wants to be left alone by all.

    `chance` from 0 to 1 decides how much longer than it has to be a pause is.
    """

    manners: Manners
    failures: int = 0
    asked_at: datetime | None = None
    next_at: datetime | None = None
    locked_until: datetime | None = None

    def after_success(self, now: datetime, wish: timedelta | None, chance: float) -> Pace:
        """Return it after an answer; `wish` is for how long the server wants to be left alone."""
        wait = max(self.manners.interval, wish or timedelta(0))
        return Pace(manners=self.manners, asked_at=now, next_at=now + _longer(wait, chance))

    def after_failure(self, now: datetime, wish: timedelta | None, chance: float) -> Pace:
        """Return it after a failure: the pause doubles each time, and is as long as wished."""
        doubled = self.manners.first_pause * 2 ** min(self.failures, _MOST_DOUBLINGS)
        return self._failed(now, min(doubled, self.manners.longest_pause), wish, chance)

    def after_refusal(self, now: datetime, chance: float) -> Pace:
        """Return it after a login was refused: asking soon again could lock it."""
        return self._failed(now, self.manners.longest_pause, None, chance)

    def is_due(self, now: datetime) -> bool:
        """Return whether it is time; a clock that was set back says yes."""
        return self.next_at is None or now >= self.next_at or not self._was_asked(now)

    def press_at(self, now: datetime) -> datetime:
        """Return from when on a person may have the server asked."""
        if self.asked_at is None or not self._was_asked(now):
            return now
        return max(self.asked_at + self.manners.between_presses, self.locked_until or now)

    def _was_asked(self, now: datetime) -> bool:
        """Return whether the server was asked before now, as far as the clock can tell."""
        return self.asked_at is not None and self.asked_at <= now

    def _failed(
        self, now: datetime, wait: timedelta, wish: timedelta | None, chance: float
    ) -> Pace:
        return replace(
            self,
            failures=self.failures + 1,
            asked_at=now,
            next_at=now + _longer(max(wait, wish or timedelta(0)), chance),
            locked_until=None if wish is None else now + wish,
        )


def _longer(wait: timedelta, chance: float) -> timedelta:
    return wait * (1 + JITTER * chance)
