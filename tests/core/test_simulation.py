"""The planner lives through years of downtime, wrong clocks and forgetful people, and is watched.

The watcher has its own idea of when a line has to be spoken of. After everything that happens it
looks whether somebody should have heard something and has not, or has heard what they should not.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core import planner
from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.evidence import Teller
from custom_components.sim_renewal.core.line import Line, Offer, Standing, Status, derive
from custom_components.sim_renewal.core.model import Bucket, Measure, Renewal
from custom_components.sim_renewal.core.planner import (
    Audience,
    Outlook,
    ReminderMessage,
    strands_of,
)
from custom_components.sim_renewal.core.record import Delivery, Record, Skip, Snooze
from custom_components.sim_renewal.core.reminders import ReminderPlan, cycle_of, last_come, to_clear
from custom_components.sim_renewal.core.rule_families import (
    BalanceBurn,
    CalendarMonth,
    CreditLadder,
    FixedTerm,
    Never,
    ServiceByActivity,
    Subscription,
)
from custom_components.sim_renewal.core.rules import ActivityWindow, Anchor, Step
from custom_components.sim_renewal.core.signals import LineSignals, low_data_at

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TICK = 15 * MINUTE

CAP = 2
PLAN = ReminderPlan(cap=CAP)
FIRST = ("anna", "bob")
CARL = "carl"
RECIPIENTS = (*FIRST, CARL)

ZONES = {
    "Europe/Paris": 2026,
    "Asia/Shanghai": 2026,
    "America/St_Johns": 2026,
    "Pacific/Apia": 2006,  # it had daylight saving time, and left out a day
    "Africa/Casablanca": 2026,
    "Asia/Kathmandu": 2026,
    "Australia/Lord_Howe": 2026,
    "America/New_York": 2026,
    "Asia/Tehran": 2016,
    "America/Santiago": 2026,
    "Pacific/Chatham": 2026,
    "UTC": 2026,
}


def days(count_: int) -> Span:
    return Span(count_, SpanUnit.DAYS)


def months(count_: int) -> Span:
    return Span(count_, SpanUnit.MONTHS)


HOURS = FixedTerm(term=Span(24, SpanUnit.HOURS))
WEEK = FixedTerm(term=days(7))
BRIEF = (HOURS, WEEK)
RULES = (
    FixedTerm(term=days(30)),
    FixedTerm(term=days(28), grace=days(60), extends_from=Anchor.TODAY),
    FixedTerm(term=months(6), grace=months(6)),
    WEEK,
    HOURS,
    FixedTerm(term=days(365), kept_by=ActivityWindow(within=days(90))),
    CalendarMonth(day=31, grace=days(10)),
    CalendarMonth(months=3),
    ServiceByActivity(window=ActivityWindow(within=days(180))),
    CreditLadder(
        steps=(
            Step(Decimal(5), days(15), months(6)),
            Step(Decimal(10), months(1), months(6)),
            Step(Decimal(35), months(6), months(12)),
        )
    ),
    BalanceBurn(fee=Decimal(2), period=months(1), grace=months(3)),
    Subscription(period=months(1)),
    Never(),
    None,
)


class Broken(AssertionError):
    """An invariant does not hold."""


@dataclass(frozen=True)
class Brain:
    """The planner under watch, or one that is broken on purpose."""

    messages_due: Callable[..., tuple[ReminderMessage, ...]] = planner.messages_due
    next_look: Callable[..., datetime | None] = planner.next_look


@dataclass
class Told:
    """A message about a line, as the watcher remembers it."""

    key: str
    at: datetime
    epoch: int
    episode: int


class SimLine:
    """A line, and what the watcher knows of it."""

    def __init__(self, number: int, standing: Standing, promotion: date | None) -> None:
        self.rule = RULES[number % len(RULES)]
        self.has_data = number % 3 == 0
        self.line = Line(
            line_id=f"line{number}",
            name=f"Line {number}",
            offer=Offer(currency="EUR", price=Decimal(10), rule=self.rule),
            standing=standing,
            promotion_until=promotion,
        )
        self.record = Record()
        self.wake: datetime | None = None
        self.outlook: Outlook | None = None
        self.built_on = self.until = date.min
        self.zone: ZoneInfo | None = None
        self.state: Any = None
        self.schedule: tuple[Any, list[tuple[datetime, str]]] = (None, [])
        self.moments: tuple[Any, dict[str, datetime]] = (None, {})
        self.interrupted = False
        self.log: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
        self.episode = 0
        self.is_low = False
        self.closed: set[str] = set()
        self.began_at: dict[str, datetime] = {}


class World:
    """A household in one time zone for some years."""

    def __init__(self, zone: str, year: int, lines: int, seed: int, brain: Brain) -> None:
        self.random = Random(f"{zone}{seed}")
        self.brain = brain
        self.zone = ZoneInfo(zone)
        self.home = self.zone
        self.true = datetime(year, 1, 1, 12, tzinfo=UTC)
        self.skew = timedelta(0)
        self.up = True
        self.epoch = 0
        self.lowest_of_epoch = self.true
        self.awake: list[tuple[datetime, datetime]] = []
        self.awake_since = self.true
        self.counts: Counter[str] = Counter()
        self.spoken: dict[str, list[datetime]] = {each: [] for each in RECIPIENTS}
        self.urgent: dict[str, list[datetime]] = {each: [] for each in RECIPIENTS}
        self.events: list[tuple[datetime, int, str, Any]] = []
        self.number = count()
        self.next_wake: datetime | None = None
        self.lines = []
        for index in range(lines):
            standing = {17: Standing.SUSPENDED, 29: Standing.ARCHIVED}.get(index, Standing.IN_USE)
            promotion = date(year, 6, 15) + index * 40 * DAY if index % 4 == 0 else None
            self.lines.append(SimLine(index, standing, promotion))

    # Time.

    @property
    def now(self) -> datetime:
        """What the clock on the wall shows."""
        return (self.true + self.skew).astimezone(self.zone)

    def after(self, pause: timedelta, kind: str, what: Any = None) -> None:
        heappush(self.events, (self.true + pause, next(self.number), kind, what))

    def chance(self, least: timedelta, most: timedelta) -> timedelta:
        """Return a pause whose order of magnitude is even."""
        low, high = least.total_seconds(), most.total_seconds()
        return timedelta(seconds=low * (high / low) ** self.random.random())

    def run(self, years: int) -> Counter[str]:
        until = self.true + years * 365 * DAY
        for line in self.lines:
            self.renew(line)
        for kind in ("down", "jump", "move"):
            self.after(self.chance(DAY, 90 * DAY), kind)
        self.look_at(self.lines)
        while True:
            moment = min(
                (each for each in (self.next_true_wake, self.next_event) if each), default=until
            )
            if moment >= until:
                break
            self.true = max(moment, self.true)
            if self.events and self.events[0][0] <= self.true:
                _, _, kind, what = heappop(self.events)
                getattr(self, f"on_{kind}")(what)
            elif self.up:
                now = self.now
                self.look_at([each for each in self.lines if each.wake and each.wake <= now])
        return self.counts

    @property
    def next_event(self) -> datetime | None:
        return self.events[0][0] if self.events else None

    @property
    def next_true_wake(self) -> datetime | None:
        return self.next_wake - self.skew if self.up and self.next_wake else None

    # What happens.

    def on_down(self, _: Any) -> None:
        if self.up:
            self.counts["downtimes"] += 1
            self.go_to_sleep()
            self.after(self.chance(2 * MINUTE, 45 * DAY), "up")
        self.after(self.chance(DAY, 90 * DAY), "down")

    def on_up(self, _: Any) -> None:
        self.up = True
        self.awake_since = self.now
        self.look_at(self.lines)

    def go_to_sleep(self) -> None:
        self.note_awake()
        self.up = False

    def note_awake(self) -> None:
        """Keep when it was awake by a clock that was right."""
        if self.up and not self.skew:
            self.awake = [*self.awake[-60:], (self.awake_since, self.now)]

    def on_jump(self, _: Any) -> None:
        self.counts["clock jumps"] += 1
        size = self.chance(MINUTE, 3 * DAY if self.random.random() < 0.8 else 500 * DAY)
        self.set_skew(size if self.random.random() < 0.5 else -size)
        self.after(self.chance(10 * MINUTE, DAY), "right")
        self.after(self.chance(20 * DAY, 200 * DAY), "jump")

    def on_right(self, _: Any) -> None:
        self.set_skew(timedelta(0))

    def set_skew(self, skew: timedelta) -> None:
        """Set the clock; Home Assistant notices it at its next tick."""
        self.note_awake()
        if skew < self.skew - 23 * HOUR:
            self.epoch += 1
        self.skew = skew
        self.awake_since = self.now
        self.after(self.random.random() * TICK, "tick")

    def on_tick(self, _: Any) -> None:
        if self.up:
            self.look_at(self.lines)

    def on_move(self, _: Any) -> None:
        self.counts["time zones"] += 1
        away = self.zone != self.home
        self.zone = self.home if away else ZoneInfo(self.random.choice(list(ZONES)))
        self.after(self.chance(5 * DAY, 30 * DAY) if not away else 300 * DAY, "move")
        if self.up:
            self.look_at(self.lines)

    def on_renew(self, line: SimLine) -> None:
        if not self.up or abs(self.skew) > HOUR:
            self.after(self.chance(HOUR, 3 * DAY), "renew", line)
            return
        self.renew(line)
        self.look_at([line])

    def renew(self, line: SimLine) -> None:
        """Record a renewal, and decide when the next one comes: early, late or very late."""
        self.counts["renewals"] += 1
        now, rule, record = self.now, line.rule, line.record
        at = now.astimezone(UTC)
        if line.is_low and record.snooze is not None and not self.shows_low_data(line):
            line.episode += 1  # the renewal ends the snooze, which had taken it off the phones
        if rule is None:
            end = now.date() + self.random.choice((20, 45, 200, 400)) * DAY
            record = record.with_dates(at, service=end, number=end + 30 * DAY)
        elif isinstance(rule, BalanceBurn):
            credit = Decimal(self.random.randint(4, 24))
            record = record.with_reading({Bucket.CREDIT: Measure(credit, at)})
        elif isinstance(rule, Subscription) and not record.statements:
            record = record.with_dates(at, Teller.SETUP, service=now.date() + 20 * DAY)
        if len(record.renewals) > 5:
            clocks = derive(line.line, record, PLAN, now).clocks
            record = replace(record, renewals=(), statements=()).with_dates(
                at, Teller.SETUP, service=clocks.service_until, number=clocks.number_until
            )
        if rule is not None and rule.renews:
            amount = Decimal(self.random.choice((5, 10, 35)))
            renewal = Renewal(
                renewal_id=f"r{next(self.number)}",
                renewed_on=now.date(),
                recorded_at=at,
                at=at,
                amount=amount,
            )
            record = record.with_renewal(renewal)
            line.is_low = False
        old, lately = record.deliveries[:-24], record.deliveries[-24:]
        lasting = tuple(each for each in old if each.cycle == "data_low" and not each.cleared)
        line.record = replace(record, deliveries=(*lasting, *lately), skips=record.skips[-4:])
        line.outlook = None
        clocks = derive(line.line, line.record, PLAN, now).clocks
        line.began_at[cycle_of(clocks)] = now
        end = clocks.service_until or clocks.number_until or now.date() + 900 * DAY
        self.plan_ahead(line, (end - now.date()) / DAY)

    @staticmethod
    def shows_low_data(line: SimLine) -> bool:
        deliveries = line.record.deliveries
        return any(each.cycle == "data_low" and not each.cleared for each in deliveries)

    def plan_ahead(self, line: SimLine, left: float) -> None:
        """Decide what people will do about a line that has so many days left."""
        chance = self.random.random()
        if chance < 0.5:
            pause = left - self.random.uniform(0, min(20, left / 2))
        elif chance < 0.85:
            pause = left + self.random.uniform(-1, 12)
        else:
            pause = left + self.random.uniform(5, 120)
        if line.rule in BRIEF:
            pause += self.random.uniform(10, 60)  # bought for a journey, not all the time
        self.after(timedelta(days=max(pause, 0.3)), "renew", line)
        if left > 3 and self.random.random() < 0.3:
            self.after(timedelta(days=left - self.random.uniform(-5, 10)), "snooze", line)
        if left > 3 and self.random.random() < 0.15:
            self.after(timedelta(days=left - self.random.uniform(-3, 10)), "skip", line)
        if line.has_data:
            self.after(timedelta(days=left * self.random.uniform(0.2, 0.9)), "reading", line)

    def on_snooze(self, line: SimLine) -> None:
        if not self.up or abs(self.skew) > HOUR:
            return
        self.counts["snoozes"] += 1
        until = self.now.astimezone(UTC) + self.chance(3 * HOUR, 12 * DAY)
        line.record = replace(line.record, snooze=Snooze(until, self.now.astimezone(UTC)))
        self.look_at([line])

    def on_skip(self, line: SimLine) -> None:
        if not self.up or abs(self.skew) > HOUR or line.outlook is None:
            return
        for strand in line.outlook.strands[:1]:
            if stage := last_come(line.outlook.plan, strand.stages, self.now):
                self.counts["skips"] += 1
                asked_at = self.now.astimezone(UTC)
                line.record = line.record.with_skip(Skip(strand.cycle, stage.key, asked_at))
        self.look_at([line])

    def on_reading(self, line: SimLine) -> None:
        if not self.up or abs(self.skew) > HOUR:
            return
        amount = Decimal(self.random.choice((100, 300, 900, 5000))) * 10**6
        measure = Measure(amount, self.now.astimezone(UTC))
        line.record = line.record.with_reading({Bucket.DATA_REMAINING: measure})
        is_low = amount < 500 * 10**6
        if is_low and not line.is_low:
            line.episode += 1
            self.counts["low data"] += 1
        line.is_low = is_low
        line.interrupted = False
        line.outlook = None
        self.look_at([line])

    # The planner at work, as the notifier lets it.

    def build(self, line: SimLine) -> Outlook:
        """Return the outlook of a line; its matters change with its record, or on some days."""
        today = self.now.date()
        if (
            line.outlook is not None
            and line.zone == self.zone
            and line.built_on <= today < line.until
        ):
            if line.outlook.record is not line.record:
                line.outlook = replace(line.outlook, record=line.record)
            return line.outlook
        line.state = derive(line.line, line.record, PLAN, self.now)
        signals = LineSignals(low_data_at=low_data_at(line.record, PLAN, self.zone))
        line.built_on, line.zone = today, self.zone
        changes = [line.state.clocks.service_until, line.state.clocks.number_until]
        changes.append(line.line.promotion_until)
        line.until = min(
            [today + 25 * DAY, *(day + DAY for day in changes if day and day >= today)]
        )
        strands = strands_of(line.state, PLAN, signals, today)
        line.outlook = Outlook(line.line.line_id, PLAN, line.record, strands)
        if line.is_low and not self.has_service(line):
            line.interrupted = True
        elif line.is_low and line.interrupted:
            line.interrupted = False
            line.episode += 1
        return line.outlook

    def audience(self) -> Audience:
        return Audience(
            PLAN,
            RECIPIENTS,
            frozenset(FIRST),
            {key: each[-4:] for key, each in self.spoken.items()},
        )

    def look_at(self, lines: list[SimLine]) -> None:
        """Send what is due for lines, watch, and decide when to look again."""
        now = self.now
        by_id = {}
        for line in lines:
            if cleared := to_clear(line.record, *self.build(line).cycles):
                line.record = line.record.with_cleared(cleared)
                line.outlook = None if line.has_data else line.outlook
                self.build(line)
            by_id[line.line.line_id] = line
        outlooks = [line.outlook for line in lines if line.outlook]
        for message in self.brain.messages_due(outlooks, self.audience(), now):
            self.send(message, by_id, now)
        household = self.audience()
        for line in lines:
            self.build(line)
            self.watch(line, now)
            look = self.brain.next_look((line.outlook,), household, now)
            self.watch_look(line, look, now)
            horizon = datetime.combine(line.until, time(0), self.zone).astimezone(UTC)
            line.wake = min(look, horizon) if look else horizon
        wakes = [line.wake for line in self.lines if line.wake]
        self.next_wake = max(min(wakes), (now + timedelta(seconds=1)).astimezone(UTC))

    def send(self, message: ReminderMessage, by_id: dict[str, SimLine], now: datetime) -> None:
        recipient_id = message.recipient_id
        urgent = [each.stage.is_last_day and now.date() <= each.stage.on for each in message.items]
        quiet = self.is_quiet(now)
        today = self.told_today(recipient_id, now)
        self.expect(not quiet or all(urgent), "spoke in quiet hours", message)
        self.expect(today < CAP or all(urgent), "spoke beyond the cap", message)
        self.counts["messages"] += 1
        self.counts["merged"] += len(message.items) > 1
        self.counts["broke the quiet hours"] += quiet
        self.counts["broke the cap"] += today >= CAP
        self.counts["escalated"] += recipient_id == CARL
        at = now.astimezone(UTC)
        self.spoken[recipient_id].append(at)
        for item in message.items:
            line = by_id[item.line_id]
            self.counts["stages told"] += 1
            self.check_item(line, recipient_id, item, now)
            if item.cycle == "data_low":
                line.outlook = None
            line.log[item.cycle, recipient_id].append(
                Told(item.stage.key, at, self.epoch, line.episode)
            )
            line.record = line.record.with_delivery(
                Delivery(
                    cycle=item.cycle,
                    stage=item.stage.key,
                    recipient_id=recipient_id,
                    delivered_at=at,
                    bundle="b" if len(message.items) > 1 else None,
                )
            )

    # The watcher.

    def expect(self, holds: bool, what: str, about: Any) -> None:
        if not holds:
            raise Broken(f"{what}: {about} at {self.now}")

    @staticmethod
    def is_quiet(now: datetime) -> bool:
        return now.hour >= 23 or now.hour < 7

    def snoozed(self, line: SimLine, now: datetime, last_day: datetime | None) -> bool:
        """Return whether a snooze hides what is no last day asked of before."""
        snooze = line.record.snooze
        if snooze is None or snooze.asked_at > now + DAY or now >= snooze.until:
            return False
        return last_day is None or snooze.asked_at >= last_day

    def check_item(self, line: SimLine, recipient_id: str, item: Any, now: datetime) -> None:
        """Refuse what should not have been said, or not again."""
        stage = item.stage
        self.expect(line.line.standing is Standing.IN_USE, "spoke of a line not in use", item)
        self.expect(
            not line.record.skips_stage(item.cycle, stage.key), "spoke of a skipped stage", item
        )
        moment = self.own_moment(line, stage.key)
        last_day = moment if stage.key in {"service-0", "number-0"} else None
        self.expect(not self.snoozed(line, now, last_day), "spoke in a snooze", item)
        if stage.key == "data_low":
            self.expect(line.is_low, "spoke of low data that is not low", item)
        elif not stage.key.startswith("promotion"):
            expected = self.own_last(line, now)
            self.expect(
                expected is not None and expected[1] == stage.key, "spoke of another stage", item
            )
        if recipient_id == CARL:
            self.expect(self.is_escalated(line, stage.key, now), "escalated without a reason", item)
        snooze = line.record.snooze
        for told in line.log[item.cycle, recipient_id]:
            again = (
                told.key != stage.key
                or told.epoch != self.epoch
                or (snooze is not None and told.at < snooze.until <= now)
                or (stage.key == "data_low" and told.episode != line.episode)
            )
            self.expect(again, "said it twice", item)

    def own_schedule(self, line: SimLine) -> list[tuple[datetime, str]]:
        """Return when a line has to be spoken of, by the watcher's own reckoning."""
        state = line.state
        clocks = state.clocks
        if isinstance(line.rule, Subscription) or line.line.standing is not Standing.IN_USE:
            return []
        key = (clocks, self.zone)
        if line.schedule[0] == key:
            return line.schedule[1]
        found = {**self.own_service_days(line), **self.own_number_days(line)}
        schedule = [(self.at_nine(day, name, clocks), name) for day, name in sorted(found.items())]
        line.schedule = (key, schedule)
        return schedule

    @staticmethod
    def own_service_days(line: SimLine) -> dict[date, str]:
        service, number = line.state.clocks.service_until, line.state.clocks.number_until
        if service is None:
            return {}
        term = line.rule.shortest_term if line.rule is not None else None
        found = {
            service - offset * DAY: f"service-{offset}"
            for offset in (30, 14, 7, 3, 1, 0)
            if term is None or offset < term.shortest_days()
        }
        for over in (1, 3, *range(7, 7 * 120, 7)):
            if number is None or service + over * DAY <= number:
                found[service + over * DAY] = f"service+{over}"
        return found

    @staticmethod
    def own_number_days(line: SimLine) -> dict[date, str]:
        service, number = line.state.clocks.service_until, line.state.clocks.number_until
        if number is None:
            return {}
        kept_by = line.rule.kept_by if line.rule is not None else None
        found = {number + DAY: "number+1"}
        for offset in (30, 14, 7, 3, 1, 0):
            day = number - offset * DAY
            fits = kept_by is None or offset < kept_by.within.shortest_days()
            if fits and (service is None or number < service or day > service):
                found[day] = f"number-{offset}"
        return found

    def at_nine(self, day: date, key: str, clocks: Any) -> datetime:
        usual = datetime.combine(day, time(9), self.zone).astimezone(UTC)
        if key != "service-0" or clocks.ends_at is None or usual <= clocks.ends_at - 2 * HOUR:
            return usual
        latest = (clocks.ends_at - 2 * HOUR).astimezone(self.zone)
        if latest.hour >= 23:
            latest = datetime.combine(latest.date(), time(22, 45), self.zone)
        elif latest.hour < 7:
            latest = datetime.combine(latest.date() - DAY, time(22, 45), self.zone)
        return latest.astimezone(UTC)

    def own_moment(self, line: SimLine, key: str) -> datetime | None:
        schedule = self.own_schedule(line)
        if line.moments[0] is not schedule:
            line.moments = (schedule, {name: moment for moment, name in schedule})
        return line.moments[1].get(key)

    def own_last(self, line: SimLine, now: datetime) -> tuple[datetime, str] | None:
        """Return the last moment that has come, and its key; a day further ahead has not."""
        schedule = self.own_schedule(line)
        position = bisect_right(schedule, (now.astimezone(UTC), "~"))
        return schedule[position - 1] if position else None

    def is_escalated(self, line: SimLine, key: str, now: datetime) -> bool:
        if key in {"service-0", "number-0"}:
            return True
        cycle = cycle_of(line.state.clocks)
        record = line.record
        asked = [each.asked_at for each in record.skips if each.cycle == cycle]
        if record.snooze:
            asked.append(record.snooze.asked_at)
        since = max(asked, default=None)
        keys = {
            told.key
            for each in FIRST
            for told in line.log[cycle, each]
            if (since is None or told.at > since) and told.at <= now + DAY
        }
        return len(keys - {key}) >= 2

    def watch(self, line: SimLine, now: datetime) -> None:
        """Look whether everybody has heard what they had to hear by now."""
        cycle = cycle_of(line.state.clocks)
        last = self.own_last(line, now)
        for recipient_id in RECIPIENTS:
            if last is not None:
                moment, key = last
                is_for = recipient_id != CARL or (
                    self.is_escalated(line, key, now)
                    and all(
                        each.epoch == self.epoch for who in FIRST for each in line.log[cycle, who]
                    )
                )
                if is_for and not self.has_heard(line, cycle, recipient_id, last, now):
                    is_last_day = key in {"service-0", "number-0"}
                    today = is_last_day and now.date() <= self.end_of(line, key)
                    excused = (
                        line.record.skips_stage(cycle, key)
                        or self.snoozed(line, now, moment if is_last_day else None)
                        or (self.may_not_speak(recipient_id, now) and not today)
                    )
                    self.expect(
                        excused, "did not speak of", (line.line.line_id, recipient_id, last)
                    )
                    self.counts["waited"] += 1
            is_low = line.is_low and self.has_service(line) and self.is_measured(line, now)
            if is_low and recipient_id != CARL:
                heard = any(
                    each.episode == line.episode for each in line.log["data_low", recipient_id]
                )
                excused = self.snoozed(line, now, None) or self.may_not_speak(recipient_id, now)
                self.expect(
                    heard or excused,
                    "did not speak of low data",
                    (line.line.line_id, recipient_id),
                )
        self.watch_end(line, cycle, now)

    @staticmethod
    def is_measured(line: SimLine, now: datetime) -> bool:
        """Return whether the data was measured before now, which a clock set back can deny."""
        return line.record.reading[Bucket.DATA_REMAINING].measured_at <= now

    @staticmethod
    def end_of(line: SimLine, key: str) -> date:
        clocks = line.state.clocks
        return clocks.service_until if key == "service-0" else clocks.number_until

    def has_service(self, line: SimLine) -> bool:
        in_use = line.line.standing is Standing.IN_USE
        return in_use and line.state.status in {Status.ACTIVE, Status.DUE, Status.UNKNOWN}

    def may_not_speak(self, recipient_id: str, now: datetime) -> bool:
        return self.is_quiet(now) or self.told_today(recipient_id, now) >= CAP

    def told_today(self, recipient_id: str, now: datetime) -> int:
        lately = self.spoken[recipient_id][-4:]
        return sum(each.astimezone(self.zone).date() == now.date() for each in lately)

    def has_heard(
        self,
        line: SimLine,
        cycle: str,
        recipient_id: str,
        last: tuple[datetime, str],
        now: datetime,
    ) -> bool:
        moment, key = last
        told = [each for each in line.log[cycle, recipient_id] if each.at <= now + DAY]
        snooze = line.record.snooze
        if snooze is not None and snooze.until <= now and snooze.asked_at <= now + DAY:
            told = [each for each in told if each.at >= snooze.until]
        day = moment.astimezone(self.zone).date()
        return any(each.key == key or each.at.astimezone(self.zone).date() >= day for each in told)

    def watch_end(self, line: SimLine, cycle: str, now: datetime) -> None:
        """Once a last day is over, look whether somebody was told before, or could not be."""
        end = line.state.clocks.service_until
        begin = self.own_moment(line, "service-0")
        if end is None or begin is None or cycle in line.closed or self.skew:
            return
        over = datetime.combine(end + DAY, time(0), self.zone).astimezone(UTC)
        if now < over:
            return
        line.closed.add(cycle)
        begin = max(begin, line.began_at.get(cycle, begin))
        for recipient_id in FIRST:
            told = any(
                begin - 40 * DAY <= each.at < over
                for (of_cycle, who), log in line.log.items()
                if who == recipient_id and (of_cycle == cycle or self.end_depends_on_zone(line))
                for each in log
            )
            self.counts["ends told of in time" if told else "ends missed while down"] += 1
            skipped = line.record.skips_stage(cycle, "service-0")
            snooze = line.record.snooze
            asked_late = snooze is not None and snooze.asked_at >= begin
            spans = [*self.awake, (self.awake_since, now)]
            was_up = any(min(stop, over) - max(start, begin) > TICK for start, stop in spans)
            self.expect(
                told or not was_up or skipped or asked_late,
                "an end went by unspoken of",
                (line.line.line_id, cycle, recipient_id),
            )

    @staticmethod
    def end_depends_on_zone(line: SimLine) -> bool:
        """Return whether the same end falls on another day, so in another cycle, elsewhere."""
        return line.rule is HOURS or isinstance(line.rule, BalanceBurn)

    def watch_look(self, line: SimLine, look: datetime | None, now: datetime) -> None:
        """Look whether the next look comes in time."""
        schedule = self.own_schedule(line)
        position = bisect_right(schedule, (now.astimezone(UTC), "~"))
        moments = [each for each, _ in schedule[position : position + 1] if each < now + 14 * DAY]
        snooze = line.record.snooze
        if moments and snooze is not None and snooze.until > now:
            moments.append(snooze.until)
        if moments:
            in_time = look is not None and look <= min(moments)
            self.expect(in_time, "would look too late", (line.line.line_id, look, min(moments)))
        self.expect(look is None or look > now, "would look in the past", line.line.line_id)


