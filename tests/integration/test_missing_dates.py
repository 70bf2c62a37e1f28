"""A line without a date: it is not accepted in silence, and its date can be told anywhere."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.repairs import async_create_fix_flow

from .conftest import line_subentry, recipient_subentry

LINE_ID = "L" * 26
ISSUE = (DOMAIN, f"line_without_date_{LINE_ID}")
LIST_ID = "todo.sim_renewal_renewals_due"


def undated(**settings):
    return line_subentry(service_until=None, **settings)


def issue(hass):
    return ir.async_get(hass).issues.get(ISSUE)


@pytest.fixture
def type_date(hass):
    """Return a function that types a date into a push, as Anna."""

    async def reply(push, text: str) -> None:
        action = push.data["data"]["actions"][0]["action"]
        data = {"action": action, "reply_text": text}
        context = Context(user_id="anna-id")
        hass.bus.async_fire("mobile_app_notification_action", data, context=context)
        await hass.async_block_till_done()

    return reply


@pytest.mark.parametrize(
    ("language", "typed", "until"),
    [
        ("en", "5 January", "2027-01-05"),
        ("en", "5/1", "2027-01-05"),
        ("fr", "5 janv.", "2027-01-05"),
        ("zh-Hans", "1月5日", "2027-01-05"),
        ("fr", "31.12.", "2026-12-31"),
        ("en", "2027-01-05", "2027-01-05"),
    ],
)
async def test_the_phone_asks_once_and_takes_the_date(
    hass, household, phone, type_date, move_to, language, typed, until
) -> None:
    MockConfigEntry(
        domain="mobile_app",
        data={"device_name": "Anna", "os_name": "Android", "user_id": "anna-id"},
    ).add_to_hass(hass)
    await household(undated(), recipient_subentry(language=language))
    (push,) = phone
    assert push.data["data"]["actions"][0]["behavior"] == "textInput"
    await move_to("2026-11-24T09:00:00+01:00")
    await move_to("2026-11-25T09:00:00+01:00")
    assert len(phone) == 1

    await type_date(push, "10 €")
    assert "10 €" in phone[-1].data["message"]
    await type_date(phone[-1], typed)

    assert hass.states.get("sensor.papa_service_until").state == until
    assert issue(hass) is None
    assert "clear_notification" in [each.data["message"] for each in phone]
    phone.clear()
    await type_date(push, "6/1")
    (told,) = phone
    assert told.data["title"] == "Papa"
    assert hass.states.get("sensor.papa_service_until").state == until


@pytest.mark.parametrize(
    ("typed", "asks", "again", "until"),
    [
        ("22/11", "22/11/2026 or 22/11/2027?", "22/11/2026", "2026-11-22"),
        ("22/11", "22/11/2026 or 22/11/2027?", "22/11/2027", "2027-11-22"),
        ("2032-01-05", "January 5, 2032 is much further ahead", "2032-01-05", "2032-01-05"),
        ("23/11", None, None, "2026-11-23"),
    ],
)
async def test_a_day_that_may_not_be_meant_is_asked_about_on_the_phone(
    hass, household, phone, type_date, typed, asks, again, until
) -> None:
    hass.config.country = "FR"
    MockConfigEntry(
        domain="mobile_app",
        data={"device_name": "Anna", "os_name": "Android", "user_id": "anna-id"},
    ).add_to_hass(hass)
    await household(undated(), recipient_subentry())
    await type_date(phone[0], typed)

    if asks is not None:
        assert asks in phone[-1].data["message"]
        assert hass.states.get("sensor.papa_service_until").state == "unknown"
        await type_date(phone[-1], again)

    assert hass.states.get("sensor.papa_service_until").state == until


async def test_nobody_is_asked_in_quiet_hours(hass, household, phone, move_to) -> None:
    await move_to("2026-11-23T23:30:00+01:00")
    await household(undated(), recipient_subentry())
    assert phone == []

    await move_to("2026-11-24T07:00:00+01:00")
    (push,) = phone
    assert push.data["title"] == "Papa: until when?"


async def test_what_is_asked_has_a_message_of_its_own(hass, household, phone) -> None:
    await household(
        line_subentry(), line_subentry("Maman", "M" * 26, service_until=None), recipient_subentry()
    )

    due, asked = phone
    assert due.data["title"] == "Papa: 3 days left"
    assert asked.data["title"] == "Maman: until when?"
    assert [each["title"] for each in asked.data["data"]["actions"]] == ["Reply", "Later"]


async def test_of_several_lines_the_list_is_offered(hass, household, phone) -> None:
    await household(
        undated(), line_subentry("Maman", "M" * 26, service_until=None), recipient_subentry()
    )

    (push,) = phone
    assert [each["title"] for each in push.data["data"]["actions"]] == ["Later", "Open list"]


async def test_a_repair_and_the_list_ask_for_the_date(hass, household) -> None:
    await household(undated())
    assert issue(hass).translation_placeholders == {"line": "Papa"}
    assert hass.states.get(LIST_ID).state == "1"
    with pytest.raises(ServiceValidationError, match="Until when does Papa work"):
        await hass.services.async_call(
            "todo",
            "update_item",
            {"entity_id": LIST_ID, "item": f"{LINE_ID}_date", "status": "completed"},
            blocking=True,
        )
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(
            "todo",
            "remove_item",
            {"entity_id": LIST_ID, "item": [f"{LINE_ID}_date"]},
            blocking=True,
        )

    flow = await repair_of(hass)
    form = await flow.async_step_init()
    assert form["step_id"] == "date"
    assert (await flow.async_step_date({}))["errors"] == {"service_until": "date_missing"}
    both = {"service_until": "2027-01-05", "number_until": "2026-12-05"}
    assert (await flow.async_step_date(both))["errors"] == {"number_until": "number_before_service"}
    far = await flow.async_step_date({"service_until": "9999-01-05"})
    assert far["errors"] == {"service_until": "date_out_of_range"}
    far = await flow.async_step_date({"service_until": "2037-01-05"})
    assert far["errors"] == {"service_until": "far_ahead"}
    assert hass.states.get("sensor.papa_service_until").state == "unknown"

    done = await flow.async_step_date({"service_until": "2027-01-05"})
    await hass.async_block_till_done()
    assert done["type"] == "create_entry"
    assert hass.states.get("sensor.papa_service_until").state == "2027-01-05"
    assert issue(hass) is None
    assert hass.states.get(LIST_ID).state == "0"
    assert (await flow.async_step_date())["type"] == "create_entry"


async def repair_of(hass):
    """Open the repair of Papa's line."""
    await async_setup_component(hass, "repairs", {})
    flow = await async_create_fix_flow(hass, issue(hass).issue_id, issue(hass).data)
    flow.hass = hass
    return flow


