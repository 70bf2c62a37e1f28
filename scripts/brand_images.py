"""Draws the brand images of the integration, in the names and sizes of Home Assistant."""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
DRAWINGS = ROOT / "docs" / "brand"
IMAGES = ROOT / "custom_components" / "sim_renewal" / "brand"

HEIGHTS = {"icon": 256, "logo": 128}
DENSITIES = {"": 1, "@2x": 2}
SCHEMES = {"": "", "-dark": "dark_"}


def draw(page: Page, drawing: Path, image: Path, height: int) -> None:
    """Draw an SVG, as wide as its own proportions make it, on a transparent ground."""
    svg = drawing.read_text(encoding="utf-8")
    _, _, wide, high = map(float, ET.fromstring(svg).attrib["viewBox"].split())  # noqa: S314
    width = round(height * wide / high)
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:100vw}}</style>{svg}")
    drawn = Image.open(BytesIO(page.screenshot(omit_background=True)))
    # Flat colours need no more than a palette, which makes the file three times smaller.
    drawn.quantize(method=Image.Quantize.FASTOCTREE).save(image, optimize=True)
    print(f"{image.relative_to(ROOT)}  {width} x {height}  {image.stat().st_size / 1000:.1f} kB")


def main() -> None:
    """Draw every image in every scheme and density."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        for name, height in HEIGHTS.items():
            for suffix, prefix in SCHEMES.items():
                for density, factor in DENSITIES.items():
                    image = IMAGES / f"{prefix}{name}{density}.png"
                    draw(page, DRAWINGS / f"{name}{suffix}.svg", image, height * factor)
        browser.close()


if __name__ == "__main__":
    main()
