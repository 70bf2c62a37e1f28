"""Changes of the household as a whole: one at a time, and one loading for all made meanwhile."""

import asyncio
from dataclasses import dataclass, field

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN


@dataclass(slots=True)
class Changes:
    """How many changes were made, and how many of them the household knew when it last loaded.

    `lock` is held while many are made at once, and while it loads after a change.
    """

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    made: int = 0
    loaded: int = 0


_CHANGES: HassKey[Changes] = HassKey(f"{DOMAIN}_changes")


@callback
def async_changes(hass: HomeAssistant) -> Changes:
    """Return the changes of this Home Assistant's household."""
    return hass.data.setdefault(_CHANGES, Changes())
