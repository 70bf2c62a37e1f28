"""Quiet hours: the part of each local day in which nobody is disturbed."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from .dates import local_moment, zone_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until `end` on the household's wall clock, usually over midnight."""

    start: time
    end: time

    def contain(self, at: time) -> bool:
        """Return whether a time of day is quiet."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def hold(self, now: datetime) -> bool:
        """Return whether it is quiet at `now`, in its own time zone."""
        return self.contain(now.time())

    def end_after(self, now: datetime) -> datetime:
        """Return, in UTC, when the quiet hours end next; that hour can come twice in a night."""
        zone, today = zone_of(now), now.date()
        ends = (
            local_moment(day, self.end.replace(fold=fold), zone)
            for day in (today, today + _DAY)
            for fold in (0, 1)
        )
        return min(end for end in ends if end > now)

    def start_before(self, now: datetime) -> datetime:
        """Return, in UTC, when the quiet hours that hold at `now` began."""
        zone, today = zone_of(now), now.date()
        starts = (local_moment(day, self.start, zone) for day in (today, today - _DAY))
        return max(start for start in starts if start <= now)
