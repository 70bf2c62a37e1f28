"""Recording a renewal from a line's menu, and what the dialog says that it came to."""

from typing import Any

from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events
import voluptuous as vol

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE_ID, line_subentry
from .dialogs import check_form, choose, go_on, shown

UNTIL = "sensor.papa_service_until"


def renewals_of(entry: Any) -> tuple[Any, ...]:
    return entry.runtime_data.lines[LINE_ID].record.renewals


def check_told(result: Any, told: str) -> None:
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "renewed")
    assert result["description_placeholders"] == {"told": told}


async def test_what_was_paid_when_and_how_is_recorded(hass, household) -> None:
    entry = await household(line_subentry())
    form = await choose(hass, entry, LINE_ID, "renew")
    check_form(form, "renew")
    assert shown(form) == {"date": "2026-11-23", "amount": 10.0}

    result = await go_on(hass, form, date="2026-11-23", amount=9, channel="shop", note="Anna")

    check_told(
        result,
        "Papa: Works until December 26. Less was charged than the usual price."
        " Check that the right offer was bought.",
    )
    (renewal,) = renewals_of(entry)
    assert (str(renewal.renewed_on), renewal.amount) == ("2026-11-23", 9)
    assert (renewal.channel, renewal.note, renewal.expected) == ("shop", "Anna", 10)
    assert hass.states.get(UNTIL).state == "2026-12-26"


async def test_a_dialog_calls_no_action_that_would_be_recorded(hass, household) -> None:
    entry = await household(line_subentry())
    calls = async_capture_events(hass, EVENT_CALL_SERVICE)
    form = await choose(hass, entry, LINE_ID, "renew")

    await go_on(hass, form, date="2026-11-23", amount=9, note="Secret")

    assert renewals_of(entry)[0].note == "Secret"
    assert [each.data for each in calls if "Secret" in str(each.data)] == []
    assert [each.data for each in calls if each.data["domain"] == DOMAIN] == []


async def test_an_amount_that_was_emptied_is_not_known(hass, household) -> None:
    entry = await household(line_subentry(price=None))
    form = await choose(hass, entry, LINE_ID, "renew")
    assert shown(form) == {"date": "2026-11-23"}

    await go_on(hass, form, date="2026-09-20", service_until="2026-10-05")

    (renewal,) = renewals_of(entry)
    assert (renewal.amount, str(renewal.service_until)) == (None, "2026-10-05")
    assert (renewal.at, renewal.expected) == (None, None)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"date": "2026-11-24"}, {"date": "in_future"}),
        ({"amount": -1}, {"amount": "negative"}),
        ({"service_until": "1999-01-01"}, {"service_until": "date_out_of_range"}),
        ({"service_until": "2026-11-22"}, {"service_until": "before_renewal"}),
        ({"note": "x" * 1001}, {"note": "text_too_long"}),
    ],
)
async def test_what_is_wrong_is_named_and_stays_typed(hass, household, typed, errors) -> None:
    entry = await household(line_subentry())
    form = await go_on(hass, await choose(hass, entry, LINE_ID, "renew"), **typed)

    check_form(form, "renew", errors)
    assert shown(form).items() >= typed.items()
    assert renewals_of(entry) == ()


@pytest.mark.parametrize(("meant", "until"), [(False, "2026-12-26"), (True, "2027-01-25")])
async def test_what_the_date_has_already_is_said_and_can_be_counted(
    hass, household, act, paris, meant, until
) -> None:
    entry = await household(line_subentry())
    paris.tick(60)
    await act("set_validity", service_until="2026-12-26")
    paris.tick(60)

    form = await go_on(hass, await choose(hass, entry, LINE_ID, "renew"))
    check_form(form, "count")
    result = await go_on(hass, form, in_addition=meant)

    assert result["reason"] == "renewed"
    assert len(renewals_of(entry)) == 1
    assert hass.states.get(UNTIL).state == until


@pytest.mark.parametrize(("meant", "count"), [(False, 1), (True, 2)])
async def test_what_was_recorded_a_moment_ago_is_said_and_can_be_a_second_one(
    hass, household, act, paris, meant, count
) -> None:
    entry = await household(line_subentry())
    await act("record_renewal", payer="Anna")
    paris.tick(60)

    form = await go_on(hass, await choose(hass, entry, LINE_ID, "renew"))
    check_form(form, "second")
    assert form["description_placeholders"] == {
        "line": "Papa",
        "date": "November 23",
        "person": "Anna",
        "time": "10:00",
    }
    await go_on(hass, form, in_addition=meant)

    assert len(renewals_of(entry)) == count


@pytest.mark.parametrize(
    ("meant", "count", "until"), [(False, 1, "2026-12-26"), (True, 2, "2027-01-25")]
)
async def test_one_of_a_day_on_which_one_is_recorded_is_asked_about_before(
    hass, household, act, paris, meant, count, until
) -> None:
    entry = await household(line_subentry())
    await act("record_renewal", payer="Anna")
    paris.tick(1800)

    form = await go_on(hass, await choose(hass, entry, LINE_ID, "renew"))
    check_form(form, "same_day")
    assert (
        form["description_placeholders"]["person"],
        form["description_placeholders"]["time"],
    ) == (
        "Anna",
        "10:00",
    )
    assert len(renewals_of(entry)) == 1
    await go_on(hass, form, in_addition=meant)

    assert len(renewals_of(entry)) == count
    assert hass.states.get(UNTIL).state == until


