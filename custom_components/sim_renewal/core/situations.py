"""Situations of a line that last, and whether automations were told that it is in one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import tzinfo

from .line import LineState, Status
from .planner import RUNNING, Outlook
from .record import EVENT_ENTITY
from .reminders import Happening, end_spoken_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a line can be in for a while: due, expired, or in want of something.

    Automations are told of it by certain happenings, and it holds while the status is one of
    `statuses`. Of a line for which it `is_open`, nobody knows.
    """

    told_by: frozenset[Happening]
    statuses: frozenset[Status]
    is_open: Callable[[LineState], bool]


def situation_of_dates(told_by: set[Happening], statuses: set[Status]) -> Situation:
    """Return a situation that the dates of a line bring."""
    return Situation(
        told_by=frozenset(told_by),
        statuses=frozenset(statuses),
        is_open=lambda state: state.status in {Status.UNKNOWN, Status.SUSPENDED},
    )


def situation_of_signal(
    happening: Happening, signal: Callable[[LineState], bool | None]
) -> Situation:
    """Return a situation of a line that has service, as long as a signal is on."""
    return Situation(
        told_by=frozenset({happening}),
        statuses=RUNNING,
        is_open=lambda state: state.status not in RUNNING or signal(state) is None,
    )


def is_in(
    situation: Situation,
    state: LineState,
    outlook: Outlook,
    zone: tzinfo,
    days: int | None = None,
) -> bool | None:
    """Return whether automations were told that a line is in a situation, and it still is.

    With `days`, they have to have been told when that many or fewer were left. `None` where it is
    not known, and of a line of which nobody wants to hear.
    """
    if not outlook.strands or situation.is_open(state):
        return None
    return state.status in situation.statuses and any(
        happening in situation.told_by and (days is None or (left is not None and left <= days))
        for happening, left in _told(state, outlook, zone)
    )


def before_last_told(outlook: Outlook) -> Outlook:
    """Return an outlook as it was before automations were told of the line last."""
    deliveries = outlook.record.deliveries
    for place in reversed(range(len(deliveries))):
        if deliveries[place].recipient_id == EVENT_ENTITY:
            left = (*deliveries[:place], *deliveries[place + 1 :])
            return replace(outlook, record=replace(outlook.record, deliveries=left))
    return outlook


def _told(state: LineState, outlook: Outlook, zone: tzinfo) -> list[tuple[Happening, int | None]]:
    """Return what automations were told of the present matters, and how many days were left."""
    told: list[tuple[Happening, int | None]] = []
    for strand in outlook.strands:
        happenings = {stage.key: stage.happening for stage in strand.stages}
        for each in outlook.record.deliveries:
            happening = happenings.get(each.stage)
            said = (each.recipient_id, each.cycle)
            if happening is None or said != (EVENT_ENTITY, strand.cycle):
                continue
            if strand.lasting and each.cleared:
                continue
            end = end_spoken_of(happening, state.clocks)
            day = each.delivered_at.astimezone(zone).date()
            told.append((happening, None if end is None else (end[1] - day).days))
    return told
