"""Assisted reading as steps of the line's dialog: give a text or a picture, wait, confirm."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    FileSelector,
    FileSelectorConfig,
    TextSelector,
    TextSelectorConfig,
)
import voluptuous as vol

from ..assist.extraction import Assistant, AssistantFailed, assistant_of, async_ask
from ..assist.pictures import MEDIA_TYPES, pictures_of
from ..catalogue import async_get_catalogue
from ..clock import local_now
from ..core.messages import MessageTooLong, Understanding
from ..core.proposals import (
    Frame,
    Proposals,
    checked_answer,
    is_clear,
    proposals,
    refusal_of,
    typed_kinds,
)
from ..household.household import Household
from ..settings.validation import FieldError
from ..sources.text import own_sites
from ..sources.whose_text import lines_named_in, numbers_of
from ..storage.records import RecordNotSaved
from ..texts.currencies import writings_of
from .assisted import ReadingDialog, literal
from .fields import filled_form
from .running_line import RunningLineFlow

CONF_TEXT = "text"
CONF_PICTURE = "picture"

READER = "SIM Renewal"
"""Who read a text that did not leave this Home Assistant."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a reading: proposals, or the error of a field with what there is to say."""

    proposals: Proposals
    field: str = "base"
    reason: str = "nothing_read"
    problem: str = ""


class AssistedSteps(RunningLineFlow):
    """Reads a text or a picture for a person, who then decides what of it is kept."""

    _given: dict[str, Any]
    _reading: asyncio.Task[_Outcome]
    _confirmation: ReadingDialog
    _reader: str

    async def async_step_read(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for a text or a picture, and say where it goes."""
        if not await self._async_is_ready():
            return self.async_abort(reason="entry_not_loaded")
        assistant = assistant_of(self.hass, self._get_entry().options)
        if assistant is None:
            return self.async_abort(reason="assistant_gone")
        if user_input is None:
            return self._show_read(assistant, {})
        self._given = user_input
        text, file_id = user_input.get(CONF_TEXT, "").strip(), user_input.get(CONF_PICTURE)
        if bool(text) == bool(file_id):
            return self._show_read(assistant, {"base": "text_or_picture"})
        if file_id:
            return await self._async_start(assistant, None, file_id)
        return await self._async_read_text(assistant, text)

    async def async_step_reading(
        self, _user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Wait for the answer."""
        if self._reading.done():
            return self.async_show_progress_done(next_step_id="read_result")
        return self.async_show_progress(
            step_id="reading",
            progress_action="reading",
            progress_task=self._reading,
            description_placeholders={"reader": literal(self._reader)},
        )

    async def async_step_read_result(
        self, _user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show what was read, or why nothing was."""
        return await self._async_show_outcome(self._reading.result())

    async def async_step_take_over(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what of it is right; nothing is kept before that."""
        if not await self._async_is_ready():
            return self.async_abort(reason="entry_not_loaded")
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                errors = await self._confirmation.async_take(user_input)
            except RecordNotSaved:
                errors = {"base": "record_not_saved"}
            if not errors:
                return self.async_abort(reason="taken_over")
        return self.async_show_form(
            step_id="take_over",
            data_schema=self._confirmation.schema(user_input),
            errors=errors,
            description_placeholders={
                "reader": literal(self._reader),
                **await self._confirmation.async_placeholders(self.hass),
            },
        )

    async def _async_read_text(self, assistant: Assistant, text: str) -> SubentryFlowResult:
        """Read a text here, and have the service read what is not clear."""
        settings, today = self._line.settings, local_now().date()
        currency = settings.offer.currency
        sites = own_sites(self._line, await async_get_catalogue(self.hass))

        def read() -> Understanding:
            from ..core.messages.reader import read_message  # noqa: PLC0415 - it takes long

            return read_message(
                text,
                received_on=today,
                carrier=settings.carrier,
                currency=currency,
                country=settings.country,
                writings=writings_of(currency),
                sites=sites,
            )

        try:
            understanding = await self.hass.async_add_executor_job(read)
        except MessageTooLong:
            return self._show_read(assistant, {CONF_TEXT: "text_too_long"})
        household: Household = self._get_entry().runtime_data
        if lines_named_in(household, text).excludes(numbers_of(self._line.settings)):
            return self._show_read(assistant, {CONF_TEXT: "text_names_other_line"})
        if reason := refusal_of(understanding):
            return self._show_read(assistant, {CONF_TEXT: f"text_{reason}"})
        if is_clear(understanding):
            self._reader = READER
            return await self._async_show_outcome(
                _Outcome(proposals(understanding, {}, self._frame))
            )
        return await self._async_start(assistant, text, None, understanding)

    async def _async_start(
        self,
        assistant: Assistant,
        text: str | None,
        file_id: str | None,
        understanding: Understanding | None = None,
    ) -> SubentryFlowResult:
        """Ask the service; that it takes long does not hold up the dialog."""
        self._reader = assistant.name
        self._reading = self.hass.async_create_task(
            self._async_ask(assistant, text, file_id, understanding or Understanding())
        )
        return await self.async_step_reading()

    async def _async_ask(
        self,
        assistant: Assistant,
        text: str | None,
        file_id: str | None,
        understanding: Understanding,
    ) -> _Outcome:
        """Return what the service says, as far as it can be believed, or why it says nothing."""
        frame = self._frame
        try:
            if file_id is None:
                answer = await async_ask(self.hass, assistant, frame, text, None)
            else:
                async with pictures_of(self.hass).async_lend(file_id) as attachment:
                    answer = await async_ask(self.hass, assistant, frame, None, attachment)
        except FieldError as error:
            return _Outcome({}, CONF_PICTURE, error.reason)
        except AssistantFailed as error:
            return _Outcome({}, "base", error.reason, error.problem)
        return _Outcome(proposals(understanding, checked_answer(answer, text, frame), frame))

    async def _async_show_outcome(self, outcome: _Outcome) -> SubentryFlowResult:
        if not await self._async_is_ready():
            return self.async_abort(reason="entry_not_loaded")
        if outcome.proposals:
            self._confirmation = ReadingDialog(self._line, outcome.proposals)
            return await self.async_step_take_over()
        assistant = assistant_of(self.hass, self._get_entry().options)
        if assistant is None:
            return self.async_abort(reason="assistant_gone")
        self._given.pop(CONF_PICTURE, None)
        return self._show_read(assistant, {outcome.field: outcome.reason}, outcome.problem)

    @callback
    def _show_read(
        self, assistant: Assistant, errors: Mapping[str, str], problem: str = ""
    ) -> SubentryFlowResult:
        fields: dict[vol.Marker, Any] = {
            vol.Optional(CONF_TEXT): TextSelector(TextSelectorConfig(multiline=True))
        }
        if assistant.takes_pictures:
            fields[vol.Optional(CONF_PICTURE)] = FileSelector(
                FileSelectorConfig(accept=",".join(MEDIA_TYPES))
            )
        return self.async_show_form(
            step_id="read",
            data_schema=filled_form(fields, self._given if errors else {}),
            errors=dict(errors),
            description_placeholders={
                "assistant": literal(assistant.name),
                "problem": problem,
            },
            last_step=False,
        )

    async def _async_is_ready(self) -> bool:
        return await self._async_runs() and self._line.last_update_success

    @property
    def _frame(self) -> Frame:
        line = self._line.settings
        return Frame(
            kinds=typed_kinds(line.fed), currency=line.offer.currency, today=local_now().date()
        )