def simulate(
    zone: str, years: int, lines: int, brain: Brain = Brain(), seed: int = 1
) -> Counter[str]:
    return World(zone, ZONES[zone], lines, seed, brain).run(years)


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Apia"])
def test_nobody_is_told_too_little_or_too_much_in_a_year(zone) -> None:
    assert simulate(zone, years=1, lines=2 * len(RULES))["ends told of in time"] > 100


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_nobody_is_told_too_little_or_too_much_in_ten_years(zone) -> None:
    counts = simulate(zone, years=10, lines=60)

    print(zone, dict(counts))  # noqa: T201
    assert counts["ends told of in time"] > 1000
    for what in ("merged", "broke the cap", "escalated", "snoozes", "skips", "waited"):
        assert counts[what] > 0, what


def no_quiet_hours(household: Audience) -> Audience:
    return replace(household, plan=replace(household.plan, quiet=None))


def no_cap(household: Audience) -> Audience:
    return replace(household, plan=replace(household.plan, cap=None))


def changed(
    outlook: Callable[[Outlook], Outlook] = lambda outlook: outlook,
    household: Callable[[Audience], Audience] = lambda household: household,
    messages: Callable[[tuple[ReminderMessage, ...], datetime], tuple[ReminderMessage, ...]] = (
        lambda messages, now: messages
    ),
) -> Brain:
    """Return a planner that sees something else, or says something else."""

    def messages_due(outlooks, seen, now):
        altered = [outlook(each) for each in outlooks]
        return messages(planner.messages_due(altered, household(seen), now), now)

    return Brain(messages_due=messages_due)


