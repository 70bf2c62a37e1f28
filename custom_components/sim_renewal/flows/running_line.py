"""What the dialogs of a line need to know of it while they are open."""

from homeassistant.config_entries import ConfigEntryState, ConfigSubentryFlow

from ..household.coordinator import LineCoordinator


class RunningLineFlow(ConfigSubentryFlow):
    """A dialog of a line, whose household can stop at any time."""

    @property
    def _is_running(self) -> bool:
        """Whether the household is loaded."""
        return self._get_entry().state is ConfigEntryState.LOADED

    @property
    def _line(self) -> LineCoordinator:
        """The line of this dialog."""
        lines: dict[str, LineCoordinator] = self._get_entry().runtime_data.lines
        return lines[self._get_reconfigure_subentry().subentry_id]
