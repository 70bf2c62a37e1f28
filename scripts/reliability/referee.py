"""Plays a household through the product and before the observer, and judges each day."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from custom_components.sim_renewal.core.line import LineState, replay_of

from . import deeds
from .home import HomeLine, Outcome, Replayer, end_in, remind
from .observer import CARRIER, PERSON, CreditNote, Observer, Purchase, UseNote, Word
from .offers import OFFERS
from .tariffs import DAY
from .truth import TrueLine

BY_KEY = {offer.key: offer for offer in OFFERS}
LOOKS = (time(9), time(19), time(21, 30))


class Verdict(StrEnum):
    """What a date that was shown on a day was worth."""

    RIGHT = "right"
    DANGEROUS = "dangerous"
    AMBIGUOUS = "ambiguous"
    EARLY = "early"
    UNFAIR = "unfair"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """A line-day whose date was not right."""

    household: str
    line: int
    day: date
    clock: str
    verdict: Verdict
    shown: date | None
    truth: date | None
    allowed: tuple[date | None, ...]


@dataclass(slots=True)
class Score:
    """What came of the line-days of one family: verdicts by clock, and ends told in time.

    `too_late` are those of the unfair days that were shown later than they truly were.
    """

    days: Counter[tuple[str, Verdict]] = field(default_factory=Counter)
    too_late: Counter[str] = field(default_factory=Counter)
    ends: int = 0
    told: int = 0
    missed: list[tuple[str, int, date, str]] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.days += other.days
        self.too_late += other.too_late
        self.ends += other.ends
        self.told += other.told
        self.missed += other.missed


@dataclass(slots=True)
class Result:
    """What came of one household: scores by offer, and every day that was not right."""

    scores: dict[str, Score] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    line_days: int = 0


def judge(
    shown: date | None, truth: date | None, allowed: frozenset[date | None]
) -> Verdict | None:
    """Return what a date is worth; `None` where the line has none, and none is shown."""
    if shown == truth:
        return None if truth is None else Verdict.RIGHT
    if shown is None:
        return Verdict.UNKNOWN
    known = [each for each in allowed if each is not None]
    if not known:
        return Verdict.UNFAIR
    is_early = truth is not None and shown < truth
    return _judged_early(shown, known) if is_early else _judged_late(shown, known)


def _judged_early(shown: date, known: Sequence[date]) -> Verdict:
    """Judge a date before the true one: where readings differ, the earliest is right."""
    if shown < min(known):
        return Verdict.EARLY
    return Verdict.RIGHT if shown == min(known) and len(known) > 1 else Verdict.UNFAIR


def _judged_late(shown: date, known: Sequence[date]) -> Verdict:
    """Judge a date after the true one."""
    if shown > max(known):
        return Verdict.DANGEROUS
    return Verdict.AMBIGUOUS if shown > min(known) else Verdict.UNFAIR


class Game:
    """One household while it is played."""

    def __init__(self, script: deeds.Script, replayer: Replayer = replay_of) -> None:
        """Set up the lines."""
        self.script = script
        now = self._local(script.begins)
        offers = [BY_KEY[each.offer] for each in script.lines]
        self.truths = [
            TrueLine(offer, each, script.begins)
            for offer, each in zip(offers, script.lines, strict=True)
        ]
        self.homes = [
            HomeLine(number, offer, each, now, replayer)
            for number, (offer, each) in enumerate(zip(offers, script.lines, strict=True))
        ]
        self.observers = [
            Observer.of(offer, each, script.begins)
            for offer, each in zip(offers, script.lines, strict=True)
        ]
        self.result = Result(scores={offer.key: Score() for offer in offers})
        self._lost: set[int] = set()
        self._told: list[set[tuple[str, date]]] = [set() for _ in offers]
        self._known: list[set[tuple[str, date]]] = [set() for _ in offers]
        self._uses = 0

    def play(self) -> Result:
        """Let everything happen, and look at the lines each day."""
        looks = deque(self._looks())
        for deed in sorted(self.script.deeds, key=lambda each: each.at):
            while looks and looks[0] <= deed.at:
                self._look(looks.popleft())
            self._happen(deed)
        for look in looks:
            self._look(look)
        return self.result

    def _looks(self) -> Iterator[datetime]:
        for day in range(self.script.days):
            noon = self.script.begins + day * DAY
            today = self._local(noon).date()
            for at in LOOKS:
                local = datetime.combine(today, at, self.script.zone_at(noon))
                yield local.astimezone(self.script.begins.tzinfo)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.script.zone_at(at))

    # What happens

    def _happen(self, deed: deeds.Deed) -> None:
        act = deed.act
        if isinstance(
            act, deeds.Buy | deeds.Use | deeds.RunDry | deeds.RefusePayment | deeds.Register
        ):
            self.truths[deed.line].happen(act, deed.at)
        elif deed.line not in self._lost:
            self._tell(deed.line, act, self._local(deed.at))

    def _tell(self, index: int, act: deeds.ToldAct, now: datetime) -> None:
        match act:
            case deeds.Press() | deeds.Reply() | deeds.Record() | deeds.Import():
                self._tell_of_purchase(index, act, now)
            case deeds.Undo() | deeds.Restore() | deeds.Amend() | deeds.Answer():
                self._correct(index, act, now)
            case deeds.Move(name, to):
                self._move(index, name, to)
            case _:
                self._say(index, act, now)

    def _tell_of_purchase(
        self,
        index: int,
        act: deeds.Press | deeds.Reply | deeds.Record | deeds.Import,
        now: datetime,
    ) -> None:
        home, observer = self.homes[index], self.observers[index]
        match act:
            case deeds.Press(name):
                amount = home.line.offer.price
                self._purchase(home.press(name, now), observer, now, amount=amount)
            case deeds.Reply(_, text):
                amount = Decimal(text.split()[0])
                self._purchase(home.reply(act, now), observer, now, amount=amount)
            case deeds.Record():
                self._record(home.take(act, now), act, observer, now)
            case deeds.Import(name, on, paid):
                if home.import_row(act, now).is_done:
                    amount = None if paid is None else Decimal(paid)
                    observer.tell(Purchase(name, on, now, amount=amount))
            case _:
                assert_never(act)

    def _correct(
        self,
        index: int,
        act: deeds.Undo | deeds.Restore | deeds.Amend | deeds.Answer,
        now: datetime,
    ) -> None:
        home, observer = self.homes[index], self.observers[index]
        match act:
            case deeds.Undo(name):
                if home.undo(name, now).is_done:
                    observer.take_back(name)
            case deeds.Restore(name):
                if home.restore(name, now).is_done:
                    observer.put_back(name)
            case deeds.Amend(name):
                if home.amend(act, now).is_done:
                    observer.change(name, lambda each: _amended(each, act, now))
            case deeds.Answer(name, has_arrived):
                if home.answer(act, now).is_done:
                    observer.change(name, lambda each: replace(each, has_arrived=has_arrived))
            case _:
                assert_never(act)

    def _say(
        self,
        index: int,
        act: deeds.State
        | deeds.Text
        | deeds.Poll
        | deeds.TellUse
        | deeds.TellBalance
        | deeds.ForgetDeadline,
        now: datetime,
    ) -> None:
        home, observer = self.homes[index], self.observers[index]
        match act:
            case deeds.State(service, number):
                if home.state_dates(act, now).is_done:
                    _hear_words(observer, service, number, now, PERSON)
            case deeds.Text(_, received, service, number, credit):
                home.read(act, now)
                _hear_words(observer, service, number, received, CARRIER, told_at=now)
                self._balance(observer, credit, None, received, told_at=now)
            case deeds.Poll(service, number, credit, data):
                home.hear(act, now)
                _hear_words(observer, service, number, now, CARRIER)
                self._balance(observer, credit, data, now)
            case deeds.TellUse(kind, on):
                self._uses += 1
                if home.note_use(act, f"use{self._uses}", now).is_done:
                    at = now if on == now.date() else datetime.combine(on, time(23, 59), now.tzinfo)
                    observer.hear(UseNote(kind, on, at))
            case deeds.TellBalance(credit, data):
                home.note_balance(act, now)
                self._balance(observer, credit, data, now)
            case deeds.ForgetDeadline():
                home.forget_deadline()
                observer.forget_deadline()
            case _:
                assert_never(act)

    def _balance(
        self,
        observer: Observer,
        credit: Decimal | None,
        data: Decimal | None,
        at: datetime,
        told_at: datetime | None = None,
    ) -> None:
        if credit is not None:
            observer.hear(CreditNote(credit, at, told_at or at))
        if data is not None:
            observer.hear_data(at, is_empty=data <= 0)

    def _purchase(
        self, outcome: Outcome, observer: Observer, now: datetime, amount: Decimal | None
    ) -> None:
        if outcome.is_done:
            observer.tell(Purchase(outcome.name, now.date(), now, at=now, amount=amount))

    def _record(
        self, outcome: Outcome, act: deeds.Record, observer: Observer, now: datetime
    ) -> None:
        if not outcome.is_done:
            return
        is_known = act.amount is not None and act.currency in {None, "EUR"}
        observer.tell(
            Purchase(
                act.name,
                act.on,
                now,
                at=now if act.on == now.date() else None,
                amount=Decimal(act.amount) if is_known and act.amount is not None else None,
                service=act.service,
                number=act.number,
                in_addition=act.in_addition,
            )
        )

    def _move(self, index: int, name: str, to: int) -> None:
        home, target = self.homes[index], self.homes[to]
        renewal = home.record.renewal(name)
        if renewal is None or (target.line.offer.rule is None and renewal.service_until is None):
            return
        target.record = target.record.with_renewal(renewal)
        home.record = home.record.given_away(name)
        purchase = self.observers[index].take_back(name)
        if purchase is not None:
            self.observers[to].tell(purchase)

    # Looking

    def _look(self, at: datetime) -> None:
        for truth in self.truths:
            truth.advance(at)
        if self.script.is_down(at):
            return
        now = self._local(at)
        for home in self.homes:
            home.verify(now)
        is_last = now.time() >= LOOKS[-1]
        for index in range(len(self.homes)):
            if index not in self._lost:
                self._look_at(index, now, is_judged=is_last)
        if not is_last:
            self._remind(now)

    def _remind(self, now: datetime) -> None:
        for line_id, cycle, stage in remind(self.homes, now):
            index = int(line_id.removeprefix("line"))
            for number, clock in enumerate(("service", "number")):
                end = end_in(cycle, number)
                if end is not None and stage.startswith(clock):
                    self._told[index].add((clock, end))

    def _look_at(self, index: int, now: datetime, *, is_judged: bool) -> None:
        today, truth = now.date(), self.truths[index]
        if truth.is_lost(today):
            self._lost.add(index)
            return
        service, number = self.observers[index].ends(now)
        line = truth.shown
        for clock, allowed in (("service", service), ("number", number)):
            known = [each for each in allowed if each is not None]
            if not is_judged and known and min(known) in {today, today + DAY}:
                self._known[index].add((clock, min(known)))
        if not is_judged:
            return
        self.result.line_days += 1
        state = self.homes[index].state(now)
        true = None if line.waiting else line.service
        self._judge(index, today, "service", _shown(state), true, service)
        if line.number is not None:
            self._judge(index, today, "number", state.clocks.number_until, line.number, number)
        self._end_of_day(index, today)

    def _judge(
        self,
        index: int,
        today: date,
        clock: str,
        shown: date | None,
        truth: date | None,
        allowed: frozenset[date | None],
    ) -> None:
        verdict = judge(shown, truth, allowed)
        if verdict is None:
            return
        self._score(index).days[clock, verdict] += 1
        if verdict is Verdict.UNFAIR and shown and truth and shown > truth:
            self._score(index).too_late[clock] += 1
        if verdict is not Verdict.RIGHT:
            ordered = tuple(sorted(allowed, key=lambda each: each or date.max))
            self.result.findings.append(
                Finding(self.script.name, index, today, clock, verdict, shown, truth, ordered)
            )

    def _score(self, index: int) -> Score:
        return self.result.scores[self.truths[index].offer.key]

    def _end_of_day(self, index: int, today: date) -> None:
        """Count an end that came and was known: somebody has to have been told of it by now."""
        line = self.truths[index].shown
        if BY_KEY[self.script.lines[index].offer].family == "subscription":
            return
        for clock, end in (("service", line.service), ("number", line.number)):
            if end != today or (clock == "service" and line.waiting):
                continue
            if (clock, today) not in self._known[index]:
                continue
            score = self._score(index)
            score.ends += 1
            if any(each == clock and day <= today for each, day in self._told[index]):
                recent = [day for each, day in self._told[index] if each == clock]
                is_told = any(today - 45 * DAY <= day <= today for day in recent)
            else:
                is_told = False
            if is_told:
                score.told += 1
            else:
                score.missed.append((self.script.name, index, today, clock))


def _shown(state: LineState) -> date | None:
    return None if state.clocks.waiting else state.clocks.service_until


def _hear_words(
    observer: Observer,
    service: date | None,
    number: date | None,
    at: datetime,
    who: str,
    told_at: datetime | None = None,
) -> None:
    if service is not None:
        observer.hear(Word("service", service, at, who, told_at))
    if number is not None:
        observer.hear(Word("number", number, at, who, told_at))


def _amended(purchase: Purchase, act: deeds.Amend, now: datetime) -> Purchase:
    if act.on is not None and act.on != purchase.on:
        at = now if act.on == now.date() else None
        purchase = replace(purchase, on=act.on, at=at)
    if act.amount is not None:
        purchase = replace(purchase, amount=Decimal(act.amount))
    return purchase


def play(script: deeds.Script, replayer: Replayer = replay_of) -> Result:
    """Return what comes of a household."""
    return Game(script, replayer).play()
