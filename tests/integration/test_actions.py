"""Actions: what they do, what they answer, and what they refuse in words that name the field."""

from datetime import date, datetime
from decimal import Decimal
import json
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.model import Channel

from .conftest import LINE_ID, device_of, line_subentry

PAPA = "L" * 26
MAMA = "M" * 26
KID = "K" * 26


def mama(**changes: Any) -> Any:
    """Return a line with nothing but a name and a currency, without a rule."""
    nothing = dict.fromkeys(
        ("carrier", "number", "iccid", "offer", "price", "service_until", "extends_from")
    )
    return line_subentry("Mama", MAMA, **(nothing | {"rule": "none", "currency": "CNY"} | changes))


def data_on_disk(hass: HomeAssistant, line_id: str = PAPA) -> dict[str, Any]:
    return json.loads(Path(hass.config.path(".storage", f"{DOMAIN}.{line_id}")).read_bytes())[
        "data"
    ]


def all_states(hass: HomeAssistant) -> dict[str, Any]:
    return {each.entity_id: (each.state, each.attributes) for each in hass.states.async_all()}


def state(hass: HomeAssistant, entity: str) -> str:
    return hass.states.get(entity).state


async def ask(hass: HomeAssistant, action: str, **data: Any) -> Any:
    return await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=True)


# Recording a renewal


async def test_a_renewal_of_today_moves_the_clocks_by_the_rule(hass, household, act) -> None:
    await household(line_subentry(grace=2))

    answer = await act("record_renewal")

    assert answer == {
        "renewal_id": data_on_disk(hass)["renewals"][0]["renewal_id"],
        "outcome": "moved",
        "date": "2026-11-23",
        "currency": "EUR",
        "payer": None,
        "recorded_at": "2026-11-23T10:00:00+01:00",
        "before": {"service_until": "2026-11-26", "number_until": "2027-01-26"},
        "after": {"service_until": "2026-12-26", "number_until": "2027-02-26"},
        "charged_amount": None,
        "expected_amount": 10.0,
        "difference": None,
        "flags": [],
        "advice": [],
    }
    assert state(hass, "sensor.papa_service_until") == "2026-12-26"
    assert state(hass, "sensor.papa_number_until") == "2027-02-26"
    assert state(hass, "sensor.papa_days_left") == "33"
    assert state(hass, "sensor.papa_status") == "active"
    assert state(hass, "sensor.papa_last_renewal") == "2026-11-23"
    assert state(hass, "binary_sensor.papa_renewal_due") == "off"


async def test_a_renewal_keeps_everything_that_was_said_about_it(
    hass, household, act, freezer
) -> None:
    freezer.move_to("2026-11-18T10:00:00+01:00")
    await household(line_subentry())
    freezer.move_to("2026-11-23T10:00:00+01:00")

    answer = await act(
        "record_renewal",
        date="2026-11-20",
        amount="19.99",
        currency=" usd ",
        channel="kiosk",
        payer="  Tante Lin ",
        receipt="2026/118",
        note="two lines\nof text",
        service_until="2026-12-31",
        number_until="2027-06-30",
    )

    assert answer["after"] == {"service_until": "2026-12-31", "number_until": "2027-06-30"}
    assert await ask(hass, "get_renewals") == {
        "renewals": [
            {
                "renewal_id": answer["renewal_id"],
                "device_id": device_of(hass, PAPA),
                "line": "Papa",
                "date": "2026-11-20",
                "refund": False,
                "amount": 19.99,
                "currency": "USD",
                "channel": "kiosk",
                "payer": "Tante Lin",
                "receipt": "2026/118",
                "receipt_url": None,
                "receipt_type": None,
                "note": "two lines\nof text",
                "service_until": "2026-12-31",
                "number_until": "2027-06-30",
                "expected_amount": 10.0,
                "balance_after": {},
                "flags": ["other_currency"],
                "verdict": None,
                "cost_per_day": 0.57,
                "contained": False,
                "before": {"service_until": "2026-11-26", "number_until": None},
                "after": {"service_until": "2026-12-31", "number_until": "2027-06-30"},
            }
        ]
    }
    assert data_on_disk(hass)["renewals"][0]["amount"] == "19.99"


