"""A line as a card shows it, whoever reads it and in whatever language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from homeassistant.core import HomeAssistant, callback

from ..actions.responses import BUCKETS, iso, number
from ..core.agenda import lacks_date
from ..core.channels import RenewalChannel
from ..core.deeds import SAME_WITHIN
from ..core.history import is_unlimited
from ..core.ledger import monthly_cost, price_history, rounded
from ..core.line import LineState, Status
from ..core.model import Bucket, Renewal
from ..core.openings import System, opening_of
from ..core.outlook import even_pace
from ..core.rules import Act
from ..core.source_values import BUCKETS as FED, Capability
from ..core.spending import spent_by_month
from ..core.verification import open_question
from ..entity import line_facts
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..push.deed import act_asked
from .shapes import BucketView, LineView, PriceView

TYPED = "typed"

_MOVING = timedelta(days=7)
"""For how long after its day a move to another carrier may still be under way."""

_UNITS = {
    "data": (Bucket.DATA_REMAINING, "GB"),
    "voice": (Bucket.VOICE_REMAINING, "min"),
    "sms": (Bucket.SMS_REMAINING, "SMS"),
    "credit": (Bucket.CREDIT, None),
}
"""What is shown of a balance; credit is in the line's currency."""

_CAPABILITY = {bucket: capability for capability, bucket in FED.items()}


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be seen of a line at a moment, and what it adds to the sums of its household."""

    line: LineCoordinator
    view: LineView
    monthly_cost: Mapping[str, Decimal | None]
    spent: Mapping[str, Decimal | None]
    spent_by_month: Mapping[str, Mapping[str, Decimal | None]]


@callback
def sight_of(household: Household, line: LineCoordinator, ways: Iterable[RenewalChannel]) -> Sight:
    """Return what is to be seen of a line now; of a damaged one, what was known last."""
    settings, record, now = line.settings, line.record, household.now()
    offer = settings.offer
    cost = monthly_cost(offer) if line.runs else None
    since = date(now.year - 1, now.month, 1)
    state: LineState | None = line.data
    return Sight(
        line=line,
        view=_view(household, line, state, ways, now),
        monthly_cost={} if cost is None else {offer.currency: cost},
        spent={} if state is None else state.spent_by_currency,
        spent_by_month=spent_by_month(record.renewals, offer.currency, since),
    )


def _view(
    household: Household,
    line: LineCoordinator,
    state: LineState | None,
    ways: Iterable[RenewalChannel],
    now: datetime,
) -> LineView:
    settings, record = line.settings, line.record
    facts, rule = line_facts(line), settings.offer.rule
    opening = opening_of(ways, System.UNKNOWN)
    is_shown = line.last_update_success and state is not None
    return {
        "line_id": settings.line_id,
        "device_id": facts["device_id"],
        "name": settings.name,
        "owner": settings.owner,
        "carrier": settings.carrier,
        "offer": settings.offer.name,
        "form": settings.form,
        "status": Status.UNKNOWN if state is None else state.status,
        "standing": settings.standing,
        "is_available": is_shown,
        "service_until": iso(state.clocks.service_until) if state else None,
        "number_until": iso(state.clocks.number_until) if state else None,
        "receives_until": None,
        "expires_at": _utc(state.expires_at) if state else None,
        "is_due": state.renewal_due if state else None,
        "is_automatic": rule is not None and rule.renews_by_itself,
        "is_by_use": state is not None and act_asked(state, now.date()) is Act.USE,
        "has_rule": rule is not None,
        "is_endless": rule is not None and rule.is_endless,
        "snoozed_until": _utc(state.snoozed_until) if state else None,
        "next_reminder": _next_reminder(household, line) if is_shown else None,
        "question": _question(line, state),
        "alerts": [] if state is None else _alerts(state),
        "buckets": [] if state is None else _buckets(line, state, now),
        "source": _source(line),
        "price": _price(line),
        "prices": _prices(line),
        "last_renewal": _last_renewal(record.renewals),
        "open": None if opening is None else {"kind": opening.channel.kind, "link": opening.uri},
        "promotion": _promotion(line, now.date()),
        "moved_on": _moved_on(line, now.date()),
        "unsure": None,
        "undo": _undo(record.renewals, now),
        "payers": _payers(line.hass, record.renewals),
        "channels": _channels(line),
        "can": {},
        "entities": facts["entities"],
        "version": "",
    }


def _next_reminder(household: Household, line: LineCoordinator) -> dict[str, Any] | None:
    found = household.next_reminder(line.settings.line_id)
    return None if found is None else {"at": _utc(found[0]), "to": list(found[1])}


def _question(line: LineCoordinator, state: LineState | None) -> dict[str, Any] | None:
    """Return what somebody should answer first; the text of a doubt is added for its reader."""
    if not line.last_update_success or state is None:
        return None
    renewal = open_question(line.record)
    if renewal is not None:
        return {
            "kind": "landed",
            "renewal_id": renewal.renewal_id,
            "amount": number(renewal.amount),
            "currency": renewal.currency or line.settings.offer.currency,
            "date": iso(renewal.renewed_on),
        }
    if state.doubt is not None:
        return {"kind": "doubt"}
    is_asked = line.without_end is not None or lacks_date(state)
    return {"kind": "date"} if is_asked else None


def _alerts(state: LineState) -> list[str]:
    alerts = {
        "data_low": state.data_low,
        "data_runs_out_early": state.data_runs_out_early,
        "source_stale": state.source_problem,
    }
    return [alert for alert, is_so in alerts.items() if is_so]


def _buckets(line: LineCoordinator, state: LineState, now: datetime) -> list[BucketView]:
    """Return what is known of the balance, and what a source is to tell of it."""
    return [
        _bucket(line, state, name, now)
        for name, (kind, _) in _UNITS.items()
        if kind in state.reading or _CAPABILITY[kind] in line.settings.fed
    ]


def _bucket(line: LineCoordinator, state: LineState, name: str, now: datetime) -> BucketView:
    settings, record = line.settings, line.record
    kind, unit = _UNITS[name]
    factor = BUCKETS[name][1]
    measure = state.reading.get(kind)
    endless = is_unlimited(measure)
    bucket: BucketView = {
        "bucket": name,
        "value": number(measure.amount / factor) if measure and not endless else None,
        "unit": unit or settings.offer.currency,
        "allowance": None,
        "is_unlimited": endless,
        "is_known": measure is not None,
        "measured_at": _utc(measure.measured_at) if measure else None,
        "is_low": False,
        "is_old": _CAPABILITY[kind] in _stale(line, now),
        "runs_out": None,
        "runs_out_early_days": None,
        "mark": None,
        "entity_id": None,
    }
    allowance = state.amount(Bucket.DATA_ALLOWANCE)
    if kind is Bucket.DATA_REMAINING and measure is not None and not endless:
        until, runs_out = state.clocks.service_until, state.data_runs_out
        bucket["is_low"] = state.data_low is True
        bucket["runs_out"] = _utc(runs_out)
        if until is not None and runs_out is not None and state.data_runs_out_early:
            bucket["runs_out_early_days"] = (until - runs_out.astimezone(now.tzinfo).date()).days
        if allowance is not None:
            bucket["allowance"] = number(allowance / factor)
            reset_day = settings.reset_day
            mark = even_pace(allowance, record, now.date(), until=until, reset_day=reset_day)
            bucket["mark"] = None if mark is None else float(round(mark / factor, 3))
    return bucket


def _stale(line: LineCoordinator, now: datetime) -> frozenset[Capability]:
    limit, fed = line.settings.stale_after, line.settings.fed
    return frozenset() if limit is None else line.record.source_values.stale(fed, limit, now)


def _source(line: LineCoordinator) -> dict[str, Any]:
    """Return what feeds a line and how old that is; nothing says who typed a value in."""
    record, state = line.record, line.data
    told = [
        *(each.measured_at for each in record.known_reading.values()),
        *(each.last_moment for each in record.statements),
    ]
    is_silent = state is not None and state.source_problem is True
    return {
        "kind": line.source or TYPED,
        "name": line.settings.carrier if line.source == "account" else None,
        "updated_at": _utc(max(told, default=None)),
        "by": None,
        "is_silent": is_silent,
        "silent_since": _utc(line.signals.silent_since) if is_silent else None,
    }


def _price(line: LineCoordinator) -> dict[str, Any] | None:
    offer = line.settings.offer
    if offer.price is None:
        return None
    return {
        "amount": number(offer.price),
        "currency": offer.currency,
        "per_month": number(rounded(monthly_cost(offer))),
    }


def _last_renewal(renewals: Iterable[Renewal]) -> dict[str, Any] | None:
    counting = [each for each in renewals if each.counts]
    last = max(counting, key=lambda each: (each.renewed_on, each.recorded_at), default=None)
    if last is None:
        return None
    return {
        "date": iso(last.renewed_on),
        "amount": number(last.amount),
        "currency": last.currency,
        "payer": last.payer,
    }


def _promotion(line: LineCoordinator, today: date) -> dict[str, Any] | None:
    note, until = line.settings.promotion, line.settings.promotion_until
    if (note is None and until is None) or (until is not None and until < today):
        return None
    return {"note": note, "until": iso(until)}


def _moved_on(line: LineCoordinator, today: date) -> str | None:
    """Return the day on which the number went to another carrier, as long as that is news."""
    last = max((port.on for port in line.record.ports), default=None)
    return None if last is None or today - last > _MOVING else iso(last)


def _prices(line: LineCoordinator) -> list[PriceView]:
    """Return what was paid for a renewal, each time that it became another price."""
    currency = line.settings.offer.currency
    return [
        {
            "since": iso(each.since),
            "amount": float(each.amount),
            "currency": each.currency or currency,
        }
        for each in price_history(line.record.renewals)
    ]


def _undo(renewals: Iterable[Renewal], now: datetime) -> dict[str, str] | None:
    """Return the renewal that was recorded last, while a press too many is easily taken back."""
    last = max(renewals, key=lambda each: each.recorded_at, default=None)
    until = None if last is None else undo_until(last, now)
    return (
        None if last is None or until is None else {"renewal_id": last.renewal_id, "until": until}
    )


def undo_until(renewal: Renewal, now: datetime) -> str | None:
    """Return until when a renewal counts as just recorded, or `None` where that is over."""
    until = renewal.recorded_at + SAME_WITHIN
    return _utc(until) if renewal.recorded_at <= now < until else None


def _payers(hass: HomeAssistant, renewals: Iterable[Renewal]) -> list[str]:
    """Return who paid before, the last one first, and then the people of the house."""
    paid = [each.payer for each in reversed(tuple(renewals)) if each.payer is not None]
    people = [state.name for state in hass.states.async_all("person")]
    return list(dict.fromkeys([*paid, *people]))


def _channels(line: LineCoordinator) -> list[str]:
    """Return the kinds of ways by which a line was renewed, the last one first, and then others."""
    used = [each.channel for each in reversed(line.record.renewals) if each.channel is not None]
    return list(dict.fromkeys([*used, *(each.kind for each in line.settings.channels)]))


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()
