"""How the dialogs that begin a line ask for it: a SIM that a phone reports, and one page."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import partialmethod
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.data_entry_flow import FlowContext, FlowHandler, FlowResult

from ..const import CONF_OFFER_SIMS, CONF_TARGETS
from ..storage.records import RecordNotSaved
from .fields import target_selector
from .line import LineDialog
from .phone_sims import PhoneSim
from .whom import usual_targets

ANOTHER = "another_sim"


class NewLineSteps[Context: FlowContext, Result: FlowResult[Any, Any], Handler](
    FlowHandler[Context, Result, Handler]
):
    """Asks which SIM of the household's phones it is, if they report one, and three questions."""

    _dialog: LineDialog
    _phone_sims: tuple[PhoneSim, ...] | None = None

    @abstractmethod
    async def _async_add_line(self, targets: Sequence[str]) -> Result:
        """Keep the line that the dialog holds, which reminds on these targets.

        Raises `RecordNotSaved`, and then nothing of it is kept.
        """

    @property
    def _is_asking(self) -> bool:
        """Whether the first page was shown, or the choice before it."""
        return self._phone_sims is not None

    async def _async_new_line(
        self, entry: ConfigEntry | None, user_input: dict[str, Any] | None
    ) -> Result:
        """Ask for the line on one page; everything else comes later."""
        errors: dict[str, str] = {}
        if not self._is_asking:
            self._dialog = await LineDialog.async_open(self.hass, entry)
            is_offered = entry is None or entry.options.get(CONF_OFFER_SIMS, True)
            self._phone_sims = self._dialog.sims_without_line() if is_offered else ()
            if self._phone_sims:
                return await self.async_step_which_sim()
        if user_input is not None:
            errors = self._dialog.take_new_line(user_input)
            if not errors:
                try:
                    return await self._async_add_line(user_input.get(CONF_TARGETS, []))
                except RecordNotSaved:
                    errors["base"] = "record_not_saved"
        usual = usual_targets(self.hass, entry, self._dialog.values)
        return self.async_show_form(
            step_id="user",
            data_schema=self._dialog.new_line_schema(
                user_input, target_selector(self.hass, usual), usual
            ),
            errors=errors,
            last_step=False,
        )

    @abstractmethod
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> Result:
        """Show the page of a new line."""

    async def async_step_which_sim(self, user_input: dict[str, Any] | None = None) -> Result:
        """Offer the SIMs of which no line is known."""
        labels = {
            f"phone_sim_{number}": sim.label for number, sim in enumerate(self._phone_sims or (), 1)
        }
        return self.async_show_menu(
            step_id="which_sim", menu_options={**labels, ANOTHER: self._dialog.word(ANOTHER)}
        )

    async def async_step_another_sim(self, user_input: dict[str, Any] | None = None) -> Result:
        """Show an empty page."""
        return await self.async_step_user()

    async def _async_step_phone_sim(
        self, number: int, user_input: dict[str, Any] | None = None
    ) -> Result:
        """Fill the page in with what the phone tells of a SIM."""
        self._dialog.take_phone_sim((self._phone_sims or ())[number])
        return await self.async_step_user()

    async_step_phone_sim_1 = partialmethod(_async_step_phone_sim, 0)
    async_step_phone_sim_2 = partialmethod(_async_step_phone_sim, 1)
    async_step_phone_sim_3 = partialmethod(_async_step_phone_sim, 2)
    async_step_phone_sim_4 = partialmethod(_async_step_phone_sim, 3)
    async_step_phone_sim_5 = partialmethod(_async_step_phone_sim, 4)
    async_step_phone_sim_6 = partialmethod(_async_step_phone_sim, 5)
