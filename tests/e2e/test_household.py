"""A household from the first dialog to the answered push, and through a power cut."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from scripts.realhome.connection import Refused
from scripts.realhome.home import Home, wait_until
from scripts.realhome.household import MONTHLY, add_household
from scripts.realhome.phone import Phone
from scripts.realhome.phone_shade import Received
from scripts.realhome.process import HassProcess
from tests.e2e.conftest import ZONE

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

NEW_LINE = {"name": "Tante"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def entry_id(home, phone, today) -> str:
    """Add the demo household through the dialogs."""
    return await add_household(home, phone.target, today)


def asks_about(name: str) -> Callable[[Received], bool]:
    return lambda push: push.title is not None and name in push.title


def clears(asked: Received) -> Callable[[Received], bool]:
    return lambda push: push.clears and push.tag == asked.tag


async def until_home_assistant_has_saved(entry_id: str, hass_process: HassProcess) -> None:
    """Wait for the household's settings to be on disk: Home Assistant takes a second for that."""
    settings = hass_process.directory / ".storage" / "core.config_entries"

    async def are_saved() -> bool:
        return settings.exists() and entry_id in settings.read_text()

    await wait_until(are_saved, "the settings were saved")


async def states_of_lines(home: Home) -> dict[str, dict[str, Any]]:
    """Return how the lines stand, without what Home Assistant itself saves only later."""
    own = {"device_id": None, "person": None, "entities": None}
    return {name: line | own for name, line in (await home.lines()).items()}


async def test_a_push_is_answered(home, phone, entry_id) -> None:
    push = await phone.next_push(asks_about("Papa"))
    assert push.title == "Papa: 3 days left"
    assert list(push.buttons)[:2] == ["Renewed", "Later"]
    before = (await home.lines())["Papa"]
    status = await home.entity_id(before["device_id"], "status")
    await home.wait_for_state(status, "due")

    await phone.press(push, "Renewed")

    await phone.next_push(clears(push))
    renewed = date.fromisoformat(before["service_until"]) + timedelta(days=30)
    service_until = await home.entity_id(before["device_id"], "service_until")
    await home.wait_for_state(service_until, renewed.isoformat())
    await home.wait_for_state(status, "active")
    (renewal,) = (await home.ask("sim_renewal.get_renewals"))["renewals"]
    assert (renewal["line"], renewal["amount"], renewal["payer"]) == ("Papa", 10.0, "Demo")


async def test_later_is_silent_until_tomorrow(home, phone, entry_id, today) -> None:
    push = await phone.next_push(asks_about("Grand-mère"))

    await phone.press(push, "Later")

    await phone.next_push(clears(push))
    snoozed_until = (await home.lines())["Grand-mère"]["snoozed_until"]
    tomorrow = datetime.combine(today + timedelta(days=1), time(9), ZoneInfo(ZONE))
    assert datetime.fromisoformat(snoozed_until) == tomorrow


async def test_an_answer_of_one_recipient_is_one_for_all(home, phone, entry_id, today) -> None:
    tomorrow = (today + timedelta(days=1)).isoformat()
    await home.add_line(entry_id, NEW_LINE, {**MONTHLY, "service_until": tomorrow})
    await home.wait_for_lines("Tante")
    await home.invite("Anna")
    async with Phone("Tablet", system="iOS") as tablet, Home(home.url) as annas:
        await annas.log_in("Anna")
        await tablet.register(annas)
        recipient = {"name": "Anna", "targets": [tablet.target], "language": "fr"}
        await home.add_recipient(entry_id, recipient)
        asked = await phone.next_push(asks_about("Tante"))

        push = await tablet.next_push(asks_about("Tante"))
        await tablet.press(push, "Répondre", "12,50 €")

        confirmed = await tablet.next_push(
            lambda each: each.title == "Tante\u00a0: c\u2019est noté"
        )
        assert "12,50\u00a0€" in confirmed.message
        await tablet.next_push(clears(push))
        await phone.next_push(clears(asked))
        renewals = (await home.ask("sim_renewal.get_renewals"))["renewals"]
        (renewal,) = [each for each in renewals if each["line"] == "Tante"]
        assert (renewal["amount"], renewal["payer"]) == (12.5, "Anna")

        await phone.press(asked, "Renewed")
        told = await phone.next_push(lambda each: each.title == "Tante: recorded already")
        assert "Nothing was added." in told.message


async def test_nothing_is_lost_when_the_power_fails(home, hass_process, entry_id, today) -> None:
    await until_home_assistant_has_saved(entry_id, hass_process)
    line = (await home.lines())["Maman"]
    recorded = await home.ask(
        "sim_renewal.record_renewal",
        device_id=line["device_id"],
        amount=20,
        channel="shop",
        receipt="no. 7",
    )
    before = await states_of_lines(home)

    await hass_process.kill()

    await hass_process.start()
    await home.log_in()
    await home.wait_until_running()
    renewals = (await home.ask("sim_renewal.get_renewals"))["renewals"]
    (renewal,) = [each for each in renewals if each["line"] == "Maman"]
    assert renewal["renewal_id"] == recorded["renewal_id"]
    assert (renewal["date"], renewal["amount"]) == (today.isoformat(), 20.0)
    assert (renewal["channel"], renewal["receipt"]) == ("shop", "no. 7")
    after = await states_of_lines(home)
    assert after == before
    assert after["Maman"]["service_until"] == recorded["after"]["service_until"]


