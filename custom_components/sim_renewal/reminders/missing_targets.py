"""Missing targets: notices a phone that was renamed or removed before a reminder needs it."""

from datetime import datetime, timedelta
from typing import Any

from homeassistant.const import EVENT_SERVICE_REGISTERED, EVENT_SERVICE_REMOVED
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.start import async_at_started

from ..household.household import Household
from ..issues import TARGET_MISSING
from ..push.recipient import NOTIFY, missing_targets, target_names

LOOK_EVERY = timedelta(days=1)


@callback
def async_look_out(hass: HomeAssistant, household: Household) -> None:
    """Look once Home Assistant has started, each day, and when a notify action comes or goes."""
    entry = household.entry

    @callback
    def look(_now: datetime | None = None) -> None:
        for recipient in household.recipients:
            missing = missing_targets(hass, recipient)
            if not missing:
                TARGET_MISSING.async_clear(hass, recipient.recipient_id)
                continue
            names = target_names(hass, missing)
            TARGET_MISSING.async_raise(
                hass,
                recipient.recipient_id,
                data={
                    "entry_id": entry.entry_id,
                    "recipient_id": recipient.recipient_id,
                    "targets": names,
                },
                recipient=recipient.name,
                targets=names,
            )

    @callback
    def notice(event: Event[Any]) -> None:
        if event.data.get("domain") == NOTIFY:
            look()

    async def follow(_hass: HomeAssistant) -> None:
        look()
        entry.async_on_unload(hass.bus.async_listen(EVENT_SERVICE_REGISTERED, notice))
        entry.async_on_unload(hass.bus.async_listen(EVENT_SERVICE_REMOVED, notice))

    entry.async_on_unload(async_at_started(hass, follow))
    entry.async_on_unload(
        async_track_time_interval(hass, look, LOOK_EVERY, cancel_on_shutdown=True)
    )