async def test_one_that_was_recorded_on_another_day_is_told_with_that_day(
    hass, household, act, paris
) -> None:
    entry = await household(line_subentry())
    await act("record_renewal")
    paris.move_to("2026-11-24T09:00:00+01:00")

    form = await go_on(hass, await choose(hass, entry, LINE_ID, "renew"), date="2026-11-23")

    check_form(form, "same_day")
    assert form["description_placeholders"]["time"] == "10:00 on November 23"


async def test_a_date_that_is_far_ahead_is_asked_about_once(hass, household) -> None:
    entry = await household(line_subentry())
    form = await choose(hass, entry, LINE_ID, "renew")

    form = await go_on(hass, form, service_until="2062-12-26")
    check_form(form, "renew", {"service_until": "far_ahead"})
    form = await go_on(hass, form, service_until="2063-12-26")
    check_form(form, "renew", {"service_until": "far_ahead"})
    assert renewals_of(entry) == ()

    await go_on(hass, form, service_until="2063-12-26")
    assert hass.states.get(UNTIL).state == "2063-12-26"


async def test_a_day_of_a_former_year_is_said_to_move_nothing(hass, household) -> None:
    entry = await household(line_subentry())

    form = await go_on(hass, await choose(hass, entry, LINE_ID, "renew"), date="2025-11-23")

    check_form(form, "count")
    assert hass.states.get(UNTIL).state == "2026-11-26"


async def test_a_line_without_a_rule_asks_until_when(hass, household) -> None:
    entry = await household(line_subentry(rule="none", term=None, term_unit=None))
    form = await choose(hass, entry, LINE_ID, "renew")
    required = [
        each.schema for each in form["data_schema"].schema if isinstance(each, vol.Required)
    ]
    assert required == ["date", "service_until"]

    check_told(
        await go_on(hass, form, service_until="2027-01-05"),
        "Papa: Works until January 5, 2027.",
    )


async def test_a_disk_that_refuses_is_reported_in_each_form(
    hass, household, full_disk, paris
) -> None:
    break_it, repair_it = full_disk
    entry = await household(line_subentry())
    form = await choose(hass, entry, LINE_ID, "renew")

    break_it()
    form = await go_on(hass, form)
    check_form(form, "renew", {"base": "record_not_saved"})
    repair_it()
    await go_on(hass, form)
    paris.tick(60)
    form = await go_on(hass, await choose(hass, entry, LINE_ID, "renew"))
    break_it()
    form = await go_on(hass, form, in_addition=True)
    check_form(form, "second", {"base": "record_not_saved"})
    repair_it()
    await go_on(hass, form, in_addition=True)
    assert len(renewals_of(entry)) == 2


async def test_a_clock_that_is_behind_records_nothing(hass, household, paris) -> None:
    entry = await household(line_subentry())
    paris.move_to("2020-01-01T10:00:00+01:00")

    form = await go_on(hass, await choose(hass, entry, LINE_ID, "renew"))

    check_form(form, "renew", {"base": "clock_is_behind"})
    assert renewals_of(entry) == ()


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_household_that_stops_meanwhile_ends_the_dialog(
    hass, household, act, paris, at_once
) -> None:
    entry = await household(line_subentry())
    await act("record_renewal")
    paris.tick(60)
    form = await choose(hass, entry, LINE_ID, "renew")
    if not at_once:
        form = await go_on(hass, form)

    await hass.config_entries.async_unload(entry.entry_id)

    assert (await go_on(hass, form))["reason"] == "entry_not_loaded"
    await hass.config_entries.async_setup(entry.entry_id)


TOO_LITTLE = "Only €10.00 or more moves the date."


async def test_too_little_names_the_least_in_the_dialog(hass, household) -> None:
    entry = await household(line_subentry(minimum=10))
    form = await choose(hass, entry, LINE_ID, "renew")

    result = await go_on(hass, form, date="2026-11-23", amount=8)

    told = result["description_placeholders"]["told"]
    assert told.startswith(
        f"Papa: Works until Thursday, November 26. No date has changed. {TOO_LITTLE}"
    )


async def test_an_amount_that_is_far_too_much_is_asked_about_once(hass, household) -> None:
    entry = await household(line_subentry())
    form = await choose(hass, entry, LINE_ID, "renew")

    form = await go_on(hass, form, date="2026-11-23", amount=1_000_000)
    check_form(form, "renew", {"amount": "far_amount"})
    assert renewals_of(entry) == ()

    result = await go_on(hass, form, date="2026-11-23", amount=1_000_000)
    assert (
        "The amount is far more than this line usually costs."
        in (result["description_placeholders"]["told"])
    )
    assert len(renewals_of(entry)) == 1
