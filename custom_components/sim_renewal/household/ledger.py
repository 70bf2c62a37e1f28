"""The ledger of a line: what is done to its renewals, and what that came to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.signal_type import SignalType
from homeassistant.util.ulid import ulid_now

from ..const import DOMAIN
from ..core.deeds import completed, first_of_deed, is_more_of
from ..core.doubts import DoubtReason
from ..core.ledger import Flag, flags_of, without_end
from ..core.line import derive
from ..core.model import ReceiptFile, Renewal, Verdict
from ..core.record import Record, UndoneRenewal
from ..core.reminders import cycle_of
from ..core.rules import Clocks
from ..core.same_day import is_told_again, others_of_day
from ..core.wrong_clock import clock_is_behind
from ..push.people import async_person_name
from ..settings.validation import EARLIEST
from .announcements import async_announce, renewed_of, undone_of
from .kept_line import KeptLine


class RecordOutcome(StrEnum):
    """What recording a renewal came to.

    Its dates moved, stayed as they are, or had it already; it was there before; nobody knows until
    when it lasts; or it is a refund that moves nothing.
    """

    MOVED = "moved"
    UNCHANGED = "unchanged"
    CONTAINED = "contained"
    SAME_DEED = "same_deed"
    UNDATED = "undated"
    REFUNDED = "refunded"


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


PRESSED: SignalType[str, Recorded, str | None] = SignalType(f"{DOMAIN}_pressed")
"""What a press in Home Assistant came to, on which line, and which user pressed."""


class LineLedger(KeptLine):
    """Records, changes and takes back the renewals of a line."""

    @property
    def without_end(self) -> Renewal | None:
        """The renewal of which somebody has to say until when it lasts."""
        return without_end(self.record, self.settings.offer.rule)

    async def async_record_renewal(self, renewal: Renewal) -> Recorded:
        """Add a renewal; its own dates win over the rule.

        One that only tells until when the last one lasts is that one. The notifier, which follows
        the line, then clears the pushes of the cycle that is over.
        """
        self._refuse_wrong_clock(renewal)
        first = self.without_end
        if first is not None and renewal.service_until is not None and is_more_of(renewal, first):
            return await self.async_change_renewal(completed(first, renewal))
        recorded = await self._async_ledger(
            renewal, lambda record: record.with_renewal(renewal), is_new=True
        )
        if recorded.outcome is not RecordOutcome.SAME_DEED and not renewal.refund:
            announcement = renewed_of(renewal, recorded.flags, recorded.after)
            async_announce(self.hass, self.settings.line_id, announcement)
        return recorded

    def usual_renewal(
        self,
        payer: str | None = None,
        amount: Decimal | None = None,
        currency: str | None = None,
        service_until: date | None = None,
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
            service_until=service_until,
        )

    async def async_renew_as_usual(self, user_id: str | None = None) -> None:
        """Record a usual renewal for who presses; raises in words who recorded it before.

        What it came to is told on the phones of that person.
        """
        payer = async_person_name(self.hass, user_id)
        recorded = await self.async_record_renewal(self.usual_renewal(payer))
        async_dispatcher_send(self.hass, PRESSED, self.settings.line_id, recorded, user_id)
        if recorded.outcome is RecordOutcome.SAME_DEED:
            raise self._same_deed(recorded.renewal)

    def _same_deed(self, first: Renewal) -> ServiceValidationError:
        """Return in words that a renewal is recorded already."""
        line = self.settings.name
        if first == self.without_end:
            return ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="renewal_without_end",
                translation_placeholders={"line": line, "date": first.renewed_on.isoformat()},
            )
        if first.payer is None:
            return ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="same_deed",
                translation_placeholders={"line": line},
            )
        return ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="same_deed_by",
            translation_placeholders={"line": line, "person": first.payer},
        )

    async def async_change_renewal(self, renewal: Renewal) -> Recorded:
        """Put a changed renewal in the place of that of the same id, which keeps an own end."""
        known = self.record.renewal(renewal.renewal_id)
        if known is not None and known.service_until is not None:
            self.refuse_without_end(renewal)
        return await self._async_ledger(
            renewal, lambda record: record.with_changed_renewal(renewal)
        )

    async def async_undo_renewal(self, renewal: Renewal) -> Recorded:
        """Take a renewal back, as if it had never been recorded; for a while it can be restored.

        The reminders that it answered are told again.
        """
        now = self._clock()

        def undo(record: Record) -> Record:
            return self._to_tell_again(record.without_renewal(renewal.renewal_id, now))

        recorded = await self._async_ledger(renewal, undo)
        if not renewal.refund:
            announcement = undone_of(renewal, recorded.after)
            async_announce(self.hass, self.settings.line_id, announcement)
        return recorded

    def _to_tell_again(self, record: Record) -> Record:
        """Return a record whose dates went back, with the reminders of its cycle still to tell."""
        clocks = derive(self.settings, record, self.plan, self._clock()).clocks
        return record.to_tell_again(cycle_of(clocks))

    async def async_restore_renewal(self, undone: UndoneRenewal) -> Recorded:
        """Put a renewal back that was taken back."""
        renewal = undone.renewal
        recorded = await self._async_ledger(renewal, lambda record: record.with_restored(undone))
        if not renewal.refund:
            announcement = renewed_of(renewal, recorded.flags, recorded.after)
            async_announce(self.hass, self.settings.line_id, announcement)
        return recorded

    async def async_take_over(self, renewal: Renewal) -> Recorded:
        """Add a renewal that was recorded on another line."""
        self.refuse_without_end(renewal)
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
        self, renewal_id: str, verdict: Verdict | None, charged: Decimal | None = None
    ) -> None:
        """Keep what became of a renewal, or that it is open again, and what was charged if known.

        The reminders that one answered which did not land are told again.
        """
        now = self._clock()

        def decide(record: Record) -> Record:
            renewal = record.renewal(renewal_id)
            if renewal is None:
                return record
            decided = renewal.verification.decided(verdict, now)
            amount = renewal.amount if charged is None else charged
            changed = replace(renewal, verification=decided, amount=amount)
            record = record.with_changed_renewal(changed)
            return record if changed.counts else self._to_tell_again(record)

        await self.async_change(decide)

    def refuse_without_end(self, renewal: Renewal) -> None:
        """Raise a refusal of a renewal that nothing tells the end of."""
        is_told = renewal.refund or renewal.service_until is not None
        if not is_told and self.settings.offer.rule is None:
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
            if is_new and (first := self.first_of_deed(renewal)) is not None:
                flags = self.flags_of(first)
                return Recorded(first, before, before, flags, RecordOutcome.SAME_DEED)
            await self._async_keep(change(self.record))
            return Recorded(
                renewal,
                before,
                self.data.clocks,
                self.flags_of(renewal),
                self._outcome_of(renewal.renewal_id, before),
            )

    def first_of_deed(self, renewal: Renewal) -> Renewal | None:
        """Return the renewal that is recorded and is this one, or `None`.

        While nobody has said until when the last one lasts, one that does not say it either is it.
        """
        if (first := first_of_deed(renewal, self.record.renewals)) is not None:
            return first
        first, rule = self.without_end, self.settings.offer.rule
        is_alike = first is not None and renewal.service_until is None and rule is None
        return first if is_alike and not (renewal.in_addition or renewal.refund) else None

    def flags_of(self, renewal: Renewal) -> tuple[Flag, ...]:
        """Return what is odd about a renewal of this line."""
        return flags_of(renewal, self.settings.offer, self.record.renewals)

    def first_of_day(self, renewal: Renewal) -> Renewal | None:
        """Return the renewal of the same day that this one can be, told again, or `None`."""
        others = others_of_day(renewal, self.record.renewals)
        is_again = is_told_again(renewal, others, self.settings.offer.rule)
        if not is_again or renewal.service_until is not None:
            return None
        return next(each for each in reversed(others) if not each.in_addition)

    def is_asked_about(self, renewal: Renewal, reason: DoubtReason) -> bool:
        """Return whether somebody has to say something of a renewal before it counts in full."""
        doubt = self.data.doubt
        return (
            doubt is not None and doubt.reason is reason and renewal.renewal_id in doubt.renewal_ids
        )

    def _outcome_of(self, renewal_id: str, before: Clocks) -> RecordOutcome | None:
        renewal = self.record.renewal(renewal_id)
        if renewal is None:
            return None
        if renewal.refund and not renewal.moves:
            return RecordOutcome.REFUNDED
        if self.replayed.contains(renewal_id):
            return RecordOutcome.CONTAINED
        is_dated = renewal.service_until is not None or self.settings.offer.rule is not None
        if not is_dated:
            return RecordOutcome.UNDATED
        return RecordOutcome.UNCHANGED if self.data.clocks == before else RecordOutcome.MOVED
