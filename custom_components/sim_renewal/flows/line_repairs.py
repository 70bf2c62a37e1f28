"""Repairs of a line: its record is damaged, or nobody knows until when it works."""

from functools import partial
from typing import Any, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlowResult
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.selector import DateSelector
import voluptuous as vol

from ..const import CONF_NUMBER_UNTIL, CONF_SERVICE_UNTIL
from ..core.agenda import lacks_date
from ..settings.asked_once import AskedOnce
from ..settings.validation import check_fields, parse_date
from ..storage.records import RecordNotSaved
from .fields import filled_form
from .repairing import HouseholdRepair

_DATES = (CONF_SERVICE_UNTIL, CONF_NUMBER_UNTIL)


class StartAgainFlow(HouseholdRepair, ConfirmRepairFlow):
    """Gives a line whose record is damaged a new one, from its settings."""

    def __init__(self, entry_id: str, line_id: str) -> None:
        """Keep which line it is."""
        super().__init__(entry_id)
        self._line_id = line_id

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Start again once that was confirmed."""
        if user_input is not None:
            household = await self._async_household()
            if household is None:
                return self.async_abort(reason="entry_not_loaded")
            try:
                await household.async_start_again(self._line_id)
            except RecordNotSaved:
                return self.async_abort(reason="record_not_saved")
        return await super().async_step_confirm(user_input)


class DateFlow(HouseholdRepair):
    """Asks until when a line works."""

    def __init__(self, entry_id: str, line_id: str) -> None:
        """Keep which line it is."""
        super().__init__(entry_id)
        self._line_id = line_id
        self._asked = AskedOnce()

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go straight to the question."""
        return await self.async_step_date()

    async def async_step_date(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask, and keep the days; a line that has one by now, or is gone, needs none."""
        household = await self._async_household()
        if household is None:
            return self.async_abort(reason="entry_not_loaded")
        line = household.lines.get(self._line_id)
        if line is None or not line.last_update_success or not lacks_date(line.data):
            return self.async_create_entry(data={})
        errors: dict[str, str] = {}
        if user_input is not None:
            today = household.now().date()
            check = partial(parse_date, today=today)
            kept, errors = check_fields(user_input, dict.fromkeys(_DATES, check))
            if not errors and not kept:
                errors[CONF_SERVICE_UNTIL] = "date_missing"
            errors = errors or line.far_dates(kept, self._asked)
            if not errors:
                try:
                    await line.async_state_dates(*(kept.get(field) for field in _DATES))
                except RecordNotSaved:
                    return self.async_abort(reason="record_not_saved")
                except ServiceValidationError:
                    errors[CONF_NUMBER_UNTIL] = "number_before_service"
                else:
                    return self.async_create_entry(data={})
        fields: dict[vol.Marker, Any] = {vol.Optional(field): DateSelector() for field in _DATES}
        return self.async_show_form(
            step_id="date",
            data_schema=filled_form(fields, user_input or {}),
            errors=errors,
            description_placeholders={"line": line.settings.name},
        )
