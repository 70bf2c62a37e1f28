"""Signals of a line through all of it: a reading, an event, a trigger, a push, and calm again."""

from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.sim_renewal.const import DOMAIN

from .automations import automate
from .conftest import LINE_ID, device_of, line_subentry, recipient_subentry

LASTING = {"service_until": "2026-12-13", "price": None}
"""Service of which nobody is reminded before 29 November."""

EVENT = "event.papa_reminder"
LEFT = "sensor.carrier_left"
ENDS = "sensor.carrier_ends"
FEEDING = {
    "kind": "entity",
    "bindings": {"data_remaining": {"entity": LEFT}},
    "stale_after_hours": 12,
}

LITTLE_LEFT = "Il ne reste que {}\xa0Go de données. Fonctionne jusqu’au 13\xa0décembre."  # noqa: RUF001


def pushes(phone: list[ServiceCall]) -> list[tuple[str, str]]:
    """Return what a phone was told since the last question: tags, with what they say."""
    told = [(call.data["data"]["tag"], call.data["message"]) for call in phone]
    phone.clear()
    return told


def tag(topic: str) -> str:
    return f"{DOMAIN}_{LINE_ID}_{topic}"


def event(hass: HomeAssistant) -> tuple[str | None, dict[str, Any]]:
    """Return what the event entity told last."""
    attributes = hass.states.get(EVENT).attributes
    return attributes.get("event_type"), dict(attributes)


@pytest.fixture
def started(hass: HomeAssistant):
    """Return a function that sets up an automation, and the list of what its trigger said."""

    async def listen(trigger: str) -> list[Any]:
        await automate(
            hass,
            {
                "triggers": [{"trigger": f"{DOMAIN}.{trigger}", "target": {"entity_id": EVENT}}],
                "actions": [
                    {
                        "event": "heard",
                        "event_data": {"type": "{{ trigger.to_state.attributes.event_type }}"},
                    }
                ],
            },
        )
        return async_capture_events(hass, "heard")

    return listen


@pytest.fixture
def type_in(act, move_to):
    """Return a function that types in at ten o'clock of days in November what is left in GB."""

    async def type_each(amounts: dict[int, float]) -> None:
        for day, amount in amounts.items():
            await move_to(f"2026-11-{day}T10:00:00+01:00")
            await act("update_balance", data=amount)

    return type_each


def say(hass: HomeAssistant, entity_id: str, value: Any, unit: str | None = "GB") -> None:
    """Be an entity that says a value, be it the same again."""
    attributes = {} if unit is None else {"unit_of_measurement": unit}
    hass.states.async_set(entity_id, str(value), attributes, force_update=True)


# Data that will not last.


@pytest.mark.parametrize(
    ("language", "title", "message"),
    [
        (
            "en",
            "Papa: data will not last",
            "At this pace the data is used up on December 3, before service ends.",
        ),
        (
            "fr",
            "Papa\u00a0: données bientôt épuisées",
            (
                "À ce rythme, les données seront épuisées le 3\u00a0décembre,"
                " avant la fin du service."
            ),
        ),
        (
            "zh-Hans",
            "Papa：流量不够用",  # noqa: RUF001
            "按目前的用量，流量将在12月3日用完，早于服务到期日。",  # noqa: RUF001
        ),
    ],
)
async def test_data_that_will_not_last_is_told_once_while_it_is_so(
    hass, household, phone, started, type_in, act, move_to, language, title, message
) -> None:
    await household(line_subentry(**LASTING), recipient_subentry(language=language))
    heard = await started("data_runs_out_early")
    await type_in({23: 10})
    assert (phone, heard) == ([], [])

    await type_in({24: 9})

    (push,) = phone
    told = (push.data["title"], push.data["message"])
    assert [each.replace("\u00a0", " ") for each in told] == [
        each.replace("\u00a0", " ") for each in (title, message)
    ]
    assert push.data["data"]["tag"] == tag("data_runs_out_early")
    happened, details = event(hass)
    assert happened == "data_runs_out_early"
    assert details["data_runs_out"] == "2026-12-03T10:00:00+01:00"
    assert (details["data_remaining"], details["days_left"]) == (9.0, 19)
    assert details["tag"] == tag("data_runs_out_early")
    assert [each.data["type"] for each in heard] == ["data_runs_out_early"]

    phone.clear()
    await type_in({25: 8, 26: 7})
    assert (pushes(phone), len(heard)) == ([], 1)

    await act("update_balance", data=60)
    assert hass.states.get("binary_sensor.papa_data_runs_out_early").state == "off"
    assert pushes(phone) == [(tag("data_runs_out_early"), "clear_notification")]
    assert len(heard) == 1


