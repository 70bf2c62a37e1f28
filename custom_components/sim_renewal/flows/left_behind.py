"""The repair of a line that is kept on disk and not set up: bring it back, or delete it."""

from typing import Any

from homeassistant.components.repairs import RepairsFlowResult
import voluptuous as vol

from ..household.left_behind import (
    LeftBehind,
    async_bring_back,
    async_delete_left_behind,
    async_left_behind,
    has_its_like,
)
from .repairing import HouseholdRepair


class LeftBehindFlow(HouseholdRepair):
    """Asks what is to become of a line that was left behind."""

    _left: LeftBehind

    def __init__(self, entry_id: str, line_id: str) -> None:
        """Keep which line it is."""
        super().__init__(entry_id)
        self._line_id = line_id

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Offer what can be done; one without settings that can be read can only be deleted."""
        if (left := await self._async_left()) is None:
            return self.async_create_entry(data={})
        self._left = left
        if left.record is not None and left.set_up is not None:
            return await self.async_step_left_behind()
        return await self.async_step_left_unreadable()

    async def async_step_left_behind(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask whether to bring it back or to delete it."""
        return self._menu("left_behind", "bring_back", "delete")

    async def async_step_left_unreadable(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Say that it cannot be brought back."""
        return self._menu("left_unreadable", "delete")

    def _menu(self, step_id: str, *options: str) -> RepairsFlowResult:
        left = self._left
        renewals = "?" if left.record is None else str(len(left.record.renewals))
        return self.async_show_menu(
            step_id=step_id,
            menu_options=list(options),
            description_placeholders={"line": left.name, "renewals": renewals},
        )

    async def async_step_bring_back(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Set the line up again, as it was."""
        household, left = await self._async_household(), await self._async_left()
        if household is None:
            return self.async_abort(reason="entry_not_loaded")
        if left is not None and left.set_up is not None:
            if has_its_like(self.hass, left.set_up):
                return self.async_abort(reason="already_used")
            async_bring_back(self.hass, household.entry, self._line_id, left.set_up)
        return self.async_create_entry(data={})

    async def async_step_delete(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Delete what is kept, once that was confirmed."""
        if (left := await self._async_left()) is None:
            return self.async_create_entry(data={})
        if user_input is not None:
            await async_delete_left_behind(self.hass, self._line_id)
            return self.async_create_entry(data={})
        return self.async_show_form(
            step_id="delete",
            data_schema=vol.Schema({}),
            description_placeholders={"line": left.name},
        )

    async def _async_left(self) -> LeftBehind | None:
        """Return what is left of the line, if it was not brought back or deleted meanwhile."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        return None if entry is None else await async_left_behind(self.hass, entry, self._line_id)
