"""The actions on reminders: snooze, skip, check which lines are due, and send one now."""

from typing import Any

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE_ID, device_of, line_subentry, recipient_subentry

MAMA_ID = "M" * 26
TAG = f"sim_renewal_{LINE_ID}"


def record_of(entry) -> Any:
    return entry.runtime_data.lines[LINE_ID].record


def sent(phone) -> list[str]:
    return [call.data["message"] for call in phone]


async def call(hass: HomeAssistant, action: str, **data: Any) -> Any:
    """Call an action that may be about any number of lines."""
    answer = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )
    await hass.async_block_till_done()
    return answer


async def refused(awaitable) -> tuple[str, str]:
    with pytest.raises(ServiceValidationError) as refusal:
        await awaitable
    return refusal.value.translation_key, refusal.value.translation_placeholders["field"]


# ---- snooze -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "until"),
    [
        ({"days": "1"}, "2026-11-24T08:00:00+00:00"),
        ({"days": 3}, "2026-11-26T08:00:00+00:00"),
        ({"days": 7.0}, "2026-11-30T08:00:00+00:00"),
        ({"until": "2026-11-25"}, "2026-11-25T08:00:00+00:00"),
        ({"until": "2026-11-23 18:30:00"}, "2026-11-23T17:30:00+00:00"),
        ({"until": "2026-11-23T18:30:00Z"}, "2026-11-23T18:30:00+00:00"),
        ({"until": "2027-04-01"}, "2027-04-01T07:00:00+00:00"),
    ],
)
async def test_a_snooze_lasts_for_days_or_until_a_moment(hass, household, given, until) -> None:
    entry = await household(line_subentry())

    answer = await call(hass, "snooze", device_id=device_of(hass, LINE_ID), **given)

    assert answer == {"snoozed_until": until}
    assert record_of(entry).snooze.until.isoformat() == until
    assert hass.states.get("binary_sensor.papa_snoozed").state == "on"


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({}, "until", "nothing_given"),
        ({"days": 1, "until": "2026-11-25"}, "days", "until_or_days"),
        ({"days": -1}, "days", "negative"),
        ({"days": 0.5}, "days", "count_out_of_range"),
        ({"days": 0, "until": "2026-11-25"}, "days", "until_or_days"),
        ({"days": 367}, "days", "count_out_of_range"),
        ({"days": "soon"}, "days", "not_a_number"),
        ({"until": "2026-11-23"}, "until", "in_past"),
        ({"until": "2026-11-23 10:00:00"}, "until", "in_past"),
        ({"until": "2027-11-25"}, "until", "too_far_ahead"),
        ({"until": "tomorrow"}, "until", "invalid_date"),
    ],
)
async def test_a_snooze_that_is_refused_changes_nothing(
    hass, household, given, field, reason
) -> None:
    entry = await household(line_subentry())
    before = record_of(entry)

    device_id = device_of(hass, LINE_ID)
    assert await refused(call(hass, "snooze", device_id=device_id, **given)) == (reason, field)
    assert record_of(entry) is before


async def test_a_snooze_of_several_lines_clears_their_pushes_and_ends(
    hass, household, phone, move_to
) -> None:
    await household(line_subentry(), line_subentry("Mama", MAMA_ID), recipient_subentry())
    assert len(phone) == 1  # one message about both
    lines = [device_of(hass, LINE_ID), device_of(hass, MAMA_ID)]

    await call(hass, "snooze", device_id=lines, days=1)
    assert sent(phone)[-1] == "clear_notification"
    phone.clear()

    await move_to("2026-11-24T08:59:00+01:00")
    assert (phone, hass.states.get("binary_sensor.mama_snoozed").state) == ([], "on")
    await move_to("2026-11-24T09:00:00+01:00")
    assert len(phone) == 1
    assert hass.states.get("binary_sensor.mama_snoozed").state == "off"


