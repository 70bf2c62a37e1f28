"""A clock that was ahead and was put right keeps no newer word out.

Papa: 30 days from the later of today and the current end, until 26 November; it is the 23rd.
"""

from datetime import date

import pytest

from .evidence import DATES, ENDS, LEFT, LISTENING, Home, every_of, fed, moment, opened, webhook
from .rest import settle

__all__ = ["opened"]

AHEAD = moment(23, month=12)


async def _data_by_entity(home: Home, left: int) -> None:
    home.say(LEFT, left, unit_of_measurement="GB")
    await home.hass.async_block_till_done()


async def _data_by_text(home: Home, left: int) -> None:
    await home.act("import_message", text=f"Il vous reste {left} Go.", sender="Orange")


async def _data_by_webhook(home: Home, left: int) -> None:
    await webhook(home, f"Il vous reste {left} Go.")


DATA = {
    "entity": ({"source": fed(data_remaining=LEFT)}, _data_by_entity),
    "text": ({}, _data_by_text),
    "webhook": ({"source": LISTENING}, _data_by_webhook),
}


@every_of("door", DATA)
@pytest.mark.parametrize("later", [moment(23, 10, 5), moment(23, 11)])
async def test_a_measure_of_the_future_blocks_no_newer_one(opened, door, later) -> None:
    feed, say = door
    home = await opened(**feed)
    await home.at(AHEAD)
    await say(home, 9)
    assert home.shown("data_remaining") == "9"

    await home.at(later)
    assert home.shown("data_remaining") == "9"
    await say(home, 5)

    assert home.shown("data_remaining") == "5"


@every_of("door", {"text": ({}, DATES["text"]), "entity": ({"source": fed(expiry=ENDS)}, None)})
@pytest.mark.parametrize("later", [moment(23, 10, 5), moment(23, 11)])
async def test_a_date_of_the_future_blocks_no_newer_one(opened, door, later) -> None:
    feed, tell = door
    home = await opened(**feed)

    async def say(day: date) -> None:
        if tell is not None:
            await tell(home, day)
        home.say(ENDS, day)
        await settle(home.hass)

    await home.at(AHEAD)
    await say(date(2027, 1, 24))
    await home.at(later)
    assert home.shown() == "2027-01-24"
    await say(date(2026, 12, 24))

    assert home.shown() == "2026-12-24"


async def test_a_source_that_was_heard_in_the_future_is_not_silent_too_late(opened) -> None:
    home = await opened(say={ENDS: "2026-11-26"}, source=fed(expiry=ENDS))
    await home.at(AHEAD)
    home.say(ENDS, "2026-11-26", note="said again")
    await settle(home.hass)

    await home.at(moment(23, 11))
    home.hass.states.async_remove(ENDS)
    await home.at(moment(26, 11))

    problem = home.hass.states.get("binary_sensor.papa_source_problem")
    assert problem.state == "on"


@every_of("tell", DATES, "text", "set_validity")
@pytest.mark.parametrize("ends", [date(2026, 12, 24), date(2026, 12, 26)])
async def test_a_press_before_a_date_of_a_clock_seconds_ahead_is_contained(
    opened, tell, ends
) -> None:
    home = await opened(grace=1)
    await home.at("2026-11-23T12:00:36+01:00")
    await tell(home, ends)
    await home.at(moment(23, 12))

    answer = await home.act("record_renewal")

    assert (answer["outcome"], answer["before"]) == ("contained", answer["after"])
    assert home.shown() == ends.isoformat()
