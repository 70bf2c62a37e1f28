"""What it costs to derive a line of many years from all that was told of it.

Usage: .venv/bin/python -m benchmarks.derive [--renewals 120] [--readings 200] [--statements 100]

Prints the time of one derivation with its replay, and as a yardstick that of writing the same
record as JSON; fails where the ratio is above LARGEST_RATIO. The replay is kept for as long as the
record stays the same, so most derivations cost only what the third line is less than the second.
"""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
import json
import sys
from time import perf_counter
from zoneinfo import ZoneInfo

from custom_components.sim_renewal.core.dates import Span, SpanUnit
from custom_components.sim_renewal.core.encoding import record_to_json
from custom_components.sim_renewal.core.evidence import Clock, Statement, Teller
from custom_components.sim_renewal.core.ledger import entries
from custom_components.sim_renewal.core.line import Line, Offer, derive, replay_of
from custom_components.sim_renewal.core.model import Bucket, Measure, Renewal
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.reminders import ReminderPlan
from custom_components.sim_renewal.core.rule_families import FixedTerm

LARGEST_RATIO = 3.2

REPETITIONS = 200
PARIS = ZoneInfo("Europe/Paris")
START = datetime(2016, 1, 1, 12, tzinfo=UTC)
TERM = timedelta(days=30)
TELLERS = (Teller.PERSON, Teller.TEXT, Teller.SOURCE)
LINE = Line(
    line_id="line",
    name="Papa",
    offer=Offer(
        currency="EUR",
        price=Decimal(10),
        rule=FixedTerm(term=Span(30, SpanUnit.DAYS), grace=Span(6, SpanUnit.MONTHS)),
    ),
)


def history(renewals: int, readings: int, statements: int) -> Record:
    """Return a record of a line that was renewed each month and of which all sorts were told."""
    record = Record().with_dates(START, Teller.SETUP, service=START.date())
    for number in range(renewals):
        at = START + TERM * number
        renewal = Renewal(
            renewal_id=f"{number:026d}",
            renewed_on=at.date(),
            recorded_at=at,
            at=at if number % 2 else None,
            amount=Decimal(10),
            currency="EUR",
            note="at the corner shop",
        )
        record = record.with_renewal(renewal)
    whole = TERM * renewals
    for number in range(statements):
        at = START + whole * (number + 1) / statements + timedelta(hours=1)
        statement = Statement(
            clock=Clock.NUMBER if number % 5 == 0 else Clock.SERVICE,
            until=(at + timedelta(days=5 + number % 30)).date(),
            as_of=at,
            told_at=at,
            teller=TELLERS[number % 3],
        )
        record = record.with_statement(statement)
    for number in range(readings):
        at = START + whole * (number + 1) / readings
        left = Decimal((readings - number) % 30 * 10**9)
        record = record.with_reading(
            {Bucket.DATA_REMAINING: Measure(left, at), Bucket.CREDIT: Measure(Decimal(7), at)}
        )
    return record


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of one piece of work when nothing else was in its way."""
    seconds = []
    for _ in range(REPETITIONS):
        begun = perf_counter()
        work()
        seconds.append(perf_counter() - begun)
    return min(seconds)


def main() -> None:
    """Measure the derivation, the ledger and the yardstick, and print them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--renewals", type=int, default=120)
    parser.add_argument("--readings", type=int, default=200)
    parser.add_argument("--statements", type=int, default=100)
    options = parser.parse_args()
    record = history(options.renewals, options.readings, options.statements)
    now = (START + TERM * options.renewals).astimezone(PARIS)
    replayed = replay_of(LINE, record, PARIS)
    plan = ReminderPlan()
    ratios: list[float] = []
    yardstick = timed(lambda: json.dumps(record_to_json(record)))
    for name, work in (
        ("the record as JSON", None),
        ("derive and replay", lambda: derive(LINE, record, plan, now)),
        ("of that, the replay", lambda: replay_of(LINE, record, PARIS)),
        ("the ledger", lambda: entries(record, replayed)),
    ):
        seconds = yardstick if work is None else timed(work)
        ratios.append(seconds / yardstick)
        print(f"{name:22}{seconds * 1000:8.2f} ms{ratios[-1]:8.2f} x JSON")
    if max(ratios) > LARGEST_RATIO:
        sys.exit("Deriving a line has become slower.")


if __name__ == "__main__":
    main()
