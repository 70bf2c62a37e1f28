"""A throttle: how often something may be done in a span, for each of those who do it."""

from collections import deque
from datetime import datetime, timedelta
import math

MOST_KEPT = 1000
"""So many who do something are remembered; who did it longest ago is forgotten first."""


class Throttle:
    """Lets each do something a number of times in a span."""

    def __init__(self, most: int, within: timedelta) -> None:
        """Begin with nobody."""
        self._most = most
        self._within = within
        self._done: dict[str, deque[datetime]] = {}

    def seconds_to_wait(self, who: str, now: datetime) -> int:
        """Return how long somebody has to wait; 0 where it may be done now, which is noted."""
        done = self._done.pop(who, deque())
        while done and not now - self._within < done[0] <= now:  # also once the clock went back
            done.popleft()
        self._done[who] = done
        if len(done) >= self._most:
            return math.ceil((done[0] + self._within - now).total_seconds())
        done.append(now)
        if len(self._done) > MOST_KEPT:
            del self._done[next(iter(self._done))]
        return 0
