"""Dialogs of the household, its lines and its recipients."""

from collections.abc import Sequence
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlowContext,
    ConfigFlowResult,
    ConfigSubentryFlow,
    FlowType,
    SubentryFlowContext,
)
from homeassistant.core import callback

from .clock import local_now
from .const import DOMAIN, HOUSEHOLD, SUBENTRY_LINE, SUBENTRY_RECIPIENT
from .entries import household_entry, is_account
from .flows.account import AccountSteps
from .flows.line_flow import LineFlow
from .flows.new_line_steps import NewLineSteps
from .flows.options import HouseholdOptionsFlow
from .flows.ready import SOURCE_READY
from .flows.recipient import RecipientFlow
from .flows.whom import new_recipients
from .settings.line import new_line
from .storage.new_records import async_save_first


class HouseholdFlow(
    NewLineSteps[ConfigFlowContext, ConfigFlowResult, str], AccountSteps, domain=DOMAIN
):
    """Sets up the household with its first line, and then accounts that feed it."""

    VERSION = 1
    MINOR_VERSION = 1

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
        if household_entry(self.hass) is not None and not self._is_asking:
            return await self.async_step_account()
        return await self._async_new_line(None, user_input)

    @override
    async def _async_add_line(self, targets: Sequence[str]) -> ConfigFlowResult:
        """Create the household with its line at once, unless somebody else did so meanwhile."""
        if household_entry(self.hass) is not None:
            return self.async_abort(reason="single_instance_allowed")
        await self.async_set_unique_id(HOUSEHOLD)
        line = new_line(self._dialog.title, self._dialog.data)
        await async_save_first(self.hass, local_now(), line)
        return self.async_create_entry(
            title="SIM Renewal",
            data={},
            subentries=[*new_recipients(self.hass, None, targets), line.as_dict()],
        )

    @override
    async def async_on_create_entry(self, result: ConfigFlowResult) -> ConfigFlowResult:
        """Go on with the last page of the first line, which is kept by now."""
        entry = result["result"]
        if is_account(entry):
            return await super().async_on_create_entry(result)
        for line in entry.get_subentries_of_type(SUBENTRY_LINE):
            ready = await self.hass.config_entries.subentries.async_init(
                (entry.entry_id, SUBENTRY_LINE),
                context=SubentryFlowContext(source=SOURCE_READY, subentry_id=line.subentry_id),
            )
            result["next_flow"] = (FlowType.CONFIG_SUBENTRIES_FLOW, ready["flow_id"])
        return result
