"""The catalogue in Home Assistant: read once, away from the event loop, and fit for the dialog."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
import threading

import pytest

from custom_components.sim_renewal.catalogue import async_get_catalogue
from custom_components.sim_renewal.catalogue.loader import DIRECTORY, load_catalogue
from custom_components.sim_renewal.flows.line import LineDialog
from custom_components.sim_renewal.settings.rules import rule_of

from .dialogs import filled

OFFERS = [
    pytest.param(offer, id=f"{carrier.carrier_id}.{offer.offer_id}")
    for carrier in load_catalogue().carriers
    for offer in carrier.offers
]

type Readings = list[tuple[str, int]]


@pytest.fixture
def disk() -> Iterator[threading.Event]:
    """Give what holds the reading of data files up while it is not set."""
    awake = threading.Event()
    awake.set()
    yield awake
    awake.set()


@pytest.fixture
def readings(monkeypatch, disk) -> Readings:
    """Return which data files are read, and by which thread."""
    read: Readings = []
    read_text = Path.read_text

    def recorded(path: Path, *args, **kwargs) -> str:
        if path.parent == DIRECTORY:
            disk.wait(5)
            read.append((path.name, threading.get_ident()))
        return read_text(path, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", recorded)
    return read


def files() -> Counter[str]:
    return Counter(path.name for path in DIRECTORY.glob("*.json"))


async def test_it_is_read_once_for_all_who_ask_at_the_same_time_and_later(hass, readings) -> None:
    asked = await asyncio.gather(*(async_get_catalogue(hass) for _ in range(5)))
    asked.append(await async_get_catalogue(hass))

    assert asked[0].carrier("fr.orange").name == "Orange"
    assert all(each is asked[0] for each in asked)
    assert Counter(name for name, _ in readings) == files()


async def test_it_is_read_away_from_the_event_loop(hass, readings) -> None:
    await async_get_catalogue(hass)

    assert readings
    assert threading.get_ident() not in {thread for _, thread in readings}


async def test_who_gives_up_does_not_take_it_from_the_others(hass, disk, readings) -> None:
    disk.clear()
    first = asyncio.create_task(async_get_catalogue(hass))
    second = asyncio.create_task(async_get_catalogue(hass))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    disk.set()

    assert (await second).carriers
    assert (await async_get_catalogue(hass)).carriers
    assert Counter(name for name, _ in readings) == files()


@pytest.mark.parametrize("offer", OFFERS)
async def test_the_dialog_of_a_line_takes_an_offer_as_it_is(hass, offer) -> None:
    dialog = await LineDialog.async_open(hass, None)
    dialog.values |= offer.settings

    typed = filled({"data_schema": dialog.terms_schema(None)})
    assert dialog.take_terms(typed) == {}

    kept = {key: dialog.data.get(key) for key in ("offer", "price")}
    assert kept == {key: offer.settings.get(key) for key in ("offer", "price")}
    assert dialog.data["currency"] == offer.settings.get("currency", "EUR")
    if offer.rule:
        assert rule_of(dialog.data) == rule_of(offer.settings)
