"""A line, and the state that follows from its record at a moment."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from .dates import end_of_day
from .model import Bucket, Form, Reading, Record
from .reminders import Plan, begins_on
from .validity import Clocks, ValidityRule, clocks_after, typed_clocks


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is bought at each renewal; `price` is in `currency` (ISO 4217)."""

    currency: str
    name: str | None = None
    price: Decimal | None = None
    rule: ValidityRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One SIM or eSIM subscription of the household, as it was set up."""

    line_id: str
    name: str
    offer: Offer
    form: Form = Form.PHYSICAL
    carrier: str | None = None
    number: str | None = None
    iccid: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """Everything that is shown of a line at one moment. `None` is unknown, never zero."""

    line: Line
    status: Status
    clocks: Clocks
    expires_at: datetime | None
    days_left: int | None
    reading: Reading
    renewed_on: date | None
    snoozed_until: datetime | None

    @property
    def renewal_due(self) -> bool | None:
        """Whether somebody should renew now, as far as that is known."""
        if self.status is Status.UNKNOWN:
            return None
        return self.status in {Status.DUE, Status.EXPIRED, Status.GRACE}

    def amount(self, bucket: Bucket) -> Decimal | None:
        """Return what is known to be in a bucket."""
        measure = self.reading.get(bucket)
        return measure.amount if measure else None


def clocks_of(line: Line, record: Record) -> Clocks:
    """Return the two clocks that follow from a line's rule and its record."""
    rule = line.offer.rule
    typed = typed_clocks(record.service_until, record.number_until, rule)
    return clocks_after(typed, (each for each in record.renewals if not each.settled), rule)


def derive(line: Line, record: Record, plan: Plan, now: datetime) -> LineState:
    """Return the state of a line at `now`, whose time zone is that of the household."""
    clocks = clocks_of(line, record)
    today = now.date()
    zone = now.tzinfo
    if zone is None:
        raise ValueError("now must know its time zone")
    snooze = record.snooze
    return LineState(
        line=line,
        status=_status(clocks, begins_on(clocks, line.offer.rule, plan), today),
        clocks=clocks,
        expires_at=end_of_day(clocks.service_until, zone) if clocks.service_until else None,
        days_left=(clocks.service_until - today).days if clocks.service_until else None,
        reading=record.reading,
        renewed_on=max((renewal.renewed_on for renewal in record.renewals), default=None),
        snoozed_until=snooze.until if snooze and snooze.until > now else None,
    )


def _status(clocks: Clocks, due_from: date | None, today: date) -> Status:
    if clocks.number_until is not None and today > clocks.number_until:
        return Status.LOST
    if clocks.service_until is not None and today > clocks.service_until:
        return Status.GRACE if clocks.number_until else Status.EXPIRED
    if due_from is None:
        return Status.UNKNOWN
    return Status.DUE if today >= due_from else Status.ACTIVE
