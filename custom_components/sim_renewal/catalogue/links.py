"""Whose site a link leads to: the carrier's own, another one, or one that imitates it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

import idna
from publicsuffixlist import PublicSuffixList

from ..core.channels import Refusal, host_of, link_problem
from ..core.imitation import (
    holds_name,
    imitates,
    is_telling,
    leads_with,
    mentions,
    outline,
    plays_a_check,
    shown,
)
from ..core.messages.sites import OWN_SITES
from .facts import Carrier, Catalogue


class SiteVerdict(StrEnum):
    """Whose site a link leads to."""

    OFFICIAL = "official"
    MARKETPLACE = "marketplace"
    APP_STORE = "app_store"
    OTHER_SITE = "other_site"
    LOOK_ALIKE = "look_alike"
    UNKNOWN = "unknown"
    """No official site of the carrier is known, so there is nothing to compare with."""
    NO_SITE = "no_site"
    """The link is a call or an app, or no link at all."""


_SELLERS = {
    "aliexpress": "com us",
    "alibaba": "com",
    "allegro": "pl",
    "amazon": "ae ca cn co.jp co.uk com com.au com.be com.br com.mx com.tr de eg es fr ie in it nl"
    " pl sa se sg",
    "auchan": "fr",
    "backmarket": "com fr",
    "bol": "com",
    "boulanger": "com",
    "carrefour": "fr",
    "cdiscount": "com",
    "darty": "com",
    "ding": "com",
    "dundle": "com",
    "e": "leclerc",
    "ebay": "at be ca ch co.uk com com.au de es fr ie it nl pl",
    "eneba": "com",
    "etsy": "com",
    "fnac": "be ch com es pt",
    "g2a": "com",
    "goofish": "com",
    "jd": "com",
    "kaufland": "de",
    "kinguin": "net",
    "kkday": "com",
    "klook": "com",
    "lazada": "com",
    "leboncoin": "fr",
    "mobiletopup": "com",
    "otto": "de",
    "pinduoduo": "com",
    "rakuten": "co.jp com",
    "recharge": "com",
    "shopee": "com",
    "startselect": "com",
    "taobao": "com",
    "temu": "com",
    "tmall": "com",
    "trip": "com",
    "vinted": "com fr",
    "walmart": "com",
    "xiaohongshu": "com",
    "yangkeduo": "com",
}
MARKETPLACES = frozenset(
    f"{name}.{suffix}" for name, suffixes in _SELLERS.items() for suffix in suffixes.split()
)
"""Sites on which anybody may sell, and resellers of top-ups: check the seller there."""

APP_STORES = frozenset({"apps.apple.com", "play.google.com", "appgallery.huawei.com"})

_DISGUISES = frozenset({Refusal.LINK_HIDDEN_LOGIN, Refusal.LINK_DISGUISED})
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class _Site:
    """A host in ASCII, and the domain in it that somebody registered."""

    host: str
    domain: str

    @property
    def name(self) -> str:
        """What was registered, without the public suffix: `orange` of `www.orange.fr`."""
        return shown(self.domain.partition(".")[0])

    @property
    def subdomains(self) -> tuple[str, ...]:
        """The labels in front of the domain."""
        return tuple(shown(self.host.removesuffix(self.domain)).split(".")[:-1])

    def is_of(self, domains: Collection[_Site]) -> bool:
        """Return whether the host is one of `domains`, or below one and of the same owner."""
        return any(
            self.domain == each.domain and f".{self.host}".endswith(f".{each.host}")
            for each in domains
        )


def site_of(link: str) -> str | None:
    """Return the domain that the owner of a link's site registered, in ASCII. See `judge`."""
    host = host_of(link)
    site = _site(host) if host else None
    return site.domain if site else None


def verdict_on(link: str, carrier: Carrier | None, catalogue: Catalogue) -> SiteVerdict:
    """Return whose site a link leads to, as far as the catalogue tells. Reads from disk."""
    official = carrier.domains.value if carrier and carrier.domains else ()
    known = OWN_SITES.union(
        domain
        for each in catalogue.carriers
        if each.domains and each != carrier
        for domain in each.domains.value
    )
    names = (carrier.name, *carrier.aliases) if carrier else ()
    return judge(link, official, known_domains=known, names=names)


