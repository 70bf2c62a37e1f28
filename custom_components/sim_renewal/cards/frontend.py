"""The files of the card in Home Assistant's frontend: served, and offered as a resource."""

from hashlib import blake2b
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import add_extra_js_url, remove_extra_js_url
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.components.lovelace.const import CONF_RESOURCE_TYPE_WS, LOVELACE_DATA
from homeassistant.components.lovelace.resources import ResourceStorageCollection
from homeassistant.const import CONF_ID, CONF_URL
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

FILES: Final = Path(__file__).parent.parent / "frontend"
ENTRY: Final = "sim-renewal-card.js"

_BEGINNING: Final = f"/{DOMAIN}/frontend/"
_CARD: HassKey[str] = HassKey(f"{DOMAIN}_card_url")
_IN_PAGES: HassKey[set[str]] = HassKey(f"{DOMAIN}_card_in_pages")


async def async_serve_card(hass: HomeAssistant) -> None:
    """Serve the modules of the card, at an address that changes with what is in them.

    The modules import one another beside themselves: no browser mixes those of two versions.
    """
    version = await hass.async_add_executor_job(content_hash, FILES)
    served = f"{_BEGINNING}{version}"
    await hass.http.async_register_static_paths([StaticPathConfig(served, str(FILES), True)])
    hass.data[_CARD] = f"{served}/{ENTRY}?v={version}"


async def async_offer_card(hass: HomeAssistant) -> None:
    """Have dashboards load the card: one resource, or every page where resources are YAML."""
    url = hass.data[_CARD]
    resources = hass.data[LOVELACE_DATA].resources
    if not isinstance(resources, ResourceStorageCollection):
        add_extra_js_url(hass, url)
        hass.data.setdefault(_IN_PAGES, set()).add(url)
        return
    try:
        ours = await _async_ours(resources)
    except HomeAssistantError:  # their file cannot be read, of which Home Assistant tells itself
        add_extra_js_url(hass, url)
        hass.data.setdefault(_IN_PAGES, set()).add(url)
        return
    if not ours:
        await resources.async_create_item({CONF_RESOURCE_TYPE_WS: "module", CONF_URL: url})
    elif ours[0][CONF_URL] != url:
        await resources.async_update_item(ours[0][CONF_ID], {CONF_URL: url})
    for each in ours[1:]:
        await resources.async_delete_item(each[CONF_ID])


async def async_withdraw_card(hass: HomeAssistant) -> None:
    """Have no dashboard load the card any more."""
    for url in hass.data.pop(_IN_PAGES, ()):
        remove_extra_js_url(hass, url)
    lovelace = hass.data.get(LOVELACE_DATA)
    if lovelace is not None and isinstance(lovelace.resources, ResourceStorageCollection):
        for each in await _async_ours(lovelace.resources):
            await lovelace.resources.async_delete_item(each[CONF_ID])


def content_hash(directory: Path) -> str:
    """Return what changes with the name or the content of a file of a directory. Reads disk."""
    found = blake2b(digest_size=6)
    for path in sorted(directory.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            found.update(f"{path.relative_to(directory).as_posix()} {len(content)} ".encode())
            found.update(content)
    return found.hexdigest()


async def _async_ours(resources: ResourceStorageCollection) -> list[dict[str, str]]:
    """Return the resources that are the card, of whatever version."""
    await resources.async_get_info()
    return [each for each in resources.async_items() if _is_ours(each[CONF_URL])]


@callback
def _is_ours(url: str) -> bool:
    return url.startswith(_BEGINNING) and url.partition("?")[0].endswith(f"/{ENTRY}")
