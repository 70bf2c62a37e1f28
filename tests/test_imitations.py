"""How many of a set of imitations the scam guard refuses, with the catalogue as it is shipped."""

from pathlib import Path
from typing import NamedTuple

import pytest

from custom_components.sim_renewal.catalogue.links import SiteVerdict, verdict_on
from custom_components.sim_renewal.catalogue.loader import load_catalogue
from custom_components.sim_renewal.core.messages.links import strange_sites
from custom_components.sim_renewal.core.messages.sites import OWN_HOSTS, OWN_SITES

CATALOGUE = load_catalogue()
LEAST_REFUSED = 0.95


class Imitation(NamedTuple):
    """A made-up name, the carrier whose customers it is for, and the half of the set it is in."""

    half: str
    carrier: str
    name: str


NAMES = [
    Imitation(*line.split())
    for line in Path(__file__).with_name("imitations.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def verdict(name: str, carrier_id: str) -> SiteVerdict:
    """Return what is said of a site to somebody with a line of a carrier."""
    return verdict_on(f"https://{name}/", CATALOGUE.carrier(carrier_id), CATALOGUE)


def test_every_carrier_has_domains_to_compare_with() -> None:
    assert [each.carrier_id for each in CATALOGUE.carriers if not each.domains] == []


@pytest.mark.parametrize("half", ["seen", "kept"])
def test_nearly_every_imitation_is_refused_and_none_is_official(half) -> None:
    found = {
        each.name: verdict(each.name, f"fr.{each.carrier}") for each in NAMES if each.half == half
    }
    refused = [name for name, each in found.items() if each is SiteVerdict.LOOK_ALIKE]

    assert len(found) == 40
    assert SiteVerdict.OFFICIAL not in found.values()
    assert len(refused) >= LEAST_REFUSED * len(found), found.keys() - set(refused)


def test_in_a_carriers_text_each_of_them_is_a_strangers() -> None:
    unseen = [
        each.name
        for each in NAMES
        if not list(strange_sites(f"Votre solde : 5,00 EUR. https://{each.name}/x", each.carrier))
    ]

    assert unseen == []


@pytest.mark.parametrize("carrier", CATALOGUE.carriers, ids=lambda each: each.carrier_id)
def test_no_carriers_own_site_is_an_imitation(carrier) -> None:
    known = {domain for each in CATALOGUE.carriers for domain in each.domains.value}
    sites = known | OWN_SITES | OWN_HOSTS

    assert [
        site for site in sites if verdict(site, carrier.carrier_id) is SiteVerdict.LOOK_ALIKE
    ] == []


@pytest.mark.parametrize(
    ("site", "carrier_id"),
    [
        ("travel.orange.com", "fr.orange"),
        ("boutique.orange.fr", "fr.orange"),
        ("www.sfr.fr", "fr.sfr"),
        ("www.bouyguestelecom-pro.fr", "fr.bouygues_telecom"),
        ("assistance.free.fr", "fr.free"),
    ],
)
def test_genuine_addresses_are_official(site, carrier_id) -> None:
    assert verdict(site, carrier_id) is SiteVerdict.OFFICIAL


@pytest.mark.parametrize(
    ("site", "carrier_id"),
    [
        ("mobile.lebara.com", "fr.lebara"),
        ("www.orange.com", "fr.orange"),
        ("orange.re", "fr.orange"),
        ("sfr.re", "fr.sfr"),
        ("bouygues-immobilier.com", "fr.bouygues_telecom"),
        ("www.bouygues.com", "fr.bouygues_telecom"),
        ("tabac-info-service.fr", "fr.orange"),
        ("borne-recharge.fr", "fr.orange"),
        ("coupon-reduction.fr", "fr.orange"),
        ("simulateur.fr", "fr.orange"),
        ("services.fr", "fr.orange"),
        ("freelance.com", "fr.free"),
        ("china-sim.example", "cn.china_telecom"),
        ("redhat.com", "fr.red"),
    ],
)
def test_what_only_resembles_is_another_site(site, carrier_id) -> None:
    assert verdict(site, carrier_id) is SiteVerdict.OTHER_SITE