async def test_what_was_not_said_about_a_renewal_stays_unknown(hass, household, act) -> None:
    await household(line_subentry())

    answer = await act("record_renewal", amount="", note=None, date="", payer="")

    assert (await ask(hass, "get_renewals"))["renewals"] == [
        {
            "renewal_id": answer["renewal_id"],
            "device_id": device_of(hass, PAPA),
            "line": "Papa",
            "date": "2026-11-23",
            "refund": False,
            "amount": None,
            "currency": "EUR",
            "channel": None,
            "payer": None,
            "receipt": None,
            "receipt_url": None,
            "receipt_type": None,
            "note": None,
            "service_until": None,
            "number_until": None,
            "expected_amount": 10.0,
            "balance_after": {},
            "flags": [],
            "verdict": None,
            "cost_per_day": None,
            "contained": False,
            "before": {"service_until": "2026-11-26", "number_until": None},
            "after": {"service_until": "2026-12-26", "number_until": None},
        }
    ]


async def test_a_renewal_that_cost_nothing_is_not_one_of_unknown_cost(hass, household, act) -> None:
    await household(line_subentry())

    await act("record_renewal", amount=0)

    assert (await ask(hass, "get_renewals"))["renewals"][0]["amount"] == 0.0


@pytest.mark.parametrize("channel", list(Channel))
async def test_every_channel_can_be_recorded(hass, household, act, channel) -> None:
    await household(line_subentry())

    await act("record_renewal", channel=channel.value)

    assert (await ask(hass, "get_renewals"))["renewals"][0]["channel"] == channel.value


@pytest.mark.parametrize(
    "day", ["2026-11-24", date(2026, 11, 24), datetime.fromisoformat("2026-11-24T08:00")]
)
async def test_a_date_can_be_an_object_or_a_text(hass, household, act, freezer, day) -> None:
    await household(line_subentry())
    freezer.move_to("2026-11-25T10:00:00+01:00")

    answer = await act("record_renewal", date=day, service_until=day, number_until=day)

    assert answer["after"] == {"service_until": "2026-11-24", "number_until": "2026-11-24"}
    assert (await ask(hass, "get_renewals"))["renewals"][0]["date"] == "2026-11-24"


async def test_today_is_the_day_of_the_household_and_not_of_utc(
    hass, household, act, freezer
) -> None:
    freezer.move_to("2026-11-23T23:30:00+00:00")
    await household(line_subentry())

    await act("record_renewal", date="2026-11-24")
    await act("record_renewal", in_addition=True)

    days = [each["date"] for each in (await ask(hass, "get_renewals"))["renewals"]]
    assert days == ["2026-11-24", "2026-11-24"]


async def test_a_renewal_of_the_past_counts_from_its_own_day(hass, household, act, freezer) -> None:
    freezer.move_to("2026-10-20T10:00:00+02:00")
    entry = await household(line_subentry(service_until="2026-11-01"))
    freezer.move_to("2026-11-23T10:00:00+01:00")
    await hass.config_entries.async_reload(entry.entry_id)
    assert state(hass, "sensor.papa_status") == "expired"

    answer = await act("record_renewal", date="2026-11-10")

    assert answer["before"]["service_until"] == "2026-11-01"
    assert answer["after"]["service_until"] == "2026-12-10"
    assert state(hass, "sensor.papa_last_renewal") == "2026-11-10"


async def test_the_order_in_which_renewals_are_recorded_does_not_matter(
    hass, household, act, freezer
) -> None:
    freezer.move_to("2026-08-20T10:00:00+02:00")
    await household(
        line_subentry(service_until="2026-08-31"),
        line_subentry("Kid", KID, number=None, service_until="2026-08-31"),
    )
    freezer.move_to("2026-11-23T10:00:00+01:00")
    renewals = [
        {"date": "2026-09-10"},
        {"date": "2026-10-05", "service_until": "2026-11-20"},
        {"date": "2026-11-15"},
    ]

    for renewal in renewals:
        await act("record_renewal", **renewal)
    for renewal in reversed(renewals):
        await act("record_renewal", KID, **renewal)

    assert state(hass, "sensor.papa_service_until") == "2026-12-20"
    assert state(hass, "sensor.kid_service_until") == "2026-12-20"


async def test_its_own_dates_win_over_the_rule_even_backwards(hass, household, act) -> None:
    await household(line_subentry(service_until="2026-12-31"))

    answer = await act("record_renewal", service_until="2026-12-24")

    assert answer["after"]["service_until"] == "2026-12-24"
    assert state(hass, "sensor.papa_service_until") == "2026-12-24"


