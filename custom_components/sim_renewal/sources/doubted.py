"""Says which values of a line's source cannot be, until the source says what can."""

from collections.abc import Collection

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from ..core.line import Line
from ..core.source_values import Capability
from ..issues import SOURCE_VALUE_DOUBTED
from ..settings.names import async_name_of
from ..settings.validation import FieldError

_IMPOSSIBLE = frozenset({"value_out_of_range", "date_out_of_range"})


def is_impossible(error: FieldError) -> bool:
    """Return whether a value was understood, but cannot be."""
    return error.reason in _IMPOSSIBLE


class DoubtedValues:
    """What of one line's source is in doubt; each value has a repair of its own."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, line: Line) -> None:
        """Begin without a doubt."""
        self._hass = hass
        self._entry = entry
        self._line = line
        self._doubted: frozenset[Capability] = frozenset()

    @callback
    def async_report(self, doubted: Collection[Capability]) -> None:
        """Show what cannot be now, and nothing else any more."""
        before, self._doubted = self._doubted, frozenset(doubted)
        for capability in before - self._doubted:
            SOURCE_VALUE_DOUBTED.async_clear(self._hass, self._line.line_id, capability)
        for capability in self._doubted - before:
            self._entry.async_create_task(
                self._hass, self._async_show(capability), f"{DOMAIN} source issue"
            )

    async def _async_show(self, capability: Capability) -> None:
        name = await async_name_of(self._hass, capability)
        if capability in self._doubted:
            SOURCE_VALUE_DOUBTED.async_raise(
                self._hass,
                self._line.line_id,
                capability,
                line=self._line.name,
                capability=name,
            )
