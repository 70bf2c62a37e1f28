"""The dialog of a line: it collects settings over some forms, and remembers what was chosen."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import callback
import voluptuous as vol

from ..clock import local_now
from ..household.coordinator import LineCoordinator
from ..settings.line import line_of
from ..settings.rules import rule_of
from .dates import FIELDS as DATE_FIELDS, check_dates, dates_schema
from .money import MoneyBefore, money_before
from .new_line import NewLineForm
from .offer_forms import OfferForms
from .present import async_apply, present
from .terms import TermsForm


class LineDialog(NewLineForm, OfferForms):
    """Collects a line's settings over some forms; used to add a line and to change one."""

    @callback
    def terms_schema(
        self, typed: Mapping[str, Any] | None, errors: Mapping[str, str] | None = None
    ) -> vol.Schema:
        """Return the form of one renewal, filled with what was typed or is set."""
        return self._terms.schema(typed, errors or {})

    @callback
    def take_terms(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of one renewal and keep it; return the errors by field."""
        form, today = self._terms, local_now().date()
        kept, errors = form.check(typed, today)
        if not errors:
            asked = self._asked.errors_in({**self.values, **kept}, self._shown, today)
            errors = {field: asked[field] for field in asked if field in kept}
        if not errors:
            self._keep(kept, form.fields)
        return errors

    @property
    def _terms(self) -> TermsForm:
        return TermsForm(self.values, self._known)

    @callback
    def section_of(self, field: str) -> str | None:
        """Return the section of the form of one renewal in which a field is, if it is in one."""
        return self._terms.section_of(field)

    @property
    def money_before(self) -> MoneyBefore | None:
        """The amounts of before that have to be told in the currency that the line has now."""
        return money_before(self._before, self._shown, self.values)

    @callback
    def take_money(self, kept: Mapping[str, Any], before: MoneyBefore) -> None:
        """Keep amounts in the new currency; those left out are not known."""
        self._keep(kept, before.fields)

    @callback
    def dates_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of dates and balance, filled with what was typed or is true."""
        return dates_schema(self.values if typed is None else typed)

    @callback
    def take_dates(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of dates and balance and keep it; return the errors by field."""
        rule, today = rule_of(self.values), local_now().date()
        is_kept_by_use = rule is not None and rule.kept_by is not None
        kept, errors = check_dates(self.values, typed, today, number_can_be_first=is_kept_by_use)
        errors = errors or self._asked.errors_in({**self.values, **kept}, self._shown, today)
        if not errors:
            self._keep(kept, DATE_FIELDS)
        return errors

    @callback
    def show_present(self, line: LineCoordinator) -> None:
        """Show the dates and the balance as they are now, instead of as they were first typed.

        Of a line whose record is damaged, what was last typed is all there is.
        """
        if line.last_update_success:
            self._shown = present(line)
            for field in DATE_FIELDS:
                self.values.pop(field, None)
            self.values |= self._shown
        self._known = frozenset(self.values)

    async def async_apply(self, line: LineCoordinator, subentry: ConfigSubentry) -> None:
        """Make typed-in dates and balance true; raises `RecordNotSaved`, and then nothing is."""
        become = replace(subentry, title=self.title, data=MappingProxyType(self.data))
        await async_apply(line, self.values, self._shown, self._port, line_of(become))
