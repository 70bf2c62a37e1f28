"""What 200 lines cost a browser: `python -m tests.frontend.benchmark`.

Times are of the script alone, each the median of nine rounds in one page. The ratio to a card
without lines, in the same rounds, tells more than the milliseconds of one machine.
"""

import asyncio
import sys

from .pictures import browser_page, served

_MEASURE = "import('/tests/frontend/page/measure.mjs').then(({ measure }) => measure())"


async def _measured(address: str) -> dict[str, float]:
    async with browser_page() as page:
        await page.goto(f"{address}?view=house")
        await page.wait_for_selector("body[data-ready]")
        found: dict[str, float] = await page.evaluate(_MEASURE)
        return found


def main() -> None:
    """Measure, and say what was found."""
    with served() as address:
        found = asyncio.run(_measured(address))
    whole = found["many"]
    ratio = whole / max(found["empty"], 0.1)
    lines = (
        f"200 lines: {whole:.1f} ms, {ratio:.0f} times an empty card",
        f"elements: {found['elements']:.0f}",
        f"one of them changes: {found['one'] / whole:.1%} of that",
        f"something else in Home Assistant changes: {found['unrelated'] / whole:.1%} of that",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
