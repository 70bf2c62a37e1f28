"""What a value of a line can be: some cannot be at all, others are so far off that one asks."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from .evidence import Clock
from .history import ENDLESS, UNLIMITED
from .model import Renewal
from .rules import Clocks, ValidityRule
from .source_values import BUCKETS, Capability, SourceValues

LARGEST: Mapping[Capability, Decimal] = {
    Capability.DATA_REMAINING: Decimal(10**13),
    Capability.DATA_USED: Decimal(10**13),
    Capability.DATA_ALLOWANCE: Decimal(10**13),
    Capability.VOICE_REMAINING: Decimal(60 * 10**5),
    Capability.SMS_REMAINING: Decimal(10**5),
    Capability.CREDIT: Decimal(10**6),
}
"""The largest amounts that can be: 10 TB, 100,000 minutes or SMS, a million of money."""

_OF_LARGE_NUMBERS = frozenset(
    {"COP", "GNF", "IDR", "IRR", "KHR", "LAK", "LBP", "MMK", "PYG", "SYP", "UZS", "VND"}
)
"""Currencies in which a top-up is a matter of ten thousands."""
_SCALE_OF_THOSE = 1000
_OF_SMALL_NUMBERS = frozenset(
    {"AUD", "BHD", "CAD", "CHF", "EUR", "GBP", "JOD", "KWD", "NZD", "OMR", "SGD", "USD"}
)
"""Currencies in which nobody tops up by hundreds."""

EARLIEST = date(2000, 1, 1)
LONGEST_AHEAD = timedelta(days=50 * 366)

_USUAL_TERM = timedelta(days=400)
_TERM_OF_NO_RULE = timedelta(days=1100)
_TERMS_AHEAD = 3
_NUMBER_OUTLIVES = timedelta(days=731)
_TOP_UPS = 20
_USUAL_CREDIT = Decimal(200)


def is_possible_amount(capability: Capability, amount: Decimal, currency: str | None) -> bool:
    """Return whether there can be so much of something; credit is in `currency`, if known.

    What stands for no limit can be, where something can have none.
    """
    largest = LARGEST[capability]
    is_large = currency is None or currency in _OF_LARGE_NUMBERS
    if capability is Capability.CREDIT and is_large:
        largest *= _SCALE_OF_THOSE
    is_endless = amount == UNLIMITED and BUCKETS.get(capability) in ENDLESS
    return is_endless or 0 <= amount <= largest


def is_possible_day(day: date, today: date) -> bool:
    """Return whether something of a line can end on a day."""
    return EARLIEST <= day <= today + LONGEST_AHEAD


def impossible_in(values: SourceValues, currency: str, today: date) -> frozenset[Capability]:
    """Return what of a source's word cannot be."""
    amounts = {
        capability
        for capability, bucket in BUCKETS.items()
        if (measure := values.reading.get(bucket))
        and not is_possible_amount(capability, measure.amount, currency)
    }
    days = {Capability.EXPIRY: values.service_until, Capability.NUMBER_EXPIRY: values.number_until}
    return frozenset(amounts) | {
        capability
        for capability, day in days.items()
        if day is not None and not is_possible_day(day, today)
    }


def farthest_end(
    rule: ValidityRule | None, price: Decimal | None, service_until: date | None, on: date
) -> date:
    """Return the last day until which a carrier's word of a day may let service go on unasked."""
    start = max(on, service_until or on)
    if rule is None:
        return start + _TERM_OF_NO_RULE
    clocks = Clocks(service_until=start)
    ends = [
        end.on
        for amount in {price, *rule.amounts}
        if (end := rule.service_end(_renewal(on, amount), clocks, UTC)) is not None
    ]
    longest = max(ends, default=start) - start
    return start + max(_TERMS_AHEAD * longest, _USUAL_TERM)


def farthest_number_end(farthest: date) -> date:
    """Return the same for the number, which outlives service."""
    return farthest + _NUMBER_OUTLIVES


def far_ahead(
    until: Mapping[Clock, date | None],
    rule: ValidityRule | None,
    price: Decimal | None,
    service_until: date | None,
    on: date,
) -> frozenset[Clock]:
    """Return the clocks whose last day, told on a day, is so far ahead that one asks.

    `service_until` is what was known of service before.
    """
    farthest = farthest_end(rule, price, service_until, on)
    ends = {Clock.SERVICE: farthest, Clock.NUMBER: farthest_number_end(farthest)}
    return frozenset(clock for clock, day in until.items() if day is not None and day > ends[clock])


def most_credit(known: Decimal | None, paid: Collection[Decimal], currency: str) -> Decimal | None:
    """Return the largest credit that is taken unasked after top-ups of such amounts.

    `None` where nobody knows: none was paid, and the currency says nothing of its numbers.
    """
    usual = _USUAL_CREDIT if currency in _OF_SMALL_NUMBERS else Decimal(0)
    bought = max(_TOP_UPS * max(paid, default=Decimal(0)), usual)
    return (known or Decimal(0)) + bought if bought else None


def _renewal(on: date, amount: Decimal | None) -> Renewal:
    return Renewal(
        renewal_id="",
        renewed_on=on,
        recorded_at=datetime.combine(on, time.min, UTC),
        amount=amount,
    )
