"""The dialog of a line: the SIM, then offer, dates and balance; to add one and to change one."""

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, EventStateChangedData, callback
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import device_registry as dr, entity_registry as er, storage
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError, write_utf8_file_atomic
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.sim_renewal import entries
from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE, LINE_ID, file_of, line_subentry, recipient_subentry
from .dialogs import (
    DATES,
    PLAIN,
    change_line,
    check_abort,
    check_form,
    choices,
    choose,
    further_page,
    go_on,
    shown,
    sim_of_new_line,
    terms_of,
)

PAPA = "L" * 26
DEFAULTS = {
    "currency": "EUR",
    "rule": "fixed_term",
    "term": 30,
    "term_unit": "days",
    "extends_from": "later",
    "grace_unit": "months",
}
UNSAID = {"starts": "purchase", "kept_by_use_unit": "days", "ends_when_empty": False}
SHOWN = {key: value for key, value in (DEFAULTS | UNSAID).items() if key != "rule"}
"""What the form of one renewal shows of a line of which nothing is known."""

LONG = "x" * 101


async def start(hass, entry):
    has_papa = bool(entry.get_subentries_of_type("line"))
    return await sim_of_new_line(hass, entry, "Maman" if has_papa else "Papa")


async def change(hass, entry):
    form = await choose(hass, entry, PAPA, "sim")
    check_form(form, "sim")
    return form


async def keep_sim(hass, form, /, **typed):
    """Send the form of the SIM, and whatever comes after it; return household and line."""
    flow = hass.config_entries.subentries.async_get(form["flow_id"])
    result = await go_on(hass, form, **typed)
    while result["type"] is FlowResultType.FORM and result["step_id"] != "sim":
        result = await go_on(hass, result)
    check_changed(result)
    return hass.config_entries.async_get_entry(form["handler"][0]), flow["context"]["subentry_id"]


async def terms_form(hass, form, /, *, rule=None, **typed):
    """Send the form of the SIM and return that of one renewal."""
    form = await terms_of(
        hass, await choose(hass, *await keep_sim(hass, form, **typed), "validity"), rule=rule
    )
    assert form["last_step"] is True
    return form


async def dates_form(hass, form, /, **typed):
    """Send the form of the SIM and return that of dates and balance."""
    form = await choose(hass, *await keep_sim(hass, form, **typed), "dates")
    check_form(form, "dates")
    assert form["last_step"] is True
    return form


def check_changed(result) -> None:
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")


def new_line(entry):
    (line,) = (each for each in entry.get_subentries_of_type("line") if each.subentry_id != PAPA)
    return line


def state_of(hass, key: str, line_id: str = PAPA) -> str:
    """Return the state of a line's sensor."""
    return hass.states.get(
        er.async_get(hass).async_get_entity_id("sensor", DOMAIN, f"{line_id}_{key}")
    ).state


def record_of(entry):
    return entry.runtime_data.lines[PAPA].record


def entry_of(entry):
    """Return the only renewal of Papa with what it did."""
    (ledger,) = entry.runtime_data.lines[PAPA].entries
    return ledger


async def act(hass, entry, action: str, **fields) -> None:
    """Call an action of ours for Papa's line."""
    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, PAPA), config_entry_id=entry.entry_id
    )
    await hass.services.async_call(
        DOMAIN, action, {"device_id": device_id, **fields}, blocking=True
    )
    await hass.async_block_till_done()


def text_of_papa(hass) -> str:
    return file_of(hass).read_text(encoding="utf-8")


def damage_papa(hass) -> None:
    """Put a date into Papa's record that does not exist."""
    text = text_of_papa(hass)
    assert "2026-11-26" in text
    file_of(hass).write_text(text.replace("2026-11-26", "2026-99-99"), encoding="utf-8")


# ---- adding ------------------------------------------------------------------------------------


async def test_a_line_needs_no_more_than_a_name(hass, household) -> None:
    entry = await household()

    form = await start(hass, entry)
    assert shown(form) == {"name": "Papa", "form": "physical"}
    form = await terms_form(hass, form, name="Papa")
    assert shown(form) == SHOWN
    result = await go_on(hass, form)

    check_changed(result)
    line = new_line(entry)
    assert line.title == "Papa"
    assert line.data == {"form": "physical", **DEFAULTS}
    assert state_of(hass, "status", line.subentry_id) == "unknown"


