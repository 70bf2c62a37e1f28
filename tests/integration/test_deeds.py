"""What a reminder asks for: each kind of end has a deed of its own, and an answer that helps."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .conftest import line_subentry, recipient_subentry

LINE_ID = "L" * 26


def titles(push):
    return [each["title"] for each in push.data["data"]["actions"]]


@pytest.mark.parametrize(
    ("settings", "title", "message", "buttons"),
    [
        (
            {"service_until": None, "register_by": "2026-11-26"},
            "Register the owner of Papa",
            "Works until Thursday, November 26. Register the owner with the carrier by then.",
            ["Done", "Later", "Reply"],
        ),
        (
            {"service_until": None, "register_by": "2026-11-20"},
            "Papa does not work",
            ("No service since November 21. Register the owner with the carrier to use it again."),
            ["Done", "Later", "Reply"],
        ),
        (
            {
                "service_until": "2027-03-01",
                "number_until": "2026-11-26",
                "kept_by_use": 90,
                "kept_by_use_unit": "days",
            },
            "Papa: use the SIM",
            "Number kept until Thursday, November 26. Use the SIM (call or text) by then.",
            ["Used", "Later", "Reply"],
        ),
        (
            {"rule": "activity", "kinds": ["sms", "top_up"]},
            "Papa: use the SIM",
            "Works until Thursday, November 26. Use the SIM (call or text) by then.",
            ["Used", "Later", "Reply"],
        ),
        (
            {"rule": "activity", "kinds": ["top_up"]},
            "Papa: 3 days left",
            "Works until Thursday, November 26. Usually €10.",
            ["Renewed", "Later", "Reply"],
        ),
        (
            {"rule": "activity", "kinds": ["plan"]},
            "Papa: 3 days left",
            "Works until Thursday, November 26. Usually €10.",
            ["Renewed", "Later", "Reply"],
        ),
        (
            {"rule": "balance_burn", "fee": 2.0, "term": 1, "term_unit": "months"},
            "Papa: 3 days left",
            "Works until Thursday, November 26. Top up by then. Usually €10.",
            ["Later", "Reply", "In 3 days"],
        ),
        (
            {
                "starts": "first_use",
                "kept_by_use": 90,
                "kept_by_use_unit": "days",
                "service_until": None,
                "number_until": "2026-11-26",
            },
            "Papa: activate the SIM",
            (
                "Number kept until Thursday, November 26."
                " Activate the SIM or use it for the first time by then."
            ),
            ["Activated", "Later", "Reply"],
        ),
    ],
)
async def test_each_kind_of_end_says_its_own_deed(
    household, phone, settings, title, message, buttons
) -> None:
    await household(line_subentry(**settings), recipient_subentry())

    (push,) = phone
    assert (push.data["title"], push.data["message"]) == (title, message)
    assert titles(push) == buttons


async def test_a_term_that_waits_is_activated(hass, household, phone, act, move_to) -> None:
    """What is bought waits for its first use; until when the number waits is known."""
    entry = await household(
        line_subentry(starts="activation", service_until=None, number_until="2026-11-26"),
        recipient_subentry(),
        verify_renewals=False,
    )
    phone.clear()
    await act("record_renewal", number_until="2026-11-30")
    await move_to("2026-11-27T09:00:00+01:00")

    push = phone[-1]
    assert push.data["title"] == "Papa: activate the SIM"
    assert push.data["message"] == (
        "Number kept until Monday, November 30."
        " Activate the SIM or use it for the first time by then."
    )
    activated = push.data["data"]["actions"][0]
    assert activated["title"] == "Activated"
    hass.bus.async_fire("mobile_app_notification_action", {"action": activated["action"]})
    await hass.async_block_till_done()
    line = entry.runtime_data.lines[LINE_ID]
    assert [each.kind for each in line.record.activities] == ["activation"]
    assert str(line.data.clocks.service_until) == "2026-12-27"


async def test_used_keeps_the_number_and_a_second_press_is_told_so(hass, household, phone) -> None:
    entry = await household(
        line_subentry(
            service_until="2027-03-01",
            number_until="2026-11-26",
            kept_by_use=90,
            kept_by_use_unit="days",
        ),
        recipient_subentry(),
    )
    used = {"action": phone[0].data["data"]["actions"][0]["action"]}

    for _ in range(2):
        hass.bus.async_fire("mobile_app_notification_action", used)
    await hass.async_block_till_done()

    line = entry.runtime_data.lines[LINE_ID]
    assert [each.kind for each in line.record.activities] == ["call"]
    assert line.record.renewals == ()
    assert hass.states.get("sensor.papa_number_until").state == "2027-02-21"
    assert phone[-1].data["message"] == "clear_notification"


async def test_done_ends_the_registration_and_nothing_else(hass, household, phone) -> None:
    entry = await household(
        line_subentry(service_until="2027-05-01", register_by="2026-11-26"), recipient_subentry()
    )
    done = {"action": phone[0].data["data"]["actions"][0]["action"]}
    record = entry.runtime_data.lines[LINE_ID].record

    hass.bus.async_fire("mobile_app_notification_action", done)
    await hass.async_block_till_done()

    line = entry.runtime_data.lines[LINE_ID]
    assert (line.record.evidence, line.settings.register_by) == (record.evidence, None)
    assert hass.states.get("sensor.papa_service_until").state == "2027-05-01"
    assert [each.data["message"] for each in phone[1:]] == ["clear_notification"]


async def test_in_a_message_about_several_each_deed_has_its_button(hass, household, phone) -> None:
    entry = await household(
        line_subentry(service_until="2027-05-01", register_by="2026-11-26"),
        line_subentry("Maman", "M" * 26, number=None, iccid=None, rule="activity", kinds=["sms"]),
        recipient_subentry(),
    )
    (push,) = phone
    buttons = {each["title"]: each["action"] for each in push.data["data"]["actions"]}

    for title in ("✓ Maman", "✓ Papa"):
        hass.bus.async_fire("mobile_app_notification_action", {"action": buttons[title]})
        await hass.async_block_till_done()

    lines = entry.runtime_data.lines
    assert [each.kind for each in lines["M" * 26].record.activities] == ["sms"]
    assert lines[LINE_ID].settings.register_by is None


@pytest.mark.parametrize(
    ("until", "offered"),
    [
        ("2026-11-20", ["In 3 days", "In a week"]),
        ("2026-11-23", []),
        ("2026-11-25", []),
        ("2026-11-26", ["In 3 days"]),
        ("2026-11-30", ["In 3 days", "In a week"]),
    ],
)
async def test_no_button_puts_off_for_longer_than_there_is_time(
    hass, household, phone, until, offered
) -> None:
    app = {"device_name": "Anna", "os_name": "iOS", "user_id": "anna-id"}
    MockConfigEntry(domain="mobile_app", data=app).add_to_hass(hass)

    await household(line_subentry(service_until=until), recipient_subentry())

    assert [each for each in titles(phone[0]) if each.startswith("In ")] == offered
