"""The shapes of what the event entity of a line says, by event type.

The table of docs/automations.md is made of this.
"""

from collections.abc import Mapping
from typing import Annotated, NotRequired, TypedDict

from ..core.ledger import Flag
from ..core.model import Channel
from ..core.reminders import End, Happening

type IsoDay = str
type IsoMoment = str


class LineEnds(TypedDict):
    """The two clocks of a line."""

    service_until: Annotated[IsoDay | None, "the last day of service"]
    number_until: Annotated[IsoDay | None, "the last day on which the number is kept"]


class DaysLeft(TypedDict):
    """The days to the end that a reminder speaks of."""

    days_left: Annotated[int | None, "days until the end of which it speaks; negative after it"]
    days_left_to: Annotated[
        End | None, "which end that is; `number_until` after service, where the number can be lost"
    ]


class StageDetails(LineEnds, DaysLeft):
    """A reminder moment that has come."""

    stage: Annotated[str, "the reminder moment, such as `service-3`: 3 days before the end"]
    tag: Annotated[str, "the tag of the push of SIM Renewal, so that yours takes its place"]
    renewed_action: Annotated[str, "what a button *Renewed* of your push has to send back"]
    later_action: Annotated[str, "what a button *Later* of your push has to send back"]
    reminder: NotRequired[Annotated[bool, "`true` where `check_lines` told it again"]]


class LowDataDetails(StageDetails):
    """Little data is left."""

    data_remaining: Annotated[float | None, "GB that are left"]


class EarlyDetails(LowDataDetails):
    """Data will not last."""

    data_runs_out: Annotated[IsoMoment | None, "when the data are expected to run out"]


class SilentDetails(StageDetails):
    """What feeds a line is silent."""

    silent_since: Annotated[IsoMoment | None, "since when what feeds the line is silent"]


class PromotionDetails(StageDetails):
    """A promotion ends."""

    promotion_until: Annotated[IsoDay | None, "the last day of the promotion"]


class PaidDetails(TypedDict):
    """A renewal."""

    renewal_id: Annotated[str, "the id of the renewal, for `edit_renewal` and `undo_renewal`"]
    date: Annotated[IsoDay, "the day of the renewal"]
    amount: Annotated[float | None, "what was paid"]
    expected_amount: Annotated[float | None, "the usual price on that day"]
    currency: Annotated[str | None, "the currency"]


class UndoneDetails(PaidDetails, LineEnds):
    """A renewal that was taken back."""

    channel: Annotated[Channel | None, "how it was renewed"]


class RenewedDetails(UndoneDetails):
    """A renewal that was recorded."""

    flags: Annotated[list[Flag], "what is odd about the renewal"]


DETAILS: Mapping[Happening, type] = {
    Happening.RENEWAL_DUE: StageDetails,
    Happening.EXPIRES_TODAY: StageDetails,
    Happening.EXPIRED: StageDetails,
    Happening.GRACE_ENDING: StageDetails,
    Happening.NUMBER_LOST: StageDetails,
    Happening.DATA_LOW: LowDataDetails,
    Happening.DATA_RUNS_OUT_EARLY: EarlyDetails,
    Happening.PROMOTION_ENDS: PromotionDetails,
    Happening.SOURCE_STALE: SilentDetails,
    Happening.DATE_MISSING: StageDetails,
    Happening.RENEWED: RenewedDetails,
    Happening.RENEWAL_UNDONE: UndoneDetails,
    Happening.RENEWAL_UNVERIFIED: PaidDetails,
}
"""What an event says beside the facts of its line."""
