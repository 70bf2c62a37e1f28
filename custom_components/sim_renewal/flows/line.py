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
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.helpers.translation import async_get_translations
import voluptuous as vol

from ..catalogue import async_get_catalogue
from ..catalogue.facts import Carrier, Catalogue, CatalogueOffer, Note
from ..const import (
    BYTES_PER_GIGABYTE,
    CONF_ANNIVERSARY_DAY,
    CONF_CARRIER,
    CONF_CARRIER_ID,
    CONF_CHANNELS,
    CONF_COUNTRY,
    CONF_CREDIT,
    CONF_CURRENCY,
    CONF_DATA_REMAINING,
    CONF_EXTENDS_FROM,
    CONF_FORM,
    CONF_GRACE,
    CONF_GRACE_UNIT,
    CONF_ICCID,
    CONF_KEPT_BY_USE,
    CONF_NUMBER,
    CONF_NUMBER_UNTIL,
    CONF_OFFER,
    CONF_OFFER_ID,
    CONF_OWNER,
    CONF_PORTED_ON,
    CONF_PRICE,
    CONF_RULE,
    CONF_SERVICE_UNTIL,
    CONF_SPECIAL,
    CONF_TERM,
    CONF_TERM_UNIT,
    DOMAIN,
    SUBENTRY_LINE,
)
from ..coordinator import LineCoordinator
from ..core.dates import SpanUnit
from ..core.iccid import IccidError, parse_iccid
from ..core.model import Bucket, Form
from ..core.record import Port, Record
from ..core.rules import Anchor, ValidityRule
from ..household import local_now
from ..lines import typed_date, typed_reading
from ..rule_settings import RULE_CALENDAR_MONTH, RULE_FIXED_TERM, RULE_NONE, RULES, rule_of
from ..validation import (
    LONGEST_TERM,
    FieldError,
    display_number,
    parse_count,
    parse_currency,
    parse_date,
    parse_number,
    parse_past_date,
)
from .channels import (
    FIELDS as CHANNEL_FIELDS,
    channels_schema,
    check_channels,
    prefilled_channels,
    sites_text,
)
from .conditions import (
    FIELDS,
    check_conditions,
    conditions_schema,
    has_conditions,
    needs_conditions,
)
from .fields import COUNT, NUMBER, TEXT, check_fields, choice, filled_form, parse_float, with_unit
from .offer import Words, carrier_options, facts_text, notes_text, offer_schema

LONGEST_NAME = 100

_BUCKETS = {CONF_DATA_REMAINING: Bucket.DATA_REMAINING, CONF_CREDIT: Bucket.CREDIT}

_DATES = (CONF_SERVICE_UNTIL, CONF_NUMBER_UNTIL)
_PRESENT_FIELDS = (*_DATES, CONF_DATA_REMAINING, CONF_CREDIT)

_PLAIN_TERM: dict[str, Any] = {
    CONF_RULE: RULE_FIXED_TERM,
    CONF_TERM: 30,
    CONF_TERM_UNIT: SpanUnit.DAYS,
    CONF_EXTENDS_FROM: Anchor.LATER,
    CONF_GRACE_UNIT: SpanUnit.MONTHS,
    CONF_SPECIAL: False,
}
"""What most offers are: a month or so from the renewal or the current end."""

_OF_CARRIER = (CONF_CARRIER, CONF_CARRIER_ID, CONF_COUNTRY)
_OF_OFFER = (
    CONF_OFFER_ID,
    CONF_OFFER,
    CONF_PRICE,
    CONF_ANNIVERSARY_DAY,
    CONF_GRACE,
    *_PLAIN_TERM,
    *CHANNEL_FIELDS,
)
"""What is gone with the offer, or with the carrier who sold it."""


