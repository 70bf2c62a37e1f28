"""Changes of the household as a whole: one at a time, and each taken up once."""

import asyncio

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

_TURN: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_changes")


@callback
def turn_to_change(hass: HomeAssistant) -> asyncio.Lock:
    """Return the lock that is held while much is changed at once, and while it is taken up."""
    return hass.data.setdefault(_TURN, asyncio.Lock())


async def async_settled(hass: HomeAssistant) -> None:
    """Wait until the household has taken up what was changed before this."""
    async with turn_to_change(hass):
        pass