def without_deliveries(outlook: Outlook) -> Outlook:
    return replace(outlook, record=replace(outlook.record, deliveries=()))


def without_snooze(outlook: Outlook) -> Outlook:
    return replace(outlook, record=replace(outlook.record, snooze=None))


def without_skips(outlook: Outlook) -> Outlook:
    return replace(outlook, record=replace(outlook.record, skips=()))


def without_signals(outlook: Outlook) -> Outlook:
    return replace(outlook, strands=tuple(each for each in outlook.strands if not each.lasting))


def with_exact_days(
    messages: tuple[ReminderMessage, ...], now: datetime
) -> tuple[ReminderMessage, ...]:
    """Speak of a stage on its own day or never, as most reminders do."""
    kept = (
        replace(each, items=tuple(item for item in each.items if item.stage.on == now.date()))
        for each in messages
    )
    return tuple(each for each in kept if each.items)


def with_first_line_only(
    messages: tuple[ReminderMessage, ...], now: datetime
) -> tuple[ReminderMessage, ...]:
    return tuple(replace(each, items=each.items[:1]) for each in messages)


def with_silent_nights(
    messages: tuple[ReminderMessage, ...], now: datetime
) -> tuple[ReminderMessage, ...]:
    return () if World.is_quiet(now) else messages


