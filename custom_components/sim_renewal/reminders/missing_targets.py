"""Targets: notices a phone that was renamed, removed or taken for another, before it matters."""

from datetime import datetime, timedelta
from typing import Any

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.const import EVENT_SERVICE_REGISTERED, EVENT_SERVICE_REMOVED
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.start import async_at_started

from ..household.household import Household
from ..issues import PHONES_SHARE_NAME, TARGET_MISSING
from ..push.companion_app import APP
from ..push.groups import NOTIFY
from ..push.recipient import (
    Recipient,
    missing_targets,
    target_names,
    uncertain_phones,
)

LOOK_EVERY = timedelta(days=1)


@callback
def async_look_out(hass: HomeAssistant, household: Household) -> None:
    """Look once Home Assistant has started, each day, and when a phone or an action changes."""
    entry = household.entry

    @callback
    def look(_now: datetime | None = None) -> None:
        for recipient in household.recipients:
            _look_for_missing(hass, entry, recipient)
            _look_for_uncertain(hass, recipient)

    @callback
    def notice(event: Event[Any]) -> None:
        if event.data.get("domain") == NOTIFY:
            look()

    @callback
    def notice_phone(_change: ConfigEntryChange, changed: ConfigEntry) -> None:
        if changed.domain == APP:
            look()

    async def follow(_hass: HomeAssistant) -> None:
        look()
        entry.async_on_unload(hass.bus.async_listen(EVENT_SERVICE_REGISTERED, notice))
        entry.async_on_unload(hass.bus.async_listen(EVENT_SERVICE_REMOVED, notice))
        entry.async_on_unload(
            async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, notice_phone)
        )

    entry.async_on_unload(async_at_started(hass, follow))
    entry.async_on_unload(
        async_track_time_interval(hass, look, LOOK_EVERY, cancel_on_shutdown=True)
    )


@callback
def _look_for_missing(hass: HomeAssistant, entry: ConfigEntry, recipient: Recipient) -> None:
    missing = missing_targets(hass, recipient)
    if not missing:
        TARGET_MISSING.async_clear(hass, recipient.recipient_id)
        return
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
def _look_for_uncertain(hass: HomeAssistant, recipient: Recipient) -> None:
    phones = uncertain_phones(hass, recipient)
    if not phones:
        PHONES_SHARE_NAME.async_clear(hass, recipient.recipient_id)
        return
    PHONES_SHARE_NAME.async_raise(
        hass, recipient.recipient_id, recipient=recipient.name, phones=", ".join(phones)
    )
