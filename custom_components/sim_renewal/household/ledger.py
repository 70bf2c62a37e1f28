"""The ledger of a line: what is done to its renewals, and what that came to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from homeassistant.core import callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.signal_type import SignalType
from homeassistant.util.ulid import ulid_now

from ..const import DOMAIN
from ..core.advice import Advice, advice_on
from ..core.deeds import completed, first_of_deed, is_more_of, is_undated_again
from ..core.doubts import DoubtReason
from ..core.ledger import Flag, flags_of, is_end_stated, without_end
from ..core.model import ReceiptFile, Renewal, Verdict
from ..core.plausible import EARLIEST
from ..core.record import Record, UndoneRenewal
from ..core.reminders import cycle_of
from ..core.rules import Clocks
from ..core.same_day import is_told_again, others_of_day
from ..core.wrong_clock import clock_is_behind
from ..push.people import async_person_name
from ..texts.sentences import Sentences, async_sentences
from .announcements import async_announce, renewed_of, undone_of
from .diary import DiaryDeed, async_note
from .kept_line import KeptLine


class RecordOutcome(StrEnum):
    """What recording a renewal came to.

    Its dates moved, stayed as they are, or had it already; it was there before; nobody knows until
    when it lasts; it is a refund that moves nothing; or it did not go through, so that it counts
    no more.
    """

    MOVED = "moved"
    UNCHANGED = "unchanged"
    CONTAINED = "contained"
    SAME_DEED = "same_deed"
    UNDATED = "undated"
    REFUNDED = "refunded"
    MISSING = "missing"


_EXPLAINED = frozenset(
    {
        RecordOutcome.CONTAINED,
        RecordOutcome.UNCHANGED,
        RecordOutcome.UNDATED,
        RecordOutcome.MISSING,
    }
)
"""Where a renewal did not move a date as one expects, this is said in words."""


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
    advice: tuple[Advice, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What to say of it: where no date moved as one expects, and what it needs."""
        outcome = self.outcome
        if outcome is None and self.before == self.after:
            outcome = RecordOutcome.UNCHANGED
        return (*([outcome] if outcome in _EXPLAINED else []), *self.advice)


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is to be done to a renewal, as a change of the record; a new one may be there before."""

    renewal: Renewal
    change: Callable[[Record], Record]
    is_new: bool = False


PRESSED: SignalType[str, Recorded, str | None] = SignalType(f"{DOMAIN}_pressed")
"""What a press in Home Assistant came to, on which line, and which user pressed."""


class LineLedger(KeptLine):
    """Records, changes and takes back the renewals of a line."""

    @property
    def without_end(self) -> Renewal | None:
        """The renewal of which somebody has to say until when it lasts."""
        return without_end(self.record, self.settings.offer.rule, self.zone)

    async def async_record_renewal(self, renewal: Renewal) -> Recorded:
        """Add a renewal; its own dates win over the rule.

        One that only tells until when the last one lasts is that one. The notifier, which follows
        the line, then clears the pushes of the cycle that is over.
        """
        await self._async_refuse_wrong_clock(renewal)
        recorded = await self._async_do(self._recording(renewal))
        if recorded.outcome is not RecordOutcome.SAME_DEED:
            deed = DiaryDeed.REFUNDED if renewal.refund else DiaryDeed.RENEWED
            async_note(self, deed, renewal_id=recorded.renewal.renewal_id)
        return recorded

    async def async_preview_renewal(self, renewal: Renewal) -> Recorded:
        """Return what recording a renewal would come to; nothing is kept and nobody is told."""
        self.refuse_if_damaged()
        await self._async_refuse_wrong_clock(renewal)
        return self._planned(self._recording(renewal))[1]

    def _recording(self, renewal: Renewal) -> _Deed:
        first = self.without_end
        if first is not None and renewal.service_until is not None and is_more_of(renewal, first):
            whole = completed(first, renewal)
            return _Deed(whole, lambda record: record.with_changed_renewal(whole))
        return _Deed(renewal, lambda record: record.with_renewal(renewal), is_new=True)

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
            raise await self._async_same_deed(recorded.renewal)

    async def _async_same_deed(self, first: Renewal) -> ServiceValidationError:
        """Return in words that a renewal is recorded already."""
        line = self.settings.name
        if first == self.without_end:
            return ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="renewal_without_end",
                translation_placeholders={"line": line, "date": await self._async_day(first)},
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
            self._refuse_to_lose_end(renewal)
        return await self._async_do(
            _Deed(renewal, lambda record: record.with_changed_renewal(renewal))
        )

    async def async_undo_renewal(self, renewal: Renewal) -> Recorded:
        """Take a renewal back, as if it had never been recorded; for a while it can be restored."""
        now = self._clock()
        recorded = await self._async_do(
            _Deed(renewal, lambda record: record.without_renewal(renewal.renewal_id, now))
        )
        async_note(self, DiaryDeed.UNDONE, renewal_id=renewal.renewal_id)
        return recorded

    async def async_restore_renewal(self, undone: UndoneRenewal) -> Recorded:
        """Put a renewal back that was taken back."""
        recorded = await self._async_do(
            _Deed(undone.renewal, lambda record: record.with_restored(undone))
        )
        async_note(self, DiaryDeed.RESTORED, renewal_id=undone.renewal.renewal_id)
        return recorded

    async def async_take_over(self, renewal: Renewal) -> Recorded:
        """Add a renewal that was recorded on another line; automations are not told yet."""
        return await self._async_do(
            _Deed(renewal, lambda record: record.with_renewal(renewal)), is_told=False
        )

    async def async_give_away(self, renewal: Renewal) -> None:
        """Forget a renewal that another line has now; automations are not told yet."""
        await self._async_do(
            _Deed(renewal, lambda record: record.given_away(renewal.renewal_id)), is_told=False
        )

    @callback
    def async_tell_change(self, was: Renewal | None, now: Renewal | None) -> None:
        """Tell automations that a renewal of this line has come to count, or counts no more."""
        counted, counts = was is not None and was.counts, now is not None and now.counts
        line_id, after = self.settings.line_id, self.data.clocks
        if now is not None and counts and not counted:
            async_announce(self.hass, line_id, renewed_of(now, self.flags_of(now), after))
        elif was is not None and counted and not counts:
            async_announce(self.hass, line_id, undone_of(was, after))

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

        One that is not there any more needs no verdict.
        """
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

        if (asked := self.record.renewal(renewal_id)) is not None:
            await self._async_do(_Deed(asked, decide))

    def _refuse_to_lose_end(self, renewal: Renewal) -> None:
        """Raise a refusal of a change after which nothing tells the end of a renewal."""
        is_told = renewal.refund or renewal.service_until is not None
        if not is_told and self.settings.offer.rule is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="renewal_needs_date",
                translation_placeholders={"field": "service_until", "line": self.settings.name},
            )

    async def _async_refuse_wrong_clock(self, renewal: Renewal) -> None:
        """Raise in words that a renewal of now would be dated by a clock that is plainly behind."""
        now = renewal.at
        if now is None or (now.date() >= EARLIEST and not clock_is_behind(self.record, now)):
            return
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="clock_is_behind",
            translation_placeholders={
                "line": self.settings.name,
                "date": await self._async_day(renewal),
            },
        )

    async def _async_day(self, renewal: Renewal) -> str:
        """Return the day of a renewal in words, in Home Assistant's language."""
        words = await async_sentences(self.hass, self.hass.config.language, Sentences)
        return words.day(renewal.renewed_on)

    async def _async_do(self, deed: _Deed, *, is_told: bool = True) -> Recorded:
        """Keep what is done to a renewal, and tell automations where it matters to the dates."""
        renewal_id = deed.renewal.renewal_id
        async with self._lock:
            self.refuse_if_damaged()
            record, recorded = self._planned(deed)
            if recorded.outcome is not RecordOutcome.SAME_DEED:
                was, now = self.record.renewal(renewal_id), record.renewal(renewal_id)
                await self._async_keep(record)
                if is_told:
                    self.async_tell_change(was, now)
            return recorded

    def _planned(self, deed: _Deed) -> tuple[Record, Recorded]:
        """Return the record once something is done to a renewal, and what that comes to.

        Where it counts no more, the reminders that it answered are told again.
        """
        renewal, before = deed.renewal, self.data.clocks
        was = self.record.renewal(renewal.renewal_id)
        if deed.is_new and (first := self.first_of_deed(renewal)) is not None:
            flags = self.flags_of(first)
            return self.record, Recorded(first, before, before, flags, RecordOutcome.SAME_DEED)
        record = deed.change(self.record)
        after, now = self._foreseen(record).clocks, record.renewal(renewal.renewal_id)
        if was is not None and was.counts and not (now is not None and now.counts):
            record = record.to_tell_again(cycle_of(after))
        flags = flags_of(renewal, self.settings.offer, record.renewals)
        outcome = self._outcome_of(now, record, before, after)
        advice = () if now is None else self._advice_on(now, record)
        return record, Recorded(renewal, before, after, flags, outcome, advice)

    def first_of_deed(self, renewal: Renewal) -> Renewal | None:
        """Return the renewal that is recorded and is this one, or `None`.

        While nobody has said until when the last one lasts, one of these days that does not say it
        either is it.
        """
        if (first := first_of_deed(renewal, self.record.renewals)) is not None:
            return first
        first = self.without_end
        return first if first is not None and is_undated_again(renewal, first) else None

    def flags_of(self, renewal: Renewal) -> tuple[Flag, ...]:
        """Return what is odd about a renewal of this line."""
        return flags_of(renewal, self.settings.offer, self.record.renewals)

    def advice_on(self, renewal: Renewal) -> tuple[Advice, ...]:
        """Return what to say of a renewal of this line beside what is odd about it."""
        return self._advice_on(renewal, self.record)

    def _advice_on(self, renewal: Renewal, record: Record) -> tuple[Advice, ...]:
        return advice_on(renewal, self.settings.offer, self._replay_of(record), self.record)

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

    def _outcome_of(
        self, renewal: Renewal | None, record: Record, before: Clocks, after: Clocks
    ) -> RecordOutcome | None:
        if renewal is None:
            return None
        if renewal.is_missing:
            return RecordOutcome.MISSING
        if renewal.refund and not renewal.moves:
            return RecordOutcome.REFUNDED
        if self._replay_of(record).contains(renewal.renewal_id):
            return RecordOutcome.CONTAINED
        if renewal.service_until is None and self.settings.offer.rule is None:
            is_stated = is_end_stated(record, renewal, self.zone)
            return RecordOutcome.CONTAINED if is_stated else RecordOutcome.UNDATED
        return RecordOutcome.UNCHANGED if after.end_as(before) else RecordOutcome.MOVED
