"""The diary in Home Assistant's Activity: who renewed which line, for how much, until when."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from homeassistant.components.logbook.const import (
    LOGBOOK_ENTRY_ICON,
    LOGBOOK_ENTRY_MESSAGE,
    LOGBOOK_ENTRY_NAME,
)
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.util.event_type import EventType

from .const import DOMAIN
from .core.model import Renewal
from .entries import household_entry
from .household.diary import (
    ATTR_DEED,
    ATTR_LINE_ID,
    ATTR_OTHER_LINE_ID,
    ATTR_RECIPIENT_ID,
    ATTR_RENEWAL_ID,
    ATTR_UNTIL,
    EVENT_DIARY,
    WORDS,
    DiaryDeed,
)
from .push.people import async_person_called

NAME = "SIM Renewal"

_ICONS = {
    DiaryDeed.RENEWED: "mdi:sim",
    DiaryDeed.REFUNDED: "mdi:cash-refund",
    DiaryDeed.UNDONE: "mdi:undo",
    DiaryDeed.RESTORED: "mdi:redo",
    DiaryDeed.MOVED: "mdi:swap-horizontal",
    DiaryDeed.REMINDED: "mdi:bell-ring",
}


@callback
def async_describe_events(
    hass: HomeAssistant,
    async_describe_event: Callable[
        [str, EventType[dict[str, Any]], Callable[[Event[Any]], dict[str, Any]]], None
    ],
) -> None:
    """Have the diary's entries read as sentences."""

    @callback
    def describe(event: Event[Any]) -> dict[str, Any]:
        return _described(hass, event.data)

    async_describe_event(DOMAIN, EVENT_DIARY, describe)


@callback
def _described(hass: HomeAssistant, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry; of a line or renewal that is gone it tells what is known.

    It names no entity: Home Assistant would write that one's name instead of who did it.
    """
    deed = DiaryDeed(told[ATTR_DEED])
    line = _title(hass, told[ATTR_LINE_ID]) or NAME
    name, message = line, str(deed)
    if (words := hass.data.get(WORDS)) is not None:
        renewal = _renewal(hass, told)
        match deed:
            case DiaryDeed.RENEWED:
                name = _person(hass, renewal) or line
                until = told[ATTR_UNTIL] and date.fromisoformat(told[ATTR_UNTIL])
                message = words.renewed(line, renewal, until, by=name != line)
            case DiaryDeed.REMINDED:
                message = words.reminded(_title(hass, told.get(ATTR_RECIPIENT_ID)))
            case _:
                other = _title(hass, told.get(ATTR_OTHER_LINE_ID))
                message = words.about(deed, renewal, other)
    return {
        LOGBOOK_ENTRY_NAME: name,
        LOGBOOK_ENTRY_MESSAGE: message,
        LOGBOOK_ENTRY_ICON: _ICONS[deed],
    }


def _title(hass: HomeAssistant, subentry_id: str | None) -> str | None:
    """Return the name of a line or a recipient, unless it is gone."""
    entry = household_entry(hass)
    subentry = entry.subentries.get(subentry_id or "") if entry else None
    return None if subentry is None else subentry.title


def _renewal(hass: HomeAssistant, told: Mapping[str, Any]) -> Renewal | None:
    """Return the renewal that an entry is about, wherever it is now, also one that was undone."""
    entry = household_entry(hass)
    if entry is None or entry.state is not ConfigEntryState.LOADED:
        return None
    renewal_id = told.get(ATTR_RENEWAL_ID, "")
    lines = entry.runtime_data.lines.values()
    found = (line.record.renewal_or_undone(renewal_id) for line in lines)
    return next((each for each in found if each is not None), None)


def _person(hass: HomeAssistant, renewal: Renewal | None) -> str | None:
    """Return who paid, where that is the name of a person of Home Assistant."""
    payer = None if renewal is None else renewal.payer
    return payer if async_person_called(hass, payer) else None
