"""What a source says about a line, and what has to be remembered to understand its next word."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
import re

from .dates import add_months
from .model import Bucket, Reading


class Capability(StrEnum):
    """One thing that a source can say about a line."""

    EXPIRY = "expiry"
    NUMBER_EXPIRY = "number_expiry"
    DATA_REMAINING = "data_remaining"
    DATA_USED = "data_used"
    DATA_ALLOWANCE = "data_allowance"
    VOICE_REMAINING = "voice_remaining"
    SMS_REMAINING = "sms_remaining"
    CREDIT = "credit"
    STATUS = "status"


BUCKETS: Mapping[Capability, Bucket] = {
    Capability.DATA_REMAINING: Bucket.DATA_REMAINING,
    Capability.DATA_ALLOWANCE: Bucket.DATA_ALLOWANCE,
    Capability.VOICE_REMAINING: Bucket.VOICE_REMAINING,
    Capability.SMS_REMAINING: Bucket.SMS_REMAINING,
    Capability.CREDIT: Bucket.CREDIT,
}
"""What is a balance, and goes into the reading as it is said."""

DATES = (Capability.EXPIRY, Capability.NUMBER_EXPIRY)


class CarrierStatus(StrEnum):
    """How a line stands in the words of its carrier, whatever the dates say."""

    NOT_STARTED = "not_started"
    ACTIVE = "active"
    EXPIRED = "expired"
    LOST = "lost"
    SUSPENDED = "suspended"


class DateOrder(StrEnum):
    """In which order a text has the year, the month and the day."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


_NEVER = datetime.min.replace(tzinfo=UTC)

RESTART_BELOW = Decimal("0.9")
"""A counter that falls below this share of what it was has restarted; less is a correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """What was used since `begins`, by a counter that can begin again at zero at any time.

    `origin` says which counter it is, and `last` what it showed.
    """

    origin: str
    begins: date
    used: Decimal
    last: Decimal

    def after(self, shown: Decimal, on: date, reset_day: int) -> Counter:
        """Return it after the counter showed an amount; a new period begins with what it grew."""
        begins = max(period_begin(on, reset_day), self.begins)
        restarted = shown < self.last * RESTART_BELOW
        grown = shown if restarted else shown - self.last
        used = grown if begins > self.begins else self.used + grown
        return replace(self, begins=begins, used=max(used, Decimal(0)), last=shown)


def counted(
    counter: Counter | None, origin: str, shown: Decimal, on: date, reset_day: int
) -> Counter:
    """Return what was used; all that an unknown counter shows belongs to the present period."""
    if counter is None or counter.origin != origin:
        begins = period_begin(on, reset_day)
        return Counter(origin=origin, begins=begins, used=shown, last=shown)
    return counter.after(shown, on, reset_day)


def period_begin(on: date, reset_day: int) -> date:
    """Return the last reset day up to `on`; short months reset on their last day."""
    begin = add_months(on, 0, reset_day)
    return begin if begin <= on else add_months(on, -1, reset_day)


def period_end(on: date, reset_day: int) -> date:
    """Return the first reset day after `on`, on which the next period begins."""
    return add_months(period_begin(on, reset_day), 1, reset_day)


def left_of(allowance: Decimal, used: Decimal) -> Decimal:
    """Return what is left; who used more than there was has nothing left."""
    return max(allowance - used, Decimal(0))


SAME_COUNTDOWN_WITHIN = timedelta(days=2)
"""How long a source can say nothing before a number of days, said again, is counted anew."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """A number of days left, the last day that it meant at first, and when it was said last."""

    days: Decimal
    ends: date
    said_at: datetime

    def then(self, later: Countdown) -> Countdown:
        """Return what is known after a later word; until the end only a rise is a later end.

        A carrier that stays at a number, or that sinks more slowly than the days pass, is late and
        does not extend a line. After a while without a word a number is counted anew, unless it
        stays at zero.
        """
        was_silent = later.said_at - self.said_at > SAME_COUNTDOWN_WITHIN
        is_left = later.days > 0
        if later.days == self.days and not (was_silent and is_left):
            return replace(self, said_at=max(self.said_at, later.said_at))
        is_over = later.said_at.date() > self.ends
        if is_left and (was_silent or is_over or later.days > self.days):
            return later
        return replace(later, ends=min(self.ends, later.ends))


def counted_down(
    known: Countdown | None, days: Decimal, since: datetime, said_at: datetime
) -> Countdown:
    """Return the last day, counted from the local day since which a number of days is so."""
    said = Countdown(days, (since + timedelta(seconds=int(days * 86400))).date(), said_at)
    return known.then(said) if known else said


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of something, and its exact end where that was said."""

    on: date
    at: datetime | None = None


