"""What recording one renewal costs in a large household, compared with a household of one line.

Usage: .venv/bin/python -m benchmarks.record_renewal [--lines 1000] [--renewals 120]

Prints the median time of the action, until the renewal is on the disk and the entities show it, in
both households, their ratio, and as a floor the time to write a file of that size through to the
disk. The ratio should stay below 2.
"""

import argparse
import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
import json
import os
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from homeassistant import loader
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_test_home_assistant

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.encoding import record_to_json
from custom_components.sim_renewal.core.evidence import Teller
from custom_components.sim_renewal.core.model import Renewal
from custom_components.sim_renewal.core.record import Record

REPETITIONS = 15
ROOT = Path(__file__).parent.parent

LINE = {
    "form": "physical",
    "price": 10,
    "currency": "EUR",
    "rule": "fixed_term",
    "term": 30,
    "term_unit": "days",
    "extends_from": "later",
    "grace_unit": "months",
}


def line_id(number: int) -> str:
    """Return the id of a line."""
    return f"{number:026d}"


def history(renewals: int) -> Record:
    """Return a record with so many renewals, one a month."""
    first = date.today() - timedelta(days=30 * renewals)  # noqa: DTZ011
    stated = Record().with_dates(datetime(2000, 1, 1, tzinfo=UTC), Teller.SETUP, service=first)
    return replace(
        stated,
        renewals=tuple(
            Renewal(
                renewal_id=f"{number:026d}",
                renewed_on=first + timedelta(days=30 * number),
                recorded_at=datetime.now(UTC),
                amount=Decimal(10),
                currency="EUR",
                note="at the corner shop",
            )
            for number in range(renewals)
        ),
    )


def keep_records(directory: Path, lines: int, renewals: int) -> None:
    """Write the records of all lines, as they were kept by earlier years."""
    storage = directory / ".storage"
    storage.mkdir()
    data = record_to_json(history(renewals))
    for number in range(lines):
        key = f"{DOMAIN}.{line_id(number)}"
        document = {"version": 1, "minor_version": 1, "key": key, "data": data}
        (storage / key).write_text(json.dumps(document))


async def set_up(hass: HomeAssistant, lines: int) -> str:
    """Set up a household of so many lines; return the device of the first one."""
    hass.data.pop(loader.DATA_CUSTOM_COMPONENTS, None)
    await async_setup_component(hass, "persistent_notification", {})
    entry = MockConfigEntry(
        domain=DOMAIN,
        subentries_data=[
            ConfigSubentryData(
                data=LINE,
                subentry_type="line",
                title=f"Line {number}",
                unique_id=None,
                subentry_id=line_id(number),  # type: ignore[typeddict-unknown-key]
            )
            for number in range(lines)
        ],
    )
    entry.add_to_hass(hass)
    if not await hass.config_entries.async_setup(entry.entry_id):
        raise SystemExit("The household did not start.")
    await hass.async_block_till_done()
    device_id = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, line_id(0)), config_entry_id=entry.entry_id
    )
    return str(device_id)


async def measure(lines: int, renewals: int) -> float:
    """Return the median seconds of the action in a household of so many lines."""
    with TemporaryDirectory() as temporary:
        directory = Path(temporary)
        keep_records(directory, lines, renewals)
        (directory / "custom_components").symlink_to(ROOT / "custom_components")
        async with async_test_home_assistant(config_dir=temporary) as hass:
            await ir.async_load(hass, load_empty=True)
            device_id = await set_up(hass, lines)
            renewal = {"device_id": device_id, "amount": 10, "in_addition": True}
            seconds = []
            for _ in range(REPETITIONS):
                begun = perf_counter()
                await hass.services.async_call(DOMAIN, "record_renewal", renewal, blocking=True)
                seconds.append(perf_counter() - begun)
                await hass.async_block_till_done()
            await hass.async_stop(force=True)
    return median(seconds)


def floor(renewals: int) -> float:
    """Return the median seconds of writing one record's bytes through to the disk."""
    content = json.dumps(record_to_json(history(renewals))).encode()
    seconds = []
    with TemporaryDirectory() as temporary:
        for number in range(REPETITIONS):
            begun = perf_counter()
            with (Path(temporary) / str(number)).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            seconds.append(perf_counter() - begun)
    return median(seconds)


def main() -> None:
    """Measure both households and the floor, and print them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--renewals", type=int, default=120)
    options = parser.parse_args()
    lines, renewals = options.lines, options.renewals
    disk = floor(renewals)
    one = asyncio.run(measure(1, renewals))
    many = asyncio.run(measure(lines, renewals))
    print(f"floor, one file of {renewals} renewals to the disk: {disk * 1000:7.2f} ms")
    print(f"one line:    {one * 1000:7.2f} ms   {one / disk:5.2f} x floor")
    print(f"{lines} lines:  {many * 1000:7.2f} ms   {many / disk:5.2f} x floor")
    print(f"ratio:       {many / one:7.2f}")


if __name__ == "__main__":
    main()
