"""The verifier: a day or two after a renewal, find out whether it landed and was charged right."""

import asyncio
from collections import defaultdict
from contextlib import suppress

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.start import async_at_started

from ..const import DOMAIN
from ..core.line import Standing
from ..core.model import Renewal
from ..core.planner import may_speak, speaks_again_at
from ..core.record import QUESTION_CYCLE, Delivery
from ..core.verification import (
    asked,
    decided_by_reading,
    open_question,
    questions_to_clear,
    still_to_ask,
    unverified,
)
from ..household.announcements import async_announce, unverified_of
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..issues import RENEWAL_UNVERIFIED
from ..push.compose import async_compose_question
from ..push.ids import question_tag_of
from ..push.recipient import Recipient
from ..storage.records import RecordNotSaved


class Verifier:
    """Follows the lines: a reading decides where it can, and a person where none does."""

    def __init__(self, hass: HomeAssistant, household: Household) -> None:
        """Prepare; nobody is asked before Home Assistant has started."""
        self._hass = hass
        self._household = household
        self._recipients = household.recipients
        self._delivery = household.delivery
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @callback
    def async_start(self) -> None:
        """Follow every line that is in use as soon as phones and automations are there."""
        entry = self._household.entry
        entry.async_on_unload(async_at_started(self._hass, self._async_follow))

    async def _async_follow(self, _hass: HomeAssistant) -> None:
        entry = self._household.entry
        entry.async_on_unload(self._household.async_listen(self._look))
        entry.async_on_unload(self._household.async_add_look(self._look_at_all))
        self._look_at_all()

    @callback
    def _look_at_all(self) -> None:
        for line_id in tuple(self._household.lines):
            self._look(line_id)

    @callback
    def _look(self, line_id: str) -> None:
        """Start serving a line in use if there is anything to do for it."""
        line = self._household.present_lines.get(line_id)
        if line is None or not line.last_update_success:
            return
        if line.settings.standing is not Standing.IN_USE:
            RENEWAL_UNVERIFIED.async_clear(self._hass, line_id)
            return
        self._show_issue(line)
        now = self._household.now()
        if (
            decided_by_reading(line.record, line.replayed.seen) != line.record
            or unverified(line.record, line.plan, now)
            or questions_to_clear(line.record)
            or self._to_ask(line)
        ):
            self._household.entry.async_create_task(
                self._hass, self._async_serve(line), f"{DOMAIN} verification"
            )

    def _to_ask(self, line: LineCoordinator) -> list[Recipient]:
        """Return who has not had the open question and may be disturbed now."""
        waiting = [
            each
            for each in self._recipients
            if still_to_ask(line.record, each.recipient_id)
            and self._delivery.may_tell(line.settings.line_id, each.recipient_id)
        ]
        if not waiting:
            return []
        now = self._household.now()
        audience = self._household.audience(
            self._household.spoken(), line_ids=(line.settings.line_id,)
        )
        first = audience.first_for(line.settings.line_id)
        waiting = [each for each in waiting if each.recipient_id in first]
        free = [each for each in waiting if may_speak(each.recipient_id, audience, now)]
        if free != waiting:
            self._household.async_wake_at(speaks_again_at(audience, now))
        return free

    async def _async_serve(self, line: LineCoordinator) -> None:
        async with self._locks[line.settings.line_id]:
            now = self._household.now()
            try:
                seen = line.replayed.seen
                await line.async_change(lambda record: decided_by_reading(record, seen))
                if due := unverified(line.record, line.plan, now):
                    for renewal in due:
                        async_announce(self._hass, line.settings.line_id, unverified_of(renewal))
                    ids = frozenset(each.renewal_id for each in due)
                    await line.async_change(lambda record: asked(record, ids, now))
            except RecordNotSaved:
                return  # the next look tries it again
            await self._async_clear(line)
            if (question := open_question(line.record)) is not None:
                await asyncio.gather(
                    *(self._async_ask(line, each, question) for each in self._to_ask(line))
                )

    async def _async_ask(
        self, line: LineCoordinator, recipient: Recipient, question: Renewal
    ) -> None:
        line_id = line.settings.line_id
        push = await async_compose_question(
            self._hass,
            recipient.language,
            line.settings,
            question,
            self._household.now().date(),
            await self._household.async_page_of(line_id),
        )
        delivery = Delivery(
            cycle=QUESTION_CYCLE,
            stage=question.renewal_id,
            recipient_id=recipient.recipient_id,
            delivered_at=self._household.now(),
        )
        await self._delivery.async_deliver(recipient, push, {line_id: [delivery]})

    async def _async_clear(self, line: LineCoordinator) -> None:
        """Take answered questions off the phones; the next question replaces them by itself."""
        answered = questions_to_clear(line.record)
        if not answered:
            return
        shown_to = {each.recipient_id for each in answered}
        await asyncio.gather(
            *(
                recipient.async_clear(self._hass, question_tag_of(line.settings.line_id))
                for recipient in self._recipients
                if recipient.recipient_id in shown_to
            ),
            return_exceptions=True,
        )
        with suppress(RecordNotSaved):  # they are cleared once more, which does no harm
            await line.async_cleared(answered)

    @callback
    def _show_issue(self, line: LineCoordinator) -> None:
        """Keep the repair that asks the same question as the push, while it is open."""
        question = open_question(line.record)
        if question is None:
            RENEWAL_UNVERIFIED.async_clear(self._hass, line.settings.line_id)
            return
        RENEWAL_UNVERIFIED.async_raise(
            self._hass,
            line.settings.line_id,
            data={
                "entry_id": self._household.entry.entry_id,
                "line_id": line.settings.line_id,
                "renewal_id": question.renewal_id,
            },
            line=line.settings.name,
        )