async def test_a_line_without_a_rule_takes_the_dates_of_the_renewal(hass, household, act) -> None:
    await household(mama())

    answer = await act("record_renewal", MAMA, service_until="2026-12-24")

    assert answer["before"] == {"service_until": None, "number_until": None}
    assert answer["after"] == {"service_until": "2026-12-24", "number_until": None}
    assert (await ask(hass, "get_renewals"))["renewals"][0]["currency"] == "CNY"


@pytest.fixture
async def anna(hass: HomeAssistant, hass_admin_user: Any, hass_read_only_user: Any) -> Any:
    """Be a person of the house who is a user, beside one who is not and a user who is nobody."""
    people = [
        {"id": "bo", "name": "Bo"},
        {"id": "a", "name": "Anna", "user_id": hass_admin_user.id},
    ]
    assert await async_setup_component(hass, "person", {"person": people})
    await hass.async_block_till_done()
    return hass_admin_user


async def payers(hass: HomeAssistant) -> list[str | None]:
    return [each["payer"] for each in (await ask(hass, "get_renewals"))["renewals"]]


async def test_the_payer_is_the_person_who_calls(hass, household, act, anna) -> None:
    await household(line_subentry())
    await act("record_renewal", context=Context(user_id=anna.id))
    assert await payers(hass) == ["Anna"]


async def test_a_payer_who_is_named_is_not_the_person_who_calls(hass, household, act, anna) -> None:
    await household(line_subentry())
    await act("record_renewal", context=Context(user_id=anna.id), payer="Bo")
    assert await payers(hass) == ["Bo"]


async def test_nobody_is_the_payer_where_no_person_calls(
    hass, household, act, anna, hass_read_only_user
) -> None:
    await household(line_subentry())
    await act("record_renewal")
    assert await payers(hass) == [None]


async def test_a_user_who_is_no_person_is_not_a_payer(hass, household, act, anna) -> None:
    nobody = await hass.auth.async_create_user("Tablet", group_ids=["system-admin"])
    await household(line_subentry())
    await act("record_renewal", context=Context(user_id=nobody.id))
    assert await payers(hass) == [None]


# The balance


async def test_a_balance_is_kept_in_the_units_of_the_record(hass, household, act) -> None:
    await household(line_subentry())

    answer = await act(
        "update_balance", data="12.5", allowance=20, voice=90.5, sms=100, credit="4.50"
    )

    assert answer == {
        "balance": {"data": 12.5, "allowance": 20.0, "voice": 90.5, "sms": 100.0, "credit": 4.5},
        "advice": [],
    }
    reading = data_on_disk(hass)["reading"]
    assert {bucket: Decimal(each["amount"]) for bucket, each in reading.items()} == {
        "data_remaining": 12_500_000_000,
        "data_allowance": 20_000_000_000,
        "voice_remaining": 5430,
        "sms_remaining": 100,
        "credit": Decimal("4.5"),
    }
    moments = {datetime.fromisoformat(each["measured_at"]) for each in reading.values()}
    assert moments == {datetime.fromisoformat("2026-11-23T09:00:00+00:00")}


async def test_sensors_show_a_balance_at_once(hass, household, act) -> None:
    await household(line_subentry())
    assert state(hass, "sensor.papa_data_remaining") == STATE_UNKNOWN
    assert state(hass, "sensor.papa_balance_updated") == STATE_UNKNOWN

    await act("update_balance", data=0.75, credit=3)

    assert state(hass, "sensor.papa_data_remaining") == "0.75"
    assert hass.states.get("sensor.papa_credit").attributes["unit_of_measurement"] == "EUR"
    assert state(hass, "sensor.papa_credit") == "3"
    assert state(hass, "sensor.papa_balance_updated") == "2026-11-23T09:00:00+00:00"


async def test_zero_is_zero_and_unknown_is_unknown(hass, household, act) -> None:
    await household(line_subentry())

    answer = await act("update_balance", data=0, voice="", sms=None)

    assert answer == {"balance": {"data": 0.0}, "advice": []}
    assert float(state(hass, "sensor.papa_data_remaining")) == 0
    assert state(hass, "sensor.papa_credit") == STATE_UNKNOWN
    assert set(data_on_disk(hass)["reading"]) == {"data_remaining"}


async def test_only_what_is_given_changes(hass, household, act, freezer) -> None:
    await household(line_subentry())
    await act("update_balance", data=2, credit=8)
    freezer.move_to("2026-11-24T10:00:00+01:00")

    answer = await act("update_balance", credit=7)

    assert answer == {"balance": {"data": 2.0, "credit": 7.0}, "advice": []}
    reading = data_on_disk(hass)["reading"]
    assert reading["data_remaining"]["measured_at"].startswith("2026-11-23")
    assert state(hass, "sensor.papa_balance_updated") == "2026-11-24T09:00:00+00:00"


