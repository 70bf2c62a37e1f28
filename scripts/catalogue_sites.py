"""Looks whose sites the catalogue names: `python -m scripts.catalogue_sites`.

What looks like another carrier's site, or is a place that anybody can have of a hosting service,
must never be taken for a carrier's own. Home Assistant does not look: the public suffixes would be
read at each start, for files that come with the integration.
"""

from collections.abc import Iterator
from itertools import combinations
import sys

from publicsuffixlist import PublicSuffixList

from custom_components.sim_renewal.catalogue.facts import Carrier, Catalogue
from custom_components.sim_renewal.catalogue.links import SiteVerdict, site_of, verdict_on
from custom_components.sim_renewal.catalogue.loader import load_catalogue
from custom_components.sim_renewal.core.imitation import leads_with, outline, shown


def problems(catalogue: Catalogue) -> Iterator[str]:
    """Return what is wrong with a domain or a link, and whose it is said to be."""
    every, registered = PublicSuffixList(), PublicSuffixList(only_icann=True)
    domains = {
        domain: carrier.carrier_id for carrier in catalogue.carriers for domain in _domains(carrier)
    }
    for domain, carrier_id in domains.items():
        if every.privatesuffix(domain) != registered.privatesuffix(domain):
            yield f"{carrier_id}: {domain} is a place at a hosting service"
    for first, second in combinations(domains, 2):
        if _resemble(first, second):
            yield f"{domains[second]}: {second} looks like {first} of {domains[first]}"
    for carrier in catalogue.carriers:
        for link in _links(carrier):
            if verdict_on(link, carrier, catalogue) is SiteVerdict.LOOK_ALIKE:
                yield f"{carrier.carrier_id}: {link} imitates another site"


def _resemble(first: str, second: str) -> bool:
    """Return whether two domains of different owners look alike, or one stands in the other."""
    one, other = (shown(site_of(f"https://{each}") or each) for each in (first, second))
    if one == other:
        return False
    hosts = shown(first), shown(second)
    return outline(one) == outline(other) or leads_with(*hosts) or leads_with(*reversed(hosts))


def _domains(carrier: Carrier) -> tuple[str, ...]:
    return carrier.domains.value if carrier.domains else ()


def _links(carrier: Carrier) -> Iterator[str]:
    for ways in (carrier.channels, *(offer.channels for offer in carrier.offers)):
        yield from (way.link for way in ways if way.link)


def main() -> int:
    """Print what is wrong, and return 1 where anything is."""
    found = list(problems(load_catalogue()))
    print("\n".join(found) or "Every site is that of its carrier")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
