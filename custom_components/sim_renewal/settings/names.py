"""What a source says, as people call it."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from ..core.source_values import Capability


async def async_name_of(hass: HomeAssistant, capability: Capability) -> str:
    """Return the name of a capability in Home Assistant's language."""
    names = await async_get_translations(hass, hass.config.language, "selector", {DOMAIN})
    return names[f"component.{DOMAIN}.selector.capability.options.{capability}"]
