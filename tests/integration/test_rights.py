"""Who may what: every door asks for the rights on a line, and nobody floods a phone."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import FormData
from homeassistant.auth.models import Group
from homeassistant.components import media_source
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_mock_service

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.issues import LINE_WITHOUT_DATE
from custom_components.sim_renewal.push.by_hand import MOST_IN_A_MINUTE

from .conftest import LINE_ID, device_of, file_of, line_subentry, recipient_subentry

MAMA_ID = "M" * 26
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)

type Connect = Callable[[Any], Awaitable[Any]]

CHANGES: dict[str, dict[str, Any]] = {
    "record_renewal": {"amount": 10},
    "edit_renewal": {"renewal_id": "x", "receipt_file": None},
    "undo_renewal": {},
    "restore_renewal": {"renewal_id": "x"},
    "record_activity": {"kind": "call"},
    "update_balance": {"credit": 5},
    "set_validity": {"service_until": "2030-01-01"},
    "snooze": {"days": 366},
    "skip_reminder": {},
    "send_reminder": {"recipient": "Anna"},
    "import_message": {"text": "Votre credit est de 10 EUR"},
}
QUERIES: dict[str, dict[str, Any]] = {"get_lines": {}, "get_renewals": {}, "check_lines": {}}
OF_THE_HOUSEHOLD: dict[str, dict[str, Any]] = {
    "export_data": {},
    "import_data": {"data": "line\nPapa"},
    "install_blueprints": {},
}


@pytest.fixture
def connect(hass: HomeAssistant, hass_ws_client) -> Connect:
    """Return a function that connects as a user."""

    async def connect_as(user: MockUser) -> Any:
        credential = await hass.auth.async_create_refresh_token(user, "https://card.test/")
        return await hass_ws_client(hass, hass.auth.async_create_access_token(credential))

    return connect_as


def user_who_may(hass: HomeAssistant, entities: dict[str, Any]) -> MockUser:
    group = Group(name="Family", policy={"entities": entities})
    return MockUser(groups=[group]).add_to_hass(hass)


async def call(client: Any, service: str, data: Any, domain: str = DOMAIN, **target: Any) -> Any:
    """Call an action as the frontend does, and return what is answered."""
    await client.send_json_auto_id(
        {
            "type": "call_service",
            "domain": domain,
            "service": service,
            "service_data": data,
            "target": target,
            **({"return_response": True} if domain == DOMAIN else {}),
        }
    )
    return await client.receive_json()


def form() -> FormData:
    sent = FormData()
    sent.add_field("file", PNG, filename="receipt.png")
    return sent


async def test_every_action_asks_for_rights_on_the_line(
    hass, household, act, connect, hass_read_only_user
) -> None:
    phone = async_mock_service(hass, "notify", "mobile_app_anna")
    await household(line_subentry(), recipient_subentry("Anna"))
    await act("record_renewal")
    await hass.async_block_till_done()
    kept, told = file_of(hass, LINE_ID).read_bytes(), len(phone)
    reader = await connect(hass_read_only_user)
    stranger = await connect(user_who_may(hass, {"entity_ids": {"sensor.other": True}}))
    papa = device_of(hass, LINE_ID)

    assert set(hass.services.async_services_for_domain(DOMAIN)) == {
        *CHANGES,
        *QUERIES,
        *OF_THE_HOUSEHOLD,
    }
    for service, data in (CHANGES | QUERIES | OF_THE_HOUSEHOLD).items():
        target = {} if service in {"import_data", "install_blueprints"} else {"device_id": papa}
        for client, may in ((reader, service in QUERIES), (stranger, False)):
            answer = await call(client, service, data, **target)
            assert answer["success"] is may, (service, answer)
            if not may:
                assert answer["error"]["message"] == "Unauthorized", service
    await hass.async_block_till_done()
    assert file_of(hass, LINE_ID).read_bytes() == kept
    assert len(phone) == told


async def test_a_text_tells_who_may_change_no_line_nothing_of_them(
    hass, household, connect, hass_read_only_user
) -> None:
    await household(line_subentry())
    client = await connect(hass_read_only_user)

    for number in ("06 39 98 00 01", "06 39 98 00 99"):
        answer = await call(client, "import_message", {"text": f"{number}: credit 10 EUR"})
        assert answer["error"]["message"] == "Unauthorized"


async def test_a_text_about_another_line_does_not_name_one_that_is_hidden(
    hass, household, connect
) -> None:
    await household(line_subentry(), line_subentry("Mama", MAMA_ID, number="+33639980002"))
    text = {"text": "06 39 98 00 02: votre credit est de 10 EUR"}
    for user, says in (
        (user_who_may(hass, {"entity_ids": {"button.papa_mark_renewed": True}}), False),
        (user_who_may(hass, {"domains": {"button": True}}), True),
    ):
        answer = await call(
            await connect(user), "import_message", text, device_id=device_of(hass, LINE_ID)
        )
        assert not answer["success"]
        assert ("Mama" in str(answer)) is says


async def test_whom_it_reminds_is_told_to_who_may_remind_them(
    hass, household, connect, hass_read_only_user, hass_admin_user
) -> None:
    await household(line_subentry(), recipient_subentry("Anna"))
    for user, names in ((hass_read_only_user, []), (hass_admin_user, ["Anna"])):
        answer = await call(await connect(user), "check_lines", {})
        told = answer["result"]["response"]
        assert [each["name"] for each in told["recipients"]] == names
        assert [each["name"] for each in told["due"]] == ["Papa"]


async def test_a_receipt_is_for_who_may_read_the_line_and_changed_by_who_may_control_it(
    hass, household, act, hass_client, hass_read_only_user
) -> None:
    await household(line_subentry(), line_subentry("Mama", MAMA_ID, number=None, iccid=None))
    renewal_id = (await act("record_renewal"))["renewal_id"]
    address = f"/api/{DOMAIN}/receipts/{LINE_ID}/{renewal_id}"

    async def logged_in(user: MockUser) -> Any:
        credential = await hass.auth.async_create_refresh_token(user, "https://card.test/")
        return await hass_client(hass.auth.async_create_access_token(credential))

    child = await logged_in(user_who_may(hass, {"entity_ids": {"button.papa_mark_renewed": True}}))
    reader = await logged_in(hass_read_only_user)
    mamas = await logged_in(user_who_may(hass, {"entity_ids": {"button.mama_mark_renewed": True}}))

    assert (await reader.post(address, data=form())).status == 403
    assert (await mamas.post(address, data=form())).status == 403
    assert (await child.post(address, data=form())).status == 200
    assert await (await child.get(address)).read() == PNG
    assert await (await reader.get(address)).read() == PNG
    assert (await mamas.get(address)).status == 403


async def test_media_shows_the_receipts_of_lines_that_one_may_read(
    hass, household, act, connect, hass_client, hass_admin_user
) -> None:
    assert await async_setup_component(hass, "media_source", {})
    await household(line_subentry(), line_subentry("Mama", MAMA_ID, number=None, iccid=None))
    admin = await hass_client()
    for line_id in (LINE_ID, MAMA_ID):
        renewal_id = (await act("record_renewal", line_id))["renewal_id"]
        address = f"/api/{DOMAIN}/receipts/{line_id}/{renewal_id}"
        assert (await admin.post(address, data=form())).status == 200
    mamas = user_who_may(hass, {"entity_ids": {"sensor.mama_status": {"read": True}}})

    async def browse(client: Any, place: str) -> Any:
        wanted = f"{media_source.URI_SCHEME}{DOMAIN}{place}"
        await client.send_json_auto_id(
            {"type": "media_source/browse_media", "media_content_id": wanted}
        )
        return await client.receive_json()

    everything, hers = await connect(hass_admin_user), await connect(mamas)
    for client, names in ((everything, ["Papa", "Mama"]), (hers, ["Mama"])):
        shown = (await browse(client, ""))["result"]["children"]
        assert [each["title"] for each in shown] == names
    assert (await browse(everything, f"/{LINE_ID}"))["success"]
    assert not (await browse(hers, f"/{LINE_ID}"))["success"]


@pytest.mark.parametrize("way", ["action", "button"])
async def test_a_person_sends_only_so_many_pushes_in_a_minute(
    hass, household, connect, hass_admin_user, freezer, way
) -> None:
    phone = async_mock_service(hass, "notify", "mobile_app_anna")
    await household(line_subentry(), recipient_subentry("Anna"))
    await hass.async_block_till_done()
    phone.clear()
    client = await connect(hass_admin_user)

    async def send() -> Any:
        if way == "action":
            data = {"recipient": "Anna"}
            return await call(client, "send_reminder", data, device_id=device_of(hass, LINE_ID))
        return await call(client, "press", {}, "button", entity_id="button.anna_send_test")

    for _ in range(MOST_IN_A_MINUTE):
        assert (await send())["success"]
    freezer.tick(20)
    answer = await send()
    assert answer["error"]["translation_key"] == "sent_too_often"
    assert answer["error"]["translation_placeholders"]["seconds"] == "40"
    assert len(phone) == MOST_IN_A_MINUTE
    freezer.tick(41)
    assert (await send())["success"]


async def test_an_automation_sends_as_often_as_it_is_told_to(hass, household) -> None:
    phone = async_mock_service(hass, "notify", "mobile_app_anna")
    await household(line_subentry(), recipient_subentry("Anna"))
    await hass.async_block_till_done()
    phone.clear()

    for _ in range(MOST_IN_A_MINUTE + 2):
        await hass.services.async_call(
            DOMAIN,
            "send_reminder",
            {"recipient": "Anna"},
            target={"device_id": device_of(hass, LINE_ID)},
            blocking=True,
        )
    assert len(phone) == MOST_IN_A_MINUTE + 2


async def test_a_name_in_a_repair_makes_no_browser_fetch_anything(hass, household) -> None:
    name = "![x](https://a.example/p.png)"
    await household(line_subentry(name, service_until=None, rule="none"))
    await hass.async_block_till_done()
    LINE_WITHOUT_DATE.async_raise(hass, "x", line=name)

    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"{LINE_WITHOUT_DATE.key}_x")
    assert "![" not in issue.translation_placeholders["line"]
    assert "](" not in issue.translation_placeholders["line"]
