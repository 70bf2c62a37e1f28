"""A clock that is moved on wherever Home Assistant would wait. Import it before Home Assistant."""

from asyncio import AbstractEventLoop, Future
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta, tzinfo
import time
from typing import Any

_AHEAD = 0.0
_time, _monotonic = time.time, time.monotonic
time.time = lambda: _time() + _AHEAD
time.monotonic = lambda: _monotonic() + _AHEAD

from homeassistant.util import dt as dt_util  # noqa: E402


def _utcnow() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=_AHEAD)


def _now(time_zone: tzinfo | None = None) -> datetime:
    return _utcnow().astimezone(time_zone or dt_util.DEFAULT_TIME_ZONE)


dt_util.utcnow = _utcnow
dt_util.now = _now

from homeassistant.helpers import event  # noqa: E402

event.time_tracker_utcnow = _utcnow


class MovedClock:
    """Every timer fires as it would, and only work takes time."""

    def __init__(self, loop: AbstractEventLoop, is_busy: Callable[[], bool]) -> None:
        """Begin to move; while it `is_busy` elsewhere, wait."""
        self._is_busy = is_busy
        self._jobs = 0
        self._loop: Any = loop
        self._select = self._loop._selector.select  # noqa: SLF001
        self._run = loop.run_in_executor
        self._loop._selector.select = self._select_or_move  # noqa: SLF001
        self._loop.run_in_executor = self._run_in_executor

    def stop(self) -> None:
        """Let time pass by itself again."""
        self._loop._selector.select = self._select  # noqa: SLF001
        self._loop.run_in_executor = self._run

    def _run_in_executor(
        self, executor: Executor | None, work: Callable[..., Any], *arguments: Any
    ) -> Future[Any]:
        self._jobs += 1
        future = self._run(executor, work, *arguments)
        future.add_done_callback(self._done)
        return future

    def _done(self, _future: Future[Any]) -> None:
        self._jobs -= 1

    def _select_or_move(self, timeout: float | None = None) -> Any:
        global _AHEAD  # noqa: PLW0603
        if timeout is None or timeout <= 0:
            return self._select(timeout)
        if found := self._select(0):
            return found
        if self._jobs or self._is_busy():
            return self._select(min(timeout, 0.002))
        _AHEAD += timeout
        return []
