"""Records as JSON: an exact round trip, and a refusal of everything that is not a record."""

from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.sim_renewal.core.encoding import (
    RecordUnreadable,
    SetUp,
    record_from_json,
    record_to_json,
    set_up_from_json,
    set_up_to_json,
)
from custom_components.sim_renewal.core.evidence import Clock, Emptied, Statement, Teller
from custom_components.sim_renewal.core.history import History, Point
from custom_components.sim_renewal.core.model import (
    Activity,
    ActivityKind,
    Bucket,
    Channel,
    Measure,
    ReceiptFile,
    Renewal,
    Verdict,
    Verification,
)
from custom_components.sim_renewal.core.record import (
    Delivery,
    Port,
    Record,
    Skip,
    Snooze,
    UndoneRenewal,
)
from custom_components.sim_renewal.core.source_values import (
    Capability,
    CarrierStatus,
    Countdown,
    Counter,
    SourceValues,
)

moment = datetime.fromisoformat

FULL = Record(
    statements=(
        Statement(
            clock=Clock.SERVICE,
            until=date(2026, 6, 30),
            as_of=moment("2026-06-01T07:00:00+00:00"),
            told_at=moment("2026-06-01T07:00:01+00:00"),
            teller=Teller.SOURCE,
            ends_at=moment("2026-06-30T18:00:00+00:00"),
            repeated_at=moment("2026-06-05T07:00:00+00:00"),
        ),
        Statement(
            clock=Clock.NUMBER,
            until=None,
            as_of=moment("2026-06-02T07:00:00+00:00"),
            told_at=moment("2026-06-05T07:00:00+00:00"),
            teller=Teller.NEW_CARRIER,
        ),
    ),
    renewals=(
        Renewal(
            renewal_id="r1",
            renewed_on=date(2026, 5, 31),
            recorded_at=moment("2026-06-01T08:30:00.123456+00:00"),
            amount=Decimal("10.00"),
            currency="EUR",
            channel=Channel.MINI_PROGRAM,
            payer="Anna",
            receipt="facture n° 12",
            note="续费",
            service_until=date(2026, 7, 1),
            number_until=date(2027, 1, 1),
            in_addition=True,
            refund=True,
            at=moment("2026-05-31T18:00:00+00:00"),
            expected=Decimal("9.99"),
            balance={Bucket.CREDIT: Measure(Decimal(12), moment("2026-05-31T18:01:00+00:00"))},
            balance_before={
                Bucket.CREDIT: Measure(Decimal(2), moment("2026-05-30T18:00:00+00:00"))
            },
            receipt_file=ReceiptFile(receipt_id="f1", media_type="application/pdf", size=12345),
            verification=Verification(
                asked_at=moment("2026-06-02T07:00:00+00:00"),
                verdict=Verdict.WRONG_CHARGE,
                decided_at=moment("2026-06-02T08:00:00+00:00"),
            ),
        ),
        Renewal(
            renewal_id="r2",
            renewed_on=date(2026, 6, 1),
            recorded_at=moment("2026-06-01T09:00:00+00:00"),
        ),
    ),
    reading={
        Bucket.DATA_REMAINING: Measure(Decimal(21474836480), moment("2026-06-01T07:00:00+00:00")),
        Bucket.CREDIT: Measure(Decimal("-0.10"), moment("2026-06-01T07:05:00+00:00")),
    },
    snooze=Snooze(moment("2026-06-24T07:00:00+00:00"), moment("2026-06-23T07:01:00+00:00")),
    deliveries=(
        Delivery(
            cycle="2026-06-30/2026-12-30",
            stage="service-7",
            recipient_id="anna",
            delivered_at=moment("2026-06-23T07:00:01+00:00"),
            cleared=True,
        ),
        Delivery(
            cycle="2026-06-30/2026-12-30",
            stage="service-3",
            recipient_id="bob",
            delivered_at=moment("2026-06-27T07:00:01+00:00"),
            bundle="b1",
        ),
    ),
    activities=(
        Activity(
            activity_id="a1",
            kind=ActivityKind.CALL,
            on=date(2026, 6, 2),
            recorded_at=moment("2026-06-02T07:00:00+00:00"),
            at=moment("2026-06-02T06:59:00+00:00"),
        ),
    ),
    undone=(
        UndoneRenewal(
            Renewal(
                renewal_id="r3",
                renewed_on=date(2026, 6, 3),
                recorded_at=moment("2026-06-03T09:00:00+00:00"),
            ),
            moment("2026-06-03T10:00:00+00:00"),
        ),
    ),
    ports=(Port(on=date(2026, 6, 4), from_carrier="Orange", to_carrier=None),),
    source_values=SourceValues(
        status=CarrierStatus.ACTIVE,
        silent_since={Capability.CREDIT: moment("2026-06-05T07:00:00+00:00")},
        counter=Counter(
            origin="sensor.router", begins=date(2026, 6, 1), used=Decimal(5), last=Decimal(3)
        ),
        countdowns={
            Capability.EXPIRY: Countdown(
                Decimal(9), date(2026, 6, 30), moment("2026-06-21T08:00:00+00:00")
            )
        },
    ),
    history=History(
        (
            Point(moment("2026-05-01T07:00:00+00:00"), 10**15),
            Point(moment("2026-06-01T07:00:00+00:00"), 0),
        )
    ),
    skips=(Skip("2026-06-30/2026-12-30", "service-1", moment("2026-06-28T07:00:00+00:00")),),
    emptied=(
        Emptied(
            at=moment("2026-06-01T07:00:00+00:00"),
            refilled_at=moment("2026-06-02T07:00:00+00:00"),
            teller=Teller.SOURCE,
        ),
        Emptied(at=moment("2026-06-05T07:00:00+00:00")),
    ),
    former_credits=(Measure(Decimal("2.50"), moment("2026-05-20T07:00:00+00:00")),),
)

