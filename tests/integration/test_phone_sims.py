"""The SIMs in the household's phones are offered as lines, as a really registered app reports."""

from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
import pytest

from custom_components.sim_renewal.const import DOMAIN

from .conftest import line_subentry
from .dialogs import check_form, filled, first_page, further_page, shown

ORANGE_F = {
    "carrier name": "Orange F",
    "iso country code": "fr",
    "carrier id": 2014,
    "mcc": "208",
    "mnc": "01",
    "is opportunistic": False,
    "data roaming": "disable",
}
UNICOM = {**ORANGE_F, "carrier name": "中国联通", "iso country code": "cn", "mcc": "460"}


@pytest.fixture
async def report(hass, hass_client, hass_admin_user):
    """Return a function that lets Anna's registered phone report a SIM."""
    assert await async_setup_component(hass, "mobile_app", {})
    await hass.async_block_till_done()
    user_id = hass_admin_user.id
    hass.states.async_set("person.anna", "home", {"friendly_name": "Anna", "user_id": user_id})
    client = await hass_client()
    registered = await client.post(
        "/api/mobile_app/registrations",
        json={
            "app_id": "io.homeassistant.companion.android",
            "app_name": "Home Assistant",
            "app_version": "2026.10.1",
            "device_id": "pixel",
            "device_name": "Anna's Pixel 9",
            "manufacturer": "Google",
            "model": "Pixel 9",
            "os_name": "Android",
            "os_version": "17",
            "supports_encryption": False,
        },
    )
    webhook = f"/api/webhook/{(await registered.json())['webhook_id']}"
    await hass.async_block_till_done()

    async def send(slot: int, name: str, attributes: dict) -> None:
        sensor = {
            "type": "sensor",
            "unique_id": f"sim_{slot}",
            "name": f"SIM {slot}",
            "icon": "mdi:sim",
            "entity_category": "diagnostic",
            "state": name,
            "attributes": attributes,
        }
        answer = await client.post(webhook, json={"type": "register_sensor", "data": sensor})
        assert answer.status == 201
        await hass.async_block_till_done()

    yield send
    for entry in hass.config_entries.async_entries(DOMAIN):
        await hass.config_entries.async_unload(entry.entry_id)


def offered(menu) -> list[str]:
    assert (menu["type"], menu["step_id"]) == (FlowResultType.MENU, "which_sim")
    return list(menu["menu_options"].values())


async def pick(hass, menu, option: str):
    flows = hass.config_entries.subentries
    if menu["handler"] == DOMAIN:
        flows = hass.config_entries.flow
    return await flows.async_configure(menu["flow_id"], {"next_step_id": option})


async def set_up(hass, form, /, **typed):
    """Send the first page of the household; return its entry."""
    result = await hass.config_entries.flow.async_configure(form["flow_id"], filled(form, **typed))
    await hass.async_block_till_done()
    return result["result"]


async def test_a_sim_fills_in_the_first_page_and_is_not_offered_again(hass, report) -> None:
    await report(1, "Orange F", ORANGE_F)
    await report(2, "Chine", UNICOM)

    menu = await first_page(hass)
    pixel = "Anna's Pixel 9"
    assert offered(menu) == [f"Orange F · {pixel}", f"Chine · {pixel}", "Another SIM"]
    form = await pick(hass, menu, "phone_sim_1")
    check_form(form, "user")
    assert shown(form) == {
        "name": "Anna",
        "carrier": "Orange · France",
        "service_until": "",
        "targets": [],
    }
    entry = await set_up(hass, form, service_until="2026-12-24")

    (line,) = entry.get_subentries_of_type("line")
    assert (line.title, line.data["carrier_id"], line.data["owner"]) == (
        "Anna",
        "fr.orange",
        "Anna",
    )
    menu = await further_page(hass, entry)
    assert offered(menu) == [f"Chine · {pixel}", "Another SIM"]
    form = await pick(hass, menu, "phone_sim_1")
    assert shown(form)["name"] == "Chine"  # there is an Anna already
    assert shown(form)["carrier"] == "China Unicom 中国联通 · China"
    assert len(entry.get_subentries_of_type("line")) == 1


async def test_another_sim_begins_with_an_empty_page(hass, report) -> None:
    await report(1, "Orange F", ORANGE_F)

    form = await pick(hass, await first_page(hass), "another_sim")

    assert shown(form) == {"service_until": "", "targets": []}
    entry = await set_up(hass, form, name="Papa", service_until="2026-12-24")
    (line,) = entry.get_subentries_of_type("line")
    assert "owner" not in line.data


async def test_a_sim_of_an_unknown_carrier_in_a_phone_of_nobody_has_the_names_it_reports(
    hass, report
) -> None:
    hass.states.async_remove("person.anna")
    isle_net = {**ORANGE_F, "carrier name": "Isle Net", "iso country code": ""}
    await report(1, "Island Mobile", isle_net)

    form = await pick(hass, await first_page(hass), "phone_sim_1")

    assert shown(form) == {
        "name": "Island Mobile",
        "carrier": "Isle Net",
        "service_until": "",
        "targets": [],
    }
    (line,) = (await set_up(hass, form, service_until="2026-12-24")).get_subentries_of_type("line")
    assert line.data["carrier"] == "Isle Net"
    assert not {"carrier_id", "owner"} & line.data.keys()


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        ("unavailable", {}),
        ("Orange F", {}),
        ("Orange F", {**ORANGE_F, "is opportunistic": True}),
    ],
)
async def test_an_empty_slot_and_a_helper_for_data_are_no_sims(
    hass, report, name, attributes
) -> None:
    await report(1, name, attributes)

    check_form(await first_page(hass), "user")


@pytest.mark.parametrize(
    ("line", "is_offered"),
    [
        ({"carrier": "Orange", "carrier_id": "fr.orange"}, False),
        ({"carrier": "Orange", "carrier_id": "fr.orange", "owner": "anna"}, False),
        ({"carrier": "orange f", "carrier_id": None}, False),
        ({"carrier": "Orange", "carrier_id": "fr.orange", "owner": "Papa"}, True),
        ({"carrier": "SFR", "carrier_id": "fr.sfr"}, True),
    ],
)
async def test_a_sim_that_a_line_may_be_is_not_offered(
    hass, report, household, line, is_offered
) -> None:
    await report(1, "Orange F", ORANGE_F)
    entry = await household(line_subentry(**line))

    page = await further_page(hass, entry)

    assert (page["type"] is FlowResultType.MENU) == is_offered


async def test_an_option_turns_the_offer_off(hass, report, household) -> None:
    await report(1, "Orange F", ORANGE_F)
    entry = await household()
    options = hass.config_entries.options
    menu = await options.async_init(entry.entry_id)
    form = await options.async_configure(menu["flow_id"], {"next_step_id": "phone_sims"})
    assert shown(form) == {"offer_sims": True}

    await options.async_configure(form["flow_id"], {"offer_sims": False})
    await hass.async_block_till_done()

    check_form(await further_page(hass, entry), "user")
