"""An address of its own for each line, to which a phone's shortcut sends texts."""

from datetime import datetime, timedelta
from http import HTTPStatus
import json
from typing import Any, Protocol
from urllib.parse import parse_qs

from aiohttp import hdrs
from aiohttp.web import Request, Response, json_response
from homeassistant.components import webhook
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN
from ..core.messages import MessageTooLong
from ..core.throttle import Throttle
from ..household.coordinator import LineCoordinator
from ..settings.message_source import WebhookSettings
from ..settings.validation import FieldError, parse_past_moment
from .text import ReadText, ReceivedText, async_read_text_response
from .whose_text import WhyAsked

LARGEST_BODY = 20_000

MOST_IN_A_MINUTE = 30
"""Texts that a phone sends at once, after a journey; who floods the address waits."""

FIELD_RECEIVED_AT = "received_at"
FIELD_SENDER = "sender"
FIELD_TEXT = "text"


class Source(Protocol):
    """Takes texts, and knows the moment."""

    def now(self) -> datetime:
        """Return the moment, in the household's time zone."""

    async def async_take(self, message: ReceivedText) -> ReadText | WhyAsked | None:
        """Keep what is certain of a text, or say why one asks; `None` from other senders."""


@callback
def async_serve_webhook(
    hass: HomeAssistant, line: LineCoordinator, settings: WebhookSettings, source: Source
) -> None:
    """Answer at the address for as long as the line has these settings."""
    throttle = Throttle(MOST_IN_A_MINUTE, timedelta(minutes=1))

    async def handle(hass: HomeAssistant, _webhook_id: str, request: Request) -> Response:
        if seconds := throttle.seconds_to_wait(settings.webhook_id, source.now()):
            answer = _refused(HTTPStatus.TOO_MANY_REQUESTS, FIELD_TEXT, "too_many_texts")
            answer.headers[hdrs.RETRY_AFTER] = str(seconds)
            return answer
        body = await _async_body(request)
        if body is None:
            return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, FIELD_TEXT, "text_too_long")
        try:
            message = _message(_fields(request.content_type, body), source.now())
            heard = await source.async_take(message)
        except FieldError as error:
            field = FIELD_TEXT if error.reason == "needed" else FIELD_RECEIVED_AT
            return _refused(HTTPStatus.BAD_REQUEST, field, error.reason)
        except MessageTooLong:
            return _refused(HTTPStatus.BAD_REQUEST, FIELD_TEXT, "text_too_long")
        except HomeAssistantError:
            return Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return json_response(await _async_answer(hass, heard))

    webhook.async_register(
        hass,
        DOMAIN,
        "SIM Renewal",
        settings.webhook_id,
        handle,
        local_only=settings.local_only,
        allowed_methods=("POST",),
    )
    line.async_on_end(lambda: webhook.async_unregister(hass, settings.webhook_id))


async def _async_answer(hass: HomeAssistant, heard: ReadText | WhyAsked | None) -> dict[str, Any]:
    """Return what became of a text."""
    if heard is None:
        return {"applied": 0, "ignored": True}
    if isinstance(heard, WhyAsked):
        return {"applied": 0, "asked": heard}
    return await async_read_text_response(hass, heard)


async def _async_body(request: Request) -> bytes | None:
    """Return what was sent, or `None` where that is more than a text can be."""
    body = b""
    while len(body) <= LARGEST_BODY:
        piece = await request.content.read(LARGEST_BODY + 1 - len(body))
        if not piece:
            return body
        body += piece
    return None


def _fields(content_type: str, body: bytes) -> dict[str, Any]:
    """Return the fields of what was sent: JSON, a form, or else the text itself."""
    text = body.decode(errors="replace")
    if content_type == "application/json":
        try:
            fields = json.loads(text)
        except ValueError:
            return {}
        return fields if isinstance(fields, dict) else {}
    if content_type == "application/x-www-form-urlencoded":
        return {name: values[0] for name, values in parse_qs(text).items()}
    return {FIELD_TEXT: text}


def _message(fields: dict[str, Any], now: datetime) -> ReceivedText:
    """Return the text that was sent; raises `FieldError`."""
    text, sender = fields.get(FIELD_TEXT), fields.get(FIELD_SENDER)
    if not isinstance(text, str) or not text.strip():
        raise FieldError("needed")
    received_at = fields.get(FIELD_RECEIVED_AT)
    return ReceivedText(
        text,
        None if sender is None else str(sender),
        parse_past_moment(received_at, now) if received_at else now,
    )


def _refused(status: HTTPStatus, field: str, reason: str) -> Response:
    return json_response({"field": field, "reason": reason}, status=status)
