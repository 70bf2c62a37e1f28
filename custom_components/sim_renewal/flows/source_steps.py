"""The steps in which a person chooses what feeds a line: entities, texts, a server, an account."""

from collections.abc import Iterable
from typing import Any

from homeassistant.config_entries import SubentryFlowResult
import voluptuous as vol

from ..settings.source import CONF_ACCOUNT, CONF_SIM, CONF_SOURCE
from ..settings.validation import FieldError
from .running_line import RunningLineFlow
from .source import SourceDialog
from .source_account import AccountDialog
from .source_message import MessageDialog, webhook_url
from .source_rest import RestDialog

SOURCES = ("source_entity", "source_message", "source_rest", "source_account", "source_none")
"""What can feed a line, from which one is chosen."""


class SourceSteps(RunningLineFlow):
    """Gives a line another source; everything else of it stays."""

    _source: dict[str, Any]
    _accounts: AccountDialog

    async def async_step_source(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what feeds the line."""
        line = self._get_reconfigure_subentry()
        has_source = CONF_SOURCE in line.data
        return self.async_show_menu(
            step_id="source",
            menu_options=[each for each in SOURCES if each != "source_none" or has_source],
            description_placeholders={"line": line.title},
        )

    async def async_step_source_none(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Let people type in everything."""
        return self._keep_source({})

    def _keep_source(self, source: dict[str, Any]) -> SubentryFlowResult:
        """Keep what feeds the line, nothing if that is empty."""
        entry, subentry = self._get_entry(), self._get_reconfigure_subentry()
        others = {key: each for key, each in subentry.data.items() if key != CONF_SOURCE}
        data = others | ({CONF_SOURCE: source} if source else {})
        return self.async_update_and_abort(entry, subentry, data=data)

    async def async_step_source_entity(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which other entities know what this line would otherwise be told by people."""
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        source = SourceDialog(self.hass, self._line)
        errors: dict[str, str] = {}
        if user_input is not None:
            kept, errors = source.async_check(user_input)
            if not errors:
                return self._keep_source(kept)
        data = self._get_reconfigure_subentry().data
        return self.async_show_form(
            step_id="source_entity", data_schema=source.schema(data, user_input), errors=errors
        )

    async def async_step_source_message(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask whose texts are read for the line, and where they are heard."""
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        source = MessageDialog(self.hass, self._line, self._get_reconfigure_subentry().data)
        errors: dict[str, str] = {}
        if user_input is not None:
            self._source, errors = source.async_check(user_input)
            if not errors:
                if sharing := source.sharing(self._get_entry(), self._source):
                    return self._show_shared(sharing)
                return await self._async_show_webhook()
        return self.async_show_form(
            step_id="source_message", data_schema=source.schema(user_input), errors=errors
        )

    def _show_shared(self, sharing: Iterable[str]) -> SubentryFlowResult:
        """Tell which other lines hear the texts of the same senders on the same way."""
        return self.async_show_form(
            step_id="source_shared",
            data_schema=vol.Schema({}),
            description_placeholders={"lines": ", ".join(sharing)},
            last_step=False,
        )

    async def async_step_source_shared(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Go on once that was read."""
        return await self._async_show_webhook()

    async def _async_show_webhook(self) -> SubentryFlowResult:
        if webhook_url(self.hass, self._source):
            return await self.async_step_source_webhook()
        return self._keep_source(self._source)

    async def async_step_source_webhook(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Tell the secret address to which a phone sends its texts."""
        if user_input is not None:
            return self._keep_source(self._source)
        return self.async_show_form(
            step_id="source_webhook",
            data_schema=vol.Schema({}),
            description_placeholders={"url": webhook_url(self.hass, self._source) or ""},
        )

    async def async_step_source_rest(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the server that knows about this line, and try it."""
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        subentry = self._get_reconfigure_subentry()
        source = RestDialog(self.hass, self._line, subentry.data)
        errors: dict[str, str] = {}
        if user_input is not None:
            kept, errors = await source.async_check(user_input)
            if not await self._async_runs():
                return self.async_abort(reason="entry_not_loaded")
            if not errors:
                return self._keep_source(kept)
        return self.async_show_form(
            step_id="source_rest", data_schema=source.schema(user_input), errors=errors
        )

    async def async_step_source_account(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which account has the SIM; one that is alone is not asked for."""
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        self._accounts = AccountDialog(self.hass, self._get_reconfigure_subentry())
        if not self._accounts.has_any:
            return self.async_abort(reason="no_account")
        chosen = user_input[CONF_ACCOUNT] if user_input else self._accounts.only_one
        errors: dict[str, str] = {}
        if chosen is not None:
            try:
                self._accounts.async_choose(chosen)
            except FieldError as error:
                errors[CONF_ACCOUNT] = error.reason
            else:
                return await self.async_step_source_sim()
        return self.async_show_form(
            step_id="source_account",
            data_schema=self._accounts.account_schema(chosen),
            errors=errors,
            last_step=False,
            description_placeholders={"line": self._line.settings.name},
        )

    async def async_step_source_sim(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which SIM of the account feeds the line."""
        accounts = self._accounts
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        if not accounts.is_running:
            return await self.async_step_source_account({CONF_ACCOUNT: accounts.account_id})
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                return self._keep_source(accounts.async_take(user_input[CONF_SIM]))
            except FieldError as error:
                errors[CONF_SIM] = error.reason
        return self.async_show_form(
            step_id="source_sim",
            data_schema=accounts.sim_schema(user_input[CONF_SIM] if user_input else None),
            errors=errors,
            description_placeholders={"line": self._line.settings.name, "account": accounts.title},
        )