@pytest.mark.parametrize(
    ("measured_at", "moment"),
    [
        ("2026-11-22T18:00:00+01:00", "2026-11-22T17:00:00+00:00"),
        ("2026-11-22T17:00:00Z", "2026-11-22T17:00:00+00:00"),
        ("2026-11-22 18:00:00", "2026-11-22T17:00:00+00:00"),
        (datetime.fromisoformat("2026-11-22T18:00:00"), "2026-11-22T17:00:00+00:00"),
        (datetime.fromisoformat("2026-11-22T12:00:00-05:00"), "2026-11-22T17:00:00+00:00"),
        ("2026-11-22", "2026-11-21T23:00:00+00:00"),
        (date(2026, 11, 22), "2026-11-21T23:00:00+00:00"),
        ("2026-07-01 18:00:00", "2026-07-01T16:00:00+00:00"),
        ("2026-11-23T10:04:00+01:00", "2026-11-23T09:04:00+00:00"),
    ],
)
async def test_a_moment_without_time_zone_is_that_of_the_household(
    hass, household, act, measured_at, moment
) -> None:
    await household(line_subentry())

    await act("update_balance", credit=5, measured_at=measured_at)

    assert state(hass, "sensor.papa_balance_updated") == moment


async def test_an_older_measure_never_replaces_a_newer(hass, household, act) -> None:
    await household(line_subentry())
    await act("update_balance", credit=5, measured_at="2026-11-22T12:00:00+01:00")

    answer = await act("update_balance", credit=9, sms=3, measured_at="2026-11-21T12:00:00+01:00")
    assert answer == {"balance": {"sms": 3.0, "credit": 5.0}, "advice": []}

    answer = await act("update_balance", credit=4, measured_at="2026-11-22T12:00:00+01:00")
    assert answer["balance"]["credit"] == 4.0
    assert state(hass, "sensor.papa_credit") == "4"


# The dates


async def test_stated_dates_are_taken_over_without_a_renewal(hass, household, act) -> None:
    await household(line_subentry())

    answer = await act("set_validity", service_until="2027-01-15", number_until=date(2027, 7, 15))

    assert answer == {
        "before": {"service_until": "2026-11-26", "number_until": None},
        "after": {"service_until": "2027-01-15", "number_until": "2027-07-15"},
        "advice": [],
    }
    assert state(hass, "sensor.papa_service_until") == "2027-01-15"
    assert state(hass, "sensor.papa_number_until") == "2027-07-15"
    assert state(hass, "sensor.papa_last_renewal") == STATE_UNKNOWN
    assert await ask(hass, "get_renewals") == {"renewals": []}


@pytest.mark.parametrize(
    ("given", "after"),
    [
        ({"service_until": "2026-12-01"}, ("2026-12-01", "2027-06-30")),
        ({"number_until": "2027-05-01"}, ("2026-11-26", "2027-05-01")),
        ({"service_until": "2027-06-30"}, ("2027-06-30", "2027-06-30")),
    ],
)
async def test_a_date_that_is_not_given_stays(hass, household, act, given, after) -> None:
    await household(line_subentry(number_until="2027-06-30"))

    answer = await act("set_validity", **given)

    assert tuple(answer["after"].values()) == after


async def test_a_number_date_that_followed_from_the_rule_follows_a_stated_service_date(
    hass, household, act
) -> None:
    await household(line_subentry(grace=6))

    answer = await act("set_validity", service_until="2027-08-31")

    assert answer["after"] == {"service_until": "2027-08-31", "number_until": "2028-02-29"}


async def test_stated_dates_contain_the_renewals_before_them(hass, household, act, freezer) -> None:
    await household(line_subentry())
    await act("record_renewal")
    freezer.move_to("2026-11-23T10:20:00+01:00")
    await act("set_validity", service_until="2026-12-20")
    assert state(hass, "sensor.papa_service_until") == "2026-12-20"
    (renewal,) = (await ask(hass, "get_renewals"))["renewals"]
    assert renewal["contained"]

    freezer.move_to("2026-11-23T11:00:00+01:00")
    await act("record_renewal", in_addition=True)
    assert state(hass, "sensor.papa_service_until") == "2027-01-19"


# The questions


