"""What an import refuses, each with its line number, and then changes nothing."""

import json
from pathlib import Path

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .transfers import (
    bring,
    call,
    damage,
    errors_of,
    export,
    files,
    line_row,
    mama,
    papa,
    refused,
    renewal_row,
    row,
    statement_row,
    table,
)

# Refusals


LOOK_ALIKE = json.dumps([{"kind": "website", "link": "https://orange-fr.com/recharge"}])

WRONG = [
    (line_row(line=""), "line", "needed"),
    (line_row(line="x" * 101), "line", "text_too_long"),
    (line_row(carrier="x" * 101), "carrier", "text_too_long"),
    (line_row(number="06 39"), "number", "invalid_number"),
    (line_row(iccid="8,93301E+18"), "iccid", "iccid_shape"),
    (line_row(iccid="8933 0100 0000 0000 011"), "iccid", "iccid_check_digit"),
    (line_row(country="Frankreych"), "country", "unknown_country"),
    (line_row(number="6,3998E+08"), "number", "number_rounded"),
    (line_row(iccid="8904 9032 1234 5123 4512 3456 7890 1235"), "iccid", "iccid_is_eid"),
    (line_row(currency="EURX"), "currency", "invalid_currency"),
    (line_row(rule="sometimes"), "rule", "unknown_choice"),
    (line_row(rule="fixed_term"), "term", "needed"),
    (line_row(rule="fixed_term", term="0"), "term", "count_out_of_range"),
    (line_row(rule="fixed_term", term="2.5"), "term", "count_out_of_range"),
    (line_row(rule="calendar_month", term="121"), "term", "count_out_of_range"),
    (line_row(rule="activity", term="30"), "kinds", "needed"),
    (line_row(rule="activity", term="30", kinds="sneeze"), "kinds", "unknown_choice"),
    (line_row(rule="credit_ladder"), "steps", "needed"),
    (line_row(rule="credit_ladder", steps="5=30"), "steps", "wrong_step"),
    (line_row(rule="credit_ladder", steps="5=30d; 5.0=60d"), "steps", "same_step"),
    (line_row(rule="balance_burn", term="30"), "fee", "needed"),
    (line_row(rule="balance_burn", term="30", fee="-1"), "fee", "negative"),
    (line_row(rule="never", grace="6", grace_unit="hours"), "grace_unit", "unknown_choice"),
    (line_row(rule="never", kept_by_use_unit="hours"), "kept_by_use_unit", "unknown_choice"),
    (line_row(service_until="1999-12-31"), "service_until", "date_out_of_range"),
    (
        line_row(service_until="2026-12-31", number_until="2026-12-30"),
        "number_until",
        "number_before_service",
    ),
    (line_row(channels="website"), "channels", "not_json"),
    (line_row(channels='[{"link": "https://orange.fr"}]'), "channels", "unknown_choice"),
    (line_row(channels='[{"kind": "app", "link": "http://a.fr"}]'), "channels", "link_not_https"),
    (line_row(carrier="Orange", channels=LOOK_ALIKE), "channels", "link_looks_alike"),
    (renewal_row(line="Tante"), "line", "unknown_line"),
    (renewal_row(date=""), "date", "needed"),
    (renewal_row(date="11/31/2026"), "date", "invalid_date"),
    (renewal_row(date="2026-11"), "date", "date_incomplete"),
    (renewal_row(date="next week"), "date", "unreadable_date"),
    (renewal_row(date="30/02/2026"), "date", "invalid_date"),
    (renewal_row(date="2026-11-24"), "date", "in_future"),
    (renewal_row(amount="ten"), "amount", "not_a_number"),
    (renewal_row(amount="-1"), "amount", "negative"),
    (renewal_row(amount="1,234"), "amount", "ambiguous_number"),
    (renewal_row(amount="1E10"), "amount", "too_large"),
    (renewal_row(currency="money"), "currency", "invalid_currency"),
    (renewal_row(payer="x" * 1001), "payer", "text_too_long"),
    (renewal_row(rule="never"), "rule", "not_of_this_kind"),
    (renewal_row(service_until="2026-10-31"), "service_until", "before_renewal"),
    (
        renewal_row(service_until="2026-12-31", number_until="2026-12-30"),
        "number_until",
        "number_before_service",
    ),
    (renewal_row(id="L" * 26), "id", "invalid_id"),
    (renewal_row(id="../../secrets"), "id", "invalid_id"),
    (renewal_row(balance_after="credit=4.5"), "balance_after", "wrong_balance"),
    (renewal_row(balance_after="credit=-4@2026-11-01"), "balance_after", "negative"),
    (renewal_row(kind="renewals"), "kind", "unknown_choice"),
    (renewal_row(kind=""), "kind", "needed"),
    (row(kind="balance", line="Papa", amount="1"), "bucket", "needed"),
    (row(kind="balance", line="Papa", bucket="credit"), "amount", "needed"),
    (
        row(kind="balance", line="Papa", bucket="credit", amount="1", unit="GB"),
        "unit",
        "unknown_unit",
    ),
    (
        row(kind="balance", line="Papa", bucket="data_remaining", amount="2E9", unit="gb"),
        "amount",
        "too_large",
    ),
    (
        row(kind="balance", line="Papa", bucket="credit", amount="1", measured_at="2026-11-24"),
        "measured_at",
        "in_future",
    ),
    (row(kind="activity", line="Papa", date="2026-11-01"), "activity", "needed"),
    (
        row(kind="activity", line="Papa", date="2026-11-01", activity="walk"),
        "activity",
        "unknown_choice",
    ),
    (row(kind="port", line="Papa"), "date", "needed"),
    (renewal_row(in_addition="perhaps"), "in_addition", "not_a_flag"),
    (statement_row(clock=""), "clock", "needed"),
    (statement_row(clock="alarm"), "clock", "unknown_choice"),
    (statement_row(as_of=""), "as_of", "needed"),
    (statement_row(as_of="2026-11-24"), "as_of", "in_future"),
    (statement_row(as_of="1999-12-31"), "as_of", "date_out_of_range"),
    (statement_row(until="soon"), "until", "unreadable_date"),
    (statement_row(until="1999-12-31"), "until", "date_out_of_range"),
    (statement_row(until="2077-01-01"), "until", "date_out_of_range"),
    (statement_row(told_at="2026-11-24"), "told_at", "in_future"),
    (statement_row(teller="bank"), "teller", "unknown_choice"),
    (statement_row(ends_at="2077-01-01"), "ends_at", "date_out_of_range"),
    (statement_row(ends_at="2026-12-28"), "ends_at", "dates_at_odds"),
    (statement_row(ends_at="2026-12-26", until=""), "ends_at", "dates_at_odds"),
    (statement_row(repeated_at="2026-11-24"), "repeated_at", "in_future"),
    (statement_row(repeated_at="2026-11-19 23:59"), "repeated_at", "dates_at_odds"),
    (row(kind="data_empty", line="Papa"), "at", "needed"),
    (row(kind="data_empty", line="Papa", at="2026-11-24"), "at", "in_future"),
    (
        row(kind="data_empty", line="Papa", at="2026-11-02", refilled_at="2026-11-24"),
        "refilled_at",
        "in_future",
    ),
    (
        row(kind="data_empty", line="Papa", at="2026-11-02", refilled_at="2026-11-01"),
        "refilled_at",
        "dates_at_odds",
    ),
]


