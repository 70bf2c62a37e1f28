"""The catalogue: what a data file may say, what the files say, and the tables made of them."""

from datetime import date
from decimal import Decimal
import json
import re
from typing import Any

import pytest

from custom_components.sim_renewal.catalogue.checks import is_within
from custom_components.sim_renewal.catalogue.facts import (
    Carrier,
    Catalogue,
    CatalogueChannel,
    CatalogueOffer,
    Confidence,
    Fact,
    Note,
    Part,
    Sourced,
)
from custom_components.sim_renewal.catalogue.loader import (
    DIRECTORY,
    CatalogueInvalid,
    load_catalogue,
)
from custom_components.sim_renewal.core.model import ActivityKind, Channel
from custom_components.sim_renewal.core.rule_families import (
    BalanceBurn,
    CalendarMonth,
    CreditLadder,
    FixedTerm,
    Never,
    ServiceByActivity,
    Subscription,
)
from custom_components.sim_renewal.core.rule_table import FAMILIES
from custom_components.sim_renewal.settings.rules import rule_of
from custom_components.sim_renewal.settings.validation import parse_currency
from custom_components.sim_renewal.texts.languages import CODES
from scripts.catalogue_sites import problems
from scripts.catalogue_table import (
    DOCUMENT,
    main,
    offers_table,
    says,
    unsure_table,
    validity,
    written,
)

from .core.test_facts import (
    ASDA,
    BOUYGUES,
    GOODYBAG,
    LA_POSTE,
    LEBARA,
    MOBICARTE,
    ONE_NCE,
    ORANGE_ES,
    SFR_LA_CARTE,
    ends,
    top_up,
    used,
)
from .test_rooms import FILES, imports

CATALOGUE = load_catalogue()
OFFERS = [(carrier, offer) for carrier in CATALOGUE.carriers for offer in carrier.offers]
EVERYTHING = [
    (carrier.carrier_id, part)
    for carrier in CATALOGUE.carriers
    for part in (
        *carrier.parts,
        *(part for offer in carrier.offers for part in offer.parts),
        *(Part("note", note) for note in carrier.country_notes),
    )
]

FOUND = {"source": "https://a.example/b", "checked_at": "2026-11-23", "confidence": "A"}
TEXT = {"en": "Ask.", "fr": "Demandez.", "zh-Hans": "请询问。"}
CHANNEL = {"kind": "website", "link": "https://www.a.example/pay", **FOUND}
LADDER = {"rule": "credit_ladder", "steps": [{"amount": 5, "service_days": 30}]}
DOCUMENT_OF_ONE = {
    "schema": 1,
    "country": "FR",
    "notes": [{"text": TEXT, **FOUND, "confidence": "C"}],
    "carriers": [
        {
            "id": "a",
            "name": "Carrier A",
            "aliases": ["A", "Ah"],
            "networks": {"value": ["B"], **FOUND},
            "domains": {"value": ["a.example"], **FOUND},
            "channels": [CHANNEL],
            "notes": [{"text": TEXT, **FOUND}],
            "offers": [
                {
                    "id": "card",
                    "name": "Card",
                    "currency": "EUR",
                    "price": {"value": 9.9, **FOUND, "source": "A price list", "confidence": "B"},
                    "rule": {"value": LADDER, **FOUND, "checked_at": "2015-06-03"},
                    "channels": [
                        {"kind": "phone_call", "link": "tel:+33639980001", **FOUND},
                        {"kind": "code", "code": "*123#", **FOUND, "confidence": "D"},
                        {"kind": "shop", "link": None, "instruction": TEXT, **FOUND},
                    ],
                    "notes": [{"text": TEXT, **FOUND}],
                },
            ],
        }
    ],
}

GONE = object()

BUILT = {
    "fixed_term": FixedTerm,
    "calendar_month": CalendarMonth,
    "activity": ServiceByActivity,
    "credit_ladder": CreditLadder,
    "balance_burn": BalanceBurn,
    "subscription": Subscription,
    "never": Never,
}
ANY_FAMILY = f"expected one of {', '.join(BUILT)}"