PLAIN: dict[str, Any] = {
    "amount": None,
    "currency": None,
    "channel": None,
    "payer": None,
    "receipt": None,
    "note": None,
    "service_until": None,
    "number_until": None,
    "in_addition": False,
    "refund": False,
    "at": None,
    "expected": None,
    "balance": {},
    "balance_before": {},
    "receipt_file": None,
    "verification": {"asked_at": None, "verdict": None, "decided_at": None},
}

FULL_JSON: dict[str, Any] = {
    "statements": [
        {
            "clock": "service",
            "until": "2026-06-30",
            "as_of": "2026-06-01T07:00:00+00:00",
            "told_at": "2026-06-01T07:00:01+00:00",
            "teller": "source",
            "ends_at": "2026-06-30T18:00:00+00:00",
            "repeated_at": "2026-06-05T07:00:00+00:00",
        },
        {
            "clock": "number",
            "until": None,
            "as_of": "2026-06-02T07:00:00+00:00",
            "told_at": "2026-06-05T07:00:00+00:00",
            "teller": "new_carrier",
            "ends_at": None,
            "repeated_at": None,
        },
    ],
    "renewals": [
        {
            "renewal_id": "r1",
            "renewed_on": "2026-05-31",
            "recorded_at": "2026-06-01T08:30:00.123456+00:00",
            "amount": "10.00",
            "currency": "EUR",
            "channel": "mini_program",
            "payer": "Anna",
            "receipt": "facture n° 12",
            "note": "续费",
            "service_until": "2026-07-01",
            "number_until": "2027-01-01",
            "in_addition": True,
            "refund": True,
            "at": "2026-05-31T18:00:00+00:00",
            "expected": "9.99",
            "balance": {"credit": {"amount": "12", "measured_at": "2026-05-31T18:01:00+00:00"}},
            "balance_before": {
                "credit": {"amount": "2", "measured_at": "2026-05-30T18:00:00+00:00"}
            },
            "receipt_file": {
                "receipt_id": "f1",
                "media_type": "application/pdf",
                "size": 12345,
            },
            "verification": {
                "asked_at": "2026-06-02T07:00:00+00:00",
                "verdict": "wrong_charge",
                "decided_at": "2026-06-02T08:00:00+00:00",
            },
        },
        {
            "renewal_id": "r2",
            "renewed_on": "2026-06-01",
            "recorded_at": "2026-06-01T09:00:00+00:00",
            **PLAIN,
        },
    ],
    "reading": {
        "data_remaining": {"amount": "21474836480", "measured_at": "2026-06-01T07:00:00+00:00"},
        "credit": {"amount": "-0.10", "measured_at": "2026-06-01T07:05:00+00:00"},
    },
    "snooze": {
        "until": "2026-06-24T07:00:00+00:00",
        "asked_at": "2026-06-23T07:01:00+00:00",
    },
    "deliveries": [
        {
            "cycle": "2026-06-30/2026-12-30",
            "stage": "service-7",
            "recipient_id": "anna",
            "delivered_at": "2026-06-23T07:00:01+00:00",
            "cleared": True,
            "bundle": None,
        },
        {
            "cycle": "2026-06-30/2026-12-30",
            "stage": "service-3",
            "recipient_id": "bob",
            "delivered_at": "2026-06-27T07:00:01+00:00",
            "cleared": False,
            "bundle": "b1",
        },
    ],
    "activities": [
        {
            "activity_id": "a1",
            "kind": "call",
            "on": "2026-06-02",
            "recorded_at": "2026-06-02T07:00:00+00:00",
            "at": "2026-06-02T06:59:00+00:00",
        },
    ],
    "undone": [
        {
            "renewal": {
                "renewal_id": "r3",
                "renewed_on": "2026-06-03",
                "recorded_at": "2026-06-03T09:00:00+00:00",
                **PLAIN,
            },
            "undone_at": "2026-06-03T10:00:00+00:00",
        }
    ],
    "ports": [{"on": "2026-06-04", "from_carrier": "Orange", "to_carrier": None}],
    "source_values": {
        "status": "active",
        "silent_since": {"credit": "2026-06-05T07:00:00+00:00"},
        "counter": {
            "origin": "sensor.router",
            "begins": "2026-06-01",
            "used": "5",
            "last": "3",
        },
        "countdowns": {
            "expiry": {
                "days": "9",
                "ends": "2026-06-30",
                "said_at": "2026-06-21T08:00:00+00:00",
            }
        },
    },
    "history": [[1777618800, 1000000000000000], [1780297200, 0]],
    "skips": [
        {
            "cycle": "2026-06-30/2026-12-30",
            "stage": "service-1",
            "asked_at": "2026-06-28T07:00:00+00:00",
        }
    ],
    "emptied": [
        {
            "at": "2026-06-01T07:00:00+00:00",
            "refilled_at": "2026-06-02T07:00:00+00:00",
            "teller": "source",
        },
        {"at": "2026-06-05T07:00:00+00:00", "refilled_at": None, "teller": "person"},
    ],
    "former_credits": [{"amount": "2.50", "measured_at": "2026-05-20T07:00:00+00:00"}],
}

