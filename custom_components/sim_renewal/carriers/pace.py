"""When a carrier is asked again: not too often, later after each failure, and never all at once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LONGEST_PAUSE = timedelta(hours=12)

BETWEEN_PRESSES = timedelta(minutes=10)
"""How often a person may have a carrier asked who presses the button."""

JITTER = 0.1
"""By which share of itself a pause is longer at most, so that homes do not ask in step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What was agreed with a carrier; `locked_until` is its own wish, and holds for a press too."""

    minimum: timedelta
    failures: int = 0
    asked_at: datetime | None = None
    next_at: datetime | None = None
    locked_until: datetime | None = None

    def after_success(self, now: datetime, pause: timedelta | None, chance: float) -> Manners:
        """Return them after an answer; `pause` is what the carrier wishes, `chance` 0 to 1."""
        wait = max(self.minimum, pause or timedelta(0))
        return Manners(minimum=self.minimum, asked_at=now, next_at=now + _longer(wait, chance))

    def after_failure(self, now: datetime, pause: timedelta | None, chance: float) -> Manners:
        """Return them after a failure: the pause doubles with each one in a row."""
        doubled = self.minimum * 2 ** min(self.failures, 10)
        wait = max(min(doubled, max(LONGEST_PAUSE, self.minimum)), pause or timedelta(0))
        return replace(
            self,
            failures=self.failures + 1,
            asked_at=now,
            next_at=now + _longer(wait, chance),
            locked_until=None if pause is None else now + pause,
        )

    def is_due(self, now: datetime) -> bool:
        """Return whether the carrier may be asked by itself; a clock that was set back says yes."""
        return (
            self.next_at is None or now >= self.next_at or not self._was_asked(now)
        ) and not self.is_locked(now)

    def is_locked(self, now: datetime) -> bool:
        """Return whether the carrier asked to be left alone until later."""
        return self.locked_until is not None and self._was_asked(now) and now < self.locked_until

    def press_at(self, now: datetime) -> datetime | None:
        """Return from when on a person may have the carrier asked; `None` is at once."""
        if self.asked_at is None or self.asked_at > now:
            return None
        return max(self.asked_at + BETWEEN_PRESSES, self.locked_until or now)

    def _was_asked(self, now: datetime) -> bool:
        """Return whether the carrier was asked before now, as far as the clock can tell."""
        return self.asked_at is not None and self.asked_at <= now


def _longer(wait: timedelta, chance: float) -> timedelta:
    return wait * (1 + JITTER * chance)
