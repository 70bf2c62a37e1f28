"""The dialog of a recipient: who, through which phones, in which language."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import CONF_LANGUAGE, CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import TextSelector
import voluptuous as vol

from ..const import CONF_TARGETS
from .fields import default_language, language_selector, target_selector


@callback
def recipient_schema(hass: HomeAssistant, values: Mapping[str, Any]) -> vol.Schema:
    """Return the form of a recipient, filled with what was typed or is set."""
    return vol.Schema(
        {
            vol.Required(CONF_NAME, default=values.get(CONF_NAME, vol.UNDEFINED)): TextSelector(),
            vol.Required(CONF_TARGETS, default=values.get(CONF_TARGETS, [])): target_selector(
                hass, values.get(CONF_TARGETS, ())
            ),
            vol.Required(
                CONF_LANGUAGE, default=values.get(CONF_LANGUAGE, default_language(hass))
            ): language_selector(),
        }
    )


def recipient_errors(typed: Mapping[str, Any]) -> dict[str, str]:
    """Return the errors of a filled-in form by field."""
    errors: dict[str, str] = {}
    if not typed[CONF_NAME].strip():
        errors[CONF_NAME] = "name_missing"
    if not typed[CONF_TARGETS]:
        errors[CONF_TARGETS] = "no_target"
    return errors
