"""The form of what one renewal brings: price, and what the kind of a line's rule has to know.

What few lines have is in sections; what a rule has no use for is not asked for.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from homeassistant.data_entry_flow import section
from homeassistant.generated.currencies import ACTIVE_CURRENCIES
from homeassistant.helpers.selector import DateSelector, Selector
import voluptuous as vol

from ..const import (
    CONF_CREDIT,
    CONF_CURRENCY,
    CONF_OFFER,
    CONF_PRICE,
    CONF_REGISTER_BY,
    CONF_RULE,
    CONF_SERVICE_UNTIL,
)
from ..core.evidence import Clock
from ..core.model import Bucket
from ..core.rule_settings import AFTER_END, OF_ALL, SETTINGS, USUAL
from ..core.rule_table import family_of
from ..settings.conditions import needed_conditions
from ..settings.rule_checks import rule_checks
from ..settings.validation import check_fields, parse_currency, parse_date, parse_float, parse_name
from .dates import SELECTORS, date_checks
from .fields import NUMBER, TEXT, choice, filled_form
from .rule_fields import rule_fields

SECTION_CONDITIONS = "conditions"
SECTION_AFTER_END = "after_end"
SECTIONS = (SECTION_CONDITIONS, SECTION_AFTER_END)

PLAIN_TERM: dict[str, Any] = {CONF_RULE: "fixed_term", **USUAL}
"""What most offers are: a month or so from the renewal or the current end."""

_OF_RULE = {CONF_RULE, *(name for each in SETTINGS for name in each.names)}

FIELDS = (*_OF_RULE, CONF_REGISTER_BY)
"""All that can be set beside the offer and its price."""

_USUAL = {name: value for each in SETTINGS for name, value in each.usual_values.items()}
_COUNTS_ON: Mapping[Clock | Bucket | None, str] = {
    Clock.SERVICE: CONF_SERVICE_UNTIL,
    Bucket.CREDIT: CONF_CREDIT,
}


def with_rule(values: Mapping[str, Any], rule: str) -> dict[str, Any]:
    """Return a line's settings with a rule of another kind: what that has no use for is gone."""
    family = family_of({CONF_RULE: rule})
    kept: dict[str, Any] = {}
    for setting in (*family.settings, *OF_ALL) if family else ():
        unit = values.get(setting.unit_name, setting.usual_unit)
        if setting.units and unit not in setting.units:
            kept |= setting.usual_values
        else:
            kept |= {name: values[name] for name in setting.names if name in values}
    others = {key: value for key, value in values.items() if key not in _OF_RULE}
    return {**others, **USUAL, **kept, CONF_RULE: rule}


class TermsForm:
    """Asks for what belongs to the rule of a line, in the form itself and in sections.

    A date or a credit on which the rule counts is asked for where it is not among the `known`.
    """

    def __init__(self, values: Mapping[str, Any], known: Iterable[str]) -> None:
        """Know the rule, and what else is set."""
        family = self._family = family_of(values)
        self._values = values
        needs, may_have = (family.needs, family.may_have) if family else ((), ())
        after_end = AFTER_END if family else ()
        others = (*may_have, *(OF_ALL if family else ()))
        plain = (*needs, *(each for each in may_have if not each.is_special))
        special = [each for each in others if each not in (*plain, *after_end)]
        counts_on = _COUNTS_ON.get(family.counts_on) if family else CONF_SERVICE_UNTIL
        self._counts_on = [] if counts_on is None or counts_on in known else [counts_on]
        self._settings = (*plain, *special, *after_end)
        self._groups: dict[str | None, dict[vol.Marker, Selector[Any]]] = {
            None: {
                vol.Optional(CONF_OFFER): TEXT,
                vol.Optional(CONF_PRICE): NUMBER,
                vol.Required(CONF_CURRENCY): choice(sorted(ACTIVE_CURRENCIES), custom=True),
                **{vol.Optional(each): SELECTORS[each] for each in self._counts_on},
                **rule_fields(plain),
            },
            SECTION_CONDITIONS: {
                **rule_fields(special),
                vol.Optional(CONF_REGISTER_BY): DateSelector(),
            },
        }
        if after_end:
            self._groups[SECTION_AFTER_END] = rule_fields(after_end)

    @property
    def fields(self) -> tuple[str, ...]:
        """What is asked for."""
        return tuple(marker.schema for group in self._groups.values() for marker in group)

    def section_of(self, field: str) -> str | None:
        """Return the section in which a field is, if it is in one."""
        return next((name for name, group in self._groups.items() if field in group), None)

    def schema(self, typed: Mapping[str, Any] | None, errors: Iterable[str] = ()) -> vol.Schema:
        """Return the form, filled with what was typed or is set; sections with errors are open."""
        shown = _USUAL | dict(self._values if typed is None else _flat(typed))
        groups = {name: filled_form(group, shown) for name, group in self._groups.items()}
        wrong = {self.section_of(field) for field in errors}
        return groups.pop(None).extend(
            {
                vol.Required(str(name)): section(form, {"collapsed": name not in wrong})
                for name, form in groups.items()
            }
        )

    def check(self, typed: Mapping[str, Any], today: date) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the checked fields that were filled in, and the errors by field.

        What is as usual, and was not said before, is not said now.
        """
        flat = _flat(typed)
        of_today = date_checks(today, str(flat[CONF_CURRENCY]))
        kept, errors = check_fields(
            flat,
            {
                CONF_OFFER: parse_name,
                CONF_PRICE: parse_float,
                CONF_CURRENCY: parse_currency,
                **{field: of_today[field] for field in self._counts_on},
                **rule_checks(self._settings, self._family, flat),
                CONF_REGISTER_BY: lambda value: parse_date(value, today).isoformat(),
            },
        )
        if CONF_CURRENCY not in kept:
            errors.setdefault(CONF_CURRENCY, "invalid_currency")
        for field in needed_conditions(self._values):
            if not kept.get(field):
                errors.setdefault(field, "needed")
        silent = {
            field
            for field, value in kept.items()
            if field not in self._values and value == _USUAL.get(field)
        }
        return {field: value for field, value in kept.items() if field not in silent}, errors


def _flat(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed by field, also that in sections."""
    flat = {field: value for field, value in typed.items() if field not in SECTIONS}
    for name in SECTIONS:
        flat |= typed.get(name, {})
    return flat
