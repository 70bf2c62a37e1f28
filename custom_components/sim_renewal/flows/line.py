"""The dialog of a line: it collects settings over some forms, and remembers what was chosen."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import callback
import voluptuous as vol

from ..clock import local_now
from ..core.rule_settings import KEPT_BY_USE
from ..household.coordinator import LineCoordinator
from ..settings.conditions import check_conditions
from .conditions import FIELDS, conditions_schema, needs_conditions
from .money import MoneyBefore, money_before
from .new_line import NewLineForm
from .offer_forms import OfferForms
from .present import async_apply, present
from .validity import FIELDS as VALIDITY_FIELDS, PRESENT_FIELDS, check_validity, validity_schema


class LineDialog(NewLineForm, OfferForms):
    """Collects a line's settings over some forms; used to add a line and to change one."""

    @callback
    def validity_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of offer, dates and balance, filled with what was typed or is set."""
        return validity_schema(self.values if typed is None else typed)

    @callback
    def take_validity(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of offer, dates and balance and keep it; return the errors by field."""
        kept, errors = check_validity(
            typed,
            local_now().date(),
            number_can_be_first=needs_conditions(typed) and KEPT_BY_USE.name in self.values,
        )
        errors = errors or self._asked.errors_in(kept, self._shown, local_now().date())
        if not errors:
            self._keep(kept, VALIDITY_FIELDS)
            if not self.needs_conditions:
                self._keep({}, FIELDS)
        return errors

    @property
    def money_before(self) -> MoneyBefore | None:
        """The amounts of before that have to be told in the currency that the line has now."""
        return money_before(self._before, self._shown, self.values)

    @callback
    def take_money(self, kept: Mapping[str, Any], before: MoneyBefore) -> None:
        """Keep amounts in the new currency; those left out are not known."""
        self._keep(kept, before.fields)

    @property
    def needs_conditions(self) -> bool:
        """Whether the form of special conditions comes next."""
        return needs_conditions(self.values)

    @callback
    def conditions_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of special conditions, filled with what was typed or is set."""
        return conditions_schema(self.values, typed)

    @callback
    def take_conditions(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of special conditions and keep it; return the errors by field."""
        kept, errors = check_conditions(self.values, typed, local_now().date())
        if not errors:
            self._keep(kept, FIELDS)
        return errors

    @callback
    def show_present(self, line: LineCoordinator) -> None:
        """Show the dates and the balance as they are now, instead of as they were first typed.

        Of a line whose record is damaged, what was last typed is all there is.
        """
        if not line.last_update_success:
            return
        self._shown = present(line)
        for field in PRESENT_FIELDS:
            self.values.pop(field, None)
        self.values |= self._shown

    async def async_apply(self, line: LineCoordinator) -> None:
        """Make typed-in dates and balance true; raises `RecordNotSaved`, and then nothing is."""
        await async_apply(line, self.values, self._shown, self._port)
