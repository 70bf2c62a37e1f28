"""How a line must look after all that was acknowledged, and how it is shown; pure."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Self

TERM = timedelta(days=30)
DUE_BEFORE = timedelta(days=14)
"""The lines of the crash test are renewed for a term, and due from so long before its end."""

LONG = datetime.max.replace(tzinfo=UTC)
"""The end of a snooze that outlasts the test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A line as Home Assistant shows it."""

    service_until: date
    number_until: date
    renewals: tuple[str, ...] = ()
    data: float | None = None
    is_snoozed: bool = False

    @property
    def cycle(self) -> str:
        """What tells one renewal cycle from the next."""
        return f"{self.service_until}/{self.number_until}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A line as it must be: the stated dates, what was renewed since, and what was before."""

    stated: date
    number_until: date
    renewals: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    data: float | None = None
    snooze: datetime | None = None

    @property
    def seen(self) -> Seen:
        """How that is shown."""
        return Seen(
            service_until=self.stated + TERM * len(self.renewals),
            number_until=self.number_until,
            renewals=tuple(sorted((*self.settled, *self.renewals))),
            data=self.data,
            is_snoozed=self.snooze is not None,
        )

    def renewed(self, renewal: str) -> Self:
        """Return the line with one more renewal, which ends a snooze."""
        return replace(self, renewals=(*self.renewals, renewal), snooze=None)

    def undone(self, renewal: str) -> Self:
        """Return the line without a renewal; one from before the stated dates moves no date."""
        return replace(
            self,
            renewals=tuple(each for each in self.renewals if each != renewal),
            settled=tuple(each for each in self.settled if each != renewal),
        )

    def restated(self, service_until: date, number_until: date) -> Self:
        """Return the line with dates that contain all that was before, and no snooze."""
        return replace(
            self,
            stated=service_until,
            number_until=number_until,
            renewals=(),
            settled=(*self.settled, *self.renewals),
            snooze=None,
        )

    def put_off(self, until: datetime = LONG) -> Self:
        """Return the line with a snooze."""
        return replace(self, snooze=until)

    def is_asleep(self, now: datetime) -> bool:
        """Return whether a snooze holds."""
        return self.snooze is not None and now < self.snooze

    def is_due(self, today: date) -> bool:
        """Return whether somebody must have been told of this cycle."""
        return self.snooze is None and self.seen.service_until - DUE_BEFORE <= today


def last_day_of(cycle: str) -> date:
    """Return the last day of service in a cycle."""
    return date.fromisoformat(cycle.partition("/")[0])