@pytest.mark.parametrize(("wrong", "column", "reason"), WRONG)
async def test_a_wrong_row_is_told_by_its_line_and_column_and_nothing_is_imported(
    hass, household, wrong, column, reason
) -> None:
    await household(papa(), mama())
    good = renewal_row(date="2026-10-01", payer="two\nlines")

    assert await errors_of(hass, table(good, wrong, good)) == [
        (4, column, reason),
        (5, "date", "duplicate_row"),
    ]


async def test_moments_of_a_statement_that_fit_each_other_are_taken(hass, household) -> None:
    """Told in another time zone, an exact end can be on the day after or before."""
    await household()
    ends = ("2026-12-25T23:30:00+01:00", "2026-12-26T12:00:00+01:00", "2026-12-27T01:00:00+01:00")

    answer = await bring(
        hass,
        table(
            *(line_row(line=f"Oma {number}") for number in range(3)),
            *(
                statement_row(line=f"Oma {number}", ends_at=end, repeated_at="2026-11-20")
                for number, end in enumerate(ends)
            ),
            row(kind="data_empty", line="Oma 1", at="2026-11-02", refilled_at="2026-11-02"),
        ),
    )

    assert (answer["lines_added"], answer["errors"]) == (3, [])


async def test_every_wrong_row_is_counted_and_the_first_are_told(hass, household) -> None:
    await household(papa())
    text = table(*(renewal_row(amount=f"x{number}", currency="y") for number in range(9)))

    with pytest.raises(ServiceValidationError) as refusal:
        await bring(hass, text)

    words = str(refusal.value)
    assert words.startswith("data: nothing was imported. Rows that cannot be: 9.")
    assert "2: amount: this is not a number. 2: currency: enter a currency code" in words
    assert "4: amount" in words
    assert "5:" not in words


async def test_the_words_are_in_the_language_of_home_assistant(hass, household) -> None:
    await household(papa())
    await hass.config.async_update(language="fr")

    (error,) = (await bring(hass, "line,date\nPapa,x\n", dry_run=True))["errors"]

    assert error["message"].startswith("date\xa0: ce texte")