async def test_everything_that_is_typed_is_kept_and_shown_by_the_lines_entities(
    hass, household
) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    line = await keep_sim(
        hass,
        await start(hass, entry),
        name="  Maman   et \t moi ",
        carrier=" Corner   shop ",
        form="esim",
        number="06 39 98 00 02",
        iccid="8933-0100-0000.0000 028",
        owner=" Maman ",
    )

    await change_line(
        hass,
        *line,
        service_until="2026-12-24",
        offer=" 20 GB,   30 days ",
        price=9.99,
        currency="cny",
        rule="calendar_month",
        term=2,
        anniversary_day=31,
        extends_from="today",
        grace=3,
        number_until="2027-06-30",
        data_remaining=12.5,
        credit=0,
    )

    line = new_line(entry)
    assert line.title == "Maman et moi"
    assert line.data == {
        "carrier": "Corner shop",
        "form": "esim",
        "number": "+33639980002",
        "iccid": "8933010000000000028",
        "owner": "Maman",
        "service_until": "2026-12-24",
        "offer": "20 GB, 30 days",
        "price": 9.99,
        "currency": "CNY",
        "rule": "calendar_month",
        "term": 2,
        "term_unit": "months",
        "anniversary_day": 31,
        "extends_from": "today",
        "grace": 3,
        "grace_unit": "months",
        "number_until": "2027-06-30",
        "data_remaining": 12.5,
        "credit": 0.0,
    }
    expected = {
        "status": "active",
        "service_until": "2026-12-24",
        "number_until": "2027-06-30",
        "days_left": "31",
        "data_remaining": "12.5",
        "credit": "0.0",
        "renewal_price": "9.99",
    }
    assert {key: state_of(hass, key, line.subentry_id) for key in expected} == expected
    price_id = er.async_get(hass).async_get_entity_id(
        "sensor", DOMAIN, f"{line.subentry_id}_renewal_price"
    )
    assert hass.states.get(price_id).attributes["unit_of_measurement"] == "CNY"
    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, line.subentry_id), config_entry_id=entry.entry_id
    )
    assert dr.async_get(hass).async_get(device_id).name == "Maman et moi"


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ({"rule": "fixed_term", "term": 28}, "2026-12-24"),
        ({"rule": "fixed_term", "term": 2, "term_unit": "months"}, "2027-01-26"),
        ({"rule": "fixed_term", "term": 28, "extends_from": "today"}, "2026-12-21"),
        ({"rule": "calendar_month", "term": 2}, "2027-01-26"),
        ({"rule": "calendar_month"}, "2026-12-26"),
        ({"rule": "calendar_month", "anniversary_day": 31}, "2026-11-30"),
        ({"rule": "subscription"}, "2026-11-26"),
        ({}, "2026-12-26"),
    ],
)
async def test_the_typed_rule_decides_what_a_renewal_does(hass, household, typed, after) -> None:
    entry = await household()
    line = await keep_sim(hass, await start(hass, entry), name="Papa")
    await change_line(hass, *line, service_until="2026-11-26", **typed)

    await hass.services.async_call(
        "button", "press", {"entity_id": "button.papa_mark_renewed"}, blocking=True
    )

    assert hass.states.get("sensor.papa_service_until").state == after


@pytest.mark.parametrize(
    ("grace", "unit", "number_until"),
    [(None, "months", "unknown"), (3, "months", "2027-02-26"), (10, "days", "2026-12-06")],
)
async def test_the_typed_grace_says_how_long_the_number_is_kept(
    hass, household, grace, unit, number_until
) -> None:
    entry = await household()
    line = await keep_sim(hass, await start(hass, entry), name="Papa")
    await change_line(hass, *line, service_until="2026-11-26", grace=grace, grace_unit=unit)

    number = hass.states.get("sensor.papa_number_until")
    assert ("unknown" if number is None else number.state) == number_until


async def test_after_lines_were_added_a_reminder_still_comes_once(
    hass, household, phone, paris
) -> None:
    entry = await household(recipient_subentry())
    for name in ("Papa", "Maman"):
        line = await keep_sim(hass, await start(hass, entry), name=name)
        await change_line(hass, *line, service_until="2026-12-23", grace=3)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    phone.clear()

    paris.move_to("2026-12-09T09:00:30+01:00")
    async_fire_time_changed(hass, dt_util.utcnow())
    await hass.async_block_till_done()
    assert [call.data["title"] for call in phone] == ["2 SIMs to renew"]

    phone.clear()
    assert await hass.config_entries.async_unload(entry.entry_id)
    paris.move_to("2026-12-16T09:00:30+01:00")
    async_fire_time_changed(hass, dt_util.utcnow())
    await hass.async_block_till_done()
    assert phone == []


@pytest.mark.parametrize(
    ("field", "wrong", "reason", "right", "kept"),
    [
        ("name", "", "name_missing", "Maman", None),
        ("name", " \t ", "name_missing", "Maman", None),
        ("name", LONG, "text_too_long", "x" * 100, None),
        ("carrier", LONG, "text_too_long", " Kiosk  ", "Kiosk"),
        ("owner", LONG, "text_too_long", "x  " * 50, " ".join("x" * 50)),
        ("number", "12", "invalid_number", "+33 6 39 98 00 02", "+33639980002"),
        ("number", "call me", "invalid_number", "06 39 98 00 02", "+33639980002"),
        ("number", "06 39 98 00 01", "already_used", "06 39 98 00 02", "+33639980002"),
        ("number", "+33639980001", "already_used", "+8613800138000", "+8613800138000"),
        ("iccid", "12345", "iccid_shape", "89330100000000000046", "89330100000000000046"),
        ("iccid", "8833010000000000028", "iccid_shape", None, None),
        ("iccid", "893301000000000002x", "iccid_shape", None, None),
        ("iccid", "8933010000000000029", "iccid_check_digit", "8933010000000000028F", None),
        ("iccid", "8933 0100 0000 0000 010", "already_used", "8933010000000000036", None),
    ],
)
async def test_a_mistake_on_the_sim_is_named_and_can_be_corrected(
    hass, household, field, wrong, reason, right, kept
) -> None:
    entry = await household(line_subentry())
    typed = {"name": "Maman", "form": "esim", "carrier": "Kiosk", field: wrong}

    form = await go_on(hass, await start(hass, entry), **typed)

    check_form(form, "sim", {field: reason})
    assert shown(form) == typed
    form = await terms_form(hass, form, **{field: right})
    await go_on(hass, form)
    line = new_line(entry)
    corrected = {"title": line.title, **line.data}
    expected = {"title": "Maman", "form": "esim", "carrier": "Kiosk"}
    if field == "name":
        expected["title"] = right
    elif right is not None:
        expected[field] = kept or right.removesuffix("F")
    assert corrected == {**expected, **DEFAULTS}