async def test_a_date_that_the_disk_refuses_is_asked_for_again(hass, household, full_disk) -> None:
    await household(undated())
    flow = await repair_of(hass)
    break_it, repair_it = full_disk
    break_it()

    refused = await flow.async_step_date({"service_until": "2027-01-05"})

    repair_it()
    assert (refused["type"], refused["reason"]) == ("abort", "record_not_saved")
    assert hass.states.get("sensor.papa_service_until").state == "unknown"
    assert issue(hass) is not None


async def test_a_date_is_not_asked_for_while_the_household_is_stopped(hass, household) -> None:
    entry = await household(undated())
    flow = await repair_of(hass)
    assert await hass.config_entries.async_unload(entry.entry_id)

    stopped = await flow.async_step_init()

    assert (stopped["type"], stopped["reason"]) == ("abort", "entry_not_loaded")


async def test_a_repair_right_after_a_change_waits_for_it(hass, household) -> None:
    entry = await household(undated())
    flow = await repair_of(hass)
    hass.config_entries.async_update_entry(entry, options={"remind_before": [5]})
    assert entry.state is not ConfigEntryState.LOADED

    assert (await flow.async_step_init())["step_id"] == "date"
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    "settings",
    [
        {"rule": "never"},
        {"rule": "subscription", "term": 1, "term_unit": "months"},
        {"standing": "suspended"},
        {"number_until": "2027-05-01"},
        {"source": {"kind": "entity", "bindings": {"expiry": {"entity": "sensor.end"}}}},
    ],
)
async def test_a_line_that_lacks_no_date_is_not_asked_about(
    hass, household, phone, settings
) -> None:
    await household(undated(**settings), recipient_subentry())

    assert issue(hass) is None
    assert phone == []


async def test_the_next_reminder_is_told_however_far_ahead(hass, household, phone) -> None:
    await household(
        line_subentry(service_until="2029-11-26", term=36, term_unit="months"),
        recipient_subentry(),
    )

    assert hass.states.get("sensor.papa_next_reminder").state == "2029-10-27T07:00:00+00:00"
