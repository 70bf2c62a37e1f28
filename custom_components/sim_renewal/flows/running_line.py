"""What the dialogs of a line need to know of it while they are open."""

from homeassistant.config_entries import ConfigSubentryFlow

from ..entries import async_runs
from ..household.coordinator import LineCoordinator


class RunningLineFlow(ConfigSubentryFlow):
    """A dialog of a line, whose household can stop at any time."""

    async def _async_runs(self) -> bool:
        """Return whether the household is loaded; a change that was just made is waited for."""
        return await async_runs(self.hass, self._get_entry())

    @property
    def _line(self) -> LineCoordinator:
        """The line of this dialog."""
        lines: dict[str, LineCoordinator] = self._get_entry().runtime_data.lines
        return lines[self._get_reconfigure_subentry().subentry_id]