MONTHLY = {"rule": "calendar_month", "term": 1}
KEPT_MONTHLY = {**MONTHLY, "term_unit": "months"}


@pytest.mark.parametrize(
    ("field", "wrong", "reason", "right", "others"),
    [
        ("service_until", "1999-12-31", "date_out_of_range", "2000-01-01", {}),
        ("service_until", "2076-12-31", "date_out_of_range", "2027-11-30", {}),
        ("service_until", "2026-1-5", "invalid_date", "2026-01-05", {}),
        ("number_until", "2076-12-31", "date_out_of_range", "2027-11-30", {}),
        (
            "number_until",
            "2026-12-23",
            "number_before_service",
            "2026-12-24",
            {"service_until": "2026-12-24"},
        ),
        ("offer", LONG, "text_too_long", "20 GB", {}),
        ("price", -0.01, "negative", 0.0, {}),
        ("price", float("nan"), "not_a_number", 10.0, {}),
        ("price", float("inf"), "not_a_number", 10.0, {}),
        ("price", 1_000_000_000.5, "too_large", 1e9, {}),
        ("data_remaining", -1.0, "negative", 0.0, {}),
        ("data_remaining", float("inf"), "not_a_number", 0.25, {}),
        ("data_remaining", 1e10, "too_large", 1e3, {}),
        ("credit", -5.0, "negative", 5.0, {}),
        ("credit", float("-inf"), "not_a_number", 5.0, {}),
        ("credit", 1e10, "too_large", 5.0, {}),
        ("currency", "XYZ", "invalid_currency", "USD", {}),
        ("currency", "", "invalid_currency", "USD", {}),
        ("currency", "  ", "invalid_currency", "USD", {}),
        ("term", 0.0, "count_out_of_range", 1, {}),
        ("term", 1.5, "count_out_of_range", 2, {}),
        ("term", -30.0, "negative", 30, {}),
        ("term", 3661.0, "count_out_of_range", 3660, {"term_unit": "days"}),
        ("term", 121.0, "count_out_of_range", 120, {"term_unit": "months"}),
        (
            "term",
            121.0,
            "count_out_of_range",
            120,
            MONTHLY,
        ),
        ("anniversary_day", 0.0, "count_out_of_range", 1, MONTHLY),
        ("anniversary_day", 32.0, "count_out_of_range", 31, MONTHLY),
        ("anniversary_day", 1.5, "count_out_of_range", 31, MONTHLY),
        ("grace", 0.0, "count_out_of_range", 1, {}),
        ("grace", 1.5, "count_out_of_range", 1, {}),
        ("grace", 3661.0, "count_out_of_range", 3660, {"grace_unit": "days"}),
        ("grace", 121.0, "count_out_of_range", 120, {"grace_unit": "months"}),
    ],
)
async def test_a_mistake_on_the_offer_is_named_and_can_be_corrected(
    hass, household, field, wrong, reason, right, others
) -> None:
    entry = await household()
    line = await keep_sim(hass, await start(hass, entry), name="Maman")

    form = await change_line(hass, *line, **{**others, field: wrong})

    check_form(form, "dates" if field in DATES else "terms", {field: reason})
    assert [shown(form)[field]] == [wrong]
    assert new_line(entry).data == PLAIN
    check_changed(await go_on(hass, form, **{field: right}))
    others = KEPT_MONTHLY if others == MONTHLY else others
    assert new_line(entry).data == {"form": "physical", **DEFAULTS, **others, field: right}
    assert entry.state is ConfigEntryState.LOADED


async def test_a_number_without_a_country_needs_the_country_of_the_home(hass, household) -> None:
    entry = await household()
    await hass.config.async_update(country=None)
    form = await go_on(hass, await start(hass, entry), name="Maman", number="06 39 98 00 02")
    check_form(form, "sim", {"number": "invalid_number"})

    await hass.config.async_update(country="FR")
    form = await terms_form(hass, form)
    await go_on(hass, form)

    assert new_line(entry).data["number"] == "+33639980002"


