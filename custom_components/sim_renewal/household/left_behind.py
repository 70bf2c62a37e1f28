"""Lines that are kept on disk and not set up: each is told, and brought back or deleted."""

from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..const import CONF_ICCID, CONF_NUMBER
from ..core.encoding import SetUp
from ..core.record import Record
from ..entries import lines_of_household
from ..issues import LINE_LEFT_BEHIND
from ..settings.line import new_line
from ..storage.receipt_files import receipts_of
from ..storage.records import LineStore, RecordUnusable, async_kept_line_ids


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What is known of such a line; nothing where its record cannot be read."""

    line_id: str
    record: Record | None = None
    set_up: SetUp | None = None

    @property
    def name(self) -> str:
        """How it was called, or else the end of its id."""
        return self.set_up.title if self.set_up else f"…{self.line_id[-4:]}"


async def async_left_behind(
    hass: HomeAssistant, entry: ConfigEntry, line_id: str
) -> LeftBehind | None:
    """Return what is kept of a line that the household does not have; `None` if there is none."""
    if line_id in entry.subentries:
        return None
    store = LineStore(hass, line_id)
    try:
        record = await store.async_load()
    except RecordUnusable:
        return LeftBehind(line_id)
    return None if record is None else LeftBehind(line_id, record, store.set_up)


async def async_report_left_behind(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Offer to bring back or delete what is kept of lines that are not set up.

    The power failed before Home Assistant wrote that there is such a line, or a backup was restored
    whose parts differ in age.
    """
    for line_id in await async_kept_line_ids(hass) - entry.subentries.keys():
        if (left := await async_left_behind(hass, entry, line_id)) is not None:
            data = {
                "repair": LINE_LEFT_BEHIND.key,
                "entry_id": entry.entry_id,
                "line_id": line_id,
            }
            LINE_LEFT_BEHIND.async_raise(hass, line_id, data=data, line=left.name)


def has_its_like(hass: HomeAssistant, set_up: SetUp) -> bool:
    """Return whether a line of the household has the number or the ICCID of one left behind."""
    return any(
        key in set_up.data and line.data.get(key) == set_up.data[key]
        for line in lines_of_household(hass)
        for key in (CONF_NUMBER, CONF_ICCID)
    )


@callback
def async_bring_back(hass: HomeAssistant, entry: ConfigEntry, line_id: str, set_up: SetUp) -> None:
    """Give the household a line again, with its id, and so with all that is kept of it."""
    hass.config_entries.async_add_subentry(entry, new_line(set_up.title, set_up.data, line_id))


async def async_delete_left_behind(hass: HomeAssistant, line_id: str) -> None:
    """Delete the record and the receipts of a line that is not brought back."""
    await LineStore(hass, line_id).async_remove()
    await receipts_of(hass).async_sweep(line_id, ())
