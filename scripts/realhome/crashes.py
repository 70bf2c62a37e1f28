"""Kill a real Home Assistant again and again, and look whether anything is lost or said twice."""

import argparse
import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
import sys
import tempfile
import time
from zoneinfo import ZoneInfo

from .connection import Refused
from .crash_household import MOMENTS, UNANSWERED, Crashes, HoldingPhone
from .home import Home
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


async def run(
    directory: Path, crashes: int, seed: int, on_crash: Callable[[Crashes, int, str], None]
) -> tuple[str, list[str]]:
    """Set up a household, crash it, and return the figures and the violations."""
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    zone = _zone_in_the_morning()
    today = datetime.now(ZoneInfo(zone)).date()
    async with HassProcess(directory, free_port()) as hass, Home(hass.url) as home:
        household = Crashes(hass, home, random, today)
        hass.prepare()
        (directory / "configuration.yaml").write_text(CONFIGURATION, encoding="utf-8")
        async with HoldingPhone("Demo phone", household.hear) as phone:
            await hass.start()
            await home.onboard(language="en", country="FR", currency="EUR", zone=zone)
            await home.wait_until_running()
            await household.set_up(phone)
            for number in range(1, crashes + 1):
                # First they come in turn, so that few crashes show many moments.
                in_turn = number <= len(MOMENTS)
                moment = MOMENTS[number - 1] if in_turn else random.choice(MOMENTS)
                await household.die(moment)
                on_crash(household, number, moment)
            await household.wake()
            await hass.stop()
            return summary(household, crashes), household.violations


def _zone_in_the_morning() -> str:
    """Return a zone where midnight, and with it the next stage of each line, is far away."""
    ahead = (6 - datetime.now(ZoneInfo("UTC")).hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}"


def summary(household: Crashes, crashes: int) -> str:
    """Return the figures of a run."""
    counts, models = household.counts, [line.model for line in household.lines]
    moments = ", ".join(f"{counts[each]} {each}" for each in MOMENTS)
    actions = ("record_renewal", "undo_renewal", "update_balance", "set_validity")
    done = ", ".join(f"{counts[each]} {each}" for each in actions)
    return "\n".join(
        (
            f"crashes: {crashes} ({moments})",
            f"acknowledged actions: {sum(counts[each] for each in actions)} ({done})",
            f"answers by a button that were seen to count: {counts['answered by a button']}",
            f"buttons pressed just before a crash: {counts['pressed just before a crash']}",
            f"in flight at a crash, and done: {counts['in flight, happened']}",
            f"in flight at a crash, and not done: {counts['in flight, did not']}",
            f"pushes: {sum(each.pushes for each in models)}",
            f"pushes repeated after a crash: {sum(each.repeats for each in models)}",
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

    def tell(household: Crashes, number: int, moment: str) -> None:
        seconds = time.monotonic() - began
        found = len(household.violations)
        say(f"[{seconds:5.0f} s] {number}/{options.crashes} killed: {moment}; violations: {found}")

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