@pytest.mark.parametrize("skip_invalid", [False, True])
@pytest.mark.parametrize(
    ("text", "line_number", "field", "reason"),
    [
        ("", 1, "kind", "nothing_in_it"),
        ("Papa;2026-11-01;10", 1, "Table", "no_header"),
        ("line,date,Date\nPapa,2026-11-01,", 1, "date", "column_repeated"),
        ("date,amount\n2026-11-01,10", 1, "Name", "column_missing"),
        ("kind,amount\nrenewal,10", 1, "line", "column_missing"),
        ("line,amount\nPapa,10", 1, "Day", "column_missing"),
        ('line,date\nPapa,2026-11-01\n"Papa,2026-11-02\n', 3, "kind", "broken_quotes"),
        ('{"format": "sim_renewal",\n"version": 1, "lines": [}', 2, "kind", "not_json"),
        ("[" * 100_000, 1, "kind", "not_json"),
        ("[]", 1, "format", "other_format"),
        ('{"format": "sim_renewal"}', 1, "version", "other_format"),
        ('{"format": "sim_renewal", "version": 2}', 1, "version", "newer_version"),
        ('{"format": "sim_renewal", "version": 1}', 1, "lines", "not_a_list"),
    ],
)
async def test_a_text_that_is_none_of_ours_is_refused_also_where_rows_are_skipped(
    hass, household, text, line_number, field, reason, skip_invalid
) -> None:
    await household(papa())

    rows = await refused(hass, text, skip_invalid=skip_invalid)

    assert rows.startswith(f"{line_number}: {field}: ")
    assert rows == await refused(hass, text, dry_run=True)
    assert reason in english(rows.removeprefix(f"{line_number}: {field}: "))


def english(message: str) -> set[str]:
    """Return the reasons that are told in these words."""
    path = Path("custom_components") / DOMAIN / "translations" / "en.json"
    texts = json.loads(path.read_text(encoding="utf-8"))["exceptions"]
    return {key for key, text in texts.items() if text["message"] == f"{{field}}: {message}"}


async def test_a_text_that_is_too_large_is_refused(hass, household) -> None:
    await household(papa())
    head = "line,date\n"

    assert (await bring(hass, head + "\n" * (4_000_000 - len(head))))["errors"] == []
    with pytest.raises(ServiceValidationError) as refusal:
        await bring(hass, head + "\n" * (3_999_999 - len(head)) + "é")
    assert refusal.value.translation_key == "import_too_large"
    assert refusal.value.translation_placeholders == {"field": "data"}


@pytest.mark.parametrize("action", ["import_data", "export_data"])
async def test_a_format_that_does_not_exist_is_refused(hass, household, action) -> None:
    await household(papa())
    data = {"data": "line,date\n"} if action == "import_data" else {}

    with pytest.raises(ServiceValidationError) as refusal:
        await call(hass, action, format="xlsx", **data)

    assert refusal.value.translation_key == "unknown_format"
    assert refusal.value.translation_placeholders == {"field": "format"}


async def test_a_format_that_is_named_is_not_guessed(hass, household) -> None:
    await household(papa())

    assert "not JSON" in await refused(hass, "line,date\nPapa,2026-11-01\n", format="json")


async def test_a_line_without_a_rule_needs_to_know_how_far_a_renewal_carries(
    hass, household, move_to
) -> None:
    """What was before the date in the dialog, of 23 November, is contained in that."""
    await household(papa(rule="none", service_until="2026-11-26"))
    await move_to("2026-12-20T10:00:00+01:00")
    text = (
        "line,date,service_until\nPapa,2026-11-15,\nPapa,2026-12-01,\nPapa,2026-12-15,2027-01-15\n"
    )

    assert await errors_of(hass, text) == [(3, "service_until", "date_needed")]
    assert (await bring(hass, text, skip_invalid=True))["renewals_added"] == 2
    assert hass.states.get("sensor.papa_service_until").state == "2027-01-15"


async def test_a_line_that_cannot_be_read_takes_nothing(hass, household) -> None:
    entry = await household(papa(), mama())
    await damage(hass, entry)
    text = "line,date\nPapa,2026-11-01\nMama,2026-11-01\n"

    found = (await bring(hass, text, dry_run=True))["errors"]
    assert [(each["line_number"], each["reason"]) for each in found] == [(2, "line_damaged")]
    assert (await bring(hass, text, skip_invalid=True))["renewals_added"] == 1
    assert b"not a record" in files(hass).values()


async def test_without_a_household_there_is_nothing_to_export_or_import(hass, household) -> None:
    entry = await household(papa())
    await hass.config_entries.async_unload(entry.entry_id)

    with pytest.raises(ServiceValidationError):
        await export(hass)
    with pytest.raises(ServiceValidationError):
        await bring(hass, "line,date\n")
