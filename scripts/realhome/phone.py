"""A phone without a phone: registered like the companion app, with a push server of its own."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

from .home import Home
from .phone_shade import Received, Shade, System

_PORTS_TO_TRY = 20

_NOTIFICATION = {"type": "sensor", "unique_id": "last_notification"}


class Phone:
    """Receives what `notify.mobile_app_<name>` sends, and presses the buttons."""

    def __init__(self, name: str, *, port: int = 0, system: System = "Android") -> None:
        """Choose the phone's name, its system, and where its pushes arrive, if possible.

        Where another program has that port, they arrive on the next one that is free.
        """
        self.name = name
        self.port = port
        self.answer_with = 201
        self.received: list[Received] = []
        self.webhook_url = ""
        self.shade = Shade(system)
        self.changed = asyncio.Condition()
        self._system = system
        self._not_taken: list[Received] = []
        self._app = aiohttp.ClientSession()
        self._server = web.AppRunner(self._push_server(), access_log=None)

    async def __aenter__(self) -> Self:
        """Start the push server, for this machine only."""
        await self._server.setup()
        ports = (*range(self.port, self.port + _PORTS_TO_TRY), 0) if self.port else (0,)
        for port in ports:
            with suppress(OSError):
                await web.TCPSite(self._server, "127.0.0.1", port).start()
                break
        self.port = self._server.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop the push server."""
        await self._app.close()
        await self._server.cleanup()

    @property
    def target(self) -> str:
        """The notify action of this phone."""
        return f"notify.mobile_app_{self.name.lower().replace(' ', '_')}"

    async def register(self, home: Home) -> None:
        """Register as the companion app does, and wait until pushes can be sent."""
        registration = await home.post(
            "/api/mobile_app/registrations",
            {
                **self._description(),
                "app_id": f"io.robbie.HomeAssistant.{self._system}",
                "app_name": "Home Assistant",
                "device_id": self.name.lower().replace(" ", "-"),
                "os_name": self._system,
                "supports_encryption": False,
            },
        )
        self.webhook_url = f"{home.url}/api/webhook/{registration['webhook_id']}"
        await home.wait_for_action(self.target)

    async def come_back(self, webhook_url: str) -> None:
        """Tell where pushes arrive from now on, as the app does when its address changes."""
        self.webhook_url = webhook_url
        await self._tell("update_registration", self._description())

    async def share_notifications(self, home: Home) -> str:
        """Let the app tell its last notification, and return the entity that shows it."""
        sensor = {**_NOTIFICATION, "name": "Last Notification", "state": ""}
        await self._tell("register_sensor", {**sensor, "icon": "mdi:bell-ring"})
        entity_id = f"sensor.{self.name.lower().replace(' ', '_')}_last_notification"
        await home.wait_for_state(entity_id, "")
        return entity_id

    async def show_text(self, sender: str, text: str) -> None:
        """Show a text of somebody, as the app for texts does."""
        shown = {
            "package": "com.google.android.apps.messaging",
            "android.title": sender,
            "android.text": text,
            "post_time": int(datetime.now(UTC).timestamp() * 1000),
        }
        update = {**_NOTIFICATION, "state": text, "attributes": shown}
        await self._tell("update_sensor_states", [update])

    async def press(self, push: Received, button: str, reply_text: str | None = None) -> None:
        """Press a button of a push, and send what the companion app of the system sends then."""
        pressed: dict[str, Any] = {"action": push.buttons[button]}
        if reply_text is not None:
            pressed["reply_text"] = reply_text
        if self._system == "Android":
            pressed = {**push.data, "title": push.title, "message": push.message, **pressed}
        elif "action_data" in push.data:
            pressed["action_data"] = push.data["action_data"]
        event = {"event_type": "mobile_app_notification_action", "event_data": pressed}
        async with self.changed:
            self.shade.press(push, button, reply_text)
        await self._tell("fire_event", event)
        async with self.changed:
            self.shade.settle(push, datetime.now(UTC))
            self.changed.notify_all()

    async def next_push(
        self, wanted: Callable[[Received], bool] = bool, *, seconds: float | None = 60
    ) -> Received:
        """Take the first wanted push that was not taken yet; raises `TimeoutError`."""
        try:
            async with asyncio.timeout(seconds), self.changed:
                await self.changed.wait_for(lambda: any(map(wanted, self._not_taken)))
        except TimeoutError:
            others = [each.title or each.message for each in self._not_taken]
            raise TimeoutError(f"no such push within {seconds} s; not taken: {others}") from None
        push = next(filter(wanted, self._not_taken))
        self._not_taken.remove(push)
        return push

    def _description(self) -> dict[str, Any]:
        return {
            "app_data": {"push_token": "demo", "push_url": f"http://127.0.0.1:{self.port}/push"},
            "app_version": "2026.10.1",
            "device_name": self.name,
            "manufacturer": "Apple" if self._system == "iOS" else "Google",
            "model": "Demo",
            "os_version": "26" if self._system == "iOS" else "17",
        }

    async def _tell(self, kind: str, data: dict[str, Any] | list[dict[str, Any]]) -> None:
        async with self._app.post(self.webhook_url, json={"type": kind, "data": data}) as response:
            response.raise_for_status()

    def _push_server(self) -> web.Application:
        application = web.Application()
        application.router.add_post("/push", self._receive)
        return application

    async def _receive(self, request: web.Request) -> web.Response:
        now = datetime.now(UTC)
        push = await request.json()
        received = Received(
            now, push.get("title"), push["message"], push.get("data", {}), self.answer_with
        )
        async with self.changed:
            self.received.append(received)
            self.shade.receive(received)
            self._not_taken.append(received)
            self.changed.notify_all()
        limits = {
            "successful": len(self.received),
            "errors": 0,
            "maximum": 500,
            "resetsAt": (now + timedelta(days=1)).isoformat(),
        }
        return web.json_response({"rateLimits": limits}, status=received.answered)
