"""The diary: what was done with a line, for Home Assistant's Activity; it keeps no name, only ids.

An entry is an event on the bus. Who renewed, and for how much, is read in the ledger when somebody
looks at the entry.
"""

from enum import StrEnum
from typing import Any, Final

from homeassistant.const import (
    ATTR_DEVICE_ID,
    ATTR_ENTITY_ID,
    EVENT_CORE_CONFIG_UPDATE,
    Platform,
)
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util.event_type import EventType
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, KEY_STATUS
from ..texts.diary import DiaryWords
from ..texts.sentences import async_sentences
from .kept_line import KeptLine

EVENT_DIARY: EventType[dict[str, Any]] = EventType(f"{DOMAIN}_diary")

ATTR_DEED: Final = "deed"
ATTR_LINE_ID: Final = "line_id"
ATTR_OTHER_LINE_ID: Final = "other_line_id"
ATTR_RECIPIENT_ID: Final = "recipient_id"
ATTR_RENEWAL_ID: Final = "renewal_id"
ATTR_UNTIL: Final = "until"

WORDS: HassKey[DiaryWords] = HassKey(f"{DOMAIN}_diary_words")


class DiaryDeed(StrEnum):
    """What an entry of the diary tells."""

    RENEWED = "renewed"
    REFUNDED = "refunded"
    UNDONE = "undone"
    RESTORED = "restored"
    MOVED = "moved"
    REMINDED = "reminded"


async def async_keep_words(hass: HomeAssistant) -> None:
    """Have the words at hand in which the diary is read: those of the household's language."""
    hass.data[WORDS] = await async_sentences(hass, hass.config.language, DiaryWords)


@callback
def async_follow_language(hass: HomeAssistant) -> Any:
    """Read the words anew whenever the household speaks another language; return what ends it."""

    async def translate(_event: Event[Any]) -> None:
        await async_keep_words(hass)

    return hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, translate)


@callback
def async_note(line: KeptLine, deed: DiaryDeed, **ids: str) -> None:
    """Write into the diary what was done with a line just now, and what it works until."""
    hass, line_id, entry_id = line.hass, line.settings.line_id, line.config_entry.entry_id
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, line_id), config_entry_id=entry_id
    )
    until = line.data.clocks.service_until
    status = er.async_get(hass).async_get_entity_id(
        Platform.SENSOR, DOMAIN, f"{line_id}_{KEY_STATUS}"
    )
    hass.bus.async_fire(
        EVENT_DIARY,
        {
            ATTR_DEED: deed,
            ATTR_LINE_ID: line_id,
            ATTR_DEVICE_ID: None if device is None else device.id,
            ATTR_ENTITY_ID: status,
            ATTR_UNTIL: None if until is None else until.isoformat(),
            **ids,
        },
    )
