"""What a user may do to a line: what they may do to some entity of it.

Actions, cards, receipts and media ask here; Home Assistant itself asks for its entities, and lets
only administrators open dialogs and repairs.
"""

from homeassistant.auth.models import User
from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from .household import Household


@callback
def may_do(user: User, household: Household, line_id: str, permission: str) -> bool:
    """Return whether a user may read or control a line, by the entities of it, hidden or not."""
    entities = er.async_entries_for_device(
        er.async_get(household.hass),
        household.device_id_of(line_id) or "",
        include_disabled_entities=True,
    )
    return any(
        user.permissions.check_entity(each.entity_id, permission)
        for each in entities
        if each.platform == DOMAIN
    )
