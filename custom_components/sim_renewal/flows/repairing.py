"""What every repair of the household needs to know of it."""

from homeassistant.components.repairs import RepairsFlow

from ..entries import async_runs
from ..household.household import Household


class HouseholdRepair(RepairsFlow):
    """A repair of the household, which can stop at any time."""

    def __init__(self, entry_id: str) -> None:
        """Keep which household it is."""
        self._entry_id = entry_id

    async def _async_household(self) -> Household | None:
        """Return the household, while it is loaded; a change that was just made is waited for."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or not await async_runs(self.hass, entry):
            return None
        household: Household = entry.runtime_data
        return household
