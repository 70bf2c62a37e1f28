"""Answers to a push: a pressed button renews or snoozes the line, however late it comes."""

import asyncio
from collections import defaultdict
from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .coordinator import LineCoordinator
from .core.model import Verdict
from .household import Household
from .people import async_person_name
from .push import RENEWED, VERDICTS, Answer, parse_action, tag_of, token_of

EVENT_PRESSED = "mobile_app_notification_action"


@callback
def async_listen_for_answers(hass: HomeAssistant, household: Household) -> None:
    """Act on every button of ours that is pressed on a phone, one after the other per line."""
    locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def answer_in_turn(line: LineCoordinator, answer: Answer, user_id: str | None) -> None:
        async with locks[answer.line_id]:
            await _async_answer(hass, line, answer, user_id)

    @callback
    def pressed(event: Event[dict[str, Any]]) -> None:
        answer = parse_action(str(event.data.get("action")))
        line = household.lines.get(answer.line_id) if answer else None
        if answer is not None and line is not None:
            household.entry.async_create_task(
                hass, answer_in_turn(line, answer, event.context.user_id), f"{DOMAIN} answer"
            )

    household.entry.async_on_unload(hass.bus.async_listen(EVENT_PRESSED, pressed))


async def _async_answer(
    hass: HomeAssistant, line: LineCoordinator, answer: Answer, user_id: str | None
) -> None:
    """Do what was asked; a question of an earlier cycle has been answered already."""
    try:
        if not line.last_update_success:
            return
        if (verdict := VERDICTS.get(answer.verb)) is not None:
            await _async_decide(line, answer, verdict)
        elif answer.token != token_of(line.cycle):
            return
        elif answer.verb == RENEWED:
            await line.async_renew_as_usual(async_person_name(hass, user_id))
        else:
            await line.async_snooze_until_tomorrow()
    except HomeAssistantError as error:
        persistent_notification.async_create(
            hass, str(error), line.line.name, f"{tag_of(answer.line_id)}_answer"
        )


async def _async_decide(line: LineCoordinator, answer: Answer, verdict: Verdict) -> None:
    """Keep what became of the renewal that the question was about, if nobody has said so yet."""
    for renewal in line.record.renewals:
        if renewal.verification.is_open and token_of(renewal.renewal_id) == answer.token:
            await line.async_decide(renewal.renewal_id, verdict)
