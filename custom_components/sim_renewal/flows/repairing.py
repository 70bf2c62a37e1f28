"""What every repair of the household needs to know of it."""

from homeassistant.components.repairs import RepairsFlow
from homeassistant.config_entries import ConfigEntryState

from ..household.household import Household


class HouseholdRepair(RepairsFlow):
    """A repair of the household, which can stop at any time."""

    def __init__(self, entry_id: str) -> None:
        """Keep which household it is."""
        self._entry_id = entry_id

    @property
    def _household(self) -> Household | None:
        """The household, while it is loaded."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return None
        household: Household = entry.runtime_data
        return household
