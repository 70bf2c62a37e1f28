"""The first page of a new line: three questions, and whom to remind. The rest has a default."""

from collections.abc import Mapping, Sequence
from typing import Any

from homeassistant.const import CONF_NAME
from homeassistant.core import callback
from homeassistant.helpers.selector import DateSelector, SelectSelector
import voluptuous as vol

from ..clock import local_now
from ..const import (
    CONF_CARRIER,
    CONF_CHANNELS,
    CONF_OWNER,
    CONF_SERVICE_UNTIL,
    CONF_TARGETS,
)
from ..settings.validation import check_fields, parse_date, parse_name
from .channels import prefilled_channels
from .fields import TEXT, filled_form
from .phone_sims import PhoneSim, sims_without_line
from .sim_forms import SimForms

_NOT_TODAY = ""
"""What a date shows that nobody gave: without it, Home Assistant would show today's."""


class NewLineForm(SimForms):
    """Asks whose SIM a new line is, at which carrier, and until when it works."""

    @callback
    def sims_without_line(self) -> tuple[PhoneSim, ...]:
        """Return the SIMs in the household's phones of which no line is known."""
        return sims_without_line(self._hass, self._catalogue, self._others)

    @callback
    def take_phone_sim(self, sim: PhoneSim) -> None:
        """Fill in what a phone tells of a SIM; everything can still be changed."""
        self.values[CONF_CARRIER] = sim.carrier_name
        if sim.carrier is not None:
            names = {carrier_id: name for name, carrier_id in self._carriers.items()}
            self.values[CONF_CARRIER] = names[sim.carrier.carrier_id]
        self.values[CONF_NAME] = sim.name
        if sim.owner is not None:
            self.values[CONF_OWNER] = sim.owner
            if sim.owner.casefold() not in self._names:
                self.values[CONF_NAME] = sim.owner

    @callback
    def new_line_schema(
        self, typed: Mapping[str, Any] | None, targets: SelectSelector, usual: Sequence[str]
    ) -> vol.Schema:
        """Return the form, filled with what was typed or is known."""
        shown = {CONF_TARGETS: list(usual), **self.values} if typed is None else dict(typed)
        return filled_form(
            {
                vol.Required(CONF_NAME): TEXT,
                vol.Optional(CONF_CARRIER): self._carrier_selector,
                vol.Required(
                    CONF_SERVICE_UNTIL, description={"suggested_value": _NOT_TODAY}
                ): DateSelector(),
                vol.Optional(CONF_TARGETS): targets,
            },
            shown,
        )

    @callback
    def take_new_line(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form and keep it; return the errors by field.

        A name that is a carrier's is its carrier as well, where nobody named another.
        """
        today = local_now().date()
        kept, errors = check_fields(
            typed,
            {
                CONF_NAME: parse_name,
                CONF_CARRIER: parse_name,
                CONF_SERVICE_UNTIL: lambda value: parse_date(value, today).isoformat(),
            },
        )
        if CONF_NAME not in kept:
            errors.setdefault(CONF_NAME, "name_missing")
        errors = errors or self._asked.errors_in({**self.values, **kept}, self.values, today)
        if errors:
            return errors
        if CONF_CARRIER not in kept and self._carrier_called(kept[CONF_NAME]) is not None:
            kept[CONF_CARRIER] = kept[CONF_NAME]
        self._keep(self._with_carrier(kept), (CONF_CARRIER,))
        if self.carrier is not None and (
            ways := prefilled_channels(self.carrier, None, self._words, self._hass.config.language)
        ):
            self.values[CONF_CHANNELS] = ways
        return {}
