"""The card and the dashboard of a real Home Assistant, as those who live there use them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
import re
from typing import Any

from playwright.async_api import Locator, Page, expect
import pytest
import pytest_asyncio

from scripts.realhome.browser import PHONE, WIDE, Scheme, logged_in_page, open_page
from scripts.realhome.configuration import ROOT
from scripts.realhome.dashboard import PATH, add_dashboard
from scripts.realhome.home import Home
from scripts.realhome.household import add_household

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def lines(home, phone, today):
    """Add the demo household, its dashboard, a family member and a visitor who may only read."""
    await add_household(home, phone.target, today)
    await add_dashboard(home)
    await home.invite("Anna")
    await home.invite("Guest", "system-read-only")
    return await home.lines()


@asynccontextmanager
async def dashboard(
    home: Home,
    window: tuple[int, int] = WIDE,
    language: str = "en",
    scheme: Scheme = "light",
) -> AsyncGenerator[Page]:
    """Give the dashboard in a browser, which must have nothing to complain of."""
    async with logged_in_page(home, window=window, scheme=scheme, language=language) as page:
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        await open_page(page, f"/{PATH}")
        yield page
        assert wrong == []


@asynccontextmanager
async def dashboard_of(home: Home, name: str) -> AsyncGenerator[Page]:
    """Give the dashboard of somebody else."""
    async with Home(home.url) as theirs:
        await theirs.log_in(name)
        async with dashboard(theirs) as page:
            yield page


async def troubles(page: Page) -> list[str]:
    """Return what axe finds in our elements; where the page's landmarks are is not theirs."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    return await page.evaluate(
        """async () => {
          const { violations } = await axe.run({ rules: { region: { enabled: false } } });
          return violations
            .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.flat()}`))
            .filter((each) => each.includes("sim-renewal"));
        }"""
    )


def row(page: Page, name: str) -> Locator:
    """Return the button that opens a line."""
    return page.locator("sim-renewal-card").get_by_role("button", name=re.compile(rf"^{name}\b"))


async def test_everybody_sees_every_line_and_the_most_urgent_first(home, lines) -> None:
    async with dashboard(home) as page:
        card = page.locator("sim-renewal-card")
        for name in lines:
            await expect(row(page, name)).to_be_visible()
        texts = await card.get_by_role("button").all_inner_texts()
        opened = [text for text in texts if any(name in text for name in lines)]
        assert "Grand-mère" in opened[0]
        assert "Papa" in opened[1]


async def test_a_row_is_read_in_one_go(home, lines) -> None:
    async with dashboard(home) as page:
        said = re.compile(r"^Papa, To renew, Orange · until .*, 3 days$")
        await expect(page.get_by_role("button", name=said)).to_be_visible()


