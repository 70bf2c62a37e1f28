"""One line: its record on the disk, and the state that follows from it."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
import logging
import traceback
from typing import override

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from ..const import DOMAIN
from ..core.dates import zone_of
from ..core.ledger import Entry, entries
from ..core.line import Line, LineState, derive, next_change, replay_of
from ..core.planner import Outlook, strands_of
from ..core.record import Delivery, Record
from ..core.reminders import ReminderPlan, Stage, cycle_of, due_stage, next_moment
from ..core.replayed import Replay
from ..core.rules import Clocks
from ..core.signals import LineSignals, signals_of
from ..core.source_values import Capability
from ..core.verification import next_question
from ..core.wrong_clock import is_plainly_ahead, without_future
from ..settings.line import first_record, line_of
from ..storage.records import (
    LineStore,
    RecordNotSaved,
    RecordTrouble,
    RecordUnusable,
    set_up_of,
)

_LOGGER = logging.getLogger(__name__)

TRY_AGAIN_AFTER = timedelta(minutes=15)
"""When what failed is tried again: to derive the state of a line, or to put its record on disk."""

_NOT_REPLAYED: tuple[Record | None, tzinfo | None, Replay] = (None, None, Replay(clocks=Clocks()))


class LineFailed(HomeAssistantError):
    """No state can be derived of a line as it is, or as it would be; nothing was changed."""


class KeptLine(DataUpdateCoordinator[LineState]):
    """Keeps one line's record on disk and its state derived; it never polls.

    While the record is of no use, or leads to no state, the last update counts as failed.
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
        follow: Callable[[str], None],
    ) -> None:
        """Take over the line's settings; the record comes with `async_load`.

        `wake_at` has the line derived again at a moment. `follow` is called with its id, after its
        own entities and sources, whenever it may say something else.
        """
        super().__init__(hass, _LOGGER, config_entry=entry, name=f"{DOMAIN} line")
        self.subentry = subentry
        self.plan = plan
        self._take_settings()
        self.record = Record()
        self.signals = LineSignals()
        self.outlook = Outlook(self.settings.line_id, plan, self.record, ())
        self.telling: Delivery | None = None
        self.next_moment: datetime | None = None
        self.gone: frozenset[Capability] = frozenset()
        self.trouble: RecordTrouble | None = None
        self.is_unsaved = False
        self._clock = clock
        self._wake_at = wake_at
        self._follow = follow
        self._derived_at: datetime | None = None
        self._ends: list[CALLBACK_TYPE] = []
        self._store = LineStore(hass, subentry.subentry_id)
        self._lock = asyncio.Lock()
        self._replayed = _NOT_REPLAYED

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

        What a source said that is no longer asked is forgotten, apart from balances and dates. A
        record that is of no use leaves the line unavailable; one that the disk does not take is
        what the line runs from, and is written later.
        """
        try:
            kept = await self._async_kept()
        except RecordUnusable as error:
            self.trouble, self.last_update_success = error.trouble, False
            self.async_update_listeners()
            return
        if kept is None:
            self.record = first_record(self.subentry.data, self._clock())
        else:
            self.record = self._without_unasked(kept)
        self.is_unsaved = self.record != kept or self._is_kept_otherwise
        await self.async_save_late()
        self.async_derive()

    async def _async_kept(self) -> Record | None:
        """Return the record on disk, `None` for a new line; raises `RecordUnusable`."""
        kept = await self._store.async_load()
        if kept is None and self._was_there_before:
            raise RecordUnusable(RecordTrouble.MISSING)
        return kept

    @property
    def _was_there_before(self) -> bool:
        """Whether this is no new line: one that has run has a device."""
        line_id, entry_id = self.settings.line_id, self.config_entry.entry_id
        devices = dr.async_get(self.hass)
        return devices.async_get_device_by_identifier((DOMAIN, line_id), entry_id) is not None

    async def async_save_late(self) -> None:
        """Put on disk what the line runs from, if that is not there; or try again after a while."""
        async with self._lock:
            if not self.is_unsaved:
                return
            try:
                await self._async_save(self.record)
            except RecordNotSaved:
                self._wake_at(self._clock() + TRY_AGAIN_AFTER)

    async def async_delete_record(self) -> None:
        """Delete what is kept, once the line is deleted; what is under way keeps nothing more."""
        async with self._lock:
            await self._store.async_remove()

    async def async_start_again(self) -> None:
        """Replace a record that is of no use by a new one, from what the settings say.

        Any other is left as it is, as is that of a newer version. Raises `RecordNotSaved`, and then
        what is there still is.
        """
        async with self._lock:
            if not self.can_start_again:
                return
            record = first_record(self.subentry.data, self._clock())
            await self._store.async_replace(record, self.subentry)
            self.trouble, self.record = None, record
        self.async_derive()

    @property
    def can_start_again(self) -> bool:
        """Whether its record is of no use, and no update of the integration mends that."""
        return self.trouble not in {None, RecordTrouble.TOO_NEW}

    def _without_unasked(self, record: Record) -> Record:
        values = record.source_values.only(self.settings.fed)
        return replace(record, source_values=values)

    def _take_settings(self) -> None:
        self.settings = line_of(self.subentry)
        self._set_up_as = (self.subentry.title, self.subentry.data)

    @property
    def is_set_up_otherwise(self) -> bool:
        """Whether its settings were changed since it took them over."""
        return self._set_up_as != (self.subentry.title, self.subentry.data)

    async def async_settle(self, plan: ReminderPlan) -> None:
        """Go on with changed settings; what began with those of before has ended.

        What a source said that is no longer asked is forgotten.
        """
        self.plan = plan
        self._take_settings()
        self.gone, self._replayed = frozenset(), _NOT_REPLAYED
        with suppress(HomeAssistantError):  # then it is forgotten another time
            await self.async_change(self._without_unasked)
        self.is_unsaved |= self.trouble is None and self._is_kept_otherwise
        await self.async_save_late()
        self.async_derive()

    @property
    def _is_kept_otherwise(self) -> bool:
        """Whether the record was kept with other settings than the line has."""
        return self._store.set_up != set_up_of(self.subentry)

    @callback
    def async_on_end(self, end: CALLBACK_TYPE) -> None:
        """Call `end` once the line goes, or goes on with other settings."""
        self._ends.append(end)

    @callback
    def async_end(self) -> None:
        """End all that began with the settings."""
        while self._ends:
            self._ends.pop()()

    @override
    @callback
    def async_update_listeners(self) -> None:
        """Tell the line's own entities and sources first, and then whoever follows it."""
        super().async_update_listeners()
        self._follow(self.settings.line_id)

    def is_due(self, now: datetime) -> bool:
        """Return whether time alone can have changed its state, or the clock was set back."""
        if self._derived_at is None or self.next_moment is None:
            return True
        is_elsewhere = now.tzinfo != self._derived_at.tzinfo
        return is_elsewhere or not self._derived_at <= now < self.next_moment

    @callback
    def async_derive(self) -> None:
        """Derive the state anew, and tell whoever shows it if it is another one.

        A line of which none can be derived is unavailable until one can, and no other line is.
        """
        if self.trouble is not None:
            return
        now = self._derived_at = self._clock()
        before = (self.last_update_success, self.data, self.signals, self.outlook)
        if is_plainly_ahead(self.record, now):  # the clock has been put right
            self.record = without_future(self.record, now, now)
        try:
            state, signals, outlook = self._derived(self.record, now)
        except Exception as error:  # noqa: BLE001  # whatever it is, other lines go on
            self._fail(error, now)
        else:
            self.last_update_success = True
            self.data, self.signals, self.outlook = state, signals, outlook
            moments = (
                next_moment(self.plan, self.stages, self.record.snooze, now),
                next_question(self.record, self.plan, now),
                self.data.clocks.ends_at,
                next_change(self.data, self.record, now),
            )
            self.next_moment = min(each for each in moments if each and each > now)
        if self.next_moment is not None:
            self._wake_at(self.next_moment)
        if before != (self.last_update_success, self.data, self.signals, self.outlook):
            self.async_update_listeners()

    def _derived(self, record: Record, now: datetime) -> tuple[LineState, LineSignals, Outlook]:
        """Return what a record comes to."""
        state = derive(
            self.settings,
            record,
            self.plan,
            now,
            source_gone=bool(self.gone),
            replayed=self._replay_of(record),
        )
        signals = signals_of(state, record, self.plan, now)
        strands = strands_of(state, self.plan, signals, now.date())
        return state, signals, Outlook(self.settings.line_id, self.plan, record, strands)

    def _foreseen(self, record: Record) -> LineState:
        """Return the state that a record would come to; raises `LineFailed` where none does."""
        try:
            return self._derived(record, self._clock())[0]
        except Exception:  # noqa: BLE001  # whatever it is, it is kept out of the record
            raise self._failure from None

    def _fail(self, error: Exception, now: datetime) -> None:
        """Be unavailable; the log says where it went wrong, but no value of the line."""
        if self.last_update_success:
            place = traceback.extract_tb(error.__traceback__)[-1]
            _LOGGER.error(
                "The dates of a line cannot be worked out: %s in %s, line %s",
                type(error).__name__,
                place.name,
                place.lineno,
            )
        self.last_update_success = False
        self.next_moment = now + TRY_AGAIN_AFTER

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
        """What all that was told comes to: made anew only where evidence or the zone is new."""
        return self._replay_of(self.record)

    def _replay_of(self, record: Record) -> Replay:
        zone = self.zone
        known, known_zone, replayed = self._replayed
        if known is record and known_zone == zone:
            return replayed
        if known is None or known_zone != zone or known.evidence != record.evidence:
            replayed = replay_of(self.settings, record, zone)
        self._replayed = (record, zone, replayed)
        return replayed

    def refuse_if_damaged(self) -> None:
        """Raise in words that the line's record cannot be used, or nothing be derived of it."""
        if not self.last_update_success:
            if self.trouble is None:
                raise self._failure
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key=self.trouble,
                translation_placeholders={"line": self.settings.name},
            )

    @property
    def _failure(self) -> LineFailed:
        return LineFailed(
            translation_domain=DOMAIN,
            translation_key="line_failed",
            translation_placeholders={"line": self.settings.name},
        )

    async def async_change(
        self, change: Callable[[Record], Record], settings: Line | None = None
    ) -> None:
        """Keep what `change` makes of the record, all of it or, on `RecordNotSaved`, nothing.

        Where the line is about to get other `settings` with it, it is shown by those: an amount in
        the new currency is never one in that of before.
        """
        async with self._lock:
            self.refuse_if_damaged()
            if (record := change(self.record)) == self.record:
                return
            before = self.settings
            self._use(settings or before)
            try:
                await self._async_keep(record)
            except HomeAssistantError:
                self._use(before)
                raise

    def _use(self, settings: Line) -> None:
        """Let the state follow from other settings."""
        if settings != self.settings:
            self.settings = settings
            self._replayed = (None, None, self._replayed[2])

    async def _async_keep(self, record: Record) -> None:
        """Put the record on disk, then show it; raises `RecordNotSaved` with nothing changed.

        Nor is anything changed where no state can be derived of it.
        """
        self._foreseen(record)
        await self._async_save(record)
        self.record = record
        self.async_derive()

    async def _async_save(self, record: Record) -> None:
        await self._store.async_save(record, self.subentry)
        self.is_unsaved = False
