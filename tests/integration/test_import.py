"""What an import brings to a household: from spreadsheets, and to lines that are there already."""

import json
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from .conftest import recipient_subentry
from .transfers import (
    MAMA,
    NEW,
    PAPA,
    a_full_household,
    bring,
    call,
    errors_of,
    export,
    files,
    line_row,
    lines_of,
    loads,
    mama,
    papa,
    put,
    record_of,
    renewal_row,
    table,
    traces,
)

# Spreadsheets

FRENCH_EXCEL = ("\ufeffsep=;\r\nMontant;DATE ; L ine\r\n").replace("Montant", "Amount").replace(
    "L ine", "Line"
) + ('10,00;20/11/2026;Papa\r\n1 234,50;1/10/2026;papa\r\n;;\r\n0,5;2026-09-30;"Papa"\r\n')


async def test_a_french_excel_file_is_read(hass, household) -> None:
    entry = await household(papa())

    assert await bring(hass, FRENCH_EXCEL) == {
        "lines_added": 0,
        "renewals_added": 3,
        "activities_added": 0,
        "unchanged": 0,
        "errors": [],
        "warnings": [],
        "columns_ignored": [],
    }

    renewals = (await call(hass, "get_renewals"))["renewals"]
    assert [(each["date"], each["amount"], each["currency"]) for each in renewals] == [
        ("2026-11-20", 10.0, "EUR"),
        ("2026-10-01", 1234.5, "EUR"),
        ("2026-09-30", 0.5, "EUR"),
    ]
    assert [str(each.amount) for each in record_of(entry).renewals] == ["0.5", "1234.50", "10.00"]


async def test_a_table_with_lines_needs_no_more_than_their_names(hass, household) -> None:
    entry = await household()

    answer = await bring(
        hass,
        "kind,line,number,rule,term,date,amount,note\n"
        'renewal,Oma,,,,2026-11-01,5,"two\nlines"\n'
        "Line,  Oma ,06 39 98 00 03,Fixed Term,30,,,\n"
        "line,Tablet,,,,,,\n",
    )

    assert (answer["lines_added"], answer["renewals_added"]) == (2, 1)
    oma, tablet = sorted(lines_of(entry), key=lambda line: line.title)
    assert (oma.title, tablet.title) == ("Oma", "Tablet")
    assert dict(tablet.data) == {"form": "physical", "currency": "EUR", "rule": "none"}
    assert dict(oma.data) == {
        "form": "physical",
        "currency": "EUR",
        "number": "+33639980003",
        "rule": "fixed_term",
        "term": 30,
        "term_unit": "days",
        "extends_from": "later",
        "grace_unit": "months",
    }
    assert hass.states.get("sensor.oma_service_until").state == "2026-12-01"
    assert hass.states.get("sensor.tablet_status").state == "unknown"
    (renewal,) = record_of(entry, oma.subentry_id).renewals
    assert renewal.note == "two\nlines"


async def renewals_of(hass: HomeAssistant) -> list[dict[str, Any]]:
    """Return the renewals as they are told, in the order of their days."""
    return sorted(
        (await call(hass, "get_renewals"))["renewals"], key=lambda renewal: renewal["date"]
    )


async def test_old_renewals_do_not_move_a_date_that_somebody_stated(hass, household) -> None:
    """The date in the dialog was true with all renewals of before that."""
    await household(papa(service_until="2026-11-26"))
    history = "\n".join(f"Papa,2026-{month:02}-15,10" for month in range(1, 12))

    answer = await bring(hass, f"line,date,amount\n{history}\n")

    assert answer["renewals_added"] == 11
    assert [each["contained"] for each in await renewals_of(hass)] == [True] * 11
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"
    assert hass.states.get("sensor.papa_spent_this_year").state == "110"


@pytest.mark.parametrize("is_imported", [True, False])
@pytest.mark.parametrize(
    ("days", "contained", "until"),
    [
        (("2026-09-10", "2026-10-01"), [True, True], "2026-11-26"),
        (("2026-11-22", "2026-11-23"), [True, False], "2026-12-26"),
        (("2026-11-20", "2026-11-30"), [True, False], "2026-12-30"),
        (("2026-11-24", "2026-11-30"), [False, False], "2027-01-25"),
    ],
)
async def test_renewals_of_after_the_moment_of_a_stated_date_move_it_whatever_the_door(
    hass, household, act, move_to, days, contained, until, is_imported
) -> None:
    """The date in the dialog was true in the morning of 23 November."""
    await household(papa(service_until="2026-11-26"))
    await move_to("2026-12-01T10:00:00+01:00")

    if is_imported:
        await bring(hass, "\n".join(["line,date", *(f"Papa,{day}" for day in days)]))
    else:
        for day in days:
            await act("record_renewal", PAPA, date=day)

    assert [each["contained"] for each in await renewals_of(hass)] == contained
    assert hass.states.get("sensor.papa_service_until").state == until