async def test_all_mistakes_of_a_form_are_named_at_once(hass, household) -> None:
    entry = await household(line_subentry())
    form = await go_on(
        hass, await start(hass, entry), name=" ", carrier=LONG, number="1", iccid="1", owner=LONG
    )
    check_form(
        form,
        "sim",
        {
            "name": "name_missing",
            "carrier": "text_too_long",
            "number": "invalid_number",
            "iccid": "iccid_shape",
            "owner": "text_too_long",
        },
    )
    line = await keep_sim(
        hass, form, name="Maman", carrier=None, number=None, iccid=None, owner=None
    )

    wrong = {
        "service_until": "1999-01-01",
        "number_until": "2099-01-01",
        "data_remaining": -1,
        "credit": 1e12,
    }
    form = await change_line(hass, *line, **wrong)
    check_form(
        form,
        "dates",
        {
            "service_until": "date_out_of_range",
            "number_until": "date_out_of_range",
            "data_remaining": "negative",
            "credit": "too_large",
        },
    )
    check_changed(await go_on(hass, form, **dict.fromkeys(wrong)))

    wrong = {
        "offer": LONG,
        "price": -1,
        "currency": "XYZ",
        "term": 0,
        "anniversary_day": 32,
        "minimum": -1,
        "register_by": "1999-01-01",
        "grace": 0.5,
        "kept_by_use": 0,
    }
    form = await change_line(hass, *line, rule="calendar_month", **wrong)
    check_form(
        form,
        "terms",
        {
            "offer": "text_too_long",
            "price": "negative",
            "currency": "invalid_currency",
            "term": "count_out_of_range",
            "anniversary_day": "count_out_of_range",
            "minimum": "negative",
            "register_by": "date_out_of_range",
            "grace": "count_out_of_range",
            "kept_by_use": "count_out_of_range",
        },
    )
    right = {"currency": "EUR", "term": 1}
    check_changed(await go_on(hass, form, **{**dict.fromkeys(wrong), **right}))

    assert new_line(entry).title == "Maman"
    assert new_line(entry).data == {"form": "physical", **DEFAULTS, **KEPT_MONTHLY}


@pytest.mark.parametrize(
    ("field", "impossible", "place"),
    [
        ("service_until", "2026-02-30", None),
        ("number_until", "soon", None),
        ("rule", "forever", None),
        ("term", "many", None),
        ("term_unit", "weeks", None),
        ("extends_from", "yesterday", None),
        ("grace_unit", "years", "base"),
        ("price", "ten euros", None),
    ],
)
async def test_what_the_form_cannot_hold_is_refused_by_its_field_and_the_form_stays(
    hass, household, field, impossible, place
) -> None:
    entry = await household()
    line = await keep_sim(hass, await start(hass, entry), name="Maman")

    with pytest.raises(InvalidData) as refusal:
        await change_line(hass, *line, **{field: impossible})
    assert refusal.value.schema_errors.keys() == {place or field}

    check_changed(await change_line(hass, *line, service_until="2026-02-28", term=28))
    assert new_line(entry).data["service_until"] == "2026-02-28"


async def test_a_sim_of_an_unknown_form_is_refused_by_its_field(hass, household) -> None:
    entry = await household()
    form = await start(hass, entry)

    with pytest.raises(InvalidData) as refusal:
        await go_on(hass, form, name="Maman", form="card")

    assert refusal.value.schema_errors.keys() == {"form"}
    await go_on(hass, await terms_form(hass, form, name="Maman", form="esim"))
    assert new_line(entry).data["form"] == "esim"


# ---- changing ----------------------------------------------------------------------------------


async def test_a_line_is_shown_as_it_was_set_up(hass, household) -> None:
    entry = await household(
        line_subentry(owner="Papa", carrier="Corner shop", carrier_id=None, grace=3)
    )

    form = await change(hass, entry)
    assert shown(form) == {
        "name": "Papa",
        "carrier": "Corner shop",
        "form": "physical",
        "number": "+33 6 39 98 00 01",
        "iccid": "8933010000000000010",
        "owner": "Papa",
    }
    assert "Orange · France" in choices(form, "carrier")
    form = await terms_form(hass, form)
    kept = shown(form)
    assert {field: kept[field] for field in ("offer", "price", "grace", *SHOWN)} == {
        "offer": "Mobicarte",
        "price": 10.0,
        "grace": 3,
        **SHOWN,
    }


async def test_dates_and_balance_are_shown_as_they_are_now(hass, household) -> None:
    entry = await household(line_subentry(data_remaining=20.0, credit=7.0, number_until=None))
    await act(hass, entry, "record_renewal", number_until="2027-05-26")
    await act(hass, entry, "update_balance", data=1.5, credit=12.34)

    form = await dates_form(hass, await change(hass, entry))

    present = ("service_until", "number_until", "data_remaining", "credit")
    assert {field: shown(form)[field] for field in present} == {
        "service_until": "2026-12-26",
        "number_until": "2027-05-26",
        "data_remaining": 1.5,
        "credit": 12.34,
    }


async def test_what_is_not_known_is_shown_empty(hass, household) -> None:
    entry = await household(line_subentry(service_until=None))

    form = await terms_form(hass, await change(hass, entry))

    assert shown(form).keys() == {"offer", "price", *SHOWN}


async def test_changing_only_the_name_changes_no_dates(hass, household) -> None:
    entry = await household(line_subentry(grace=3, credit=7.0, data_remaining=1.1))
    await act(hass, entry, "record_renewal", amount=10)
    before = record_of(entry)

    form = await terms_form(hass, await change(hass, entry), name="Father")
    check_changed(await go_on(hass, form))

    assert entry.subentries[PAPA].title == "Father"
    assert record_of(entry) == before
    assert not entry_of(entry).is_contained
    assert state_of(hass, "service_until") == "2026-12-26"
    assert state_of(hass, "number_until") == "2027-03-26"
    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, PAPA), config_entry_id=entry.entry_id
    )
    assert dr.async_get(hass).async_get(device_id).name == "Father"


