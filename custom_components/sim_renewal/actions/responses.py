"""What the actions return of lines and renewals, as JSON has it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from homeassistant.core import HomeAssistant

from ..const import BYTES_PER_GIGABYTE
from ..core.channels import RenewalChannel, tel_link
from ..core.doubts import DateDoubt, DoubtReason
from ..core.history import is_unlimited
from ..core.ledger import Entry, flags_of, monthly_cost, price_history, rounded
from ..core.line import LineState
from ..core.model import Bucket, Reading
from ..core.rules import Clocks
from ..core.tasks import TaskDue, tasks
from ..entity import line_facts
from ..household.coordinator import LineCoordinator
from ..household.event_details import LineEnds
from ..household.ledger import Recorded
from ..receipt_view import async_receipt_url
from ..texts.advice import async_advice
from ..texts.reasons import async_why
from .answers import (
    ChannelAnswer,
    DoubtAnswer,
    LineAnswer,
    RecordedAnswer,
    RenewalAnswer,
)

BUCKETS: Mapping[str, tuple[Bucket, int]] = {
    "data": (Bucket.DATA_REMAINING, BYTES_PER_GIGABYTE),
    "allowance": (Bucket.DATA_ALLOWANCE, BYTES_PER_GIGABYTE),
    "voice": (Bucket.VOICE_REMAINING, 60),
    "sms": (Bucket.SMS_REMAINING, 1),
    "credit": (Bucket.CREDIT, 1),
}
"""The balance fields: data and allowance in GB, voice in minutes, SMS, credit as money."""


def as_json(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer of a known shape as Home Assistant takes it."""
    return dict(answer)


def clocks_response(clocks: Clocks) -> dict[str, Any]:
    """Return the two clocks; an unknown one is `None`."""
    return as_json(_clocks(clocks))


def _clocks(clocks: Clocks) -> LineEnds:
    return {
        "service_until": iso(clocks.service_until),
        "number_until": iso(clocks.number_until),
    }


def balance_response(line: LineCoordinator) -> dict[str, Any]:
    """Return the known buckets in the units of `update_balance`."""
    return _balance(line.data.reading)


def _balance(reading: Reading) -> dict[str, float]:
    return {
        field: float(measure.amount / factor)
        for field, (bucket, factor) in BUCKETS.items()
        if (measure := reading.get(bucket)) is not None and not is_unlimited(measure)
    }


def _unlimited(reading: Reading) -> list[str]:
    return [field for field, (each, _) in BUCKETS.items() if is_unlimited(reading.get(each))]


def spent_response(state: LineState) -> dict[str, float | None]:
    """Return what was spent this year in each currency."""
    return {each: number(amount) for each, amount in state.spent_by_currency.items()}


async def async_line_response(line: LineCoordinator, now: datetime) -> dict[str, Any]:
    """Return how a line stands, and in a sentence why."""
    state, settings = line.data, line.settings
    why, question = await async_why(line.hass, settings, line.replayed, line.zone, line.without_end)
    answer: LineAnswer = {
        **line_facts(line),
        "name": settings.name,
        "form": settings.form,
        "owner": settings.owner,
        "offer": settings.offer.name,
        "status": state.status,
        "renewal_due": state.renewal_due,
        **_clocks(state.clocks),
        "why": why or None,
        "question": question,
        "expires_at": iso(state.expires_at),
        "days_left": state.days_left,
        "balance": _balance(state.reading),
        "unlimited": _unlimited(state.reading),
        "source": line.source,
        "currency": settings.offer.currency,
        "renewal_price": number(settings.offer.price),
        "renewals_left": state.renewals_left,
        "spent_this_year": number(state.spent_this_year),
        "spent_by_currency": spent_response(state),
        "last_renewal": iso(state.renewed_on),
        "monthly_cost": number(rounded(monthly_cost(settings.offer))),
        "price_history": [
            {"since": iso(each.since), "amount": number(each.amount), "currency": each.currency}
            for each in price_history(line.record.renewals)
        ],
        "snoozed_until": iso(state.snoozed_until),
        "doubt": None if state.doubt is None else _doubt(state.doubt),
        "standing": settings.standing,
        "channels": [_channel(way) for way in settings.channels],
        "country": settings.country,
        "promotion": settings.promotion,
        "promotion_until": iso(settings.promotion_until),
        "todo_item": todo_item(line, now),
    }
    return as_json(answer)


