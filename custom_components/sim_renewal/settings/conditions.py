"""A line's special conditions, checked as a line keeps them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..const import CONF_REGISTER_BY
from ..core.rule_settings import SPECIAL
from ..core.rule_table import family_of
from .rule_checks import rule_checks
from .validation import check_fields, parse_date


def check_conditions(
    values: Mapping[str, Any], typed: Mapping[str, Any], today: date
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the checked conditions that were filled in, and the errors by field."""
    kept, errors = check_fields(
        typed,
        {
            **rule_checks(SPECIAL, family_of(values), typed),
            CONF_REGISTER_BY: lambda value: parse_date(value, today).isoformat(),
        },
    )
    for field in needed_conditions(values):
        if not kept.get(field):
            errors.setdefault(field, "needed")
    return kept, errors


def needed_conditions(values: Mapping[str, Any]) -> list[str]:
    """Return the special conditions that the rule cannot do without."""
    family = family_of(values)
    return [each.name for each in (family.needs if family else ()) if each.is_special]
