"""Records as JSON: what is written can be read back exactly, and nothing else is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .evidence import Clock, Emptied, Statement, Teller
from .history import History, history_of, point_at, seconds_of
from .json_values import (
    amount_from,
    day_from,
    late_moments,
    maybe,
    moment_from,
    text_of,
    typed,
    whole_from,
    words_from,
)
from .model import (
    Activity,
    ActivityKind,
    Bucket,
    Channel,
    Measure,
    Reading,
    ReceiptFile,
    Renewal,
    Verdict,
    Verification,
)
from .record import Delivery, Port, Record, Skip, Snooze, UndoneRenewal
from .source_values import Capability, CarrierStatus, Countdown, Counter, SourceValues


class RecordUnreadable(ValueError):
    """The data is not a record; it must not be taken for an empty one, nor be overwritten."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """How a line was set up, kept with its record: whose that is, and what brings it back."""

    line_id: str
    title: str
    data: Mapping[str, Any]


def set_up_to_json(set_up: SetUp) -> dict[str, Any]:
    """Return how a line was set up as JSON values; its data are some already."""
    return {"line_id": set_up.line_id, "title": set_up.title, "data": dict(set_up.data)}


def set_up_from_json(data: Mapping[str, Any] | None) -> SetUp | None:
    """Return what `set_up_to_json` wrote, or nothing where an older version wrote nothing.

    Raises `RecordUnreadable`.
    """
    if data is None:
        return None
    try:
        return SetUp(
            line_id=words_from(data["line_id"]),
            title=words_from(data["title"]),
            data=typed(dict, data["data"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RecordUnreadable(type(error).__name__) from error


def record_to_json(record: Record) -> dict[str, Any]:
    """Return a record as JSON values: dates in ISO 8601, amounts as decimal text."""
    return {
        "statements": [_statement_to_json(each) for each in record.statements],
        "renewals": [renewal_to_json(renewal) for renewal in record.renewals],
        "reading": _reading_to_json(record.reading),
        "snooze": None
        if record.snooze is None
        else {"until": text_of(record.snooze.until), "asked_at": text_of(record.snooze.asked_at)},
        "deliveries": [
            {
                "cycle": delivery.cycle,
                "stage": delivery.stage,
                "recipient_id": delivery.recipient_id,
                "delivered_at": text_of(delivery.delivered_at),
                "cleared": delivery.cleared,
                "bundle": delivery.bundle,
            }
            for delivery in record.deliveries
        ],
        "activities": [
            {
                "activity_id": activity.activity_id,
                "kind": activity.kind,
                "on": text_of(activity.on),
                "recorded_at": text_of(activity.recorded_at),
                "at": text_of(activity.at),
            }
            for activity in record.activities
        ],
        "undone": [
            {"renewal": renewal_to_json(each.renewal), "undone_at": text_of(each.undone_at)}
            for each in record.undone
        ],
        "ports": [
            {
                "on": text_of(port.on),
                "from_carrier": port.from_carrier,
                "to_carrier": port.to_carrier,
            }
            for port in record.ports
        ],
        "source_values": _source_values_to_json(record.source_values),
        "history": [[seconds_of(point), point.remaining] for point in record.history.points],
        "skips": [
            {"cycle": skip.cycle, "stage": skip.stage, "asked_at": text_of(skip.asked_at)}
            for skip in record.skips
        ],
        "former_credits": [_measure_to_json(each) for each in record.former_credits],
        "emptied": [
            {
                "at": text_of(each.at),
                "refilled_at": text_of(each.refilled_at),
                "teller": each.teller,
                **late_moments(told_at=each.told_at),
            }
            for each in record.emptied
        ],
    }


def record_from_json(data: Mapping[str, Any]) -> Record:
    """Return the record that `record_to_json` wrote; raises `RecordUnreadable`."""
    try:
        snooze = data["snooze"]
        return Record(
            statements=tuple(
                _statement_from_json(each) for each in typed(list, data["statements"])
            ),
            renewals=tuple(renewal_from_json(each) for each in typed(list, data["renewals"])),
            reading=_reading_from_json(data["reading"]),
            snooze=None
            if snooze is None
            else Snooze(moment_from(snooze["until"]), moment_from(snooze["asked_at"])),
            deliveries=tuple(
                Delivery(
                    cycle=typed(str, each["cycle"]),
                    stage=typed(str, each["stage"]),
                    recipient_id=typed(str, each["recipient_id"]),
                    delivered_at=moment_from(each["delivered_at"]),
                    cleared=typed(bool, each["cleared"]),
                    bundle=maybe(words_from, each["bundle"]),
                )
                for each in typed(list, data["deliveries"])
            ),
            activities=tuple(
                Activity(
                    activity_id=typed(str, each["activity_id"]),
                    kind=ActivityKind(each["kind"]),
                    on=day_from(each["on"]),
                    recorded_at=moment_from(each["recorded_at"]),
                    at=maybe(moment_from, each["at"]),
                )
                for each in typed(list, data["activities"])
            ),
            undone=tuple(
                UndoneRenewal(renewal_from_json(each["renewal"]), moment_from(each["undone_at"]))
                for each in typed(list, data["undone"])
            ),
            ports=tuple(
                Port(
                    on=day_from(each["on"]),
                    from_carrier=maybe(words_from, each["from_carrier"]),
                    to_carrier=maybe(words_from, each["to_carrier"]),
                )
                for each in typed(list, data["ports"])
            ),
            source_values=_source_values_from_json(data["source_values"]),
            history=_history_from_json(data["history"]),
            skips=tuple(
                Skip(
                    cycle=typed(str, each["cycle"]),
                    stage=typed(str, each["stage"]),
                    asked_at=moment_from(each["asked_at"]),
                )
                for each in typed(list, data["skips"])
            ),
            former_credits=tuple(
                _measure_from_json(each) for each in typed(list, data["former_credits"])
            ),
            emptied=tuple(
                Emptied(
                    at=moment_from(each["at"]),
                    refilled_at=maybe(moment_from, each["refilled_at"]),
                    teller=Teller(each["teller"]),
                    told_at=maybe(moment_from, each.get("told_at")),
                )
                for each in typed(list, data["emptied"])
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise RecordUnreadable(type(error).__name__) from error


def _statement_to_json(statement: Statement) -> dict[str, Any]:
    return {
        "clock": statement.clock,
        "until": text_of(statement.until),
        "as_of": text_of(statement.as_of),
        "told_at": text_of(statement.told_at),
        "teller": statement.teller,
        "ends_at": text_of(statement.ends_at),
        "repeated_at": text_of(statement.repeated_at),
    }


def _statement_from_json(data: Mapping[str, Any]) -> Statement:
    return Statement(
        clock=Clock(data["clock"]),
        until=maybe(day_from, data["until"]),
        as_of=moment_from(data["as_of"]),
        told_at=moment_from(data["told_at"]),
        teller=Teller(data["teller"]),
        ends_at=maybe(moment_from, data["ends_at"]),
        repeated_at=maybe(moment_from, data["repeated_at"]),
    )


def _reading_to_json(reading: Reading) -> dict[str, Any]:
    return {bucket.value: _measure_to_json(measure) for bucket, measure in reading.items()}


def _reading_from_json(data: Mapping[str, Any]) -> Reading:
    return {Bucket(bucket): _measure_from_json(each) for bucket, each in data.items()}


def _measure_to_json(measure: Measure) -> dict[str, Any]:
    return {
        "amount": str(measure.amount),
        "measured_at": text_of(measure.measured_at),
        **late_moments(told_at=measure.told_at),
    }


def _measure_from_json(data: Mapping[str, Any]) -> Measure:
    return Measure(
        amount_from(data["amount"]),
        moment_from(data["measured_at"]),
        maybe(moment_from, data.get("told_at")),
    )


def _source_values_to_json(heard: SourceValues) -> dict[str, Any]:
    counter = heard.counter
    return {
        "status": heard.status,
        "silent_since": {each.value: text_of(since) for each, since in heard.silent_since.items()},
        "counter": None
        if counter is None
        else {
            "origin": counter.origin,
            "begins": text_of(counter.begins),
            "used": str(counter.used),
            "last": str(counter.last),
        },
        "countdowns": {
            each.value: {
                "days": str(countdown.days),
                "ends": text_of(countdown.ends),
                "said_at": text_of(countdown.said_at),
            }
            for each, countdown in heard.countdowns.items()
        },
    }


def _source_values_from_json(data: Mapping[str, Any]) -> SourceValues:
    counter = data["counter"]
    return SourceValues(
        status=maybe(CarrierStatus, data["status"]),
        silent_since={
            Capability(each): moment_from(since) for each, since in data["silent_since"].items()
        },
        counter=None
        if counter is None
        else Counter(
            origin=typed(str, counter["origin"]),
            begins=day_from(counter["begins"]),
            used=amount_from(counter["used"]),
            last=amount_from(counter["last"]),
        ),
        countdowns={
            Capability(each): Countdown(
                amount_from(countdown["days"]),
                day_from(countdown["ends"]),
                moment_from(countdown["said_at"]),
            )
            for each, countdown in data["countdowns"].items()
        },
    )


def _history_from_json(data: Sequence[Sequence[int]]) -> History:
    """Return the history of pairs: the second since 1970 of a reading, and the bytes left."""
    pairs = ((whole_from(at), whole_from(left)) for at, left in typed(list, data))
    return history_of(point_at(at, left) for at, left in pairs)


def renewal_to_json(renewal: Renewal) -> dict[str, Any]:
    """Return a renewal as JSON values."""
    return {
        "renewal_id": renewal.renewal_id,
        "renewed_on": text_of(renewal.renewed_on),
        "recorded_at": text_of(renewal.recorded_at),
        "amount": None if renewal.amount is None else str(renewal.amount),
        "currency": renewal.currency,
        "channel": renewal.channel,
        "payer": renewal.payer,
        "receipt": renewal.receipt,
        "note": renewal.note,
        "service_until": text_of(renewal.service_until),
        "number_until": text_of(renewal.number_until),
        "in_addition": renewal.in_addition,
        **late_moments(in_addition_at=renewal.in_addition_at),
        "refund": renewal.refund,
        "at": text_of(renewal.at),
        "expected": None if renewal.expected is None else str(renewal.expected),
        "balance": _reading_to_json(renewal.balance),
        "balance_before": _reading_to_json(renewal.balance_before),
        "receipt_file": None
        if renewal.receipt_file is None
        else {
            "receipt_id": renewal.receipt_file.receipt_id,
            "media_type": renewal.receipt_file.media_type,
            "size": renewal.receipt_file.size,
        },
        "verification": {
            "asked_at": text_of(renewal.verification.asked_at),
            "verdict": renewal.verification.verdict,
            "decided_at": text_of(renewal.verification.decided_at),
        },
    }


def renewal_from_json(data: Mapping[str, Any]) -> Renewal:
    """Return the renewal that `renewal_to_json` wrote."""
    return Renewal(
        renewal_id=typed(str, data["renewal_id"]),
        renewed_on=day_from(data["renewed_on"]),
        recorded_at=moment_from(data["recorded_at"]),
        amount=maybe(amount_from, data["amount"]),
        currency=maybe(words_from, data["currency"]),
        channel=maybe(Channel, data["channel"]),
        payer=maybe(words_from, data["payer"]),
        receipt=maybe(words_from, data["receipt"]),
        note=maybe(words_from, data["note"]),
        service_until=maybe(day_from, data["service_until"]),
        number_until=maybe(day_from, data["number_until"]),
        in_addition=typed(bool, data["in_addition"]),
        in_addition_at=maybe(moment_from, data.get("in_addition_at")),
        refund=typed(bool, data.get("refund", False)),
        at=maybe(moment_from, data["at"]),
        expected=maybe(amount_from, data["expected"]),
        balance=_reading_from_json(data["balance"]),
        balance_before=_reading_from_json(data["balance_before"]),
        receipt_file=_receipt_from_json(data["receipt_file"]),
        verification=Verification(
            asked_at=maybe(moment_from, data["verification"]["asked_at"]),
            verdict=maybe(Verdict, data["verification"]["verdict"]),
            decided_at=maybe(moment_from, data["verification"]["decided_at"]),
        ),
    )


def _receipt_from_json(data: Mapping[str, Any] | None) -> ReceiptFile | None:
    if data is None:
        return None
    return ReceiptFile(
        receipt_id=typed(str, data["receipt_id"]),
        media_type=typed(str, data["media_type"]),
        size=typed(int, data["size"]),
    )
