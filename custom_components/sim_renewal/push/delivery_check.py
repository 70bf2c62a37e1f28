"""The test message: whether a recipient can be reached, before a reminder has to."""

from dataclasses import replace
from enum import StrEnum

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from ..const import DOMAIN
from .compose import async_compose_test
from .groups import reached
from .recipient import HOME, Recipient, TargetUnreachable, is_phone


class CheckOutcome(StrEnum):
    """Where a test arrived, of all the ways to remind somebody, and whether it was answered."""

    EVERYWHERE = "everywhere"
    NOT_EVERYWHERE = "not_everywhere"
    ANSWERED = "answered"


def outcome_signal(recipient_id: str) -> SignalType[CheckOutcome]:
    """Return the signal on which the outcome of a recipient's test is sent."""
    return SignalType(f"{DOMAIN}_test_{recipient_id}")


@callback
def async_note_answer(hass: HomeAssistant, recipient_id: str) -> None:
    """Tell everybody who waits for it that the button of a recipient's test was pressed."""
    async_dispatcher_send(hass, outcome_signal(recipient_id), CheckOutcome.ANSWERED)


async def async_try_out(hass: HomeAssistant, recipient: Recipient) -> tuple[str, ...]:
    """Send a short message to every target and fallback; return those that did not take it."""
    every = reached(hass, dict.fromkeys((*recipient.targets, *recipient.fallbacks))) or (HOME,)
    phones = tuple(target for target in every if is_phone(target))
    others = tuple(target for target in every if not is_phone(target))
    for_phones, for_others = await async_compose_test(
        hass, recipient.language, recipient.recipient_id, recipient.name
    )
    failed: list[str] = []
    for push, targets in ((for_phones, phones), (for_others, others)):
        if targets:
            try:
                failed += await replace(recipient, targets=targets).async_send(hass, push)
            except TargetUnreachable:
                failed += targets
    outcome = CheckOutcome.NOT_EVERYWHERE if failed else CheckOutcome.EVERYWHERE
    async_dispatcher_send(hass, outcome_signal(recipient.recipient_id), outcome)
    return tuple(failed)