CARRIER = "carriers[0]"
OFFER = "carriers[0].offers[0]"
RULE = f"{OFFER}.rule.value"


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the document with another value at a path, or without it; new keys are added."""
    document = json.loads(json.dumps(DOCUMENT_OF_ONE))
    *steps, last = [int(step) if step.isdigit() else step for step in re.findall(r"[\w-]+", path)]
    node: Any = document
    for step in steps:
        node = node[step]
    if value is GONE:
        del node[last]
    elif isinstance(node, list) and last == len(node):
        node.append(value)
    else:
        node[last] = value
    return document


def load(directory, document: Any, name: str = "fr.json") -> Catalogue:
    content = document if isinstance(document, str) else json.dumps(document)
    (directory / name).write_text(content, encoding="utf-8")
    return load_catalogue(directory)


# What a file may say


def test_a_file_is_read_as_it_is_written(tmp_path) -> None:
    found = {
        "source": "https://a.example/b",
        "checked_on": date(2026, 11, 23),
        "confidence": Confidence.A,
    }
    settings = {
        "rule": "credit_ladder",
        "steps": [{"amount": 5.0, "service_days": 30}],
        "term": 30,
        "term_unit": "days",
        "extends_from": "later",
        "grace_unit": "months",
    }
    offer = CatalogueOffer(
        offer_id="card",
        name="Card",
        currency="EUR",
        price=Fact(
            value=9.9,
            source="A price list",
            checked_on=date(2026, 11, 23),
            confidence=Confidence.B,
        ),
        rule=Fact(value=settings, **found | {"checked_on": date(2015, 6, 3)}),
        channels=(
            CatalogueChannel(kind=Channel.PHONE_CALL, link="tel:+33639980001", **found),
            CatalogueChannel(
                kind=Channel.CODE, code="*123#", **found | {"confidence": Confidence.D}
            ),
            CatalogueChannel(kind=Channel.SHOP, instruction=TEXT, **found),
        ),
        notes=(Note(text=TEXT, **found),),
    )
    carrier = Carrier(
        carrier_id="fr.a",
        country="FR",
        name="Carrier A",
        aliases=("A", "Ah"),
        networks=Fact(value=("B",), **found),
        domains=Fact(value=("a.example",), **found),
        channels=(
            CatalogueChannel(kind=Channel.WEBSITE, link="https://www.a.example/pay", **found),
        ),
        notes=(Note(text=TEXT, **found),),
        country_notes=(Note(text=TEXT, **found | {"confidence": Confidence.C}),),
        offers=(offer,),
    )

    assert load(tmp_path, DOCUMENT_OF_ONE) == Catalogue((carrier,))


def test_what_nobody_found_is_left_out(tmp_path) -> None:
    document = {
        "schema": 1,
        "country": None,
        "carriers": [{"id": "b", "name": "B", "offers": [{"id": "pack", "name": "Pack"}]}],
    }

    (carrier,) = load(tmp_path, document, "world.json").carriers

    offer = CatalogueOffer(offer_id="pack", name="Pack")
    assert carrier == Carrier(carrier_id="world.b", country=None, name="B", offers=(offer,))
    assert offer.settings == {"offer": "Pack"}
    assert (carrier.parts, offer.parts) == ((), ())


@pytest.mark.parametrize(
    ("path", "value", "place", "reason"),
    [
        ("schema", 2, "schema", "expected 1"),
        ("schema", GONE, "schema", "required key not provided"),
        ("country", "fr", "country", "expected a country code"),
        ("country", "GB", "country", "is not that of the file's name"),
        ("country", None, "country", "is not that of the file's name"),
        ("author", "me", "author", "not a valid option"),
        ("carriers", [], "carriers", "is empty"),
        ("notes", [], "notes", "is empty"),
        (f"{CARRIER}.id", "A b", f"{CARRIER}.id", "expected small letters, digits and _"),
        (f"{CARRIER}.name", " A", f"{CARRIER}.name", "expected a name of at most 100 characters"),
        (
            f"{CARRIER}.name",
            "a" * 101,
            f"{CARRIER}.name",
            "expected a name of at most 100 characters",
        ),
        (f"{CARRIER}.offers", GONE, f"{CARRIER}.offers", "required key not provided"),
        (f"{CARRIER}.colour", "red", f"{CARRIER}.colour", "not a valid option"),
        (f"{CARRIER}.networks.value", [], f"{CARRIER}.networks.value", "is empty"),
        (
            f"{CARRIER}.networks.value",
            ["B", "C", "B"],
            f"{CARRIER}.networks.value[2]",
            "is there twice",
        ),
        (
            f"{CARRIER}.domains.value",
            ["https://a.example"],
            f"{CARRIER}.domains.value[0]",
            "expected a domain",
        ),
        (
            f"{CARRIER}.domains",
            GONE,
            f"{CARRIER}.channels[0].link",
            "is not on one of the carrier's domains",
        ),
        (
            f"{CARRIER}.channels[0].link",
            "https://a.example.evil.example/",
            f"{CARRIER}.channels[0].link",
            "is not on one of the carrier's domains",
        ),
        (
            f"{OFFER}.channels[3]",
            {**CHANNEL, "link": "https://not-a.example"},
            f"{OFFER}.channels[3].link",
            "is not on one of the carrier's domains",
        ),
        (
            f"{CARRIER}.channels[0].link",
            "http://www.a.example/",
            f"{CARRIER}.channels[0].link",
            "expected an https link",
        ),
        (
            f"{CARRIER}.channels[0].link",
            "https://me@a.example/",
            f"{CARRIER}.channels[0].link",
            "expected an https link",
        ),
        (
            f"{CARRIER}.channels[0].kind",
            "phone_call",
            f"{CARRIER}.channels[0].link",
            "expected a tel: link with +",
        ),
        (
            f"{CARRIER}.channels[0].kind",
            "fax",
            f"{CARRIER}.channels[0].kind",
            f"expected one of {', '.join(Channel)}",
        ),
        (
            f"{CARRIER}.channels[0].kind",
            "code",
            f"{CARRIER}.channels[0].code",
            "has nothing to dial",
        ),
        (
            f"{CARRIER}.channels[0].link",
            GONE,
            f"{CARRIER}.channels[0]",
            "has neither link nor code nor instruction",
        ),
        (
            f"{OFFER}.channels[1].code",
            "call me",
            f"{OFFER}.channels[1].code",
            "expected a code of digits, * and #",
        ),
        (
            f"{OFFER}.channels[2].instruction.fr",
            GONE,
            f"{OFFER}.channels[2].instruction.fr",
            "required key not provided",
        ),
        (
            f"{CARRIER}.notes[0].text.zh-Hans",
            "",
            f"{CARRIER}.notes[0].text.zh-Hans",
            "expected a text without needless blanks",
        ),
        (
            f"{CARRIER}.notes[0].text.en",
            "Ask  twice.",
            f"{CARRIER}.notes[0].text.en",
            "expected a text without needless blanks",
        ),
        (
            f"{CARRIER}.notes[0].text.en",
            "See https://a.example",
            f"{CARRIER}.notes[0].text.en",
            "a text has no address and no markup",
        ),
        (
            f"{CARRIER}.notes[0].text.en",
            "<b>Ask</b>",
            f"{CARRIER}.notes[0].text.en",
            "a text has no address and no markup",
        ),
        (
            f"{CARRIER}.notes[0].confidence",
            "D",
            f"{CARRIER}.notes[0].confidence",
            "what nobody found is not a fact: D is for channels alone",
        ),
        (
            f"{OFFER}.price.confidence",
            "D",
            f"{OFFER}.price.confidence",
            "what nobody found is not a fact: D is for channels alone",
        ),
        (
            f"{OFFER}.price.confidence",
            "sure",
            f"{OFFER}.price.confidence",
            "expected one of A, B, C",
        ),
        (f"{OFFER}.price.source", GONE, f"{OFFER}.price.source", "required key not provided"),
        (
            f"{OFFER}.price.source",
            "http://a.example",
            f"{OFFER}.price.source",
            "expected an https link",
        ),
        (
            f"{OFFER}.price.checked_at",
            "20261123",
            f"{OFFER}.price.checked_at",
            "expected a day as YYYY-MM-DD",
        ),
        (
            f"{OFFER}.price.checked_at",
            "2026-02-30",
            f"{OFFER}.price.checked_at",
            "expected a day as YYYY-MM-DD",
        ),
        (f"{OFFER}.price.value", 0, f"{OFFER}.price.value", "expected an amount above 0"),
        (f"{OFFER}.price.value", "9.90", f"{OFFER}.price.value", "expected an amount above 0"),
        (f"{OFFER}.price.value", True, f"{OFFER}.price.value", "expected an amount above 0"),
        (f"{OFFER}.price", 9.9, f"{OFFER}.price", "expected a mapping"),
        (
            f"{OFFER}.channels[1].code",
            "**21*0639980000#",
            f"{OFFER}.channels[1].code",
            "has a code that is never dialled: code_diverts_calls",
        ),
        (
            f"{OFFER}.channels[1].code",
            "*2767*3855#",
            f"{OFFER}.channels[1].code",
            "has a code that is never dialled: code_locks",
        ),
        (
            f"{CARRIER}.name",
            "![A](x)",
            f"{CARRIER}.name",
            "a text has no address and no markup",
        ),
        (f"{OFFER}.currency", "€", f"{OFFER}.currency", "expected a currency code"),
        (f"{OFFER}.currency", GONE, f"{OFFER}.currency", "is needed where there are amounts"),
        (
            f"{CARRIER}.offers[1]",
            {
                "id": "b",
                "name": "B",
                "rule": {"value": LADDER, **FOUND},
            },
            f"{CARRIER}.offers[1].currency",
            "is needed where there are amounts",
        ),
        (
            f"{CARRIER}.offers[1]",
            {"id": "card", "name": "Other"},
            f"{CARRIER}.offers[1].id",
            "is there twice",
        ),
        (
            f"{CARRIER}.offers[1]",
            {"id": "other", "name": "Card"},
            f"{CARRIER}.offers[1].name",
            "is there twice",
        ),
        (
            "carriers[1]",
            {"id": "a", "name": "Other", "offers": []},
            "carriers[1].id",
            "is there twice",
        ),
        (
            "carriers[1]",
            {"id": "b", "name": "AH", "offers": []},
            "carriers[1]",
            "the name AH is there twice",
        ),
        (RULE, "30 days", RULE, "expected the settings of a rule"),
        (
            f"{RULE}.rule",
            "none",
            f"{RULE}.rule",
            ANY_FAMILY,
        ),
        (f"{RULE}.rule", GONE, f"{RULE}.rule", ANY_FAMILY),
        (f"{RULE}.term", 30, f"{RULE}.term", "not a valid option"),
        (f"{RULE}.grace", 6, f"{RULE}.grace", "goes together with grace_unit"),
        (
            f"{RULE}.kept_by_use_unit",
            "days",
            f"{RULE}.kept_by_use",
            "goes together with kept_by_use_unit",
        ),
        (
            f"{RULE}.extends_from",
            "never",
            f"{RULE}.extends_from",
            "expected one of today, current_end, later",
        ),
        (f"{RULE}.steps", [], f"{RULE}.steps", "is empty"),
        (
            f"{RULE}.steps[0].service_days",
            GONE,
            f"{RULE}.steps[0]",
            "a step moves at least one clock",
        ),
        (
            f"{RULE}.steps[0].service_days",
            1.5,
            f"{RULE}.steps[0].service_days",
            "expected a whole number from 1",
        ),
        (
            f"{RULE}.steps[0].service_days",
            True,
            f"{RULE}.steps[0].service_days",
            "expected a whole number from 1",
        ),
        (
            f"{RULE}.steps[1]",
            {"amount": 5, "number_months": 6},
            f"{RULE}.steps",
            "the amounts of the steps have to ascend",
        ),
        (
            RULE,
            {"rule": "fixed_term", "term": 30},
            f"{RULE}.term_unit",
            "required key not provided",
        ),
        (
            RULE,
            {"rule": "subscription", "term": 1, "term_unit": "hours"},
            f"{RULE}.term_unit",
            "expected one of days, months",
        ),
        (
            RULE,
            {"rule": "calendar_month", "term": 1, "term_unit": "days"},
            f"{RULE}.term_unit",
            "expected one of months",
        ),
        (
            RULE,
            {
                "rule": "calendar_month",
                "term": 1,
                "term_unit": "months",
                "anniversary_day": 32,
            },
            f"{RULE}.anniversary_day",
            "value must be at most 31",
        ),
        (
            RULE,
            {"rule": "activity", "term": 6, "term_unit": "months", "kinds": ["fax"]},
            f"{RULE}.kinds[0]",
            f"expected one of {', '.join(ActivityKind)}",
        ),
        (
            RULE,
            {"rule": "activity", "term": 6, "term_unit": "months", "kinds": ["sms", "sms"]},
            f"{RULE}.kinds[1]",
            "is there twice",
        ),
        (
            RULE,
            {"rule": "balance_burn", "fee": 0, "term": 30, "term_unit": "days"},
            f"{RULE}.fee",
            "expected an amount above 0",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_the_reason(
    tmp_path, path, value, place, reason
) -> None:
    load(tmp_path, DOCUMENT_OF_ONE)
    with pytest.raises(CatalogueInvalid) as refused:
        load(tmp_path, changed(path, value))

    error = refused.value
    assert (error.file, error.path, error.reason) == ("fr.json", place, reason)
    assert str(error) == f"fr.json: {place}: {reason}"


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (f"{CARRIER}.domains.value[1]", "a-sims.github.io", "a place at a hosting service"),
        (f"{CARRIER}.domains.value", ["orange-sim.example", "0range-sim.example"], "looks like"),
        (f"{CARRIER}.domains.value[1]", "a.example.shop.example", "looks like a.example"),
        (f"{OFFER}.channels[2].link", "https://a.example.top-up.example/", "imitates another"),
    ],
)
def test_a_site_that_is_not_its_carriers_is_found(tmp_path, path, value, problem) -> None:
    assert list(problems(load(tmp_path, DOCUMENT_OF_ONE))) == []
    document = changed(path, value)
    if path.endswith("value"):
        document["carriers"][0]["channels"] = [{**CHANNEL, "kind": "kiosk"}]
    (found,) = problems(load(tmp_path, document))
    assert problem in found


def test_every_site_of_the_catalogue_is_that_of_its_carrier() -> None:
    assert list(problems(CATALOGUE)) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ('{"schema": 1, "schema": 1}', "the key schema is there twice"),
        ('{"schema": NaN}', "NaN is not a number of JSON"),
        ("[]", "expected a mapping"),
    ],
)
def test_what_is_not_a_data_file_is_refused(tmp_path, content, reason) -> None:
    with pytest.raises(CatalogueInvalid) as refused:
        load(tmp_path, content)

    assert str(refused.value) == f"fr.json: {reason}"


@pytest.mark.parametrize(
    ("link", "inside"),
    [
        ("https://a.example", True),
        ("https://a.example/b.example", True),
        ("https://my.a.example/", True),
        ("https://not-a.example/", False),
        ("https://a.example.evil.example/", False),
        ("https://evil.example/a.example", False),
    ],
)
def test_only_what_is_below_a_domain_is_within_it(link, inside) -> None:
    assert is_within(link, ["b.example", "a.example"]) is inside


def test_the_catalogue_knows_every_family_that_a_line_can_have() -> None:
    assert BUILT.keys() == FAMILIES.keys()


def test_facts_and_files_are_read_without_home_assistant() -> None:
    modules = [name for name in FILES if name.startswith("catalogue/") and "__init__" not in name]

    assert {"catalogue/facts", "catalogue/loader", "catalogue/schema"} <= set(modules)
    for module in modules:
        source = FILES[module].read_text(encoding="utf-8")
        assert not [name for name, _ in imports(module, source) if name.startswith("homeassistant")]


# Asking


def sourced(checked: str, confidence: str = "A") -> dict[str, Any]:
    return {
        "source": "A price list",
        "checked_on": date.fromisoformat(checked),
        "confidence": Confidence(confidence),
    }


@pytest.mark.parametrize(
    ("checked", "today", "old"),
    [
        ("2025-11-23", "2026-11-23", False),
        ("2025-11-23", "2026-11-24", True),
        ("2024-02-29", "2025-02-28", False),
        ("2024-02-29", "2025-03-01", True),
        ("2026-11-23", "2026-11-23", False),
    ],
)
def test_a_fact_is_old_after_twelve_months(checked, today, old) -> None:
    assert Sourced(**sourced(checked)).is_old(date.fromisoformat(today)) is old


@pytest.mark.parametrize(
    ("confidence", "unsure"), [("A", False), ("B", False), ("C", True), ("D", True)]
)
def test_what_comes_from_hearsay_is_unsure(confidence, unsure) -> None:
    assert Sourced(**sourced("2026-11-23", confidence)).is_unsure is unsure


def test_doubts_are_what_is_unsure_or_old_and_say_what_it_is() -> None:
    price = Fact(value=10.0, **sourced("2026-11-01", "C"))
    rule = Fact(value={"rule": "never"}, **sourced("2025-11-22", "A"))
    sure = CatalogueChannel(kind=Channel.SHOP, **sourced("2026-11-01", "B"))
    hint = CatalogueChannel(kind=Channel.CODE, code="*1#", **sourced("2026-11-01", "D"))
    note = Note(text=TEXT, **sourced("2026-11-01", "B"))
    offer = CatalogueOffer(
        offer_id="o", name="O", price=price, rule=rule, channels=(sure, hint), notes=(note,)
    )
    domains = Fact(value=("a.example",), **sourced("2020-01-01"))
    networks = Fact(value=("B",), **sourced("2026-11-01"))
    carrier = Carrier(carrier_id="fr.a", country="FR", name="A", domains=domains, networks=networks)
    today = date(2026, 11, 23)

    assert offer.doubts(today) == (
        Part("price", price),
        Part("rule", rule),
        Part("channel", hint),
    )
    assert offer.doubts(date(2026, 11, 22)) == (Part("price", price), Part("channel", hint))
    assert carrier.doubts(today) == (Part("domains", domains),)


def test_settings_are_given_away_as_a_copy(tmp_path) -> None:
    (carrier,) = load(tmp_path, DOCUMENT_OF_ONE).carriers
    (offer,) = carrier.offers
    settings = offer.settings
    assert (settings["offer"], settings["price"], settings["currency"]) == ("Card", 9.9, "EUR")

    settings["steps"][0]["amount"] = 99
    settings["rule"] = "never"

    assert offer.settings["steps"] == [{"amount": 5.0, "service_days": 30}]
    assert offer.settings["rule"] == "credit_ladder"


def test_an_offer_comes_before_its_carrier_and_that_before_the_country(tmp_path) -> None:
    (carrier,) = load(tmp_path, DOCUMENT_OF_ONE).carriers
    offer = carrier.offer("card")

    assert carrier.offer("other") is None
    assert [channel.kind for channel in carrier.channels_for(offer)] == [
        "phone_call",
        "code",
        "shop",
        "website",
    ]
    assert carrier.channels_for(None) == carrier.channels
    assert [note.confidence for note in offer.notes] == ["A"]
    assert [note.confidence for note in carrier.general_notes] == ["A", "C"]


def test_a_carrier_is_found_by_its_id() -> None:
    assert CATALOGUE.carrier("world.airalo").name == "Airalo"
    assert CATALOGUE.carrier("world.airalo").country is None
    assert CATALOGUE.carrier("fr.airalo") is None


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("Orange", "FR", "fr.orange"),
        ("Orange", "ES", "es.orange"),
        ("orange  france", "ES", "fr.orange"),
        ("Orange", "DE", None),
        ("Orange", None, None),
        ("GIFFGAFF", "FR", "gb.giffgaff"),
        ("Lyca", "GB", "gb.lycamobile"),
        ("airalo", "FR", "world.airalo"),
        ("Airalo", None, "world.airalo"),
        ("中国电信", "FR", "cn.china_telecom"),
        ("Nobody", "FR", None),
    ],
)
def test_a_carrier_is_found_by_a_name_in_its_country_or_where_there_is_only_one(
    name, country, found
) -> None:
    carrier = CATALOGUE.find(name, country)

    assert (carrier and carrier.carrier_id) == found


def test_the_carriers_of_a_country_come_first_each_group_by_name() -> None:
    def carrier(country: str | None, name: str) -> Carrier:
        return Carrier(carrier_id=f"{country}.{name}", country=country, name=name)

    fr, gb, world = carrier("FR", "b"), carrier("GB", "A"), carrier(None, "C")
    french = carrier("FR", "A")
    catalogue = Catalogue((world, fr, gb, french))

    assert catalogue.carriers_for("FR") == (french, fr, gb, world)
    assert catalogue.carriers_for(None) == (world, french, gb, fr)
    assert catalogue.carriers_for("DE") == (french, gb, fr, world)


# What the files say


def test_every_country_is_there() -> None:
    countries = {carrier.country for carrier in CATALOGUE.carriers}

    assert countries == {"FR", "GB", "BE", "ES", "IN", "CH", "DE", "CN", None}
    assert len(list(DIRECTORY.glob("*.json"))) == len(countries)


def test_france_has_every_brand_of_the_research() -> None:
    french = {carrier.name for carrier in CATALOGUE.carriers if carrier.country == "FR"}

    assert french == {
        "Bouygues Telecom",
        "Coriolis",
        "Free",
        "La Poste Mobile",
        "Lebara",
        "Lycamobile",
        "NRJ Mobile",
        "Orange",
        "Prixtel",
        "RED",
        "SFR",
        "Sosh",
        "Syma",
    }


@pytest.mark.parametrize(
    ("carrier", "offer"),
    [pytest.param(*each, id=f"{each[0].carrier_id}.{each[1].offer_id}") for each in OFFERS],
)
def test_an_offer_is_settings_that_a_line_can_have(carrier, offer) -> None:
    settings = offer.settings

    assert settings == json.loads(json.dumps(settings))
    assert None not in settings.values()
    assert settings["offer"] == offer.name
    if offer.currency:
        assert parse_currency(settings["currency"]) == offer.currency
    assert ("rule" in settings) == (offer.rule is not None)
    if offer.rule:
        assert rule_of(settings) is not None


def test_enough_offers_have_a_rule() -> None:
    assert sum(offer.rule is not None for _, offer in OFFERS) >= 18


def test_short_codes_of_france_are_hints_to_be_checked() -> None:
    hints = {
        (carrier.carrier_id, channel.code): channel
        for carrier in CATALOGUE.carriers
        for channel in carrier.channels
        if channel.confidence is Confidence.D
    }

    assert set(hints) == {
        ("fr.bouygues_telecom", "630"),
        ("fr.free", "3244"),
        ("fr.lycamobile", "*131#"),
        ("fr.orange", "#123#"),
        ("fr.orange", "3970"),
        ("fr.orange", "740"),
        ("fr.sfr", "950"),
        ("fr.sfr", "963"),
    }
    for channel in hints.values():
        assert channel.source.startswith("Not found at an official source")
        assert "Check it with the carrier" in channel.instruction["en"]


def test_every_text_is_in_three_languages_which_differ() -> None:
    texts = [
        texts
        for _, part in EVERYTHING
        if (texts := getattr(part.fact, "text", None) or getattr(part.fact, "instruction", None))
    ]

    assert len(texts) > 40
    for each in texts:
        assert set(each) == set(CODES)
        assert len(set(each.values())) == 3
        assert re.search(r"[\u4e00-\u9fff]", each["zh-Hans"])
        assert not re.search(r"[\u4e00-\u9fff]", each["en"] + each["fr"])
        assert not re.search(r"[^\u00a0][:;?!»]", each["fr"])


def test_nothing_was_checked_tomorrow() -> None:
    assert len(EVERYTHING) > 100
    assert [each for each in EVERYTHING if each[1].fact.checked_on > date.today()] == []  # noqa: DTZ011


def test_rules_that_were_last_seen_in_2015_say_that_they_are_old() -> None:
    today = date(2026, 11, 23)
    for carrier_id, offer_id in (("fr.sfr", "la_carte"), ("fr.bouygues_telecom", "carte_prepayee")):
        offer = CATALOGUE.carrier(carrier_id).offer(offer_id)

        assert Part("rule", offer.rule) in offer.doubts(today)
        assert (offer.rule.checked_on.year, offer.rule.is_unsure) == (2015, False)


def test_what_is_recent_and_official_is_not_doubted() -> None:
    offer = CATALOGUE.carrier("fr.la_poste_mobile").offer("carte_prepayee")

    assert offer.doubts(date(2026, 11, 24)) == ()
    assert {part.name for part in offer.doubts(date(2027, 11, 24))} == {"price", "rule", "note"}


def rule(carrier_id: str, offer_id: str) -> Any:
    return rule_of(CATALOGUE.carrier(carrier_id).offer(offer_id).settings)


@pytest.mark.parametrize(
    ("carrier_id", "offer_id", "expected"),
    [
        ("fr.orange", "mobicarte", MOBICARTE),
        ("fr.sfr", "la_carte", SFR_LA_CARTE),
        ("fr.bouygues_telecom", "carte_prepayee", BOUYGUES),
        ("fr.la_poste_mobile", "carte_prepayee", LA_POSTE),
        ("fr.lebara", "prepaye", LEBARA),
        ("gb.asda_mobile", "pay_as_you_go", ASDA),
        ("gb.giffgaff", "goodybag", GOODYBAG),
        ("es.orange", "prepago", ORANGE_ES),
        ("world.1nce", "lifetime_flat", ONE_NCE),
    ],
)
def test_the_rules_are_those_of_the_table_of_facts(carrier_id, offer_id, expected) -> None:
    assert rule(carrier_id, offer_id) == expected


@pytest.mark.parametrize(
    ("carrier_id", "offer_id", "events", "expected"),
    [
        ("fr.orange", "mobicarte", [top_up("2026-01-31", "5")], ("2026-03-02", "2026-03-02")),
        ("fr.orange", "mobicarte", [top_up("2026-01-31", "10")], ("2026-03-02", "2026-07-31")),
        (
            "fr.orange",
            "mobicarte",
            [top_up("2026-01-31", "10"), top_up("2026-02-15", "5")],
            ("2026-04-01", "2026-07-31"),
        ),
        ("fr.orange", "mobicarte", [top_up("2026-01-31", "4.99")], ("None", "None")),
        ("fr.orange", "holiday_europe", [top_up("2026-07-01")], ("2026-07-15", "None")),
        ("fr.sfr", "la_carte", [top_up("2026-08-01", "20")], ("2026-08-31", "2027-02-28")),
        (
            "fr.bouygues_telecom",
            "carte_prepayee",
            [top_up("2026-08-01", "15")],
            ("2026-08-31", "2027-04-30"),
        ),
        (
            "fr.la_poste_mobile",
            "carte_prepayee_internationale",
            [top_up("2026-05-01"), used("2026-05-10")],
            ("2026-06-09", "None"),
        ),
        (
            "fr.lebara",
            "prepaye",
            [used("2026-01-05"), top_up("2026-03-01", "10")],
            ("2026-05-30", "2026-04-05"),
        ),
        (
            "gb.giffgaff",
            "airtime",
            [top_up("2026-01-31"), used("2026-02-28", ActivityKind.DATA)],
            ("2026-08-28", "None"),
        ),
        ("gb.lycamobile", "one_year", [top_up("2026-04-30", "15")], ("None", "2027-04-30")),
        ("be.base", "prepaid", [top_up("2026-02-28")], ("2027-02-28", "None")),
        ("be.carrefour_mobile", "prepaid", [used("2026-08-31")], ("2027-02-28", "None")),
        ("ch.sunrise", "prepaid", [used("2026-01-31")], ("2027-06-30", "None")),
        (
            "es.orange",
            "prepago",
            [top_up("2026-01-01"), top_up("2026-01-20")],
            ("2026-02-17", "None"),
        ),
        (
            "world.breeze",
            "pack_7_days",
            [top_up("2026-03-01"), used("2026-03-20", ActivityKind.DATA)],
            ("2026-03-27", "2026-09-20"),
        ),
    ],
)
def test_an_offer_leads_to_the_dates_that_were_worked_out_by_hand(
    carrier_id, offer_id, events, expected
) -> None:
    assert ends(rule(carrier_id, offer_id), *events) == expected


def test_what_a_carrier_counts_by_itself() -> None:
    assert isinstance(rule("fr.free", "forfait_2"), Subscription)
    assert CATALOGUE.carrier("fr.free").offer("forfait_2").price.value == 2
    jio = rule("in.jio", "prepaid")
    assert isinstance(jio, BalanceBurn)
    assert str(jio.lasts_until(Decimal(100), date(2026, 1, 31))) == "2026-06-30"


# The tables in the docs


def test_the_tables_are_what_the_catalogue_says() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")

    assert written(document, CATALOGUE) == document


def test_a_table_that_drifts_is_noticed_and_written_anew(tmp_path, capsys) -> None:
    drifted = tmp_path / "catalogue.md"
    right = DOCUMENT.read_text(encoding="utf-8")
    drifted.write_text(right.replace("8 months more", "9 months more"), encoding="utf-8")

    assert main(["--check"], drifted) == 1
    assert "catalogue.md" in capsys.readouterr().out
    assert "9 months more" in drifted.read_text(encoding="utf-8")
    assert main([], drifted) == 0
    assert drifted.read_text(encoding="utf-8") == right
    assert main(["--check"], drifted) == 0


def test_a_document_without_the_places_for_the_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="begin offers"):
        written("# The catalogue", CATALOGUE)


def test_an_offer_is_a_row_and_a_hint_is_another(tmp_path) -> None:
    second = {"id": "b", "name": "B | C", "offers": []}
    catalogue = load(tmp_path, changed("carriers[1]", second))

    assert offers_table(catalogue).splitlines()[2:] == [
        r"| FR | B \| C |  |  | not known |  |  |",
        "| FR | Carrier A | Card | 9.90 EUR | from 5 EUR: credit 30 days | A | 2015-06-03 |",
    ]
    assert unsure_table(catalogue).splitlines()[2:] == [
        "| FR | all | note | Ask. | C | 2026-11-23 | https://a.example/b |",
        r"| FR | Carrier A, Card | channel | code: \*123# | D | 2026-11-23 | https://a.example/b |",
    ]


def test_a_hint_of_any_kind_can_be_said(tmp_path) -> None:
    document = json.dumps(DOCUMENT_OF_ONE).replace('"confidence": "A"', '"confidence": "C"')

    said = unsure_table(load(tmp_path, document.replace('"confidence": "B"', '"confidence": "C"')))

    assert [line.split(" | ")[2:4] for line in said.splitlines()[2:]] == [
        ["note", "Ask."],
        ["networks", "B"],
        ["domains", "a.example"],
        ["channel", "website: https://www.a.example/pay"],
        ["note", "Ask."],
        ["price", "9.90 EUR"],
        ["rule", "from 5 EUR: credit 30 days"],
        ["channel", "phone call: tel:+33639980001"],
        ["channel", r"code: \*123#"],
        ["channel", "shop: Ask."],
        ["note", "Ask."],
    ]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            {"rule": "fixed_term", "term": 1, "term_unit": "days", "extends_from": "current_end"},
            "1 day, always from the present end",
        ),
        (
            {
                "rule": "fixed_term",
                "term": 72,
                "term_unit": "hours",
                "starts": "first_use",
                "minimum": 5,
                "ends_when_empty": True,
            },
            "72 hours from the first use; at least 5 EUR; ends with its data",
        ),
        (
            {
                "rule": "calendar_month",
                "term": 1,
                "term_unit": "months",
                "anniversary_day": 15,
                "extends_from": "today",
            },
            "1 month to day 15, always from the day of the renewal",
        ),
        (
            {
                "rule": "activity",
                "term": 6,
                "term_unit": "months",
                "kinds": ["top_up", "sms"],
                "grace": 90,
                "grace_unit": "days",
            },
            "6 months from the last of: top-up, SMS; number kept 90 days more",
        ),
        (
            {
                "rule": "credit_ladder",
                "steps": [
                    {"amount": 5, "service_days": 30, "number_months": 1},
                    {"amount": 10.5, "number_months": 6},
                ],
            },
            "from 5 EUR: credit 30 days, number 1 month; from 10.5 EUR: number 6 months",
        ),
        (
            {"rule": "balance_burn", "fee": 20, "term": 30, "term_unit": "days"},
            "as long as the credit pays 20 EUR for each 30 days",
        ),
        (
            {"rule": "subscription", "term": 1, "term_unit": "months"},
            "1 month, renews by itself",
        ),
        (
            {"rule": "never", "kept_by_use": 6, "kept_by_use_unit": "months"},
            "never ends; number kept 6 months from the last use",
        ),
    ],
)
def test_a_rule_of_every_family_is_accepted_built_and_said(tmp_path, settings, words) -> None:
    catalogue = load(tmp_path, changed(RULE, settings))

    (offer,) = catalogue.carriers[0].offers
    built = rule_of(offer.settings)
    assert validity(offer.rule.value, "EUR") == words
    assert type(built) is BUILT[settings["rule"]]
    assert built.ends_when_empty is ("ends_when_empty" in settings)
    assert bool(built.grace) is ("grace" in settings)
    assert bool(built.kept_by) is ("kept_by_use" in settings)


def test_the_words_for_an_unknown_kind_of_fact_are_not_made_up() -> None:
    with pytest.raises(TypeError):
        says(Sourced(**sourced("2026-11-23")), "EUR")