def is_look_alike(link: str, carrier: Carrier | None, catalogue: Catalogue) -> bool:
    """Return whether a link leads to a site that imitates the carrier's. Reads from disk."""
    return verdict_on(link, carrier, catalogue) is SiteVerdict.LOOK_ALIKE


def judge(
    link: str,
    official_domains: Collection[str],
    *,
    known_domains: Collection[str] = frozenset(),
    names: Collection[str] = (),
) -> SiteVerdict:
    """Return whose site a link leads to; the first call reads the public suffix list from disk.

    An official domain stands for itself and everything below it: `mobile.free.fr` leaves out the
    homepages of customers, which `free.fr` would take in. `known_domains` are those of other
    carriers, which resemble each other without imitating; `names` are what else the carrier is
    called. A link that may not be kept, for whatever reason, is never official.
    """
    host = host_of(link)
    if host is None:
        return SiteVerdict.NO_SITE
    problem = link_problem(link)
    if problem in _DISGUISES:
        return SiteVerdict.LOOK_ALIKE
    site, official = _site(host), _sites(official_domains)
    if site and site.is_of(official):
        return SiteVerdict.OTHER_SITE if problem else SiteVerdict.OFFICIAL
    verdict = _verdict_of_stranger(site, official, _sites(known_domains), names) if site else None
    return verdict or (SiteVerdict.OTHER_SITE if official else SiteVerdict.UNKNOWN)


def _verdict_of_stranger(
    site: _Site, official: Collection[_Site], known: Collection[_Site], names: Collection[str]
) -> SiteVerdict | None:
    """Return what a site that is not official is, or `None` where nothing is to be said of it."""
    marketplaces = _sites(MARKETPLACES)
    if site.is_of(marketplaces):
        return SiteVerdict.MARKETPLACE
    if site.host in APP_STORES:
        return SiteVerdict.APP_STORE
    if site.is_of(known):
        return SiteVerdict.OTHER_SITE
    is_look_alike = (
        plays_a_check(site.name)
        or any(_imitates(site, each) for each in official)
        or any(holds_name(site.name, each) for each in names)
        or any(_copies(site, each) for each in (*known, *marketplaces))
    )
    return SiteVerdict.LOOK_ALIKE if is_look_alike else None


def _imitates(site: _Site, official: _Site) -> bool:
    """Return whether a site is made to be taken for an official one, which it is not."""
    name = official.name
    if site.domain == official.domain:
        return False
    if leads_with(shown(site.host), shown(official.domain)):
        return True
    if len(name) < _SHORTEST_NAME:
        return False
    if imitates(site.name, name):
        return True
    return is_telling(name) and any(mentions(label, name) for label in site.subdomains)


def _copies(site: _Site, known: _Site) -> bool:
    """Return whether a site has the whole domain of another one, or looks exactly like it."""
    if site.domain == known.domain:
        return False
    return leads_with(shown(site.host), shown(known.host)) or outline(
        shown(site.domain)
    ) == outline(shown(known.domain))


@cache
def _suffixes() -> PublicSuffixList:
    """Return the public suffixes, with those under which anybody gets a domain of his own."""
    return PublicSuffixList()


def _site(host: str) -> _Site | None:
    """Return the site of a host, or `None` where the host is a public suffix itself."""
    ascii_host = ".".join(map(_ascii, host.split(".")))
    domain = _suffixes().privatesuffix(ascii_host)
    return _Site(ascii_host, domain) if domain else None


def _sites(domains: Collection[str]) -> tuple[_Site, ...]:
    return _sites_once(frozenset(domains))


@lru_cache(maxsize=64)
def _sites_once(domains: frozenset[str]) -> tuple[_Site, ...]:
    """Return the sites of domains; what has no owner of its own, as `github.io`, is left out."""
    hosts = (host_of(f"https://{domain}") for domain in domains)
    return tuple(site for host in hosts if host and (site := _site(host)))


def _ascii(label: str) -> str:
    """Return a label as it is looked up; one that cannot be stays as it is, and matches nothing."""
    try:
        return label if label.isascii() else idna.encode(label).decode("ascii")
    except idna.IDNAError:
        return label
