"""The shapes of what actions answer: the types, and what each field means.

The tables of docs/automations.md are made of this.
"""

from typing import Annotated, TypedDict

from ..core.doubts import DoubtReason
from ..core.ledger import Flag
from ..core.line import Standing, Status
from ..core.model import Channel, Form, Verdict
from ..core.reminders import Happening
from ..entity import LineFacts
from ..household.event_details import DaysLeft, IsoDay, IsoMoment, LineEnds
from ..household.ledger import RecordOutcome

type Amounts = dict[str, float]


class PriceAnswer(TypedDict):
    """A price of a line, since when it was paid."""

    since: Annotated[IsoDay | None, "the day from which on it was paid"]
    amount: Annotated[float | None, "the price"]
    currency: Annotated[str | None, "its currency"]


class DoubtAnswer(TypedDict):
    """Two careful readings that differ."""

    reason: Annotated[DoubtReason, "why they differ, and so what to find out"]
    service_until: Annotated[IsoDay | None, "the earlier day, which is shown"]
    or_until: Annotated[IsoDay | None, "the later day, where it is known"]
    renewal_ids: Annotated[list[str], "the renewals that may be in it already"]
    is_settled: Annotated[bool, "whether the earlier day holds by now"]


class ChannelAnswer(TypedDict):
    """A way to renew."""

    channel: Annotated[Channel, "which kind of way"]
    link: Annotated[str | None, "what opens it"]
    code: Annotated[str | None, "the USSD or SMS code"]
    instruction: Annotated[str | None, "what to do there"]


class LineAnswer(LineFacts, LineEnds):
    """A line in the answer of `get_lines`."""

    name: Annotated[str, "its name"]
    form: Annotated[Form, "the kind of SIM"]
    owner: Annotated[str | None, "who uses it, as it was typed"]
    offer: Annotated[str | None, "the name of the offer"]
    status: Annotated[Status, "where it stands"]
    standing: Annotated[Standing, "whether it is in use"]
    renewal_due: Annotated[bool | None, "whether somebody should renew now"]
    why: Annotated[str | None, "why service ends when it does, in Home Assistant's language"]
    question: Annotated[
        str | None, "what to find out: which of two dates is right, or until when a renewal lasts"
    ]
    expires_at: Annotated[IsoMoment | None, "the last second of service"]
    days_left: Annotated[int | None, "days until the end of service; negative after it"]
    balance: Annotated[Amounts, "what is left, by bucket; what is not known is not in it"]
    unlimited: Annotated[list[str], "of which buckets there is no end"]
    source: Annotated[str | None, "what feeds it: `entity`, `rest`, `message` or `account`"]
    currency: Annotated[str, "the currency of its prices and its credit"]
    renewal_price: Annotated[float | None, "the usual price"]
    renewals_left: Annotated[int | None, "for how many renewals the credit is enough"]
    spent_this_year: Annotated[
        float | None,
        "what the renewals of this year cost; none where a part is in another currency",
    ]
    spent_by_currency: Annotated[
        dict[str, float | None], "what they cost in each currency, refunds taken off"
    ]
    last_renewal: Annotated[IsoDay | None, "the day of the last renewal"]
    monthly_cost: Annotated[float | None, "what it costs in an average month"]
    price_history: Annotated[
        list[PriceAnswer], "the prices paid, each with `since`, `amount` and `currency`"
    ]
    snoozed_until: Annotated[IsoMoment | None, "until when nobody is reminded"]
    doubt: Annotated[
        DoubtAnswer | None,
        "two readings of the date that differ: `reason`, `service_until`, `or_until`, "
        "`renewal_ids`, `is_settled`",
    ]
    channels: Annotated[
        list[ChannelAnswer],
        "the ways to renew, each with `channel`, `link`, `code` and `instruction`",
    ]
    country: Annotated[str | None, "the country of its carrier, two letters"]
    promotion: Annotated[str | None, "the note on a promotion"]
    promotion_until: Annotated[IsoDay | None, "the last day of the promotion"]
    todo_item: Annotated[
        str | None, "its item on the list of renewals due, the same in every language"
    ]