EMPTY_JSON: dict[str, Any] = {
    "statements": [],
    "renewals": [],
    "reading": {},
    "snooze": None,
    "deliveries": [],
    "activities": [],
    "undone": [],
    "ports": [],
    "source_values": {
        "status": None,
        "silent_since": {},
        "counter": None,
        "countdowns": {},
    },
    "history": [],
    "skips": [],
    "emptied": [],
    "former_credits": [],
}

RECORDS = [
    pytest.param(FULL, FULL_JSON, id="full"),
    pytest.param(Record(), EMPTY_JSON, id="empty"),
]


@pytest.mark.parametrize(("record", "data"), RECORDS)
def test_a_record_is_written_as_json(record, data) -> None:
    assert record_to_json(record) == data


@pytest.mark.parametrize(("record", "data"), RECORDS)
def test_a_record_is_read_back_from_a_file(record, data) -> None:
    assert record_from_json(json.loads(json.dumps(data))) == record


@pytest.mark.parametrize("text", ["10", "10.0", "10.00", "0", "-0.10", "1E+3", "1E-12", "0.000001"])
def test_an_amount_keeps_every_digit_as_it_was_written(text) -> None:
    record = Record(reading={Bucket.CREDIT: Measure(Decimal(text), moment("2026-06-01T07:00Z"))})

    data = record_to_json(record)

    assert data["reading"]["credit"]["amount"] == text
    assert str(record_from_json(data).reading[Bucket.CREDIT].amount) == text


