"""The stages of a line: its reminder moments, and which of them somebody should be told of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from .dates import Span, days_later, local_moment, next_midnight, zone_of
from .quiet import QuietHours
from .record import UNDONE_CYCLE, Delivery, Record, Snooze
from .rules import Clocks, ValidityRule

FIRST_REPEATS = (1, 3)
REPEAT_EVERY = 7

BEFORE_PROMOTION_ENDS = (14, 3, 0)

NIGHT = QuietHours(time(23), time(7))

LEAD = timedelta(hours=2)
"""How long before an end by the hour its last reminder comes at the latest."""

LATER_ON_LAST_DAY = timedelta(hours=3)

TIME_TO_ACT = timedelta(hours=1)
"""How long before an end somebody has to be asked again at the latest."""

CLOCK_DOUBT = timedelta(days=1)
"""What was noted further than this in the future was noted by a clock that was wrong."""


class Happening(StrEnum):
    """What a line tells automations: its stages, what became of its renewals, and its alerts."""

    RENEWAL_DUE = "renewal_due"
    EXPIRES_TODAY = "expires_today"
    EXPIRED = "expired"
    GRACE_ENDING = "grace_ending"
    NUMBER_LOST = "number_lost"
    DATA_LOW = "data_low"
    DATA_RUNS_OUT_EARLY = "data_runs_out_early"
    PROMOTION_ENDS = "promotion_ends"
    SOURCE_STALE = "source_stale"
    DATE_MISSING = "date_missing"
    RENEWED = "renewed"
    RENEWAL_UNDONE = "renewal_undone"
    RENEWAL_UNVERIFIED = "renewal_unverified"


class End(StrEnum):
    """What a reminder speaks of: the date to which its days are counted."""

    SERVICE = "service_until"
    NUMBER = "number_until"
    PROMOTION = "promotion_until"


AFTER_SERVICE = frozenset({Happening.EXPIRED, Happening.GRACE_ENDING, Happening.NUMBER_LOST})
"""What is told while the number is the next that can be lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPlan:
    """What the household wishes, and a line where it differs.

    `before`: how many days before an end to remind, `at` that local time. With `verify`, somebody
    is asked a day or two after each renewal whether it landed. Nobody is disturbed in the `quiet`
    hours, nor by more than `cap` messages a day, but for the last day of service or of a number.
    Without an answer to `escalate_after` stages, or for `escalate_hours`, the next recipients hear
    as well. Data is low below `low_share` of the allowance, or below `low_data` bytes. `digest_on`
    is the weekday of a weekly digest, Monday being 0; `heartbeat` a sign of life each month.
    """

    before: tuple[int, ...] = (30, 14, 7, 3, 1, 0)
    at: time = time(9)
    verify: bool = True
    silent: bool = False
    quiet: QuietHours | None = NIGHT
    cap: int | None = 6
    escalate_after: int = 2
    escalate_hours: int | None = None
    low_share: Decimal = Decimal("0.1")
    low_data: Decimal | None = Decimal(500_000_000)
    digest_on: int | None = None
    heartbeat: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One reminder moment of a line in one cycle.

    `ends_at` is the exact end that it has to precede, where there is one; `since` the moment at
    which it came by itself, where it keeps to no time of day.
    """

    happening: Happening
    on: date
    key: str
    ends_at: datetime | None = None
    since: datetime | None = None

    @property
    def is_last_day(self) -> bool:
        """Whether it speaks of the last day of service or of the number."""
        return self.key in {"service-0", "number-0"}

    def moment(self, now: datetime, plan: ReminderPlan) -> datetime:
        """Return, in UTC, when this stage comes in the time zone of `now`."""
        if self.since is not None:
            return self.since.astimezone(UTC)
        zone = now.tzinfo or UTC
        usual = local_moment(self.on, plan.at, zone)
        if self.ends_at is None or usual <= self.ends_at - LEAD:
            return usual
        latest = (self.ends_at - LEAD).astimezone(zone)
        if plan.quiet is not None and plan.quiet.hold(latest):
            return plan.quiet.start_before(latest) - timedelta(minutes=15)
        return latest.astimezone(UTC)


def end_spoken_of(
    happening: Happening, clocks: Clocks, promotion_until: date | None = None
) -> tuple[End, date] | None:
    """Return the end that something which happens to a line speaks of, where it is known.

    After service it is the end of the number, if that can be lost.
    """
    dates = {
        End.SERVICE: None if clocks.waiting else clocks.service_until,
        End.NUMBER: clocks.number_until,
        End.PROMOTION: promotion_until,
    }
    ends = [End.SERVICE, End.NUMBER]
    if happening is Happening.PROMOTION_ENDS:
        ends = [End.PROMOTION]
    elif happening in AFTER_SERVICE or clocks.number_is_first:
        ends.reverse()
    return next(((end, day) for end in ends if (day := dates[end]) is not None), None)


def cycle_of(clocks: Clocks) -> str:
    """Return what tells one renewal cycle of a line from the next."""
    return f"{clocks.service_until or ''}/{clocks.number_until or ''}"


def offsets(
    rule: ValidityRule | None, plan: ReminderPlan, told_term: int | None = None
) -> tuple[int, ...]:
    """Return the days before the end of service on which to remind, most distant first.

    An offset as long as the renewed term would come on the very day of the renewal: it is left out.
    `told_term` is for how many days somebody who renewed said that it lasts.
    """
    fitting = _shorter_than(rule.shortest_term if rule else None, plan)
    if told_term is None:
        return fitting
    return tuple(each for each in fitting if each < max(told_term, 1))


def begins_on(
    clocks: Clocks, rule: ValidityRule | None, plan: ReminderPlan, told_term: int | None = None
) -> date | None:
    """Return the day from which on a line counts as due, or `None` where nobody has to act."""
    if rule is not None and rule.renews_by_itself:
        return None
    if clocks.service_until is not None and not clocks.waiting and not clocks.number_is_first:
        return clocks.service_until - timedelta(days=max(offsets(rule, plan, told_term), default=0))
    if clocks.number_until is not None:
        return clocks.number_until - timedelta(days=max(_number_offsets(rule, plan), default=0))
    return None


def stages(
    clocks: Clocks,
    rule: ValidityRule | None,
    plan: ReminderPlan,
    until: date,
    told_term: int | None = None,
) -> tuple[Stage, ...]:
    """Return the stages of this cycle up to `until`, at most one a day, in order."""
    if rule is not None and rule.renews_by_itself:
        return ()
    by_day: dict[date, Stage] = {}
    for stage in (
        *_service_stages(clocks, offsets(rule, plan, told_term), until),
        *_number_stages(clocks, rule, plan),
    ):
        if stage.on <= until:
            by_day[stage.on] = stage
    return tuple(by_day[day] for day in sorted(by_day))


def promotion_stages(until: date) -> tuple[Stage, ...]:
    """Return the stages of a promotion that ends on a day."""
    return tuple(
        Stage(Happening.PROMOTION_ENDS, until - timedelta(days=offset), f"promotion-{offset}")
        for offset in BEFORE_PROMOTION_ENDS
    )


def last_come(plan: ReminderPlan, stages_of_line: Iterable[Stage], now: datetime) -> Stage | None:
    """Return the last stage whose moment has come."""
    tomorrow = now.date() + timedelta(days=1)
    for stage in reversed(tuple(stages_of_line)):
        if stage.on <= tomorrow and stage.moment(now, plan) <= now:
            return stage
    return None


def due_stage(
    plan: ReminderPlan,
    stages_of_line: Iterable[Stage],
    record: Record,
    cycle: str,
    recipient_id: str,
    now: datetime,
) -> Stage | None:
    """Return the one stage that a recipient should be told of now.

    It is the last one that has come; earlier ones, missed or not, are contained in it. What was
    delivered today counts for today, and the end of a snooze brings the last stage back. A snooze
    that was asked for before the last day does not hide that.
    """
    stage = last_come(plan, stages_of_line, now)
    if stage is None or record.skips_stage(cycle, stage.key):
        return None
    moment = stage.moment(now, plan)
    snooze = believable_snooze(record, now)
    if snooze is not None and now < snooze.until:
        if not stage.is_last_day or snooze.asked_at >= moment:
            return None
        snooze = None
    heard = heard_of(record, cycle, now, recipient_id)
    if not heard:
        return stage
    latest = max(each.delivered_at for each in heard)
    if snooze is not None and latest < snooze.until:
        return stage
    if any(each.stage == stage.key for each in heard):
        return None
    zone = zone_of(now)
    return stage if latest.astimezone(zone).date() < moment.astimezone(zone).date() else None


def heard_of(
    record: Record, cycle: str, now: datetime, recipient_id: str | None = None
) -> list[Delivery]:
    """Return the deliveries of a cycle, to one recipient or to all, that can be believed.

    Those of a clock that was wrong are left out: they lie in the future, or a later delivery has
    an earlier moment.
    """
    believed: list[Delivery] = []
    earliest, latest = now, now + CLOCK_DOUBT
    for each in reversed(record.deliveries):
        if each.delivered_at > latest:
            continue
        if each.delivered_at < earliest:
            earliest, latest = each.delivered_at, each.delivered_at + CLOCK_DOUBT
        if each.cycle == cycle and recipient_id in {None, each.recipient_id}:
            believed.append(each)
    return believed


def believable_snooze(record: Record, now: datetime) -> Snooze | None:
    """Return the snooze of a line, unless a clock that was wrong put it into the future."""
    snooze = record.snooze
    return snooze if snooze is not None and snooze.asked_at <= now + CLOCK_DOUBT else None


def later(now: datetime, plan: ReminderPlan, days: int, clocks: Clocks) -> datetime | None:
    """Return, in UTC, when to ask again who wants to be asked later; `None` where it is too late.

    On a last day the next one is too late. *Later* is some hours later then, as long as those leave
    time to act and it is not quiet; more days are refused.
    """
    end = _ends_today(clocks, now)
    if end is None:
        return days_later(now, days, plan.at)
    soon = now.astimezone(UTC) + LATER_ON_LAST_DAY
    awake = plan.quiet is None or not plan.quiet.hold(soon.astimezone(zone_of(now)))
    return soon if days == 1 and awake and soon + TIME_TO_ACT <= end else None


def _ends_today(clocks: Clocks, now: datetime) -> datetime | None:
    """Return the end of service or of the number that is still to come today, if there is one."""
    ends: list[datetime] = []
    if clocks.ends_at is not None and clocks.ends_at.astimezone(zone_of(now)).date() == now.date():
        ends.append(clocks.ends_at)
    elif clocks.service_until == now.date() and not clocks.waiting:
        ends.append(next_midnight(now))
    if clocks.number_until == now.date():
        ends.append(next_midnight(now))
    return min((end for end in ends if end > now), default=None)


def answered_at(record: Record, cycle: str) -> datetime | None:
    """Return when somebody last answered a reminder of a cycle without renewing."""
    asked = [each.asked_at for each in record.skips if each.cycle == cycle]
    if record.snooze is not None:
        asked.append(record.snooze.asked_at)
    return max(asked, default=None)


def next_moment(
    plan: ReminderPlan, stages_of_line: Iterable[Stage], snooze: Snooze | None, now: datetime
) -> datetime | None:
    """Return, in UTC, when a line next has something to say after `now`."""
    yesterday = now.date() - timedelta(days=1)  # where a day is left out, its moment is later
    moments = [stage.moment(now, plan) for stage in stages_of_line if stage.on >= yesterday]
    if snooze is not None:
        moments.append(snooze.until.astimezone(UTC))
    return min((moment for moment in moments if moment > now), default=None)


def to_clear(record: Record, *cycles: str) -> tuple[Delivery, ...]:
    """Return the deliveries that may still be shown on a phone and should be no longer.

    They were answered, or what they speak of is over, or a later message says it anew.
    """
    answered = {cycle: answered_at(record, cycle) for cycle in cycles}
    newest = {(each.cycle, each.recipient_id): each for each in record.deliveries}
    return tuple(
        each
        for each in record.deliveries
        if not each.cleared
        and each.is_reminder
        and (
            each.cycle not in answered
            or ((asked := answered[each.cycle]) is not None and each.delivered_at <= asked)
            or each.bundle != newest[each.cycle, each.recipient_id].bundle
        )
    )


def outdated_answers(record: Record) -> tuple[Delivery, ...]:
    """Return the answers that phones may still show and that are true no more.

    They confirm a renewal that counts no more, or say so of one that counts again.
    """
    held = {each.renewal_id for each in record.renewals if not each.is_missing}
    newest = {each.recipient_id: each for each in record.deliveries if each.is_answer}
    return tuple(
        each
        for each in newest.values()
        if not each.cleared and (each.stage in held) is (each.cycle == UNDONE_CYCLE)
    )


def _number_offsets(rule: ValidityRule | None, plan: ReminderPlan) -> tuple[int, ...]:
    return _shorter_than(rule.kept_by.within if rule and rule.kept_by else None, plan)


def _shorter_than(term: Span | None, plan: ReminderPlan) -> tuple[int, ...]:
    """Return the plan's days that are shorter than a term; months count as short as they can be."""
    length = term.shortest_days() if term else None
    return tuple(
        sorted({each for each in plan.before if length is None or each < length}, reverse=True)
    )


