"""The household: its lines, who is reminded of them, and what they come to together."""

import asyncio
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from ..const import CONF_REGISTER_BY, DOMAIN, KEY_RENEWALS_DUE, KEY_STATUS
from ..core.ledger import monthly_cost, rounded
from ..core.line import LineState
from ..core.model import Renewal
from ..core.planner import Audience, Spoken, first_of, preview, spoken_in
from ..push.line_recipients import recipients_of_line
from ..push.pages import HOME_PAGE, Page, async_page_of_line, page_of_entity
from ..push.recipient import recipients_of
from ..storage.own_list import OwnList
from ..storage.receipt_files import receipts_of
from .coordinator import LineCoordinator
from .delivery import PushDelivery
from .devices import device_id_of
from .diary import DiaryDeed, async_note
from .filing import async_tidy
from .ledger import Recorded
from .lines import HouseholdLines

type HouseholdConfigEntry = ConfigEntry[Household]


class Household(HouseholdLines):
    """All lines of the household entry, derived anew whenever one of them can change."""

    entry: HouseholdConfigEntry

    def __init__(self, hass: HomeAssistant, entry: HouseholdConfigEntry) -> None:
        """Prepare the lines; `async_start` loads them.

        `turn` is held while several lines change as one, or messages are made of them.
        """
        super().__init__(hass, entry)
        self.recipients = recipients_of(hass, entry)
        self.delivery = PushDelivery(hass, entry, self.lines, self.now, self.async_wake_at)
        self.own_list = OwnList(hass)
        self.turn = asyncio.Lock()
        self._tidied_on: date | None = None
        self.async_add_look(self._tidy_daily)

    async def async_start(self) -> None:
        """Load every line and follow the clock from now on."""
        self.entry.async_on_unload(self._async_stop)
        await receipts_of(self.hass).async_in_turn(self._async_load())
        self.entry.async_on_unload(self.delivery.undelivered.async_hide_all)
        self.entry.async_on_unload(
            self.hass.bus.async_listen(EVENT_HOMEASSISTANT_STOP, self._async_write_waiting)
        )
        self.async_run()
        self._tidy_daily()

    async def _async_load(self) -> None:
        await asyncio.gather(*(line.async_load() for line in self.lines.values()))

    async def async_start_again(self, line_id: str) -> None:
        """Give a line whose record is of no use a new one; one that is gone needs none."""
        if (line := self.lines.get(line_id)) is not None:
            await line.async_start_again()

    async def async_move_renewal(
        self, source: LineCoordinator, target: LineCoordinator, renewal: Renewal
    ) -> Recorded:
        """Move a renewal to another line: it is on both for a moment, but never on neither."""
        was = source.record.renewal(renewal.renewal_id)
        recorded = await target.async_take_over(renewal)
        try:
            await source.async_give_away(renewal)
        except HomeAssistantError:
            await target.async_give_away(renewal)
            raise
        source.async_tell_change(was, None)
        target.async_tell_change(None, renewal)
        ids = {"renewal_id": renewal.renewal_id, "other_line_id": target.settings.line_id}
        async_note(source, DiaryDeed.MOVED, **ids)
        return recorded

    @callback
    def async_end_registration(self, line: LineCoordinator) -> None:
        """Note that the owner of a line is registered, by emptying until when that had to be done.

        No date is stated and no renewal recorded.
        """
        subentry = self.entry.subentries[line.settings.line_id]
        data = {key: value for key, value in subentry.data.items() if key != CONF_REGISTER_BY}
        self.hass.config_entries.async_update_subentry(self.entry, subentry, data=data)

    @property
    def monthly_cost(self) -> Decimal | None:
        """What the lines that run cost in an average month, in Home Assistant's currency.

        Lines that have ended or not begun, whose price or term is not known, or that are paid in
        another currency, are left out; `None` where that leaves none.
        """
        costs = [
            cost
            for line in self.lines.values()
            if line.runs
            and line.settings.offer.currency == self.hass.config.currency
            and (cost := monthly_cost(line.settings.offer)) is not None
        ]
        return rounded(sum(costs, Decimal(0))) if costs else None

    @callback
    def audience(
        self,
        spoken: Spoken | None = None,
        unreachable: frozenset[str] = frozenset(),
        line_ids: Iterable[str] | None = None,
    ) -> Audience:
        """Return who is reminded, of these lines or of all.

        What they were told matters only to who wants to speak.
        """
        roles = {each.recipient_id: each.role for each in self.recipients}
        of_lines = {
            line_id: own
            for line_id in (self.lines if line_ids is None else line_ids)
            if (own := self._recipients_of_line(line_id))
        }
        first = first_of(roles)
        return Audience(self.plan, tuple(roles), first, spoken or {}, unreachable, of_lines)

    def _recipients_of_line(self, line_id: str) -> frozenset[str]:
        subentry = self.entry.subentries.get(line_id)
        if subentry is None:
            return frozenset()
        return recipients_of_line(self.hass, self.recipients, subentry.data)

    @callback
    def spoken(self) -> Spoken:
        """Return the messages that the records of all lines tell of."""
        return spoken_in(line.record for line in self.lines.values() if line.last_update_success)

    @callback
    def next_reminder(self, line_id: str) -> tuple[datetime, tuple[str, ...]] | None:
        """Return when a line is spoken of next, and the names of those who hear it."""
        if (line := self.lines.get(line_id)) is None:
            return None
        found = preview(line.outlook, self.audience(line_ids=(line_id,)), self.now())
        if found is None:
            return None
        names = {each.recipient_id: each.name for each in self.recipients}
        return found.at, tuple(names[each] for each in found.recipient_ids)

    @property
    def states(self) -> list[LineState]:
        """How the lines stand, but for those of which that is not known."""
        return [line.data for line in self.lines.values() if line.last_update_success]

    def device_id_of(self, line_id: str) -> str | None:
        """Return the id of the line's device, unless it is gone or not there yet."""
        return device_id_of(self.hass, self.entry.entry_id, line_id)

    async def async_page_of(self, line_id: str) -> Page:
        """Return where everybody of the household sees how a line stands.

        Its device page is for administrators only.
        """
        if (page := await async_page_of_line(self.hass, line_id)) is not None:
            return page
        entity_id = self._entity_id(Platform.SENSOR, f"{line_id}_{KEY_STATUS}")
        return page_of_entity(entity_id) if entity_id else HOME_PAGE

    @property
    def list_page(self) -> Page:
        """Where everybody can tick what is due, or else the first page."""
        entity_id = self._entity_id(Platform.TODO, f"{self.entry.entry_id}_{KEY_RENEWALS_DUE}")
        return Page(f"/todo?entity_id={entity_id}") if entity_id else HOME_PAGE

    def _entity_id(self, platform: Platform, unique_id: str) -> str | None:
        """Return an entity of ours, unless somebody disabled it or it is not there yet."""
        registry = er.async_get(self.hass)
        entity_id = registry.async_get_entity_id(platform, DOMAIN, unique_id)
        entity = registry.async_get(entity_id) if entity_id else None
        return entity_id if entity and not entity.disabled else None

    async def _async_stop(self) -> None:
        self._stand_still()
        for line in self.lines.values():
            line.async_end()
        await self._async_write_waiting()

    async def _async_write_waiting(self, _event: Event[Any] | None = None) -> None:
        """Write whatever still waits to be written."""
        for line in self.lines.values():
            await line.buffer.async_write(at_once=True)
            await line.async_save_late()

    @callback
    def _tidy_daily(self) -> None:
        today = self.now().date()
        if self._tidied_on == today:
            return
        self._tidied_on = today
        receipts = receipts_of(self.hass)
        tidying = receipts.async_in_turn(async_tidy(self.hass, receipts, self.lines))
        self.entry.async_create_task(self.hass, tidying, f"{DOMAIN} tidy")
