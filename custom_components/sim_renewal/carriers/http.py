"""One bounded request to a carrier: only to an address that is listed, and only over https."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
import re
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from yarl import URL

from .decoding import Element, parse_json, parse_retry_after, parse_xml, read_bounded
from .errors import AnswerUnreadable, LoginRefused, NotAllowed, NotThere, RequestRefused, TryLater

_LOOPBACK = "127.0.0.1"

_PATH_WORD = re.compile(r"[A-Za-z0-9]{1,40}")

_TRY_LATER = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524}


def is_safe(address: str) -> bool:
    """Return whether a login may be sent to an address: over https, or to this very machine."""
    try:
        url = URL(address)
    except ValueError:
        return False
    is_here = url.scheme == "http" and url.host == _LOOPBACK
    is_plain = url.user is None and not url.raw_query_string and not url.raw_fragment
    return bool(url.host) and is_plain and (url.scheme == "https" or is_here)


class Method(StrEnum):
    """How a carrier is asked: some want POST also to read."""

    GET = "GET"
    POST = "POST"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that an account may ask; `{name}` in its path stands for a word."""

    method: Method
    path: str

    def filled(self, words: Mapping[str, str]) -> str:
        """Return the path with its words, none of which can lead to another address."""
        for word in words.values():
            if not _PATH_WORD.fullmatch(word):
                raise AnswerUnreadable("odd_id")
        return self.path.format(**words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to wait for a carrier, in seconds, and how many bytes to take from it."""

    total: float = 30
    silence: float = 15
    body: int = 2 * 2**20


@dataclass(frozen=True, slots=True)
class CarrierResponse:
    """What a carrier answered to a request that it accepted."""

    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the JSON document in it."""
        return parse_json(self.body)

    def xml(self) -> Element:
        """Return the root of the XML document in it."""
        return parse_xml(self.body)


class Client:
    """Asks one carrier; it can reach nothing but the endpoints that it was given."""

    def __init__(
        self,
        session: ClientSession,
        base_url: str,
        endpoints: Sequence[Endpoint],
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        """Refuse a base to which no login may be sent; while it is stopping nothing is asked."""
        if not is_safe(base_url):
            raise ValueError("an account is asked over https alone")
        self._session = session
        self._base_url = base_url.rstrip("/")
        self._endpoints = frozenset(endpoints)
        self._clock = clock
        self._limits = limits or Limits()
        self._is_stopping = is_stopping

    async def async_ask(
        self,
        endpoint: Endpoint,
        *,
        words: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> CarrierResponse:
        """Return the answer of an endpoint; raises an `AccountError` of every kind.

        A redirect is never followed, so that a login goes nowhere else.
        """
        if endpoint not in self._endpoints:
            raise ValueError("an account asks nothing but what is listed")
        if self._is_stopping():
            raise TryLater("stopping")
        url = URL(self._base_url + endpoint.filled(words or {}), encoded=True)
        json_type = {"Content-Type": "application/json"} if body is not None else {}
        return await async_request(
            self._session,
            endpoint.method,
            url,
            clock=self._clock,
            limits=self._limits,
            query=query,
            headers={**json_type, **(headers or {})},
            data=form if body is None else body,
        )


async def async_request(
    session: ClientSession,
    method: str,
    url: URL,
    *,
    clock: Callable[[], datetime],
    limits: Limits,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    data: Mapping[str, str] | bytes | None = None,
) -> CarrierResponse:
    """Return the answer of an address; raises an `AccountError`, and follows no redirect."""
    try:
        async with session.request(
            method,
            url,
            params=query,
            headers={**(headers or {}), "Accept-Encoding": "gzip"},
            data=data,
            allow_redirects=False,
            auto_decompress=False,
            timeout=ClientTimeout(
                total=limits.total, sock_connect=limits.silence, sock_read=limits.silence
            ),
        ) as response:
            return await _async_answer(response, clock, limits)
    except TimeoutError:
        raise TryLater("timeout") from None
    except ClientError:
        raise TryLater("connection") from None


async def _async_answer(
    response: ClientResponse, clock: Callable[[], datetime], limits: Limits
) -> CarrierResponse:
    status = response.status
    if 300 <= status < 400:
        raise AnswerUnreadable("redirect")
    if status == 401:
        raise LoginRefused
    if status == 403:
        raise NotAllowed("forbidden")
    if status in {404, 410}:
        raise NotThere("not_there")
    if status in _TRY_LATER:
        wait = parse_retry_after(response.headers.get("Retry-After"), clock())
        raise TryLater(f"status_{status}", wait)
    body = await read_bounded(
        response.content.iter_any(),
        response.headers.get("Content-Encoding", "").strip().lower(),
        limits.body,
    )
    if not 200 <= status < 300:
        raise RequestRefused(status, body)
    return CarrierResponse(response.headers.copy(), body)
