"""What a data file of the catalogue may say; anything else is refused."""

from collections.abc import Iterator, Mapping
from typing import Any

import voluptuous as vol

from ..core.model import Channel
from ..texts.languages import CODES
from .checks import (
    FactCheck,
    amount,
    country_code,
    currency_code,
    day,
    dial_code,
    domain,
    each_once,
    https_link,
    identifier,
    is_within,
    name,
    nothing_or,
    one_of,
    some,
    source,
    tel_link,
    text,
    words,
)
from .facts import Confidence
from .rule_schema import AMOUNTS, rule

VERSION = 1


def _found(value: object) -> str:
    if value == Confidence.D:
        raise vol.Invalid("what nobody found is not a fact: D is for channels alone")
    return one_of([Confidence.A, Confidence.B, Confidence.C])(value)


def _sourced(fields: Mapping[Any, Any], confidence: FactCheck = _found) -> vol.Schema:
    return vol.Schema(
        {
            **fields,
            vol.Required("source"): source,
            vol.Required("checked_at"): day,
            vol.Required("confidence"): confidence,
        }
    )


def _fact(value: Any) -> vol.Schema:
    return _sourced({vol.Required("value"): value})


def _usable(channel: dict[str, Any]) -> dict[str, Any]:
    """Check that a channel says what to do, in the way that belongs to its kind."""
    kind, link, code = channel["kind"], channel.get("link"), channel.get("code")
    if link is not None:
        try:
            (tel_link if kind == Channel.PHONE_CALL else https_link)(link)
        except vol.Invalid as error:
            raise vol.Invalid(error.msg, path=["link"]) from None
    if kind == Channel.CODE and code is None:
        raise vol.Invalid("has nothing to dial", path=["code"])
    if link is None and code is None and "instruction" not in channel:
        raise vol.Invalid("has neither link nor code nor instruction")
    return channel


_TEXTS = vol.Schema({vol.Required(language): text for language in CODES})

_NOTES = some(_sourced({vol.Required("text"): _TEXTS}))

_CHANNELS = some(
    vol.All(
        _sourced(
            {
                vol.Required("kind"): one_of(Channel),
                vol.Optional("link"): nothing_or(words),
                vol.Optional("code"): nothing_or(dial_code),
                vol.Optional("instruction"): _TEXTS,
            },
            one_of(Confidence),
        ),
        _usable,
    )
)


def _in_a_currency(offer: dict[str, Any]) -> dict[str, Any]:
    """Check that an offer whose facts hold money says in which currency."""
    settings = offer["rule"]["value"] if "rule" in offer else {}
    if "currency" not in offer and ("price" in offer or AMOUNTS & settings.keys()):
        raise vol.Invalid("is needed where there are amounts", path=["currency"])
    return offer


_OFFER = vol.All(
    {
        vol.Required("id"): identifier,
        vol.Required("name"): name,
        vol.Optional("currency"): currency_code,
        vol.Optional("price"): _fact(amount),
        vol.Optional("rule"): _fact(rule),
        vol.Optional("channels"): _CHANNELS,
        vol.Optional("notes"): _NOTES,
    },
    _in_a_currency,
)


def _on_its_own_domains(carrier: dict[str, Any]) -> dict[str, Any]:
    """Check that what is called the carrier's website is on one of its domains."""
    domains = carrier["domains"]["value"] if "domains" in carrier else []
    for path, channel in _channels_of(carrier):
        link = channel.get("link")
        if channel["kind"] == Channel.WEBSITE and link and not is_within(link, domains):
            raise vol.Invalid("is not on one of the carrier's domains", path=[*path, "link"])
    return carrier


def _channels_of(carrier: dict[str, Any]) -> Iterator[tuple[list[str | int], dict[str, Any]]]:
    """Return every channel of a carrier and of its offers, and where it is."""
    for index, channel in enumerate(carrier.get("channels", ())):
        yield ["channels", index], channel
    for number, offer in enumerate(carrier["offers"]):
        for index, channel in enumerate(offer.get("channels", ())):
            yield ["offers", number, "channels", index], channel


_CARRIER = vol.All(
    {
        vol.Required("id"): identifier,
        vol.Required("name"): name,
        vol.Optional("aliases"): some(name),
        vol.Optional("networks"): _fact(some(name, each_once())),
        vol.Optional("domains"): _fact(some(domain, each_once())),
        vol.Optional("channels"): _CHANNELS,
        vol.Optional("notes"): _NOTES,
        vol.Required("offers"): vol.All([_OFFER], each_once("id"), each_once("name")),
    },
    _on_its_own_domains,
)


def _names_apart(carriers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Check that a name, in any case, leads to one carrier of a country."""
    seen: set[str] = set()
    for index, carrier in enumerate(carriers):
        for each in (carrier["name"], *carrier.get("aliases", ())):
            if each.casefold() in seen:
                raise vol.Invalid(f"the name {each} is there twice", path=[index])
            seen.add(each.casefold())
    return carriers


FILE = vol.Schema(
    {
        vol.Required("schema"): vol.Equal(VERSION, msg=f"expected {VERSION}"),
        vol.Required("country"): nothing_or(country_code),
        vol.Optional("notes"): _NOTES,
        vol.Required("carriers"): some(_CARRIER, each_once("id"), _names_apart),
    }
)
"""A whole file; it returns days as dates, and the settings of rules complete."""
