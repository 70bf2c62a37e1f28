"""Carriers' texts as the source of a line: those of its senders are read, all others ignored."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.importlib import async_import_module

from ..const import DOMAIN, PACKAGE
from ..core.messages import MessageTooLong
from ..core.texts import WhyNot
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..settings.message_source import (
    CONF_EVENT,
    CONF_NOTIFICATIONS,
    CONF_ROUTER,
    MessageSettings,
    Way,
    message_source_of,
)
from .events import Listen, async_follow_event
from .notifications import NotificationListener
from .router import RouterListener
from .text import ReadText, ReceivedText, async_read_text
from .webhook import async_serve_webhook
from .whose_text import (
    AskedText,
    WhyAsked,
    async_ask_about,
    async_show_questions,
    lines_named_in,
    numbers_of,
)

if TYPE_CHECKING:
    from ..core.messages.lines_named import LinesNamed

_READER = f"{PACKAGE}.core.messages.reader"
"""What texts are read with: it takes long to import, so only who has texts does."""

_ASKED = {WhyNot.GONE: WhyAsked.GONE, WhyNot.FAR: WhyAsked.FAR}
"""What is applied only after a person has looked at the text, the weightiest first."""


class Reception(StrEnum):
    """What became of a text."""

    UNDERSTOOD = "understood"
    UNCLEAR = "unclear"
    IGNORED = "ignored"
    ASKED = "asked"


@callback
def async_start_messages(hass: HomeAssistant, household: Household) -> None:
    """Listen for the texts of every line that has them as its source."""
    sources: dict[str, MessageSource] = {}

    @callback
    def begin(line: LineCoordinator) -> None:
        settings, line_id = message_source_of(line.subentry.data), line.settings.line_id
        if settings is not None:
            line.async_on_end(partial(sources.__delitem__, line_id))
            sources[line_id] = MessageSource(hass, household, line, settings, sources)
            sources[line_id].async_start()
            household.entry.async_create_background_task(
                hass, async_import_module(hass, _READER), f"{DOMAIN} reader"
            )

    household.async_for_each_line(begin)
    async_show_questions(household)


class MessageSource:
    """Listens for the texts of one line; a text of another line goes to that line's source."""

    def __init__(
        self,
        hass: HomeAssistant,
        household: Household,
        line: LineCoordinator,
        settings: MessageSettings,
        sources: Mapping[str, MessageSource],
    ) -> None:
        """Prepare; what becomes of texts is counted at the line. `sources` are all, by line."""
        self._hass = hass
        self._household = household
        self._line = line
        self._settings = settings
        self._sources = sources
        self._in_turn = asyncio.Lock()

    @callback
    def async_start(self) -> None:
        """Listen on every way that is switched on."""
        hass, line, settings = self._hass, self._line, self._settings
        if notifications := settings.notifications:
            way = Way(CONF_NOTIFICATIONS, notifications.entity)
            NotificationListener(hass, line, notifications, self._listener(way)).start()
        if event := settings.event:
            way = Way(CONF_EVENT, event.event_type)
            async_follow_event(hass, line, event, self._listener(way))
        if settings.router_pause:
            listener = self._listener(Way(CONF_ROUTER))
            RouterListener(hass, line, settings.router_pause, listener).start()
        if settings.webhook:
            async_serve_webhook(hass, line, settings.webhook, self)

    def now(self) -> datetime:
        """Return the moment, in the household's time zone."""
        return self._household.now()

    def _listener(self, way: Way) -> Listen:
        """Return what takes texts from a listener that wants no answer."""

        @callback
        def listen(text: str, sender: str | None, received_at: datetime | None = None) -> None:
            message = ReceivedText(text, sender, received_at or self.now())
            self._household.entry.async_create_task(
                self._hass, self._async_listen(message, way), f"{DOMAIN} text"
            )

        return listen

    async def _async_listen(self, message: ReceivedText, way: Way) -> None:
        """Take a text, whatever happens to it."""
        with suppress(HomeAssistantError, MessageTooLong):
            await self.async_take(message, way, offer_again=True)

    async def async_take(
        self, message: ReceivedText, way: Way | None = None, *, offer_again: bool = False
    ) -> ReadText | WhyAsked | None:
        """Keep what is certain of a text, or say why somebody is asked about it.

        `None` if it is not from one of the senders. With `offer_again`, what the disk does not take
        is offered to it later. Raises `MessageTooLong`, and `RecordNotSaved` with nothing applied.
        """
        if not self.accepts(message):
            self._line.receptions[Reception.IGNORED] += 1
            return None
        named = lines_named_in(self._household, message.text)
        why, line_ids = self._doubt_about(message, named, way)
        if why is not None:
            return await self._async_ask(AskedText(message, line_ids, why))
        return await self._sources[line_ids[0]].async_keep(message, offer_again=offer_again)

    def accepts(self, message: ReceivedText) -> bool:
        """Return whether a text is from one of the senders."""
        from ..core.messages.addressees import is_from  # noqa: PLC0415 - few households have texts

        return is_from(self._settings.senders, message.sender, message.text)

    def shares(self, way: Way) -> bool:
        """Return whether the same texts are heard here on a way."""
        return way in self._settings.shared_ways

    def _doubt_about(
        self, message: ReceivedText, named: LinesNamed, way: Way | None
    ) -> tuple[WhyAsked | None, tuple[str, ...]]:
        """Return why it is not sure whose a text is, and the lines that it can be about."""
        own = self._line.settings
        if len(named.line_ids) > 1:
            return WhyAsked.SEVERAL_LINES, tuple(sorted(named.line_ids))
        if named.line_ids:
            [line_id] = named.line_ids
            source = self._sources.get(line_id)
            is_taken = source is not None and source.accepts(message)
            return (None if is_taken else WhyAsked.OTHER_LINE), (line_id,)
        if not named.can_mean(numbers_of(own)):
            return WhyAsked.STRANGER, (own.line_id,)
        sharing = [
            line_id
            for line_id, source in self._sources.items()
            if way and source.shares(way) and source.accepts(message)
        ]
        if len(sharing) > 1:
            return WhyAsked.SHARED_SENDER, tuple(sorted(sharing))
        return None, (own.line_id,)

    async def _async_ask(self, asked: AskedText) -> WhyAsked | ReadText:
        """Ask whose a text is, if it says anything that could be taken over."""
        heard = await async_read_text(self._line, asked.message, self.now(), dry_run=True)
        if not heard.understanding.findings:
            self._line.receptions[Reception.UNCLEAR] += 1
            return heard
        self._line.receptions[Reception.ASKED] += 1
        async_ask_about(self._household, asked)
        return asked.why

    async def async_keep(self, message: ReceivedText, *, offer_again: bool) -> ReadText:
        """Keep what is certain of a text of this line; ask about what is far off."""
        line, receptions = self._line, self._line.receptions
        try:
            async with self._in_turn:
                heard = await async_read_text(line, message, self.now())
        except MessageTooLong:
            receptions[Reception.UNCLEAR] += 1
            raise
        except HomeAssistantError:
            if offer_again and line.last_update_success:
                heard = await async_read_text(line, message, self.now(), dry_run=True)
                await line.async_apply_source_values(heard.taken.values)
            raise
        found = {each.why_not for each in heard.taken.outcomes}
        if (why := next((_ASKED[each] for each in _ASKED if each in found), None)) is not None:
            async_ask_about(self._household, AskedText(message, (line.settings.line_id,), why))
        is_understood = bool(heard.understanding.findings)
        receptions[Reception.UNDERSTOOD if is_understood else Reception.UNCLEAR] += 1
        return heard
