"""Repairs that a person can make from the issue itself."""

from dataclasses import replace
from functools import partial
from typing import Any, override

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.selector import (
    DateSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from .accounts.coordinator import AccountCoordinator
from .accounts.links import remember_seen
from .const import CONF_NUMBER_UNTIL, CONF_SERVICE_UNTIL, CONF_TARGETS, DOMAIN
from .core.agenda import lacks_date
from .core.ledger import flags_of
from .core.model import Verdict
from .flows.assisted import literal
from .flows.fields import NUMBER, choice, filled_form, with_unit
from .flows.recipient import ways_fields
from .flows.sims import SimDialog
from .household.household import Household
from .issues import (
    BLUEPRINTS_OUTDATED,
    LINE_WITHOUT_DATE,
    RENEWAL_WITHOUT_END,
    TEXT_IN_QUESTION,
)
from .settings.asked_once import AskedOnce
from .settings.validation import check_fields, parse_amount, parse_date
from .shipped_blueprints import async_install
from .sources.text import async_read_text
from .sources.whose_text import AskedText, WhyAsked, asked_texts, async_answered
from .storage.records import RecordNotSaved
from .texts.advice import async_advice
from .texts.push import PushWords, async_push_words
from .texts.sentences import async_texts

ATTR_AMOUNT = "amount"
ATTR_LINE = "line"
ATTR_VERDICT = "verdict"

_LIKELY = {WhyAsked.OTHER_LINE, WhyAsked.FAR, WhyAsked.GONE}
"""For these reasons, one line is the likeliest."""
_DATES = (CONF_SERVICE_UNTIL, CONF_NUMBER_UNTIL)


class StartAgainFlow(ConfirmRepairFlow):
    """Gives a line whose record is damaged a new one, from its settings."""

    def __init__(self, entry_id: str, line_id: str) -> None:
        """Keep which line it is."""
        self._entry_id = entry_id
        self._line_id = line_id

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Start again once that was confirmed."""
        if user_input is not None:
            entry = self.hass.config_entries.async_get_entry(self._entry_id)
            if entry is None or entry.state is not ConfigEntryState.LOADED:
                return self.async_abort(reason="entry_not_loaded")
            household: Household = entry.runtime_data
            try:
                await household.async_start_again(self._line_id)
            except RecordNotSaved:
                return self.async_abort(reason="record_not_saved")
        return await super().async_step_confirm(user_input)


class UpdateBlueprintsFlow(ConfirmRepairFlow):
    """Updates the blueprints that we installed and nobody edited."""

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Update once that was confirmed."""
        if user_input is not None:
            try:
                await async_install(self.hass, only_update=True)
            except HomeAssistantError:
                return self.async_abort(reason="blueprints_not_written")
        return await super().async_step_confirm(user_input)


class VerifyFlow(RepairsFlow):
    """Asks what became of a renewal, and what was really charged."""

    def __init__(self, entry_id: str, line_id: str, renewal_id: str) -> None:
        """Keep which renewal it is."""
        self._entry_id = entry_id
        self._line_id = line_id
        self._renewal_id = renewal_id

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go straight to the question."""
        return await self.async_step_answer()

    async def async_step_answer(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask, and keep the answer; a renewal that was taken back meanwhile needs none."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        household: Household = entry.runtime_data
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
                        flags_of(renewal, line.settings.offer, line.record.renewals),
                        line.settings.country,
                    )
                ),
            },
        )


class UntilFlow(RepairsFlow):
    """Asks until when a renewal lasts."""

    def __init__(self, entry_id: str, line_id: str, renewal_id: str) -> None:
        """Keep which renewal it is."""
        self._entry_id = entry_id
        self._line_id = line_id
        self._renewal_id = renewal_id
        self._asked = AskedOnce()

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go straight to the question."""
        return await self.async_step_until()

    async def async_step_until(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask, and keep the day; one that has been told meanwhile needs none."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        household: Household = entry.runtime_data
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


class TargetsFlow(RepairsFlow):
    """Lets a person choose another way to remind somebody who cannot be reached."""

    def __init__(self, entry_id: str, recipient_id: str, names: str) -> None:
        """Keep whom it is about, and the names of what does not reach them."""
        self._entry_id = entry_id
        self._recipient_id = recipient_id
        self._names = names

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go straight to the choice."""
        return await self.async_step_targets()

    async def async_step_targets(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Ask where to remind, and keep it; the household is loaded again with it."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        recipient = entry.subentries.get(self._recipient_id) if entry else None
        if entry is None or recipient is None:
            return self.async_abort(reason="recipient_gone")
        errors: dict[str, str] = {}
        if user_input is not None:
            if user_input[CONF_TARGETS]:
                self.hass.config_entries.async_update_subentry(
                    entry, recipient, data={**recipient.data, **user_input}
                )
                return self.async_create_entry(data={})
            errors[CONF_TARGETS] = "no_target"
        return self.async_show_form(
            step_id="targets",
            data_schema=vol.Schema(ways_fields(self.hass, user_input or recipient.data)),
            errors=errors,
            description_placeholders={"recipient": recipient.title, "targets": self._names},
        )


class WhoseTextFlow(RepairsFlow):
    """Asks of each text that waits which line it is about, and takes it over to that one."""

    _asked: AskedText

    def __init__(self, entry_id: str) -> None:
        """Keep which household it is."""
        self._entry_id = entry_id

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go straight to the first text."""
        return await self._async_next()

    async def async_step_text(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Take the text over to the chosen line, to none where none was chosen; ask on."""
        household = self._household
        if household is None:
            return self.async_abort(reason="entry_not_loaded")
        line = household.present_lines.get((user_input or {}).get(ATTR_LINE, ""))
        if line is not None:
            try:
                await async_read_text(line, self._asked.message, household.now(), is_confirmed=True)
            except HomeAssistantError:
                return self.async_abort(reason="text_not_kept")
        async_answered(household, self._asked)
        return await self._async_next()

    async def _async_next(self) -> RepairsFlowResult:
        """Ask about the oldest text that waits; where none does, all is answered."""
        household = self._household
        if household is None:
            return self.async_abort(reason="entry_not_loaded")
        waiting = asked_texts(self.hass)
        if not waiting:
            return self.async_create_entry(data={})
        self._asked = waiting[0]
        texts = await async_texts(self.hass, self.hass.config.language)
        why = self._asked.why
        proposed = self._asked.line_ids[0] if why in _LIKELY else None
        lines = [
            SelectOptionDict(value=line_id, label=line.settings.name)
            for line_id, line in household.present_lines.items()
        ]
        return self.async_show_form(
            step_id="text",
            data_schema=filled_form(
                {vol.Optional(ATTR_LINE): SelectSelector(SelectSelectorConfig(options=lines))},
                {ATTR_LINE: proposed},
            ),
            description_placeholders={
                "why": texts[f"text_asked_{why}"],
                "sender": literal(self._asked.message.sender or "\u2013"),
                "text": literal(self._asked.message.text),
            },
        )

    @property
    def _household(self) -> Household | None:
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return None
        household: Household = entry.runtime_data
        return household


class DateFlow(RepairsFlow):
    """Asks until when a line works."""

    def __init__(self, entry_id: str, line_id: str) -> None:
        """Keep which line it is."""
        self._entry_id = entry_id
        self._line_id = line_id
        self._asked = AskedOnce()

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go straight to the question."""
        return await self.async_step_date()

    async def async_step_date(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask, and keep the days; a line that has one by now, or is gone, needs none."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="entry_not_loaded")
        household: Household = entry.runtime_data
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


class FoundSimsFlow(RepairsFlow):
    """Asks what SIMs are to become that an account has anew."""

    _sims: SimDialog

    def __init__(self, account_id: str) -> None:
        """Keep which account it is."""
        self._account_id = account_id

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Look which SIMs are new by now; where none is left, there is nothing to ask."""
        entry = self.hass.config_entries.async_get_entry(self._account_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="account_not_loaded")
        coordinator: AccountCoordinator = entry.runtime_data
        self._sims = await SimDialog.async_open(
            self.hass, coordinator.carrier, coordinator.new_sims, self._account_id
        )
        if not self._sims.has_any:
            return self.async_create_entry(data={})
        return await self.async_step_sims()

    async def async_step_sims(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask, write the lines, and remember that these SIMs were asked about."""
        entry = self.hass.config_entries.async_get_entry(self._account_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="account_not_loaded")
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._sims.take(user_input)
            if not errors:
                remember_seen(self.hass, entry, self._sims.choices)
                await self._sims.async_apply(self._account_id)
                return self.async_create_entry(data={})
        return self.async_show_form(
            step_id="sims",
            data_schema=self._sims.schema(user_input, offer_new=True, is_repair=True),
            errors=errors,
            description_placeholders={"account": entry.title},
        )


async def _async_words(hass: HomeAssistant, household: Household) -> PushWords:
    """Return the words of Home Assistant's language, for the days in a question."""
    return await async_push_words(hass, hass.config.language, household.now().date())


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the repair of a damaged record, a lost phone, blueprints or SIMs, or a question."""
    flow: RepairsFlow
    match data:
        case None:
            raise ValueError(f"{DOMAIN} has no repair for {issue_id}")
        case {"repair": BLUEPRINTS_OUTDATED.key}:
            flow = UpdateBlueprintsFlow()
        case {"repair": LINE_WITHOUT_DATE.key, "entry_id": entry_id, "line_id": line_id}:
            flow = DateFlow(str(entry_id), str(line_id))
        case {"account_id": account_id}:
            flow = FoundSimsFlow(str(account_id))
        case {"entry_id": entry_id, "recipient_id": recipient_id, "targets": targets}:
            flow = TargetsFlow(str(entry_id), str(recipient_id), str(targets))
        case {"entry_id": entry_id, "question": TEXT_IN_QUESTION.key}:
            flow = WhoseTextFlow(str(entry_id))
        case {"entry_id": entry_id, "line_id": line_id, "renewal_id": renewal_id}:
            of_renewal = UntilFlow if data.get("repair") == RENEWAL_WITHOUT_END.key else VerifyFlow
            flow = of_renewal(str(entry_id), str(line_id), str(renewal_id))
        case _:
            flow = StartAgainFlow(str(data["entry_id"]), str(data["line_id"]))
    return flow
