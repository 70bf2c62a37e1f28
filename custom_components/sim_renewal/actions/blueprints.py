"""The action that gives our blueprints to Home Assistant."""

from homeassistant.core import ServiceCall, ServiceResponse
import voluptuous as vol

from ..shipped_blueprints import async_install

INSTALL_BLUEPRINTS_SCHEMA = vol.Schema({})


async def async_install_blueprints(call: ServiceCall) -> ServiceResponse:
    """Install or update every blueprint, apart from those that somebody edited."""
    outcomes = await async_install(call.hass)
    return {outcome.value: list(names) for outcome, names in outcomes.items()}
