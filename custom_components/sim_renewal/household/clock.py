"""The one clock and timer of the household, which everything in it follows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import CALLBACK_TYPE, Event, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_time, async_track_time_interval

from ..clock import local_now
from ..core.dates import next_midnight

SAFETY_TICK = timedelta(minutes=15)
"""How long a clock that was set, or a machine that slept, can keep a moment unnoticed."""


class HouseholdClock:
    """Wakes the household at each moment at which something can change."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Stand still until `async_run`."""
        self.hass = hass
        self.entry = entry
        self._looks: list[Callable[[], None]] = []
        self._awake_at: datetime | None = None
        self._looked_at: datetime = self.now()
        self._is_stopped = False
        self._cancel_timer: CALLBACK_TYPE | None = None

    def now(self) -> datetime:
        """Return the moment, in the household's time zone."""
        return local_now()

    @callback
    def async_wake_at(self, moment: datetime | None) -> None:
        """Look at everything again at `moment` at the latest."""
        if self._is_stopped or moment is None or (self._awake_at and moment >= self._awake_at):
            return
        self._stop_timer()
        self._awake_at = moment
        self._cancel_timer = async_track_point_in_time(
            self.hass,
            HassJob(self._handle_time, "sim_renewal next moment", cancel_on_shutdown=True),
            moment,
        )

    @callback
    def async_add_look(self, look: Callable[[], None]) -> CALLBACK_TYPE:
        """Call `look` each time the clock is looked at; return what ends that."""
        self._looks.append(look)
        return partial(self._looks.remove, look)

    @callback
    def async_run(self) -> None:
        """Look from now on, until the household is unloaded."""
        self.async_wake_at(next_midnight(self.now()))
        self.entry.async_on_unload(
            async_track_time_interval(
                self.hass, self._handle_tick, SAFETY_TICK, cancel_on_shutdown=True
            )
        )
        self.entry.async_on_unload(
            self.hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._handle_config)
        )

    @callback
    def _stand_still(self) -> None:
        self._is_stopped = True
        self._stop_timer()

    @callback
    def _stop_timer(self) -> None:
        self._awake_at = None
        if self._cancel_timer is not None:
            self._cancel_timer()
            self._cancel_timer = None

    @callback
    def _handle_time(self, _now: datetime) -> None:
        self._stop_timer()
        self._looked_at = self.now()
        self._look()

    @callback
    def _look(self) -> None:
        """Have everything look at the clock."""
        for look in tuple(self._looks):
            look()
        self.async_wake_at(next_midnight(self.now()))

    @callback
    def _handle_tick(self, _now: datetime) -> None:
        """Look where the clock was set, in whichever direction, or a moment was slept through."""
        now = self.now()
        if now < self._looked_at or (self._awake_at is not None and now >= self._awake_at):
            self._handle_time(now)
        self._looked_at = now

    @callback
    def _handle_config(self, _event: Event[Any]) -> None:
        """Look where the time zone, the currency or the language of the household is another."""
        self._handle_time(self.now())
