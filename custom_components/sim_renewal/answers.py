"""Answers to a push: a pressed button or a typed reply, however late it comes."""

import asyncio
from collections import defaultdict, deque
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.hass_dict import HassKey

from .companion_app import phones_of
from .const import DOMAIN
from .coordinator import LineCoordinator
from .core.model import Bucket, Verdict
from .core.reminders import later
from .core.replies import Paid, parse_reply
from .core.rules import BalanceBurn
from .household import Household
from .people import async_person_name
from .push import (
    DAYS_LATER,
    REPLY,
    VERDICTS,
    Answer,
    async_say,
    parse_action,
    tag_of,
    token_of,
)
from .recipients import HOME, Recipient

EVENT_PRESSED = "mobile_app_notification_action"

MOST_WAITING = 100
"""How many presses wait while the household loads; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class _Press:
    """A button that somebody pressed, and what they typed with it."""

    answers: tuple[Answer, ...]
    text: str
    user_id: str | None

    @property
    def is_about_several(self) -> bool:
        """Whether it answers for every line of a message about several."""
        return len(self.answers) > 1


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
        answers = parse_action(str(event.data.get("action")))
        if not answers:
            return
        text = str(event.data.get("reply_text") or "")
        listening.waiting.append(_Press(answers, text, event.context.user_id))
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
        async with AsyncExitStack() as turns:
            for line_id in sorted({each.line_id for each in press.answers}):
                await turns.enter_async_context(listening.locks[line_id])
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

    async def async_answer(self) -> None:
        """Do what was asked of each line, or say that it had been answered before."""
        known = [
            (line, answer)
            for answer in self.press.answers
            if (line := self.household.lines.get(answer.line_id)) is not None
        ]
        if not known:
            await self._async_tell("gone")
            return
        async with AsyncExitStack() as turns:
            if self.press.is_about_several:  # the phones are told of it as one
                await turns.enter_async_context(self.household.turn)
            done = [await self._async_try(*each) for each in known]
        if not any(done):
            await self._async_tell("already", line=", ".join(line.line.name for line, _ in known))

    async def _async_try(self, line: LineCoordinator, answer: Answer) -> bool:
        """Do what was asked of a line; return whether there is nothing more to say about it."""
        try:
            return await self._async_answer_about(line, answer)
        except HomeAssistantError as error:
            persistent_notification.async_create(
                self.hass, str(error), line.line.name, f"{tag_of(line.line.line_id)}_answer"
            )
            return True

    async def _async_answer_about(self, line: LineCoordinator, answer: Answer) -> bool:
        """Do what was asked of a line; return whether it came in time to count."""
        line.refuse_if_damaged()
        is_current = answer.token == token_of(line.cycle)
        if (verdict := VERDICTS.get(answer.verb)) is not None:
            return await _async_decide(line, answer, verdict)
        if answer.verb == REPLY:
            return await self._async_take_reply(line, is_current=is_current)
        days = DAYS_LATER.get(answer.verb)
        if not is_current or (days and self._is_put_off(line)):
            return False
        if days:
            await self._async_snooze(line, days)
        else:
            await line.async_renew_as_usual(async_person_name(self.hass, self.press.user_id))
        return True

    def _is_put_off(self, line: LineCoordinator) -> bool:
        """Return whether a line of several was put off alone before: that answer stays."""
        return self.press.is_about_several and line.data.snoozed_until is not None

    async def _async_take_reply(self, line: LineCoordinator, *, is_current: bool) -> bool:
        """Record what was typed; return whether it came in time to count."""
        reply = parse_reply(self.press.text)
        if reply is None:
            await self._async_tell("unclear", line=line.line.name, text=self.press.text)
        elif not isinstance(reply, Paid):
            await line.async_note_amount(Bucket.DATA_REMAINING, reply.amount)
        elif isinstance(line.line.offer.rule, BalanceBurn):
            await line.async_note_amount(Bucket.CREDIT, reply.amount)  # what decides how long
        elif is_current:
            payer = async_person_name(self.hass, self.press.user_id)
            await line.async_renew_as_usual(payer, reply.amount, reply.currency)
        else:
            return False
        return True

    async def _async_snooze(self, line: LineCoordinator, days: int) -> None:
        now, clocks = self.household.now(), line.data.clocks
        await line.async_snooze(later(now, self.household.plan, days, clocks))

    async def _async_tell(self, key: str, **placeholders: str) -> None:
        """Tell the person who pressed, on their own phones, why nothing was done."""
        phones = phones_of(self.hass, self.press.user_id)
        languages = [
            each.language for each in self.household.recipients if set(each.targets) & set(phones)
        ]
        language = next(iter(languages), self.hass.config.language)
        tag = f"{tag_of(self.press.answers[0].line_id)}_answer"
        push = await async_say(self.hass, language, tag, key, **placeholders)
        somebody = Recipient("presser", "", language, phones, (HOME,))
        await somebody.async_send(self.hass, push, with_fallbacks=True)


async def _async_decide(line: LineCoordinator, answer: Answer, verdict: Verdict) -> bool:
    """Keep what became of the renewal that was asked about; return whether nobody had said so."""
    for renewal in line.record.renewals:
        if renewal.verification.is_open and token_of(renewal.renewal_id) == answer.token:
            await line.async_decide(renewal.renewal_id, verdict)
            return True
    return False
