"""The actions on reminders: later, not this one, which are due, and one to somebody now."""

from datetime import date, datetime
from typing import Any

from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.const import CONF_LANGUAGE
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.dispatcher import async_dispatcher_send
import voluptuous as vol

from ..catalogue import async_confirmed_ways
from ..const import DOMAIN
from ..core.dates import days_later
from ..core.line import Standing, Status
from ..core.record import Delivery
from ..core.reminders import Happening, Stage
from ..entity import line_facts
from ..household.announcements import announcement_signal, days_left_in, reminder_of
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..push.by_hand import async_check_pace
from ..push.compose import Matter, async_compose
from ..push.payload import Push
from ..push.recipient import Recipient, TargetUnreachable, recipients_of, target_names
from ..settings.validation import FieldError, parse_count, parse_moment_to_come, refusal
from ..texts.languages import CODES, nearest
from .answers import DueAnswer, RecipientAnswer
from .fields import (
    ATTR_DAYS,
    ATTR_RAISE_EVENTS,
    ATTR_RECIPIENT,
    ATTR_UNTIL,
    checked_field,
)
from .responses import as_json, iso, todo_item
from .targets import (
    TARGET,
    async_allowed,
    async_line,
    async_lines,
    check_target,
    has_target,
    household_of,
    target_field,
)

LONGEST_SNOOZE_DAYS = 366
BY_HAND = "by_hand"
"""Stands for the stage of a reminder that was sent before there was one."""

SNOOZE_SCHEMA = vol.Schema(
    {
        **TARGET,
        vol.Optional(ATTR_UNTIL): object,
        vol.Optional(ATTR_DAYS): object,
    }
)
SKIP_REMINDER_SCHEMA = vol.Schema(TARGET)
CHECK_LINES_SCHEMA = vol.Schema(
    {
        **TARGET,
        vol.Optional(CONF_LANGUAGE): object,
        vol.Optional(ATTR_RAISE_EVENTS, default=False): cv.boolean,
    }
)
SEND_REMINDER_SCHEMA = vol.Schema({vol.Required(ATTR_RECIPIENT): cv.string, **TARGET})


async def async_snooze(call: ServiceCall) -> ServiceResponse:
    """Be silent about lines until a moment, or for some days; for none, end that."""
    household = household_of(call.hass)
    check_target(call)
    lines = await async_lines(call)
    until = _snoozed_until(call, household)
    for line in lines.values():
        await (line.async_end_snooze() if until is None else line.async_snooze(until))
    return {"snoozed_until": iso(until)}


async def async_skip_reminder(call: ServiceCall) -> ServiceResponse:
    """Let the present stage of a line count as answered."""
    _, line = await async_line(call)
    stage = await line.async_skip_stage()
    if stage is None:
        raise refusal(target_field(call), "nothing_to_skip")
    return {"skipped": stage.key}


async def async_check_lines(call: ServiceCall) -> ServiceResponse:
    """Tell which lines want somebody to act, and tell the events again.

    Whom it reminds is told to who may change one of the lines.
    """
    household = household_of(call.hass)
    usual = nearest(call.hass.config.language).code
    language = checked_field(call, CONF_LANGUAGE, _parse_language) or usual
    lines = await async_lines(call, POLICY_CONTROL if call.data[ATTR_RAISE_EVENTS] else POLICY_READ)
    due = [line for line in lines.values() if _wants_attention(line)]
    told = await async_allowed(call, lines.values())
    if call.data[ATTR_RAISE_EVENTS]:
        for line in due:
            _raise_again(call.hass, line, household.now().date())
    return {
        "due": [
            _due_response(
                line,
                await _async_push(household, line, language) if _has_an_end(line) else None,
                household.now(),
            )
            for line in due
        ],
        "recipients": [
            as_json(
                RecipientAnswer(
                    recipient_id=each.recipient_id,
                    name=each.name,
                    language=each.language,
                    targets=list(each.targets),
                )
            )
            for each in (recipients_of(call.hass, household.entry) if told else ())
        ],
    }


async def async_send_reminder(call: ServiceCall) -> ServiceResponse:
    """Send the reminders of the chosen lines, or of all that are due, to a recipient now."""
    household = household_of(call.hass)
    lines = list((await async_lines(call)).values())
    recipient = _recipient_of(call, household)
    if not has_target(call):
        lines = [line for line in lines if _wants_attention(line) and _has_an_end(line)]
    if not lines or not all(_has_an_end(line) and _is_in_use(line) for line in lines):
        raise refusal(target_field(call), "nothing_to_remind")
    async_check_pace(call.hass, call.context.user_id, household.now())
    for line in lines:
        await _async_send(household, line, recipient)
    return {"recipient_id": recipient.recipient_id, "sent": [line.settings.name for line in lines]}