@pytest.mark.parametrize("until", ["2026-09-15", "2026-11-26", "2026-12-20"])
async def test_a_line_that_is_brought_with_its_date_contains_every_renewal_up_to_today(
    hass, household, until
) -> None:
    await household()
    days = ("2026-09-10", "2026-10-01", "2026-11-22", "2026-11-23")

    await bring(
        hass,
        "kind,line,rule,term,service_until,date\n"
        + "".join(f"renewal,Oma,,,,{day}\n" for day in days)
        + f"line,Oma,fixed_term,30,{until},\n",
    )

    assert [each["contained"] for each in await renewals_of(hass)] == [True] * 4
    assert hass.states.get("sensor.oma_service_until").state == until


async def test_a_renewal_that_a_statement_has_seen_counts_where_the_table_says_in_addition(
    hass, household, act, move_to
) -> None:
    await household(papa(service_until="2026-11-26"))
    await act("set_validity", PAPA, service_until="2026-12-26")
    await move_to("2026-11-24T10:00:00+01:00")

    await bring(hass, "line,date,in_addition\nPapa,2026-11-24,\nPapa,2026-11-24,oui\n")

    assert sorted(each["contained"] for each in await renewals_of(hass)) == [False, True]
    assert hass.states.get("sensor.papa_service_until").state == "2027-01-25"


async def test_a_table_can_tell_what_was_stated_and_when(hass, household) -> None:
    await household()

    await bring(
        hass,
        "kind,line,rule,term,date,clock,until,as_of,teller\n"
        "line,Oma,fixed_term,30,,,,,\n"
        "renewal,Oma,,,2026-11-20,,,,\n"
        "renewal,Oma,,,2026-10-20,,,,\n"
        "statement,Oma,,,,service,2026-12-02,02/11/2026 18:00,source\n",
    )

    assert [each["contained"] for each in await renewals_of(hass)] == [True, False]
    assert hass.states.get("sensor.oma_service_until").state == "2027-01-01"


# What is there already


async def test_importing_again_adds_nothing(hass, household, act) -> None:
    await a_full_household(hass, household, act)
    for file_format in ("csv", "json"):
        text = await export(hass, file_format)
        before = traces(hass)

        answer = await bring(hass, text)

        assert answer["lines_added"] == answer["renewals_added"] == answer["activities_added"] == 0
        assert answer["errors"] == []
        rows = len(text.splitlines())
        assert 8 < answer["unchanged"] < rows
        assert traces(hass) == before

    table = "line,date,amount\nPapa,2026-10-01,10\nPapa,2026-10-02,10\n"
    assert (await bring(hass, table))["renewals_added"] == 2
    again = await bring(hass, table)
    assert (again["renewals_added"], again["unchanged"]) == (0, 2)


@pytest.mark.parametrize(
    "same",
    [
        {"line_id": PAPA, "line": "Somebody"},
        {"line": "Somebody", "number": "06 39 98 00 01"},
        {"line": "Somebody", "iccid": "8933 0100 0000 0000 010"},
        {"line": " papa "},
        {"line_id": NEW, "line": "PAPA"},
    ],
)
async def test_a_line_that_is_there_stays_as_it_is_and_gets_its_renewals(
    hass, household, same
) -> None:
    entry = await household(papa(), mama())
    before = traces(hass)["lines"]
    line = {**same, "carrier": "SFR", "rule": "never", "service_until": "2027-01-31"}
    line["renewals"] = [{"date": "2026-11-20", "amount": "12", "channel": "shop"}]
    line["balances"] = [{"bucket": "credit", "amount": 7}]
    line["ports"] = [{"date": "2026-01-01", "to_carrier": "SFR"}]
    text = json.dumps({"format": "sim_renewal", "version": 1, "lines": [line]})

    answer = await bring(hass, text)

    assert (answer["lines_added"], answer["renewals_added"], answer["unchanged"]) == (0, 1, 3)
    assert traces(hass)["lines"] == before
    record = record_of(entry)
    assert len(record.renewals) == 1
    assert (record.reading, record.ports) == ({}, ())
    assert record_of(entry, MAMA).renewals == ()


async def test_another_currency_of_a_line_that_is_there_is_told_and_relabels_nothing(
    hass, household
) -> None:
    entry = await household(papa(price=10, credit=3.2))
    settings, kept = dict(lines_of(entry)[0].data), record_of(entry)
    data = json.dumps(
        {
            "format": "sim_renewal",
            "version": 1,
            "lines": [
                {
                    "line": "Papa",
                    "currency": "usd",
                    "price": 12,
                    "renewals": [{"date": "2026-11-01", "amount": 12}],
                }
            ],
        }
    )

    trial = await bring(hass, data, dry_run=True)
    answer = await bring(hass, data)

    assert trial["warnings"] == answer["warnings"]
    assert [(each["column"], each["reason"]) for each in answer["warnings"]] == [
        ("currency", "currency_not_taken"),
        ("price", "setting_not_taken"),
    ]
    assert dict(lines_of(entry)[0].data) == settings
    assert record_of(entry).reading == kept.reading
    (renewal,) = record_of(entry).renewals
    assert (renewal.amount, renewal.currency) == (12, "USD")
    again = await bring(hass, data)
    assert (again["renewals_added"], len(record_of(entry).renewals)) == (0, 1)


