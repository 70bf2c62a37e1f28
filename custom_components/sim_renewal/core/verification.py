"""Did it land? A day or two after each renewal, decide from a reading or ask a person."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from .dates import local_moment, zone_of
from .evidence import Clock
from .model import Bucket, Renewal, Verdict, Verification
from .record import QUESTION_CYCLE, Delivery, Record
from .reminders import ReminderPlan

VERIFY_AFTER = timedelta(hours=24)
"""Carriers say that a renewal can take a day to show."""

RECORDED_LATE = timedelta(days=2)
"""Who records a renewal later than this has seen by then what became of it."""

_RISING = (Bucket.DATA_REMAINING, Bucket.CREDIT, Bucket.VOICE_REMAINING, Bucket.SMS_REMAINING)


def is_verifiable(renewal: Renewal, record: Record) -> bool:
    """Return whether the question makes sense, or a person has shown to know the answer."""
    if renewal.refund:
        return False
    if renewal.in_addition:
        return not _is_recorded_late(renewal)  # no date that was stated since knows of it
    return not _is_recorded_late(renewal) and not any(
        each.clock is Clock.SERVICE
        and not each.teller.can_be_late
        and each.last_moment > renewal.recorded_at
        for each in record.statements
    )


def _is_recorded_late(renewal: Renewal) -> bool:
    return renewal.recorded_at.date() - renewal.renewed_on > RECORDED_LATE


def ask_at(renewal: Renewal, plan: ReminderPlan, zone: tzinfo) -> datetime:
    """Return, in UTC, when to ask: at the first time for reminders after 24 hours."""
    earliest = renewal.recorded_at + VERIFY_AFTER
    day = earliest.astimezone(zone).date()
    moment = local_moment(day, plan.at, zone)
    return moment if moment >= earliest else local_moment(day + timedelta(days=1), plan.at, zone)


def verdict_by_reading(
    renewal: Renewal, record: Record, seen: Collection[str] = ()
) -> Verdict | None:
    """Return what a later reading shows: a balance that rose, or an end that moved, landed.

    No other one tells: a balance is used up, and an end can take its time. `seen` are the renewals
    that a carrier's word contains.
    """
    if renewal.renewal_id in seen:
        return Verdict.LANDED
    reading = record.known_reading
    for bucket in _RISING:
        before, after = renewal.balance_before.get(bucket), reading.get(bucket)
        if before is None or after is None or after.measured_at < renewal.recorded_at:
            continue
        if after.amount > before.amount:
            return Verdict.LANDED
    return None


def decided_by_reading(record: Record, seen: Collection[str] = ()) -> Record:
    """Return the record with every renewal decided that its readings show to have landed.

    Nobody has said so at a moment: what follows from other evidence is none of its own.
    """
    for renewal in record.renewals:
        is_open = renewal.verification.verdict is None and not renewal.refund
        if is_open and not _is_recorded_late(renewal):
            verdict = verdict_by_reading(renewal, record, seen)
            if verdict is not None:
                decided = replace(renewal.verification, verdict=verdict)
                record = record.with_changed_renewal(replace(renewal, verification=decided))
    return record


def unverified(record: Record, plan: ReminderPlan, now: datetime) -> tuple[Renewal, ...]:
    """Return the renewals about which somebody should be asked now, and has not been."""
    zone = zone_of(now)
    return tuple(each for each in _unasked(record, plan) if ask_at(each, plan, zone) <= now)


def next_question(record: Record, plan: ReminderPlan, now: datetime) -> datetime | None:
    """Return, in UTC, when the next question comes after `now`."""
    zone = zone_of(now)
    moments = (ask_at(each, plan, zone) for each in _unasked(record, plan))
    return min((moment for moment in moments if moment > now), default=None)


def open_question(record: Record) -> Renewal | None:
    """Return the renewal that the question on the phones is about: the first without an answer."""
    return next((each for each in record.renewals if each.verification.is_open), None)


def asked(record: Record, renewal_ids: frozenset[str], now: datetime) -> Record:
    """Return the record with the question noted as put."""
    for renewal in record.renewals:
        if renewal.renewal_id in renewal_ids:
            verification = replace(renewal.verification, asked_at=now)
            record = record.with_changed_renewal(replace(renewal, verification=verification))
    return record


def still_to_ask(record: Record, recipient_id: str) -> bool:
    """Return whether a recipient has not had the open question yet."""
    question = open_question(record)
    return question is not None and not any(
        (each.cycle, each.stage, each.recipient_id)
        == (QUESTION_CYCLE, question.renewal_id, recipient_id)
        for each in record.deliveries
    )


def questions_to_clear(record: Record) -> tuple[Delivery, ...]:
    """Return the questions that were answered but may still be shown on a phone."""
    question = open_question(record)
    current = question.renewal_id if question else None
    return tuple(
        each
        for each in record.deliveries
        if each.is_question and not each.cleared and each.stage != current
    )


def _unasked(record: Record, plan: ReminderPlan) -> tuple[Renewal, ...]:
    if not plan.verify:
        return ()
    return tuple(
        each
        for each in record.renewals
        if each.verification == Verification() and is_verifiable(each, record)
    )
