"""The first minute: three questions, and a last page that proves the way to the phone and back."""

import asyncio
from datetime import timedelta

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, callback
from homeassistant.data_entry_flow import (
    EVENT_DATA_ENTRY_FLOW_PROGRESSED,
    FlowResultType,
    InvalidData,
)
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.push.delivery_check import CheckOutcome, outcome_signal

from .conftest import file_of, line_subentry, recipient_subentry
from .dialogs import (
    PLAIN,
    check_abort,
    check_form,
    choices,
    filled,
    first_page,
    further_page,
    ready_of,
    shown,
)
from .test_store import storage_is_no_directory

ANNA = "notify.mobile_app_anna"
LAST_TEST = "sensor.anna_last_test"
BOB = "notify.mobile_app_bobs_phone"
ASKED = {"name", "carrier", "service_until", "targets"}


@pytest.fixture
async def _unloaded(hass):
    """Stop the household that the test has set up."""
    yield
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.state is ConfigEntryState.LOADED:
            assert await hass.config_entries.async_unload(entry.entry_id)


pytestmark = pytest.mark.usefixtures("_unloaded")


@pytest.fixture(params=["first", "further"])
async def open_page(hass, request):
    """Return a function that opens the page of a new line: with the household, or in it."""

    async def start():
        if request.param == "first":
            return await first_page(hass)
        entry = MockConfigEntry(domain=DOMAIN, title="SIM Renewal")
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        return await further_page(hass, entry)

    return start


async def send(hass, form, /, **typed):
    """Send the first page of either dialog; return the last page, which comes next."""
    manager = hass.config_entries.subentries
    if form["handler"] == DOMAIN:
        manager = hass.config_entries.flow
    result = await manager.async_configure(form["flow_id"], filled(form, **typed))
    await hass.async_block_till_done()
    if result["type"] is FlowResultType.CREATE_ENTRY:
        return await ready_of(hass, result)
    return result


async def pick(hass, menu, option: str):
    result = await hass.config_entries.subentries.async_configure(
        menu["flow_id"], {"next_step_id": option}
    )
    await hass.async_block_till_done()
    return result


def household_of(hass):
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    return entry


def line_named(hass, name: str):
    lines = household_of(hass).get_subentries_of_type("line")
    return next(each for each in lines if each.title == name)


def told(menu) -> str:
    return menu["description_placeholders"]["about"]


async def test_three_questions_and_whom_to_remind_are_all_that_is_asked(hass, open_page) -> None:
    form = await open_page()

    check_form(form, "user")
    assert {field.schema for field in form["data_schema"].schema} == ASKED
    assert shown(form) == {"service_until": "", "targets": []}
    assert form["last_step"] is False
    ready = await send(hass, form, name=" Papa ", service_until="2026-12-24")

    assert (ready["type"], ready["step_id"]) == (FlowResultType.MENU, "ready")
    assert ready["menu_options"] == ["finish"]
    placeholders = ready["description_placeholders"]
    assert (placeholders["line"], placeholders["until"]) == ("Papa", "December 24")
    assert told(ready).startswith("No phone is chosen: reminders appear at 9:00\u202fAM")
    assert "each renewal asks until when" in told(ready)
    fresh = {**PLAIN, "rule": "none", "service_until": "2026-12-24"}
    assert line_named(hass, "Papa").data == fresh
    assert household_of(hass).state is ConfigEntryState.LOADED
    assert hass.states.get("sensor.papa_service_until").state == "2026-12-24"
    check_abort(await pick(hass, ready, "finish"), "line_added")


async def test_who_closes_the_last_page_has_the_line_nevertheless(hass, open_page) -> None:
    ready = await send(hass, await open_page(), name="Papa", service_until="2026-12-24")

    hass.config_entries.subentries.async_abort(ready["flow_id"])
    await hass.async_block_till_done()

    assert hass.states.get("sensor.papa_status").state == "active"


async def test_the_only_phone_is_chosen_and_is_told_of_a_due_line_at_once(
    hass, phone, open_page
) -> None:
    form = await open_page()
    assert shown(form)["targets"] == [ANNA]

    ready = await send(hass, form, name="Papa", service_until="2026-11-26")

    assert ready["menu_options"] == ["test", "finish"]
    assert told(ready).startswith("Reminders go to Anna at 9:00\u202fAM, the first one now.")
    (recipient,) = household_of(hass).get_subentries_of_type("recipient")
    assert recipient.title == "Anna"
    assert recipient.data == {"targets": [ANNA], "language": "en"}
    assert "Papa" in phone[-1].data["title"]
    assert "remind_whom" not in line_named(hass, "Papa").data


