"""The page of a line that says what it wishes otherwise about its reminders."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..const import CONF_REMIND, CONF_REMIND_BEFORE, CONF_REMIND_WHOM
from ..core.reminders import offsets
from ..push.line_recipients import recipients_of_line
from ..push.recipient import Recipient
from ..settings.plan import plan_of
from ..settings.rules import rule_of
from .options import notice_selector, parse_notices

SERVER = "Home Assistant"
"""Who is reminded where there is no recipient."""


def line_reminders_schema(
    hass: HomeAssistant, recipients: Sequence[Recipient], values: Mapping[str, Any]
) -> vol.Schema:
    """Return the form, filled with what was typed or is set.

    Whom to remind is shown as it is, also where that follows from who uses the line.
    """
    before = [str(days) for days in values.get(CONF_REMIND_BEFORE) or ()]
    return vol.Schema(
        {
            vol.Required(CONF_REMIND, default=values.get(CONF_REMIND, True)): BooleanSelector(),
            vol.Required(CONF_REMIND_BEFORE, default=before): notice_selector(),
            vol.Required(
                CONF_REMIND_WHOM, default=_shown(recipients_of_line(hass, recipients, values))
            ): _whom_selector(recipients),
        }
    )


def kept_reminders(
    hass: HomeAssistant,
    recipients: Sequence[Recipient],
    data: Mapping[str, Any],
    typed: Mapping[str, Any],
) -> dict[str, Any]:
    """Return all settings of a line with those typed; raises `FieldError` where a day is none.

    Whom to remind is kept only where it differs from what follows from who uses the line.
    """
    kept = {
        **data,
        CONF_REMIND: typed[CONF_REMIND],
        CONF_REMIND_BEFORE: parse_notices(typed[CONF_REMIND_BEFORE]),
    }
    kept.pop(CONF_REMIND_WHOM, None)
    whom = sorted(typed[CONF_REMIND_WHOM])
    if whom != _shown(recipients_of_line(hass, recipients, kept)):
        kept[CONF_REMIND_WHOM] = whom
    return kept


def usual_notices(options: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Return the days before an end that hold for a line without days of its own."""
    return ", ".join(str(days) for days in offsets(rule_of(data), plan_of(options)))


def _shown(recipient_ids: Iterable[str]) -> list[str]:
    return sorted(recipient_ids)


def _whom_selector(recipients: Sequence[Recipient]) -> SelectSelector:
    return SelectSelector(
        SelectSelectorConfig(
            options=[
                SelectOptionDict(value=each.recipient_id, label=each.name or SERVER)
                for each in recipients
            ],
            multiple=True,
            mode=SelectSelectorMode.LIST,
        )
    )
