"""The actions of the ledger: record a renewal, edit it, take it back, restore it, list them."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util.ulid import ulid_now
import voluptuous as vol

from ..const import BYTES_PER_GIGABYTE
from ..core.dates import end_of_day, zone_of
from ..core.doubts import DoubtReason
from ..core.ledger import expected_price
from ..core.line import clocks_of, replay_of
from ..core.model import Bucket, Channel, Measure, Reading, ReceiptFile, Renewal, Verdict
from ..core.record import Record
from ..household.coordinator import LineCoordinator
from ..household.filing import async_filing
from ..household.household import Household
from ..household.ledger import Recorded, RecordOutcome
from ..push.people import async_person_name
from ..settings.validation import (
    FieldError,
    parse_amount,
    parse_currency,
    parse_date,
    parse_past_date,
    parse_text,
    refusal,
)
from ..storage.receipt_files import ReceiptStore, receipts_of
from .fields import (
    ATTR_AMOUNT,
    ATTR_CHANNEL,
    ATTR_CREDIT,
    ATTR_CURRENCY,
    ATTR_DATA,
    ATTR_DATE,
    ATTR_IN_ADDITION,
    ATTR_MOVE_TO,
    ATTR_NOTE,
    ATTR_NUMBER_UNTIL,
    ATTR_PAYER,
    ATTR_RECEIPT,
    ATTR_RECEIPT_FILE,
    ATTR_REFUND,
    ATTR_RENEWAL_ID,
    ATTR_SERVICE_UNTIL,
    ATTR_VERDICT,
    check_order,
    checked_field,
    measure_parser,
)
from .responses import async_recorded_response, renewal_response
from .targets import TARGET, async_line, async_line_of_device, async_lines

_BALANCE_AFTER: dict[str, tuple[Bucket, int]] = {
    ATTR_DATA: (Bucket.DATA_REMAINING, BYTES_PER_GIGABYTE),
    ATTR_CREDIT: (Bucket.CREDIT, 1),
}

_RECEIPT_TO_COME = ReceiptFile(receipt_id="", media_type="", size=0)

_OF_A_RENEWAL = {
    vol.Optional(field): object
    for field in (
        ATTR_DATE,
        ATTR_AMOUNT,
        ATTR_CURRENCY,
        ATTR_CHANNEL,
        ATTR_PAYER,
        ATTR_RECEIPT,
        ATTR_RECEIPT_FILE,
        ATTR_NOTE,
        ATTR_SERVICE_UNTIL,
        ATTR_NUMBER_UNTIL,
        *_BALANCE_AFTER,
    )
}

RECORD_RENEWAL_SCHEMA = vol.Schema(
    {
        **TARGET,
        **_OF_A_RENEWAL,
        vol.Optional(ATTR_IN_ADDITION, default=False): cv.boolean,
        vol.Optional(ATTR_REFUND, default=False): cv.boolean,
    }
)
EDIT_RENEWAL_SCHEMA = vol.Schema(
    {
        **TARGET,
        vol.Required(ATTR_RENEWAL_ID): cv.string,
        **_OF_A_RENEWAL,
        vol.Optional(ATTR_VERDICT): object,
        vol.Optional(ATTR_IN_ADDITION): cv.boolean,
        vol.Optional(ATTR_MOVE_TO): cv.string,
    }
)
UNDO_RENEWAL_SCHEMA = vol.Schema({**TARGET, vol.Optional(ATTR_RENEWAL_ID): cv.string})
RESTORE_RENEWAL_SCHEMA = vol.Schema({**TARGET, vol.Required(ATTR_RENEWAL_ID): cv.string})


type _Action = Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]


def _in_turn(action: _Action) -> _Action:
    """Let an action change the ledger and its files alone, and to its end."""

    @wraps(action)
    async def act(call: ServiceCall) -> ServiceResponse:
        return await receipts_of(call.hass).async_in_turn(action(call))

    return act


@_in_turn
async def async_record_renewal(call: ServiceCall) -> ServiceResponse:
    """Record a renewal, of today and paid by the caller where nothing else is said."""
    household, line = await async_line(call)
    renewal, said = _renewal_told(call, household, line)
    receipts = receipts_of(call.hass)
    async with async_filing(receipts, line):
        renewal = replace(renewal, receipt_file=await _uploaded(call, receipts, line))
        recorded = await line.async_record_renewal(renewal)
    if recorded.outcome is not RecordOutcome.SAME_DEED:
        return await async_recorded_response(call.hass, line, recorded)
    return await _async_same_deed(call, line, recorded, said)


async def _async_same_deed(
    call: ServiceCall, line: LineCoordinator, recorded: Recorded, said: Mapping[str, Any]
) -> ServiceResponse:
    """Answer that a renewal is recorded already, and whether more was said of it now."""
    is_other = any(
        value and value != getattr(recorded.renewal, name) for name, value in said.items()
    )
    more = ["same_deed_other"] if is_other else []
    return await async_recorded_response(call.hass, line, recorded, "same_deed", *more)


async def async_preview_renewal(call: ServiceCall) -> tuple[LineCoordinator, Recorded]:
    """Return what recording a renewal would come to, by the fields of that; nothing is kept."""
    household, line = await async_line(call)
    renewal, _ = _renewal_told(call, household, line)
    if checked_field(call, ATTR_RECEIPT_FILE, str) is not None:
        renewal = replace(renewal, receipt_file=_RECEIPT_TO_COME)
    return line, await line.async_preview_renewal(renewal)


@_in_turn
async def async_edit_renewal(call: ServiceCall) -> ServiceResponse:
    """Change what is given; what is given empty is emptied."""
    household, line = await async_line(call)
    now = household.now()
    renewal = _renewal_of(line, call.data[ATTR_RENEWAL_ID])
    given = _renewal_fields(call, now)
    given["renewed_on"] = given.get("renewed_on") or renewal.renewed_on
    if given["renewed_on"] != renewal.renewed_on:
        given["at"] = now if given["renewed_on"] == now.date() else None
    given["balance"] = _balance_after(
        call, renewal.balance, line.settings.offer.currency, given["renewed_on"], now
    )
    if ATTR_IN_ADDITION in call.data:
        given |= _in_addition(line, renewal, now, is_meant=call.data[ATTR_IN_ADDITION])
    if ATTR_VERDICT in call.data:
        verdict = checked_field(call, ATTR_VERDICT, _parse_verdict)
        given["verification"] = renewal.verification.decided(verdict, now)
    changed = replace(renewal, **given)
    target = await async_line_of_device(call, ATTR_MOVE_TO) if ATTR_MOVE_TO in call.data else line
    _check_renewal(target, target.record.with_changed_renewal(changed), changed, now)
    receipts = receipts_of(call.hass)
    async with async_filing(receipts, line, target):
        given["receipt_file"] = await _receipt_after(call, receipts, renewal, line, target)
        changed = replace(_renewal_of(line, renewal.renewal_id), **given)
        if target is line:
            recorded = await line.async_change_renewal(changed)
        else:
            recorded = await household.async_move_renewal(line, target, changed)
    return await async_recorded_response(call.hass, target, recorded)


@_in_turn
async def async_undo_renewal(call: ServiceCall) -> ServiceResponse:
    """Take back a renewal, as if it had never been: the one recorded last if none is named."""
    _, line = await async_line(call)
    if ATTR_RENEWAL_ID in call.data:
        renewal = _renewal_of(line, call.data[ATTR_RENEWAL_ID])
    elif (last := line.record.last_recorded) is not None:
        renewal = last
    else:
        raise refusal(ATTR_RENEWAL_ID, "no_renewal")
    recorded = await line.async_undo_renewal(renewal)
    undone = line.record.undone[-1]
    return {
        **await async_recorded_response(call.hass, line, recorded),
        "restorable_until": undone.restorable_until.isoformat(),
    }


@_in_turn
async def async_restore_renewal(call: ServiceCall) -> ServiceResponse:
    """Put back a renewal that was taken back not too long ago."""
    household, line = await async_line(call)
    for undone in line.record.without_expired(household.now()).undone:
        if undone.renewal.renewal_id == call.data[ATTR_RENEWAL_ID]:
            recorded = await line.async_restore_renewal(undone)
            return await async_recorded_response(call.hass, line, recorded)
    raise refusal(ATTR_RENEWAL_ID, "unknown_renewal")


async def async_get_renewals(call: ServiceCall) -> ServiceResponse:
    """List the renewals of lines with what each did, the latest first."""
    found = [
        (device_id, line, entry)
        for device_id, line in (await async_lines(call, POLICY_READ)).items()
        for entry in line.entries
    ]
    found.sort(key=lambda each: (each[2].renewal.on, each[2].renewal.recorded_at), reverse=True)
    return {"renewals": [renewal_response(*each) for each in found]}


def _renewal_told(
    call: ServiceCall, household: Household, line: LineCoordinator
) -> tuple[Renewal, Mapping[str, Any]]:
    """Return the checked renewal of a call, without its receipt, and what was said of it."""
    now = household.now()
    given = _renewal_fields(call, now)
    said = {field: value for field, value in given.items() if field != "renewed_on" and value}
    renewed_on = given.pop("renewed_on", None) or now.date()
    is_refund = call.data[ATTR_REFUND]
    if is_refund and not given.get("amount"):
        raise refusal(ATTR_AMOUNT, "needed")
    expected = None if is_refund else expected_price(line.settings.offer, renewed_on, now.date())
    renewal = Renewal(
        renewal_id=ulid_now(),
        renewed_on=renewed_on,
        recorded_at=now,
        at=now if renewed_on == now.date() else None,
        in_addition=call.data[ATTR_IN_ADDITION],
        currency=given.pop("currency", None) or line.settings.offer.currency,
        payer=given.pop("payer", None) or async_person_name(call.hass, call.context.user_id),
        expected=expected,
        refund=is_refund,
        balance=_balance_after(call, {}, line.settings.offer.currency, renewed_on, now),
        balance_before=line.data.reading,
        **given,
    )
    _check_renewal(line, line.record.with_renewal(renewal), renewal, now)
    return renewal, said | {"balance": renewal.balance}


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
        ATTR_PAYER: ("payer", parse_text),
        ATTR_RECEIPT: ("receipt", parse_text),
        ATTR_NOTE: ("note", parse_text),
    }
    return {
        name: checked_field(call, field, parse)
        for field, (name, parse) in checks.items()
        if field in call.data
    }


async def _receipt_after(
    call: ServiceCall,
    receipts: ReceiptStore,
    renewal: Renewal,
    line: LineCoordinator,
    target: LineCoordinator,
) -> ReceiptFile | None:
    """Return the file of a renewal that is edited: a new one, or its own on the target line."""
    file = renewal.receipt_file
    if ATTR_RECEIPT_FILE in call.data:
        return await _uploaded(call, receipts, target)
    if file is None or target is line:
        return file
    return await receipts.async_copy(line.settings.line_id, file, target.settings.line_id)


async def _uploaded(
    call: ServiceCall, receipts: ReceiptStore, line: LineCoordinator
) -> ReceiptFile | None:
    """Keep the file that was given, if one was, once all other fields are known to be right."""
    file_id = checked_field(call, ATTR_RECEIPT_FILE, str)
    if file_id is None:
        return None
    try:
        return await receipts.async_keep(line.settings.line_id, file_id)
    except FieldError as error:
        raise refusal(ATTR_RECEIPT_FILE, error.reason) from None


def _balance_after(
    call: ServiceCall, known: Reading, currency: str, on: date, now: datetime
) -> Reading:
    """Return what was on the line after a renewal of that day; an emptied field is forgotten."""
    measured_at = now if on == now.date() else end_of_day(on, now.tzinfo or UTC)
    balance = dict(known)
    for field, (bucket, factor) in _BALANCE_AFTER.items():
        if field in call.data:
            balance.pop(bucket, None)
            parse = measure_parser(bucket, factor, currency)
            if (amount := checked_field(call, field, parse)) is not None:
                balance[bucket] = Measure(amount, measured_at).told(now)
    return balance


def _in_addition(
    line: LineCoordinator, renewal: Renewal, now: datetime, *, is_meant: bool
) -> dict[str, Any]:
    """Return whether a renewal is one in addition, and since when, where that answers something."""
    if not is_meant:
        return {"in_addition": False, "in_addition_at": None}
    if renewal.in_addition and not line.is_asked_about(renewal, DoubtReason.IN_ADDITION):
        return {}
    return {"in_addition": True, "in_addition_at": now}


def _check_renewal(line: LineCoordinator, record: Record, renewal: Renewal, now: datetime) -> None:
    """Refuse dates of a renewal that contradict each other, or what the rule makes of it."""
    if renewal.service_until is not None and renewal.service_until < renewal.renewed_on:
        raise refusal(ATTR_SERVICE_UNTIL, "before_renewal")
    service_until = renewal.service_until or _service_with(line, record, now)
    check_order(service_until, renewal.number_until)


def _service_with(line: LineCoordinator, record: Record, now: datetime) -> date | None:
    """Return the end of service that a record would come to."""
    replayed = replay_of(line.settings, record, zone_of(now))
    return clocks_of(line.settings, replayed, now).service_until


def _renewal_of(line: LineCoordinator, renewal_id: str) -> Renewal:
    renewal = line.record.renewal(renewal_id)
    if renewal is None:
        raise refusal(ATTR_RENEWAL_ID, "unknown_renewal")
    return renewal


def _parse_channel(value: object) -> Channel:
    try:
        return Channel(str(value))
    except ValueError:
        raise FieldError("unknown_channel") from None


def _parse_verdict(value: object) -> Verdict:
    try:
        return Verdict(str(value))
    except ValueError:
        raise FieldError("unknown_verdict") from None
