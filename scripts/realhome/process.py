"""The `hass` process: its start, its end, and its log."""

import asyncio
from contextlib import suppress
import os
from pathlib import Path
import signal
import socket
import sys
from types import TracebackType
from typing import Self

import aiohttp

from .configuration import write_configuration
from .log import LogEntry, last_lines, read_log

START_SECONDS = 240
STOP_SECONDS = 60

RESTART_EXIT_CODE = 100
"""How Home Assistant asks whoever started it to start it again."""

HASS = Path(sys.executable).with_name("hass")


class HassDied(RuntimeError):
    """The process ended by itself, or did not start in time; the message ends with its log."""


class HassProcess:
    """One Home Assistant in a directory of its own, which ends with the `async with` block."""

    def __init__(self, directory: Path, port: int, hass: Path = HASS) -> None:
        """Choose the directory, the port of 127.0.0.1, and the program."""
        self.directory = directory
        self.port = port
        self._hass = hass
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        """Begin; `start` starts the process."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the process if it still runs."""
        await self.stop()

    @property
    def url(self) -> str:
        """The address of the frontend."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log_file(self) -> Path:
        """All that was logged since `prepare`, also over several starts."""
        return self.directory / "hass.log"

    def prepare(self) -> None:
        """Write the configuration, copy the integration, and begin a new log."""
        write_configuration(self.directory, self.port)
        self.log_file.unlink(missing_ok=True)

    async def start(self) -> None:
        """Start and wait until Home Assistant answers; raises `HassDied`."""
        path = f"{self._hass.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        with self.log_file.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                self._hass,
                "--config",
                self.directory,
                env={**os.environ, "PATH": path},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._wait_until_it_answers(self._process)
        except TimeoutError:
            await self.kill()
            raise self._died(f"did not answer within {START_SECONDS} s") from None

    async def run_until_ended(self) -> None:
        """Wait, and start again when somebody asks for a restart; raises `HassDied` in the end."""
        while (code := await self._exit_code()) == RESTART_EXIT_CODE:
            await self.start()
        raise self._died(f"ended by itself with exit code {code}")

    async def stop(self) -> None:
        """End the process the way a shutdown does."""
        await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """End the process the way a power cut does."""
        await self._end(signal.SIGKILL)

    def complaints(self) -> list[LogEntry]:
        """Return the warnings and errors that speak of this integration."""
        return [each for each in read_log(self.log_file) if each.is_complaint and each.is_ours]

    def other_complaints(self) -> list[LogEntry]:
        """Return the warnings and errors of everything else."""
        return [each for each in read_log(self.log_file) if each.is_complaint and not each.is_ours]

    async def _wait_until_it_answers(self, process: asyncio.subprocess.Process) -> None:
        async with aiohttp.ClientSession() as session:
            while process.returncode is None:
                with suppress(aiohttp.ClientError):
                    async with session.get(f"{self.url}/api/onboarding") as response:
                        if response.status in {200, 404}:
                            return
                await asyncio.sleep(0.1)
        raise self._died(f"ended at once with exit code {process.returncode}")

    async def _exit_code(self) -> int:
        if self._process is None:
            raise RuntimeError("Home Assistant was not started")
        return await self._process.wait()

    async def _end(self, how: signal.Signals) -> None:
        if self._process is None or self._process.returncode is not None:
            return
        self._process.send_signal(how)
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    def _died(self, how: str) -> HassDied:
        return HassDied(
            f"Home Assistant {how}. The end of {self.log_file}:\n{last_lines(self.log_file)}"
        )


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def is_port_free(port: int) -> bool:
    """Return whether a server could listen on a port of 127.0.0.1."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
