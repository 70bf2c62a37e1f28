"""Dates and balances that are typed in on the dashboard."""

from datetime import UTC, datetime
from decimal import Decimal
import json
from pathlib import Path
from typing import Any

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity_component import DATA_INSTANCES
from homeassistant.helpers.translation import async_get_translations
import pytest

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.model import Bucket

from .conftest import LINE_ID, file_of, line_subentry
from .dialogs import change_line, check_form, choose, go_on, shown

TYPED = (
    "date.papa_service_until",
    "date.papa_number_until",
    "number.papa_data_remaining",
    "number.papa_credit",
)


def state(hass, entity_id: str) -> str:
    return hass.states.get(entity_id).state


def on_disk(hass) -> dict[str, Any]:
    return json.loads(file_of(hass).read_bytes())["data"]


def record_of(entry):
    return entry.runtime_data.lines[LINE_ID].record


async def type_in(hass, entity_id: str, value: Any) -> None:
    """Type a value into an entity of the dashboard."""
    domain = entity_id.partition(".")[0]
    field = {"date": "date", "number": "value"}[domain]
    await hass.services.async_call(
        domain, "set_value", {"entity_id": entity_id, field: value}, blocking=True
    )
    await hass.async_block_till_done()


async def check_refused(hass, entity_id: str, value: Any, reason: str, field: str) -> None:
    """Check that a value is refused in words that name the field, and changes nothing."""
    kept, before = on_disk(hass), [state(hass, each) for each in TYPED]
    with pytest.raises(ServiceValidationError) as refusal:
        await type_in(hass, entity_id, value)
    error = refusal.value
    assert (error.translation_domain, error.translation_key) == (DOMAIN, reason)
    assert error.translation_placeholders == {"field": field}
    words = await async_get_translations(hass, "en", "exceptions", {DOMAIN})
    assert words[f"component.{DOMAIN}.exceptions.{reason}.message"].startswith("{field}: ")
    assert on_disk(hass) == kept
    assert [state(hass, each) for each in TYPED] == before


async def test_they_show_what_is_known_and_belong_to_the_lines_device(hass, household) -> None:
    entry = await household(line_subentry(grace=6, data_remaining=1.5, credit=4.2))

    assert [state(hass, each) for each in TYPED] == ["2026-11-26", "2027-05-26", "1.5", "4.2"]
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, LINE_ID), config_entry_id=entry.entry_id
    )
    entities = [er.async_get(hass).async_get(each) for each in TYPED]
    assert {each.device_id for each in entities} == {device.id}
    assert [each.unique_id for each in entities] == [
        f"{LINE_ID}_{entity_id.partition('papa_')[2]}" for entity_id in TYPED
    ]


async def test_what_nobody_knows_is_unknown_and_never_zero(hass, household) -> None:
    await household(line_subentry(service_until=None))

    assert {state(hass, each) for each in TYPED} == {"unknown"}


# ---- dates -------------------------------------------------------------------------------------


async def test_a_typed_service_date_holds_and_the_number_follows_by_the_rule(
    hass, household, act, paris
) -> None:
    entry = await household(line_subentry(grace=3, credit=7.0))
    await act("record_renewal", amount=10, payer="Anna")
    assert state(hass, "date.papa_service_until") == "2026-12-26"
    paris.tick(60)

    await type_in(hass, "date.papa_service_until", "2027-01-31")

    shown_dates = [state(hass, each) for each in TYPED[:2]]
    assert shown_dates == ["2027-01-31", "2027-04-30"]
    assert state(hass, "sensor.papa_service_until") == "2027-01-31"
    assert state(hass, "sensor.papa_number_until") == "2027-04-30"
    (ledger,) = entry.runtime_data.lines[LINE_ID].entries
    assert (ledger.renewal.amount, ledger.renewal.payer) == (10, "Anna")
    assert ledger.is_contained
    assert state(hass, "number.papa_credit") == "7.0"
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert [state(hass, each) for each in TYPED[:2]] == shown_dates


async def test_a_typed_date_that_is_far_ahead_is_refused_once(hass, household) -> None:
    await household(line_subentry())
    entity_id = "date.papa_service_until"

    await check_refused(hass, entity_id, "2028-01-05", "far_ahead", "service_until")
    await check_refused(hass, entity_id, "2028-01-06", "far_ahead", "service_until")
    await type_in(hass, entity_id, "2028-01-06")

    assert state(hass, entity_id) == "2028-01-06"


async def test_a_typed_credit_that_is_far_too_much_is_refused_once(hass, household, act) -> None:
    await household(line_subentry(rule="balance_burn", fee=20, term=1, term_unit="months"))
    entity_id = "number.papa_credit"

    await check_refused(hass, entity_id, 9999, "far_credit", "credit")
    await type_in(hass, entity_id, 9999)

    assert state(hass, entity_id) == "9999.0"


