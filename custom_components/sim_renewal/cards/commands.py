"""The commands of cards: lines as they stand, what a renewal would do, the ledger, its receipts.

Whoever may read or change a line by its entities may do so here. What changes a line is done by the
action of that name, but not called as one: Home Assistant tells of each call on its bus, with all
that is in it, and the recorder keeps that.
"""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Final

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.const import (
    ERR_HOME_ASSISTANT_ERROR,
    ERR_INVALID_FORMAT,
    ERR_NOT_FOUND,
)
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.components.websocket_api.messages import error_message, event_message
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import VolDictType
import voluptuous as vol

from ..actions.fields import (
    ATTR_AMOUNT,
    ATTR_RECEIPT_FILE,
    ATTR_RENEWAL_ID,
    ATTR_VERDICT,
)
from ..actions.ledger import (
    EDIT_RENEWAL_SCHEMA,
    RECORD_RENEWAL_SCHEMA,
    RESTORE_RENEWAL_SCHEMA,
    UNDO_RENEWAL_SCHEMA,
    async_edit_renewal,
    async_preview_renewal,
    async_record_renewal,
    async_restore_renewal,
    async_undo_renewal,
)
from ..actions.lines import (
    SET_VALIDITY_SCHEMA,
    UPDATE_BALANCE_SCHEMA,
    async_set_validity,
    async_update_balance,
)
from ..actions.reminders import (
    SKIP_REMINDER_SCHEMA,
    SNOOZE_SCHEMA,
    async_skip_reminder,
    async_snooze,
)
from ..actions.responses import clocks_response, iso, renewal_response
from ..actions.targets import QUERY_SCHEMA, async_line
from ..const import DOMAIN
from ..core.ledger import Entry
from ..household.ledger import RecordOutcome
from ..texts.advice import async_advice
from ..texts.sentences import async_error_text, async_sentences, async_texts
from .board import board_of
from .line_view import undo_until
from .reader import CardReader
from .words import CardWords, has_moved

WORDS: Final = "card_"
"""How the keys of a card's texts begin."""

UNCHANGED: Final = "unchanged"
"""What recording comes to where no date moves, beside the outcomes of the action."""

ACTIONS: Final = {
    "record_renewal": (async_record_renewal, RECORD_RENEWAL_SCHEMA),
    "edit_renewal": (async_edit_renewal, EDIT_RENEWAL_SCHEMA),
    "undo_renewal": (async_undo_renewal, UNDO_RENEWAL_SCHEMA),
    "restore_renewal": (async_restore_renewal, RESTORE_RENEWAL_SCHEMA),
    "update_balance": (async_update_balance, UPDATE_BALANCE_SCHEMA),
    "set_validity": (async_set_validity, SET_VALIDITY_SCHEMA),
    "snooze": (async_snooze, SNOOZE_SCHEMA),
    "skip_reminder": (async_skip_reminder, SKIP_REMINDER_SCHEMA),
}
"""What a card does to a line, by the name of the action, with that and the fields it takes."""

_DEVICE_ID = "device_id"
_LANGUAGE = "language"
_ACTION = "action"
_FIELDS = "fields"
_OF_COMMAND = frozenset({"id", "type", _LANGUAGE})

_ABOUT_A_LINE: VolDictType = {
    vol.Required(_DEVICE_ID): cv.string,
    vol.Optional(_LANGUAGE): cv.string,
}

type _Handler = Callable[[HomeAssistant, ActiveConnection, dict[str, Any]], Awaitable[Any]]
type _Command = Callable[[HomeAssistant, ActiveConnection, dict[str, Any]], None]


@callback
def async_setup_commands(hass: HomeAssistant) -> None:
    """Register every command."""
    for command in (
        _subscribe_lines,
        _preview_renewal,
        _renewals,
        _act,
        _verify_renewal,
        _attach_receipt,
    ):
        websocket_api.async_register_command(hass, command)


def _answering(handle: _Handler) -> _Command:
    """Let a command send what `handle` returns, or why it is refused, in the reader's language."""

    @async_response
    @wraps(handle)
    async def answer(
        hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
    ) -> None:
        try:
            result = await handle(hass, connection, msg)
        except Unauthorized:
            raise
        except HomeAssistantError as error:
            connection.send_message(await _refusal(hass, msg, error))
        else:
            connection.send_result(msg["id"], result)

    return answer


async def _refusal(
    hass: HomeAssistant, msg: dict[str, Any], error: HomeAssistantError
) -> dict[str, Any]:
    """Return the message that says in words why a command is refused, and because of what field."""
    field = (error.translation_placeholders or {}).get("field")
    code = ERR_INVALID_FORMAT if field else ERR_HOME_ASSISTANT_ERROR
    if field == _DEVICE_ID:
        code = ERR_NOT_FOUND
    message = error_message(
        msg["id"],
        code,
        await async_error_text(hass, _language(hass, msg), error),
        translation_key=error.translation_key,
        translation_domain=error.translation_domain,
        translation_placeholders=error.translation_placeholders,
    )
    return message if field is None else {**message, "error": {**message["error"], "field": field}}


def _language(hass: HomeAssistant, msg: dict[str, Any]) -> str:
    language: str = msg.get(_LANGUAGE) or hass.config.language
    return language


def _call(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    schema: vol.Schema,
    action: str,
    **fields: Any,
) -> ServiceCall:
    """Return a call of an action about a line by the reader, with the fields of a command."""
    given = {key: value for key, value in msg.items() if key not in _OF_COMMAND}
    data = schema({**given, **fields, _DEVICE_ID: [msg[_DEVICE_ID]]})
    return ServiceCall(hass, DOMAIN, action, data, connection.context(msg), return_response=True)


