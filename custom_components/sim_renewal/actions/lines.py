"""The actions on how a line stands: its use, its balance, its dates, and what it all comes to."""

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.util.ulid import ulid_now
import voluptuous as vol

from ..core.evidence import Clock
from ..core.ledger import Flag
from ..core.model import Activity, ActivityKind, Bucket, Measure, Reading
from ..core.plausible import far_ahead
from ..settings.validation import (
    FieldError,
    parse_date,
    parse_past_date,
    parse_past_moment,
    refusal,
)
from ..texts.advice import async_advice
from .fields import (
    ATTR_DATE,
    ATTR_KIND,
    ATTR_MEASURED_AT,
    ATTR_NUMBER_UNTIL,
    ATTR_SERVICE_UNTIL,
    checked_field,
    measure_parser,
)
from .responses import BUCKETS, async_line_response, balance_response, clocks_response
from .targets import TARGET, async_line, async_lines, household_of

RECORD_ACTIVITY_SCHEMA = vol.Schema(
    {**TARGET, vol.Required(ATTR_KIND): object, vol.Optional(ATTR_DATE): object}
)
UPDATE_BALANCE_SCHEMA = vol.Schema(
    {
        **TARGET,
        **{vol.Optional(field): object for field in BUCKETS},
        vol.Optional(ATTR_MEASURED_AT): object,
    }
)
SET_VALIDITY_SCHEMA = vol.Schema(
    {
        **TARGET,
        vol.Optional(ATTR_SERVICE_UNTIL): object,
        vol.Optional(ATTR_NUMBER_UNTIL): object,
    }
)


async def async_record_activity(call: ServiceCall) -> ServiceResponse:
    """Record that a line was used, or activated."""
    household, line = await async_line(call)
    now = household.now()
    today = now.date()
    kind = checked_field(call, ATTR_KIND, _parse_kind)
    if kind is None:
        raise refusal(ATTR_KIND, "unknown_kind")
    on = checked_field(call, ATTR_DATE, lambda value: parse_past_date(value, today)) or today
    before = line.data.clocks
    activity = Activity(
        activity_id=ulid_now(),
        kind=kind,
        on=on,
        recorded_at=now,
        at=now if on == today else None,
    )
    await line.async_change(lambda record: record.with_activity(activity))
    after = line.data.clocks
    unchanged = ["unchanged"] if after == before else []
    return {
        "before": clocks_response(before),
        "after": clocks_response(after),
        "advice": [*await async_advice(call.hass, (), line.settings, *unchanged)],
    }


async def async_update_balance(call: ServiceCall) -> ServiceResponse:
    """Note what is left on a line; only what is given is changed."""
    household, line = await async_line(call)
    now = household.now()
    measured_at = checked_field(call, ATTR_MEASURED_AT, lambda value: parse_past_moment(value, now))
    currency = line.settings.offer.currency
    reading: Reading = {
        bucket: Measure(amount, measured_at or now)
        for field, (bucket, factor) in BUCKETS.items()
        if (amount := checked_field(call, field, measure_parser(bucket, factor, currency)))
        is not None
    }
    if not reading:
        raise refusal(next(iter(BUCKETS)), "nothing_given")
    credit = reading.get(Bucket.CREDIT)
    is_far = line.is_far_credit(credit.amount if credit else None)
    await line.async_update_balance(reading)
    odd = ["far_credit"] if is_far else []
    return {
        "balance": balance_response(line),
        "advice": [*await async_advice(call.hass, (), line.settings, *odd)],
    }


async def async_set_validity(call: ServiceCall) -> ServiceResponse:
    """Set a line's dates to what somebody knows."""
    household, line = await async_line(call)
    today = household.now().date()
    service_until = checked_field(call, ATTR_SERVICE_UNTIL, lambda value: parse_date(value, today))
    number_until = checked_field(call, ATTR_NUMBER_UNTIL, lambda value: parse_date(value, today))
    if service_until is None and number_until is None:
        raise refusal(ATTR_SERVICE_UNTIL, "nothing_given")
    offer, known = line.settings.offer, line.ledger_clocks.service_until
    until = {Clock.SERVICE: service_until, Clock.NUMBER: number_until}
    far = far_ahead(until, offer.rule, offer.price, known, today)
    before, after = await line.async_state_dates(service_until, number_until)
    return {
        "before": clocks_response(before),
        "after": clocks_response(after),
        "advice": [*await async_advice(call.hass, [Flag.FAR_AHEAD] if far else [], line.settings)],
    }


async def async_get_lines(call: ServiceCall) -> ServiceResponse:
    """Tell how lines stand, and why."""
    now = household_of(call.hass).now()
    lines = await async_lines(call, POLICY_READ)
    return {"lines": [await async_line_response(line, now) for line in lines.values()]}


def _parse_kind(value: object) -> ActivityKind:
    try:
        return ActivityKind(str(value))
    except ValueError:
        raise FieldError("unknown_kind") from None
