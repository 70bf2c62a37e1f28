"""What the actions return of lines and renewals, as JSON has it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from homeassistant.core import HomeAssistant

from ..const import BYTES_PER_GIGABYTE
from ..core.arrivals import DateDoubt
from ..core.channels import RenewalChannel, tel_link
from ..core.ledger import Entry, flags_of, monthly_cost, price_history, rounded
from ..core.line import LineState
from ..core.model import Bucket, Reading
from ..core.rules import Clocks
from ..household.coordinator import LineCoordinator
from ..household.ledger import Recorded
from ..receipt_view import async_receipt_url
from ..texts.advice import async_advice
from ..texts.reasons import async_why

BUCKETS: Mapping[str, tuple[Bucket, int]] = {
    "data": (Bucket.DATA_REMAINING, BYTES_PER_GIGABYTE),
    "allowance": (Bucket.DATA_ALLOWANCE, BYTES_PER_GIGABYTE),
    "voice": (Bucket.VOICE_REMAINING, 60),
    "sms": (Bucket.SMS_REMAINING, 1),
    "credit": (Bucket.CREDIT, 1),
}
"""The balance fields: data and allowance in GB, voice in minutes, SMS, credit as money."""


def clocks_response(clocks: Clocks) -> dict[str, Any]:
    """Return the two clocks; an unknown one is `None`."""
    return {
        "service_until": _iso(clocks.service_until),
        "number_until": _iso(clocks.number_until),
    }


def balance_response(line: LineCoordinator) -> dict[str, Any]:
    """Return the known buckets in the units of `update_balance`."""
    return _balance(line.data.reading)


def _balance(reading: Reading) -> dict[str, Any]:
    return {
        field: _number(reading[bucket].amount / factor)
        for field, (bucket, factor) in BUCKETS.items()
        if bucket in reading
    }


def spent_response(state: LineState) -> dict[str, float | None]:
    """Return what was spent this year in each currency."""
    return {each: _number(amount) for each, amount in state.spent_by_currency.items()}


async def async_line_response(device_id: str, line: LineCoordinator) -> dict[str, Any]:
    """Return how a line stands, and in a sentence why."""
    state, settings = line.data, line.settings
    why, question = await async_why(line.hass, line.replayed, line.zone)
    return {
        "device_id": device_id,
        "name": settings.name,
        "carrier": settings.carrier,
        "form": settings.form,
        "owner": settings.owner,
        "offer": settings.offer.name,
        "status": state.status,
        "renewal_due": state.renewal_due,
        **clocks_response(state.clocks),
        "why": why or None,
        "question": question,
        "expires_at": _iso(state.expires_at),
        "days_left": state.days_left,
        "balance": balance_response(line),
        "source": line.source,
        "currency": settings.offer.currency,
        "renewal_price": _number(settings.offer.price),
        "renewals_left": state.renewals_left,
        "spent_this_year": _number(state.spent_this_year),
        "spent_by_currency": spent_response(state),
        "last_renewal": _iso(state.renewed_on),
        "monthly_cost": _number(rounded(monthly_cost(settings.offer))),
        "price_history": [
            {"since": _iso(each.since), "amount": _number(each.amount), "currency": each.currency}
            for each in price_history(line.record.renewals)
        ],
        "snoozed_until": _iso(state.snoozed_until),
        "doubt": state.doubt and _doubt(state.doubt),
        "standing": settings.standing,
        "channels": [_channel(way) for way in settings.channels],
        "country": settings.country,
        "promotion": settings.promotion,
        "promotion_until": _iso(settings.promotion_until),
    }


def renewal_response(device_id: str, line: LineCoordinator, entry: Entry) -> dict[str, Any]:
    """Return one renewal of a line, with what it did; an amount that nobody knows is `None`."""
    renewal = entry.renewal
    return {
        "renewal_id": renewal.renewal_id,
        "device_id": device_id,
        "line": line.settings.name,
        "date": _iso(renewal.renewed_on),
        "refund": renewal.refund,
        "amount": _number(renewal.amount),
        "expected_amount": _number(renewal.expected),
        "currency": renewal.currency,
        "channel": renewal.channel,
        "payer": renewal.payer,
        "receipt": renewal.receipt,
        "receipt_url": async_receipt_url(line.hass, line.settings.line_id, renewal),
        "receipt_type": renewal.receipt_file and renewal.receipt_file.media_type,
        "note": renewal.note,
        "service_until": _iso(renewal.service_until),
        "number_until": _iso(renewal.number_until),
        "balance_after": _balance(renewal.balance),
        "flags": list(flags_of(renewal, line.settings.offer, line.record.renewals)),
        "verdict": renewal.verification.verdict,
        "cost_per_day": _number(entry.cost_per_day),
        "contained": entry.is_contained,
        "before": entry.before and clocks_response(entry.before),
        "after": entry.after and clocks_response(entry.after),
    }


async def async_recorded_response(
    hass: HomeAssistant, line: LineCoordinator, recorded: Recorded
) -> dict[str, Any]:
    """Return what recording, changing or undoing a renewal did, and what to look at again."""
    renewal = recorded.renewal
    charged, expected = renewal.amount, renewal.expected
    difference = None if charged is None or expected is None else charged - expected
    return {
        "renewal_id": renewal.renewal_id,
        "outcome": recorded.outcome,
        "date": _iso(renewal.renewed_on),
        "currency": renewal.currency,
        "payer": renewal.payer,
        "recorded_at": _iso(renewal.recorded_at),
        "before": clocks_response(recorded.before),
        "after": clocks_response(recorded.after),
        "charged_amount": _number(charged),
        "expected_amount": _number(expected),
        "difference": _number(difference),
        "flags": list(recorded.flags),
        "advice": await async_advice(hass, recorded.flags, line.settings.country),
    }


def _doubt(doubt: DateDoubt) -> dict[str, Any]:
    """Return two readings of what was told that differ: the earlier one is shown."""
    return {
        "service_until": _iso(doubt.statement.until),
        "or_until": _iso(doubt.later),
        "renewal_ids": list(doubt.renewal_ids),
        "is_settled": doubt.is_settled,
    }


def _channel(way: RenewalChannel) -> dict[str, Any]:
    return {
        "channel": way.kind,
        "link": way.link or (way.code and tel_link(way.code)),
        "code": way.code,
        "instruction": way.instruction,
    }


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _number(amount: Decimal | None) -> float | None:
    """Return an amount as JSON has numbers."""
    return None if amount is None else float(amount)
