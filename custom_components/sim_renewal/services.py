"""Actions: what automations, scripts and people can do with lines, and ask about them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.service import (
    async_get_config_entry,
    async_get_device_and_config_entry,
)
import voluptuous as vol

from .const import BYTES_PER_GIGABYTE, DOMAIN
from .coordinator import LineCoordinator
from .core.line import clocks_of
from .core.model import Bucket, Channel, Measure, Reading, Renewal
from .core.validity import Clocks
from .household import Household
from .people import async_person_name
from .validation import (
    FieldError,
    parse_amount,
    parse_currency,
    parse_date,
    parse_past_date,
    parse_past_moment,
)

ATTR_AMOUNT = "amount"
ATTR_CHANNEL = "channel"
ATTR_CURRENCY = "currency"
ATTR_DATE = "date"
ATTR_MEASURED_AT = "measured_at"
ATTR_NOTE = "note"
ATTR_NUMBER_UNTIL = "number_until"
ATTR_PAYER = "payer"
ATTR_RECEIPT = "receipt"
ATTR_SERVICE_UNTIL = "service_until"

LONGEST_TEXT = 1000

BUCKETS: Mapping[str, tuple[Bucket, int]] = {
    "data": (Bucket.DATA_REMAINING, BYTES_PER_GIGABYTE),
    "allowance": (Bucket.DATA_ALLOWANCE, BYTES_PER_GIGABYTE),
    "voice": (Bucket.VOICE_REMAINING, 60),
    "sms": (Bucket.SMS_REMAINING, 1),
    "credit": (Bucket.CREDIT, 1),
}
"""The balance fields: data and allowance in GB, voice in minutes, SMS, credit as money."""

_ONE_LINE = {vol.Required(ATTR_DEVICE_ID): cv.string}
_SOME_LINES = {vol.Optional(ATTR_DEVICE_ID): vol.All(cv.ensure_list, [cv.string])}

RECORD_RENEWAL_SCHEMA = vol.Schema(
    {
        **_ONE_LINE,
        vol.Optional(ATTR_DATE): object,
        vol.Optional(ATTR_AMOUNT): object,
        vol.Optional(ATTR_CURRENCY): object,
        vol.Optional(ATTR_CHANNEL): object,
        vol.Optional(ATTR_PAYER): object,
        vol.Optional(ATTR_RECEIPT): object,
        vol.Optional(ATTR_NOTE): object,
        vol.Optional(ATTR_SERVICE_UNTIL): object,
        vol.Optional(ATTR_NUMBER_UNTIL): object,
    }
)
UPDATE_BALANCE_SCHEMA = vol.Schema(
    {
        **_ONE_LINE,
        **{vol.Optional(field): object for field in BUCKETS},
        vol.Optional(ATTR_MEASURED_AT): object,
    }
)
SET_VALIDITY_SCHEMA = vol.Schema(
    {
        **_ONE_LINE,
        vol.Optional(ATTR_SERVICE_UNTIL): object,
        vol.Optional(ATTR_NUMBER_UNTIL): object,
    }
)
QUERY_SCHEMA = vol.Schema(_SOME_LINES)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register every action; what a field holds is checked by the action, in the user's words."""
    for name, action, schema, response in (
        (
            "record_renewal",
            _async_record_renewal,
            RECORD_RENEWAL_SCHEMA,
            SupportsResponse.OPTIONAL,
        ),
        (
            "update_balance",
            _async_update_balance,
            UPDATE_BALANCE_SCHEMA,
            SupportsResponse.OPTIONAL,
        ),
        ("set_validity", _async_set_validity, SET_VALIDITY_SCHEMA, SupportsResponse.OPTIONAL),
        ("get_lines", _async_get_lines, QUERY_SCHEMA, SupportsResponse.ONLY),
        ("get_renewals", _async_get_renewals, QUERY_SCHEMA, SupportsResponse.ONLY),
    ):
        hass.services.async_register(DOMAIN, name, action, schema, supports_response=response)