def todo_item(line: LineCoordinator, now: datetime) -> str | None:
    """Return the id of what a line wants on the list of renewals due, if it wants something."""
    found = tasks(line.data, line.record, now)
    return next((each.task_id for each in found if isinstance(each, TaskDue)), None)


def renewal_response(device_id: str, line: LineCoordinator, entry: Entry) -> dict[str, Any]:
    """Return one renewal of a line, with what it did; an amount that nobody knows is `None`."""
    renewal, file = entry.renewal, entry.renewal.receipt_file
    answer: RenewalAnswer = {
        "renewal_id": renewal.renewal_id,
        "device_id": device_id,
        "line": line.settings.name,
        "date": iso(renewal.renewed_on),
        "refund": renewal.refund,
        "amount": number(renewal.amount),
        "expected_amount": number(renewal.expected),
        "currency": renewal.currency,
        "channel": renewal.channel,
        "payer": renewal.payer,
        "receipt": renewal.receipt,
        "receipt_url": async_receipt_url(line.hass, line.settings.line_id, renewal),
        "receipt_type": None if file is None else file.media_type,
        "note": renewal.note,
        "service_until": iso(renewal.service_until),
        "number_until": iso(renewal.number_until),
        "balance_after": _balance(renewal.balance),
        "flags": list(flags_of(renewal, line.settings.offer, line.record.renewals)),
        "verdict": renewal.verification.verdict,
        "cost_per_day": number(entry.cost_per_day),
        "contained": entry.is_contained,
        "before": None if entry.before is None else _clocks(entry.before),
        "after": None if entry.after is None else _clocks(entry.after),
    }
    return as_json(answer)


async def async_recorded_response(
    hass: HomeAssistant, line: LineCoordinator, recorded: Recorded, *more: str
) -> dict[str, Any]:
    """Return what recording, changing or undoing a renewal did, and what to look at again.

    `more` is advice that the action has to give of its own.
    """
    renewal = recorded.renewal
    charged, expected = renewal.amount, renewal.expected
    difference = None if charged is None or expected is None else charged - expected
    answer: RecordedAnswer = {
        "renewal_id": renewal.renewal_id,
        "outcome": recorded.outcome,
        "date": iso(renewal.renewed_on),
        "currency": renewal.currency,
        "payer": renewal.payer,
        "recorded_at": iso(renewal.recorded_at),
        "before": _clocks(recorded.before),
        "after": _clocks(recorded.after),
        "charged_amount": number(charged),
        "expected_amount": number(expected),
        "difference": number(difference),
        "flags": list(recorded.flags),
        "advice": await async_advice(
            hass,
            recorded.flags,
            line.settings,
            *recorded.remarks,
            *more,
            is_asked=line.is_asked_about(renewal, DoubtReason.SAME_DAY),
        ),
    }
    return as_json(answer)


def _doubt(doubt: DateDoubt) -> DoubtAnswer:
    """Return two readings of what was told that differ: the earlier one is shown."""
    return {
        "reason": doubt.reason,
        "service_until": iso(doubt.earlier),
        "or_until": iso(doubt.later),
        "renewal_ids": list(doubt.renewal_ids),
        "is_settled": doubt.is_settled,
    }


def _channel(way: RenewalChannel) -> ChannelAnswer:
    return {
        "channel": way.kind,
        "link": way.link or (way.code and tel_link(way.code)),
        "code": way.code,
        "instruction": way.instruction,
    }


def iso(moment: date | datetime | None) -> str | None:
    """Return a day or a moment as JSON has it; an unknown one is `None`."""
    return None if moment is None else moment.isoformat()


def number(amount: Decimal | None) -> float | None:
    """Return an amount as JSON has numbers."""
    return None if amount is None else float(amount)
