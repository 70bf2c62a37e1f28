"""A line, and the state that follows from its record at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from .channels import RenewalChannel
from .dates import end_of_day, next_hour, next_midnight, zone_of
from .doubts import DateDoubt
from .history import is_unlimited
from .low_data import data_low
from .model import Bucket, Form, Reading
from .outlook import data_outlook
from .record import Record
from .reminders import ReminderPlan, begins_on
from .replay import replay
from .replayed import Replay
from .rules import Clocks, ValidityRule
from .source_values import Capability, CarrierStatus
from .spending import spent_by_currency

_AN_INSTANT = timedelta(microseconds=1)


class Status(StrEnum):
    """Where a line stands between its two clocks."""

    NOT_STARTED = "not_started"
    ACTIVE = "active"
    DUE = "due"
    EXPIRED = "expired"
    GRACE = "grace"
    LOST = "lost"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """Whether a household uses a line, has it paused at the carrier, or keeps only its ledger."""

    IN_USE = "in_use"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is bought at each renewal; `price` is in `currency` (ISO 4217)."""

    currency: str
    name: str | None = None
    price: Decimal | None = None
    rule: ValidityRule | None = None

    @property
    def is_renewed(self) -> bool:
        """Whether people renew it, whether or not a rule says how far that carries."""
        return self.rule is None or self.rule.renews


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One SIM or eSIM subscription of the household, as it was set up.

    `carrier_id` names the carrier in the catalogue, `country` is its ISO 3166-1 code. `fed` is what
    a source says of the line, and after `stale_after` without a word from it that counts as old.
    `reset_day` is the day of the month from which on it counts what is used anew.
    """

    line_id: str
    name: str
    offer: Offer
    form: Form = Form.PHYSICAL
    carrier: str | None = None
    number: str | None = None
    iccid: str | None = None
    eid: str | None = None
    owner: str | None = None
    register_by: date | None = None
    standing: Standing = Standing.IN_USE
    carrier_id: str | None = None
    country: str | None = None
    promotion: str | None = None
    promotion_until: date | None = None
    channels: tuple[RenewalChannel, ...] = ()
    fed: frozenset[Capability] = frozenset()
    stale_after: timedelta | None = None
    reset_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """Everything that is shown of a line at one moment. `None` is unknown, never zero.

    `data_used` is in bytes, and `data_budget` in bytes a day; `told_term` is for how many days the
    renewal lasts which said itself when service ends.
    """

    line: Line
    status: Status
    clocks: Clocks
    expires_at: datetime | None
    days_left: int | None
    reading: Reading
    renewed_on: date | None
    snoozed_until: datetime | None
    told_term: int | None = None
    renewals_left: int | None = None
    spent_this_year: Decimal | None = None
    spent_by_currency: Mapping[str, Decimal | None] = field(default_factory=dict)
    source_problem: bool | None = None
    data_low: bool | None = None
    data_used: Decimal | None = None
    data_runs_out: datetime | None = None
    data_runs_out_early: bool | None = None
    data_budget: Decimal | None = None
    doubt: DateDoubt | None = None

    @property
    def renewal_due(self) -> bool | None:
        """Whether somebody should renew now, as far as that is known."""
        if self.status is Status.UNKNOWN:
            return None
        return self.status in {Status.DUE, Status.EXPIRED, Status.GRACE}

    def amount(self, bucket: Bucket) -> Decimal | None:
        """Return what is known to be in a bucket; `None` also where it has no limit."""
        measure = self.reading.get(bucket)
        return None if measure is None or is_unlimited(measure) else measure.amount


def replay_of(line: Line, record: Record, zone: tzinfo) -> Replay:
    """Return what all that was told of a line comes to; it follows from nothing else."""
    return replay(record.evidence, line.offer.rule, line.offer.currency, zone)


def clocks_of(line: Line, replayed: Replay, now: datetime) -> Clocks:
    """Return the two clocks, with what else ends a line: its period, a deadline."""
    rule, clocks = line.offer.rule, replayed.clocks
    if rule is not None and not replayed.has_stopped(zone_of(now)):
        end = rule.running_end(clocks, now.date())
        clocks = clocks if end is None else _with_end(clocks, end, rule)
    stop = line.register_by
    if stop is None or replayed.outlives(stop, zone_of(now)):
        return clocks
    if clocks.service_until is None or stop < clocks.service_until:
        return replace(clocks, service_until=stop, ends_at=None)
    return clocks


def renewals_left(line: Line, reading: Reading) -> int | None:
    """Return for how many renewals, or periods of a fee, the credit is enough."""
    credit = reading.get(Bucket.CREDIT)
    if credit is None:
        return None
    rule, price = line.offer.rule, line.offer.price
    cost = rule.usual_price(price) if rule else price
    return int(credit.amount // cost) if cost else None


def _with_end(clocks: Clocks, service_until: date, rule: ValidityRule) -> Clocks:
    """Return the clocks with an end of service that nobody stated; the grace follows it."""
    number_until = rule.grace.after(service_until) if rule.grace else clocks.number_until
    return replace(clocks, service_until=service_until, number_until=number_until)


def derive(
    line: Line,
    record: Record,
    plan: ReminderPlan,
    now: datetime,
    *,
    source_gone: bool = False,
    replayed: Replay | None = None,
) -> LineState:
    """Return the state of a line at `now`, whose time zone is that of the household.

    `source_gone` tells that part of what feeds the line no longer exists, `replayed` is the replay
    of this record where somebody has it already.
    """
    zone = zone_of(now)
    replayed = replayed or replay_of(line, record, zone)
    clocks = clocks_of(line, replayed, now)
    today = now.date()
    snooze, reading = record.snooze, record.known_reading
    if replayed.credit is not None:
        reading = reading | {Bucket.CREDIT: replayed.credit}
    expires_at = None if clocks.waiting else _end_of_service(clocks, zone)
    spent = spent_by_currency(record.renewals, line.offer.currency, today.year)
    data = data_outlook(record, now, ends_at=expires_at, reset_day=line.reset_day)
    told_term = _told_term(record, clocks)
    status = _status(line, clocks, begins_on(clocks, line.offer.rule, plan, told_term), now)
    return LineState(
        line=line,
        status=_told(line, record, status, clocks),
        clocks=clocks,
        expires_at=expires_at,
        days_left=None
        if clocks.waiting or clocks.service_until is None
        else (clocks.service_until - today).days,
        reading=reading,
        renewed_on=max((each.renewed_on for each in record.renewals if each.counts), default=None),
        snoozed_until=snooze.until if snooze and snooze.until > now else None,
        told_term=told_term,
        renewals_left=renewals_left(line, reading),
        spent_this_year=spent.get(line.offer.currency, None if spent else Decimal(0)),
        spent_by_currency=spent,
        source_problem=(source_gone or _is_stale(line, record, now)) if line.fed else None,
        data_low=data_low(record, plan, zone),
        data_used=data.used,
        data_runs_out=data.runs_out,
        data_runs_out_early=data.runs_out_early,
        data_budget=data.budget,
        doubt=replayed.doubt,
    )


def next_change(state: LineState, record: Record, now: datetime) -> datetime:
    """Return when time alone can next change a state that holds at `now`.

    That is at midnight, once a source has been silent for too long, and each hour for as long as
    somebody foresees when data runs out.
    """
    moments = [next_midnight(now)]
    if (limit := state.line.stale_after) is not None:
        silent = record.source_values.silent_since
        moments += [since + limit + _AN_INSTANT for since in silent.values()]
    if state.data_runs_out_early is not None:
        moments.append(next_hour(now))
    return min(each for each in moments if each > now)


def _told_term(record: Record, clocks: Clocks) -> int | None:
    end = clocks.service_until
    if end is None:
        return None
    days = [
        (end - each.on).days
        for each in record.renewals
        if each.service_until == end and each.counts and each.on <= end
    ]
    return min(days, default=None)


def _end_of_service(clocks: Clocks, zone: tzinfo) -> datetime | None:
    if clocks.service_until is None:
        return None
    return clocks.ends_at or end_of_day(clocks.service_until, zone)


def _is_over(clocks: Clocks, now: datetime) -> bool:
    if clocks.ends_at is not None:
        return now >= clocks.ends_at
    return clocks.service_until is not None and now.date() > clocks.service_until


def _status(line: Line, clocks: Clocks, due_from: date | None, now: datetime) -> Status:
    today = now.date()
    if line.standing is not Standing.IN_USE:
        return Status.SUSPENDED
    if clocks.number_until is not None and today > clocks.number_until:
        return Status.LOST
    if clocks.waiting:
        return Status.NOT_STARTED
    if _is_over(clocks, now):
        return Status.GRACE if clocks.number_until else Status.EXPIRED
    if due_from is None:
        rule = line.offer.rule
        return Status.ACTIVE if rule is not None and rule.is_endless else Status.UNKNOWN
    return Status.DUE if today >= due_from else Status.ACTIVE


_OVERRULED: Mapping[CarrierStatus, frozenset[Status]] = {
    CarrierStatus.NOT_STARTED: frozenset({Status.UNKNOWN}),
    CarrierStatus.ACTIVE: frozenset({Status.UNKNOWN}),
    CarrierStatus.SUSPENDED: frozenset({Status.UNKNOWN, Status.NOT_STARTED, Status.ACTIVE}),
    CarrierStatus.EXPIRED: frozenset(
        {Status.UNKNOWN, Status.NOT_STARTED, Status.ACTIVE, Status.DUE}
    ),
    CarrierStatus.LOST: frozenset(Status) - {Status.SUSPENDED},
}
"""Which statuses a carrier's word counts more than: it fills a gap or warns, and never calms."""


def _told(line: Line, record: Record, status: Status, clocks: Clocks) -> Status:
    """Return the status with what the carrier says of it, unless a renewal was recorded since."""
    told = record.source_values.status if Capability.STATUS in line.fed else None
    if told is None or status not in _OVERRULED[told]:
        return status
    since = record.source_values.silent_since.get(Capability.STATUS)
    if since and any(each.counts and each.recorded_at > since for each in record.renewals):
        return status
    if told is CarrierStatus.EXPIRED and clocks.number_until is not None:
        return Status.GRACE
    return Status(told)


def _is_stale(line: Line, record: Record, now: datetime) -> bool:
    limit = line.stale_after
    return limit is not None and bool(record.source_values.stale(line.fed, limit, now))