async def _async_record_renewal(call: ServiceCall) -> ServiceResponse:
    household, line = _line_of(call.hass, call.data[ATTR_DEVICE_ID])
    today = household.now().date()
    renewed_on = _field(call, ATTR_DATE, lambda value: parse_past_date(value, today)) or today
    service_until = _field(call, ATTR_SERVICE_UNTIL, lambda value: parse_date(value, today))
    number_until = _field(call, ATTR_NUMBER_UNTIL, lambda value: parse_date(value, today))
    if service_until is not None and service_until < renewed_on:
        raise _refusal(ATTR_SERVICE_UNTIL, "before_renewal")
    _check_order(service_until or _service_by_rule(line, renewed_on, household.now()), number_until)
    recorded = await line.async_record_renewal(
        renewed_on=renewed_on,
        amount=_field(call, ATTR_AMOUNT, parse_amount),
        currency=_field(call, ATTR_CURRENCY, parse_currency),
        channel=_field(call, ATTR_CHANNEL, _parse_channel),
        payer=_field(call, ATTR_PAYER, _parse_text)
        or async_person_name(call.hass, call.context.user_id),
        receipt=_field(call, ATTR_RECEIPT, _parse_text),
        note=_field(call, ATTR_NOTE, _parse_text),
        service_until=service_until,
        number_until=number_until,
    )
    return {
        "renewal_id": recorded.renewal.renewal_id,
        "before": _clocks_response(recorded.before),
        "after": _clocks_response(recorded.after),
    }


async def _async_update_balance(call: ServiceCall) -> ServiceResponse:
    household, line = _line_of(call.hass, call.data[ATTR_DEVICE_ID])
    now = household.now()
    measured_at = _field(call, ATTR_MEASURED_AT, lambda value: parse_past_moment(value, now))
    reading: Reading = {
        bucket: Measure(amount * factor, measured_at or now)
        for field, (bucket, factor) in BUCKETS.items()
        if (amount := _field(call, field, parse_amount)) is not None
    }
    if not reading:
        raise _refusal(next(iter(BUCKETS)), "nothing_given")
    await line.async_update_balance(reading)
    return {"balance": _balance_response(line)}


async def _async_set_validity(call: ServiceCall) -> ServiceResponse:
    household, line = _line_of(call.hass, call.data[ATTR_DEVICE_ID])
    today = household.now().date()
    service_until = _field(call, ATTR_SERVICE_UNTIL, lambda value: parse_date(value, today))
    number_until = _field(call, ATTR_NUMBER_UNTIL, lambda value: parse_date(value, today))
    if service_until is None and number_until is None:
        raise _refusal(ATTR_SERVICE_UNTIL, "nothing_given")
    clocks = line.clocks_with(service_until, number_until)
    _check_order(clocks.service_until, clocks.number_until)
    before, after = await line.async_set_dates(clocks.service_until, clocks.number_until)
    return {"before": _clocks_response(before), "after": _clocks_response(after)}


async def _async_get_lines(call: ServiceCall) -> ServiceResponse:
    return {
        "lines": [_line_response(device_id, line) for device_id, line in _lines_of(call).items()]
    }


async def _async_get_renewals(call: ServiceCall) -> ServiceResponse:
    renewals = [
        (device_id, line, renewal)
        for device_id, line in _lines_of(call).items()
        for renewal in line.record.renewals
    ]
    renewals.sort(key=lambda each: (each[2].renewed_on, each[2].recorded_at), reverse=True)
    return {"renewals": [_renewal_response(*each) for each in renewals]}


def _line_of(hass: HomeAssistant, device_id: str) -> tuple[Household, LineCoordinator]:
    """Return the line whose device this is; raises a refusal that names the field."""
    device, entry = async_get_device_and_config_entry(hass, DOMAIN, device_id)
    household: Household = entry.runtime_data
    for domain, line_id in device.identifiers:
        if domain == DOMAIN and line_id in household.lines:
            line = household.lines[line_id]
            line.refuse_if_damaged()
            return household, line
    raise _refusal(ATTR_DEVICE_ID, "not_a_line")


