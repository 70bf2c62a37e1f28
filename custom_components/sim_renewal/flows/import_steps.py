"""Bringing in a file as steps of the household's dialog: choose it, see what it does, confirm."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.importlib import async_import_module
from homeassistant.helpers.selector import BooleanSelector, FileSelector, FileSelectorConfig
import voluptuous as vol

from ..const import PACKAGE
from ..entries import async_runs
from ..settings.validation import FieldError
from ..texts.import_words import ImportWords
from ..texts.sentences import async_sentences
from .assisted import literal

if TYPE_CHECKING:
    from ..imports.importing import ImportPreview

CONF_FILE = "file"
CONF_SKIP_INVALID = "skip_invalid"

_KINDS = ".csv,.tsv,.txt,.json,text/csv,text/plain,application/json"
_MOST_TOLD = 10


class ImportSteps(OptionsFlow):
    """Shows what a file would bring before anything of it is kept."""

    _text: str
    _preview: ImportPreview

    async def async_step_import_file(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for a file."""
        if not await async_runs(self.hass, self.config_entry):
            return self.async_abort(reason="entry_not_loaded")
        errors: dict[str, str] = {}
        problem = ""
        if user_input is not None:
            try:
                self._text = await self._async_text(user_input[CONF_FILE])
            except FieldError as error:
                errors[CONF_FILE] = error.reason
            else:
                preview = await self._async_import(skip_invalid=False, dry_run=True)
                if preview.intake is not None:
                    self._preview = preview
                    return await self.async_step_import_preview()
                errors[CONF_FILE] = "import_unreadable"
                told = preview.errors[:_MOST_TOLD]
                problem = " ".join(literal(each.message) for each in told)
        return self.async_show_form(
            step_id="import_file",
            data_schema=vol.Schema(
                {vol.Required(CONF_FILE): FileSelector(FileSelectorConfig(accept=_KINDS))}
            ),
            errors=errors,
            description_placeholders={"problem": problem},
            last_step=False,
        )

    async def async_step_import_preview(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show what would be made, changed and refused; nothing is, before that is confirmed."""
        if not await async_runs(self.hass, self.config_entry):
            return self.async_abort(reason="entry_not_loaded")
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                done = await self._async_bring_in(
                    skip_invalid=user_input.get(CONF_SKIP_INVALID, False)
                )
            except HomeAssistantError:
                errors["base"] = "record_not_saved"
            else:
                if done is not None:
                    return self.async_abort(
                        reason="import_done", description_placeholders=_counts(done)
                    )
                errors[CONF_SKIP_INVALID] = "rows_refused"
        fields: dict[vol.Marker, Any] = {}
        if self._preview.errors:
            fields[vol.Required(CONF_SKIP_INVALID, default=False)] = BooleanSelector()
        return self.async_show_form(
            step_id="import_preview",
            data_schema=vol.Schema(fields),
            errors=errors,
            description_placeholders={"summary": await self._async_summary()},
            last_step=True,
        )

    async def _async_text(self, file_id: str) -> str:
        """Return the text of an uploaded file, which is then deleted."""

        def read() -> str:
            try:
                with process_uploaded_file(self.hass, file_id) as path:
                    return _text_of(path)
            except FieldError:
                raise
            except ValueError:
                raise FieldError("file_unknown") from None

        return await self.hass.async_add_executor_job(read)

    async def _async_import(self, *, skip_invalid: bool, dry_run: bool) -> ImportPreview:
        """Read the text with what is imported only for that."""
        importing = await async_import_module(self.hass, f"{PACKAGE}.imports.importing")
        preview: ImportPreview = await importing.async_import(
            self.hass, self._text, skip_invalid=skip_invalid, dry_run=dry_run
        )
        return preview

    async def _async_bring_in(self, *, skip_invalid: bool) -> ImportPreview | None:
        """Return what was brought in; nothing is while there are rows that are refused.

        A person who closes the dialog must not leave half of it behind.
        """
        importing = self.hass.async_create_task(
            self._async_import(skip_invalid=skip_invalid, dry_run=False),
            "sim_renewal import",
        )
        self._preview = await asyncio.shield(importing)
        return None if self._preview.errors and not skip_invalid else self._preview

    async def _async_summary(self) -> str:
        preview = self._preview
        sheet, intake = preview.sheet, preview.intake
        assert sheet is not None and intake is not None  # noqa: S101, PT018 - it could be read
        words = await async_sentences(self.hass, self.hass.config.language, ImportWords)
        names = {line.subentry_id: line.title for line in self.config_entry.subentries.values()}
        parts = (
            words.summary(sheet, intake, names, literal),
            *(
                words.remarks(key, ((each.row, literal(each.message)) for each in remarks))
                for key, remarks in (
                    ("import_refused_rows", preview.errors),
                    ("import_warnings", preview.warnings),
                )
            ),
        )
        return "\n\n".join(part for part in parts if part)


def _text_of(path: Path) -> str:
    from ..core.transfer.decoding import NotText, decoded  # noqa: PLC0415 - few bring a file in
    from ..imports.importing import LARGEST_IMPORT  # noqa: PLC0415 - it takes long

    if path.stat().st_size > LARGEST_IMPORT:
        raise FieldError("import_file_too_large")
    try:
        return decoded(path.read_bytes())
    except NotText:
        raise FieldError("import_no_text") from None


def _counts(done: ImportPreview) -> Mapping[str, str]:
    assert done.intake is not None  # noqa: S101 - something was brought in
    return {
        "lines": str(len(done.intake.lines)),
        "renewals": str(done.intake.renewals_added),
        "refused": str(done.rows_refused),
    }
