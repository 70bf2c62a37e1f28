"""The phones of the crash test: they can leave messages unanswered, and read what those say."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
import re
from typing import override

from aiohttp import web

from custom_components.sim_renewal.push.ids import parse_action

from .phone import Phone
from .phone_shade import Received, System

_DAYS = re.compile(r"Renew (?:(today)|by (tomorrow)|by .*?: (\d+) days)")


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


def read(push: Received) -> Said:
    """Read a message the way a person does, and its buttons the way Home Assistant will."""
    answers = [each for action in push.buttons.values() for each in parse_action(action)]
    return Said(
        days_left=dict(_sentences(push)),
        tokens={each.line_id: each.token for each in answers},
        silently=bool(push.data.get("alert_once")),
    )


def _sentences(push: Received) -> list[tuple[str, int]]:
    title = push.title or ""
    if title.startswith("Renew "):
        return [(title.removeprefix("Renew "), _days_left(push.message))]
    if title.startswith("SIM: "):
        lines = (line.partition(": ") for line in push.message.splitlines())
        return [(name, _days_left(sentence)) for name, _, sentence in lines]
    return []


def _days_left(sentence: str) -> int:
    """Return how many days a sentence says are left; raises `ValueError` where it says none."""
    if (found := _DAYS.match(sentence)) is None:
        raise ValueError(f"not a reminder: {sentence}")
    return 0 if found[1] else 1 if found[2] else int(found[3])
