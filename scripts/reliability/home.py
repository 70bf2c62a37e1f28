"""The product as a household has it: each door calls what the real one calls of core."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from decimal import Decimal

from custom_components.sim_renewal.core.deeds import first_of_deed
from custom_components.sim_renewal.core.evidence import Clock, Teller
from custom_components.sim_renewal.core.line import Line, LineState, Offer, derive, replay_of
from custom_components.sim_renewal.core.messages.reader import read_message
from custom_components.sim_renewal.core.model import (
    Activity,
    ActivityKind,
    Bucket,
    Measure,
    Renewal,
    Verdict,
)
from custom_components.sim_renewal.core.planner import (
    Audience,
    Outlook,
    messages_due,
    spoken_in,
    strands_of,
)
from custom_components.sim_renewal.core.record import Delivery, Record
from custom_components.sim_renewal.core.reminders import ReminderPlan, cycle_of
from custom_components.sim_renewal.core.replayed import Replay
from custom_components.sim_renewal.core.replies import Paid, parse_reply
from custom_components.sim_renewal.core.signals import signals_of
from custom_components.sim_renewal.core.source_values import Capability, SourceValues
from custom_components.sim_renewal.core.statements import (
    stated_clocks,
    with_source_values,
    with_text,
)
from custom_components.sim_renewal.core.texts import Known, take_text
from custom_components.sim_renewal.core.transfer.intake import take_in
from custom_components.sim_renewal.core.transfer.matching import KnownLine
from custom_components.sim_renewal.core.transfer.model import Row, RowKind
from custom_components.sim_renewal.core.verification import asked, decided_by_reading, unverified

from . import deeds
from .offers import RealOffer

type Replayer = Callable[[Line, Record, tzinfo], Replay]
"""What decides the dates: that of the product, or one that is broken on purpose."""

ANNA = "anna"
PLAN = ReminderPlan(cap=None)
CURRENCIES = frozenset({"EUR", "CNY", "GBP", "USD"})
_DATES = (Capability.EXPIRY, Capability.NUMBER_EXPIRY)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a door did: whether anything is on record now that was not before."""

    is_done: bool
    name: str = ""


REFUSED = Outcome(is_done=False)


