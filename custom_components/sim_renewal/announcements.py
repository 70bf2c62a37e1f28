"""What the event entity of a line tells: each thing that happens to it, for automations."""

from dataclasses import dataclass
from typing import Any

from homeassistant.util.signal_type import SignalType

from .const import DOMAIN
from .core.reminders import Happening


@dataclass(frozen=True, slots=True)
class Announcement:
    """What happened, and what an automation needs to know of it."""

    happening: Happening
    details: dict[str, Any]


def announcement_signal(line_id: str) -> SignalType[Announcement]:
    """Return the signal on which a line's announcements are sent."""
    return SignalType(f"{DOMAIN}_announcement_{line_id}")
