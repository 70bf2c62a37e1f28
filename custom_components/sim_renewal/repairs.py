"""Repairs that a person can make from the issue itself."""

from typing import Any, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import voluptuous as vol

from .accounts.coordinator import AccountCoordinator
from .accounts.links import remember_seen
from .const import CONF_TARGETS, DOMAIN
from .entries import async_runs
from .flows.left_behind import LeftBehindFlow
from .flows.line_repairs import DateFlow, StartAgainFlow
from .flows.recipient import ways_fields
from .flows.renewal_repairs import UntilFlow, VerifyFlow
from .flows.sims import SimDialog
from .flows.text_repair import WhoseTextFlow
from .issues import (
    BLUEPRINTS_OUTDATED,
    LINE_LEFT_BEHIND,
    LINE_WITHOUT_DATE,
    RENEWAL_WITHOUT_END,
    TEXT_IN_QUESTION,
)
from .shipped_blueprints import async_install


class UpdateBlueprintsFlow(ConfirmRepairFlow):
    """Updates the blueprints that we installed and nobody edited."""

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Update once that was confirmed."""
        if user_input is not None:
            try:
                await async_install(self.hass, only_update=True)
            except HomeAssistantError:
                return self.async_abort(reason="blueprints_not_written")
        return await super().async_step_confirm(user_input)


class TargetsFlow(RepairsFlow):
    """Lets a person choose another way to remind somebody who cannot be reached."""

    def __init__(self, entry_id: str, recipient_id: str, names: str) -> None:
        """Keep whom it is about, and the names of what does not reach them."""
        self._entry_id = entry_id
        self._recipient_id = recipient_id
        self._names = names

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go straight to the choice."""
        return await self.async_step_targets()

    async def async_step_targets(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask where to remind, and keep it; the household is loaded again with it."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        recipient = entry.subentries.get(self._recipient_id) if entry else None
        if entry is None or recipient is None:
            return self.async_abort(reason="recipient_gone")
        errors: dict[str, str] = {}
        if user_input is not None:
            if user_input[CONF_TARGETS]:
                self.hass.config_entries.async_update_subentry(
                    entry, recipient, data={**recipient.data, **user_input}
                )
                return self.async_create_entry(data={})
            errors[CONF_TARGETS] = "no_target"
        return self.async_show_form(
            step_id="targets",
            data_schema=vol.Schema(ways_fields(self.hass, user_input or recipient.data)),
            errors=errors,
            description_placeholders={"recipient": recipient.title, "targets": self._names},
        )


class FoundSimsFlow(RepairsFlow):
    """Asks what SIMs are to become that an account has anew."""

    _sims: SimDialog

    def __init__(self, account_id: str) -> None:
        """Keep which account it is."""
        self._account_id = account_id

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Look which SIMs are new by now; where none is left, there is nothing to ask."""
        entry = self.hass.config_entries.async_get_entry(self._account_id)
        if entry is None or not await async_runs(self.hass, entry):
            return self.async_abort(reason="account_not_loaded")
        coordinator: AccountCoordinator = entry.runtime_data
        self._sims = await SimDialog.async_open(
            self.hass, coordinator.carrier, coordinator.new_sims, self._account_id
        )
        if not self._sims.has_any:
            return self.async_create_entry(data={})
        return await self.async_step_sims()

    async def async_step_sims(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask, write the lines, and remember that these SIMs were asked about."""
        entry = self.hass.config_entries.async_get_entry(self._account_id)
        if entry is None or not await async_runs(self.hass, entry):
            return self.async_abort(reason="account_not_loaded")
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._sims.async_take(user_input)
            if not errors:
                remember_seen(self.hass, entry, self._sims.choices)
                await self._sims.async_apply(self._account_id)
                return self.async_create_entry(data={})
        return self.async_show_form(
            step_id="sims",
            data_schema=self._sims.schema(user_input, offer_new=True, is_repair=True),
            errors=errors,
            description_placeholders={"account": entry.title},
        )


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the repair of a damaged record, a lost phone, blueprints or SIMs, or a question."""
    flow: RepairsFlow
    match data:
        case None:
            raise ValueError(f"{DOMAIN} has no repair for {issue_id}")
        case {"repair": BLUEPRINTS_OUTDATED.key}:
            flow = UpdateBlueprintsFlow()
        case {"repair": LINE_WITHOUT_DATE.key, "entry_id": entry_id, "line_id": line_id}:
            flow = DateFlow(str(entry_id), str(line_id))
        case {"repair": LINE_LEFT_BEHIND.key, "entry_id": entry_id, "line_id": line_id}:
            flow = LeftBehindFlow(str(entry_id), str(line_id))
        case {"account_id": account_id}:
            flow = FoundSimsFlow(str(account_id))
        case {"entry_id": entry_id, "recipient_id": recipient_id, "targets": targets}:
            flow = TargetsFlow(str(entry_id), str(recipient_id), str(targets))
        case {"entry_id": entry_id, "question": TEXT_IN_QUESTION.key}:
            flow = WhoseTextFlow(str(entry_id))
        case {"entry_id": entry_id, "line_id": line_id, "renewal_id": renewal_id}:
            of_renewal = UntilFlow if data.get("repair") == RENEWAL_WITHOUT_END.key else VerifyFlow
            flow = of_renewal(str(entry_id), str(line_id), str(renewal_id))
        case _:
            flow = StartAgainFlow(str(data["entry_id"]), str(data["line_id"]))
    return flow
