"""Replays that are broken on purpose: the referee has to notice each of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from custom_components.sim_renewal.core.evidence import Clock, Statement, Teller
from custom_components.sim_renewal.core.line import Line, replay_of
from custom_components.sim_renewal.core.model import Verification
from custom_components.sim_renewal.core.record import Record
from custom_components.sim_renewal.core.replayed import Replay

from .home import Replayer

_LATE = {Teller.TEXT, Teller.SOURCE}
_LAST = datetime.max.replace(tzinfo=UTC)


def _of(change: Callable[[Record, tzinfo], Record]) -> Replayer:
    """Return the replay of evidence that was changed before."""

    def replayer(line: Line, record: Record, zone: tzinfo) -> Replay:
        return replay_of(line, change(record, zone), zone)

    return replayer


def _of_statements(change: Callable[[Statement, Record], Statement | None]) -> Replayer:
    """Return the replay in which statements are changed, or left out."""

    def changed(record: Record, _: tzinfo) -> Record:
        kept = (change(each, record) for each in record.statements)
        return replace(record, statements=tuple(each for each in kept if each is not None))

    return _of(changed)


def _without_sightings(record: Record, _: tzinfo) -> Record:
    return replace(
        record, renewals=tuple(each.counted_in_addition(_LAST) for each in record.renewals)
    )


def _as_of_telling(each: Statement, _: Record) -> Statement:
    return replace(each, as_of=each.told_at, repeated_at=None)


def _on_top_of_all(record: Record, zone: tzinfo) -> Record:
    """Have each renewal count on top of whatever was stated."""
    last = max((each.last_moment for each in record.statements), default=None)
    if last is None:
        return record
    return replace(
        record,
        renewals=tuple(
            replace(each, at=max(each.moment(zone), last + timedelta(seconds=1)))
            for each in record.renewals
        ),
    )


def _without_late_texts(each: Statement, _: Record) -> Statement | None:
    is_late = each.told_at - each.as_of > timedelta(minutes=30)
    return None if is_late and each.teller is Teller.TEXT else each


def _deaf_to_repetition(each: Statement, _: Record) -> Statement:
    return replace(each, repeated_at=None)


def _never_corrected(each: Statement, record: Record) -> Statement | None:
    """Leave out a carrier's word that is before an end of which somebody told earlier."""
    if each.teller not in _LATE or each.until is None:
        return each
    before = [
        other.until
        for other in record.statements
        if other.clock is each.clock and other.until and other.as_of < each.as_of
    ]
    bought = any(renewal.recorded_at < each.as_of for renewal in record.renewals)
    return None if bought and before and each.until <= max(before) else each


def _first_word_only(each: Statement, record: Record) -> Statement | None:
    first = min(
        (other.as_of for other in record.statements if other.clock is each.clock),
        default=each.as_of,
    )
    return each if each.as_of == first else None


def _arrived_always(record: Record, _: tzinfo) -> Record:
    return replace(
        record,
        renewals=tuple(replace(each, verification=Verification()) for each in record.renewals),
    )


def _never_empty(line: Line, record: Record, zone: tzinfo) -> Replay:
    rule = line.offer.rule
    plain = rule and replace(rule, ends_when_empty=False)
    return replay_of(replace(line, offer=replace(line.offer, rule=plain)), record, zone)


def _any_money(record: Record, _: tzinfo) -> Record:
    return replace(record, renewals=tuple(replace(each, currency=None) for each in record.renewals))


def _number_by_service(line: Line, record: Record, zone: tzinfo) -> Replay:
    """Have a word about service state the number's date, too."""
    said = (each for each in record.statements if each.clock is Clock.SERVICE)
    both = (replace(each, clock=Clock.NUMBER, teller=Teller.PERSON) for each in said)
    statements = sorted((*record.statements, *both), key=lambda each: each.as_of)
    return replay_of(line, replace(record, statements=tuple(statements)), zone)


def _edited_happens_now(record: Record, _: tzinfo) -> Record:
    """Have a renewal that got a note happen once more, as late as anything was told."""
    last = max((each.recorded_at for each in record.renewals), default=None)
    return replace(
        record,
        renewals=tuple(
            each
            if each.note is None or last is None
            else replace(each, renewed_on=last.date(), at=last, in_addition=True)
            for each in record.renewals
        ),
    )


def _by_recording(record: Record, _: tzinfo) -> Record:
    """Have each renewal count when it was recorded."""
    return replace(
        record,
        renewals=tuple(
            replace(each, at=each.recorded_at, renewed_on=each.recorded_at.date())
            for each in record.renewals
        ),
    )


BROKEN: Mapping[str, Replayer] = {
    "what was seen is counted again": _of(_without_sightings),
    "a stated date contains nothing": _of(_on_top_of_all),
    "texts count from when they are told": _of_statements(_as_of_telling),
    "late texts are not heard": _of_statements(_without_late_texts),
    "a word that repeats itself is heard once": _of_statements(_deaf_to_repetition),
    "a carrier never corrects": _of_statements(_never_corrected),
    "only the first word counts": _of_statements(_first_word_only),
    "what did not arrive counts": _of(_arrived_always),
    "data that is used up does not matter": _never_empty,
    "any money climbs the ladder": _of(_any_money),
    "a word about service is one about the number": _number_by_service,
    "a note makes a renewal happen now": _of(_edited_happens_now),
    "a renewal counts when it is recorded": _of(_by_recording),
}
"""What can be wrong with a replay, and a replay in which it is."""
