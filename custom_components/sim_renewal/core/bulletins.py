"""Bulletins: the weekly digest and the monthly sign of life, each once in its period."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .dates import add_months, local_moment, zone_of
from .reminders import ReminderPlan


class BulletinKind(StrEnum):
    """What is sent without anything being due."""

    DIGEST = "digest"
    HEARTBEAT = "heartbeat"


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin of the period that begins on a day."""

    kind: BulletinKind
    on: date


def present_bulletins(plan: ReminderPlan, now: datetime) -> tuple[Bulletin, ...]:
    """Return the bulletin of each kind that was wished for, of the period that runs at `now`."""
    today = now.date()
    found: list[Bulletin] = []
    if plan.digest_on is not None:
        on = today - timedelta(days=(today.weekday() - plan.digest_on) % 7)
        if _moment(on, plan, now) > now:
            on -= timedelta(days=7)
        found.append(Bulletin(BulletinKind.DIGEST, on))
    if plan.heartbeat:
        on = today.replace(day=1)
        if _moment(on, plan, now) > now:
            on = add_months(on, -1)
        found.append(Bulletin(BulletinKind.HEARTBEAT, on))
    return tuple(found)


def next_bulletin(plan: ReminderPlan, now: datetime) -> datetime | None:
    """Return, in UTC, when the next period begins."""
    moments = [
        _moment(
            each.on + timedelta(days=7)
            if each.kind is BulletinKind.DIGEST
            else add_months(each.on, 1),
            plan,
            now,
        )
        for each in present_bulletins(plan, now)
    ]
    return min(moments, default=None)


def is_due(bulletin: Bulletin, sent: date | None) -> bool:
    """Return whether a bulletin has yet to be sent to somebody who last had that of `sent`.

    Who had none yet begins with the next one, and so does who had one of the future, from a clock
    that was wrong.
    """
    return sent is not None and sent < bulletin.on


def _moment(on: date, plan: ReminderPlan, now: datetime) -> datetime:
    return local_moment(on, plan.at, zone_of(now))
