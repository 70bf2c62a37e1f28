"""The address of receipts: where who may read a line sees one, and who may control it sends one."""

from datetime import timedelta
from http import HTTPStatus

from aiohttp import BodyPartReader, hdrs, web
from aiohttp.http_exceptions import BadHttpMessage
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.components.http.auth import async_sign_path
from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from .const import DOMAIN
from .core.model import Renewal
from .core.receipts import KINDS, LARGEST_RECEIPT, file_name
from .entries import is_account
from .household.coordinator import LineCoordinator
from .household.filing import async_attach
from .household.household import Household
from .household.rights import may_do
from .settings.validation import FieldError
from .storage.receipt_files import receipts_of

ADDRESS = f"/api/{DOMAIN}/receipts/{{line_id}}/{{renewal_id}}"

SIGNED_FOR = timedelta(hours=1)

_REFUSED = {
    "receipt_empty": HTTPStatus.BAD_REQUEST,
    "receipt_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "receipt_wrong_type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
}

_CHUNK = 64 * 1024


class ReceiptView(HomeAssistantView):
    """The receipt of a renewal, by the ids of the line and of the renewal."""

    url = ADDRESS
    name = f"api:{DOMAIN}:receipt"

    async def get(self, request: web.Request, line_id: str, renewal_id: str) -> web.StreamResponse:
        """Return the file, so that no browser takes it for anything else, or runs what is in it."""
        hass = request.app[KEY_HASS]
        line = _line_for(request, line_id, POLICY_READ)
        renewal = line.record.renewal_or_undone(renewal_id)
        file = None if renewal is None else renewal.receipt_file
        if renewal is None or file is None or file.media_type not in KINDS:
            raise web.HTTPNotFound
        path = await receipts_of(hass).async_path(line_id, file)
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=_headers(renewal, file.media_type))

    async def post(self, request: web.Request, line_id: str, renewal_id: str) -> web.Response:
        """Keep the file in the field `file` as the receipt, in place of an older one."""
        hass = request.app[KEY_HASS]
        if _line_for(request, line_id, POLICY_CONTROL).record.renewal(renewal_id) is None:
            raise web.HTTPNotFound
        content = await _file_sent(request)
        receipts = receipts_of(hass)
        line = _line_for(request, line_id, POLICY_CONTROL)
        try:
            file = await receipts.async_in_turn(async_attach(receipts, line, renewal_id, content))
        except FieldError as error:
            return self.json_message(error.reason, _REFUSED[error.reason], error.reason)
        except HomeAssistantError:
            return self.json_message(
                "record_not_saved", HTTPStatus.INSUFFICIENT_STORAGE, "record_not_saved"
            )
        if file is None:
            raise web.HTTPNotFound
        return self.json({"receipt_type": file.media_type, "size": file.size})


@callback
def async_receipt_url(hass: HomeAssistant, line_id: str, renewal: Renewal) -> str | None:
    """Return an address of a receipt that works for an hour without a token."""
    if renewal.receipt_file is None:
        return None
    return async_sign_path(hass, address_of(line_id, renewal), SIGNED_FOR)


def address_of(line_id: str, renewal: Renewal) -> str:
    """Return the address of a receipt for who is logged in."""
    return ADDRESS.format(line_id=line_id, renewal_id=renewal.renewal_id)


def _line_for(request: web.Request, line_id: str, permission: str) -> LineCoordinator:
    """Return a line; raises where there is none, or whoever asks may not do that to it."""
    for entry in request.app[KEY_HASS].config_entries.async_loaded_entries(DOMAIN):
        household: Household | None = None if is_account(entry) else entry.runtime_data
        if household is not None and line_id in household.lines:
            if not may_do(request[KEY_HASS_USER], household, line_id, permission):
                raise web.HTTPForbidden  # 401 would count as a login that failed
            return household.lines[line_id]
    raise web.HTTPNotFound


def _headers(renewal: Renewal, media_type: str) -> dict[str, str]:
    shown = "inline" if KINDS[media_type].is_shown else "attachment"
    return {
        hdrs.CONTENT_TYPE: media_type,
        hdrs.CONTENT_DISPOSITION: f'{shown}; filename="{file_name(media_type, renewal.on)}"',
        hdrs.CACHE_CONTROL: "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


async def _file_sent(request: web.Request) -> bytes:
    """Return what was sent in the field `file`, up to the first byte that is too many."""
    if request.content_type != "multipart/form-data":
        raise web.HTTPBadRequest
    content = bytearray()
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if isinstance(part, BodyPartReader) and part.name == "file":
                while len(content) <= LARGEST_RECEIPT and (chunk := await part.read_chunk(_CHUNK)):
                    content += chunk
                return bytes(content)
    except (ValueError, BadHttpMessage) as error:
        raise web.HTTPBadRequest from error
    raise web.HTTPBadRequest
