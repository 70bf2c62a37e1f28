"""What is known of carriers, country by country, as data files."""

from asyncio import Future, shield

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..core.channels import RenewalChannel
from ..core.line import Line
from .confirmed import confirmed_ways
from .facts import Catalogue
from .loader import load_catalogue

_CATALOGUE: HassKey[Future[Catalogue]] = HassKey(f"{DOMAIN}_catalogue")


async def async_get_catalogue(hass: HomeAssistant) -> Catalogue:
    """Return the catalogue, which is read once, whoever asks and gives up meanwhile."""
    if (loading := hass.data.get(_CATALOGUE)) is None:
        loading = hass.data[_CATALOGUE] = hass.async_add_executor_job(load_catalogue)
    return await shield(loading)


async def async_confirmed_ways(hass: HomeAssistant, line: Line) -> tuple[RenewalChannel, ...]:
    """Return the ways to renew a line that are its carrier's own and that somebody confirmed."""
    if not line.channels:
        return ()
    catalogue = await async_get_catalogue(hass)
    return await hass.async_add_executor_job(confirmed_ways, line, catalogue)
