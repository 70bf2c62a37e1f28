"""When data was used up, and when there was more again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from .evidence import EMPTIED_KEPT, NOTICED_WITHIN, Emptied, Teller
from .history import History
from .model import Measure


def is_late(data: Measure, teller: Teller, emptied: tuple[Emptied, ...], history: History) -> bool:
    """Return whether data that is left may be of before somebody else saw that there was none."""
    last = emptied[-1] if emptied else None
    if last is None or last.teller is teller or not teller.can_be_late or data.amount <= 0:
        return False
    before = [each for each in history.points if each.moment < last.at and each.remaining > 0]
    is_more = bool(before) and data.amount > before[-1].remaining
    return not is_more and data.measured_at - last.at < NOTICED_WITHIN


def emptied_by(
    data: Measure, emptied: tuple[Emptied, ...], teller: Teller, bought: Iterable[datetime]
) -> tuple[Emptied, ...]:
    """Return the moments at which data was used up, after one more measure of it.

    What was `bought` in between can be used up anew; a source may not have noticed it yet.
    """
    noticed = data.measured_at - (NOTICED_WITHIN if teller.can_be_late else timedelta(0))
    last = emptied[-1] if emptied else None
    is_open = last is not None and last.refilled_at is None and last.at <= data.measured_at
    if data.amount <= 0:
        is_later = last is None or data.measured_at > (last.refilled_at or last.at)
        is_bought = last is not None and any(last.at < at < noticed for at in bought)
        is_new = is_later and (is_bought or not is_open)
        told = Emptied(at=data.measured_at, teller=teller, told_at=data.told_at)
        new = (told,) if is_new else ()
        return (*emptied, *new)[-EMPTIED_KEPT:]
    if last is not None and is_open:
        return (*emptied[:-1], replace(last, refilled_at=data.measured_at))
    return emptied


def refilled(emptied: tuple[Emptied, ...]) -> tuple[Emptied, ...]:
    """Return the moments at which data was used up, without one that would go on."""
    return tuple(each for each in emptied if each.refilled_at is not None)