async def test_settings_change_and_renewals_stay(hass, household) -> None:
    entry = await household(line_subentry())
    await act(hass, entry, "record_renewal", amount=10, payer="Anna", receipt="A-1")
    before = record_of(entry)

    form = await terms_form(
        hass, await change(hass, entry), carrier="Kiosk", number="06 39 98 00 02", form="esim"
    )
    await go_on(hass, form, offer="La Carte", price=15, currency="usd")

    plain = {key: value for key, value in LINE.items() if key not in {"carrier_id", "country"}}
    changed = {
        **plain,
        "carrier": "Kiosk",
        "number": "+33639980002",
        "form": "esim",
        "offer": "La Carte",
        "price": 15.0,
        "currency": "USD",
        "service_until": "2026-12-26",
    }
    assert entry.subentries[PAPA].data == changed
    assert record_of(entry) == before
    assert state_of(hass, "renewal_price") == "15.0"
    assert state_of(hass, "last_renewal") == "2026-11-23"


async def test_an_emptied_field_is_no_longer_set(hass, household, paris) -> None:
    entry = await household(
        line_subentry(
            owner="Papa",
            grace=3,
            anniversary_day=5,
            number_until="2027-05-26",
            **KEPT_MONTHLY,
        )
    )
    paris.tick(60)
    line = await keep_sim(
        hass, await change(hass, entry), carrier=None, number=None, iccid=None, owner="  "
    )
    check_changed(
        await change_line(
            hass,
            *line,
            service_until=None,
            offer="",
            price=None,
            anniversary_day=None,
            grace=None,
            number_until=None,
        )
    )

    assert entry.subentries[PAPA].data == {"form": "physical", **DEFAULTS, **KEPT_MONTHLY}
    assert state_of(hass, "service_until") == "unknown"
    assert state_of(hass, "number_until") == "unknown"
    assert state_of(hass, "renewal_price") == "unknown"
    form = await change(hass, entry)
    assert shown(form) == {"name": "Papa", "form": "physical"}
    kept = shown(await terms_form(hass, form))
    assert kept.keys().isdisjoint({"offer", "price", "anniversary_day", "grace", *DATES})


async def test_an_emptied_balance_is_no_longer_known(hass, household) -> None:
    entry = await household(line_subentry(credit=7.0, data_remaining=1.0))

    form = await dates_form(hass, await change(hass, entry))
    check_changed(await go_on(hass, form, credit=None, data_remaining=None))

    assert state_of(hass, "credit") == "unknown"
    assert state_of(hass, "data_remaining") == "unknown"


async def test_an_emptied_field_stays_empty_when_the_form_comes_back(hass, household) -> None:
    entry = await household(line_subentry())

    form = await go_on(hass, await change(hass, entry), name=" ", carrier=None, number=None)

    check_form(form, "sim", {"name": "name_missing"})
    assert shown(form) == {"name": " ", "form": "physical", "iccid": LINE["iccid"]}
    form = await terms_form(hass, form, name="Papa")
    await go_on(hass, form)
    assert entry.subentries[PAPA].data.keys().isdisjoint({"carrier", "number"})


async def test_a_line_keeps_its_own_number_but_cannot_take_anothers(hass, household) -> None:
    entry = await household(
        line_subentry(),
        line_subentry("Maman", "M" * 26, number="+33639980002", iccid="8933010000000000028"),
    )
    form = await go_on(
        hass, await change(hass, entry), number="0639980002", iccid="8933010000000000028"
    )
    check_form(form, "sim", {"number": "already_used", "iccid": "already_used"})

    form = await terms_form(hass, form, number="0639980001", iccid=LINE["iccid"])
    check_changed(await go_on(hass, form))

    assert entry.subentries[PAPA].data["number"] == "+33639980001"
    assert entry.subentries[PAPA].data["iccid"] == LINE["iccid"]


async def test_changed_dates_hold_and_contain_earlier_renewals(hass, household, paris) -> None:
    entry = await household(line_subentry())
    await act(hass, entry, "record_renewal")
    paris.tick(60)

    form = await dates_form(hass, await change(hass, entry))
    await go_on(hass, form, service_until="2027-01-15", number_until="2027-07-15")

    assert state_of(hass, "service_until") == "2027-01-15"
    assert state_of(hass, "number_until") == "2027-07-15"
    assert entry_of(entry).is_contained
    assert state_of(hass, "last_renewal") == "2026-11-23"


async def test_a_changed_rule_begins_from_the_present_dates(hass, household, paris) -> None:
    entry = await household(line_subentry())
    await act(hass, entry, "record_renewal")
    paris.tick(60)

    check_changed(await change_line(hass, entry, PAPA, rule="calendar_month", anniversary_day=10))

    assert state_of(hass, "service_until") == "2026-12-26"
    assert entry_of(entry).is_contained
    paris.tick(timedelta(minutes=11))
    await act(hass, entry, "record_renewal", in_addition=True)
    assert state_of(hass, "service_until") == "2027-01-10"


