"""Buttons of a line: what a person does about it with one press."""

from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import LineEntity
from .household import HouseholdConfigEntry
from .people import async_person_name

PARALLEL_UPDATES = 1

MARK_RENEWED = ButtonEntityDescription(key="mark_renewed", translation_key="mark_renewed")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HouseholdConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the button of every line."""
    for line_id, line in entry.runtime_data.present_lines.items():
        async_add_entities([MarkRenewed(line, MARK_RENEWED)], config_subentry_id=line_id)


class MarkRenewed(LineEntity, ButtonEntity):
    """Records a renewal of today at the usual price, paid by whoever pressed."""

    @override
    async def async_press(self) -> None:
        """Record the renewal; raises where no rule says what it does to the dates."""
        user_id = self._context.user_id if self._context else None
        await self.coordinator.async_renew_as_usual(async_person_name(self.hass, user_id))
