"""Why a clock stands where it does: what was stated last, what came on top, what it contains."""

from dataclasses import dataclass, field

from .evidence import Clock, Emptied, Statement
from .model import Activity, Event, Measure, Renewal
from .replayed import Effect, Replay, ReplayStep


@dataclass(slots=True)
class DateReason:
    """What a date follows from; `base` is what service or the number was last known by.

    `on_top` moved it since, `contained` are the renewals that the base has already.
    """

    base: Statement | Emptied | Measure | None = None
    on_top: list[Event] = field(default_factory=list)
    contained: list[Renewal] = field(default_factory=list)


def reason_of(replayed: Replay, clock: Clock) -> DateReason:
    """Return what a date follows from; that of an earlier day, from the replay until then."""
    reason = DateReason()
    for step in replayed.steps:
        effect = step.service if clock is Clock.SERVICE else step.number
        what = step.told.what
        if isinstance(what, Renewal | Activity):
            _count(reason, what, effect)
        elif effect in {Effect.STATED, Effect.MOVED}:
            reason = _stated(reason, what, step)
    return reason


def _count(reason: DateReason, event: Event, effect: Effect) -> None:
    if effect is Effect.MOVED:
        reason.on_top.append(event)
    elif effect is Effect.CONTAINED and isinstance(event, Renewal):
        reason.contained.append(event)


def _stated(
    before: DateReason, what: Statement | Emptied | Measure, step: ReplayStep
) -> DateReason:
    """Return the reason once more was stated: it has what came on top of what was stated before.

    The same word again is no new base, unless something came in between.
    """
    if what is before.base and step.told.is_repeated and not before.on_top:
        return before
    renewals = [each for each in before.on_top if isinstance(each, Renewal)]
    contained = [*before.contained, *renewals] if what is before.base else renewals
    return DateReason(base=what, contained=contained)
