"""Missing dates: a repair asks until when a line works, for as long as nobody has said it."""

from homeassistant.core import HomeAssistant, callback

from ..core.agenda import lacks_date
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..issues import LINE_WITHOUT_DATE


@callback
def async_ask_for_dates(hass: HomeAssistant, household: Household) -> None:
    """Show the repair of every line that lacks a date, and take it away once it has one."""

    @callback
    def look(line_id: str) -> None:
        if (line := household.present_lines.get(line_id)) is not None:
            _look(hass, household, line)

    household.entry.async_on_unload(household.async_listen(look))
    for line_id in household.lines:
        look(line_id)


@callback
def _look(hass: HomeAssistant, household: Household, line: LineCoordinator) -> None:
    line_id = line.settings.line_id
    if not line.last_update_success or not lacks_date(line.data):
        LINE_WITHOUT_DATE.async_clear(hass, line_id)
        return
    LINE_WITHOUT_DATE.async_raise(
        hass,
        line_id,
        data={
            "repair": LINE_WITHOUT_DATE.key,
            "entry_id": household.entry.entry_id,
            "line_id": line_id,
        },
        line=line.settings.name,
    )
