"""A source that tells only how many days are left: what rises is news, what stays says nothing.

Papa: 30 days from the later of today and the current end, until 26 November; it is the 23rd.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from custom_components.sim_renewal.const import DOMAIN
from tests.carriers.fakes import ICCID, KeepGoFake

from .carriers import add, carrier, fed_by, no_chance
from .evidence import LEFT, Home, every_of, moment, opened
from .rest import server, settle, source

__all__ = ["add", "carrier", "no_chance", "opened", "server"]


class DaysLeft(KeepGoFake):
    """An account of which the only SIM has days left, and perhaps a date."""

    def __init__(self, days: int | None, ends: str | None) -> None:
        """Begin with a number of days, and perhaps a date."""
        super().__init__("good")
        self.days, self.ends = days, ends

    def _card(self, number: str) -> dict[str, Any]:
        return {"status": "Active", "remaining_days": self.days, "expired_at": self.ends}


type Counting = tuple[Home, Callable[[int | None], Awaitable[None]]]


@pytest.fixture
def counting(opened, server, carrier, add) -> Callable[..., Awaitable[Counting]]:
    """Return a function that sets Papa up with what counts days, and one to go on counting."""

    async def by_entity(days: int, **line: Any) -> Counting:
        bindings = {"expiry": {"entity": LEFT, "days_left": True}}
        feed = {"kind": "entity", "bindings": bindings, "stale_after_hours": 48}
        home = await opened(say={LEFT: days}, source=feed, **line)

        async def count(left: int) -> None:
            home.say(LEFT, left)

        return home, count

    async def by_server(days: int, **line: Any) -> Counting:
        server.carrier.document = {"days": days}
        feed = source(server, bindings={"expiry": {"path": "days", "days_left": True}})
        home = await opened(source=feed, **line)

        async def count(left: int) -> None:
            server.carrier.document = {"days": left}

        return home, count

    async def by_account(days: int, ends: str | None = None, **line: Any) -> Counting:
        started = await carrier("keepgo")
        says = started.carrier = DaysLeft(days, ends)
        entry = await add("keepgo", seen=(ICCID,))
        home = await opened(source=fed_by(entry, "keepgo"), **line)

        async def count(left: int | None) -> None:
            says.days, says.ends = left, None

        return home, count

    doors = {"entity": by_entity, "server": by_server, "account": by_account}

    async def start(door: str, days: int, **line: Any) -> Counting:
        return await doors[door](days, **line)

    return start


DOORS = every_of("door", {each: each for each in ("entity", "server", "account")})


async def day_by_day(
    home: Home, count: Any, days: dict[int, int | None], month: int = 11
) -> list[str]:
    """Let the source count on some days of a month; return the date that is shown on each."""
    shown = []
    for day, left in days.items():
        await home.at(moment(day, 12, month=month))
        await count(left)
        await settle(home.hass)
        await home.at(moment(day, 21, month=month))
        await settle(home.hass)
        shown.append(home.shown())
    return shown


@DOORS
async def test_a_number_of_days_that_jumps_up_moves_the_date(counting, door) -> None:
    home, count = await counting(door, 4, service_until=None)
    assert home.shown() == "2026-11-26"

    shown = await day_by_day(home, count, {24: 2, 25: 31, 26: 30})

    assert shown == ["2026-11-26", "2026-12-26", "2026-12-26"]


@DOORS
async def test_a_number_of_days_that_stays_for_days_moves_nothing(counting, door) -> None:
    home, count = await counting(door, 4, service_until=None)

    shown = await day_by_day(home, count, {23: 4, 24: 4, 25: 4, 26: 0})

    assert shown == ["2026-11-26"] * 4


@DOORS
async def test_a_number_of_days_that_catches_up_in_part_is_late_and_moves_nothing(
    counting, door
) -> None:
    home, count = await counting(door, 4, service_until=None)

    shown = await day_by_day(home, count, {23: 4, 24: 4, 25: 3, 26: 1, 27: 31})

    assert shown == [*["2026-11-26"] * 4, "2026-12-28"]


@DOORS
async def test_a_late_number_of_days_after_a_press_is_asked_about_until_it_rises(
    counting, door
) -> None:
    home, count = await counting(door, 4, service_until=None)
    await home.act("record_renewal")
    assert home.shown() == "2026-12-26"

    assert await day_by_day(home, count, {23: 4}) == ["2026-11-26"]
    assert not home.line.data.doubt.is_settled

    assert await day_by_day(home, count, {24: 32, 25: 31}) == ["2026-12-26"] * 2
    assert home.line.data.doubt is None


@DOORS
@pytest.mark.parametrize("later", [24, 26])
async def test_a_press_after_the_number_of_days_has_risen_is_contained(
    counting, door, later
) -> None:
    home, count = await counting(door, 4, service_until=None)
    days = range(24, later + 1)
    told = await day_by_day(home, count, {day: 32 - (day - 24) for day in days})
    assert set(told) == {"2026-12-26"}

    await home.at(moment(later, 22))
    await home.act("record_renewal")

    assert home.shown() == "2026-12-26"
    assert home.contained == [True]


async def test_an_account_that_had_a_date_and_then_only_counts_is_followed(counting) -> None:
    home, count = await counting("account", 4, ends="2027-02-01 08:00:00", service_until=None)
    assert home.shown() == "2027-02-01"

    shown = await day_by_day(home, count, {24: 69, 25: 99, 26: 98})

    assert shown == ["2027-02-01", "2027-03-04", "2027-03-04"]


async def test_an_account_that_is_loaded_again_goes_on_counting(counting) -> None:
    home, count = await counting("account", 4, service_until=None)
    await home.at(moment(24, 9))
    (account,) = (
        each for each in home.hass.config_entries.async_entries(DOMAIN) if "kind" in each.data
    )

    await home.hass.config_entries.async_reload(account.entry_id)
    await settle(home.hass)
    assert home.shown() == "2026-11-26"

    assert await day_by_day(home, count, {25: 31}) == ["2026-12-26"]


async def test_days_left_of_an_account_that_are_said_again_after_a_month_are_news(
    counting,
) -> None:
    home, count = await counting("account", 30, service_until=None)
    assert home.shown() == "2026-12-22"
    await count(None)
    await day_by_day(home, count, {24: None})

    assert await day_by_day(home, count, {22: 30}, month=12) == ["2027-01-21"]