async def test_a_typed_number_date_holds_and_service_stays(hass, household) -> None:
    await household(line_subentry())

    await type_in(hass, "date.papa_number_until", "2027-06-30")

    assert [state(hass, each) for each in TYPED[:2]] == ["2026-11-26", "2027-06-30"]
    await type_in(hass, "date.papa_number_until", "2026-11-26")
    assert [state(hass, each) for each in TYPED[:2]] == ["2026-11-26", "2026-11-26"]


async def test_a_date_can_be_typed_where_none_was_known(hass, household) -> None:
    await household(line_subentry(service_until=None))

    await type_in(hass, "date.papa_service_until", "2026-12-24")

    assert state(hass, "sensor.papa_days_left") == "31"
    assert state(hass, "date.papa_number_until") == "unknown"


@pytest.mark.parametrize(
    ("key", "day", "reason"),
    [
        ("number_until", "2026-11-25", "number_before_service"),
        ("service_until", "2027-01-01", "service_after_number"),
    ],
)
async def test_a_number_that_would_be_lost_before_service_ends_is_refused(
    hass, household, key, day, reason
) -> None:
    await household(line_subentry(number_until="2026-12-31"))

    await check_refused(hass, f"date.papa_{key}", day, reason, key)


@pytest.mark.parametrize("key", ["service_until", "number_until"])
@pytest.mark.parametrize("day", ["1999-12-31", "2076-12-31", "9999-12-31"])
async def test_a_date_that_cannot_be_is_refused(hass, household, key, day) -> None:
    await household(line_subentry(grace=6))

    await check_refused(hass, f"date.papa_{key}", day, "date_out_of_range", key)


async def test_a_number_that_only_use_keeps_can_be_lost_before_service_ends(
    hass, household, act
) -> None:
    entry = await household(line_subentry(kept_by_use=30, kept_by_use_unit="days"))
    await act("record_activity", kind="call")
    assert state(hass, "date.papa_number_until") == "2026-12-23"

    await type_in(hass, "date.papa_service_until", "2027-06-30")
    assert [state(hass, each) for each in TYPED[:2]] == ["2027-06-30", "2026-12-23"]

    form = await choose(hass, entry, LINE_ID, "dates")
    assert (shown(form)["service_until"], shown(form)["number_until"]) == (
        "2027-06-30",
        "2026-12-23",
    )
    assert (await go_on(hass, form))["reason"] == "reconfigure_successful"
    assert [state(hass, each) for each in TYPED[:2]] == ["2027-06-30", "2026-12-23"]

    await change_line(hass, entry, LINE_ID, kept_by_use=None)
    form = await change_line(hass, entry, LINE_ID, number_until="2026-12-23")
    check_form(form, "dates", {"number_until": "number_before_service"})


# ---- balances ----------------------------------------------------------------------------------


async def test_balances_have_units_and_limits(hass, household) -> None:
    await household(line_subentry(currency="CNY", data_remaining=1.5, credit=4.2))

    found = {}
    for entity_id in TYPED[2:]:
        attributes = hass.states.get(entity_id).attributes
        keys = ("unit_of_measurement", "device_class", "min", "max", "step", "mode")
        found[entity_id] = [attributes[key] for key in keys]
    assert found == {
        "number.papa_data_remaining": ["GB", "data_size", 0, 10_000, 0.01, "box"],
        "number.papa_credit": ["CNY", "monetary", 0, 1_000_000, 0.01, "box"],
    }


@pytest.mark.parametrize(
    ("key", "bucket", "value", "kept", "seen"),
    [
        ("data_remaining", Bucket.DATA_REMAINING, 12.5, Decimal(12_500_000_000), "12.5"),
        ("data_remaining", Bucket.DATA_REMAINING, 0, Decimal(0), "0.0"),
        ("data_remaining", Bucket.DATA_REMAINING, 0.1, Decimal(100_000_000), "0.1"),
        ("credit", Bucket.CREDIT, 4.35, Decimal("4.35"), "4.35"),
        ("credit", Bucket.CREDIT, 0, Decimal(0), "0.0"),
        ("credit", Bucket.CREDIT, 200, Decimal(200), "200.0"),
    ],
)
async def test_a_typed_balance_is_a_reading_of_now_and_changes_no_dates(
    hass, household, act, paris, key, bucket, value, kept, seen
) -> None:
    entry = await household(line_subentry(data_remaining=7.0, credit=7.0))
    await act("record_renewal", amount=10)
    paris.move_to("2026-11-23T12:00:00+01:00")

    await type_in(hass, f"number.papa_{key}", value)

    assert state(hass, f"number.papa_{key}") == seen
    assert float(state(hass, f"sensor.papa_{key}")) == value
    assert state(hass, "sensor.papa_balance_updated") == "2026-11-23T11:00:00+00:00"
    record = record_of(entry)
    assert record.reading[bucket].amount == kept
    (other,) = record.reading.keys() - {bucket}
    assert record.reading[other].measured_at == datetime(2026, 11, 23, 9, tzinfo=UTC)
    (ledger,) = entry.runtime_data.lines[LINE_ID].entries
    assert (ledger.renewal.amount, ledger.is_contained) == (10, False)
    assert state(hass, "date.papa_service_until") == "2026-12-26"
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert state(hass, f"number.papa_{key}") == seen


