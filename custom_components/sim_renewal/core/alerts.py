"""Alerts: what is wrong with a line besides its dates, each told once until it is over."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from decimal import Decimal

from .model import Bucket
from .record import Delivery, Record

LOW_SHARE = Decimal("0.1")
LOW_BYTES = Decimal(500_000_000)

ALERT_CYCLE = "alert"
"""Stands for the cycle in the log of deliveries: an alert is about no cycle, its stage names it."""

EVENT_LISTENERS = "events"
"""Stands for the event entity in the log of deliveries."""


def data_low(record: Record, zone: tzinfo) -> bool | None:
    """Return whether less than a tenth of the allowance is left, or than 0.5 GB without one.

    `None` where nothing is known, or only what was there before the last renewal.
    """
    reading = record.known_reading
    data, allowance = reading.get(Bucket.DATA_REMAINING), reading.get(Bucket.DATA_ALLOWANCE)
    if data is None or record.renewed_since(data.measured_at, zone):
        return None
    if allowance is None or not allowance.amount:
        return data.amount < LOW_BYTES
    return data.amount < allowance.amount * LOW_SHARE


def told_alerts(record: Record) -> frozenset[str]:
    """Return the alerts that were told and are not over."""
    return frozenset(each.stage for each in record.deliveries if each.cycle == ALERT_CYCLE)


def with_alerts(record: Record, alerts: Mapping[str, bool | None], now: datetime) -> Record:
    """Return the record in which every alert that is on was told, and none that is off.

    An alert of which nothing is known stays as it is.
    """
    told = told_alerts(record)
    over = {alert for alert, is_on in alerts.items() if is_on is False}
    kept = tuple(
        each for each in record.deliveries if each.cycle != ALERT_CYCLE or each.stage not in over
    )
    record = replace(record, deliveries=kept)
    for alert, is_on in alerts.items():
        if is_on and alert not in told:
            record = record.with_delivery(
                Delivery(
                    cycle=ALERT_CYCLE,
                    stage=alert,
                    recipient_id=EVENT_LISTENERS,
                    delivered_at=now,
                    cleared=True,
                )
            )
    return record
