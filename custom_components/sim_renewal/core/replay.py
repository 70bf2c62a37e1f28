"""The replay of all evidence: what was told of a line, in the order of what it speaks of.

It is the one place that decides a date. A renewal that is recorded late, a text that comes late
and a source that repeats itself each take their own place in time; whether a renewal is contained
in a stated date follows from that, and is stored nowhere.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

from .arrivals import Advance, Arrivals
from .doubts import OpenQuestions
from .evidence import Clock, Evidence, Statement
from .first_use import FirstUse
from .model import Activity, Event, Measure, Renewal
from .number_clock import NumberClock
from .replayed import Effect, Replay, ReplayStep
from .rules import Clocks, ValidityRule
from .same_day import ToldDays
from .sightings import Sightings, terms_of
from .timeline import Told, timeline_of
from .top_ups import LineCredit, end_with, in_currency, is_decided_by_amount, topped_up_by
from .validity import (
    after_grace,
    stated_clocks,
    typed_clocks,
    with_number_moved,
    with_service_moved,
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
    player = _Player(rule, currency, zone)
    for each in timeline_of(evidence, zone):
        if until is None or each.at <= until:
            player.play(each)
    return player.result


@dataclass(slots=True)
class _Player:
    """Plays what was told, one after the other."""

    rule: ValidityRule | None
    currency: str | None
    zone: tzinfo
    clocks: Clocks = field(init=False)
    number: NumberClock = field(init=False)
    sightings: Sightings = field(init=False)
    days: ToldDays = field(init=False)
    credit: LineCredit = field(default_factory=LineCredit)
    paid: Clocks | None = None
    first_use: FirstUse = field(default_factory=FirstUse)
    service_statement: Statement | None = None
    stale_at: datetime | None = None
    arrivals: Arrivals = field(default_factory=Arrivals)
    questions: OpenQuestions = field(default_factory=OpenQuestions)
    steps: list[ReplayStep] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with a line of which nothing is known."""
        self.clocks, self.number = typed_clocks(None, None, self.rule), NumberClock(self.rule)
        self.sightings, self.days = Sightings(terms_of(self.rule)), ToldDays(self.rule)

    @property
    def result(self) -> Replay:
        """What has been played so far."""
        question = self.questions.doubt(self.clocks.service_until, self._end_with)
        return Replay(
            clocks=self.clocks,
            steps=tuple(self.steps),
            doubt=self.arrivals.doubt or question,
            credit=self.credit.known,
            seen=frozenset(self.arrivals.seen),
            service_statement=self.service_statement,
            is_empty=self.paid is not None,
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
            case _:
                service, number = self._empty(told)
        self.steps.append(ReplayStep(told, before, self.clocks, service, number))

    # Statements

    def _hear(self, statement: Statement, at: datetime) -> tuple[Effect, Effect]:
        if statement.teller.begins_anew:
            self._begin_anew(statement.clock)
        if statement.clock is Clock.NUMBER:
            return Effect.NOTHING, self._hear_of_number(statement, at)
        before = self.clocks.service_until
        effect = self._hear_of_service(statement, at)
        if self.clocks.service_until != before and self._follow_service():
            return effect, Effect.MOVED
        is_grace = self.number.follows and self.clocks.number_until is not None
        return effect, Effect.STATED if is_grace and effect is Effect.STATED else Effect.NOTHING

    def _hear_of_number(self, statement: Statement, at: datetime) -> Effect:
        """Take the stated date over, unless it was told with an end of service that is stale."""
        if statement.teller.can_be_late and at == self.stale_at:
            return Effect.STALE
        stated = self.number.hear(statement, self.clocks, self._day(at))
        if stated is None:
            return Effect.NOTHING
        self.clocks = stated
        return Effect.STATED

    def _begin_anew(self, clock: Clock) -> None:
        """Forget what was known of another carrier, or by another rule."""
        if clock is Clock.SERVICE:
            self.arrivals.begin_anew()
            self.questions.answer()
            self.sightings.forget()
            self.credit.forget()
            self.paid = None
            self.clocks = typed_clocks(None, self.clocks.number_until, self.rule)
        else:
            self.clocks = self.number.begin_anew(self.clocks)

    def _hear_of_service(self, statement: Statement, at: datetime) -> Effect:
        """Take the stated end over, and find out what it tells of renewals."""
        until, known = statement.until, self._paid_until
        stated = stated_clocks(self.clocks, statement, self.rule)
        if until is None or known is None:
            self._state(statement, stated, None, at)
            return Effect.STATED
        if until == known and self.paid is not None and statement.teller.can_be_late:
            return Effect.NOTHING  # it repeats what was paid for, and the data is gone all the same
        arrived = self.arrivals.deny(statement, until, known, at) if until < known else []
        if arrived is None:
            self.stale_at = at
            return Effect.STALE
        if until < known and not statement.teller.can_be_late:
            self.sightings.forget()  # what was typed by mistake has seen nothing
        if until == known:
            self.arrivals.confirm(statement, until, at)
        elif until > known:
            self._hear_of_later(statement, until, at, stated)
        self._state(statement, stated, known, at)
        for renewal, moment in arrived:
            self._move_service(renewal, moment)
        if arrived:
            self.arrivals.count_on_top(self.clocks.service_until)
        return Effect.STATED

    def _hear_of_later(
        self, statement: Statement, until: date, at: datetime, stated: Clocks
    ) -> None:
        """Find out which renewals an end that moved forward has seen."""
        if not self.arrivals.resolves_doubt(until):
            known, told_at = self.clocks.service_until, max(at, statement.told_at)
            self.sightings.see_end(known, until, self._day(at), told_at)
            self.arrivals.add(Advance(at, self.clocks, stated))
        self.arrivals.show(statement, until)

    @property
    def _paid_until(self) -> date | None:
        """The end of service that was paid for, also where the data is gone before."""
        return (self.paid or self.clocks).service_until

    def _state(
        self, statement: Statement, stated: Clocks, known: date | None, at: datetime
    ) -> None:
        """Take a stated end over; a carrier that says no later one may not have noticed yet."""
        until = statement.until
        if statement.teller.can_be_late and until is not None and known and until <= known:
            self.questions.answer_as_of(at)
        else:
            self.questions.answer()
        self.clocks, self.service_statement = stated, statement
        self.paid = None
        self.first_use.forget()
        self.credit.rest()

    def _follow_service(self) -> bool:
        """Have the number follow a stated end of service; return whether it changed."""
        before = self.clocks.number_until
        self.clocks = self.number.follow(self.clocks)
        return self.clocks.number_until != before

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    # Events

    def _renew(self, renewal: Renewal, at: datetime) -> tuple[Effect, Effect]:
        if not renewal.moves:
            return Effect.NOTHING, Effect.NOTHING
        event = self.days.with_parts(in_currency(renewal, self.currency))
        is_again = self.days.tell(renewal) and self.paid is None  # else it is bought anew
        before, credit = self.clocks, self.credit.deciding
        if self._is_seen(event, at):
            service = Effect.CONTAINED
        elif is_again and Effect.ASKED in (asked := self._asked(event)):
            self.questions.again.append((at, event))
            return asked
        else:
            service = self._move_service(event, at)
            self.first_use.is_bought |= self.clocks.waiting
            if self.arrivals.doubt is not None or self.questions.rival is not None:
                self._move_later_ends(event, before, credit)
            if self._asks_for_amount(renewal, event):
                self.questions.foreign.append((at, renewal))
        if self.number.has_seen(event):
            return service, Effect.CONTAINED
        moved = self.clocks.service_until != before.service_until
        number = self._move_number(event, service_moved=moved)
        if service is number is Effect.NOTHING:
            self.days.bare.add(renewal.renewal_id)
        return service, number

    def _asks_for_amount(self, renewal: Renewal, known: Renewal) -> bool:
        """Return whether its amount decides, and is `known` only in another currency."""
        is_foreign = renewal.amount is not None and known.amount is None
        return is_foreign and renewal.service_until is None and is_decided_by_amount(self.rule)

    def _asked(self, renewal: Renewal) -> tuple[Effect, Effect]:
        """Return on which clocks one more renewal, without dates of its own, would bear."""
        if renewal.service_until is not None or renewal.number_until is not None:
            return Effect.NOTHING, Effect.NOTHING
        until = self.clocks.service_until
        moves = self._end_with((renewal,)) != until
        kept = after_grace(until, self.rule) if moves else None
        moved = with_number_moved(self.clocks, renewal, self.rule, kept)
        return (
            Effect.ASKED if moves else Effect.NOTHING,
            Effect.ASKED if moved is not self.clocks else Effect.NOTHING,
        )

    def _end_with(self, renewals: tuple[Renewal, ...]) -> date | None:
        return end_with(renewals, self.clocks, self.credit.deciding, self.rule, self.zone)

    def _is_seen(self, renewal: Renewal, at: datetime) -> bool:
        """Return whether a date, a credit or a use has seen a renewal, which it does once."""
        own = renewal.service_until
        if own is not None and own != self.clocks.service_until:
            return False
        seen = self.sightings.of(renewal)
        if seen is None and not self.first_use.has_begun(renewal):
            return False
        if seen is not None:
            seen.tell(renewal)
        if seen is not None and renewal.in_addition:
            self.questions.added.append((at, renewal, seen))
        else:
            self.arrivals.seen.add(renewal.renewal_id)
        return True

    def _move_service(self, renewal: Renewal, at: datetime) -> Effect:
        if renewal.refund and renewal.service_until is None:
            return Effect.NOTHING
        before = self.clocks
        topped_up = topped_up_by(renewal, at, before, self.credit.deciding, self.rule)
        if topped_up is None:
            self.clocks = with_service_moved(before, renewal, self.rule, self.zone)
            if self.clocks == before:
                return Effect.NOTHING
            self.paid = None
            if renewal.service_until is not None:
                self.credit.rest()
            self.credit.add(renewal, self.rule)
        else:
            self._follow_credit(*topped_up)
        self.arrivals.add(Advance(at, before, self.clocks, renewal))
        return Effect.MOVED

    def _move_later_ends(self, renewal: Renewal, before: Clocks, credit: Measure | None) -> None:
        """Have a renewal move also the later of two ends between which nobody has decided."""
        end, doubt, rival = self.clocks.service_until, self.arrivals.doubt, self.questions.rival

        def moved(later: date) -> date | None:
            clocks = replace(before, service_until=later, ends_at=None)
            return end_with((renewal,), clocks, credit, self.rule, self.zone)

        if doubt is not None:
            self.arrivals.doubt = doubt.with_ends(end, moved(doubt.later))
        if rival is not None and end is not None:
            later = moved(rival)
            self.questions.rival = later if later and later > end else None

    def _move_number(self, event: Event, *, service_moved: bool) -> Effect:
        before = self.clocks.number_until
        self.clocks = self.number.move(event, self.clocks, service_moved=service_moved)
        return Effect.NOTHING if self.clocks.number_until == before else Effect.MOVED

    def _use(self, activity: Activity) -> tuple[Effect, Effect]:
        before = self.clocks
        self.clocks = with_service_moved(before, activity, self.rule, self.zone)
        moved = self.clocks.service_until != before.service_until
        service = Effect.MOVED if self.clocks != before else Effect.NOTHING
        if before.waiting and not self.clocks.waiting:
            self.first_use.begin(activity)
        return service, self._move_number(activity, service_moved=moved)

    # Balances

    def _measure_credit(self, credit: Measure) -> tuple[Effect, Effect]:
        """Have service end when the credit does, unless a known end agrees with it."""
        rule, known = self.rule, self.clocks.service_until
        end = rule.credit_end(credit, self.zone) if rule else None
        if rule is None or end is None:
            return Effect.NOTHING, Effect.NOTHING
        agrees = known is not None and rule.agrees_with_credit(known, credit, self.zone)
        if known is not None and not agrees and self._was_typed_with(credit):
            self.questions.rival = max(known, end)
            if known <= end:
                self.credit.idle = credit
                return Effect.NOTHING, Effect.NOTHING
        else:
            self.questions.answer_as_of(credit.measured_at)
        is_sooner = agrees and known is not None and end < known
        if is_sooner and self.credit.is_less_by_use(credit, rule):
            self.questions.rival, agrees = known, False
        self._see_top_up(credit, end, rule, agrees=agrees)
        if agrees:
            self.credit.decide(credit)
            return Effect.NOTHING, Effect.NOTHING
        return Effect.STATED, Effect.MOVED if self._follow_credit(credit, end) else Effect.NOTHING

    def _see_top_up(self, credit: Measure, end: date, rule: ValidityRule, *, agrees: bool) -> None:
        """Note by how much a credit rose, or is at most what moved the end that it makes."""
        known, terms = self.clocks.service_until, self.sightings.terms
        if known is None or terms is None:
            return
        day = self._day(credit.measured_at)
        rise = self.credit.rise_to(credit.amount, known, day, rule)
        if rise is None:
            rise = credit.amount if not agrees and terms.seen(known, end, day) else Decimal(0)
        self.sightings.see_rise(rise, day, credit.known_at)

    def _was_typed_with(self, credit: Measure) -> bool:
        """Return whether a person typed a date and a credit in at once: neither is the newer."""
        said = self.service_statement
        return said is not None and not said.teller.can_be_late and said.as_of == credit.measured_at

    def _follow_credit(self, credit: Measure, end: date | None) -> bool:
        """Have service end when a credit does; return whether the number's date followed it."""
        self.credit.decide(credit)
        self.clocks = replace(self.clocks, service_until=end, ends_at=None, waiting=False)
        return self._follow_service()

    def _empty(self, told: Told) -> tuple[Effect, Effect]:
        """Have service end with its data, and go on once there is more without a renewal."""
        if self.rule is None or not self.rule.ends_when_empty:
            return Effect.NOTHING, Effect.NOTHING
        before, day = self.clocks, self._day(told.at)
        if told.is_repeated:
            if self.paid is None:
                return Effect.NOTHING, Effect.NOTHING
            self.clocks, self.paid = self.paid, None
        elif before.service_until is None or day < before.service_until:
            self.paid = before
            self.clocks = replace(before, service_until=day, ends_at=None)
        return Effect.STATED if self.clocks != before else Effect.NOTHING, Effect.NOTHING