async def test_lines_are_described_in_full(hass, household, act) -> None:
    await household(line_subentry(owner="Papa himself", grace=1), mama(form="esim"))
    await act("update_balance", data=1.25)
    await act("record_renewal")

    answer = await ask(hass, "get_lines")

    entities = [line.pop("entities") for line in answer["lines"]]
    assert [each["sensor"]["status"] for each in entities] == [
        "sensor.papa_status",
        "sensor.mama_status",
    ]
    assert answer == {
        "lines": [
            {
                "device_id": device_of(hass, PAPA),
                "name": "Papa",
                "carrier": "Orange",
                "form": "physical",
                "owner": "Papa himself",
                "offer": "Mobicarte",
                "status": "active",
                "renewal_due": False,
                "service_until": "2026-12-26",
                "number_until": "2027-01-26",
                "why": "It was set up like that on November 23, 2026."
                " Counted on top: the renewal of November 23, 2026.",
                "question": None,
                "expires_at": "2026-12-26T22:59:59+00:00",
                "days_left": 33,
                "balance": {"data": 1.25},
                "unlimited": [],
                "source": None,
                "currency": "EUR",
                "renewal_price": 10.0,
                "renewals_left": None,
                "spent_this_year": None,
                "spent_by_currency": {"EUR": None},
                "last_renewal": "2026-11-23",
                "monthly_cost": 10.15,
                "price_history": [],
                "standing": "in_use",
                "channels": [],
                "country": "FR",
                "promotion": None,
                "promotion_until": None,
                "person": None,
                "todo_item": None,
                "snoozed_until": None,
                "doubt": None,
            },
            {
                "device_id": device_of(hass, MAMA),
                "name": "Mama",
                "carrier": None,
                "form": "esim",
                "owner": None,
                "offer": None,
                "status": "unknown",
                "renewal_due": None,
                "service_until": None,
                "number_until": None,
                "why": None,
                "question": None,
                "expires_at": None,
                "days_left": None,
                "balance": {},
                "unlimited": [],
                "source": None,
                "currency": "CNY",
                "renewal_price": None,
                "renewals_left": None,
                "spent_this_year": 0.0,
                "spent_by_currency": {},
                "last_renewal": None,
                "monthly_cost": None,
                "price_history": [],
                "standing": "in_use",
                "channels": [],
                "country": "FR",
                "promotion": None,
                "promotion_until": None,
                "person": None,
                "todo_item": None,
                "snoozed_until": None,
                "doubt": None,
            },
        ]
    }


async def test_a_snooze_is_told(hass, household) -> None:
    entry = await household(line_subentry())
    until = datetime.fromisoformat("2026-11-24T08:00:00+00:00")
    await entry.runtime_data.lines[PAPA].async_snooze(until)

    (line,) = (await ask(hass, "get_lines"))["lines"]
    assert line["snoozed_until"] == "2026-11-24T08:00:00+00:00"


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ([MAMA], ["Mama"]),
        ([KID, PAPA], ["Kid", "Papa"]),
        ([PAPA, PAPA], ["Papa"]),
        (None, ["Papa", "Mama", "Kid"]),
    ],
)
async def test_questions_can_be_about_several_lines(hass, household, act, chosen, names) -> None:
    await household(line_subentry(), mama(), line_subentry("Kid", KID, number=None))
    for day, line_id in enumerate((PAPA, KID, MAMA), 10):
        await act("record_renewal", line_id, date=f"2026-11-{day}", service_until=f"2026-12-{day}")
    data = {} if chosen is None else {"device_id": [device_of(hass, each) for each in chosen]}

    lines = (await ask(hass, "get_lines", **data))["lines"]
    renewals = (await ask(hass, "get_renewals", **data))["renewals"]

    assert [line["name"] for line in lines] == names
    latest_first = [name for name in ("Mama", "Kid", "Papa") if name in names]
    assert [renewal["line"] for renewal in renewals] == latest_first


async def test_a_question_can_be_about_one_line_without_a_list(hass, household) -> None:
    await household(line_subentry(), mama())

    answer = await ask(hass, "get_lines", device_id=device_of(hass, MAMA))

    assert [line["name"] for line in answer["lines"]] == ["Mama"]


async def test_the_latest_renewal_comes_first_and_of_one_day_the_last_recorded(
    hass, household, act, freezer
) -> None:
    await household(line_subentry())
    for minute, day in enumerate(("2026-11-10", "2026-11-20", "2026-11-10", "2026-11-15")):
        freezer.move_to(f"2026-11-23T10:{11 * minute:02}:00+01:00")
        await act("record_renewal", date=day, note=str(minute))

    renewals = (await ask(hass, "get_renewals"))["renewals"]

    assert [renewal["note"] for renewal in renewals] == ["1", "3", "2", "0"]


