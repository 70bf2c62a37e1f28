"""What the integration costs beside a Home Assistant without it, against the goals.

Usage: .venv/bin/python -m benchmarks.household [--repetitions 3] [--only WORD ...] [--write]

Starts real Home Assistants in houses with and without the integration, one after the other, and
prints a table; `--write` keeps it in docs/performance.md. A start counts with the least CPU of its
repetitions. Fails where a goal is missed.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
import socket
import sys
from tempfile import TemporaryDirectory

from .goals import GOALS, Goal, Runs
from .runs import Houses

DOCUMENT = Path(__file__).parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- begin costs -->", "<!-- end costs -->"


def rows(goals: Sequence[Goal], runs: Runs) -> list[str]:
    """Return the table of what was found, beside what is wanted."""
    found = [
        f"| {goal.name} | {goal.least_words} | {goal.shown(runs)} | {goal.verdict(runs)} |"
        for goal in goals
    ]
    return ["| | goal | found | |", "|---|---|---|---|", *found]


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Measure, print, and keep the table where that is asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks.household", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    goals = [
        goal
        for goal in GOALS
        if not options.only or any(word in goal.name for word in options.only)
    ]
    with TemporaryDirectory() as directory:
        houses = Houses(Path(directory), free_port())
        for repetition in range(options.repetitions):
            for run in dict.fromkeys(run for goal in goals for run in goal.runs):
                if repetition == 0 or run.is_repeated:
                    houses.measure(run)
    table = rows(goals, houses.runs)
    print("\n".join(table))
    if options.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        DOCUMENT.write_text("\n".join([before + BEGIN, *table, END + after]), encoding="utf-8")
    if not all(goal.is_met(houses.runs) for goal in goals):
        sys.exit("A goal is missed.")


if __name__ == "__main__":
    main()
