"""The buffer in front of the disk: what a source says is written seldom, but never too late."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from ..core.source_values import SourceValues
from ..storage.records import RecordNotSaved

PAUSE = timedelta(seconds=30)
"""The shortest time between two writes of one line that a source causes."""

AGE_KEPT_EVERY = timedelta(hours=1)
"""How often the moment of a value is written that is otherwise as it was."""


class News(Enum):
    """What of a line's record source values would change."""

    NOTHING = auto()
    AGE = auto()
    VALUES = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBehindBuffer:
    """What the buffer asks of the line that it stands in front of.

    `news_in` is `None` while the record cannot be written; `show` takes values over without the
    disk, `write` with it, and raises `RecordNotSaved`; `wake_at` has the buffer looked at again.
    """

    clock: Callable[[], datetime]
    wake_at: Callable[[datetime], None]
    news_in: Callable[[SourceValues], News | None]
    show: Callable[[SourceValues], None]
    write: Callable[[SourceValues], Awaitable[None]]


class WriteBuffer:
    """Takes the source values of one line; those that have to wait are written in their time."""

    def __init__(self, line: LineBehindBuffer) -> None:
        """Wait for a first word, which is written at once."""
        self._line = line
        self._waiting: SourceValues | None = None
        self._written_at = line.clock() - PAUSE

    @property
    def is_due(self) -> bool:
        """Whether something waits that can be written now."""
        return self._waiting is not None and not self._written_within(PAUSE)

    async def async_take(self, values: SourceValues) -> None:
        """Add what a source says to what waits, and write that as soon as it is time."""
        self._waiting = values if self._waiting is None else self._waiting.then(values)
        await self.async_write()

    async def async_write(self, *, at_once: bool = False) -> None:
        """Write what waits, unless it can wait longer; what the disk does not take waits again."""
        if self._waiting is None or (news := self._line.news_in(self._waiting)) is None:
            return
        if news is News.NOTHING or (news is News.AGE and self._written_within(AGE_KEPT_EVERY)):
            values, self._waiting = self._waiting, None
            self._line.show(values)
        elif self._written_within(PAUSE) and not at_once:
            self._line.wake_at(self._written_at + PAUSE)
        else:
            await self._async_write(self._waiting)

    async def _async_write(self, values: SourceValues) -> None:
        self._waiting, self._written_at = None, self._line.clock()
        try:
            await self._line.write(values)
        except RecordNotSaved:
            self._waiting = values if self._waiting is None else values.then(self._waiting)
            self._line.wake_at(self._written_at + PAUSE)

    def _written_within(self, period: timedelta) -> bool:
        """Return whether the last write was that short ago; a clock that was set back says no."""
        return timedelta(0) <= self._line.clock() - self._written_at < period
