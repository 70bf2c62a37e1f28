"""The options of the household: when to remind, when not, and what else to send."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    TimeSelector,
)
import voluptuous as vol

from ..assist.extraction import DOMAIN, assistant_named, assistants, chosen_entity, kept_as
from ..const import (
    CONF_ASSISTANT,
    CONF_CAP,
    CONF_DIGEST,
    CONF_ESCALATE_AFTER,
    CONF_ESCALATE_HOURS,
    CONF_HEARTBEAT,
    CONF_LOW_DATA,
    CONF_LOW_SHARE,
    CONF_OFFER_SIMS,
    CONF_QUIET_FROM,
    CONF_QUIET_UNTIL,
    CONF_REMIND_BEFORE,
    CONF_REMINDER_TIME,
    CONF_VERIFY,
)
from ..core.quiet import QuietHours
from ..core.reminders import ReminderPlan
from ..settings.plan import NO_DIGEST, WEEKDAYS, options_of
from ..settings.validation import FieldError, parse_count
from .fields import choice, filled_form, kept_time, with_unit
from .import_steps import ImportSteps

LONGEST_NOTICE_DAYS = 365

MENU = (
    "when",
    "quiet",
    "escalation",
    "data",
    "bulletins",
    "phone_sims",
    "assistant",
    "import_file",
)


def notice_selector() -> SelectSelector:
    """Return a choice of days before an end, or others that are typed in."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[str(days) for days in ReminderPlan().before],
            multiple=True,
            custom_value=True,
            translation_key="notice",
        )
    )


def parse_notices(typed: list[str]) -> list[int]:
    """Return days before an end, most distant first; 0 is the last day itself."""
    return sorted(
        {0 if text.strip() == "0" else parse_count(text, LONGEST_NOTICE_DAYS) for text in typed},
        reverse=True,
    )


def _number(least: float, most: float, step: float = 1) -> NumberSelector:
    return NumberSelector(
        NumberSelectorConfig(min=least, max=most, step=step, mode=NumberSelectorMode.BOX)
    )


def _hour(time: str) -> str:
    """Return a time of day as people write it."""
    return time.removesuffix(":00")