@pytest.mark.parametrize("field", ["service_until", "number_until"])
async def test_a_date_that_is_far_ahead_is_asked_about_once(hass, household, field) -> None:
    entry = await household(line_subentry())
    form = await dates_form(hass, await change(hass, entry))

    form = await go_on(hass, form, **{field: "2062-12-30"})
    check_form(form, "dates", {field: "far_ahead"})
    await go_on(hass, form, **{field: "2062-12-30"})
    assert state_of(hass, field) == "2062-12-30"

    form = await dates_form(hass, await change(hass, entry))
    await go_on(hass, form)
    assert state_of(hass, field) == "2062-12-30"


async def test_a_credit_that_is_far_too_much_is_asked_about_once(hass, household) -> None:
    entry = await household(line_subentry(price=20.0))
    form = await dates_form(hass, await change(hass, entry))

    form = await go_on(hass, form, credit=10_000)
    check_form(form, "dates", {"credit": "far_credit"})
    await go_on(hass, form, credit=10_000)
    assert entry.runtime_data.lines[LINE_ID].record.reading["credit"].amount == 10_000


async def test_without_a_rule_the_dates_stay_as_they_are(hass, household, paris) -> None:
    entry = await household(line_subentry(grace=3))
    await act(hass, entry, "record_renewal")
    paris.tick(60)

    check_changed(await change_line(hass, entry, PAPA, rule="none"))

    assert state_of(hass, "service_until") == "2026-12-26"
    assert state_of(hass, "number_until") == "2027-03-26"


async def test_the_number_follows_a_changed_grace_and_a_changed_end_of_service(
    hass, household
) -> None:
    entry = await household(line_subentry(grace=3))
    assert state_of(hass, "number_until") == "2027-02-26"

    await change_line(hass, entry, PAPA, grace=6)
    assert state_of(hass, "number_until") == "2027-05-26"

    form = await dates_form(hass, await change(hass, entry))
    await go_on(hass, form, service_until="2026-12-31")
    assert state_of(hass, "number_until") == "2027-06-30"


async def test_the_number_follows_an_end_of_service_that_passes_it(hass, household) -> None:
    entry = await household(line_subentry(grace=1))

    form = await dates_form(hass, await change(hass, entry))
    check_changed(await go_on(hass, form, service_until="2027-03-31"))

    assert state_of(hass, "service_until") == "2027-03-31"
    assert state_of(hass, "number_until") == "2027-04-30"


@pytest.mark.parametrize("changes", [{"term": 28}, {"service_until": "2026-12-01"}, {"grace": 4}])
async def test_a_number_date_that_somebody_typed_is_never_replaced_by_the_rules(
    hass, household, changes
) -> None:
    entry = await household(line_subentry(grace=3, number_until="2027-11-26"))

    form = await dates_form(hass, await change(hass, entry))
    assert shown(form)["number_until"] == "2027-11-26"
    check_changed(await go_on(hass, form))
    check_changed(await change_line(hass, entry, PAPA, **changes))

    assert state_of(hass, "number_until") == "2027-11-26"


async def test_a_changed_balance_is_a_reading_of_now_and_changes_no_dates(
    hass, household, paris
) -> None:
    entry = await household(line_subentry(credit=7.0, data_remaining=1.0))
    await act(hass, entry, "record_renewal")
    before = record_of(entry)
    paris.tick(timedelta(hours=2))

    form = await dates_form(hass, await change(hass, entry))
    check_changed(await go_on(hass, form, credit=4.5))

    after = record_of(entry)
    assert state_of(hass, "credit") == "4.5"
    assert state_of(hass, "data_remaining") == "1.0"
    moments = {bucket: measure.measured_at for bucket, measure in after.reading.items()}
    assert moments["credit"] == dt_util.utcnow()
    assert moments["data_remaining"] == dt_util.utcnow() - timedelta(hours=2)
    assert (after.renewals, after.statements) == (before.renewals, before.statements)


async def test_a_renewal_that_comes_while_the_dialog_is_open_is_not_undone(
    hass, household, paris
) -> None:
    entry = await household(line_subentry(grace=3, credit=7.0))
    form = await terms_form(hass, await change(hass, entry))
    await act(hass, entry, "record_renewal")
    await act(hass, entry, "update_balance", credit=17)
    paris.tick(60)

    check_changed(await go_on(hass, form, offer="La Carte", term=28))

    assert entry.subentries[PAPA].data["offer"] == "La Carte"
    assert state_of(hass, "service_until") == "2026-12-26"
    assert state_of(hass, "number_until") == "2027-03-26"
    assert state_of(hass, "credit") == "17"


async def test_a_mistake_in_a_change_changes_nothing_until_corrected(hass, household) -> None:
    entry = await household(line_subentry())
    before = record_of(entry)

    form = await change_line(hass, entry, PAPA, term=28, price=-1, offer=None)

    check_form(form, "terms", {"price": "negative"})
    assert shown(form) == {**SHOWN, "term": 28, "price": -1}
    assert entry.subentries[PAPA].data == LINE
    assert record_of(entry) == before
    await go_on(hass, form, price=12)
    changed = {**LINE, "price": 12.0, "term": 28}
    del changed["offer"]
    assert entry.subentries[PAPA].data == changed