class HomeLine:
    """One line in the household's Home Assistant."""

    def __init__(
        self,
        index: int,
        offer: RealOffer,
        set_up: deeds.LineSetUp,
        now: datetime,
        replayer: Replayer = replay_of,
    ) -> None:
        """Set the line up as its dialog does."""
        self.replayer = replayer
        price = Decimal(offer.amounts[0])
        self.line = Line(
            line_id=f"line{index}",
            name=f"Line {index}",
            offer=Offer(currency=offer.currency, price=price, rule=offer.rule),
            register_by=set_up.register_by,
            fed=frozenset({Capability.EXPIRY}) if set_up.is_fed else frozenset(),
        )
        truth = set_up.truth
        dates = {
            clock: until
            for clock, until in (
                ("service", None if set_up.types_credit else truth.service),
                ("number", truth.number if set_up.types_number else None),
            )
            if until is not None
        }
        self.record = Record().with_dates(now, Teller.SETUP, **dates)
        if set_up.types_credit and truth.credit is not None:
            self.record = self.record.with_reading({Bucket.CREDIT: Measure(truth.credit, now)})
        self._kept: tuple[Record, tzinfo, Line, Replay] | None = None

    def replayed(self, now: datetime) -> Replay:
        """Return what all that was told comes to, made anew where something is new."""
        zone = now.tzinfo
        assert zone is not None  # noqa: S101 - every moment of a household has its zone
        kept = self._kept
        if kept is None or kept[0] is not self.record or kept[1:3] != (zone, self.line):
            made = self.replayer(self.line, self.record, zone)
            kept = self._kept = (self.record, zone, self.line, made)
        return kept[3]

    def state(self, now: datetime) -> LineState:
        """Return what is shown of the line."""
        return derive(self.line, self.record, PLAN, now, replayed=self.replayed(now))

    # Doors

    def press(self, name: str, now: datetime, paid: Paid | None = None) -> Outcome:
        """Record a renewal of now at the usual price, unless another was typed."""
        offer = self.line.offer
        if offer.rule is None:
            return REFUSED
        renewal = Renewal(
            renewal_id=name,
            renewed_on=now.date(),
            recorded_at=now,
            at=now,
            amount=offer.price if paid is None else paid.amount,
            currency=(paid and paid.currency) or offer.currency,
            expected=offer.price,
            balance_before=self.record.known_reading,
            payer="Anna",
        )
        return self._add(renewal)

    def reply(self, act: deeds.Reply, now: datetime) -> Outcome:
        """Take an amount that was typed under a push."""
        paid = parse_reply(act.text, self.line.offer.currency, CURRENCIES)
        return self.press(act.name, now, paid) if isinstance(paid, Paid) else REFUSED

    def take(self, act: deeds.Record, now: datetime) -> Outcome:
        """Record a renewal with what was given."""
        if act.service is None and self.line.offer.rule is None:
            return REFUSED
        if act.on > now.date() or (act.service is not None and act.service < act.on):
            return REFUSED
        return self._add(
            Renewal(
                renewal_id=act.name,
                renewed_on=act.on,
                recorded_at=now,
                at=now if act.on == now.date() else None,
                in_addition=act.in_addition,
                amount=None if act.amount is None else Decimal(act.amount),
                currency=act.currency or self.line.offer.currency,
                service_until=act.service,
                number_until=act.number,
                balance_before=self.record.known_reading,
            )
        )

    def _add(self, renewal: Renewal) -> Outcome:
        if (first := first_of_deed(renewal, self.record.renewals)) is not None:
            return Outcome(is_done=False, name=first.renewal_id)
        self.record = self.record.with_renewal(renewal)
        return Outcome(is_done=True, name=renewal.renewal_id)

    def import_row(self, act: deeds.Import, now: datetime) -> Outcome:
        """Import a table of one row."""
        values = {"line": self.line.name, "date": act.on}
        if act.amount is not None:
            values["amount"] = Decimal(act.amount)
        row = Row(line_number=2, kind=RowKind.RENEWAL, values=values)
        known = KnownLine(
            line_id=self.line.line_id,
            name=self.line.name,
            currency=self.line.offer.currency,
            has_rule=self.line.offer.rule is not None,
            record=self.record,
        )
        if act.on > now.date():
            return REFUSED
        intake = take_in([row], [known], taken=(), new_id=lambda: act.name, now=now)
        addition = intake.additions.get(self.line.line_id)
        if addition is None:
            return REFUSED
        self.record = addition.added_to(self.record)
        return Outcome(is_done=True, name=act.name)

    def state_dates(self, act: deeds.State, now: datetime) -> Outcome:
        """Take dates that somebody typed, unless they contradict each other."""
        rule = self.line.offer.rule
        known = self.replayed(now).clocks
        clocks = stated_clocks(known, rule, act.service, act.number)
        if clocks.number_is_first and not (rule and rule.kept_by):
            return REFUSED
        dates = {Clock.SERVICE: act.service, Clock.NUMBER: act.number}
        given = {clock: day for clock, day in dates.items() if day is not None}
        self.record = self.record.with_dates(now, **given)
        return Outcome(is_done=True)

    def undo(self, name: str, now: datetime) -> Outcome:
        """Take a renewal back; what it answered is told again."""
        if self.record.renewal(name) is None:
            return REFUSED
        record = self.record.without_renewal(name, now)
        clocks = derive(self.line, record, PLAN, now, replayed=None).clocks
        self.record = record.to_tell_again(cycle_of(clocks))
        return Outcome(is_done=True)

    def restore(self, name: str, now: datetime) -> Outcome:
        """Put a renewal back."""
        for undone in self.record.without_expired(now).undone:
            if undone.renewal.renewal_id == name:
                self.record = self.record.with_restored(undone)
                return Outcome(is_done=True)
        return REFUSED

    def amend(self, act: deeds.Amend, now: datetime) -> Outcome:
        """Change a renewal; without an amount or a day it only gets a note."""
        renewal = self.record.renewal(act.name)
        if renewal is None:
            return REFUSED
        if act.on is not None and act.on != renewal.renewed_on:
            at = now if act.on == now.date() else None
            renewal = replace(renewal, renewed_on=act.on, at=at)
        if act.amount is not None:
            renewal = replace(renewal, amount=Decimal(act.amount), currency="EUR")
        if act.amount is None and act.on is None:
            renewal = replace(renewal, note="at the corner shop")
        self.record = self.record.with_changed_renewal(renewal)
        return Outcome(is_done=True)

    def answer(self, act: deeds.Answer, now: datetime) -> Outcome:
        """Take the answer to the question, where it is open."""
        renewal = self.record.renewal(act.name)
        if renewal is None or not renewal.verification.is_open:
            return REFUSED
        verdict = Verdict.LANDED if act.has_arrived else Verdict.MISSING
        decided = renewal.verification.decided(verdict, now)
        self.record = self.record.with_changed_renewal(replace(renewal, verification=decided))
        return Outcome(is_done=True)

    def read(self, act: deeds.Text, now: datetime) -> Outcome:
        """Read a carrier's text, and keep what is certain of it."""
        offer = self.line.offer
        understanding = read_message(
            act.text,
            received_on=act.received_at.astimezone(now.tzinfo).date(),
            currency=offer.currency,
            country=self.line.country,
        )
        known = Known(
            record=self.record,
            clocks=self.replayed(now).clocks,
            currency=offer.currency,
            fed=frozenset(),
            rule=offer.rule,
            price=offer.price,
        )
        taken = take_text(understanding, act.received_at, known)
        self.record = with_text(self.record, taken.values, act.received_at, now)
        return Outcome(is_done=bool(taken.applied))

    def hear(self, act: deeds.Poll, now: datetime) -> Outcome:
        """Take over what a source says."""
        said = {Bucket.CREDIT: act.credit, Bucket.DATA_REMAINING: act.data}
        values = SourceValues(
            reading={
                bucket: Measure(amount, now)
                for bucket, amount in said.items()
                if amount is not None
            },
            service_until=act.service,
            number_until=act.number,
            silent_since=dict.fromkeys(_DATES, now),
        )
        self.record = with_source_values(self.record, values, now)
        return Outcome(is_done=True)

    def note_use(self, act: deeds.TellUse, name: str, now: datetime) -> Outcome:
        """Note a use of the line."""
        if act.on > now.date():
            return REFUSED
        activity = Activity(
            activity_id=name,
            kind=ActivityKind(act.kind),
            on=act.on,
            recorded_at=now,
            at=now if act.on == now.date() else None,
        )
        self.record = self.record.with_activity(activity)
        return Outcome(is_done=True)

    def note_balance(self, act: deeds.TellBalance, now: datetime) -> Outcome:
        """Note a balance that somebody sees."""
        seen = {Bucket.CREDIT: act.credit, Bucket.DATA_REMAINING: act.data}
        self.record = self.record.with_reading(
            {bucket: Measure(amount, now) for bucket, amount in seen.items() if amount is not None}
        )
        return Outcome(is_done=True)

    def forget_deadline(self) -> Outcome:
        """Take the registration deadline out of the settings."""
        self.line = replace(self.line, register_by=None)
        return Outcome(is_done=True)

    # What runs by itself

    def verify(self, now: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Decide or ask what became of renewals."""
        seen = self.replayed(now).seen
        self.record = decided_by_reading(self.record, seen)
        due = frozenset(each.renewal_id for each in unverified(self.record, PLAN, now))
        if due:
            self.record = asked(self.record, due, now)
        return tuple(seen), tuple(due)


def remind(lines: Iterable[HomeLine], now: datetime) -> list[tuple[str, str, str]]:
    """Tell the household what it is time for; return line, cycle and stage of all that was told."""
    by_id = {line.line.line_id: line for line in lines}
    outlooks = []
    for line_id, line in by_id.items():
        state = line.state(now)
        signals = signals_of(state, line.record, PLAN, now)
        strands = strands_of(state, PLAN, signals, now.date())
        outlooks.append(Outlook(line_id, PLAN, line.record, strands))
    spoken = spoken_in(line.record for line in by_id.values())
    audience = Audience(PLAN, (ANNA,), frozenset({ANNA}), spoken)
    told = []
    for message in messages_due(outlooks, audience, now):
        for item in message.items:
            line = by_id[item.line_id]
            line.record = line.record.with_delivery(
                Delivery(
                    cycle=item.cycle,
                    stage=item.stage.key,
                    recipient_id=ANNA,
                    delivered_at=now,
                    bundle=message.bundle,
                )
            )
            told.append((item.line_id, item.cycle, item.stage.key))
    return told


def end_in(cycle: str, clock: int) -> date | None:
    """Return the end of service (0) or of the number (1) of which a cycle is."""
    parts = cycle.split("/")
    try:
        return date.fromisoformat(parts[clock])
    except ValueError, IndexError:
        return None