@pytest.mark.parametrize("how", ["action", "button"])
async def test_a_snooze_ends_early_and_the_last_reminder_comes_back(
    hass, household, phone, move_to, how
) -> None:
    entry = await household(line_subentry(service_until="2026-11-30"), recipient_subentry())
    events = async_capture_events(hass, "state_changed")
    await call(hass, "snooze", device_id=device_of(hass, LINE_ID), days=30)
    assert sent(phone)[-1] == "clear_notification"
    phone.clear()
    await move_to("2026-11-24T10:00:00+01:00")
    events.clear()

    if how == "action":
        answer = await call(hass, "snooze", device_id=device_of(hass, LINE_ID), days="0")
        assert answer == {"snoozed_until": None}
    else:
        await hass.services.async_call(
            "button", "press", target={"entity_id": "button.papa_remind_again"}, blocking=True
        )
        await hass.async_block_till_done()

    assert hass.states.get("binary_sensor.papa_snoozed").state == "off"
    assert len(phone) == 1
    assert [
        each.data["new_state"].attributes["event_type"]
        for each in events
        if each.data["entity_id"] == "event.papa_reminder"
    ] == ["renewal_due"]
    await move_to("2026-11-26T10:00:00+01:00")
    assert len(phone) == 1
    await move_to("2026-11-27T10:00:00+01:00")
    assert len(phone) == 2
    assert record_of(entry).renewals == ()


async def test_the_end_of_no_snooze_changes_nothing(hass, household, phone, move_to) -> None:
    entry = await household(line_subentry(), line_subentry("Mama", MAMA_ID), recipient_subentry())
    lines = [device_of(hass, LINE_ID), device_of(hass, MAMA_ID)]
    before, pushes = record_of(entry), len(phone)

    assert await call(hass, "snooze", device_id=lines, days=0) == {"snoozed_until": None}
    assert (record_of(entry), len(phone)) == (before, pushes)

    await call(hass, "snooze", device_id=lines, until="2026-11-23 12:00:00")
    await move_to("2026-11-23T13:00:00+01:00")
    over, pushes = record_of(entry), len(phone)
    await call(hass, "snooze", device_id=lines, days=0)
    assert (record_of(entry), len(phone)) == (over, pushes)


async def test_a_device_that_is_not_a_line_snoozes_no_other_line(hass, household) -> None:
    entry = await household(line_subentry())
    other = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, entry.entry_id), config_entry_id=entry.entry_id
    )

    lines = [device_of(hass, LINE_ID), other]
    assert await refused(call(hass, "snooze", device_id=lines, days=1)) == (
        "not_a_line",
        "device_id",
    )
    assert record_of(entry).snooze is None


# ---- skip ---------------------------------------------------------------------------------------


async def test_a_skipped_reminder_is_gone_and_the_next_one_comes(
    hass, household, phone, act, move_to
) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    assert sent(phone) == ["Works until Thursday, November 26. Usually €10."]
    phone.clear()

    answer = await act("skip_reminder")
    assert answer == {"skipped": "service-3"}
    assert sent(phone) == ["clear_notification"]
    phone.clear()

    await hass.config_entries.async_reload(entry.entry_id)
    await move_to("2026-11-25T08:59:00+01:00")
    assert phone == []
    await move_to("2026-11-25T09:00:00+01:00")
    assert sent(phone) == ["Works until tomorrow, November 26. Usually €10."]


async def test_the_last_reminder_can_be_skipped_too(hass, household, phone, act, move_to) -> None:
    await household(
        line_subentry(service_until=None, number_until="2026-11-22"), recipient_subentry()
    )
    phone.clear()

    answer = await act("skip_reminder")
    assert answer == {"skipped": "number+1"}
    phone.clear()
    await move_to("2026-12-30T09:00:00+01:00")
    assert phone == []


async def test_before_the_first_reminder_there_is_nothing_to_skip(household, act) -> None:
    entry = await household(line_subentry(service_until="2027-03-01"))

    assert await refused(act("skip_reminder")) == ("nothing_to_skip", "device_id")
    assert record_of(entry).snooze is None


# ---- check --------------------------------------------------------------------------------------


