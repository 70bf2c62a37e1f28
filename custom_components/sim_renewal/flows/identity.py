"""The forms of a line's SIM, and of its move to another carrier."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import (
    DateSelector,
    SelectSelector,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from ..const import (
    CONF_CARRIER,
    CONF_EID,
    CONF_FORM,
    CONF_ICCID,
    CONF_NUMBER,
    CONF_OWNER,
    CONF_PORTED_ON,
)
from ..core.model import Form
from ..settings.phone_numbers import parse_number
from ..settings.validation import (
    check_fields,
    parse_chip_number,
    parse_name,
    parse_past_date,
    parse_sim_number,
)
from .fields import TEXT, choice, filled_form

FIELDS = (CONF_NAME, CONF_CARRIER, CONF_FORM, CONF_NUMBER, CONF_ICCID, CONF_EID, CONF_OWNER)

type Unused = Callable[[str, str], str]
"""Returns the value of a field, or raises `FieldError` where another line has it."""


def identity_schema(
    values: Mapping[str, Any], carriers: SelectSelector, people: list[str]
) -> vol.Schema:
    """Return the form of the SIM, filled with what was typed or is set."""
    return filled_form(
        {
            vol.Required(CONF_NAME): TEXT,
            vol.Optional(CONF_CARRIER): carriers,
            vol.Required(CONF_FORM): choice(list(Form), key=CONF_FORM, as_list=True),
            vol.Optional(CONF_NUMBER): TextSelector(TextSelectorConfig(type=TextSelectorType.TEL)),
            vol.Optional(CONF_ICCID): TEXT,
            vol.Optional(CONF_EID): TEXT,
            vol.Optional(CONF_OWNER): choice(people, custom=True),
        },
        values,
    )


def check_identity(
    typed: Mapping[str, Any], countries: Sequence[str | None], unused: Unused
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the checked fields that were filled in, and the errors by field. Reads from disk.

    A number without country code is of one of the `countries`, or is asked about.
    """
    kept, errors = check_fields(
        typed,
        {
            CONF_NAME: parse_name,
            CONF_CARRIER: parse_name,
            CONF_FORM: Form,
            CONF_NUMBER: lambda text: unused(CONF_NUMBER, parse_number(text, countries)),
            CONF_ICCID: lambda text: unused(CONF_ICCID, parse_sim_number(text)),
            CONF_EID: parse_chip_number,
            CONF_OWNER: parse_name,
        },
    )
    if CONF_NAME not in kept:
        errors.setdefault(CONF_NAME, "name_missing")
    return kept, errors


def port_schema(values: Mapping[str, Any], carriers: SelectSelector) -> vol.Schema:
    """Return the form of a move to another carrier."""
    return filled_form(
        {
            vol.Optional(CONF_CARRIER): carriers,
            vol.Required(CONF_PORTED_ON): DateSelector(),
            vol.Optional(CONF_ICCID): TEXT,
        },
        values,
    )


def check_port(
    typed: Mapping[str, Any], today: date, unused: Unused
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the checked fields of a move, and the errors by field."""
    kept, errors = check_fields(
        typed,
        {
            CONF_CARRIER: parse_name,
            CONF_PORTED_ON: lambda value: parse_past_date(value, today),
            CONF_ICCID: lambda text: unused(CONF_ICCID, parse_sim_number(text)),
        },
    )
    if CONF_CARRIER not in kept:
        errors.setdefault(CONF_CARRIER, "carrier_missing")
    return kept, errors
