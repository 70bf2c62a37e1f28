"""The dialog of a recipient: who, through which phones, in which language, and when."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_LANGUAGE, CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import BooleanSelector, TextSelector
import voluptuous as vol

from ..const import CONF_FALLBACKS, CONF_ROLE, CONF_TARGETS
from ..core.planner import RecipientRole
from ..push.delivery_check import async_try_out
from ..push.recipient import Recipient, target_names
from ..texts.languages import nearest
from .fields import choice, language_selector, target_selector

CONF_SEND_TEST = "send_test"


@callback
def ways_fields(hass: HomeAssistant, values: Mapping[str, Any]) -> dict[vol.Marker, Any]:
    """Return the fields for the ways to remind somebody, and for what is tried where they fail."""
    targets, fallbacks = values.get(CONF_TARGETS, []), values.get(CONF_FALLBACKS, [])
    return {
        vol.Required(CONF_TARGETS, default=targets): target_selector(hass, targets, with_home=True),
        vol.Required(CONF_FALLBACKS, default=fallbacks): target_selector(
            hass, fallbacks, with_home=True
        ),
    }


@callback
def recipient_schema(hass: HomeAssistant, values: Mapping[str, Any]) -> vol.Schema:
    """Return the form of a recipient, filled with what was typed or is set."""
    return vol.Schema(
        {
            vol.Required(CONF_NAME, default=values.get(CONF_NAME, vol.UNDEFINED)): TextSelector(),
            **ways_fields(hass, values),
            vol.Required(
                CONF_LANGUAGE, default=values.get(CONF_LANGUAGE, nearest(hass.config.language).code)
            ): language_selector(),
            vol.Required(CONF_ROLE, default=values.get(CONF_ROLE, RecipientRole.FIRST)): choice(
                list(RecipientRole), key=CONF_ROLE, as_list=True
            ),
            vol.Required(CONF_SEND_TEST, default=False): BooleanSelector(),
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
        return await self._async_ask("user", {}, user_input)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show a recipient as it is set up."""
        subentry = self._get_reconfigure_subentry()
        present = {CONF_NAME: subentry.title, **subentry.data}
        return await self._async_ask("reconfigure", present, user_input)

    async def _async_ask(
        self, step_id: str, present: Mapping[str, Any], user_input: dict[str, Any] | None
    ) -> SubentryFlowResult:
        errors: dict[str, str] = {}
        failed: tuple[str, ...] = ()
        if user_input is not None:
            errors = recipient_errors(user_input)
            if not errors and user_input[CONF_SEND_TEST]:
                failed = await async_try_out(self.hass, self._typed(user_input))
            if failed:
                errors["base"] = "test_failed"
            if not errors:
                return self._async_finish(user_input)
        return self.async_show_form(
            step_id=step_id,
            data_schema=recipient_schema(self.hass, user_input or present),
            errors=errors,
            description_placeholders={"targets": target_names(self.hass, failed)},
        )

    def _typed(self, typed: Mapping[str, Any]) -> Recipient:
        """Return the recipient as typed; a new one has no id yet."""
        is_new = self.source == SOURCE_USER
        return Recipient(
            "" if is_new else self._get_reconfigure_subentry().subentry_id,
            typed[CONF_NAME].strip(),
            typed[CONF_LANGUAGE],
            tuple(typed[CONF_TARGETS]),
            tuple(typed[CONF_FALLBACKS]),
        )

    @callback
    def _async_finish(self, typed: Mapping[str, Any]) -> SubentryFlowResult:
        title = typed[CONF_NAME].strip()
        kept = (CONF_TARGETS, CONF_FALLBACKS, CONF_LANGUAGE, CONF_ROLE)
        data = {key: typed[key] for key in kept}
        if self.source == SOURCE_USER:
            return self.async_create_entry(title=title, data=data)
        return self.async_update_and_abort(
            self._get_entry(), self._get_reconfigure_subentry(), title=title, data=data
        )
