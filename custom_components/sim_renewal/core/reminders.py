"""The plan of reminders: which stages a line has, and which of them is due at a moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from .dates import Span, local_moment
from .record import Delivery, Record, Snooze
from .rules import Clocks, Subscription, ValidityRule

FIRST_REPEATS = (1, 3)
REPEAT_EVERY = 7


class Happening(StrEnum):
    """What a line tells automations: its stages, what became of its renewals, and its alerts."""

    RENEWAL_DUE = "renewal_due"
    EXPIRES_TODAY = "expires_today"
    EXPIRED = "expired"
    GRACE_ENDING = "grace_ending"
    NUMBER_LOST = "number_lost"
    RENEWED = "renewed"
    RENEWAL_UNVERIFIED = "renewal_unverified"
    DATA_LOW = "data_low"
    DATA_RUNS_OUT_EARLY = "data_runs_out_early"
    SOURCE_STALE = "source_stale"


@dataclass(frozen=True, slots=True)
class Plan:
    """The household's wishes: how many days before an end to remind, and at what local time.

    With `verify`, somebody is asked a day or two after each renewal whether it landed.
    """

    before: tuple[int, ...] = (30, 14, 7, 3, 1, 0)
    at: time = time(9)
    verify: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """One reminder moment of a line in one cycle."""

    happening: Happening
    on: date
    key: str

    def moment(self, now: datetime, plan: Plan) -> datetime:
        """Return, in UTC, when this stage comes in the time zone of `now`."""
        return local_moment(self.on, plan.at, now.tzinfo or UTC)


def cycle_of(clocks: Clocks) -> str:
    """Return what tells one renewal cycle of a line from the next."""
    return f"{clocks.service_until or ''}/{clocks.number_until or ''}"


def offsets(rule: ValidityRule | None, plan: Plan) -> tuple[int, ...]:
    """Return the days before the end of service on which to remind, most distant first.

    An offset as long as the renewed term would come on the very day of the renewal: it is left out.
    """
    return _shorter_than(rule.shortest_term if rule else None, plan)


def begins_on(clocks: Clocks, rule: ValidityRule | None, plan: Plan) -> date | None:
    """Return the day from which on a line counts as due, or `None` where nobody has to act."""
    if isinstance(rule, Subscription):
        return None
    if clocks.service_until is not None and not clocks.waiting and not clocks.number_is_first:
        return clocks.service_until - timedelta(days=max(offsets(rule, plan), default=0))
    if clocks.number_until is not None:
        return clocks.number_until - timedelta(days=max(_number_offsets(rule, plan), default=0))
    return None


def stages(clocks: Clocks, rule: ValidityRule | None, plan: Plan, until: date) -> tuple[Stage, ...]:
    """Return the stages of this cycle up to `until`, at most one a day, in order."""
    if isinstance(rule, Subscription):
        return ()
    by_day: dict[date, Stage] = {}
    for stage in (
        *_service_stages(clocks, rule, plan, until),
        *_number_stages(clocks, rule, plan),
    ):
        if stage.on <= until:
            by_day[stage.on] = stage
    return tuple(by_day[day] for day in sorted(by_day))


def due_stage(
    plan: Plan,
    stages_of_line: Iterable[Stage],
    record: Record,
    cycle: str,
    recipient_id: str,
    now: datetime,
) -> Stage | None:
    """Return the one stage that a recipient should be told of now.

    It is the last one that has come; earlier ones, missed or not, are contained in it. What was
    delivered today counts for today, and the end of a snooze brings the last stage back.
    """
    if record.snooze is not None and now < record.snooze.until:
        return None
    come = [stage for stage in stages_of_line if stage.moment(now, plan) <= now]
    if not come:
        return None
    stage = come[-1]
    heard = [
        delivery.delivered_at
        for delivery in record.deliveries
        if (delivery.cycle, delivery.recipient_id) == (cycle, recipient_id)
        and delivery.delivered_at <= now
    ]
    if not heard:
        return stage
    latest = max(heard)
    if latest.astimezone(now.tzinfo).date() < stage.on:
        return stage
    if record.snooze is not None and latest < record.snooze.until:
        return stage
    return None


def next_moment(
    plan: Plan, stages_of_line: Iterable[Stage], snooze: Snooze | None, now: datetime
) -> datetime | None:
    """Return, in UTC, when a line next has something to say after `now`."""
    moments = [stage.moment(now, plan) for stage in stages_of_line]
    if snooze is not None:
        moments.append(snooze.until.astimezone(UTC))
    return min((moment for moment in moments if moment > now), default=None)


def to_clear(record: Record, cycle: str) -> tuple[Delivery, ...]:
    """Return the deliveries that have been answered but may still be shown on a phone."""
    asked_at = record.snooze.asked_at if record.snooze else None
    return tuple(
        each
        for each in record.deliveries
        if not each.cleared
        and not each.is_question
        and (each.cycle != cycle or (asked_at is not None and each.delivered_at <= asked_at))
    )


def _number_offsets(rule: ValidityRule | None, plan: Plan) -> tuple[int, ...]:
    return _shorter_than(rule.kept_by.within if rule and rule.kept_by else None, plan)


def _shorter_than(term: Span | None, plan: Plan) -> tuple[int, ...]:
    """Return the plan's days that are shorter than a term; months count as short as they can be."""
    length = term.shortest_days() if term else None
    return tuple(
        sorted({each for each in plan.before if length is None or each < length}, reverse=True)
    )


def _service_stages(
    clocks: Clocks, rule: ValidityRule | None, plan: Plan, until: date
) -> Iterator[Stage]:
    end = clocks.service_until
    if end is None or clocks.waiting:
        return
    for offset in offsets(rule, plan):
        happening = Happening.RENEWAL_DUE if offset else Happening.EXPIRES_TODAY
        yield Stage(happening, end - timedelta(days=offset), f"service-{offset}")
    last = min(until, clocks.number_until or until)
    for overdue in (*FIRST_REPEATS, *range(REPEAT_EVERY, (last - end).days + 1, REPEAT_EVERY)):
        if (day := end + timedelta(days=overdue)) <= last:
            yield Stage(Happening.EXPIRED, day, f"service+{overdue}")


def _number_stages(clocks: Clocks, rule: ValidityRule | None, plan: Plan) -> Iterator[Stage]:
    end = clocks.number_until
    if end is None:
        return
    service_until = None if clocks.waiting else clocks.service_until
    for offset in _number_offsets(rule, plan):
        day = end - timedelta(days=offset)
        if service_until is None or clocks.number_is_first or day > service_until:
            yield Stage(Happening.GRACE_ENDING, day, f"number-{offset}")
    yield Stage(Happening.NUMBER_LOST, end + timedelta(days=1), "number+1")