async def test_checking_tells_which_lines_are_due_and_whom_we_remind(
    hass, household, phone
) -> None:
    await household(
        line_subentry(),
        line_subentry("Mama", MAMA_ID, service_until="2027-03-01"),
        line_subentry("Child", "C" * 26, service_until="2026-11-20", number_until="2026-12-01"),
        line_subentry("Old", "D" * 26, service_until=None, number_until="2026-11-01"),
        line_subentry("Unknown", "E" * 26, service_until=None),
        line_subentry("Away", "F" * 26, standing="suspended"),
        recipient_subentry(),
    )

    answer = await call(hass, "check_lines")

    assert [each["name"] for each in answer["due"]] == ["Papa", "Child", "Old"]
    assert answer["due"][0].pop("entities")["event"] == {"reminder": "event.papa_reminder"}
    assert answer["due"][0] == {
        "carrier": "Orange",
        "person": None,
        "todo_item": f"{LINE_ID}_first",
        "device_id": device_of(hass, LINE_ID),
        "name": "Papa",
        "status": "due",
        "happening": "renewal_due",
        "stage": "service-3",
        "days_left": 3,
        "days_left_to": "service_until",
        "service_until": "2026-11-26",
        "number_until": None,
        "snoozed_until": None,
        "title": "Papa: 3 days left",
        "message": "Works until Thursday, November 26. Usually €10.",
    }
    said = [(each["status"], each["days_left"], each["days_left_to"]) for each in answer["due"][1:]]
    assert said == [("grace", 8, "number_until"), ("lost", -22, "number_until")]
    assert answer["due"][2]["title"] == "Old: number lost"
    assert answer["recipients"] == [
        {
            "recipient_id": "R" * 26,
            "name": "Anna",
            "language": "en",
            "targets": ["notify.mobile_app_anna"],
        }
    ]


async def test_checking_one_line_in_another_language(hass, household) -> None:
    await household(line_subentry(), line_subentry("Mama", MAMA_ID))

    answer = await call(hass, "check_lines", device_id=device_of(hass, MAMA_ID), language="fr")
    (due,) = answer["due"]
    assert (due["title"], due["message"]) == (
        "Mama\u00a0: plus que 3\u00a0jours",
        "Fonctionne jusqu’au jeudi 26\u00a0novembre. D’habitude 10\u00a0€.",  # noqa: RUF001
    )
    hass.config.language = "zh-Hans"
    assert (await call(hass, "check_lines"))["due"][0]["title"] == "Papa：还剩 3 天"  # noqa: RUF001
    assert await refused(call(hass, "check_lines", language="xx")) == (
        "unknown_language",
        "language",
    )


async def test_events_can_be_told_again(hass, household, move_to) -> None:
    entry = await household(line_subentry(), line_subentry("Mama", MAMA_ID))
    first = hass.states.get("event.papa_reminder").attributes
    assert "reminder" not in first
    await call(hass, "snooze", device_id=device_of(hass, MAMA_ID), days=7)
    await move_to("2026-11-23T18:00:00+01:00")
    changes = async_capture_events(hass, "state_changed")

    await call(hass, "check_lines")
    assert [each for each in changes if each.data["entity_id"].startswith("event.")] == []

    answer = await call(hass, "check_lines", raise_events=True)
    (told,) = [each for each in changes if each.data["entity_id"].startswith("event.")]
    again = told.data["new_state"]
    assert again.entity_id == "event.papa_reminder"
    assert dict(again.attributes) == {**first, "reminder": True}
    assert [each["name"] for each in answer["due"]] == ["Papa", "Mama"]
    assert answer["due"][1]["snoozed_until"] == "2026-11-30T08:00:00+00:00"
    assert len(record_of(entry).deliveries) == 2


async def test_before_the_hour_of_the_first_reminder_no_event_is_told_again(
    hass, household, move_to
) -> None:
    await household(line_subentry(service_until="2026-11-25", term=2))
    await move_to("2026-11-24T08:00:00+01:00")

    answer = await call(hass, "check_lines", raise_events=True)

    assert [(each["status"], each["stage"]) for each in answer["due"]] == [("due", None)]
    assert hass.states.get("event.papa_reminder").state == "unknown"


