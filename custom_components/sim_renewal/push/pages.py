"""What a touch on a push opens: a page that every member of the household may see."""

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass

from homeassistant.components.lovelace.const import (
    CONF_REQUIRE_ADMIN,
    CONF_URL_PATH,
    LOVELACE_DATA,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

STRATEGY = "custom:sim-renewal"
"""What a dashboard says of itself that follows the lines, as `frontend/strategy.js` makes it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of Home Assistant by its path; that of an entity is a dialog over the first page.

    The companion app of Android opens such a dialog wherever it stands; that of iOS takes a path.
    """

    path: str
    entity_id: str | None = None

    @property
    def click_action(self) -> str:
        """What the companion app of Android opens."""
        return self.path if self.entity_id is None else f"entityId:{self.entity_id}"


HOME_PAGE = Page("/")


def page_of_entity(entity_id: str) -> Page:
    """Return the page on which everybody sees how an entity stands."""
    return Page(f"/?more-info-entity-id={entity_id}", entity_id)


async def async_page_of_line(hass: HomeAssistant, line_id: str) -> Page | None:
    """Return the page of a line in the dashboard of the lines, if there is one for everybody."""
    async for url_path in _async_dashboards(hass):
        return Page(f"/{url_path}/line-{line_id}")
    return None


async def _async_dashboards(hass: HomeAssistant) -> AsyncIterator[str]:
    """Return the dashboards that follow the lines and are not for administrators only.

    Home Assistant keeps what it has read of a dashboard; one that cannot be read is none.
    """
    lovelace = hass.data.get(LOVELACE_DATA)
    for dashboard in tuple(lovelace.dashboards.values()) if lovelace else ():
        about = dashboard.config
        if about is None or about.get(CONF_REQUIRE_ADMIN):
            continue
        with suppress(HomeAssistantError, OSError):
            strategy = (await dashboard.async_load(False)).get("strategy")
            if isinstance(strategy, dict) and strategy.get("type") == STRATEGY:
                yield about[CONF_URL_PATH]