async def test_of_two_phones_none_is_chosen_for_somebody_who_is_not_known(hass, phone) -> None:
    hass.services.async_register("notify", "mobile_app_bobs_phone", lambda call: None)

    form = await first_page(hass)

    assert shown(form)["targets"] == []
    assert [each["value"] for each in choices(form, "targets")] == [ANNA, BOB]


async def test_of_two_phones_that_of_the_person_at_the_dialog_is_chosen(
    hass, phone, hass_client, hass_admin_user
) -> None:
    hass.services.async_register("notify", "mobile_app_bobs_phone", lambda call: None)
    data = {"device_name": "Bobs phone", "user_id": hass_admin_user.id}
    MockConfigEntry(domain="mobile_app", data=data).add_to_hass(hass)
    assert await async_setup_component(hass, "config", {})
    client = await hass_client()

    answer = await client.post("/api/config/config_entries/flow", json={"handler": DOMAIN})

    fields = {each["name"]: each for each in (await answer.json())["data_schema"]}
    assert fields["targets"]["description"] == {"suggested_value": [BOB]}


async def test_a_person_has_one_recipient_for_all_their_phones(hass, phone) -> None:
    for name, user_id in (("Anna", "user-a"), ("Tablet", "user-a"), ("Bobs phone", "user-b")):
        data = {"device_name": name, "user_id": user_id}
        MockConfigEntry(domain="mobile_app", data=data).add_to_hass(hass)
    for name in ("tablet", "bobs_phone"):
        hass.services.async_register("notify", f"mobile_app_{name}", lambda call: None)
    hass.states.async_set("person.a", "home", {"friendly_name": "Anna D.", "user_id": "user-a"})
    targets = [ANNA, BOB, "notify.mobile_app_tablet"]

    await send(
        hass, await first_page(hass), name="Papa", service_until="2027-06-01", targets=targets
    )

    recipients = household_of(hass).get_subentries_of_type("recipient")
    assert {each.title: each.data["targets"] for each in recipients} == {
        "Anna D.": [ANNA, "notify.mobile_app_tablet"],
        "Bobs phone": [BOB],
    }


async def test_a_further_line_reminds_whom_the_others_do_or_whom_one_chooses(
    hass, household, phone
) -> None:
    hass.services.async_register("notify", "mobile_app_bobs_phone", lambda call: None)
    entry = await household(line_subentry(), recipient_subentry())

    form = await further_page(hass, entry)
    assert shown(form)["targets"] == [ANNA]
    await send(hass, form, name="Maman", service_until="2027-06-01")
    assert "remind_whom" not in line_named(hass, "Maman").data

    form = await further_page(hass, entry)
    ready = await send(hass, form, name="Tante", service_until="2027-06-01", targets=[BOB])

    (bob,) = (
        each for each in entry.get_subentries_of_type("recipient") if each.title == "Bobs phone"
    )
    assert line_named(hass, "Tante").data["remind_whom"] == [bob.subentry_id]
    assert "Reminders go to Bobs phone" in told(ready)


async def test_a_disk_that_takes_nothing_refuses_the_line_and_nothing_is_half_added(
    hass, open_page
) -> None:
    form = await open_page()
    households = hass.config_entries.async_entries(DOMAIN)
    parts = [dict(each.subentries) for each in households]
    typed = {"name": "Papa", "service_until": "2026-12-26"}

    with storage_is_no_directory(hass):
        form = await send(hass, form, **typed)

        check_form(form, "user", {"base": "record_not_saved"})
        assert shown(form)["name"] == "Papa"
        assert hass.config_entries.async_entries(DOMAIN) == households
        assert [dict(each.subentries) for each in households] == parts
    assert list(file_of(hass).parent.glob("sim_renewal.0*")) == []
    await send(hass, form, **typed)
    line = line_named(hass, "Papa")
    assert file_of(hass, line.subentry_id).exists()
    assert line.subentry_id in household_of(hass).runtime_data.lines


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": "  "}, {"name": "name_missing"}),
        ({"name": "x" * 101}, {"name": "text_too_long"}),
        ({"carrier": "x" * 101}, {"carrier": "text_too_long"}),
        ({"service_until": "1999-12-31"}, {"service_until": "date_out_of_range"}),
        ({"service_until": "2036-12-24"}, {"service_until": "far_ahead"}),
    ],
)
async def test_a_mistake_is_named_and_what_was_typed_stays(hass, open_page, typed, errors) -> None:
    right = {"name": "Papa", "carrier": "Kiosk", "service_until": "2026-12-24"}

    form = await send(hass, await open_page(), **right | typed)

    check_form(form, "user", errors)
    assert shown(form) == {**right, **typed, "targets": []}
    ready = await send(hass, form, **right)
    assert ready["step_id"] == "ready"
    assert line_named(hass, "Papa").data["carrier"] == "Kiosk"


