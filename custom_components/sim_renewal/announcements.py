"""What the event entity of a line tells: each thing that happens to it, for automations."""

from dataclasses import dataclass
from typing import Any

from homeassistant.util.signal_type import SignalType

from .const import DOMAIN
from .core.line import LineState
from .core.reminders import Happening, Stage
from .push import LATER, RENEWED, action_id, tag_of


@dataclass(frozen=True, slots=True)
class Announcement:
    """What happened, and what an automation needs to know of it."""

    happening: Happening
    details: dict[str, Any]


def announcement_signal(line_id: str) -> SignalType[Announcement]:
    """Return the signal on which a line's announcements are sent."""
    return SignalType(f"{DOMAIN}_announcement_{line_id}")


def reminder_of(state: LineState, cycle: str, stage: Stage) -> Announcement:
    """Return a stage told once more, with all that an automation needs to send a push of its own.

    `reminder` tells it from the stage as it came.
    """
    line_id, clocks = state.line.line_id, state.clocks
    details = {
        "stage": stage.key,
        "days_left": state.days_left,
        "service_until": clocks.service_until and clocks.service_until.isoformat(),
        "number_until": clocks.number_until and clocks.number_until.isoformat(),
        "tag": tag_of(line_id),
        "renewed_action": action_id(RENEWED, line_id, cycle),
        "later_action": action_id(LATER, line_id, cycle),
        "reminder": True,
    }
    return Announcement(stage.happening, details)
