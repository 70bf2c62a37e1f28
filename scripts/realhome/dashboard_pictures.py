"""Pictures of the dashboard, for the READMEs: `python -m scripts.realhome.dashboard_pictures`.

The demo's household in a real Home Assistant, in each language, wide and on a phone. They go into a
directory, by default that of the documentation. Only light ones: a README has one picture each.
"""

import argparse
import asyncio
import io
from pathlib import Path
import tempfile

from PIL import Image

from .browser import PHONE, WIDE, logged_in_page, open_page
from .carrier import Carrier
from .configuration import ROOT
from .dashboard import PATH
from .demo import LANGUAGES, begin
from .home import Home
from .phone_page import ShownPhone
from .process import HassProcess, free_port

WINDOWS = {"wide": WIDE, "phone": PHONE}
COLOURS = 255


async def take_pictures(target: Path, language: str) -> None:
    """Set up the demo's household in a language, and photograph its dashboard."""
    with tempfile.TemporaryDirectory() as directory:
        async with (
            ShownPhone("Demo phone") as phone,
            ShownPhone("Anna phone") as annas_phone,
            Carrier() as carrier,
            HassProcess(Path(directory), free_port()) as hass,
        ):
            hass.prepare()
            await hass.start()
            async with Home(hass.url) as home:
                await begin(home, (phone, annas_phone), carrier, language)
                for name, window in WINDOWS.items():
                    await _photograph(home, window, language, target, name)


async def _photograph(
    home: Home, window: tuple[int, int], language: str, target: Path, name: str
) -> None:
    async with logged_in_page(home, window=window, language=language) as page:
        await open_page(page, f"/{PATH}")
        await page.locator("sim-renewal-card li").first.wait_for()
        await page.wait_for_load_state("networkidle")
        picture = await page.screenshot(animations="disabled")
    small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS)
    small.save(target / f"dashboard-{name}-{language}.png", optimize=True)


def main() -> None:
    """Read where the pictures go and in which languages, and take them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, nargs="?", default=ROOT / "docs" / "images")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    chosen = parser.parse_args()
    for language in chosen.language or LANGUAGES:
        asyncio.run(take_pictures(chosen.target, language))


if __name__ == "__main__":
    main()
