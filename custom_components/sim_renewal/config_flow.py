"""Dialogs of the household, its lines and its recipients."""

from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlowContext,
    ConfigFlowResult,
    ConfigSubentryData,
    ConfigSubentryFlow,
)
from homeassistant.const import CONF_LANGUAGE
from homeassistant.core import callback
from homeassistant.helpers.selector import BooleanSelector, TimeSelector
import voluptuous as vol

from .const import (
    CONF_ADD_LINE,
    CONF_REMINDER_TIME,
    CONF_TARGETS,
    DOMAIN,
    HOUSEHOLD,
    SUBENTRY_LINE,
    SUBENTRY_RECIPIENT,
)
from .core.reminders import ReminderPlan
from .entries import household_entry, is_account
from .flows.account import AccountSteps
from .flows.fields import kept_time, language_selector, target_selector
from .flows.line import LineDialog
from .flows.line_flow import LineFlow
from .flows.line_steps import LineSteps
from .flows.options import HouseholdOptionsFlow
from .flows.recipient import RecipientFlow
from .push.recipient import target_name
from .texts.languages import nearest


class HouseholdFlow(
    LineSteps[ConfigFlowContext, ConfigFlowResult, str], AccountSteps, domain=DOMAIN
):
    """Sets up the household with its first recipient and line, and then accounts that feed it."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Begin with nothing."""
        self._options: dict[str, Any] = {}
        self._subentries: list[ConfigSubentryData] = []

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what a household consists of; an account has no parts."""
        if is_account(config_entry):
            return {}
        return {SUBENTRY_LINE: LineFlow, SUBENTRY_RECIPIENT: RecipientFlow}

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> HouseholdOptionsFlow:
        """Return the dialog of the reminder plan."""
        return HouseholdOptionsFlow()

    @classmethod
    @callback
    @override
    def async_supports_options_flow(cls, config_entry: ConfigEntry) -> bool:
        """Return whether there is a reminder plan to change: only a household has one."""
        return not is_account(config_entry)

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the household, or, once there is one, for an account that feeds its lines."""
        if household_entry(self.hass) is not None:
            return await self.async_step_account()
        return await self._async_household(user_input)

    async def _async_household(self, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        """Ask when to remind, and whom."""
        if user_input is not None:
            self._options = {CONF_REMINDER_TIME: kept_time(user_input[CONF_REMINDER_TIME])}
            self._subentries = []
            if targets := user_input[CONF_TARGETS]:
                self._subentries.append(
                    ConfigSubentryData(
                        data={CONF_TARGETS: targets, CONF_LANGUAGE: user_input[CONF_LANGUAGE]},
                        subentry_type=SUBENTRY_RECIPIENT,
                        title=target_name(self.hass, targets[0]),
                        unique_id=None,
                    )
                )
            if user_input[CONF_ADD_LINE]:
                return await self.async_step_line()
            return await self._async_create()
        return self.async_show_form(
            step_id="user",
            data_schema=vol.Schema(
                {
                    vol.Required(
                        CONF_REMINDER_TIME, default=ReminderPlan().at.isoformat()
                    ): TimeSelector(),
                    vol.Required(CONF_TARGETS, default=[]): target_selector(self.hass),
                    vol.Required(
                        CONF_LANGUAGE, default=nearest(self.hass.config.language).code
                    ): language_selector(),
                    vol.Required(CONF_ADD_LINE, default=True): BooleanSelector(),
                }
            ),
        )

    async def async_step_line(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask about the SIM of the first line."""
        errors: dict[str, str] = {}
        if user_input is None:
            self._dialog = await LineDialog.async_open(self.hass, None)
        else:
            errors = await self._dialog.async_take_identity(user_input)
            if not errors:
                return await self._async_after_identity()
        schema = await self._dialog.async_identity_schema(user_input)
        return self.async_show_form(
            step_id="line",
            data_schema=schema,
            errors=errors,
            description_placeholders=self._dialog.identity_placeholders,
            last_step=False,
        )

    @override
    async def _async_finish_line(
        self, step_id: str, user_input: dict[str, Any]
    ) -> ConfigFlowResult:
        """Set up the household with its first line."""
        dialog = self._dialog
        line = ConfigSubentryData(
            data=dialog.data, subentry_type=SUBENTRY_LINE, title=dialog.title, unique_id=None
        )
        self._subentries.append(line)
        return await self._async_create()

    async def _async_create(self) -> ConfigFlowResult:
        """Create the household, unless somebody else did so meanwhile."""
        if household_entry(self.hass) is not None:
            return self.async_abort(reason="single_instance_allowed")
        await self.async_set_unique_id(HOUSEHOLD)
        return self.async_create_entry(
            title="SIM Renewal", data={}, options=self._options, subentries=self._subentries
        )
