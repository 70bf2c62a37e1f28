"""What sources say reaches the record of a line: seldom the disk, but never too late."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from homeassistant.core import callback

from ..core.feeds import Fed
from ..core.record import Record
from ..storage.records import RecordNotSaved

if TYPE_CHECKING:
    from .coordinator import LineCoordinator

PAUSE = timedelta(seconds=30)
"""The shortest time between two writes of one line that a source causes."""

AGE_KEPT_EVERY = timedelta(hours=1)
"""How often the moment of a value is written that is otherwise as it was."""


class Feeding:
    """Takes what the sources of one line say; what has to wait is taken when its time comes."""

    def __init__(
        self,
        line: LineCoordinator,
        clock: Callable[[], datetime],
        wake_at: Callable[[datetime], None],
    ) -> None:
        """Wait for a first word, which is taken at once; `wake_at` has the line looked at again."""
        self._line = line
        self._clock = clock
        self._wake_at = wake_at
        self._waiting: Fed | None = None
        self._kept_at = clock() - PAUSE

    @property
    def is_due(self) -> bool:
        """Whether something waits that can be kept now."""
        return self._waiting is not None and not self._kept_within(PAUSE)

    async def async_take(self, fed: Fed) -> None:
        """Add what a source says to what waits, and keep that as soon as it is time."""
        self._waiting = fed if self._waiting is None else self._waiting.then(fed)
        await self.async_keep()

    async def async_keep(self, *, at_once: bool = False) -> None:
        """Keep what waits, unless it can wait longer; what the disk does not take waits again."""
        fed, line = self._waiting, self._line
        if fed is None or not line.last_update_success:
            return
        record = self._with(line.record, fed)
        only_older = record.ageless == line.record.ageless
        if record == line.record or (only_older and self._kept_within(AGE_KEPT_EVERY)):
            self._waiting = None
            line.record = record
            if line.data.source_problem:
                line.async_derive()
            return
        if self._kept_within(PAUSE) and not at_once:
            self._wake_at(self._kept_at + PAUSE)
            return
        self._waiting, self._kept_at = None, self._clock()
        try:
            await line.async_change(lambda record: self._with(record, fed))
        except RecordNotSaved:
            self._waiting = fed if self._waiting is None else fed.then(self._waiting)
            self._wake_at(self._kept_at + PAUSE)

    def _kept_within(self, period: timedelta) -> bool:
        """Return whether the last write was that short ago; a clock that was set back says no."""
        return timedelta(0) <= self._clock() - self._kept_at < period

    @callback
    def _with(self, record: Record, fed: Fed) -> Record:
        """Return the line's record with what a source says.

        A date that it says anew counts as stated. One that it says again does not: what people did
        in between knows more. A number is never lost before service ends.
        """
        kept = record.with_fed(fed)
        before = self._line.ledger_clocks
        service_until, number_until = fed.dates_after(record.heard)
        if service_until == before.service_until:
            service_until = None
        ends = service_until or before.service_until
        if number_until == before.number_until or (ends and number_until and number_until < ends):
            number_until = None
        if service_until is None and number_until is None:
            return kept
        after = self._line.clocks_with(service_until, number_until)
        outlived = after.number_until is not None and ends and after.number_until < ends
        number_until = None if outlived else after.number_until
        return kept.with_dates(after.service_until, number_until, self._clock())

    @callback
    def with_text(self, record: Record, fed: Fed, received_at: datetime) -> Record:
        """Return the line's record with what a text says, which was so when it was received."""
        told = self._with(record, fed)
        if fed.service_until is None and fed.number_until is None:
            return told
        return replace(told, dated_at=received_at)
