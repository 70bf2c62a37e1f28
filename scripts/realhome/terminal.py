"""What the demo says and reads at the terminal."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
import sys
import time


@contextmanager
def typed_lines() -> Iterator[asyncio.Queue[list[str]]]:
    """Give the words of each line that a person types at a terminal."""
    typed: asyncio.Queue[list[str]] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        line = sys.stdin.readline()
        if not line:  # Ctrl-D
            loop.remove_reader(sys.stdin)
        elif words := line.split():
            typed.put_nowait(words)

    if not sys.stdin.isatty():
        yield typed
        return
    loop.add_reader(sys.stdin, read)
    try:
        yield typed
    finally:
        loop.remove_reader(sys.stdin)


@asynccontextmanager
async def step(what: str) -> AsyncIterator[None]:
    """Say what takes a while, that it still goes on, and how long it took."""
    began = time.monotonic()

    async def go_on() -> None:
        while True:
            await asyncio.sleep(5)
            say(f"    still at it after {time.monotonic() - began:.0f} s")

    say(f"==> {what}")
    ticking = asyncio.create_task(go_on())
    try:
        yield
    finally:
        ticking.cancel()
    say(f"    done in {time.monotonic() - began:.1f} s")


def say(text: str) -> None:
    """Print at once, also into a pipe; a terminal that was closed is no reason to stop."""
    with suppress(OSError):
        print(text, flush=True)
