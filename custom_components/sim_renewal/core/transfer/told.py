"""What a file tells of dates and of data that ran out, put as a record keeps it.

Files are sorted, cut and joined by hand, so that what they tell can overlap or come in any order.
"""

from collections.abc import Iterable
from dataclasses import replace

from ..evidence import EMPTIED_KEPT, Emptied, Statement, with_statement


def statements_in_order(told: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return statements as if each had been told in its turn."""
    kept: tuple[Statement, ...] = ()
    for each in sorted(told, key=lambda each: each.as_of):
        kept = with_statement(kept, replace(each, repeated_at=None))
        if each.repeated_at is not None:
            kept = with_statement(kept, replace(each, as_of=each.repeated_at, repeated_at=None))
    return kept


def emptied_in_order(told: Iterable[Emptied]) -> tuple[Emptied, ...]:
    """Return the times without data, of which those that touch are one."""
    kept: list[Emptied] = []
    for each in sorted(told, key=lambda each: each.at):
        last = kept[-1] if kept else None
        if last is None or (last.refilled_at is not None and last.refilled_at < each.at):
            kept.append(each)
        else:
            refills = (last.refilled_at, each.refilled_at)
            refilled_at = max((at for at in refills if at is not None), default=None)
            kept[-1] = replace(last, refilled_at=refilled_at)
    return tuple(kept[-EMPTIED_KEPT:])
