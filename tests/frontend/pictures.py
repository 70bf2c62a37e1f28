"""Takes pictures of the card in Chromium: `python -m tests.frontend.pictures FOLDER [NAME...]`.

A name is a width and a query of `page/index.html`. Without names, all of `PICTURES` are taken, in
each width, theme and language. Says which of them scroll sideways, and what went wrong on the page.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
import sys
from threading import Thread
from typing import override

import hass_frontend
from playwright.async_api import ConsoleMessage, Error as PlaywrightError, Page, async_playwright

ROOT = Path(__file__).parent.parent.parent
PICTURES = (
    "view=house",
    "view=house&full",
    "view=compact",
    "view=large",
    "view=hard",
    "view=line",
    "view=hardlines",
    "view=costs",
    "view=blank",
    "view=small",
    "view=house&open=line",
    "view=house&open=record",
    "view=house&open=contained",
    "view=hard&open=until&name=Mamie",
    "view=house&open=answer",
    "view=house&open=second",
    "view=house&open=ledger&name=Maman",
    "view=house&open=balance",
    "view=house&open=dates",
    "view=line&open=menu",
)
WIDTHS = (1280, 390, 320)
THEMES = ("light", "dark")
LANGUAGES = ("en", "fr", "zh-Hans")


class _Quiet(SimpleHTTPRequestHandler):
    @override
    def translate_path(self, path: str) -> str:
        """Take the letters and icons that Home Assistant's frontend has from there."""
        static = hass_frontend.where() / "static"
        if path.startswith("/roboto/"):
            return str(static / "fonts" / path.lstrip("/"))
        if path.startswith("/mdi/"):
            return str(static / path.lstrip("/"))
        return super().translate_path(path)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests."""


def _all() -> Iterator[str]:
    for width, theme, language, picture in product(WIDTHS, THEMES, LANGUAGES, PICTURES):
        yield f"{width}&{picture}&theme={theme}&language={language}"


async def _take(page: Page, address: str, name: str, folder: Path) -> str | None:
    """Take one picture; return what is wrong with it."""
    width, query = name.split("&", 1)
    await page.set_viewport_size({"width": int(width), "height": 900})
    await page.goto(f"{address}?{query}")
    await page.wait_for_selector("body[data-ready]", timeout=10_000)
    overflow = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    is_sheet = "open=" in query and "open=menu" not in query
    path = folder / (name.replace("&", ",").replace("=", "-") + ".png")
    await page.screenshot(path=path, full_page=not is_sheet)
    return f"{name} scrolls sideways" if overflow else None


@contextmanager
def served() -> Iterator[str]:
    """Serve the repository on this machine; give the address of the page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=ROOT))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/tests/frontend/page/index.html"
    server.shutdown()


@asynccontextmanager
async def browser_page() -> AsyncIterator[Page]:
    """Give a page of a new Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield await browser.new_page(timezone_id="Europe/Paris", reduced_motion="reduce")
        await browser.close()


async def _take_all(folder: Path, names: list[str], address: str) -> list[str]:
    """Take pictures; return what is wrong with them."""
    troubles: list[str | None] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            troubles.append(message.text)

    async with browser_page() as page:
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", hear)
        for name in names or _all():
            try:
                troubles.append(await _take(page, address, name, folder))
            except PlaywrightError as error:
                troubles.append(f"{name}: {error}")
    return [each for each in troubles if each is not None]


def main(folder: Path, names: list[str]) -> int:
    """Take the pictures; return the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    with served() as address:
        troubles = asyncio.run(_take_all(folder, names, address))
    sys.stderr.write("".join(f"{each}\n" for each in troubles))
    return bool(troubles)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
