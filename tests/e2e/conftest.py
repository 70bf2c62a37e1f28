"""A real Home Assistant, a real phone and a person at both, one of each per test module.

With `HOME_ASSISTANT=next` it is the one after that of the other tests.
"""

from collections.abc import AsyncGenerator
from datetime import date, datetime
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
import pytest_socket

from scripts.realhome.configuration import ROOT
from scripts.realhome.home import Home
from scripts.realhome.phone import Phone
from scripts.realhome.process import HASS, HassProcess, free_port

ZONE = "Europe/Paris"

NEXT = ROOT / ".local" / "venv-next" / "bin" / "hass"
"""What `scripts/setup --next` installs."""


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """Replace the harness's check, which looks for leftovers of a Home Assistant in here."""


@pytest.fixture(autouse=True)
def _sockets(socket_enabled: None) -> None:
    """Let tests talk to 127.0.0.1, the only address to which the harness lets them connect."""


@pytest.fixture(scope="module")
def hass_program() -> Path:
    """Return the `hass` to start: that of the environment in which the tests run, or the next."""
    return NEXT if os.environ.get("HOME_ASSISTANT") == "next" else HASS


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def hass_process(
    tmp_path_factory: pytest.TempPathFactory, hass_program: Path
) -> AsyncGenerator[HassProcess]:
    """Run a new Home Assistant, which must have nothing to complain of about us in the end."""
    pytest_socket.enable_socket()
    async with HassProcess(tmp_path_factory.mktemp("home"), free_port(), hass_program) as process:
        process.prepare()
        await process.start()
        yield process
        await process.stop()
    assert process.complaints() == []


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def home(hass_process: HassProcess) -> AsyncGenerator[Home]:
    """Be its owner, in France."""
    async with Home(hass_process.url) as home:
        await home.onboard(language="en", country="FR", currency="EUR", zone=ZONE)
        await home.wait_until_running()
        yield home


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def phone(home: Home) -> AsyncGenerator[Phone]:
    """Have a phone with the companion app."""
    async with Phone("Demo phone") as phone:
        await phone.register(home)
        yield phone


@pytest.fixture(scope="module")
def today() -> date:
    """Return the day it is in the household."""
    return datetime.now(ZoneInfo(ZONE)).date()
