"""Sensors of the household: what is next, how many lines are due, and what they cost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
)

from .core.agenda import Appointment, lines_due, next_renewal
from .core.line import Line
from .entity import HouseholdEntity
from .household.household import Household


@dataclass(frozen=True, kw_only=True)
class HouseholdSensorDescription(SensorEntityDescription):
    """A sensor, and what it shows of all lines together."""

    value_fn: Callable[[Household], int | date | Decimal | None]
    attributes_fn: Callable[[Household], dict[str, Any]] | None = None


def _next_renewal(household: Household) -> Appointment | None:
    return next_renewal(household.states, household.now().date())


def _day_of_next_renewal(household: Household) -> date | None:
    appointment = _next_renewal(household)
    return None if appointment is None else appointment.on


def _line_of_next_renewal(household: Household) -> dict[str, Any]:
    appointment = _next_renewal(household)
    if appointment is None:
        return {}
    line = appointment.line
    return {"line": line.name, "device_id": household.device_id_of(line.line_id)}


def _lines_due(household: Household) -> tuple[Line, ...] | None:
    return lines_due((each.settings for each in household.lines.values()), household.states)


def _number_of_lines_due(household: Household) -> int | None:
    due = _lines_due(household)
    return None if due is None else len(due)


def _names_of_lines_due(household: Household) -> dict[str, Any]:
    due = _lines_due(household)
    return {} if due is None else {"lines": [line.name for line in due]}


HOUSEHOLD_SENSORS: tuple[HouseholdSensorDescription, ...] = (
    HouseholdSensorDescription(
        key="next_renewal",
        translation_key="next_renewal",
        device_class=SensorDeviceClass.DATE,
        value_fn=_day_of_next_renewal,
        attributes_fn=_line_of_next_renewal,
    ),
    HouseholdSensorDescription(
        key="lines_due",
        translation_key="lines_due",
        value_fn=_number_of_lines_due,
        attributes_fn=_names_of_lines_due,
    ),
    HouseholdSensorDescription(
        key="monthly_cost",
        translation_key="monthly_cost",
        device_class=SensorDeviceClass.MONETARY,
        suggested_display_precision=2,
        value_fn=lambda household: household.monthly_cost,
    ),
)


class HouseholdSensor(HouseholdEntity, SensorEntity):
    """One value of all lines together, in Home Assistant's currency where it is money."""

    entity_description: HouseholdSensorDescription

    @property
    @override
    def native_unit_of_measurement(self) -> str | None:
        """Return the currency of money, which can be changed at any time."""
        is_money = self.entity_description.device_class is SensorDeviceClass.MONETARY
        return self.hass.config.currency if is_money else super().native_unit_of_measurement

    @property
    @override
    def native_value(self) -> int | date | Decimal | None:
        """Return the value, or `None` while nothing is known."""
        return self.entity_description.value_fn(self.household)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return of which lines the value tells."""
        attributes_fn = self.entity_description.attributes_fn
        return attributes_fn(self.household) if attributes_fn else None
