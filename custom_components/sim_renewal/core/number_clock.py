"""What is known of the number's date beside service: who decides it, and what was stated."""

from dataclasses import dataclass
from datetime import date

from .evidence import Statement
from .model import Activity, Event, Renewal
from .rules import Clocks, ValidityRule
from .sightings import number_is_seen
from .validity import after_grace, number_outlived, with_number_moved, with_number_until


@dataclass(slots=True)
class NumberClock:
    """How the number's date goes on; `follows`: it is the grace of service.

    `stated_until` is the date that was stated last, on the day `stated_on`.
    """

    rule: ValidityRule | None
    follows: bool = True
    stated_until: date | None = None
    stated_on: date = date.min

    def hear(self, statement: Statement, clocks: Clocks, day: date) -> Clocks | None:
        """Return the clocks with a stated date; a word that loses the number first is none."""
        stated = with_number_until(clocks, statement.until)
        if statement.teller.can_be_late and number_outlived(stated, self.rule) != statement.until:
            return None
        self.stated_until, self.stated_on = statement.until, day
        kept = after_grace(clocks.service_until, self.rule)
        self.follows = statement.until in {None, kept}
        return with_number_until(stated, statement.until or kept)

    def begin_anew(self, clocks: Clocks) -> Clocks:
        """Return the clocks without a number's date, which is of before."""
        self.follows = True
        return with_number_until(clocks, None)

    def follow(self, clocks: Clocks) -> Clocks:
        """Return the clocks in which the number follows an end of service that was stated."""
        before, kept = clocks.number_until, after_grace(clocks.service_until, self.rule)
        self.follows = self.follows or (kept is not None and kept == before)
        number = kept if self.follows else None
        if number is None:
            number = number_outlived(clocks, self.rule)
            if number is None and before is not None:
                self.follows, number = True, kept
        return with_number_until(clocks, number)

    def move(self, event: Event, clocks: Clocks, *, service_moved: bool) -> Clocks:
        """Return the clocks with the number moved by an event."""
        kept = after_grace(clocks.service_until, self.rule)
        moved = with_number_moved(clocks, event, self.rule, kept if service_moved else None)
        if moved is not clocks:
            by_rule = isinstance(event, Activity) or event.number_until is None
            self.follows = by_rule and moved.number_until == kept
        return moved

    def has_seen(self, renewal: Renewal) -> bool:
        """Return whether the stated date has seen a renewal."""
        stated = self.stated_until
        if stated is None or renewal.in_addition or renewal.number_until is not None:
            return False
        return number_is_seen(self.rule, renewal, stated, self.stated_on)
