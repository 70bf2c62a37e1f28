"""Kill a real Home Assistant again and again, and look whether anything is lost or said twice."""

import argparse
import asyncio
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from random import Random
import sys
import tempfile
import time
from zoneinfo import ZoneInfo

from .connection import Refused
from .crash_household import Crashes
from .crash_moments import MOMENTS, UNANSWERED, Moments
from .crash_people import ACTIONS, ANSWERS, SILENCES
from .crash_phone import HoldingPhone
from .crash_setup import set_up
from .home import Home
from .phone_shade import System
from .process import HassDied, HassProcess, free_port
from .terminal import say

CONFIGURATION = """\
homeassistant:
api:
auth:
config:
onboarding:
repairs:
mobile_app:
logger:
  default: warning
"""
"""As little as is needed: a quick start leaves time for more crashes."""

PHONES: dict[str, System] = {"Anna": "Android", "Bruno": "iOS", "Carla": "Android"}
"""Anna and Bruno are reminded first; Carla, the last one, is there for emergencies."""


async def run(
    directory: Path, crashes: int, seed: int, on_crash: Callable[[Crashes, int, str], None]
) -> tuple[str, list[str]]:
    """Set up a household, crash it, and return the figures and the violations."""
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    zone = _zone_in_the_morning()
    today = datetime.now(ZoneInfo(zone)).date()
    async with (
        HassProcess(directory, free_port()) as hass,
        Home(hass.url) as home,
        AsyncExitStack() as phones,
    ):
        household = Crashes(hass, home, random, today)
        moments = Moments(household)
        hass.prepare()
        (directory / "configuration.yaml").write_text(CONFIGURATION, encoding="utf-8")
        ready = {
            name: await phones.enter_async_context(
                HoldingPhone(name, household.hear, system=system)
            )
            for name, system in PHONES.items()
        }
        await hass.start()
        await home.onboard(language="en", country="FR", currency="EUR", zone=zone)
        await home.wait_until_running()
        await set_up(household, ready)
        for number in range(1, crashes + 1):
            # First they come in turn, so that few crashes show many moments.
            in_turn = number <= len(MOMENTS)
            (chosen,) = random.choices([*MOMENTS], weights=[*MOMENTS.values()])
            moment = [*MOMENTS][number - 1] if in_turn else chosen
            await moments.die(moment)
            on_crash(household, number, moment)
        await moments.end()
        return summary(household, crashes), household.violations


def _zone_in_the_morning() -> str:
    """Return a zone where midnight, and with it the next stage of each line, is far away."""
    ahead = (6 - datetime.now(ZoneInfo("UTC")).hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}"


def summary(household: Crashes, crashes: int) -> str:
    """Return the figures of a run."""
    counts, boxes = household.counts, list(household.boxes.values())
    ears = [ear for line in household.lines for ear in line.model.ears.values()]

    def counted(names: Iterable[str], ending: str = "") -> str:
        found = {name: counts[f"{name}{ending}"] for name in names}
        each = ", ".join(f"{name} {count}" for name, count in found.items())
        return f"{sum(found.values())} ({each})"

    return "\n".join(
        (
            f"crashes: {crashes} ({', '.join(f'{each} {counts[each]}' for each in MOMENTS)})",
            f"kills that left a half-written file: {counts['kills amid a write']}",
            f"reminders of a line under way at a kill: {counts['under way at a kill']}",
            f"actions that were acknowledged: {counted(ACTIONS)}",
            f"answers that were seen to count: {counted(ANSWERS)}",
            f"of these pressed during a reload: {counts['answered during a reload']}",
            f"answers pressed once more: {counts['pressed again']}",
            f"answers pressed just before a kill: {counted(ANSWERS, ', just before a kill')}",
            f"in flight at a kill, and done, by lines: {counts['in flight, happened']}",
            f"in flight at a kill, and not done, by lines: {counts['in flight, did not']}",
            f"silences: {counted(SILENCES)}",
            "messages: " + ", ".join(f"{each.who} {each.messages}" for each in boxes),
            f"messages about several lines: {sum(each.bundles for each in boxes)}",
            f"messages that shrank: {sum(each.shrunk for each in boxes)}",
            f"messages cleared: {sum(each.clears for each in boxes)}",
            f"notices of what a press did: {sum(each.notices for each in boxes)}",
            f"of these that it came too late: {sum(each.late_presses for each in boxes)}",
            f"reminders of a line: {sum(each.pushes for each in ears)}",
            f"reminders of a line repeated after a crash: {sum(each.repeats for each in ears)}",
            f"lost, or said too often: {len(household.violations)}",
            *(f"  {each}" for each in household.violations),
        )
    )


def main() -> int:
    """Read the options and run; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts.realhome.crashes")
    parser.add_argument("--crashes", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    known = [0]

    def tell(household: Crashes, number: int, moment: str) -> None:
        seconds = time.monotonic() - began
        found = len(household.violations)
        say(f"[{seconds:5.0f} s] {number}/{options.crashes} killed: {moment}; violations: {found}")
        for each in household.violations[known[0] :]:
            say(f"  {each}")
        known[0] = found

    with tempfile.TemporaryDirectory() as directory:
        try:
            figures, violations = asyncio.run(
                run(Path(directory), options.crashes, options.seed, tell)
            )
        except (Refused, HassDied, TimeoutError, *UNANSWERED) as error:
            print(f"The test itself failed: {error!r}", file=sys.stderr)
            return 1
    say(figures)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
