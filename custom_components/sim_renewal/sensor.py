"""Sensors of a line: where it stands, until when, and what is left on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from textwrap import shorten
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import (
    MAX_LENGTH_STATE_STATE,
    EntityCategory,
    Platform,
    UnitOfInformation,
    UnitOfTime,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .account_entity import AccountEntity, AccountSensorDescription
from .accounts.coordinator import AccountCoordinator
from .const import BYTES_PER_GIGABYTE, KEY_STATUS
from .core.line import LineState, Status
from .core.model import Bucket
from .entity import LineEntity, async_add_to_lines
from .household.coordinator import LineCoordinator
from .household.household import Household
from .household_sensors import HOUSEHOLD_SENSORS, HouseholdSensor
from .recipient_entity import LAST_TEST, LastTest, present_recipients

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class LineSensorDescription(SensorEntityDescription):
    """A sensor, what it shows of a line's state, and whether its unit is the line's currency.

    One that `is_fed` appears once there is something that it can show.
    """

    value_fn: Callable[[LineState], str | int | date | datetime | Decimal | None]
    in_currency: bool = False
    is_fed: bool = False
    attributes_fn: Callable[[LineState], dict[str, Any]] | None = None


def _gigabytes(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount / BYTES_PER_GIGABYTE


def _amount(
    bucket: Bucket, per_unit: int = 1
) -> Callable[[LineState], str | int | date | datetime | Decimal | None]:
    def value(state: LineState) -> Decimal | None:
        amount = state.amount(bucket)
        return None if amount is None else amount / per_unit

    return value


SENSORS: tuple[LineSensorDescription, ...] = (
    LineSensorDescription(
        key=KEY_STATUS,
        translation_key="status",
        device_class=SensorDeviceClass.ENUM,
        options=[each.value for each in Status],
        value_fn=lambda state: state.status,
    ),
    LineSensorDescription(
        key="service_until",
        translation_key="service_until",
        device_class=SensorDeviceClass.DATE,
        value_fn=lambda state: state.clocks.service_until,
    ),
    LineSensorDescription(
        key="expires_at",
        translation_key="expires_at",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.expires_at,
    ),
    LineSensorDescription(
        key="number_until",
        translation_key="number_until",
        device_class=SensorDeviceClass.DATE,
        value_fn=lambda state: state.clocks.number_until,
        is_fed=True,
    ),
    LineSensorDescription(
        key="days_left",
        translation_key="days_left",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.DAYS,
        value_fn=lambda state: state.days_left,
    ),
    LineSensorDescription(
        key="data_remaining",
        translation_key="data_remaining",
        device_class=SensorDeviceClass.DATA_SIZE,
        native_unit_of_measurement=UnitOfInformation.GIGABYTES,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        value_fn=_amount(Bucket.DATA_REMAINING, BYTES_PER_GIGABYTE),
        is_fed=True,
    ),
    LineSensorDescription(
        key="data_used",
        translation_key="data_used",
        device_class=SensorDeviceClass.DATA_SIZE,
        native_unit_of_measurement=UnitOfInformation.GIGABYTES,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        value_fn=lambda state: _gigabytes(state.data_used),
        is_fed=True,
    ),
    LineSensorDescription(
        key="data_runs_out",
        translation_key="data_runs_out",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda state: state.data_runs_out,
        is_fed=True,
    ),
    LineSensorDescription(
        key="data_budget",
        translation_key="data_budget",
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        entity_registry_enabled_default=False,
        value_fn=lambda state: _gigabytes(state.data_budget),
    ),
    LineSensorDescription(
        key="voice_remaining",
        translation_key="voice_remaining",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=_amount(Bucket.VOICE_REMAINING, 60),
        is_fed=True,
    ),
    LineSensorDescription(
        key="sms_remaining",
        translation_key="sms_remaining",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=_amount(Bucket.SMS_REMAINING),
        is_fed=True,
    ),
    LineSensorDescription(
        key="credit",
        translation_key="credit",
        device_class=SensorDeviceClass.MONETARY,
        state_class=SensorStateClass.TOTAL,
        suggested_display_precision=2,
        in_currency=True,
        value_fn=_amount(Bucket.CREDIT),
        is_fed=True,
    ),
    LineSensorDescription(
        key="renewal_price",
        translation_key="renewal_price",
        device_class=SensorDeviceClass.MONETARY,
        entity_category=EntityCategory.DIAGNOSTIC,
        suggested_display_precision=2,
        in_currency=True,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.line.offer.price,
    ),
    LineSensorDescription(
        key="renewals_left",
        translation_key="renewals_left",
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.renewals_left,
    ),
    LineSensorDescription(
        key="spent_this_year",
        translation_key="spent_this_year",
        device_class=SensorDeviceClass.MONETARY,
        suggested_display_precision=2,
        in_currency=True,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.spent_this_year,
        attributes_fn=lambda state: {
            "by_currency": {
                each: None if amount is None else float(amount)
                for each, amount in state.spent_by_currency.items()
            }
        },
    ),
    LineSensorDescription(
        key="last_renewal",
        translation_key="last_renewal",
        device_class=SensorDeviceClass.DATE,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.renewed_on,
    ),
    LineSensorDescription(
        key="balance_updated",
        translation_key="balance_updated",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda state: max(
            (measure.measured_at for measure in state.reading.values()), default=None
        ),
    ),
)


NEXT_REMINDER = SensorEntityDescription(
    key="next_reminder",
    translation_key="next_reminder",
    device_class=SensorDeviceClass.TIMESTAMP,
    entity_category=EntityCategory.DIAGNOSTIC,
)

NEXT_REMINDER_TO = SensorEntityDescription(
    key="next_reminder_to",
    translation_key="next_reminder_to",
    entity_category=EntityCategory.DIAGNOSTIC,
)

ACCOUNT_SENSORS: tuple[AccountSensorDescription, ...] = (
    AccountSensorDescription(
        key="account_credit",
        translation_key="account_credit",
        device_class=SensorDeviceClass.MONETARY,
        suggested_display_precision=2,
        value_fn=lambda snapshot: snapshot.credit.amount if snapshot.credit else None,
        unit_fn=lambda snapshot: snapshot.credit.currency if snapshot.credit else None,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: ConfigEntry[Household | AccountCoordinator],
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of an account, or of the household, every line and every recipient."""
    account = entry.runtime_data
    if isinstance(account, AccountCoordinator):
        if account.carrier.has_credit:
            async_add_entities(AccountSensor(account, each) for each in ACCOUNT_SENSORS)
        return
    async_add_entities(HouseholdSensor(account, description) for description in HOUSEHOLD_SENSORS)
    add = partial(async_add_to_lines, account, Platform.SENSOR, async_add_entities)
    add(SENSORS, LineSensor, is_told=_is_told)
    add((NEXT_REMINDER,), partial(NextReminder, account))
    add((NEXT_REMINDER_TO,), partial(NextReminderTo, account), is_told=lambda _line, _each: False)
    for recipient in present_recipients(account):
        async_add_entities(
            [LastTest(account, recipient, LAST_TEST)], config_subentry_id=recipient.recipient_id
        )


