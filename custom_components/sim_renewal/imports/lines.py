"""Bringing what was read into the household: all of it, or nothing."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import MappingProxyType

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN, SUBENTRY_LINE
from ..core.record import Record
from ..core.transfer.intake import Intake
from ..core.transfer.matching import KnownLine
from ..core.transfer.model import LineData
from ..core.transfer.rows import settings_of
from ..entries import running_household
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..storage.records import LineStore
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
    stores = [(LineStore(household.hass, line.line_id), line) for line in intake.lines]
    changed: list[tuple[LineCoordinator, Callable[[Record], Record]]] = []
    try:
        await _async_write(stores)
        for line_id, addition in intake.additions.items():
            line = household.lines[line_id]
            undo = partial(addition.taken_from, line.record)
            await line.async_change(addition.added_to)
            changed.append((line, undo))
        for new in intake.lines:
            household.hass.config_entries.async_add_subentry(household.entry, _subentry(new))
    except BaseException:
        await _async_remove([store for store, _ in stores])
        await _async_undo(changed)
        raise


async def _async_write(stores: list[tuple[LineStore, LineData]]) -> None:
    """Put the record of each new line on disk; raises what the first failure was, after all."""
    results = await asyncio.gather(
        *(store.async_replace(record_of(line)) for store, line in stores), return_exceptions=True
    )
    for result in results:
        if isinstance(result, BaseException):
            raise result


def _subentry(line: LineData) -> ConfigSubentry:
    return ConfigSubentry(
        data=MappingProxyType(subentry_data(line)),
        subentry_id=line.line_id,
        subentry_type=SUBENTRY_LINE,
        title=line.name,
        unique_id=None,
    )


async def _async_remove(stores: list[LineStore]) -> None:
    """Delete the records of lines that do not come; no line would ever read what is left."""
    for store in stores:
        with suppress(OSError):
            await store.async_remove()


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
