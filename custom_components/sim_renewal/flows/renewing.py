"""The forms that record a renewal from a line's menu, and say what it came to."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.selector import BooleanSelector, DateSelector
import voluptuous as vol

from ..clock import local_now
from ..const import CONF_SERVICE_UNTIL
from ..core.ledger import expected_price
from ..core.model import Channel, Renewal
from ..household.coordinator import LineCoordinator
from ..household.ledger import Recorded, RecordOutcome
from ..settings.asked_once import AskedOnce
from ..settings.validation import (
    check_fields,
    parse_amount,
    parse_date,
    parse_past_date,
    parse_text,
)
from ..storage.records import RecordNotSaved
from ..texts.advice import async_advice
from ..texts.push import async_push_words
from .fields import NUMBER, TEXT, choice, filled_form, with_unit
from .running_line import RunningLineFlow

CONF_AMOUNT = "amount"
CONF_CHANNEL = "channel"
CONF_DATE = "date"
CONF_IN_ADDITION = "in_addition"
CONF_NOTE = "note"


def renewal_form(line: LineCoordinator, typed: Mapping[str, Any] | None) -> vol.Schema:
    """Return the form: of today at the usual price, until something else is typed."""
    offer = line.settings.offer
    usual = {
        CONF_DATE: local_now().date().isoformat(),
        CONF_AMOUNT: None if offer.price is None else float(offer.price),
    }
    until = vol.Required if offer.rule is None else vol.Optional
    return filled_form(
        {
            vol.Required(CONF_DATE): DateSelector(),
            vol.Optional(CONF_AMOUNT): with_unit(NUMBER, offer.currency),
            vol.Optional(CONF_CHANNEL): choice(sorted(Channel), key=CONF_CHANNEL),
            until(CONF_SERVICE_UNTIL): DateSelector(),
            vol.Optional(CONF_NOTE): TEXT,
        },
        usual if typed is None else typed,
    )


def typed_renewal(
    line: LineCoordinator, typed: Mapping[str, Any], today: date
) -> tuple[Renewal, dict[str, str]]:
    """Return the renewal that was typed, and the errors by field."""
    kept, errors = check_fields(
        typed,
        {
            CONF_DATE: lambda value: parse_past_date(value, today),
            CONF_AMOUNT: parse_amount,
            CONF_CHANNEL: Channel,
            CONF_SERVICE_UNTIL: lambda value: parse_date(value, today),
            CONF_NOTE: parse_text,
        },
    )
    renewal = line.usual_renewal()
    on = kept.get(CONF_DATE, renewal.renewed_on)
    until = kept.get(CONF_SERVICE_UNTIL)
    if until is not None and until < on:
        errors[CONF_SERVICE_UNTIL] = "before_renewal"
    renewal = replace(
        renewal,
        renewed_on=on,
        at=renewal.at if on == today else None,
        amount=kept.get(CONF_AMOUNT),
        expected=expected_price(line.settings.offer, on, today),
        channel=kept.get(CONF_CHANNEL),
        service_until=until,
        note=kept.get(CONF_NOTE),
    )
    return renewal, errors


class RenewingSteps(RunningLineFlow):
    """Records a renewal; where that moved nothing, it says why and asks whether it was meant."""

    _asked: AskedOnce
    _first: Renewal
    _renewal: Renewal

    async def async_step_renew(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what was paid, when and how."""
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        line, errors = self._line, dict[str, str]()
        if user_input is None:
            self._asked = AskedOnce()
        else:
            self._renewal, errors = typed_renewal(line, user_input, local_now().date())
            errors = errors or self._far(line)
            if not errors:
                try:
                    return await self._async_record(line)
                except RecordNotSaved:
                    errors["base"] = "record_not_saved"
                except ServiceValidationError:  # all else was checked
                    errors["base"] = "clock_is_behind"
        return self.async_show_form(
            step_id="renew",
            data_schema=renewal_form(line, user_input),
            errors=errors,
            description_placeholders={"line": line.settings.name},
        )

    def _far(self, line: LineCoordinator) -> dict[str, str]:
        """Return whether to ask about the date or the amount that was typed."""
        typed = {CONF_SERVICE_UNTIL: self._renewal.service_until}
        far = line.far_dates(typed, self._asked, self._renewal.on)
        return far | line.far_amount(self._renewal, self._asked)

    async def _async_record(self, line: LineCoordinator) -> SubentryFlowResult:
        """Record it, unless it can be one of that day, told again: this is asked before."""
        first = line.first_of_day(self._renewal)
        if first is not None and line.first_of_deed(self._renewal) is None:
            self._first = first
            return await self.async_step_same_day()
        recorded = await line.async_record_renewal(self._renewal)
        self._first = recorded.renewal
        match recorded.outcome:
            case RecordOutcome.CONTAINED:
                return await self.async_step_count()
            case RecordOutcome.SAME_DEED:
                return await self.async_step_second()
        return await self._async_told(line, recorded)

    async def async_step_same_day(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Tell that one of that day is recorded, and record a second one where that is wished."""
        return await self._async_ask_meant("same_day", user_input)

    async def async_step_count(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Tell that the date has it already, and count it on top where that is wished."""
        return await self._async_ask_meant("count", user_input)

    async def async_step_second(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Tell that it is recorded already, and record a second one where that is wished."""
        return await self._async_ask_meant("second", user_input)

    async def _async_ask_meant(
        self, step_id: str, user_input: dict[str, Any] | None
    ) -> SubentryFlowResult:
        """Ask whether a renewal was meant in addition, and record it so."""
        if not await self._async_runs():
            return self.async_abort(reason="entry_not_loaded")
        line, first, errors = self._line, self._first, dict[str, str]()
        if user_input is not None:
            if step_id == "count":
                meant = self._renewal.counted_in_addition(local_now())
                record = line.async_change_renewal
            else:
                meant = replace(self._renewal, in_addition=True)
                record = line.async_record_renewal
            try:
                recorded = await record(meant) if user_input[CONF_IN_ADDITION] else None
            except RecordNotSaved:
                errors["base"] = "record_not_saved"
            else:
                return await self._async_told(line, recorded)
        words = await async_push_words(self.hass, self.hass.config.language, local_now().date())
        return self.async_show_form(
            step_id=step_id,
            data_schema=vol.Schema(
                {vol.Required(CONF_IN_ADDITION, default=False): BooleanSelector()}
            ),
            errors=errors,
            description_placeholders={
                "line": line.settings.name,
                "date": words.day(first.renewed_on),
                "person": first.payer or "\u2013",
                "time": words.moment(first.recorded_at, line.zone),
            },
        )

    async def _async_told(
        self, line: LineCoordinator, recorded: Recorded | None
    ) -> SubentryFlowResult:
        """Tell until when the line runs now, and what to look at of what was just recorded."""
        words = await async_push_words(self.hass, self.hass.config.language, local_now().date())
        told = words.with_end(f"{line.settings.name}:", line.data.clocks)
        if recorded is not None:
            advice = await async_advice(self.hass, recorded.flags, line.settings, *recorded.remarks)
            told = words.joined([told, *advice])
        return self.async_abort(reason="renewed", description_placeholders={"told": told})
