"""Nothing is lost and nothing is said too often when Home Assistant is killed: the short form."""

from pathlib import Path

import pytest

from scripts.realhome.crashes import run

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

CRASHES = 4


async def test_four_crashes_lose_nothing(tmp_path: Path) -> None:
    moments = []

    figures, violations = await run(
        tmp_path, CRASHES, 7, lambda _household, _number, moment: moments.append(moment)
    )

    assert violations == [], figures
    assert moments == ["boot", "push on its way", "recording", "after an answer"]