def test_what_was_told_late_keeps_when_that_was() -> None:
    at, told_at = moment("2026-06-01T07:00Z"), moment("2026-06-04T07:00Z")
    late = Measure(Decimal(5), at, told_at)
    renewal = Renewal(
        renewal_id="r",
        renewed_on=date(2026, 6, 1),
        recorded_at=at,
        in_addition=True,
        in_addition_at=told_at,
        balance={Bucket.CREDIT: late},
    )
    record = Record(
        renewals=(renewal,),
        reading={Bucket.CREDIT: late},
        former_credits=(late,),
        emptied=(Emptied(at=at, told_at=told_at),),
    )

    data = json.loads(json.dumps(record_to_json(record)))

    assert record_from_json(data) == record
    assert data["reading"]["credit"]["told_at"] == "2026-06-04T07:00:00+00:00"
    for part, name in (
        (data["renewals"][0], "in_addition_at"),
        (data["reading"]["credit"], "told_at"),
        (data["emptied"][0], "told_at"),
    ):
        part[name], right = "2026-06-04T07:00", part[name]
        with pytest.raises(RecordUnreadable):
            record_from_json(data)
        part[name] = right


@pytest.mark.parametrize("bucket", list(Bucket))
def test_every_bucket_comes_back(bucket) -> None:
    reading = {bucket: Measure(Decimal(0), moment("2026-06-01T07:00Z"))}

    assert record_from_json(record_to_json(Record(reading=reading))).reading == reading


@pytest.mark.parametrize("channel", list(Channel))
def test_every_channel_comes_back_as_a_channel(channel) -> None:
    renewal = Renewal(
        renewal_id="r",
        renewed_on=date(2026, 5, 31),
        recorded_at=moment("2026-06-01T07:00Z"),
        channel=channel,
    )

    data = json.loads(json.dumps(record_to_json(Record(renewals=(renewal,)))))

    assert record_from_json(data).renewals[0].channel is channel


@pytest.mark.parametrize(
    ("zone", "local", "fold", "expected"),
    [
        ("Europe/Paris", "2026-07-01T09:00", 0, "2026-07-01T07:00Z"),
        ("Europe/Paris", "2026-10-25T02:30", 0, "2026-10-25T00:30Z"),
        ("Europe/Paris", "2026-10-25T02:30", 1, "2026-10-25T01:30Z"),
        ("Asia/Kathmandu", "2026-07-01T09:00", 0, "2026-07-01T03:15Z"),
        ("America/St_Johns", "2025-07-01T22:00", 0, "2025-07-02T00:30Z"),
    ],
)
def test_a_moment_of_any_zone_comes_back_as_the_same_moment_in_utc(
    zone, local, fold, expected
) -> None:
    until = moment(local).replace(tzinfo=ZoneInfo(zone), fold=fold)

    read = record_from_json(record_to_json(Record(snooze=Snooze(until, until)))).snooze

    assert read == Snooze(moment(expected), moment(expected))
    assert (read.until.tzinfo, read.asked_at.tzinfo) == (UTC, UTC)


def damaged(path: tuple[str | int, ...]) -> tuple[dict[str, Any], Any]:
    """Return a copy of the full record's JSON and the part of it that holds the last of `path`."""
    data = deepcopy(FULL_JSON)
    part: Any = data
    for step in path[:-1]:
        part = part[step]
    return data, part


WHOLE = (
    "statements",
    "renewals",
    "reading",
    "snooze",
    "deliveries",
    "activities",
    "undone",
    "ports",
    "source_values",
    "history",
    "skips",
    "emptied",
    "former_credits",
)
RENEWAL = (
    "renewal_id",
    "renewed_on",
    "recorded_at",
    "amount",
    "currency",
    "channel",
    "payer",
    "receipt",
    "note",
    "service_until",
    "number_until",
    "in_addition",
    "at",
    "expected",
    "balance",
    "balance_before",
    "receipt_file",
    "verification",
)
DELIVERY = ("cycle", "stage", "recipient_id", "delivered_at", "cleared", "bundle")
STATEMENT = ("clock", "until", "as_of", "told_at", "teller", "ends_at", "repeated_at")
ACTIVITY = ("activity_id", "kind", "on", "recorded_at", "at")

KEYS: list[tuple[str | int, ...]] = [
    *((key,) for key in WHOLE),
    *(("renewals", 0, key) for key in RENEWAL),
    *(("reading", "credit", key) for key in ("amount", "measured_at")),
    *(("former_credits", 0, key) for key in ("amount", "measured_at")),
    *(("snooze", key) for key in ("until", "asked_at")),
    *(("deliveries", 0, key) for key in DELIVERY),
    *(("activities", 0, key) for key in ACTIVITY),
    *(("undone", 0, key) for key in ("renewal", "undone_at")),
    *(("ports", 0, key) for key in ("on", "from_carrier", "to_carrier")),
    *(("source_values", key) for key in ("status", "silent_since")),
    *(("statements", 0, key) for key in STATEMENT),
    *(("emptied", 0, key) for key in ("at", "refilled_at", "teller")),
    *(("source_values", "counter", key) for key in ("origin", "begins", "used", "last")),
    *(("source_values", "countdowns", "expiry", key) for key in ("days", "ends", "said_at")),
    *(("renewals", 0, "receipt_file", key) for key in ("receipt_id", "media_type", "size")),
    *(("renewals", 0, "verification", key) for key in ("asked_at", "verdict", "decided_at")),
]