# ---- send ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("recipient", ["Anna", " anna ", "R" * 26])
async def test_a_reminder_is_sent_to_somebody_now_and_not_again_today(
    hass, household, phone, move_to, recipient
) -> None:
    await move_to("2026-11-25T08:00:00+01:00")
    await household(
        line_subentry(service_until="2026-11-26", term=2),
        line_subentry("Mama", MAMA_ID, service_until="2027-03-01"),
        recipient_subentry(),
    )
    assert phone == []

    answer = await call(hass, "send_reminder", recipient=recipient)

    assert answer == {"recipient_id": "R" * 26, "sent": ["Papa"]}
    (push,) = phone
    assert (push.data["title"], push.data["data"]["tag"]) == ("Papa: last day tomorrow", TAG)
    titles = [button["title"] for button in push.data["data"]["actions"]]
    assert titles == ["Renewed", "Later", "Reply"]
    await move_to("2026-11-25T09:00:00+01:00")
    assert len(phone) == 1
    await move_to("2026-11-26T09:00:00+01:00")
    assert len(phone) == 2


async def test_the_answer_to_a_reminder_sent_by_hand_clears_it(hass, household, phone, act) -> None:
    await household(line_subentry(service_until="2027-03-01"), recipient_subentry())

    await call(hass, "send_reminder", recipient="Anna", device_id=device_of(hass, LINE_ID))
    assert sent(phone) == ["Works until March 1, 2027. Usually €10."]

    await act("record_renewal")
    assert sent(phone)[1:] == ["clear_notification"]


async def test_without_recipients_the_household_itself_is_home(hass, household, move_to) -> None:
    await household(line_subentry(service_until="2027-03-01"))

    await call(hass, "send_reminder", recipient="home", device_id=device_of(hass, LINE_ID))

    assert notifications(hass)[TAG]["title"] == "Papa: 98 days left"


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({"recipient": "Paul"}, "recipient", "unknown_recipient"),
        ({"recipient": "home"}, "recipient", "unknown_recipient"),
        ({"recipient": "Twin"}, "recipient", "several_recipients"),
        ({"recipient": "Anna"}, "target", "nothing_to_remind"),
    ],
)
async def test_a_reminder_that_cannot_be_meant_is_refused(
    hass, household, phone, given, field, reason
) -> None:
    await household(
        line_subentry(service_until="2027-03-01"),
        recipient_subentry(),
        recipient_subentry("Twin", subentry_id="S" * 26),
        recipient_subentry("twin", subentry_id="T" * 26),
    )

    assert await refused(call(hass, "send_reminder", **given)) == (reason, field)
    assert phone == []


async def test_a_line_without_an_end_has_nothing_to_remind_of(hass, household, phone) -> None:
    await household(line_subentry(service_until=None), recipient_subentry())

    device_id = device_of(hass, LINE_ID)
    assert await refused(call(hass, "send_reminder", recipient="Anna", device_id=device_id)) == (
        "nothing_to_remind",
        "device_id",
    )


async def test_a_phone_that_does_not_take_it_is_named(hass, household) -> None:
    entry = await household(line_subentry(service_until="2027-03-01"), recipient_subentry())
    before = record_of(entry)

    with pytest.raises(HomeAssistantError) as failure:
        await call(hass, "send_reminder", recipient="Anna", device_id=device_of(hass, LINE_ID))

    assert failure.value.translation_key == "recipient_not_reached"
    assert str(failure.value) == (
        "The reminder to Anna was not taken by Anna. Check the phone, then try again"
    )
    assert record_of(entry) is before


# ---- what is none of them -----------------------------------------------------------------------

EVERY = [
    ("snooze", {"days": 1}, True),
    ("skip_reminder", {}, False),
    ("check_lines", {"raise_events": True}, True),
    ("send_reminder", {"recipient": "Anna"}, True),
]


@pytest.fixture
async def strangers(hass, household) -> dict[str, str]:
    """Return devices that are no line: of nobody, of others, of the household, and one deleted."""
    entry = await household(line_subentry(), line_subentry("Mama", MAMA_ID), recipient_subentry())
    other = MockConfigEntry(domain="router", title="Router")
    other.add_to_hass(hass)
    router = dr.async_get(hass).async_get_or_create(
        config_entry_id=other.entry_id, identifiers={("router", "1")}, name="Router"
    )
    mama = device_of(hass, MAMA_ID)
    own = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, entry.entry_id), config_entry_id=entry.entry_id
    )
    hass.config_entries.async_remove_subentry(entry, MAMA_ID)
    await hass.async_block_till_done()
    return {"nobody": "0" * 32, "router": router.id, "household": own, "deleted": mama}


