"""The replay of all evidence: what was told of a line, in the order of what it speaks of.

It is the one place that decides a date. A renewal that is recorded late, a text that comes late
and a source that repeats itself each take their own place in time; whether a renewal is contained
in a stated date follows from that, and is stored nowhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from .dates import end_of_day
from .evidence import Clock, Emptied, Evidence, Statement
from .model import Activity, Event, Measure, Renewal, Verdict
from .rules import Clocks, Start, ValidityRule
from .sightings import Sighting, number_is_seen, terms_seen, told_until
from .validity import (
    after_grace,
    number_outlived,
    typed_clocks,
    with_number_moved,
    with_service_moved,
)

NOTICED_WITHIN = timedelta(hours=48)
"""How long a carrier's word can still be of before a renewal; from then on it knows of it."""


class Effect(StrEnum):
    """What a piece of evidence did to a clock."""

    STATED = "stated"
    MOVED = "moved"
    CONTAINED = "contained"
    NOTHING = "nothing"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was told, at the moment of which it speaks."""

    at: datetime
    what: Statement | Event | Emptied | Measure
    is_repeated: bool = False


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
class Doubt:
    """Two careful readings that differ: a word that came after renewals does not know of them.

    `later` is the end of service if it was only late. `is_settled`: it had time to notice, so that
    they did not arrive.
    """

    later: date
    statement: Statement
    renewal_ids: tuple[str, ...]
    is_settled: bool


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


def replay(
    evidence: Evidence,
    rule: ValidityRule | None,
    currency: str | None = None,
    zone: tzinfo = UTC,
    until: datetime | None = None,
) -> Replay:
    """Return what all evidence comes to, or all that speaks of moments up to `until`.

    `currency` is that of the offer: what was paid in another one is an amount that is not known.
    """
    told = _in_order(evidence, zone)
    player = _Player(rule, currency, zone)
    for each in told:
        if until is None or each.at <= until:
            player.play(each)
    return player.result


def _in_order(evidence: Evidence, zone: tzinfo) -> list[Told]:
    """Return everything in the order of the moments that it speaks of.

    What a statement says at the moment of an event is of before it, unless only the event's day is
    known.
    """
    told = [
        *(
            Told(moment, each, is_repeated=number > 0)
            for each in evidence.statements
            for number, moment in enumerate(each.moments)
        ),
        *(Told(moment_of(each, zone), each) for each in evidence.renewals),
        *(Told(moment_of(each, zone), each) for each in evidence.activities),
        *_ends_of_data(evidence.emptied),
    ]
    if evidence.credit is not None:
        told.append(Told(evidence.credit.measured_at, evidence.credit))
    return sorted(told, key=_place)


def moment_of(event: Event, zone: tzinfo) -> datetime:
    """Return the moment at which an event counts beside what was stated.

    Where only its day is known it is the last of that day, but not after it was recorded.
    """
    if event.at is not None:
        return event.at
    last = end_of_day(event.on, zone)
    if isinstance(event, Renewal) and event.recorded_at.astimezone(zone).date() == event.on:
        return min(last, event.recorded_at)
    return last


def _ends_of_data(emptied: Iterable[Emptied]) -> Iterator[Told]:
    for each in emptied:
        yield Told(each.at, each)
        if each.refilled_at is not None:
            yield Told(each.refilled_at, each, is_repeated=True)


_KINDS = (Statement, Emptied, Renewal, Activity, Measure)
_BEFORE_ALL = -1


def _place(told: Told) -> tuple[datetime, int, date, date, Decimal, str]:
    """Sort by moment; at one moment use follows purchase, and dates of its own come last."""
    what = told.what
    kind = _KINDS.index(type(what))
    if isinstance(what, Renewal):
        kind = kind if what.at is not None else _BEFORE_ALL
        own = (what.service_until or date.min, what.number_until or date.min)
        return (told.at, kind, *own, what.amount or Decimal(0), what.renewal_id)
    name = what.activity_id if isinstance(what, Activity) else ""
    return (told.at, kind, date.min, date.min, Decimal(0), name)


@dataclass(frozen=True, slots=True)
class _Forward:
    """Service was moved forward at a moment, by a renewal or by somebody's word."""

    at: datetime
    before: Clocks
    after: Clocks
    renewal: Renewal | None = None


