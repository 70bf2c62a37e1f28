"""A push as the companion app takes it: its buttons, and no more bytes than a phone receives."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
import json
from typing import Any
import unicodedata

from ..core.openings import System
from .pages import Page

ANDROID_BUTTONS = 3
IPHONE_BUTTONS = 10
"""How many buttons the systems show, and a system that is not known at least."""

CONFIRMED_FOR = timedelta(hours=12)
"""How long Android shows what only confirms a press."""

QUIET_CHANNEL = {
    "channel": "SIM Renewal answers",
    "importance": "low",
    "timeout": round(CONFIRMED_FOR.total_seconds()),
}
"""Where Android shows what only confirms a press, and for how many seconds."""

MOST_BYTES = 4096
"""What FCM and APNs carry; what is larger is refused, or never arrives."""

HEAD_ROOM = 512
"""What the companion app's sender adds: its registration, the names of what it repackages."""

MOST_OF_TITLE = 240
MOST_OF_BUTTON = 90
MOST_OF_LINK = 600
"""How many bytes of a title, of what stands on a button, and of a link a push can have."""

_JOINERS = frozenset("\u200d\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Button:
    """A button on a push; `action` comes back in the companion app's event when it is pressed.

    One with a `uri` opens that instead; one with a `prompt` lets a person type, and has the label
    of what sends it.
    """

    action: str
    title: str
    uri: str | None = None
    prompt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A message in one language. A later one with the same `tag` replaces it on the phone.

    Android shows three buttons, an iPhone ten: the `buttons`, then that of `openings` for its
    system, then the `more`. A `silent` one replaces without a sound; a `fleeting` one only confirms
    something: it never makes a sound, and Android takes it away after some hours.
    """

    tag: str
    title: str
    message: str
    page: Page
    buttons: tuple[Button, ...] = ()
    openings: Mapping[System, Button] = field(default_factory=dict)
    more: tuple[Button, ...] = ()
    silent: bool = False
    fleeting: bool = False

    def buttons_for(self, system: System) -> tuple[Button, ...]:
        """Return what a phone shows, in order of importance."""
        opening = self.openings.get(system)
        every = (*self.buttons, *((opening,) if opening else ()), *self.more)
        return every[: IPHONE_BUTTONS if system is System.IOS else ANDROID_BUTTONS]


def payload_of(push: Push, system: System) -> dict[str, Any]:
    """Return what the companion app of a system is sent.

    Where it would be too large, buttons beyond the first three go, then the end of the message.
    """
    buttons = [each for each in push.buttons_for(system) if len(each.uri or "") <= MOST_OF_LINK]
    push = replace(push, title=shortened(push.title, MOST_OF_TITLE))
    while len(buttons) > ANDROID_BUTTONS and _excess(_payload(push, buttons)) > 0:
        buttons.pop()
    while buttons and _excess(_payload(replace(push, message=""), buttons)) > 0:
        buttons.pop()
    if (excess := _excess(_payload(push, buttons))) > 0:
        left = _written(push.message) - (excess + 1) // 2
        push = replace(push, message=shortened(push.message, left))
    return _payload(push, buttons)


def fits(push: Push) -> bool:
    """Return whether every phone takes a push whole, with its first three buttons."""
    return all(
        _excess(_payload(push, push.buttons_for(system)[:ANDROID_BUTTONS])) <= 0
        for system in System
    )


def shortened(text: str, most_bytes: int) -> str:
    """Return a text that is cut where it has more bytes than this, in no sign's middle."""
    if _written(text) <= most_bytes:
        return text
    kept, room = [], most_bytes - _written("…")
    for sign in text:
        room -= _written(sign)
        if room < 0:
            break
        kept.append(sign)
    while kept and _is_half(kept, text):
        kept.pop()
    return "".join(kept).rstrip() + "…"


def _is_half(kept: list[str], text: str) -> bool:
    """Return whether the last sign that was kept and the next one are shown as one."""
    following = text[len(kept)]
    return (
        kept[-1] in _JOINERS
        or following in _JOINERS
        or unicodedata.category(following)[0] == "M"
        or unicodedata.category(following) == "Sk"
    )


def _written(text: str) -> int:
    """Return the bytes of a text in JSON, without its quotation marks."""
    return len(json.dumps(text, ensure_ascii=False).encode(errors="replace")) - 2


def _excess(payload: Mapping[str, Any]) -> int:
    """Return how many bytes are too many; an iPhone is sent title and message twice."""
    size = len(json.dumps(payload, ensure_ascii=False).encode(errors="replace"))
    again = _written(payload["title"]) + _written(payload["message"])
    return size + again - (MOST_BYTES - HEAD_ROOM)


def _payload(push: Push, buttons: list[Button] | tuple[Button, ...]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "tag": push.tag,
        "group": "sim_renewal",
        "channel": "SIM Renewal",
        "importance": "high",
        "url": push.page.path,
        "clickAction": push.page.click_action,
        "push": {"interruption-level": "time-sensitive"},
        "actions": [_action(button) for button in buttons],
    }
    if push.silent or push.fleeting:
        data |= {
            "alert_once": True,
            "push": {"interruption-level": "passive", "sound": "none"},
        }
    if push.fleeting:
        data |= QUIET_CHANNEL
    return {"title": push.title, "message": push.message, "data": data}


def _action(button: Button) -> dict[str, Any]:
    title = shortened(button.title, MOST_OF_BUTTON)
    action: dict[str, Any] = {"action": button.action, "title": title}
    if button.uri is not None:
        action["uri"] = button.uri
    if button.prompt is not None:
        action |= {
            "behavior": "textInput",
            "textInputButtonTitle": title,
            "textInputPlaceholder": button.prompt,
        }
    return action
