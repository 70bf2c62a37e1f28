"""What a button on a phone opens: the first way to renew that its system can reach by a link."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .channels import LinkForm, RenewalChannel, link_form, tel_link


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
    """Return the first way to renew that a button can open; a USSD code is dialled."""
    for channel in channels:
        link = channel.link or (tel_link(channel.code) if channel.code else None)
        uri = _uri(link, system) if link else None
        if uri is not None:
            return Opening(channel, uri)
    return None


def _uri(link: str, system: System) -> str | None:
    """Return a link as a system wants it, or `None` where it cannot open it."""
    form = link_form(link)
    if form is None or form is LinkForm.SITE:
        return link if form else None
    if system is System.ANDROID:
        return link if link.lower().startswith("app:") else f"deep-link://{link}"
    return link if form is LinkForm.CALL else None
