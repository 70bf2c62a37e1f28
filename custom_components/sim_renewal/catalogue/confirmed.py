"""The ways to renew that a tap may open: the carrier's own, and none that is only a hint."""

from ..core.channels import LinkForm, RenewalChannel, link_form
from ..core.line import Line
from ..core.model import Channel
from .facts import Carrier, Catalogue
from .links import SiteVerdict, verdict_on

_OWN = frozenset({SiteVerdict.OFFICIAL, SiteVerdict.UNKNOWN})
"""Sites that are the carrier's, or that a person named for a carrier of which none is known."""


def confirmed_ways(line: Line, catalogue: Catalogue) -> tuple[RenewalChannel, ...]:
    """Return the ways that may be opened; what a person typed in is their own word. Reads disk."""
    carrier = catalogue.carrier(line.carrier_id or "")
    return tuple(
        way
        for way in line.channels
        if way.kind is not Channel.MARKETPLACE
        and not _is_only_a_hint(way, carrier)
        and _is_own(way, carrier, catalogue)
    )


def _is_only_a_hint(way: RenewalChannel, carrier: Carrier | None) -> bool:
    """Return whether a link or code is the catalogue's, which has not found it confirmed."""
    if carrier is None:
        return False
    offers = (None, *carrier.offers)
    known = [each for offer in offers for each in carrier.channels_for(offer)]
    same = [
        each.is_unsure
        for each in known
        if (way.link and way.link in {each.link, f"tel:{each.code}"})
        or (way.code and way.code == each.code)
    ]
    return bool(same) and all(same)


def _is_own(way: RenewalChannel, carrier: Carrier | None, catalogue: Catalogue) -> bool:
    if way.link is None or link_form(way.link) is not LinkForm.SITE:
        return True
    verdict = verdict_on(way.link, carrier, catalogue)
    return verdict in _OWN or (way.kind is Channel.APP and verdict is SiteVerdict.APP_STORE)
