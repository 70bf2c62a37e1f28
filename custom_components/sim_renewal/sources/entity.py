"""Other entities as the source of a line: what they say is followed, wherever they move."""

from datetime import datetime, timedelta

from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import (
    async_track_state_change_event,
    async_track_time_interval,
)
from homeassistant.helpers.start import async_at_started

from ..const import DOMAIN
from ..core.dates import next_midnight
from ..core.source_values import Capability
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..issues import SOURCE_ENTITY_MISSING
from ..settings.names import async_name_of
from ..settings.source import Binding, EntitySettings, source_of
from ..settings.validation import FieldError
from .doubted import DoubtedValues, is_impossible
from .interpreter import Interpreter, SaidValue
from .reading import has_value, read_value

LOOK_AGAIN_AFTER = timedelta(minutes=10)
"""How long it can go unnoticed that an entity said the same again."""

GONE_AFTER = timedelta(minutes=1)
"""How long an entity without a registry entry may be away, as it is while its platform reloads."""

TYPED = frozenset(
    {"date", "datetime", "input_datetime", "input_number", "input_text", "number", "text"}
)
"""Entities into which a person puts a value, which holds until there is another."""


@callback
def async_start_sources(hass: HomeAssistant, household: Household) -> None:
    """Follow the source of every line that has one."""

    @callback
    def begin(line: LineCoordinator) -> None:
        settings = source_of(line.subentry.data)
        if isinstance(settings, EntitySettings):
            EntitySource(hass, household, line, settings).async_start()

    household.async_for_each_line(begin)


class EntitySource:
    """Follows the entities that are bound to one line."""

    def __init__(
        self,
        hass: HomeAssistant,
        household: Household,
        line: LineCoordinator,
        settings: EntitySettings,
    ) -> None:
        """Prepare; entities are not there before Home Assistant has started."""
        self._hass = hass
        self._household = household
        self._line = line
        self._settings = settings
        self._interpreter = Interpreter(settings, line.record.source_values)
        self._doubted = DoubtedValues(hass, household.entry, line.settings)
        self._entity_ids: dict[Capability, str] = {}
        self._away_since: dict[Capability, datetime] = {}
        self._look_again_at: datetime | None = None
        self._unfollow: CALLBACK_TYPE | None = None

    @callback
    def async_start(self) -> None:
        """Follow the entities as soon as they are there."""
        self._line.async_on_end(self._stop)
        self._line.async_on_end(async_at_started(self._hass, self._follow))

    @callback
    def _follow(self, _hass: HomeAssistant) -> None:
        line = self._line
        line.async_on_end(
            self._hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._handle_registry)
        )
        line.async_on_end(self._household.async_add_look(self._look))
        line.async_on_end(
            async_track_time_interval(
                self._hass, self._hear_again, LOOK_AGAIN_AFTER, cancel_on_shutdown=True
            )
        )
        self._find()
        self._listen()

    @callback
    def _stop(self) -> None:
        """Follow nothing more; what is shown about the source goes with it."""
        self._unfollow_all()
        self._doubted.async_report(())
        for capability in self._line.gone:
            SOURCE_ENTITY_MISSING.async_clear(self._hass, self._line.settings.line_id, capability)

    @callback
    def _unfollow_all(self) -> None:
        if self._unfollow is not None:
            self._unfollow()
            self._unfollow = None

    @callback
    def _find(self) -> bool:
        """Follow the entities under the names that they have now; return whether any is new."""
        registry = er.async_get(self._hass)
        entity_ids = {
            capability: entity_id
            for capability, binding in self._settings.bindings.items()
            if (entity_id := er.async_resolve_entity_id(registry, binding.entity)) is not None
        }
        if entity_ids == self._entity_ids:
            return False
        self._unfollow_all()
        self._entity_ids = entity_ids
        self._unfollow = async_track_state_change_event(
            self._hass, entity_ids.values(), self._handle_state
        )
        return True

    @callback
    def _handle_state(self, _event: Event[EventStateChangedData]) -> None:
        self._listen()

    @callback
    def _handle_registry(self, _event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        if self._find():
            self._listen()

    @callback
    def _hear_again(self, _now: datetime) -> None:
        self._look()

    @callback
    def _look(self) -> None:
        """Hear again what is said without a change, and notice what stays away."""
        if self._look_again_at is not None and self._household.now() >= self._look_again_at:
            self._listen()

    @callback
    def _listen(self) -> None:
        """Take in all that the entities say now; what makes no sense is not taken for anything."""
        now = self._household.now()
        self._look_again_at = min(now + LOOK_AGAIN_AFTER, next_midnight(now))
        said: dict[Capability, SaidValue] = {}
        doubted: set[Capability] = set()
        for capability, binding in self._settings.bindings.items():
            state = self._state(capability)
            if not has_value(state):
                continue
            try:
                said[capability] = self._said(state, binding, capability, now)
            except FieldError as error:
                if is_impossible(error):
                    doubted.add(capability)
        self._doubted.async_report(doubted)
        self._report_gone(now)
        fed = self._interpreter.understand(said, self._line.record.known_reading, now)
        self._household.entry.async_create_task(
            self._hass, self._line.async_apply_source_values(fed), f"{DOMAIN} feed"
        )

    def _state(self, capability: Capability) -> State | None:
        entity_id = self._entity_ids.get(capability)
        return None if entity_id is None else self._hass.states.get(entity_id)

    def _said(
        self, state: State, binding: Binding, capability: Capability, now: datetime
    ) -> SaidValue:
        value = read_value(state, binding, capability, self._line.settings.offer.currency, now)
        is_typed = state.domain in TYPED
        since = state.last_changed if binding.attribute is None else state.last_updated
        return SaidValue(
            value=value,
            since=since.astimezone(now.tzinfo),
            measured_at=state.last_updated if is_typed else state.last_reported,
            holds_at=now if is_typed else state.last_reported,
        )

    def _report_gone(self, now: datetime) -> None:
        """Make an issue of each bound entity that no longer exists, until it is back."""
        gone: set[Capability] = set()
        away = {each for each in self._settings.bindings if not self._exists(each)}
        self._away_since = {each: self._away_since.get(each, now) for each in away}
        for capability, since in self._away_since.items():
            if capability not in self._entity_ids or now >= since + GONE_AFTER:
                gone.add(capability)
            else:
                self._look_again_at = min(self._look_again_at or now, since + GONE_AFTER)
                self._household.async_wake_at(since + GONE_AFTER)
        for capability in self._line.gone - gone:
            SOURCE_ENTITY_MISSING.async_clear(self._hass, self._line.settings.line_id, capability)
        news = gone - self._line.gone
        self._line.async_set_gone(frozenset(gone))
        for capability in news:
            self._household.entry.async_create_task(
                self._hass, self._async_create_issue(capability), f"{DOMAIN} source issue"
            )

    def _exists(self, capability: Capability) -> bool:
        """Return whether the entity is there, or at least known to Home Assistant."""
        if self._state(capability) is not None:
            return True
        entity_id = self._entity_ids.get(capability)
        return entity_id is not None and er.async_get(self._hass).async_get(entity_id) is not None

    async def _async_create_issue(self, capability: Capability) -> None:
        """Tell in words for what an entity is missing, unless it is back by now."""
        name = await async_name_of(self._hass, capability)
        if capability not in self._line.gone:
            return
        line = self._line.settings
        SOURCE_ENTITY_MISSING.async_raise(
            self._hass, line.line_id, capability, line=line.name, capability=name
        )
