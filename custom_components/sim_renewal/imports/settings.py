"""A line's settings from outside: checked as the dialog checks them, and as an export has them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from homeassistant.config_entries import ConfigSubentry

from ..catalogue.facts import Carrier, Catalogue
from ..catalogue.links import is_look_alike
from ..const import (
    BYTES_PER_GIGABYTE,
    CONF_CARRIER,
    CONF_CARRIER_ID,
    CONF_COUNTRY,
    CONF_CREDIT,
    CONF_CURRENCY,
    CONF_DATA_REMAINING,
    CONF_EID,
    CONF_FORM,
    CONF_ICCID,
    CONF_NUMBER,
    CONF_NUMBER_UNTIL,
    CONF_OFFER,
    CONF_OFFER_ID,
    CONF_OWNER,
    CONF_PRICE,
    CONF_RULE,
    CONF_SERVICE_UNTIL,
    CONF_STANDING,
)
from ..core.evidence import Clock
from ..core.line import Standing
from ..core.model import Bucket, Form
from ..core.record import Record
from ..core.rule_settings import PLAIN, SETTINGS, SettingKind
from ..core.rule_table import FAMILIES, NO_RULE, family_of
from ..core.transfer.model import LineData
from ..core.transfer.rows import settings_of
from ..settings.channels import check_channels
from ..settings.conditions import check_conditions
from ..settings.phone_numbers import read_number
from ..settings.rule_checks import rule_checks
from ..settings.validation import (
    FieldError,
    check_fields,
    parse_chip_number,
    parse_currency,
    parse_float,
    parse_name,
    parse_sim_number,
)
from ..texts.locales import country_named


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDefaults:
    """What a file leaves open, as the household has it; `now` is in its time zone."""

    now: datetime
    country: str | None
    currency: str
    catalogue: Catalogue

    @property
    def today(self) -> date:
        """The day in the household."""
        return self.now.date()


def check_settings(
    given: Mapping[str, Any], surroundings: HouseholdDefaults
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return settings as a subentry keeps them, and the errors by field. Reads from disk.

    What is not given is what the dialog offers; a line of which no rule is given has none.
    """
    if given.get(CONF_RULE, NO_RULE) not in {*FAMILIES, NO_RULE}:
        return {}, {CONF_RULE: "unknown_choice"}
    values = {**_usual(given, surroundings.currency), **given}
    kept: dict[str, Any] = {}
    errors = _errors_of_rule(values)
    today = surroundings.today
    for kept_part, errors_part in (
        check_fields(values, _checks(values, countries_of(values, surroundings))),
        check_conditions(values, values, today),
        check_channels(
            values,
            partial(
                is_look_alike,
                carrier=_carrier(values, surroundings),
                catalogue=surroundings.catalogue,
            ),
            defaultdict(str),  # a way without words of its own gets none
            today,
        ),
    ):
        kept |= {field: value for field, value in kept_part.items() if field in values}
        errors = errors_part | errors
    return kept, errors


def line_data(subentry: ConfigSubentry, record: Record) -> LineData:
    """Return a line with its ledger as it is exported."""
    return LineData(
        line_id=subentry.subentry_id,
        name=subentry.title,
        settings=settings_of(subentry.data),
        statements=record.statements,
        emptied=record.emptied,
        former_credits=record.former_credits,
        renewals=record.renewals,
        activities=record.activities,
        reading=record.reading,
        ports=record.ports,
    )


def subentry_data(line: LineData) -> dict[str, Any]:
    """Return what a subentry keeps of a line, with the dates and balance that it begins with."""
    data, credit = line.reading.get(Bucket.DATA_REMAINING), line.reading.get(Bucket.CREDIT)
    first = {
        CONF_SERVICE_UNTIL: _last(line, Clock.SERVICE),
        CONF_NUMBER_UNTIL: _last(line, Clock.NUMBER),
        CONF_DATA_REMAINING: data and data.amount / BYTES_PER_GIGABYTE,
        CONF_CREDIT: credit and credit.amount,
    }
    known = {field: value for field, value in first.items() if value is not None}
    return {field: _kept(value) for field, value in {**line.settings, **known}.items()}


