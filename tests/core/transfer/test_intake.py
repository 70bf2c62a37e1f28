"""Which line a row means, what of a file is new, and what would be there twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
import json
from typing import Any

import pytest

from custom_components.sim_renewal.core.evidence import (
    EMPTIED_KEPT,
    STATEMENTS_KEPT,
    Clock,
    Statement,
    Teller,
)
from custom_components.sim_renewal.core.model import (
    Activity,
    ActivityKind,
    Bucket,
    Channel,
    Measure,
    Renewal,
)
from custom_components.sim_renewal.core.record import Record, UndoneRenewal
from custom_components.sim_renewal.core.transfer.addition import Addition
from custom_components.sim_renewal.core.transfer.csv_format import read_csv
from custom_components.sim_renewal.core.transfer.intake import Intake
from custom_components.sim_renewal.core.transfer.json_format import read_json
from custom_components.sim_renewal.core.transfer.matching import KnownLine

from .households import HOME, NOW, PARIS, an_id, bring

STATED_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
"""In the morning of a day in Paris."""

PAPA = KnownLine(
    line_id=an_id(1),
    name="Papa",
    currency="EUR",
    has_rule=True,
    record=Record().with_dates(STATED_AT, Teller.SETUP, service=date(2026, 11, 26)),
    number="+33639980001",
    iccid="8933010000000000010",
)
MAMA = KnownLine(line_id=an_id(2), name="Mama", currency="CNY", has_rule=False, record=Record())
PLAIN = {"currency": "EUR", "form": "physical", "rule": "fixed_term"}


def from_lines(*lines: dict[str, Any], known: tuple[KnownLine, ...] = (PAPA, MAMA)) -> Intake:
    """Return what lines of a JSON file bring."""
    data = {"format": "sim_renewal", "version": 1, "lines": [PLAIN | line for line in lines]}
    return bring(read_json(json.dumps(data), HOME).rows, *known)


def from_table(*rows: str, known: tuple[KnownLine, ...] = (PAPA, MAMA)) -> Intake:
    """Return what rows of a table bring."""
    header = "kind,line_id,line,id,date,amount,currency,channel,service_until,at,note,activity"
    return bring(read_csv("\n".join([f"{header},rule,bucket,number", *rows]), HOME).rows, *known)


def told(intake: Intake) -> list[tuple[int, str, str]]:
    return [(error.line_number, error.column, error.reason) for error in intake.errors]


def reasons(intake: Intake) -> list[str]:
    return [error.reason for error in intake.errors]


def renewals(intake: Intake, line: KnownLine = PAPA) -> tuple[Renewal, ...]:
    return intake.additions[line.line_id].renewals


# Lines


@pytest.mark.parametrize(
    "line",
    [
        {"line_id": an_id(1), "line": "Other", "number": "+33639980009"},
        {"line": "Other", "number": "+33639980001"},
        {"line": "Other", "iccid": "8933010000000000010"},
        {"line": "Other", "number": "+33639980001", "iccid": "8933010000000000010"},
        {"line": " PAPA "},
        {"line_id": an_id(9), "line": "papa", "number": "+33639980001"},
    ],
)
def test_a_line_of_the_household_is_found(line) -> None:
    intake = from_lines(line | {"renewals": [{"date": "2026-11-20"}]})

    assert (intake.lines, intake.unchanged, intake.errors) == ((), 1, ())
    assert list(intake.additions) == [an_id(1)]


@pytest.mark.parametrize(
    "line",
    [
        {"line": "Oma"},
        {"line_id": an_id(9), "line": "Oma"},
        {"line": "Papa", "number": "+33639980009"},
        {"line": "Papa", "iccid": "8933010000000000028"},
    ],
)
def test_another_line_is_new(line) -> None:
    intake = from_lines(line | {"renewals": [{"date": "2026-11-20"}]})

    (new,) = intake.lines
    assert new.line_id == line.get("line_id", an_id(9000))
    assert (len(new.renewals), intake.additions, intake.unchanged) == (1, {}, 0)


def test_an_id_that_is_taken_by_something_else_is_replaced_for_its_rows_too() -> None:
    rows = read_csv(
        "kind,line_id,line,currency,rule,date\n"
        f"renewal,{an_id(5)},,,,2026-11-20\n"
        f"line,{an_id(5)},Oma,EUR,never,\n",
        HOME,
    ).rows

    intake = bring(rows, taken={an_id(5)})

    (oma,) = intake.lines
    assert oma.line_id == an_id(9000)
    assert len(oma.renewals) == 1


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            [{"line": "A", "line_id": an_id(5)}, {"line": "B", "line_id": an_id(5)}],
            "duplicate_line",
        ),
        ([{"line": "A", "number": "+331"}, {"line": "B", "number": "+331"}], "duplicate_number"),
        ([{"line": "A", "iccid": "891"}, {"line": "B", "iccid": "891"}], "duplicate_iccid"),
        ([{"line": "A"}, {"line": " a "}], "duplicate_line"),
        ([{"line": "A", "line_id": an_id(5)}, {"line": "A"}], "duplicate_line"),
        ([{"line": "Papa"}, {"line": "Other", "line_id": an_id(1)}], "duplicate_line"),
        ([{"line": "Mama", "iccid": "891", "number": "+33639980001"}], None),
        ([{"line": "A", "number": "+331"}, {"line": "A", "number": "+332"}], None),
        ([{"line": "A", "line_id": an_id(5)}, {"line": "A", "line_id": an_id(6)}], None),
    ],
)
def test_a_line_can_be_in_a_file_once(lines, found) -> None:
    assert reasons(from_lines(*lines)) == ([found] if found else [])


def test_a_line_that_fits_several_is_ambiguous() -> None:
    twin = replace(PAPA, line_id=an_id(3), number="+33639980003", iccid=None)
    both = {"line": "X", "number": "+33639980003", "iccid": "8933010000000000010"}

    assert reasons(from_lines(both, known=(PAPA, twin))) == ["ambiguous_line"]
    assert reasons(from_lines({"line": "Papa"}, known=(PAPA, twin))) == ["ambiguous_line"]
    assert from_lines({"line": "Papa", "line_id": an_id(3)}, known=(PAPA, twin)).errors == ()


def test_lines_of_one_name_come_back_where_one_of_them_is_left() -> None:
    left = KnownLine(
        line_id=an_id(5), name="Tablet", currency="EUR", has_rule=True, record=Record()
    )

    intake = from_lines(
        {"line": "Tablet", "line_id": an_id(5)},
        {"line": "Tablet", "line_id": an_id(6)},
        known=(left,),
    )

    assert [line.line_id for line in intake.lines] == [an_id(6)]
    assert (intake.unchanged, intake.errors) == (1, ())


# Rows of a table


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        (f"renewal,{an_id(1)},,,2026-11-20", []),
        ("renewal,,Papa,,2026-11-20", []),
        (f"renewal,{an_id(9)},papa,,2026-11-20", []),
        ("renewal,,Oma,,2026-11-20", [(2, "line", "unknown_line")]),
        (f"renewal,{an_id(9)},,,2026-11-20", [(2, "line_id", "unknown_line")]),
    ],
)
def test_a_row_says_which_line_it_is_on(row, errors) -> None:
    assert told(from_table(row)) == errors


def test_a_row_can_be_on_a_line_that_the_file_calls_otherwise() -> None:
    intake = from_table("line,,Handy,,,,EUR,,,,,,never,,+33639980001", "renewal,,handy,,2026-11-20")

    assert len(renewals(intake)) == 1


def test_a_row_on_a_line_of_a_name_that_several_have_is_ambiguous() -> None:
    twin = replace(PAPA, line_id=an_id(3), number=None)

    intake = from_table("renewal,,Papa,,2026-11-20", f"renewal,{an_id(3)},Papa,,2026-11-20",
                        known=(PAPA, twin))  # fmt: skip

    assert told(intake) == [(2, "line", "ambiguous_line")]
    assert list(intake.additions) == [an_id(3)]


def test_what_is_on_a_refused_line_is_refused_too() -> None:
    intake = from_table(
        f"line,{an_id(5)},Oma,,,,EUR,,,,,,never,,,too many",
        f"renewal,{an_id(5)},,,2026-11-20",
        "renewal,,oma,,2026-11-20",
        "renewal,,Papa,,2026-11-20",
    )

    assert told(intake) == [
        (2, "kind", "too_many_cells"),
        (3, "line", "line_refused"),
        (4, "line", "line_refused"),
    ]
    nested = from_lines({"line": "Oma", "amount": 5, "renewals": [{"date": "2026-11-20"}]})
    assert reasons(nested) == ["unknown_column", "line_refused"]


def test_what_is_on_a_line_that_is_there_twice_goes_to_the_first() -> None:
    intake = from_table(
        "line,,Oma,,,,EUR,,,,,,never", "line,,Oma,,,,EUR,,,,,,never", "renewal,,Oma,,2026-11-20"
    )

    assert told(intake) == [(3, "line", "duplicate_line")]
    assert len(intake.lines[0].renewals) == 1


def test_a_damaged_line_takes_nothing() -> None:
    damaged = replace(PAPA, record=None)

    intake = from_table("line,,Papa,,,,EUR,,,,,,never", "renewal,,Papa,,2026-11-20",
                        known=(damaged,))  # fmt: skip

    assert told(intake) == [(3, "line", "line_damaged")]
    assert intake.unchanged == 1


def test_a_row_that_was_not_read_is_not_taken() -> None:
    intake = from_table("renewal,,Papa,,soon", "renewal,,Papa,,2026-11-20")

    assert told(intake) == [(2, "date", "unreadable_date")]
    assert intake.renewals_added == 1


# Renewals


def test_a_row_by_hand_is_completed() -> None:
    (renewal,) = renewals(from_table("renewal,,Papa,,2026-11-27,10"))

    assert renewal == Renewal(
        renewal_id=an_id(9000),
        renewed_on=date(2026, 11, 27),
        recorded_at=NOW,
        amount=Decimal(10),
        currency="EUR",
    )


def test_a_row_of_an_export_is_taken_as_it_is() -> None:
    (renewal,) = renewals(from_table(f"renewal,,Papa,{an_id(11)},2026-11-20"))

    assert renewal == Renewal(renewal_id=an_id(11), renewed_on=date(2026, 11, 20), recorded_at=NOW)


NEEDS_DATE = [(2, "service_until", "date_needed")]


@pytest.mark.parametrize(
    ("row", "errors"),
    [("2026-11-20,,,,,", NEEDS_DATE), ("2026-11-20,,,,2026-12-20,", [])],
)
def test_a_line_without_a_rule_needs_the_date_of_a_renewal(row, errors) -> None:
    assert told(from_table(f"renewal,,Mama,,{row}")) == errors
    assert told(from_table(f"renewal,,Mama,{an_id(11)},{row}")) == []


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        ("2026-11-19,,,,,", []),
        ("2026-11-20,,,,,", NEEDS_DATE),
        ("2026-11-20,,,,,2026-11-20T08:59:59Z", []),
        ("2026-11-20,,,,,2026-11-20T09:00:00Z", NEEDS_DATE),
        ("2026-11-21,,,,,", NEEDS_DATE),
    ],
)
def test_it_needs_none_where_a_statement_contains_the_renewal(row, errors) -> None:
    stated = Record().with_dates(STATED_AT, service=date(2026, 12, 20))

    intake = from_table(f"renewal,,Mama,,{row}", known=(replace(MAMA, record=stated),))

    assert told(intake) == errors


def test_a_stated_date_of_the_number_contains_no_renewal_of_service() -> None:
    stated = Record().with_dates(NOW, number=date(2027, 12, 20))

    intake = from_table("renewal,,Mama,,2026-11-20", known=(replace(MAMA, record=stated),))

    assert told(intake) == NEEDS_DATE


def test_a_statement_further_down_in_the_file_contains_a_renewal_too() -> None:
    stated = {"clock": "service", "until": "2026-12-20", "as_of": "2026-11-21T09:00:00Z"}

    intake = from_lines(
        {
            "line": "Oma",
            "rule": "none",
            "renewals": [{"date": "2026-11-20"}, {"date": "2026-11-22"}],
            "statements": [stated],
        }
    )

    assert [(each.column, each.reason) for each in intake.errors] == [
        ("service_until", "date_needed")
    ]
    assert [each.on.day for each in intake.lines[0].renewals] == [20]


# Statements, and times without data


def stated(hour: int, until: str = "2026-12-20", **more: Any) -> dict[str, Any]:
    """Return a last day of service as a row tells it, as of an hour of 20 November."""
    return {
        "clock": "service",
        "until": until,
        "as_of": f"2026-11-20T{hour:02}:00:00Z",
        "teller": "source",
        **{name: f"2026-11-20T{each:02}:00:00Z" for name, each in more.items()},
    }


def statements_of(*rows: dict[str, Any]) -> list[tuple[int, int | None, int | None]]:
    """Return the hours of statements as a new line keeps them, and the day that they say."""
    intake = from_lines({"line": "Oma", "statements": list(rows)})
    assert intake.errors == ()
    return [
        (
            each.as_of.hour,
            None if each.repeated_at is None else each.repeated_at.hour,
            None if each.until is None else each.until.day,
        )
        for each in intake.lines[0].statements
    ]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([stated(8)], [(8, None, 20)]),
        ([stated(8, ""), stated(9)], [(8, None, None), (9, None, 20)]),
        ([stated(9), stated(8, "2026-12-10")], [(8, None, 10), (9, None, 20)]),
        ([stated(8), stated(8)], [(8, None, 20)]),
        ([stated(9), stated(8)], [(8, 9, 20)]),
        ([stated(8, repeated_at=10), stated(9, repeated_at=12)], [(8, 12, 20)]),
        ([stated(9, repeated_at=10), stated(8, repeated_at=12)], [(8, 12, 20)]),
        (
            [stated(9, "2026-12-10"), stated(8, repeated_at=10)],
            [(8, 10, 20), (9, None, 10)],
        ),
        ([stated(8), stated(9) | {"teller": "text"}], [(8, None, 20), (9, None, 20)]),
    ],
)
def test_statements_are_kept_as_if_each_had_been_told_in_its_turn(rows, kept) -> None:
    assert statements_of(*rows) == kept


def test_a_statement_by_hand_is_of_a_person_who_tells_it_now() -> None:
    intake = from_lines({"line": "Oma", "statements": [{"clock": "number", "as_of": "2026-11-20"}]})

    assert intake.lines[0].statements == (
        Statement(
            clock=Clock.NUMBER,
            until=None,
            as_of=datetime(2026, 11, 19, 23, tzinfo=UTC),
            told_at=NOW,
            teller=Teller.PERSON,
        ),
    )


def test_the_dates_in_the_row_of_a_new_line_are_stated_now() -> None:
    more = {"service_until": "2026-12-26", "number_until": "2027-06-26"}

    intake = from_lines(
        {"line": "Oma", **more, "statements": [stated(8)]}, {"line": "Papa", **more}
    )

    (oma,) = intake.lines
    assert [(each.clock, each.until, each.as_of, each.teller) for each in oma.statements] == [
        (Clock.SERVICE, date(2026, 12, 20), STATED_AT.replace(hour=8), Teller.SOURCE),
        (Clock.SERVICE, date(2026, 12, 26), NOW, Teller.SETUP),
        (Clock.NUMBER, date(2027, 6, 26), NOW, Teller.SETUP),
    ]
    assert "service_until" not in oma.settings
    assert (intake.unchanged, intake.additions) == (1, {})


def test_of_too_many_statements_the_newest_are_kept() -> None:
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(STATEMENTS_KEPT + 50)]
    rows = [{"clock": "service", "until": str(day), "as_of": str(day)} for day in reversed(days)]

    intake = from_lines({"line": "Oma", "statements": rows})

    assert intake.errors == ()
    assert [each.until for each in intake.lines[0].statements] == days[50:]


def emptied(day: int, refilled: int | None = None) -> dict[str, str]:
    return {"at": f"2026-10-{day:02}"} | (
        {} if refilled is None else {"refilled_at": f"2026-10-{refilled:02}"}
    )


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([(1, 2), (3, None)], [(1, 2), (3, None)]),
        ([(3, 4), (1, 2)], [(1, 2), (3, 4)]),
        ([(1, 2), (1, 2)], [(1, 2)]),
        ([(1, 3), (2, 4)], [(1, 4)]),
        ([(1, 4), (2, 3)], [(1, 4)]),
        ([(1, 3), (3, None)], [(1, 3)]),
        ([(1, None), (2, 3)], [(1, 3)]),
        ([(1, None), (2, None)], [(1, None)]),
        ([(1, None)], [(1, None)]),
    ],
)
def test_times_without_data_do_not_overlap(rows, kept) -> None:
    intake = from_lines({"line": "Oma", "data_empty": [emptied(*each) for each in rows]})

    assert intake.errors == ()
    assert [
        (each.at.astimezone(PARIS).day, each.refilled_at and each.refilled_at.astimezone(PARIS).day)
        for each in intake.lines[0].emptied
    ] == kept


def test_of_too_many_times_without_data_the_newest_are_kept() -> None:
    rows = [
        {"at": f"2026-{month:02}-{day:02}", "refilled_at": f"2026-{month:02}-{day:02}T12:00"}
        for month in range(1, 11)
        for day in range(1, 11)
    ]

    intake = from_lines({"line": "Oma", "data_empty": rows})

    assert len(intake.lines[0].emptied) == EMPTIED_KEPT < len(rows)
    assert intake.lines[0].emptied[-1].at == datetime(2026, 10, 9, 22, tzinfo=UTC)


def test_what_a_line_of_the_household_was_told_stays_as_it_is() -> None:
    intake = from_lines({"line": "Papa", "statements": [stated(8)], "data_empty": [emptied(1)]})

    assert (intake.unchanged, intake.additions, intake.errors) == (3, {}, ())


def kept(*events: Renewal | Activity, line: KnownLine = PAPA) -> KnownLine:
    record = line.record
    assert record is not None
    return replace(
        line,
        record=replace(
            record,
            renewals=tuple(each for each in events if isinstance(each, Renewal)),
            activities=tuple(each for each in events if isinstance(each, Activity)),
        ),
    )


def renewal(number: int, **changes: Any) -> Renewal:
    plain = {"renewed_on": date(2026, 11, 20), "amount": Decimal("10.0"), "channel": Channel.SHOP}
    told = {"renewal_id": an_id(number), "recorded_at": NOW}
    return Renewal(**(told | plain | changes))


@pytest.mark.parametrize(
    ("row", "is_there"),
    [
        ("2026-11-20,10,EUR,shop", True),
        ("2026-11-20,10.00,,Shop", True),
        ("2026-11-21,10,EUR,shop", False),
        ("2026-11-20,10.01,EUR,shop", False),
        ("2026-11-20,,EUR,shop", False),
        ("2026-11-20,10,USD,shop", False),
        ("2026-11-20,10,EUR,", False),
    ],
)
def test_a_row_without_an_id_is_known_by_day_amount_currency_and_channel(row, is_there) -> None:
    intake = from_table(f"renewal,,Papa,,{row}", known=(kept(renewal(11)),))

    assert intake.errors == ()
    assert (intake.unchanged, intake.renewals_added) == ((1, 0) if is_there else (0, 1))


def test_each_renewal_stands_for_one_row_only() -> None:
    intake = from_table(
        "renewal,,Papa,,2026-11-20,10,EUR,shop,,,first",
        "renewal,,Papa,,2026-11-20,10,EUR,shop,,,second",
        f"renewal,,Papa,{an_id(11)},2026-11-01",
        known=(kept(renewal(11), renewal(12)),),
    )

    assert (intake.unchanged, intake.renewals_added, intake.errors) == (2, 1, ())


def test_an_id_is_known_on_whatever_line_it_is() -> None:
    intake = from_table(
        f"renewal,,Papa,{an_id(11)},2026-11-01", known=(PAPA, kept(renewal(11), line=MAMA))
    )

    assert (intake.unchanged, intake.renewals_added, intake.errors) == (1, 0, ())


def test_an_id_is_there_once() -> None:
    intake = from_table(
        f"renewal,,Papa,{an_id(11)},2026-11-20",
        f"renewal,,Mama,{an_id(11)},2026-11-21",
        f"activity,,Papa,{an_id(11)},2026-11-20,,,,,,,call",
    )

    assert told(intake) == [(3, "id", "duplicate_id"), (4, "id", "duplicate_id")]


def test_a_row_that_says_the_same_again_is_refused() -> None:
    intake = from_table(
        "renewal,,Papa,,2026-11-20,10",
        f"renewal,{an_id(1)},Other,,2026-11-20,10,EUR",
        "renewal,,Papa,,2026-11-20,10,,,,,in the evening",
        "renewal,,Papa,,2026-11-21,10",
        "activity,,Papa,,2026-11-20,,,,,,,call",
        "activity,,Papa,,2026-11-20,,,,,,,call",
        "activity,,Papa,,2026-11-20,,,,,,,sms",
    )

    assert told(intake) == [(3, "date", "duplicate_row"), (7, "date", "duplicate_row")]


# Activities, balances and ports


def test_an_activity_is_known_by_its_id_or_by_day_and_kind() -> None:
    call = Activity(
        activity_id=an_id(21), kind=ActivityKind.CALL, on=date(2026, 11, 20), recorded_at=NOW
    )
    intake = from_table(
        f"activity,,Papa,{an_id(21)},2026-11-01,,,,,,,data",
        "activity,,Papa,,2026-11-20,,,,,,,call",
        "activity,,Papa,,2026-11-20,,,,,,,sms",
        f"activity,,Papa,{an_id(22)},2026-11-20,,,,,,,call",
        known=(kept(call),),
    )

    assert intake.errors == ()
    assert (intake.unchanged, intake.activities_added) == (1, 3)
    assert intake.additions[an_id(1)].renewals == ()


def test_balances_and_ports_are_those_of_new_lines() -> None:
    more = {
        "balances": [{"bucket": "data_remaining", "amount": "1.5"}],
        "ports": [{"date": "2026-01-01", "from_carrier": " SFR "}, {"date": "2026-01-01"}],
    }
    intake = from_lines({"line": "Papa", **more}, {"line": "Oma", **more})

    (oma,) = intake.lines
    assert oma.reading == {Bucket.DATA_REMAINING: Measure(Decimal(1_500_000_000), NOW)}
    assert [port.from_carrier for port in oma.ports] == ["SFR", None]
    assert (intake.unchanged, intake.additions) == (4, {})


def test_a_balance_or_a_port_is_there_once() -> None:
    credit = {"bucket": "credit", "amount": 1}
    port = {"date": "2026-01-01", "to_carrier": "SFR"}

    intake = from_lines({"line": "Oma", "balances": [credit, credit | {"amount": 2}],
                         "ports": [port, port]})  # fmt: skip

    assert [(error.column, error.reason) for error in intake.errors] == [
        ("bucket", "duplicate_row"),
        ("date", "duplicate_row"),
    ]


def test_a_new_line_has_its_renewals_in_the_order_in_which_they_were_recorded() -> None:
    def told(number: int, hour: int, day: int) -> dict[str, Any]:
        recorded_at = datetime(2026, 11, 20, hour, tzinfo=UTC).isoformat()
        return {"id": an_id(number), "date": f"2026-11-{day:02}", "recorded_at": recorded_at}

    intake = from_lines({"line": "Oma", "renewals": [told(1, 9, 1), told(2, 8, 2), told(3, 8, 3)]})

    assert [each.renewal_id for each in intake.lines[0].renewals] == [an_id(2), an_id(3), an_id(1)]


# Adding to a record, and taking back

CALL = Activity(
    activity_id=an_id(21), kind=ActivityKind.CALL, on=date(2026, 11, 20), recorded_at=NOW
)
ADDITION = Addition((renewal(11), renewal(12)), (CALL, replace(CALL, activity_id=an_id(22))), NOW)
BEFORE = Record(
    renewals=(renewal(11, note="here"), renewal(13)),
    activities=(replace(CALL, activity_id=an_id(22)),),
    undone=(UndoneRenewal(renewal(12, note="mine"), NOW), UndoneRenewal(renewal(14), NOW)),
)


def test_what_a_record_has_is_not_added_again() -> None:
    after = ADDITION.added_to(BEFORE)

    assert after.renewals == (renewal(12, note="mine"), renewal(11, note="here"), renewal(13))
    assert [each.activity_id for each in after.activities] == [an_id(22), an_id(21)]
    assert after.undone == (UndoneRenewal(renewal(14), NOW),)


@pytest.mark.parametrize(
    ("new", "order"),
    [
        ([{"renewed_on": date(2026, 11, 20)}, {"renewed_on": date(2026, 8, 1)}], (2, 1, 9)),
        ([{"renewed_on": date(2026, 11, 22)}, {"renewed_on": date(2026, 8, 1)}], (2, 9, 1)),
        ([{"recorded_at": NOW - timedelta(hours=1)}, {"renewed_on": date(2026, 8, 1)}], (2, 9, 1)),
    ],
)
def test_what_was_recorded_last_is_the_last_however_the_file_is_ordered(new, order) -> None:
    pressed = renewal(9, recorded_at=NOW - timedelta(days=2))
    rows = [renewal(number) for number in (1, 2)]
    told = tuple(replace(row, **each) for row, each in zip(rows, new, strict=True))

    after = Addition(told, (), NOW).added_to(Record(renewals=(pressed,)))

    assert after.renewals[-1].renewal_id == an_id(order[-1])
    assert [each.renewal_id for each in after.renewals] == [an_id(each) for each in order]


def test_taking_back_leaves_what_was_there_before_and_what_came_since() -> None:
    since = replace(
        ADDITION.added_to(BEFORE), renewals=(renewal(15), renewal(12), *BEFORE.renewals)
    )

    after = ADDITION.taken_from(BEFORE, since)

    assert after.renewals == (renewal(15), *BEFORE.renewals)
    assert after.activities == BEFORE.activities
    assert sorted(after.undone, key=repr) == sorted(BEFORE.undone, key=repr)
    assert ADDITION.taken_from(BEFORE, BEFORE).renewals == BEFORE.renewals
