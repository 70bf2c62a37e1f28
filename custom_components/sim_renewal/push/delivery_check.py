"""The test message: whether a recipient can be reached, before a reminder has to."""

from dataclasses import replace
from enum import StrEnum

from homeassistant.core import HomeAssistant
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from ..const import DOMAIN
from .compose import async_say
from .recipient import Recipient, TargetUnreachable


class CheckOutcome(StrEnum):
    """Where a test arrived, of all the ways to remind somebody."""

    EVERYWHERE = "everywhere"
    NOT_EVERYWHERE = "not_everywhere"


def outcome_signal(recipient_id: str) -> SignalType[CheckOutcome]:
    """Return the signal on which the outcome of a recipient's test is sent."""
    return SignalType(f"{DOMAIN}_test_{recipient_id}")


async def async_try_out(hass: HomeAssistant, recipient: Recipient) -> tuple[str, ...]:
    """Send a short message to every target and fallback; return those that did not take it."""
    push = await async_say(
        hass, recipient.language, f"{DOMAIN}_test", "test", recipient=recipient.name
    )
    every = tuple(dict.fromkeys((*recipient.targets, *recipient.fallbacks)))
    try:
        failed = await replace(recipient, targets=every).async_send(hass, push)
    except TargetUnreachable:
        failed = every
    outcome = CheckOutcome.NOT_EVERYWHERE if failed else CheckOutcome.EVERYWHERE
    async_dispatcher_send(hass, outcome_signal(recipient.recipient_id), outcome)
    return failed