@pytest.mark.parametrize(("action", "given", "several"), EVERY)
@pytest.mark.parametrize("stranger", ["nobody", "router", "household", "deleted"])
async def test_a_device_that_is_no_line_is_refused_and_nothing_is_done_about_the_others(
    hass, strangers, phone, action, given, several, stranger
) -> None:
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    before = record_of(entry)
    phone.clear()
    changes = async_capture_events(hass, "state_changed")
    device_id = strangers[stranger]
    lines = [device_of(hass, LINE_ID), device_id] if several else device_id

    told = await refused(call(hass, action, device_id=lines, **given))

    assert told == ("not_a_line", "device_id")
    assert record_of(entry) is before
    assert (phone, [each for each in changes if "event." in each.data["entity_id"]]) == ([], [])


@pytest.mark.parametrize(("action", "given", "several"), EVERY)
async def test_without_a_household_there_is_nothing_to_act_on(
    hass, household, action, given, several
) -> None:
    entry = await household(line_subentry(), recipient_subentry())
    device_id = device_of(hass, LINE_ID)
    await hass.config_entries.async_unload(entry.entry_id)

    with pytest.raises(ServiceValidationError) as refusal:
        await call(hass, action, device_id=device_id, **given)

    assert refusal.value.translation_key == "service_config_entry_not_loaded"


@pytest.mark.parametrize("standing", ["suspended", "archived"])
async def test_a_line_out_of_use_has_nothing_to_skip_to_send_or_to_tell_again(
    hass, household, phone, standing
) -> None:
    entry = await household(line_subentry(standing=standing), recipient_subentry())
    before = record_of(entry)
    device_id = device_of(hass, LINE_ID)

    assert await refused(call(hass, "skip_reminder", device_id=device_id)) == (
        "nothing_to_skip",
        "device_id",
    )
    sending = call(hass, "send_reminder", device_id=device_id, recipient="Anna")
    assert await refused(sending) == ("nothing_to_remind", "device_id")
    answer = await call(hass, "check_lines", device_id=device_id, raise_events=True)
    assert answer["due"] == []
    assert record_of(entry) is before
    assert phone == []


async def test_a_snooze_of_a_suspended_line_holds_once_it_is_resumed(
    hass, household, phone, move_to
) -> None:
    entry = await household(line_subentry(standing="suspended"), recipient_subentry())
    await call(hass, "snooze", device_id=device_of(hass, LINE_ID), days=1)
    subentry = entry.subentries[LINE_ID]

    hass.config_entries.async_update_subentry(
        entry, subentry, data={**subentry.data, "standing": "in_use"}
    )
    await hass.async_block_till_done()
    assert phone == []
    await move_to("2026-11-24T09:00:00+01:00")
    assert len(phone) == 1


async def test_no_line_at_all_is_not_all_lines(hass, household, phone) -> None:
    await household(line_subentry(service_until="2026-11-30"), recipient_subentry())
    phone.clear()

    for action, given in (
        ("send_reminder", {"recipient": "Anna"}),
        ("check_lines", {}),
        ("snooze", {"days": 1}),
    ):
        asked = call(hass, action, device_id=[], **given)
        assert await refused(asked) == ("no_line_chosen", "device_id")
    assert phone == []


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2026-11-23", "2026-11-23T08:00:00+00:00"), ("2026-11-22", None), ("", None)],
)
async def test_until_today_is_the_hour_of_the_reminders_while_that_is_ahead(
    hass, household, move_to, until, expected
) -> None:
    await move_to("2026-11-23T08:00:00+01:00")
    entry = await household(line_subentry())
    before = record_of(entry)

    snoozing = call(hass, "snooze", device_id=device_of(hass, LINE_ID), until=until)

    if expected is None:
        assert (await refused(snoozing))[1] == "until"
        assert record_of(entry) is before
    else:
        assert await snoozing == {"snoozed_until": expected}


async def test_who_a_reminder_is_for_is_not_guessed(hass, household, phone) -> None:
    await household(line_subentry(), recipient_subentry())
    phone.clear()

    for stranger in ("", "An", "L" * 26, "notify.mobile_app_anna"):
        assert await refused(call(hass, "send_reminder", recipient=stranger)) == (
            "unknown_recipient",
            "recipient",
        )
    assert phone == []
