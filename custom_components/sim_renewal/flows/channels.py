"""The form of the ways to renew a line, and of a promotion that ends."""

from collections.abc import Mapping, Sequence
from typing import Any

from homeassistant.helpers.selector import (
    DateSelector,
    ObjectSelector,
    ObjectSelectorConfig,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from ..catalogue.facts import Carrier, Catalogue, CatalogueOffer
from ..catalogue.links import SiteVerdict, site_of, verdict_on
from ..const import CONF_CHANNELS, CONF_PROMOTION, CONF_PROMOTION_UNTIL
from ..core.channels import host_of
from ..core.model import Channel
from ..settings.line import CHANNEL_CODE, CHANNEL_INSTRUCTION, CHANNEL_KIND, CHANNEL_LINK
from .fields import TEXT, filled_form
from .offer import Words

FIELDS = (CONF_CHANNELS, CONF_PROMOTION, CONF_PROMOTION_UNTIL)


def _ways_selector(words: Words) -> ObjectSelector:
    """Return the list of ways: each by the name of its kind, with what to do there below it.

    Such a list shows the values of its fields, not their labels: so the names are the values.
    """
    kinds = SelectSelector(
        SelectSelectorConfig(
            options=[words[f"channel_{kind}"] for kind in Channel],
            mode=SelectSelectorMode.DROPDOWN,
        )
    )
    instruction = TextSelector(TextSelectorConfig(type=TextSelectorType.TEXT, multiline=True))
    return ObjectSelector(
        ObjectSelectorConfig(
            fields={
                CHANNEL_KIND: {"selector": kinds, "required": True},
                CHANNEL_LINK: {"selector": TEXT},
                CHANNEL_CODE: {"selector": TEXT},
                CHANNEL_INSTRUCTION: {"selector": instruction},
            },
            multiple=True,
            label_field=CHANNEL_KIND,
            description_field=CHANNEL_INSTRUCTION,
            translation_key=CONF_CHANNELS,
        )
    )


def channels_schema(values: Mapping[str, Any], words: Words) -> vol.Schema:
    """Return the form, filled with what was typed or is set."""
    return filled_form(
        {
            vol.Optional(CONF_CHANNELS): _ways_selector(words),
            vol.Optional(CONF_PROMOTION): TEXT,
            vol.Optional(CONF_PROMOTION_UNTIL): DateSelector(),
        },
        values,
    )


def named_ways(values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Return what a line keeps as the form shows it: each kind by its name."""
    names = {str(kind): words[f"channel_{kind}"] for kind in Channel}
    return _with_kinds(values, names)


def kept_ways(typed: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Return what was typed into the form as a line keeps it."""
    kinds = {words[f"channel_{kind}"]: str(kind) for kind in Channel}
    return _with_kinds(typed, kinds)


def _with_kinds(values: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, Any]:
    if CONF_CHANNELS not in values:
        return dict(values)
    ways = [{**way, CHANNEL_KIND: kinds[way[CHANNEL_KIND]]} for way in values[CONF_CHANNELS]]
    return {**values, CONF_CHANNELS: ways}


def prefilled_channels(
    carrier: Carrier, offer: CatalogueOffer | None, words: Words, language: str
) -> list[dict[str, Any]]:
    """Return the catalogue's ways to renew, in a language, as a line keeps them."""
    found = []
    for way in carrier.channels_for(offer):
        link, code = way.link, way.code
        if code is not None and way.kind is not Channel.CODE:
            link, code = f"tel:{code}", None
        texts = way.instruction or {}
        kept = {
            CHANNEL_KIND: str(way.kind),
            CHANNEL_LINK: link,
            CHANNEL_CODE: code,
            CHANNEL_INSTRUCTION: texts.get(language)
            or texts.get("en")
            or words[f"channel_{way.kind}"],
        }
        found.append({key: value for key, value in kept.items() if value is not None})
    return found


def sites_text(
    ways: Sequence[Mapping[str, Any]],
    carrier: Carrier | None,
    carrier_name: str,
    catalogue: Catalogue,
    words: Words,
) -> str:
    """Return what is to be said of links that are not the carrier's own. Reads from disk."""
    lines = []
    for link in (way[CHANNEL_LINK] for way in ways if way.get(CHANNEL_LINK)):
        verdict = verdict_on(link, carrier, catalogue)
        if verdict is SiteVerdict.OTHER_SITE and not carrier_name:
            verdict = SiteVerdict.UNKNOWN
        if (text := words.get(f"site_{verdict}")) is not None:
            site = site_of(link) or host_of(link)
            lines.append("- " + text.format(site=site, carrier=carrier_name))
    return "\n".join(dict.fromkeys(lines))
