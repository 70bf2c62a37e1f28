"""The dialog of a recipient: who, through which phones, in which language, and when."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_LANGUAGE, CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import BooleanSelector, TextSelector
import voluptuous as vol

from ..const import CONF_FALLBACKS, CONF_ROLE, CONF_TARGETS, DOMAIN
from ..core.planner import Role
from ..push import async_say
from ..recipients import Recipient, TargetUnreachable
from .fields import choice, default_language, language_selector, target_selector

CONF_SEND_TEST = "send_test"


@callback
def recipient_schema(hass: HomeAssistant, values: Mapping[str, Any]) -> vol.Schema:
    """Return the form of a recipient, filled with what was typed or is set."""
    fallbacks = values.get(CONF_FALLBACKS, [])
    return vol.Schema(
        {
            vol.Required(CONF_NAME, default=values.get(CONF_NAME, vol.UNDEFINED)): TextSelector(),
            vol.Required(CONF_TARGETS, default=values.get(CONF_TARGETS, [])): target_selector(
                hass, values.get(CONF_TARGETS, ()), with_home=True
            ),
            vol.Required(CONF_FALLBACKS, default=fallbacks): target_selector(
                hass, fallbacks, with_home=True
            ),
            vol.Required(
                CONF_LANGUAGE, default=values.get(CONF_LANGUAGE, default_language(hass))
            ): language_selector(),
            vol.Required(CONF_ROLE, default=values.get(CONF_ROLE, Role.FIRST)): choice(
                list(Role), key=CONF_ROLE, as_list=True
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


async def async_test_arrives(hass: HomeAssistant, typed: Mapping[str, Any]) -> bool:
    """Send a short message to every target and fallback; return whether all of them took it."""
    name, language = typed[CONF_NAME].strip(), typed[CONF_LANGUAGE]
    push = await async_say(hass, language, f"{DOMAIN}_test", "test", recipient=name)
    try:
        for target in dict.fromkeys((*typed[CONF_TARGETS], *typed[CONF_FALLBACKS])):
            await Recipient("test", name, language, (target,)).async_send(hass, push)
    except TargetUnreachable:
        return False
    return True


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
        if user_input is not None:
            errors = recipient_errors(user_input)
            if (
                not errors
                and user_input[CONF_SEND_TEST]
                and not await async_test_arrives(self.hass, user_input)
            ):
                errors["base"] = "test_failed"
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
        kept = (CONF_TARGETS, CONF_FALLBACKS, CONF_LANGUAGE, CONF_ROLE)
        data = {key: typed[key] for key in kept}
        if self.source == SOURCE_USER:
            return self.async_create_entry(title=title, data=data)
        return self.async_update_and_abort(
            self._get_entry(), self._get_reconfigure_subentry(), title=title, data=data
        )