async def test_a_date_that_nobody_gave_is_refused_by_its_field(hass, open_page) -> None:
    form = await open_page()

    with pytest.raises(InvalidData) as refusal:
        await send(hass, form, name="Papa")

    assert refusal.value.schema_errors.keys() == {"service_until"}


@pytest.mark.parametrize(
    ("typed", "carrier_id"),
    [
        ({"name": "Orange"}, "fr.orange"),
        ({"name": "联通"}, "cn.china_unicom"),
        ({"name": "Papa", "carrier": "China Unicom 中国联通 · China"}, "cn.china_unicom"),
        ({"name": "SFR", "carrier": "Orange · France"}, "fr.orange"),
        ({"name": "Papa"}, None),
    ],
)
async def test_a_name_that_is_a_carriers_is_its_carrier_as_well(
    hass, open_page, typed, carrier_id
) -> None:
    await send(hass, await open_page(), service_until="2026-12-24", **typed)

    line = line_named(hass, typed["name"])
    assert line.data.get("carrier_id") == carrier_id


async def test_every_name_of_a_carrier_is_offered_those_at_home_first(hass) -> None:
    offered = choices(await first_page(hass), "carrier")

    assert offered[0].endswith(" · France")
    assert "China Unicom 中国联通 · China" in offered


async def test_the_ways_to_renew_of_a_known_carrier_come_with_the_line(hass) -> None:
    form = await first_page(hass)

    await send(hass, form, name="Papa", carrier="Orange · France", service_until="2026-12-24")

    kinds = {way["kind"] for way in line_named(hass, "Papa").data["channels"]}
    assert {"app", "kiosk", "code"} <= kinds


@pytest.mark.parametrize(
    ("until", "first"),
    [
        ("2026-12-24", ", the first one on November 24."),
        ("2027-06-01", ", the first one on May 2, 2027."),
        ("2026-12-23", ", the first one now."),
        ("2026-11-01", ", the first one now."),
    ],
)
async def test_the_last_page_says_when_the_first_reminder_comes(hass, phone, until, first) -> None:
    ready = await send(hass, await first_page(hass), name="Papa", service_until=until)

    assert told(ready).splitlines()[0] == f"Reminders go to Anna at 9:00\u202fAM{first}"


async def test_no_reminder_is_promised_for_now_while_it_is_quiet(hass, phone, paris) -> None:
    paris.move_to("2026-11-23T23:30:00+01:00")

    ready = await send(hass, await first_page(hass), name="Papa", service_until="2026-11-26")

    assert told(ready).splitlines()[0] == "Reminders go to Anna at 9:00\u202fAM."


# ---- the test ----------------------------------------------------------------------------------


def sent_to(phone):
    return [call for call in phone if call.data["title"] == "A test for Anna"]


async def waiting_page(hass, phone):
    """Have a line, and a test that reached Anna's phone; return the page that waits for her."""
    form = await first_page(hass)
    ready = await send(hass, form, name="Papa", service_until="2027-06-01")
    sent = asyncio.Event()
    async_track_state_change_event(hass, LAST_TEST, callback(lambda event: sent.set()))
    waiting = await hass.config_entries.subentries.async_configure(
        ready["flow_id"], {"next_step_id": "test"}
    )
    assert waiting["type"] is FlowResultType.SHOW_PROGRESS
    assert waiting["description_placeholders"] == {"phones": "Anna"}
    await asyncio.wait_for(sent.wait(), 10)
    return waiting


@pytest.fixture
def over(hass):
    """Return what is set as soon as a page that waits is over, of which a browser hears as well."""
    heard = asyncio.Event()
    hass.bus.async_listen(EVENT_DATA_ENTRY_FLOW_PROGRESSED, callback(lambda event: heard.set()))
    return heard


async def answered_page(hass, waiting, over):
    """Return the page that follows, once the waiting is over."""
    await asyncio.wait_for(over.wait(), 10)
    return await hass.config_entries.subentries.async_configure(waiting["flow_id"])


async def test_a_press_on_the_phone_proves_the_way_back(hass, phone, over) -> None:
    waiting = await waiting_page(hass, phone)
    (push,) = sent_to(phone)
    assert push.data["message"] == "Reminders arrive here. Press the button to prove the way back."
    (button,) = push.data["data"]["actions"]
    assert button["title"] == "It works"

    hass.bus.async_fire("mobile_app_notification_action", {"action": button["action"]})
    page = await answered_page(hass, waiting, over)

    assert told(page).splitlines()[0] == "**Sent. It works.**"
    assert page["menu_options"] == ["test", "finish"]
    assert hass.states.get(LAST_TEST).state == "answered"
    check_abort(await pick(hass, page, "finish"), "line_added")


