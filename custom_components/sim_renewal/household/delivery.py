"""Delivery: brings pushes to recipients, tries again what failed, and makes it known."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..core.record import Delivery
from ..issues import RECIPIENT_UNREACHABLE
from ..push.fallback import Undelivered
from ..push.payload import Push
from ..push.recipient import Recipient, TargetUnreachable, target_names
from ..storage.records import RecordNotSaved
from .coordinator import LineCoordinator

RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""How long to wait after the first, second, third and every further failure."""

PATIENCE = 2
"""After how many failures a recipient counts as unreachable."""


class PushDelivery:
    """Tries the ways to each recipient, and knows for the whole household which of them failed.

    Every push that says something goes through here. What is only cleared or made shorter on a
    phone does not: nobody misses it.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        lines: Mapping[str, LineCoordinator],
        clock: Callable[[], datetime],
        wake_at: Callable[[datetime], None],
    ) -> None:
        """Begin without failures; `wake_at` has whoever has something to say come again then."""
        self._hass = hass
        self._entry = entry
        self._lines = lines
        self._unreached = _Failures[str](clock, wake_at)
        self._unnoted = _Failures[tuple[str, str]](clock, wake_at)
        self._out_of_ways: set[str] = set()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.undelivered = Undelivered(hass)

    @property
    def unreachable(self) -> frozenset[str]:
        """The ids of those who took nothing twice or more, the last time not long ago."""
        return self._unreached.repeated

    @callback
    def may_tell(self, line_id: str, recipient_id: str) -> bool:
        """Return whether a line's record can be expected to take what a recipient is told."""
        return not self._unnoted.is_paused((line_id, recipient_id))

    async def async_deliver(
        self,
        recipient: Recipient,
        push: Push,
        said: Mapping[str, Sequence[Delivery]] | None = None,
        *,
        urgent: bool = False,
        at_home: Push | None = None,
    ) -> bool:
        """Send a push unless it has to wait, and return whether it arrived.

        The fallbacks are tried at once where it is urgent, else from the second attempt on; then
        the whole that it is a part of is shown `at_home`, if that is wished. What it `said` of each
        line is noted there once it arrived.
        """
        recipient_id = recipient.recipient_id
        async with self._turns[recipient_id]:  # what fails for one need not be tried for the next
            waits = self._has_to_wait(recipient_id, urgent=urgent)
            arrived = not waits and await self._async_try(recipient, push, urgent=urgent)
        if at_home and arrived:
            self.undelivered.async_hide(recipient_id)
        elif at_home and (urgent or recipient_id in self.unreachable):
            self.undelivered.async_show(recipient_id, at_home, again=not waits)
        if arrived and said:
            await asyncio.gather(*(self.async_note(*each) for each in said.items()))
        return arrived

    async def async_send(
        self, recipient: Recipient, push: Push, *, with_fallbacks: bool = False
    ) -> None:
        """Send a push now, whatever failed before; raises `TargetUnreachable`.

        A repair names the targets that failed, also where another one took the push.
        """
        self._out_of_ways.discard(recipient.recipient_id)
        try:
            failed = await recipient.async_send(self._hass, push, with_fallbacks=with_fallbacks)
        except TargetUnreachable:
            self._unreached.add(recipient.recipient_id)
            if with_fallbacks:
                self._out_of_ways.add(recipient.recipient_id)
            self._report(recipient, recipient.targets)
            raise
        self._unreached.forget(recipient.recipient_id)
        self._report(recipient, failed)

    async def async_note(self, line_id: str, deliveries: Sequence[Delivery]) -> None:
        """Remember what arrived; where the disk does not take it, that line waits.

        A line that was deleted meanwhile remembers nothing.
        """
        key = (line_id, deliveries[0].recipient_id)
        if (line := self._lines.get(line_id)) is None:
            return
        try:
            await line.async_delivered(*deliveries)
        except RecordNotSaved:
            self._unnoted.add(key)
        else:
            self._unnoted.forget(key)

    @callback
    def _has_to_wait(self, recipient_id: str, *, urgent: bool) -> bool:
        """Return whether a pause runs; what is urgent waits only once every way has failed."""
        is_paused = self._unreached.is_paused(recipient_id)
        return is_paused and (not urgent or recipient_id in self._out_of_ways)

    async def _async_try(self, recipient: Recipient, push: Push, *, urgent: bool) -> bool:
        desperate = urgent or self._unreached.count(recipient.recipient_id) >= PATIENCE - 1
        try:
            await self.async_send(recipient, push, with_fallbacks=desperate)
        except TargetUnreachable:
            return False
        return True

    @callback
    def _report(self, recipient: Recipient, failed: tuple[str, ...]) -> None:
        """Keep the repair of a recipient's settings; who is none of the household has none."""
        if recipient.recipient_id not in self._entry.subentries:
            return
        if not failed:
            RECIPIENT_UNREACHABLE.async_clear(self._hass, recipient.recipient_id)
            return
        names = target_names(self._hass, failed)
        RECIPIENT_UNREACHABLE.async_raise(
            self._hass,
            recipient.recipient_id,
            data={
                "entry_id": self._entry.entry_id,
                "recipient_id": recipient.recipient_id,
                "targets": names,
            },
            recipient=recipient.name,
            targets=names,
        )


@dataclass(frozen=True, slots=True)
class _Failure:
    count: int
    try_again_at: datetime


class _Failures[Key: Hashable]:
    """What failed, how often, and when it is tried again."""

    def __init__(self, clock: Callable[[], datetime], wake_at: Callable[[datetime], None]) -> None:
        self._clock = clock
        self._wake_at = wake_at
        self._known: dict[Key, _Failure] = {}

    @property
    def repeated(self) -> frozenset[Key]:
        """What failed again at the last attempt and pauses since.

        A longer time ago nobody tried, and it may have come right by itself.
        """
        now = self._clock()
        return frozenset(
            key
            for key, failure in self._known.items()
            if failure.count >= PATIENCE and now < failure.try_again_at
        )

    @callback
    def is_paused(self, key: Key) -> bool:
        """Return whether to wait; whoever does is woken."""
        failure = self._known.get(key)
        if failure is None or self._clock() >= failure.try_again_at:
            return False
        self._wake_at(failure.try_again_at)
        return True

    @callback
    def count(self, key: Key) -> int:
        """Return how often it failed since it last went well."""
        failure = self._known.get(key)
        return failure.count if failure else 0

    @callback
    def add(self, key: Key) -> None:
        """Pause, longer with each failure; one in a pause is part of that."""
        if self.is_paused(key):
            return
        count = self.count(key)
        try_again_at = self._clock() + RETRY_AFTER[min(count, len(RETRY_AFTER) - 1)]
        self._known[key] = _Failure(count + 1, try_again_at)
        self._wake_at(try_again_at)

    @callback
    def forget(self, key: Key) -> None:
        """Begin without failures again, once all went well."""
        self._known.pop(key, None)