async def test_a_household_without_lines_has_empty_answers(hass, household) -> None:
    await household()

    assert await ask(hass, "get_lines") == {"lines": []}
    assert await ask(hass, "get_renewals") == {"renewals": []}


@pytest.mark.parametrize("action", ["record_renewal", "update_balance", "set_validity"])
async def test_an_action_that_changes_needs_nobody_to_take_its_answer(
    hass, household, action
) -> None:
    await household(line_subentry())
    before = data_on_disk(hass)
    data = {"update_balance": {"credit": 1}, "set_validity": {"number_until": "2027-01-01"}}

    answer = await hass.services.async_call(
        DOMAIN,
        action,
        {"device_id": device_of(hass, PAPA), **data.get(action, {})},
        blocking=True,
    )

    assert answer is None
    assert data_on_disk(hass) != before


# What is refused

DATES: dict[str, list[Any]] = {
    "invalid_date": ["soon", "2026-02-30", "2026-11-23T10:00", "23/11/2026", 20, True, ["x"]],
    "date_out_of_range": ["1999-12-31", date(1, 1, 1), "2077-01-01"],
}
AMOUNTS: dict[str, list[Any]] = {
    "not_a_number": ["ten", "NaN", "sNaN", "Infinity", "-Infinity", "1,5", True, [1], {"a": 1}],
    "negative": [-1, "-0.01"],
    "too_large": [1_000_000_001, "1e400"],
}

REFUSED: list[tuple[str, str, str, list[dict[str, Any]]]] = [
    *(
        (action, field, reason, [{field: value} for value in values])
        for action, field in (
            ("record_renewal", "date"),
            ("record_renewal", "service_until"),
            ("record_renewal", "number_until"),
            ("set_validity", "service_until"),
            ("set_validity", "number_until"),
        )
        for reason, values in DATES.items()
    ),
    *(
        (action, field, reason, [{field: value} for value in values])
        for action, field in (
            ("record_renewal", "amount"),
            ("update_balance", "data"),
            ("update_balance", "allowance"),
            ("update_balance", "voice"),
            ("update_balance", "sms"),
            ("update_balance", "credit"),
        )
        for reason, values in AMOUNTS.items()
    ),
    *(
        ("record_renewal", field, reason, [{field: value} for value in values])
        for field, reason, values in (
            ("date", "in_future", ["2026-11-24", date(2026, 11, 24)]),
            ("currency", "invalid_currency", ["EURO", "€", "XYZ", 978, ["EUR"]]),
            ("channel", "unknown_channel", ["pigeon", "Website", 3, ["app"]]),
            ("payer", "text_too_long", ["x" * 1001]),
            ("receipt", "text_too_long", ["x" * 1001]),
            ("note", "text_too_long", ["x" * 1001]),
        )
    ),
    (
        "record_renewal",
        "service_until",
        "before_renewal",
        [
            {"service_until": "2026-11-22"},
            {"date": "2026-11-10", "service_until": "2026-11-09"},
        ],
    ),
    (
        "record_renewal",
        "number_until",
        "number_before_service",
        [
            {"service_until": "2026-12-24", "number_until": "2026-12-23"},
            {"number_until": "2026-12-25"},
            {"number_until": "2026-11-25", "date": "2026-11-10"},
        ],
    ),
    *(
        ("update_balance", "measured_at", reason, [{"sms": 5, "measured_at": v} for v in values])
        for reason, values in (
            ("invalid_date", ["yesterday", "2026-13-45 10:00:00", "2026-02-30T10:00", "24:00", 5]),
            (
                "in_future",
                [
                    "2026-11-23T10:06:00+01:00",
                    "2026-11-24",
                    datetime.fromisoformat("9999-12-31T23:59:59"),
                ],
            ),
            ("date_out_of_range", ["0001-01-01T00:00:00+14:00", "1999-12-30T12:00:00Z"]),
        )
    ),
    (
        "update_balance",
        "data",
        "nothing_given",
        [{}, {"data": "", "credit": None}, {"measured_at": "2026-11-22"}],
    ),
    ("update_balance", "sms", "not_a_number", [{"data": 1, "sms": "few"}]),
    ("set_validity", "service_until", "nothing_given", [{}, {"service_until": ""}]),
    (
        "set_validity",
        "number_until",
        "number_before_service",
        [
            {"service_until": "2026-12-24", "number_until": "2026-12-23"},
            {"number_until": "2026-11-25"},
        ],
    ),
]


