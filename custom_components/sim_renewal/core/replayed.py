"""What a replay comes to: the clocks, and what each thing that was told did to them."""

from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum

from .arrivals import Doubt
from .evidence import Statement
from .model import Measure, Renewal
from .rules import Clocks
from .timeline import Told


class Effect(StrEnum):
    """What a piece of evidence did to a clock."""

    STATED = "stated"
    MOVED = "moved"
    CONTAINED = "contained"
    NOTHING = "nothing"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Step:
    """What one thing did: the clocks before and after it, and the effect on each of them."""

    told: Told
    before: Clocks
    after: Clocks
    service: Effect
    number: Effect

    @property
    def is_stated(self) -> bool:
        """Whether it was a stated date."""
        return isinstance(self.told.what, Statement)

    @property
    def is_contained(self) -> bool:
        """Whether a date that was stated before it has it already, and it moved nothing."""
        effects = {self.service, self.number}
        return Effect.CONTAINED in effects and Effect.MOVED not in effects


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The clocks that follow from all that was told, and how they came about.

    `credit` is what is left of it with what was topped up since it was measured. `seen` are the
    renewals that a carrier's word has shown to have arrived. `service_statement` is the last one
    that service was stated in.
    """

    clocks: Clocks
    steps: tuple[Step, ...] = ()
    doubt: Doubt | None = None
    credit: Measure | None = None
    seen: frozenset[str] = frozenset()
    service_statement: Statement | None = None

    def has_stopped(self, zone: tzinfo) -> bool:
        """Return whether a carrier still says of a passed day that it was the last one."""
        until, said = self.clocks.service_until, self.service_statement
        if until is None or said is None or not said.teller.can_be_late:
            return False
        return said.last_moment.astimezone(zone).date() > until

    def outlives(self, deadline: date, zone: tzinfo) -> bool:
        """Return whether somebody said after a deadline that service goes on."""
        until, said = self.clocks.service_until, self.service_statement
        if until is None or said is None or until <= deadline:
            return False
        return said.last_moment.astimezone(zone).date() > deadline

    def contains(self, renewal_id: str) -> bool:
        """Return whether stated dates have a renewal already: one before it, or a later one."""
        step = self.step_of(renewal_id)
        if step is None:
            return False
        later = self.steps[self.steps.index(step) + 1 :]
        moved = [
            (step.service, [each.service for each in later if each.is_stated]),
            (step.number, [each.number for each in later if each.is_stated]),
        ]
        moved = [each for each in moved if each[0] is Effect.MOVED]
        if not moved:
            return step.is_contained
        return all(set(after) - {Effect.NOTHING, Effect.STALE} for _, after in moved)

    def step_of(self, renewal_id: str) -> Step | None:
        """Return what a renewal did."""
        return next(
            (
                each
                for each in self.steps
                if isinstance(each.told.what, Renewal) and each.told.what.renewal_id == renewal_id
            ),
            None,
        )