def looking_late(by: timedelta) -> Brain:
    def next_look(outlooks, household, now):
        look = planner.next_look(outlooks, household, now)
        return look and look + by

    return Brain(next_look=next_look)


def all_first(household: Audience) -> Audience:
    return replace(household, first=frozenset({*FIRST, CARL}))


def none_escalated(household: Audience) -> Audience:
    return replace(household, recipient_ids=FIRST)


LATE = "lets the last day wait"
"""The mutant that goes unnoticed for years."""

MUTANTS = {
    "forgets what it said": (changed(without_deliveries), "said it twice|did not speak of"),
    "ignores a snooze": (changed(without_snooze), "spoke in a snooze"),
    "ignores a skip": (changed(without_skips), "skipped stage|without a reason"),
    "ignores signals": (changed(without_signals), "did not speak of low data"),
    "knows no quiet hours": (changed(household=no_quiet_hours), "spoke in quiet hours"),
    "knows no cap": (changed(household=no_cap), "spoke beyond the cap"),
    "speaks on exact days only": (changed(messages=with_exact_days), "did not speak of"),
    "merges by dropping": (changed(messages=with_first_line_only), "did not speak of"),
    LATE: (changed(messages=with_silent_nights), "did not speak of"),
    "looks an hour late": (looking_late(HOUR), "would look too late"),
    "never escalates": (changed(household=none_escalated), "did not speak of"),
    "tells all at once": (changed(household=all_first), "escalated without a reason"),
}


@pytest.mark.parametrize(
    "mutant",
    [pytest.param(each, marks=pytest.mark.slow if each == LATE else ()) for each in MUTANTS],
)
def test_the_watcher_notices_a_planner_that_is_broken(mutant) -> None:
    brain, complaint = MUTANTS[mutant]

    with pytest.raises(Broken, match=complaint):
        simulate("Europe/Paris", years=10, lines=60, brain=brain)
