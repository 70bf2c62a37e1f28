"""Answers to a push: a pressed button or a typed reply, however late it comes."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.generated.currencies import ACTIVE_CURRENCIES
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .coordinator import LineCoordinator
from .core.line import Standing
from .core.model import Bucket, Renewal, Verdict
from .core.reminders import later
from .core.replies import DataLeft, Paid, parse_reply
from .core.rules import BalanceBurn
from .household import Household
from .presser import Presser
from .push import (
    AMOUNT,
    DAYS_LATER,
    RENEWED,
    REPLY,
    UNDO,
    VERDICTS,
    Answer,
    answer_tag_of,
    parse_action,
    token_of,
)

EVENT_PRESSED = "mobile_app_notification_action"

MOST_WAITING = 100
"""How many presses wait while the household loads; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class _Press:
    """A button that somebody pressed, and what they typed with it."""

    answer: Answer
    text: str
    user_id: str | None


@dataclass(slots=True)
class _Listening:
    """The household that answers now, if it is loaded, and the presses that wait for it."""

    household: Household | None = None
    waiting: deque[_Press] = field(default_factory=lambda: deque(maxlen=MOST_WAITING))
    locks: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))


_LISTENING: HassKey[_Listening] = HassKey(f"{DOMAIN}_answers")


@callback
def async_listen_for_answers(hass: HomeAssistant) -> None:
    """Take every button of ours that is pressed from now on, also while the household loads."""
    listening = hass.data[_LISTENING] = _Listening()

    @callback
    def pressed(event: Event[dict[str, Any]]) -> None:
        answer = parse_action(str(event.data.get("action")))
        if answer is None:
            return
        text = str(event.data.get("reply_text") or "")
        listening.waiting.append(_Press(answer, text, event.context.user_id))
        _async_answer_waiting(hass, listening)

    hass.bus.async_listen(EVENT_PRESSED, pressed)


@callback
def async_start_answering(hass: HomeAssistant, household: Household) -> None:
    """Act on what is pressed, and on what was while the household was loading."""
    listening = hass.data[_LISTENING]

    @callback
    def stop() -> None:
        listening.household = None

    listening.household = household
    household.entry.async_on_unload(stop)
    _async_answer_waiting(hass, listening)


@callback
def _async_answer_waiting(hass: HomeAssistant, listening: _Listening) -> None:
    """Act on the presses, one after the other per line, as soon as there is a household."""
    household = listening.household
    if household is None:
        return

    async def answer_in_turn(press: _Press) -> None:
        async with listening.locks[press.answer.line_id]:
            await _Answering(hass, household, press).async_answer()

    while listening.waiting:
        press = listening.waiting.popleft()
        household.entry.async_create_task(hass, answer_in_turn(press), f"{DOMAIN} answer")


