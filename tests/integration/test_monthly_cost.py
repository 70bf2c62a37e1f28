"""The household's monthly cost: what the lines in use cost in an average month."""

from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .conftest import LINE_ID, line_subentry
from .dialogs import change_line, choose, go_on

COST = "sensor.sim_renewal_monthly_cost"
MONTH = {"term": 1, "term_unit": "months"}


def cost(hass) -> str:
    return hass.states.get(COST).state


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "unknown"),
        ([{}], "10.00"),
        ([{}, {"price": 2.5}, {"price": 0.49}], "12.99"),
        # 28 days at 10 EUR are 10 * 30.436875 / 28 a month
        ([{"term": 28, "term_unit": "days"}], "10.87"),
        ([{"term": 28, "term_unit": "days"}, {"term": 3, "price": 15.0}], "15.87"),
        ([{}, {"currency": "CNY", "price": 99.0}], "10.00"),
        ([{}, {"standing": "suspended"}, {"standing": "archived"}], "10.00"),
        ([{}, {"price": None}], "10.00"),
        ([{}, {"rule": "none"}, {"rule": "never"}], "10.00"),
        ([{"rule": "balance_burn", "fee": 3.0, "price": None}], "3.00"),
        ([{"price": 0.0}], "0.00"),
        ([{"price": None}, {"currency": "CNY"}, {"standing": "suspended"}], "unknown"),
    ],
)
async def test_it_adds_up_the_lines_in_use_whose_price_is_known(
    hass, household, lines, expected
) -> None:
    subentries = [
        line_subentry(letter, letter * 26, number=None, iccid=None, **{**MONTH, **changes})
        for letter, changes in zip("ABC", lines, strict=False)
    ]

    await household(*subentries)

    assert cost(hass) == expected
    attributes = hass.states.get(COST).attributes
    assert attributes["unit_of_measurement"] == "EUR"
    assert attributes["device_class"] == "monetary"


async def test_it_follows_what_is_changed_in_the_dialogs(hass, household) -> None:
    entry = await household(line_subentry(**MONTH))
    assert cost(hass) == "10.00"

    await change_line(hass, entry, LINE_ID, price=12)
    assert cost(hass) == "12.00"
    await go_on(hass, await choose(hass, entry, LINE_ID, "standing"), standing="suspended")
    assert cost(hass) == "unknown"
    await go_on(hass, await choose(hass, entry, LINE_ID, "standing"), standing="in_use")
    assert cost(hass) == "12.00"
    await go_on(hass, await choose(hass, entry, LINE_ID, "delete"), confirm=True)
    assert cost(hass) == "unknown"


async def test_it_follows_the_currency_of_home_assistant(hass, household) -> None:
    await household(
        line_subentry(**MONTH),
        line_subentry("M", "M" * 26, number=None, iccid=None, currency="CNY", price=99.0, **MONTH),
    )
    assert cost(hass) == "10.00"

    await hass.config.async_update(currency="CNY")
    await hass.async_block_till_done()

    assert cost(hass) == "99.00"
    assert hass.states.get(COST).attributes["unit_of_measurement"] == "CNY"


async def test_it_is_of_the_households_device_below_which_the_lines_are(hass, household) -> None:
    entry = await household(line_subentry(), line_subentry("M", "M" * 26, number=None, iccid=None))

    registry = dr.async_get(hass)

    def device_of(identifier: str):
        return registry.async_get_device_by_identifier(
            (DOMAIN, identifier), config_entry_id=entry.entry_id
        )

    home = device_of(entry.entry_id)
    assert (home.name, home.entry_type) == ("SIM Renewal", dr.DeviceEntryType.SERVICE)
    sensor = er.async_get(hass).async_get(COST)
    assert sensor.device_id == home.id
    assert sensor.unique_id == f"{entry.entry_id}_monthly_cost"
    assert sensor.config_subentry_id is None
    for line_id in (LINE_ID, "M" * 26):
        assert device_of(line_id).via_device_id == home.id


async def test_a_line_that_no_longer_runs_costs_nothing(hass, household, act, move_to) -> None:
    await household(line_subentry(**MONTH))

    await move_to("2026-11-27T10:00:00+01:00")
    assert cost(hass) == "unknown"
    await act("record_renewal")
    assert cost(hass) == "10.00"


async def test_a_line_that_waits_for_its_first_use_costs_nothing_yet(hass, household) -> None:
    waiting = {"rule": "fixed_term", "starts": "first_use", "service_until": None}
    await household(line_subentry(**MONTH, **waiting))

    assert cost(hass) == "unknown"
