"""People who pay and tell of it: late, twice, out of order, wrongly, not at all, by every door."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count
from random import Random

from . import wording
from .deeds import (
    Amend,
    Answer,
    Buy,
    Deed,
    ForgetDeadline,
    Import,
    LineSetUp,
    Move,
    Poll,
    Press,
    Record,
    RefusePayment,
    Register,
    Reply,
    Restore,
    RunDry,
    Script,
    State,
    TellBalance,
    TellUse,
    Text,
    ToldAct,
    TrueAct,
    Undo,
    Use,
)
from .offers import RealOffer
from .tariffs import DAY, BurnTariff, Standing, SubscriptionTariff
from .truth import TrueLine

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
GIGABYTE = Decimal(10**9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """How a carrier's word comes: by texts, and by a source that lags and falls silent."""

    has_texts: bool
    polls_every: timedelta | None = None
    lag: timedelta = timedelta(0)
    silent: tuple[tuple[datetime, datetime], ...] = ()


class Life:
    """The life of one line: its deeds come in the order of time, and know what is true by then."""

    def __init__(
        self,
        random: Random,
        script: Script,
        index: int,
        offer: RealOffer,
        set_up: LineSetUp,
        feed: Feed,
    ) -> None:
        """Begin with how the line stands as the household is set up."""
        self.random = random
        self.script = script
        self.index = index
        self.offer = offer
        self.feed = feed
        self.truth = TrueLine(offer, set_up, script.begins)
        self.deeds: list[Deed] = []
        self.number_of = count()
        self.register_by = set_up.register_by
        self._heap: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._order = count()
        self._ends = script.begins + script.days * DAY
        self._paid_for: date | None = None
        self._lead = self._new_lead()
        self._next_use = script.begins
        self._warned: date | None = None

    def live(self) -> list[Deed]:
        """Return all that happens on the line."""
        for day in range(self.script.days):
            self.later(self.script.begins + day * DAY + MINUTE, self._morning)
        if (every := self.feed.polls_every) is not None:
            moment = self.script.begins + every * self.random.random()
            while moment < self._ends:
                self.later(moment, self._poll)
                moment += every
        if self.register_by is not None:
            self._plan_registration(self.register_by)
        while self._heap:
            at, _, thunk = heappop(self._heap)
            if at < self._ends:
                self.truth.advance(at)
                thunk(at)
        return self.deeds

    def later(self, at: datetime, thunk: Callable[[datetime], None]) -> None:
        """Let something happen at an instant."""
        heappush(self._heap, (at, next(self._order), thunk))

    # The carrier

    def _really(self, act: TrueAct, at: datetime) -> None:
        self.truth.happen(act, at)
        self.deeds.append(Deed(at, self.index, act))

    def _tell(self, act: ToldAct, at: datetime) -> None:
        """Tell something; people wait until Home Assistant runs again."""
        self.deeds.append(Deed(self.script.up_from(at), self.index, act))

    def _morning(self, at: datetime) -> None:
        """Decide in the morning what happens today."""
        today = self._local(at).date()
        line = self.truth.shown
        if self.truth.is_lost(today):
            return
        self._maybe_use(today)
        self._maybe_warned(today, line)
        end = line.service
        if isinstance(self.offer.tariff, SubscriptionTariff):
            self._maybe_refused(today, line)
            return
        if end is None and not self.offer.amounts:
            return
        is_due = end is not None and today >= end - self._lead * DAY and self._paid_for != end
        is_early = end is not None and self.random.random() < 1 / 250
        if (is_due or is_early) and not line.waiting:
            self._paid_for = end
            self._lead = self._new_lead()
            self.later(self._hour(today), self._pay)
        if self.offer.habit.runs_dry and self.random.random() < 1 / 90:
            self.later(self._hour(today), self._run_dry)
        if self.random.random() < 1 / 120:
            self.later(self._hour(today), self._look_up)
        if self.random.random() < 1 / 300:
            self.later(self._hour(today), self._mistype)

    def _new_lead(self) -> int:
        """Return how many days before an end somebody pays this time; after it, below zero."""
        chance = self.random.random()
        if self.offer.habit.is_late and chance < 0.25:
            return -self.random.randint(10, 60)
        if chance < 0.70:
            return self.random.randint(0, 5)
        if chance < 0.85:
            return self.random.randint(6, 12)
        return -self.random.randint(1, 40 if chance > 0.97 else 8)

    def _pay(self, at: datetime) -> None:
        """Pay; now and then the payment is refused, and nobody notices at once."""
        amount = self.random.choice(self.offer.amounts)
        name = self._name()
        if self.random.random() < 0.04:
            self._tell_of_purchase(name, at, amount, is_refused=True)
            self._notice_refusal(name, at, amount)
            return
        self._really(Buy(amount), at)
        self._confirm_by_text(at, amount)
        self._tell_of_purchase(name, at, amount)
        if self.random.random() < 0.02:
            self.later(at + self._within(MINUTE, HOUR), self._pay_again)

    def _pay_again(self, at: datetime) -> None:
        amount = self.random.choice(self.offer.amounts)
        self._really(Buy(amount), at)
        self._confirm_by_text(at, amount)
        record = Record(self._name(), self._local(at).date(), amount, in_addition=True)
        self.later(at + 15 * MINUTE, lambda now: self._record(record, now))

    def _notice_refusal(self, name: str, at: datetime, amount: int) -> None:
        """Notice after days that nothing came, take the renewal back, and pay again."""
        noticed = at + self._within(4 * HOUR, 5 * DAY)
        chance = self.random.random()
        if chance < 0.35:
            self.later(noticed, lambda now: self._tell(Undo(name), now))
        elif chance < 0.8:
            for hours in (25, 34, 50):
                asked = at + hours * HOUR
                self.later(asked, lambda now: self._tell(Answer(name, has_arrived=False), now))

        def pay(now: datetime) -> None:
            self._really(Buy(amount), now)
            self._confirm_by_text(now, amount)
            self._tell_of_purchase(self._name(), now, amount)

        self.later(noticed + self._within(MINUTE, DAY), pay)

    def _run_dry(self, at: datetime) -> None:
        line = self.truth.standing
        if line.service is None or line.waiting or self._local(at).date() >= line.service:
            return
        self._really(RunDry(), at)
        if self.random.random() < 0.7:
            told = at + self._within(MINUTE, 30 * HOUR)
            self.later(told, self._tell_dry)
        self._paid_for = None
        self._lead = -self.random.randint(0, 3)

    def _tell_dry(self, at: datetime) -> None:
        if self.truth.shown.paid is not None:
            self._tell(TellBalance(data=Decimal(0)), at)

    def _maybe_use(self, today: date) -> None:
        habit = self.offer.habit
        if habit.uses_every is None or self._hour(today) < self._next_use:
            return
        if habit.use == "activation" and not self.truth.standing.waiting:
            return
        if habit.use == "call" and self.truth.standing.waiting and self.random.random() < 0.6:
            return
        at = self._hour(today)
        self._next_use = at + self._within(
            0.5 * habit.uses_every * DAY, 1.1 * habit.uses_every * DAY
        )
        self.later(at, self._use)

    def _use(self, at: datetime) -> None:
        kind = self.offer.habit.use
        self._really(Use(kind), at)
        day = self._local(at).date()
        if self.random.random() < 0.9:
            told = at + self._late(at)
            self.later(told, lambda now: self._tell(TellUse(kind, day), now))

    def _maybe_refused(self, today: date, line: Standing) -> None:
        """Let the card of a subscription expire once in a while, and somebody put it right."""
        if line.is_refused and line.service is not None and today > line.service:
            if self.random.random() < 0.25:
                self.later(self._hour(today), self._pay_by_hand)
        elif not line.is_refused and self.random.random() < 1 / 400:
            self.later(self._hour(today), lambda at: self._really(RefusePayment(), at))
        elif self.random.random() < 1 / 90:
            self.later(self._hour(today), self._look_up)

    def _pay_by_hand(self, at: datetime) -> None:
        if not self.truth.standing.is_refused:
            return
        self._really(Buy(self.offer.amounts[0]), at)
        self.later(at + 20 * MINUTE, self._look_up)

    def _plan_registration(self, deadline: date) -> None:
        begins = self.script.begins
        if self.random.random() < 0.85:
            days = (deadline - self._local(begins).date()).days
            moment = begins + self._within(DAY, max(days - 1, 2) * DAY)
            self.later(moment, lambda at: self._really(Register(), at))
            if self.random.random() < 0.7:
                forgotten = moment + self._within(MINUTE, 2 * DAY)
                self.later(forgotten, lambda at: self._tell(ForgetDeadline(), at))

    # What carriers and sources say

    def _poll(self, at: datetime) -> None:
        if self.script.is_down(at) or any(begin <= at < end for begin, end in self.feed.silent):
            return
        line = self.truth.at(at - self.feed.lag)
        if line.waiting:
            return
        is_burning = isinstance(self.offer.tariff, BurnTariff)
        self.deeds.append(
            Deed(
                at,
                self.index,
                Poll(
                    service=line.service,
                    number=line.number if self.offer.tariff.kept else None,
                    credit=line.credit if is_burning else None,
                    data=self._data(line),
                ),
            )
        )

    def _data(self, line: Standing) -> Decimal | None:
        if not self.offer.tariff.ends_when_empty:
            return None
        return Decimal(0) if line.paid is not None else 5 * GIGABYTE

    def _maybe_warned(self, today: date, line: Standing) -> None:
        """Have the carrier write before an end, sometimes of what was so a day ago."""
        end = line.service
        is_near = end is not None and end - today in {3 * DAY, DAY}
        if not is_near or not self.feed.has_texts or line.waiting or self._warned == today:
            return
        self._warned = today
        if self.random.random() < 0.6:
            self.later(self._hour(today), self._warn)
        elif line.number is not None and self.random.random() < 0.3:
            self.later(self._hour(today), self._warn_of_number)

    def _warn(self, at: datetime) -> None:
        lag = self.random.choice((0, 0, 6, 24, 36)) * HOUR
        line = self.truth.at(at - lag)
        if line.service is None or line.service < self._local(at).date():
            return
        if line.number is not None and self.random.random() < 0.4:
            text = wording.warning_of_both(line.service, line.number)
            self._send(Text(text, at, line.service, line.number), at)
        else:
            self._send(Text(wording.warning(self.random, line.service), at, line.service), at)

    def _warn_of_number(self, at: datetime) -> None:
        number = self.truth.shown.number
        if number is not None:
            self._send(Text(wording.about_number(number), at, number=number), at)

    def _confirm_by_text(self, at: datetime, amount: int) -> None:
        """Have the carrier write what a purchase came to, after seconds or after hours."""
        if not self.feed.has_texts or self.random.random() < 0.15:
            return
        wait = self.random.choice((MINUTE, MINUTE, 3 * MINUTE, HOUR, 20 * HOUR))
        self.later(at + wait, lambda now: self._send_confirmation(now, amount))

    def _send_confirmation(self, at: datetime, amount: int) -> None:
        line = self.truth.shown
        if line.service is None or line.waiting or line.service < self._local(at).date():
            return
        until = line.service
        if isinstance(self.offer.tariff, BurnTariff) and line.credit is not None:
            self._send(Text(wording.about_credit(line.credit), at, credit=line.credit), at)
        else:
            text = wording.confirmation(self.random, amount, until)
            self._send(Text(text, at, service=until), at)

    def _send(self, text: Text, at: datetime) -> None:
        """Have a text arrive: at once, days later, twice, or cut off."""
        chance = self.random.random()
        if chance < 0.05 and text.credit is None:
            service = text.service if text.number is not None else None
            text = Text(wording.cut(self.random, text.text), at, service)
        told = at + self._within(timedelta(0), 5 * MINUTE)
        if chance > 0.85:
            told = at + self._within(HOUR, 5 * DAY)
        self.later(told, lambda now: self._tell(text, now))
        if 0.05 < chance < 0.10:
            self.later(told + self._within(MINUTE, 2 * DAY), lambda now: self._tell(text, now))

    # What people tell

    def _tell_of_purchase(
        self, name: str, at: datetime, amount: int, *, is_refused: bool = False
    ) -> None:
        """Choose the door, and how late somebody goes through it."""
        chance = self.random.random()
        if chance < 0.07 and not is_refused:
            return
        day = self._local(at).date()
        wait = self._late(at)
        is_soon = self._local(at + wait).date() == day
        is_usual = amount == self.offer.amounts[0]
        if self.offer.rule is None:
            self._tell_with_dates(name, at + wait, day, is_refused=is_refused)
            return
        if chance < 0.15 and not is_refused:
            self.later(at + wait, self._look_up)
        elif chance < 0.25 and not is_refused:
            self._tell_with_dates(name, at + wait, day, is_refused=False)
        elif chance < 0.32:
            row = Import(name, day, amount)
            self.later(at + wait, lambda now: self._tell(row, now))
        elif chance < 0.45 and is_soon and not isinstance(self.offer.tariff, BurnTariff):
            reply = Reply(name, f"{amount} EUR" if chance < 0.4 else str(amount))
            self.later(at + wait, lambda now: self._tell(reply, now))
        elif chance < 0.72 and is_usual and (is_soon or chance < 0.5):
            self._press(name, at + wait)
        else:
            self._record_well_or_badly(name, at + wait, day, amount)
        self._afterwards(name, at + wait, day, amount)

    def _press(self, name: str, at: datetime) -> None:
        self.later(at, lambda now: self._tell(Press(name), now))
        if self.random.random() < 0.06:
            again = at + self._within(MINUTE / 2, 9 * MINUTE)
            other = self._name()
            self.later(again, lambda now: self._tell(Press(other), now))

    def _record_well_or_badly(self, name: str, at: datetime, day: date, amount: int) -> None:
        """Record what was paid; wrongly now and then, and mended later."""
        chance = self.random.random()
        record = Record(name, day, amount if chance < 0.8 else None, currency="EUR")
        mended: Amend | None = None
        if 0.09 < chance < 0.14:
            record = replace(record, amount=amount * 8, currency="CNY")
        elif chance < 0.06:
            record = replace(record, amount=self.random.choice((3, 50)))
            mended = Amend(name, amount=amount)
        elif chance < 0.09:
            record = replace(record, on=day - self.random.randint(1, 4) * DAY)
            mended = Amend(name, on=day)
        if record.amount is None and len(set(self.offer.amounts)) > 1:
            record = replace(record, amount=amount)
        if isinstance(self.offer.tariff, BurnTariff) and record.amount is None:
            record = replace(record, amount=amount)
        others = len(self.script.lines)
        if self.random.random() < 0.02 and others > 1 and mended is None:
            self._record_elsewhere(record, at)
            return
        self.later(at, lambda now: self._record(record, now))
        if mended is not None:
            amend = mended
            self.later(at + self._within(HOUR, 2 * DAY), lambda now: self._tell(amend, now))

    def _record_elsewhere(self, record: Record, at: datetime) -> None:
        """Record on the wrong line, and move it some hours later."""
        elsewhere = (self.index + 1) % len(self.script.lines)

        def wrongly(now: datetime) -> None:
            self.deeds.append(Deed(self.script.up_from(now), elsewhere, record))

        def move(now: datetime) -> None:
            act = Move(record.name, self.index)
            self.deeds.append(Deed(self.script.up_from(now), elsewhere, act))

        self.later(at, wrongly)
        self.later(at + self._within(HOUR, 3 * DAY), move)

    def _record(self, record: Record, at: datetime) -> None:
        self._tell(record, at)

    def _tell_with_dates(self, name: str, at: datetime, day: date, *, is_refused: bool) -> None:
        """Record with the new date, as the carrier's app shows it by then."""

        def tell(now: datetime) -> None:
            line = self.truth.shown
            if line.service is not None and line.service >= day and not line.waiting:
                until = line.service + (30 * DAY if is_refused else timedelta(0))
                self._tell(Record(name, day, service=until), now)

        self.later(at, tell)

    def _look_up(self, at: datetime) -> None:
        """Look into the carrier's app and type what it shows."""
        line = self.truth.shown
        if line.waiting:
            return
        if isinstance(self.offer.tariff, BurnTariff) and self.random.random() < 0.6:
            self._tell(TellBalance(credit=line.credit), at)
            return
        number = line.number if self.offer.tariff.kept else None
        if number is not None and line.service is not None and self.random.random() < 0.5:
            number = None
        if (line.service or number) is not None:
            self._tell(State(line.service, number), at)

    def _mistype(self, at: datetime) -> None:
        """Type a wrong date, and the right one once somebody sees it."""
        line = self.truth.shown
        if line.service is None or line.waiting or line.paid is not None:
            return
        wrong = line.service + self.random.choice((-10, 10, 30, 31, 365)) * DAY
        if wrong < self._local(at).date():
            return
        self._tell(State(wrong), at)
        self.later(at + self._within(MINUTE, DAY), self._look_up)

    def _afterwards(self, name: str, at: datetime, day: date, amount: int) -> None:
        """Do what people do with a renewal days after it: nothing, mostly."""
        chance = self.random.random()
        if chance < 0.02:
            self.later(at + self._within(HOUR, DAY), lambda now: self._tell(Undo(name), now))
            again = at + self._within(25 * HOUR, 30 * HOUR)
            self.later(again, lambda now: self._tell(Restore(name), now))
        elif chance < 0.06:
            later = at + self._within(DAY, 90 * DAY)
            self.later(later, lambda now: self._tell(Amend(name), now))
        elif chance < 0.075:
            other = Record(self._name(), day, amount)
            later = at + self._within(HOUR, 20 * HOUR)
            self.later(later, lambda now: self._tell(other, now))
            undone = later + self._within(HOUR, DAY)
            self.later(undone, lambda now: self._tell(Undo(other.name), now))
        elif chance < 0.3:
            for hours in (26, 40):
                answered = at + hours * HOUR
                self.later(answered, lambda now: self._tell(Answer(name, has_arrived=True), now))

    # When

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.script.zone_at(at))

    def _hour(self, today: date) -> datetime:
        """Return some hour at which people are awake."""
        noon = datetime.combine(today, time(12), UTC)
        hour, minute = (
            self.random.choice((8, 10, 12, 14, 16, 18, 20, 21)),
            self.random.randint(0, 59),
        )
        local = datetime.combine(today, time(hour, minute), self.script.zone_at(noon))
        return local.astimezone(UTC)

    def _within(self, shortest: timedelta, longest: timedelta) -> timedelta:
        return shortest + (longest - shortest) * self.random.random()

    def _late(self, at: datetime) -> timedelta:
        """Return how late somebody tells of what they have done."""
        chance = self.random.random()
        if chance < 0.6:
            return self._within(MINUTE, 50 * MINUTE)
        if chance < 0.78:
            return self._within(HOUR, 7 * HOUR)
        if chance < 0.97:
            return self._within(12 * HOUR, 4 * DAY)
        return self._within(4 * DAY, 12 * DAY)

    def _name(self) -> str:
        return f"{self.index}-{next(self.number_of)}"
