"""The words of the household: what a renewal, a reading and a line's record hold."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from enum import StrEnum

from .dates import local_moment

DELIVERIES_KEPT = 200


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
    """One amount of a bucket, and when it was true."""

    amount: Decimal
    measured_at: datetime


type Reading = dict[Bucket, Measure]


class ActivityKind(StrEnum):
    """What can happen on a line that keeps it alive, or sets a bought term going."""

    TOP_UP = "top_up"
    PLAN = "plan"
    CALL = "call"
    SMS = "sms"
    DATA = "data"
    ACTIVATION = "activation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """One top-up or plan purchase.

    `service_until` and `number_until` are there only where they differ from the rule. `settled`
    renewals are already contained in the dates that a person typed in after recording them.
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
    settled: bool = False
    at: datetime | None = None

    @property
    def on(self) -> date:
        """The civil day on which it counts."""
        return self.renewed_on

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


@dataclass(frozen=True, slots=True)
class Snooze:
    """A wish, expressed at `asked_at`, not to be reminded before `until`."""

    until: datetime
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A reminder that reached a recipient; `cycle` and `stage` say which one it was."""

    cycle: str
    stage: str
    recipient_id: str
    delivered_at: datetime
    cleared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that is kept about a line: what people typed in, did and were told."""

    service_until: date | None = None
    number_until: date | None = None
    renewals: tuple[Renewal, ...] = ()
    reading: Reading = field(default_factory=dict)
    snooze: Snooze | None = None
    deliveries: tuple[Delivery, ...] = ()
    activities: tuple[Activity, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that moves a clock on from the dates that were typed in."""
        return (*(each for each in self.renewals if not each.settled), *self.activities)

    def with_renewal(self, renewal: Renewal) -> Record:
        """Return the record with one more renewal; it ends a snooze."""
        return replace(self, renewals=(*self.renewals, renewal), snooze=None)

    def without_renewal(self, renewal_id: str) -> Record:
        """Return the record as if a renewal had never been recorded."""
        kept = tuple(each for each in self.renewals if each.renewal_id != renewal_id)
        return replace(self, renewals=kept)

    def with_changed_renewal(self, renewal: Renewal) -> Record:
        """Return the record with a renewal in place of that of the same id."""
        changed = tuple(
            renewal if each.renewal_id == renewal.renewal_id else each for each in self.renewals
        )
        return replace(self, renewals=changed)

    def with_activity(self, activity: Activity) -> Record:
        """Return the record with one more activity."""
        return replace(self, activities=(*self.activities, activity))

    def with_dates(self, service_until: date | None, number_until: date | None) -> Record:
        """Return the record with dates that a person stated; they contain all that was before."""
        return replace(
            self,
            service_until=service_until,
            number_until=number_until,
            renewals=tuple(replace(renewal, settled=True) for renewal in self.renewals),
            activities=(),
            snooze=None,
        )

    def with_reading(self, reading: Reading) -> Record:
        """Return the record with what `reading` knows; an older measure never replaces a newer."""
        newer = {
            bucket: measure
            for bucket, measure in reading.items()
            if bucket not in self.reading or measure.measured_at >= self.reading[bucket].measured_at
        }
        return replace(self, reading=self.reading | newer)

    def without(self, buckets: Collection[Bucket]) -> Record:
        """Return the record in which nothing is known of `buckets` any more."""
        return replace(
            self,
            reading={key: each for key, each in self.reading.items() if key not in buckets},
        )

    def with_delivery(self, delivery: Delivery) -> Record:
        """Return the record with one more reminder that arrived; very old ones are forgotten."""
        return replace(self, deliveries=(*self.deliveries, delivery)[-DELIVERIES_KEPT:])

    def with_cleared(self, deliveries: tuple[Delivery, ...]) -> Record:
        """Return the record with reminders marked as no longer shown on any phone."""
        return replace(
            self,
            deliveries=tuple(
                replace(each, cleared=True) if each in deliveries else each
                for each in self.deliveries
            ),
        )
