"""The first minute, clicked through: `python -m scripts.realhome.first_minute`.

A person adds the integration in the real frontend, answers three questions, and tries the phone
out. Clicks are counted, and the time of the machine; `--pictures` says where each page goes.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
import tempfile
import time

from playwright.async_api import Locator, Page

from .browser import PHONE, WIDE, logged_in_page, open_page
from .home import Home
from .phone import Phone
from .process import HassProcess, free_port

LANGUAGES = {
    "en": ("Add integration", "Next", "OK"),
    "fr": ("Ajouter une intégration", "Suivant", "OK"),
    "zh-Hans": ("添加集成", "下一步", "确定"),
}
"""What Home Assistant itself calls the buttons of the way."""

ZONE = "Europe/Paris"


@dataclass
class Walk:
    """What a person does on a page, how often that is a click, and where pictures of it go."""

    page: Page
    texts: dict[str, str]
    language: str
    pictures: Path | None = None
    clicks: int = 0
    clicks_to_line: int = 0
    clicks_to_answer: int = 0
    seconds: float = 0

    async def click(self, target: Locator) -> None:
        """Click once."""
        await target.click()
        self.clicks += 1

    async def type_into(self, field: Locator, text: str) -> None:
        """Type into a field, which needs a click unless the page has put the focus into it."""
        await self.page.wait_for_timeout(500)
        if not await field.evaluate("(input) => input.matches(':focus')"):
            await self.click(field)
        await self.page.keyboard.type(text)

    async def show(self, name: str) -> None:
        """Take a picture of a page, once it is drawn."""
        if self.pictures is not None:
            await self.page.wait_for_timeout(400)
            path = self.pictures / f"{name}-{self.language}.png"
            await self.page.screenshot(path=path, animations="disabled")

    async def add_line(self, name: str) -> None:
        """Add the integration with its first line, which works until a day of next month."""
        add, go_on, _ = LANGUAGES[self.language]
        page = self.page
        await open_page(page, "/config/integrations/dashboard")
        begin = time.monotonic()
        await self.click(page.get_by_role("button", name=add).last)
        await page.locator("dialog-add-integration input").first.fill("SIM Renewal")
        found = page.locator("ha-integration-list-item").filter(has_text="SIM Renewal")
        await self.click(found.first)
        await page.locator("input[name=name]").wait_for()
        await self.show("first-0-empty")
        await self.type_into(page.locator("input[name=name]"), name)
        await self.pick_day()
        await self.show("first-1-questions")
        dialog = page.locator("dialog-data-entry-flow")
        await self.click(dialog.get_by_role("button", name=go_on, exact=True))
        await page.get_by_text(self.texts["step.ready.menu_options.finish"]).first.wait_for()
        self.clicks_to_line = self.clicks
        self.seconds = time.monotonic() - begin
        await self.show("first-2-ready")

    async def pick_day(self) -> None:
        """Choose a day of next month."""
        page, (_, _, confirm) = self.page, LANGUAGES[self.language]
        await self.click(page.locator("ha-selector-date").first)
        picker = page.locator("ha-dialog-date-picker")
        await picker.locator("calendar-date").wait_for()
        await self.click(picker.locator("calendar-date [slot=next]"))
        await self.click(picker.locator("calendar-month").get_by_text("15", exact=True))
        await self.click(picker.get_by_role("button", name=confirm, exact=True))

    async def try_out(self, phone: Phone) -> None:
        """Send a test, press its button on the phone, and end the dialog."""
        page, texts = self.page, self.texts
        await self.click(page.get_by_text(texts["step.ready.menu_options.test"]).first)
        push = await phone.next_push(lambda each: bool(each.buttons) and len(each.buttons) == 1)
        _, _, what_to_press = texts["progress.test"].partition("{phones}")
        await page.get_by_text(what_to_press.strip()).first.wait_for()
        await self.show("first-3-waiting")
        await phone.press(push, next(iter(push.buttons)))
        self.clicks += 1
        self.clicks_to_answer = self.clicks
        await page.get_by_text(texts["answered"]).first.wait_for()
        await self.show("first-4-answered")
        await self.click(page.get_by_text(texts["step.ready.menu_options.finish"]).first)
        await page.locator("step-flow-abort").wait_for()
        await self.show("first-5-end")


@asynccontextmanager
async def new_home(language: str) -> AsyncIterator[tuple[Home, Phone]]:
    """Give a Home Assistant that was just set up, with the owner's phone."""
    with tempfile.TemporaryDirectory() as directory:
        async with HassProcess(Path(directory), free_port()) as hass:
            hass.prepare()
            await hass.start()
            async with Home(hass.url) as home, Phone("Pixel 9") as phone:
                await home.onboard(language=language, country="FR", currency="EUR", zone=ZONE)
                await home.wait_until_running()
                await phone.register(home)
                yield home, phone


async def texts_of_line(home: Home, language: str) -> dict[str, str]:
    """Return the texts of a line's dialog by key, and what the last page says of an answer."""
    prefix = "component.sim_renewal.config_subentries.line."
    texts = {
        key.removeprefix(prefix): text
        for key, text in (await home.translations("config_subentries", language)).items()
        if key.startswith(prefix)
    }
    common = await home.translations("common", language)
    return {**texts, "answered": common["component.sim_renewal.common.ready_works"].strip("*")}


async def walk(
    language: str, window: tuple[int, int], pictures: Path | None = None
) -> tuple[Walk, date]:
    """Go through the first minute; return what it took, and until when the line works then."""
    async with new_home(language) as (home, phone):
        texts = await texts_of_line(home, language)
        async with logged_in_page(home, window=window, language=language) as page:
            steps = Walk(page, texts, language, pictures)
            await steps.add_line("Papa")
            await home.wait_for_lines("Papa")
            await steps.try_out(phone)
            line = (await home.lines())["Papa"]
            return steps, date.fromisoformat(line["service_until"])


async def main() -> None:
    """Print what the first minute takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--phone", action="store_true", help="on a page as wide as a phone")
    parser.add_argument("--pictures", type=Path)
    chosen = parser.parse_args()
    steps, until = await walk(chosen.language, PHONE if chosen.phone else WIDE, chosen.pictures)
    print(f"a line that works until {until}: {steps.clicks_to_line} clicks")
    print(f"a test that is answered on the phone: {steps.clicks_to_answer} clicks")
    print(f"the dialog ended: {steps.clicks} clicks")
    print(f"time of the machine until the line is there: {steps.seconds:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
