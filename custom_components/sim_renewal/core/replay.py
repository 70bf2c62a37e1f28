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
from .model import Activity, Event, Measure, Renewal
from .replayed import Effect, Replay, ReplayStep
from .rules import Clocks, Start, ValidityRule
from .same_day import is_told_again, whole_of
from .sightings import Sighting, Terms, number_is_seen, terms_of
from .timeline import Told, timeline_of
from .top_ups import end_with, is_decided_by_amount, topped_up_by
from .validity import (
    after_grace,
    number_outlived,
    typed_clocks,
    with_number_moved,
    with_number_until,
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
    terms: Terms | None = field(init=False)
    number_follows: bool = True
    credit: Measure | None = None
    idle_credit: Measure | None = None
    paid: Clocks | None = None
    bought: bool = False
    begun: Activity | None = None
    service_statement: Statement | None = None
    stale_at: datetime | None = None
    number_stated_until: date | None = None
    number_stated_on: date = date.min
    sightings: list[Sighting] = field(default_factory=list)
    arrivals: Arrivals = field(default_factory=Arrivals)
    questions: OpenQuestions = field(default_factory=OpenQuestions)
    told_on: dict[date, list[Renewal]] = field(default_factory=dict)
    steps: list[ReplayStep] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with a line of which nothing is known."""
        self.clocks, self.terms = typed_clocks(None, None, self.rule), terms_of(self.rule)

    @property
    def result(self) -> Replay:
        """What has been played so far."""
        question = self.questions.doubt(self.clocks.service_until, self._end_with)
        return Replay(
            clocks=self.clocks,
            steps=tuple(self.steps),
            doubt=self.arrivals.doubt or question,
            credit=self.credit or self.idle_credit,
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
        before = self.clocks
        effect = self._hear_of_service(statement, at)
        moved = self.clocks.service_until != before.service_until
        if moved and self._follow_service():
            return effect, Effect.MOVED
        return effect, Effect.STATED if self._number_is_graces(effect) else Effect.NOTHING

    def _number_is_graces(self, service: Effect) -> bool:
        """Return whether the number's date is stated with service, of which it is the grace."""
        is_known = self.clocks.number_until is not None
        return self.number_follows and is_known and service is Effect.STATED

    def _hear_of_number(self, statement: Statement, at: datetime) -> Effect:
        """Take the stated date over, unless it was told with an end of service that is stale.

        A word that has the number lost before service is no word.
        """
        if statement.teller.can_be_late and at == self.stale_at:
            return Effect.STALE
        stated = with_number_until(self.clocks, statement.until)
        if statement.teller.can_be_late and number_outlived(stated, self.rule) != statement.until:
            return Effect.NOTHING
        self.number_stated_until = statement.until
        self.number_stated_on = at.astimezone(self.zone).date()
        kept = after_grace(self.clocks.service_until, self.rule)
        self.number_follows = statement.until in {None, kept}
        self.clocks = with_number_until(stated, statement.until or kept)
        return Effect.STATED

    def _begin_anew(self, clock: Clock) -> None:
        """Forget what was known of another carrier, or by another rule."""
        if clock is Clock.SERVICE:
            self.arrivals.begin_anew()
            self.questions.answer()
            self.sightings = []
            self.credit = self.idle_credit = self.paid = None
            self.clocks = typed_clocks(None, self.clocks.number_until, self.rule)
        else:
            self.clocks = with_number_until(self.clocks, None)
            self.number_follows = True

    def _hear_of_service(self, statement: Statement, at: datetime) -> Effect:
        """Take the stated end over, and find out what it tells of renewals."""
        until, known, stated = statement.until, self._paid_until, self._stated(statement)
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
            self.sightings = []  # what was typed by mistake has seen nothing
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
            self._see_terms(until, at, max(at, statement.told_at))
            self.arrivals.add(Advance(at, self.clocks, stated))
        self.arrivals.show(statement, until)

    def _see_terms(self, until: date, at: datetime, told_at: datetime) -> None:
        """Note how many renewals an end that moved forward has seen."""
        known, terms = self.clocks.service_until, self.terms
        if known is None or terms is None:
            return
        day = at.astimezone(self.zone).date()
        self._add_sighting(terms.sighting(known, until, day, told_at))

    def _add_sighting(self, new: Sighting) -> None:
        self.sightings = [each for each in self.sightings if each.told_until >= new.day]
        self.sightings.append(new)

    @property
    def _paid_until(self) -> date | None:
        """The end of service that was paid for, also where the data is gone before."""
        return (self.paid or self.clocks).service_until

    def _stated(self, statement: Statement) -> Clocks:
        """Return the clocks with a stated end of service; who repeats a day says no more of it."""
        rule, until = self.rule, statement.until
        if until is not None and until == self.clocks.service_until and not statement.ends_at:
            return self.clocks
        day = rule.anniversary_day if rule else None
        return Clocks(
            until,
            self.clocks.number_until,
            day or (until.day if until else None),
            statement.ends_at,
            waiting=until is None and rule is not None and rule.waits_for is not Start.PURCHASE,
        )

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
        self.begun, self.bought = None, False
        self.paid = None
        self._rest_credit()

    def _rest_credit(self) -> None:
        """Have a stated end decide the date, and not the credit, which is there all the same."""
        self.credit, self.idle_credit = None, self.credit or self.idle_credit

    def _follow_service(self) -> bool:
        """Have the number follow a stated end of service; return whether it changed."""
        before, kept = self.clocks.number_until, after_grace(self.clocks.service_until, self.rule)
        self.number_follows = self.number_follows or (kept is not None and kept == before)
        number = kept if self.number_follows else None
        if number is None:
            number = number_outlived(self.clocks, self.rule)
            if number is None and before is not None:
                self.number_follows, number = True, kept
        self.clocks = with_number_until(self.clocks, number)
        return number != before

    # Events

    def _renew(self, renewal: Renewal, at: datetime) -> tuple[Effect, Effect]:
        if not renewal.moves:
            return Effect.NOTHING, Effect.NOTHING
        event = self._known_amount(renewal)
        if renewal.on in self.told_on:
            event = self._with_parts(event)
        is_again = self._is_told_again(renewal)
        before, credit = self.clocks, self.credit
        if self._is_seen(event, at) or self._is_begun(event):
            service = Effect.CONTAINED
        elif is_again and Effect.ASKED in (asked := self._asked(event)):
            self.questions.again.append((at, event))
            return asked
        else:
            service = self._move_service(event, at)
            self.bought = self.bought or self.clocks.waiting
            if self.arrivals.doubt is not None or self.questions.rival is not None:
                self._move_later_ends(event, before, credit)
            if self._asks_for_amount(renewal, event):
                self.questions.foreign.append((at, renewal))
        if self._number_is_contained(event):
            return service, Effect.CONTAINED
        moved = self.clocks.service_until != before.service_until
        return service, self._move_number(event, service_moved=moved)

    def _is_told_again(self, renewal: Renewal) -> bool:
        """Note a purchase; return whether it can be one of its day that was told before.

        Once the data is used up, another one is bought.
        """
        if not renewal.counts:
            return False
        others = self.told_on.setdefault(renewal.on, [])
        is_again = self.paid is None and is_told_again(renewal, others, self.rule)
        others.append(renewal)
        return is_again

    def _asks_for_amount(self, renewal: Renewal, known: Renewal) -> bool:
        """Return whether its amount decides, and is `known` only in another currency."""
        is_foreign = renewal.amount is not None and known.amount is None
        return is_foreign and renewal.service_until is None and is_decided_by_amount(self.rule)

    def _asked(self, renewal: Renewal) -> tuple[Effect, Effect]:
        """Return on which clocks one more renewal, without dates of its own, would bear."""
        if renewal.service_until is not None or renewal.number_until is not None:
            return Effect.NOTHING, Effect.NOTHING
        moves = self._end_with((renewal,)) != self.clocks.service_until
        known = self.clocks.number_until
        moved = with_number_moved(self.clocks, renewal, self.rule, service_moved=moves)
        return (
            Effect.ASKED if moves else Effect.NOTHING,
            Effect.ASKED if moved.number_until != known else Effect.NOTHING,
        )

    def _end_with(self, renewals: tuple[Renewal, ...]) -> date | None:
        return end_with(renewals, self.clocks, self.credit, self.rule, self.zone)

    def _known_amount(self, renewal: Renewal) -> Renewal:
        """Return a renewal as the rule has to see it: money of another country tells nothing."""
        if renewal.currency in {None, self.currency} or self.currency is None:
            return renewal
        return replace(renewal, amount=None)

    def _with_parts(self, renewal: Renewal) -> Renewal:
        """Return the last part of a usual price as all of it, where the others were too little."""
        others = self.told_on[renewal.on]
        whole = None if renewal.amount is None else whole_of(renewal, others, self.rule)
        if whole is None or self.rule is None or self.rule.lives_on_credit:
            return renewal
        parts = {each.renewal_id for each in others if each.amount is not None}
        did = {
            effect
            for step in self.steps
            if isinstance(step.told.what, Renewal) and step.told.what.renewal_id in parts
            for effect in (step.service, step.number)
        }
        return replace(renewal, amount=whole) if did <= {Effect.NOTHING} else renewal

    def _is_seen(self, renewal: Renewal, at: datetime) -> bool:
        """Return whether a stated date, or a credit, has seen a renewal, which it does once."""
        if renewal.service_until not in {None, self.clocks.service_until}:
            return False
        seen = next((each for each in self.sightings if each.is_of(renewal)), None)
        if seen is None:
            return False
        seen.tell(renewal)
        if renewal.in_addition:
            self.questions.added.append((at, renewal, seen))
        else:
            self.arrivals.seen.add(renewal.renewal_id)
        return True

    def _is_begun(self, renewal: Renewal) -> bool:
        """Return whether a use that was told later has begun the term of a renewal, once.

        Nobody told of a term that the use could have begun before.
        """
        begun = self.begun
        if begun is None or renewal.in_addition or renewal.service_until is not None:
            return False
        self.begun = None
        if renewal.recorded_at >= begun.recorded_at:
            return False
        self.arrivals.seen.add(renewal.renewal_id)
        return True

    def _move_service(self, renewal: Renewal, at: datetime) -> Effect:
        if renewal.refund and renewal.service_until is None:
            return Effect.NOTHING
        before = self.clocks
        topped_up = topped_up_by(renewal, at, before, self.credit, self.rule)
        if topped_up is None:
            self.clocks = with_service_moved(before, renewal, self.rule, self.zone)
            if self.clocks == before:
                return Effect.NOTHING
            self.paid = None
            if renewal.service_until is not None:
                self._rest_credit()
            self._add_to_idle_credit(renewal)
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

    def _add_to_idle_credit(self, renewal: Renewal) -> None:
        """Have the credit grow also where a stated date, and not the credit, tells the end."""
        idle, amount = self.idle_credit, renewal.amount
        lives_on_credit = self.rule is not None and self.rule.lives_on_credit
        if idle is not None and amount is not None and lives_on_credit:
            self.idle_credit = replace(idle, amount=idle.amount + amount)

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
        stated = self.number_stated_until
        if stated is None or renewal.in_addition or renewal.number_until is not None:
            return False
        return number_is_seen(self.rule, renewal, stated, self.number_stated_on)

    def _use(self, activity: Activity) -> tuple[Effect, Effect]:
        before = self.clocks
        self.clocks = with_service_moved(before, activity, self.rule, self.zone)
        moved = self.clocks.service_until != before.service_until
        service = Effect.MOVED if self.clocks != before else Effect.NOTHING
        if before.waiting and not self.clocks.waiting:
            self.begun, self.bought = None if self.bought else activity, False
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
                self.idle_credit = credit
                return Effect.NOTHING, Effect.NOTHING
        else:
            self.questions.answer_as_of(credit.measured_at)
        if agrees and known is not None and end < known and self._is_less_by_use(credit, rule):
            self.questions.rival, agrees = known, False
        self._see_top_up(credit, end, rule, agrees=agrees)
        if agrees:
            self.credit, self.idle_credit = credit, None
            return Effect.NOTHING, Effect.NOTHING
        return Effect.STATED, Effect.MOVED if self._follow_credit(credit, end) else Effect.NOTHING

    def _see_top_up(self, credit: Measure, end: date, rule: ValidityRule, *, agrees: bool) -> None:
        """Note by how much a credit rose, or is at most what moved the end that it makes."""
        before, known, terms = self.credit, self.clocks.service_until, self.terms
        if known is None or terms is None:
            return
        day = credit.measured_at.astimezone(self.zone).date()
        if before is not None:
            rise = credit.amount - rule.credit_left(known, before.amount, day)
        else:
            rise = credit.amount if not agrees and terms.seen(known, end, day) else Decimal(0)
        if rise > 0:
            self._add_sighting(terms.rise(rise, day, credit.known_at))

    def _is_less_by_use(self, credit: Measure, rule: ValidityRule) -> bool:
        """Return whether calls have used so much that the end that was known may be too late."""
        before = self.credit
        return before is not None and rule.is_less_by_use(before.amount, credit.amount)

    def _was_typed_with(self, credit: Measure) -> bool:
        """Return whether a person typed a date and a credit in at once: neither is the newer."""
        said = self.service_statement
        return said is not None and not said.teller.can_be_late and said.as_of == credit.measured_at

    def _follow_credit(self, credit: Measure, end: date | None) -> bool:
        """Have service end when a credit does; return whether the number's date followed it."""
        self.credit, self.idle_credit = credit, None
        self.clocks = replace(self.clocks, service_until=end, ends_at=None, waiting=False)
        return self._follow_service()

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