@dataclass(frozen=True, slots=True)
class _Answering:
    """What one press does, and what the person who pressed is told about it."""

    hass: HomeAssistant
    household: Household
    press: _Press

    @property
    def _presser(self) -> Presser:
        return Presser(self.hass, self.household, self.press.user_id)

    async def async_answer(self) -> None:
        """Do what was asked of the line, or of every line of a message about several."""
        answer = self.press.answer
        line = self.household.lines.get(answer.line_id)
        if line is not None:
            await self._async_try(line)
        elif not await self._async_snooze_bundle():
            await self._presser.async_tell(answer.line_id, "push_gone")

    async def _async_try(self, line: LineCoordinator) -> None:
        try:
            await self._async_answer_about(line)
        except HomeAssistantError as error:
            tag = answer_tag_of(line.line.line_id)
            persistent_notification.async_create(self.hass, str(error), line.line.name, tag)

    async def _async_answer_about(self, line: LineCoordinator) -> None:
        line.refuse_if_damaged()
        answer = self.press.answer
        if line.line.standing is Standing.ARCHIVED:
            await self._presser.async_tell(answer.line_id, "push_archived", line.line.name)
            return
        is_current = answer.token == token_of(line.cycle)
        if (verdict := VERDICTS.get(answer.verb)) is not None:
            done = await _async_decide(line, answer, verdict)
        elif answer.verb in {AMOUNT, UNDO}:
            done = await self._async_correct(line)
        elif answer.verb == REPLY:
            done = await self._async_take_reply(line, is_current=is_current)
        elif is_current:
            await self._async_renew_or_snooze(line)
            done = True
        else:
            done = False
        if not done:
            await self._presser.async_tell_of(line, "push_already")

    async def _async_renew_or_snooze(self, line: LineCoordinator) -> None:
        if self.press.answer.verb == RENEWED:
            recorded = await line.async_renew_as_usual(self._presser.name)
            await self._presser.async_confirm_renewal(line, recorded.renewal)
        else:
            await self._async_snooze(line, DAYS_LATER[self.press.answer.verb])

    async def _async_take_reply(self, line: LineCoordinator, *, is_current: bool) -> bool:
        """Record what was typed; return whether it came in time to count."""
        presser, reply = self._presser, self._reply_about(line)
        if reply is None:
            await presser.async_tell_unclear(line, self.press.answer, self.press.text)
        elif isinstance(reply, DataLeft):
            await self._async_note_data(line, reply)
        elif isinstance(line.line.offer.rule, BalanceBurn):
            await line.async_note_amount(Bucket.CREDIT, reply.amount)  # what decides how long
            await presser.async_confirm_credit(line, reply.amount)
        elif is_current:
            recorded = await line.async_renew_as_usual(presser.name, reply.amount, reply.currency)
            await presser.async_confirm_renewal(line, recorded.renewal)
        else:
            return False
        return True

    async def _async_correct(self, line: LineCoordinator) -> bool:
        """Change or take back the renewal of a confirmation; return whether it is there still."""
        answer = self.press.answer
        for renewal in line.record.renewals:
            if token_of(renewal.renewal_id) == answer.token:
                if answer.verb == UNDO:
                    await line.async_undo_renewal(renewal)
                    await self._presser.async_tell_of(line, "push_undone")
                else:
                    await self._async_change_amount(line, renewal)
                return True
        return False

    async def _async_change_amount(self, line: LineCoordinator, renewal: Renewal) -> None:
        reply = self._reply_about(line)
        if reply is None:
            await self._presser.async_tell_unclear(line, self.press.answer, self.press.text)
        elif isinstance(reply, DataLeft):
            await self._async_note_data(line, reply)
        else:
            currency = reply.currency or renewal.currency
            changed = replace(renewal, amount=reply.amount, currency=currency)
            await line.async_change_renewal(changed)
            await self._presser.async_confirm_renewal(line, changed)

    def _reply_about(self, line: LineCoordinator) -> Paid | DataLeft | None:
        return parse_reply(self.press.text, line.line.offer.currency, ACTIVE_CURRENCIES)

    async def _async_note_data(self, line: LineCoordinator, left: DataLeft) -> None:
        await line.async_note_amount(Bucket.DATA_REMAINING, left.amount)
        await self._presser.async_confirm_data(line, left.amount)

    async def _async_snooze(self, line: LineCoordinator, days: int) -> None:
        now, clocks = self.household.now(), line.data.clocks
        await line.async_snooze(later(now, self.household.plan, days, clocks))

    async def _async_snooze_bundle(self) -> bool:
        """Snooze the lines of a message about several; return whether there was such a message."""
        answer = self.press.answer
        lines = [
            line
            for line in self.household.lines.values()
            if line.last_update_success
            and any(each.bundle == answer.line_id for each in line.record.deliveries)
        ]
        shown = [
            line
            for line in lines
            if any(
                each.bundle == answer.line_id and not each.cleared
                for each in line.record.deliveries
            )
        ]
        async with self.household.turn:
            for line in shown:
                await self._async_snooze(line, DAYS_LATER.get(answer.verb, 1))
        if lines and not shown:
            names = ", ".join(each.line.name for each in lines)
            await self._presser.async_tell(answer.line_id, "push_already", names)
        return bool(lines)


async def _async_decide(line: LineCoordinator, answer: Answer, verdict: Verdict) -> bool:
    """Keep what became of the renewal that was asked about; return whether nobody had said so."""
    for renewal in line.record.renewals:
        if renewal.verification.is_open and token_of(renewal.renewal_id) == answer.token:
            await line.async_decide(renewal.renewal_id, verdict)
            return True
    return False
