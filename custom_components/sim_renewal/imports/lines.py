"""Bringing what was read into the household: all of it, or nothing."""

from collections.abc import Callable
from functools import partial

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN
from ..core.record import Record
from ..core.transfer.intake import Intake
from ..core.transfer.matching import KnownLine
from ..core.transfer.rows import settings_of
from ..entries import running_household
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..settings.line import new_line
from ..storage.new_records import async_remove_new, async_save_new
from .settings import record_of, subentry_data


async def async_current_household(hass: HomeAssistant) -> Household:
    """Return the household with every line that it has by now; it is our turn to change."""
    household: Household = running_household(hass).runtime_data
    await household.async_follow_settings()
    return household


def known_lines(household: Household) -> list[KnownLine]:
    """Return the lines of a household, to be compared with those of a file."""
    return [
        KnownLine(
            line_id=line_id,
            name=line.settings.name,
            currency=line.settings.offer.currency,
            has_rule=line.settings.offer.rule is not None,
            record=line.record if line.last_update_success else None,
            number=line.settings.number,
            iccid=line.settings.iccid,
            service_until=line.data.clocks.service_until if line.last_update_success else None,
            settings=settings_of(household.entry.subentries[line_id].data),
        )
        for line_id, line in household.lines.items()
    ]


async def async_bring_in(household: Household, intake: Intake) -> None:
    """Add lines, and add to lines. Where the disk does not take it all, nothing is changed.

    Whatever can fail comes first: the records of new lines, then those of lines that are there.
    """
    hass, new_lines = (
        household.hass,
        [new_line(line.name, subentry_data(line), line.line_id) for line in intake.lines],
    )
    changed: list[tuple[LineCoordinator, Callable[[Record], Record]]] = []
    await async_save_new(hass, new_lines, {line.line_id: record_of(line) for line in intake.lines})
    try:
        for line_id, addition in intake.additions.items():
            line = household.lines[line_id]
            undo = partial(addition.taken_from, line.record)
            await line.async_change(addition.added_to)
            changed.append((line, undo))
        for new in new_lines:
            hass.config_entries.async_add_subentry(household.entry, new)
    except BaseException:
        await async_remove_new(hass, [line.subentry_id for line in new_lines])
        await _async_undo(changed)
        raise


async def _async_undo(changed: list[tuple[LineCoordinator, Callable[[Record], Record]]]) -> None:
    """Take back what lines got; tell how many keep it because the disk does not take that either.

    Importing the same again later adds the rest and nothing twice.
    """
    stuck = 0
    for line, undo in reversed(changed):
        try:
            await line.async_change(undo)
        except HomeAssistantError:
            stuck += 1
    if stuck:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="import_half_done",
            translation_placeholders={"count": str(stuck)},
        )
