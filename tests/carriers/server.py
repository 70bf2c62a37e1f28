"""A carrier on 127.0.0.1: it answers over real sockets, and can do so badly in many ways."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
import json
from typing import Any, Protocol, Self
from urllib.parse import parse_qsl

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it is sent."""

    body: bytes = b""
    status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def json_reply(document: Any, status: int = 200, **headers: str) -> Reply:
    return Reply(
        json.dumps(document).encode(),
        status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


class Carrier(Protocol):
    """What a fake carrier answers as long as nothing is wrong with it."""

    def reply(self, seen: Seen) -> Reply: ...


type Fault = Callable[[Server, web.BaseRequest, Reply], Awaitable[web.StreamResponse]]
"""Answers in place of a carrier, which is told what it would have said."""


class Server:
    """Listens on a free port of this machine, and remembers what it was asked."""

    def __init__(self, carrier: Carrier | None = None) -> None:
        self.carrier = carrier
        self.fault: Fault | None = None
        self.seen: list[Seen] = []
        self.sent = 0
        self.other: Server | None = None
        self.released = asyncio.Event()
        self._runner: web.ServerRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        self._runner = web.ServerRunner(
            web.Server(self._handle, access_log=None), shutdown_timeout=0.1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.released.set()
        assert self._runner is not None
        await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        seen = Seen(
            request.method,
            request.path,
            dict(request.query),
            dict(request.headers),
            await request.read(),
        )
        self.seen.append(seen)
        reply = self.carrier.reply(seen) if self.carrier else Reply()
        if self.fault is not None:
            return await self.fault(self, request, reply)
        return plain(reply)


def plain(reply: Reply) -> web.Response:
    headers = {"Content-Type": reply.content_type, **reply.headers}
    return web.Response(body=reply.body, status=reply.status, headers=headers)
