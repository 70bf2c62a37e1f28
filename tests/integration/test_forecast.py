"""What is told of a line's data: when it runs out, what was used, and what a day may use."""

import json
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from .conftest import file_of, line_subentry

USED = "sensor.router_used"

LASTING = {"service_until": "2026-12-13"}
"""Service that ends three weeks ahead."""


def shown(hass: HomeAssistant, key: str) -> str:
    return hass.states.get(f"sensor.papa_{key}").state


def is_early(hass: HomeAssistant) -> str:
    return hass.states.get("binary_sensor.papa_data_runs_out_early").state


def on_disk(hass: HomeAssistant) -> dict[str, Any]:
    return json.loads(file_of(hass).read_bytes())["data"]


@pytest.fixture
def type_in(act, move_to):
    """Return a function that types in at ten o'clock of days in November what is left in GB."""

    async def type_each(amounts: dict[int, float]) -> None:
        for day, amount in amounts.items():
            await move_to(f"2026-11-{day}T10:00:00+01:00")
            await act("update_balance", data=amount)

    return type_each


async def test_nothing_is_told_of_data_that_nobody_knows(hass, household) -> None:
    await household(line_subentry())

    keys = ("data_used", "data_runs_out", "data_budget")
    assert [shown(hass, key) for key in keys] == ["unknown"] * 3
    assert is_early(hass) == "unknown"


async def test_a_few_readings_that_were_typed_in_tell_when_data_runs_out(
    hass, household, act, type_in
) -> None:
    await household(line_subentry(**LASTING))
    await type_in({23: 10})
    assert (shown(hass, "data_runs_out"), is_early(hass)) == ("unknown", "unknown")

    await type_in({24: 9, 25: 8})

    assert shown(hass, "data_runs_out") == "2026-12-03T09:00:00+00:00"
    assert is_early(hass) == "on"
    assert shown(hass, "data_used") == "unknown"
    assert float(shown(hass, "data_budget")) == pytest.approx(8 / 19)
    state = hass.states.get("sensor.papa_data_budget")
    assert state.attributes["unit_of_measurement"] == "GB/d"

    await act("update_balance", allowance=20)
    assert float(shown(hass, "data_used")) == 12


async def test_enough_data_is_not_early(hass, household, type_in) -> None:
    await household(line_subentry(**LASTING))

    await type_in({23: 40, 24: 39, 25: 38})

    assert shown(hass, "data_runs_out") == "2027-01-02T09:00:00+00:00"
    assert is_early(hass) == "off"


async def test_data_that_lasts_for_years_is_enough(hass, household, type_in) -> None:
    await household(line_subentry(**LASTING))

    await type_in({23: 900, 24: 899, 25: 898})

    assert (shown(hass, "data_runs_out"), is_early(hass)) == ("unknown", "off")


async def test_data_that_is_used_up_has_run_out_early(hass, household, type_in) -> None:
    await household(line_subentry(**LASTING))

    await type_in({23: 2, 24: 1, 25: 0})

    assert (shown(hass, "data_runs_out"), is_early(hass)) == ("unknown", "on")
    assert float(shown(hass, "data_budget")) == 0


async def test_a_renewal_makes_the_rest_unknown_until_it_is_read(
    hass, household, act, type_in, move_to
) -> None:
    await household(line_subentry(**LASTING))
    await type_in({23: 10, 24: 9, 25: 8})

    await move_to("2026-11-26T10:00:00+01:00")
    renewal = await act("record_renewal", amount=10)
    assert (shown(hass, "data_runs_out"), is_early(hass)) == ("unknown", "unknown")
    assert shown(hass, "data_budget") == "unknown"

    await act("edit_renewal", renewal_id=renewal["renewal_id"], data=27)
    assert shown(hass, "data_runs_out") == "2026-12-23T09:00:00+00:00"

    await act("undo_renewal")
    assert shown(hass, "data_runs_out") == "2026-12-03T09:00:00+00:00"


async def test_a_forecast_that_has_come_is_no_longer_told(
    hass, household, type_in, move_to
) -> None:
    await household(line_subentry(**LASTING))
    await type_in({23: 3, 24: 2})
    assert shown(hass, "data_runs_out") == "2026-11-26T09:00:00+00:00"

    await move_to("2026-11-26T09:59:59+01:00")
    assert shown(hass, "data_runs_out") == "2026-11-26T09:00:00+00:00"
    await move_to("2026-11-26T10:15:00+01:00")
    assert shown(hass, "data_runs_out") == "unknown"


async def test_the_history_is_kept_over_a_restart(hass, household, type_in) -> None:
    entry = await household(line_subentry(**LASTING))
    await type_in({23: 10, 24: 9, 25: 8})

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert shown(hass, "data_runs_out") == "2026-12-03T09:00:00+00:00"
    assert [left for _, left in on_disk(hass)["history"]] == [10**10, 9 * 10**9, 8 * 10**9]


async def test_the_balance_of_a_record_without_a_history_begins_it(
    hass, household, act, move_to
) -> None:
    entry = await household(line_subentry(**LASTING, data_remaining=10))
    await hass.config_entries.async_unload(entry.entry_id)
    document = json.loads(file_of(hass).read_bytes())
    document["data"]["history"] = []
    file_of(hass).write_text(json.dumps(document), encoding="utf-8")
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    await move_to("2026-11-24T10:00:00+01:00")
    await act("update_balance", data=9)

    assert shown(hass, "data_runs_out") == "2026-12-03T09:00:00+00:00"


async def test_a_counter_tells_what_was_used_and_when_there_is_more(
    hass, household, move_to
) -> None:
    def count(used: int) -> None:
        hass.states.async_set(USED, str(used), {"unit_of_measurement": "GB"})

    count(4)
    source = {
        "kind": "entity",
        "bindings": {"data_used": {"entity": USED}},
        "allowance": 20,
        "reset_day": 5,
    }
    await household(line_subentry(service_until="2027-11-26", source=source))
    for day, used in ((24, 5), (25, 6), (26, 0), (27, 1)):
        await move_to(f"2026-11-{day}T10:00:00+01:00")
        count(used)
        await move_to(f"2026-11-{day}T11:00:00+01:00")

    assert float(shown(hass, "data_used")) == 7
    assert float(shown(hass, "data_budget")) == pytest.approx(13 / 8)
    assert is_early(hass) == "off"
    assert shown(hass, "data_runs_out") > "2026-12-10"

    count(15)
    await move_to("2026-11-27T12:00:00+01:00")
    assert float(shown(hass, "data_used")) == 21
    assert (is_early(hass), float(shown(hass, "data_budget"))) == ("on", 0)

    await move_to("2026-12-05T00:00:00+01:00")
    assert float(shown(hass, "data_used")) == 0
    assert float(shown(hass, "data_budget")) == pytest.approx(20 / 31)
    assert shown(hass, "data_runs_out") > "2026-12-20"
