"""Repairs of a renewal: what became of it, and until when it lasts."""

from dataclasses import replace
from typing import Any

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import DateSelector
import voluptuous as vol

from ..const import CONF_SERVICE_UNTIL
from ..core.doubts import DoubtReason
from ..core.model import Verdict
from ..household.household import Household
from ..settings.asked_once import AskedOnce
from ..settings.validation import check_fields, parse_amount, parse_date
from ..storage.records import RecordNotSaved
from ..texts.advice import async_advice
from ..texts.push import PushWords, async_push_words
from .fields import NUMBER, choice, filled_form, with_unit
from .repairing import HouseholdRepair

ATTR_AMOUNT = "amount"
ATTR_VERDICT = "verdict"


class VerifyFlow(HouseholdRepair):
    """Asks what became of a renewal, and what was really charged."""

    def __init__(self, entry_id: str, line_id: str, renewal_id: str) -> None:
        """Keep which renewal it is."""
        super().__init__(entry_id)
        self._line_id = line_id
        self._renewal_id = renewal_id

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go straight to the question."""
        return await self.async_step_answer()

    async def async_step_answer(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask, and keep the answer; a renewal that was taken back meanwhile needs none."""
        household = await self._async_household()
        if household is None:
            return self.async_abort(reason="entry_not_loaded")
        line = household.lines.get(self._line_id)
        renewal = line.record.renewal(self._renewal_id) if line else None
        if line is None or renewal is None:
            return self.async_create_entry(data={})
        errors: dict[str, str] = {}
        if user_input is not None:
            kept, errors = check_fields(user_input, {ATTR_AMOUNT: parse_amount})
            if not errors:
                amount = kept.get(ATTR_AMOUNT, renewal.amount)
                try:
                    await line.async_decide(
                        self._renewal_id, Verdict(user_input[ATTR_VERDICT]), amount
                    )
                except RecordNotSaved:
                    return self.async_abort(reason="record_not_saved")
                return self.async_create_entry(data={})
        words = await _async_words(self.hass, household)
        currency = renewal.currency or line.settings.offer.currency
        shown = {ATTR_AMOUNT: None if renewal.amount is None else float(renewal.amount)}
        return self.async_show_form(
            step_id="answer",
            data_schema=filled_form(
                {
                    vol.Required(ATTR_VERDICT): choice(list(Verdict), key="verdict", as_list=True),
                    vol.Optional(ATTR_AMOUNT): with_unit(NUMBER, currency),
                },
                shown if user_input is None else user_input,
            ),
            errors=errors,
            description_placeholders={
                "line": line.settings.name,
                "date": words.day(renewal.renewed_on),
                "advice": " ".join(
                    await async_advice(
                        self.hass,
                        line.flags_of(renewal),
                        line.settings,
                        *line.advice_on(renewal),
                        is_asked=line.is_asked_about(renewal, DoubtReason.SAME_DAY),
                    )
                ),
            },
        )


class UntilFlow(HouseholdRepair):
    """Asks until when a renewal lasts."""

    def __init__(self, entry_id: str, line_id: str, renewal_id: str) -> None:
        """Keep which renewal it is."""
        super().__init__(entry_id)
        self._line_id = line_id
        self._renewal_id = renewal_id
        self._asked = AskedOnce()

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go straight to the question."""
        return await self.async_step_until()

    async def async_step_until(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask, and keep the day; one that has been told meanwhile needs none."""
        household = await self._async_household()
        if household is None:
            return self.async_abort(reason="entry_not_loaded")
        line = household.lines.get(self._line_id)
        renewal = line.without_end if line else None
        if line is None or renewal is None or renewal.renewal_id != self._renewal_id:
            return self.async_create_entry(data={})
        errors: dict[str, str] = {}
        if user_input is not None:
            today = household.now().date()
            kept, errors = check_fields(
                user_input, {CONF_SERVICE_UNTIL: lambda value: parse_date(value, today)}
            )
            if not errors and kept[CONF_SERVICE_UNTIL] < renewal.renewed_on:
                errors[CONF_SERVICE_UNTIL] = "before_renewal"
            errors = errors or line.far_dates(kept, self._asked, renewal.on)
            if not errors:
                try:
                    await line.async_change_renewal(
                        replace(renewal, service_until=kept[CONF_SERVICE_UNTIL])
                    )
                except RecordNotSaved:
                    return self.async_abort(reason="record_not_saved")
                return self.async_create_entry(data={})
        words = await _async_words(self.hass, household)
        return self.async_show_form(
            step_id="until",
            data_schema=filled_form(
                {vol.Required(CONF_SERVICE_UNTIL): DateSelector()}, user_input or {}
            ),
            errors=errors,
            description_placeholders={
                "line": line.settings.name,
                "date": words.day(renewal.renewed_on),
            },
        )


async def _async_words(hass: HomeAssistant, household: Household) -> PushWords:
    """Return the words of Home Assistant's language, for the days in a question."""
    return await async_push_words(hass, hass.config.language, household.now().date())
