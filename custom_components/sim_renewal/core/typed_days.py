"""A day that a person typed, and how they write days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateHabits:
    """How somebody writes a day: in which language, with the day or the month first, and when."""

    language: str
    day_first: bool
    today: date

    def written(self, day: date) -> str:
        """Return a day with its year, as it is read again."""
        return f"{day:%d/%m/%Y}" if self.day_first else day.isoformat()


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day that was typed; without a year, the next one after today.

    `or_day` is the one before, where that is today or so lately that it can be meant as well.
    """

    day: date
    or_day: date | None = None
