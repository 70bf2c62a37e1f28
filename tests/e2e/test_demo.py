"""What `scripts/demo` runs, the first time and the second."""

import asyncio
from contextlib import asynccontextmanager, suppress
from itertools import pairwise
from pathlib import Path
import re

from playwright.async_api import expect
import pytest

from scripts.realhome.browser import new_page
from scripts.realhome.demo import run
from scripts.realhome.home import Home, wait_until
from scripts.realhome.process import free_port, is_port_free
from tests.e2e.conftest import ZONE

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


FED_BY = {
    "Papa": "people, who type it in",
    "Tablet": "another entity",
    "Oncle": "the carrier's texts",
    "Travel": "an account at the carrier",
}


def fed_by(output: str) -> dict[str, str]:
    """Return what feeds each line, as the demo says it."""
    lines = output.splitlines()
    return {
        line.split()[0]: then.partition("fed by ")[2]
        for line, then in pairwise(lines)
        if "service until" in line
    }


@asynccontextmanager
async def running_demo(directory: Path, port: int, said: str, capsys: pytest.CaptureFixture[str]):
    """Run the demo until it has said something, and end it like Ctrl-C."""
    output = []

    async def has_said() -> bool:
        output.append(capsys.readouterr().out)
        return said in "".join(output) or demo.done()

    demo = asyncio.create_task(run(directory, port))
    try:
        await wait_until(has_said, f"the demo said {said}", seconds=120)
        yield "".join(output)
    finally:
        demo.cancel()
        with suppress(asyncio.CancelledError):
            await demo


async def press_renewed_on_the_page(output: str, home_port: int) -> None:
    """Renew a line as a person does at the page of the demo phone."""
    (page_url,) = re.findall(r"Open (\S+) to see the demo phone", output)
    async with new_page(page_url, ZONE) as page, Home(f"http://127.0.0.1:{home_port}") as home:
        await home.log_in()
        before = (await home.lines())["Papa"]
        await page.goto("/")
        card = page.get_by_role("article", name="Papa: 3 days left")
        await expect(card).to_contain_text("Works until")
        await card.get_by_role("button", name="Renewed").click()

        await expect(card).to_have_count(0)
        confirmed = page.get_by_role("article", name="Papa is renewed")
        await expect(confirmed).to_contain_text("€10. Works until")
        await expect(page.get_by_text("Papa: 3 days left, answered with Renewed")).to_be_visible()
        renewed = (await home.lines())["Papa"]
        assert renewed["service_until"] > before["service_until"]

        await confirmed.get_by_role("button", name="Amount paid").click()
        await confirmed.get_by_role("textbox").fill("12 €")
        await confirmed.get_by_role("textbox").press("Enter")
        await expect(confirmed).to_contain_text("€12. Works until")
        fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert await page.evaluate(fits)


async def test_the_second_demo_finds_the_household_of_the_first(tmp_path, capsys) -> None:
    directory, first_port, second_port = tmp_path / "demo", free_port(), free_port()
    async with running_demo(directory, first_port, "Cousin: until when?", capsys) as output:
        assert f"http://localhost:{first_port}" in output
        assert "Papa: 3 days left" in output
        assert "[Renewed]  [Later]" in output
        assert "Oncle        the carrier's text knew of the top-up" in output
        assert "on Anna phone" in output
        assert fed_by(output).items() >= FED_BY.items()
        assert len(fed_by(output)) == 12
        (travel,) = (line for line in output.splitlines() if line.startswith("  Travel"))
        assert "unknown, number" not in travel
        await press_renewed_on_the_page(output, first_port)
    assert is_port_free(first_port)

    async with running_demo(directory, second_port, "Ctrl-C ends", capsys) as output:
        assert "Creating" not in output
        assert "Grand-mère" in output
        assert fed_by(output).items() >= FED_BY.items()
    assert is_port_free(second_port)
