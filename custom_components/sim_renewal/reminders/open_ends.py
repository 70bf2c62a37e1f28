"""Open ends: asks until when a renewal lasts of which neither a rule nor a person has said it."""

from homeassistant.core import HomeAssistant, callback

from ..core.line import Standing
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..issues import RENEWAL_WITHOUT_END


@callback
def async_ask_for_ends(hass: HomeAssistant, household: Household) -> None:
    """Show the repair that asks, of every line, for as long as nobody has answered."""

    @callback
    def look(line_id: str) -> None:
        if (line := household.present_lines.get(line_id)) is not None:
            _look(hass, household, line)

    household.entry.async_on_unload(household.async_listen(look))
    for line_id in household.lines:
        look(line_id)


@callback
def _look(hass: HomeAssistant, household: Household, line: LineCoordinator) -> None:
    line_id, renewal = line.settings.line_id, line.without_end
    if renewal is None or line.settings.standing is not Standing.IN_USE:
        RENEWAL_WITHOUT_END.async_clear(hass, line_id)
        return
    RENEWAL_WITHOUT_END.async_raise(
        hass,
        line_id,
        data={
            "repair": RENEWAL_WITHOUT_END.key,
            "entry_id": household.entry.entry_id,
            "line_id": line_id,
            "renewal_id": renewal.renewal_id,
        },
        line=line.settings.name,
    )