async def test_what_was_paid_in_dollars_beside_a_line_is_no_euros(hass, household) -> None:
    entry = await household(papa())

    answer = await bring(
        hass, "Name,Number,Paid on,Paid,Expires\nPapa,0639980001,2026-11-01,$12,2026-11-26\n"
    )

    assert [each["column"] for each in answer["warnings"]] == ["currency"]
    (renewal,) = record_of(entry).renewals
    assert (renewal.amount, renewal.currency) == (12, "USD")


async def test_what_a_file_leaves_open_is_no_other_setting(hass, household) -> None:
    await household(papa(currency="CHF"))

    assert (await bring(hass, "Name,Number,Expires\nPapa,0639980001,2026-11-26\n"))[
        "warnings"
    ] == []


async def test_another_number_is_another_line_whatever_its_name(hass, household) -> None:
    entry = await household(papa())

    answer = await bring(hass, f"kind,line_id,line,number\nline,{NEW},Papa,+33639980009\n")

    assert answer["lines_added"] == 1
    assert [line.title for line in lines_of(entry)] == ["Papa", "Papa"]
    rows = await errors_of(hass, "line,date\nPapa,2026-11-01\n")
    assert rows == [(2, "line", "ambiguous_line")]
    assert (await bring(hass, f"line_id,date\n{NEW},2026-11-01\n", dry_run=True))["errors"] != []


async def test_an_id_that_something_else_has_is_not_taken_twice(hass, household) -> None:
    entry = await household(recipient_subentry(subentry_id=NEW))

    await bring(
        hass,
        f"kind,line_id,line,date,rule,term\nline,{NEW},Papa,,never,\nrenewal,{NEW},,2026-11-01,,\n",
    )

    (line,) = lines_of(entry)
    assert line.subentry_id != NEW
    assert len(record_of(entry, line.subentry_id).renewals) == 1
    assert entry.subentries[NEW].title == "Anna"


async def test_what_a_crash_left_of_a_line_is_written_over(hass, household) -> None:
    entry = await household()
    for name in (f"sim_renewal.{NEW}", f"sim_renewal.{NEW}.corrupt.2026"):
        put(hass, name, b"left over")

    await bring(hass, f"kind,line_id,line\nline,{NEW},Papa\n")

    assert files(hass).keys() == {f"sim_renewal.{NEW}"}
    assert entry.runtime_data.lines[NEW].last_update_success


async def test_a_renewal_that_was_taken_back_comes_back_and_is_no_longer_restorable(
    hass, household, act
) -> None:
    entry = await household(papa())
    recorded = await act("record_renewal", PAPA, amount=10)
    text = await export(hass)
    await act("undo_renewal", PAPA, renewal_id=recorded["renewal_id"])
    assert record_of(entry).undone

    assert (await bring(hass, text))["renewals_added"] == 1

    assert [each.renewal_id for each in record_of(entry).renewals] == [recorded["renewal_id"]]
    assert record_of(entry).undone == ()


async def test_what_was_recorded_last_is_still_what_undo_takes_back(hass, household, act) -> None:
    entry = await household(papa())
    await act("record_renewal", PAPA, date="2026-11-01")

    await bring(hass, "line,date\nPapa,2026-11-20\n")
    await act("undo_renewal", PAPA)

    (left,) = record_of(entry).renewals
    assert left.renewed_on.isoformat() == "2026-11-20"


# Some rows only, and none at all

MIXED = table(
    line_row(number="06 39 98 00 03"),
    line_row(line="Opa", number="06 39"),
    renewal_row(),
    renewal_row(amount="ten"),
    renewal_row(line="Oma", service_until="2026-12-01"),
    renewal_row(line="Opa"),
)
OF_MIXED = [
    (3, "number", "invalid_number"),
    (5, "amount", "not_a_number"),
    (7, "line", "line_refused"),
]


async def test_invalid_rows_can_be_skipped(hass, household) -> None:
    entry = await household(papa())

    answer = await bring(hass, MIXED, skip_invalid=True)

    assert (answer["lines_added"], answer["renewals_added"]) == (1, 2)
    told = [(each["line_number"], each["column"], each["reason"]) for each in answer["errors"]]
    assert told == OF_MIXED
    assert sorted(line.title for line in lines_of(entry)) == ["Oma", "Papa"]
    assert len(record_of(entry).renewals) == 1


async def test_a_trial_changes_nothing_and_tells_what_would_be_done(hass, household) -> None:
    entry = await household(papa())
    loaded = loads(entry)
    before = traces(hass)

    answer = await bring(hass, MIXED, dry_run=True)
    await hass.async_block_till_done()

    assert (traces(hass), loaded) == (before, [])
    assert await bring(hass, MIXED, skip_invalid=True) == answer
