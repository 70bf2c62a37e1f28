"""What is known of carriers, country by country, as data files."""

from asyncio import Future, shield

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from .facts import Catalogue
from .loader import load_catalogue

_CATALOGUE: HassKey[Future[Catalogue]] = HassKey(f"{DOMAIN}_catalogue")


async def async_get_catalogue(hass: HomeAssistant) -> Catalogue:
    """Return the catalogue, which is read once, whoever asks and gives up meanwhile."""
    if (loading := hass.data.get(_CATALOGUE)) is None:
        loading = hass.data[_CATALOGUE] = hass.async_add_executor_job(load_catalogue)
    return await shield(loading)
