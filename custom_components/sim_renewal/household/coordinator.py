"""One line at this moment: what people, texts and sources say of it, and what it is told."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import override

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util.ulid import ulid_now

from ..const import DOMAIN
from ..core.advice import most_paid
from ..core.dates import zone_of
from ..core.evidence import Clock
from ..core.line import Standing, clocks_of, replay_of
from ..core.model import Activity, ActivityKind, Bucket, Measure, Reading, Renewal
from ..core.planner import RUNNING, stage_to_skip
from ..core.record import Delivery, Record, Skip, Snooze
from ..core.reminders import ReminderPlan, Stage, later
from ..core.rules import Clocks, Start
from ..core.source_values import Capability, SourceValues
from ..core.statements import (
    number_follows,
    stated_clocks,
    with_source_values,
    with_text,
)
from ..core.texts import Taken, most_credit_of
from ..core.wrong_clock import with_typed_reading, without_future
from ..settings.asked_once import AskedOnce
from ..settings.source import KIND_REST, kind_of
from ..settings.validation import FieldError, check_measure, parse_date, refusal
from .diary import DiaryDeed, async_note
from .kept_line import LineFailed
from .ledger import LineLedger
from .write_buffer import LineBehindBuffer, News, WriteBuffer


class LineCoordinator(LineLedger):
    """A line with its ledger, its dates and balance, and what feeds and silences it."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        subentry: ConfigSubentry,
        plan: ReminderPlan,
        clock: Callable[[], datetime],
        wake_at: Callable[[datetime], None],
        follow: Callable[[str], None],
    ) -> None:
        """Begin without a word from its source.

        `wake_at` lets the line be derived again at a moment; `follow` is called when it was.
        """
        super().__init__(hass, entry, subentry, plan, clock, wake_at, follow)
        self.ask_source: Callable[[], Awaitable[None]] | None = None
        self.receptions: Counter[str] = Counter()
        self._asked = AskedOnce()
        self.buffer = self._new_buffer()

    def _new_buffer(self) -> WriteBuffer:
        """Return a buffer for a source that has not said a word."""
        return WriteBuffer(
            LineBehindBuffer(
                clock=self._clock,
                wake_at=self._wake_at,
                news_in=self._news_in,
                show=self._show_source_values,
                write=self._async_write_source_values,
            )
        )

    @override
    async def async_settle(self, plan: ReminderPlan) -> None:
        """Keep what the source of before said, and go on with the settings of now."""
        await self.buffer.async_write(at_once=True)
        self.buffer = self._new_buffer()
        await super().async_settle(plan)

    @property
    def source(self) -> str | None:
        """What kind of source feeds it."""
        return kind_of(self.subentry.data)

    @property
    def has_asked_source(self) -> bool:
        """Whether a person can have its source asked at once."""
        return self.source == KIND_REST

    @property
    def runs(self) -> bool:
        """Whether it costs something; of a damaged record nobody knows that the line ended."""
        if self.settings.standing is not Standing.IN_USE:
            return False
        return not self.last_update_success or self.data.status in RUNNING

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

    def far_dates(
        self,
        typed: Mapping[str, date | None],
        asked: AskedOnce | None = None,
        on: date | None = None,
    ) -> dict[str, str]:
        """Return the errors by field: of each date that is far ahead of a day, the first time.

        What a dialog has `asked` it remembers itself, and otherwise the line does.
        """
        self.refuse_if_damaged()
        offer, asked = self.settings.offer, asked or self._asked
        known = self.ledger_clocks.service_until
        return asked.far_dates(typed, offer.rule, offer.price, known, on or self._clock().date())

    async def async_state_dates(
        self, service_until: date | None = None, number_until: date | None = None
    ) -> tuple[Clocks, Clocks]:
        """Set what a person stated of the clocks and leave the rest; see `async_state_all`."""
        return await self.async_state_all({}, service_until, number_until)

    def is_far_credit(self, credit: Decimal | None) -> bool:
        """Return whether a credit is far more than top-ups of this line buy."""
        most = self._most_credit
        return credit is not None and most is not None and credit > most

    def far_credit(self, credit: Decimal | None, asked: AskedOnce | None = None) -> dict[str, str]:
        """Return the error of a credit that is far too much, the first time."""
        self.refuse_if_damaged()
        return (asked or self._asked).far_credit(credit, self._most_credit)

    def far_amount(self, renewal: Renewal, asked: AskedOnce | None = None) -> dict[str, str]:
        """Return the error of a renewal that cost far more than this line does, the first time."""
        self.refuse_if_damaged()
        most = most_paid(renewal, self.settings.offer, self.record)
        return (asked or self._asked).far_amount(renewal.amount, most)

    @property
    def _most_credit(self) -> Decimal | None:
        offer = self.settings.offer
        return most_credit_of(self.record, offer.rule, offer.price, offer.currency)

    async def async_type_date(self, field: str, day: date) -> None:
        """State the date of one clock; raises a refusal once where it is far ahead."""
        if self.far_dates({field: day}):
            raise refusal(field, "far_ahead")
        await self.async_state_dates(**{field: day})

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
        self._refuse_impossible_amounts(reading)
        _refuse_impossible("service_until", service_until, now.date())
        _refuse_impossible("number_until", number_until, now.date())
        rule = self.settings.offer.rule
        clocks = stated_clocks(self.ledger_clocks, rule, service_until, number_until)
        if clocks.number_is_first and not (rule and rule.kept_by):
            if number_until is None:
                raise refusal("service_until", "service_after_number")
            raise refusal("number_until", "number_before_service")
        stated = {Clock.SERVICE: service_until, Clock.NUMBER: number_until}
        given = {clock: day for clock, day in stated.items() if day is not None}
        async with self._lock:
            self.refuse_if_damaged()
            before = self.data.clocks
            record = with_typed_reading(without_future(self.record, now, now), reading, now)
            await self._async_keep(record.with_dates(now, **given))
            return before, self.data.clocks

    async def async_note_use(self) -> None:
        """Add what keeps the line or sets its term going, as of now: a use, or the activation."""
        self.refuse_if_damaged()
        now, rule = self._clock(), self.settings.offer.rule
        waits_for = rule.waits_for if rule and self.data.clocks.waiting else None
        activity = Activity(
            activity_id=ulid_now(),
            kind=self._use_that_counts(waits_for),
            on=now.date(),
            recorded_at=now,
            at=now,
        )
        await self.async_change(lambda record: record.with_activity(activity))

    def _use_that_counts(self, waits_for: Start | None) -> ActivityKind:
        """Return the kind of use by which a line is kept, a call where that is enough."""
        if waits_for is Start.ACTIVATION:
            return ActivityKind.ACTIVATION
        rule = self.settings.offer.rule
        uses = rule.uses if rule else frozenset()
        return next((kind for kind in ActivityKind if kind in uses), ActivityKind.CALL)

    async def async_note_amount(self, bucket: Bucket, amount: Decimal) -> None:
        """Add what a person sees in a bucket now.

        Raises a refusal of what is not a number, and once of a credit that is far too much.
        """
        if not amount.is_finite():
            raise refusal(bucket, "not_a_number")
        self._refuse_impossible_amounts({bucket: Measure(amount, self._clock())})
        if bucket is Bucket.CREDIT and self.far_credit(amount):
            raise refusal(bucket, "far_credit")
        await self.async_update_balance({bucket: Measure(amount, self._clock())})

    async def async_update_balance(self, reading: Reading) -> None:
        """Add what a person knows about the balance; raises a refusal of what cannot be."""
        self._refuse_impossible_amounts(reading)
        now = self._clock()
        await self.async_change(lambda record: with_typed_reading(record, reading, now))

    def _refuse_impossible_amounts(self, reading: Reading) -> None:
        for bucket, measure in reading.items():
            try:
                check_measure(bucket, measure.amount, self.settings.offer.currency)
            except FieldError as error:
                raise refusal(bucket, error.reason) from None

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
        with suppress(LineFailed):  # then what was known before stays
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
            now = self._clock()
            record = without_future(record, now, now)
            taken.append(take(record))
            return with_text(record, taken[-1].values, received_at, now)

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

    async def async_snooze_for(self, days: int = 1) -> None:
        """Be silent about the line for some days, until the time of the reminders.

        On a last day it is some hours; raises in words where these would leave no time to act.
        """
        self.refuse_if_damaged()
        until = later(self._clock(), self.plan, days, self.data.clocks)
        if until is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="too_late_for_later",
                translation_placeholders={"line": self.settings.name},
            )
        await self.async_snooze(until)

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
        reminded = {each.recipient_id for each in deliveries if each.is_reminder}
        for recipient_id in sorted(reminded & self.config_entry.subentries.keys()):
            async_note(self, DiaryDeed.REMINDED, recipient_id=recipient_id)

    async def async_cleared(self, deliveries: tuple[Delivery, ...]) -> None:
        """Remember that reminders have been taken off the phones again."""
        await self.async_change(lambda record: record.with_cleared(deliveries))


def _refuse_impossible(field: str, day: date | None, today: date) -> None:
    try:
        if day is not None:
            parse_date(day, today)
    except FieldError as error:
        raise refusal(field, error.reason) from None
