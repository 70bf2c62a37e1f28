"""The words of the household: what a renewal, an activity and a reading hold."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from enum import StrEnum

from .dates import local_moment


class Form(StrEnum):
    """Whether the subscription sits on a plastic card or in the phone."""

    PHYSICAL = "physical"
    ESIM = "esim"


class Channel(StrEnum):
    """A way to renew."""

    WEBSITE = "website"
    APP = "app"
    SHOP = "shop"
    KIOSK = "kiosk"
    MARKETPLACE = "marketplace"
    MINI_PROGRAM = "mini_program"
    CODE = "code"
    PHONE_CALL = "phone_call"
    AUTOMATIC = "automatic"


class Bucket(StrEnum):
    """What a balance counts.

    Data in bytes, voice in seconds, SMS as a number, credit in the line's currency.
    """

    DATA_REMAINING = "data_remaining"
    DATA_ALLOWANCE = "data_allowance"
    VOICE_REMAINING = "voice_remaining"
    SMS_REMAINING = "sms_remaining"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Measure:
    """One amount of a bucket, and when it was true.

    `told_at` is when that was told, where it was later.
    """

    amount: Decimal
    measured_at: datetime
    told_at: datetime | None = None

    @property
    def known_at(self) -> datetime:
        """The moment from which on it was known here."""
        return self.told_at or self.measured_at

    def told(self, now: datetime) -> Measure:
        """Return it as told now."""
        return replace(self, told_at=now if now > self.measured_at else None)

    def known_by(self, moment: datetime) -> Measure:
        """Return it as measured and told no later than at a moment."""
        measured_at = min(self.measured_at, moment)
        return replace(self, measured_at=measured_at).told(min(self.known_at, moment))


type Reading = dict[Bucket, Measure]


def told_reading(reading: Reading, now: datetime) -> Reading:
    """Return a reading as told now."""
    return {bucket: measure.told(now) for bucket, measure in reading.items()}


class ActivityKind(StrEnum):
    """What can happen on a line that keeps it alive, or sets a bought term going."""

    TOP_UP = "top_up"
    PLAN = "plan"
    CALL = "call"
    SMS = "sms"
    DATA = "data"
    ACTIVATION = "activation"


class Verdict(StrEnum):
    """What became of a renewal: it landed, it did not, or it did at the wrong price."""

    LANDED = "landed"
    MISSING = "missing"
    WRONG_CHARGE = "wrong_charge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What became of a renewal: when that was asked for, and the answer.

    `decided_at` is when somebody said so; what a reading shows has no such moment.
    """

    asked_at: datetime | None = None
    verdict: Verdict | None = None
    decided_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody was asked and has not answered."""
        return self.asked_at is not None and self.verdict is None

    def decided(self, verdict: Verdict | None, now: datetime) -> Verification:
        """Return it with an answer, or with none again."""
        return replace(self, verdict=verdict, decided_at=now if verdict else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFile:
    """The file of a receipt, by the id that it is kept under; `size` in bytes."""

    receipt_id: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """One top-up or plan purchase; or, as a `refund`, what was given back of one.

    `service_until` and `number_until` are there only where they differ from the rule. `in_addition`
    tells that no date that was known contains it, as somebody said when it was recorded, or later,
    at `in_addition_at`. `expected` is the usual price on that day, `balance` what was on the line
    afterwards, and `balance_before` what was known of it when it was recorded.
    """

    renewal_id: str
    renewed_on: date
    recorded_at: datetime
    amount: Decimal | None = None
    currency: str | None = None
    channel: Channel | None = None
    payer: str | None = None
    receipt: str | None = None
    note: str | None = None
    service_until: date | None = None
    number_until: date | None = None
    in_addition: bool = False
    in_addition_at: datetime | None = None
    refund: bool = False
    at: datetime | None = None
    expected: Decimal | None = None
    balance: Reading = field(default_factory=dict)
    balance_before: Reading = field(default_factory=dict)
    receipt_file: ReceiptFile | None = None
    verification: Verification = Verification()

    @property
    def on(self) -> date:
        """The civil day on which it counts."""
        return self.renewed_on

    @property
    def counts(self) -> bool:
        """Whether something was bought and arrived: that moves the clocks."""
        return not self.refund and not self.is_missing

    @property
    def is_missing(self) -> bool:
        """Whether somebody says that it did not land."""
        return self.verification.verdict is Verdict.MISSING

    def counted_in_addition(self, now: datetime) -> Renewal:
        """Return it as somebody wants it to be counted, who sees the dates that are shown now."""
        return replace(self, in_addition=True, in_addition_at=now)

    @property
    def moves(self) -> bool:
        """Whether it moves the clocks: what was given back only to dates of its own."""
        has_dates = self.service_until is not None or self.number_until is not None
        return self.counts or (self.refund and has_dates)

    @property
    def cost(self) -> Decimal | None:
        """What it cost, as far as that is known: what was given back costs less than nothing."""
        return -self.amount if self.refund and self.amount is not None else self.amount

    def moment(self, zone: tzinfo) -> datetime:
        """Return when it was, as exactly as that is known."""
        return _moment(self.on, self.at, zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that happened on a line, as its user says: a call, a text, data, an activation."""

    activity_id: str
    kind: ActivityKind
    on: date
    recorded_at: datetime
    at: datetime | None = None

    def moment(self, zone: tzinfo) -> datetime:
        """Return when it was, as exactly as that is known."""
        return _moment(self.on, self.at, zone)


type Event = Renewal | Activity


def _moment(on: date, at: datetime | None, zone: tzinfo) -> datetime:
    """Return an instant of a day; where none is known, the first one of the day."""
    return at or local_moment(on, time.min, zone)
