"""A file that is brought into the household, or shown what it would bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util.ulid import ulid_now

from ..catalogue import async_get_catalogue
from ..const import DOMAIN
from ..core.dates import zone_of
from ..core.transfer.intake import Intake, take_in
from ..core.transfer.model import FileFormat, Home, RowError, Sheet, Unreadable
from ..core.transfer.moments import DayOrder
from ..entries import async_settled, turn_to_change
from ..household.household import Household
from ..texts.sentences import async_texts
from .checks import read_checked
from .lines import async_bring_in, async_current_household, known_lines
from .settings import HouseholdDefaults

LARGEST_IMPORT = 4 * 10**6
"""In bytes: what fits into one message of the frontend."""

_NAMED_IN_WORDS = frozenset({"kind", "line", "date", "service_until"})
"""The columns of which a table of one's own can lack something without having them."""
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "PR"})
"""Countries that write the month before the day."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a row, in words; `column` is ours, `row` as a person counts it."""

    line_number: int
    row: int
    column: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What a file brings, or why it brings nothing; of one that nobody can read, no `sheet`."""

    sheet: Sheet | None
    intake: Intake | None
    errors: tuple[Remark, ...]
    warnings: tuple[Remark, ...] = ()

    @property
    def rows_refused(self) -> int:
        """How many rows are refused."""
        return len({error.line_number for error in self.errors})


async def async_import(
    hass: HomeAssistant,
    text: str,
    file_format: FileFormat | None = None,
    *,
    skip_invalid: bool,
    dry_run: bool,
) -> ImportPreview:
    """Bring in what a text says, if it is right or wrong rows are left out; return what that is.

    With `dry_run` nothing is changed.
    """
    async with turn_to_change(hass):
        household = await async_current_household(hass)
        preview = await _async_read(household, text, file_format)
        if preview.intake is None or dry_run or (preview.errors and not skip_invalid):
            return preview
        await async_bring_in(household, preview.intake)
    await async_settled(hass)
    return preview


async def _async_read(
    household: Household, text: str, file_format: FileFormat | None
) -> ImportPreview:
    hass, now = household.hass, household.now()
    country, currency = hass.config.country, hass.config.currency
    surroundings = HouseholdDefaults(
        now=now,
        country=country,
        currency=currency,
        catalogue=await async_get_catalogue(hass),
    )
    home = Home(
        zone=zone_of(now),
        currency=currency,
        day_order=DayOrder.MONTH_FIRST if country in _MONTH_FIRST else DayOrder.DAY_FIRST,
        today=now.date(),
    )
    known, taken = known_lines(household), set(household.entry.subentries)

    def read() -> tuple[Sheet, Intake]:
        sheet = read_checked(text, file_format, home, surroundings)
        return sheet, take_in(sheet.rows, known, taken=taken, new_id=ulid_now, now=now)

    try:
        sheet, intake = await hass.async_add_executor_job(read)
    except Unreadable as error:
        headings = {**(await _async_words(hass) if error.is_own else {}), **error.headings}
        errors = await _async_remarks(hass, error.errors, headings, {})
        return ImportPreview(sheet=None, intake=None, errors=errors)
    warnings = sorted((*sheet.notices, *intake.notices), key=lambda each: each.line_number)
    headings = {**(await _async_words(hass) if sheet.is_own else {}), **sheet.told_by}
    return ImportPreview(
        sheet=sheet,
        intake=intake,
        errors=await _async_remarks(hass, intake.errors, headings, sheet.row_numbers),
        warnings=await _async_remarks(hass, warnings, headings, sheet.row_numbers),
    )


async def _async_words(hass: HomeAssistant) -> dict[str, str]:
    """Return what columns are called for somebody whose table has no heading for them."""
    texts = await async_texts(hass, hass.config.language)
    return {name: texts[f"import_field_{name}"] for name in _NAMED_IN_WORDS}


async def _async_remarks(
    hass: HomeAssistant,
    errors: Iterable[RowError],
    headings: Mapping[str, str],
    rows: Mapping[int, int],
) -> tuple[Remark, ...]:
    """Return errors with a sentence in Home Assistant's language, which names their heading."""
    texts = await async_get_translations(hass, hass.config.language, "exceptions", {DOMAIN})
    return tuple(
        Remark(
            line_number=error.line_number,
            row=rows.get(error.line_number, error.line_number),
            column=error.column,
            reason=error.reason,
            message=texts[f"component.{DOMAIN}.exceptions.{error.reason}.message"].format(
                field=headings.get(error.column) or error.column,
                line=next(iter(error.lines), ""),
                lines=", ".join(error.lines),
                other=next(iter(error.lines[1:]), ""),
                row="" if error.other is None else rows.get(error.other, error.other),
            ),
        )
        for error in errors
    )
