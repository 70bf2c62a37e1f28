"""The ways to renew a line and its promotion, checked as a line keeps them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ..const import CONF_CHANNELS, CONF_PROMOTION, CONF_PROMOTION_UNTIL
from ..core.channels import RenewalChannel, channel_problem
from ..core.model import Channel
from .line import CHANNEL_CODE, CHANNEL_INSTRUCTION, CHANNEL_KIND, CHANNEL_LINK
from .validation import FieldError, check_fields, parse_date, parse_instruction

MOST_CHANNELS = 30

type IsLookAlike = Callable[[str], bool]
"""Returns whether a link imitates the site of the line's carrier; may read from disk."""


def check_channels(
    typed: Mapping[str, Any], is_look_alike: IsLookAlike, words: Mapping[str, str], today: date
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the checked ways and promotion, and the errors by field."""
    return check_fields(
        typed,
        {
            CONF_CHANNELS: lambda ways: _parse_channels(ways, is_look_alike, words),
            CONF_PROMOTION: parse_instruction,
            CONF_PROMOTION_UNTIL: lambda value: parse_date(value, today).isoformat(),
        },
    )


def _parse_channels(
    ways: Sequence[Mapping[str, Any]], is_look_alike: IsLookAlike, words: Mapping[str, str]
) -> list[dict[str, Any]]:
    if len(ways) > MOST_CHANNELS:
        raise FieldError("too_many_channels")
    return [_parse_channel(way, is_look_alike, words) for way in ways]


def _parse_channel(
    way: Mapping[str, Any], is_look_alike: IsLookAlike, words: Mapping[str, str]
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
    if channel.link and is_look_alike(channel.link):
        raise FieldError("link_looks_alike")
    instruction = parse_instruction(texts.get(CHANNEL_INSTRUCTION) or words[f"channel_{kind}"])
    return {CHANNEL_KIND: str(kind), **texts, CHANNEL_INSTRUCTION: instruction}
