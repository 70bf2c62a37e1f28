"""Nothing is lost and nothing is said too often when Home Assistant is killed: the short form."""

from pathlib import Path

import pytest

from scripts.realhome.crash_moments import MOMENTS
from scripts.realhome.crashes import run

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

CRASHES = 5


async def test_a_few_crashes_lose_nothing(tmp_path: Path) -> None:
    moments = []

    household, figures = await run(
        tmp_path, CRASHES, 7, lambda _household, _number, moment: moments.append(moment)
    )

    assert household.violations == [], figures
    assert moments == list(MOMENTS[:CRASHES])
    assert any(box.bundles for box in household.boxes.values()), figures
