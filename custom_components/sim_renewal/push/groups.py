"""Groups of notify targets: their members get each message, so that phones have their buttons."""

from collections.abc import Iterable, Iterator

from homeassistant.components.notify.legacy import NOTIFY_SERVICES
from homeassistant.const import ATTR_ENTITY_ID, CONF_ACTION
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.util import slugify

from .companion_app import APP, action_of

NOTIFY = "notify"
GROUP = "group"


@callback
def reached(hass: HomeAssistant, targets: Iterable[str]) -> tuple[str, ...]:
    """Return the targets that are no groups, and the members of those that are, each once.

    A phone that a group knows by its entity is reached by its action, which has buttons.
    """
    found: dict[str, None] = {}
    _expand(hass, targets, found, set())
    return tuple(found)


def _expand(
    hass: HomeAssistant, targets: Iterable[str], found: dict[str, None], seen: set[str]
) -> None:
    for target in targets:
        if target in seen:
            continue
        seen.add(target)
        members = tuple(_members(hass, target))
        if members:
            _expand(hass, members, found, seen)
        else:
            found[_action_of_entity(hass, target) or target] = None


def _members(hass: HomeAssistant, target: str) -> Iterator[str]:
    """Return the members of a group of actions, as YAML makes it, or of one of entities."""
    for service in hass.data.get(NOTIFY_SERVICES, {}).get(GROUP, ()):
        if target == f"{NOTIFY}.{slugify(service._service_name)}":  # noqa: SLF001
            for each in getattr(service, "entities", ()):
                yield f"{NOTIFY}.{each[CONF_ACTION]}"
    entity = er.async_get(hass).async_get(target)
    state = hass.states.get(target)
    if state is not None and entity is not None and entity.platform == GROUP:
        yield from state.attributes.get(ATTR_ENTITY_ID, ())


def _action_of_entity(hass: HomeAssistant, target: str) -> str | None:
    entity = er.async_get(hass).async_get(target)
    if entity is None or entity.platform != APP or entity.config_entry_id is None:
        return None
    return action_of(hass, entity.config_entry_id)
