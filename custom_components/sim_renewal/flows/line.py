"""The dialog of a line: the SIM, then what was bought and until when it lasts."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.generated.currencies import ACTIVE_CURRENCIES
from homeassistant.helpers.selector import (
    BooleanSelector,
    DateSelector,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from ..catalogue import carrier_names
from ..const import (
    BYTES_PER_GIGABYTE,
    CONF_ANNIVERSARY_DAY,
    CONF_CARRIER,
    CONF_CREDIT,
    CONF_CURRENCY,
    CONF_DATA_REMAINING,
    CONF_EXTENDS_FROM,
    CONF_FORM,
    CONF_GRACE,
    CONF_GRACE_UNIT,
    CONF_ICCID,
    CONF_NUMBER,
    CONF_NUMBER_UNTIL,
    CONF_OFFER,
    CONF_OWNER,
    CONF_PRICE,
    CONF_RULE,
    CONF_SERVICE_UNTIL,
    CONF_SPECIAL,
    CONF_TERM,
    CONF_TERM_UNIT,
    SUBENTRY_LINE,
)
from ..coordinator import LineCoordinator
from ..core.dates import SpanUnit
from ..core.iccid import IccidError, parse_iccid
from ..core.model import Bucket, Form
from ..core.record import Record
from ..core.rules import Anchor, ValidityRule
from ..household import local_now
from ..lines import typed_date, typed_reading
from ..rule_settings import RULE_CALENDAR_MONTH, RULE_FIXED_TERM, RULES, rule_of
from ..validation import (
    LONGEST_TERM,
    FieldError,
    display_number,
    parse_count,
    parse_currency,
    parse_date,
    parse_number,
)
from .conditions import (
    FIELDS,
    check_conditions,
    conditions_schema,
    has_conditions,
    needs_conditions,
)
from .fields import COUNT, NUMBER, TEXT, check_fields, choice, filled_form, parse_float, with_unit

LONGEST_NAME = 100

_BUCKETS = {CONF_DATA_REMAINING: Bucket.DATA_REMAINING, CONF_CREDIT: Bucket.CREDIT}

_PRESENT_FIELDS = (CONF_SERVICE_UNTIL, CONF_NUMBER_UNTIL, CONF_DATA_REMAINING, CONF_CREDIT)


class LineDialog:
    """Collects a line's settings over two forms; used to add a line and to change one."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry | None, subentry: ConfigSubentry | None = None
    ) -> None:
        """Begin with the settings of `subentry`, or with defaults."""
        self._hass = hass
        self._others = [
            other.data
            for other in (entry.get_subentries_of_type(SUBENTRY_LINE) if entry else ())
            if subentry is None or other.subentry_id != subentry.subentry_id
        ]
        self._shown: dict[str, Any] = {}
        self.values: dict[str, Any] = {
            CONF_FORM: Form.PHYSICAL,
            CONF_CURRENCY: hass.config.currency,
            CONF_RULE: RULE_FIXED_TERM,
            CONF_TERM: 30,
            CONF_TERM_UNIT: SpanUnit.DAYS,
            CONF_EXTENDS_FROM: Anchor.LATER,
            CONF_GRACE_UNIT: SpanUnit.MONTHS,
            CONF_SPECIAL: False,
        }
        if subentry is not None:
            self.values |= {CONF_NAME: subentry.title, **subentry.data}
            self.values[CONF_SPECIAL] = has_conditions(subentry.data)

    @property
    def title(self) -> str:
        """The line's name."""
        return str(self.values[CONF_NAME])

    @property
    def data(self) -> dict[str, Any]:
        """The line's settings, as a subentry keeps them."""
        return {
            key: value for key, value in self.values.items() if key not in {CONF_NAME, CONF_SPECIAL}
        }

    async def async_identity_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of the SIM, filled with what was typed or is set."""
        carriers = await self._hass.async_add_executor_job(carrier_names)
        people = [state.name for state in self._hass.states.async_all("person")]
        shown = dict(self.values)
        if number := shown.get(CONF_NUMBER):
            shown[CONF_NUMBER] = await self._hass.async_add_executor_job(display_number, number)
        return filled_form(
            {
                vol.Required(CONF_NAME): TEXT,
                vol.Optional(CONF_CARRIER): choice(carriers, custom=True),
                vol.Required(CONF_FORM): choice(list(Form), key=CONF_FORM, as_list=True),
                vol.Optional(CONF_NUMBER): TextSelector(
                    TextSelectorConfig(type=TextSelectorType.TEL)
                ),
                vol.Optional(CONF_ICCID): TEXT,
                vol.Optional(CONF_OWNER): choice(people, custom=True),
            },
            shown if typed is None else typed,
        )

    async def async_take_identity(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of the SIM and keep it; return the errors by field."""
        country = self._hass.config.country
        checks: dict[str, Callable[[Any], Any]] = {
            CONF_NAME: _parse_name,
            CONF_CARRIER: _parse_name,
            CONF_FORM: Form,
            CONF_NUMBER: lambda text: self._unused(CONF_NUMBER, parse_number(text, country)),
            CONF_ICCID: lambda text: self._unused(CONF_ICCID, _parse_iccid(text)),
            CONF_OWNER: _parse_name,
        }
        kept, errors = await self._hass.async_add_executor_job(check_fields, typed, checks)
        if CONF_NAME not in kept:
            errors.setdefault(CONF_NAME, "name_missing")
        if not errors:
            self._keep(kept, checks)
        return errors

    @callback
    def validity_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of offer, dates and balance, filled with what was typed or is set."""
        units = [SpanUnit.HOURS, SpanUnit.DAYS, SpanUnit.MONTHS]
        return filled_form(
            {
                vol.Optional(CONF_SERVICE_UNTIL): DateSelector(),
                vol.Optional(CONF_OFFER): TEXT,
                vol.Optional(CONF_PRICE): NUMBER,
                vol.Required(CONF_CURRENCY): choice(sorted(ACTIVE_CURRENCIES), custom=True),
                vol.Required(CONF_RULE): choice(RULES, key=CONF_RULE),
                vol.Required(CONF_TERM): COUNT,
                vol.Required(CONF_TERM_UNIT): choice(units, key="span_unit"),
                vol.Optional(CONF_ANNIVERSARY_DAY): COUNT,
                vol.Required(CONF_EXTENDS_FROM): choice(list(Anchor), key=CONF_EXTENDS_FROM),
                vol.Optional(CONF_GRACE): COUNT,
                vol.Required(CONF_GRACE_UNIT): choice(units[1:], key="span_unit"),
                vol.Required(CONF_SPECIAL): BooleanSelector(),
                vol.Optional(CONF_NUMBER_UNTIL): DateSelector(),
                vol.Optional(CONF_DATA_REMAINING): with_unit(NUMBER, "GB"),
                vol.Optional(CONF_CREDIT): NUMBER,
            },
            self.values if typed is None else typed,
        )

    @callback
    def take_validity(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of offer, dates and balance and keep it; return the errors by field."""
        today = local_now().date()

        def day(value: object) -> str:
            return parse_date(value, today).isoformat()

        def span(unit_field: str, *, in_months: bool = False) -> Callable[[object], int]:
            unit = SpanUnit.MONTHS if in_months else SpanUnit(typed[unit_field])
            return lambda value: parse_count(value, LONGEST_TERM[unit])

        checks: dict[str, Callable[[Any], Any]] = {
            CONF_SERVICE_UNTIL: day,
            CONF_OFFER: _parse_name,
            CONF_PRICE: parse_float,
            CONF_CURRENCY: parse_currency,
            CONF_RULE: str,
            CONF_TERM: span(CONF_TERM_UNIT, in_months=typed[CONF_RULE] == RULE_CALENDAR_MONTH),
            CONF_TERM_UNIT: SpanUnit,
            CONF_ANNIVERSARY_DAY: lambda value: parse_count(value, 31),
            CONF_EXTENDS_FROM: Anchor,
            CONF_GRACE: span(CONF_GRACE_UNIT),
            CONF_GRACE_UNIT: SpanUnit,
            CONF_SPECIAL: bool,
            CONF_NUMBER_UNTIL: day,
            CONF_DATA_REMAINING: parse_float,
            CONF_CREDIT: parse_float,
        }
        kept, errors = check_fields(typed, checks)
        if CONF_CURRENCY not in kept:
            errors.setdefault(CONF_CURRENCY, "invalid_currency")
        if not errors and kept.get(CONF_NUMBER_UNTIL, "9") < kept.get(CONF_SERVICE_UNTIL, ""):
            errors[CONF_NUMBER_UNTIL] = "number_before_service"
        if not errors:
            self._keep(kept, checks)
            if not self.needs_conditions:
                self._keep({}, dict.fromkeys(FIELDS))
        return errors

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
            self._keep(kept, dict.fromkeys(FIELDS))
        return errors

    @callback
    def show_present(self, line: LineCoordinator) -> None:
        """Show the dates and the balance as they are now, instead of as they were first typed.

        Of a line whose record is damaged, what was last typed is all there is.
        """
        if not line.last_update_success:
            return
        self._shown = _present(line)
        for field in _PRESENT_FIELDS:
            self.values.pop(field, None)
        self.values |= self._shown

    async def async_apply(self, line: LineCoordinator) -> None:
        """Make typed-in dates and balance true; raises `RecordNotSaved`, and then nothing is.

        What nobody changed stays as it is by now, and a damaged record is left alone.
        """
        if not line.last_update_success:
            return
        changed = {
            field: self.values.get(field)
            for field in _PRESENT_FIELDS
            if self.values.get(field) != self._shown.get(field)
        }
        dates_changed = changed.keys() & {CONF_SERVICE_UNTIL, CONF_NUMBER_UNTIL}
        rule = rule_of(self.values)
        reading = typed_reading(changed, local_now())
        emptied = {_BUCKETS[field] for field in _BUCKETS.keys() & changed.keys()} - reading.keys()

        def correct(record: Record) -> Record:
            if dates_changed or rule != line.line.offer.rule:
                record = record.with_dates(*self._dates(line, rule, changed))
            return record.with_reading(reading).without(emptied)

        await line.async_change(correct)

    @staticmethod
    def _dates(
        line: LineCoordinator, rule: ValidityRule | None, changed: Mapping[str, Any]
    ) -> tuple[date | None, date | None]:
        """Return the dates to set; a number date that only followed from the rule still does."""
        clocks = line.ledger_clocks
        service_until, number_until = clocks.service_until, clocks.number_until
        if CONF_SERVICE_UNTIL in changed:
            service_until = typed_date(changed[CONF_SERVICE_UNTIL])
        if CONF_NUMBER_UNTIL in changed:
            number_until = typed_date(changed[CONF_NUMBER_UNTIL])
        elif number_until and line.number_follows:
            passed = service_until is not None and service_until > number_until
            if passed or (rule is not None and rule.grace):
                number_until = None
        return service_until, number_until

    def _keep(self, kept: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
        """Take over one form; a field that was emptied is no longer set."""
        others = {key: value for key, value in self.values.items() if key not in fields}
        self.values = {**others, **kept}

    def _unused(self, field: str, value: str) -> str:
        if any(other.get(field) == value for other in self._others):
            raise FieldError("already_used")
        return value


def _present(line: LineCoordinator) -> dict[str, Any]:
    """Return a line's dates and balance as the form shows them.

    A number date is shown only if it differs from the rule: it is for such dates that it asks.
    """
    state, clocks = line.data, line.ledger_clocks
    number_until = None if line.number_follows else clocks.number_until
    data, credit = state.amount(Bucket.DATA_REMAINING), state.amount(Bucket.CREDIT)
    present = {
        CONF_SERVICE_UNTIL: clocks.service_until and clocks.service_until.isoformat(),
        CONF_NUMBER_UNTIL: number_until and number_until.isoformat(),
        CONF_DATA_REMAINING: None if data is None else float(data / BYTES_PER_GIGABYTE),
        CONF_CREDIT: None if credit is None else float(credit),
    }
    return {field: value for field, value in present.items() if value is not None}


def _parse_name(value: object) -> str:
    text = " ".join(str(value).split())
    if len(text) > LONGEST_NAME:
        raise FieldError("text_too_long")
    return text


def _parse_iccid(text: str) -> str:
    try:
        return parse_iccid(text)
    except IccidError as error:
        raise FieldError(f"iccid_{error.reason}") from None