class LineDialog:
    """Collects a line's settings over some forms; used to add a line and to change one."""

    @classmethod
    async def async_open(
        cls, hass: HomeAssistant, entry: ConfigEntry | None, subentry: ConfigSubentry | None = None
    ) -> LineDialog:
        """Return the dialog, with the catalogue and the texts that it needs at hand."""
        texts = await async_get_translations(hass, hass.config.language, "common", {DOMAIN})
        prefix = f"component.{DOMAIN}.common."
        words = {key.removeprefix(prefix): text for key, text in texts.items()}
        return cls(hass, await async_get_catalogue(hass), words, entry, subentry)

    def __init__(
        self,
        hass: HomeAssistant,
        catalogue: Catalogue,
        words: Words,
        entry: ConfigEntry | None,
        subentry: ConfigSubentry | None,
    ) -> None:
        """Begin with the settings of `subentry`, or with defaults."""
        self._hass = hass
        self._catalogue = catalogue
        self._words = words
        self._choosing = subentry is None
        self._port: Port | None = None
        self._others = [
            other.data
            for other in (entry.get_subentries_of_type(SUBENTRY_LINE) if entry else ())
            if subentry is None or other.subentry_id != subentry.subentry_id
        ]
        self._shown: dict[str, Any] = {}
        self.values: dict[str, Any] = {
            CONF_FORM: Form.PHYSICAL,
            CONF_CURRENCY: hass.config.currency,
            **_PLAIN_TERM,
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

    @property
    def carrier(self) -> Carrier | None:
        """The line's carrier, if the catalogue knows it."""
        return self._catalogue.carrier(self.values.get(CONF_CARRIER_ID, ""))

    @property
    def carrier_name(self) -> str:
        """The name of the line's carrier, empty where none is set."""
        return str(self.values.get(CONF_CARRIER, ""))

    @property
    def offer(self) -> CatalogueOffer | None:
        """The line's offer, if the catalogue knows it."""
        offer_id = self.values.get(CONF_OFFER_ID, "")
        return self.carrier.offer(offer_id) if self.carrier else None

    @property
    def has_offers(self) -> bool:
        """Whether there are offers to choose from."""
        return self.carrier is not None and bool(self.carrier.offers)

    @property
    def offers_choice(self) -> bool:
        """Whether there are offers to choose from, and a reason to choose."""
        return self._choosing and self.has_offers

    @property
    def shows_channels(self) -> bool:
        """Whether the catalogue has just filled in ways to renew, for a person to look at."""
        return self._choosing and bool(self.values.get(CONF_CHANNELS))

    @callback
    def choose_again(self) -> None:
        """Offer the catalogue's choice also for a line that has one."""
        self._choosing = True

    async def _async_carriers(self) -> SelectSelector:
        options = await self._hass.async_add_executor_job(
            carrier_options, self._catalogue, self._hass.config.country, self._hass.config.language
        )
        return SelectSelector(
            SelectSelectorConfig(
                options=options, custom_value=True, mode=SelectSelectorMode.DROPDOWN
            )
        )

    async def async_identity_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of the SIM, filled with what was typed or is set."""
        people = [state.name for state in self._hass.states.async_all("person")]
        shown = dict(self.values)
        if self.carrier is not None:
            shown[CONF_CARRIER] = self.carrier.carrier_id
        if number := shown.get(CONF_NUMBER):
            shown[CONF_NUMBER] = await self._hass.async_add_executor_job(display_number, number)
        return filled_form(
            {
                vol.Required(CONF_NAME): TEXT,
                vol.Optional(CONF_CARRIER): await self._async_carriers(),
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
            name, carrier = self.carrier_name, self.carrier
            self._keep(self._with_carrier(kept), {**checks, **dict.fromkeys(_OF_CARRIER)})
            if self.carrier_name != name or (carrier is not None and self.carrier != carrier):
                self._begin_with_carrier()
        return errors

    def _begin_with_carrier(self) -> None:
        """Offer what a new carrier sells; one without offers has ways to renew nevertheless."""
        self._choosing = True
        self.values.pop(CONF_OFFER_ID, None)
        if self.carrier is None or self.carrier.offers:
            return
        if ways := prefilled_channels(self.carrier, None, self._words, self._hass.config.language):
            self.values[CONF_CHANNELS] = ways

    def _with_carrier(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return checked fields with all that follows from the carrier that was chosen."""
        named = kept.get(CONF_CARRIER)
        if named is None:
            return dict(kept)
        carrier = self._catalogue.carrier(named) or self._catalogue.find(
            named, self._hass.config.country
        )
        if carrier is None:
            return dict(kept)
        known = {CONF_CARRIER: carrier.name, CONF_CARRIER_ID: carrier.carrier_id}
        if carrier.country is not None:
            known[CONF_COUNTRY] = carrier.country
        return {**kept, **known}

    async def async_port_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of a move to another carrier."""
        return filled_form(
            {
                vol.Required(CONF_CARRIER): await self._async_carriers(),
                vol.Required(CONF_PORTED_ON): DateSelector(),
                vol.Optional(CONF_ICCID): TEXT,
            },
            {CONF_PORTED_ON: local_now().date().isoformat()} if typed is None else typed,
        )

    async def async_take_port(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check a move and keep it: what the former carrier sold is no longer the line's."""
        today = local_now().date()
        checks: dict[str, Callable[[Any], Any]] = {
            CONF_CARRIER: _parse_name,
            CONF_PORTED_ON: lambda value: parse_past_date(value, today),
            CONF_ICCID: lambda text: self._unused(CONF_ICCID, _parse_iccid(text)),
        }
        kept, errors = check_fields(typed, checks)
        if CONF_CARRIER not in kept:
            errors.setdefault(CONF_CARRIER, "carrier_missing")
        if errors:
            return errors
        former = self.values.get(CONF_CARRIER)
        on = kept.pop(CONF_PORTED_ON)
        sold = dict.fromkeys((*_OF_OFFER, *_OF_CARRIER, *_PRESENT_FIELDS, CONF_ICCID, *FIELDS))
        self._keep({**self._with_carrier(kept), **_PLAIN_TERM}, sold)
        self._port = Port(on=on, from_carrier=former, to_carrier=self.values[CONF_CARRIER])
        self._begin_with_carrier()
        return {}

    async def async_offer_schema(self) -> vol.Schema:
        """Return the choice among the offers of the carrier, which the catalogue knows."""
        assert self.carrier is not None  # noqa: S101
        return await self._hass.async_add_executor_job(
            offer_schema,
            self.carrier,
            self._words,
            self._hass.config.language,
            local_now().date(),
            self.values.get(CONF_OFFER_ID),
        )

    @callback
    def take_offer(self, typed: Mapping[str, Any]) -> None:
        """Take over all that the catalogue knows of the offer; everything can still be changed."""
        carrier = self.carrier
        assert carrier is not None  # noqa: S101
        offer = carrier.offer(typed[CONF_OFFER_ID])
        known: dict[str, Any] = {**_PLAIN_TERM}
        if offer is not None:
            rule = {} if offer.rule else {CONF_RULE: RULE_NONE}
            known |= {CONF_OFFER_ID: offer.offer_id, **rule, **offer.settings}
            known[CONF_SPECIAL] = has_conditions(known)
        known[CONF_CHANNELS] = prefilled_channels(
            carrier, offer, self._words, self._hass.config.language
        )
        self._keep(known, dict.fromkeys((*_OF_OFFER, *FIELDS)))

    @callback
    def channels_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of the ways to renew, filled with what was typed or is set."""
        return channels_schema(self.values if typed is None else typed)

    async def async_take_channels(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of the ways to renew and keep it; return the errors by field."""
        kept, errors = await self._hass.async_add_executor_job(
            check_channels,
            typed,
            self.carrier,
            self._catalogue,
            self._words,
            local_now().date(),
        )
        if not errors:
            self._keep(kept, dict.fromkeys(CHANNEL_FIELDS))
        return errors

    async def async_placeholders(
        self, step_id: str, typed: Mapping[str, Any] | None
    ) -> dict[str, str]:
        """Return what the text above a form tells of the catalogue, and of what was typed."""
        if step_id == "conditions":
            return {}
        if step_id == "channels":
            return {
                "sites": await self._hass.async_add_executor_job(
                    sites_text,
                    (self.values if typed is None else typed).get(CONF_CHANNELS, ()),
                    self.carrier,
                    self.carrier_name,
                    self._catalogue,
                    self._words,
                ),
                "notes": self._notes(*(self.carrier.general_notes if self.carrier else ())),
            }
        return {
            "notes": self._notes(*(self.offer.notes if self.offer else ())),
            "facts": await self._hass.async_add_executor_job(
                facts_text,
                self.offer,
                self._words,
                self._hass.config.language,
                local_now().date(),
            ),
        }

    def _notes(self, *notes: Note) -> str:
        return notes_text(notes, self._words, self._hass.config.language, local_now().date())

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
        by_use = needs_conditions(typed) and CONF_KEPT_BY_USE in self.values
        is_first = kept.get(CONF_NUMBER_UNTIL, "9") < kept.get(CONF_SERVICE_UNTIL, "")
        if not errors and is_first and not by_use:
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
            if self._port is not None:
                return self._ported(record, self._port)
            if dates_changed or rule != line.line.offer.rule:
                record = record.with_dates(*self._dates(line, rule, changed), local_now())
            return record.with_reading(reading).without(emptied)

        await line.async_change(correct)

    def _ported(self, record: Record, port: Port) -> Record:
        """Return the record after a move: dates and balance are what the form says of them."""
        service_until, number_until = (typed_date(self.values.get(field)) for field in _DATES)
        now = local_now()
        reading = typed_reading(self.values, now)
        return record.with_port(port, service_until, number_until, reading, now)

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