@pytest.mark.parametrize(
    "changes", [{"service_until": "2026-12-24"}, {"credit": 3}, {"number_until": "2027-01-31"}]
)
async def test_a_disk_that_refuses_is_reported_and_nothing_changes_until_it_takes(
    hass, household, full_disk, changes
) -> None:
    break_it, repair_it = full_disk
    entry = await household(line_subentry(credit=7.0))
    before = record_of(entry)
    form = await dates_form(hass, await change(hass, entry))

    break_it()
    form = await go_on(hass, form, **changes)

    check_form(form, "dates", {"base": "record_not_saved"})
    assert shown(form) == shown(form) | changes
    assert entry.subentries[PAPA].data == {**LINE, "credit": 7.0}
    assert record_of(entry) == before
    assert state_of(hass, "service_until") == "2026-11-26"

    repair_it()
    check_changed(await go_on(hass, form))
    assert entry.subentries[PAPA].data == {**LINE, "credit": 7.0, **changes}
    assert await hass.config_entries.async_reload(entry.entry_id)
    expected = {"service_until": "2026-11-26", "credit": 7, **changes}
    assert state_of(hass, "service_until") == expected["service_until"]
    assert float(state_of(hass, "credit")) == expected["credit"]


async def test_a_disk_that_refuses_is_reported_on_the_form_of_the_sim(
    hass, household, full_disk
) -> None:
    break_it, repair_it = full_disk
    entry = await household(line_subentry())
    form = await change(hass, entry)

    break_it()
    form = await go_on(hass, form, name="Father")
    repair_it()

    if form["type"] is FlowResultType.FORM:
        check_form(form, "sim", {"base": "record_not_saved"})
        assert entry.subentries[PAPA].title == "Papa"
        form = await go_on(hass, form)
    check_changed(form)
    assert entry.subentries[PAPA].title == "Father"


async def test_a_disk_that_fills_up_takes_dates_and_balance_together_or_not_at_all(
    hass, household
) -> None:
    entry = await household(line_subentry(service_until="2027-06-30", credit=7.0))
    before = record_of(entry)
    form = await dates_form(hass, await change(hass, entry))
    writes = []

    def fill_up(path, *rest, **options) -> None:
        if Path(path).name == f"{DOMAIN}.{PAPA}":
            writes.append(path)
            if len(writes) > 1:
                raise WriteError
        write_utf8_file_atomic(path, *rest, **options)

    with patch.object(storage, "write_utf8_file_atomic", fill_up):
        check_changed(await go_on(hass, form, service_until="2027-07-31", credit=3))

    assert len(writes) == 1
    assert record_of(entry) != before


async def test_a_name_is_changed_although_the_disk_refuses_the_record(
    hass, household, full_disk
) -> None:
    entry = await household(line_subentry())
    form = await change(hass, entry)
    break_it, repair_it = full_disk
    break_it()

    check_changed(await go_on(hass, form, name="Father"))

    assert entry.subentries[PAPA].title == "Father"
    repair_it()


async def test_the_date_of_the_number_stays_by_another_rule_although_no_end_is_known(
    hass, household
) -> None:
    entry = await household(line_subentry(service_until=None, number_until="2027-05-01"))

    check_changed(await change_line(hass, entry, PAPA, term=28))

    assert entry.subentries[PAPA].data["term"] == 28
    assert state_of(hass, "number_until") == "2027-05-01"
    assert state_of(hass, "service_until") == "unknown"


async def test_a_line_cannot_be_changed_while_the_household_is_stopped(hass, household) -> None:
    entry = await household(line_subentry())
    assert await hass.config_entries.async_unload(entry.entry_id)

    check_abort(await entry.start_subentry_reconfigure_flow(hass, PAPA), "entry_not_loaded")

    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await change(hass, entry)


async def test_a_dialog_that_opens_right_after_a_change_waits_for_it(hass, household) -> None:
    entry = await household(line_subentry())
    hass.config_entries.async_update_entry(entry, options={"remind_before": [5]})
    assert entry.state is not ConfigEntryState.LOADED

    form = await change(hass, entry)

    assert entry.state is ConfigEntryState.LOADED
    hass.config_entries.async_update_entry(entry, options={"remind_before": [3]})
    assert entry.state is not ConfigEntryState.LOADED
    check_changed(await go_on(hass, form, name="Father"))
    assert entry.subentries[PAPA].title == "Father"


async def test_a_dialog_does_not_wait_for_ever(hass, household, monkeypatch) -> None:
    monkeypatch.setattr(entries, "MOST_SECONDS_TO_LOAD", 0)
    entry = await household(line_subentry())
    assert await hass.config_entries.async_unload(entry.entry_id)

    async with entry.setup_lock:
        result = await entry.start_subentry_reconfigure_flow(hass, PAPA)

    check_abort(result, "entry_not_loaded")


@pytest.mark.parametrize("forms_before", [0, 1])
async def test_a_household_that_stops_while_the_dialog_is_open_ends_it_unchanged(
    hass, household, forms_before
) -> None:
    entry = await household(line_subentry())
    form = await change(hass, entry)
    for _ in range(forms_before):
        form = await terms_form(hass, form)
    assert await hass.config_entries.async_unload(entry.entry_id)

    check_abort(await go_on(hass, form), "entry_not_loaded")

    assert entry.subentries[PAPA].title == "Papa"
    assert entry.subentries[PAPA].data == LINE
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, "service_until") == "2026-11-26"