@pytest.mark.parametrize("window", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_use_it(home, lines, window, scheme) -> None:
    async with dashboard(home, window, scheme=scheme) as page:
        await expect(row(page, "Papa")).to_be_visible()
        found = {"house": await troubles(page)}
        await page.get_by_role("button", name="Renewed: Papa").click()
        await expect(page.get_by_role("dialog").get_by_text("Service until")).to_be_visible()
        found["form"] = await troubles(page)
        await page.keyboard.press("Escape")
        await row(page, "Maman").click()
        await page.get_by_role("button", name="Renewals").click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        found["line and ledger"] = await troubles(page)
        await open_page(page, f"/{PATH}/costs")
        found["costs"] = await troubles(page)
        assert found == {each: [] for each in found}


async def test_a_family_member_records_a_renewal_and_takes_it_back(home, lines, today) -> None:
    before = lines["Papa"]["service_until"]
    async with dashboard_of(home, "Anna") as page:
        await page.get_by_role("button", name="Renewed: Papa").click()
        sheet = page.get_by_role("dialog")
        await expect(sheet.get_by_text("Service until")).to_be_visible()
        assert (await home.lines())["Papa"]["service_until"] == before

        await sheet.get_by_role("button", name="Record", exact=True).click()

        await expect(sheet.get_by_text("Papa is renewed")).to_be_visible()
        renewed = (await home.lines())["Papa"]
        assert renewed["service_until"] > before
        assert renewed["last_renewal"] == today.isoformat()
        renewals = (await home.ask("sim_renewal.get_renewals"))["renewals"]
        assert renewals[0]["payer"] == "Anna"

        await sheet.get_by_role("button", name="Undo").click()
        await expect(page.get_by_role("button", name="Renewed: Papa")).to_be_visible()
        assert (await home.lines())["Papa"]["service_until"] == before


async def test_a_renewal_of_the_wrong_line_is_moved_and_moved_back(home, lines, today) -> None:
    async def owners() -> set[str]:
        answer = await home.ask("sim_renewal.get_renewals")
        return {each["line"] for each in answer["renewals"] if each["note"] == "Wrong line"}

    await home.ask(
        "sim_renewal.record_renewal",
        device_id=lines["Papa"]["device_id"],
        date=(today - timedelta(days=1)).isoformat(),
        note="Wrong line",
    )
    async with dashboard_of(home, "Anna") as page:
        await row(page, "Papa").click()
        await page.get_by_role("button", name="Renewals").click()
        sheet = page.get_by_role("dialog")
        entry = sheet.get_by_role("listitem").filter(has_text="Wrong line")
        await entry.get_by_role("button", name="More").click()
        await sheet.get_by_role("button", name="Move to another line").click()
        assert await troubles(page) == []
        await sheet.get_by_role("combobox", name="Line").select_option("Maman")
        await sheet.get_by_role("button", name="Save").click()

        await expect(sheet.get_by_text("Moved to Maman")).to_be_visible()
        assert await owners() == {"Maman"}

        await sheet.get_by_role("button", name="Undo").click()
        await expect(sheet.get_by_text("Undone.")).to_be_visible()
        assert await owners() == {"Papa"}


async def test_who_may_only_read_has_nothing_to_press(home, lines) -> None:
    async with dashboard_of(home, "Guest") as page:
        await expect(row(page, "Papa")).to_be_visible()
        await expect(page.get_by_role("button", name="Renewed: Papa")).to_have_count(0)
        await row(page, "Papa").click()
        await expect(page.get_by_role("button", name="Renewals")).to_be_visible()
        await expect(page.get_by_role("button", name="Renewed")).to_have_count(0)


async def test_a_change_is_shown_without_loading_anew(home, lines, today) -> None:
    until = today + timedelta(days=40)
    async with dashboard(home) as page:
        await expect(row(page, "Maman")).to_be_visible()
        await home.ask(
            "sim_renewal.set_validity",
            device_id=lines["Maman"]["device_id"],
            service_until=until.isoformat(),
        )
        await expect(row(page, "Maman")).to_contain_text("40")


@pytest.mark.parametrize(
    ("language", "later"), [("en", "Later"), ("fr", "Plus tard"), ("zh-Hans", "稍后")]
)
async def test_on_a_phone_it_speaks_the_readers_language_and_fits(
    home, lines, language, later
) -> None:
    async with dashboard(home, PHONE, language) as page:
        await expect(page.get_by_text(later, exact=True).first).to_be_visible()
        card = page.locator("sim-renewal-card")
        assert await card.evaluate("card => card.scrollWidth <= card.clientWidth")


@asynccontextmanager
async def editing(home: Home, url: str, *cards: dict[str, Any]) -> AsyncGenerator[Page]:
    """Give a dashboard of cards that somebody is editing."""
    await home.command(
        "lovelace/dashboards/create", url_path=url, title=url, require_admin=False, mode="storage"
    )
    view = {"type": "sections", "sections": [{"type": "grid", "cards": cards}]}
    await home.command("lovelace/config/save", url_path=url, config={"views": [view]})
    async with logged_in_page(home) as page:
        await open_page(page, f"/{url}/0?edit=1")
        yield page


async def test_the_card_and_the_badge_are_suggested_for_a_line(home, lines) -> None:
    async with editing(home, "to-add") as page:
        for what, shown in (
            ("Add card", page.get_by_role("group", name="Papa")),
            ("Add badge", page.get_by_role("button", name="Papa · 3")),
        ):
            await page.get_by_role("button", name=what).first.click()
            await page.get_by_placeholder("Search entities").fill("Papa Status")
            await page.get_by_text("Status", exact=True).first.click()
            await expect(shown).to_be_visible()
            await open_page(page, "/to-add/0?edit=1")


async def test_a_tile_has_the_thread_and_a_badge_its_line(home, lines) -> None:
    tile = {"type": "tile", "entity": "sensor.papa_days_left"}
    thread = {"type": "custom:sim-renewal-thread"}
    badge = {"type": "custom:sim-renewal-badge", "device": lines["Papa"]["device_id"]}
    async with editing(home, "small-forms", {**tile, "features": [thread]}, badge) as page:
        await expect(page.locator("sim-renewal-thread .thr")).to_be_visible()
        await expect(page.locator("sim-renewal-badge")).to_contain_text("Papa · 3")


async def test_the_editor_speaks_of_the_options_and_shows_them(home, lines) -> None:
    async with editing(home, "to-change", {"type": "custom:sim-renewal-card"}) as page:
        await expect(row(page, "Papa")).to_be_visible()
        await page.locator("hui-card-edit-mode").first.click()
        for label in ("Shows", "At most this many lines", "Density"):
            await expect(page.get_by_text(label, exact=True).first).to_be_visible()
        await page.get_by_role("textbox", name="Title").fill("Our SIMs")
        await expect(page.get_by_role("heading", name="Our SIMs")).to_be_visible()
