"""The form that offers what the catalogue knows: pick one, and see how sure each fact is."""

from collections.abc import Iterable, Mapping
from datetime import date

from babel.core import Locale
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..catalogue.facts import Carrier, Catalogue, CatalogueOffer, Confidence, Note, Sourced
from ..const import CONF_OFFER_ID
from ..texts.locales import locale_of, medium_date, money

OTHER_OFFER = "other"
"""Stands for an offer that the catalogue does not know."""

TOLD = ("price", "rule")
"""The facts of an offer that fill in a form, and so need their source beside it."""

WORLD = "001"
"""The code of the whole world among those of countries (UN M.49)."""

type Words = Mapping[str, str]
"""The common texts of the dialog's language, by key."""


def carrier_names(catalogue: Catalogue, country: str | None, language: str) -> dict[str, str]:
    """Return the id of every carrier by its name with its country, those of the household first.

    A choice into which a person can also type shows its values, not their labels: so these names
    are the values. Reads from disk.
    """
    territories = locale_of(language).territories
    return {
        f"{carrier.name} · {territories[carrier.country or WORLD]}": carrier.carrier_id
        for carrier in catalogue.carriers_for(country)
    }


def offer_schema(
    carrier: Carrier, words: Words, language: str, today: date, chosen: str | None
) -> vol.Schema:
    """Return the choice among a carrier's offers. Reads from disk."""
    locale = locale_of(language)
    options = [
        SelectOptionDict(value=offer.offer_id, label=_offer_label(offer, words, locale, today))
        for offer in carrier.offers
    ]
    options.append(SelectOptionDict(value=OTHER_OFFER, label=words["offer_other"]))
    known = {option["value"] for option in options}
    first = options[0]["value"]
    return vol.Schema(
        {
            vol.Required(
                CONF_OFFER_ID, default=chosen if chosen in known else first
            ): SelectSelector(SelectSelectorConfig(options=options, mode=SelectSelectorMode.LIST))
        }
    )


def facts_text(offer: CatalogueOffer | None, words: Words, language: str, today: date) -> str:
    """Return where price and validity of an offer come from, and how sure they are.

    Reads from disk.
    """
    locale = locale_of(language)
    return "\n".join(
        "- "
        + words["fact"].format(
            part=words[f"part_{part.name}"],
            state=_state(part.fact, words, today),
            date=medium_date(part.fact.checked_on, locale),
            source=part.fact.source.strip().rstrip("."),
        )
        for part in (offer.parts if offer else ())
        if part.name in TOLD
    )


def notes_text(notes: Iterable[Note], words: Words, language: str, today: date) -> str:
    """Return what a person has to know, and how sure it is."""
    return "\n".join(
        "- "
        + words["note"].format(
            text=note.text.get(language, note.text["en"]), state=_state(note, words, today)
        )
        for note in notes
    )


def _offer_label(offer: CatalogueOffer, words: Words, locale: Locale, today: date) -> str:
    label = offer.name
    if offer.price is not None and offer.currency is not None:
        label += f" · {money(offer.price.value, offer.currency, locale)}"
    told = [part for part in offer.doubts(today) if part.name in TOLD]
    return f"{label} · {words['offer_check']}" if told else label


def _state(fact: Sourced, words: Words, today: date) -> str:
    if fact.is_unsure:
        return words["fact_unsure"]
    if fact.is_old(today):
        return words["fact_old"]
    return words["fact_sure" if fact.confidence is Confidence.A else "fact_reported"]
