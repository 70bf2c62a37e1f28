"""The shapes of what a card is told, as JSON has it; what is not known is `None`, never zero.

Days are ISO days, moments ISO 8601 in UTC.
"""

from typing import Any, TypedDict

type Sums = dict[str, float | None]


class BucketView(TypedDict):
    """What is left of something; `mark` is what should be left today so that it lasts."""

    bucket: str
    value: float | None
    unit: str
    allowance: float | None
    is_unlimited: bool
    is_known: bool
    measured_at: str | None
    is_low: bool
    is_old: bool
    runs_out: str | None
    runs_out_early_days: int | None
    mark: float | None
    entity_id: str | None


class PriceView(TypedDict):
    """A price that was paid, and since when."""

    since: str | None
    amount: float
    currency: str


class LineView(TypedDict):
    """A line as it stands, for one reader."""

    line_id: str
    device_id: str | None
    name: str
    owner: str | None
    carrier: str | None
    offer: str | None
    form: str
    status: str
    standing: str
    is_available: bool
    service_until: str | None
    number_until: str | None
    receives_until: None
    expires_at: str | None
    is_due: bool | None
    is_automatic: bool
    is_by_use: bool
    has_rule: bool
    is_endless: bool
    snoozed_until: str | None
    next_reminder: dict[str, Any] | None
    question: dict[str, Any] | None
    alerts: list[str]
    buckets: list[BucketView]
    source: dict[str, Any]
    price: dict[str, Any] | None
    prices: list[PriceView]
    last_renewal: dict[str, Any] | None
    open: dict[str, str] | None
    promotion: dict[str, Any] | None
    moved_on: str | None
    unsure: str | None
    undo: dict[str, str] | None
    payers: list[str]
    channels: list[str]
    can: dict[str, bool]
    entities: dict[str, dict[str, str]]
    version: str


class MonthView(TypedDict):
    """What a month cost, by currency."""

    month: str
    amounts: Sums


class HouseholdView(TypedDict):
    """The household, for one reader: sums are over the lines that they may read."""

    entry_id: str
    is_running: bool
    monthly_cost: Sums
    spent_this_year: Sums
    spent_by_month: list[MonthView]
    entities: dict[str, str]
