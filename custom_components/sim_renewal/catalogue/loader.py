"""Reads the data files of the catalogue, and refuses what is wrong in them."""

from collections.abc import Iterator, Mapping
import json
from pathlib import Path
from types import MappingProxyType
from typing import Any

import voluptuous as vol

from ..core.model import Channel
from .facts import Carrier, Catalogue, CatalogueChannel, CatalogueOffer, Confidence, Fact, Note
from .schema import FILE

DIRECTORY = Path(__file__).parent
WORLD = "world"
"""The name of the file of those who sell to travellers, and to no country."""


class CatalogueInvalid(ValueError):
    """A data file is wrong at `path`, for example `carriers[0].offers[1].price`."""

    def __init__(self, file: str, path: str, reason: str) -> None:
        """Name the file, the place in it, and the reason."""
        super().__init__(": ".join(filter(None, (file, path, reason))))
        self.file = file
        self.path = path
        self.reason = reason


def load_catalogue(directory: Path = DIRECTORY) -> Catalogue:
    """Return the whole catalogue; raises `CatalogueInvalid`. Reads from disk."""
    return Catalogue(
        tuple(carrier for path in sorted(directory.glob("*.json")) for carrier in _carriers(path))
    )


def _carriers(path: Path) -> Iterator[Carrier]:
    try:
        document = FILE(
            json.loads(
                path.read_text(encoding="utf-8"),
                object_pairs_hook=_each_key_once,
                parse_constant=_no_number,
            )
        )
    except vol.MultipleInvalid as error:
        first = error.errors[0]
        raise CatalogueInvalid(path.name, _dotted(first.path), first.msg) from None
    except ValueError as error:
        raise CatalogueInvalid(path.name, "", str(error)) from None
    country = document["country"]
    if path.stem != (WORLD if country is None else country.lower()):
        raise CatalogueInvalid(path.name, "country", "is not that of the file's name")
    country_notes = tuple(map(_note, document.get("notes", ())))
    for carrier in document["carriers"]:
        yield Carrier(
            carrier_id=f"{path.stem}.{carrier['id']}",
            country=country,
            name=carrier["name"],
            aliases=tuple(carrier.get("aliases", ())),
            networks=_tuple_fact(carrier.get("networks")),
            domains=_tuple_fact(carrier.get("domains")),
            channels=tuple(map(_channel, carrier.get("channels", ()))),
            notes=tuple(map(_note, carrier.get("notes", ()))),
            country_notes=country_notes,
            offers=tuple(map(_offer, carrier["offers"])),
        )


def _offer(data: Mapping[str, Any]) -> CatalogueOffer:
    price, rule = data.get("price"), data.get("rule")
    return CatalogueOffer(
        offer_id=data["id"],
        name=data["name"],
        currency=data.get("currency"),
        price=Fact(value=price["value"], **_origin(price)) if price else None,
        rule=Fact(value=MappingProxyType(rule["value"]), **_origin(rule)) if rule else None,
        channels=tuple(map(_channel, data.get("channels", ()))),
        notes=tuple(map(_note, data.get("notes", ()))),
    )


def _tuple_fact(data: Mapping[str, Any] | None) -> Fact[tuple[str, ...]] | None:
    return Fact(value=tuple(data["value"]), **_origin(data)) if data else None


def _channel(data: Mapping[str, Any]) -> CatalogueChannel:
    return CatalogueChannel(
        kind=Channel(data["kind"]),
        link=data.get("link"),
        code=data.get("code"),
        instruction=_texts(data.get("instruction")),
        **_origin(data),
    )


def _note(data: Mapping[str, Any]) -> Note:
    return Note(text=MappingProxyType(data["text"]), **_origin(data))


def _texts(data: dict[str, str] | None) -> Mapping[str, str] | None:
    return MappingProxyType(data) if data else None


def _origin(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "source": data["source"],
        "checked_on": data["checked_at"],
        "confidence": Confidence(data["confidence"]),
    }


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object, which Python would otherwise read as its last value of each key."""
    read = dict(pairs)
    if len(read) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice} is there twice")
    return read


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


def _dotted(path: list[Any]) -> str:
    """Return a path in a file as people write it: `carriers[0].offers`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
