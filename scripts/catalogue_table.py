"""Writes the tables in docs/catalogue.md anew: `python -m scripts.catalogue_table [--check]`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
import re
import sys
from typing import Any

from custom_components.sim_renewal.catalogue.facts import (
    Carrier,
    Catalogue,
    CatalogueChannel,
    CatalogueOffer,
    Fact,
    Note,
    Part,
    Sourced,
)
from custom_components.sim_renewal.catalogue.loader import load_catalogue

DOCUMENT = Path(__file__).parent.parent / "docs" / "catalogue.md"

UNKNOWN = "not known"
WORLD = "travel"

_STARTS = {"activation": " from activation", "first_use": " from the first use"}
_KINDS = {"top_up": "top-up", "sms": "SMS"}
_ANCHORS = {
    "today": ", always from the day of the renewal",
    "current_end": ", always from the present end",
}


def written(document: str, catalogue: Catalogue) -> str:
    """Return the document with its tables as the catalogue has them now."""
    for name, table in (("offers", offers_table), ("unsure", unsure_table)):
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        if [document.count(begin), document.count(end)] != [1, 1]:
            raise ValueError(f"the document has to have {begin} and {end} once")
        before, rest = document.split(begin)
        document = f"{before}{begin}\n\n{table(catalogue)}\n\n{end}{rest.split(end)[1]}"
    return document


def offers_table(catalogue: Catalogue) -> str:
    """Return every carrier and offer, and how long it is valid."""
    return _table(
        ("Country", "Carrier", "Offer", "Price", "Validity", "Confidence", "Checked"),
        (row for carrier in _in_order(catalogue) for row in _rows(carrier)),
    )


def unsure_table(catalogue: Catalogue) -> str:
    """Return every fact that is no more than a hint."""
    rows = (
        _unsure_row(carrier, subject, part, currency)
        for carrier in _in_order(catalogue)
        for subject, currency, parts in _subjects(carrier)
        for part in parts
        if part.fact.is_unsure
    )
    head = ("Country", "Of", "What", "Says", "Confidence", "Checked", "Source")
    return _table(head, dict.fromkeys(rows))  # each carrier has the notes of its country


def validity(settings: Mapping[str, Any], currency: str | None) -> str:
    """Return the settings of a validity rule in words; its amounts are in `currency`."""
    term = _span(settings["term"], settings["term_unit"])
    anchor = _ANCHORS.get(settings["extends_from"], "")
    start = _STARTS.get(settings.get("starts", ""), "")
    match settings["rule"]:
        case "fixed_term" | "calendar_month":
            day = settings.get("anniversary_day")
            said = f"{term}{f' to day {day}' if day else ''}{start}{anchor}"
        case "activity":
            kinds = ", ".join(_KINDS.get(kind, kind) for kind in settings["kinds"])
            said = f"{term} from the last of: {kinds}"
        case "credit_ladder":
            said = "; ".join(_step(step, currency) for step in settings["steps"]) + anchor
        case "balance_burn":
            said = f"as long as the credit pays {settings['fee']:g} {currency} for each {term}"
        case "subscription":
            said = f"{term}, renews by itself"
        case _:
            said = "never ends"
    return said + "".join(_conditions(settings, currency))


def _conditions(settings: Mapping[str, Any], currency: str | None) -> Iterator[str]:
    if minimum := settings.get("minimum"):
        yield f"; at least {minimum:g} {currency}"
    if settings.get("ends_when_empty"):
        yield "; ends with its data"
    if grace := settings.get("grace"):
        yield f"; number kept {_span(grace, settings['grace_unit'])} more"
    if use := settings.get("kept_by_use"):
        yield f"; number kept {_span(use, settings['kept_by_use_unit'])} from the last use"


def _step(step: Mapping[str, Any], currency: str | None) -> str:
    days, months = step.get("service_days"), step.get("number_months")
    brings = [
        *([f"credit {_span(days, 'days')}"] if days else []),
        *([f"number {_span(months, 'months')}"] if months else []),
    ]
    return f"from {step['amount']:g} {currency}: {', '.join(brings)}"


def _span(count: int, unit: str) -> str:
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"


def _in_order(catalogue: Catalogue) -> list[Carrier]:
    """Return all carriers by country and name, and those for travellers last."""
    return sorted(
        catalogue.carriers,
        key=lambda each: (each.country is None, each.country or "", each.name.casefold()),
    )


def _rows(carrier: Carrier) -> Iterator[tuple[str, ...]]:
    country = carrier.country or WORLD
    if not carrier.offers:
        yield (country, carrier.name, *[""] * 2, UNKNOWN, "", "")
    for offer in carrier.offers:
        rule = offer.rule
        yield (
            country,
            carrier.name,
            offer.name,
            _price(offer),
            validity(rule.value, offer.currency) if rule else UNKNOWN,
            rule.confidence if rule else "",
            rule.checked_on.isoformat() if rule else "",
        )


def _price(offer: CatalogueOffer) -> str:
    return f"{offer.price.value:.2f} {offer.currency}" if offer.price else ""


def _subjects(carrier: Carrier) -> Iterator[tuple[str, str | None, Iterable[Part]]]:
    """Return what facts are about, the currency of their amounts, and the facts."""
    yield "all", None, (Part("note", note) for note in carrier.country_notes)
    yield carrier.name, None, carrier.parts
    for offer in carrier.offers:
        yield f"{carrier.name}, {offer.name}", offer.currency, offer.parts


def _unsure_row(
    carrier: Carrier, subject: str, part: Part, currency: str | None
) -> tuple[str, ...]:
    fact = part.fact
    return (
        carrier.country or WORLD,
        subject,
        part.name,
        says(fact, currency),
        fact.confidence,
        fact.checked_on.isoformat(),
        fact.source,
    )


def says(fact: Sourced, currency: str | None) -> str:
    """Return in English what a fact says."""
    match fact:
        case Note():
            return fact.text["en"]
        case CatalogueChannel():
            words = fact.instruction["en"] if fact.instruction else None
            said = "; ".join(filter(None, (fact.code, fact.link, words)))
            return f"{fact.kind.replace('_', ' ')}: {said}"
        case Fact(value=Mapping() as settings):
            return validity(settings, currency)
        case Fact(value=tuple() as names):
            return ", ".join(names)
        case Fact(value=float() as price):
            return f"{price:.2f} {currency}"
    raise TypeError(f"nothing is known of how to say {fact}")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    """Return a text that stays in its cell, and is nothing but text."""
    return re.sub(r"([\\|*<\[\]`])", r"\\\1", text)


def main(arguments: Sequence[str], document: Path = DOCUMENT) -> int:
    """Write the document, or with `--check` only say whether it is up to date."""
    present = document.read_text(encoding="utf-8")
    wanted = written(present, load_catalogue())
    if "--check" not in arguments:
        document.write_text(wanted, encoding="utf-8")
    elif present != wanted:
        print(f"{document.name} is not what the catalogue says: run scripts.catalogue_table")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
