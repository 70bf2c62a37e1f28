"""Nothing is lost and nothing is said too often when Home Assistant is killed: the short form."""

from pathlib import Path

import pytest

from scripts.realhome.crash_household import Crashes
from scripts.realhome.crash_moments import MOMENTS
from scripts.realhome.crashes import run

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

CRASHES = 5


async def test_a_few_crashes_lose_nothing(tmp_path: Path) -> None:
    moments: list[str] = []
    bundles: list[int] = []

    def look(household: Crashes, _number: int, moment: str) -> None:
        moments.append(moment)
        bundles.append(sum(box.bundles for box in household.boxes.values()))

    figures, violations = await run(tmp_path, CRASHES, 7, look)

    assert violations == [], figures
    assert moments == [*MOMENTS][:CRASHES]
    assert bundles[-1] > 0, figures