def last_day_of(moment: datetime, zone: tzinfo) -> LastDay:
    """Return the day on which something ends at a moment: its own, or that of `zone` if earlier.

    So nothing that ends in one zone lasts a day longer in another. A midnight may stand for a mere
    day, and is no exact end.
    """
    local = moment.astimezone(zone)
    if time.min in {moment.time(), local.time()}:
        return LastDay(local.date())
    on = min(local.date(), moment.date())
    return LastDay(on, moment if on == local.date() else None)


_DAY_IN_TEXT = re.compile(
    r"(?<!\d)(?<!\d[-./])(\d{1,4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,4})(?![-./]?\d)"
)


def parse_last_day(text: str, order: DateOrder | None, zone: tzinfo) -> LastDay | None:
    """Return the only date in a text, or `None`; for an instant, see `last_day_of`.

    ISO 8601 and a year of four digits in front need no order. Month names are not read.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        pass
    else:
        if moment.tzinfo is None or moment.year in {MINYEAR, MAXYEAR}:
            return LastDay(moment.date())
        return last_day_of(moment, zone)
    found = _DAY_IN_TEXT.findall(text)
    if len(found) != 1:
        return None
    if len(found[0][0]) == 4:
        order = DateOrder.YMD
    day = _day_of(dict(zip(order, found[0], strict=True))) if order else None
    return LastDay(day) if day else None


def _day_of(parts: Mapping[str, str]) -> date | None:
    """Return the date of the digits of `y`, `m` and `d`; two digits are a year of this century."""
    if len(parts["y"]) not in {2, 4} or len(parts["d"]) > 2 or len(parts["m"]) > 2:
        return None
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    try:
        return date(year, int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceValues:
    """What a source says. What it does not mention stays as it was.

    `ends_at` is the exact end of service on its last day, where that was said. `silent_since` tells
    for each capability when it was last said, or since when it has been waited for. `counter` and
    `countdowns` are kept for the source's sake.
    """

    reading: Reading = field(default_factory=dict)
    service_until: date | None = None
    number_until: date | None = None
    ends_at: datetime | None = None
    status: CarrierStatus | None = None
    silent_since: Mapping[Capability, datetime] = field(default_factory=dict)
    counter: Counter | None = None
    countdowns: Mapping[Capability, Countdown] = field(default_factory=dict)

    def then(self, later: SourceValues) -> SourceValues:
        """Return what is known once something more was said."""
        return SourceValues(
            reading=self.reading | later.reading,
            service_until=later.service_until or self.service_until,
            number_until=later.number_until or self.number_until,
            ends_at=later.ends_at if later.service_until else self.ends_at,
            status=later.status or self.status,
            silent_since={**self.silent_since, **later.silent_since},
            counter=later.counter or self.counter,
            countdowns={**self.countdowns, **later.countdowns},
        )

    def without(self, capabilities: Collection[Capability]) -> SourceValues:
        """Return what a source says but for some things, as if it had been silent about them."""
        dropped = {BUCKETS[each] for each in capabilities if each in BUCKETS}
        ends = Capability.EXPIRY in capabilities
        kept = frozenset(Capability).difference(capabilities)
        return replace(
            self,
            reading={each: value for each, value in self.reading.items() if each not in dropped},
            service_until=None if ends else self.service_until,
            ends_at=None if ends else self.ends_at,
            number_until=None if Capability.NUMBER_EXPIRY in capabilities else self.number_until,
            silent_since=_of(self.silent_since, kept),
            countdowns=_of(self.countdowns, kept),
        )

    @property
    def ageless(self) -> SourceValues:
        """What a source says, without when it was said."""
        ends = {each: replace(known, said_at=_NEVER) for each, known in self.countdowns.items()}
        return replace(self, silent_since={}, counter=None, countdowns=ends)

    def only(self, capabilities: Collection[Capability]) -> SourceValues:
        """Return what a source is still asked for; dates and balances are kept elsewhere."""
        return SourceValues(
            status=self.status if Capability.STATUS in capabilities else None,
            silent_since=_of(self.silent_since, capabilities),
            counter=self.counter if Capability.DATA_USED in capabilities else None,
            countdowns=_of(self.countdowns, capabilities),
        )

    def stale(
        self, capabilities: Collection[Capability], limit: timedelta, now: datetime
    ) -> frozenset[Capability]:
        """Return those of the capabilities about which nothing was said for longer than `limit`."""
        return frozenset(
            capability
            for capability, since in self.silent_since.items()
            if capability in capabilities and now - since > limit
        )


def _of[Value](
    values: Mapping[Capability, Value], capabilities: Collection[Capability]
) -> dict[Capability, Value]:
    return {each: value for each, value in values.items() if each in capabilities}
