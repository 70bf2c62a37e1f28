"""The forms of a line's SIM: its number and carrier, and a move to another carrier."""

from collections.abc import Mapping, Sequence
from typing import Any

from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..clock import local_now
from ..const import (
    CONF_CARRIER,
    CONF_CARRIER_ID,
    CONF_COUNTRY,
    CONF_ICCID,
    CONF_NUMBER,
    CONF_PORTED_ON,
)
from ..core.record import Port
from ..settings.phone_numbers import display_number, read_number
from .dates import FIELDS as DATE_FIELDS
from .identity import (
    FIELDS as IDENTITY_FIELDS,
    check_identity,
    check_port,
    identity_schema,
    port_schema,
)
from .line_values import OF_OFFER, LineValues
from .terms import PLAIN_TERM

TWO_COUNTRIES = "number_of_two_countries"

_OF_CARRIER = (CONF_CARRIER, CONF_CARRIER_ID, CONF_COUNTRY)
"""What is gone with the carrier."""


class SimForms(LineValues):
    """Asks which SIM a line is, and at whom."""

    @property
    def _carrier_selector(self) -> SelectSelector:
        return SelectSelector(
            SelectSelectorConfig(
                options=list(self._carriers), custom_value=True, mode=SelectSelectorMode.DROPDOWN
            )
        )

    async def async_identity_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of the SIM, filled with what was typed or is set."""
        people = [state.name for state in self._hass.states.async_all("person")]
        shown = dict(self.values)
        if self.carrier is not None:
            names = {carrier_id: name for name, carrier_id in self._carriers.items()}
            shown[CONF_CARRIER] = names[self.carrier.carrier_id]
        if number := shown.get(CONF_NUMBER):
            shown[CONF_NUMBER] = await self._hass.async_add_executor_job(display_number, number)
        if typed is not None:
            shown = dict(typed)
            if self._possible_numbers:  # sent again, it is the one that is meant
                shown[CONF_NUMBER] = self._possible_numbers[0]
        return identity_schema(shown, self._carrier_selector, people)

    @property
    def identity_placeholders(self) -> dict[str, str]:
        """What the form of the SIM tells of a number that two countries have."""
        return {"numbers": " / ".join(self._possible_numbers)}

    async def async_take_identity(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of the SIM and keep it; return the errors by field."""
        countries = self._countries_of(typed)
        kept, errors = await self._hass.async_add_executor_job(
            check_identity, typed, countries, self._unused
        )
        self._possible_numbers = []
        if errors.get(CONF_NUMBER) == TWO_COUNTRIES:
            self._possible_numbers = await self._hass.async_add_executor_job(
                _possible_numbers, typed[CONF_NUMBER], countries
            )
        if not errors:
            name, carrier = self.carrier_name, self.carrier
            self._keep(self._with_carrier(kept), (*IDENTITY_FIELDS, *_OF_CARRIER))
            if self.carrier_name != name or (carrier is not None and self.carrier != carrier):
                self._begin_with_carrier()
        return errors

    def _countries_of(self, typed: Mapping[str, Any]) -> tuple[str | None, ...]:
        """Return whose number one without country code is: the carrier's before the household's."""
        of_carrier = self._with_carrier({CONF_CARRIER: typed.get(CONF_CARRIER) or ""})
        return of_carrier.get(CONF_COUNTRY), self._hass.config.country

    async def async_port_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of a move to another carrier."""
        values = {CONF_PORTED_ON: local_now().date().isoformat()} if typed is None else typed
        return port_schema(values, self._carrier_selector)

    async def async_take_port(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check a move and keep it: what the former carrier sold is no longer the line's."""
        kept, errors = check_port(typed, local_now().date(), self._unused)
        if errors:
            return errors
        former = self.values.get(CONF_CARRIER)
        on = kept.pop(CONF_PORTED_ON)
        sold = (*OF_OFFER, *_OF_CARRIER, *DATE_FIELDS, CONF_ICCID)
        self._keep({**self._with_carrier(kept), **PLAIN_TERM}, sold)
        self._known = ()
        self._port = Port(on=on, from_carrier=former, to_carrier=self.values[CONF_CARRIER])
        self._begin_with_carrier()
        return {}


def _possible_numbers(text: str, countries: Sequence[str | None]) -> list[str]:
    """Return what a number can be, the likeliest first. Reads from disk."""
    reading = read_number(text, countries)
    return [display_number(number) for number in (reading.number, *reading.others)]
