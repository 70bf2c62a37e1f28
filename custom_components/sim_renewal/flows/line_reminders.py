"""The page of a line that says what it wishes otherwise about its reminders."""

from collections.abc import Mapping
from typing import Any

from homeassistant.helpers.selector import BooleanSelector
import voluptuous as vol

from ..const import CONF_REMIND, CONF_REMIND_BEFORE
from ..settings.plan import options_of
from .options import notice_selector, parse_notices


def line_reminders_schema(values: Mapping[str, Any]) -> vol.Schema:
    """Return the form, filled with what was typed or is set."""
    before = [str(days) for days in values.get(CONF_REMIND_BEFORE) or ()]
    return vol.Schema(
        {
            vol.Required(CONF_REMIND, default=values.get(CONF_REMIND, True)): BooleanSelector(),
            vol.Required(CONF_REMIND_BEFORE, default=before): notice_selector(),
        }
    )


def kept_reminders(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a line; raises `FieldError` where a day is none."""
    return {
        CONF_REMIND: typed[CONF_REMIND],
        CONF_REMIND_BEFORE: parse_notices(typed[CONF_REMIND_BEFORE]),
    }


def usual_notices(options: Mapping[str, Any]) -> str:
    """Return the days before an end that hold for every line of a household."""
    return ", ".join(str(days) for days in options_of(options)[CONF_REMIND_BEFORE])
