"""The records of new lines: on disk before the household has the lines, all of them or none."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant

from ..core.record import Record
from ..settings.line import first_record
from .records import LineStore


async def async_save_first(hass: HomeAssistant, now: datetime, *lines: ConfigSubentry) -> None:
    """Put on disk what the settings of new lines say now, before these are added.

    Raises `RecordNotSaved`, and then nothing is kept of any of them.
    """
    await async_save_new(
        hass, lines, {line.subentry_id: first_record(line.data, now) for line in lines}
    )


async def async_save_new(
    hass: HomeAssistant, new: Iterable[ConfigSubentry], records: Mapping[str, Record]
) -> None:
    """Put the record of each line on disk, by its id; raises `RecordNotSaved` with none there."""
    lines = {line.subentry_id: line for line in new}
    results = await asyncio.gather(
        *(LineStore(hass, each).async_replace(records[each], lines[each]) for each in lines),
        return_exceptions=True,
    )
    for result in results:
        if isinstance(result, BaseException):
            await async_remove_new(hass, lines)
            raise result


async def async_remove_new(hass: HomeAssistant, line_ids: Iterable[str]) -> None:
    """Delete the records of lines that do not come after all, as far as the disk does that."""
    for line_id in line_ids:
        with suppress(OSError):
            await LineStore(hass, line_id).async_remove()
