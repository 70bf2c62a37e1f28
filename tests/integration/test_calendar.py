"""The household's calendar: what ends on which day, as people and automations see it."""

from datetime import date, timedelta
from typing import Any

from homeassistant.components.calendar import DOMAIN as CALENDAR
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.exceptions import ServiceNotSupported
from homeassistant.helpers import entity_registry as er
import pytest

from .conftest import LINE_ID, line_subentry
from .test_store import put

CALENDAR_ID = "calendar.sim_renewal_calendar"
OTHER_ID = "M" * 26

PAPA = line_subentry(
    grace=6,
    promotion="Half the price",
    promotion_until="2026-12-31",
    channels=[
        {
            "kind": "website",
            "link": "https://www.orange.fr/topup",
            "instruction": "Log in with 06 39 98 00 01",
        },
        {"kind": "code", "code": "#123#", "instruction": "Dial it, then choose 1"},
        {"kind": "shop", "instruction": "Shop"},
        {"kind": "phone_call", "instruction": "Ask for a top-up"},
    ],
)


async def events(hass, start: str, end: str) -> list[dict[str, Any]]:
    answer = await hass.services.async_call(
        CALENDAR,
        "get_events",
        {"entity_id": CALENDAR_ID, "start_date_time": start, "end_date_time": end},
        blocking=True,
        return_response=True,
    )
    return answer[CALENDAR_ID]["events"]


async def agenda(hass) -> list[tuple[str, str]]:
    found = await events(hass, "2026-01-01 00:00:00", "2076-01-01 00:00:00")
    return [(each["start"], each["summary"]) for each in found]


async def test_all_that_ends_is_an_event_of_its_last_day(hass, household) -> None:
    await household(PAPA)

    assert await events(hass, "2026-11-01 00:00:00", "2027-12-01 00:00:00") == [
        {
            "start": "2026-11-26",
            "end": "2026-11-27",
            "summary": "Renew Papa",
            "description": (
                "Renew by November 26, 2026, the last day of service.\n"
                "Offer: Mobicarte.\n"
                "Usual price: €10.00.\n"
                "Carrier website.\n"
                "USSD or SMS code: Dial it, then choose 1 · #123#\n"
                "Shop."
            ),
        },
        {
            "start": "2026-12-31",
            "end": "2027-01-01",
            "summary": "Promotion of Papa ends",
            "description": (
                "The promotion is valid until December 31, 2026. "
                "Look at the price from then on, and for another offer.\n"
                "Half the price."
            ),
        },
        {
            "start": "2027-05-26",
            "end": "2027-05-27",
            "summary": "Papa: number is lost",
            "description": (
                "Renew by May 26, 2027, the last day on which the number is kept.\n"
                "Offer: Mobicarte.\n"
                "Usual price: €10.00.\n"
                "Carrier website.\n"
                "USSD or SMS code: Dial it, then choose 1 · #123#\n"
                "Shop."
            ),
        },
    ]


async def test_what_is_not_known_is_not_said(hass, household) -> None:
    await household(
        line_subentry(price=None, offer=None, register_by="2026-11-25", promotion_until=None)
    )

    (event,) = await events(hass, "2026-11-01 00:00:00", "2027-12-01 00:00:00")
    assert (event["start"], event["summary"]) == ("2026-11-25", "Register the owner of Papa")
    assert event["description"] == (
        "Register the owner with the carrier by November 25, 2026, or the line stops working."
    )


async def test_the_calendar_page_and_its_subscription_show_the_same(
    hass, household, hass_client, hass_ws_client
) -> None:
    await household(PAPA)
    client = await hass_client()

    listed = await (await client.get("/api/calendars")).json()
    assert listed == [{"name": "SIM Renewal Calendar", "entity_id": CALENDAR_ID}]
    span = {"start": "2026-11-01T00:00:00Z", "end": "2027-12-01T00:00:00Z"}
    shown = await (await client.get(f"/api/calendars/{CALENDAR_ID}", params=span)).json()
    assert [(each["uid"], each["start"]) for each in shown] == [
        (f"{LINE_ID}_service", {"date": "2026-11-26"}),
        (f"{LINE_ID}_promotion", {"date": "2026-12-31"}),
        (f"{LINE_ID}_number", {"date": "2027-05-26"}),
    ]
    assert all("0639980001" not in str(each).replace(" ", "") for each in shown)

    socket = await hass_ws_client()
    await socket.send_json_auto_id(
        {"type": "calendar/event/subscribe", "entity_id": CALENDAR_ID, **span}
    )
    assert (await socket.receive_json())["success"]
    pushed = (await socket.receive_json())["event"]["events"]
    assert [each["summary"] for each in pushed] == [each["summary"] for each in shown]
    assert all(each["all_day"] for each in pushed)


async def test_a_renewal_moves_the_events_and_keeps_their_ids(
    hass, household, act, hass_client
) -> None:
    await household(line_subentry(grace=6))
    client = await hass_client()

    async def shown() -> dict[str, str]:
        span = {"start": "2026-11-01T00:00:00Z", "end": "2028-12-01T00:00:00Z"}
        answer = await client.get(f"/api/calendars/{CALENDAR_ID}", params=span)
        return {each["uid"]: each["start"]["date"] for each in await answer.json()}

    before = await shown()
    await act("record_renewal")

    assert before == {f"{LINE_ID}_service": "2026-11-26", f"{LINE_ID}_number": "2027-05-26"}
    assert await shown() == {f"{LINE_ID}_service": "2026-12-26", f"{LINE_ID}_number": "2027-06-26"}