async def test_who_presses_hears_that_the_answer_came_back(hass, phone, over) -> None:
    data = {"device_name": "Anna", "user_id": "user-a"}
    MockConfigEntry(domain="mobile_app", data=data).add_to_hass(hass)
    waiting = await waiting_page(hass, phone)
    (push,) = sent_to(phone)
    (button,) = push.data["data"]["actions"]

    hass.bus.async_fire(
        "mobile_app_notification_action",
        {"action": button["action"]},
        context=Context(user_id="user-a"),
    )
    await answered_page(hass, waiting, over)
    await hass.async_block_till_done()

    answer = phone[-1].data
    assert answer["message"] == "Reminders arrive here, and your answers come back."
    assert answer["data"]["tag"] == push.data["data"]["tag"]


async def test_without_a_press_the_page_says_that_none_came(hass, phone, paris, over) -> None:
    waiting = await waiting_page(hass, phone)

    paris.tick(timedelta(seconds=61))
    async_fire_time_changed(hass)
    page = await answered_page(hass, waiting, over)

    assert told(page).splitlines()[0] == "**Sent, no answer yet.**"
    assert hass.states.get(LAST_TEST).state == "everywhere"


async def test_a_press_in_the_last_moment_counts(hass, phone, paris, over) -> None:
    waiting = await waiting_page(hass, phone)
    (recipient,) = household_of(hass).get_subentries_of_type("recipient")

    @callback
    def end_minute(outcome: CheckOutcome) -> None:
        paris.tick(timedelta(seconds=61))
        async_fire_time_changed(hass)

    end = async_dispatcher_connect(hass, outcome_signal(recipient.subentry_id), end_minute)
    (push,) = sent_to(phone)
    (button,) = push.data["data"]["actions"]
    hass.bus.async_fire("mobile_app_notification_action", {"action": button["action"]})
    page = await answered_page(hass, waiting, over)
    end()

    assert told(page).splitlines()[0] == "**Sent. It works.**"


async def test_a_test_that_does_not_arrive_says_where(hass, phone, over) -> None:
    form = await first_page(hass)
    ready = await send(hass, form, name="Papa", service_until="2027-06-01")
    hass.services.async_remove("notify", "mobile_app_anna")

    waiting = await hass.config_entries.subentries.async_configure(
        ready["flow_id"], {"next_step_id": "test"}
    )
    page = await answered_page(hass, waiting, over)

    assert told(page).splitlines()[0] == "**Not delivered to Anna.**"


async def test_what_has_no_buttons_is_not_asked_to_press_one(hass, household) -> None:
    heard = []
    hass.services.async_register("notify", "alexa", heard.append)
    entry = await household(recipient_subentry("Anna", "notify.alexa"))

    ready = await send(
        hass, await further_page(hass, entry), name="Papa", service_until="2027-06-01"
    )
    assert ready["menu_options"] == ["finish"]
    await hass.services.async_call("button", "press", {"entity_id": "button.anna_send_test"})
    await hass.async_block_till_done()

    assert [call.data["message"] for call in heard] == ["Reminders arrive here."]


# ---- who else is at it -------------------------------------------------------------------------


async def test_there_is_only_one_household(hass, household) -> None:
    await household(line_subentry())

    check_form(await first_page(hass), "account")

    assert len(hass.config_entries.async_entries(DOMAIN)) == 1


async def test_of_two_open_dialogs_only_the_first_one_sets_up_the_household(hass) -> None:
    slow, quick = await first_page(hass), await first_page(hass)
    await send(hass, quick, name="Papa", service_until="2026-12-24")

    check_abort(
        await send(hass, slow, name="Maman", service_until="2026-12-24"),
        "single_instance_allowed",
    )

    assert [each.title for each in household_of(hass).subentries.values()] == ["Papa"]


@pytest.mark.parametrize(
    ("language", "spoken"), [("en-GB", "en"), ("fr-CA", "fr"), ("zh-Hant", "zh-Hans"), ("de", "en")]
)
async def test_reminders_speak_the_language_of_home_assistant_or_the_nearest(
    hass, phone, language, spoken
) -> None:
    hass.config.language = language

    await send(hass, await first_page(hass), name="Papa", service_until="2026-12-24")

    (recipient,) = household_of(hass).get_subentries_of_type("recipient")
    assert recipient.data["language"] == spoken


async def test_a_line_can_be_added_while_the_household_is_stopped(hass, household) -> None:
    entry = await household()
    assert await hass.config_entries.async_unload(entry.entry_id)

    await send(hass, await further_page(hass, entry), name="Papa", service_until="2026-12-24")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-24"
