"""Delivery: every stage that has come reaches every recipient once, whatever happened between."""

import asyncio
from collections import defaultdict
from contextlib import suppress
from functools import partial

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.start import async_at_started

from .announcements import Announcement, announcement_signal
from .const import DOMAIN
from .coordinator import LineCoordinator
from .core.record import Delivery
from .core.reminders import Stage, due_stage, to_clear
from .courier import Courier
from .household import Household
from .push import LATER, RENEWED, action_id, async_compose, tag_of
from .recipients import Recipient, recipients_of
from .store import RecordNotSaved

EVENT_LISTENERS = "events"
"""Stands for the event entity in the log of deliveries."""


class Notifier:
    """Follows the lines and brings their stages to the event entities and the recipients."""

    def __init__(self, hass: HomeAssistant, household: Household) -> None:
        """Prepare; nothing is sent before Home Assistant has started."""
        self._hass = hass
        self._household = household
        self._recipients = recipients_of(hass, household.entry)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._courier = Courier(hass, household)

    @callback
    def async_start(self) -> None:
        """Follow every line as soon as phones and automations are there."""
        entry = self._household.entry
        entry.async_on_unload(async_at_started(self._hass, self._async_follow))

    async def _async_follow(self, _hass: HomeAssistant) -> None:
        for line in self._household.present_lines.values():
            look = partial(self._look, line)
            self._household.entry.async_on_unload(line.async_add_listener(look))
            look()

    @callback
    def _look(self, line: LineCoordinator) -> None:
        """Start serving a line if there is anything to do for it."""
        if line.last_update_success and (self._due(line) or to_clear(line.record, line.cycle)):
            self._household.entry.async_create_task(
                self._hass, self._async_serve(line), f"{DOMAIN} reminders"
            )

    def _due(self, line: LineCoordinator) -> dict[str, Stage]:
        """Return the stage that each listener should be told of now."""
        now = self._household.now()
        due: dict[str, Stage] = {}
        for listener in (EVENT_LISTENERS, *(each.recipient_id for each in self._recipients)):
            if not self._courier.may_try(line.line.line_id, listener):
                continue
            stage = due_stage(line.plan, line.stages, line.record, line.cycle, listener, now)
            if stage is not None:
                due[listener] = stage
        return due

    async def _async_serve(self, line: LineCoordinator) -> None:
        async with self._locks[line.line.line_id]:
            await self._async_clear(line)
            due = self._due(line)
            if (stage := due.get(EVENT_LISTENERS)) is not None:
                await self._async_announce(line, stage)
            await asyncio.gather(
                *(
                    self._async_remind(line, recipient, due[recipient.recipient_id])
                    for recipient in self._recipients
                    if recipient.recipient_id in due
                )
            )

    async def _async_announce(self, line: LineCoordinator, stage: Stage) -> None:
        """Tell the event entity, with all that an automation needs to send a push of its own."""
        line_id, clocks = line.line.line_id, line.data.clocks
        details = {
            "stage": stage.key,
            "days_left": line.data.days_left,
            "service_until": clocks.service_until and clocks.service_until.isoformat(),
            "number_until": clocks.number_until and clocks.number_until.isoformat(),
            "tag": tag_of(line_id),
            "renewed_action": action_id(RENEWED, line_id, line.cycle),
            "later_action": action_id(LATER, line_id, line.cycle),
        }
        signal = announcement_signal(line_id)
        async_dispatcher_send(self._hass, signal, Announcement(stage.happening, details))
        try:
            await self._async_remember(line, stage, EVENT_LISTENERS, cleared=True)
        except RecordNotSaved:
            self._courier.pause(line_id, EVENT_LISTENERS)

    async def _async_remind(
        self, line: LineCoordinator, recipient: Recipient, stage: Stage
    ) -> None:
        """Send one reminder; what fails is tried again with growing pauses, and made known."""
        line_id = line.line.line_id
        today = self._household.now().date()
        push = await async_compose(
            self._hass,
            recipient.language,
            line.data,
            today,
            line.cycle,
            self._household.path_of(line_id),
        )
        remember = partial(self._async_remember, line, stage, recipient.recipient_id, cleared=False)
        await self._courier.async_deliver(line_id, recipient, push, remember)

    async def _async_remember(
        self, line: LineCoordinator, stage: Stage, listener: str, *, cleared: bool
    ) -> None:
        await line.async_delivered(
            Delivery(
                cycle=line.cycle,
                stage=stage.key,
                recipient_id=listener,
                delivered_at=self._household.now(),
                cleared=cleared,
            )
        )

    async def _async_clear(self, line: LineCoordinator) -> None:
        """Take answered reminders off the phones that may still show them."""
        answered = to_clear(line.record, line.cycle)
        if not answered:
            return
        shown_to = {each.recipient_id for each in answered}
        await asyncio.gather(
            *(
                recipient.async_clear(self._hass, tag_of(line.line.line_id))
                for recipient in self._recipients
                if recipient.recipient_id in shown_to
            ),
            return_exceptions=True,
        )
        with suppress(RecordNotSaved):  # they are cleared once more, which does no harm
            await line.async_cleared(answered)
