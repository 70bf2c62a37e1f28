"""One real Home Assistant in this process, which measures itself and prints what it found as JSON.

Usage: python measured.py HOUSE DOMAIN JOB ...; the jobs are the functions of `JOBS`.
"""

# ruff: noqa: I001  # the clock has to be there before Home Assistant
from moved_clock import MovedClock

import asyncio
from asyncio.events import Handle
from collections import Counter
from collections.abc import Awaitable, Callable
import gc
import json
import os
from pathlib import Path
import sqlite3
from statistics import median
import sys
from time import perf_counter, process_time, thread_time
from types import CodeType, MappingProxyType
from typing import Any

from homeassistant import bootstrap, runner
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import (
    EVENT_HOMEASSISTANT_STARTED,
    EVENT_STATE_CHANGED,
    EVENT_STATE_REPORTED,
)
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.recorder import get_instance

HOUR = 3600


_COUNT = (
    "select count(*) from statistics where metadata_id = ?",
    "select count(*) from statistics_short_term where metadata_id = ?",
)


class Turns:
    """The longest turn of the loop in which a line of the integration ran, in seconds of CPU."""

    longest = 0.0
    _is_ours = False

    def watch(self) -> None:
        """Begin to watch."""
        monitoring = sys.monitoring
        monitoring.use_tool_id(monitoring.PROFILER_ID, "turns")
        starts = monitoring.events.PY_START
        monitoring.register_callback(monitoring.PROFILER_ID, starts, self._started)
        monitoring.set_events(monitoring.PROFILER_ID, starts)
        run = Handle._run  # noqa: SLF001

        def watched(handle: Handle) -> None:
            self._is_ours = False
            begun = thread_time()
            run(handle)
            if self._is_ours:
                self.longest = max(self.longest, thread_time() - begun)

        Handle._run = watched  # type: ignore[method-assign]  # noqa: SLF001

    def _started(self, code: CodeType, _offset: int) -> object:
        if "/sim_renewal/" not in code.co_filename:
            return sys.monitoring.DISABLE
        self._is_ours = True
        return None


