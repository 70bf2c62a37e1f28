"""Which lines an action is about, and whether its caller may look at them or change them."""

from collections.abc import Iterable, Mapping, Sequence

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.const import (
    ATTR_AREA_ID,
    ATTR_DEVICE_ID,
    ATTR_ENTITY_ID,
    ATTR_FLOOR_ID,
    ATTR_LABEL_ID,
    ENTITY_MATCH_ALL,
    ENTITY_MATCH_NONE,
)
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids
import voluptuous as vol

from ..const import DOMAIN
from ..entries import running_household
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..household.rights import may_do
from ..settings.validation import refusal

ATTR_TARGET = "target"

_FIELDS = (ATTR_ENTITY_ID, ATTR_DEVICE_ID, ATTR_AREA_ID, ATTR_FLOOR_ID, ATTR_LABEL_ID)

TARGET = {vol.Optional(field): vol.All(cv.ensure_list_csv, [cv.string]) for field in _FIELDS}
"""A target as Home Assistant hands it over: beside the fields of the action."""

QUERY_SCHEMA = vol.Schema(TARGET)

type _Given = Mapping[str, Sequence[str]]
"""What a target names, by the field in which it does; a field that names nothing is there too."""


def household_of(hass: HomeAssistant) -> Household:
    """Return the household; raises a refusal where there is none, or it is not running."""
    household: Household = running_household(hass).runtime_data
    return household


def has_target(call: ServiceCall) -> bool:
    """Return whether lines were chosen, be it none: otherwise all are meant."""
    return bool(_given(call))


def target_field(call: ServiceCall) -> str:
    """Return the field in which lines were chosen, or would have to be."""
    return next(iter(_given(call)), ATTR_TARGET)


def check_target(call: ServiceCall) -> None:
    """Refuse a call that chooses no line: what it does should not be done to all."""
    if not has_target(call):
        raise refusal(ATTR_TARGET, "line_needed")


async def async_lines(
    call: ServiceCall, permission: str = POLICY_CONTROL
) -> dict[str, LineCoordinator]:
    """Return the chosen lines by device, or all that can be read where none were chosen.

    Raises a refusal that names the field, and `Unauthorized` where the caller may not do that to a
    line that was chosen; of all lines, those are left out.
    """
    household, given = household_of(call.hass), _given(call)
    if not given or ENTITY_MATCH_ALL in given.get(ATTR_ENTITY_ID, ()):
        lines = [line for line in household.lines.values() if line.last_update_success]
        allowed = await async_allowed(call, lines, permission)
    else:
        allowed = _chosen(household, given)
        for line in allowed:
            await async_check_rights(call, line, permission)
    return {
        device_id: line
        for line in allowed
        if (device_id := household.device_id_of(line.settings.line_id)) is not None
    }


async def async_line(
    call: ServiceCall, permission: str = POLICY_CONTROL
) -> tuple[Household, LineCoordinator]:
    """Return the one line that was chosen; raises like `async_lines`, also where it is not one."""
    household = household_of(call.hass)
    check_target(call)
    lines = list((await async_lines(call, permission)).values())
    if len(lines) != 1:
        raise refusal(target_field(call), "one_line_alone")
    return household, lines[0]


async def async_line_of_device(call: ServiceCall, field: str) -> LineCoordinator:
    """Return the line whose device a field names; raises like `async_line`."""
    household = household_of(call.hass)
    line = household.lines[_line_of_device(household, field, call.data[field])]
    line.refuse_if_damaged()
    await async_check_rights(call, line)
    return line


async def async_check_rights(
    call: ServiceCall, line: LineCoordinator, permission: str = POLICY_CONTROL
) -> None:
    """Raise `Unauthorized` where the caller may do that to no entity of a line."""
    if not await _async_may(call, line, permission):
        raise Unauthorized(context=call.context, permission=permission)


async def async_allowed(
    call: ServiceCall, lines: Iterable[LineCoordinator], permission: str = POLICY_CONTROL
) -> list[LineCoordinator]:
    """Return those of the lines to which the caller may do that."""
    return [line for line in lines if await _async_may(call, line, permission)]


def _given(call: ServiceCall) -> _Given:
    return {
        field: [each for each in call.data[field] if each and each != ENTITY_MATCH_NONE]
        for field in _FIELDS
        if field in call.data
    }


def _chosen(household: Household, given: _Given) -> list[LineCoordinator]:
    """Return the lines that a target names: devices as they were given, then as the household is.

    A line that cannot be read is refused where it was named, and left out where a place was.
    """
    devices = dict.fromkeys(
        _line_of_device(household, ATTR_DEVICE_ID, each) for each in given.get(ATTR_DEVICE_ID, ())
    )
    named: set[str] = set()
    entities = async_extract_referenced_entity_ids(
        household.hass,
        TargetSelection({field: ids for field, ids in given.items() if field != ATTR_DEVICE_ID}),
    )
    for field, missing in (
        (ATTR_AREA_ID, entities.missing_areas),
        (ATTR_FLOOR_ID, entities.missing_floors),
        (ATTR_LABEL_ID, entities.missing_labels),
    ):
        if missing:
            raise refusal(field, "unknown_place")
    for entity_id in entities.referenced:
        line_id = _line_of_entity(household, entity_id)
        if line_id is None:
            raise refusal(ATTR_ENTITY_ID, "not_of_a_line")
        named.add(line_id)
    there = {
        line_id
        for entity_id in entities.indirectly_referenced
        if (line_id := _line_of_entity(household, entity_id)) is not None
    }
    readable = {
        line_id for line_id in there if household.lines[line_id].last_update_success
    } or there
    others = {line_id: None for line_id in household.lines if line_id in named | readable}
    chosen = [household.lines[line_id] for line_id in devices | others]
    if not chosen:
        raise refusal(next(iter(given)), "no_line_chosen")
    for line in chosen:
        line.refuse_if_damaged()
    return chosen


def _line_of_device(household: Household, field: str, device_id: str) -> str:
    device, _ = dr.async_get_device_and_config_entry_for_domain(
        household.hass, device_id, domain=DOMAIN
    )
    for domain, line_id in device.identifiers if device else ():
        if domain == DOMAIN and line_id in household.lines:
            return line_id
    raise refusal(field, "not_a_line")


def _line_of_entity(household: Household, entity_id: str) -> str | None:
    entity = er.async_get(household.hass).async_get(entity_id)
    if entity is None or entity.config_entry_id != household.entry.entry_id:
        return None
    line_id = entity.config_subentry_id
    return line_id if line_id in household.lines else None


async def _async_may(call: ServiceCall, line: LineCoordinator, permission: str) -> bool:
    """Return whether the caller may do that to some entity of a line; a system may do all."""
    if call.context.user_id is None:
        return True
    user = await call.hass.auth.async_get_user(call.context.user_id)
    if user is None:
        raise UnknownUser(context=call.context, permission=permission)
    return may_do(user, household_of(call.hass), line.settings.line_id, permission)
