"""A phone with a page that shows it, for a person at this machine."""

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
import json
from pathlib import Path
from typing import Any, override
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from .phone import Phone
from .phone_shade import Card

_PAGE = Path(__file__).with_name("phone_page.html")
_OURSELVES = {"localhost", "127.0.0.1"}
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "script-src 'unsafe-inline'",
        "connect-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


class ShownPhone(Phone):
    """A phone whose push server has a page with its shade, and takes presses from there."""

    _is_on = True

    @property
    def page_url(self) -> str:
        """The address of the page."""
        return f"http://localhost:{self.port}"

    async def dismiss(self, card: Card) -> None:
        """Swipe a card aside."""
        async with self.changed:
            self.shade.dismiss(card, datetime.now(UTC))
            self.changed.notify_all()

    @override
    def _push_server(self) -> web.Application:
        application = super()._push_server()
        application.router.add_get("/", _only_from_here(self._show))
        application.router.add_get("/shade", _only_from_here(self._follow))
        application.router.add_post("/press", _only_from_here(self._take_press))
        application.router.add_post("/dismiss", _only_from_here(self._take_dismissal))
        application.on_shutdown.append(self._end_pages)
        return application

    async def _show(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})

    async def _follow(self, request: web.Request) -> web.StreamResponse:
        """Send how the shade looks, now and after every change, as server-sent events."""
        response = web.StreamResponse(headers={"Cache-Control": "no-store"})
        response.content_type = "text/event-stream"
        await response.prepare(request)
        shown = self._as_json()
        with suppress(ConnectionResetError):  # the page was closed
            while self._is_on:
                await response.write(f"data: {shown}\n\n".encode())
                async with self.changed:
                    await self.changed.wait_for(partial(self._is_news, shown))
                    shown = self._as_json()
        return response

    def _is_news(self, shown: str) -> bool:
        return not self._is_on or self._as_json() != shown

    async def _end_pages(self, _application: web.Application) -> None:
        async with self.changed:
            self._is_on = False
            self.changed.notify_all()

    async def _take_press(self, request: web.Request) -> web.Response:
        pressed = await request.json()
        card = self._card(pressed)
        if pressed["button"] not in card.push.buttons:
            raise web.HTTPNotFound
        try:
            await self.press(card.push, pressed["button"], pressed.get("reply"))
        except aiohttp.ClientError as error:
            raise web.HTTPBadGateway from error
        return web.json_response({})

    async def _take_dismissal(self, request: web.Request) -> web.Response:
        await self.dismiss(self._card(await request.json()))
        return web.json_response({})

    def _card(self, named: dict[str, Any]) -> Card:
        card = self.shade.card(named["card"])
        if card is None:
            raise web.HTTPNotFound
        return card

    def _as_json(self) -> str:
        shade = self.shade
        gone = [
            {**self._card_as_json(each.card), "gone_at": each.at.isoformat(), "how": each.how}
            for each in shade.gone
        ]
        return json.dumps(
            {
                "phone": self.name,
                "system": shade.system,
                "home": "{0.scheme}://{0.netloc}".format(urlsplit(self.webhook_url)),
                "cards": [self._card_as_json(each) for each in shade.cards],
                "gone": gone,
            }
        )

    def _card_as_json(self, card: Card) -> dict[str, Any]:
        push = card.push
        return {
            "number": card.number,
            "at": push.at.isoformat(),
            "title": push.title,
            "message": push.message,
            "tag": push.tag,
            "channel": push.data.get("channel"),
            "opens": push.data.get("clickAction"),
            "buttons": self.shade.buttons_of(card),
            "pressed": card.pressed,
            "reply": card.reply,
        }


def _only_from_here(handler: Any) -> Any:
    """Refuse what another website sends to this machine in the name of whoever looks at it."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if urlsplit(f"//{request.host}").hostname not in _OURSELVES:
            raise web.HTTPForbidden
        if request.method == "POST" and request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        response: web.StreamResponse = await handler(request)
        return response

    return handle
