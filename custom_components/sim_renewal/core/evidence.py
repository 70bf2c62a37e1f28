"""What was told of a line's dates: by whom, as of which moment, and when we were told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from .model import Activity, Measure, Renewal

STATEMENTS_KEPT = 150
"""How many statements of one clock are kept; what is older is contained in the oldest of them."""

NOTICED_WITHIN = timedelta(hours=48)
"""How long a carrier's word can still be of before what has happened; later it knows of it."""

EMPTIED_KEPT = 50
CREDITS_KEPT = 50

CREDIT_SINKS_WITHIN = timedelta(days=14)
"""After how long a credit that has not risen may still have been topped up since."""


class Clock(StrEnum):
    """What a stated date is the last day of."""

    SERVICE = "service"
    NUMBER = "number"


class Teller(StrEnum):
    """Who stated a date.

    A new carrier begins anew, and so does a person who sets a line up or changes its rule. A text
    and a source can be late.
    """

    SETUP = "setup"
    PERSON = "person"
    TEXT = "text"
    SOURCE = "source"
    NEW_CARRIER = "new_carrier"

    @property
    def begins_anew(self) -> bool:
        """Whether what was before tells nothing of what comes."""
        return self is Teller.SETUP or self is Teller.NEW_CARRIER

    @property
    def can_be_late(self) -> bool:
        """Whether it may not have noticed yet what happened a moment ago."""
        return self is Teller.TEXT or self is Teller.SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The last day of one clock, as of a moment; `None` says that it is not known any more.

    `ends_at` is the exact end where that was stated. `repeated_at` is the last moment as of which
    the same teller went on saying the same.
    """

    clock: Clock
    until: date | None
    as_of: datetime
    told_at: datetime
    teller: Teller
    ends_at: datetime | None = None
    repeated_at: datetime | None = None

    @property
    def moments(self) -> tuple[datetime, ...]:
        """The first and the last moment of which it speaks."""
        return (self.as_of,) if self.repeated_at is None else (self.as_of, self.repeated_at)

    @property
    def last_moment(self) -> datetime:
        """The last moment of which it speaks."""
        return self.repeated_at or self.as_of

    @property
    def subject(self) -> str:
        """What tells it from other statements of a line."""
        return f"{self.clock} {self.as_of.isoformat()}"

    @property
    def is_port(self) -> bool:
        """Whether it is what a new carrier began with."""
        return self.teller is Teller.NEW_CARRIER

    def known_by(self, moment: datetime) -> Statement:
        """Return it as of no later than a moment."""
        return replace(
            self,
            as_of=min(self.as_of, moment),
            told_at=min(self.told_at, moment),
            repeated_at=self.repeated_at and min(self.repeated_at, moment),
        )

    def says_what(self, other: Statement) -> bool:
        """Return whether another statement of the same teller says the same."""
        return (self.clock, self.until, self.ends_at, self.teller) == (
            other.clock,
            other.until,
            other.ends_at,
            other.teller,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptied:
    """When the data was first seen to be used up, by whom, and when there was first more again.

    `told_at` is when it was told that it is used up, where that was later.
    """

    at: datetime
    refilled_at: datetime | None = None
    teller: Teller = Teller.PERSON
    told_at: datetime | None = None

    @property
    def known_at(self) -> datetime:
        """The moment from which on it was known here."""
        return self.told_at or self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that was told of a line's dates.

    `credit` is its newest measure, `former_credits` are those from which it rose or sank, that are
    weeks older, or the first ones of what was told again.
    """

    statements: tuple[Statement, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    activities: tuple[Activity, ...] = ()
    emptied: tuple[Emptied, ...] = ()
    credit: Measure | None = None
    former_credits: tuple[Measure, ...] = ()


def with_statement(statements: tuple[Statement, ...], new: Statement) -> tuple[Statement, ...]:
    """Return statements with one more; what its teller said last, said again, is one statement."""
    before = [each for each in statements if each.as_of <= new.as_of]
    after = [each for each in statements if each.as_of > new.as_of]
    last = next((each for each in reversed(before) if _is_of(each, new)), None)
    if last is not None and last.says_what(new):
        if new.as_of <= last.last_moment:
            return statements
        first_told_at = min(last.told_at, new.told_at)
        before[before.index(last)] = replace(last, told_at=first_told_at, repeated_at=new.as_of)
        return (*before, *after)
    following = next((each for each in after if _is_of(each, new)), None)
    if following is not None and following.says_what(new):
        earlier = replace(
            following,
            as_of=new.as_of,
            told_at=min(following.told_at, new.told_at),
            repeated_at=following.last_moment,
        )
        return _sorted(earlier if each is following else each for each in statements)
    return tuple(_kept((*before, new, *after), new.clock))


def with_former_credit(
    former: tuple[Measure, ...],
    old: Measure,
    new: Measure,
    told: Iterable[datetime],
    *,
    is_answer: bool,
) -> tuple[Measure, ...]:
    """Return the former credits with what was known before a new one.

    It is kept if it was more or less, if it is weeks older, and where it was the first that was as
    much since something else was `told`: a date that it denied can agree with the new one. What a
    person says again is kept once more: it can be an answer.
    """
    last = former[-1] if former else None
    is_later = new.measured_at - old.measured_at >= CREDIT_SINKS_WITHIN
    is_again = new.amount == old.amount and new.measured_at > old.measured_at
    is_first = is_again and (
        (is_answer and (last is None or old.amount != last.amount))
        or any(
            (last is None or last.measured_at < each) and each <= old.measured_at for each in told
        )
    )
    is_kept = is_later or is_first or new.amount != old.amount
    return _few_of((*former, old)) if is_kept else former


def _few_of(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Return measures without the oldest that lies on the way down, or the oldest, of too many."""
    if len(measures) <= CREDITS_KEPT:
        return measures
    amounts = [each.amount for each in measures]
    ways = enumerate(zip(amounts, amounts[1:], amounts[2:], strict=False), start=1)
    least = next((place for place, (high, way, low) in ways if high > way > low), 0)
    return (*measures[:least], *measures[least + 1 :])


def _is_of(each: Statement, new: Statement) -> bool:
    """Return whether a statement is of the same clock and teller."""
    return (each.clock, each.teller) == (new.clock, new.teller)


def _sorted(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda each: each.as_of))


def _kept(statements: tuple[Statement, ...], clock: Clock) -> Iterator[Statement]:
    """Return the statements without the oldest of a clock, where there are too many of it."""
    too_many = sum(each.clock is clock for each in statements) - STATEMENTS_KEPT
    for each in statements:
        if too_many > 0 and each.clock is clock:
            too_many -= 1
        else:
            yield each
