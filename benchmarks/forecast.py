"""How far off the forecast of data is, compared with a line through the first and last reading.

Usage: .venv/bin/python -m benchmarks.forecast [--series 60] [--seed 1]

Each series is the use of one line, hour by hour, drawn from the parameters below with a fixed seed,
and what a source shows of it. At several moments of each, what was shown until then is given to
both. The truth is when the data really ran out, had nobody topped up any more. A forecast that lies
in the past or more than a year ahead counts as none, whoever makes it.

Prints for each kind the mean absolute error in days, where both say something; how often each says
nothing; what the line is off by where ours is silent; and the ratio to a line that begins only
after the last top-up. Fails unless the error of ours is 30 % lower over the synthetic kinds, over
the realistic ones, and over all; each kind counts the same.
"""

import argparse
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from math import exp, log
from random import Random
from statistics import mean
import sys

from custom_components.sim_renewal.core.forecast import FURTHEST, runs_out
from custom_components.sim_renewal.core.history import History
from custom_components.sim_renewal.core.model import Measure
from custom_components.sim_renewal.core.source_values import Counter, counted, left_of

LARGEST_RATIO = 0.7

START = datetime(2026, 1, 5, tzinfo=UTC)
GIGABYTE = 10**9
DAYS = 240
HOUR = timedelta(hours=1)

LOOKED_AT = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9)
"""At which shares of the time until its data runs out a line is looked at."""

OVER_THE_DAY = (
    *(0.15, 0.08, 0.05, 0.04, 0.04, 0.08, 0.3, 0.8, 1.0, 0.9, 0.9, 1.1),
    *(1.4, 1.2, 0.9, 0.9, 1.0, 1.3, 1.6, 1.8, 2.0, 1.9, 1.3, 0.6),
)
"""How the use of a day falls on its hours, on average."""

type Use = Callable[[Random], tuple[float, list[float]]]
"""Draws the usual use of a day, and the use of each day, in GB."""


# How lines are used


def spread(random: Random, usual: float, sigma: float) -> float:
    """Return a day's use around `usual`, with a lognormal spread."""
    return usual * exp(random.gauss(0, sigma) - sigma * sigma / 2)


def between(random: Random, low: float, high: float) -> float:
    """Return a number whose logarithm is anywhere between those of two others."""
    return exp(random.uniform(log(low), log(high)))


def steady(random: Random) -> tuple[float, list[float]]:
    """0.2 to 3 GB a day, give or take 20 %."""
    usual = between(random, 0.2, 3)
    return usual, [spread(random, usual, 0.2) for _ in range(DAYS)]


def weekdays(random: Random) -> tuple[float, list[float]]:
    """Weekends with 2 to 6 times the use of other days, or the other way round."""
    usual, factor = between(random, 0.2, 3), random.uniform(2, 6)
    week = [1.0] * 5 + [factor] * 2 if random.random() < 0.7 else [factor] * 5 + [1.0] * 2
    usual_share = mean(week)
    return usual, [spread(random, usual * week[day % 7] / usual_share, 0.25) for day in range(DAYS)]


def bursts(random: Random) -> tuple[float, list[float]]:
    """On 3 to 12 % of the days 5 to 15 times as much more."""
    usual, share = random.uniform(0.2, 1), random.uniform(0.03, 0.12)
    return usual, [
        spread(random, usual, 0.4)
        + (usual * random.uniform(5, 15) if random.random() < share else 0)
        for _ in range(DAYS)
    ]


def growing(random: Random) -> tuple[float, list[float]]:
    """1 to 5 % of the first day's use more each day."""
    usual, growth = random.uniform(0.2, 1), random.uniform(0.01, 0.05)
    return usual, [spread(random, usual * (1 + growth * day), 0.3) for day in range(DAYS)]


def changed_habit(random: Random) -> tuple[float, list[float]]:
    """From some day in the second to fourth week on a quarter, 0.4, 2.5 or 4 times as much."""
    usual, since = random.uniform(0.2, 1), random.randrange(8, 25)
    factor = random.choice([0.25, 0.4, 2.5, 4])
    return usual, [
        spread(random, usual * (factor if day >= since else 1), 0.3) for day in range(DAYS)
    ]


