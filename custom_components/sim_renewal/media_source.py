"""Receipts among Home Assistant's media, and the pictures that are lent to an AI service.

AI Task takes attachments from media sources alone. Such a picture is found by its secret name and
listed nowhere. Of receipts the pictures are listed, by line and year: Media cannot open a PDF.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import override

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.media_player.const import MediaClass
from homeassistant.components.media_player.errors import BrowseError
from homeassistant.components.media_source import (
    BrowseMediaSource,
    MediaSource,
    MediaSourceItem,
    PlayMedia,
    Unresolvable,
)
from homeassistant.components.websocket_api.connection import current_connection
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .assist.pictures import pictures_of
from .const import DOMAIN
from .core.model import Renewal
from .core.receipts import KINDS
from .entries import household_entry
from .household.coordinator import LineCoordinator
from .household.household import Household
from .household.rights import may_do
from .receipt_view import address_of
from .texts.sentences import Sentences, async_sentences


async def async_get_media_source(hass: HomeAssistant) -> SimMedia:
    """Return the source of receipts and of the pictures that are lent."""
    return SimMedia(hass)


class SimMedia(MediaSource):
    """The receipts of each line, as `line`, `line/year` and `line/year/renewal`."""

    name = "SIM Renewal"

    def __init__(self, hass: HomeAssistant) -> None:
        """Look into this Home Assistant."""
        super().__init__(DOMAIN)
        self._hass = hass

    @override
    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        """Return where a receipt is, or a picture, of which a browser has no address."""
        lent = pictures_of(self._hass).find(item.identifier)
        if lent is not None:
            return PlayMedia("", lent.media_type, path=lent.path)
        line_id, _, rest = item.identifier.partition("/")
        for renewal, media_type in _pictures(self._lines().get(line_id)):
            if rest == f"{renewal.on.year}/{renewal.renewal_id}":
                return PlayMedia(address_of(line_id, renewal), media_type)
        raise Unresolvable("There is no such picture")

    @override
    async def async_browse_media(self, item: MediaSourceItem) -> BrowseMediaSource:
        """Return the lines with receipts, the years of one, or the receipts of a year."""
        line_id, _, year = (item.identifier or "").partition("/")
        if not line_id:
            lines = [(each.settings.name, key) for key, each in self._lines().items() if _has(each)]
            return self._folder("", self.name, [self._folder(key, name) for name, key in lines])
        line = self._lines().get(line_id)
        if line is None or not _has(line):
            raise BrowseError("There is no such picture")
        words = await async_sentences(self._hass, self._hass.config.language, Sentences)
        years = {
            str(found): [self._receipt(line_id, each, kind, words) for each, kind in its]
            for found, its in groupby(_pictures(line), lambda each: each[0].on.year)
        }
        if not year:
            folders = [self._folder(f"{line_id}/{each}", each) for each in years]
            return self._folder(line_id, line.settings.name, folders)
        if year not in years:
            raise BrowseError("There is no such picture")
        return self._folder(item.identifier, f"{line.settings.name} {year}", years[year])

    def _lines(self) -> dict[str, LineCoordinator]:
        """Return the lines that whoever looks may read; Home Assistant itself may read all."""
        entry = household_entry(self._hass)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return {}
        household: Household = entry.runtime_data
        looking = current_connection.get()
        return {
            line_id: line
            for line_id, line in household.present_lines.items()
            if looking is None or may_do(looking.user, household, line_id, POLICY_READ)
        }

    @staticmethod
    def _folder(
        identifier: str, title: str, children: list[BrowseMediaSource] | None = None
    ) -> BrowseMediaSource:
        return BrowseMediaSource(
            domain=DOMAIN,
            identifier=identifier or None,
            media_class=MediaClass.DIRECTORY if identifier else MediaClass.APP,
            media_content_type="",
            title=title,
            can_play=False,
            can_expand=True,
            children=children,
        )

    @staticmethod
    def _receipt(
        line_id: str, renewal: Renewal, media_type: str, words: Sentences
    ) -> BrowseMediaSource:
        paid = "" if renewal.amount is None else words.money(renewal.amount, renewal.currency or "")
        return BrowseMediaSource(
            domain=DOMAIN,
            identifier=f"{line_id}/{renewal.on.year}/{renewal.renewal_id}",
            media_class=MediaClass.IMAGE,
            media_content_type=media_type,
            title=" · ".join(filter(None, [words.day(renewal.on), paid])),
            can_play=True,
            can_expand=False,
        )


def _has(line: LineCoordinator) -> bool:
    return any(_pictures(line))


def _pictures(line: LineCoordinator | None) -> Iterator[tuple[Renewal, str]]:
    """Return the renewals whose receipt every browser shows as a picture, the latest first."""
    renewals = () if line is None else line.record.renewals
    for each in sorted(renewals, key=lambda each: (each.on, each.recorded_at), reverse=True):
        kind = "" if each.receipt_file is None else each.receipt_file.media_type
        if kind.startswith("image/") and kind in KINDS and KINDS[kind].is_shown:
            yield each, kind
