"""The reminder plan: at what time, and how many days before an end."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest

from .conftest import line_subentry
from .dialogs import check_form, choices, filled, shown

USUAL = ["30", "14", "7", "3", "1", "0"]


async def start(hass, entry, part="when"):
    options = hass.config_entries.options
    menu = await options.async_init(entry.entry_id)
    assert menu["type"] is FlowResultType.MENU
    form = await options.async_configure(menu["flow_id"], {"next_step_id": part})
    check_form(form, part)
    return form


async def go_on(hass, form, /, **typed):
    result = await hass.config_entries.options.async_configure(
        form["flow_id"], filled(form, **typed)
    )
    await hass.async_block_till_done()
    return result


async def test_the_usual_plan_is_shown_where_none_was_chosen(hass, household) -> None:
    form = await start(hass, await household())

    assert shown(form) == {
        "reminder_time": "09:00:00",
        "remind_before": USUAL,
        "verify_renewals": True,
    }
    assert choices(form, "remind_before") == USUAL


async def test_a_chosen_plan_is_kept_in_order_and_shown_again(hass, household) -> None:
    entry = await household(line_subentry())
    form = await start(hass, entry)

    result = await go_on(
        hass, form, reminder_time="18:30:00", remind_before=["2", " 0 ", "21", "2.0", "365"]
    )

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {
        "reminder_time": "18:30:00",
        "remind_before": [365, 21, 2, 0],
        "verify_renewals": True,
    }
    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.plan.before == (365, 21, 2, 0)
    assert entry.runtime_data.plan.at.isoformat() == "18:30:00"
    assert shown(await start(hass, entry)) == {
        "reminder_time": "18:30:00",
        "verify_renewals": True,
        "remind_before": ["365", "21", "2", "0"],
    }


async def test_a_new_plan_decides_at_once_whether_a_line_is_due(hass, household) -> None:
    entry = await household(line_subentry(service_until="2026-12-03"))
    assert hass.states.get("sensor.papa_status").state == "due"

    await go_on(hass, await start(hass, entry), remind_before=["7"])
    assert hass.states.get("sensor.papa_status").state == "active"

    await go_on(hass, await start(hass, entry), remind_before=["10"])
    assert hass.states.get("sensor.papa_status").state == "due"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("soon", "not_a_number"),
        ("", "not_a_number"),
        ("nan", "not_a_number"),
        ("inf", "not_a_number"),
        ("-1", "negative"),
        ("1.5", "count_out_of_range"),
        ("366", "count_out_of_range"),
        ("1000000001", "too_large"),
    ],
)
async def test_what_is_no_number_of_days_is_refused_and_can_be_corrected(
    hass, household, typed, reason
) -> None:
    entry = await household()
    form = await start(hass, entry)

    form = await go_on(hass, form, reminder_time="20:00:00", remind_before=["7", typed])

    check_form(form, "when", {"remind_before": reason})
    assert shown(form) == {
        "reminder_time": "20:00:00",
        "remind_before": ["7", typed],
        "verify_renewals": True,
    }
    assert entry.options == {}
    result = await go_on(hass, form, remind_before=["7", "1"])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {
        "reminder_time": "20:00:00",
        "remind_before": [7, 1],
        "verify_renewals": True,
    }


async def test_a_time_that_does_not_exist_is_refused_by_its_field(hass, household) -> None:
    entry = await household()
    form = await start(hass, entry)

    with pytest.raises(InvalidData) as refusal:
        await go_on(hass, form, reminder_time="24:00:00")

    assert refusal.value.schema_errors.keys() == {"reminder_time"}
    await go_on(hass, form, reminder_time="22:59:00")
    assert entry.options["reminder_time"] == "22:59:00"


async def test_a_time_is_kept_in_a_form_that_can_be_read_again(hass, household) -> None:
    entry = await household()

    await go_on(hass, await start(hass, entry), reminder_time="8:05")

    assert entry.options["reminder_time"] == "08:05:00"
    assert entry.state is ConfigEntryState.LOADED


async def test_without_any_day_the_usual_plan_holds_and_is_shown(hass, household) -> None:
    entry = await household()

    await go_on(hass, await start(hass, entry), remind_before=[])

    assert [str(days) for days in entry.runtime_data.plan.before] == USUAL
    assert shown(await start(hass, entry))["remind_before"] == USUAL


@pytest.mark.parametrize(
    ("part", "usual", "typed", "kept"),
    [
        (
            "quiet",
            {"quiet_from": "23:00:00", "quiet_until": "07:00:00", "daily_cap": 6},
            {"quiet_from": "22:30", "daily_cap": 5},
            {"quiet_from": "22:30:00", "quiet_until": "07:00:00", "daily_cap": 5},
        ),
        (
            "escalation",
            {"escalate_after": 2, "escalate_hours": 0},
            {"escalate_hours": 48},
            {"escalate_after": 2, "escalate_hours": 48},
        ),
        (
            "data",
            {"low_share": 10, "low_data": 0.5},
            {"low_data": 1},
            {"low_share": 10, "low_data": 1},
        ),
        (
            "bulletins",
            {"digest": "never", "heartbeat": False},
            {"digest": "monday"},
            {"digest": "monday", "heartbeat": False},
        ),
    ],
)
async def test_each_part_has_sane_defaults_and_leaves_the_others_alone(
    hass, household, part, usual, typed, kept
) -> None:
    entry = await household(line_subentry(), reminder_time="18:30:00")
    form = await start(hass, entry, part)
    assert shown(form) == usual

    result = await go_on(hass, form, **typed)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {"reminder_time": "18:30:00", **kept}
    assert shown(await start(hass, entry, part)) == kept


async def test_the_options_are_the_plan(hass, household) -> None:
    entry = await household(
        quiet_from="22:00:00",
        quiet_until="22:00:00",
        daily_cap=0,
        escalate_after=4,
        escalate_hours=12,
        low_share=20,
        low_data=0,
        digest="sunday",
        heartbeat=True,
    )

    plan = entry.runtime_data.plan
    assert (plan.quiet, plan.cap, plan.escalate_after, plan.escalate_hours) == (None, None, 4, 12)
    assert (str(plan.low_share), plan.low_data) == ("0.2", None)
    assert (plan.digest_on, plan.heartbeat) == (6, True)


async def test_the_time_of_the_reminders_is_not_in_the_quiet_hours(hass, household) -> None:
    entry = await household(reminder_time="08:00:00")

    form = await go_on(hass, await start(hass, entry), reminder_time="06:00:00")
    check_form(form, "when", {"reminder_time": "time_is_quiet"})
    assert form["description_placeholders"] == {"from": "23:00", "until": "07:00"}
    form = await go_on(hass, await start(hass, entry, "quiet"), quiet_until="08:30:00")
    check_form(form, "quiet", {"quiet_until": "reminders_are_quiet"})
    assert form["description_placeholders"] == {"at": "08:00"}

    assert entry.options == {"reminder_time": "08:00:00"}


async def test_quiet_hours_end_when_reminders_come_at_an_early_hour(hass, household) -> None:
    entry = await household(reminder_time="06:30:00")

    quiet = entry.runtime_data.plan.quiet
    assert (quiet.start.isoformat(), quiet.end.isoformat()) == ("23:00:00", "06:30:00")
