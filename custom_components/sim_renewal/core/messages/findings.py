"""What was understood of a carrier's text, and what was seen and is not applied."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Final

from ..model import Bucket, Measure, Reading

MOST_CHARACTERS = 5000


class MessageTooLong(ValueError):
    """The text has more characters than a carrier's message ever has."""


class Kind(StrEnum):
    """What a finding tells of a line; the buckets have the units of `Bucket`."""

    DATA_REMAINING = Bucket.DATA_REMAINING
    DATA_ALLOWANCE = Bucket.DATA_ALLOWANCE
    VOICE_REMAINING = Bucket.VOICE_REMAINING
    SMS_REMAINING = Bucket.SMS_REMAINING
    CREDIT = Bucket.CREDIT
    DATA_USED = "data_used"
    SERVICE_UNTIL = "service_until"
    NUMBER_UNTIL = "number_until"
    RECHARGE_BEFORE = "recharge_before"

    @property
    def bucket(self) -> Bucket | None:
        """The bucket of a balance, or `None` for what is no balance."""
        return _BUCKETS.get(self.value)


_BUCKETS = {bucket.value: bucket for bucket in Bucket}


class Reason(StrEnum):
    """Why something that was seen is not applied."""

    ADDED = "added"
    ALTERNATIVE = "alternative"
    AMBIGUOUS_DATE = "ambiguous_date"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    AMBIGUOUS_ROLE = "ambiguous_role"
    AMBIGUOUS_UNIT = "ambiguous_unit"
    CODE = "code"
    CONDITION = "condition"
    DURATION = "duration"
    EXHAUSTED = "exhausted"
    FAR_DATE = "far_date"
    FORMER = "former"
    INCLUDED_IN = "included_in"
    LATER = "later"
    NEGATED = "negated"
    NEGATIVE = "negative"
    NO_SUCH_DAY = "no_such_day"
    NO_EXPIRY = "no_expiry"
    NO_UNIT = "no_unit"
    OFFER = "offer"
    OTHER_DATE = "other_date"
    OTHER_LINE = "other_line"
    OTHER_SCOPE = "other_scope"
    OTHER_SENDER = "other_sender"
    PACK_NAME = "pack_name"
    PAST_DATE = "past_date"
    PERCENTAGE = "percentage"
    PHONE_NUMBER = "phone_number"
    PRICE = "price"
    RENEWAL = "renewal"
    SEVERAL_CANDIDATES = "several_candidates"
    SPENT = "spent"
    SUSPICIOUS = "suspicious"
    THRESHOLD = "threshold"
    UNCLEAR = "unclear"


class Unlimited(Enum):
    """A balance that never runs out."""

    UNLIMITED = "unlimited"


UNLIMITED: Final = Unlimited.UNLIMITED

type FoundValue = Decimal | date | Unlimited


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact, and the words that say it: `text[start:end]`."""

    kind: Kind
    value: FoundValue
    words: str
    start: int
    end: int
    currency: str | None = None
    """Whose money it is, if that is known: `Saldo: 7.10 PLN`."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was seen and is not applied; `kind` is what it could have been, if known."""

    reason: Reason
    words: str
    start: int
    end: int
    kind: Kind | None = None
    """What it could have been, if that is known: `Votre crédit expire le 12/12/2025.`"""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one text says: at most one finding of each kind, and everything that stays in doubt."""

    findings: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def applied(self) -> dict[Kind, Finding]:
        """The one finding to apply of each kind; a kind that is not certain is not there."""
        return {finding.kind: finding for finding in self.findings}

    def value(self, kind: Kind) -> FoundValue | None:
        """Return the one value to apply of a kind, or `None`."""
        finding = self.applied.get(kind)
        return finding.value if finding else None

    def reading(self, measured_at: datetime) -> Reading:
        """Return the balances that are numbers as a reading; unlimited ones are no number."""
        return dict(self._measures(measured_at))

    def _measures(self, measured_at: datetime) -> Iterator[tuple[Bucket, Measure]]:
        """Return each balance with its measure."""
        for finding in self.findings:
            if finding.kind.bucket and isinstance(finding.value, Decimal):
                yield finding.kind.bucket, Measure(finding.value, measured_at)
