"""A real Chromium, logged in to Home Assistant."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
import time
from typing import Literal

from playwright.async_api import Page, async_playwright

from .home import Home

type Scheme = Literal["light", "dark"]

WIDE = (1280, 900)
PHONE = (390, 844)

_CHROMIUM = "/usr/bin/chromium"

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Home Assistant draws in nested shadow roots, which `document.querySelector` does not see.
_IS_RENDERED = """() => {
  const waiting = new Set(["HA-SPINNER", "HASS-LOADING-SCREEN", "HA-INIT-PAGE"]);
  const isWaiting = (root) => [...root.querySelectorAll("*")].some(
    (element) =>
      (waiting.has(element.tagName) && element.checkVisibility()) ||
      (element.shadowRoot && isWaiting(element.shadowRoot))
  );
  return (
    !document.querySelector("#ha-launch-screen") &&
    document.querySelector("home-assistant")?.shadowRoot?.querySelector("home-assistant-main") &&
    document.fonts.status === "loaded" &&
    !isWaiting(document)
  );
}"""


@asynccontextmanager
async def logged_in_page(
    home: Home,
    *,
    window: tuple[int, int] = WIDE,
    scheme: Scheme = "light",
    language: str = "en",
) -> AsyncIterator[Page]:
    """Give a page of a new browser, in the time zone of the home."""
    zone = (await home.get("/api/config"))["time_zone"]
    tokens = {
        **home.tokens,
        "hassUrl": home.url,
        "clientId": home.client_id,
        "expires": (time.time() + home.tokens["expires_in"]) * 1000,
    }
    stored = {"hassTokens": json.dumps(tokens), "selectedLanguage": json.dumps(language)}
    async with new_page(home.url, zone, window, scheme, language) as page:
        await page.add_init_script(
            f"for (const [key, value] of Object.entries({json.dumps(stored)}))"
            " localStorage.setItem(key, value);"
        )
        yield page


@asynccontextmanager
async def new_page(
    url: str,
    zone: str,
    window: tuple[int, int] = PHONE,
    scheme: Scheme = "light",
    language: str = "en",
) -> AsyncIterator[Page]:
    """Give a page of a new browser for a site, not opened yet."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        context = await browser.new_context(
            base_url=url,
            viewport={"width": window[0], "height": window[1]},
            color_scheme=scheme,
            locale=language,
            timezone_id=zone,
        )
        try:
            yield await context.new_page()
        finally:
            await browser.close()


async def open_page(page: Page, path: str) -> None:
    """Open a path of Home Assistant and wait until it is drawn."""
    await page.goto(path, wait_until="networkidle")
    await page.wait_for_function(_IS_RENDERED)
