"""Triggers of SIM lines, for automations."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, override

from homeassistant.components.event import ATTR_EVENT_TYPE, DOMAIN as EVENT_DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_OPTIONS, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    ATTR_BEHAVIOR,
    BEHAVIOR_ALL,
    BEHAVIOR_EACH,
    BEHAVIOR_FIRST,
    ENTITY_STATE_TRIGGER_SCHEMA,
    StatelessEntityTriggerBase,
    Trigger,
    TriggerConfig,
)
import voluptuous as vol

from .const import DOMAIN
from .core.line import LineState, Status
from .core.planner import Outlook
from .core.reminders import Happening
from .core.situations import (
    Situation,
    before_last_told,
    is_in,
    situation_of_dates,
    situation_of_signal,
)
from .household.coordinator import LineCoordinator
from .household.household import HouseholdConfigEntry

CONF_DAYS = "days"

BEHAVIOR = {
    vol.Required(ATTR_BEHAVIOR, default=BEHAVIOR_EACH): vol.In(
        [BEHAVIOR_EACH, BEHAVIOR_FIRST, BEHAVIOR_ALL]
    )
}


def _schema(options: dict[Any, Any]) -> vol.Schema:
    """Return the schema of a trigger that has these options."""
    return ENTITY_STATE_TRIGGER_SCHEMA.extend({vol.Required(CONF_OPTIONS, default={}): options})


class LineTrigger(StatelessEntityTriggerBase):
    """Fires at certain happenings of a line of ours, also at one caught up after a downtime."""

    _domain_specs: Mapping[str, DomainSpec] = MappingProxyType({EVENT_DOMAIN: DomainSpec()})
    _happenings: ClassVar[frozenset[Happening]]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Keep the event entities of this integration."""
        registry = er.async_get(self._hass)
        return {
            entity_id
            for entity_id in super().entity_filter(entities)
            if (entry := registry.async_get(entity_id)) and entry.platform == DOMAIN
        }

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        """Keep the happenings that this trigger speaks of."""
        return super().is_valid_transition(from_state, to_state) and self._speaks_of(to_state)

    def _speaks_of(self, state: State) -> bool:
        return state.attributes.get(ATTR_EVENT_TYPE) in self._happenings


class SituationTrigger(LineTrigger):
    """Fires at the happenings of a situation that lasts, and knows which lines are in it.

    The event entities do not tell that: what came last can be something else, or be over.
    """

    _schema = _schema(BEHAVIOR)
    _situation: ClassVar[Situation]
    _days: int | None = None

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Read whether other lines matter."""
        super().__init__(hass, config)
        self._is_each = self._options[ATTR_BEHAVIOR] == BEHAVIOR_EACH
        self._is_all = self._options[ATTR_BEHAVIOR] == BEHAVIOR_ALL

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        """Leave out what a line says again where all lines are meant: nothing became so by it."""
        return super().is_valid_transition(from_state, to_state) and not (
            self._is_all and self._was_in(to_state)
        )

    @override
    def is_valid_state(self, state: State, report_not_triggered: Any) -> bool:
        """Keep the lines that are in the situation, where it matters which others are."""
        return self._is_each or self._is_in(state.entity_id) is True

    @override
    def _should_include(self, state: State) -> bool:
        """Leave out the lines of which it is not known, but none that has yet to speak."""
        return state.state != STATE_UNAVAILABLE and self._is_in(state.entity_id) is not None

    def _is_in(self, entity_id: str) -> bool | None:
        """Return whether a line is in the situation; `None` where that is not known."""
        line = self._line_of(entity_id)
        return None if line is None else self._holds(line, line.told_outlook)

    def _was_in(self, state: State) -> bool:
        """Return whether a line was in the situation before it said what it says now."""
        line = self._line_of(state.entity_id)
        if line is None or state.attributes.get("reminder"):
            return True
        return self._holds(line, before_last_told(line.told_outlook)) is True

    def _holds(self, line: LineCoordinator, outlook: Outlook) -> bool | None:
        return is_in(self._situation, line.data, outlook, line.zone, self._days)

    def _line_of(self, entity_id: str) -> LineCoordinator | None:
        """Return the line of an entity, unless the household does not run, or cannot read it."""
        entity = er.async_get(self._hass).async_get(entity_id)
        if entity is None or entity.config_entry_id is None:
            return None
        entry: HouseholdConfigEntry | None = self._hass.config_entries.async_get_entry(
            entity.config_entry_id
        )
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return None
        line = entry.runtime_data.lines.get(entity.config_subentry_id or "")
        return line if line is not None and line.last_update_success else None


class RenewalDueTrigger(SituationTrigger):
    """A line should be renewed before its service ends, or before its number is lost."""

    _schema = _schema({**BEHAVIOR, vol.Optional(CONF_DAYS): cv.positive_int})
    _happenings = frozenset(
        {Happening.RENEWAL_DUE, Happening.EXPIRES_TODAY, Happening.GRACE_ENDING}
    )
    _situation = situation_of_dates(
        {*_happenings, Happening.EXPIRED},
        {Status.NOT_STARTED, Status.DUE, Status.EXPIRED, Status.GRACE},
    )

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Read from how many days before the end on it is wanted."""
        super().__init__(hass, config)
        self._days = self._options.get(CONF_DAYS)

    @override
    def _speaks_of(self, state: State) -> bool:
        """Keep the moments that are near enough to the end of which they speak."""
        if not super()._speaks_of(state):
            return False
        if self._days is None:
            return True
        days_left = state.attributes.get("days_left")
        return days_left is not None and days_left <= self._days


