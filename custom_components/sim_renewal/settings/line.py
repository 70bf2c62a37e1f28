"""Lines as they were set up: the data of a subentry, read as the words of `core`."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.util.ulid import ulid_now

from ..const import (
    BYTES_PER_GIGABYTE,
    CONF_CARRIER,
    CONF_CARRIER_ID,
    CONF_CHANNELS,
    CONF_COUNTRY,
    CONF_CREDIT,
    CONF_CURRENCY,
    CONF_DATA_REMAINING,
    CONF_EID,
    CONF_FORM,
    CONF_ICCID,
    CONF_NUMBER,
    CONF_NUMBER_UNTIL,
    CONF_OFFER,
    CONF_OWNER,
    CONF_PRICE,
    CONF_PROMOTION,
    CONF_PROMOTION_UNTIL,
    CONF_REGISTER_BY,
    CONF_SERVICE_UNTIL,
    CONF_STANDING,
    SUBENTRY_LINE,
)
from ..core.channels import RenewalChannel
from ..core.evidence import Clock, Teller
from ..core.line import Line, Offer, Standing
from ..core.model import Bucket, Channel, Form, Measure, Reading
from ..core.record import Record
from .rules import exact, rule_of
from .source import source_of

CHANNEL_KIND = "kind"
CHANNEL_LINK = "link"
CHANNEL_CODE = "code"
CHANNEL_INSTRUCTION = "instruction"
"""What the settings of a line say of a way to renew it."""


def line_of(subentry: ConfigSubentry) -> Line:
    """Return the line that a subentry describes."""
    data = subentry.data
    source = source_of(data)
    return Line(
        line_id=subentry.subentry_id,
        name=subentry.title,
        form=Form(data[CONF_FORM]),
        carrier=data.get(CONF_CARRIER),
        number=data.get(CONF_NUMBER),
        iccid=data.get(CONF_ICCID),
        eid=data.get(CONF_EID),
        owner=data.get(CONF_OWNER),
        register_by=typed_date(data.get(CONF_REGISTER_BY)),
        standing=Standing(data.get(CONF_STANDING, Standing.IN_USE)),
        carrier_id=data.get(CONF_CARRIER_ID),
        country=data.get(CONF_COUNTRY),
        promotion=data.get(CONF_PROMOTION),
        promotion_until=typed_date(data.get(CONF_PROMOTION_UNTIL)),
        channels=tuple(map(_channel, data.get(CONF_CHANNELS, ()))),
        fed=source.fed if source else frozenset(),
        stale_after=source.stale_after if source else None,
        reset_day=source.reset_day if source else None,
        offer=Offer(
            name=data.get(CONF_OFFER),
            price=exact(data.get(CONF_PRICE)),
            currency=data[CONF_CURRENCY],
            rule=rule_of(data),
        ),
    )


def new_line(title: str, data: Mapping[str, Any], line_id: str | None = None) -> ConfigSubentry:
    """Return a line that is to be added, with an id of its own if it has none yet."""
    return ConfigSubentry(
        data=MappingProxyType(dict(data)),
        subentry_id=line_id or ulid_now(),
        subentry_type=SUBENTRY_LINE,
        title=title,
        unique_id=None,
    )


def first_record(data: Mapping[str, Any], measured_at: datetime) -> Record:
    """Return the record of a line of which only its settings are known."""
    dates = {
        clock: typed_date(data.get(field))
        for clock, field in ((Clock.SERVICE, CONF_SERVICE_UNTIL), (Clock.NUMBER, CONF_NUMBER_UNTIL))
        if data.get(field)
    }
    stated = Record().with_dates(measured_at, Teller.SETUP, **dates)
    return stated.with_reading(typed_reading(data, measured_at))


def typed_reading(data: Mapping[str, Any], measured_at: datetime) -> Reading:
    """Return the balance that a person typed into the dialog: data in GB, credit as money."""
    reading: Reading = {}
    if (gigabytes := exact(data.get(CONF_DATA_REMAINING))) is not None:
        reading[Bucket.DATA_REMAINING] = Measure(gigabytes * BYTES_PER_GIGABYTE, measured_at)
    if (credit := exact(data.get(CONF_CREDIT))) is not None:
        reading[Bucket.CREDIT] = Measure(credit, measured_at)
    return reading


def _channel(data: Mapping[str, Any]) -> RenewalChannel:
    return RenewalChannel(
        kind=Channel(data[CHANNEL_KIND]),
        link=data.get(CHANNEL_LINK),
        code=data.get(CHANNEL_CODE),
        instruction=data.get(CHANNEL_INSTRUCTION),
    )


def typed_date(text: str | None) -> date | None:
    """Return the civil day of an ISO 8601 text."""
    return date.fromisoformat(text) if text else None
