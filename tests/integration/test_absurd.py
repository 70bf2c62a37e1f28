"""Numbers and dates that cannot be: whatever one line is told, every other line goes on."""

from datetime import date
import json
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE_ID, file_of, line_subentry

MAMAN_ID = "M" * 26
FEE = {"rule": "balance_burn", "fee": 20, "term": 30, "term_unit": "days", "currency": "INR"}


def maman() -> Any:
    return line_subentry("Maman", MAMAN_ID, number=None, iccid=None)


async def renewed(hass, act) -> str:
    """Renew Maman; return until when her service then lasts by her sensor."""
    await act("record_renewal", MAMAN_ID)
    await hass.async_block_till_done()
    return hass.states.get("sensor.maman_service_until").state


async def names(hass) -> list[str]:
    answer = await hass.services.async_call(
        DOMAIN, "get_lines", {}, blocking=True, return_response=True
    )
    return [each["name"] for each in answer["lines"]]


@pytest.mark.parametrize(
    ("action", "data", "credit"),
    [
        ("import_message", {"text": "Your balance is INR 5000000.00"}, "unknown"),
        ("update_balance", {"credit": 1_000_000}, "1000000"),
    ],
)
async def test_a_credit_for_thousands_of_years_leaves_the_known_end(
    hass, household, act, freezer, action, data, credit
) -> None:
    entry = await household(line_subentry(**FEE), maman())
    freezer.tick(60)

    await act(action, **data)

    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"
    assert hass.states.get("sensor.papa_credit").state == credit
    assert await renewed(hass, act) == "2026-12-26"

    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"
    assert await names(hass) == ["Papa", "Maman"]
    await act("update_balance", credit=25)
    assert hass.states.get("sensor.papa_service_until").state == "2026-12-23"


async def test_a_top_up_for_thousands_of_years_leaves_the_known_end(
    hass, household, act, freezer
) -> None:
    await household(line_subentry(**FEE), maman())
    freezer.tick(60)
    await act("update_balance", credit=25)

    await act("record_renewal", amount=900_000_000)

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-23"
    assert await renewed(hass, act) == "2026-12-26"


async def test_renewals_do_not_pile_up_beyond_what_can_be(hass, household, act, move_to) -> None:
    await household(line_subentry(term=3660), maman())
    await move_to("2026-11-23T10:05:00+01:00")

    for day in range(1, 12):
        await act("record_renewal", date=f"2026-11-{day:02}", in_addition=True)

    until = date.fromisoformat(hass.states.get("sensor.papa_service_until").state)
    assert date(2060, 1, 1) < until < date(2077, 1, 1)
    assert await renewed(hass, act) == "2026-12-26"


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("reading", "credit", "amount"), "1e999999999"),
        (("statements", 0, "until"), "9999-12-31"),
        (("statements", 0, "until"), "0001-01-01"),
        (("statements", 0, "as_of"), "9999-12-31T23:59:59+00:00"),
    ],
)
async def test_a_record_with_what_cannot_be_is_damaged_and_no_other(
    hass, household, act, where, value
) -> None:
    entry = await household(line_subentry(), maman())
    await act("update_balance", credit=5)
    await hass.config_entries.async_unload(entry.entry_id)
    path = file_of(hass)
    kept = json.loads(path.read_text())
    place = kept["data"]
    for key in where[:-1]:
        place = place[key]
    place[where[-1]] = value
    path.write_text(json.dumps(kept))

    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert entry.state is ConfigEntryState.LOADED
    assert hass.states.get("sensor.papa_service_until").state == STATE_UNAVAILABLE
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"record_damaged_{LINE_ID}")
    assert await renewed(hass, act) == "2026-12-26"
    assert json.loads(path.read_text()) == kept


@pytest.mark.parametrize(
    "said",
    ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"],
)
async def test_an_entity_that_says_forever_leaves_the_known_end(
    hass, household, act, caplog, said
) -> None:
    hass.states.async_set("sensor.ends", "2026-12-24", {"device_class": "date"})
    source = {"kind": "entity", "bindings": {"expiry": {"entity": "sensor.ends"}}}
    await household(line_subentry(source=source), maman())
    assert hass.states.get("sensor.papa_service_until").state == "2026-12-24"

    hass.states.async_set("sensor.ends", said)
    await hass.async_block_till_done()
    assert "Traceback" not in caplog.text

    assert hass.states.get("sensor.papa_service_until").state == "2026-12-24"
    assert await renewed(hass, act) == "2026-12-26"


async def test_a_line_that_cannot_be_derived_is_alone_in_that(
    hass, household, act, move_to
) -> None:
    """A price that was written into the settings before such a price was refused."""
    entry = await household(line_subentry(price=1e-30), maman())
    with pytest.raises(HomeAssistantError) as failure:
        await act("update_balance", credit=50)
    assert failure.value.translation_key == "line_failed"
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"
    kept = json.loads(file_of(hass).read_text())
    assert "credit" not in kept["data"]["reading"]

    await hass.config_entries.async_unload(entry.entry_id)
    measure = {"amount": "50", "measured_at": "2026-11-20T08:00:00+00:00"}
    kept["data"]["reading"]["credit"] = measure
    file_of(hass).write_text(json.dumps(kept))
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert hass.states.get("sensor.papa_service_until").state == STATE_UNAVAILABLE
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"line_failed_{LINE_ID}")
    assert issue.translation_placeholders == {"line": "Papa"}
    with pytest.raises(HomeAssistantError) as failure:
        await act("set_validity", service_until="2026-12-24")
    assert failure.value.translation_key == "line_failed"
    assert await names(hass) == ["Maman"]
    assert hass.states.get("sensor.sim_renewal_next_renewal").state == "2026-11-26"
    assert await renewed(hass, act) == "2026-12-26"
    await move_to("2026-11-24T10:00:00+01:00")

    subentry = entry.subentries[LINE_ID]
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "price": 10})
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"
    assert not ir.async_get(hass).async_get_issue(DOMAIN, f"line_failed_{LINE_ID}")


async def test_a_price_of_nearly_nothing_is_nothing(hass, household, act) -> None:
    await household(line_subentry())

    answer = await act("record_renewal", amount="1e-30")

    assert answer["charged_amount"] == 0
    with pytest.raises(ServiceValidationError) as refused:
        await act("update_balance", credit=1e10)
    assert refused.value.translation_key == "too_large"
    assert refused.value.translation_placeholders == {"field": "credit"}
