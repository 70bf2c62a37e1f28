"""Adding a line from the catalogue: carrier, offer, and all that they fill in for a person."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.sim_renewal.catalogue.loader import load_catalogue
from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.settings.rules import rule_of

from .conftest import LINE_ID, line_subentry
from .dialogs import (
    check_form,
    choices,
    choose,
    go_on,
    shown,
    sim_of_new_line,
    terms_of,
)

CATALOGUE = load_catalogue()
OFFERS = [
    pytest.param(carrier, offer, id=f"{carrier.carrier_id}.{offer.offer_id}")
    for carrier in CATALOGUE.carriers
    for offer in carrier.offers
]
NOTHING_TO_CHOOSE = [
    pytest.param(carrier, id=carrier.carrier_id)
    for carrier in CATALOGUE.carriers
    if carrier.channels and not carrier.offers
]

MOBICARTE = {
    "offer": "Mobicarte",
    "currency": "EUR",
    "rule": "credit_ladder",
    "term": 30,
    "term_unit": "days",
    "extends_from": "later",
    "grace_unit": "months",
}
LADDER = [
    {"amount": 5.0, "service_days": 30, "number_months": 1},
    {"amount": 10.0, "service_days": 30, "number_months": 6},
]
UNSAID = {"kept_by_use_unit": "days", "ends_when_empty": False}
"""What a form shows of settings that nobody told."""

SHOP = "https://boutique.orange.fr/vitrine/rechargements-mobile/mobicarte/"
ORANGE_WAYS = [
    ("app", None, None),
    ("shop", None, None),
    ("kiosk", None, None),
    ("marketplace", "https://www.amazon.fr/", None),
    ("marketplace", "https://www.cdiscount.com/", None),
    ("phone_call", "tel:740", None),
    ("phone_call", "tel:3970", None),
    ("code", None, "#123#"),
]
MOBICARTE_WAYS = [("website", SHOP, None), *ORANGE_WAYS]
PLAIN = {
    "currency": "EUR",
    "rule": "fixed_term",
    "term": 30,
    "term_unit": "days",
    "extends_from": "later",
    "grace_unit": "months",
}


SHOWN = {
    **{key: value for key, value in PLAIN.items() if key != "rule"},
    **UNSAID,
    "starts": "purchase",
}
"""What the form of one renewal shows of a plain term."""


async def start(hass, entry):
    return await sim_of_new_line(hass, entry)


async def offers_of(hass, entry, carrier: str):
    """Choose a carrier for a new line and return the form of its offers."""
    form = await go_on(hass, await start(hass, entry), name="Tante", carrier=carrier)
    check_form(form, "offer")
    assert form["last_step"] is False
    return form


async def take(hass, form, offer_id: str, /, *, rule: str | None = None):
    """Choose an offer; return the form of what one renewal brings."""
    return await terms_of(hass, await go_on(hass, form, offer_id=offer_id), rule=rule)


async def added(hass, entry, form, /, **typed):
    """Send the last form; return the new line."""
    result = await go_on(hass, form, **typed)
    assert result["reason"] == "reconfigure_successful"
    assert entry.state is ConfigEntryState.LOADED
    (line,) = (each for each in entry.subentries.values() if each.title == "Tante")
    return line


async def added_as_it_is(hass, entry, form):
    """Send every form that comes as it is shown; return the new line, and the forms."""
    seen = []
    while form["type"] is FlowResultType.FORM:
        check_form(form, form["step_id"])
        seen.append(form["step_id"])
        offer = {"offer_id": "other"} if form["step_id"] == "offer" else {}
        form = await go_on(hass, form, **(offer | shown(form)))
    (line,) = (each for each in entry.subentries.values() if each.title == "Tante")
    return line, seen


def ways_of(values) -> list[tuple[str, str | None, str | None]]:
    return [(way["kind"], way.get("link"), way.get("code")) for way in values["channels"]]


def labels(form, field: str) -> list[str]:
    return [option["label"] for option in choices(form, field)]


def dates(hass) -> tuple[str, str]:
    """Return both dates; a number of which nothing was told has no sensor."""
    number = hass.states.get("sensor.tante_number_until")
    until = "unknown" if number is None else number.state
    return hass.states.get("sensor.tante_service_until").state, until


# ---- the carrier -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "country", "first", "later"),
    [
        ("en", "FR", "Bouygues Telecom · France", "Telekom · Germany"),
        ("fr", "FR", "Bouygues Telecom · France", "Telekom · Allemagne"),
        ("zh-Hans", "FR", "Bouygues Telecom · 法国", "Airalo · 世界"),
        ("en", "GB", "ASDA Mobile · United Kingdom", "Airalo · world"),
    ],
)
async def test_carriers_of_the_home_country_come_first(
    hass, household, language, country, first, later
) -> None:
    hass.config.language = language
    await hass.config.async_update(country=country)

    offered = choices(await start(hass, await household()), "carrier")

    here = first.partition(" · ")[2]
    at_home = [each.endswith(f" · {here}") for each in offered]
    assert offered[0] == first
    assert at_home == sorted(at_home, reverse=True)
    assert 1 < sum(at_home) < len(offered)
    assert later in offered
    assert len(set(offered)) == len(offered) == len(CATALOGUE.carriers)


@pytest.mark.parametrize(
    ("typed", "country", "carrier_id", "name"),
    [
        ("fr.orange", "FR", "fr.orange", "Orange"),
        ("Orange · Spain", "FR", "es.orange", "Orange"),
        ("oRaNgE", "FR", "fr.orange", "Orange"),
        ("  ORANGE   france ", "FR", "fr.orange", "Orange"),
        ("orange", "ES", "es.orange", "Orange"),
        ("Giffgaff", "FR", "gb.giffgaff", "giffgaff"),
        ("AIRALO", "FR", "world.airalo", "Airalo"),
    ],
)
async def test_a_carrier_is_found_by_its_name_at_home_first(
    hass, household, typed, country, carrier_id, name
) -> None:
    await hass.config.async_update(country=country)
    entry = await household()

    form = await offers_of(hass, entry, typed)
    line, _ = await added_as_it_is(hass, entry, form)

    assert form["description_placeholders"] == {"carrier": name}
    found = None if carrier_id.startswith("world") else carrier_id[:2].upper()
    assert (line.data["carrier"], line.data["carrier_id"]) == (name, carrier_id)
    assert line.data.get("country") == found


@pytest.mark.parametrize(("typed", "country"), [("Corner shop", "FR"), ("Orange", "DE")])
async def test_a_carrier_that_is_not_known_or_could_be_two_stays_as_it_was_typed(
    hass, household, typed, country
) -> None:
    await hass.config.async_update(country=country)
    entry = await household()

    form = await go_on(hass, await start(hass, entry), name="Tante", carrier=typed)

    form = await terms_of(hass, form)
    assert form["last_step"] is True
    assert shown(form) == SHOWN
    assert form["description_placeholders"] == {"doubt": ""}
    line = await added(hass, entry, form)
    assert line.data["carrier"] == typed
    assert line.data.keys().isdisjoint({"carrier_id", "country", "offer_id", "channels"})


@pytest.mark.parametrize("carrier", NOTHING_TO_CHOOSE)
async def test_a_carrier_without_offers_fills_in_its_ways_to_renew_at_once(
    hass, household, carrier
) -> None:
    entry = await household()

    form = await go_on(hass, await start(hass, entry), name="Tante", carrier=carrier.carrier_id)
    form = await terms_of(hass, form)
    assert form["last_step"] is False
    assert shown(form) == SHOWN
    line, seen = await added_as_it_is(hass, entry, form)

    assert seen == ["terms", "channels"]
    assert line.data["carrier_id"] == carrier.carrier_id
    assert ways_of(line.data) == [(way.kind, way.link, way.code) for way in carrier.channels]


async def test_a_carrier_of_whom_nothing_but_the_name_is_known_asks_for_nothing_more(
    hass, household
) -> None:
    entry = await household()

    form = await go_on(hass, await start(hass, entry), name="Tante", carrier="fr.sosh")
    line, seen = await added_as_it_is(hass, entry, form)

    assert seen == ["rule", "terms"]
    assert (line.data["carrier_id"], line.data["country"]) == ("fr.sosh", "FR")
    assert "channels" not in line.data


# ---- the offers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "carrier", "offered"),
    [
        (
            "en",
            "fr.orange",
            ["Mobicarte · to be checked", "Holiday Europe · to be checked", "Another offer"],
        ),
        (
            "en",
            "fr.la_poste_mobile",
            ["Carte Prépayée · €9.90", "Carte Prépayée Internationale · €15.00", "Another offer"],
        ),
        (
            "fr",
            "fr.la_poste_mobile",
            [
                "Carte Prépayée · 9,90\u00a0€",
                "Carte Prépayée Internationale · 15,00\u00a0€",
                "Une autre offre",
            ],
        ),
        ("zh-Hans", "fr.orange", ["Mobicarte · 需核实", "Holiday Europe · 需核实", "其他套餐"]),
        ("de", "world.airalo", ["Data pack", "Another offer"]),
    ],
)
async def test_offers_have_their_price_and_say_where_a_fact_is_unsure_or_old(
    hass, household, language, carrier, offered
) -> None:
    hass.config.language = language

    form = await offers_of(hass, await household(), carrier)

    assert labels(form, "offer_id") == offered
    assert choices(form, "offer_id")[-1]["value"] == "other"
    assert shown(form) == {}


async def test_a_fact_grows_old_after_twelve_months(hass, household, paris) -> None:
    entry = await household()
    sure = ["Carte Prépayée · €9.90", "Carte Prépayée Internationale · €15.00"]

    paris.move_to("2027-11-23T23:00:00+01:00")
    form = await offers_of(hass, entry, "fr.la_poste_mobile")
    assert labels(form, "offer_id")[:2] == sure

    paris.move_to("2027-11-24T00:30:00+01:00")
    form = await offers_of(hass, entry, "fr.la_poste_mobile")
    assert labels(form, "offer_id")[:2] == [f"{each} · to be checked" for each in sure]


async def test_an_offer_of_somebody_else_is_refused_and_the_form_stays(hass, household) -> None:
    entry = await household()
    form = await offers_of(hass, entry, "fr.orange")

    with pytest.raises(InvalidData) as refusal:
        await go_on(hass, form, offer_id="la_carte")

    assert refusal.value.schema_errors.keys() == {"offer_id"}
    with pytest.raises(InvalidData) as refusal:
        await go_on(hass, form)
    assert refusal.value.schema_errors.keys() == {"offer_id"}
    check_form(await go_on(hass, form, offer_id="mobicarte"), "terms")


SOURCES = "(https://github.com/sim-renewal/sim-renewal/blob/main/docs/catalogue.md)"
ORANGE_SITE = "[orange.fr](https://orange.fr)"


@pytest.mark.parametrize(
    ("language", "carrier", "offer", "doubt"),
    [
        (
            "en",
            "fr.orange",
            "mobicarte",
            f"Validity: as of 2024, check on {ORANGE_SITE}. [Sources]{SOURCES}",
        ),
        (
            "fr",
            "fr.orange",
            "mobicarte",
            f"Validité\u00a0: données de 2024, à vérifier sur {ORANGE_SITE}. [Sources]{SOURCES}",
        ),
        (
            "zh-Hans",
            "fr.orange",
            "mobicarte",
            f"有效期：2024年的信息，请在 {ORANGE_SITE} 核实。 [来源]{SOURCES}",  # noqa: RUF001
        ),
        (
            "en",
            "fr.orange",
            "holiday_europe",
            f"Validity: not confirmed, check on {ORANGE_SITE}. [Sources]{SOURCES}",
        ),
        ("en", "fr.la_poste_mobile", "carte_prepayee", ""),
    ],
)
async def test_what_of_an_offer_is_unsure_is_one_sentence_with_a_link(
    hass, household, language, carrier, offer, doubt
) -> None:
    hass.config.language = language
    form = await offers_of(hass, await household(), carrier)

    form = await go_on(hass, form, offer_id=offer)

    check_form(form, "terms")
    assert form["description_placeholders"] == {"doubt": doubt}


# ---- a line from the catalogue -----------------------------------------------------------------


async def test_an_offer_fills_in_every_form_and_is_kept_with_its_ladder_and_ways(
    hass, household
) -> None:
    entry = await household(line_subentry())

    form = await go_on(hass, await offers_of(hass, entry, "fr.orange"), offer_id="mobicarte")
    check_form(form, "terms")
    assert form["last_step"] is False
    offered = MOBICARTE.keys() & {"offer", "currency", "extends_from", "grace_unit"}
    assert shown(form) == {
        **{key: MOBICARTE[key] for key in offered},
        "steps": LADDER,
        **UNSAID,
    }
    form = await go_on(hass, form)
    check_form(form, "channels")
    assert form["last_step"] is True
    assert ways_of(shown(form)) == MOBICARTE_WAYS
    assert form["description_placeholders"]["sites"] == (
        "- amazon.fr is a marketplace: check the seller.\n"
        "- cdiscount.com is a marketplace: check the seller."
    )
    channels = shown(form)["channels"]
    line = await added(hass, entry, form)

    assert line.data == {
        "carrier": "Orange",
        "carrier_id": "fr.orange",
        "country": "FR",
        "form": "physical",
        "offer_id": "mobicarte",
        **MOBICARTE,
        "steps": LADDER,
        "channels": channels,
    }


@pytest.mark.parametrize(
    ("language", "instruction"),
    [
        ("en", "In a shop of the carrier. Keep the receipt."),
        ("fr", "Dans une boutique de l’opérateur. Gardez le ticket."),  # noqa: RUF001
        ("zh-Hans", "到运营商营业厅办理，请保留小票。"),  # noqa: RUF001
        ("de", "In a shop of the carrier. Keep the receipt."),
    ],
)
async def test_ways_to_renew_are_filled_in_in_the_language_of_home_assistant(
    hass, household, language, instruction
) -> None:
    hass.config.language = language
    entry = await household()

    line, seen = await added_as_it_is(
        hass, entry, await take(hass, await offers_of(hass, entry, "fr.orange"), "mobicarte")
    )

    assert seen == ["terms", "channels"]
    assert {"kind": "shop", "instruction": instruction} in line.data["channels"]
    assert ways_of(line.data) == MOBICARTE_WAYS


@pytest.mark.parametrize(
    ("service_until", "amounts", "expected"),
    [
        # 30 days from the day of the top-up; the number for a month, or six
        (None, [5], ("2026-12-23", "2026-12-23")),
        (None, [10], ("2026-12-23", "2027-05-23")),
        # 30 days from the end that was still ahead; the number never goes before service
        ("2026-12-01", [5], ("2026-12-31", "2026-12-31")),
        ("2026-12-01", [10], ("2026-12-31", "2027-05-23")),
        ("2026-12-01", [5, 10], ("2027-01-30", "2027-05-23")),
        # below the lowest step nothing moves
        ("2026-12-01", [4], ("2026-12-01", "unknown")),
    ],
)
async def test_a_top_up_moves_both_clocks_as_the_ladder_of_the_catalogue_says(
    hass, household, act, service_until, amounts, expected
) -> None:
    entry = await household()
    form = await take(hass, await offers_of(hass, entry, "fr.orange"), "mobicarte")
    form = await go_on(hass, form, service_until=service_until)
    line = await added(hass, entry, form)

    for amount in amounts:
        await act("record_renewal", line.subentry_id, amount=amount, in_addition=True)

    assert dates(hass) == expected


async def test_another_offer_leaves_the_conditions_open_and_fills_in_the_carriers_ways(
    hass, household
) -> None:
    entry = await household()

    form = await go_on(hass, await offers_of(hass, entry, "fr.orange"), offer_id="other")

    check_form(form, "rule")
    assert shown(form) == {"rule": "fixed_term"}
    form = await terms_of(hass, form)
    assert form["last_step"] is False
    assert shown(form) == SHOWN
    assert form["description_placeholders"] == {"doubt": ""}
    form = await go_on(hass, form, offer="20 GB", price=9.99)
    check_form(form, "channels")
    assert ways_of(shown(form)) == ORANGE_WAYS
    line = await added(hass, entry, form)
    assert "offer_id" not in line.data
    assert (line.data["carrier_id"], line.data["offer"]) == ("fr.orange", "20 GB")
    assert (line.data["price"], line.data["rule"]) == (9.99, "fixed_term")


async def test_an_offer_whose_rule_nobody_found_asks_for_each_date(hass, household, act) -> None:
    entry = await household()

    form = await offers_of(hass, entry, "fr.syma")
    form = await go_on(hass, form, offer_id="recharge_5")
    check_form(form, "rule")
    assert shown(form) == {"rule": "none"}
    form = await terms_of(hass, form)
    assert shown(form) == {"offer": "Recharge 5 €", "price": 5.0, "currency": "EUR"}
    line, _ = await added_as_it_is(hass, entry, form)

    assert (line.data["offer_id"], line.data["rule"]) == ("recharge_5", "none")
    await act("record_renewal", line.subentry_id, amount=5, service_until="2026-12-24")
    assert dates(hass) == ("2026-12-24", "unknown")


async def test_everything_that_was_filled_in_can_be_changed_and_emptied(hass, household) -> None:
    entry = await household()
    form = await take(hass, await offers_of(hass, entry, "fr.orange"), "mobicarte")

    step = {"amount": 20, "service_days": 60}
    form = await go_on(hass, form, offer=None, currency="CHF", price=12, grace=2, steps=[step])
    own = {"kind": "shop", "instruction": "At the baker's"}
    line = await added(hass, entry, form, channels=[own])

    assert line.data == {
        "carrier": "Orange",
        "carrier_id": "fr.orange",
        "country": "FR",
        "form": "physical",
        "offer_id": "mobicarte",
        **{key: value for key, value in MOBICARTE.items() if key != "offer"},
        "currency": "CHF",
        "price": 12.0,
        "grace": 2,
        "steps": [{"amount": 20.0, "service_days": 60}],
        "channels": [own],
    }


@pytest.mark.parametrize(("channels", "kept"), [([], []), (None, None)])
async def test_the_rule_and_the_ways_of_an_offer_can_be_done_without(
    hass, household, channels, kept
) -> None:
    entry = await household()
    form = await take(hass, await offers_of(hass, entry, "fr.orange"), "other", rule="none")

    form = await go_on(hass, form)
    check_form(form, "channels")
    line = await added(hass, entry, form, channels=channels)

    assert line.data["rule"] == "none"
    assert line.data.keys().isdisjoint({"steps", "kept_by_use_unit", "ends_when_empty"})
    assert line.data.get("channels") == kept


@pytest.mark.parametrize(("carrier", "offer"), OFFERS)
async def test_every_offer_can_be_added_as_it_is(hass, household, carrier, offer) -> None:
    entry = await household()
    form = await offers_of(hass, entry, carrier.carrier_id)

    form = await go_on(hass, form, offer_id=offer.offer_id)
    line, seen = await added_as_it_is(hass, entry, form)

    found = {"carrier_id": carrier.carrier_id, "country": carrier.country, **offer.settings}
    assert {key: line.data.get(key) for key in found} == found
    assert line.data["offer_id"] == offer.offer_id
    assert line.data["currency"] == (offer.currency or "EUR")
    expected = rule_of(offer.settings) if offer.rule else None
    assert rule_of(line.data) == expected
    ways = carrier.channels_for(offer)
    assert ("channels" in seen) == bool(ways)
    assert [way["kind"] for way in line.data["channels"]] == [way.kind for way in ways]
    known = [each for way in ways for each in (way.link, way.code) if each]
    kept = [
        each.removeprefix("tel:")
        for way in line.data["channels"]
        for each in (way.get("link"), way.get("code"))
        if each
    ]
    assert kept == [each.removeprefix("tel:") for each in known]
    assert entry.state is ConfigEntryState.LOADED
    status = er.async_get(hass).async_get_entity_id("sensor", DOMAIN, f"{line.subentry_id}_status")
    assert hass.states.get(status).state in {"unknown", "active", "not_started"}


# ---- the first line of a household -------------------------------------------------------------


# ---- a line that is there already --------------------------------------------------------------


async def test_a_line_can_get_another_offer_of_its_carrier(hass, household) -> None:
    entry = await household(
        line_subentry(offer_id="mobicarte", promotion="Twice the data", grace=3, credit=7.0)
    )

    form = await choose(hass, entry, LINE_ID, "validity")
    check_form(form, "offer")
    assert shown(form) == {"offer_id": "mobicarte"}
    form = await take(hass, form, "holiday_europe")
    assert shown(form) == {**SHOWN, "offer": "Holiday Europe", "term": 14}
    form = await go_on(hass, form)
    check_form(form, "channels")
    result = await go_on(hass, form)

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    data = entry.subentries[LINE_ID].data
    assert (data["offer_id"], data["offer"], data["term"]) == (
        "holiday_europe",
        "Holiday Europe",
        14,
    )
    assert data.keys().isdisjoint({"price", "grace", "promotion"})
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"


@pytest.mark.parametrize("carrier_id", [None, "fr.prixtel"])
async def test_without_offers_the_kind_of_rule_is_the_choice(hass, household, carrier_id) -> None:
    entry = await household(line_subentry(carrier="Prixtel", carrier_id=carrier_id))

    form = await choose(hass, entry, LINE_ID, "validity")

    check_form(form, "rule")
    assert shown(form) == {"rule": "fixed_term"}


async def test_the_offer_that_a_line_has_stays_as_it_was_changed(hass, household) -> None:
    entry = await household(line_subentry(offer_id="mobicarte", price=12.0, term=28))
    before = entry.subentries[LINE_ID].data

    form = await terms_of(hass, await choose(hass, entry, LINE_ID, "validity"))
    assert form["last_step"] is True
    assert (shown(form)["price"], shown(form)["term"]) == (12.0, 28)
    assert (await go_on(hass, form))["reason"] == "reconfigure_successful"

    assert entry.subentries[LINE_ID].data == before


@pytest.mark.parametrize("rule", ["fixed_term", "none"])
async def test_an_offer_that_the_catalogue_does_not_know_stays_as_it_was_changed(
    hass, household, rule
) -> None:
    entry = await household(line_subentry(rule=rule))
    before = entry.subentries[LINE_ID].data

    form = await choose(hass, entry, LINE_ID, "validity")
    check_form(form, "offer")
    assert shown(form) == ({} if rule == "none" else {"offer_id": "other"})
    form = await take(hass, form, "other")
    assert (await go_on(hass, form))["reason"] == "reconfigure_successful"

    assert entry.subentries[LINE_ID].data == before


async def test_an_offer_that_is_given_up_takes_its_price_along(hass, household) -> None:
    entry = await household(line_subentry(offer_id="mobicarte", grace=3))

    form = await take(hass, await choose(hass, entry, LINE_ID, "validity"), "other")

    assert shown(form) == SHOWN


async def test_another_carrier_of_the_same_name_sells_its_own_offers(hass, household) -> None:
    entry = await household(
        line_subentry(carrier_id="es.orange", country="ES", offer_id="prepago", offer="Prepago")
    )

    form = await choose(hass, entry, LINE_ID, "sim")
    assert shown(form)["carrier"] == "Orange · Spain"
    form = await go_on(hass, form, carrier="Orange · France")

    check_form(form, "offer")
    assert shown(form) == {}
    form = await go_on(hass, form, offer_id="mobicarte")
    while form["type"] is FlowResultType.FORM:
        form = await go_on(hass, form)
    data = entry.subentries[LINE_ID].data
    assert (data["carrier_id"], data["country"], data["offer_id"]) == (
        "fr.orange",
        "FR",
        "mobicarte",
    )


@pytest.mark.parametrize(
    ("carrier", "carrier_id", "ways"),
    [
        ("Corner shop", None, [("website", "https://www.orange.fr/", None)]),
        ("fr.sosh", "fr.sosh", [("website", "https://www.orange.fr/", None)]),
        ("fr.prixtel", "fr.prixtel", [("website", "https://espaceclient.prixtel.com/", None)]),
    ],
)
async def test_another_carrier_without_offers_no_longer_has_the_former_ones_offer(
    hass, household, carrier, carrier_id, ways
) -> None:
    way = {"kind": "website", "link": "https://www.orange.fr/"}
    entry = await household(line_subentry(offer_id="mobicarte", channels=[way]))

    form = await go_on(hass, await choose(hass, entry, LINE_ID, "sim"), carrier=carrier)
    form = await terms_of(hass, form)
    assert shown(form)["offer"] == "Mobicarte"
    form = await go_on(hass, form)
    check_form(form, "channels")
    assert ways_of(shown(form)) == ways
    await go_on(hass, form)

    data = entry.subentries[LINE_ID].data
    assert "offer_id" not in data
    assert data.get("carrier_id") == carrier_id
    assert ways_of(data) == ways


async def test_a_carrier_that_was_typed_before_it_was_known_gets_its_id_and_no_question(
    hass, household
) -> None:
    entry = await household(line_subentry(carrier_id=None, country=None))

    result = await go_on(hass, await choose(hass, entry, LINE_ID, "sim"))
    assert result["reason"] == "reconfigure_successful"

    data = entry.subentries[LINE_ID].data
    assert (data["carrier"], data["carrier_id"], data["country"]) == ("Orange", "fr.orange", "FR")
    assert data["offer"] == "Mobicarte"
