"""Pictures that are lent to an AI service: where they were uploaded, and no longer than needed."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.singleton import singleton
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..core.receipts import BEGINNING, LARGEST_RECEIPT, media_type_of
from ..settings.validation import FieldError

MEDIA_TYPES = ("image/png", "image/jpeg", "image/webp")
"""What AI services can look at, and what screenshots are."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that was uploaded, and what it is."""

    path: Path
    media_type: str


class Pictures:
    """The pictures that are lent at this moment, by secret names."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with none."""
        self._hass = hass
        self._lent: dict[str, Picture] = {}

    @asynccontextmanager
    async def async_lend(self, file_id: str) -> AsyncGenerator[dict[str, str]]:
        """Let an uploaded picture be read as an attachment, and delete it afterwards.

        Raises `FieldError` for a file that is none of those wanted, which is then deleted too.
        """
        upload = process_uploaded_file(self._hass, file_id)
        try:
            path = upload.__enter__()  # reads nothing; that it ends on the disk is what takes time
        except ValueError:
            raise FieldError("picture_unknown") from None
        name = token_hex(32)
        try:
            picture = await self._hass.async_add_executor_job(_checked, path)
            self._lent[name] = picture
            yield {
                "media_content_id": f"media-source://{DOMAIN}/{name}",
                "media_content_type": picture.media_type,
            }
        finally:
            self._lent.pop(name, None)
            await self._hass.async_add_executor_job(upload.__exit__, None, None, None)

    @callback
    def find(self, name: str) -> Picture | None:
        """Return the picture that is lent under a name."""
        return self._lent.get(name)


@singleton(HassKey[Pictures](f"{DOMAIN}_pictures"))
@callback
def pictures_of(hass: HomeAssistant) -> Pictures:
    """Return the pictures of this Home Assistant."""
    return Pictures(hass)


def _checked(path: Path) -> Picture:
    if path.stat().st_size > LARGEST_RECEIPT:
        raise FieldError("picture_too_large")
    with path.open("rb") as file:
        media_type = media_type_of(file.read(BEGINNING))
    if media_type not in MEDIA_TYPES:
        raise FieldError("picture_wrong_type")
    return Picture(path, media_type)