@dataclass(slots=True)
class _Player:
    """Plays what was told, one after the other."""

    rule: ValidityRule | None
    currency: str | None
    zone: tzinfo
    clocks: Clocks = field(init=False)
    number_follows: bool = True
    doubt: Doubt | None = None
    credit: Measure | None = None
    paid: Clocks | None = None
    service_statement: Statement | None = None
    number_stated: Statement | None = None
    number_stated_at: datetime | None = None
    sightings: list[Sighting] = field(default_factory=list)
    forward: list[_Forward] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with a line of which nothing is known."""
        self.clocks = typed_clocks(None, None, self.rule)

    @property
    def result(self) -> Replay:
        """What has been played so far."""
        return Replay(
            clocks=self.clocks,
            steps=tuple(self.steps),
            doubt=self.doubt,
            credit=self.credit,
            seen=frozenset(self.seen),
            service_statement=self.service_statement,
        )

    def play(self, told: Told) -> None:
        """Take one thing into account."""
        before = self.clocks
        match told.what:
            case Statement() as statement:
                service, number = self._hear(statement, told.at)
            case Renewal() as renewal:
                service, number = self._renew(renewal, told.at)
            case Activity() as activity:
                service, number = self._use(activity)
            case Measure() as credit:
                service, number = self._measure_credit(credit)
            case Emptied():
                service, number = self._empty(told)
        self.steps.append(Step(told, before, self.clocks, service, number))

    # Statements

    def _hear(self, statement: Statement, at: datetime) -> tuple[Effect, Effect]:
        if statement.teller.begins_anew:
            self._begin_anew(statement.clock)
        if statement.clock is Clock.NUMBER:
            return Effect.NOTHING, self._hear_of_number(statement, at)
        before = self.clocks
        effect = self._hear_of_service(statement, at)
        moved = self.clocks.service_until != before.service_until
        return effect, Effect.MOVED if moved and self._follow_service() else Effect.NOTHING

    def _hear_of_number(self, statement: Statement, at: datetime) -> Effect:
        """Take the stated date over; a word that has the number lost before service is no word."""
        stated = replace(self.clocks, number_until=statement.until)
        if statement.teller.can_be_late and number_outlived(stated, self.rule) != statement.until:
            return Effect.NOTHING
        self.number_stated, self.number_stated_at = statement, at
        self.number_follows = statement.until is None
        if self.number_follows:
            stated = replace(stated, number_until=after_grace(stated.service_until, self.rule))
        self.clocks = stated
        return Effect.STATED

    def _begin_anew(self, clock: Clock) -> None:
        """Forget what was known of another carrier, or by another rule."""
        if clock is Clock.SERVICE:
            self.sightings, self.forward = [], []
            self.doubt = self.credit = self.paid = None
            self.clocks = typed_clocks(None, self.clocks.number_until, self.rule)
        else:
            self.clocks = replace(self.clocks, number_until=None)
            self.number_follows = True

    def _hear_of_service(self, statement: Statement, at: datetime) -> Effect:
        """Take the stated end over, and find out what it tells of renewals."""
        until, known = statement.until, self._paid_until
        if until is None or known is None:
            self._state(statement)
            return Effect.STATED
        if until < known:
            return self._hear_of_earlier(statement, until, at)
        if until == known and self.paid is not None and statement.teller.can_be_late:
            return Effect.NOTHING  # it repeats what was paid for, and the data is gone all the same
        if until == known:
            self._confirm(statement, until, at)
        elif not self._resolves_doubt(until):
            self._see_terms(until, at)
            self.forward.append(_Forward(at, self.clocks, self._stated(statement)))
        if until > known:
            self._see_renewals(statement, until)
        self._state(statement)
        return Effect.STATED

    def _see_terms(self, until: date, at: datetime) -> None:
        """Note how many renewals an end that moved forward has seen."""
        day = at.astimezone(self.zone).date()
        if count := terms_seen(self.rule, self.clocks, until, day):
            self.sightings.append(Sighting(day, told_until(self.rule, day), count))

    @property
    def _paid_until(self) -> date | None:
        """The end of service that was paid for, also where the data is gone before."""
        return (self.paid or self.clocks).service_until

    def _hear_of_earlier(self, statement: Statement, until: date, at: datetime) -> Effect:
        """Take over an end that is before the known one: a correction, or a word that is late."""
        undone = [each for each in self.forward if _is_end_before(each, until)]
        renewals = [each.renewal for each in undone if each.renewal is not None]
        if statement.teller.can_be_late and undone:
            if renewals and all(_is_known_to_have_arrived(each, at) for each in renewals):
                return Effect.STALE
            latest = max(each.at for each in undone)
            self.doubt = Doubt(
                later=self._paid_until or until,
                statement=statement,
                renewal_ids=tuple(each.renewal_id for each in renewals),
                is_settled=at - latest >= NOTICED_WITHIN,
            )
            if self.doubt.is_settled:
                self.forward = [each for each in self.forward if each not in undone]
        else:
            self.doubt, self.forward = None, []
        self._state(statement)
        return Effect.STATED

    def _confirm(self, statement: Statement, until: date, at: datetime) -> None:
        """Note that an end was stated once more: a doubt is settled once it had time to notice."""
        if self.doubt is None:
            self._see_renewals(statement, until)
            return
        undone = [each for each in self.forward if _is_end_before(each, until)]
        if not statement.teller.can_be_late:
            self.doubt, self.forward = None, []
        elif undone and at - max(each.at for each in undone) >= NOTICED_WITHIN:
            self.doubt = replace(self.doubt, statement=statement, is_settled=True)
            self.forward = [each for each in self.forward if each not in undone]

    def _resolves_doubt(self, until: date) -> bool:
        """Return whether a later word says that a renewal in doubt has arrived."""
        doubt, self.doubt = self.doubt, None
        if doubt is None or doubt.is_settled or abs((until - doubt.later).days) > 3:
            return False
        self.seen.update(doubt.renewal_ids)
        return True

    def _see_renewals(self, statement: Statement, until: date) -> None:
        """Note the renewals that a carrier's word contains."""
        if not statement.teller.can_be_late:
            return
        for each in self.forward:
            end = each.after.service_until
            if each.renewal is not None and end is not None and until >= end - timedelta(days=3):
                self.seen.add(each.renewal.renewal_id)

    def _stated(self, statement: Statement) -> Clocks:
        """Return the clocks with a stated end of service."""
        rule, until = self.rule, statement.until
        day = rule.anniversary_day if rule else None
        return replace(
            self.clocks,
            service_until=until,
            anniversary_day=day or (until.day if until else None),
            ends_at=statement.ends_at,
            waiting=until is None and rule is not None and rule.waits_for is not Start.PURCHASE,
        )

    def _state(self, statement: Statement) -> None:
        self.clocks, self.service_statement = self._stated(statement), statement
        self.credit = self.paid = None

    def _follow_service(self) -> bool:
        """Have the number follow a stated end of service; return whether it changed."""
        before = self.clocks.number_until
        number = after_grace(self.clocks.service_until, self.rule) if self.number_follows else None
        if number is None:
            number = number_outlived(self.clocks, self.rule)
            if number is None and before is not None:
                self.number_follows = True
                number = after_grace(self.clocks.service_until, self.rule)
        self.clocks = replace(self.clocks, number_until=number)
        return number != before

    # Events

    def _renew(self, renewal: Renewal, at: datetime) -> tuple[Effect, Effect]:
        if not renewal.counts:
            return Effect.NOTHING, Effect.NOTHING
        event = self._known_amount(renewal)
        before = self.clocks
        if self._is_seen(event):
            service = Effect.CONTAINED
            self.seen.add(renewal.renewal_id)
        else:
            service = self._move_service(event, at, renewal)
        if self._number_is_contained(event):
            return service, Effect.CONTAINED
        moved = self.clocks.service_until != before.service_until
        return service, self._move_number(event, service_moved=moved)

    def _known_amount(self, renewal: Renewal) -> Renewal:
        """Return a renewal as the rule has to see it: money of another country tells nothing."""
        if renewal.currency in {None, self.currency} or self.currency is None:
            return renewal
        return replace(renewal, amount=None)

    def _is_seen(self, renewal: Renewal) -> bool:
        """Return whether a stated date has seen a renewal, which it does once."""
        if renewal.in_addition or renewal.service_until not in {None, self.clocks.service_until}:
            return False
        for each in self.sightings:
            if each.is_of(renewal.on):
                each.left -= 1
                return True
        return False

    def _move_service(self, event: Renewal | Activity, at: datetime, told: Event) -> Effect:
        before = self.clocks
        if isinstance(event, Renewal) and self._top_up(event, at):
            return Effect.MOVED
        self.clocks = with_service_moved(before, event, self.rule, self.zone)
        if self.clocks == before:
            return Effect.NOTHING
        self.paid = None
        if isinstance(told, Renewal):
            self.forward.append(_Forward(at, before, self.clocks, told))
        return Effect.MOVED

    def _top_up(self, renewal: Renewal, at: datetime) -> bool:
        """Add a top-up to the credit on which a line lives; return whether that decides its end."""
        rule, amount = self.rule, renewal.amount
        if rule is None or not rule.lives_on_credit or self.credit is None:
            return False
        if amount is None or renewal.service_until is not None:
            return False
        before, end = self.clocks, self.clocks.service_until
        has_run_out = end is not None and end < renewal.on
        self.credit = (
            Measure(amount, at)
            if has_run_out
            else replace(self.credit, amount=self.credit.amount + amount)
        )
        self._follow_credit()
        self.forward.append(_Forward(at, before, self.clocks, renewal))
        return True

    def _move_number(self, event: Event, *, service_moved: bool) -> Effect:
        before = self.clocks.number_until
        self.clocks = with_number_moved(self.clocks, event, self.rule, service_moved=service_moved)
        after = self.clocks.number_until
        if after == before:
            return Effect.NOTHING
        self.number_follows = (
            isinstance(event, Activity) or event.number_until is None
        ) and after == after_grace(self.clocks.service_until, self.rule)
        return Effect.MOVED

    def _number_is_contained(self, renewal: Renewal) -> bool:
        """Return whether the stated date of the number has seen a renewal."""
        stated, at = self.number_stated, self.number_stated_at
        if stated is None or at is None or renewal.in_addition or renewal.number_until is not None:
            return False
        day = at.astimezone(self.zone).date()
        return number_is_seen(self.rule, renewal, stated.until, day)

    def _use(self, activity: Activity) -> tuple[Effect, Effect]:
        before = self.clocks
        self.clocks = with_service_moved(before, activity, self.rule, self.zone)
        moved = self.clocks.service_until != before.service_until
        service = Effect.MOVED if self.clocks != before else Effect.NOTHING
        return service, self._move_number(activity, service_moved=moved)

    # Balances

    def _measure_credit(self, credit: Measure) -> tuple[Effect, Effect]:
        if self.rule is None or not self.rule.lives_on_credit:
            return Effect.NOTHING, Effect.NOTHING
        self.credit, before = credit, self.clocks.number_until
        self._follow_credit()
        moved = self.clocks.number_until != before
        return Effect.STATED, Effect.MOVED if moved else Effect.NOTHING

    def _follow_credit(self) -> None:
        """Have service end when the credit does, and the number follow it."""
        if self.rule is None or self.credit is None:
            return
        end = self.rule.credit_end(self.credit, self.zone)
        self.clocks = replace(self.clocks, service_until=end, ends_at=None, waiting=False)
        self._follow_service()

    def _empty(self, told: Told) -> tuple[Effect, Effect]:
        """Have service end with its data, and go on once there is more without a renewal."""
        if self.rule is None or not self.rule.ends_when_empty:
            return Effect.NOTHING, Effect.NOTHING
        before = self.clocks
        day = told.at.astimezone(self.zone).date()
        if told.is_repeated:
            if self.paid is None:
                return Effect.NOTHING, Effect.NOTHING
            self.clocks, self.paid = self.paid, None
        elif before.service_until is None or day < before.service_until:
            self.paid = before
            self.clocks = replace(before, service_until=day, ends_at=None)
        return Effect.STATED if self.clocks != before else Effect.NOTHING, Effect.NOTHING


def _is_end_before(forward: _Forward, until: date) -> bool:
    """Return whether a stated end is that of before a move, or even earlier."""
    before = forward.before.service_until
    return before is None or until <= before


def _is_known_to_have_arrived(renewal: Renewal, at: datetime) -> bool:
    """Return whether a person said so, and a word as of a moment is not of long after that."""
    verification = renewal.verification
    if verification.verdict not in {Verdict.LANDED, Verdict.WRONG_CHARGE}:
        return False
    decided = verification.decided_at
    return decided is not None and at < decided + NOTICED_WITHIN
