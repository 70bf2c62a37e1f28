"""What is kept of a line: one private file each, on disk before anybody is told so."""

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
import re
from typing import Any, override

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, UnsupportedStorageVersionError
from homeassistant.helpers.storage import STORAGE_DIR, Store
from homeassistant.util.file import WriteError
from homeassistant.util.json import SerializationError

from ..const import DOMAIN
from ..core.encoding import (
    RecordUnreadable,
    SetUp,
    record_from_json,
    record_to_json,
    set_up_from_json,
    set_up_to_json,
)
from ..core.record import Record

VERSION = 1

_SET_UP = "set_up"
_FILE_OF_LINE = re.compile(rf"{DOMAIN}\.([0-9A-Z]{{26}})(\.corrupt\..*)?$")

type Migration = Callable[[dict[str, Any]], dict[str, Any]]

MIGRATIONS: tuple[Migration, ...] = ()
"""What makes of a record in the shape 1.1 one of 1.2, and so on, up to today's shape."""


class RecordNotSaved(HomeAssistantError):
    """The disk did not take the record; what was kept before is unchanged. Try again."""


class RecordGone(RecordNotSaved):
    """The line was deleted, and its record with it; nothing is kept of it any more. Give up."""


class RecordTrouble(StrEnum):
    """Why what is kept of a line cannot be used; its repair and its refusal have the same name."""

    DAMAGED = "record_damaged"
    TOO_NEW = "record_too_new"
    MISSING = "record_missing"
    OF_ANOTHER_LINE = "record_of_another_line"


class RecordUnusable(HomeAssistantError):
    """What is kept of a line is no record of it. It is left where it is; a person must decide."""

    def __init__(self, trouble: RecordTrouble) -> None:
        """Keep what is wrong with it."""
        super().__init__(trouble)
        self.trouble = trouble


def set_up_of(line: ConfigSubentry) -> SetUp:
    """Return how a line is set up."""
    return SetUp(line.subentry_id, line.title, dict(line.data))


async def async_kept_line_ids(hass: HomeAssistant) -> set[str]:
    """Return the id of every line of which something is on disk."""
    directory = Path(hass.config.path(STORAGE_DIR))

    def look() -> set[str]:
        found = (_FILE_OF_LINE.match(path.name) for path in directory.glob(f"{DOMAIN}.*"))
        return {match[1] for match in found if match}

    return await hass.async_add_executor_job(look)


class LineStore:
    """The file of one line: its record, and how it is set up, as far as that was kept."""

    def __init__(self, hass: HomeAssistant, line_id: str) -> None:
        """Name the file; nothing is read yet."""
        self._hass = hass
        self._line_id = line_id
        self._is_removed = False
        self.set_up: SetUp | None = None
        self._store = _RecordStore(
            hass,
            VERSION,
            f"{DOMAIN}.{line_id}",
            minor_version=1 + len(MIGRATIONS),
            atomic_writes=True,
            private=True,
        )

    async def async_load(self) -> Record | None:
        """Return what is kept, or `None` where nothing ever was.

        Raises `RecordUnusable`, never taking that for a new line. An older record that cannot be
        written in today's shape is read all the same; the next change writes it.
        """
        kept = await self._hass.async_add_executor_job(self._traces)
        try:
            data = await self._store.async_load()
        except UnsupportedStorageVersionError as error:
            raise RecordUnusable(RecordTrouble.TOO_NEW) from error
        except RecordUnusable:
            raise
        except (HomeAssistantError, KeyError, TypeError) as error:
            raise RecordUnusable(RecordTrouble.DAMAGED) from error
        if data is None:
            if kept:
                raise RecordUnusable(RecordTrouble.DAMAGED)
            return None
        try:
            record = record_from_json(data)
            set_up = set_up_from_json(data.get(_SET_UP))
        except RecordUnreadable as error:
            raise RecordUnusable(RecordTrouble.DAMAGED) from error
        if set_up is not None and set_up.line_id != self._line_id:
            raise RecordUnusable(RecordTrouble.OF_ANOTHER_LINE)
        self.set_up = set_up
        return record

    async def async_save(self, record: Record, line: ConfigSubentry) -> None:
        """Write the record of a line through to the disk; raises `RecordNotSaved`.

        How the line is set up goes along: Home Assistant itself writes that a second later, and
        what somebody was told of a line by then is kept with what brings it back.
        """
        if self._is_removed:
            raise RecordGone(translation_domain=DOMAIN, translation_key="line_gone")
        set_up = set_up_of(line)
        await self._store.async_save({**record_to_json(record), _SET_UP: set_up_to_json(set_up)})
        self.set_up = set_up

    async def async_replace(self, record: Record, line: ConfigSubentry) -> None:
        """Write the record in place of a damaged one, and then delete damaged copies of that."""
        await self.async_save(record, line)
        await self._hass.async_add_executor_job(self._remove, self._set_aside)

    async def async_remove(self) -> None:
        """Delete the file, and damaged copies of it; whoever still holds it writes none again."""
        self._is_removed = True
        await self._store.async_remove()
        await self._hass.async_add_executor_job(self._remove, self._traces)

    def _traces(self) -> list[Path]:
        """Return the file and its damaged copies."""
        path = Path(self._store.path)
        return [*([path] if path.exists() else []), *self._set_aside()]

    def _set_aside(self) -> list[Path]:
        """Return the copies that Home Assistant has set aside as corrupt."""
        path = Path(self._store.path)
        return list(path.parent.glob(f"{path.name}.corrupt.*"))

    def _remove(self, found: Callable[[], list[Path]]) -> None:
        for path in found():
            path.unlink(missing_ok=True)


class DurableStore(Store[dict[str, Any]]):
    """A store whose save fails when the write fails, and never waits for the shutdown."""

    _failure: Exception | None = None

    @override
    async def async_save(self, data: dict[str, Any]) -> None:
        """Write now; the stock store logs a failure and returns as if all were well."""
        self._failure = None
        await super().async_save(data)
        if self._data is not None:
            await self._async_handle_write_data()  # type: ignore[no-untyped-call]
        if self._failure is not None:
            raise RecordNotSaved(
                translation_domain=DOMAIN, translation_key="record_not_saved"
            ) from self._failure

    @override
    async def _async_write_data(self, data: dict[str, Any]) -> None:
        try:
            await super()._async_write_data(data)
        except SerializationError:
            # Its words quote what was to be written, and are logged.
            self._failure = WriteError("it cannot be written as JSON")
            raise self._failure from None
        except (WriteError, OSError) as error:
            self._failure = error
            raise WriteError(error) from error


class _RecordStore(DurableStore):
    """The store of a line's record, which older versions wrote in other shapes."""

    _migrated: dict[str, Any] | None = None

    @override
    async def async_load(self) -> dict[str, Any] | None:
        """Return what is kept, in today's shape; what was migrated is written if the disk can."""
        with suppress(RecordNotSaved):
            return await super().async_load()
        return self._migrated

    @override
    async def _async_migrate_func(
        self, old_major_version: int, old_minor_version: int, old_data: dict[str, Any]
    ) -> dict[str, Any]:
        """Return older data in today's shape.

        What cannot be read even then is refused, before Home Assistant writes it in its place.
        """
        try:
            for migrate in MIGRATIONS[max(old_minor_version, 1) - 1 :]:
                old_data = migrate(old_data)
            record_from_json(old_data)
        except (RecordUnreadable, KeyError, TypeError) as error:
            raise RecordUnusable(RecordTrouble.DAMAGED) from error
        self._migrated = old_data
        return old_data