@pytest.mark.parametrize("key", ["data_remaining", "credit"])
async def test_what_is_not_a_number_is_refused(hass, household, key) -> None:
    await household(line_subentry(data_remaining=7.0, credit=7.0))

    await check_refused(hass, f"number.papa_{key}", "nan", "not_a_number", key)


@pytest.mark.parametrize("key", ["data_remaining", "credit"])
@pytest.mark.parametrize("value", [-0.01, 1_000_001, "inf"])
async def test_a_balance_beyond_the_limits_is_refused_by_home_assistant(
    hass, household, key, value
) -> None:
    await household(line_subentry(data_remaining=7.0, credit=7.0))
    kept = on_disk(hass)

    with pytest.raises(ServiceValidationError) as refusal:
        await type_in(hass, f"number.papa_{key}", value)

    assert refusal.value.translation_key == "out_of_range"
    assert on_disk(hass) == kept


# ---- records that cannot be read or written ----------------------------------------------------


async def test_a_damaged_record_makes_them_unavailable_and_is_left_alone(hass, household) -> None:
    entry = await household(line_subentry(credit=7.0))
    assert await hass.config_entries.async_unload(entry.entry_id)
    path = file_of(hass)
    await hass.async_add_executor_job(path.write_text, "no JSON")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    before = {each.name: each.read_bytes() for each in path.parent.glob(f"{path.name}*")}

    assert {state(hass, each) for each in TYPED} == {"unavailable"}
    for entity_id, value in zip(TYPED, ("2027-01-31", "2027-01-31", 1, 1), strict=True):
        await type_in(hass, entity_id, value)  # Home Assistant passes an unavailable entity over

    coordinator = entry.runtime_data.lines[LINE_ID]
    assert coordinator.last_update_success is False
    assert {each.name: each.read_bytes() for each in path.parent.glob(f"{path.name}*")} == before


@pytest.mark.parametrize(
    ("entity_id", "method", "value"),
    [
        ("date.papa_service_until", "async_set_value", "2027-01-31"),
        ("date.papa_number_until", "async_set_value", "2027-01-31"),
        ("number.papa_data_remaining", "async_set_native_value", 1.0),
        ("number.papa_credit", "async_set_native_value", 1.0),
    ],
)
async def test_a_damaged_record_refuses_in_words(hass, household, entity_id, method, value) -> None:
    entry = await household(line_subentry())
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_add_executor_job(file_of(hass).write_text, "no JSON")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    domain = entity_id.partition(".")[0]
    entity = hass.data[DATA_INSTANCES][domain].get_entity(entity_id)

    with pytest.raises(HomeAssistantError) as refusal:
        await getattr(entity, method)(value)

    error = refusal.value
    assert (error.translation_domain, error.translation_key) == (DOMAIN, "record_damaged")
    assert error.translation_placeholders == {"line": "Papa"}


@pytest.mark.parametrize(
    ("entity_id", "value"), zip(TYPED, ("2026-12-24", "2026-12-24", 1, 1), strict=True)
)
async def test_a_disk_that_does_not_take_it_is_reported_and_nothing_changes(
    hass, household, entity_id, value
) -> None:
    entry = await household(line_subentry(data_remaining=7.0, credit=7.0))
    before = [state(hass, each) for each in TYPED]
    record = record_of(entry)
    await hass.async_add_executor_job(_put_a_directory_in_the_way, file_of(hass))

    with pytest.raises(HomeAssistantError) as refusal:
        await type_in(hass, entity_id, value)

    assert refusal.value.translation_key == "record_not_saved"
    assert ([state(hass, each) for each in TYPED], record_of(entry)) == (before, record)


def _put_a_directory_in_the_way(path: Path) -> None:
    path.unlink()
    path.mkdir()


async def test_what_is_typed_wins_over_what_a_clock_that_was_ahead_measured(
    hass, household, act, paris
) -> None:
    await household(line_subentry())
    paris.move_to("2027-11-23T10:00:00+01:00")
    await act("update_balance", data=9, credit=8)
    paris.move_to("2026-11-23T10:00:00+01:00")

    await type_in(hass, "number.papa_data_remaining", 2)
    answer = await act("update_balance", credit=3)

    assert answer == {"balance": {"data": 2.0, "credit": 3.0}, "advice": []}
