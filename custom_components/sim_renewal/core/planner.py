"""The planner: what to tell whom now, in as few messages as possible, and when to look again."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256

from .agenda import lacks_date
from .dates import next_midnight, zone_of
from .line import LineState, Standing, Status
from .record import Record
from .reminders import (
    Happening,
    ReminderPlan,
    Stage,
    answered_at,
    believable_snooze,
    cycle_of,
    due_stage,
    heard_of,
    last_come,
    next_moment,
    promotion_stages,
    stages,
)
from .signals import LineSignals, signal_stages

STAGES_AHEAD = timedelta(days=40)
"""How far after its ends a line's stages are looked up: further than their longest pause."""

SOON = timedelta(days=40)
"""How near the next stage is that somebody can skip who has understood already."""

RUNNING = frozenset({Status.ACTIVE, Status.DUE, Status.UNKNOWN})
"""Where a line has service, so that its data and its promotion matter."""


class RecipientRole(StrEnum):
    """Whether somebody is reminded from the first stage on, or once nobody has answered."""

    FIRST = "first"
    ESCALATION = "escalation"


def first_of(roles: Mapping[str, RecipientRole]) -> frozenset[str]:
    """Return who is reminded from the first stage on: everybody, where nobody was chosen."""
    chosen = {recipient_id for recipient_id, role in roles.items() if role is RecipientRole.FIRST}
    return frozenset(chosen or roles)


