"""The settings of a line while a dialog changes them, and the carrier and offer they name."""

from collections.abc import Collection, Mapping
from typing import Any, Self

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant

from ..catalogue import async_get_catalogue
from ..catalogue.facts import Carrier, Catalogue, CatalogueOffer
from ..const import (
    CONF_CARRIER,
    CONF_CARRIER_ID,
    CONF_CHANNELS,
    CONF_COUNTRY,
    CONF_CURRENCY,
    CONF_FORM,
    CONF_OFFER,
    CONF_OFFER_ID,
    CONF_PRICE,
    CONF_RULE,
    SUBENTRY_LINE,
)
from ..core.model import Form
from ..core.record import Port
from ..core.rule_table import NO_RULE
from ..settings.asked_once import AskedOnce
from ..settings.validation import FieldError
from ..texts.sentences import async_texts
from .channels import FIELDS as CHANNEL_FIELDS, prefilled_channels
from .offer import Words, carrier_names
from .terms import FIELDS as TERMS_FIELDS, PLAIN_TERM

OF_OFFER = (
    CONF_OFFER_ID,
    CONF_OFFER,
    CONF_PRICE,
    *TERMS_FIELDS,
    *CHANNEL_FIELDS,
)
"""What is gone with the offer, or with the carrier who sold it."""


class LineValues:
    """Keeps what the forms of a line collect; used to add a line and to change one."""

    @classmethod
    async def async_open(
        cls, hass: HomeAssistant, entry: ConfigEntry | None, subentry: ConfigSubentry | None = None
    ) -> Self:
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
        others = [
            other
            for other in (entry.get_subentries_of_type(SUBENTRY_LINE) if entry else ())
            if subentry is None or other.subentry_id != subentry.subentry_id
        ]
        self._others = [other.data for other in others]
        self._names = {other.title.casefold() for other in others}
        self._shown: dict[str, Any] = {}
        self._known: Collection[str] = ()
        self._asked = AskedOnce()
        self._before: Mapping[str, Any] = {} if subentry is None else subentry.data
        self._possible_numbers: list[str] = []
        self.values: dict[str, Any] = {
            CONF_FORM: Form.PHYSICAL,
            CONF_CURRENCY: hass.config.currency,
            **PLAIN_TERM,
            CONF_RULE: NO_RULE,
        }
        if subentry is not None:
            self.values |= {CONF_NAME: subentry.title, **subentry.data}

    @property
    def title(self) -> str:
        """The line's name."""
        return str(self.values[CONF_NAME])

    @property
    def data(self) -> dict[str, Any]:
        """The line's settings, as a subentry keeps them."""
        return {key: value for key, value in self.values.items() if key != CONF_NAME}

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
    def has_new_carrier(self) -> bool:
        """Whether what was sold before is the line's no longer, or it has nothing yet."""
        return self._choosing

    @property
    def shows_channels(self) -> bool:
        """Whether the catalogue has just filled in ways to renew, for a person to look at."""
        return self._choosing and bool(self.values.get(CONF_CHANNELS))

    def _begin_with_carrier(self) -> None:
        """Offer what a new carrier sells; one without offers has ways to renew nevertheless."""
        self._choosing = True
        self.values.pop(CONF_OFFER_ID, None)
        if self.carrier is None or self.carrier.offers:
            return
        if ways := prefilled_channels(self.carrier, None, self._words, self._hass.config.language):
            self.values[CONF_CHANNELS] = ways

    def _carrier_called(self, name: str) -> Carrier | None:
        """Return the carrier that the catalogue knows by a name, as it is offered or typed."""
        return self._catalogue.carrier(self._carriers.get(name, name)) or self._catalogue.find(
            name, self._hass.config.country
        )

    def _with_carrier(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return checked fields with all that follows from the carrier that was chosen."""
        named = kept.get(CONF_CARRIER)
        if named is None:
            return dict(kept)
        carrier = self._carrier_called(named)
        if carrier is None:
            return dict(kept)
        known = {CONF_CARRIER: carrier.name, CONF_CARRIER_ID: carrier.carrier_id}
        if carrier.country is not None:
            known[CONF_COUNTRY] = carrier.country
        return {**kept, **known}

    def word(self, key: str) -> str:
        """Return one of the common texts."""
        return self._words[key]

    def _keep(self, kept: Mapping[str, Any], fields: Collection[str]) -> None:
        """Take over one form; a field that was emptied is no longer set."""
        others = {key: value for key, value in self.values.items() if key not in fields}
        self.values = {**others, **kept}

    def _unused(self, field: str, value: str) -> str:
        if any(other.get(field) == value for other in self._others):
            raise FieldError("already_used")
        return value
