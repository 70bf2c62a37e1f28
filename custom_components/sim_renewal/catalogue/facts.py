"""Carriers and their offers: each fact with its source, its date, and how sure it is."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ..const import CONF_CURRENCY, CONF_OFFER, CONF_PRICE
from ..core.dates import add_months
from ..core.model import Channel

MONTHS_UNTIL_OLD = 12

type Texts = Mapping[str, str]
"""One text for people, by language."""


class Confidence(StrEnum):
    """How sure a fact is; docs/catalogue.md says what each letter means."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """Something that was found somewhere, and was true there on a day."""

    source: str
    checked_on: date
    confidence: Confidence

    @property
    def is_unsure(self) -> bool:
        """Whether it is no more than a hint, which people have to check."""
        return self.confidence in {Confidence.C, Confidence.D}

    def is_old(self, today: date) -> bool:
        """Return whether it was last checked more than twelve months ago."""
        return today > add_months(self.checked_on, MONTHS_UNTIL_OLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact[Value](Sourced):
    """A value that was found."""

    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Sourced):
    """Something that a person has to know, in every language."""

    text: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueChannel(Sourced):
    """A way to renew: a link to open, a code to dial, or plain words where there is neither."""

    kind: Channel
    link: str | None = None
    code: str | None = None
    instruction: Texts | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A fact, and what it says: `price`, `rule`, `networks`, `domains`, `channel` or `note`."""

    name: str
    fact: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueOffer:
    """What a carrier sells. What nobody found is `None`; `currency` is an ISO 4217 code.

    The value of `rule` holds settings as the dialog of a line keeps them.
    """

    offer_id: str
    name: str
    currency: str | None = None
    price: Fact[float] | None = None
    rule: Fact[Mapping[str, Any]] | None = None
    channels: tuple[CatalogueChannel, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def settings(self) -> dict[str, Any]:
        """What the dialog of a line can take over, as its own to change."""
        known = {
            CONF_OFFER: self.name,
            CONF_PRICE: self.price and self.price.value,
            CONF_CURRENCY: self.currency,
            **(deepcopy(dict(self.rule.value)) if self.rule else {}),
        }
        return {key: value for key, value in known.items() if value is not None}

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every fact about the offer."""
        return _parts(self.channels, self.notes, price=self.price, rule=self.rule)

    def doubts(self, today: date) -> tuple[Part, ...]:
        """Return the facts that are unsure or old, and what they say."""
        return _doubts(self.parts, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """Who sells the service in a country; `None` is a carrier for travellers anywhere.

    `domains` are its own, also for what is below them: any other website is somebody else's.
    """

    carrier_id: str
    country: str | None
    name: str
    aliases: tuple[str, ...] = ()
    networks: Fact[tuple[str, ...]] | None = None
    domains: Fact[tuple[str, ...]] | None = None
    channels: tuple[CatalogueChannel, ...] = ()
    notes: tuple[Note, ...] = ()
    country_notes: tuple[Note, ...] = ()
    offers: tuple[CatalogueOffer, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every fact about the carrier itself, without those of its offers and its country."""
        return _parts(self.channels, self.notes, networks=self.networks, domains=self.domains)

    def doubts(self, today: date) -> tuple[Part, ...]:
        """Return the facts that are unsure or old, and what they say."""
        return _doubts(self.parts, today)

    def offer(self, offer_id: str) -> CatalogueOffer | None:
        """Return an offer by its id."""
        return next((offer for offer in self.offers if offer.offer_id == offer_id), None)

    def channels_for(self, offer: CatalogueOffer | None) -> tuple[CatalogueChannel, ...]:
        """Return every way to renew an offer, its own first."""
        return (*(offer.channels if offer else ()), *self.channels)

    @property
    def general_notes(self) -> tuple[Note, ...]:
        """What a person has to know whatever the offer."""
        return (*self.notes, *self.country_notes)

    def is_called(self, name: str) -> bool:
        """Return whether this is one of its names, in any case."""
        return _folded(name) in map(_folded, (self.name, *self.aliases))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is known of carriers, in all countries."""

    carriers: tuple[Carrier, ...]

    def carrier(self, carrier_id: str) -> Carrier | None:
        """Return a carrier by its id, for example `fr.orange` or `world.airalo`."""
        return next((each for each in self.carriers if each.carrier_id == carrier_id), None)

    def find(self, name: str, country: str | None) -> Carrier | None:
        """Return the carrier of that name: in the country, or else the only one elsewhere."""
        called = [each for each in self.carriers if each.is_called(name)]
        here = [each for each in called if each.country == country]
        found = here or called
        return found[0] if len(found) == 1 else None

    def carriers_for(self, country: str | None) -> tuple[Carrier, ...]:
        """Return the carriers of a country, then all others, each group by name."""
        return tuple(
            sorted(
                self.carriers,
                key=lambda each: (each.country != country, _folded(each.name), each.carrier_id),
            )
        )


def _parts(
    channels: tuple[CatalogueChannel, ...], notes: tuple[Note, ...], **facts: Sourced | None
) -> tuple[Part, ...]:
    return (
        *(Part(name, fact) for name, fact in facts.items() if fact is not None),
        *(Part("channel", channel) for channel in channels),
        *(Part("note", note) for note in notes),
    )


def _doubts(parts: tuple[Part, ...], today: date) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.fact.is_unsure or part.fact.is_old(today))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