async def test_a_renewal_can_be_taken_back(home, entry_id) -> None:
    before = (await home.lines())["Maman"]
    recorded = await home.ask(
        "sim_renewal.record_renewal", device_id=before["device_id"], in_addition=True
    )

    undone = await home.ask(
        "sim_renewal.undo_renewal",
        device_id=before["device_id"],
        renewal_id=recorded["renewal_id"],
    )

    assert undone["after"] == recorded["before"]
    assert (await home.lines())["Maman"] == before


async def test_a_line_whose_term_begins_with_its_first_use(home, entry_id, today) -> None:
    travel = {**MONTHLY, "term": 72, "term_unit": "hours", "starts": "first_use"}
    await home.add_line(entry_id, {"name": "Voyage", "form": "esim"}, travel)
    await home.wait_for_lines("Voyage")
    line = (await home.lines())["Voyage"]
    assert line["status"] == "not_started"

    await home.ask("sim_renewal.record_activity", device_id=line["device_id"], kind="data")

    after = (await home.lines())["Voyage"]
    assert after["status"] != "not_started"
    assert after["service_until"] == (today + timedelta(days=3)).isoformat()


async def test_the_household_asks_for_no_repair(home, entry_id) -> None:
    assert await home.issues() == []


async def test_a_refused_push_is_made_known_and_sent_again(home, phone, entry_id, today) -> None:
    tomorrow = (today + timedelta(days=1)).isoformat()
    await home.add_recipient(
        entry_id, {"name": "Paul", "targets": [phone.target], "language": "fr"}
    )
    phone.answer_with = 503
    await home.add_line(
        entry_id, {**NEW_LINE, "name": "Oncle"}, {**MONTHLY, "service_until": tomorrow}
    )
    refused = await phone.next_push(lambda push: push.title == "Oncle\u00a0: dernier jour demain")

    async def known() -> bool:
        issues = await home.issues()
        return "Paul" in [each["translation_placeholders"]["recipient"] for each in issues]

    async def forgotten() -> bool:
        return not await known()

    await wait_until(known, "the refusal was made known")
    phone.answer_with = 201
    await home.set_options(entry_id, {"reminder_time": "00:00:00", "remind_before": ["1", "0"]})

    sent = await phone.next_push(lambda push: push.title == "Oncle\u00a0: dernier jour demain")
    assert sent.message == refused.message
    await wait_until(forgotten, "nothing was to be repaired any more")


async def test_the_plan_of_reminders_can_be_changed(home, entry_id) -> None:
    await home.set_options(entry_id, {"reminder_time": "18:30:00", "remind_before": ["5", "0"]})

    with pytest.raises(Refused) as refused:
        await home.set_options(entry_id, {"reminder_time": "18:30:00", "remind_before": ["x"]})
    assert refused.value.errors == {"remind_before": "not_a_number"}


@pytest.mark.parametrize(
    ("typed", "field", "reason"),
    [
        ({"iccid": "8933010000000000011"}, "iccid", "iccid_check_digit"),
        ({"iccid": "12345"}, "iccid", "iccid_shape"),
        ({"iccid": "8933010000000000010"}, "iccid", "already_used"),
        ({"number": "12"}, "number", "invalid_number"),
        ({"number": "+33 6 39 98 00 01"}, "number", "already_used"),
        ({"name": " "}, "name", "name_missing"),
    ],
)
async def test_a_wrong_sim_is_refused_on_its_field(home, entry_id, typed, field, reason) -> None:
    with pytest.raises(Refused) as refused:
        await home.change(entry_id, "Maman", "sim", typed)
    assert refused.value.errors == {field: reason}


@pytest.mark.parametrize(
    ("choice", "typed", "field", "reason"),
    [
        ("validity", {"currency": "EURO"}, "currency", "invalid_currency"),
        ("validity", {"price": -10}, "price", "negative"),
        ("validity", {"term": 0}, "term", "count_out_of_range"),
        ("validity", {"grace": 0}, "after_end", "in_after_end"),
        ("dates", {"service_until": "1999-12-31"}, "service_until", "date_out_of_range"),
        ("dates", {"credit": -1}, "credit", "negative"),
        ("dates", {"data_remaining": -0.5}, "data_remaining", "negative"),
        (
            "dates",
            {"service_until": "2027-01-31", "number_until": "2027-01-30"},
            "number_until",
            "number_before_service",
        ),
    ],
)
async def test_what_is_wrong_is_refused_on_its_field_or_its_section(
    home, entry_id, choice, typed, field, reason
) -> None:
    with pytest.raises(Refused) as refused:
        await home.change(entry_id, "Maman", choice, typed)
    assert refused.value.errors == {field: reason}


@pytest.mark.parametrize(
    ("action", "typed", "field"),
    [
        ("record_renewal", {"date": "2026-02-30"}, "date"),
        ("record_renewal", {"amount": -1}, "amount"),
        ("record_renewal", {"currency": "EURO"}, "currency"),
        ("update_balance", {"credit": -1}, "credit"),
        ("set_validity", {"service_until": "tomorrow"}, "service_until"),
    ],
)
async def test_a_wrong_value_of_an_action_changes_nothing(
    home, entry_id, action, typed, field
) -> None:
    before = (await home.lines())["Papa"]
    with pytest.raises(Refused) as refused:
        await home.ask(f"sim_renewal.{action}", device_id=before["device_id"], **typed)
    assert refused.value.errors["translation_placeholders"] == {"field": field}
    assert (await home.lines())["Papa"] == before
