"""The forms that every dialog of a line shares, one after the other."""

from abc import abstractmethod
from typing import Any

from homeassistant.core import callback
from homeassistant.data_entry_flow import FlowContext, FlowHandler, FlowResult

from .line import LineDialog
from .section_errors import async_at_sections


class LineSteps[Context: FlowContext, Result: FlowResult[Any, Any], Handler](
    FlowHandler[Context, Result, Handler]
):
    """Asks what one renewal brings and for ways to renew; what comes first differs.

    Each form is shown only where it has something to ask.
    """

    _dialog: LineDialog

    @abstractmethod
    async def _async_finish_line(self, step_id: str, user_input: dict[str, Any]) -> Result:
        """Keep the line once the last form is filled in."""

    async def async_step_validity(self, user_input: dict[str, Any] | None = None) -> Result:
        """Ask what one renewal brings: which offer, or which kind of rule, comes first."""
        if self._dialog.has_offers:
            return await self.async_step_offer()
        return await self.async_step_rule()

    async def async_step_offer(self, user_input: dict[str, Any] | None = None) -> Result:
        """Offer what the catalogue knows of the carrier."""
        if user_input is not None:
            self._dialog.take_offer(user_input)
            if self._dialog.needs_rule:
                return await self.async_step_rule()
            return await self.async_step_terms()
        return self.async_show_form(
            step_id="offer",
            data_schema=await self._dialog.async_offer_schema(),
            last_step=False,
            description_placeholders={"carrier": self._dialog.carrier_name},
        )

    async def async_step_rule(self, user_input: dict[str, Any] | None = None) -> Result:
        """Ask for the kind of rule."""
        if user_input is not None:
            self._dialog.take_rule(user_input)
            return await self.async_step_terms()
        return self.async_show_form(
            step_id="rule", data_schema=self._dialog.rule_schema(), last_step=False
        )

    async def async_step_terms(self, user_input: dict[str, Any] | None = None) -> Result:
        """Ask for the price, and for what a rule of that kind has to know."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._dialog.take_terms(user_input)
            if not errors:
                return await self._async_after_terms("terms", user_input)
        return await self._async_show("terms", user_input, errors)

    async def _async_after_terms(self, step_id: str, user_input: dict[str, Any]) -> Result:
        """Go on after the form of one renewal."""
        if self._dialog.shows_channels:
            return await self.async_step_channels()
        return await self._async_finish_line(step_id, user_input)

    async def async_step_channels(self, user_input: dict[str, Any] | None = None) -> Result:
        """Ask about the ways to renew, and a promotion."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._dialog.async_take_channels(user_input)
            if not errors:
                return await self._async_finish_line("channels", user_input)
        return await self._async_show("channels", user_input, errors)

    async def async_step_dates(self, user_input: dict[str, Any] | None = None) -> Result:
        """Ask for dates and balance as they are today."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._dialog.take_dates(user_input)
            if not errors:
                return await self._async_finish_line("dates", user_input)
        return await self._async_show("dates", user_input, errors)

    async def _async_show(
        self, step_id: str, user_input: dict[str, Any] | None, errors: dict[str, str]
    ) -> Result:
        dialog = self._dialog
        schemas = {"dates": dialog.dates_schema, "channels": dialog.channels_schema}
        placeholders = await dialog.async_placeholders(step_id, user_input)
        if step_id == "terms":
            schema = dialog.terms_schema(user_input, errors)
            errors, mistakes = await async_at_sections(
                self.hass, step_id, errors, dialog.section_of, dialog.word("field_mistake")
            )
            placeholders |= mistakes
        else:
            schema = schemas[step_id](user_input)
        return self.async_show_form(
            step_id=step_id,
            data_schema=schema,
            errors=errors,
            last_step=self._is_last(step_id),
            description_placeholders=placeholders,
        )

    @callback
    def _is_last(self, step_id: str) -> bool:
        return step_id != "terms" or not self._dialog.shows_channels
