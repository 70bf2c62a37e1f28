"""A state of an entity, read as a value of a line: each refusal names its reason."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeGuard

from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    ATTR_UNIT_OF_MEASUREMENT,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
    UnitOfInformation,
    UnitOfTime,
)
from homeassistant.core import State
from homeassistant.generated.currencies import ACTIVE_CURRENCIES
from homeassistant.util.unit_conversion import (
    BaseUnitConverter,
    DurationConverter,
    InformationConverter,
)

from ..core.currency import OF_ONE
from ..core.dates import zone_of
from ..core.history import ENDLESS, UNLIMITED, says_unlimited
from ..core.numbers import LARGEST, NotANumber, machine_number
from ..core.plausible import is_possible_amount
from ..core.source_values import BUCKETS, DATES, Capability, CarrierStatus, LastDay, parse_last_day
from ..settings.source import Binding, RestBinding
from ..settings.validation import FieldError, parse_date

type ReadValue = Decimal | LastDay | CarrierStatus

FURTHEST_DAYS = 50 * 366

_DAY_WORDS = {None, "day", "days", UnitOfTime.DAYS}

_AMOUNTS: dict[Capability, tuple[type[BaseUnitConverter], str]] = {
    Capability.DATA_REMAINING: (InformationConverter, UnitOfInformation.BYTES),
    Capability.DATA_USED: (InformationConverter, UnitOfInformation.BYTES),
    Capability.DATA_ALLOWANCE: (InformationConverter, UnitOfInformation.BYTES),
    Capability.VOICE_REMAINING: (DurationConverter, UnitOfTime.SECONDS),
}

_NO_UNITS_OF_SMS = {
    *InformationConverter.VALID_UNITS,
    *DurationConverter.VALID_UNITS,
    *OF_ONE,
    *ACTIVE_CURRENCIES,
    "%",
}

_CLASSES: dict[Capability, set[str]] = {
    Capability.EXPIRY: {
        SensorDeviceClass.DATE,
        SensorDeviceClass.TIMESTAMP,
        SensorDeviceClass.DURATION,
    },
    Capability.NUMBER_EXPIRY: {
        SensorDeviceClass.DATE,
        SensorDeviceClass.TIMESTAMP,
        SensorDeviceClass.DURATION,
    },
    Capability.DATA_REMAINING: {SensorDeviceClass.DATA_SIZE},
    Capability.DATA_USED: {SensorDeviceClass.DATA_SIZE},
    Capability.DATA_ALLOWANCE: {SensorDeviceClass.DATA_SIZE},
    Capability.VOICE_REMAINING: {SensorDeviceClass.DURATION},
    Capability.SMS_REMAINING: set(),
    Capability.CREDIT: {SensorDeviceClass.MONETARY},
    Capability.STATUS: {SensorDeviceClass.ENUM},
}


def has_value(state: State | None) -> TypeGuard[State]:
    """Return whether an entity says anything at present."""
    return state is not None and state.state not in {STATE_UNKNOWN, STATE_UNAVAILABLE, ""}


def check_class(state: State, capability: Capability) -> None:
    """Refuse an entity that says of itself that it measures something else."""
    device_class = state.attributes.get(ATTR_DEVICE_CLASS)
    if device_class is not None and device_class not in _CLASSES[capability]:
        raise FieldError("wrong_class")


def raw_value(state: State, binding: Binding) -> Any:
    """Return what an entity says, or one of its attributes."""
    if binding.attribute is None:
        return state.state
    if (value := state.attributes.get(binding.attribute)) is None:
        raise FieldError("attribute_missing")
    return value


def unit_of(state: State, binding: Binding) -> str | None:
    """Return the unit: that of the settings, or that of the entity, which no attribute shares."""
    if binding.unit is not None or binding.attribute is not None:
        return binding.unit
    unit: str | None = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    return unit


def read_value(
    state: State, binding: Binding, capability: Capability, currency: str, now: datetime
) -> ReadValue:
    """Return the value that an entity says, in the unit of `core`; raises `FieldError`.

    Of a binding that is counted down, this is the number of days.
    """
    return value_of(
        raw_value(state, binding), unit_of(state, binding), binding, capability, currency, now
    )


def value_of(
    value: Any,
    unit: str | None,
    binding: Binding | RestBinding,
    capability: Capability,
    currency: str,
    now: datetime,
) -> ReadValue:
    """Return what was said in a unit, in the unit of `core`; see `read_value`."""
    if capability is Capability.STATUS:
        return _status(value)
    if capability in DATES:
        return _days_left(value, unit) if binding.days_left else _last_day(value, binding, now)
    if says_unlimited(value):
        return _endless(capability)
    amount = _amount(_not_negative(value), unit, capability, currency)
    if not is_possible_amount(capability, amount, currency):
        raise FieldError("value_out_of_range")
    return amount


def _endless(capability: Capability) -> Decimal:
    """Return the amount that stands for no limit, of what can have none."""
    if BUCKETS.get(capability) not in ENDLESS:
        raise FieldError("not_a_number")
    return Decimal(UNLIMITED)


def _amount(amount: Decimal, unit: str | None, capability: Capability, currency: str) -> Decimal:
    """Return an amount in the unit of `core`."""
    if capability in _AMOUNTS:
        return _converted(amount, unit, *_AMOUNTS[capability])
    if capability is Capability.SMS_REMAINING:
        if unit in _NO_UNITS_OF_SMS:
            raise FieldError("wrong_unit")
        return amount
    return _in_currency(amount, unit, currency)


def number_of(value: Any) -> Decimal:
    """Return a finite number."""
    try:
        return machine_number(value)
    except NotANumber:
        if isinstance(value, Decimal):  # as a machine wrote it, not a word of an entity
            raise FieldError("value_out_of_range") from None
        raise FieldError("value_not_a_number") from None


def is_days_left(value: Any) -> bool:
    """Return whether a date is said as a number of days, rather than as eight digits."""
    try:
        return abs(number_of(value)) <= FURTHEST_DAYS
    except FieldError:
        return False


def _not_negative(value: Any) -> Decimal:
    number = number_of(value)
    if not 0 <= number <= LARGEST:
        raise FieldError("value_out_of_range")
    return number


def _converted(
    amount: Decimal, unit: str | None, converter: type[BaseUnitConverter], wanted: str
) -> Decimal:
    """Return an amount in whole bytes or seconds."""
    if unit is None:
        raise FieldError("unit_missing")
    if unit not in converter.VALID_UNITS:
        raise FieldError("wrong_unit")
    return Decimal(round(converter.convert(float(amount), unit, wanted)))


def _in_currency(amount: Decimal, unit: str | None, currency: str) -> Decimal:
    if unit is None:
        return amount
    named = OF_ONE.get(unit, unit.upper())
    if named not in ACTIVE_CURRENCIES:
        raise FieldError("wrong_unit")
    if named != currency:
        raise FieldError("other_currency")
    return amount


def _days_left(value: Any, unit: str | None) -> Decimal:
    days = number_of(value)
    if unit not in _DAY_WORDS:
        if unit not in DurationConverter.VALID_UNITS:
            raise FieldError("wrong_unit")
        days = Decimal(str(DurationConverter.convert(float(days), unit, UnitOfTime.DAYS)))
    if abs(days) > FURTHEST_DAYS:
        raise FieldError("date_out_of_range")
    return days


def _last_day(value: Any, binding: Binding | RestBinding, now: datetime) -> LastDay:
    text = value.isoformat() if isinstance(value, date) else str(value)
    day = parse_last_day(text, binding.date_order, zone_of(now))
    if day is None:
        raise FieldError("not_a_date")
    parse_date(day.on, now.date())
    return day


def _status(value: Any) -> CarrierStatus:
    word = str(value).strip().casefold().replace(" ", "_").replace("-", "_")
    try:
        return CarrierStatus(word)
    except ValueError:
        raise FieldError("unknown_status") from None
