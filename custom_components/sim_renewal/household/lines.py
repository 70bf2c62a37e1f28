"""The lines of the household: each comes, is changed and goes while all others run on."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from itertools import batched
from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback

from ..const import CONF_STANDING, DOMAIN, SUBENTRY_LINE
from ..core.line import Standing
from ..issues import (
    LINE_FAILED,
    LINE_LEFT_BEHIND,
    RECORD_DAMAGED,
    RECORD_MISSING,
    RECORD_OF_ANOTHER_LINE,
    RECORD_TOO_NEW,
    async_clear_line,
)
from ..settings.plan import line_plan, plan_of
from ..storage.receipt_files import receipts_of
from ..storage.records import RecordTrouble
from .clock import HouseholdClock
from .coordinator import LineCoordinator
from .devices import async_update_device

LINES_IN_A_TURN = 10
"""How many lines are derived before all else of Home Assistant has its turn."""

_ISSUES = {
    RecordTrouble.DAMAGED: RECORD_DAMAGED,
    RecordTrouble.TOO_NEW: RECORD_TOO_NEW,
    RecordTrouble.MISSING: RECORD_MISSING,
    RecordTrouble.OF_ANOTHER_LINE: RECORD_OF_ANOTHER_LINE,
}


class HouseholdLines(HouseholdClock):
    """Keeps the lines as the household's entry has them, and tells what becomes of them."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Prepare the lines; nothing is loaded yet."""
        super().__init__(hass, entry)
        self.plan = plan_of(entry.options)
        self.lines: dict[str, LineCoordinator] = {
            line_id: self._new_line(subentry) for line_id, subentry in self._set_up.items()
        }
        self._fixed = self._fixed_settings
        self._begins: list[Callable[[LineCoordinator], None]] = []
        self._heard: list[Callable[[str], None]] = []
        self._deriving: asyncio.Task[None] | None = None
        self._has_to_derive_again = False
        self._told_later: dict[str, None] | None = None

    @property
    def present_lines(self) -> dict[str, LineCoordinator]:
        """The lines without those that were deleted at this moment."""
        there = self.entry.subentries
        return {line_id: line for line_id, line in self.lines.items() if line_id in there}

    @property
    def gone_lines(self) -> dict[str, LineCoordinator]:
        """The lines that were deleted and have not left yet."""
        there = self.entry.subentries
        return {line_id: line for line_id, line in self.lines.items() if line_id not in there}

    @property
    def has_to_load(self) -> bool:
        """Whether something was changed that is taken up by loading the household anew."""
        return self._fixed != self._fixed_settings or any(
            self._is_hidden(line_id) != (subentry.data.get(CONF_STANDING) == Standing.ARCHIVED)
            for line_id, subentry in self._set_up.items()
        )

    @callback
    def async_for_each_line(self, begin: Callable[[LineCoordinator], None]) -> None:
        """Call `begin` with each line, and again once one comes or was given other settings.

        What it begins has to end with the line: see `LineCoordinator.async_on_end`.
        """
        self._begins.append(begin)
        for line in self.present_lines.values():
            begin(line)

    @callback
    def async_listen(self, heard: Callable[[str], None]) -> CALLBACK_TYPE:
        """Call `heard` with the id of a line that came, went or may say something else now.

        Returns what ends that.
        """
        self._heard.append(heard)
        return partial(self._heard.remove, heard)

    @callback
    def async_let_go(self) -> None:
        """Let the lines leave that were deleted."""
        for line_id in self.gone_lines:
            self.lines.pop(line_id).async_end()
            async_clear_line(self.hass, line_id)
            self._tell(line_id)

    async def async_follow_settings(self) -> None:
        """Let the lines be those of the entry by now, each with its settings."""
        self.async_let_go()
        for line_id, subentry in self._set_up.items():
            if (line := self.lines.get(line_id)) is None:
                await self._async_take_in(self._new_line(subentry))
            elif line.is_set_up_otherwise:
                await self._async_settle(line)

    @property
    def _set_up(self) -> dict[str, ConfigSubentry]:
        lines = self.entry.get_subentries_of_type(SUBENTRY_LINE)
        return {subentry.subentry_id: subentry for subentry in lines}

    @property
    def _fixed_settings(self) -> tuple[Any, ...]:
        """The settings that hold as long as the household runs: those of no line."""
        entry, lines = self.entry, self._set_up
        others = {
            key: (each.title, each.data)
            for key, each in entry.subentries.items()
            if key not in lines
        }
        return entry.title, dict(entry.data), dict(entry.options), others

    def _is_hidden(self, line_id: str) -> bool:
        """Return whether the device of a line is hidden, as it has been archived."""
        line = self.lines.get(line_id)
        return line is not None and line.settings.standing is Standing.ARCHIVED

    def _new_line(self, subentry: ConfigSubentry) -> LineCoordinator:
        plan = line_plan(self.plan, subentry.data)
        return LineCoordinator(
            self.hass, self.entry, subentry, plan, self.now, self.async_wake_at, self._follow
        )

    async def _async_take_in(self, line: LineCoordinator) -> None:
        line_id = line.settings.line_id
        await receipts_of(self.hass).async_in_turn(line.async_load())
        self.lines[line_id] = line
        LINE_LEFT_BEHIND.async_clear(self.hass, line_id)
        self._begin(line)
        self._follow(line_id)

    async def _async_settle(self, line: LineCoordinator) -> None:
        line.async_end()
        await line.async_settle(line_plan(self.plan, line.subentry.data))
        async_update_device(line)
        self._begin(line)

    def _begin(self, line: LineCoordinator) -> None:
        for begin in self._begins:
            begin(line)

    @override
    @callback
    def _look(self) -> None:
        """Derive every line that is due, and only then have everything look that tells of them."""
        if self._deriving is not None and not self._deriving.done():
            self._has_to_derive_again = True
            return
        self._deriving = self.entry.async_create_task(
            self.hass, self._async_derive(), f"{DOMAIN} derive"
        )

    async def _async_derive(self) -> None:
        """Derive a few lines in each turn of the loop, so that nobody waits for a large household.

        Those of a small one are derived at once. Whoever follows all of them is told in the end:
        what is due at one moment makes one message.
        """
        self._has_to_derive_again = True
        while self._has_to_derive_again:
            self._has_to_derive_again = was_due = False
            told: dict[str, None] = {}
            self._told_later = told
            for lines in batched(tuple(self.lines.values()), LINES_IN_A_TURN, strict=False):
                if was_due:
                    await asyncio.sleep(0)
                derived = [self._derive_if_due(line) for line in lines]
                was_due = any(derived)
            self._told_later = None
            for line_id in told:
                self._tell(line_id)
            super()._look()

    def _derive_if_due(self, line: LineCoordinator) -> bool:
        """Derive a line that is due, unless it went meanwhile; return whether it was."""
        is_due = line.settings.line_id in self.lines and line.is_due(self.now())
        if is_due:
            line.async_derive()
        else:
            self.async_wake_at(line.next_moment)
        self._write_if_due(line)
        if line.is_unsaved:
            self._write_soon(line.async_save_late())
        return is_due

    @override
    @callback
    def _handle_config(self, event: Event[Any]) -> None:
        """Show everything again: it may be in another currency, or another language."""
        super()._handle_config(event)
        for line in tuple(self.lines.values()):
            line.async_update_listeners()

    @callback
    def _follow(self, line_id: str) -> None:
        """Take note that a line was derived, once it is one of the household."""
        if (line := self.lines.get(line_id)) is None:
            return
        self._report_trouble(line)
        self._write_if_due(line)
        self._tell(line_id)

    def _write_if_due(self, line: LineCoordinator) -> None:
        if line.buffer.is_due:
            self._write_soon(line.buffer.async_write())

    def _write_soon(self, writing: Coroutine[Any, Any, None]) -> None:
        self.entry.async_create_task(self.hass, writing, f"{DOMAIN} write")

    def _tell(self, line_id: str) -> None:
        if self._told_later is not None:
            self._told_later[line_id] = None
            return
        for heard in tuple(self._heard):
            heard(line_id)

    def _report_trouble(self, line: LineCoordinator) -> None:
        line_id = line.settings.line_id
        data = {"entry_id": self.entry.entry_id, "line_id": line_id}
        for issue, is_so in (
            *((issue, line.trouble is trouble) for trouble, issue in _ISSUES.items()),
            (LINE_FAILED, line.trouble is None and not line.last_update_success),
        ):
            if is_so:
                issue.async_raise(self.hass, line_id, data=data, line=line.settings.name)
            else:
                issue.async_clear(self.hass, line_id)
