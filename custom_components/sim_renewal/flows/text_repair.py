"""The repair that asks whose a carrier's text is, or whether what it says is right."""

from typing import Any

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.selector import SelectOptionDict, SelectSelector, SelectSelectorConfig
import voluptuous as vol

from ..sources.text import async_read_text
from ..sources.whose_text import AskedText, WhyAsked, asked_texts, async_answered
from ..texts.sentences import async_texts
from .assisted import literal
from .fields import filled_form
from .repairing import HouseholdRepair

ATTR_LINE = "line"

_LIKELY = {WhyAsked.OTHER_LINE, WhyAsked.FAR, WhyAsked.GONE}
"""For these reasons, one line is the likeliest."""


class WhoseTextFlow(HouseholdRepair):
    """Asks of each text that waits which line it is about, and takes it over to that one."""

    _asked: AskedText

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go straight to the first text."""
        return await self._async_next()

    async def async_step_text(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Take the text over to the chosen line, to none where none was chosen; ask on."""
        household = await self._async_household()
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
        household = await self._async_household()
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
