"""The device of a recipient: a button that sends a test, and how the last one went."""

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .conftest import line_subentry, recipient_subentry
from .dialogs import go_on

ANNA, GONE, HOME = "notify.mobile_app_anna", "notify.kitchen_display", "persistent_notification"
BUTTON, LAST = "button.anna_send_test", "sensor.anna_last_test"
RECIPIENT_ID = "R" * 26


async def press(hass) -> None:
    await hass.services.async_call("button", "press", {"entity_id": BUTTON}, blocking=True)
    await hass.async_block_till_done()


def recipient_device(hass, entry) -> str | None:
    try:
        return dr.async_get_device_id_by_identifier(
            hass, (DOMAIN, RECIPIENT_ID), config_entry_id=entry.entry_id
        )
    except ValueError:
        return None


async def test_a_test_arrives_and_the_page_says_so(hass, household, phone) -> None:
    entry = await household(recipient_subentry(language="fr"))
    assert hass.states.get(LAST).state == "unknown"

    await press(hass)

    assert [call.data["message"] for call in phone] == [
        "Les rappels arrivent ici. Touchez le bouton pour vérifier le retour."
    ]
    assert hass.states.get(LAST).state == "everywhere"
    await hass.config_entries.async_reload(entry.entry_id)
    assert hass.states.get(LAST).state == "everywhere"


async def test_what_does_not_take_a_test_is_named_and_the_rest_gets_it(
    hass, household, phone
) -> None:
    recipient = recipient_subentry("Anna", ANNA, GONE)
    recipient["data"]["fallbacks"] = [HOME]
    await household(recipient)

    with pytest.raises(HomeAssistantError) as failure:
        await press(hass)

    assert str(failure.value).startswith("The test for Anna did not arrive on Kitchen display.")
    assert len(phone) == 1
    assert "sim_renewal_test" in notifications(hass)
    await hass.async_block_till_done()
    assert hass.states.get(LAST).state == "not_everywhere"


async def test_a_test_that_reaches_nobody_names_everything(hass, household) -> None:
    await household(recipient_subentry("Anna", ANNA, GONE))

    with pytest.raises(HomeAssistantError, match="on Anna, Kitchen display") as failure:
        await press(hass)

    assert failure.value.translation_key == "test_not_everywhere"
    assert hass.states.get(LAST).state == "not_everywhere"


async def test_the_test_of_the_dialog_is_shown_as_well(hass, household, phone) -> None:
    entry = await household(recipient_subentry())
    form = await entry.start_subentry_reconfigure_flow(hass, RECIPIENT_ID)

    await go_on(hass, form, send_test=True)

    assert len(phone) == 1
    assert hass.states.get(LAST).state == "everywhere"


async def test_a_test_is_no_reminder(hass, household, phone) -> None:
    entry = await household(line_subentry(service_until="2027-03-01"), recipient_subentry())

    await press(hass)

    (line,) = entry.runtime_data.lines.values()
    assert not line.record.deliveries


async def test_the_device_goes_with_its_recipient(hass, household, phone) -> None:
    entry = await household(recipient_subentry())
    device = dr.async_get(hass).async_get(recipient_device(hass, entry))
    assert (device.name, device.config_subentry_id) == ("Anna", RECIPIENT_ID)

    hass.config_entries.async_remove_subentry(entry, RECIPIENT_ID)
    await hass.async_block_till_done()

    assert recipient_device(hass, entry) is None
    assert hass.states.get(BUTTON) is None


async def test_home_assistant_itself_is_no_device(hass, household) -> None:
    await household(line_subentry())

    assert not [each for each in hass.states.async_entity_ids() if each.endswith("_test")]
