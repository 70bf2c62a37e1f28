"""The ways in which a carrier answers badly, and what has to come of each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
import gzip
import zlib

from aiohttp import web

from custom_components.sim_renewal.carriers.errors import (
    AccountError,
    AnswerUnreadable,
    LoginRefused,
    NotAllowed,
    TryLater,
)

from .server import Fault, Reply, Server, plain

HTML = b"<!doctype html><html><body><h1>Sign in</h1></body></html>"

ENTITY_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><result><done>&j;</done></result>"
)
EXTERNAL_ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b"<result><done>&x;</done></result>"
)

BIG = 50 * 2**20
CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Case:
    """A fault, the error that it ends in, and for how many seconds to wait after it."""

    name: str
    fault: Fault
    error: type[AccountError]
    retry_after: int | None = None


def _instead(reply: Reply) -> Fault:
    async def fault(_server: Server, _request: web.BaseRequest, _reply: Reply) -> web.Response:
        return plain(reply)

    return fault


def _changed(change: Callable[[bytes], bytes]) -> Fault:
    async def fault(_server: Server, _request: web.BaseRequest, reply: Reply) -> web.Response:
        return plain(replace(reply, body=change(reply.body)))

    return fault


def _status(status: int, **headers: str) -> Fault:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return _instead(Reply(b'{"message":"no"}', status, headers=named))


async def _fifty_megabytes(
    server: Server, request: web.BaseRequest, _reply: Reply
) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    server.sent = 0
    while server.sent < BIG:
        await response.write(b"[" * CHUNK)
        server.sent += CHUNK
    return response


async def _slow_drip(server: Server, request: web.BaseRequest, reply: Reply) -> web.StreamResponse:
    """Send a little, and then nothing more until the test is over."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    for byte in reply.body[:5]:
        await response.write(bytes([byte]))
    await server.released.wait()
    return response


async def _nothing_at_all(
    server: Server, _request: web.BaseRequest, reply: Reply
) -> web.StreamResponse:
    await server.released.wait()
    return plain(reply)


async def _dropped(_server: Server, request: web.BaseRequest, reply: Reply) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return plain(reply)


async def _cut_off(_server: Server, request: web.BaseRequest, reply: Reply) -> web.StreamResponse:
    """Promise a body, send half of it, and hang up."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = len(reply.body) + 1000
    await response.prepare(request)
    await response.write(reply.body[: len(reply.body) // 2])
    assert request.transport is not None
    request.transport.close()
    return response


def _redirect(status: int) -> Fault:
    async def fault(server: Server, request: web.BaseRequest, _reply: Reply) -> web.Response:
        assert server.other is not None
        location = server.other.url.replace("127.0.0.1", "localhost") + request.path_qs
        return web.Response(status=status, headers={"Location": location})

    return fault


def _gzip(compressed: bytes) -> Fault:
    return _instead(Reply(compressed, headers={"Content-Encoding": "gzip"}))


def bomb() -> bytes:
    """Return 200 MB of blanks, compressed to a fifth of a megabyte."""
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(200))
    return packed + packer.flush()


STATUSES = (
    Case("400", _status(400), AnswerUnreadable),
    Case("401", _status(401), LoginRefused),
    Case("403", _status(403), NotAllowed),
    Case("404", _status(404), AnswerUnreadable),
    Case("408", _status(408), TryLater),
    Case("422", _status(422), AnswerUnreadable),
    Case("429", _status(429), TryLater),
    Case("429 seconds", _status(429, Retry_After="120"), TryLater, 120),
    Case("429 date", _status(429, Retry_After="Mon, 23 Nov 2026 09:30:00 GMT"), TryLater, 1800),
    Case("429 past", _status(429, Retry_After="Mon, 23 Nov 2026 08:30:00 GMT"), TryLater, 0),
    Case("429 nonsense", _status(429, Retry_After="soon"), TryLater),
    Case("500", _status(500), TryLater),
    Case("503", _status(503, Retry_After="60"), TryLater, 60),
)
BODIES = (
    Case("HTML", _instead(Reply(HTML, content_type="text/html")), AnswerUnreadable),
    Case("HTML as JSON", _instead(Reply(HTML)), AnswerUnreadable),
    Case("empty body", _instead(Reply(b"")), AnswerUnreadable),
    Case("truncated", _changed(lambda body: body[: len(body) * 2 // 3]), AnswerUnreadable),
    Case("no UTF-8", _changed(lambda body: body + b"\xff\xfe\xff"), AnswerUnreadable),
    Case("a text", _instead(Reply(b'"surprise"')), AnswerUnreadable),
    Case("a number", _instead(Reply(b"7")), AnswerUnreadable),
    Case("null", _instead(Reply(b"null")), AnswerUnreadable),
    Case("deep", _instead(Reply(b"[" * 200_000)), AnswerUnreadable),
    Case("entity bomb", _instead(Reply(ENTITY_BOMB)), AnswerUnreadable),
    Case("external entity", _instead(Reply(EXTERNAL_ENTITY)), AnswerUnreadable),
    Case("gzip bomb", _gzip(bomb()), AnswerUnreadable),
    Case("gzip cut off", _gzip(gzip.compress(b"{}" * 5000)[:-12]), AnswerUnreadable),
    Case("gzip of nothing", _gzip(b"this is no gzip"), AnswerUnreadable),
    Case(
        "odd encoding", _instead(Reply(b"x", headers={"Content-Encoding": "br"})), AnswerUnreadable
    ),
    Case("50 MB", _fifty_megabytes, AnswerUnreadable),
)
CONNECTIONS = (
    Case("slow drip", _slow_drip, TryLater),
    Case("no answer", _nothing_at_all, TryLater),
    Case("dropped", _dropped, TryLater),
    Case("cut off", _cut_off, TryLater),
    Case("redirect 302", _redirect(302), AnswerUnreadable),
    Case("redirect 307", _redirect(307), AnswerUnreadable),
)
CASES = (*STATUSES, *BODIES, *CONNECTIONS)

AMOUNTS = ("NaN", "Infinity", "1e400", "9" * 40, "true", "[]", "{}", '"many"')
"""What can stand in the place of an amount, and is none."""
