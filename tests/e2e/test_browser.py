"""What a person sees of a line in a real browser, and does there."""

from datetime import date, timedelta
import os
from pathlib import Path

from playwright.async_api import expect
import pytest
import pytest_asyncio

from scripts.realhome.browser import PHONE, WIDE, logged_in_page, open_page
from scripts.realhome.configuration import ROOT
from scripts.realhome.first_minute import Walk, texts_of_line
from scripts.realhome.household import add_household

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

SHOWN = ("status", "service_until", "number_until", "days_left", "data_remaining", "credit")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def line(home, phone, today):
    """Add the demo household, and return the line that is due."""
    await add_household(home, phone.target, today)
    return (await home.lines())["Papa"]


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Return where screenshots go: into the documentation only when that is asked for."""
    return ROOT / "docs" / "images" if os.environ.get("UPDATE_SCREENSHOTS") == "1" else tmp_path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "window"), [("wide", WIDE), ("phone", PHONE)])
async def test_a_line_shows_its_sensors(home, line, pictures, name, window, scheme) -> None:
    texts = await home.translations("entity", "en")
    async with logged_in_page(home, window=window, scheme=scheme) as page:
        await open_page(page, f"/config/devices/device/{line['device_id']}")
        for key in SHOWN:
            text = texts[f"component.sim_renewal.entity.sensor.{key}.name"]
            await expect(page.get_by_text(text, exact=True).first).to_be_visible()
        await page.screenshot(path=pictures / f"line-{name}-{scheme}.png", animations="disabled")


async def test_mark_renewed_moves_the_dates_and_clears_the_push(home, phone, line) -> None:
    push = await phone.next_push(lambda each: "Papa" in (each.title or ""))
    async with logged_in_page(home) as page:
        await open_page(page, f"/config/devices/device/{line['device_id']}")
        row = page.locator("hui-button-entity-row").filter(has_text="Mark renewed")
        await row.get_by_role("button", name="Press").click()

        await phone.next_push(lambda each: each.clears and each.tag == push.tag)
        renewed = date.fromisoformat(line["service_until"]) + timedelta(days=30)
        row = page.locator("hui-sensor-entity-row").filter(has_text="Service until")
        await expect(row.filter(has_text=renewed.isoformat())).to_be_visible()


LANGUAGES = {
    "en": ("Next", "Submit", "Orange · France"),
    "fr": ("Suivant", "Valider", "Orange · France"),
    "zh-Hans": ("下一步", "提交", "Orange · 法国"),
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_further_line_is_added_and_takes_an_offer_of_the_catalogue(
    home, line, pictures, language
) -> None:
    go_on, submit, carrier = LANGUAGES[language]
    texts = await texts_of_line(home, language)
    await home.command("config/core/update", language=language)
    name = f"Papa {language}"

    async def picture(page, file: str) -> None:
        await page.screenshot(path=pictures / f"{file}-{language}.png", animations="disabled")

    async with logged_in_page(home, language=language) as page:
        await open_page(page, "/config/integrations/integration/sim_renewal")
        await page.get_by_role("button", name=texts["initiate_flow.user"]).click()
        await page.locator("input[name=name]").fill(name)
        await page.locator("ha-selector-select").first.click()
        await page.locator("ha-picker-combo-box input").first.fill("Orange")
        await page.get_by_text(carrier, exact=True).last.click()
        await Walk(page, texts, language).pick_day()
        await picture(page, "dialog-1-line")
        dialog = page.locator("dialog-data-entry-flow")
        await dialog.get_by_role("button", name=go_on, exact=True).click()
        await expect(page.get_by_text(texts["step.ready.menu_options.test"])).to_be_visible()
        await picture(page, "dialog-2-ready")
        await page.get_by_text(texts["step.ready.menu_options.finish"], exact=True).click()
        await page.locator("step-flow-abort").wait_for()
        await home.wait_for_lines(name)

        await open_page(page, "/config/integrations/integration/sim_renewal")
        row = page.locator("ha-config-sub-entry-row").filter(has_text=name)
        await row.get_by_role("button", name=texts["initiate_flow.reconfigure"]).click()
        brings = page.get_by_text(texts["step.reconfigure.menu_options.validity"], exact=True)
        await expect(brings).to_be_visible()
        await picture(page, "dialog-3-menu")
        await brings.click()
        await page.get_by_role("radio", name="Mobicarte").click()
        await picture(page, "dialog-4-offer")
        for number, step in enumerate(("terms", "channels"), 5):
            await page.get_by_role("button", name=go_on, exact=True).click()
            await expect(page.get_by_text(texts[f"step.{step}.title"]).first).to_be_visible()
            await picture(page, f"dialog-{number}-{step}")
        await page.get_by_role("button", name=submit, exact=True).click()
        await page.locator("step-flow-abort").wait_for()
        await home.wait_for_lines(name)
    added = (await home.lines())[name]
    assert (added["carrier"], added["offer"]) == ("Orange", "Mobicarte")
    assert any(way["link"] == "https://www.cdiscount.com/" for way in added["channels"])
