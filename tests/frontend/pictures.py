"""Takes pictures of the card in Chromium: `python -m tests.frontend.pictures FOLDER [NAME...]`.

Each is a query of `page/index.html`; a width comes first and `theme` and `language` are those of the
page. Without names, all of `PICTURES` in each width, theme and language are taken.
"""

import asyncio
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
import sys
from threading import Thread
from typing import override

from playwright.async_api import Page, async_playwright

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
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests."""


def _all() -> Iterator[str]:
    for width, theme, language, picture in product(WIDTHS, THEMES, LANGUAGES, PICTURES):
        yield f"{width}&{picture}&theme={theme}&language={language}"


async def _take(page: Page, address: str, name: str, folder: Path) -> None:
    width, query = name.split("&", 1)
    await page.set_viewport_size({"width": int(width), "height": 900})
    await page.goto(f"{address}?{query}")
    await page.wait_for_selector("body[data-ready]", timeout=10_000)
    overflow = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    if overflow:
        print(f"{name} scrolls sideways")
    is_sheet = "open=" in query and "open=menu" not in query
    path = folder / (name.replace("&", ",").replace("=", "-") + ".png")
    await page.screenshot(path=path, full_page=not is_sheet)


async def _main(folder: Path, names: list[str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=ROOT))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/tests/frontend/page/index.html"
    troubles: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = await browser.new_page(timezone_id="Europe/Paris")
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        for name in names or _all():
            try:
                await _take(page, address, name, folder)
            except Exception as error:  # noqa: BLE001  the other pictures are still wanted
                troubles.append(f"{name}: {error}")
        await browser.close()
    server.shutdown()
    print("\n".join(troubles))
    return bool(troubles)


if __name__ == "__main__":
    sys.exit(asyncio.run(_main(Path(sys.argv[1]), sys.argv[2:])))
