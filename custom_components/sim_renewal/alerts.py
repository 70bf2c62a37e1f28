"""Alerts of lines for automations: each is told once, and again only after it was over."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.start import async_at_started

from .announcements import Announcement, announcement_signal
from .const import DOMAIN
from .coordinator import LineCoordinator
from .core.alerts import told_alerts, with_alerts
from .core.line import LineState, Standing
from .core.reminders import Happening
from .household import Household
from .responses import balance_response
from .store import RecordNotSaved

ALERTS: Mapping[Happening, Callable[[LineState], bool | None]] = {
    Happening.DATA_LOW: lambda state: state.data_low,
    Happening.SOURCE_STALE: lambda state: state.source_problem,
}
"""What is wrong with a line in a state, where that is known."""


class Alerts:
    """Follows the lines in use and brings what is wrong with them to their event entities."""

    def __init__(self, hass: HomeAssistant, household: Household) -> None:
        """Prepare; nothing is told before Home Assistant has started."""
        self._hass = hass
        self._household = household
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @callback
    def async_start(self) -> None:
        """Follow every line that is in use as soon as automations are there."""
        entry = self._household.entry
        entry.async_on_unload(async_at_started(self._hass, self._async_follow))

    async def _async_follow(self, _hass: HomeAssistant) -> None:
        for line in self._household.lines.values():
            if line.line.standing is Standing.IN_USE:
                look = partial(self._look, line)
                self._household.entry.async_on_unload(line.async_add_listener(look))
                look()

    @callback
    def _look(self, line: LineCoordinator) -> None:
        """Start telling if there is anything new to tell, or to take back."""
        if not line.last_update_success:
            return
        now = self._household.now()
        if with_alerts(line.record, _alerts_of(line), now) != line.record:
            self._household.entry.async_create_task(
                self._hass, self._async_tell(line), f"{DOMAIN} alerts"
            )

    async def _async_tell(self, line: LineCoordinator) -> None:
        """Keep what is on and what is over, then tell what is new, so that nothing comes twice."""
        async with self._locks[line.line.line_id]:
            told = told_alerts(line.record)
            alerts, now = _alerts_of(line), self._household.now()
            try:
                await line.async_change(lambda record: with_alerts(record, alerts, now))
            except RecordNotSaved:
                return  # the next look tries it again
            for happening in ALERTS:
                if happening in told_alerts(line.record) - told:
                    async_dispatcher_send(
                        self._hass,
                        announcement_signal(line.line.line_id),
                        Announcement(happening, _details(line)),
                    )


def _alerts_of(line: LineCoordinator) -> dict[str, bool | None]:
    return {happening: is_on(line.data) for happening, is_on in ALERTS.items()}


def _details(line: LineCoordinator) -> dict[str, Any]:
    service_until = line.data.clocks.service_until
    return {
        **balance_response(line),
        "days_left": line.data.days_left,
        "service_until": service_until and service_until.isoformat(),
    }