def _lines_of(call: ServiceCall) -> dict[str, LineCoordinator]:
    """Return the chosen lines, or all readable ones, by device."""
    if ATTR_DEVICE_ID in call.data:
        return {
            device_id: _line_of(call.hass, device_id)[1] for device_id in call.data[ATTR_DEVICE_ID]
        }
    entry = async_get_config_entry(call.hass, DOMAIN, None)
    household: Household = entry.runtime_data
    return {
        dr.async_get_device_id_by_identifier(
            call.hass, (DOMAIN, line_id), config_entry_id=entry.entry_id
        ): line
        for line_id, line in household.lines.items()
        if line.last_update_success
    }


def _field[Value](call: ServiceCall, field: str, parse: Callable[[object], Value]) -> Value | None:
    """Return a checked field, or `None` where it was left out or empty."""
    value = call.data.get(field)
    if value is None or value == "":
        return None
    try:
        return parse(value)
    except FieldError as error:
        raise _refusal(field, error.reason) from None


def _refusal(field: str, reason: str) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=reason,
        translation_placeholders={"field": field},
    )


def _check_order(service_until: date | None, number_until: date | None) -> None:
    if service_until is not None and number_until is not None and number_until < service_until:
        raise _refusal(ATTR_NUMBER_UNTIL, "number_before_service")


def _service_by_rule(line: LineCoordinator, renewed_on: date, now: datetime) -> date | None:
    """Return the last day of service that a renewal without dates of its own would lead to."""
    renewal = Renewal(renewal_id="", renewed_on=renewed_on, recorded_at=now)
    return clocks_of(line.line, line.record.with_renewal(renewal)).service_until


def _parse_channel(value: object) -> Channel:
    try:
        return Channel(str(value))
    except ValueError:
        raise FieldError("unknown_channel") from None


def _parse_text(value: object) -> str:
    text = str(value).strip()
    if len(text) > LONGEST_TEXT:
        raise FieldError("text_too_long")
    return text


def _clocks_response(clocks: Clocks) -> dict[str, Any]:
    return {
        "service_until": _iso(clocks.service_until),
        "number_until": _iso(clocks.number_until),
    }


def _balance_response(line: LineCoordinator) -> dict[str, Any]:
    """Return the known buckets in the units of `update_balance`."""
    reading = line.data.reading
    return {
        field: _number(reading[bucket].amount / factor)
        for field, (bucket, factor) in BUCKETS.items()
        if bucket in reading
    }


def _line_response(device_id: str, line: LineCoordinator) -> dict[str, Any]:
    state, settings = line.data, line.line
    return {
        "device_id": device_id,
        "name": settings.name,
        "carrier": settings.carrier,
        "form": settings.form,
        "owner": settings.owner,
        "offer": settings.offer.name,
        "status": state.status,
        "renewal_due": state.renewal_due,
        **_clocks_response(state.clocks),
        "expires_at": _iso(state.expires_at),
        "days_left": state.days_left,
        "balance": _balance_response(line),
        "currency": settings.offer.currency,
        "renewal_price": _number(settings.offer.price),
        "last_renewal": _iso(state.renewed_on),
        "snoozed_until": _iso(state.snoozed_until),
    }


def _renewal_response(device_id: str, line: LineCoordinator, renewal: Renewal) -> dict[str, Any]:
    return {
        "renewal_id": renewal.renewal_id,
        "device_id": device_id,
        "line": line.line.name,
        "date": _iso(renewal.renewed_on),
        "amount": _number(renewal.amount),
        "currency": renewal.currency,
        "channel": renewal.channel,
        "payer": renewal.payer,
        "receipt": renewal.receipt,
        "note": renewal.note,
        "service_until": _iso(renewal.service_until),
        "number_until": _iso(renewal.number_until),
    }


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _number(amount: Decimal | None) -> float | None:
    """Return an amount as JSON has numbers."""
    return None if amount is None else float(amount)