@websocket_command(
    {vol.Required("type"): f"{DOMAIN}/subscribe_lines", vol.Optional(_LANGUAGE): cv.string}
)
@async_response
async def _subscribe_lines(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Send the lines that the reader may see, and from then on what changes of them."""
    language = _language(hass, msg)
    texts = await async_texts(hass, language)
    reader = CardReader(
        board_of(hass),
        connection.user,
        await async_sentences(hass, language, CardWords),
        {key: text for key, text in texts.items() if key.startswith(WORDS)},
        lambda message: connection.send_message(event_message(msg["id"], message)),
    )
    connection.subscriptions[msg["id"]] = await board_of(hass).async_follow(reader.look)
    connection.send_result(msg["id"])
    reader.send_all()


@websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/preview_renewal",
        **_ABOUT_A_LINE,
        **{
            key: value
            for key, value in RECORD_RENEWAL_SCHEMA.schema.items()
            if str(key) not in QUERY_SCHEMA.schema
        },
    }
)
@_answering
async def _preview_renewal(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> dict[str, Any]:
    """Tell what recording a renewal would come to; nothing is kept."""
    call = _call(hass, connection, msg, RECORD_RENEWAL_SCHEMA, "record_renewal")
    line, recorded = await async_preview_renewal(call)
    words = await async_sentences(hass, _language(hass, msg), CardWords)
    outcome: str | None = recorded.outcome
    if recorded.outcome is RecordOutcome.MOVED and not has_moved(recorded):
        outcome = UNCHANGED
    is_asked = line.first_of_day(recorded.renewal) is not None
    answer = {
        "outcome": outcome,
        "before": clocks_response(recorded.before),
        "after": clocks_response(recorded.after),
        "text": words.effect(recorded, line.replayed),
        "advice": await async_advice(
            hass,
            recorded.flags,
            line.settings,
            *recorded.advice,
            is_asked=is_asked,
            language=_language(hass, msg),
        ),
        "is_asked": is_asked,
    }
    if recorded.outcome is RecordOutcome.SAME_DEED:
        first = recorded.renewal
        answer |= {"by": first.payer, "recorded_at": iso(first.recorded_at)}
    return answer


@websocket_command({vol.Required("type"): f"{DOMAIN}/renewals", **_ABOUT_A_LINE})
@_answering
async def _renewals(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> dict[str, Any]:
    """List the renewals of a line, the latest first, also those that can be restored."""
    call = _call(hass, connection, msg, QUERY_SCHEMA, "get_renewals")
    household, line = await async_line(call, POLICY_READ)
    now = household.now()
    words = await async_sentences(hass, _language(hass, msg), CardWords)
    listed = [
        (
            entry.renewal,
            {
                **renewal_response(msg[_DEVICE_ID], line, entry),
                "is_undone": False,
                "undo_until": undo_until(entry.renewal, now),
                "restorable_until": None,
                "text": words.moved(entry),
            },
        )
        for entry in line.entries
    ]
    listed += [
        (
            undone.renewal,
            {
                **renewal_response(msg[_DEVICE_ID], line, Entry(undone.renewal, None, None)),
                "is_undone": True,
                "undo_until": None,
                "restorable_until": iso(undone.restorable_until),
                "text": words.text("ledger_undone"),
            },
        )
        for undone in line.record.without_expired(now).undone
    ]
    listed.sort(key=lambda each: (each[0].on, each[0].recorded_at), reverse=True)
    return {"renewals": [answer for _, answer in listed]}


@websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/act",
        **_ABOUT_A_LINE,
        vol.Required(_ACTION): vol.In(ACTIONS),
        vol.Optional(_FIELDS, default=dict): {cv.string: object},
    }
)
@_answering
async def _act(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> Any:
    """Do what the action of that name does to a line, and return what it answers."""
    act, schema = ACTIONS[msg[_ACTION]]
    about = {key: value for key, value in msg.items() if key not in {_ACTION, _FIELDS}}
    told = {**msg[_FIELDS], **about}
    return await act(_call(hass, connection, told, schema, msg[_ACTION]))


@websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/verify_renewal",
        **_ABOUT_A_LINE,
        vol.Required(ATTR_RENEWAL_ID): cv.string,
        vol.Required(ATTR_VERDICT): object,
        vol.Optional(ATTR_AMOUNT): object,
    }
)
@_answering
async def _verify_renewal(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> Any:
    """Keep what became of a renewal, and what was charged where that is told."""
    return await async_edit_renewal(
        _call(hass, connection, msg, EDIT_RENEWAL_SCHEMA, "edit_renewal")
    )


@websocket_command(
    {
        vol.Required("type"): f"{DOMAIN}/attach_receipt",
        **_ABOUT_A_LINE,
        vol.Required(ATTR_RENEWAL_ID): cv.string,
        vol.Required("file_id"): cv.string,
        vol.Optional("file_name"): cv.string,
    }
)
@_answering
async def _attach_receipt(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> Any:
    """Keep an uploaded file as the receipt of a renewal; its name tells too much to be kept."""
    told = {key: value for key, value in msg.items() if key not in {"file_id", "file_name"}}
    receipt = {ATTR_RECEIPT_FILE: msg["file_id"]}
    return await async_edit_renewal(
        _call(hass, connection, told, EDIT_RENEWAL_SCHEMA, "edit_renewal", **receipt)
    )
