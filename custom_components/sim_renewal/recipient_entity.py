"""What the entities of a recipient have in common: each recipient is a device."""

from collections.abc import Iterator
from typing import override

from homeassistant.components.sensor import RestoreSensor, SensorEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity import Entity, EntityDescription

from .const import DOMAIN
from .household.household import Household
from .push.by_hand import async_check_pace
from .push.delivery_check import CheckOutcome, async_try_out, outcome_signal
from .push.recipient import Recipient, target_names

LAST_TEST = SensorEntityDescription(
    key="last_test", translation_key="last_test", entity_category=EntityCategory.DIAGNOSTIC
)


def present_recipients(household: Household) -> Iterator[Recipient]:
    """Return the recipients that somebody set up; Home Assistant's own list is none of them."""
    there = household.entry.subentries
    return (each for each in household.recipients if each.recipient_id in there)


class RecipientEntity(Entity):
    """An entity of somebody who is reminded."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, household: Household, recipient: Recipient, description: EntityDescription
    ) -> None:
        """Name the entity after the recipient's id, which no change of settings touches."""
        entry_id = household.entry.entry_id
        self.recipient = recipient
        self._now = household.now
        self.entity_description = description
        self._attr_unique_id = f"{recipient.recipient_id}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, recipient.recipient_id)},
            entry_type=DeviceEntryType.SERVICE,
            name=recipient.name,
            via_device_id=dr.async_get_device_id_by_identifier(
                household.hass, (DOMAIN, entry_id), config_entry_id=entry_id
            ),
        )

    async def async_try_out(self) -> None:
        """Send a test; raises in words, with the ways that did not take it, or how long to wait."""
        user_id = self._context.user_id if self._context else None
        async_check_pace(self.hass, user_id, self._now())
        if failed := await async_try_out(self.hass, self.recipient):
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="test_not_everywhere",
                translation_placeholders={
                    "recipient": self.recipient.name,
                    "targets": target_names(self.hass, failed),
                },
            )


class LastTest(RecipientEntity, RestoreSensor):
    """How the last test went; it is remembered over restarts."""

    @override
    async def async_added_to_hass(self) -> None:
        """Take up what was known, and follow every test from now on."""
        await super().async_added_to_hass()
        if (known := await self.async_get_last_sensor_data()) is not None:
            self._attr_native_value = known.native_value
        self.async_on_remove(
            async_dispatcher_connect(
                self.hass, outcome_signal(self.recipient.recipient_id), self._show
            )
        )

    @callback
    def _show(self, outcome: CheckOutcome) -> None:
        self._attr_native_value = outcome
        self.async_write_ha_state()