class Measured:
    """A Home Assistant that has started."""

    def __init__(self, hass: HomeAssistant, domain: str) -> None:
        """Find the entry that is measured, if there is one."""
        self.hass = hass
        self.domain = domain
        found = hass.config_entries.async_entries(domain)
        self.entry: ConfigEntry[Any] | None = found[0] if found else None
        self.found: dict[str, Any] = {}

    @property
    def entities(self) -> list[er.RegistryEntry]:
        """Return the entities of ours, also those that are off."""
        entities = er.async_get(self.hass).entities.values()
        return [each for each in entities if each.platform == self.domain]

    def _owner(self, entity_id: str) -> str:
        entity = er.async_get(self.hass).async_get(entity_id)
        return entity.unique_id if entity and entity.platform == self.domain else ""

    async def copied(self) -> None:
        """Say what a floor has to imitate."""
        devices = dr.async_get(self.hass)
        self.found["entities"] = [
            {
                "platform": each.domain,
                "unique_id": each.unique_id,
                "name": each.original_name or each.unique_id,
                "device": each.device_id,
                "device_name": device.name if (device := devices.async_get(each.device_id)) else "",
                "device_class": each.original_device_class,
                "category": each.entity_category,
                "enabled": each.disabled_by is None,
                "unit": each.unit_of_measurement,
                "capabilities": dict(each.capabilities or {}),
                "state": state.state if (state := self.hass.states.get(each.entity_id)) else None,
            }
            for each in self.entities
        ]

    async def reload(self) -> None:
        """Load the entry again, three times; the fastest counts."""
        seconds = []
        for _ in range(3):
            begun = process_time()
            await self.hass.config_entries.async_reload(self.entry.entry_id)
            await self.hass.async_block_till_done()
            seconds.append(process_time() - begun)
        self.found["reload"] = min(seconds)

    async def day(self) -> None:
        """Live through a day."""
        await self._live(24)

    async def turns(self) -> None:
        """Live through a day and watch the turns of the loop."""
        turns = Turns()
        turns.watch()
        await self._live(24)
        self.found["longest_turn"] = turns.longest

    async def two_hours(self) -> None:
        """Live through two hours."""
        await self._live(2)

    async def _live(self, hours: int) -> None:
        changed: Counter[str] = Counter()
        reported: Counter[str] = Counter()

        def counts(counter: Counter[str]) -> Callable[[Event[Any]], None]:
            def count(event: Event[Any]) -> None:
                counter[self._owner(event.data["entity_id"])] += 1

            return callback(count)

        ends = [
            self.hass.bus.async_listen(EVENT_STATE_CHANGED, counts(changed)),
            self.hass.bus.async_listen(
                EVENT_STATE_REPORTED, counts(reported), event_filter=callback(lambda _data: True)
            ),
        ]
        recorder = get_instance(self.hass)
        await recorder.async_block_till_done()
        rows = self._statistics
        gc.collect()
        clock = MovedClock(self.hass.loop, lambda: recorder.backlog > 0)
        begun = process_time()
        await asyncio.sleep(hours * HOUR)
        self.found["idle"] = (process_time() - begun) * 24 / hours
        clock.stop()
        for end in ends:
            end()
        await recorder.async_block_till_done()
        for counter in (changed, reported):
            counter.pop("", None)
        self.found["writes"] = max(changed.values(), default=0) * 24 / hours
        self.found["most_written"] = changed.most_common(3)
        self.found["most_reported"] = reported.most_common(3)
        self.found["reports"] = max(reported.values(), default=0) * 24 / hours
        self.found["statistics"] = self._statistics - rows

    @property
    def _statistics(self) -> int:
        path = self.hass.config.path("home-assistant_v2.db")
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        ours = {each.entity_id for each in self.entities}
        try:
            ids = database.execute("select statistic_id, id from statistics_meta").fetchall()
            counted = [
                database.execute(count, (number,))
                for count in _COUNT
                for entity_id, number in ids
                if entity_id in ours
            ]
            return sum(each.fetchone()[0] for each in counted)
        finally:
            database.close()

    async def add_line(self) -> None:
        """Add one line, and count what that writes of the others."""
        line = next(each for each in self.entry.subentries.values() if each.subentry_type == "line")
        touched: Counter[str] = Counter()
        there = {each.entity_id for each in self.entities}

        @callback
        def count(event: Event[Any]) -> None:
            if event.data["entity_id"] in there:
                touched[self._owner(event.data["entity_id"])] += 1

        end = self.hass.bus.async_listen(EVENT_STATE_CHANGED, count)
        added = ConfigSubentry(
            data=MappingProxyType({**line.data, "number": "+33639989999"}),
            subentry_type="line",
            title="One more",
            unique_id=None,
        )
        begun = perf_counter()
        self.hass.config_entries.async_add_subentry(self.entry, added)
        await self.hass.async_block_till_done()
        self.found["add_line"] = perf_counter() - begun
        end()
        self.found["touched"] = sum(count for key, count in touched.items() if key.startswith("01"))

    async def renew(self) -> None:
        """Record renewals of the first line, and by turns of the second."""
        lines = [each for each in self.entry.subentries.values() if each.subentry_type == "line"]
        seconds: tuple[list[float], list[float]] = ([], [])
        for _ in range(25):
            for line, times in zip(lines, seconds, strict=False):
                device_id = dr.async_get_device_id_by_identifier(
                    self.hass,
                    (self.domain, line.subentry_id),
                    config_entry_id=self.entry.entry_id,
                )
                renewal = {"device_id": device_id, "amount": 10, "in_addition": True}
                begun = perf_counter()
                await self.hass.services.async_call(
                    self.domain, "record_renewal", renewal, blocking=True
                )
                times.append(perf_counter() - begun)
                await self.hass.async_block_till_done()
        self.found["renew_old"], self.found["renew_young"] = map(median, seconds)


JOBS: dict[str, Callable[[Measured], Awaitable[None]]] = {
    job.__name__: job
    for job in (
        Measured.copied,
        Measured.reload,
        Measured.day,
        Measured.turns,
        Measured.two_hours,
        Measured.add_line,
        Measured.renew,
    )
}


def resident() -> int:
    """Return the bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def measure(house: str, domain: str, jobs: list[str]) -> None:
    """Start, do the jobs, print what was found, and stop."""
    configuration = runner.RuntimeConfig(config_dir=house, skip_pip=True, recovery_mode=False)
    hass = await bootstrap.async_setup_hass(configuration)
    started: asyncio.Future[float] = hass.loop.create_future()

    @callback
    def on_started(_event: Event[Any]) -> None:
        started.set_result(process_time())

    hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STARTED, on_started)
    await hass.async_start()
    start_cpu = await started
    await hass.async_block_till_done()
    measured = Measured(hass, domain)
    gc.collect()
    shown = sum(hass.states.get(each.entity_id) is not None for each in measured.entities)
    measured.found |= {"start": start_cpu, "memory": resident(), "shown": shown}
    for job in jobs:
        await JOBS[job](measured)
    print(json.dumps(measured.found), flush=True)
    if "copied" in jobs:
        await hass.async_stop()  # what is settled is kept
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(measure(sys.argv[1], sys.argv[2], sys.argv[3:]))
