"""Records as JSON: what is written can be read back exactly, and nothing else is accepted."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from .model import Bucket, Channel, Delivery, Measure, Record, Renewal, Snooze


class RecordUnreadable(ValueError):
    """The data is not a record; it must not be taken for an empty one, nor be overwritten."""


def record_to_json(record: Record) -> dict[str, Any]:
    """Return a record as JSON values: dates in ISO 8601, amounts as decimal text."""
    return {
        "service_until": _text(record.service_until),
        "number_until": _text(record.number_until),
        "renewals": [_renewal_to_json(renewal) for renewal in record.renewals],
        "reading": {
            bucket.value: {
                "amount": str(measure.amount),
                "measured_at": _text(measure.measured_at),
            }
            for bucket, measure in record.reading.items()
        },
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
            }
            for delivery in record.deliveries
        ],
    }


def record_from_json(data: Mapping[str, Any]) -> Record:
    """Return the record that `record_to_json` wrote; raises `RecordUnreadable`."""
    try:
        snooze = data["snooze"]
        return Record(
            service_until=_maybe(date.fromisoformat, data["service_until"]),
            number_until=_maybe(date.fromisoformat, data["number_until"]),
            renewals=tuple(_renewal_from_json(each) for each in data["renewals"]),
            reading={
                Bucket(bucket): Measure(Decimal(each["amount"]), _moment(each["measured_at"]))
                for bucket, each in data["reading"].items()
            },
            snooze=None
            if snooze is None
            else Snooze(_moment(snooze["until"]), _moment(snooze["asked_at"])),
            deliveries=tuple(
                Delivery(
                    cycle=each["cycle"],
                    stage=each["stage"],
                    recipient_id=each["recipient_id"],
                    delivered_at=_moment(each["delivered_at"]),
                    cleared=each["cleared"],
                )
                for each in data["deliveries"]
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise RecordUnreadable(type(error).__name__) from error


def _renewal_to_json(renewal: Renewal) -> dict[str, Any]:
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
        "settled": renewal.settled,
    }


def _renewal_from_json(data: Mapping[str, Any]) -> Renewal:
    return Renewal(
        renewal_id=data["renewal_id"],
        renewed_on=date.fromisoformat(data["renewed_on"]),
        recorded_at=_moment(data["recorded_at"]),
        amount=_maybe(Decimal, data["amount"]),
        currency=data["currency"],
        channel=_maybe(Channel, data["channel"]),
        payer=data["payer"],
        receipt=data["receipt"],
        note=data["note"],
        service_until=_maybe(date.fromisoformat, data["service_until"]),
        number_until=_maybe(date.fromisoformat, data["number_until"]),
        settled=data["settled"],
    )


def _text(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: str) -> datetime:
    """Return an instant; one without a time zone is refused."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    return moment.astimezone(UTC)


def _maybe[Value](read: Callable[[str], Value], text: str | None) -> Value | None:
    return None if text is None else read(text)
