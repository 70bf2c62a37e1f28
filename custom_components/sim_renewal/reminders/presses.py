"""Presses in Home Assistant: a button or a tick tells on the person's phones what it came to."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import DOMAIN
from ..household.household import Household
from ..household.ledger import PRESSED, Recorded, RecordOutcome
from ..push.companion_app import phones_of
from .confirmation import Confirmation


@callback
def async_answer_presses(hass: HomeAssistant, household: Household) -> None:
    """Tell whoever presses what was recorded, as a phone is told that answers a push."""

    @callback
    def pressed(line_id: str, recorded: Recorded, user_id: str | None) -> None:
        tell = _async_tell(hass, household, line_id, recorded, user_id)
        household.entry.async_create_task(hass, tell, f"{DOMAIN} press")

    household.entry.async_on_unload(async_dispatcher_connect(hass, PRESSED, pressed))


async def _async_tell(
    hass: HomeAssistant,
    household: Household,
    line_id: str,
    recorded: Recorded,
    user_id: str | None,
) -> None:
    line, presser = household.lines[line_id], Confirmation(hass, household, user_id)
    if recorded.outcome is not RecordOutcome.SAME_DEED:
        await presser.async_confirm_renewal(line, recorded.renewal)
    elif phones_of(hass, user_id):  # where they pressed, it is told as an error
        await presser.async_tell_first(line, recorded.renewal)