class RenewalAnswer(TypedDict):
    """A renewal in the answer of `get_renewals`."""

    renewal_id: Annotated[str, "its id, for `edit_renewal` and `undo_renewal`"]
    device_id: Annotated[str, "the device of its line"]
    line: Annotated[str, "the name of its line"]
    date: Annotated[IsoDay | None, "the day of the renewal"]
    refund: Annotated[bool, "whether it is money given back"]
    amount: Annotated[float | None, "what was paid"]
    expected_amount: Annotated[float | None, "the usual price on that day"]
    currency: Annotated[str | None, "the currency"]
    channel: Annotated[Channel | None, "how it was renewed"]
    payer: Annotated[str | None, "who paid"]
    receipt: Annotated[str | None, "the reference of the receipt"]
    receipt_url: Annotated[str | None, "where the file of the receipt is, for an hour"]
    receipt_type: Annotated[str | None, "the kind of that file, such as `application/pdf`"]
    note: Annotated[str | None, "the note"]
    service_until: Annotated[IsoDay | None, "the end of service that was typed, not the rule's"]
    number_until: Annotated[IsoDay | None, "the end of the number that was typed, not the rule's"]
    balance_after: Annotated[Amounts, "what was left afterwards, by bucket"]
    flags: Annotated[list[Flag], "what is odd about it"]
    verdict: Annotated[Verdict | None, "what became of it"]
    cost_per_day: Annotated[float | None, "what a day of service that it brought cost"]
    contained: Annotated[bool, "whether a stated date had it already, so that it moved nothing"]
    before: Annotated[LineEnds | None, "the dates before it: `service_until` and `number_until`"]
    after: Annotated[LineEnds | None, "the dates after it: `service_until` and `number_until`"]


class RecordedAnswer(TypedDict):
    """The answer of `record_renewal`; `edit_renewal`, `undo_renewal` and others have it too."""

    renewal_id: Annotated[str, "the id of the renewal; of the same deed, of the one of before"]
    outcome: Annotated[RecordOutcome | None, "what it came to; none where it was taken back"]
    date: Annotated[IsoDay | None, "the day of the renewal"]
    currency: Annotated[str | None, "the currency of the amounts"]
    payer: Annotated[str | None, "who paid"]
    recorded_at: Annotated[IsoMoment | None, "when it was recorded"]
    before: Annotated[LineEnds, "the dates before: `service_until` and `number_until`"]
    after: Annotated[LineEnds, "the dates now: `service_until` and `number_until`"]
    charged_amount: Annotated[float | None, "what was paid"]
    expected_amount: Annotated[float | None, "the usual price"]
    difference: Annotated[float | None, "how much more was paid; negative where it was less"]
    flags: Annotated[list[Flag], "what is odd about it"]
    advice: Annotated[list[str], "what to do about that, in Home Assistant's language"]


class DueAnswer(LineFacts, LineEnds, DaysLeft):
    """A line in `due` of the answer of `check_lines`."""

    name: Annotated[str, "its name"]
    status: Annotated[Status, "where it stands"]
    happening: Annotated[Happening | None, "the event type of its last reminder moment"]
    stage: Annotated[str | None, "that moment, such as `service-3`: 3 days before the end"]
    snoozed_until: Annotated[IsoMoment | None, "until when nobody is reminded"]
    title: Annotated[str | None, "the title of a reminder, in the language that was asked for"]
    message: Annotated[str | None, "the text of a reminder"]
    todo_item: Annotated[
        str | None, "its item on the list of renewals due, the same in every language"
    ]


class RecipientAnswer(TypedDict):
    """Somebody in `recipients` of the answer of `check_lines`."""

    recipient_id: Annotated[str, "the id, for `send_reminder`"]
    name: Annotated[str, "the name, for `send_reminder`"]
    language: Annotated[str, "the language of the reminders"]
    targets: Annotated[list[str], "the notify actions and entities that are used"]
