"""A carrier's text about a line: it is read, what is certain is kept, and the text is forgotten."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from homeassistant.core import HomeAssistant

from ..catalogue import async_get_catalogue
from ..catalogue.facts import Catalogue
from ..core.channels import host_of
from ..core.dates import zone_of
from ..core.messages import Finding, Understanding, Unlimited
from ..core.model import Channel
from ..core.questions import SHOWN
from ..core.record import Record
from ..core.texts import Known, Taken, take_text
from ..household.coordinator import LineCoordinator
from ..texts.currencies import writings_of
from ..texts.sentences import async_texts


@dataclass(frozen=True, slots=True)
class ReceivedText:
    """A text, who sent it if that is known, and when it was received."""

    text: str
    sender: str | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ReadText:
    """What was understood of a text, and what of it was taken over to a line."""

    understanding: Understanding
    taken: Taken


def own_sites(line: LineCoordinator, catalogue: Catalogue) -> frozenset[str]:
    """Return the sites that a text of a line may name: carriers', and those of its own links."""
    links = (
        host_of(channel.link)
        for channel in line.settings.channels
        if channel.link and channel.kind is not Channel.MARKETPLACE
    )
    domains = (
        domain
        for carrier in catalogue.carriers
        if carrier.domains
        for domain in carrier.domains.value
    )
    return frozenset(each for each in (*links, *domains) if each)


async def async_read_text(
    line: LineCoordinator,
    message: ReceivedText,
    now: datetime,
    *,
    dry_run: bool = False,
    is_confirmed: bool = False,
) -> ReadText:
    """Read a text and keep what is certain; raises `MessageTooLong` and `RecordNotSaved`.

    With `dry_run` it is only read. `is_confirmed` if a person has looked at it.
    """
    line.refuse_if_damaged()
    zone = zone_of(now)
    offer = line.settings.offer
    sites = own_sites(line, await async_get_catalogue(line.hass))

    def read() -> Understanding:
        from ..core.messages.reader import read_message  # noqa: PLC0415 - it takes long

        return read_message(
            message.text,
            received_on=message.received_at.astimezone(zone).date(),
            sender=message.sender,
            carrier=line.settings.carrier,
            currency=offer.currency,
            country=line.settings.country,
            writings=writings_of(offer.currency),
            sites=sites,
        )

    understanding = await line.hass.async_add_executor_job(read)

    def take(record: Record) -> Taken:
        known = Known(
            record=record,
            clocks=line.ledger_clocks,
            currency=offer.currency,
            fed=line.told_by_source,
            rule=offer.rule,
            price=offer.price,
            is_confirmed=is_confirmed,
        )
        return take_text(understanding, message.received_at, known)

    if dry_run:
        return ReadText(understanding, take(line.record))
    return ReadText(understanding, await line.async_apply_text(take, message.received_at))


async def async_read_text_response(hass: HomeAssistant, heard: ReadText) -> dict[str, Any]:
    """Return what was understood with the words it came from, in Home Assistant's language."""
    texts = await async_texts(hass, hass.config.language)

    def sentence(key: str) -> str:
        return texts[key]

    return {
        "understood": [
            {
                "kind": each.finding.kind,
                **_value(each.finding),
                "words": each.finding.words,
                "applied": each.why_not is None,
                "why_not": each.why_not,
                "message": each.why_not and sentence(f"text_not_{each.why_not}"),
            }
            for each in heard.taken.outcomes
        ],
        "doubts": [
            {
                "reason": doubt.reason,
                "kind": doubt.kind,
                "words": doubt.words,
                "message": sentence(f"text_doubt_{doubt.reason}"),
            }
            for doubt in heard.understanding.doubts
        ],
        "applied": heard.taken.applied,
    }


def _value(finding: Finding) -> dict[str, Any]:
    """Return a value as JSON has it, in the units of `update_balance`."""
    value = finding.value
    if isinstance(value, Unlimited):
        return {"value": value.value, "unit": None}
    if isinstance(value, date):
        return {"value": value.isoformat(), "unit": None}
    factor, unit = SHOWN.get(finding.kind, (1, finding.currency))
    return {"value": float(value / Decimal(factor)), "unit": unit}
