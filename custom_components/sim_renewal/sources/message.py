"""Carriers' texts as the source of a line: those of its senders are read, all others ignored."""

import asyncio
from collections import Counter
from datetime import datetime
from enum import StrEnum

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN
from ..core.messages import MessageTooLong
from ..core.messages.addressees import is_from
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..settings.message_source import MessageSettings, message_source_of
from .events import async_follow_event
from .notifications import NotificationListener
from .router import RouterListener
from .text import ReadText, ReceivedText, async_read_text
from .webhook import async_serve_webhook


class Reception(StrEnum):
    """What became of a text."""

    UNDERSTOOD = "understood"
    UNCLEAR = "unclear"
    IGNORED = "ignored"


@callback
def async_start_messages(hass: HomeAssistant, household: Household) -> None:
    """Listen for the texts of every line that has them as its source."""
    for line_id, line in household.present_lines.items():
        settings = message_source_of(household.entry.subentries[line_id].data)
        if settings is not None:
            MessageSource(hass, household, line, settings).async_start()


class MessageSource:
    """Listens for the texts of one line."""

    def __init__(
        self,
        hass: HomeAssistant,
        household: Household,
        line: LineCoordinator,
        settings: MessageSettings,
    ) -> None:
        """Prepare; what becomes of texts is counted at the line."""
        self._hass = hass
        self._household = household
        self._line = line
        self._settings = settings
        self._in_turn = asyncio.Lock()

    @callback
    def async_start(self) -> None:
        """Listen on every way that is switched on."""
        hass, entry, settings = self._hass, self._household.entry, self._settings
        if settings.notifications:
            NotificationListener(hass, entry, settings.notifications, self.async_listen).start()
        if settings.event:
            async_follow_event(hass, entry, settings.event, self.async_listen)
        if settings.router_pause:
            RouterListener(hass, entry, settings.router_pause, self.async_listen).start()
        if settings.webhook:
            async_serve_webhook(hass, entry, settings.webhook, self)

    def now(self) -> datetime:
        """Return the moment, in the household's time zone."""
        return self._household.now()

    @callback
    def async_listen(
        self, text: str, sender: str | None, received_at: datetime | None = None
    ) -> None:
        """Take a text from a listener that wants no answer; whatever happens to it is no error."""
        message = ReceivedText(text, sender, received_at or self.now())
        self._household.entry.async_create_task(
            self._hass, self._async_listen(message), f"{DOMAIN} text"
        )

    async def _async_listen(self, message: ReceivedText) -> None:
        """Take a text; what the disk does not take is offered to it again later."""
        try:
            await self.async_take(message)
        except MessageTooLong:
            return
        except HomeAssistantError:
            if self._line.last_update_success:
                heard = await async_read_text(self._line, message, self.now(), dry_run=True)
                await self._line.async_apply_source_values(heard.taken.values)

    async def async_take(self, message: ReceivedText) -> ReadText | None:
        """Keep what is certain of a text; `None` if it is not for this line.

        Raises `MessageTooLong`, and `RecordNotSaved` with nothing applied.
        """
        receptions: Counter[str] = self._line.receptions
        if not is_from(self._settings.senders, message.sender, message.text):
            receptions[Reception.IGNORED] += 1
            return None
        try:
            async with self._in_turn:
                heard = await async_read_text(self._line, message, self.now())
        except MessageTooLong:
            receptions[Reception.UNCLEAR] += 1
            raise
        is_understood = bool(heard.understanding.findings)
        receptions[Reception.UNDERSTOOD if is_understood else Reception.UNCLEAR] += 1
        return heard
