"""Accounts that ask fake carriers, and a table of what was proved about which carrier."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, DummyCookieJar
import pytest

from custom_components.sim_renewal.carriers.base import Account
from custom_components.sim_renewal.carriers.http import Client, Limits
from custom_components.sim_renewal.carriers.registry import CARRIERS

from .fakes import FAKES, Fake
from .server import Server

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@dataclass
class Patience:
    """How long a carrier is waited for; a test shortens it for as long as a carrier is silent."""

    total: float = 20
    silence: float = 10
    body: int = Limits().body


type Open = Callable[..., Awaitable[tuple[Account, Server]]]


@pytest.fixture
def _sockets(socket_enabled: None) -> None:
    """Let the test talk to itself."""


@pytest.fixture
async def session(_sockets: None) -> AsyncIterator[ClientSession]:
    async with ClientSession(cookie_jar=DummyCookieJar()) as opened:
        yield opened


def account_of(
    fake: Fake, server: Server, session: ClientSession, patience: Patience, **changes: str
) -> Account:
    """Return an account of a fake carrier, with its login or another one."""
    carrier = CARRIERS[fake.key]
    client = Client(
        session, server.url + fake.BASE, carrier.account.ENDPOINTS, lambda: NOW, patience
    )
    return carrier.account(client, fake.CREDENTIALS | changes, lambda: NOW)


@pytest.fixture
def patience() -> Patience:
    """Return how long the carriers of a test are waited for."""
    return Patience()


@pytest.fixture
async def opened(session: ClientSession, patience: Patience) -> AsyncIterator[Open]:
    """Return a function that opens an account of a carrier, in a scenario."""
    servers: list[Server] = []

    async def open_account(
        key: str, scenario: str = "good", **changes: str
    ) -> tuple[Account, Server]:
        server = await Server(FAKES[key](scenario)).__aenter__()
        servers.append(server)
        fake = server.carrier
        assert isinstance(fake, Fake)
        return account_of(fake, server, session, patience, **changes), server

    yield open_account
    for server in servers:
        await server.__aexit__()


MATRIX = "account matrix"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table carrier by case: how many tests of it passed, or that one did not."""
    cells: dict[str, dict[str, list[bool]]] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in getattr(report, "user_properties", ()):
                if name == MATRIX:
                    case, key = value
                    cells.setdefault(case, {}).setdefault(key, []).append(outcome == "passed")
    if not cells:
        return
    terminalreporter.section("carriers and what they were put through")
    width = max(map(len, cells))
    terminalreporter.write_line(" " * width + "  " + "  ".join(CARRIERS))
    for case, row in cells.items():
        marks = [_mark(row.get(key, [])).center(len(key)) for key in CARRIERS]
        terminalreporter.write_line(f"{case:{width}}  " + "  ".join(marks))
    total = sum(len(each) for row in cells.values() for each in row.values())
    terminalreporter.write_line(f"{len(cells)} cases, {total} checks")


def _mark(results: list[bool]) -> str:
    if not results:
        return "-"
    return "ok" if all(results) else "FAILED"
