"""Records as JSON: what is written can be read back exactly, and nothing else is accepted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from .evidence import Clock, Emptied, Statement, Teller
from .history import History, history_of, point_at, seconds_of
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
from .numbers import LARGEST, machine_number
from .record import Delivery, Port, Record, Skip, Snooze, UndoneRenewal
from .source_values import Capability, CarrierStatus, Countdown, Counter, SourceValues

FIRST_YEAR = 1970
LAST_YEAR = 2199
"""Between what years every day of a record lies: beyond them days cannot be counted on."""


class RecordUnreadable(ValueError):
    """The data is not a record; it must not be taken for an empty one, nor be overwritten."""


def record_to_json(record: Record) -> dict[str, Any]:
    """Return a record as JSON values: dates in ISO 8601, amounts as decimal text."""
    return {
        "statements": [_statement_to_json(each) for each in record.statements],
        "renewals": [renewal_to_json(renewal) for renewal in record.renewals],
        "reading": _reading_to_json(record.reading),
        "snooze": None
        if record.snooze is None
        else {"until": _text(record.snooze.until), "asked_at": _text(record.snooze.asked_at)},
        "deliveries": [
            {
                "cycle": delivery.cycle,
                "stage": delivery.stage,
                "recipient_id": delivery.recipient_id,
                "delivered_at": _text(delivery.delivered_at),
                "cleared": delivery.cleared,
                "bundle": delivery.bundle,
            }
            for delivery in record.deliveries
        ],
        "activities": [
            {
                "activity_id": activity.activity_id,
                "kind": activity.kind,
                "on": _text(activity.on),
                "recorded_at": _text(activity.recorded_at),
                "at": _text(activity.at),
            }
            for activity in record.activities
        ],
        "undone": [
            {"renewal": renewal_to_json(each.renewal), "undone_at": _text(each.undone_at)}
            for each in record.undone
        ],
        "ports": [
            {
                "on": _text(port.on),
                "from_carrier": port.from_carrier,
                "to_carrier": port.to_carrier,
            }
            for port in record.ports
        ],
        "source_values": _source_values_to_json(record.source_values),
        "history": [[seconds_of(point), point.remaining] for point in record.history.points],
        "skips": [
            {"cycle": skip.cycle, "stage": skip.stage, "asked_at": _text(skip.asked_at)}
            for skip in record.skips
        ],
        "former_credits": [_measure_to_json(each) for each in record.former_credits],
        "emptied": [
            {
                "at": _text(each.at),
                "refilled_at": _text(each.refilled_at),
                "teller": each.teller,
                **_late(told_at=each.told_at),
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
                _statement_from_json(each) for each in _typed(list, data["statements"])
            ),
            renewals=tuple(renewal_from_json(each) for each in _typed(list, data["renewals"])),
            reading=_reading_from_json(data["reading"]),
            snooze=None
            if snooze is None
            else Snooze(_moment(snooze["until"]), _moment(snooze["asked_at"])),
            deliveries=tuple(
                Delivery(
                    cycle=_typed(str, each["cycle"]),
                    stage=_typed(str, each["stage"]),
                    recipient_id=_typed(str, each["recipient_id"]),
                    delivered_at=_moment(each["delivered_at"]),
                    cleared=_typed(bool, each["cleared"]),
                    bundle=_maybe(_words, each["bundle"]),
                )
                for each in _typed(list, data["deliveries"])
            ),
            activities=tuple(
                Activity(
                    activity_id=_typed(str, each["activity_id"]),
                    kind=ActivityKind(each["kind"]),
                    on=_day(each["on"]),
                    recorded_at=_moment(each["recorded_at"]),
                    at=_maybe(_moment, each["at"]),
                )
                for each in _typed(list, data["activities"])
            ),
            undone=tuple(
                UndoneRenewal(renewal_from_json(each["renewal"]), _moment(each["undone_at"]))
                for each in _typed(list, data["undone"])
            ),
            ports=tuple(
                Port(
                    on=_day(each["on"]),
                    from_carrier=_maybe(_words, each["from_carrier"]),
                    to_carrier=_maybe(_words, each["to_carrier"]),
                )
                for each in _typed(list, data["ports"])
            ),
            source_values=_source_values_from_json(data["source_values"]),
            history=_history_from_json(data["history"]),
            skips=tuple(
                Skip(
                    cycle=_typed(str, each["cycle"]),
                    stage=_typed(str, each["stage"]),
                    asked_at=_moment(each["asked_at"]),
                )
                for each in _typed(list, data["skips"])
            ),
            former_credits=tuple(
                _measure_from_json(each) for each in _typed(list, data["former_credits"])
            ),
            emptied=tuple(
                Emptied(
                    at=_moment(each["at"]),
                    refilled_at=_maybe(_moment, each["refilled_at"]),
                    teller=Teller(each["teller"]),
                    told_at=_maybe(_moment, each.get("told_at")),
                )
                for each in _typed(list, data["emptied"])
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise RecordUnreadable(type(error).__name__) from error


def _statement_to_json(statement: Statement) -> dict[str, Any]:
    return {
        "clock": statement.clock,
        "until": _text(statement.until),
        "as_of": _text(statement.as_of),
        "told_at": _text(statement.told_at),
        "teller": statement.teller,
        "ends_at": _text(statement.ends_at),
        "repeated_at": _text(statement.repeated_at),
    }


def _statement_from_json(data: Mapping[str, Any]) -> Statement:
    return Statement(
        clock=Clock(data["clock"]),
        until=_maybe(_day, data["until"]),
        as_of=_moment(data["as_of"]),
        told_at=_moment(data["told_at"]),
        teller=Teller(data["teller"]),
        ends_at=_maybe(_moment, data["ends_at"]),
        repeated_at=_maybe(_moment, data["repeated_at"]),
    )


def _reading_to_json(reading: Reading) -> dict[str, Any]:
    return {bucket.value: _measure_to_json(measure) for bucket, measure in reading.items()}


def _reading_from_json(data: Mapping[str, Any]) -> Reading:
    return {Bucket(bucket): _measure_from_json(each) for bucket, each in data.items()}


def _measure_to_json(measure: Measure) -> dict[str, Any]:
    return {
        "amount": str(measure.amount),
        "measured_at": _text(measure.measured_at),
        **_late(told_at=measure.told_at),
    }


def _measure_from_json(data: Mapping[str, Any]) -> Measure:
    return Measure(
        _amount(data["amount"]),
        _moment(data["measured_at"]),
        _maybe(_moment, data.get("told_at")),
    )


def _source_values_to_json(heard: SourceValues) -> dict[str, Any]:
    counter = heard.counter
    return {
        "status": heard.status,
        "silent_since": {each.value: _text(since) for each, since in heard.silent_since.items()},
        "counter": None
        if counter is None
        else {
            "origin": counter.origin,
            "begins": _text(counter.begins),
            "used": str(counter.used),
            "last": str(counter.last),
        },
        "countdowns": {
            each.value: {
                "days": str(countdown.days),
                "ends": _text(countdown.ends),
                "said_at": _text(countdown.said_at),
            }
            for each, countdown in heard.countdowns.items()
        },
    }


def _source_values_from_json(data: Mapping[str, Any]) -> SourceValues:
    counter = data["counter"]
    return SourceValues(
        status=_maybe(CarrierStatus, data["status"]),
        silent_since={
            Capability(each): _moment(since) for each, since in data["silent_since"].items()
        },
        counter=None
        if counter is None
        else Counter(
            origin=_typed(str, counter["origin"]),
            begins=_day(counter["begins"]),
            used=_amount(counter["used"]),
            last=_amount(counter["last"]),
        ),
        countdowns={
            Capability(each): Countdown(
                _amount(countdown["days"]),
                _day(countdown["ends"]),
                _moment(countdown["said_at"]),
            )
            for each, countdown in data["countdowns"].items()
        },
    )


def _history_from_json(data: Sequence[Sequence[int]]) -> History:
    """Return the history of pairs: the second since 1970 of a reading, and the bytes left."""
    pairs = ((_whole(at), _whole(left)) for at, left in _typed(list, data))
    return history_of(point_at(at, left) for at, left in pairs)


def renewal_to_json(renewal: Renewal) -> dict[str, Any]:
    """Return a renewal as JSON values."""
    return {
        "renewal_id": renewal.renewal_id,
        "renewed_on": _text(renewal.renewed_on),
        "recorded_at": _text(renewal.recorded_at),
        "amount": None if renewal.amount is None else str(renewal.amount),
        "currency": renewal.currency,
        "channel": renewal.channel,
        "payer": renewal.payer,
        "receipt": renewal.receipt,
        "note": renewal.note,
        "service_until": _text(renewal.service_until),
        "number_until": _text(renewal.number_until),
        "in_addition": renewal.in_addition,
        **_late(in_addition_at=renewal.in_addition_at),
        "refund": renewal.refund,
        "at": _text(renewal.at),
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
            "asked_at": _text(renewal.verification.asked_at),
            "verdict": renewal.verification.verdict,
            "decided_at": _text(renewal.verification.decided_at),
        },
    }


def renewal_from_json(data: Mapping[str, Any]) -> Renewal:
    """Return the renewal that `renewal_to_json` wrote."""
    return Renewal(
        renewal_id=_typed(str, data["renewal_id"]),
        renewed_on=_day(data["renewed_on"]),
        recorded_at=_moment(data["recorded_at"]),
        amount=_maybe(_amount, data["amount"]),
        currency=_maybe(_words, data["currency"]),
        channel=_maybe(Channel, data["channel"]),
        payer=_maybe(_words, data["payer"]),
        receipt=_maybe(_words, data["receipt"]),
        note=_maybe(_words, data["note"]),
        service_until=_maybe(_day, data["service_until"]),
        number_until=_maybe(_day, data["number_until"]),
        in_addition=_typed(bool, data["in_addition"]),
        in_addition_at=_maybe(_moment, data.get("in_addition_at")),
        refund=_typed(bool, data.get("refund", False)),
        at=_maybe(_moment, data["at"]),
        expected=_maybe(_amount, data["expected"]),
        balance=_reading_from_json(data["balance"]),
        balance_before=_reading_from_json(data["balance_before"]),
        receipt_file=_receipt_from_json(data["receipt_file"]),
        verification=Verification(
            asked_at=_maybe(_moment, data["verification"]["asked_at"]),
            verdict=_maybe(Verdict, data["verification"]["verdict"]),
            decided_at=_maybe(_moment, data["verification"]["decided_at"]),
        ),
    )


def _receipt_from_json(data: Mapping[str, Any] | None) -> ReceiptFile | None:
    if data is None:
        return None
    return ReceiptFile(
        receipt_id=_typed(str, data["receipt_id"]),
        media_type=_typed(str, data["media_type"]),
        size=_typed(int, data["size"]),
    )


def _late(**moments: datetime | None) -> dict[str, str]:
    """Return the moments of what was told later than it was so; most was not."""
    return {name: moment.isoformat() for name, moment in moments.items() if moment is not None}


def _text(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: str) -> datetime:
    """Return an instant; one without a time zone is refused."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    _refuse_absurd(moment)
    return moment.astimezone(UTC)


def _day(text: str) -> date:
    """Return a civil day, in whose time there are mobile networks."""
    day = date.fromisoformat(text)
    _refuse_absurd(day)
    return day


def _refuse_absurd(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("out of range")


def _amount(text: str) -> Decimal:
    """Return an amount; a number that is not decimal text, or absurdly large, is refused."""
    amount = machine_number(_words(text))
    if abs(amount) > LARGEST:
        raise ValueError("out of range")
    return amount


def _whole(number: int) -> int:
    if isinstance(number, bool):
        raise TypeError("of another type")
    return _typed(int, number)


def _words(text: str) -> str:
    return _typed(str, text)


def _typed[Value](kind: type[Value], value: object) -> Value:
    if not isinstance(value, kind):
        raise TypeError("of another type")
    return value


def _maybe[Value](read: Callable[[str], Value], text: str | None) -> Value | None:
    return None if text is None else read(text)
