"""A server that is asked for JSON as the source of a line: politely, and whatever it answers."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
import json
import logging
from random import random
from typing import Any

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.start import async_at_started
from homeassistant.util.hass_dict import HassKey
from yarl import URL

from ..carriers.errors import AccountError, LoginRefused, NotAllowed, TryLater
from ..carriers.http import Limits, async_request
from ..const import DOMAIN
from ..core.json_path import PathMissing
from ..core.line import Standing
from ..core.polling import Pace, source_manners
from ..core.source_values import Capability
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..issues import SOURCE_LOGIN_REFUSED, SOURCE_VALUE_UNREADABLE
from ..settings.names import async_name_of
from ..settings.source import RestRequest, RestSettings, source_of
from ..settings.validation import FieldError
from .document import Document
from .doubted import DoubtedValues, is_impossible
from .interpreter import Interpreter, SaidValue

_LOGGER = logging.getLogger(__name__)

LARGEST_ANSWER = 2**20

TOLERATED = 2
"""How often in a row a value may be of a wrong kind before a person is told."""


@dataclass(slots=True)
class RestMemory:
    """What is remembered of a source while the household loads again."""

    settings: RestSettings
    pace: Pace
    wrong: dict[Capability, int] = field(default_factory=dict)
    is_refused: bool = False


_MEMORIES: HassKey[dict[str, RestMemory]] = HassKey(f"{DOMAIN}_rest_sources")


@callback
def async_start_rest_sources(hass: HomeAssistant, household: Household) -> None:
    """Ask for every line that has such a source, and is not kept for its ledger alone."""

    @callback
    def begin(line: LineCoordinator) -> None:
        settings = source_of(line.subentry.data)
        if isinstance(settings, RestSettings) and line.settings.standing is not Standing.ARCHIVED:
            RestSource(hass, household, line, settings).async_start()

    household.async_for_each_line(begin)


async def async_fetch(
    hass: HomeAssistant, request: RestRequest, clock: Callable[[], datetime]
) -> Document:
    """Ask a server, and return its answer; raises an `AccountError`."""
    headers = dict(request.headers)
    names = {name.casefold() for name in headers}
    if request.body is not None and "content-type" not in names:
        headers["Content-Type"] = "application/json" if _is_json(request.body) else "text/plain"
    if "accept" not in names:
        headers["Accept"] = "application/json"
    answer = await async_request(
        async_get_clientsession(hass),
        request.method,
        URL(request.url),
        clock=clock,
        limits=Limits(total=request.timeout, silence=request.timeout, body=LARGEST_ANSWER),
        headers=headers,
        data=None if request.body is None else request.body.encode(),
    )
    return Document(hass, answer.body)


class RestSource:
    """Asks one line's server whenever it is time."""

    def __init__(
        self,
        hass: HomeAssistant,
        household: Household,
        line: LineCoordinator,
        settings: RestSettings,
    ) -> None:
        """Go on at the pace of before, unless something else is asked now."""
        self._hass = hass
        self._household = household
        self._line = line
        self._settings = settings
        self._interpreter = Interpreter(settings, line.record.source_values)
        self._doubted = DoubtedValues(hass, household.entry, line.settings)
        self._is_stopped = True
        self._is_asking = False
        self._task: asyncio.Task[Any] | None = None
        memories = hass.data.setdefault(_MEMORIES, {})
        memory = memories.get(line.settings.line_id)
        if memory is None or memory.settings != settings:
            memory = RestMemory(settings, Pace(manners=source_manners(settings.interval)))
        self._memory = memories[line.settings.line_id] = memory

    @callback
    def async_start(self) -> None:
        """Ask as soon as Home Assistant has started."""
        self._line.async_on_end(self._stop)
        self._line.async_on_end(async_at_started(self._hass, self._async_follow))

    async def _async_follow(self, _hass: HomeAssistant) -> None:
        line = self._line
        self._is_stopped = False
        line.async_on_end(line.async_add_listener(self._look))
        line.async_on_end(self._household.async_add_look(self._look))
        line.async_on_end(
            self._hass.bus.async_listen(EVENT_HOMEASSISTANT_STOP, self._handle_shutdown)
        )
        self._line.ask_source = self.async_press
        await self._async_report()
        await self._async_take({})
        self._look()

    @callback
    def _handle_shutdown(self, _event: Event[Any]) -> None:
        self._stop()

    @callback
    def _stop(self) -> None:
        self._is_stopped = True
        self._line.ask_source = None
        if self._task is not None:
            self._task.cancel()
        self._doubted.async_report(())
        SOURCE_LOGIN_REFUSED.async_clear(self._hass, self._line.settings.line_id)
        for capability in self._settings.bindings:
            SOURCE_VALUE_UNREADABLE.async_clear(self._hass, self._line.settings.line_id, capability)

    @callback
    def _look(self) -> None:
        """Ask if it is time, or else be woken when it is."""
        if self._is_stopped or self._is_asking or not self._line.last_update_success:
            return
        if not self._memory.pace.is_due(self._household.now()):
            self._household.async_wake_at(self._memory.pace.next_at)
            return
        self._is_asking = True
        self._task = self._household.entry.async_create_background_task(
            self._hass, self._async_ask(), f"{DOMAIN} source"
        )

    async def async_press(self) -> None:
        """Ask because a person wants to know; raises in words where that is too soon or fails."""
        now = self._household.now()
        if self._is_asking or now < self._memory.pace.press_at(now):
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="refresh_too_soon",
                translation_placeholders={"line": self._line.settings.name},
            )
        self._is_asking = True
        if (error := await self._async_ask()) is not None:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="refresh_failed",
                translation_placeholders={"line": self._line.settings.name, "reason": error.reason},
            )

    async def _async_ask(self) -> AccountError | None:
        """Ask, take what is said, and return why that was not possible."""
        memory, error = self._memory, None
        was_failing = memory.pace.failures > 0
        said: dict[Capability, SaidValue] = {}
        try:
            said = await self._async_said()
        except AccountError as caught:
            error = caught
        finally:
            self._is_asking = False
        now = self._household.now()
        memory.is_refused = isinstance(error, LoginRefused | NotAllowed)
        if error is None:
            memory.pace = memory.pace.after_success(now, None, random())  # noqa: S311
        elif memory.is_refused:
            memory.pace = memory.pace.after_refusal(now, random())  # noqa: S311
        else:
            wish = error.retry_after if isinstance(error, TryLater) else None
            memory.pace = memory.pace.after_failure(now, wish, random())  # noqa: S311
        if error is None and was_failing:
            _LOGGER.info("The source of a line answers again")
        elif error is not None and not was_failing:
            _LOGGER.warning("The source of a line cannot be read: %s", error.reason)
        if not self._is_stopped:
            await self._async_report()
            await self._async_take(said)
            self._look()
        return error

    async def _async_said(self) -> dict[Capability, SaidValue]:
        """Ask, and return what can be read; what cannot is counted."""
        document = await async_fetch(self._hass, self._settings.request, self._household.now)
        now = self._household.now()
        wrong = self._memory.wrong
        said: dict[Capability, SaidValue] = {}
        doubted: set[Capability] = set()
        for capability, binding in self._settings.bindings.items():
            try:
                value = await document.async_read(
                    binding, capability, self._line.settings.offer.currency, now
                )
            except PathMissing:
                continue
            except FieldError as error:
                if is_impossible(error):
                    doubted.add(capability)
                    wrong.pop(capability, None)
                else:
                    wrong[capability] = wrong.get(capability, 0) + 1
            else:
                wrong.pop(capability, None)
                said[capability] = SaidValue(value=value, since=now, measured_at=now, holds_at=now)
        if not self._is_stopped:
            self._doubted.async_report(doubted)
        return said

    async def _async_take(self, said: dict[Capability, SaidValue]) -> None:
        """Tell the line what was said; what was not grows old."""
        now = self._household.now()
        fed = self._interpreter.understand(said, self._line.record.known_reading, now)
        await self._line.async_apply_source_values(fed)

    async def _async_report(self) -> None:
        """Make an issue of what a person has to look at, until it is well again."""
        hass, line, memory = self._hass, self._line.settings, self._memory
        if memory.is_refused:
            SOURCE_LOGIN_REFUSED.async_raise(hass, line.line_id, line=line.name)
        else:
            SOURCE_LOGIN_REFUSED.async_clear(hass, line.line_id)
        for capability in self._settings.bindings:
            about = (line.line_id, capability)
            if memory.wrong.get(capability, 0) <= TOLERATED:
                SOURCE_VALUE_UNREADABLE.async_clear(hass, *about)
                continue
            name = await async_name_of(hass, capability)
            if not self._is_stopped:
                SOURCE_VALUE_UNREADABLE.async_raise(hass, *about, line=line.name, capability=name)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
