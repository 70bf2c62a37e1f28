"""What of a carrier's text is taken over to a line, and why the rest is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from .evidence import Clock, Teller
from .history import ENDLESS, UNLIMITED
from .messages import Finding, Kind, Understanding
from .model import Bucket, Measure
from .plausible import (
    farthest_end,
    farthest_number_end,
    is_possible_amount,
    is_possible_day,
    most_credit,
)
from .record import Record
from .rules import Clocks, ValidityRule
from .source_values import BUCKETS, Capability, SourceValues, left_of

_CAPABILITIES = {bucket: capability for capability, bucket in BUCKETS.items()}


class WhyNot(StrEnum):
    """Why something that was understood is not applied."""

    UNLIMITED = "unlimited"
    OTHER_CURRENCY = "other_currency"
    HAS_SOURCE = "has_source"
    OLDER = "older"
    SAID_BEFORE = "said_before"
    NUMBER_FIRST = "number_first"
    TOP_UP_DEADLINE = "top_up_deadline"
    ALREADY_LEFT = "already_left"
    NO_ALLOWANCE = "no_allowance"
    IMPOSSIBLE = "impossible"
    FAR = "far"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FindingOutcome:
    """One thing that was understood; `why_not` is `None` where it is applied."""

    finding: Finding
    why_not: WhyNot | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a text comes to for a line."""

    values: SourceValues
    outcomes: tuple[FindingOutcome, ...]

    @property
    def applied(self) -> int:
        """How many things are applied."""
        return sum(each.why_not is None for each in self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a line when a text about it is read.

    `clocks` are those that follow from what was told, `fed` is what other sources keep saying.
    With `is_confirmed`, a person has looked at the text, and what is far off is taken as well.
    """

    record: Record
    clocks: Clocks
    currency: str
    fed: frozenset[Capability]
    rule: ValidityRule | None = None
    price: Decimal | None = None
    is_confirmed: bool = False

    @property
    def number_is_kept_by_use(self) -> bool:
        """Whether the number can be lost before service ends."""
        return self.rule is not None and self.rule.kept_by is not None

    def last_end(self, clock: Clock, on: date) -> date:
        """Return the last day that a text of a day may state for a clock unasked."""
        farthest = farthest_end(self.rule, self.price, self.clocks.service_until, on)
        return farthest if clock is Clock.SERVICE else farthest_number_end(farthest)

    @property
    def most_credit(self) -> Decimal | None:
        """The largest credit that is taken unasked."""
        return most_credit_of(self.record, self.rule, self.price, self.currency)


def most_credit_of(
    record: Record, rule: ValidityRule | None, price: Decimal | None, currency: str
) -> Decimal | None:
    """Return the largest credit of a line that is taken unasked, or `None` where nobody knows."""
    measure = record.known_reading.get(Bucket.CREDIT)
    paid = [
        each.amount
        for each in record.renewals
        if each.amount is not None and each.currency in {None, currency}
    ]
    sold = [*(rule.amounts if rule else ()), *([price] if price else [])]
    return most_credit(measure.amount if measure else None, [*paid, *sold], currency)


def take_text(understanding: Understanding, received_at: datetime, known: Known) -> Taken:
    """Return what a text that was received at a moment says, and what of it is applied."""
    outcomes = tuple(
        FindingOutcome(finding, _why_not(finding, understanding, received_at, known))
        for finding in understanding.findings
    )
    applied = {each.finding.kind: each.finding.value for each in outcomes if each.why_not is None}
    ends, lost = applied.get(Kind.SERVICE_UNTIL), applied.get(Kind.NUMBER_UNTIL)
    if isinstance(lost, date) and _is_gone(lost, received_at) and _outlives(known.clocks, lost):
        ends = lost  # what is lost cannot be used either
    fed = SourceValues(
        reading=dict(_measures(applied, understanding, received_at)),
        service_until=ends if isinstance(ends, date) else None,
        number_until=lost if isinstance(lost, date) else None,
    )
    return Taken(fed, tuple(_in_time(each, received_at, known) for each in outcomes))


def _in_time(outcome: FindingOutcome, received_at: datetime, known: Known) -> FindingOutcome:
    """Return what a date comes to: it is kept at its own moment, and a newer one stays shown."""
    finding = outcome.finding
    if outcome.why_not is not None or not isinstance(finding.value, date):
        return outcome
    clock = Clock.SERVICE if finding.kind is Kind.SERVICE_UNTIL else Clock.NUMBER
    is_older = any(
        each.clock is clock and each.as_of > received_at for each in known.record.statements
    )
    return replace(outcome, why_not=WhyNot.OLDER) if is_older else outcome


def _measures(
    applied: Mapping[Kind, object], understanding: Understanding, received_at: datetime
) -> Iterator[tuple[Bucket, Measure]]:
    """Return the balances to apply; what is left can follow from what was used."""
    for kind, value in applied.items():
        if kind.bucket and not isinstance(value, date):
            amount = value if isinstance(value, Decimal) else Decimal(UNLIMITED)
            yield kind.bucket, Measure(amount, received_at)
    if Kind.DATA_USED in applied and (left := _left(understanding)) is not None:
        yield Bucket.DATA_REMAINING, Measure(left, received_at)


def _left(understanding: Understanding) -> Decimal | None:
    """Return what is left of an allowance that the same text names, or `None`."""
    used, allowance = map(understanding.value, (Kind.DATA_USED, Kind.DATA_ALLOWANCE))
    if isinstance(used, Decimal) and isinstance(allowance, Decimal):
        return left_of(allowance, used)
    return None


def _why_not(
    finding: Finding, understanding: Understanding, received_at: datetime, known: Known
) -> WhyNot | None:
    """Return why one finding is not applied, or `None`."""
    if finding.kind is Kind.RECHARGE_BEFORE:
        return WhyNot.TOP_UP_DEADLINE
    if isinstance(finding.value, date):
        return _why_not_date(finding.kind, finding.value, understanding, received_at, known)
    if not isinstance(finding.value, Decimal):
        return _why_not_unlimited(finding.kind, received_at, known)
    return (
        _why_no_balance(finding, understanding, known)
        or _why_no_measure(finding.kind.bucket or Bucket.DATA_REMAINING, received_at, known)
        or _why_not_believed(finding.kind, finding.value, known)
    )


def _why_not_unlimited(kind: Kind, received_at: datetime, known: Known) -> WhyNot | None:
    """Return why something without a limit is not applied: only what is left can be so."""
    if kind.bucket not in ENDLESS:
        return WhyNot.UNLIMITED
    return _why_no_measure(kind.bucket, received_at, known)


def _why_not_believed(kind: Kind, amount: Decimal, known: Known) -> WhyNot | None:
    """Return why an amount cannot be, or is asked about, or `None`."""
    if not is_possible_amount(Capability(kind), amount, known.currency):
        return WhyNot.IMPOSSIBLE
    most = known.most_credit
    is_far = kind is Kind.CREDIT and most is not None and amount > most
    return WhyNot.FAR if is_far and not known.is_confirmed else None


def _why_no_balance(finding: Finding, understanding: Understanding, known: Known) -> WhyNot | None:
    """Return why a number tells no balance of the line, or `None`."""
    if finding.kind is Kind.CREDIT and finding.currency != known.currency:
        return WhyNot.OTHER_CURRENCY
    if finding.kind is not Kind.DATA_USED:
        return None
    if Kind.DATA_REMAINING in understanding.applied:
        return WhyNot.ALREADY_LEFT
    return WhyNot.NO_ALLOWANCE if _left(understanding) is None else None


def _why_no_measure(bucket: Bucket, received_at: datetime, known: Known) -> WhyNot | None:
    """Return why a bucket takes no balance from a text, or `None`."""
    if _CAPABILITIES[bucket] in known.fed:
        return WhyNot.HAS_SOURCE
    measure = known.record.known_reading.get(bucket)
    is_older = measure is not None and measure.measured_at > received_at
    return WhyNot.OLDER if is_older else None


def _why_not_date(
    kind: Kind, until: date, understanding: Understanding, received_at: datetime, known: Known
) -> WhyNot | None:
    """Return why a date is not applied: it tells nothing, it cannot be, or it is asked about."""
    is_end = kind is Kind.SERVICE_UNTIL
    clock = Clock.SERVICE if is_end else Clock.NUMBER
    if _was_said_then(clock, until, received_at, known.record):
        return WhyNot.SAID_BEFORE
    if not is_end and _is_gone(until, received_at):
        return None if known.is_confirmed else WhyNot.GONE
    if not (is_end or known.number_is_kept_by_use):
        ends = known.clocks.service_until
        if (end := understanding.applied.get(Kind.SERVICE_UNTIL)) is not None:
            ends = end.value if isinstance(end.value, date) else ends
        if ends is not None and until < ends:
            return WhyNot.NUMBER_FIRST
    on = received_at.date()
    if not is_possible_day(until, on):
        return WhyNot.IMPOSSIBLE
    is_far = until > known.last_end(clock, on)
    return WhyNot.FAR if is_far and not known.is_confirmed else None


def _is_gone(number_until: date, received_at: datetime) -> bool:
    """Return whether a text of a moment tells that the number has been lost."""
    return number_until < received_at.date()


def _outlives(clocks: Clocks, number_until: date) -> bool:
    """Return whether service would go on longer than the number."""
    return clocks.service_until is None or clocks.service_until > number_until


def _was_said_then(clock: Clock, value: date, at: datetime, record: Record) -> bool:
    """Return whether a text of the same moment has said it, so that this is the same one again."""
    return any(
        (each.clock, each.until, each.teller) == (clock, value, Teller.TEXT) and at in each.moments
        for each in record.statements
    )
