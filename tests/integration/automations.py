"""Automations of a test, as a person would write them."""

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component


async def automate(hass: HomeAssistant, *configurations: dict) -> None:
    """Set up automations."""
    assert await async_setup_component(
        hass,
        "automation",
        {"automation": [{"id": str(n), **each} for n, each in enumerate(configurations)]},
    )
    await hass.async_block_till_done()
