"""The agenda of a household: what ends on its lines, on which day, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from .channels import RenewalChannel
from .line import Line, LineState, Standing, Status
from .rules import Act
from .source_values import Capability

WAYS_TOLD = 3

_DIGITS_THAT_TELL = 8
"""How many digits at its end give a number away, however its beginning is written."""


class Occasion(StrEnum):
    """What ends: service, the number, a promotion, or the time to register the owner."""

    SERVICE = "service"
    NUMBER = "number"
    PROMOTION = "promotion"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True)
class Appointment:
    """The last day of something on a line."""

    line: Line
    occasion: Occasion
    on: date
    act: Act = Act.RENEW

    @property
    def is_renewal(self) -> bool:
        """Whether a renewal puts it off."""
        return self.occasion in {Occasion.SERVICE, Occasion.NUMBER}


@dataclass(frozen=True, slots=True)
class Deed:
    """What has to be done about a line that is due, and what that puts off, where it is known.

    `is_late` tells that service has ended and nothing is left to be lost; `stopped_on` is the last
    day of service of a line whose number can still be kept.
    """

    line: Line
    end: Appointment | None
    is_late: bool = False
    stopped_on: date | None = None

    @property
    def last_day(self) -> date | None:
        """The last day on which it helps, or helped."""
        return None if self.end is None else self.end.on

    @property
    def act(self) -> Act:
        """What has to be done."""
        return Act.RENEW if self.end is None else self.end.act

    @property
    def registers(self) -> bool:
        """Whether the owner has to be registered, and nothing to be bought."""
        return self.end is not None and self.end.occasion is Occasion.REGISTRATION

    @property
    def is_renewed_as_usual(self) -> bool:
        """Whether to buy what is always bought is what has to be done."""
        return self.line.offer.is_renewed and self.act.is_bought


def appointments(state: LineState) -> tuple[Appointment, ...]:
    """Return everything that ends on a line in use, in order.

    The carrier renews a subscription by itself: while it runs, nobody has to act at the end of a
    period, so neither that nor the grace after it is told. A line that never ends by itself has
    only the dates that somebody stated, and one that waits for its first use no end of service.
    Where the end of service is the day until which the owner has to be registered, that is the
    deed, and a renewal would not help.
    """
    line, clocks = state.line, state.clocks
    if line.standing is not Standing.IN_USE:
        return ()
    days = {Occasion.REGISTRATION: line.register_by, Occasion.PROMOTION: line.promotion_until}
    rule = line.offer.rule
    if rule is None or not rule.renews_by_itself or state.renewal_due:
        days[Occasion.NUMBER] = clocks.number_until
        if not clocks.waiting and clocks.service_until != line.register_by:
            days[Occasion.SERVICE] = clocks.service_until
    order = list(Occasion)
    found = (
        Appointment(line, occasion, on, _act(state, occasion))
        for occasion, on in days.items()
        if on is not None
    )
    return tuple(sorted(found, key=lambda each: (each.on, order.index(each.occasion))))


def act_of(state: LineState, *, keeps_number: bool) -> Act:
    """Return what a person has to do so that service goes on, or that the number is kept."""
    line, clocks, rule = state.line, state.clocks, state.line.offer.rule
    if clocks.waiting:
        return Act.ACTIVATE
    stopped = line.register_by is not None and clocks.service_until == line.register_by
    if stopped and not (keeps_number and clocks.number_is_first):
        return Act.IDENTIFY
    if rule is None:
        return Act.RENEW
    return rule.kept_by.act if keeps_number and rule.kept_by else rule.act


def _act(state: LineState, occasion: Occasion) -> Act:
    if occasion is Occasion.REGISTRATION:
        return Act.IDENTIFY
    return act_of(state, keeps_number=occasion is Occasion.NUMBER)


def lacks_date(state: LineState) -> bool:
    """Return whether nobody has said until when a line in use works, and nothing will say it.

    A term that waits, a line that goes on by itself, and one whose source tells dates lack none.
    """
    line, rule, clocks = state.line, state.line.offer.rule, state.clocks
    return (
        state.status is Status.UNKNOWN
        and line.standing is Standing.IN_USE
        and clocks.service_until is None
        and clocks.number_until is None
        and not (rule is not None and rule.renews_by_itself)
        and not line.fed & {Capability.EXPIRY, Capability.NUMBER_EXPIRY}
    )


def deed_of(state: LineState, today: date) -> Deed | None:
    """Return what to do about a line that is due: for what ends next, or else has ended.

    Where the carrier says that service has ended, a day of later on which it would end is wrong.
    """
    if not state.renewal_due:
        return None
    is_over = state.status in {Status.EXPIRED, Status.GRACE}
    ends = [
        each
        for each in appointments(state)
        if each.is_renewal
        or (each.occasion is Occasion.REGISTRATION and each.on == state.clocks.service_until)
    ]
    for end in ends:
        if end.on >= today and (end.occasion is Occasion.NUMBER or not is_over):
            until = state.clocks.service_until
            has_stopped = is_over and until is not None and until < today
            return Deed(state.line, end, stopped_on=until if has_stopped else None)
    ended = [end for end in ends if end.on <= today]
    return Deed(state.line, ended[-1] if ended else None, is_late=True)


def next_renewal(states: Iterable[LineState], today: date) -> Appointment | None:
    """Return the end of service or of a number that comes first, where a renewal puts it off."""
    ahead = (
        each
        for state in states
        for each in appointments(state)
        if each.is_renewal and each.on >= today
    )
    return min(ahead, key=lambda each: (each.on, each.line.name), default=None)


def lines_due(lines: Iterable[Line], states: Iterable[LineState]) -> tuple[Line, ...] | None:
    """Return the lines that somebody should renew now, as far as that is known.

    `None` where lines are in use and nothing is known of any. `states` has those of the lines
    whose record can be read.
    """
    known = [
        state
        for state in states
        if state.line.standing is Standing.IN_USE and state.renewal_due is not None
    ]
    if not known and any(line.standing is Standing.IN_USE for line in lines):
        return None
    return tuple(state.line for state in known if state.renewal_due)


def ways_to_tell(line: Line) -> tuple[RenewalChannel, ...]:
    """Return the first ways to renew, without a word that gives away which number it is."""
    return tuple(
        replace(
            way,
            instruction=_unless_telling(way.instruction, line),
            code=_unless_telling(way.code, line),
        )
        for way in line.channels[:WAYS_TOLD]
    )


def _unless_telling(text: str | None, line: Line) -> str | None:
    said = _digits(text)
    secrets = (_digits(each)[-_DIGITS_THAT_TELL:] for each in (line.number, line.iccid, line.eid))
    return None if any(secret and secret in said for secret in secrets) else text


def _digits(text: str | None) -> str:
    return "".join(filter(str.isdecimal, text or ""))
