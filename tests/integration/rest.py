"""A server on 127.0.0.1 that knows about a line, and a line that asks it."""

from collections.abc import AsyncIterator
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from tests.carriers.server import Reply, Seen, Server, json_reply

from .conftest import LINE_ID, line_subentry

KEY = "k3y-0f-th3-qu3ry"
TOKEN = "t0k3n-0f-th3-h34d3r"
SECRETS = (KEY, TOKEN)


class Bridge:
    """Answers what it was told to answer."""

    def __init__(self) -> None:
        self.document: Any = {"data": {"left": 12.5}, "credit": 3.2, "plans": [{"end": "?"}]}

    def reply(self, seen: Seen) -> Reply:
        return json_reply(self.document)


@pytest.fixture
async def server(hass: HomeAssistant, socket_enabled: None) -> AsyncIterator[Server]:
    """Be a server that answers well, with another one beside it."""
    async with Server(Bridge()) as server, Server(Bridge()) as other:
        server.other = other
        yield server


def source(server: Server, **changes: Any) -> dict[str, Any]:
    """Return a source as it is kept; `None` leaves a setting out."""
    settings = {
        "kind": "rest",
        "url": f"{server.url}/summary?key={KEY}",
        "method": "GET",
        "headers": {"Authorization": f"Bearer {TOKEN}"},
        "timeout": 20,
        "interval": 60,
        "bindings": {
            "data_remaining": {"path": "data.left", "unit": "GB"},
            "credit": {"path": "credit"},
        },
        "stale_after_hours": 48,
    }
    return {key: value for key, value in (settings | changes).items() if value is not None}


def asking_line(server: Server, **changes: Any) -> Any:
    """Return a line with such a source as a subentry."""
    return line_subentry("Papa", LINE_ID, source=source(server, **changes))


async def settle(hass: HomeAssistant) -> None:
    """Wait until whatever was asked is answered and taken in."""
    await hass.async_block_till_done(wait_background_tasks=True)
