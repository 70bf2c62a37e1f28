"""How a line must look after all that was acknowledged, and how it is shown; pure."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Self

TERM_DAYS = 90
TERM = timedelta(days=TERM_DAYS)
DUE_BEFORE = timedelta(days=30)
"""The lines of the crash test are renewed for a term, and due from so long before its end.

No date that is stated here is about a term after another one, which would have seen a renewal.
"""

ONE_DEED = timedelta(minutes=10)
"""How long after a press the same press again is taken for that one."""

NEARLY = timedelta(minutes=1)
"""How near to that moment nobody presses here, as nobody could say which it is."""

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
    """A line as it must be: the stated dates, what was renewed since, and what was before.

    `pressed` is when it was last renewed by a press, which can be one of before the stated dates.
    """

    stated: date
    number_until: date
    renewals: tuple[str, ...] = ()
    contained: tuple[str, ...] = ()
    data: float | None = None
    snooze: datetime | None = None
    pressed: datetime | None = None

    @property
    def seen(self) -> Seen:
        """How that is shown."""
        return Seen(
            service_until=self.stated + TERM * len(self.renewals),
            number_until=self.number_until,
            renewals=tuple(sorted((*self.contained, *self.renewals))),
            data=self.data,
            is_snoozed=self.snooze is not None,
        )

    def renewed(self, renewal: str) -> Self:
        """Return the line with one more renewal, which ends a snooze."""
        return replace(self, renewals=(*self.renewals, renewal), snooze=None)

    def pressed_at(self, now: datetime, renewal: str) -> Self | None:
        """Return the line after the press of a button; `None` where nobody can say what it does."""
        ago = LONG - now if self.pressed is None else now - self.pressed
        if abs(ago - ONE_DEED) < NEARLY:
            return None
        return self if ago < ONE_DEED else replace(self.renewed(renewal), pressed=now)

    def undone(self, renewal: str) -> Self:
        """Return the line without a renewal; one from before the stated dates moves no date."""
        return replace(
            self,
            renewals=tuple(each for each in self.renewals if each != renewal),
            contained=tuple(each for each in self.contained if each != renewal),
        )

    def restated(self, service_until: date, number_until: date) -> Self:
        """Return the line with dates that contain all that was before, and no snooze."""
        return replace(
            self,
            stated=service_until,
            number_until=number_until,
            renewals=(),
            contained=(*self.contained, *self.renewals),
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