class HouseholdOptionsFlow(ImportSteps):
    """Changes the household's reminder plan, one part of it at a time, and brings in files."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which part; what has no use where there is no AI service is left out."""
        can_assist = bool(assistants(self.hass)) or CONF_ASSISTANT in self.config_entry.options
        return self.async_show_menu(
            step_id="init",
            menu_options=[each for each in MENU if each != "assistant" or can_assist],
        )

    async def async_step_when(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask at what time, and how many days before an end, to remind."""
        errors: dict[str, str] = {}
        present = self._present
        if user_input is not None:
            try:
                before = parse_notices(user_input[CONF_REMIND_BEFORE])
            except FieldError as error:
                errors[CONF_REMIND_BEFORE] = error.reason
            else:
                at = kept_time(user_input[CONF_REMINDER_TIME])
                if _is_quiet(present[CONF_QUIET_FROM], present[CONF_QUIET_UNTIL], at):
                    errors[CONF_REMINDER_TIME] = "time_is_quiet"
                else:
                    return self._async_keep(
                        {**user_input, CONF_REMINDER_TIME: at, CONF_REMIND_BEFORE: before}
                    )
        present[CONF_REMIND_BEFORE] = [str(days) for days in present[CONF_REMIND_BEFORE]]
        fields: dict[vol.Marker, Any] = {
            vol.Required(CONF_REMINDER_TIME): TimeSelector(),
            vol.Required(CONF_REMIND_BEFORE): notice_selector(),
            vol.Required(CONF_VERIFY): BooleanSelector(),
        }
        quiet = {"from": _hour(present[CONF_QUIET_FROM]), "until": _hour(present[CONF_QUIET_UNTIL])}
        return self._async_show("when", fields, user_input or present, errors, quiet)

    async def async_step_quiet(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask when nobody is to be disturbed, and how often at most."""
        errors: dict[str, str] = {}
        present = self._present
        if user_input is not None:
            start = kept_time(user_input[CONF_QUIET_FROM])
            end = kept_time(user_input[CONF_QUIET_UNTIL])
            if _is_quiet(start, end, present[CONF_REMINDER_TIME]):
                errors[CONF_QUIET_UNTIL] = "reminders_are_quiet"
            else:
                return self._async_keep(
                    {**user_input, CONF_QUIET_FROM: start, CONF_QUIET_UNTIL: end}
                )
        fields: dict[vol.Marker, Any] = {
            vol.Required(CONF_QUIET_FROM): TimeSelector(),
            vol.Required(CONF_QUIET_UNTIL): TimeSelector(),
            vol.Required(CONF_CAP): _number(0, 20),
        }
        at = {"at": _hour(present[CONF_REMINDER_TIME])}
        return self._async_show("quiet", fields, user_input or present, errors, at)

    async def async_step_escalation(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask when somebody else is to hear as well."""
        fields: dict[vol.Marker, Any] = {
            vol.Required(CONF_ESCALATE_AFTER): _number(1, 20),
            vol.Required(CONF_ESCALATE_HOURS): with_unit(_number(0, 720), "h"),
        }
        return self._async_step("escalation", fields, user_input)

    async def async_step_data(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask when data counts as low."""
        fields: dict[vol.Marker, Any] = {
            vol.Required(CONF_LOW_SHARE): with_unit(_number(0, 90), "%"),
            vol.Required(CONF_LOW_DATA): with_unit(_number(0, 1000, 0.1), "GB"),
        }
        return self._async_step("data", fields, user_input)

    async def async_step_bulletins(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask what to send although nothing is due."""
        fields: dict[vol.Marker, Any] = {
            vol.Required(CONF_DIGEST): choice([NO_DIGEST, *WEEKDAYS], key=CONF_DIGEST),
            vol.Required(CONF_HEARTBEAT): BooleanSelector(),
        }
        return self._async_step("bulletins", fields, user_input)

    async def async_step_phone_sims(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask whether the SIMs in the household's phones are offered as lines."""
        if user_input is not None:
            return self._async_keep(user_input)
        fields: dict[vol.Marker, Any] = {vol.Required(CONF_OFFER_SIMS): BooleanSelector()}
        shown = {CONF_OFFER_SIMS: self.config_entry.options.get(CONF_OFFER_SIMS, True)}
        return self._async_show("phone_sims", fields, shown, {})

    async def async_step_assistant(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask which AI service reads what the reader of texts does not understand; none is off."""
        options, errors = self.config_entry.options, dict[str, str]()
        chosen = chosen_entity(self.hass, options)
        if user_input is not None:
            others = {key: each for key, each in options.items() if key != CONF_ASSISTANT}
            entity_id = user_input.get(CONF_ASSISTANT)
            if entity_id is None:
                return self.async_create_entry(data=others)
            if assistant_named(self.hass, entity_id) is not None:
                kept = {CONF_ASSISTANT: kept_as(self.hass, entity_id)}
                return self.async_create_entry(data={**others, **kept})
            errors[CONF_ASSISTANT] = "assistant_gone"
        possible = [*assistants(self.hass), *([chosen] if chosen else [])]
        selector = EntitySelector(EntitySelectorConfig(domain=DOMAIN, include_entities=possible))
        fields: dict[vol.Marker, Any] = {vol.Optional(CONF_ASSISTANT): selector}
        shown = {CONF_ASSISTANT: chosen} if user_input is None else user_input
        return self._async_show("assistant", fields, shown, errors)

    @property
    def _present(self) -> dict[str, Any]:
        return options_of(self.config_entry.options)

    def _async_step(
        self, step_id: str, fields: dict[vol.Marker, Any], user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        if user_input is not None:
            return self._async_keep(user_input)
        return self._async_show(step_id, fields, self._present, {})

    def _async_keep(self, chosen: Mapping[str, Any]) -> ConfigFlowResult:
        return self.async_create_entry(data={**self.config_entry.options, **chosen})

    def _async_show(
        self,
        step_id: str,
        fields: dict[vol.Marker, Any],
        shown: Mapping[str, Any],
        errors: dict[str, str],
        placeholders: Mapping[str, str] | None = None,
    ) -> ConfigFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=filled_form(fields, shown),
            errors=errors,
            description_placeholders=placeholders,
        )


def _is_quiet(start: str, end: str, at: str) -> bool:
    """Return whether reminders would come at a time of day at which nobody is disturbed."""
    return QuietHours(cv.time(start), cv.time(end)).contain(cv.time(at))
