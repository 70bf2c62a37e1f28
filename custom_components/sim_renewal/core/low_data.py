"""When data counts as low."""

from datetime import tzinfo
from decimal import Decimal

from .model import Bucket
from .record import Record
from .reminders import ReminderPlan


def data_low(record: Record, plan: ReminderPlan, zone: tzinfo) -> bool | None:
    """Return whether little data is left; `None` where that is not known.

    A renewal since the last measure has brought an amount that nobody has measured yet.
    """
    data, threshold = (
        record.known_reading.get(Bucket.DATA_REMAINING),
        low_data_threshold(record, plan),
    )
    if data is None or threshold is None or record.renewed_since(data.measured_at, zone):
        return None
    return data.amount < threshold


def low_data_threshold(record: Record, plan: ReminderPlan) -> Decimal | None:
    """Return below how many bytes data is low: the higher of share and fixed amount.

    The fixed amount is no more than half of an allowance, so that a small one is not always low.
    """
    allowance = record.known_reading.get(Bucket.DATA_ALLOWANCE)
    if allowance is None or not allowance.amount:
        return plan.low_data
    share = allowance.amount * plan.low_share
    return max(share, min(plan.low_data or share, allowance.amount / 2))
