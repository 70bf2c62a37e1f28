"""The event entity of a line: every reminder moment, for logbook and automations."""

from typing import override

from homeassistant.components.event import DOMAIN, EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .core.reminders import Happening
from .entity import LineEntity, async_add_to_lines, line_facts
from .household.announcements import Announcement, announcement_signal
from .household.household import HouseholdConfigEntry

PARALLEL_UPDATES = 0

REMINDER = EventEntityDescription(
    key="reminder",
    translation_key="reminder",
    event_types=[each.value for each in Happening],
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HouseholdConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entity of every line."""
    async_add_to_lines(entry.runtime_data, DOMAIN, async_add_entities, (REMINDER,), ReminderEvent)


class ReminderEvent(LineEntity, EventEntity):
    """Happens once at each stage, caught up after a downtime, at each renewal and at each alert."""

    _unrecorded_attributes = frozenset(
        {"tag", "renewed_action", "later_action", "device_id", "entities"}
    )

    @override
    async def async_added_to_hass(self) -> None:
        """Listen for this line's announcements."""
        await super().async_added_to_hass()
        self.async_on_remove(
            async_dispatcher_connect(
                self.hass, announcement_signal(self.coordinator.settings.line_id), self._announce
            )
        )

    @callback
    def _announce(self, announcement: Announcement) -> None:
        facts = line_facts(self.coordinator)
        self._trigger_event(announcement.happening, {**facts, **announcement.details})
        self.async_write_ha_state()