def phone(random: Random) -> tuple[float, list[float]]:
    """0.15 to 1.2 GB a day, each day like the one before (0.6), other weekends.

    Every 40 days or so there are 4 to 14 days away, with a tenth or up to 4 times the use, and on
    3 % of the days something large is downloaded.
    """
    usual, weekend = between(random, 0.15, 1.2), random.uniform(0.6, 1.8)
    level, away, factor = 0.0, 0, 1.0
    days: list[float] = []
    for day in range(DAYS):
        level = 0.6 * level + random.gauss(0, 0.35)
        if away:
            away -= 1
        elif random.random() < 1 / 40:
            away, factor = random.randrange(4, 15), random.choice([0.1, 2.5, 4])
        use = usual * exp(level - 0.19) * (weekend if day % 7 >= 5 else 1)
        use *= factor if away else 1
        use += usual * random.uniform(4, 10) if random.random() < 0.03 else 0
        days.append(use)
    return usual, days


def home_router(random: Random) -> tuple[float, list[float]]:
    """3 to 12 GB a day, nearly twice as much on weekends, and on 5 % of the days 10 to 60 more."""
    usual = random.uniform(3, 12)
    level = 0.0
    days: list[float] = []
    for day in range(DAYS):
        level = 0.5 * level + random.gauss(0, 0.3)
        use = usual * exp(level - 0.06) * (1.5 if day % 7 >= 5 else 0.8)
        days.append(use + (random.uniform(10, 60) if random.random() < 0.05 else 0))
    return usual, days


def backup(random: Random) -> tuple[float, list[float]]:
    """Next to nothing, but every two weeks or so one to three days of 0.3 to 1.5 GB."""
    left = 0
    days: list[float] = []
    for _ in range(DAYS):
        if left == 0 and random.random() < 1 / 15:
            left = random.randrange(1, 4)
        days.append(random.uniform(0.3, 1.5) if left else random.uniform(0, 0.02))
        left = max(left - 1, 0)
    return 0.15, days


def traveller(random: Random) -> tuple[float, list[float]]:
    """0.4 to 1.5 GB a day, more on the first two, give or take half."""
    usual = random.uniform(0.4, 1.5)
    return usual, [spread(random, usual * (1.6 if day < 2 else 1), 0.5) for day in range(DAYS)]


