"""When a server is asked again: not too often, later after each failure, never all at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SHORTEST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)

BETWEEN_PRESSES = timedelta(minutes=1)
"""How often a person may have a server asked."""

JITTER = 0.1
"""By which share of itself a pause is longer at most, so that not all ask at the same moment."""

_MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often one server is asked; until `locked_until` it wants to be left alone by all."""

    interval: timedelta
    failures: int = 0
    asked_at: datetime | None = None
    next_at: datetime | None = None
    locked_until: datetime | None = None

    def after_success(self, now: datetime, chance: float) -> Pace:
        """Return it after an answer; `chance` from 0 to 1 decides how much longer the pause is."""
        wait = max(self.interval, SHORTEST_PAUSE)
        return Pace(interval=self.interval, asked_at=now, next_at=now + _longer(wait, chance))

    def after_failure(self, now: datetime, wish: timedelta | None, chance: float) -> Pace:
        """Return it after a failure: the pause doubles each time, and is as long as wished."""
        doubled = SHORTEST_PAUSE * 2 ** min(self.failures, _MOST_DOUBLINGS)
        return self._failed(now, min(doubled, LONGEST_PAUSE), wish, chance)

    def after_refusal(self, now: datetime, chance: float) -> Pace:
        """Return it after a login was refused: asking soon again could lock it."""
        return self._failed(now, LONGEST_PAUSE, None, chance)

    def is_due(self, now: datetime) -> bool:
        """Return whether it is time; a clock that was set back says yes."""
        if self.asked_at is None or self.next_at is None:
            return True
        return not self.asked_at <= now < self.next_at

    def may_press(self, now: datetime) -> bool:
        """Return whether a person may have the server asked now."""
        if self.asked_at is not None and self.asked_at <= now < self.asked_at + BETWEEN_PRESSES:
            return False
        return self.locked_until is None or now >= self.locked_until

    def _failed(
        self, now: datetime, wait: timedelta, wish: timedelta | None, chance: float
    ) -> Pace:
        return Pace(
            interval=self.interval,
            failures=self.failures + 1,
            asked_at=now,
            next_at=now + _longer(max(wait, wish or timedelta(0)), chance),
            locked_until=None if wish is None else now + wish,
        )


def _longer(wait: timedelta, chance: float) -> timedelta:
    return wait * (1 + JITTER * chance)
