"""The notifier: every stage that has come reaches whom it should once, whatever happened since."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.start import async_at_started

from ..catalogue import async_confirmed_ways
from ..const import DOMAIN
from ..core.planner import MessageItem, Outlook, ReminderMessage, due_in, messages_due, next_look
from ..core.record import EVENT_ENTITY, Delivery
from ..core.reminders import Happening, outdated_answers, to_clear
from ..household.announcements import async_announce, stage_of
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..push.compose import Matter, async_compose, async_in_parts, urgency
from ..push.ids import bundle_tag_of, tag_of
from ..push.payload import Push
from ..push.recipient import Recipient
from ..storage.records import RecordNotSaved
from .confirmation import Confirmation

type _Done = Mapping[str, Collection[Delivery]]
"""What was said of each line and should no longer be on the phones."""


type _Shown = tuple[str, str]
"""On whose phones something is shown, and its tag."""


class Notifier:
    """Follows the lines and brings their stages to the event entities and the recipients."""

    def __init__(self, hass: HomeAssistant, household: Household) -> None:
        """Prepare; nothing is sent before Home Assistant has started."""
        self._hass = hass
        self._household = household
        self._recipients = {each.recipient_id: each for each in household.recipients}
        self._delivery = household.delivery
        self._changed: dict[str, LineCoordinator] = {}
        self._serving = False

    @callback
    def async_start(self) -> None:
        """Follow every line as soon as phones and automations are there."""
        entry = self._household.entry
        entry.async_on_unload(async_at_started(self._hass, self._async_follow))

    async def _async_follow(self, _hass: HomeAssistant) -> None:
        entry = self._household.entry
        entry.async_on_unload(self._household.async_listen(self._look))
        entry.async_on_unload(self._household.async_add_look(self._look_at_all))
        self._look_at_all()

    @property
    def _lines(self) -> dict[str, LineCoordinator]:
        """The lines whose record can be read."""
        lines = self._household.lines.items()
        return {line_id: line for line_id, line in lines if line.last_update_success}

    @callback
    def _look_at_all(self) -> None:
        for line_id in self._household.lines:
            self._look(line_id)

    @callback
    def _look(self, line_id: str) -> None:
        """Serve once all that happens in this moment has happened, so that it makes one message."""
        line = self._household.present_lines.get(line_id)
        if line is not None and line.last_update_success:
            self._changed[line_id] = line
        if self._changed and not self._serving:
            self._serving = True
            self._household.entry.async_create_task(
                self._hass, self._async_serve(), f"{DOMAIN} reminders", eager_start=False
            )

    async def _async_serve(self) -> None:
        try:
            while self._changed:
                async with self._household.turn:
                    lines, self._changed = self._changed, {}
                    await self._async_serve_once(lines)
        finally:
            self._serving = False

    async def _async_serve_once(self, lines: dict[str, LineCoordinator]) -> None:
        for line in lines.values():
            await self._async_announce(line)
            await self._async_set_right(line)
        now = self._household.now()
        outlooks = [line.outlook for line in lines.values()]
        is_waiting = any(map(self._has_something_for_somebody, outlooks))
        spoken = self._household.spoken() if is_waiting else {}
        audience = self._household.audience(spoken, self._delivery.unreachable)
        messages = messages_due(outlooks, audience, now)
        replaced = await self._async_clear(lines, messages)
        await asyncio.gather(*(self._async_remind(each, replaced) for each in messages))
        self._hide_what_is_over()
        self._household.async_wake_at(next_look(outlooks, audience, now))
        if self._delivery.unreachable != audience.unreachable:
            self._changed = self._lines | self._changed  # somebody may have to stand in

    def _has_something_for_somebody(self, outlook: Outlook) -> bool:
        return any(self._has_something_for(each, outlook) for each in self._recipients)

    def _has_something_for(self, recipient_id: str, outlook: Outlook) -> bool:
        now = self._household.now()
        return any(due_in(outlook, strand, recipient_id, now) for strand in outlook.strands)

    @callback
    def _hide_what_is_over(self) -> None:
        """Take away what was shown in place of a push and has been delivered or answered since."""
        for recipient_id in self._delivery.undelivered.recipient_ids:
            if not any(
                self._has_something_for(recipient_id, line.outlook) for line in self._lines.values()
            ):
                self._delivery.undelivered.async_hide(recipient_id)

    async def _async_announce(self, line: LineCoordinator) -> None:
        """Tell the event entity, with all that an automation needs to send a push of its own.

        It keeps to no quiet hours.
        """
        line_id, now = line.settings.line_id, self._household.now()
        for strand in line.outlook.strands:
            stage = due_in(line.outlook, strand, EVENT_ENTITY, now)
            if stage is None or not self._delivery.may_tell(line_id, EVENT_ENTITY):
                continue
            line.telling = Delivery(
                cycle=strand.cycle,
                stage=stage.key,
                recipient_id=EVENT_ENTITY,
                delivered_at=now,
                cleared=not strand.lasting,
            )
            announcement = stage_of(
                line.data, line.signals, line.cycle, stage, now.date(), strand.cycle
            )
            async_announce(self._hass, line_id, announcement)
            await self._delivery.async_note(line_id, [line.telling])
            line.telling = None

    async def _async_set_right(self, line: LineCoordinator) -> None:
        """Have no phone say that a renewal counts which was taken back elsewhere, or the reverse.

        What is due again is part of that message, and so told once.
        """
        for told in outdated_answers(line.record):
            user_id = told.recipient_id or None
            holder = Confirmation(self._hass, self._household, user_id, has_pressed=False)
            await holder.async_set_right(line, told)
            with suppress(RecordNotSaved):  # it is set right once more, which does no harm
                await line.async_cleared((told,))

    async def _async_remind(self, message: ReminderMessage, replaced: frozenset[_Shown]) -> None:
        """Send one message, without what was told before and could not be noted.

        Nor is told what is over since it was planned. It makes no sound in the place of one that is
        `replaced`, unless it is of a last day.
        """
        recipient = self._recipients[message.recipient_id]
        may_tell = partial(self._delivery.may_tell, recipient_id=recipient.recipient_id)
        matters = {
            item: self._matter(item)
            for item in message.items
            if may_tell(item.line_id) and self._is_still_due(item)
        }
        if not matters:
            return
        message = replace(message, items=tuple(matters))
        urgent = any(item.stage.is_last_day for item in matters)
        silent = bool(replaced & _places_of(message)) and not urgent
        now = self._household.now()

        async def compose(items: Sequence[MessageItem]) -> Push:
            bundle = replace(message, items=tuple(items)).bundle
            told = [matters[item] for item in items]
            return await self._async_compose(recipient, told, bundle, silent=silent)

        whole = await compose(message.items)
        ordered = sorted(matters, key=lambda item: urgency(matters[item], now.date()))
        for part, push in [
            each for several in _apart(ordered) for each in await async_in_parts(several, compose)
        ]:
            said = self._said(replace(message, items=tuple(part)), now)
            urgent = any(item.stage.is_last_day for item in part)
            await self._delivery.async_deliver(recipient, push, said, urgent=urgent, at_home=whole)

    def _is_still_due(self, item: MessageItem) -> bool:
        """Return whether a stage is one of a line still: an answer may have come meanwhile."""
        line = self._lines.get(item.line_id)
        return line is not None and any(
            strand.cycle == item.cycle and item.stage in strand.stages
            for strand in line.outlook.strands
        )

    def _said(self, message: ReminderMessage, now: datetime) -> dict[str, list[Delivery]]:
        """Return what a message says of each line, as the records keep it.

        Parts of one message have one moment, and so count as one.
        """
        said: defaultdict[str, list[Delivery]] = defaultdict(list)
        for item in message.items:
            said[item.line_id].append(
                Delivery(
                    cycle=item.cycle,
                    stage=item.stage.key,
                    recipient_id=message.recipient_id,
                    delivered_at=now,
                    bundle=message.bundle,
                )
            )
        return said

    async def _async_compose(
        self,
        recipient: Recipient,
        matters: Iterable[Matter],
        bundle: str | None,
        *,
        silent: bool = False,
    ) -> Push:
        return await async_compose(
            self._hass,
            recipient.language,
            [await self._async_whole(matter) for matter in matters],
            self._household.now().date(),
            bundle,
            list_page=self._household.list_page,
            silent=silent,
        )

    async def _async_whole(self, matter: Matter) -> Matter:
        """Return a matter with what its push opens."""
        line = matter.state.line
        return replace(
            matter,
            page=await self._household.async_page_of(line.line_id),
            ways=await async_confirmed_ways(self._hass, line),
        )

    def _matter(self, item: MessageItem) -> Matter:
        line = self._household.lines[item.line_id]
        return Matter(line.data, line.signals, item.cycle, item.stage)

    async def _async_clear(
        self, lines: dict[str, LineCoordinator], messages: Iterable[ReminderMessage]
    ) -> frozenset[_Shown]:
        """Take off the phones what was answered or is over; a bundle shrinks to what is left.

        What one of the messages takes the place of stays until then, and is returned. It is noted
        afterwards: what a crash comes between is done once more, which does no harm.
        """
        coming = frozenset(place for each in messages for place in _places_of(each))
        done = {
            line_id: found
            for line_id, line in lines.items()
            if (found := to_clear(line.record, *line.outlook.cycles))
        }
        shown = {
            (each.recipient_id, each.bundle or tag_of(line_id, each.cycle), each.bundle)
            for line_id, deliveries in done.items()
            for each in deliveries
        }
        await asyncio.gather(
            *(
                self._async_clear_or_shrink(self._recipients[recipient_id], tag, bundle, done)
                for recipient_id, tag, bundle in shown
                if recipient_id in self._recipients and (recipient_id, tag) not in coming
            ),
            return_exceptions=True,
        )
        for line_id, deliveries in done.items():
            with suppress(RecordNotSaved):  # they are cleared once more as well
                await lines[line_id].async_cleared(deliveries)
        return coming & {(recipient_id, tag) for recipient_id, tag, _ in shown}

    async def _async_clear_or_shrink(
        self, recipient: Recipient, tag: str, bundle: str | None, done: _Done
    ) -> None:
        if bundle is None:
            await recipient.async_clear(self._hass, tag)
        elif left := list(self._left_in(bundle, recipient.recipient_id, done)):
            push = await self._async_compose(recipient, left, bundle, silent=True)
            await recipient.async_send(self._hass, push)
        else:
            await recipient.async_clear(self._hass, bundle_tag_of(bundle))

    def _left_in(self, bundle: str, recipient_id: str, done: _Done) -> Iterable[Matter]:
        """Return what a bundle on a recipient's phones still has to say."""
        for line_id, line in self._lines.items():
            for strand in line.outlook.strands:
                stages = {stage.key: stage for stage in strand.stages}
                for each in line.record.deliveries:
                    said = (each.bundle, each.recipient_id, each.cycle, each.cleared)
                    stage = stages.get(each.stage)
                    if each in done.get(line_id, ()) or stage is None:
                        continue
                    if said == (bundle, recipient_id, strand.cycle, False):
                        yield self._matter(MessageItem(line_id, strand.cycle, stage))


def _places_of(message: ReminderMessage) -> frozenset[_Shown]:
    """Return in which place a message comes; that of a bundle is always its own."""
    if message.bundle is not None:
        return frozenset()
    return frozenset(
        (message.recipient_id, tag_of(item.line_id, item.cycle)) for item in message.items
    )


def _apart(items: Sequence[MessageItem]) -> Iterator[Sequence[MessageItem]]:
    """Return what has to be done, and then what is asked, which has a reply of its own."""
    asked = [each for each in items if each.stage.happening is Happening.DATE_MISSING]
    others = [each for each in items if each not in asked]
    yield from (each for each in (others, asked) if each)