@pytest.mark.parametrize(("action", "field", "reason", "inputs"), REFUSED)
async def test_bad_input_is_refused_in_words_that_name_the_field_and_changes_nothing(
    hass, household, act, action, field, reason, inputs
) -> None:
    await household(line_subentry(credit=1))
    kept, shown = data_on_disk(hass), all_states(hass)

    for data in inputs:
        with pytest.raises(ServiceValidationError) as caught:
            await act(action, **data)
        refusal = caught.value
        assert (refusal.translation_domain, refusal.translation_key) == (DOMAIN, reason), data
        assert refusal.translation_placeholders == {"field": field}, data
        assert str(refusal).startswith(f"{field}: "), data
        assert data_on_disk(hass) == kept, data
        assert all_states(hass) == shown, data


async def test_a_stated_service_date_after_a_stated_number_date_is_refused(
    hass, household, act
) -> None:
    await household(line_subentry(number_until="2026-12-31"))
    kept = data_on_disk(hass)

    with pytest.raises(ServiceValidationError) as refusal:
        await act("set_validity", service_until="2027-01-01")

    assert refusal.value.translation_key == "service_after_number"
    assert data_on_disk(hass) == kept


async def test_a_renewal_never_leaves_the_number_lost_before_service_ends(
    hass, household, act
) -> None:
    await household(line_subentry(number_until="2026-12-01"))

    answer = await act("record_renewal")

    assert answer["after"]["service_until"] == "2026-12-26"
    assert (answer["after"]["number_until"] or "9") >= "2026-12-26"


async def test_a_line_without_a_rule_does_not_lose_the_date_of_a_renewal(
    hass, household, act
) -> None:
    await household(mama())
    recorded = await act("record_renewal", MAMA, amount=5, service_until="2027-01-31")
    kept = data_on_disk(hass, MAMA)

    with pytest.raises(ServiceValidationError) as refusal:
        await act("edit_renewal", MAMA, renewal_id=recorded["renewal_id"], service_until="")

    assert refusal.value.translation_key == "renewal_needs_date"
    assert refusal.value.translation_placeholders == {"field": "service_until", "line": "Mama"}
    assert str(refusal.value).startswith("service_until: Mama has no validity rule")
    assert data_on_disk(hass, MAMA) == kept


ACTIONS = {
    "record_renewal": {},
    "update_balance": {"credit": 5},
    "set_validity": {"service_until": "2027-01-01"},
    "get_lines": {},
    "get_renewals": {},
}


@pytest.mark.parametrize(("action", "data"), ACTIONS.items())
async def test_a_field_that_does_not_exist_is_refused(hass, household, act, action, data) -> None:
    await household(line_subentry())
    kept = data_on_disk(hass)

    with pytest.raises(vol.Invalid, match="amuont"):
        await act(action, **data, amuont=5)

    assert data_on_disk(hass) == kept


@pytest.mark.parametrize("action", ["record_renewal", "update_balance", "set_validity"])
async def test_a_change_without_a_line_is_refused(hass, household, action) -> None:
    await household(line_subentry())

    with pytest.raises(ServiceValidationError, match="target: choose the line"):
        await ask(hass, action, **ACTIONS[action])


@pytest.mark.parametrize(("action", "data"), ACTIONS.items())
async def test_a_device_that_is_unknown_or_not_a_line_is_refused(
    hass, household, action, data
) -> None:
    entry = await household(line_subentry())
    kept = data_on_disk(hass)
    devices = dr.async_get(hass)
    other = MockConfigEntry(domain="lamp")
    other.add_to_hass(hass)
    lamp = devices.async_get_or_create(config_entry_id=other.entry_id, identifiers={("lamp", "1")})
    gone = devices.async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("lamp", PAPA), (DOMAIN, "G" * 26)}
    )

    for device_id, domain, key in (
        ("no such device", "sim_renewal", "not_a_line"),
        (lamp.id, "sim_renewal", "not_a_line"),
        (gone.id, DOMAIN, "not_a_line"),
    ):
        with pytest.raises(ServiceValidationError) as refusal:
            await ask(hass, action, device_id=device_id, **data)
        assert (refusal.value.translation_domain, refusal.value.translation_key) == (domain, key)
    assert refusal.value.translation_placeholders == {"field": "device_id"}
    assert str(refusal.value).startswith("device_id: ")
    assert data_on_disk(hass) == kept


