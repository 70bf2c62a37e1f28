"""The phones of the crash test: they can leave messages unanswered, and read what those say."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
import re
from typing import override

from aiohttp import web

from custom_components.sim_renewal.push.ids import parse_action

from .phone import Phone
from .phone_shade import Received, System

_TITLE = re.compile(r"(.+): (?:(\d+) days left|last day (tomorrow|today))")
_LINE = re.compile(r"(.+): (?:until (?:\w+, )?(\w+ \d+(?:, \d{4})?)|last day (tomorrow|today))\.")
_NEAR = {"today": 0, "tomorrow": 1}


class HoldingPhone(Phone):
    """A phone that tells of each push as it arrives, and can leave all reminders unanswered."""

    def __init__(
        self, name: str, on_push: Callable[[str, Received], None], *, system: System
    ) -> None:
        """Answer at first."""
        super().__init__(name, system=system)
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._on_push = on_push

    @override
    async def _receive(self, request: web.Request) -> web.Response:
        response = await super()._receive(request)
        received = self.received[-1]
        self._on_push(self.name, received)
        if not received.clears:
            await self.may_answer.wait()
        return response


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says: the days that are left by line, and the cycles that its buttons name.

    A `token` stands for a line's cycle in a button. A message without any question has no lines.
    """

    days_left: dict[str, int]
    tokens: dict[str, str]
    silently: bool


def read(push: Received, today: date) -> Said:
    """Read a message of a day as a person does, and its buttons as Home Assistant will."""
    answers = [each for action in push.buttons.values() for each in parse_action(action)]
    return Said(
        days_left=dict(_lines_of(push, today)),
        tokens={each.line_id: each.token for each in answers},
        silently=bool(push.data.get("alert_once")),
    )


def _lines_of(push: Received, today: date) -> list[tuple[str, int]]:
    """Return the lines that a message is about, and how many days each has left.

    Raises `ValueError` where it is about several and does not say that of each.
    """
    if (title := _TITLE.fullmatch(push.title or "")) is not None:
        return [(title[1], int(title[2]) if title[2] else _NEAR[title[3]])]
    if not (push.title or "").endswith(" SIMs to renew"):
        return []
    return [_days_left(line, today) for line in push.message.splitlines()]


def _days_left(line: str, today: date) -> tuple[str, int]:
    if (found := _LINE.fullmatch(line)) is None:
        raise ValueError(f"not a reminder: {line}")
    if found[3]:
        return found[1], _NEAR[found[3]]
    written = found[2] if "," in found[2] else f"{found[2]}, {today.year}"
    return found[1], (date.strptime(written, "%B %d, %Y") - today).days
