"""A carrier without a carrier: it answers on this machine as KeepGo does, and has two SIMs."""

from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self

from aiohttp import web

LOGIN = {"api_key": "demo", "access_token": "demo"}

TRAVEL = "8988303000000000010"
SPARE = "8988303000000000028"

MEGABYTE = 1000  # KeepGo counts in KB

DAY = timedelta(days=1)


class Carrier:
    """Says what is left on its SIMs to whoever knows the login; `balance` is that of the account.

    A SIM can be added or taken away while it runs.
    """

    def __init__(self, port: int = 0) -> None:
        """Choose where it can be asked."""
        self.port = port
        self.sims: dict[str, dict[str, Any]] = {
            TRAVEL: {"notes": "Travel", **_data(3200, 5000, days=38)},
            SPARE: {"notes": "Spare", **_data(1000, 1000, days=160)},
        }
        self._server = web.AppRunner(self._application(), access_log=None)

    async def __aenter__(self) -> Self:
        """Answer from now on; raises `OSError` where the port is taken."""
        await self._server.setup()
        await web.TCPSite(self._server, "127.0.0.1", self.port).start()
        self.port = self._server.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Answer no more."""
        await self._server.cleanup()

    @property
    def address(self) -> str:
        """What a person types into the login as the address of the interface."""
        return f"http://127.0.0.1:{self.port}/api/v2"

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[_check_login])
        router = application.router
        router.add_get("/api/v2/lines", self._lines)
        router.add_get("/api/v2/line/{iccid}/get_details", self._details)
        router.add_get("/api/v2/account_balance", self._balance)
        return application

    async def _lines(self, _request: web.Request) -> web.Response:
        cards = [{"iccid": iccid, "notes": sim["notes"]} for iccid, sim in self.sims.items()]
        return _success(sim_cards=cards, pagination={"current_page": 1, "last_page": 1})

    async def _details(self, request: web.Request) -> web.Response:
        iccid = request.match_info["iccid"]
        if iccid not in self.sims:
            raise web.HTTPNotFound
        return _success(sim_card={"iccid": iccid, **self.sims[iccid]})

    async def _balance(self, _request: web.Request) -> web.Response:
        return _success(balance="40.50", currency="EUR")


@web.middleware
async def _check_login(request: web.Request, handler: Any) -> web.StreamResponse:
    """Refuse whoever does not know the login."""
    keys = (request.headers.get("apiKey"), request.headers.get("accessToken"))
    if keys != (LOGIN["api_key"], LOGIN["access_token"]):
        return web.json_response({"ack": "failure"}, status=401)
    response: web.StreamResponse = await handler(request)
    return response


def _success(**document: Any) -> web.Response:
    return web.json_response({"ack": "success", **document})


def _data(left: int, allowance: int, *, days: int) -> dict[str, Any]:
    """Return what is left of megabytes, for a number of days from now on."""
    ends = (datetime.now(UTC) + days * DAY).strftime("%Y-%m-%d %H:%M:%S")
    return {
        "status": "Activated",
        "remaining_usage_kb": left * MEGABYTE,
        "allowed_usage_kb": allowance * MEGABYTE,
        "data_bundles": [{"status": 1, "expire_at": ends}],
    }
