"""What the event entity of a line tells: each thing that happens to it, for automations."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from ..const import BYTES_PER_GIGABYTE, DOMAIN
from ..core.ledger import Flag
from ..core.line import LineState
from ..core.model import Bucket, Renewal
from ..core.reminders import Happening, Stage, end_spoken_of
from ..core.rules import Clocks
from ..core.signals import LineSignals
from ..push.ids import LATER, RENEWED, action_id, tag_of
from .event_details import DaysLeft


@dataclass(frozen=True, slots=True)
class Announcement:
    """What happened, and what an automation needs to know of it."""

    happening: Happening
    details: dict[str, Any]


def announcement_signal(line_id: str) -> SignalType[Announcement]:
    """Return the signal on which a line's announcements are sent."""
    return SignalType(f"{DOMAIN}_announcement_{line_id}")


@callback
def async_announce(hass: HomeAssistant, line_id: str, announcement: Announcement) -> None:
    """Have the event entity of a line tell something."""
    async_dispatcher_send(hass, announcement_signal(line_id), announcement)


def stage_of(
    state: LineState,
    signals: LineSignals,
    cycle: str,
    stage: Stage,
    today: date,
    topic: str = "",
) -> Announcement:
    """Return a stage that has come, with all that an automation needs to send a push of its own.

    `topic` is the cycle of a matter beside the renewal, whose push has a tag of its own.
    """
    line_id, clocks = state.line.line_id, state.clocks
    details = {
        "stage": stage.key,
        **days_left_in(state, stage.happening, today),
        **_ends(clocks),
        "tag": tag_of(line_id, topic),
        "renewed_action": action_id(RENEWED, line_id, cycle),
        "later_action": action_id(LATER, line_id, cycle),
    }
    return Announcement(stage.happening, details | _details_of(stage.happening, state, signals))


def days_left_in(state: LineState, happening: Happening, today: date) -> DaysLeft:
    """Return the days to the end that something speaks of, negative after it, and which it is."""
    found = end_spoken_of(happening, state.clocks, state.line.promotion_until)
    if found is None:
        return {"days_left": None, "days_left_to": None}
    end, day = found
    return {"days_left": (day - today).days, "days_left_to": end}


def _details_of(happening: Happening, state: LineState, signals: LineSignals) -> dict[str, Any]:
    """Return what is to be known of a matter beside the renewal; data is in gigabytes."""
    left = state.amount(Bucket.DATA_REMAINING)
    data = {"data_remaining": None if left is None else float(left / BYTES_PER_GIGABYTE)}
    match happening:
        case Happening.DATA_LOW:
            return data
        case Happening.DATA_RUNS_OUT_EARLY:
            return data | {"data_runs_out": _iso(signals.runs_out_at)}
        case Happening.SOURCE_STALE:
            return {"silent_since": _iso(signals.silent_since)}
        case Happening.PROMOTION_ENDS:
            return {"promotion_until": _iso(state.line.promotion_until)}
    return {}


def reminder_of(
    state: LineState, signals: LineSignals, cycle: str, stage: Stage, today: date
) -> Announcement:
    """Return a stage told once more; `reminder` tells it from the stage as it came."""
    told = stage_of(state, signals, cycle, stage, today)
    return replace(told, details=told.details | {"reminder": True})


def renewed_of(renewal: Renewal, flags: Iterable[Flag], after: Clocks) -> Announcement:
    """Return a renewal that was recorded, with the clocks that it left."""
    details = {
        **_paid(renewal),
        "channel": renewal.channel,
        "flags": list(flags),
        **_ends(after),
    }
    return Announcement(Happening.RENEWED, details)


def undone_of(renewal: Renewal, after: Clocks) -> Announcement:
    """Return a renewal that was taken back, with the clocks as they are without it."""
    details = {**_paid(renewal), "channel": renewal.channel, **_ends(after)}
    return Announcement(Happening.RENEWAL_UNDONE, details)


def unverified_of(renewal: Renewal) -> Announcement:
    """Return a renewal of which nobody knows yet whether it landed."""
    return Announcement(Happening.RENEWAL_UNVERIFIED, _paid(renewal))


def _paid(renewal: Renewal) -> dict[str, Any]:
    return {
        "renewal_id": renewal.renewal_id,
        "date": renewal.renewed_on.isoformat(),
        "amount": _number(renewal.amount),
        "expected_amount": _number(renewal.expected),
        "currency": renewal.currency,
    }


def _ends(clocks: Clocks) -> dict[str, str | None]:
    return {
        "service_until": _iso(clocks.service_until),
        "number_until": _iso(clocks.number_until),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
