"""The forms that every dialog of a line shares, one after the other."""

from abc import abstractmethod
from typing import Any

from homeassistant.core import callback
from homeassistant.data_entry_flow import FlowContext, FlowHandler, FlowResult

from .line import LineDialog


class LineSteps[Context: FlowContext, Result: FlowResult[Any, Any], Handler](
    FlowHandler[Context, Result, Handler]
):
    """Asks for offer, dates, conditions and ways to renew; what comes first differs.

    Each form is shown only where it has something to ask.
    """

    _dialog: LineDialog

    @abstractmethod
    async def _async_finish_line(self, step_id: str, user_input: dict[str, Any]) -> Result:
        """Keep the line once the last form is filled in."""

    async def _async_after_identity(self) -> Result:
        """Go on after the form of the SIM."""
        if self._dialog.offers_choice:
            return await self.async_step_offer()
        return await self.async_step_validity()

    async def async_step_offer(self, user_input: dict[str, Any] | None = None) -> Result:
        """Offer what the catalogue knows of the carrier."""
        if user_input is not None:
            self._dialog.take_offer(user_input)
            return await self.async_step_validity()
        return self.async_show_form(
            step_id="offer",
            data_schema=await self._dialog.async_offer_schema(),
            last_step=False,
            description_placeholders={"carrier": self._dialog.carrier_name},
        )

    async def async_step_validity(self, user_input: dict[str, Any] | None = None) -> Result:
        """Ask about offer, dates and balance."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._dialog.take_validity(user_input)
            if not errors:
                return await self._async_after_validity("validity", user_input)
        return await self._async_show("validity", user_input, errors)

    async def _async_after_validity(self, step_id: str, user_input: dict[str, Any]) -> Result:
        """Go on after the form of offer, dates and balance."""
        if self._dialog.needs_conditions:
            return await self.async_step_conditions()
        return await self._async_after_conditions(step_id, user_input)

    async def async_step_conditions(self, user_input: dict[str, Any] | None = None) -> Result:
        """Ask about special conditions."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._dialog.take_conditions(user_input)
            if not errors:
                return await self._async_after_conditions("conditions", user_input)
        return await self._async_show("conditions", user_input, errors)

    async def async_step_channels(self, user_input: dict[str, Any] | None = None) -> Result:
        """Ask about the ways to renew, and a promotion."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._dialog.async_take_channels(user_input)
            if not errors:
                return await self._async_finish_line("channels", user_input)
        return await self._async_show("channels", user_input, errors)

    async def _async_after_conditions(self, step_id: str, user_input: dict[str, Any]) -> Result:
        if self._dialog.shows_channels:
            return await self.async_step_channels()
        return await self._async_finish_line(step_id, user_input)

    async def _async_show(
        self, step_id: str, user_input: dict[str, Any] | None, errors: dict[str, str]
    ) -> Result:
        dialog = self._dialog
        schemas = {
            "validity": dialog.validity_schema,
            "conditions": dialog.conditions_schema,
            "channels": dialog.channels_schema,
        }
        return self.async_show_form(
            step_id=step_id,
            data_schema=schemas[step_id](user_input),
            errors=errors,
            last_step=self._is_last(step_id),
            description_placeholders=await dialog.async_placeholders(step_id, user_input),
        )

    @callback
    def _is_last(self, step_id: str) -> bool:
        dialog = self._dialog
        if step_id == "channels":
            return True
        more = step_id == "validity" and dialog.needs_conditions
        return not more and not dialog.shows_channels