def _snoozed_until(call: ServiceCall, household: Household) -> datetime | None:
    """Return until when to be silent; `None` where the silence is to end."""
    now, at = household.now(), household.plan.at
    until = checked_field(
        call,
        ATTR_UNTIL,
        lambda value: parse_moment_to_come(value, now, at, LONGEST_SNOOZE_DAYS),
    )
    days = checked_field(
        call, ATTR_DAYS, lambda value: parse_count(value, LONGEST_SNOOZE_DAYS, smallest=0)
    )
    if until is not None and days is not None:
        raise refusal(ATTR_DAYS, "until_or_days")
    if until is not None:
        return until
    if days is None:
        raise refusal(ATTR_UNTIL, "nothing_given")
    return days_later(now, days, at) if days else None


def _recipient_of(call: ServiceCall, household: Household) -> Recipient:
    """Return the one recipient of that id or name; without any, the household itself is `home`."""
    wanted = call.data[ATTR_RECIPIENT].strip()
    recipients = recipients_of(call.hass, household.entry)
    found = [each for each in recipients if each.recipient_id == wanted] or [
        each for each in recipients if each.name.casefold() == wanted.casefold()
    ]
    if not found:
        raise refusal(ATTR_RECIPIENT, "unknown_recipient")
    if len(found) > 1:
        raise refusal(ATTR_RECIPIENT, "several_recipients")
    return found[0]


def _parse_language(value: object) -> str:
    if value not in CODES:
        raise FieldError("unknown_language")
    return str(value)


def _wants_attention(line: LineCoordinator) -> bool:
    return bool(line.data.renewal_due) or line.data.status is Status.LOST


def _is_in_use(line: LineCoordinator) -> bool:
    return line.settings.standing is Standing.IN_USE


def _has_an_end(line: LineCoordinator) -> bool:
    clocks = line.data.clocks
    return clocks.service_until is not None or clocks.number_until is not None


@callback
def _raise_again(hass: HomeAssistant, line: LineCoordinator, today: date) -> None:
    """Tell the present stage to the event entity once more, unless somebody asked for silence."""
    if line.stage is not None and line.data.snoozed_until is None:
        async_dispatcher_send(
            hass,
            announcement_signal(line.settings.line_id),
            reminder_of(line.data, line.signals, line.cycle, line.stage, today),
        )


async def _async_push(household: Household, line: LineCoordinator, language: str) -> Push:
    today = household.now().date()
    matter = Matter(
        line.data,
        line.signals,
        line.cycle,
        line.stage or Stage(Happening.RENEWAL_DUE, today, BY_HAND),
        await household.async_page_of(line.settings.line_id),
        await async_confirmed_ways(household.hass, line.settings),
    )
    return await async_compose(household.hass, language, [matter], today)


async def _async_send(household: Household, line: LineCoordinator, recipient: Recipient) -> None:
    """Send, and remember it: whoever was reminded by hand is not reminded again today."""
    push = await _async_push(household, line, recipient.language)
    try:
        await household.delivery.async_send(recipient, push)
    except TargetUnreachable as error:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="recipient_not_reached",
            translation_placeholders={
                "recipient": recipient.name,
                "targets": target_names(household.hass, recipient.targets),
            },
        ) from error
    await line.async_delivered(
        Delivery(
            cycle=line.cycle,
            stage=line.stage.key if line.stage else BY_HAND,
            recipient_id=recipient.recipient_id,
            delivered_at=household.now(),
        )
    )


def _happening(line: LineCoordinator) -> Happening:
    """Return what a line that wants attention says, also between its stages."""
    if line.stage is not None:
        return line.stage.happening
    return Happening.RENEWAL_DUE if line.data.status is Status.DUE else Happening.EXPIRED


def _due_response(line: LineCoordinator, push: Push | None, now: datetime) -> dict[str, Any]:
    """Return how a due line stands, and in words what to do, where the day is known."""
    state, stage = line.data, line.stage
    answer: DueAnswer = {
        **line_facts(line),
        "name": line.settings.name,
        "status": state.status,
        "happening": None if stage is None else stage.happening,
        "stage": None if stage is None else stage.key,
        **days_left_in(state, _happening(line), now.date()),
        "service_until": iso(state.clocks.service_until),
        "number_until": iso(state.clocks.number_until),
        "snoozed_until": iso(state.snoozed_until),
        "title": None if push is None else push.title,
        "message": None if push is None else push.message,
        "todo_item": todo_item(line, now),
    }
    return as_json(answer)