@pytest.mark.parametrize(("action", "data"), ACTIONS.items())
async def test_an_action_is_refused_while_the_household_is_not_loaded(
    hass, household, action, data
) -> None:
    entry = await household(line_subentry())
    device_id = device_of(hass, PAPA)
    kept = data_on_disk(hass)
    await hass.config_entries.async_unload(entry.entry_id)

    with pytest.raises(ServiceValidationError) as refusal:
        await ask(hass, action, device_id=device_id, **data)

    assert refusal.value.translation_key == "service_config_entry_not_loaded"
    assert data_on_disk(hass) == kept


@pytest.mark.parametrize("action", ["get_lines", "get_renewals"])
async def test_a_question_about_all_lines_is_refused_without_a_household(
    hass, household, action
) -> None:
    entry = await household(line_subentry())
    await hass.config_entries.async_unload(entry.entry_id)
    with pytest.raises(ServiceValidationError) as refusal:
        await ask(hass, action)
    assert refusal.value.translation_key == "service_config_entry_not_loaded"

    await hass.config_entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)
    with pytest.raises(ServiceValidationError) as refusal:
        await ask(hass, action)
    assert refusal.value.translation_key == "service_found_no_config_entry_for_domain"


async def test_why_claims_nothing_of_a_renewal_that_it_asks_about(
    hass, household, act, move_to
) -> None:
    await household(line_subentry())
    await move_to("2026-11-24T10:00:00+01:00")
    await act("record_renewal")
    await move_to("2026-11-24T12:00:00+01:00")
    await act("import_message", text="Your plan is valid until 26/11/2026")

    (line,) = (await act("get_lines"))["lines"]

    assert line["why"] == "A text of the carrier said so on November 24, 2026."
    assert line["question"].endswith("Did the renewal go through?")


@pytest.mark.parametrize(
    ("language", "why"),
    [
        (
            "en",
            (
                "Somebody stated it on November 24, 2026. That date had already counted the renewal"
                " which was then recorded for November 25, 2026, so it counts once."
            ),
        ),
        (
            "zh-Hans",
            (
                "2026年11月24日 有人填写了这个日期。"
                "这个日期已经算进了之后记录的 2026年11月25日 续费，因此只计一次。"  # noqa: RUF001
            ),
        ),
    ],
)
async def test_why_tells_of_a_later_renewal_that_a_date_has(
    hass, household, act, move_to, language, why
) -> None:
    await hass.config.async_update(language=language)
    await household(line_subentry())
    await move_to("2026-11-24T10:00:00+01:00")
    await act("set_validity", service_until="2026-12-26")
    await move_to("2026-11-25T10:00:00+01:00")
    await act("record_renewal")

    (line,) = (await act("get_lines"))["lines"]

    assert line["why"] == why


@pytest.mark.parametrize(
    ("field", "amount", "reason"),
    [
        ("data", 10_001, "too_large"),
        ("allowance", 1e9, "too_large"),
        ("credit", 1_000_001, "too_large"),
        ("voice", 100_001, "too_large"),
        ("sms", 100_001, "too_large"),
        ("sms", 1.5, "not_whole"),
    ],
)
async def test_a_balance_that_no_line_can_have_is_refused(
    household, act, field, amount, reason
) -> None:
    entry = await household(line_subentry())

    with pytest.raises(ServiceValidationError) as refusal:
        await act("update_balance", **{field: amount})

    assert refusal.value.translation_key == reason
    assert refusal.value.translation_placeholders == {"field": field}
    if field in {"data", "credit"}:
        with pytest.raises(ServiceValidationError) as refusal:
            await act("record_renewal", amount=10, **{field: amount})
        assert refusal.value.translation_placeholders == {"field": field}
    record = entry.runtime_data.lines[LINE_ID].record
    assert (record.reading, record.renewals) == ({}, ())


async def test_a_credit_that_no_top_ups_buy_is_pointed_out(household, act) -> None:
    await household(line_subentry(rule="balance_burn", fee=20, term=1, term_unit="months"))

    (advice,) = (await act("update_balance", credit=10_000))["advice"]

    assert advice.startswith("The credit is far more than top-ups of this line buy.")
    assert (await act("update_balance", credit=60))["advice"] == []
    told = await act("record_renewal", amount=20, credit=10_000)
    assert advice in told["advice"]
