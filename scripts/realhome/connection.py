"""Requests and websocket commands to Home Assistant, with the tokens of a user."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import aiohttp


class Refused(RuntimeError):
    """Home Assistant answered with an error; `errors` names the fields at fault, if any."""

    def __init__(self, what: str, errors: Mapping[str, Any]) -> None:
        """Keep the errors."""
        super().__init__(f"Home Assistant refused {what}: {dict(errors)}")
        self.errors = dict(errors)


class Connection:
    """A session with tokens. It holds no websocket open, for which a shutdown would wait."""

    def __init__(self, url: str) -> None:
        """Point at a running Home Assistant."""
        self.url = url
        self.client_id = f"{url}/"
        self.tokens: dict[str, Any] = {}
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        """Begin; the first request connects."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the session."""
        await self._session.close()

    async def get(self, path: str) -> Any:
        """Read a resource; raises `Refused`."""
        return await self._request("GET", path)

    async def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Send a request; raises `Refused`."""
        return await self._request("POST", path, json=body)

    async def upload(self, content: bytes, name: str) -> str:
        """Upload a file for a dialog or an action; return the id that stands for it."""
        form = aiohttp.FormData()
        form.add_field("file", content, filename=name)
        result = await self._request("POST", "/api/file_upload", data=form)
        return str(result["file_id"])

    async def delete(self, path: str) -> None:
        """Delete a resource; raises `Refused`."""
        await self._request("DELETE", path)

    async def command(self, kind: str, **fields: Any) -> Any:
        """Send one websocket command and return its result; raises `Refused`."""
        async with self._session.ws_connect(f"{self.url}/api/websocket", max_msg_size=0) as socket:
            await _receive(socket, "auth_required")
            await socket.send_json({"type": "auth", "access_token": self.tokens["access_token"]})
            await _receive(socket, "auth_ok")
            await socket.send_json({"id": 1, "type": kind, **fields})
            answer = await _receive(socket, "result")
        if not answer["success"]:
            raise Refused(kind, answer["error"])
        return answer["result"]

    async def take_tokens(self, code: str) -> None:
        """Turn the code of a login into tokens, which everything sends from now on."""
        self.tokens = {}
        form = {"grant_type": "authorization_code", "code": code, "client_id": self.client_id}
        self.tokens = await self._request("POST", "/auth/token", data=form)

    async def _request(self, method: str, path: str, **content: Any) -> Any:
        token = self.tokens.get("access_token")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self._session.request(
            method, self.url + path, headers=headers, **content
        ) as response:
            result = await response.json() if "json" in response.content_type else {}
            if response.status >= 400:
                raise Refused(f"{path} ({response.status})", result.get("errors") or result)
            return result


async def _receive(socket: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    """Return the next message, which must be of a kind; raises `Refused` or `ConnectionError`."""
    message = await socket.receive()
    if message.type is not aiohttp.WSMsgType.TEXT:
        raise ConnectionError("Home Assistant closed the connection")
    answer: dict[str, Any] = message.json()
    if answer["type"] != kind:
        raise Refused(f"to answer with {kind}", answer)
    return answer