def _service_stages(clocks: Clocks, before: Iterable[int], until: date) -> Iterator[Stage]:
    end = clocks.service_until
    if end is None or clocks.waiting:
        return
    for offset in before:
        happening = Happening.RENEWAL_DUE if offset else Happening.EXPIRES_TODAY
        ends_at = None if offset else clocks.ends_at
        yield Stage(happening, end - timedelta(days=offset), f"service-{offset}", ends_at)
    last = min(until, clocks.number_until or until)
    for overdue in (*FIRST_REPEATS, *range(REPEAT_EVERY, (last - end).days + 1, REPEAT_EVERY)):
        if (day := end + timedelta(days=overdue)) <= last:
            yield Stage(Happening.EXPIRED, day, f"service+{overdue}")


def _number_stages(
    clocks: Clocks, rule: ValidityRule | None, plan: ReminderPlan
) -> Iterator[Stage]:
    end = clocks.number_until
    if end is None:
        return
    service_until = None if clocks.waiting else clocks.service_until
    for offset in _number_offsets(rule, plan):
        day = end - timedelta(days=offset)
        if service_until is None or clocks.number_is_first or day > service_until:
            yield Stage(Happening.GRACE_ENDING, day, f"number-{offset}")
    yield Stage(Happening.NUMBER_LOST, end + timedelta(days=1), "number+1")
