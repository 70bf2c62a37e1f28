"""The actions that take the household out as a text and bring such a text in."""

import asyncio
from collections.abc import Iterable
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util.ulid import ulid_now
import voluptuous as vol

from ..catalogue import async_get_catalogue
from ..const import DOMAIN
from ..core.transfer.intake import Intake, take_in
from ..core.transfer.model import FileFormat, HouseholdData, RowError, Unreadable
from ..core.transfer.reading import write
from ..entries import running_household
from ..household.changes import async_changes
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..settings.validation import refusal
from .fields import ATTR_DATA
from .import_checks import read_checked
from .import_lines import async_bring_in, async_current_household, known_lines
from .import_settings import HouseholdDefaults, line_data
from .targets import TARGET, async_lines, has_target

ATTR_DRY_RUN = "dry_run"
ATTR_FORMAT = "format"
ATTR_SKIP_INVALID = "skip_invalid"

LARGEST_IMPORT = 5 * 10**6
ERRORS_TOLD = 5

EXPORT_DATA_SCHEMA = vol.Schema({**TARGET, vol.Optional(ATTR_FORMAT): object})
IMPORT_DATA_SCHEMA = vol.Schema(
    {
        vol.Required(ATTR_DATA): cv.string,
        vol.Optional(ATTR_FORMAT): object,
        vol.Optional(ATTR_SKIP_INVALID, default=False): cv.boolean,
        vol.Optional(ATTR_DRY_RUN, default=False): cv.boolean,
    }
)


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
    # A caller that goes away must not leave half of it behind.
    importing = call.hass.async_create_task(
        _async_import(
            call.hass,
            text,
            file_format,
            skip_invalid=call.data[ATTR_SKIP_INVALID],
            dry_run=call.data[ATTR_DRY_RUN],
        ),
        "sim_renewal import",
    )
    return await asyncio.shield(importing)


async def _async_import(
    hass: HomeAssistant,
    text: str,
    file_format: FileFormat | None,
    *,
    skip_invalid: bool,
    dry_run: bool,
) -> dict[str, Any]:
    changes = async_changes(hass)
    async with changes.lock:
        household = await async_current_household(hass)
        intake = await _async_read(household, text, file_format)
        if intake.errors and not skip_invalid and not dry_run:
            raise await _async_refused(hass, intake.errors)
        if not dry_run:
            await async_bring_in(household, intake)
    async with changes.lock:  # what was waiting for it has loaded the new lines
        return {
            "lines_added": len(intake.lines),
            "renewals_added": intake.renewals_added,
            "activities_added": intake.activities_added,
            "unchanged": intake.unchanged,
            "errors": await _async_errors(hass, intake.errors),
        }


async def _async_read(household: Household, text: str, file_format: FileFormat | None) -> Intake:
    """Return what a text brings to the household; one that is none of ours is refused."""
    hass, now = household.hass, household.now()
    surroundings = HouseholdDefaults(
        now=now,
        country=hass.config.country,
        currency=hass.config.currency,
        catalogue=await async_get_catalogue(hass),
    )
    known, taken = known_lines(household), set(household.entry.subentries)

    def read() -> Intake:
        rows = read_checked(text, file_format, surroundings)
        return take_in(rows, known, taken=taken, new_id=ulid_now, now=now)

    try:
        return await hass.async_add_executor_job(read)
    except Unreadable as error:
        raise await _async_refused(hass, error.errors) from None


async def _async_refused(hass: HomeAssistant, errors: Iterable[RowError]) -> ServiceValidationError:
    """Return the error that says how many rows are wrong, and what is wrong with the first."""
    told = await _async_errors(hass, errors)
    first = [f"{error['line_number']}: {error['message']}" for error in told[:ERRORS_TOLD]]
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="import_refused",
        translation_placeholders={
            "field": ATTR_DATA,
            "count": str(len({error["line_number"] for error in told})),
            "rows": " ".join(first),
        },
    )


async def _async_errors(hass: HomeAssistant, errors: Iterable[RowError]) -> list[dict[str, Any]]:
    """Return errors as the action tells them, each with a sentence in Home Assistant's language."""
    texts = await async_get_translations(hass, hass.config.language, "exceptions", {DOMAIN})
    return [
        {
            "line_number": error.line_number,
            "column": error.column,
            "reason": error.reason,
            "message": texts[f"component.{DOMAIN}.exceptions.{error.reason}.message"].format(
                field=error.column
            ),
        }
        for error in errors
    ]


def _format(call: ServiceCall) -> FileFormat | None:
    """Return the format that was chosen."""
    value = call.data.get(ATTR_FORMAT)
    if value is None or value == "":
        return None
    try:
        return FileFormat(str(value))
    except ValueError:
        raise refusal(ATTR_FORMAT, "unknown_format") from None
