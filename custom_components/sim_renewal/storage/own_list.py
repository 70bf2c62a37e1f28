"""The file of the items that people write into the list of renewals themselves."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util.ulid import ulid_now

from ..const import DOMAIN
from ..core.own_items import (
    OwnItem,
    OwnItemsUnreadable,
    moved,
    own_items_from_json,
    own_items_to_json,
    with_item,
)
from .records import DurableStore

VERSION = 1
KEY = f"{DOMAIN}.own_items"

type Items = tuple[OwnItem, ...]


class OwnList:
    """The items as they are on disk.

    While they cannot be read there are none to see, and none is added: the file is left as it is.
    Where Home Assistant itself has put a corrupt file aside and said so, the list begins anew.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Name the file; nothing is read yet."""
        self._store = DurableStore(hass, VERSION, KEY, atomic_writes=True, private=True)
        self._lock = asyncio.Lock()
        self._readable = True
        self.items: Items = ()

    async def async_load(self) -> None:
        """Read the items, if there are any."""
        try:
            data = await self._store.async_load()
            self.items = () if data is None else own_items_from_json(data)
        except HomeAssistantError, KeyError, TypeError, OwnItemsUnreadable:
            self._readable = False

    async def async_add(
        self, summary: str, due: date | datetime | None, description: str | None
    ) -> None:
        """Add an item at the end; raises `RecordNotSaved` where the disk does not take it."""
        item = OwnItem(item_id=ulid_now(), summary=summary, due=due, description=description)
        await self._async_change(lambda items: (*items, item))

    async def async_replace(self, item: OwnItem) -> None:
        """Put an item in the place of that of the same id."""
        await self._async_change(lambda items: with_item(items, item))

    async def async_remove(self, item_ids: set[str]) -> None:
        """Forget items."""
        await self._async_change(
            lambda items: tuple(each for each in items if each.item_id not in item_ids)
        )

    async def async_move(self, item_id: str, after: str | None) -> None:
        """Put an item behind another, or first where that is `None`."""
        await self._async_change(lambda items: moved(items, item_id, after))

    async def async_delete(self) -> None:
        """Delete the file, and damaged copies that Home Assistant has put aside."""
        await self._store.async_remove()
        await self._store.hass.async_add_executor_job(self._delete_copies)

    def _delete_copies(self) -> None:
        path = Path(self._store.path)
        for copy in path.parent.glob(f"{path.name}.corrupt.*"):
            copy.unlink(missing_ok=True)

    async def _async_change(self, change: Callable[[Items], Items]) -> None:
        async with self._lock:
            if not self._readable:
                raise ServiceValidationError(
                    translation_domain=DOMAIN, translation_key="own_items_unreadable"
                )
            items = change(self.items)
            await self._store.async_save(own_items_to_json(items))
            self.items = items