def words(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))


@pytest.mark.parametrize("path", KEYS, ids=words)
def test_a_missing_key_is_refused(path) -> None:
    data, part = damaged(path)
    del part[path[-1]]

    with pytest.raises(RecordUnreadable):
        record_from_json(data)


def test_no_key_was_forgotten() -> None:
    assert set(FULL_JSON) == set(WHOLE)
    assert set(FULL_JSON["renewals"][0]) == {*RENEWAL, "refund"}
    assert set(FULL_JSON["deliveries"][0]) == set(DELIVERY)
    assert set(FULL_JSON["activities"][0]) == set(ACTIVITY)
    assert set(FULL_JSON["statements"][0]) == set(STATEMENT)


DAYS = [
    ("statements", 0, "until"),
    ("renewals", 0, "renewed_on"),
    ("renewals", 0, "service_until"),
    ("renewals", 0, "number_until"),
    ("activities", 0, "on"),
    ("ports", 0, "on"),
]
MOMENTS = [
    ("statements", 0, "as_of"),
    ("statements", 0, "told_at"),
    ("statements", 0, "ends_at"),
    ("statements", 0, "repeated_at"),
    ("emptied", 0, "at"),
    ("emptied", 0, "refilled_at"),
    ("renewals", 0, "recorded_at"),
    ("reading", "credit", "measured_at"),
    ("former_credits", 0, "measured_at"),
    ("snooze", "until"),
    ("snooze", "asked_at"),
    ("deliveries", 0, "delivered_at"),
    ("renewals", 0, "at"),
    ("activities", 0, "recorded_at"),
    ("activities", 0, "at"),
    ("undone", 0, "undone_at"),
    ("renewals", 0, "verification", "asked_at"),
]
AMOUNTS = [
    ("renewals", 0, "expected"),
    ("renewals", 0, "amount"),
    ("reading", "credit", "amount"),
    ("former_credits", 0, "amount"),
]
TEXTS = [
    ("renewals", 0, "renewal_id"),
    ("renewals", 0, "currency"),
    ("renewals", 0, "payer"),
    ("renewals", 0, "receipt"),
    ("renewals", 0, "note"),
    ("deliveries", 0, "cycle"),
    ("deliveries", 0, "stage"),
    ("deliveries", 0, "recipient_id"),
    ("activities", 0, "activity_id"),
]
FLAGS = [("renewals", 0, "in_addition"), ("renewals", 0, "refund"), ("deliveries", 0, "cleared")]
LISTS = [
    ("former_credits",),
    ("statements",),
    ("emptied",),
    ("renewals",),
    ("deliveries",),
    ("activities",),
    ("undone",),
    ("ports",),
    ("history",),
]
WHOLE_NUMBERS = [("history", 0, 0), ("history", 0, 1)]
MAYBE = {"at", "asked_at", "ends_at", "repeated_at", "refilled_at"}
NEVER_NULL = [
    ("former_credits",),
    ("former_credits", 0),
    ("statements",),
    ("statements", 0),
    ("statements", 0, "clock"),
    ("statements", 0, "teller"),
    ("emptied",),
    ("emptied", 0),
    ("renewals",),
    ("history",),
    ("history", 0),
    *WHOLE_NUMBERS,
    ("reading",),
    ("deliveries",),
    ("activities",),
    ("activities", 0, "kind"),
    ("activities", 0, "on"),
    ("renewals", 0),
    ("deliveries", 0),
    ("reading", "credit"),
    ("reading", "credit", "amount"),
    ("renewals", 0, "renewal_id"),
    ("renewals", 0, "renewed_on"),
    ("deliveries", 0, "cycle"),
    ("deliveries", 0, "stage"),
    ("deliveries", 0, "recipient_id"),
    *(
        path
        for path in MOMENTS
        if path[-1] not in MAYBE or path in {("snooze", "asked_at"), ("emptied", 0, "at")}
    ),
    *FLAGS,
]


