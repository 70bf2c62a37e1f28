"""Hands the picture that an AI service is asked about to Home Assistant, and shows none to anybody.

AI Task takes attachments from media sources alone.
"""

from typing import override

from homeassistant.components.media_player.const import MediaClass
from homeassistant.components.media_player.errors import BrowseError
from homeassistant.components.media_source import (
    BrowseMediaSource,
    MediaSource,
    MediaSourceItem,
    PlayMedia,
    Unresolvable,
)
from homeassistant.core import HomeAssistant

from .assist.pictures import pictures_of
from .const import DOMAIN


async def async_get_media_source(hass: HomeAssistant) -> LentPictures:
    """Return the source of the pictures that are lent."""
    return LentPictures(hass)


class LentPictures(MediaSource):
    """Finds a picture by its secret name, as long as it is lent."""

    name = "SIM Renewal"

    def __init__(self, hass: HomeAssistant) -> None:
        """Look into this Home Assistant."""
        super().__init__(DOMAIN)
        self._hass = hass

    @override
    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        """Return where a picture is; there is no address at which a browser could see it."""
        picture = pictures_of(self._hass).find(item.identifier)
        if picture is None:
            raise Unresolvable("There is no such picture")
        return PlayMedia("", picture.media_type, path=picture.path)

    @override
    async def async_browse_media(self, item: MediaSourceItem) -> BrowseMediaSource:
        """Return nothing, whoever asks."""
        if item.identifier:
            raise BrowseError("There is no such picture")
        return BrowseMediaSource(
            domain=DOMAIN,
            identifier=None,
            media_class=MediaClass.APP,
            media_content_type="",
            title=self.name,
            can_play=False,
            can_expand=True,
            children=[],
        )
