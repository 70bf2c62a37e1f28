"""What a button on a phone opens: the carrier's own site, else its app, else another way."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .channels import LinkForm, RenewalChannel, link_form, tel_link
from .model import Channel

_FIRST = (Channel.WEBSITE, Channel.APP, Channel.MINI_PROGRAM)
"""What is opened before anything else, in this order."""


class System(StrEnum):
    """The system of a phone, as far as it is known; it decides which links a button can open."""

    ANDROID = "android"
    IOS = "ios"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """A way to renew, and the address that opens it on one system."""

    channel: RenewalChannel
    uri: str


def opening_of(channels: Iterable[RenewalChannel], system: System) -> Opening | None:
    """Return the best way to renew that a button can open; a USSD code is dialled.

    A marketplace is never opened: whoever sells there has to be looked at first.
    """
    for channel in sorted(channels, key=_rank):
        if channel.kind is Channel.MARKETPLACE:
            continue
        link = channel.link or (tel_link(channel.code) if channel.code else None)
        uri = _uri(link, system) if link else None
        if uri is not None:
            return Opening(channel, uri)
    return None


def _rank(channel: RenewalChannel) -> int:
    return _FIRST.index(channel.kind) if channel.kind in _FIRST else len(_FIRST)


def _uri(link: str, system: System) -> str | None:
    """Return a link as a system wants it, or `None` where it cannot open it."""
    form = link_form(link)
    if form is None or form is LinkForm.SITE:
        return link if form else None
    if system is System.ANDROID:
        return link if link.lower().startswith("app:") else f"deep-link://{link}"
    return link if form is LinkForm.CALL else None