async def test_nobody_can_write_into_it(hass, household, hass_ws_client) -> None:
    await household(PAPA)
    new = {"summary": "x", "start_date": "2026-12-01", "end_date": "2026-12-02"}
    with pytest.raises(ServiceNotSupported):
        await hass.services.async_call(
            CALENDAR, "create_event", {"entity_id": CALENDAR_ID, **new}, blocking=True
        )

    socket = await hass_ws_client()
    await socket.send_json_auto_id(
        {
            "type": "calendar/event/delete",
            "entity_id": CALENDAR_ID,
            "uid": f"{LINE_ID}_service",
        }
    )
    assert (await socket.receive_json())["error"]["code"] == "not_supported"


@pytest.mark.parametrize(
    ("start", "end", "is_there"),
    [
        ("2041-11-26 00:00:00", "2041-11-27 00:00:00", True),
        ("2041-11-26 23:59:59", "2041-11-27 00:00:00", True),
        ("2041-11-26 12:00:00", "2041-11-26 12:00:01", True),
        ("2041-11-25 12:00:00", "2041-11-26 00:00:00", False),
        ("2041-11-25 12:00:00", "2041-11-26 00:00:01", True),
        ("2041-11-27 00:00:00", "2041-11-28 00:00:00", False),
    ],
)
async def test_a_range_has_the_days_of_which_it_has_a_part(
    hass, household, start, end, is_there
) -> None:
    await household(line_subentry(service_until="2041-11-26"))

    assert bool(await events(hass, start, end)) is is_there


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Paris", date(2027, 3, 28)),
        ("Europe/Paris", date(2027, 10, 31)),
        ("Africa/Cairo", date(2027, 4, 30)),
        ("America/Havana", date(2027, 3, 14)),
        ("Australia/Lord_Howe", date(2027, 4, 4)),
        ("Pacific/Kiritimati", date(2027, 1, 1)),
    ],
)
async def test_a_day_is_one_event_also_when_the_clocks_change(hass, household, zone, day) -> None:
    await hass.config.async_update(time_zone=zone)
    await household(line_subentry(service_until=day.isoformat()))

    found = {}
    for offset in range(-2, 3):
        start = day + timedelta(days=offset)
        end = start + timedelta(days=1)
        found[offset] = len(await events(hass, f"{start} 03:30:00", f"{end} 00:00:00"))

    assert found == {-2: 0, -1: 0, 0: 1, 1: 0, 2: 0}


async def test_it_is_on_all_through_the_day_on_which_something_ends(
    hass, household, move_to
) -> None:
    await household(
        PAPA, line_subentry("Maman", OTHER_ID, number=None, service_until="2026-12-24", grace=None)
    )

    seen = []
    for moment in (
        "2026-11-25T23:59:59+01:00",
        "2026-11-26T00:00:00+01:00",
        "2026-11-26T23:59:59+01:00",
        "2026-11-27T00:00:00+01:00",
        "2026-12-25T00:00:00+01:00",
        "2027-01-01T00:00:00+01:00",
        "2027-05-27T00:00:00+02:00",
    ):
        await move_to(moment)
        state = hass.states.get(CALENDAR_ID)
        seen.append((state.state, state.attributes.get("message")))

    assert seen == [
        ("off", "Renew Papa"),
        ("on", "Renew Papa"),
        ("on", "Renew Papa"),
        ("off", "Renew Maman"),
        ("off", "Promotion of Papa ends"),
        ("off", "Papa: number is lost"),
        ("off", None),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"standing": "suspended"},
        {"standing": "archived"},
        {"rule": "subscription", "term": 1, "term_unit": "months"},
        {"rule": "never", "service_until": None},
        {"starts": "first_use", "service_until": None},
    ],
)
async def test_a_line_that_wants_no_deed_has_no_event(hass, household, changes) -> None:
    await household(line_subentry(**changes), line_subentry("Maman", OTHER_ID, number=None))

    assert await agenda(hass) == [("2026-11-26", "Renew Maman")]


async def test_a_line_with_a_damaged_record_is_left_out(hass, household) -> None:
    put(hass, b"garbage")
    await household(line_subentry(), line_subentry("Maman", OTHER_ID, number=None))

    assert await agenda(hass) == [("2026-11-26", "Renew Maman")]


@pytest.mark.parametrize(
    ("language", "summary", "first_words"),
    [
        ("fr", "Recharger Papa", "Rechargez au plus tard le 26 novembre 2026"),
        ("zh-Hans", "Papa需要续费", "请最晚在服务的最后一天2026年11月26日续费"),
        ("eo", "Renew Papa", "Renew by"),
    ],
)
async def test_it_speaks_the_language_of_home_assistant(
    hass, household, language, summary, first_words
) -> None:
    await household(line_subentry())

    await hass.config.async_update(language=language)
    await hass.async_block_till_done()

    assert hass.states.get(CALENDAR_ID).attributes["message"] == summary
    assert hass.states.get(CALENDAR_ID).attributes["description"].startswith(first_words)


async def test_no_alarm_is_left_of_a_change_just_before_it_is_unloaded(hass, household) -> None:
    entry = await household(line_subentry())

    hass.bus.async_fire(EVENT_CORE_CONFIG_UPDATE)
    entry.runtime_data.lines[LINE_ID].async_derive()
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()

    # A timer that is left makes every test fail.
    assert hass.states.get(CALENDAR_ID).state == "unavailable"


async def test_it_belongs_to_the_household(hass, household) -> None:
    entry = await household(line_subentry())

    registered = er.async_get(hass).async_get(CALENDAR_ID)
    assert registered.unique_id == f"{entry.entry_id}_calendar"
    assert registered.config_subentry_id is None
