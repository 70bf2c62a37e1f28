"""The ledger and the files of its receipts, changed together: no file without its renewal."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..core.model import ReceiptFile
from ..storage.receipt_files import ReceiptStore
from ..storage.records import async_kept_line_ids
from .coordinator import LineCoordinator


@asynccontextmanager
async def async_filing(receipts: ReceiptStore, *lines: LineCoordinator) -> AsyncGenerator[None]:
    """Change renewals and files; however that ends, files that nothing refers to are removed.

    To be done in turn, so that nobody else's file is there before its renewal.
    """
    try:
        yield
    finally:
        for line in lines:
            await _async_sweep(receipts, line)


async def async_attach(
    receipts: ReceiptStore, line: LineCoordinator, renewal_id: str, content: bytes
) -> ReceiptFile | None:
    """Keep a file as the receipt of a renewal, in place of an older one, in turn.

    Returns `None` where there is no such renewal. Raises `FieldError` for a file that is none of
    those wanted, and `HomeAssistantError` where the disk does not take it.
    """
    line.refuse_if_damaged()
    if line.record.renewal(renewal_id) is None:
        return None
    async with async_filing(receipts, line):
        file = await receipts.async_keep_content(line.settings.line_id, content)
        await line.async_attach(renewal_id, file)
    return file


async def async_tidy(
    hass: HomeAssistant, receipts: ReceiptStore, lines: Mapping[str, LineCoordinator]
) -> None:
    """Forget what can no longer be restored, and remove files that nothing refers to, in turn.

    Those of a line that is kept on disk stay, also while it is not set up. What fails is tried
    again another day.
    """
    await receipts.async_sweep_lines(lines.keys() | await async_kept_line_ids(hass))
    for line in lines.values():
        with suppress(HomeAssistantError):
            await line.async_forget_expired()
        await _async_sweep(receipts, line)


async def _async_sweep(receipts: ReceiptStore, line: LineCoordinator) -> None:
    """Remove files of a line; not while its record is damaged, and nobody knows which."""
    if line.last_update_success:
        await receipts.async_sweep(line.settings.line_id, line.record.receipt_ids)
