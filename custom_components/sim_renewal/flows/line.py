"""The dialog of a line: it collects settings over some forms, and remembers what was chosen."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..catalogue import async_get_catalogue
from ..catalogue.facts import Carrier, Catalogue, CatalogueOffer, Note
from ..catalogue.links import is_look_alike
from ..clock import local_now
from ..const import (
    CONF_CARRIER,
    CONF_CARRIER_ID,
    CONF_CHANNELS,
    CONF_COUNTRY,
    CONF_CURRENCY,
    CONF_FORM,
    CONF_ICCID,
    CONF_NUMBER,
    CONF_OFFER,
    CONF_OFFER_ID,
    CONF_PORTED_ON,
    CONF_PRICE,
    CONF_RULE,
    CONF_SPECIAL,
    SUBENTRY_LINE,
)
from ..core.model import Form
from ..core.record import Port
from ..core.rule_settings import KEPT_BY_USE
from ..core.rule_table import NO_RULE
from ..household.coordinator import LineCoordinator
from ..settings.channels import check_channels
from ..settings.conditions import check_conditions
from ..settings.phone_numbers import display_number, read_number
from ..settings.validation import FieldError
from ..texts.sentences import async_texts
from .channels import (
    FIELDS as CHANNEL_FIELDS,
    channels_schema,
    prefilled_channels,
    sites_text,
)
from .conditions import (
    FIELDS,
    conditions_schema,
    has_conditions,
    needs_conditions,
)
from .far_dates import FarDates
from .identity import (
    FIELDS as IDENTITY_FIELDS,
    check_identity,
    check_port,
    identity_schema,
    port_schema,
)
from .money import MoneyBefore, money_before
from .offer import Words, carrier_names, facts_text, notes_text, offer_schema
from .present import async_apply, present
from .validity import (
    FIELDS as VALIDITY_FIELDS,
    PLAIN_FIELDS,
    PLAIN_TERM,
    PRESENT_FIELDS,
    check_validity,
    validity_schema,
)

_OF_CARRIER = (CONF_CARRIER, CONF_CARRIER_ID, CONF_COUNTRY)
_OF_OFFER = (
    CONF_OFFER_ID,
    CONF_OFFER,
    CONF_PRICE,
    *PLAIN_FIELDS,
    *CHANNEL_FIELDS,
)
"""What is gone with the offer, or with the carrier who sold it."""


TWO_COUNTRIES = "number_of_two_countries"


class LineDialog:
    """Collects a line's settings over some forms; used to add a line and to change one."""

    @classmethod
    async def async_open(
        cls, hass: HomeAssistant, entry: ConfigEntry | None, subentry: ConfigSubentry | None = None
    ) -> LineDialog:
        """Return the dialog, with the catalogue and the texts that it needs at hand."""
        words = await async_texts(hass, hass.config.language)
        catalogue = await async_get_catalogue(hass)
        carriers = await hass.async_add_executor_job(
            carrier_names, catalogue, hass.config.country, hass.config.language
        )
        return cls(hass, catalogue, carriers, words, entry, subentry)

    def __init__(
        self,
        hass: HomeAssistant,
        catalogue: Catalogue,
        carriers: Mapping[str, str],
        words: Words,
        entry: ConfigEntry | None,
        subentry: ConfigSubentry | None,
    ) -> None:
        """Begin with the settings of `subentry`, or with defaults.

        `carriers` are the ids of those that are offered, by the names that a person sees.
        """
        self._hass = hass
        self._catalogue = catalogue
        self._carriers = carriers
        self._words = words
        self._choosing = subentry is None
        self._port: Port | None = None
        self._others = [
            other.data
            for other in (entry.get_subentries_of_type(SUBENTRY_LINE) if entry else ())
            if subentry is None or other.subentry_id != subentry.subentry_id
        ]
        self._shown: dict[str, Any] = {}
        self._far_dates = FarDates()
        self._before: Mapping[str, Any] = {} if subentry is None else subentry.data
        self._possible_numbers: list[str] = []
        self.values: dict[str, Any] = {
            CONF_FORM: Form.PHYSICAL,
            CONF_CURRENCY: hass.config.currency,
            **PLAIN_TERM,
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
        carrier = self._catalogue.carrier(self._carriers.get(named, named)) or self._catalogue.find(
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
        values = {CONF_PORTED_ON: local_now().date().isoformat()} if typed is None else typed
        return port_schema(values, self._carrier_selector)

    async def async_take_port(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check a move and keep it: what the former carrier sold is no longer the line's."""
        kept, errors = check_port(typed, local_now().date(), self._unused)
        if errors:
            return errors
        former = self.values.get(CONF_CARRIER)
        on = kept.pop(CONF_PORTED_ON)
        sold = (*_OF_OFFER, *_OF_CARRIER, *PRESENT_FIELDS, CONF_ICCID, *FIELDS)
        self._keep({**self._with_carrier(kept), **PLAIN_TERM}, sold)
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
        known: dict[str, Any] = {**PLAIN_TERM}
        if offer is not None:
            rule = {} if offer.rule else {CONF_RULE: NO_RULE}
            known |= {CONF_OFFER_ID: offer.offer_id, **rule, **offer.settings}
            known[CONF_SPECIAL] = has_conditions(known)
        known[CONF_CHANNELS] = prefilled_channels(
            carrier, offer, self._words, self._hass.config.language
        )
        self._keep(known, (*_OF_OFFER, *FIELDS))

    @callback
    def channels_schema(self, typed: Mapping[str, Any] | None) -> vol.Schema:
        """Return the form of the ways to renew, filled with what was typed or is set."""
        return channels_schema(self.values if typed is None else typed)

    async def async_take_channels(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of the ways to renew and keep it; return the errors by field."""
        check = partial(is_look_alike, carrier=self.carrier, catalogue=self._catalogue)
        kept, errors = await self._hass.async_add_executor_job(
            check_channels, typed, check, self._words, local_now().date()
        )
        if not errors:
            self._keep(kept, CHANNEL_FIELDS)
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
        return validity_schema(self.values if typed is None else typed)

    @callback
    def take_validity(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """Check the form of offer, dates and balance and keep it; return the errors by field."""
        kept, errors = check_validity(
            typed,
            local_now().date(),
            number_can_be_first=needs_conditions(typed) and KEPT_BY_USE.name in self.values,
        )
        errors = errors or self._far_dates.errors_in(kept, self._shown, local_now().date())
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

    def _keep(self, kept: Mapping[str, Any], fields: Collection[str]) -> None:
        """Take over one form; a field that was emptied is no longer set."""
        others = {key: value for key, value in self.values.items() if key not in fields}
        self.values = {**others, **kept}

    def _unused(self, field: str, value: str) -> str:
        if any(other.get(field) == value for other in self._others):
            raise FieldError("already_used")
        return value


def _possible_numbers(text: str, countries: Sequence[str | None]) -> list[str]:
    """Return what a number can be, the likeliest first. Reads from disk."""
    reading = read_number(text, countries)
    return [display_number(number) for number in (reading.number, *reading.others)]
