"""The form of the ways to renew a line, and of a promotion that ends."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from homeassistant.helpers.selector import (
    DateSelector,
    ObjectSelector,
    ObjectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
import voluptuous as vol

from ..catalogue.facts import Carrier, Catalogue, CatalogueOffer
from ..catalogue.links import Verdict, judge, site_of
from ..const import CONF_CHANNELS, CONF_PROMOTION, CONF_PROMOTION_UNTIL
from ..core.channels import RenewalChannel, channel_problem, host_of
from ..core.model import Channel
from ..settings.line import CHANNEL_CODE, CHANNEL_INSTRUCTION, CHANNEL_KIND, CHANNEL_LINK
from ..settings.validation import FieldError, parse_date
from .fields import TEXT, check_fields, choice, filled_form
from .offer import Words

LONGEST_INSTRUCTION = 500
MOST_CHANNELS = 30

FIELDS = (CONF_CHANNELS, CONF_PROMOTION, CONF_PROMOTION_UNTIL)

_CHANNELS = ObjectSelector(
    ObjectSelectorConfig(
        fields={
            CHANNEL_KIND: {"selector": choice(list(Channel), key="channel"), "required": True},
            CHANNEL_LINK: {"selector": TEXT},
            CHANNEL_CODE: {"selector": TEXT},
            CHANNEL_INSTRUCTION: {
                "selector": TextSelector(
                    TextSelectorConfig(type=TextSelectorType.TEXT, multiline=True)
                )
            },
        },
        multiple=True,
        label_field=CHANNEL_INSTRUCTION,
        description_field=CHANNEL_LINK,
        translation_key=CONF_CHANNELS,
    )
)


def channels_schema(values: Mapping[str, Any]) -> vol.Schema:
    """Return the form, filled with what was typed or is set."""
    return filled_form(
        {
            vol.Optional(CONF_CHANNELS): _CHANNELS,
            vol.Optional(CONF_PROMOTION): TEXT,
            vol.Optional(CONF_PROMOTION_UNTIL): DateSelector(),
        },
        values,
    )


def check_channels(
    typed: Mapping[str, Any],
    carrier: Carrier | None,
    catalogue: Catalogue,
    words: Words,
    today: date,
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the checked ways and promotion, and the errors by field. Reads from disk."""
    return check_fields(
        typed,
        {
            CONF_CHANNELS: lambda ways: _parse_channels(ways, carrier, catalogue, words),
            CONF_PROMOTION: _parse_instruction,
            CONF_PROMOTION_UNTIL: lambda value: parse_date(value, today).isoformat(),
        },
    )


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


def verdict_on(link: str, carrier: Carrier | None, catalogue: Catalogue) -> Verdict:
    """Return whose site a link leads to, as far as the catalogue tells. Reads from disk."""
    official = carrier.domains.value if carrier and carrier.domains else ()
    known = frozenset(
        domain
        for each in catalogue.carriers
        if each.domains and each != carrier
        for domain in each.domains.value
    )
    return judge(link, official, known_domains=known)


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
        if verdict is Verdict.OTHER_SITE and not carrier_name:
            verdict = Verdict.UNKNOWN
        if (text := words.get(f"site_{verdict}")) is not None:
            site = site_of(link) or host_of(link)
            lines.append("- " + text.format(site=site, carrier=carrier_name))
    return "\n".join(dict.fromkeys(lines))


def _parse_channels(
    ways: Sequence[Mapping[str, Any]], carrier: Carrier | None, catalogue: Catalogue, words: Words
) -> list[dict[str, Any]]:
    if len(ways) > MOST_CHANNELS:
        raise FieldError("too_many_channels")
    return [_parse_channel(way, carrier, catalogue, words) for way in ways]


def _parse_channel(
    way: Mapping[str, Any], carrier: Carrier | None, catalogue: Catalogue, words: Words
) -> dict[str, Any]:
    """Return a way to renew, by its kind's name where it has no words of its own.

    A link that imitates the carrier's site is refused.
    """
    texts = {
        key: str(way[key]).strip()
        for key in (CHANNEL_LINK, CHANNEL_CODE, CHANNEL_INSTRUCTION)
        if str(way.get(key) or "").strip()
    }
    kind = Channel(way[CHANNEL_KIND])
    channel = RenewalChannel(kind=kind, **texts)
    if (problem := channel_problem(channel)) is not None:
        raise FieldError(problem[1])
    if channel.link and verdict_on(channel.link, carrier, catalogue) is Verdict.LOOK_ALIKE:
        raise FieldError("link_looks_alike")
    instruction = _parse_instruction(texts.get(CHANNEL_INSTRUCTION) or words[f"channel_{kind}"])
    return {CHANNEL_KIND: str(kind), **texts, CHANNEL_INSTRUCTION: instruction}


def _parse_instruction(value: object) -> str:
    text = str(value).strip()
    if len(text) > LONGEST_INSTRUCTION:
        raise FieldError("text_too_long")
    return text
