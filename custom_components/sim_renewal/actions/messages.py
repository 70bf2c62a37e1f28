"""The action that reads a carrier's text, and finds out which line it is about."""

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..catalogue import async_get_catalogue
from ..catalogue.facts import Catalogue
from ..const import DOMAIN
from ..core.line import Line, Standing
from ..core.messages import MessageTooLong
from ..entries import running_household
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..settings.validation import parse_past_moment, parse_text, refusal
from ..sources.text import ReceivedText, async_read_text, async_read_text_response
from ..sources.whose_text import lines_named_in, numbers_of
from .fields import checked_field
from .targets import (
    ATTR_TARGET,
    TARGET,
    async_allowed,
    async_check_rights,
    async_line,
    has_target,
)

ATTR_DRY_RUN = "dry_run"
ATTR_RECEIVED_AT = "received_at"
ATTR_SENDER = "sender"
ATTR_TEXT = "text"

IMPORT_MESSAGE_SCHEMA = vol.Schema(
    {
        vol.Required(ATTR_TEXT): cv.string,
        vol.Optional(ATTR_SENDER): object,
        vol.Optional(ATTR_RECEIVED_AT): object,
        **TARGET,
        vol.Optional(ATTR_DRY_RUN, default=False): cv.boolean,
    }
)


async def async_import_message(call: ServiceCall) -> ServiceResponse:
    """Read a text, keep what is certain of it, and tell what was understood and what was not."""
    text: str = call.data[ATTR_TEXT]
    if not text.strip():
        raise refusal(ATTR_TEXT, "needed")
    entry = running_household(call.hass)
    household: Household = entry.runtime_data
    now = household.now()
    sender = checked_field(call, ATTR_SENDER, parse_text)
    received_at = checked_field(call, ATTR_RECEIVED_AT, lambda value: parse_past_moment(value, now))
    message = ReceivedText(text, sender, received_at or now)
    if has_target(call):
        _, line = await async_line(call)
        await _async_refuse_another(call, household, line)
    else:
        if household.lines and not await async_allowed(call, household.lines.values()):
            raise Unauthorized(context=call.context)  # the answer would tell of which lines it is
        line = await _async_addressee(household, message)
        await async_check_rights(call, line)
    try:
        heard = await async_read_text(line, message, now, dry_run=call.data[ATTR_DRY_RUN])
    except MessageTooLong:
        raise refusal(ATTR_TEXT, "text_too_long") from None
    return {
        "line": line.settings.name,
        "device_id": household.device_id_of(line.settings.line_id),
        **await async_read_text_response(call.hass, heard),
    }


async def _async_refuse_another(
    call: ServiceCall, household: Household, line: LineCoordinator
) -> None:
    """Refuse a text whose number says that it is not about the chosen line alone.

    Another line is named to who may read it.
    """
    named = lines_named_in(household, call.data[ATTR_TEXT])
    others = [household.lines[each] for each in named.line_ids - {line.settings.line_id}]
    if readable := await async_allowed(call, others, POLICY_READ):
        names = sorted(each.settings.name for each in readable)
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="text_names_other_line",
            translation_placeholders={"field": ATTR_TARGET, "lines": ", ".join(names)},
        )
    if others or not named.can_mean(numbers_of(line.settings)):
        raise refusal(ATTR_TARGET, "text_names_stranger")


async def _async_addressee(household: Household, message: ReceivedText) -> LineCoordinator:
    """Return the only line that a text fits; raises a refusal that names the field."""
    from ..core.messages.addressees import Addressee, addressees  # noqa: PLC0415 - few have texts

    catalogue = await async_get_catalogue(household.hass)
    lines = [
        Addressee(
            line_id=line_id,
            number=line.settings.number,
            iccid=line.settings.iccid,
            names=_names(line.settings, catalogue),
        )
        for line_id, line in household.lines.items()
        if line.settings.standing is not Standing.ARCHIVED
    ]
    names = [name for each in catalogue.carriers for name in (each.name, *each.aliases)]
    named = lines_named_in(household, message.text)
    found = addressees(lines, names, message.sender, message.text, named)
    if not found:
        if named.strangers:
            raise refusal(ATTR_TARGET, "text_names_stranger")
        raise refusal(ATTR_TARGET, "text_fits_no_line")
    if len(found) > 1:
        raise refusal(ATTR_TARGET, "text_fits_lines")
    return household.lines[found[0].line_id]


def _names(line: Line, catalogue: Catalogue) -> frozenset[str]:
    """Return the names of a line's carrier, those of the catalogue and the one that was typed."""
    carrier = catalogue.carrier(line.carrier_id) if line.carrier_id else None
    if carrier is None and line.carrier:
        carrier = catalogue.find(line.carrier, line.country)
    known = (carrier.name, *carrier.aliases) if carrier else ()
    return frozenset([*known, *([line.carrier] if line.carrier else [])])