async def test_data_that_will_not_last_again_is_told_again(
    hass, household, phone, started, type_in
) -> None:
    await household(line_subentry(**LASTING), recipient_subentry())
    heard = await started("data_runs_out_early")
    await type_in({23: 10, 24: 9, 25: 8})
    await type_in({26: 60})
    assert hass.states.get("binary_sensor.papa_data_runs_out_early").state == "off"
    phone.clear()

    await type_in({27: 30, 28: 3})

    assert hass.states.get("binary_sensor.papa_data_runs_out_early").state == "on"
    assert len(heard) == 2
    ((told, _),) = pushes(phone)
    assert told == tag("data_runs_out_early")


async def test_a_restart_tells_nothing_again(hass, household, phone, started, type_in) -> None:
    entry = await household(line_subentry(**LASTING), recipient_subentry())
    heard = await started("data_runs_out_early")
    await type_in({23: 10, 24: 9, 25: 8})
    phone.clear()

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert (pushes(phone), len(heard)) == ([], 1)


async def test_the_day_on_which_data_runs_out_is_that_of_the_household(
    hass, household, phone, act, move_to
) -> None:
    """Half past midnight in Paris is still the day before in Greenwich."""
    await household(line_subentry(**LASTING), recipient_subentry())
    for day, left in ((24, 9), (25, 8), (26, 7)):
        await move_to(f"2026-11-{day}T00:30:00+01:00")
        await act("update_balance", data=left)
    assert hass.states.get("sensor.papa_data_runs_out").state == "2026-12-02T23:00:00+00:00"
    await move_to("2026-11-26T07:00:00+01:00")

    assert pushes(phone) == [
        (
            tag("data_runs_out_early"),
            "At this pace the data is used up on December 3, before service ends.",
        )
    ]


async def test_data_that_runs_out_before_a_reset_of_a_line_without_an_end_is_told(
    hass, household, phone, started, move_to
) -> None:
    source = {**FEEDING, "reset_day": 20, "stale_after_hours": 1000}
    say(hass, LEFT, 10)
    line = line_subentry(service_until=None, rule="never", price=None, source=source)
    await household(line, recipient_subentry())
    heard = await started("data_runs_out_early")
    for day, left in ((24, 9), (25, 8), (26, 7)):
        await move_to(f"2026-11-{day}T10:00:00+01:00")
        say(hass, LEFT, left)
        await move_to(f"2026-11-{day}T11:00:00+01:00")

    assert hass.states.get("binary_sensor.papa_data_runs_out_early").state == "on"
    ((_, message),) = pushes(phone)
    assert message.startswith("At this pace the data is used up on December ")
    assert message.endswith(", before there is new data.")
    assert len(heard) == 1


@pytest.mark.parametrize("standing", ["suspended", "archived"])
async def test_a_line_out_of_use_says_nothing_of_its_data(
    hass, household, phone, type_in, act, standing
) -> None:
    entry = await household(line_subentry(**LASTING), recipient_subentry())
    await type_in({23: 10})
    subentry = entry.subentries[LINE_ID]
    hass.config_entries.async_update_subentry(
        entry, subentry, data={**subentry.data, "standing": standing}
    )
    await hass.async_block_till_done()
    device_id = device_of(hass, LINE_ID)

    await hass.services.async_call(
        DOMAIN, "update_balance", {"device_id": device_id, "data": 0.1}, blocking=True
    )
    await hass.async_block_till_done()

    assert entry.runtime_data.lines[LINE_ID].outlook.strands == ()
    assert pushes(phone) == []


async def test_a_snoozed_line_says_it_when_the_snooze_is_over(
    hass, household, phone, started, type_in, act, move_to
) -> None:
    await household(line_subentry(**LASTING), recipient_subentry())
    heard = await started("data_runs_out_early")
    await type_in({23: 10})
    await act("snooze", until="2026-11-26 12:00:00")

    await type_in({24: 9, 25: 8, 26: 7})
    assert (pushes(phone), heard) == ([], [])

    await move_to("2026-11-26T12:00:00+01:00")
    assert [told for told, _ in pushes(phone)] == [tag("data_runs_out_early")]
    assert len(heard) == 1


# Little data.