def _last(line: LineData, clock: Clock) -> date | None:
    """Return the date of a clock that was stated last."""
    stated = [each for each in line.statements if each.clock is clock]
    return max(stated, key=lambda each: each.last_moment).until if stated else None


def record_of(line: LineData) -> Record:
    """Return the record that an imported line begins with."""
    kept = Record(
        statements=line.statements,
        emptied=line.emptied,
        former_credits=line.former_credits,
        renewals=line.renewals,
        activities=line.activities,
        ports=line.ports,
    )
    return kept.with_reading(line.reading)


def _usual(given: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """Return what settings are where a file does not tell."""
    usual = {CONF_FORM: Form.PHYSICAL, CONF_CURRENCY: currency, CONF_RULE: NO_RULE}
    family = family_of(usual | dict(given))
    return usual | family.usual if family else usual


def _errors_of_rule(values: Mapping[str, Any]) -> dict[str, str]:
    """Return which plain settings the rule lacks, and which units no dialog would offer."""
    family = family_of(values)
    needed = [each for each in (family.needs if family else ()) if not each.is_special]
    return {each.name: "needed" for each in needed if each.name not in values} | {
        each.unit_name: "unknown_choice"
        for each in SETTINGS
        if each.kind is SettingKind.SPAN
        and values.get(each.unit_name, each.usual_unit) not in each.units
    }


def countries_of(
    values: Mapping[str, Any], surroundings: HouseholdDefaults
) -> tuple[str | None, ...]:
    """Return whose number one without country code is: the line's country before the household's.

    A currency that is not the household's tells a country as well: its code begins with that of it.
    """
    carrier, currency = _carrier(values, surroundings), str(values.get(CONF_CURRENCY, "")).upper()
    return (
        _country(values),
        carrier.country if carrier else None,
        currency[:2] if currency != surroundings.currency else None,
        surroundings.country,
    )


def _country(values: Mapping[str, Any]) -> str | None:
    with suppress(FieldError):
        return _parse_country(values[CONF_COUNTRY]) if CONF_COUNTRY in values else None
    return None


def _checks(
    values: Mapping[str, Any], countries: Sequence[str | None]
) -> dict[str, Callable[[Any], Any]]:
    """Return the check of each setting that is no special condition."""
    return {
        CONF_CARRIER: parse_name,
        CONF_CARRIER_ID: parse_name,
        CONF_COUNTRY: _parse_country,
        CONF_FORM: Form,
        CONF_NUMBER: lambda text: read_number(text, countries).number,
        CONF_ICCID: parse_sim_number,
        CONF_EID: parse_chip_number,
        CONF_OWNER: parse_name,
        CONF_STANDING: Standing,
        CONF_OFFER: parse_name,
        CONF_OFFER_ID: parse_name,
        CONF_PRICE: parse_float,
        CONF_CURRENCY: parse_currency,
        CONF_RULE: str,
        **rule_checks(PLAIN, family_of(values), values),
    }


def _carrier(values: Mapping[str, Any], surroundings: HouseholdDefaults) -> Carrier | None:
    """Return the carrier, as far as the catalogue knows it, with whose sites links are compared."""
    catalogue = surroundings.catalogue
    found = catalogue.carrier(values.get(CONF_CARRIER_ID, ""))
    country = _country(values) or surroundings.country
    return found or catalogue.find(values.get(CONF_CARRIER, ""), country)


def _parse_country(value: object) -> str:
    """Return the code of a country, which may be written as its name in one of many languages."""
    code = str(value).strip().upper()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code
    if (named := country_named(str(value))) is None:
        raise FieldError("unknown_country")
    return named


def _kept(value: Any) -> Any:
    """Return a value as JSON can keep it in a subentry."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_kept(each) for each in value]
    if isinstance(value, dict):
        return {name: _kept(each) for name, each in value.items()}
    return value
