"""What a household must look like after a crash, by what was acknowledged before it; pure."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Self

TERM = timedelta(days=30)
DUE_BEFORE = timedelta(days=14)
"""The lines of the crash test are renewed for a term, and due from so long before its end."""


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
    is_snoozed: bool = False

    @property
    def seen(self) -> Seen:
        """How that is shown."""
        return Seen(
            service_until=self.stated + TERM * len(self.renewals),
            number_until=self.number_until,
            renewals=tuple(sorted((*self.settled, *self.renewals))),
            data=self.data,
            is_snoozed=self.is_snoozed,
        )

    def renewed(self, renewal: str) -> Self:
        """Return the line with one more renewal, which ends a snooze."""
        return replace(self, renewals=(*self.renewals, renewal), is_snoozed=False)

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
            is_snoozed=False,
        )

    def is_due(self, today: date) -> bool:
        """Return whether somebody must have been told of this cycle."""
        return not self.is_snoozed and self.seen.service_until - DUE_BEFORE <= today


@dataclass(slots=True)
class LineModel:
    """One line through any number of crashes; what contradicts it becomes a violation.

    A push is *on its way* until it is known to be remembered; only a crash in that time may make
    it come once more.
    """

    name: str
    truth: Truth
    violations: list[str] = field(default_factory=list)
    pushes: int = 0
    repeats: int = 0
    _in_flight: Truth | None = None
    _told: set[str] = field(default_factory=set)
    _on_its_way: set[str] = field(default_factory=set)
    _may_repeat: set[str] = field(default_factory=set)
    _answered: set[str] = field(default_factory=set)
    _answered_before: frozenset[str] = frozenset()

    @property
    def cycle(self) -> str:
        """The present cycle, as far as it is acknowledged."""
        return self.truth.seen.cycle

    def begin(self, after: Truth) -> None:
        """Note what an action will make of the line, if it takes place."""
        self._in_flight = after

    def acknowledge(self) -> None:
        """Note that the action took place: it must never be lost from now on."""
        if self._in_flight is None:
            raise RuntimeError("nothing was begun")
        self._become(self._in_flight)

    def is_owed(self, today: date) -> bool:
        """Return whether the present cycle is due and nobody was told."""
        return self.truth.is_due(today) and self.cycle not in self._told

    def hear(self, cycle: str) -> None:
        """Note a push about a cycle."""
        self.pushes += 1
        if cycle in self._answered_before:
            self._violate(f"was pushed for {cycle} after it had been answered")
        elif cycle in self._told:
            self.repeats += 1
            if cycle not in self._may_repeat:
                self._violate(f"was pushed again for {cycle} without a reason")
        self._may_repeat.discard(cycle)
        self._told.add(cycle)
        self._on_its_way.add(cycle)

    def remembered(self) -> None:
        """Note that every push so far is remembered: from now on none may come again."""
        self._on_its_way.clear()
        self._may_repeat.clear()

    def crash(self) -> None:
        """Note the end of a life: what was on its way may come once more."""
        self._may_repeat |= self._on_its_way
        self._on_its_way.clear()
        self._answered_before = frozenset(self._answered)

    def compare(self, seen: Seen) -> bool | None:
        """Judge how the line came out of a crash; tell whether an action in flight took place."""
        in_flight, self._in_flight = self._in_flight, None
        if seen == self.truth.seen:
            return None if in_flight is None else False
        if in_flight is not None and seen == in_flight.seen:
            self._become(in_flight)
            return True
        expected = [self.truth.seen, *([in_flight.seen] if in_flight else [])]
        self._violate(f"is {seen}, not {' or '.join(map(str, expected))}")
        return None

    def lose(self, what: str) -> None:
        """Note that something which must have happened did not."""
        self._violate(what)

    def _become(self, after: Truth) -> None:
        """Take over what happened; a cycle that comes back is asked about anew."""
        before, self.truth, self._in_flight = self.cycle, after, None
        if self.cycle != before:
            self._answered.add(before)
            if self.cycle in self._answered:
                self._answered.remove(self.cycle)
                self._answered_before -= {self.cycle}
                self._may_repeat.add(self.cycle)
        if after.is_snoozed:
            self._answered.add(self.cycle)

    def _violate(self, what: str) -> None:
        self.violations.append(f"{self.name} {what}")
