"""Reading costs in proportion to the length of a text, whatever the text is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
import sys

import pytest

from custom_components.sim_renewal.core.messages import MOST_CHARACTERS
from custom_components.sim_renewal.core.messages.reader import read_message

ON = date(2026, 11, 24)
TOOL = 4
"""A number for our own counting, beside that of coverage."""

PIECES = [
    "a",
    "a-",
    "a.",
    "a.b.c.d.",
    "a.fr ",
    "http://a ",
    "1",
    "1.",
    "1,",
    "1 ",
    "1'",
    "(",
    ").",
    "12/05 ",
    "et 5 Go ",
    "€ 5 ",
    "5% de 5Go ",
    "1Go ",
    "1h",
    "5 jours ",
    "12 mai ",
    "0612 ",
    "12/05/2026 ",
    "jusqu'au 12/05/2026 ",
    "avant le 1/1 ",
    "il vous reste ",
    "il vous reste 1Go, ",
    "5 Go ou ",
    "si 5€ ",
    "solde: 5€\n",
    "appels et ",
    "illimite ",
    "bis zum 1. ",
    "流量剩余1G",
    "至",
    "\u0301",
]
QUICK = {"1", "(", "€ 5 ", "et 5 Go ", "12 mai ", "il vous reste "}
"""What the inner loop tries."""


@contextmanager
def counted() -> Iterator[list[int]]:
    """Count the steps of the interpreter: calls, and jumps in loops."""
    steps = [0]
    events = sys.monitoring.events

    def step(*_: object) -> None:
        steps[0] += 1

    sys.monitoring.use_tool_id(TOOL, "steps")
    try:
        for event in (events.PY_START, events.PY_RESUME, events.CALL, events.JUMP):
            sys.monitoring.register_callback(TOOL, event, step)
        sys.monitoring.set_events(
            TOOL, events.PY_START | events.PY_RESUME | events.CALL | events.JUMP
        )
        yield steps
    finally:
        sys.monitoring.set_events(TOOL, events.NO_EVENTS)
        sys.monitoring.free_tool_id(TOOL)


def steps_of(text: str) -> int:
    """Return how many steps it takes to read a text, once all is at hand that it needs."""
    read_message(text, received_on=ON)
    with counted() as steps:
        read_message(text, received_on=ON)
    return steps[0]


@pytest.mark.parametrize(
    "piece",
    [pytest.param(each, marks=() if each in QUICK else pytest.mark.slow) for each in PIECES],
)
def test_twice_the_text_takes_about_twice_the_steps(piece) -> None:
    whole = (piece * MOST_CHARACTERS)[:MOST_CHARACTERS]
    half = whole[: MOST_CHARACTERS // 2]

    assert steps_of(whole) < 2.3 * steps_of(half)


def test_steps_are_counted() -> None:
    with counted() as steps:
        sum(value for value in range(100))

    assert steps[0] >= 100
