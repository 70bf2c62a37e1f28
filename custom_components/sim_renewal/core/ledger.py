"""The ledger read back: what each renewal did, what it cost, and what is odd about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from .dates import Span, SpanUnit
from .evidence import Clock
from .line import Offer
from .model import Channel, Renewal
from .plausible import far_ahead
from .record import Record
from .replayed import Replay, ReplayStep
from .rules import Clocks, ValidityRule
from .same_day import is_part, is_told_again, others_of_day, usual_amounts
from .timeline import moment_of
from .validity import in_order

FAR_BELOW = Decimal("0.6")
"""The share of the usual price under which a renewal is suspicious.

Resellers live on a few percent and carriers seldom take off more than a third, while credit that
was paid with somebody else's card is sold for half.
"""

PRICE_HOLDS = timedelta(days=31)
"""How far back the usual price of today says what a renewal should have cost."""

DAYS_PER_MONTH = Decimal("365.2425") / 12


class Flag(StrEnum):
    """What is worth a second look at a renewal."""

    CHARGED_MORE = "charged_more"
    CHARGED_LESS = "charged_less"
    PRICE_FAR_BELOW = "price_far_below"
    OTHER_CURRENCY = "other_currency"
    CHECK_SELLER = "check_seller"
    SAME_DAY = "same_day"
    FAR_AHEAD = "far_ahead"


@dataclass(frozen=True, slots=True)
class Entry:
    """A renewal with the clocks before and after it; `None` where a stated date contains it."""

    renewal: Renewal
    before: Clocks | None
    after: Clocks | None
    is_contained: bool = False

    @property
    def cost_per_day(self) -> Decimal | None:
        """What a day of service that it brought cost; `None` where that is not known."""
        amount, after = self.renewal.amount, self.after
        if amount is None or after is None or after.service_until is None or self.renewal.refund:
            return None
        start = self.renewal.on
        if self.before is not None and self.before.service_until is not None:
            start = max(start, self.before.service_until)
        days = (after.service_until - start).days
        return rounded(amount / days) if days > 0 else None


@dataclass(frozen=True, slots=True)
class Price:
    """What was paid from a day on."""

    since: date
    amount: Decimal
    currency: str | None


def entries(record: Record, replayed: Replay) -> tuple[Entry, ...]:
    """Return the ledger in the order of its days."""
    steps, contained = replayed.steps_of_renewals, replayed.contained
    return tuple(
        _entry(each, steps.get(each.renewal_id), is_contained=each.renewal_id in contained)
        for each in in_order(record.renewals)
    )


def _entry(renewal: Renewal, step: ReplayStep | None, *, is_contained: bool) -> Entry:
    if step is None or not renewal.moves:
        return Entry(renewal, None, None)
    if is_contained:
        return Entry(renewal, None, None, is_contained=True)
    return Entry(renewal, step.before, step.after)


def without_end(record: Record, rule: ValidityRule | None, zone: tzinfo) -> Renewal | None:
    """Return the last renewal of a line without a rule, until somebody says how far it carries."""
    counting = [each for each in record.renewals if each.counts]
    last = max(counting, key=lambda each: (each.renewed_on, each.recorded_at), default=None)
    if rule is not None or last is None or last.service_until is not None:
        return None
    return None if is_end_stated(record, last, zone) else last


def is_end_stated(record: Record, renewal: Renewal, zone: tzinfo) -> bool:
    """Return whether a date of service was told as of after a renewal, not only repeated."""
    moment = moment_of(renewal, zone)
    if renewal.at is None:
        moment -= timedelta.resolution  # of its day, what is told at the end is of after it
    return any(
        each.clock is Clock.SERVICE and each.until is not None and each.as_of > moment
        for each in record.statements
    )


def expected_price(offer: Offer, on: date, today: date) -> Decimal | None:
    """Return what a renewal of a day should cost; what an offer cost long ago is not known."""
    return offer.price if today - on <= PRICE_HOLDS else None


def flags_of(renewal: Renewal, offer: Offer, ledger: Iterable[Renewal] = ()) -> tuple[Flag, ...]:
    """Return what is odd about a renewal: price, currency, seller, own dates, a second that day.

    Of the `ledger` those of the same day are looked at: two that make up a usual price are parts
    of one, and what counts in addition is meant.
    """
    if renewal.refund:
        return ()
    flags: list[Flag] = []
    others = others_of_day(renewal, ledger)
    usual = set() if renewal.expected is None else usual_amounts(renewal.expected, offer.rule)
    amount, expected = renewal.amount, renewal.expected
    is_whole = not is_part(renewal, others, offer.rule)
    if amount is not None and renewal.currency not in {None, offer.currency}:
        flags.append(Flag.OTHER_CURRENCY)
    elif amount is not None and expected is not None and is_whole and amount not in usual:
        flags.append(Flag.CHARGED_MORE if amount > expected else Flag.CHARGED_LESS)
        if 0 < amount < FAR_BELOW * min(usual):
            flags.append(Flag.PRICE_FAR_BELOW)
    if renewal.channel is Channel.MARKETPLACE:
        flags.append(Flag.CHECK_SELLER)
    if is_told_again(renewal, others, offer.rule):
        flags.append(Flag.SAME_DAY)
    stated = {Clock.SERVICE: renewal.service_until, Clock.NUMBER: renewal.number_until}
    if far_ahead(stated, offer.rule, offer.price, None, renewal.on):
        flags.append(Flag.FAR_AHEAD)
    return tuple(flags)


def price_history(renewals: Iterable[Renewal]) -> tuple[Price, ...]:
    """Return each price that differs from the one before it, in the order of days."""
    history: list[Price] = []
    for each in in_order(renewals):
        if each.amount is None or not each.counts:
            continue
        last = history[-1] if history else None
        if last is None or (last.amount, last.currency) != (each.amount, each.currency):
            history.append(Price(each.on, each.amount, each.currency))
    return tuple(history)


def monthly_cost(offer: Offer) -> Decimal | None:
    """Return what an offer costs in an average month; `None` where price or term is not known."""
    if offer.rule is None:
        return None
    term, price = offer.rule.paid_term(offer.price), offer.rule.usual_price(offer.price)
    if term is None or price is None:
        return None
    return price * DAYS_PER_MONTH / _average_days(term)


def rounded(amount: Decimal | None) -> Decimal | None:
    """Return an amount of money to the cent."""
    return None if amount is None else amount.quantize(Decimal("0.01"))


def _average_days(term: Span) -> Decimal:
    if term.unit is SpanUnit.MONTHS:
        return term.count * DAYS_PER_MONTH
    if term.unit is SpanUnit.HOURS:
        return Decimal(term.count) / 24
    return Decimal(term.count)
