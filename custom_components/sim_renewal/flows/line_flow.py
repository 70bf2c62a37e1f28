"""The dialogs of a line: add it, change it, move it to another carrier, put it aside, delete it."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigSubentry,
    ConfigSubentryData,
    SubentryFlowContext,
    SubentryFlowResult,
)
from homeassistant.core import callback
from homeassistant.helpers.selector import BooleanSelector
import voluptuous as vol

from ..assist.extraction import is_chosen
from ..clock import local_now
from ..const import (
    CONF_CURRENCY,
    CONF_REMIND_BEFORE,
    CONF_REMIND_WHOM,
    CONF_STANDING,
)
from ..core.line import Standing
from ..push.recipient import recipients_of
from ..settings.line import new_line
from ..settings.validation import FieldError
from ..storage.new_records import async_save_first
from ..storage.records import RecordNotSaved, RecordTrouble
from .assisted_steps import AssistedSteps
from .fields import choice
from .line import LineDialog
from .line_reminders import kept_reminders, line_reminders_schema, usual_notices
from .line_steps import LineSteps
from .money import MoneyBefore, check_money, money_schema
from .new_line_steps import NewLineSteps
from .ready import ReadySteps
from .renewing import RenewingSteps
from .source_steps import SourceSteps
from .whom import chosen_recipients, new_recipients

CONF_CONFIRM = "confirm"

MENU = (
    "renew",
    "validity",
    "dates",
    "channels",
    "sim",
    "reminders",
    "source",
    "read",
    "port",
    "standing",
    "delete",
)


class LineFlow(
    NewLineSteps[SubentryFlowContext, SubentryFlowResult, tuple[str, str]],
    LineSteps[SubentryFlowContext, SubentryFlowResult, tuple[str, str]],
    ReadySteps,
    SourceSteps,
    AssistedSteps,
    RenewingSteps,
):
    """Adds a line, or changes one."""

    _money: MoneyBefore | None = None
    _typed: dict[str, Any]

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for a new line."""
        return await self._async_new_line(self._get_entry(), user_input)

    @override
    async def _async_add_line(self, targets: Sequence[str]) -> SubentryFlowResult:
        """Add the line at once: whoever closes the last page has not typed in vain."""
        entry, dialog = self._get_entry(), self._dialog
        line = new_line(dialog.title, dialog.data)
        await async_save_first(self.hass, local_now(), line)
        for each in new_recipients(self.hass, entry, targets):
            self._add(entry, each)
        if (whom := chosen_recipients(self.hass, entry, line.data, targets)) is not None:
            line = new_line(line.title, {**line.data, CONF_REMIND_WHOM: whom}, line.subentry_id)
        self.hass.config_entries.async_add_subentry(entry, line)
        self.context["subentry_id"] = line.subentry_id
        return await self.async_step_ready()

    def _add(self, entry: ConfigEntry, new: ConfigSubentryData) -> None:
        """Add somebody who is reminded."""
        recipient = ConfigSubentry(
            data=MappingProxyType(dict(new["data"])),
            subentry_type=new["subentry_type"],
            title=new["title"],
            unique_id=new["unique_id"],
        )
        self.hass.config_entries.async_add_subentry(entry, recipient)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what is to be done with a line."""
        entry, subentry = self._get_entry(), self._get_reconfigure_subentry()
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        self._dialog = await LineDialog.async_open(self.hass, entry, subentry)
        self._dialog.show_present(self._line)
        is_readable = self._line.last_update_success
        possible = {
            "dates": is_readable or self._line.trouble is not RecordTrouble.TOO_NEW,
            "port": is_readable,
            "renew": is_readable,
            "read": is_readable and is_chosen(entry.options),
        }
        return self.async_show_menu(
            step_id="reconfigure",
            menu_options=[each for each in MENU if possible.get(each, True)],
            description_placeholders={"line": self._dialog.title},
        )

    @property
    def _kept(self) -> dict[str, str]:
        """How much is kept of the line; of a damaged record nobody knows."""
        if not self._line.last_update_success:
            return dict.fromkeys(("renewals", "receipts", "activities"), "?")
        record = self._line.record
        return {
            "renewals": str(len(record.renewals)),
            "receipts": str(sum(each.receipt_file is not None for each in record.renewals)),
            "activities": str(len(record.activities)),
        }

    async def async_step_sim(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Show the SIM of a line as it is set up; a new carrier has offers of its own."""
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._dialog.async_take_identity(user_input)
            if not errors and self._dialog.has_new_carrier:
                return await self.async_step_validity()
            if not errors:
                return self._async_kept()
        return self.async_show_form(
            step_id="sim",
            data_schema=await self._dialog.async_identity_schema(user_input),
            errors=errors,
            description_placeholders=self._dialog.identity_placeholders,
        )

    @override
    async def _async_after_terms(
        self, step_id: str, user_input: dict[str, Any]
    ) -> SubentryFlowResult:
        """Ask first what price and credit are in another currency."""
        self._money, self._typed = self._dialog.money_before, user_input
        if self._money is not None:
            return await self.async_step_money()
        return await super()._async_after_terms(step_id, user_input)

    async def async_step_money(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what price and credit become in another currency; what is left out is not known."""
        before, errors = self._money, dict[str, str]()
        assert before is not None  # noqa: S101
        if user_input is not None:
            kept, errors = check_money(before, user_input)
            if not errors:
                self._dialog.take_money(kept, before)
                return await super()._async_after_terms("terms", self._typed)
        currency = str(self._dialog.values[CONF_CURRENCY])
        return self.async_show_form(
            step_id="money",
            data_schema=money_schema(before, currency, user_input),
            errors=errors,
            last_step=self._is_last("terms"),
            description_placeholders={"former": before.text, "currency": currency},
        )

    async def async_step_port(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask where the line goes; its number, its ledger and its reminders go along."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._dialog.async_take_port(user_input)
            if not errors:
                return await self.async_step_validity()
        return self.async_show_form(
            step_id="port",
            data_schema=await self._dialog.async_port_schema(user_input),
            errors=errors,
            last_step=False,
            description_placeholders={"carrier": self._dialog.carrier_name},
        )

    async def async_step_standing(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask whether the line is in use, suspended, or kept for its ledger alone."""
        present = self._dialog.values.get(CONF_STANDING, Standing.IN_USE)
        if user_input is not None:
            entry, subentry = self._get_entry(), self._get_reconfigure_subentry()
            return self.async_update_and_abort(entry, subentry, data_updates=user_input)
        return self.async_show_form(
            step_id="standing",
            data_schema=vol.Schema(
                {
                    vol.Required(CONF_STANDING, default=present): choice(
                        list(Standing), key=CONF_STANDING, as_list=True
                    )
                }
            ),
        )

    async def async_step_reminders(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what the line wishes otherwise than the household."""
        entry, subentry = self._get_entry(), self._get_reconfigure_subentry()
        recipients = recipients_of(self.hass, entry)
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                data = kept_reminders(self.hass, recipients, subentry.data, user_input)
            except FieldError as error:
                errors[CONF_REMIND_BEFORE] = error.reason
            else:
                return self.async_update_and_abort(entry, subentry, data=data)
        return self.async_show_form(
            step_id="reminders",
            data_schema=line_reminders_schema(self.hass, recipients, user_input or subentry.data),
            errors=errors,
            description_placeholders={"usual": usual_notices(entry.options, subentry.data)},
        )

    async def async_step_delete(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Tell what is lost with the line, and delete it once that was confirmed."""
        entry, subentry = self._get_entry(), self._get_reconfigure_subentry()
        errors: dict[str, str] = {}
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        if user_input is not None:
            if user_input[CONF_CONFIRM]:
                self.hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
                return self.async_abort(reason="line_deleted")
            errors[CONF_CONFIRM] = "not_confirmed"
        return self.async_show_form(
            step_id="delete",
            data_schema=vol.Schema({vol.Required(CONF_CONFIRM, default=False): BooleanSelector()}),
            errors=errors,
            description_placeholders={"line": self._dialog.title, **self._kept},
        )

    @override
    async def _async_finish_line(
        self, step_id: str, user_input: dict[str, Any]
    ) -> SubentryFlowResult:
        """Keep the line; the last form comes back where the disk does not take it."""
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        try:
            await self._dialog.async_apply(self._line, self._get_reconfigure_subentry())
        except RecordNotSaved:
            return await self._async_show(step_id, user_input, {"base": "record_not_saved"})
        return self._async_kept()

    @callback
    def _async_kept(self) -> SubentryFlowResult:
        """Keep what the forms hold, beside what is true today."""
        return self.async_update_and_abort(
            self._get_entry(),
            self._get_reconfigure_subentry(),
            title=self._dialog.title,
            data=self._dialog.data,
        )
