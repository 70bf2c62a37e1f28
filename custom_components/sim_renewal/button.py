"""Buttons of a line: what a person does about it with one press."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import LineCoordinator
from .entity import LineEntity
from .household import HouseholdConfigEntry
from .people import async_person_name

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LineButtonDescription(ButtonEntityDescription):
    """A button, and what it does to a line for the person who pressed it."""

    press_fn: Callable[[LineCoordinator, str | None], Awaitable[object]]


BUTTONS: tuple[LineButtonDescription, ...] = (
    LineButtonDescription(
        key="mark_renewed",
        translation_key="mark_renewed",
        press_fn=lambda line, person: line.async_renew_as_usual(person),
    ),
    LineButtonDescription(
        key="snooze",
        translation_key="snooze",
        press_fn=lambda line, _person: line.async_snooze_until_tomorrow(),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HouseholdConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of every line."""
    for line_id, line in entry.runtime_data.present_lines.items():
        async_add_entities(
            (LineButton(line, description) for description in BUTTONS), config_subentry_id=line_id
        )


class LineButton(LineEntity, ButtonEntity):
    """Records a renewal of today at the usual price, or puts the reminders off."""

    entity_description: LineButtonDescription

    @override
    async def async_press(self) -> None:
        """Do it; raises where no rule says what a renewal does to the dates."""
        user_id = self._context.user_id if self._context else None
        person = async_person_name(self.hass, user_id)
        await self.entity_description.press_fn(self.coordinator, person)
