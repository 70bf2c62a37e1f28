"""Answers to a push: a pressed button or a typed reply, however late it comes."""

import asyncio
from collections import defaultdict, deque
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..household.household import Household
from ..push.delivery_check import async_note_answer
from ..push.ids import WORKS, is_ours, parse_action
from .answering import Answering
from .recording import Press

EVENT_PRESSED = "mobile_app_notification_action"

MOST_WAITING = 100
"""How many presses wait while the household loads; older ones are forgotten."""


@dataclass(slots=True)
class _Listening:
    """The household that answers now, if it is loaded, and the presses that wait for it."""

    household: Household | None = None
    waiting: deque[Press] = field(default_factory=lambda: deque(maxlen=MOST_WAITING))
    locks: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))


_LISTENING: HassKey[_Listening] = HassKey(f"{DOMAIN}_answers")


@callback
def async_listen_for_answers(hass: HomeAssistant) -> None:
    """Take every button of ours that is pressed from now on, also while the household loads."""
    listening = hass.data[_LISTENING] = _Listening()

    @callback
    def pressed(event: Event[dict[str, Any]]) -> None:
        action = str(event.data.get("action"))
        if not is_ours(action):
            return
        answers = parse_action(action)
        if answers and answers[0].verb == WORKS:  # heard also while the household loads
            async_note_answer(hass, answers[0].line_id)
        text = str(event.data.get("reply_text") or "")
        listening.waiting.append(Press(answers, text, event.context.user_id))
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

    async def answer_in_turn(press: Press) -> None:
        async with AsyncExitStack() as turns:
            for line_id in sorted({each.line_id for each in press.answers}):
                await turns.enter_async_context(listening.locks[line_id])
            await Answering(hass, household, press).async_answer()

    while listening.waiting:
        press = listening.waiting.popleft()
        household.entry.async_create_task(hass, answer_in_turn(press), f"{DOMAIN} answer")
