"""What people have sent by hand: so often in a minute that nobody's phone is flooded."""

from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..core.throttle import Throttle

MOST_IN_A_MINUTE = 5

_SENT: HassKey[Throttle] = HassKey(f"{DOMAIN}_sent_by_hand")


@callback
def async_check_pace(hass: HomeAssistant, user_id: str | None, now: datetime) -> None:
    """Refuse, in words, what a person has sent too often; automations and dialogs are not held."""
    if user_id is None:
        return
    throttle = hass.data.setdefault(_SENT, Throttle(MOST_IN_A_MINUTE, timedelta(minutes=1)))
    if seconds := throttle.seconds_to_wait(user_id, now):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="sent_too_often",
            translation_placeholders={"seconds": str(seconds)},
        )
