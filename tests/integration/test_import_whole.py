"""An import is all or nothing, whatever the disk does, and loads the household once."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.file import WriteError, write_utf8_file_atomic
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE, device_of
from .transfers import (
    MAMA,
    PAPA,
    an_id,
    bring,
    call,
    files,
    line_row,
    lines_of,
    loads,
    mama,
    papa,
    record_of,
    renewal_row,
    row,
    table,
    traces,
)


@contextmanager
def a_write_fails(hass: HomeAssistant, first: int, last: int = 10**6) -> Iterator[list[str]]:
    """Let the disk refuse some of the records that are written from now on, counted from 1."""
    written: list[str] = []

    def write(filename: str, *args: Any, **kwargs: Any) -> None:
        if f"{DOMAIN}." in filename:
            written.append(filename)
            if first <= len(written) <= last:
                raise WriteError(OSError(28, "No space left on device"))
        write_utf8_file_atomic(filename, *args, **kwargs)

    with patch("homeassistant.helpers.storage.write_utf8_file_atomic", side_effect=write):
        yield written


@contextmanager
def storage_is_gone(hass: HomeAssistant) -> Iterator[None]:
    """Put a file where the directory was, as a disk that was mounted wrongly."""
    storage = Path(hass.config.path(".storage"))
    away = storage.rename(storage.with_name("away"))
    storage.touch()
    yield
    storage.unlink()
    away.rename(storage)


TO_FOUR_LINES = table(
    line_row(line="Oma", rule="never"),
    line_row(line="Opa", rule="never"),
    *(renewal_row(line=line) for line in ("Papa", "Mama", "Oma", "Opa")),
    row(kind="activity", line="Papa", date="2026-11-01", activity="call"),
)


@pytest.mark.parametrize("failing", [1, 2, 3, 4])
async def test_a_write_that_fails_leaves_everything_as_it_was(
    hass, household, act, failing
) -> None:
    entry = await household(papa(), mama())
    recorded = await act("record_renewal", PAPA, amount=10)
    await act("undo_renewal", PAPA, renewal_id=recorded["renewal_id"])
    loaded = loads(entry)
    before = traces(hass)

    with a_write_fails(hass, failing, failing), pytest.raises(HomeAssistantError) as failure:
        await bring(hass, TO_FOUR_LINES)
    await hass.async_block_till_done()

    assert failure.value.translation_key == "record_not_saved"
    assert traces(hass) == before
    assert loaded == []

    answer = await bring(hass, TO_FOUR_LINES)
    assert (answer["lines_added"], answer["renewals_added"]) == (2, 4)


async def test_a_storage_that_is_gone_leaves_everything_as_it_was(hass, household) -> None:
    await household(papa(), mama())
    before = traces(hass)

    with storage_is_gone(hass), pytest.raises(HomeAssistantError) as failure:
        await bring(hass, TO_FOUR_LINES)

    assert failure.value.translation_key == "record_not_saved"
    await hass.async_block_till_done()
    assert traces(hass) == before


async def test_a_disk_that_takes_nothing_back_is_told_and_importing_again_mends_it(
    hass, household
) -> None:
    entry = await household(papa(), mama())

    with a_write_fails(hass, 4), pytest.raises(HomeAssistantError) as failure:
        await bring(hass, TO_FOUR_LINES)
    await hass.async_block_till_done()

    assert failure.value.translation_key == "import_half_done"
    assert failure.value.translation_placeholders == {"count": "1"}
    assert "1 lines had got already" in str(failure.value)
    assert [line.title for line in lines_of(entry)] == ["Papa", "Mama"]
    assert files(hass).keys() == {f"sim_renewal.{PAPA}", f"sim_renewal.{MAMA}"}

    answer = await bring(hass, TO_FOUR_LINES)
    assert (answer["lines_added"], answer["renewals_added"], answer["unchanged"]) == (2, 3, 2)
    assert [len(record_of(entry, each).renewals) for each in (PAPA, MAMA)] == [1, 1]


async def test_what_is_recorded_while_an_import_is_taken_back_stays(hass, household, act) -> None:
    entry = await household(papa(), mama())

    def write(filename: str, *args: Any, **kwargs: Any) -> None:
        if MAMA in filename:
            recording = call(hass, "record_activity", device_id=device_of(hass, PAPA), kind="sms")
            asyncio.run_coroutine_threadsafe(recording, hass.loop).result()
            raise WriteError(OSError(28, "No space left on device"))
        write_utf8_file_atomic(filename, *args, **kwargs)

    with (
        patch("homeassistant.helpers.storage.write_utf8_file_atomic", side_effect=write),
        pytest.raises(HomeAssistantError),
    ):
        await bring(hass, TO_FOUR_LINES)

    assert record_of(entry).renewals == ()
    assert [each.kind for each in record_of(entry).activities] == ["sms"]


async def test_a_caller_that_goes_away_leaves_nothing_half_done(hass, household) -> None:
    entry = await household(papa(), mama())
    caller = hass.async_create_task(bring(hass, TO_FOUR_LINES))
    await asyncio.sleep(0)

    caller.cancel()
    await hass.async_block_till_done(wait_background_tasks=True)

    assert caller.cancelled()
    assert len(lines_of(entry)) == len(entry.runtime_data.lines) == 4
    assert {len(line.record.renewals) for line in entry.runtime_data.lines.values()} == {1}


# Loading once


async def test_a_thousand_lines_are_loaded_once(hass, household) -> None:
    """Their entities are disabled: Home Assistant takes 10,000 enabled ones of an entry."""
    entry = await household(papa())
    hass.config_entries.async_update_entry(entry, pref_disable_new_entities=True)
    await hass.async_block_till_done()
    loaded = loads(entry)
    rows = [line_row(line=f"Line {number}") for number in range(1000)]

    assert (await bring(hass, table(*rows)))["lines_added"] == 1000

    assert len(loaded) == 1
    assert len(entry.runtime_data.lines) == 1001
    assert len(files(hass)) == 1001
    assert all(line.last_update_success for line in entry.runtime_data.lines.values())
    await hass.async_block_till_done()
    assert len(loaded) == 1


async def test_imports_at_the_same_moment_know_of_each_other(hass, household) -> None:
    entry = await household(papa())
    text = table(
        line_row(number="06 39 98 00 03"), renewal_row(line="Oma", service_until="2026-12-01")
    )

    answers = await asyncio.gather(*(bring(hass, text) for _ in range(3)))

    assert sorted(answer["lines_added"] for answer in answers) == [0, 0, 1]
    assert sorted(answer["renewals_added"] for answer in answers) == [0, 0, 1]
    assert sorted(line.title for line in lines_of(entry)) == ["Oma", "Papa"]


def another_line(number: int) -> ConfigSubentry:
    return ConfigSubentry(
        data=LINE | {"number": None, "iccid": None},
        subentry_id=an_id(number),
        subentry_type="line",
        title=f"Line {number}",
        unique_id=None,
    )


async def test_changes_that_are_made_while_the_household_loads_make_it_load_once_more(
    hass, household
) -> None:
    entry = await household(papa())
    loaded = loads(entry)

    for number in range(5):
        hass.config_entries.async_add_subentry(entry, another_line(number))
    hass.config_entries.async_update_entry(entry, title="Home")
    await hass.async_block_till_done()

    assert len(loaded) == 2
    assert entry.runtime_data.lines.keys() == {PAPA, *(an_id(number) for number in range(5))}

    hass.config_entries.async_remove_subentry(entry, PAPA)
    await hass.async_block_till_done()

    assert len(loaded) == 3
    assert f"sim_renewal.{PAPA}" not in files(hass)


async def test_a_line_that_goes_while_the_household_loads_leaves_the_others_running(
    hass, household
) -> None:
    entry = await household(papa(), mama())

    hass.config_entries.async_add_subentry(entry, another_line(1))
    hass.config_entries.async_remove_subentry(entry, PAPA)
    hass.config_entries.async_remove_subentry(entry, an_id(1))
    await hass.async_block_till_done()

    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.lines.keys() == {MAMA}
    assert files(hass).keys() == {f"sim_renewal.{MAMA}"}