# What is shown of it


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of line: its use, what it begins with, how it is topped up, and how it is read.

    `supply` is what it begins with, in days of its usual use. It is filled up again with what it
    began with `when_low` (as soon as somebody notices that less than a tenth is left, up to four
    times) or `each_month`. A source shows what is left `every` so many hours, give or take a
    `varying` share, in steps of `step` GB, and 3 % of the readings are wrong if it is `faulty`.
    `by_counter`, it shows what was used, and begins at zero again every 12 days or so.
    """

    name: str
    use: Use
    supply: tuple[float, float] = (12, 45)
    when_low: bool = False
    each_month: bool = False
    every: float = 6
    varying: float = 0.2
    step: float = 0.01
    jitter: float = 0
    outages: float = 0
    faulty: bool = False
    by_counter: bool = False


SYNTHETIC = (
    Kind(name="steady", use=steady),
    Kind(name="weekday pattern", use=weekdays),
    Kind(name="bursts", use=bursts),
    Kind(name="growing", use=growing),
    Kind(name="changed habit", use=changed_habit),
    Kind(name="counter that restarts", use=steady, every=1, by_counter=True, each_month=True),
    Kind(name="rounded to 0.1 GB", use=steady, step=0.1),
    Kind(name="noisy by 0.08 GB", use=steady, step=0.1, jitter=0.08),
    Kind(name="sparse", use=steady, every=72, varying=0.7, step=0.1),
    Kind(name="faulty source", use=steady, faulty=True),
    Kind(name="top-ups", use=steady, when_low=True),
    Kind(name="monthly refills", use=weekdays, each_month=True),
)
REALISTIC = (
    Kind(name="phone, one plan", use=phone, every=4, outages=0.02),
    Kind(name="phone, topped up", use=phone, every=4, outages=0.02, when_low=True),
    Kind(name="phone, typed in", use=phone, every=72, varying=0.7, step=0.1, when_low=True),
    Kind(name="router at home", use=home_router, every=1, each_month=True),
    Kind(name="backup SIM", use=backup, every=24),
    Kind(name="eSIM for a journey", use=traveller, supply=(4, 12), every=2, step=0.001),
)


@dataclass(frozen=True, slots=True)
class Case:
    """What was shown up to a moment, and when the data really ran out."""

    history: History
    first: Measure
    since_top_up: Measure
    last: Measure
    now: datetime
    truth: datetime


def by_hours(random: Random, days: Sequence[float]) -> list[float]:
    """Return the use of each hour, in bouts."""
    hours: list[float] = []
    for use in days:
        shares = [share * random.gammavariate(0.7, 1 / 0.7) for share in OVER_THE_DAY]
        hours += [use * share / sum(shares) for share in shares]
    return hours


def left_by_hours(random: Random, kind: Kind, hours: Sequence[float], start: float) -> list[float]:
    """Return what is left after each hour, until nothing is."""
    left = [start]
    refills = DAYS if kind.by_counter else random.randrange(1, 5)
    fills_up_at_zero = kind.when_low or (kind.each_month and not kind.by_counter)
    for hour, use in enumerate(hours):
        rest = left[-1] - use
        monthly = kind.each_month and hour > 0 and hour % (24 * 30) == 0
        low = kind.when_low and rest < start / 10 and random.random() < 0.2
        if refills and (monthly or low or (rest <= 0 and fills_up_at_zero)):
            rest = start if kind.each_month else max(rest, 0) + start
            refills -= 1
        left.append(rest)
        if rest <= 0:
            break
    return left


def shown(
    random: Random, kind: Kind, left: Sequence[float], hours: Sequence[float]
) -> Iterator[tuple[float, float, float]]:
    """Return when a source shows what, and what is really left then."""
    at, silent_until = random.uniform(0, 5), 0.0
    counter: Counter | None = None
    counted_since, restarts_at = 0.0, random.expovariate(1 / (24 * 12))
    used = list(accumulate(hours, initial=0.0))
    while at < len(left) - 1:
        hour, share = int(at), at - int(at)
        really = left[hour] - hours[hour] * share
        amount = max(round((really + random.gauss(0, kind.jitter)) / kind.step) * kind.step, 0)
        if kind.by_counter:
            total = used[hour] + hours[hour] * share
            if at > restarts_at:
                counted_since, restarts_at = total, at + random.expovariate(1 / (24 * 12))
            on = (START + int(at) // (24 * 30) * timedelta(days=30)).date()
            total_shown = Decimal(round((total - counted_since) * GIGABYTE))
            counter = counted(counter, "router", total_shown, on, on.day)
            amount = float(left_of(Decimal(round(left[0] * GIGABYTE)), counter.used)) / GIGABYTE
        if kind.faulty and random.random() < 0.03:
            amount = random.choice([0, amount / 10, amount * 10])
        if at >= silent_until:
            yield at, amount, really
        if random.random() < kind.outages:
            silent_until = at + random.uniform(24, 24 * 6)
        at += kind.every * random.uniform(1 - kind.varying, 1 + kind.varying)


def cases(random: Random, kind: Kind) -> Iterator[Case]:
    """Return one line of a kind, looked at several times."""
    usual, days = kind.use(random)
    hours = by_hours(random, days)
    used = list(accumulate(hours, initial=0.0))
    left = left_by_hours(random, kind, hours, usual * random.uniform(*kind.supply))
    history, since = History(), 0
    measures: list[Measure] = []
    moments = [share * (len(left) - 1) for share in LOOKED_AT]
    at_last = (0.0, 0.0)
    for at, amount, really in (*shown(random, kind, left, hours), (float(len(left)), 0.0, 0.0)):
        while moments and moments[0] < at:
            now = moments.pop(0)
            target = used[int(at_last[0])] + hours[int(at_last[0])] * (at_last[0] % 1) + at_last[1]
            if len(measures) < 2 or target >= used[-1]:
                continue
            hour = bisect_left(used, target) - 1
            truth = hour + (target - used[hour]) / hours[hour]
            yield Case(
                history, measures[0], measures[since], measures[-1], moment(now), moment(truth)
            )
        measure = Measure(Decimal(round(amount * GIGABYTE)), moment(at))
        if measures and measure.amount > measures[-1].amount + Decimal(GIGABYTE) * 3 / 10:
            since = len(measures)
        measures.append(measure)
        history = history.with_readings(measure)
        at_last = at, really


def moment(hour: float) -> datetime:
    """Return the moment so many hours after the beginning."""
    return START + hour * HOUR


# Who is how far off


def line_through(first: Measure, last: Measure, now: datetime) -> datetime | None:
    """Return when a line through two readings comes to zero."""
    used, passed = first.amount - last.amount, last.measured_at - first.measured_at
    if used <= 0:
        return None
    ahead = float(last.amount / used) * (passed / HOUR)
    return told(last.measured_at + ahead * HOUR, now) if ahead < FURTHEST / HOUR else None


def told(at: datetime | None, now: datetime) -> datetime | None:
    """Return a forecast, unless it is none."""
    return at if at is not None and now < at <= now + FURTHEST else None


@dataclass(frozen=True, slots=True)
class Result:
    """How a kind was foretold: errors in days, shares of silence, and the ratio to a better line.

    `line_alone` is the error of the line where ours says nothing.
    """

    line: float
    ours: float
    line_silent: float
    ours_silent: float
    line_alone: float | None
    to_line_since_top_up: float

    @property
    def ratio(self) -> float:
        """The error of ours for each day of error of the line."""
        return self.ours / self.line


HEADINGS = """\
                          error in days          says nothing  line where  ratio to line
                           line      ours  ratio   line   ours  ours silent  since top-up"""


def off(at: datetime, truth: datetime) -> float:
    """Return an error in days."""
    return abs(at - truth) / timedelta(days=1)


def measure_kind(seed: int, kind: Kind, series: int) -> Result:
    """Return how far off both are over so many series of a kind."""
    random = Random(f"{seed} {kind.name}")  # noqa: S311
    both: list[tuple[float, float]] = []
    both_since: list[tuple[float, float]] = []
    alone: list[float] = []
    asked = line_silent = ours_silent = 0
    for _ in range(series):
        for case in cases(random, kind):
            forecast = runs_out(case.history, case.now, until=None)
            ours = told(forecast.moment, case.now) if forecast else None
            line = line_through(case.first, case.last, case.now)
            since = line_through(case.since_top_up, case.last, case.now)
            asked += 1
            line_silent += line is None
            ours_silent += ours is None
            if line and ours:
                both.append((off(line, case.truth), off(ours, case.truth)))
            elif line:
                alone.append(off(line, case.truth))
            if since and ours:
                both_since.append((off(since, case.truth), off(ours, case.truth)))
    return Result(
        line=mean(line for line, _ in both),
        ours=mean(ours for _, ours in both),
        line_silent=line_silent / asked,
        ours_silent=ours_silent / asked,
        line_alone=mean(alone) if alone else None,
        to_line_since_top_up=mean(ours for _, ours in both_since)
        / mean(line for line, _ in both_since),
    )


def main() -> None:
    """Measure every kind, print it, and fail where ours is not enough better."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--series", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(HEADINGS)
    found: dict[str, list[Result]] = {}
    for title, kinds in (("synthetic", SYNTHETIC), ("realistic", REALISTIC)):
        found[title] = []
        for kind in kinds:
            result = measure_kind(options.seed, kind, options.series)
            found[title].append(result)
            alone = "-" if result.line_alone is None else f"{result.line_alone:.2f}"
            print(
                f"{kind.name:22}{result.line:9.2f}{result.ours:10.2f}{result.ratio:7.2f}"
                f"{result.line_silent:7.0%}{result.ours_silent:7.0%}{alone:>13}"
                f"{result.to_line_since_top_up:14.2f}"
            )
    found["all"] = [result for results in found.values() for result in results]
    enough = True
    for title, results in found.items():
        line, ours = mean(each.line for each in results), mean(each.ours for each in results)
        since = mean(each.to_line_since_top_up for each in results)
        print(f"{title:22}{line:9.2f}{ours:10.2f}{ours / line:7.2f}{since:41.2f}")
        enough &= ours <= LARGEST_RATIO * line
    if not enough:
        sys.exit("The forecast is not 30 % better than the line.")


if __name__ == "__main__":
    main()
