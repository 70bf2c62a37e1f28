"""Actions: what automations, scripts and people can do with lines, and ask about them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
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
from homeassistant.util.ulid import ulid_now
import voluptuous as vol

from .const import DOMAIN
from .coordinator import LineCoordinator, Recorded
from .core.line import clocks_of
from .core.model import Activity, ActivityKind, Channel, Measure, Reading, Record, Renewal
from .household import Household
from .people import async_person_name
from .responses import (
    BUCKETS,
    balance_response,
    clocks_response,
    line_response,
    renewal_response,
)
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
ATTR_KIND = "kind"
ATTR_MEASURED_AT = "measured_at"
ATTR_NOTE = "note"
ATTR_NUMBER_UNTIL = "number_until"
ATTR_PAYER = "payer"
ATTR_RECEIPT = "receipt"
ATTR_RENEWAL_ID = "renewal_id"
ATTR_SERVICE_UNTIL = "service_until"

LONGEST_TEXT = 1000

_ONE_LINE = {vol.Required(ATTR_DEVICE_ID): cv.string}
_SOME_LINES = {vol.Optional(ATTR_DEVICE_ID): vol.All(cv.ensure_list, [cv.string])}

_OF_A_RENEWAL = {
    vol.Optional(field): object
    for field in (
        ATTR_DATE,
        ATTR_AMOUNT,
        ATTR_CURRENCY,
        ATTR_CHANNEL,
        ATTR_PAYER,
        ATTR_RECEIPT,
        ATTR_NOTE,
        ATTR_SERVICE_UNTIL,
        ATTR_NUMBER_UNTIL,
    )
}

RECORD_RENEWAL_SCHEMA = vol.Schema({**_ONE_LINE, **_OF_A_RENEWAL})
EDIT_RENEWAL_SCHEMA = vol.Schema(
    {**_ONE_LINE, vol.Required(ATTR_RENEWAL_ID): cv.string, **_OF_A_RENEWAL}
)
UNDO_RENEWAL_SCHEMA = vol.Schema({**_ONE_LINE, vol.Optional(ATTR_RENEWAL_ID): cv.string})
RECORD_ACTIVITY_SCHEMA = vol.Schema(
    {**_ONE_LINE, vol.Required(ATTR_KIND): object, vol.Optional(ATTR_DATE): object}
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
    for name, action, schema in (
        ("record_renewal", _async_record_renewal, RECORD_RENEWAL_SCHEMA),
        ("edit_renewal", _async_edit_renewal, EDIT_RENEWAL_SCHEMA),
        ("undo_renewal", _async_undo_renewal, UNDO_RENEWAL_SCHEMA),
        ("record_activity", _async_record_activity, RECORD_ACTIVITY_SCHEMA),
        ("update_balance", _async_update_balance, UPDATE_BALANCE_SCHEMA),
        ("set_validity", _async_set_validity, SET_VALIDITY_SCHEMA),
    ):
        hass.services.async_register(
            DOMAIN, name, action, schema, supports_response=SupportsResponse.OPTIONAL
        )
    for name, action in (("get_lines", _async_get_lines), ("get_renewals", _async_get_renewals)):
        hass.services.async_register(
            DOMAIN, name, action, QUERY_SCHEMA, supports_response=SupportsResponse.ONLY
        )


async def _async_record_renewal(call: ServiceCall) -> ServiceResponse:
    household, line = _line_of(call.hass, call.data[ATTR_DEVICE_ID])
    now = household.now()
    given = _renewal_fields(call, now)
    renewal = Renewal(
        renewal_id=ulid_now(),
        renewed_on=given.pop("renewed_on", None) or now.date(),
        recorded_at=now,
        currency=given.pop("currency", None) or line.line.offer.currency,
        payer=given.pop("payer", None) or async_person_name(call.hass, call.context.user_id),
        **given,
    )
    _check_renewal(line, line.record.with_renewal(renewal), renewal, now)
    return _recorded_response(await line.async_record_renewal(renewal))


async def _async_edit_renewal(call: ServiceCall) -> ServiceResponse:
    """Change what is given; what is given empty is emptied."""
    household, line = _line_of(call.hass, call.data[ATTR_DEVICE_ID])
    now = household.now()
    renewal = _renewal_of(line, call.data[ATTR_RENEWAL_ID])
    given = _renewal_fields(call, now)
    given["renewed_on"] = given.get("renewed_on") or renewal.renewed_on
    changed = replace(renewal, **given)
    _check_renewal(line, line.record.with_changed_renewal(changed), changed, now)
    return _recorded_response(await line.async_change_renewal(changed))


async def _async_undo_renewal(call: ServiceCall) -> ServiceResponse:
    """Take back a renewal, of which nothing is left: the one recorded last if none is named."""
    _, line = _line_of(call.hass, call.data[ATTR_DEVICE_ID])
    if ATTR_RENEWAL_ID in call.data:
        renewal = _renewal_of(line, call.data[ATTR_RENEWAL_ID])
    elif line.record.renewals:
        renewal = line.record.renewals[-1]
    else:
        raise _refusal(ATTR_RENEWAL_ID, "no_renewal")
    return _recorded_response(await line.async_undo_renewal(renewal))


async def _async_record_activity(call: ServiceCall) -> ServiceResponse:
    household, line = _line_of(call.hass, call.data[ATTR_DEVICE_ID])
    now = household.now()
    kind = _field(call, ATTR_KIND, _parse_kind)
    if kind is None:
        raise _refusal(ATTR_KIND, "unknown_kind")
    on = _field(call, ATTR_DATE, lambda value: parse_past_date(value, now.date())) or now.date()
    before = line.data.clocks
    activity = Activity(
        activity_id=ulid_now(),
        kind=kind,
        on=on,
        recorded_at=now,
        at=now if on == now.date() else None,
    )
    await line.async_change(lambda record: record.with_activity(activity))
    return {
        "before": clocks_response(before),
        "after": clocks_response(line.data.clocks),
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
    return {"balance": balance_response(line)}


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
    return {"before": clocks_response(before), "after": clocks_response(after)}


async def _async_get_lines(call: ServiceCall) -> ServiceResponse:
    return {
        "lines": [line_response(device_id, line) for device_id, line in _lines_of(call).items()]
    }


async def _async_get_renewals(call: ServiceCall) -> ServiceResponse:
    renewals = [
        (device_id, line, renewal)
        for device_id, line in _lines_of(call).items()
        for renewal in line.record.renewals
    ]
    renewals.sort(key=lambda each: (each[2].renewed_on, each[2].recorded_at), reverse=True)
    return {"renewals": [renewal_response(*each) for each in renewals]}


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


def _renewal_fields(call: ServiceCall, now: datetime) -> dict[str, Any]:
    """Return the checked fields of a renewal that were given; an empty one is `None`."""
    today = now.date()
    checks: dict[str, tuple[str, Callable[[object], object]]] = {
        ATTR_DATE: ("renewed_on", lambda value: parse_past_date(value, today)),
        ATTR_SERVICE_UNTIL: ("service_until", lambda value: parse_date(value, today)),
        ATTR_NUMBER_UNTIL: ("number_until", lambda value: parse_date(value, today)),
        ATTR_AMOUNT: ("amount", parse_amount),
        ATTR_CURRENCY: ("currency", parse_currency),
        ATTR_CHANNEL: ("channel", _parse_channel),
        ATTR_PAYER: ("payer", _parse_text),
        ATTR_RECEIPT: ("receipt", _parse_text),
        ATTR_NOTE: ("note", _parse_text),
    }
    given = {
        name: _field(call, field, parse)
        for field, (name, parse) in checks.items()
        if field in call.data
    }
    if given.get("renewed_on", today) == today:
        given["at"] = now
    elif given["renewed_on"] is not None:
        given["at"] = None
    return given


def _check_renewal(line: LineCoordinator, record: Record, renewal: Renewal, now: datetime) -> None:
    """Refuse dates of a renewal that contradict each other, or what the rule makes of it."""
    if renewal.service_until is not None and renewal.service_until < renewal.renewed_on:
        raise _refusal(ATTR_SERVICE_UNTIL, "before_renewal")
    service_until = renewal.service_until or clocks_of(line.line, record, now).service_until
    _check_order(service_until, renewal.number_until)


def _renewal_of(line: LineCoordinator, renewal_id: str) -> Renewal:
    for renewal in line.record.renewals:
        if renewal.renewal_id == renewal_id:
            return renewal
    raise _refusal(ATTR_RENEWAL_ID, "unknown_renewal")


def _recorded_response(recorded: Recorded) -> dict[str, Any]:
    return {
        "renewal_id": recorded.renewal.renewal_id,
        "before": clocks_response(recorded.before),
        "after": clocks_response(recorded.after),
    }


def _parse_kind(value: object) -> ActivityKind:
    try:
        return ActivityKind(str(value))
    except ValueError:
        raise FieldError("unknown_kind") from None


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
