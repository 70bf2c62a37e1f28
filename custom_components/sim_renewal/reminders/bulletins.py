"""Bulletins: the weekly digest and the monthly sign of life, to those who are reminded first."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.storage import Store

from ..const import DOMAIN
from ..core.bulletins import Bulletin, BulletinKind, is_due, next_bulletin, present_bulletins
from ..core.line import Standing
from ..household.household import Household
from ..push.compose import async_in_parts, async_say
from ..push.payload import Push
from ..push.recipient import Recipient
from ..texts.push import async_push_words

DIGEST_AHEAD = timedelta(days=30)


def bulletin_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, str]]:
    """Return the file that says of which day everybody had the last bulletin of each kind."""
    return Store(hass, 1, f"{DOMAIN}.{entry_id}.bulletins", private=True, atomic_writes=True)


class Bulletins:
    """Sends each bulletin once in its period; a loss of the file loses at most one of them."""

    def __init__(self, hass: HomeAssistant, household: Household) -> None:
        """Prepare; nothing is sent before Home Assistant has started."""
        self._hass = hass
        self._household = household
        self._store = bulletin_store(hass, household.entry.entry_id)
        self._sent: dict[str, str] = {}
        self._serving = False

    @callback
    def async_start(self) -> None:
        """Follow the clock as soon as phones are there."""
        self._household.entry.async_on_unload(async_at_started(self._hass, self._async_follow))

    async def _async_follow(self, _hass: HomeAssistant) -> None:
        if not present_bulletins(self._household.plan, self._household.now()):
            return
        with suppress(HomeAssistantError):  # who is not known to have had one has the next
            self._sent = await self._store.async_load() or {}
        self._household.entry.async_on_unload(self._household.async_add_look(self._look))
        self._look()

    @callback
    def _look(self) -> None:
        now, plan = self._household.now(), self._household.plan
        self._household.async_wake_at(next_bulletin(plan, now))
        if self._serving:
            return
        if plan.quiet is not None and plan.quiet.hold(now):
            self._household.async_wake_at(plan.quiet.end_after(now))
            return
        self._serving = True
        self._household.entry.async_create_task(
            self._hass, self._async_serve(), f"{DOMAIN} bulletins", eager_start=False
        )

    async def _async_serve(self) -> None:
        try:
            before = dict(self._sent)
            for bulletin in present_bulletins(self._household.plan, self._household.now()):
                for recipient in self._first:
                    await self._async_bring(bulletin, recipient)
            if self._sent != before:
                await self._store.async_save(self._sent)
        finally:
            self._serving = False

    @property
    def _first(self) -> list[Recipient]:
        first = self._household.audience().first
        return [each for each in self._household.recipients if each.recipient_id in first]

    async def _async_bring(self, bulletin: Bulletin, recipient: Recipient) -> None:
        """Send a bulletin if it is due; who is new begins with the next one."""
        key = f"{bulletin.kind}/{recipient.recipient_id}"
        known = self._sent.get(key)
        if not is_due(bulletin, date.fromisoformat(known) if known else None):
            self._sent[key] = bulletin.on.isoformat()
            return
        for push in await self._async_compose(bulletin.kind, recipient):
            if not await self._household.delivery.async_deliver(recipient, push):
                return
        self._sent[key] = bulletin.on.isoformat()

    async def _async_compose(self, kind: BulletinKind, recipient: Recipient) -> list[Push]:
        """Return a bulletin, in as many pushes as it needs."""
        tag, language = f"{DOMAIN}_{kind}", recipient.language
        if kind is not BulletinKind.DIGEST:
            count = str(len(self._watched))
            return [await async_say(self._hass, language, tag, kind, count=count)]

        async def compose(sentences: Sequence[str]) -> Push:
            lines = "\n".join(sentences)
            return await async_say(self._hass, language, tag, kind, lines=lines)

        parts = await async_in_parts(await self._async_digest(language), compose)
        return [
            replace(push, tag=tag if number == 1 else f"{tag}_{number}")
            for number, (_, push) in enumerate(parts, 1)
        ]

    @property
    def _watched(self) -> list[Any]:
        lines = self._household.lines.values()
        return [
            line.data
            for line in lines
            if line.last_update_success and line.settings.standing is Standing.IN_USE
        ]

    async def _async_digest(self, language: str) -> list[str]:
        """Return a sentence for everything that ends soon, the first end first."""
        today = self._household.now().date()
        words = await async_push_words(self._hass, language, today)
        ends = sorted(
            (day, state.line.name, key)
            for state in self._watched
            for key, day in (
                ("digest_service", state.clocks.service_until),
                ("digest_number", state.clocks.number_until),
            )
            if day is not None and today <= day <= today + DIGEST_AHEAD
        )
        if not ends:
            return [words.text("digest_nothing")]
        return [words.text(key, line=name, date=words.day(day)) for day, name, key in ends]
