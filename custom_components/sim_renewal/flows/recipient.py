"""The dialog of a recipient: who, through which phones, in which language."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigSubentryFlow, SubentryFlowResult
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


class RecipientFlow(ConfigSubentryFlow):
    """Adds a recipient, or changes one."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask who should be reminded, where, and in which language."""
        return self._async_ask("user", {}, user_input)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show a recipient as it is set up."""
        subentry = self._get_reconfigure_subentry()
        present = {CONF_NAME: subentry.title, **subentry.data}
        return self._async_ask("reconfigure", present, user_input)

    @callback
    def _async_ask(
        self, step_id: str, present: Mapping[str, Any], user_input: dict[str, Any] | None
    ) -> SubentryFlowResult:
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = recipient_errors(user_input)
            if not errors:
                return self._async_finish(user_input)
        return self.async_show_form(
            step_id=step_id,
            data_schema=recipient_schema(self.hass, user_input or present),
            errors=errors,
        )

    @callback
    def _async_finish(self, typed: Mapping[str, Any]) -> SubentryFlowResult:
        title = typed[CONF_NAME].strip()
        data = {key: typed[key] for key in (CONF_TARGETS, CONF_LANGUAGE)}
        if self.source == SOURCE_USER:
            return self.async_create_entry(title=title, data=data)
        return self.async_update_and_abort(
            self._get_entry(), self._get_reconfigure_subentry(), title=title, data=data
        )