def _is_told(line: LineCoordinator, description: LineSensorDescription) -> bool:
    if not description.is_fed:
        return True
    return line.last_update_success and description.value_fn(line.data) is not None


class LineSensor(LineEntity, SensorEntity):
    """One value of a line's state."""

    entity_description: LineSensorDescription

    @property
    @override
    def native_unit_of_measurement(self) -> str | None:
        """Return the unit; that of money is the currency that the line has now."""
        if self.entity_description.in_currency:
            return self.coordinator.settings.offer.currency
        return super().native_unit_of_measurement

    @property
    @override
    def native_value(self) -> str | int | date | datetime | Decimal | None:
        """Return the value, or `None` while nothing is known."""
        return self.entity_description.value_fn(self.coordinator.data)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return what a single value cannot say."""
        attributes_fn = self.entity_description.attributes_fn
        if attributes_fn is None or not self.coordinator.last_update_success:
            return None
        return attributes_fn(self.coordinator.data)


class ReminderSensor(LineEntity, SensorEntity):
    """A sensor of the reminder of a line that comes next."""

    def __init__(
        self,
        household: Household,
        coordinator: LineCoordinator,
        description: SensorEntityDescription,
    ) -> None:
        """Know the household, which knows who is reminded."""
        super().__init__(coordinator, description)
        self._household = household
        self._next: tuple[datetime, tuple[str, ...]] | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Show the first one, and another as soon as time brings it."""
        await super().async_added_to_hass()
        self._next = self._found
        self.async_on_remove(self._household.async_add_look(self._look))

    @property
    def _found(self) -> tuple[datetime, tuple[str, ...]] | None:
        return self._household.next_reminder(self.coordinator.settings.line_id)

    @callback
    def _look(self) -> None:
        if self._next != self._found:
            self._handle_coordinator_update()

    @override
    @callback
    def _handle_coordinator_update(self) -> None:
        self._next = self._found
        super()._handle_coordinator_update()


class NextReminder(ReminderSensor):
    """When a line is spoken of next, and to whom: names, which are kept out of the recorder."""

    _unrecorded_attributes = frozenset({"recipients"})

    @property
    @override
    def native_value(self) -> datetime | None:
        """Return the moment, or `None` where nothing is to come."""
        return self._next[0] if self._next else None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, list[str]]:
        """Return the names of the recipients."""
        return {"recipients": list(self._next[1]) if self._next else []}


class NextReminderTo(ReminderSensor):
    """To whom a line is spoken of next; kept for who has it, new lines have the attribute alone."""

    @property
    @override
    def native_value(self) -> str | None:
        """Return the names as far as a state has room for them, or `None` where nobody hears."""
        names = ", ".join(self._next[1]) if self._next else ""
        return shorten(names, MAX_LENGTH_STATE_STATE, placeholder="…") or None


class AccountSensor(AccountEntity, SensorEntity):
    """One value of an account as a whole."""

    entity_description: AccountSensorDescription

    @property
    @override
    def native_value(self) -> Decimal | None:
        """Return the value, or `None` while nothing is known."""
        return self.entity_description.value_fn(self.coordinator.data)

    @property
    @override
    def native_unit_of_measurement(self) -> str | None:
        """Return the currency in which the carrier counts."""
        return self.entity_description.unit_fn(self.coordinator.data)
