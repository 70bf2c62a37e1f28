"""Repairs that a person can make from the issue itself."""

from typing import override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .const import DOMAIN
from .household import Household
from .store import RecordNotSaved


class StartAgainFlow(ConfirmRepairFlow):
    """Gives a line whose record is damaged a new one, from its settings."""

    def __init__(self, entry_id: str, line_id: str) -> None:
        """Keep which line it is."""
        self._entry_id = entry_id
        self._line_id = line_id

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Start again once that was confirmed."""
        if user_input is not None:
            entry = self.hass.config_entries.async_get_entry(self._entry_id)
            if entry is None or entry.state is not ConfigEntryState.LOADED:
                return self.async_abort(reason="entry_not_loaded")
            household: Household = entry.runtime_data
            try:
                await household.async_start_again(self._line_id)
            except RecordNotSaved:
                return self.async_abort(reason="record_not_saved")
        return await super().async_step_confirm(user_input)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the repair of a damaged record, the only issue that can be repaired here."""
    if data is None:
        raise ValueError(f"{DOMAIN} has no repair for {issue_id}")
    return StartAgainFlow(str(data["entry_id"]), str(data["line_id"]))
