"""The last of a line that was deleted: its pushes leave the phones."""

import asyncio
from collections.abc import Iterable

from homeassistant.core import HomeAssistant

from ..household.household import Household
from ..push.ids import question_tag_of, tag_of


async def async_clear_deleted(
    hass: HomeAssistant, household: Household, line_ids: Iterable[str]
) -> None:
    """Take the pushes about lines off the phones that show them.

    One about several lines stays for the sake of the others; its buttons tell that a line is gone.
    """
    recipients = {each.recipient_id: each for each in household.recipients}
    shown = {
        (
            delivery.recipient_id,
            question_tag_of(line_id) if delivery.is_question else tag_of(line_id, delivery.cycle),
        )
        for line_id in line_ids
        if (line := household.lines.get(line_id)) is not None
        for delivery in line.record.deliveries
        if not delivery.cleared and delivery.bundle is None
    }
    await asyncio.gather(
        *(
            recipients[recipient_id].async_clear(hass, tag)
            for recipient_id, tag in shown
            if recipient_id in recipients
        ),
        return_exceptions=True,  # a phone that is out of reach keeps a push that does nothing
    )
