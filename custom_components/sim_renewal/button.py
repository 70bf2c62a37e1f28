"""Buttons: what a person does about a line, a recipient or an account, with one press."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .account_entity import AccountEntity
from .accounts.coordinator import AccountCoordinator
from .entity import LineEntity, async_add_to_lines
from .household.coordinator import LineCoordinator
from .household.household import Household
from .recipient_entity import RecipientEntity, present_recipients

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LineButtonDescription(ButtonEntityDescription):
    """A button, what it does to a line for the user who pressed it, and which lines have it."""

    press_fn: Callable[[LineCoordinator, str | None], Awaitable[object]]
    exists_fn: Callable[[LineCoordinator], bool] = lambda line: True


BUTTONS: tuple[LineButtonDescription, ...] = (
    LineButtonDescription(
        key="mark_renewed",
        translation_key="mark_renewed",
        press_fn=lambda line, user_id: line.async_renew_as_usual(user_id),
    ),
    LineButtonDescription(
        key="snooze",
        translation_key="snooze",
        press_fn=lambda line, _user_id: line.async_snooze_for(),
    ),
    LineButtonDescription(
        key="end_snooze",
        translation_key="end_snooze",
        press_fn=lambda line, _person: line.async_end_snooze(),
    ),
    LineButtonDescription(
        key="refresh",
        translation_key="refresh",
        press_fn=lambda line, _user_id: line.async_ask_source(),
        exists_fn=lambda line: line.has_asked_source,
    ),
)
REFRESH_ACCOUNT = ButtonEntityDescription(
    key="refresh_account",
    translation_key="refresh_account",
    entity_category=EntityCategory.DIAGNOSTIC,
)
SEND_TEST = ButtonEntityDescription(key="send_test", translation_key="send_test")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: ConfigEntry[Household | AccountCoordinator],
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the button of an account, or those of every recipient and line.

    One that a line lost is taken away.
    """
    household = entry.runtime_data
    if isinstance(household, AccountCoordinator):
        async_add_entities([Refresh(household, REFRESH_ACCOUNT)])
        return
    for recipient in present_recipients(household):
        async_add_entities(
            [SendTest(household, recipient, SEND_TEST)], config_subentry_id=recipient.recipient_id
        )
    async_add_to_lines(
        household,
        Platform.BUTTON,
        async_add_entities,
        BUTTONS,
        LineButton,
        has=lambda line, each: each.exists_fn(line),
    )


class LineButton(LineEntity, ButtonEntity):
    """Records a renewal of today, puts the reminders off, or has the source asked."""

    entity_description: LineButtonDescription

    @override
    async def async_press(self) -> None:
        """Do it; raises in words where that is not possible."""
        user_id = self._context.user_id if self._context else None
        await self.entity_description.press_fn(self.coordinator, user_id)


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


class SendTest(RecipientEntity, ButtonEntity):
    """Sends a test to a recipient, to everything through which reminders may come."""

    @override
    async def async_press(self) -> None:
        """Send it; raises in words where it did not arrive."""
        await self.async_try_out()
