"""What the integration may cost at most, and how that is worked out of the runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .runs import Run

type Runs = Mapping[Run, Sequence[Mapping[str, Any]]]

MEBIBYTE = 2**20

EMPTY = Run(kind="empty")
ONE, TEN = Run(kind="fed", lines=1), Run(kind="fed", lines=10)
HUNDRED = Run(kind="fed", lines=100, jobs=("reload",))
FLOOR = Run(kind="floor", lines=100, jobs=("reload",))
DAY = Run(kind="fed", lines=100, jobs=("day",))
FLOOR_DAY = Run(kind="floor", lines=100, jobs=("day",))
HELPERS = Run(kind="helpers", lines=100, jobs=("two_hours",))
EMPTY_DAY = Run(kind="empty", jobs=("day",))
DATES_DAY = Run(kind="dates", lines=10, jobs=("day",))
CROWD = Run(kind="fed", lines=300, jobs=("turns",))
CROWD_ADDS = Run(kind="fed", lines=300, jobs=("add_line",))
YEARS = Run(kind="years", lines=2, jobs=("renew",))


def least(runs: Runs, run: Run, key: str) -> float:
    """Return the least that was found of the repetitions of a run: what was in its way is noise."""
    return float(min(found[key] for found in runs[run]))


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What is measured in which runs, in which unit, and the most that is all right."""

    name: str
    most: float
    runs: tuple[Run, ...]
    value: Callable[[Runs], float]
    unit: str = ""
    digits: int = 2

    def is_met(self, runs: Runs) -> bool:
        """Return whether it costs no more than that."""
        return round(self.value(runs), self.digits) <= self.most

    def shown(self, runs: Runs) -> str:
        """Return what was found, with its unit."""
        return f"{self.value(runs):.{self.digits}f}{self.unit}"

    @property
    def least_words(self) -> str:
        """Return the goal in words."""
        return f"≤ {self.most:g}{self.unit}"

    def verdict(self, runs: Runs) -> str:
        """Return whether it is met, in a word."""
        return "met" if self.is_met(runs) else "missed"


def above_empty(run: Run, key: str, per: float = 1) -> Callable[[Runs], float]:
    """Return what works out how much more a run needs than the empty house."""
    return lambda runs: (least(runs, run, key) - least(runs, EMPTY, key)) / per


def to_floor(key: str) -> Callable[[Runs], float]:
    """Return what works out how many times as much as the floor a hundred lines need."""
    return lambda runs: above_empty(HUNDRED, key)(runs) / above_empty(FLOOR, key)(runs)


def found(run: Run, key: str, per: float = 1) -> Callable[[Runs], float]:
    """Return what reads a figure of a run."""
    return lambda runs: least(runs, run, key) / per


def idle_share(runs: Runs) -> float:
    """Return what idling costs above the floor, in percent of what the helpers cost."""
    own = least(runs, DAY, "idle") - least(runs, FLOOR_DAY, "idle")
    helpers = least(runs, HELPERS, "idle") - least(runs, EMPTY_DAY, "idle")
    return 100 * own / helpers


GOALS = (
    Goal(
        name="CPU of the start, one line, above the empty house",
        most=0.12,
        unit=" s",
        runs=(EMPTY, ONE),
        value=above_empty(ONE, "start"),
    ),
    Goal(
        name="CPU of the start, ten lines, above the empty house",
        most=0.2,
        unit=" s",
        runs=(EMPTY, TEN),
        value=above_empty(TEN, "start"),
    ),
    Goal(
        name="CPU of the start, a hundred lines, to the floor",
        most=1.5,
        unit=" x",
        runs=(EMPTY, FLOOR, HUNDRED),
        value=to_floor("start"),
    ),
    Goal(
        name="memory, one line, above the empty house",
        most=8,
        unit=" MiB",
        digits=1,
        runs=(EMPTY, ONE),
        value=above_empty(ONE, "memory", MEBIBYTE),
    ),
    Goal(
        name="memory, a hundred lines, to the floor",
        most=1.3,
        unit=" x",
        runs=(EMPTY, FLOOR, HUNDRED),
        value=to_floor("memory"),
    ),
    Goal(
        name="CPU of a day without news above the floor, a hundred lines, "
        "of what template helpers need",
        most=3,
        unit=" %",
        runs=(EMPTY_DAY, FLOOR_DAY, HELPERS, DAY),
        value=idle_share,
    ),
    Goal(
        name="writes of the worst entity in a day without news",
        most=1,
        digits=0,
        runs=(DAY,),
        value=found(DAY, "writes"),
    ),
    Goal(
        name="writes of the worst entity that say nothing new, in a day",
        most=1,
        digits=0,
        runs=(DAY,),
        value=found(DAY, "reports"),
    ),
    Goal(
        name="rows of statistics of a line in a day, dates only",
        most=0,
        runs=(DATES_DAY,),
        value=found(DATES_DAY, "statistics", DATES_DAY.lines),
    ),
    Goal(
        name="longest turn of the loop in a day with its midnight, 300 lines",
        most=20,
        unit=" ms",
        digits=0,
        runs=(CROWD,),
        value=found(CROWD, "longest_turn", 0.001),
    ),
    Goal(
        name="CPU of loading again, a hundred lines, to the floor",
        most=1.2,
        unit=" x",
        runs=(FLOOR, HUNDRED),
        value=lambda runs: least(runs, HUNDRED, "reload") / least(runs, FLOOR, "reload"),
    ),
    Goal(
        name="adding a line to 300",
        most=0.5,
        unit=" s",
        runs=(CROWD_ADDS,),
        value=found(CROWD_ADDS, "add_line"),
    ),
    Goal(
        name="writes of other lines when a line is added to 300",
        most=0,
        digits=0,
        runs=(CROWD_ADDS,),
        value=found(CROWD_ADDS, "touched"),
    ),
    Goal(
        name="recording a renewal of a line with 120, to that of a young line",
        most=1.5,
        unit=" x",
        runs=(YEARS,),
        value=lambda runs: least(runs, YEARS, "renew_old") / least(runs, YEARS, "renew_young"),
    ),
)
