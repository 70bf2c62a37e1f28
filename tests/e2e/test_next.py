"""The same integration on the Home Assistant after the one that the other tests run on."""

from pathlib import Path

import homeassistant.const
import pytest

from scripts.realhome.household import add_household

from .conftest import NEXT

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not NEXT.exists(), reason="needs scripts/setup --next"),
]


@pytest.fixture(scope="module")
def hass_program() -> Path:
    return NEXT


async def test_a_household_starts_and_starts_again(home, phone, hass_process, today) -> None:
    assert (await home.get("/api/config"))["version"] != homeassistant.const.__version__
    await add_household(home, phone.target, today)
    push = await phone.next_push(lambda each: "Papa" in (each.title or ""))
    await phone.press(push, "Renewed")
    await phone.next_push(lambda each: each.clears and each.tag == push.tag)
    lines = await home.lines()
    assert {name: line["status"] for name, line in lines.items()} == {
        "Papa": "active",
        "Maman": "active",
        "Grand-mère": "grace",
        "London": "active",
        "Visitors": "not_started",
        "Alarm": "active",
        "Tablet": "active",
    }

    await hass_process.stop()
    await hass_process.start()
    await home.log_in()
    await home.wait_until_running()

    assert await home.lines() == lines
    assert await home.issues() == []
