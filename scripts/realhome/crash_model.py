"""What a line must have told whom, by what was acknowledged before each crash; pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from .crash_truth import Seen, Truth, last_day_of

_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Ear:
    """What one recipient heard of one line, cycle by cycle.

    A push is *on its way* until it is known to be remembered; only a crash in that time may make
    it come once more. The `open` cycles were told and not answered: a phone must show them. Only
    what was remembered after `since` counts, when a snooze has ended. A cycle that is `replacing`
    an open one may come without a sound.
    """

    hears_all: bool = True
    pushes: int = 0
    repeats: int = 0
    open: set[str] = field(default_factory=set)
    since: datetime = _BEGINNING
    told: set[str] = field(default_factory=set)
    on_its_way: set[str] = field(default_factory=set)
    may_repeat: set[str] = field(default_factory=set)
    replacing: set[str] = field(default_factory=set)

    def is_for(self, cycle: str, today: date) -> bool:
        """Return whether the recipient is to hear of a cycle: some only of last days."""
        return self.hears_all or last_day_of(cycle) == today


class LineModel:
    """One line through any number of crashes; what contradicts it becomes a violation."""

    def __init__(self, name: str, truth: Truth, ears: Iterable[tuple[str, Ear]]) -> None:
        """Begin with a line that nobody was told of."""
        self.name = name
        self.truth = truth
        self.ears = dict(ears)
        self.violations: list[str] = []
        self._in_flight: Truth | None = None
        self._answered: set[str] = set()
        self._answered_for_good: frozenset[str] = frozenset()

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

    def pass_time(self, now: datetime) -> None:
        """Ask anew, everybody, when a snooze has ended."""
        snooze = self.truth.snooze
        if snooze is None or self.truth.is_asleep(now):
            return
        self.truth = replace(self.truth, snooze=None)
        if self._in_flight is not None and self._in_flight.snooze == snooze:
            self._in_flight = replace(self._in_flight, snooze=None)
        self._reopen()
        for ear in self.ears.values():
            ear.told.discard(self.cycle)
            ear.since = snooze

    def is_owed(self, who: str, today: date, *, silent: bool = False) -> bool:
        """Return whether the present cycle is due and a recipient was not told.

        In a silence only a last day is owed.
        """
        ear = self.ears[who]
        return (
            self.truth.is_due(today)
            and self.cycle not in ear.told
            and ear.is_for(self.cycle, today)
            and not (silent and last_day_of(self.cycle) != today)
        )

    def is_forgotten(self, who: str, kept: Collection[tuple[str, datetime]]) -> bool:
        """Return whether a recipient was told of what is open, and the record does not say so.

        It has to say so of the time after the last snooze.
        """
        ear = self.ears[who]
        return self.cycle in ear.open and not any(
            cycle == self.cycle and moment >= ear.since for cycle, moment in kept
        )

    def hear(self, who: str, cycle: str, today: date) -> None:
        """Note a push about a cycle."""
        ear = self.ears[who]
        ear.pushes += 1
        if not ear.is_for(cycle, today):
            self.lose(f"was pushed to {who}, for whom {cycle} is not yet")
        if cycle in self._answered_for_good:
            self.lose(f"was pushed to {who} for {cycle} after it had been answered")
        elif cycle in ear.told:
            ear.repeats += 1
            if cycle not in ear.may_repeat:
                self.lose(f"was pushed to {who} again for {cycle} without a reason")
        self._note(ear, cycle)

    def _note(self, ear: Ear, cycle: str) -> None:
        ear.may_repeat.discard(cycle)
        ear.told.add(cycle)
        ear.on_its_way.add(cycle)
        if cycle not in self._answered:
            ear.open.add(cycle)

    def hear_silently(self, who: str, cycle: str, today: date) -> None:
        """Note a message without a sound: it shrank to some lines, or another took its place."""
        ear = self.ears[who]
        if cycle in ear.replacing and last_day_of(cycle) != today and cycle not in ear.told:
            self._note(ear, cycle)
        elif cycle not in ear.told:
            self.lose(f"was left in a message to {who} for {cycle}, which was never told")
        elif cycle in self._answered_for_good:
            self.lose(f"was left in a message to {who} for {cycle} after it had been answered")

    def look_at_phone(self, who: str, shown: set[str], lingering: set[str]) -> list[str]:
        """Return what a phone at rest shows wrong.

        What was on its way in a crash may linger, as Home Assistant does not know of it.
        """
        wanted = self.ears[who].open
        return [
            *(f"is not shown to {who} for {each}, which is open" for each in wanted - shown),
            *(
                f"is still shown to {who} for {each}, which is over"
                for each in shown - wanted - lingering
            ),
        ]

    def settle(self) -> None:
        """Note a moment of rest: every push is remembered, and no answered one is under way."""
        for ear in self.ears.values():
            ear.on_its_way.clear()
            ear.may_repeat.clear()
        self._answered_for_good = frozenset(self._answered)

    def crash(self) -> None:
        """Note the end of a life: what was on its way may come once more."""
        for ear in self.ears.values():
            ear.may_repeat |= ear.on_its_way
            ear.on_its_way.clear()
        self._answered_for_good = frozenset(self._answered)

    def compare(self, seen: Seen) -> bool | None:
        """Judge how the line came out of a crash; tell whether an action in flight took place."""
        in_flight, self._in_flight = self._in_flight, None
        if seen == self.truth.seen:
            return None if in_flight is None else False
        if in_flight is not None and seen == in_flight.seen:
            self._become(in_flight)
            return True
        expected = [self.truth.seen, *([in_flight.seen] if in_flight else [])]
        self.lose(f"is {seen}, not {' or '.join(map(str, expected))}")
        return None

    def lose(self, what: str) -> None:
        """Note that something which must have happened did not, or the other way round."""
        self.violations.append(f"{self.name} {what}")

    def _become(self, after: Truth) -> None:
        """Take over what happened; a cycle that comes back is asked about anew."""
        before, self.truth, self._in_flight = self.cycle, after, None
        if self.cycle != before:
            for ear in self.ears.values():
                if before in ear.open | ear.replacing:
                    ear.replacing.add(self.cycle)
            self._close(before)
            if self.cycle in self._answered:
                self._reopen()
        if after.snooze is not None:
            self._close(self.cycle)

    def _close(self, cycle: str) -> None:
        self._answered.add(cycle)
        for ear in self.ears.values():
            ear.open.discard(cycle)

    def _reopen(self) -> None:
        self._answered.discard(self.cycle)
        self._answered_for_good -= {self.cycle}
        for ear in self.ears.values():
            ear.may_repeat.add(self.cycle)