async def test_a_line_whose_record_is_damaged_can_be_changed_and_its_file_is_left_alone(
    hass, household
) -> None:
    entry = await household(line_subentry(credit=7.0))
    assert await hass.config_entries.async_unload(entry.entry_id)
    damage_papa(hass)
    damaged = text_of_papa(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, "service_until") == "unavailable"

    form = await dates_form(hass, await change(hass, entry), name="Father")
    present = ("service_until", "credit")
    assert {field: shown(form)[field] for field in present} == {
        "service_until": "2026-11-26",
        "credit": 7.0,
    }
    check_changed(await go_on(hass, form, service_until="2026-12-24"))

    assert entry.subentries[PAPA].title == "Father"
    assert entry.subentries[PAPA].data == {**LINE, "credit": 7.0, "service_until": "2026-12-24"}
    assert text_of_papa(hass) == damaged
    assert state_of(hass, "service_until") == "unavailable"
    await entry.runtime_data.async_start_again(PAPA)
    assert state_of(hass, "service_until") == "2026-12-24"
    assert state_of(hass, "credit") == "7.0"


async def test_another_currency_asks_what_price_and_credit_become(hass, household) -> None:
    entry = await household(line_subentry(credit=7.0))
    form = await terms_form(hass, await change(hass, entry))

    form = await go_on(hass, form, currency="CNY")

    check_form(form, "money")
    assert form["description_placeholders"] == {"former": "10.0 EUR, 7.0 EUR", "currency": "CNY"}
    assert shown(form) == {}
    assert form["last_step"]
    form = await go_on(hass, form, price=-1)
    check_form(form, "money", {"price": "negative"})
    check_changed(await go_on(hass, form, price=79))
    data = entry.subentries[PAPA].data
    assert (data["price"], data["currency"], data.get("credit")) == (79.0, "CNY", None)
    assert state_of(hass, "credit") == "unknown"


@pytest.mark.parametrize(
    "changes",
    [{"currency": "CNY", "price": 79}, {"price": 12}, {"currency": "EUR"}],
)
async def test_amounts_that_are_typed_with_the_currency_are_not_asked_again(
    hass, household, changes
) -> None:
    entry = await household(line_subentry())

    check_changed(await change_line(hass, entry, PAPA, **changes))


async def test_only_amounts_that_were_not_typed_are_asked_in_another_currency(
    hass, household
) -> None:
    entry = await household(line_subentry(credit=7.0))

    form = await change_line(hass, entry, PAPA, currency="CNY", price=79)

    check_form(form, "money")
    assert form["data_schema"].schema.keys() == {"credit"}
    check_changed(await go_on(hass, form, credit=55))
    assert (state_of(hass, "renewal_price"), state_of(hass, "credit")) == ("79.0", "55.0")


async def test_an_amount_in_another_currency_is_never_one_in_that_of_before(
    hass, household
) -> None:
    entry = await household(line_subentry(credit=7.0))
    seen = set[tuple[str, str]]()

    @callback
    def look(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        if state is not None and state.state not in {"unavailable", "unknown"}:
            seen.add((state.state, state.attributes["unit_of_measurement"]))

    async_track_state_change_event(hass, ["sensor.papa_credit", "number.papa_credit"], look)
    form = await change_line(hass, entry, PAPA, currency="CNY", price=79)
    check_changed(await go_on(hass, form, credit=55))

    assert {(float(amount), unit) for amount, unit in seen} == {(55.0, "CNY")}


async def test_a_disk_that_refuses_another_currency_shows_the_form_before_again(
    hass, household, full_disk
) -> None:
    break_it, repair_it = full_disk
    entry = await household(line_subentry(credit=7.0))
    form = await terms_form(hass, await change(hass, entry))
    form = await go_on(hass, form, currency="CNY")

    break_it()
    form = await go_on(hass, form, price=79, credit=55)
    repair_it()

    check_form(form, "terms", {"base": "record_not_saved"})
    assert entry.subentries[PAPA].data["currency"] == "EUR"
    form = await go_on(hass, form)
    check_form(form, "money")
    assert form["data_schema"].schema.keys() == {"price"}
    check_changed(await go_on(hass, form, price=79))
    assert (state_of(hass, "renewal_price"), state_of(hass, "credit")) == ("79.0", "55.0")


async def test_the_number_of_the_chip_is_checked_and_not_asked_at_first(hass, household) -> None:
    entry = await household(line_subentry("Papa", PAPA))
    assert "eid" not in (await further_page(hass, entry))["data_schema"].schema

    form = await go_on(
        hass, await change(hass, entry), eid="8904 9032 1234 5123 4512 3456 7890 1236"
    )
    check_form(form, "sim", {"eid": "eid_check_digits"})
    form = await go_on(hass, form, eid="8933010000000000010")
    check_form(form, "sim", {"eid": "eid_shape"})
    form = await terms_form(hass, form, eid="8904 9032 1234 5123 4512 3456 7890 1235")
    check_changed(await go_on(hass, form))

    assert entry.subentries[PAPA].data["eid"] == "89049032123451234512345678901235"
    check_changed(await go_on(hass, await terms_form(hass, await change(hass, entry), eid=None)))
    assert "eid" not in entry.subentries[PAPA].data
