"""Actions: what automations, scripts and people can do with lines, and ask about them."""

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers.importlib import async_import_module
from homeassistant.helpers.service import async_register_admin_service

from .actions.blueprints import INSTALL_BLUEPRINTS_SCHEMA, async_install_blueprints
from .actions.ledger import (
    EDIT_RENEWAL_SCHEMA,
    RECORD_RENEWAL_SCHEMA,
    RESTORE_RENEWAL_SCHEMA,
    UNDO_RENEWAL_SCHEMA,
    async_edit_renewal,
    async_get_renewals,
    async_record_renewal,
    async_restore_renewal,
    async_undo_renewal,
)
from .actions.lines import (
    RECORD_ACTIVITY_SCHEMA,
    SET_VALIDITY_SCHEMA,
    UPDATE_BALANCE_SCHEMA,
    async_get_lines,
    async_record_activity,
    async_set_validity,
    async_update_balance,
)
from .actions.messages import IMPORT_MESSAGE_SCHEMA, async_import_message
from .actions.reminders import (
    CHECK_LINES_SCHEMA,
    SEND_REMINDER_SCHEMA,
    SKIP_REMINDER_SCHEMA,
    SNOOZE_SCHEMA,
    async_check_lines,
    async_send_reminder,
    async_skip_reminder,
    async_snooze,
)
from .actions.targets import QUERY_SCHEMA
from .actions.transfer_fields import EXPORT_DATA_SCHEMA, IMPORT_DATA_SCHEMA
from .const import DOMAIN, PACKAGE


async def _async_export_data(call: ServiceCall) -> ServiceResponse:
    transfer = await async_import_module(call.hass, f"{PACKAGE}.actions.transfer")
    exported: ServiceResponse = await transfer.async_export_data(call)
    return exported


async def _async_import_data(call: ServiceCall) -> ServiceResponse:
    transfer = await async_import_module(call.hass, f"{PACKAGE}.actions.transfer")
    imported: ServiceResponse = await transfer.async_import_data(call)
    return imported


_CHANGES = (
    ("record_renewal", async_record_renewal, RECORD_RENEWAL_SCHEMA),
    ("edit_renewal", async_edit_renewal, EDIT_RENEWAL_SCHEMA),
    ("undo_renewal", async_undo_renewal, UNDO_RENEWAL_SCHEMA),
    ("restore_renewal", async_restore_renewal, RESTORE_RENEWAL_SCHEMA),
    ("record_activity", async_record_activity, RECORD_ACTIVITY_SCHEMA),
    ("update_balance", async_update_balance, UPDATE_BALANCE_SCHEMA),
    ("set_validity", async_set_validity, SET_VALIDITY_SCHEMA),
    ("snooze", async_snooze, SNOOZE_SCHEMA),
    ("skip_reminder", async_skip_reminder, SKIP_REMINDER_SCHEMA),
    ("check_lines", async_check_lines, CHECK_LINES_SCHEMA),
    ("send_reminder", async_send_reminder, SEND_REMINDER_SCHEMA),
    ("import_message", async_import_message, IMPORT_MESSAGE_SCHEMA),
)
_QUERIES = (
    ("get_lines", async_get_lines, QUERY_SCHEMA),
    ("get_renewals", async_get_renewals, QUERY_SCHEMA),
)
_FOR_ADMINISTRATORS = (
    ("export_data", _async_export_data, EXPORT_DATA_SCHEMA, SupportsResponse.ONLY),
    ("import_data", _async_import_data, IMPORT_DATA_SCHEMA, SupportsResponse.OPTIONAL),
    (
        "install_blueprints",
        async_install_blueprints,
        INSTALL_BLUEPRINTS_SCHEMA,
        SupportsResponse.OPTIONAL,
    ),
)
"""They tell every number of the household, or change how it or Home Assistant is set up."""


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register every action; what a field holds is checked by the action, in the user's words."""
    for actions, response in (
        (_CHANGES, SupportsResponse.OPTIONAL),
        (_QUERIES, SupportsResponse.ONLY),
    ):
        for name, action, schema in actions:
            hass.services.async_register(DOMAIN, name, action, schema, supports_response=response)
    for name, action, schema, response in _FOR_ADMINISTRATORS:
        async_register_admin_service(hass, DOMAIN, name, action, schema, response)
