"""Writes the tables in docs/catalogue.md anew: `python -m scripts.catalogue_table [--check]`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from custom_components.sim_renewal.core.rule_settings import (
    ANNIVERSARY_DAY,
    ENDS_WHEN_EMPTY,
    EXTENDS_FROM,
    GRACE,
    KEPT_BY_USE,
    MINIMUM,
    OF_ALL,
    STARTS,
    STEP_AMOUNT,
    STEP_NUMBER_MONTHS,
    STEP_SERVICE_DAYS,
    Setting,
    SettingKind,
)
from custom_components.sim_renewal.core.rule_table import FAMILIES
from scripts.written import keep

DOCUMENT = Path(__file__).parent.parent / "docs" / "catalogue.md"

UNKNOWN = "not known"
WORLD = "travel"

_FAMILIES = {
    "fixed_term": "{term}",
    "calendar_month": "{term}",
    "activity": "{term} from the last of: {kinds}",
    "credit_ladder": "{steps}",
    "balance_burn": "as long as the credit pays {fee} for each {term}",
    "subscription": "{term}, renews by itself",
    "never": "never ends",
}
"""How a rule of each family is said, with what it needs."""

_BESIDE = {
    ANNIVERSARY_DAY: " to day {}",
    STARTS: "{}",
    EXTENDS_FROM: "{}",
    MINIMUM: "; at least {}",
    ENDS_WHEN_EMPTY: "; ends with its data",
    GRACE: "; number kept {} more",
    KEPT_BY_USE: "; number kept {} from the last use",
}
"""How what a rule may have is said, in this order."""

_CHOICES = {
    "purchase": "",
    "activation": " from activation",
    "first_use": " from the first use",
    "later": "",
    "today": ", always from the day of the renewal",
    "current_end": ", always from the present end",
    "top_up": "top-up",
    "sms": "SMS",
}


def written(document: str, catalogue: Catalogue) -> str:
    """Return the document with its tables as the catalogue has them now."""
    for name, table in _TABLES.items():
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


def rules_table(_: Catalogue) -> str:
    """Return every family of validity rules, and the settings that it has."""
    rows = [
        *(
            (f"`{each.key}`", _names(each.needs), _names(each.may_have))
            for each in FAMILIES.values()
        ),
        ("each of them", "", _names(OF_ALL)),
    ]
    return _table(("rule", "needs", "may have"), rows, lambda text: text)


def validity(settings: Mapping[str, Any], currency: str | None) -> str:
    """Return the settings of a validity rule in words; its amounts are in `currency`."""
    family = FAMILIES[settings["rule"]]
    needed = {each.name: _words(each, settings, currency) for each in family.needs}
    beside = (
        said.format(_words(each, settings, currency))
        for each, said in _BESIDE.items()
        if settings.get(each.name)
    )
    return _FAMILIES[family.key].format(**needed) + "".join(beside)


def _words(setting: Setting, settings: Mapping[str, Any], currency: str | None) -> str:
    """Return the value of a setting in words."""
    value = settings[setting.name]
    if setting.kind is SettingKind.SPAN:
        return _span(value, settings[setting.unit_name])
    return _WORDS[setting.kind](value, currency)


def _names(settings: Iterable[Setting]) -> str:
    return ", ".join(map(_name, settings))


def _name(setting: Setting) -> str:
    name = f"`{setting.name}`"
    if setting.kind is SettingKind.STEPS:
        return f"{name} of `{STEP_AMOUNT}` and `{STEP_SERVICE_DAYS}` or `{STEP_NUMBER_MONTHS}`"
    if setting.kind is SettingKind.SPAN:
        units = ", ".join(f"`{unit}`" for unit in setting.units)
        return f"{name} with `{setting.unit_name}` ({units})"
    return name


def _step(step: Mapping[str, Any], currency: str | None) -> str:
    days, months = step.get(STEP_SERVICE_DAYS), step.get(STEP_NUMBER_MONTHS)
    brings = [
        *([f"credit {_span(days, 'days')}"] if days else []),
        *([f"number {_span(months, 'months')}"] if months else []),
    ]
    return f"from {step[STEP_AMOUNT]:g} {currency}: {', '.join(brings)}"


def _span(count: int, unit: str) -> str:
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"


_WORDS: Mapping[SettingKind, Callable[[Any, str | None], str]] = {
    SettingKind.DAY: lambda day, _: str(day),
    SettingKind.AMOUNT: lambda amount, currency: f"{amount:g} {currency}",
    SettingKind.FEE: lambda fee, currency: f"{fee:g} {currency}",
    SettingKind.CHOICE: lambda word, _: _CHOICES[word],
    SettingKind.CHOICES: lambda words, _: ", ".join(_CHOICES.get(word, word) for word in words),
    SettingKind.STEPS: lambda steps, currency: "; ".join(_step(step, currency) for step in steps),
    SettingKind.FLAG: lambda _flag, _: "",
}


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


def _table(
    head: Sequence[str], rows: Iterable[Sequence[str]], cell: Callable[[str], str] | None = None
) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(cell or _cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    """Return a text that stays in its cell, and is nothing but text."""
    return re.sub(r"([\\|*<\[\]`])", r"\\\1", text)


_TABLES = {"offers": offers_table, "unsure": unsure_table, "rules": rules_table}


def main(arguments: Sequence[str], document: Path = DOCUMENT) -> int:
    """Write the document, or with `--check` only say whether it is up to date."""
    wanted = written(document.read_text(encoding="utf-8"), load_catalogue())
    return keep(document, wanted, arguments, "scripts.catalogue_table")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
