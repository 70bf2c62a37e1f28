"""The files of receipts: private ones beside the ledger, under ids of ours and no other name."""

import asyncio
from collections.abc import Collection, Coroutine
from contextlib import suppress
import logging
import os
from pathlib import Path
import re
import shutil
from typing import Any

from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.singleton import singleton
from homeassistant.helpers.storage import STORAGE_DIR
from homeassistant.util.file import WriteError, write_utf8_file_atomic
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.ulid import ulid_now

from ..const import DOMAIN
from ..core.model import ReceiptFile
from ..core.receipts import BEGINNING, LARGEST_RECEIPT, media_type_of
from ..settings.validation import FieldError

_LOGGER = logging.getLogger(__name__)

_OUR_ID = re.compile(r"[0-9A-Z]{26}")
_UPLOAD_ID = re.compile(r"[0-9a-f]{32}")


class ReceiptNotSaved(HomeAssistantError):
    """The disk did not take the file; nothing has changed. Try again."""


class ReceiptStore:
    """A directory per line, with a file per receipt."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Name the directory; it is made for the first file."""
        self._hass = hass
        self._root = Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}_receipts"))
        self._lock = asyncio.Lock()

    async def async_in_turn[Result](self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do something with the ledger and its files, alone, and to its end.

        Whoever waits for it can be stopped, such as an automation; the work goes on.
        """

        async def alone() -> Result:
            async with self._lock:
                return await work

        return await asyncio.shield(self._hass.async_create_task(alone()))

    async def async_keep(self, line_id: str, file_id: str) -> ReceiptFile:
        """Keep a file that was uploaded to Home Assistant, where it is then no more.

        Raises `ReceiptNotSaved`, or `FieldError` for a file that is none of those wanted.
        """
        return await self._hass.async_add_executor_job(self._keep_upload, line_id, file_id)

    async def async_keep_content(self, line_id: str, content: bytes) -> ReceiptFile:
        """Keep a file of that content; raises as `async_keep` does."""
        return await self._hass.async_add_executor_job(self._keep, line_id, content)

    async def async_copy(
        self, line_id: str, file: ReceiptFile, other_line_id: str
    ) -> ReceiptFile | None:
        """Keep a file for another line too; `None` where it is missing.

        Raises `ReceiptNotSaved`.
        """
        return await self._hass.async_add_executor_job(self._copy, line_id, file, other_line_id)

    async def async_path(self, line_id: str, file: ReceiptFile) -> Path | None:
        """Return where a file is, or `None` where it is missing."""
        path = self._path(line_id, file.receipt_id)
        is_there = path is not None and await self._hass.async_add_executor_job(path.is_file)
        return path if is_there else None

    async def async_sweep(self, line_id: str, kept: Collection[str]) -> None:
        """Remove all files of a line but those of some ids."""
        if _OUR_ID.fullmatch(line_id):
            await self._hass.async_add_executor_job(_sweep, self._root / line_id, kept)

    async def async_sweep_lines(self, line_ids: Collection[str]) -> None:
        """Remove the files of all lines but some."""
        await self._hass.async_add_executor_job(_sweep, self._root, line_ids)

    def _path(self, line_id: str, receipt_id: str) -> Path | None:
        """Return where a file belongs; nowhere if an id, as read from a record, is none of ours."""
        if _OUR_ID.fullmatch(line_id) and _OUR_ID.fullmatch(receipt_id):
            return self._root / line_id / receipt_id
        return None

    def _keep_upload(self, line_id: str, file_id: str) -> ReceiptFile:
        if not _UPLOAD_ID.fullmatch(file_id):
            raise FieldError("receipt_unknown")
        try:
            with process_uploaded_file(self._hass, file_id) as path, path.open("rb") as upload:
                content = upload.read(LARGEST_RECEIPT + 1)
        except ValueError, KeyError, OSError:
            raise FieldError("receipt_unknown") from None
        return self._keep(line_id, content)

    def _keep(self, line_id: str, content: bytes) -> ReceiptFile:
        if not content:
            raise FieldError("receipt_empty")
        if len(content) > LARGEST_RECEIPT:
            raise FieldError("receipt_too_large")
        media_type = media_type_of(content[:BEGINNING])
        if media_type is None:
            raise FieldError("receipt_wrong_type")
        return self._write(line_id, content, media_type)

    def _copy(self, line_id: str, file: ReceiptFile, other_line_id: str) -> ReceiptFile | None:
        path = self._path(line_id, file.receipt_id)
        if path is None or not path.is_file():
            return None
        try:
            content = path.read_bytes()
        except OSError as error:
            raise _not_saved() from error
        return self._write(other_line_id, content, file.media_type)

    def _write(self, line_id: str, content: bytes, media_type: str) -> ReceiptFile:
        file = ReceiptFile(receipt_id=ulid_now(), media_type=media_type, size=len(content))
        path = self._path(line_id, file.receipt_id)
        if path is None:
            raise _not_saved()
        try:
            _make_private(self._root)
            _make_private(path.parent)
            write_utf8_file_atomic(str(path), content, private=True, mode="wb")
        except (OSError, WriteError) as error:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            raise _not_saved() from error
        return file


@singleton(HassKey[ReceiptStore](f"{DOMAIN}_receipts"))
@callback
def receipts_of(hass: HomeAssistant) -> ReceiptStore:
    """Return the files of this Home Assistant: one lock for all who change them."""
    return ReceiptStore(hass)


def _make_private(directory: Path) -> None:
    """Make a directory that nobody else can look into, also after a power cut."""
    try:
        directory.mkdir(mode=0o700)
    except FileExistsError:
        return
    parent = os.open(directory.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(parent)
    finally:
        os.close(parent)


def _sweep(directory: Path, kept: Collection[str]) -> None:
    """Remove what is in a directory but for some names; one that is empty then goes too."""
    try:
        if not directory.is_dir():
            return
        for path in directory.iterdir():
            if path.name in kept:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        if not any(directory.iterdir()):
            directory.rmdir()
    except OSError as error:
        _LOGGER.warning("Old receipts could not be removed: %s", error.strerror)


def _not_saved() -> ReceiptNotSaved:
    return ReceiptNotSaved(translation_domain=DOMAIN, translation_key="record_not_saved")
