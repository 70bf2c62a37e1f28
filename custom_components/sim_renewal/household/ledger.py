"""The ledger of a line: what is done to its renewals, and what that came to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from homeassistant.exceptions import ServiceValidationError
from homeassistant.util.ulid import ulid_now

from ..const import DOMAIN
from ..core.deeds import first_of_deed
from ..core.ledger import Flag, flags_of
from ..core.line import derive
from ..core.model import ReceiptFile, Renewal, Verdict
from ..core.record import Record, UndoneRenewal
from ..core.reminders import cycle_of
from ..core.rules import Clocks
from ..core.statements import clock_is_behind
from ..settings.validation import EARLIEST
from .announcements import async_announce, renewed_of
from .kept_line import KeptLine


class RecordOutcome(StrEnum):
    """What recording a renewal came to: its dates moved, had it already, or it was there before."""

    MOVED = "moved"
    CONTAINED = "contained"
    SAME_DEED = "same_deed"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording a renewal did to a line; of the same deed it is the one of before.

    Of one that was taken back there is no `outcome`.
    """

    renewal: Renewal
    before: Clocks
    after: Clocks
    flags: tuple[Flag, ...] = ()
    outcome: RecordOutcome | None = None


class LineLedger(KeptLine):
    """Records, changes and takes back the renewals of a line."""

    async def async_record_renewal(self, renewal: Renewal) -> Recorded:
        """Add a renewal; its own dates win over the rule.

        The notifier, which follows the line, then clears the pushes of the cycle that is over.
        """
        self._refuse_without_dates(renewal)
        self._refuse_wrong_clock(renewal)
        recorded = await self._async_ledger(
            renewal, lambda record: record.with_renewal(renewal), is_new=True
        )
        if recorded.outcome is not RecordOutcome.SAME_DEED:
            announcement = renewed_of(renewal, recorded.flags, recorded.after)
            async_announce(self.hass, self.settings.line_id, announcement)
        return recorded

    def usual_renewal(
        self,
        payer: str | None = None,
        amount: Decimal | None = None,
        currency: str | None = None,
    ) -> Renewal:
        """Return a renewal of now at the offer's usual price, unless another was paid."""
        self.refuse_if_damaged()
        now = self._clock()
        return Renewal(
            renewal_id=ulid_now(),
            renewed_on=now.date(),
            recorded_at=now,
            at=now,
            amount=self.settings.offer.price if amount is None else amount,
            currency=currency or self.settings.offer.currency,
            expected=self.settings.offer.price,
            balance_before=self.data.reading,
            payer=payer,
        )

    async def async_renew_as_usual(self, payer: str | None = None) -> None:
        """Record a usual renewal; raises in words who recorded it a moment ago."""
        recorded = await self.async_record_renewal(self.usual_renewal(payer))
        if recorded.outcome is not RecordOutcome.SAME_DEED:
            return
        if (first := recorded.renewal.payer) is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="same_deed",
                translation_placeholders={"line": self.settings.name},
            )
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="same_deed_by",
            translation_placeholders={"line": self.settings.name, "person": first},
        )

    async def async_change_renewal(self, renewal: Renewal) -> Recorded:
        """Put a changed renewal in the place of that of the same id."""
        self._refuse_without_dates(renewal)
        return await self._async_ledger(
            renewal, lambda record: record.with_changed_renewal(renewal)
        )

    async def async_undo_renewal(self, renewal: Renewal) -> Recorded:
        """Take a renewal back, as if it had never been recorded; for a while it can be restored.

        The reminders that it answered are told again.
        """
        now = self._clock()

        def undo(record: Record) -> Record:
            record = record.without_renewal(renewal.renewal_id, now)
            clocks = derive(self.settings, record, self.plan, now).clocks
            return record.to_tell_again(cycle_of(clocks))

        return await self._async_ledger(renewal, undo)

    async def async_restore_renewal(self, undone: UndoneRenewal) -> Recorded:
        """Put a renewal back that was taken back."""
        return await self._async_ledger(undone.renewal, lambda record: record.with_restored(undone))

    async def async_take_over(self, renewal: Renewal) -> Recorded:
        """Add a renewal that was recorded on another line."""
        self._refuse_without_dates(renewal)
        return await self._async_ledger(renewal, lambda record: record.with_renewal(renewal))

    async def async_give_away(self, renewal_id: str) -> None:
        """Forget a renewal that another line has now."""
        await self.async_change(lambda record: record.given_away(renewal_id))

    async def async_attach(self, renewal_id: str, file: ReceiptFile) -> None:
        """Keep which file the receipt of a renewal is."""

        def attach(record: Record) -> Record:
            renewal = record.renewal(renewal_id)
            if renewal is None:
                return record
            return record.with_changed_renewal(replace(renewal, receipt_file=file))

        await self.async_change(attach)

    async def async_forget_expired(self) -> None:
        """Forget renewals that were taken back and can no longer be restored."""
        now = self._clock()
        await self.async_change(lambda record: record.without_expired(now))

    async def async_decide(
        self, renewal_id: str, verdict: Verdict, charged: Decimal | None = None
    ) -> None:
        """Keep what became of a renewal, and what was charged if that is known better now."""
        now = self._clock()

        def decide(record: Record) -> Record:
            renewal = record.renewal(renewal_id)
            if renewal is None:
                return record
            decided = renewal.verification.decided(verdict, now)
            amount = renewal.amount if charged is None else charged
            return record.with_changed_renewal(
                replace(renewal, verification=decided, amount=amount)
            )

        await self.async_change(decide)

    def _refuse_without_dates(self, renewal: Renewal) -> None:
        if renewal.service_until is None and self.settings.offer.rule is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="renewal_needs_date",
                translation_placeholders={"field": "service_until", "line": self.settings.name},
            )

    def _refuse_wrong_clock(self, renewal: Renewal) -> None:
        """Raise in words that a renewal of now would be dated by a clock that is plainly behind."""
        now = renewal.at
        if now is None or (now.date() >= EARLIEST and not clock_is_behind(self.record, now)):
            return
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="clock_is_behind",
            translation_placeholders={
                "line": self.settings.name,
                "date": renewal.renewed_on.isoformat(),
            },
        )

    async def _async_ledger(
        self,
        renewal: Renewal,
        change: Callable[[Record], Record],
        *,
        is_new: bool = False,
    ) -> Recorded:
        async with self._lock:
            self.refuse_if_damaged()
            before = self.data.clocks
            if is_new and (first := first_of_deed(renewal, self.record.renewals)) is not None:
                flags = self._flags_of(first)
                return Recorded(first, before, before, flags, RecordOutcome.SAME_DEED)
            await self._async_keep(change(self.record))
            return Recorded(
                renewal,
                before,
                self.data.clocks,
                self._flags_of(renewal),
                self._outcome_of(renewal.renewal_id),
            )

    def _flags_of(self, renewal: Renewal) -> tuple[Flag, ...]:
        return flags_of(renewal, self.settings.offer, self.record.renewals)

    def _outcome_of(self, renewal_id: str) -> RecordOutcome | None:
        if self.record.renewal(renewal_id) is None:
            return None
        is_contained = self.replayed.contains(renewal_id)
        return RecordOutcome.CONTAINED if is_contained else RecordOutcome.MOVED
