"""The form that offers what the catalogue knows: pick one, and see what has to be checked."""

from collections.abc import Mapping
from datetime import date

from babel.core import Locale
from babel.lists import format_list
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..catalogue.facts import Carrier, Catalogue, CatalogueOffer
from ..const import CONF_OFFER_ID
from ..texts.locales import locale_of, money
from .fields import filled_form

OTHER_OFFER = "other"
"""Stands for an offer that the catalogue does not know."""

TOLD = ("price", "rule")
"""The facts of an offer that fill in a form, of which a doubt is told."""

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
        f"{_every_name(carrier, language)} · {territories[carrier.country or WORLD]}": (
            carrier.carrier_id
        )
        for carrier in catalogue.carriers_for(country)
    }


def _every_name(carrier: Carrier, language: str) -> str:
    """Return all that a carrier is called, that of the language's script first.

    It is found by each: a name that is a part of another, or the other way round, says nothing new.
    """
    names = [carrier.name]
    for alias in carrier.aliases:
        squeezed = alias.replace(" ", "")
        others = [each.replace(" ", "") for each in names]
        if not any(squeezed in each or each in squeezed for each in others):
            names.append(alias)
    return " ".join(sorted(names, key=lambda each: each.isascii() == language.startswith("zh")))


def offer_schema(
    carrier: Carrier, words: Words, language: str, today: date, chosen: str | None
) -> vol.Schema:
    """Return the choice among a carrier's offers, with the one that is set. Reads from disk."""
    locale = locale_of(language)
    options = [
        SelectOptionDict(value=offer.offer_id, label=_offer_label(offer, words, locale, today))
        for offer in carrier.offers
    ]
    options.append(SelectOptionDict(value=OTHER_OFFER, label=words["offer_other"]))
    selector = SelectSelector(SelectSelectorConfig(options=options, mode=SelectSelectorMode.LIST))
    return filled_form({vol.Required(CONF_OFFER_ID): selector}, {CONF_OFFER_ID: chosen})


def doubt_text(
    carrier: Carrier | None,
    offer: CatalogueOffer | None,
    words: Words,
    language: str,
    today: date,
    page: str,
) -> str:
    """Return in one sentence what of an offer has to be checked, where, and what is known of it.

    Reads from disk.
    """
    told = [part for part in offer.doubts(today) if part.name in TOLD] if offer else []
    if carrier is None or not told:
        return ""
    parts = format_list([words[f"part_{part.name}"] for part in told], locale=locale_of(language))
    sites = carrier.domains.value if carrier.domains else ()
    where = f"[{sites[0]}](https://{sites[0]})" if sites else carrier.name
    if any(part.fact.is_unsure for part in told):
        doubt = words["doubt_unsure"].format(parts=parts, site=where)
    else:
        oldest = min(part.fact.checked_on for part in told)
        doubt = words["doubt_old"].format(parts=parts, year=oldest.year, site=where)
    return f"{doubt} [{words['doubt_sources']}]({page})"


def _offer_label(offer: CatalogueOffer, words: Words, locale: Locale, today: date) -> str:
    label = offer.name
    if offer.price is not None and offer.currency is not None:
        label += f" · {money(offer.price.value, offer.currency, locale)}"
    told = [part for part in offer.doubts(today) if part.name in TOLD]
    return f"{label} · {words['offer_check']}" if told else label