async def test_low_data_says_how_much_is_left_and_starts_its_trigger_each_time_anew(
    hass, household, phone, started, act
) -> None:
    await household(line_subentry(**LASTING), recipient_subentry(language="fr"))
    heard = await started("data_low")

    await act("update_balance", data=0.3, allowance=4)
    happened, details = event(hass)
    assert (happened, details["data_remaining"]) == ("data_low", 0.3)
    assert pushes(phone) == [(tag("data_low"), LITTLE_LEFT.format("0,3"))]
    await act("update_balance", data=0.2)
    assert (pushes(phone), len(heard)) == ([], 1)

    await act("update_balance", data=4)
    assert pushes(phone) == [(tag("data_low"), "clear_notification")]
    await act("update_balance", data=0.1)
    assert (pushes(phone), len(heard)) == (
        [(tag("data_low"), LITTLE_LEFT.format("0,1"))],
        2,
    )


async def test_a_renewal_brings_data_that_nobody_has_measured_and_calm(
    hass, household, phone, act, move_to
) -> None:
    await household(line_subentry(**LASTING), recipient_subentry())
    await act("update_balance", data=0.3, allowance=4)
    phone.clear()
    await move_to("2026-11-23T10:30:00+01:00")

    await act("record_renewal")

    assert hass.states.get("binary_sensor.papa_data_low").state == "unknown"
    assert pushes(phone) == [(tag("data_low"), "clear_notification")]


async def test_later_puts_off_low_data_too(hass, household, phone, act, move_to) -> None:
    await household(line_subentry(**LASTING), recipient_subentry())
    await act("update_balance", data=0.3, allowance=4)
    (push,) = phone
    (later,) = [each["action"] for each in push.data["data"]["actions"] if each["title"] == "Later"]
    phone.clear()

    hass.bus.async_fire("mobile_app_notification_action", {"action": later})
    await hass.async_block_till_done()
    assert pushes(phone) == [(tag("data_low"), "clear_notification")]

    await move_to("2026-11-24T09:00:00+01:00")
    assert pushes(phone) == [
        (tag("data_low"), "Only 0.3 GB of data left. Works until December 13.")
    ]


# A source that is silent.


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (
            "en",
            (
                "The source of this line has been silent since November 23."
                " Its balance may have changed."
            ),
        ),
        (
            "fr",
            "La source de cette ligne est muette depuis le 23 novembre. Le solde a pu changer.",
        ),
        (
            "zh-Hans",
            "自11月23日起，这个号码的数据来源没有更新。余额可能已变化。",  # noqa: RUF001
        ),
    ],
)
@pytest.mark.parametrize("word", ["unavailable", "unknown", None])
async def test_a_source_that_became_silent_is_told_until_it_speaks(
    hass, household, phone, started, move_to, word, language, message
) -> None:
    say(hass, LEFT, 30)
    await household(line_subentry(**LASTING, source=FEEDING), recipient_subentry(language=language))
    heard = await started("source_stale")
    if word is not None:
        say(hass, LEFT, word, None)
    await move_to("2026-11-23T21:59:00+01:00")
    assert (pushes(phone), hass.states.get("binary_sensor.papa_source_problem").state) == (
        [],
        "off",
    )

    await move_to("2026-11-23T22:15:00+01:00")

    assert hass.states.get("binary_sensor.papa_source_problem").state == "on"
    ((told, says),) = pushes(phone)
    assert (told, says.replace("\u00a0", " ")) == (tag("source_stale"), message)
    happened, details = event(hass)
    assert (happened, details["silent_since"]) == ("source_stale", "2026-11-23T10:00:00+01:00")
    assert [each.data["type"] for each in heard] == ["source_stale"]
    await move_to("2026-11-24T22:00:00+01:00")
    assert (pushes(phone), len(heard)) == ([], 1)

    say(hass, LEFT, 29)
    await hass.async_block_till_done()
    assert hass.states.get("binary_sensor.papa_source_problem").state == "off"
    assert pushes(phone) == [(tag("source_stale"), "clear_notification")]
    assert float(hass.states.get("sensor.papa_data_remaining").state) == 29

    await move_to("2026-11-25T12:00:00+01:00")
    assert [told for told, _ in pushes(phone)] == [tag("source_stale")]
    assert len(heard) == 2


async def test_a_source_that_is_gone_is_told_when_it_has_been_silent_for_too_long(
    hass, household, phone, started, move_to
) -> None:
    say(hass, LEFT, 30)
    await household(line_subentry(**LASTING, source=FEEDING), recipient_subentry())
    heard = await started("source_stale")

    hass.states.async_remove(LEFT)
    await move_to("2026-11-23T12:00:00+01:00")
    assert (pushes(phone), heard) == ([], [])
    await move_to("2026-11-23T22:15:00+01:00")
    assert [told for told, _ in pushes(phone)] == [tag("source_stale")]
    assert len(heard) == 1


