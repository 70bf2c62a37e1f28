"""One line at this moment: its record, and the state that follows from it."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
import logging

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util.ulid import ulid_now

from ..const import DOMAIN
from ..core.dates import tomorrow_at, zone_of
from ..core.deeds import first_of_deed
from ..core.evidence import Clock
from ..core.ledger import Entry, Flag, entries, flags_of
from ..core.line import LineState, clocks_of, derive, replay_of
from ..core.model import Bucket, Measure, Reading, ReceiptFile, Renewal, Verdict
from ..core.planner import Outlook, stage_to_skip, strands_of
from ..core.record import Delivery, Record, Skip, Snooze, UndoneRenewal
from ..core.reminders import ReminderPlan, Stage, cycle_of, due_stage, next_moment
from ..core.replayed import Replay
from ..core.rules import Clocks
from ..core.signals import LineSignals, signals_of
from ..core.source_values import Capability, SourceValues
from ..core.statements import number_follows, stated_clocks, with_source_values, with_text
from ..core.texts import Taken
from ..core.verification import next_question
from ..settings.line import first_record, line_of
from ..settings.source import KIND_REST, kind_of
from ..settings.validation import FieldError, parse_date, refusal
from ..storage.records import LineStore, RecordDamaged
from .announcements import async_announce, renewed_of, undone_of
from .write_buffer import LineBehindBuffer, News, WriteBuffer

_LOGGER = logging.getLogger(__name__)


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


class LineCoordinator(DataUpdateCoordinator[LineState]):
    """Keeps one line's record on disk and its state derived; it never polls.

    While the record is damaged the last update counts as failed, and there is no state.
    """

    config_entry: ConfigEntry

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        subentry: ConfigSubentry,
        plan: ReminderPlan,
        clock: Callable[[], datetime],
        wake_at: Callable[[datetime], None],
    ) -> None:
        """Take over the line's settings; the record comes with `async_load`.

        `wake_at` lets the line be derived again at a moment.
        """
        super().__init__(hass, _LOGGER, config_entry=entry, name=f"{DOMAIN} line")
        self.settings = line_of(subentry)
        self.plan = plan
        self.record = Record()
        self.signals = LineSignals()
        self.outlook = Outlook(self.settings.line_id, plan, self.record, ())
        self.telling: Delivery | None = None
        self.next_moment: datetime | None = None
        self.gone: frozenset[Capability] = frozenset()
        self.source = kind_of(subentry.data)
        self.has_asked_source = self.source == KIND_REST
        self.ask_source: Callable[[], Awaitable[None]] | None = None
        self.receptions: Counter[str] = Counter()
        self._data = subentry.data
        self._clock = clock
        self._store = LineStore(hass, subentry.subentry_id)
        self._lock = asyncio.Lock()
        self._replayed: tuple[Record | None, tzinfo | None, Replay] = (
            None,
            None,
            Replay(clocks=Clocks()),
        )
        self.buffer = WriteBuffer(
            LineBehindBuffer(
                clock=clock,
                wake_at=wake_at,
                news_in=self._news_in,
                show=self._show_source_values,
                write=self._async_write_source_values,
            )
        )

    @property
    def cycle(self) -> str:
        """What tells the present renewal cycle from the next."""
        return cycle_of(self.data.clocks)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of the present cycle, as far as they are looked up."""
        return next((strand.stages for strand in self.outlook.strands), ())

    async def async_load(self) -> None:
        """Read the record, or begin one from the settings of a new line.

        What a source said that is no longer asked is forgotten, apart from balances and dates.
        Raises `RecordTooNew` or `RecordNotSaved`; a damaged record leaves the line unavailable.
        """
        try:
            record = await self._store.async_load()
        except RecordDamaged:
            self.last_update_success = False
            return
        if record is None:
            record = first_record(self._data, self._clock())
            await self._store.async_save(record)
        elif (values := record.source_values.only(self.settings.fed)) != record.source_values:
            record = replace(record, source_values=values)
            await self._store.async_save(record)
        self.record = record
        self.async_derive()

    async def async_start_again(self) -> None:
        """Replace a damaged record by a new one, from what the settings say.

        Raises `RecordNotSaved`, and then the damaged one is still there.
        """
        record = first_record(self._data, self._clock())
        await self._store.async_replace(record)
        self.last_update_success = True
        self.record = record
        self.async_derive()

    @callback
    def async_derive(self) -> None:
        """Derive the state anew and tell whoever shows it."""
        if not self.last_update_success:
            return
        now = self._clock()
        self.data = derive(
            self.settings,
            self.record,
            self.plan,
            now,
            source_gone=bool(self.gone),
            replayed=self.replayed,
        )
        self.signals = signals_of(self.data, self.record, self.plan, now)
        strands = strands_of(self.data, self.plan, self.signals, now.date())
        self.outlook = Outlook(self.settings.line_id, self.plan, self.record, strands)
        moments = (
            next_moment(self.plan, self.stages, self.record.snooze, now),
            next_question(self.record, self.plan, now),
            self.data.clocks.ends_at,
        )
        self.next_moment = min((each for each in moments if each and each > now), default=None)
        self.async_update_listeners()

    @property
    def stage(self) -> Stage | None:
        """The stage that has come last in this cycle, whoever was told of it."""
        return due_stage(self.plan, self.stages, Record(), self.cycle, "", self._clock())

    @property
    def told_outlook(self) -> Outlook:
        """The outlook with what automations are being told now, which is on record only later."""
        if self.telling is None:
            return self.outlook
        return replace(self.outlook, record=self.record.with_delivery(self.telling))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The ledger with what each renewal did."""
        return entries(self.record, self.replayed)

    @property
    def zone(self) -> tzinfo:
        """The household's time zone."""
        return zone_of(self._clock())

    @property
    def replayed(self) -> Replay:
        """What all that was told comes to: made anew only where the record or the zone is new."""
        zone = self.zone
        record, known_zone, replayed = self._replayed
        if record is not self.record or known_zone != zone:
            replayed = replay_of(self.settings, self.record, zone)
            self._replayed = (self.record, zone, replayed)
        return replayed

    @property
    def told_by_source(self) -> frozenset[Capability]:
        """What a source keeps saying of the line: not what it is silent about for too long."""
        limit, fed = self.settings.stale_after, self.settings.fed
        if limit is None:
            return fed - self.gone
        return fed - self.gone - self.record.source_values.stale(fed, limit, self._clock())

    @property
    def ledger_clocks(self) -> Clocks:
        """The clocks as they follow from what was told: what a correction of dates starts from."""
        return self.replayed.clocks

    @property
    def number_follows(self) -> bool:
        """Whether the number date is just what the rule's grace makes of the service date."""
        return number_follows(self.ledger_clocks, self.settings.offer.rule)

    def refuse_if_damaged(self) -> None:
        """Raise in words that the line's record cannot be read."""
        if not self.last_update_success:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="record_damaged",
                translation_placeholders={"line": self.settings.name},
            )

    async def async_record_renewal(self, renewal: Renewal) -> Recorded:
        """Add a renewal; its own dates win over the rule.

        The notifier, which follows the line, then clears the pushes of the cycle that is over.
        """
        self._refuse_without_dates(renewal)
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

        recorded = await self._async_ledger(renewal, undo)
        announcement = undone_of(renewal, recorded.after)
        async_announce(self.hass, self.settings.line_id, announcement)
        return recorded

    async def async_restore_renewal(self, undone: UndoneRenewal) -> Recorded:
        """Put a renewal back that was taken back."""
        recorded = await self._async_ledger(
            undone.renewal, lambda record: record.with_restored(undone)
        )
        announcement = renewed_of(undone.renewal, recorded.flags, recorded.after)
        async_announce(self.hass, self.settings.line_id, announcement)
        return recorded

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

    async def async_state_dates(
        self, service_until: date | None = None, number_until: date | None = None
    ) -> tuple[Clocks, Clocks]:
        """Set what a person stated of the clocks and leave the rest; see `async_state_all`."""
        return await self.async_state_all({}, service_until, number_until)

    async def async_state_all(
        self,
        reading: Reading,
        service_until: date | None = None,
        number_until: date | None = None,
    ) -> tuple[Clocks, Clocks]:
        """Keep what a person stated of balance and clocks, as of now; of the rest nothing is said.

        Returns the clocks as they were and as they are. Raises a refusal that names the field where
        a date is impossible, or where the two dates contradict each other: a number that only use
        keeps can be lost before service ends.
        """
        self.refuse_if_damaged()
        now = self._clock()
        _refuse_impossible("service_until", service_until, now.date())
        _refuse_impossible("number_until", number_until, now.date())
        rule = self.settings.offer.rule
        clocks = stated_clocks(self.ledger_clocks, rule, service_until, number_until)
        if clocks.number_is_first and not (rule and rule.kept_by):
            raise refusal("number_until", "number_before_service")
        stated = {Clock.SERVICE: service_until, Clock.NUMBER: number_until}
        given = {clock: day for clock, day in stated.items() if day is not None}
        async with self._lock:
            self.refuse_if_damaged()
            before = self.data.clocks
            record = self.record.without_future(now).with_reading(reading)
            await self._async_keep(record.with_dates(now, **given))
            return before, self.data.clocks

    async def async_note_amount(self, bucket: Bucket, amount: Decimal) -> None:
        """Add what a person sees in a bucket now; raises a refusal of what is not a number."""
        if not amount.is_finite():
            raise refusal(bucket, "not_a_number")
        await self.async_update_balance({bucket: Measure(amount, self._clock())})

    async def async_update_balance(self, reading: Reading) -> None:
        """Add what a reading knows about the balance."""
        await self.async_change(lambda record: record.with_reading(reading))

    async def async_apply_source_values(self, fed: SourceValues) -> None:
        """Take over what a source says: at once, or after a while if it says a lot."""
        await self.buffer.async_take(fed)

    def _with_source_values(self, record: Record, values: SourceValues) -> Record:
        return with_source_values(record, values, self._clock())

    def _news_in(self, values: SourceValues) -> News | None:
        """Return what source values would change; `None` while the record is damaged."""
        if not self.last_update_success:
            return None
        record = self._with_source_values(self.record, values)
        if record == self.record:
            return News.NOTHING
        if record.ageless != self.record.ageless:
            return News.VALUES
        now = self._clock()
        known, told = self.replayed, replay_of(self.settings, record, zone_of(now))
        is_same = known.doubt == told.doubt and (
            clocks_of(self.settings, known, now) == clocks_of(self.settings, told, now)
        )
        return News.AGE if is_same else News.VALUES

    @callback
    def _show_source_values(self, values: SourceValues) -> None:
        """Take over what is hardly news; that its source speaks again ends a problem."""
        self.record = self._with_source_values(self.record, values)
        if self.data.source_problem:
            self.async_derive()

    async def _async_write_source_values(self, values: SourceValues) -> None:
        await self.async_change(lambda record: self._with_source_values(record, values))

    async def async_ask_source(self) -> None:
        """Have the source asked now; while none runs there is nobody to ask."""
        if self.ask_source is not None:
            await self.ask_source()

    async def async_apply_text(
        self, take: Callable[[Record], Taken], received_at: datetime
    ) -> Taken:
        """Keep what a text says that was received at a moment; return what `take` makes of it.

        Raises `RecordNotSaved`, and then nothing is applied.
        """
        taken: list[Taken] = []

        def change(record: Record) -> Record:
            taken.append(take(record))
            return with_text(record, taken[-1].values, received_at, self._clock())

        await self.async_change(change)
        return taken[-1]

    @callback
    def async_set_gone(self, capabilities: frozenset[Capability]) -> None:
        """Note for which capabilities that which feeds them no longer exists."""
        if capabilities != self.gone:
            self.gone = capabilities
            self.async_derive()

    async def async_snooze(self, until: datetime) -> None:
        """Be silent about the line until a moment."""
        snooze = Snooze(until, self._clock())
        await self.async_change(lambda record: replace(record, snooze=snooze))

    async def async_snooze_until_tomorrow(self) -> None:
        """Be silent about the line until tomorrow, at the time of the reminders."""
        await self.async_snooze(tomorrow_at(self._clock(), self.plan.at))

    async def async_end_snooze(self) -> None:
        """Speak of the line again from now on, as at the end of a snooze; without one do nothing.

        What came last comes back, and the rest comes as planned.
        """
        now = self._clock()

        def end(record: Record) -> Record:
            if record.snooze is None or record.snooze.until <= now:
                return record
            return replace(record, snooze=replace(record.snooze, until=now))

        await self.async_change(end)

    async def async_skip_stage(self) -> Stage | None:
        """Be silent about the stage that has come, or else the next one; return which it is."""
        self.refuse_if_damaged()
        now = self._clock()
        stage = stage_to_skip(self.outlook, now)
        if stage is not None:
            skip = Skip(self.cycle, stage.key, now)
            await self.async_change(lambda record: record.with_skip(skip))
        return stage

    async def async_delivered(self, *deliveries: Delivery) -> None:
        """Remember that reminders arrived, so that they are not sent twice."""

        def deliver(record: Record) -> Record:
            for delivery in deliveries:
                record = record.with_delivery(delivery)
            return record

        await self.async_change(deliver)

    async def async_cleared(self, deliveries: tuple[Delivery, ...]) -> None:
        """Remember that reminders have been taken off the phones again."""
        await self.async_change(lambda record: record.with_cleared(deliveries))

    def _refuse_without_dates(self, renewal: Renewal) -> None:
        if renewal.service_until is None and self.settings.offer.rule is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="renewal_needs_date",
                translation_placeholders={"field": "service_until", "line": self.settings.name},
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
                flags = flags_of(first, self.settings.offer)
                return Recorded(first, before, before, flags, RecordOutcome.SAME_DEED)
            await self._async_keep(change(self.record))
            return Recorded(
                renewal,
                before,
                self.data.clocks,
                flags_of(renewal, self.settings.offer),
                self._outcome_of(renewal.renewal_id),
            )

    def _outcome_of(self, renewal_id: str) -> RecordOutcome | None:
        if self.record.renewal(renewal_id) is None:
            return None
        is_contained = self.replayed.contains(renewal_id)
        return RecordOutcome.CONTAINED if is_contained else RecordOutcome.MOVED

    async def async_change(self, change: Callable[[Record], Record]) -> None:
        """Keep what `change` makes of the record, all of it or, on `RecordNotSaved`, nothing."""
        async with self._lock:
            self.refuse_if_damaged()
            if (record := change(self.record)) != self.record:
                await self._async_keep(record)

    async def _async_keep(self, record: Record) -> None:
        """Put the record on disk, then show it; raises `RecordNotSaved` with nothing changed."""
        await self._store.async_save(record)
        self.record = record
        self.async_derive()


def _refuse_impossible(field: str, day: date | None, today: date) -> None:
    try:
        if day is not None:
            parse_date(day, today)
    except FieldError as error:
        raise refusal(field, error.reason) from None