def each_with(paths, values):
    return [
        pytest.param(path, value, id=f"{words(path)}={value!r}")
        for path in paths
        for value in values
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *each_with(DAYS, ["", "soon", "2026-02-30", "2026-06-30T00:00:00+00:00", 20260630, 1.5,
                          True, [], ["2026-06-30"], {}]),
        *each_with(MOMENTS, ["", "soon", "2026-06-30", "2026-06-30T09:00:00",
                             "2026-06-30T25:00:00+00:00", "0001-01-01T00:00:00+14:00",
                             "9999-12-31T23:59:59-12:00", 1782889200, 1.5, True, [], {}]),
        *each_with(AMOUNTS, ["NaN", "sNaN", "Infinity", "-Infinity", "", "ten", "10,00", 10, 10.5,
                             "1" * 20, True, float("nan"), [], [0, [1, 0], 0], {}]),
        *each_with([("activities", 0, "kind")], ["", "sneeze", "CALL", 0, True, [], {}]),
        *each_with([("statements", 0, "clock")], ["", "grace", "SERVICE", 0, True, [], {}]),
        *each_with([("statements", 0, "teller")], ["", "carrier", "TEXT", 0, True, [], {}]),
        *each_with([("renewals", 0, "channel")], ["", "fax", "WEBSITE", 0, True, [], {}]),
        *each_with(TEXTS, [0, 7, 1.5, False, True, [], ["words"], {}]),
        *each_with(WHOLE_NUMBERS, ["", "7", 1.5, float("nan"), True, 10**20, [], {}]),
        *each_with([("history", 0, 1)], [-1]),
        *each_with([("history", 0)], [[], [1], [1, 2, 3], {}, 7, "ab"]),
        *each_with(FLAGS, ["", "no", "true", 0, 1, [], {}]),
        *each_with(LISTS, ["", "words", 0, 7, True, {}, {"a": 1}, ["words"], [[]], [7]]),
        *each_with([("reading",)], ["", "words", 0, 7, True, [], [1], {"data": {}},
                                    {"": {}}, {"credit": "5"}, {"credit": []}, {"credit": 5}]),
        *each_with([("snooze",)], ["", "words", 0, 7, False, True, [], {}]),
        *each_with(NEVER_NULL, [None]),
    ],
)  # fmt: skip
def test_a_damaged_value_is_refused(path, value) -> None:
    data, part = damaged(path)
    part[path[-1]] = value

    with pytest.raises(RecordUnreadable):
        record_from_json(data)


@pytest.mark.parametrize(
    "data",
    [None, [], [FULL_JSON], {}, "", "words", 0, 7, True, {"record": FULL_JSON}],
    ids=["null", "list", "list-of-one", "empty", "empty-text", "text", "0", "7", "true", "wrapped"],
)
def test_what_is_not_a_record_at_all_is_refused(data) -> None:
    with pytest.raises(RecordUnreadable):
        record_from_json(data)


def test_the_refusal_says_nothing_of_what_was_in_the_record() -> None:
    data, part = damaged(("renewals", 0, "amount"))
    part["amount"] = "secret"

    with pytest.raises(RecordUnreadable) as refused:
        record_from_json(data)

    assert "secret" not in str(refused.value)


def test_a_renewal_of_before_there_were_refunds_is_none() -> None:
    kept = deepcopy(FULL_JSON)
    for each in kept["renewals"]:
        del each["refund"]
    assert not any(each.refund for each in record_from_json(kept).renewals)


def test_how_a_line_was_set_up_can_be_read_back() -> None:
    set_up = SetUp("L" * 26, "Papa", {"form": "esim", "channels": [{"kind": "shop"}]})

    assert set_up_from_json(set_up_to_json(set_up)) == set_up
    assert set_up_from_json(None) is None


@pytest.mark.parametrize(
    "changes", [{"title": 4}, {"data": []}, {"line_id": None}, {"data": None}, {"title": None}]
)
def test_a_damaged_set_up_is_refused(changes: dict[str, Any]) -> None:
    kept = {"line_id": "L" * 26, "title": "Papa", "data": {}}

    with pytest.raises(RecordUnreadable):
        set_up_from_json(kept | changes)
    with pytest.raises(RecordUnreadable):
        set_up_from_json({key: kept[key] for key in kept if key not in changes})