@dataclass(frozen=True, slots=True)
class Strand:
    """One matter of a line, with the stages that it is spoken of at, logged under one cycle.

    The renewal `escalates`. A `lasting` matter, such as low data, has a single stage, which is
    told once while it lasts.
    """

    cycle: str
    stages: tuple[Stage, ...]
    escalates: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the planner knows of one line: its own plan, its record, and all its matters."""

    line_id: str
    plan: ReminderPlan
    record: Record
    strands: tuple[Strand, ...]

    @property
    def cycles(self) -> tuple[str, ...]:
        """The cycles of which a phone may still show something."""
        return tuple(strand.cycle for strand in self.strands)


@dataclass(frozen=True, slots=True)
class MessageItem:
    """One stage of one line that a message speaks of."""

    line_id: str
    cycle: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class ReminderMessage:
    """Everything that one recipient should be told at one moment."""

    recipient_id: str
    items: tuple[MessageItem, ...]

    @property
    def bundle(self) -> str | None:
        """What a message about several matters is called, the same one always the same.

        One that is sent again, as nobody knows whether it arrived, takes its own place then.
        """
        if len(self.items) == 1:
            return None
        said = sorted(f"{each.line_id} {each.cycle} {each.stage.key}" for each in self.items)
        return sha256("\n".join((self.recipient_id, *said)).encode()).hexdigest()[:26]


type Spoken = Mapping[str, Collection[datetime]]
"""The moments of the messages that each recipient had, at least those of today."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is reminded, what the household wishes, what was said lately, and who cannot be reached.

    The `first` are reminded from the first stage on, also those who cannot be tried just now; of a
    line that has some of its own, by its id, it is those.
    """

    plan: ReminderPlan
    recipient_ids: tuple[str, ...]
    first: frozenset[str]
    spoken: Spoken = field(default_factory=dict)
    unreachable: frozenset[str] = frozenset()
    of_lines: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def first_for(self, line_id: str) -> frozenset[str]:
        """Return who is reminded of a line from the first stage on."""
        return self.of_lines.get(line_id, self.first)


def strands_of(
    state: LineState, plan: ReminderPlan, signals: LineSignals, today: date
) -> tuple[Strand, ...]:
    """Return the matters of a line, with the stages that have come and those of the next weeks.

    A line that is not in use, or of which nobody wants to hear, has none.
    """
    line, clocks = state.line, state.clocks
    if line.standing is not Standing.IN_USE or plan.silent:
        return ()
    days = [day for day in (clocks.service_until, clocks.number_until) if day is not None]
    last = max((today, *days))
    dated = stages(clocks, line.offer.rule, plan, last + STAGES_AHEAD, state.told_term)
    strands = [Strand(cycle_of(clocks), dated, escalates=True)]
    if state.status in RUNNING:
        if (ends := line.promotion_until) is not None and ends >= today:
            strands.append(Strand(f"promotion/{ends}", promotion_stages(ends)))
        if lacks_date(state):
            strands.append(Strand(Happening.DATE_MISSING, (_question(today),), lasting=True))
        strands += [
            Strand(cycle, (stage,), lasting=True) for cycle, stage in signal_stages(signals, clocks)
        ]
    return tuple(strands)


def _question(today: date) -> Stage:
    """Return the stage at which somebody is asked for a date: at once, outside quiet hours."""
    since = datetime.combine(today - timedelta(days=1), time.min, UTC)
    return Stage(Happening.DATE_MISSING, today, Happening.DATE_MISSING, since=since)


def due_in(outlook: Outlook, strand: Strand, recipient_id: str, now: datetime) -> Stage | None:
    """Return the stage of a matter that a recipient has yet to hear, whatever the hour."""
    record = outlook.record
    if not strand.lasting:
        return due_stage(outlook.plan, strand.stages, record, strand.cycle, recipient_id, now)
    (stage,) = strand.stages
    snooze = believable_snooze(record, now)
    if stage.moment(now, outlook.plan) > now or (snooze is not None and now < snooze.until):
        return None
    told = any(
        (each.cycle, each.recipient_id) == (strand.cycle, recipient_id) and not each.cleared
        for each in record.deliveries
    )
    return None if told else stage


def is_for(
    recipient_id: str,
    outlook: Outlook,
    strand: Strand,
    stage: Stage,
    audience: Audience,
    now: datetime,
) -> bool:
    """Return whether a recipient is to hear a stage: first ones always, others if it has to be."""
    first = audience.first_for(outlook.line_id)
    if recipient_id in first:
        return True
    return strand.escalates and (
        stage.is_last_day
        or first <= audience.unreachable
        or _is_unanswered(outlook, strand, stage, audience, now)
    )


def messages_due(
    outlooks: Iterable[Outlook], audience: Audience, now: datetime
) -> tuple[ReminderMessage, ...]:
    """Return what to tell now: one message for each recipient who has something to hear.

    In quiet hours, and once the day's messages are used up, only last days are spoken of.
    """
    outlooks = tuple(outlooks)
    messages = []
    for recipient_id in audience.recipient_ids:
        items = tuple(_items(outlooks, recipient_id, audience, now))
        if items and not may_speak(recipient_id, audience, now):
            items = tuple(each for each in items if breaks_silence(each.stage, now))
        if items:
            messages.append(ReminderMessage(recipient_id, items))
    return tuple(messages)


def next_look(outlooks: Iterable[Outlook], audience: Audience, now: datetime) -> datetime | None:
    """Return, in UTC, when there can next be something to tell that is not told now."""
    moments: list[datetime] = []
    for outlook in outlooks:
        snooze = outlook.record.snooze
        for strand in outlook.strands:
            if moment := next_moment(outlook.plan, strand.stages, snooze, now):
                moments.append(moment)
            if strand.escalates and (moment := _escalates_at(outlook, strand, audience, now)):
                moments.append(moment)
        if moment := _silence_ends(outlook, audience, now):
            moments.append(moment)
    return min((each for each in moments if each > now), default=None)


def may_speak(recipient_id: str, audience: Audience, now: datetime) -> bool:
    """Return whether a recipient may be disturbed by what is not about a last day."""
    plan = audience.plan
    if plan.quiet is not None and plan.quiet.hold(now):
        return False
    return plan.cap is None or told_today(audience.spoken.get(recipient_id, ()), now) < plan.cap


def speaks_again_at(audience: Audience, now: datetime) -> datetime:
    """Return, in UTC, when a silence at `now` may be over: the quiet hours, or the day."""
    quiet = audience.plan.quiet
    if quiet is not None and quiet.hold(now):
        return quiet.end_after(now)
    return next_midnight(now)


def told_today(moments: Collection[datetime], now: datetime) -> int:
    """Return how many messages fell on the local day."""
    zone, today = zone_of(now), now.date()
    return sum(moment.astimezone(zone).date() == today for moment in moments)


def breaks_silence(stage: Stage, now: datetime) -> bool:
    """Return whether a stage cannot wait: the last day of service or of a number is not over."""
    return stage.is_last_day and now.date() <= stage.on


def spoken_in(records: Iterable[Record]) -> dict[str, set[datetime]]:
    """Return the moments of the messages that each recipient had, as the records tell."""
    spoken: dict[str, set[datetime]] = {}
    for record in records:
        for each in record.deliveries:
            spoken.setdefault(each.recipient_id, set()).add(each.delivered_at)
    return spoken


def stage_to_skip(outlook: Outlook, now: datetime) -> Stage | None:
    """Return the stage that somebody who has understood needs to hear no more.

    It is the last one that has come, unless that is skipped already, or else the next one if that
    is soon.
    """
    for strand in outlook.strands:
        if strand.escalates:
            last = last_come(outlook.plan, strand.stages, now)
            coming = (
                each for each in strand.stages if now < each.moment(now, outlook.plan) <= now + SOON
            )
            for stage in ((last,) if last else ()) + tuple(coming):
                if not outlook.record.skips_stage(strand.cycle, stage.key):
                    return stage
    return None


def topic_of(cycle: str) -> str | None:
    """Return what a matter is called that is no renewal: its cycle begins with a word."""
    name = cycle.partition("/")[0]
    return None if not name or name[0].isdigit() else name


@dataclass(frozen=True, slots=True)
class Preview:
    """When a line is spoken of next, and to whom."""

    at: datetime
    recipient_ids: tuple[str, ...]


def preview(outlook: Outlook, audience: Audience, now: datetime) -> Preview | None:
    """Return when a line is spoken of next after `now`, as far as that can be told."""
    coming = [
        (moment, strand, stage)
        for strand in outlook.strands
        for stage in strand.stages
        if (moment := _comes(outlook, strand, stage, audience, now)) is not None
    ]
    if not coming:
        return None
    at, strand, stage = min(coming, key=lambda each: each[0])
    then = at.astimezone(zone_of(now))
    return Preview(
        at,
        tuple(
            each
            for each in audience.recipient_ids
            if is_for(each, outlook, strand, stage, audience, then)
        ),
    )


def _comes(
    outlook: Outlook, strand: Strand, stage: Stage, audience: Audience, now: datetime
) -> datetime | None:
    """Return when a stage will be spoken of, or `None` where it is past or skipped."""
    moment = stage.moment(now, outlook.plan)
    snooze = believable_snooze(outlook.record, now)
    if outlook.record.skips_stage(strand.cycle, stage.key):
        return None
    if snooze is not None and now < snooze.until and not stage.is_last_day:
        moment = max(moment, snooze.until.astimezone(UTC))
    if moment <= now:
        return None
    then, quiet = moment.astimezone(zone_of(now)), audience.plan.quiet
    if quiet is not None and quiet.hold(then) and not breaks_silence(stage, then):
        return quiet.end_after(then)
    return moment


def _items(
    outlooks: Iterable[Outlook], recipient_id: str, audience: Audience, now: datetime
) -> Iterator[MessageItem]:
    for outlook in outlooks:
        for strand in outlook.strands:
            stage = due_in(outlook, strand, recipient_id, now)
            if stage and is_for(recipient_id, outlook, strand, stage, audience, now):
                yield MessageItem(outlook.line_id, strand.cycle, stage)


def _unanswered(
    outlook: Outlook, strand: Strand, audience: Audience, now: datetime
) -> dict[str, datetime]:
    """Return the stages that nobody of the first has answered, and when each was told."""
    asked = answered_at(outlook.record, strand.cycle)
    first = audience.first_for(outlook.line_id)
    told: dict[str, datetime] = {}
    for each in heard_of(outlook.record, strand.cycle, now):
        if each.recipient_id in first and (asked is None or each.delivered_at > asked):
            told[each.stage] = min(each.delivered_at, told.get(each.stage, each.delivered_at))
    return told


def _is_unanswered(
    outlook: Outlook, strand: Strand, stage: Stage, audience: Audience, now: datetime
) -> bool:
    told, plan = _unanswered(outlook, strand, audience, now), audience.plan
    if len(told.keys() - {stage.key}) >= plan.escalate_after:
        return True
    hours = plan.escalate_hours
    return hours is not None and any(
        now >= moment + timedelta(hours=hours) for moment in told.values()
    )


def _escalates_at(
    outlook: Outlook, strand: Strand, audience: Audience, now: datetime
) -> datetime | None:
    hours = audience.plan.escalate_hours
    told = _unanswered(outlook, strand, audience, now) if hours is not None else {}
    return min(told.values()) + timedelta(hours=hours or 0) if told else None


def _silence_ends(outlook: Outlook, audience: Audience, now: datetime) -> datetime | None:
    """Return when those who may not be disturbed now can hear what they have yet to hear."""
    for recipient_id in audience.recipient_ids:
        is_silent = not may_speak(recipient_id, audience, now)
        if is_silent and any(_items((outlook,), recipient_id, audience, now)):
            return speaks_again_at(audience, now)
    return None
