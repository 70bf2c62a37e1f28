"""The record of a line: all that people typed in, did and were told, and how it changes."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from .emptied import emptied_by, is_late, refilled
from .evidence import (
    Clock,
    Emptied,
    Evidence,
    Statement,
    Teller,
    with_former_credit,
    with_statement,
)
from .history import History
from .model import Activity, Bucket, Measure, Reading, Renewal
from .readings import data_in, newer, without_buckets
from .source_values import SourceValues

DELIVERIES_KEPT = 200
SKIPS_KEPT = 50

QUESTION_CYCLE = "verify"
"""Stands for the cycle in the log of deliveries: a question is about a renewal, its stage."""

CONFIRMED_CYCLE, UNDONE_CYCLE = "confirmed", "undone"
"""Stand for the cycle where a phone was told that a renewal, the stage, counts, or no more.

The recipient is a user: that is told to who pressed.
"""

EVENT_ENTITY = "events"
"""Stands for the event entity, and so for automations, in the log of deliveries."""

_NEVER = datetime.min.replace(tzinfo=UTC)

UNDO_PERIOD = timedelta(days=7)
"""How long a renewal that was taken back can be restored, with its receipt."""


@dataclass(frozen=True, slots=True)
class UndoneRenewal:
    """A renewal that was taken back; for a while it can be restored."""

    renewal: Renewal
    undone_at: datetime

    @property
    def restorable_until(self) -> datetime:
        """The moment from which on it is gone for good."""
        return self.undone_at + UNDO_PERIOD


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """The day on which a line went to another carrier and took its number along."""

    on: date
    from_carrier: str | None
    to_carrier: str | None


@dataclass(frozen=True, slots=True)
class Snooze:
    """A wish, expressed at `asked_at`, not to be reminded before `until`."""

    until: datetime
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Skip:
    """A wish, expressed at `asked_at`, to hear nothing of one stage, whether it has come or not."""

    cycle: str
    stage: str
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A reminder that reached a recipient; `cycle` and `stage` say which one it was.

    `bundle` names the message where it spoke of more than this one stage.
    """

    cycle: str
    stage: str
    recipient_id: str
    delivered_at: datetime
    cleared: bool = False
    bundle: str | None = None

    @property
    def is_question(self) -> bool:
        """Whether it asked what became of a renewal, instead of reminding of the next one."""
        return self.cycle == QUESTION_CYCLE

    @property
    def is_answer(self) -> bool:
        """Whether it told somebody who pressed what a renewal came to."""
        return self.cycle in {CONFIRMED_CYCLE, UNDONE_CYCLE}

    @property
    def is_reminder(self) -> bool:
        """Whether it reminded of something."""
        return not self.is_question and not self.is_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that is kept about a line: what people typed in, did and were told.

    `statements`, `renewals`, `activities` and `emptied` are the evidence from which the dates
    follow. `source_values` are what a source has said, apart from dates and balances, which are
    among the statements and in the reading. `history` is how much data was left at earlier times.
    """

    statements: tuple[Statement, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    reading: Reading = field(default_factory=dict)
    snooze: Snooze | None = None
    deliveries: tuple[Delivery, ...] = ()
    activities: tuple[Activity, ...] = ()
    undone: tuple[UndoneRenewal, ...] = ()
    ports: tuple[Port, ...] = ()
    source_values: SourceValues = field(default_factory=SourceValues)
    history: History = field(default_factory=History)
    skips: tuple[Skip, ...] = ()
    emptied: tuple[Emptied, ...] = ()
    former_credits: tuple[Measure, ...] = ()

    @property
    def evidence(self) -> Evidence:
        """What the dates follow from."""
        reading, emptied = self.known_reading, self.emptied
        if (data := reading.get(Bucket.DATA_REMAINING)) is not None and data.amount <= 0:
            was_read = data is self.reading.get(Bucket.DATA_REMAINING)
            bought = () if was_read else self._bought_data
            emptied = emptied_by(data, emptied, Teller.PERSON, bought)
        return Evidence(
            statements=self.statements,
            renewals=self.renewals,
            activities=self.activities,
            emptied=emptied,
            credit=reading.get(Bucket.CREDIT),
            former_credits=self.former_credits,
        )

    @property
    def known_reading(self) -> Reading:
        """The newest that is known of each bucket, also from what a renewal left on the line.

        What renewals left at a former carrier is not the line's any more.
        """
        known = dict(self.reading)
        for balance in self._balances:
            known |= newer(balance, known)
        return known

    @property
    def _balances(self) -> tuple[Reading, ...]:
        """What renewals left on the line, since it is with its present carrier."""
        kept = [each for each in self.renewals if each.balance and not each.is_missing]
        if not kept:
            return ()
        ported_on = max((port.on for port in self.ports), default=date.min)
        ported_at = max((each.as_of for each in self.statements if each.is_port), default=_NEVER)
        return tuple(
            each.balance for each in kept if each.on > ported_on or each.recorded_at > ported_at
        )

    @property
    def _bought_data(self) -> list[datetime]:
        """When renewals left data on the line."""
        return [each.measured_at for each in data_in(*self._balances) if each.amount > 0]

    @property
    def known_history(self) -> History:
        """The history of data, also with what renewals left on the line."""
        return self.history.with_readings(*data_in(self.reading, *self._balances))

    @property
    def ageless(self) -> Record:
        """The record without what changes each time a source says the same again."""
        return replace(
            self,
            reading={
                bucket: replace(measure, measured_at=_NEVER, told_at=None)
                for bucket, measure in self.reading.items()
            },
            source_values=self.source_values.ageless,
            statements=tuple(replace(each, repeated_at=None) for each in self.statements),
            history=History(),
            former_credits=(),
        )

    def renewed_since(self, moment: datetime, zone: tzinfo) -> bool:
        """Return whether a renewal that counts came after a moment."""
        day = moment.astimezone(zone).date()
        return any(
            (each.on > day if each.at is None else each.at > moment) and each.counts
            for each in self.renewals
        )

    def renewal(self, renewal_id: str) -> Renewal | None:
        """Return the renewal of that id."""
        return next((each for each in self.renewals if each.renewal_id == renewal_id), None)

    def renewal_or_undone(self, renewal_id: str) -> Renewal | None:
        """Return the renewal of that id, also one that was taken back."""
        return next((each for each in self._all_renewals if each.renewal_id == renewal_id), None)

    @property
    def receipt_ids(self) -> frozenset[str]:
        """The files that renewals refer to, also those that were taken back."""
        files = (each.receipt_file for each in self._all_renewals)
        return frozenset(each.receipt_id for each in files if each is not None)

    @property
    def _all_renewals(self) -> tuple[Renewal, ...]:
        return (*self.renewals, *(each.renewal for each in self.undone))

    def with_renewal(self, renewal: Renewal) -> Record:
        """Return the record with one more renewal; it ends a snooze, which a refund does not."""
        snooze = self.snooze if renewal.refund else None
        return replace(self, renewals=(*self.renewals, renewal), snooze=snooze)

    def without_renewal(self, renewal_id: str, undone_at: datetime) -> Record:
        """Return the record as if a renewal had never been recorded; it can be restored."""
        undone = tuple(
            UndoneRenewal(each, undone_at)
            for each in self.renewals
            if each.renewal_id == renewal_id
        )
        return replace(self.given_away(renewal_id), undone=(*self.undone, *undone))

    def given_away(self, renewal_id: str) -> Record:
        """Return the record without a renewal that another line has now."""
        return replace(
            self, renewals=tuple(each for each in self.renewals if each.renewal_id != renewal_id)
        )

    @property
    def last_recorded(self) -> Renewal | None:
        """The renewal that was recorded last, of those of which nobody said that they are none."""
        held = [each for each in self.renewals if not each.is_missing]
        return max(reversed(held), key=lambda each: each.recorded_at, default=None)

    def with_restored(self, undone: UndoneRenewal) -> Record:
        """Return the record with a renewal back that was taken back."""
        left = tuple(each for each in self.undone if each != undone)
        return replace(self.with_renewal(undone.renewal), undone=left)

    def without_expired(self, now: datetime) -> Record:
        """Return the record without the undone renewals that can no longer be restored."""
        return replace(
            self, undone=tuple(each for each in self.undone if each.restorable_until > now)
        )

    def with_changed_renewal(self, renewal: Renewal) -> Record:
        """Return the record with a renewal in place of that of the same id."""
        changed = tuple(
            renewal if each.renewal_id == renewal.renewal_id else each for each in self.renewals
        )
        return replace(self, renewals=changed)

    def with_activity(self, activity: Activity) -> Record:
        """Return the record with one more activity."""
        return replace(self, activities=(*self.activities, activity))

    def with_statement(self, statement: Statement) -> Record:
        """Return the record with one more stated date; one that is news ends a snooze."""
        statements = with_statement(self.statements, statement)
        is_news = len(statements) > len(self.statements)
        return replace(self, statements=statements, snooze=None if is_news else self.snooze)

    def with_dates(
        self, at: datetime, teller: Teller = Teller.PERSON, /, **until: date | None
    ) -> Record:
        """Return the record with dates of clocks, `service` or `number`, stated as of a moment."""
        record = self
        for clock, day in until.items():
            statement = Statement(
                clock=Clock(clock), until=day, as_of=at, told_at=at, teller=teller
            )
            record = record.with_statement(statement)
        return record

    def with_port(
        self,
        port: Port,
        service_until: date | None,
        number_until: date | None,
        reading: Reading,
        at: datetime,
    ) -> Record:
        """Return the record at a new carrier: its own dates and balance, and the old ledger."""
        moved = self.with_dates(at, Teller.NEW_CARRIER, service=service_until, number=number_until)
        moved = replace(
            moved, reading={}, history=History(), ports=(*self.ports, port), former_credits=()
        )
        return moved.with_reading(reading)

    def with_reading(self, reading: Reading, teller: Teller = Teller.PERSON) -> Record:
        """Return the record with what `reading` knows; an older measure never replaces a newer.

        A carrier's word that is late does not say that there is data again.
        """
        history, emptied = self.history, self.emptied
        if (data := reading.get(Bucket.DATA_REMAINING)) is not None:
            history = history.with_readings(*data_in(self.reading, reading))
            if not is_late(data, teller, emptied, self.history):
                emptied = emptied_by(data, emptied, teller, self._bought_data)
        known = self.reading | newer(reading, self.reading)
        old, new = self.reading.get(Bucket.CREDIT), known.get(Bucket.CREDIT)
        former = self.former_credits
        if old is not None and new is not None:
            told = self._moments_of_dates
            former = with_former_credit(former, old, new, told, is_answer=not teller.can_be_late)
        return replace(self, reading=known, history=history, emptied=emptied, former_credits=former)

    @property
    def _moments_of_dates(self) -> Iterator[datetime]:
        """The moments at which dates were stated, or renewals made."""
        yield from (each.as_of for each in self.statements)
        yield from (each.at or each.recorded_at for each in self.renewals)

    def with_values(self, fed: SourceValues, teller: Teller = Teller.SOURCE) -> Record:
        """Return the record with what a source says, apart from its dates, which move clocks."""
        undated = replace(fed, reading={}, service_until=None, number_until=None, ends_at=None)
        return replace(
            self.with_reading(fed.reading, teller), source_values=self.source_values.then(undated)
        )

    def without(self, buckets: Collection[Bucket]) -> Record:
        """Return the record in which nothing is known of `buckets` any more."""
        if not buckets:
            return self
        return replace(
            self,
            reading=without_buckets(self.reading, buckets),
            history=History() if Bucket.DATA_REMAINING in buckets else self.history,
            emptied=refilled(self.emptied) if Bucket.DATA_REMAINING in buckets else self.emptied,
            former_credits=() if Bucket.CREDIT in buckets else self.former_credits,
            renewals=tuple(
                replace(each, balance=without_buckets(each.balance, buckets))
                for each in self.renewals
            ),
        )

    def with_delivery(self, delivery: Delivery) -> Record:
        """Return the record with one more reminder that arrived; very old ones are forgotten."""
        return replace(self, deliveries=(*self.deliveries, delivery)[-DELIVERIES_KEPT:])

    def with_skip(self, skip: Skip) -> Record:
        """Return the record with one more stage to be silent about; old ones are forgotten."""
        return replace(self, skips=(*self.skips, skip)[-SKIPS_KEPT:])

    def skips_stage(self, cycle: str, stage: str) -> bool:
        """Return whether somebody wished to hear nothing of a stage."""
        return any((each.cycle, each.stage) == (cycle, stage) for each in self.skips)

    def to_tell_again(self, cycle: str) -> Record:
        """Return the record as if what was cleared of a cycle had not been told."""
        left = (each for each in self.deliveries if each.cycle != cycle or not each.cleared)
        return replace(self, deliveries=tuple(left))

    def with_cleared(self, deliveries: tuple[Delivery, ...]) -> Record:
        """Return the record with reminders marked as no longer shown on any phone."""
        return replace(
            self,
            deliveries=tuple(
                replace(each, cleared=True) if each in deliveries else each
                for each in self.deliveries
            ),
        )
