"""Dialogs of the household, its lines and its recipients."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntry,
    ConfigEntryState,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryData,
    ConfigSubentryFlow,
    OptionsFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_LANGUAGE
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    TimeSelector,
)
import voluptuous as vol

from .const import (
    CONF_ADD_LINE,
    CONF_REMIND_BEFORE,
    CONF_REMINDER_TIME,
    CONF_TARGETS,
    CONF_VERIFY,
    DOMAIN,
    SUBENTRY_LINE,
    SUBENTRY_RECIPIENT,
)
from .core.reminders import Plan
from .flows.fields import (
    default_language,
    kept_time,
    language_selector,
    target_name,
    target_selector,
)
from .flows.line import LineDialog
from .flows.recipient import RecipientFlow
from .store import RecordNotSaved
from .validation import FieldError, parse_count

LONGEST_NOTICE_DAYS = 365


class HouseholdFlow(ConfigFlow, domain=DOMAIN):
    """Sets up the household, and with it the first recipient and the first line."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Begin with nothing."""
        self._options: dict[str, Any] = {}
        self._subentries: list[ConfigSubentryData] = []
        self._dialog: LineDialog | None = None

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what a household consists of."""
        return {SUBENTRY_LINE: LineFlow, SUBENTRY_RECIPIENT: RecipientFlow}

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> HouseholdOptionsFlow:
        """Return the dialog of the reminder plan."""
        return HouseholdOptionsFlow()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask when to remind, and whom."""
        if user_input is not None:
            self._options = {CONF_REMINDER_TIME: kept_time(user_input[CONF_REMINDER_TIME])}
            self._subentries = []
            if targets := user_input[CONF_TARGETS]:
                self._subentries.append(
                    ConfigSubentryData(
                        data={CONF_TARGETS: targets, CONF_LANGUAGE: user_input[CONF_LANGUAGE]},
                        subentry_type=SUBENTRY_RECIPIENT,
                        title=target_name(targets[0]),
                        unique_id=None,
                    )
                )
            if user_input[CONF_ADD_LINE]:
                return await self.async_step_line()
            return self._async_create()
        return self.async_show_form(
            step_id="user",
            data_schema=vol.Schema(
                {
                    vol.Required(CONF_REMINDER_TIME, default=Plan().at.isoformat()): TimeSelector(),
                    vol.Required(CONF_TARGETS, default=[]): target_selector(self.hass),
                    vol.Required(
                        CONF_LANGUAGE, default=default_language(self.hass)
                    ): language_selector(),
                    vol.Required(CONF_ADD_LINE, default=True): BooleanSelector(),
                }
            ),
        )

    async def async_step_line(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask about the SIM of the first line."""
        dialog = self._dialog = self._dialog or LineDialog(self.hass, None)
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await dialog.async_take_identity(user_input)
            if not errors:
                return await self.async_step_validity()
        schema = await dialog.async_identity_schema(user_input)
        return self.async_show_form(
            step_id="line", data_schema=schema, errors=errors, last_step=False
        )

    async def async_step_validity(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask about offer, dates and balance of the first line."""
        dialog = self._dialog = self._dialog or LineDialog(self.hass, None)
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = dialog.take_validity(user_input)
            if not errors:
                if dialog.needs_conditions:
                    return await self.async_step_conditions()
                return self._async_create_with_line(dialog)
        return self.async_show_form(
            step_id="validity",
            data_schema=dialog.validity_schema(user_input),
            errors=errors,
            last_step=not dialog.needs_conditions,
        )

    async def async_step_conditions(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask about special conditions of the first line."""
        dialog = self._dialog = self._dialog or LineDialog(self.hass, None)
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = dialog.take_conditions(user_input)
            if not errors:
                return self._async_create_with_line(dialog)
        return self.async_show_form(
            step_id="conditions",
            data_schema=dialog.conditions_schema(user_input),
            errors=errors,
            last_step=True,
        )

    @callback
    def _async_create_with_line(self, dialog: LineDialog) -> ConfigFlowResult:
        line = ConfigSubentryData(
            data=dialog.data, subentry_type=SUBENTRY_LINE, title=dialog.title, unique_id=None
        )
        self._subentries.append(line)
        return self._async_create()

    @callback
    def _async_create(self) -> ConfigFlowResult:
        return self.async_create_entry(
            title="SIM Renewal", data={}, options=self._options, subentries=self._subentries
        )


class HouseholdOptionsFlow(OptionsFlow):
    """Changes the household's reminder plan."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask at what time, and how many days before an end, to remind."""
        options: Mapping[str, Any] = self.config_entry.options
        default = Plan()
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                days = {_parse_notice(text) for text in user_input[CONF_REMIND_BEFORE]}
            except FieldError as error:
                errors[CONF_REMIND_BEFORE] = error.reason
            else:
                plan = {
                    CONF_REMINDER_TIME: kept_time(user_input[CONF_REMINDER_TIME]),
                    CONF_REMIND_BEFORE: sorted(days, reverse=True),
                    CONF_VERIFY: user_input[CONF_VERIFY],
                }
                return self.async_create_entry(data=plan)
        shown = user_input or {
            CONF_REMINDER_TIME: options.get(CONF_REMINDER_TIME, default.at.isoformat()),
            CONF_REMIND_BEFORE: [
                str(days) for days in options.get(CONF_REMIND_BEFORE) or default.before
            ],
            CONF_VERIFY: options.get(CONF_VERIFY, default.verify),
        }
        return self.async_show_form(
            step_id="init",
            data_schema=vol.Schema(
                {
                    vol.Required(
                        CONF_REMINDER_TIME, default=shown[CONF_REMINDER_TIME]
                    ): TimeSelector(),
                    vol.Required(
                        CONF_REMIND_BEFORE, default=shown[CONF_REMIND_BEFORE]
                    ): SelectSelector(
                        SelectSelectorConfig(
                            options=[str(days) for days in default.before],
                            multiple=True,
                            custom_value=True,
                        )
                    ),
                    vol.Required(CONF_VERIFY, default=shown[CONF_VERIFY]): BooleanSelector(),
                }
            ),
            errors=errors,
        )


class LineFlow(ConfigSubentryFlow):
    """Adds a line, or changes one."""

    _dialog: LineDialog

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask about the SIM of a new line."""
        if user_input is None:
            self._dialog = LineDialog(self.hass, self._get_entry())
        return await self._async_identity("user", user_input)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show the SIM of a line as it is set up."""
        entry, subentry = self._get_entry(), self._get_reconfigure_subentry()
        if entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        if user_input is None:
            self._dialog = LineDialog(self.hass, entry, subentry)
            self._dialog.show_present(entry.runtime_data.lines[subentry.subentry_id])
        return await self._async_identity("reconfigure", user_input)

    async def async_step_validity(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask about offer, dates and balance."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._dialog.take_validity(user_input)
            if not errors:
                if self._dialog.needs_conditions:
                    return await self.async_step_conditions()
                return await self._async_finish("validity", user_input)
        return self._async_show("validity", user_input, errors)

    async def async_step_conditions(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask about special conditions."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._dialog.take_conditions(user_input)
            if not errors:
                return await self._async_finish("conditions", user_input)
        return self._async_show("conditions", user_input, errors)

    @callback
    def _async_show(
        self, step_id: str, user_input: dict[str, Any] | None, errors: dict[str, str]
    ) -> SubentryFlowResult:
        dialog = self._dialog
        schemas = {"validity": dialog.validity_schema, "conditions": dialog.conditions_schema}
        return self.async_show_form(
            step_id=step_id,
            data_schema=schemas[step_id](user_input),
            errors=errors,
            last_step=step_id == "conditions" or not dialog.needs_conditions,
        )

    async def _async_identity(
        self, step_id: str, user_input: dict[str, Any] | None
    ) -> SubentryFlowResult:
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._dialog.async_take_identity(user_input)
            if not errors:
                return await self.async_step_validity()
        schema = await self._dialog.async_identity_schema(user_input)
        return self.async_show_form(
            step_id=step_id, data_schema=schema, errors=errors, last_step=False
        )

    async def _async_finish(self, step_id: str, user_input: dict[str, Any]) -> SubentryFlowResult:
        """Keep the line; the last form comes back where the disk does not take it."""
        dialog = self._dialog
        if self.source == SOURCE_USER:
            return self.async_create_entry(title=dialog.title, data=dialog.data)
        entry, subentry = self._get_entry(), self._get_reconfigure_subentry()
        if entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        try:
            await dialog.async_apply(entry.runtime_data.lines[subentry.subentry_id])
        except RecordNotSaved:
            return self._async_show(step_id, user_input, {"base": "record_not_saved"})
        return self.async_update_and_abort(entry, subentry, title=dialog.title, data=dialog.data)


def _parse_notice(text: str) -> int:
    """Return a number of days before an end; 0 is the last day itself."""
    return 0 if text.strip() == "0" else parse_count(text, LONGEST_NOTICE_DAYS)
