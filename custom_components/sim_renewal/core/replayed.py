"""What a replay comes to: the clocks, and what each thing that was told did to them."""

from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum
from typing import NamedTuple

from .doubts import DateDoubt
from .evidence import Statement
from .model import Measure, Renewal
from .rules import Clocks
from .timeline import Told


class Effect(StrEnum):
    """What a piece of evidence did to a clock; of what is `asked`, somebody has to say it."""

    STATED = "stated"
    MOVED = "moved"
    CONTAINED = "contained"
    NOTHING = "nothing"
    STALE = "stale"
    ASKED = "asked"


_WITHOUT_EFFECT = frozenset({Effect.NOTHING, Effect.STALE})
_OF_ITS_OWN = frozenset({Effect.MOVED, Effect.ASKED})


class ReplayStep(NamedTuple):
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

    def is_contained_in(self, *, service_stated: bool, number_stated: bool) -> bool:
        """Return whether stated dates have it: one of before, or of after it for all it moved."""
        moved = []
        if self.service in _OF_ITS_OWN:
            moved.append(service_stated)
        if self.number in _OF_ITS_OWN:
            moved.append(number_stated)
        return all(moved) if moved else Effect.CONTAINED in {self.service, self.number}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The clocks that follow from all that was told, and how they came about.

    `credit` is what is left of it with what was topped up since it was measured. `seen` are the
    renewals that a carrier's word has shown to have arrived. `service_statement` is the last one
    that service was stated in. `is_empty`: service has ended because its data is used up.
    """

    clocks: Clocks
    steps: tuple[ReplayStep, ...] = ()
    doubt: DateDoubt | None = None
    credit: Measure | None = None
    seen: frozenset[str] = frozenset()
    service_statement: Statement | None = None
    is_empty: bool = False

    def has_stopped(self, zone: tzinfo) -> bool:
        """Return whether no period follows by itself: the data is gone, or the carrier says so.

        It does where it still says of a passed day that it was the last one.
        """
        if self.is_empty:
            return True
        until, said = self.clocks.service_until, self.service_statement
        if until is None or said is None or not said.teller.can_be_late:
            return False
        return said.last_moment.astimezone(zone).date() > until

    def outlives(self, deadline: date, zone: tzinfo) -> bool:
        """Return whether somebody said after a deadline that service goes on."""
        said = self.service_statement
        if said is None or said.until is None or said.until <= deadline:
            return False
        return said.last_moment.astimezone(zone).date() > deadline

    def contains(self, renewal_id: str) -> bool:
        """Return whether stated dates have a renewal already: one before it, or a later one."""
        return renewal_id in self.contained

    @property
    def contained(self) -> frozenset[str]:
        """The renewals that stated dates have already."""
        service_stated = number_stated = False
        found = set()
        for step in reversed(self.steps):
            if isinstance(step.told.what, Renewal):
                if step.is_contained_in(service_stated=service_stated, number_stated=number_stated):
                    found.add(step.told.what.renewal_id)
            elif step.is_stated:
                service_stated |= step.service not in _WITHOUT_EFFECT
                number_stated |= step.number not in _WITHOUT_EFFECT
        return frozenset(found)

    @property
    def steps_of_renewals(self) -> dict[str, ReplayStep]:
        """What each renewal did."""
        return {
            each.told.what.renewal_id: each
            for each in self.steps
            if isinstance(each.told.what, Renewal)
        }
