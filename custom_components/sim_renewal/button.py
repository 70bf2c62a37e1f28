"""Buttons: what a person does about a line, or an account, with one press."""

from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .account_coordinator import AccountCoordinator
from .account_entity import AccountEntity
from .entity import LineEntity
from .household import Household
from .people import async_person_name

PARALLEL_UPDATES = 1

MARK_RENEWED = ButtonEntityDescription(key="mark_renewed", translation_key="mark_renewed")
REFRESH = ButtonEntityDescription(
    key="refresh_account",
    translation_key="refresh_account",
    entity_category=EntityCategory.DIAGNOSTIC,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: ConfigEntry[Household | AccountCoordinator],
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the button of an account, or of every line."""
    if isinstance(entry.runtime_data, AccountCoordinator):
        async_add_entities([Refresh(entry.runtime_data, REFRESH)])
        return
    for line_id, line in entry.runtime_data.lines.items():
        async_add_entities([MarkRenewed(line, MARK_RENEWED)], config_subentry_id=line_id)


class MarkRenewed(LineEntity, ButtonEntity):
    """Records a renewal of today at the usual price, paid by whoever pressed."""

    @override
    async def async_press(self) -> None:
        """Record the renewal; raises where no rule says what it does to the dates."""
        user_id = self._context.user_id if self._context else None
        await self.coordinator.async_renew_as_usual(async_person_name(self.hass, user_id))


class Refresh(AccountEntity, ButtonEntity):
    """Has the carrier asked now, unless that would be too often."""

    @property
    @override
    def available(self) -> bool:
        """A press is possible also while the account cannot be read: that may be over."""
        return True

    @override
    async def async_press(self) -> None:
        """Ask the carrier; raises in words how long to wait."""
        await self.coordinator.async_press()
