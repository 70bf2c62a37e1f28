"""What actions read from a call: the lines that are meant, and fields that are checked."""

from collections.abc import Callable
from datetime import date

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import config_validation as cv, device_registry as dr
import voluptuous as vol

from ..const import DOMAIN
from ..entries import is_account, running_household
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..settings.validation import FieldError, refusal

ATTR_AMOUNT = "amount"
ATTR_CHANNEL = "channel"
ATTR_CREDIT = "credit"
ATTR_CURRENCY = "currency"
ATTR_DATA = "data"
ATTR_DATE = "date"
ATTR_IN_ADDITION = "in_addition"
ATTR_DAYS = "days"
ATTR_KIND = "kind"
ATTR_MEASURED_AT = "measured_at"
ATTR_MOVE_TO = "move_to"
ATTR_NOTE = "note"
ATTR_NUMBER_UNTIL = "number_until"
ATTR_PAYER = "payer"
ATTR_RAISE_EVENTS = "raise_events"
ATTR_RECEIPT = "receipt"
ATTR_RECEIPT_FILE = "receipt_file"
ATTR_RECIPIENT = "recipient"
ATTR_REFUND = "refund"
ATTR_RENEWAL_ID = "renewal_id"
ATTR_SERVICE_UNTIL = "service_until"
ATTR_UNTIL = "until"
ATTR_VERDICT = "verdict"

ONE_LINE = {vol.Required(ATTR_DEVICE_ID): cv.string}
SOME_LINES = {vol.Optional(ATTR_DEVICE_ID): vol.All(cv.ensure_list, [cv.string])}

QUERY_SCHEMA = vol.Schema(SOME_LINES)


def household_of(hass: HomeAssistant) -> Household:
    """Return the household; raises a refusal where there is none, or it is not running."""
    household: Household = running_household(hass).runtime_data
    return household


def line_of(hass: HomeAssistant, device_id: str) -> tuple[Household, LineCoordinator]:
    """Return the line whose device this is; raises a refusal that names the field."""
    device, entry = dr.async_get_device_and_config_entry_for_domain(hass, device_id, domain=DOMAIN)
    if device is None or entry is None or is_account(entry):
        raise refusal(ATTR_DEVICE_ID, "not_a_line")
    household = household_of(hass)
    for domain, line_id in device.identifiers:
        if domain == DOMAIN and line_id in household.lines:
            line = household.lines[line_id]
            line.refuse_if_damaged()
            return household, line
    raise refusal(ATTR_DEVICE_ID, "not_a_line")


def lines_of(call: ServiceCall) -> dict[str, LineCoordinator]:
    """Return the chosen lines, or all readable ones, by device."""
    if ATTR_DEVICE_ID in call.data:
        return {
            device_id: line_of(call.hass, device_id)[1] for device_id in call.data[ATTR_DEVICE_ID]
        }
    household = household_of(call.hass)
    return {
        dr.async_get_device_id_by_identifier(
            call.hass, (DOMAIN, line_id), config_entry_id=household.entry.entry_id
        ): line
        for line_id, line in household.lines.items()
        if line.last_update_success
    }


def checked_field[Value](
    call: ServiceCall, field: str, parse: Callable[[object], Value]
) -> Value | None:
    """Return a checked field, or `None` where it was left out or empty."""
    value = call.data.get(field)
    if value is None or value == "":
        return None
    try:
        return parse(value)
    except FieldError as error:
        raise refusal(field, error.reason) from None


def check_order(service_until: date | None, number_until: date | None) -> None:
    """Refuse a number that would be lost before service ends."""
    if service_until is not None and number_until is not None and number_until < service_until:
        raise refusal(ATTR_NUMBER_UNTIL, "number_before_service")