class GraceEndingTrigger(RenewalDueTrigger):
    """The number of a line will be lost unless the line is renewed."""

    _happenings = frozenset({Happening.GRACE_ENDING})
    _situation = situation_of_dates(
        {Happening.GRACE_ENDING},
        {Status.NOT_STARTED, Status.ACTIVE, Status.DUE, Status.EXPIRED, Status.GRACE},
    )


def _at(happening: Happening) -> type[Trigger]:
    """Return the trigger that fires at what is over at once."""

    class HappeningTrigger(LineTrigger):
        """Fires each time that it happens."""

        _happenings = frozenset({happening})

    return HappeningTrigger


def _in(happening: Happening, situation: Situation) -> type[Trigger]:
    """Return the trigger that fires at a happening after which a situation lasts."""

    class LastingTrigger(SituationTrigger):
        """Fires each time that it happens, or minds which lines are in the situation already."""

        _happenings = frozenset({happening})
        _situation = situation

    return LastingTrigger


def _promotion(state: LineState) -> bool | None:
    """Return that a line has a promotion which ends; `None` where it has none."""
    return None if state.line.promotion_until is None else True


TRIGGERS: dict[str, type[Trigger]] = {
    "renewal_due": RenewalDueTrigger,
    "grace_ending": GraceEndingTrigger,
    "expired": _in(
        Happening.EXPIRED,
        situation_of_dates(
            {Happening.EXPIRED, Happening.GRACE_ENDING, Happening.NUMBER_LOST},
            {Status.EXPIRED, Status.GRACE, Status.LOST},
        ),
    ),
    "number_lost": _in(
        Happening.NUMBER_LOST, situation_of_dates({Happening.NUMBER_LOST}, {Status.LOST})
    ),
    "data_low": _in(
        Happening.DATA_LOW,
        situation_of_signal(Happening.DATA_LOW, lambda state: state.data_low),
    ),
    "data_runs_out_early": _in(
        Happening.DATA_RUNS_OUT_EARLY,
        situation_of_signal(Happening.DATA_RUNS_OUT_EARLY, lambda state: state.data_runs_out_early),
    ),
    "promotion_ends": _in(
        Happening.PROMOTION_ENDS,
        situation_of_signal(Happening.PROMOTION_ENDS, _promotion),
    ),
    "renewed": _at(Happening.RENEWED),
    "renewal_undone": _at(Happening.RENEWAL_UNDONE),
    "renewal_unverified": _at(Happening.RENEWAL_UNVERIFIED),
    "source_stale": _in(
        Happening.SOURCE_STALE,
        situation_of_signal(Happening.SOURCE_STALE, lambda state: state.source_problem),
    ),
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers of SIM lines."""
    return TRIGGERS