async def test_of_several_things_that_a_source_says_the_longest_silence_counts(
    hass, household, phone, move_to
) -> None:
    say(hass, LEFT, 30)
    say(hass, ENDS, "2026-12-13", None)
    bindings = {"data_remaining": {"entity": LEFT}, "expiry": {"entity": ENDS}}
    await household(
        line_subentry(**LASTING, source={**FEEDING, "bindings": bindings}), recipient_subentry()
    )
    await move_to("2026-11-23T18:00:00+01:00")
    say(hass, ENDS, "2026-12-13", None)

    await move_to("2026-11-23T22:15:00+01:00")

    assert len(pushes(phone)) == 1
    assert event(hass)[1]["silent_since"] == "2026-11-23T10:00:00+01:00"


@pytest.mark.parametrize("changes", [{"standing": "suspended"}, {"remind": False}])
async def test_a_line_of_which_nobody_wants_to_hear_says_nothing_of_its_source(
    hass, household, phone, started, move_to, changes
) -> None:
    say(hass, LEFT, 30)
    await household(line_subentry(**LASTING, source=FEEDING, **changes), recipient_subentry())
    heard = await started("source_stale")

    await move_to("2026-11-24T12:00:00+01:00")

    assert hass.states.get("binary_sensor.papa_source_problem").state == "on"
    assert (pushes(phone), heard) == ([], [])


async def test_a_snooze_covers_a_silent_source(
    hass, household, phone, started, act, move_to
) -> None:
    say(hass, LEFT, 30)
    await household(line_subentry(**LASTING, source=FEEDING), recipient_subentry())
    heard = await started("source_stale")
    await act("snooze", days=2)

    await move_to("2026-11-24T12:00:00+01:00")
    assert (pushes(phone), heard) == ([], [])
    await move_to("2026-11-25T09:00:00+01:00")
    assert [told for told, _ in pushes(phone)] == [tag("source_stale")]
    assert len(heard) == 1


async def test_at_night_a_silent_source_waits_for_the_morning_but_automations_do_not(
    hass, household, phone, started, move_to
) -> None:
    say(hass, LEFT, 30)
    source = {**FEEDING, "stale_after_hours": 15}
    await household(line_subentry(**LASTING, source=source), recipient_subentry())
    heard = await started("source_stale")

    await move_to("2026-11-24T01:15:00+01:00")
    assert (pushes(phone), len(heard)) == ([], 1)
    await move_to("2026-11-24T07:00:00+01:00")
    assert [told for told, _ in pushes(phone)] == [tag("source_stale")]


# Promotions, and renewals of which nothing is known.


async def test_the_end_of_a_promotion_is_an_event_with_its_tag(
    hass, household, phone, move_to
) -> None:
    await household(
        line_subentry(service_until="2027-06-01", price=None, promotion_until="2026-12-07"),
        recipient_subentry(language="zh-Hans"),
    )
    assert event(hass)[0] == "promotion_ends"
    assert event(hass)[1]["stage"] == "promotion-14"
    ((told, _),) = pushes(phone)
    assert told == tag("promotion")

    await move_to("2026-12-04T09:00:00+01:00")
    assert event(hass)[1]["stage"] == "promotion-3"
    assert [told for told, _ in pushes(phone)] == [tag("promotion")]
    await move_to("2026-12-07T09:00:00+01:00")
    assert event(hass)[1]["stage"] == "promotion-0"
    phone.clear()
    await move_to("2026-12-08T00:00:00+01:00")
    assert pushes(phone) == [(tag("promotion"), "clear_notification")]


async def test_an_unverified_renewal_starts_its_trigger_once(
    hass, household, phone, started, act, move_to
) -> None:
    entry = await household(
        line_subentry(service_until="2027-03-01"), recipient_subentry(language="fr")
    )
    heard = await started("renewal_unverified")
    renewal = await act("record_renewal", amount=10)
    assert heard == []

    await move_to("2026-11-25T09:00:00+01:00")
    assert [each.data["type"] for each in heard] == ["renewal_unverified"]
    assert event(hass)[1]["renewal_id"] == renewal["renewal_id"]
    ((told, message),) = pushes(phone)
    assert told == tag("verify")
    assert message.startswith("10\u00a0€ payés le 23")

    await hass.config_entries.async_reload(entry.entry_id)
    await move_to("2026-11-28T09:00:00+01:00")
    assert (pushes(phone), len(heard)) == ([], 1)
