"""The actions that take the household out as a text and bring such a text in."""

import asyncio
from collections.abc import Iterable
from typing import Any

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import ServiceValidationError

from ..const import DOMAIN
from ..core.transfer.model import FileFormat, HouseholdData
from ..core.transfer.reading import write
from ..entries import running_household
from ..household.coordinator import LineCoordinator
from ..imports.importing import LARGEST_IMPORT, ImportPreview, Remark, async_import
from ..imports.settings import line_data
from ..settings.validation import refusal
from .fields import ATTR_DATA
from .targets import async_lines, has_target
from .transfer_fields import ATTR_DRY_RUN, ATTR_FORMAT, ATTR_SKIP_INVALID

ERRORS_TOLD = 5


async def async_export_data(call: ServiceCall) -> ServiceResponse:
    """Return lines and their ledger as a text; one that cannot be read makes it fail."""
    file_format = _format(call) or FileFormat.JSON
    entry = running_household(call.hass)
    lines: Iterable[LineCoordinator] = entry.runtime_data.lines.values()
    if has_target(call):
        lines = (await async_lines(call)).values()
    exported = []
    for line in lines:
        line.refuse_if_damaged()
        exported.append(line_data(entry.subentries[line.settings.line_id], line.record))
    household = HouseholdData.of(*exported)
    return {
        "format": file_format,
        "data": await call.hass.async_add_executor_job(write, household, file_format),
        "lines": len(exported),
        "renewals": sum(len(line.renewals) for line in exported),
    }


async def async_import_data(call: ServiceCall) -> ServiceResponse:
    """Bring the lines and the ledger of a text into the household, all of it or nothing."""
    text, file_format = call.data[ATTR_DATA], _format(call)
    if len(text.encode(errors="replace")) > LARGEST_IMPORT:
        raise refusal(ATTR_DATA, "import_too_large")
    running_household(call.hass)
    dry_run, skip_invalid = call.data[ATTR_DRY_RUN], call.data[ATTR_SKIP_INVALID]
    # A caller that goes away must not leave half of it behind.
    importing = call.hass.async_create_task(
        async_import(call.hass, text, file_format, skip_invalid=skip_invalid, dry_run=dry_run),
        "sim_renewal import",
    )
    preview = await asyncio.shield(importing)
    if preview.intake is None or (preview.errors and not skip_invalid and not dry_run):
        raise _refused(preview)
    return _answer(preview)


def _answer(preview: ImportPreview) -> dict[str, Any]:
    sheet, intake = preview.sheet, preview.intake
    assert sheet is not None and intake is not None  # noqa: S101, PT018 - it could be read
    return {
        "lines_added": len(intake.lines),
        "renewals_added": intake.renewals_added,
        "activities_added": intake.activities_added,
        "unchanged": intake.unchanged,
        "errors": [_told(error) for error in preview.errors],
        "warnings": [_told(warning) for warning in preview.warnings],
        "columns_ignored": list(sheet.own),
    }


def _told(remark: Remark) -> dict[str, Any]:
    return {
        "line_number": remark.line_number,
        "row": remark.row,
        "column": remark.column,
        "reason": remark.reason,
        "message": remark.message,
    }


def _refused(preview: ImportPreview) -> ServiceValidationError:
    """Return the error that says how many rows are wrong, and what is wrong with the first."""
    first = [f"{error.row}: {error.message}" for error in preview.errors[:ERRORS_TOLD]]
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="import_refused",
        translation_placeholders={
            "field": ATTR_DATA,
            "count": str(preview.rows_refused),
            "rows": " ".join(first),
        },
    )


def _format(call: ServiceCall) -> FileFormat | None:
    """Return the format that was chosen."""
    value = call.data.get(ATTR_FORMAT)
    if value is None or value == "":
        return None
    try:
        return FileFormat(str(value))
    except ValueError:
        raise refusal(ATTR_FORMAT, "unknown_format") from None
