"""Carriers' texts as the source of a line, on each of the ways on which they come."""

from datetime import UTC, datetime
from http import HTTPStatus
from ipaddress import ip_address
import json
from typing import Any
from unittest.mock import patch

from homeassistant.core import CoreState, ServiceCall, SupportsResponse
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.network import NoURLAvailableError
from homeassistant.util.file import WriteError
import pytest

from custom_components.sim_renewal.diagnostics import async_get_config_entry_diagnostics
from custom_components.sim_renewal.sources.webhook import MOST_IN_A_MINUTE
from custom_components.sim_renewal.storage.records import RecordTrouble

from .conftest import LINE_ID, line_subentry
from .dialogs import ENGLISH, check_abort, check_form, choose, shown as form_shows

BALANCE = "Il vous reste 2,5 Go valables jusqu'au 12/12/2026."
LATER = "Il vous reste 1,5 Go valables jusqu'au 12/12/2026."
SECRET = "s" * 64
URL = f"/api/webhook/{SECRET}"
APP = "com.google.android.apps.messaging"
FAR_AWAY = ip_address("198.51.100.7")
WRITE = "homeassistant.helpers.storage.write_utf8_file_atomic"


def line(**listen: Any) -> Any:
    """Return a line that listens for the texts of Orange."""
    source = {"kind": "message", "from": ["Orange"], "listen": listen}
    return line_subentry(source=json.loads(json.dumps(source)))


def data_left(hass) -> str:
    return hass.states.get("sensor.papa_data_remaining").state


def service_until(hass) -> str:
    return hass.states.get("sensor.papa_service_until").state


async def receptions(hass, entry) -> dict[str, int]:
    diagnostics = await async_get_config_entry_diagnostics(hass, entry)
    return diagnostics["lines"][LINE_ID]["texts"]


@pytest.fixture(autouse=True)
def _no_errors(caplog):
    """Check that nothing that is heard leads to an error in the log."""
    yield
    assert [each.message for each in caplog.records if each.levelname == "ERROR"] == []


# Events


NETGEAR = {"type": "netgear_lte_sms", "text": "message", "sender": "from"}


async def fire(hass, event_type: str, data: dict[str, Any]) -> None:
    hass.bus.async_fire(event_type, data)
    await hass.async_block_till_done()


async def test_a_text_of_a_modem_is_read(hass, household) -> None:
    entry = await household(line(event=NETGEAR))

    sms = {"host": "192.168.5.1", "sms_id": 1, "from": "Orange", "message": BALANCE}
    await fire(hass, "netgear_lte_sms", sms)

    assert data_left(hass) == "2.5"
    assert service_until(hass) == "2026-12-12"
    assert await receptions(hass, entry) == {"understood": 1}


async def test_people_may_still_type_in_what_a_text_does_not_say(hass, household) -> None:
    await household(line(event=NETGEAR))

    assert hass.states.get("number.papa_credit") is not None
    assert hass.states.get("date.papa_service_until") is not None
    assert hass.states.get("binary_sensor.papa_source_problem") is None


@pytest.mark.parametrize(
    ("data", "counted"),
    [
        ({"from": "Anna", "message": f"Orange : {BALANCE}"}, {"ignored": 1}),
        ({"from": "Orange", "message": "Bonjour"}, {"unclear": 1}),
        ({"from": "Orange", "message": "x" * 6000}, {"unclear": 1}),
        ({"message": BALANCE}, {"ignored": 1}),
        ({"from": "Orange", "message": " "}, {}),
        ({"from": "Orange", "message": None}, {}),
        ({"from": "Orange", "message": [BALANCE]}, {}),
        ({"from": "Orange"}, {}),
    ],
)
async def test_what_is_not_for_the_line_or_not_clear_changes_nothing(
    hass, household, data, counted
) -> None:
    entry = await household(line(event=NETGEAR))

    await fire(hass, "netgear_lte_sms", data)

    assert data_left(hass) == "unknown"
    assert await receptions(hass, entry) == counted


@pytest.mark.parametrize(
    "data",
    [
        {"data": {"sms": {"text": BALANCE}, "who": "Orange"}},
        {"data.sms.text": BALANCE, "data": {"who": "Orange"}},
    ],
)
async def test_dots_lead_into_a_field(hass, household, data) -> None:
    event = {"type": "gateway", "text": "data.sms.text", "sender": "data.who"}
    await household(line(event=event))

    await fire(hass, "gateway", data)

    assert data_left(hass) == "2.5"


async def test_without_a_field_for_the_sender_the_text_names_it(hass, household) -> None:
    await household(line(event={"type": "gateway", "text": "text.0", "sender": None}))
    await fire(hass, "gateway", {"text": f"Orange : {BALANCE}"})
    assert data_left(hass) == "unknown"

    await fire(hass, "gateway", {"text": {"0": f"Orange : {BALANCE}"}})
    assert data_left(hass) == "2.5"


async def test_what_the_disk_does_not_take_comes_later(hass, household, move_to, caplog) -> None:
    await household(line(event=NETGEAR))

    with patch(WRITE, side_effect=WriteError("full")):
        await fire(hass, "netgear_lte_sms", {"from": "Orange", "message": BALANCE})
    assert data_left(hass) == "unknown"
    caplog.clear()  # Home Assistant itself tells that its disk is full

    await move_to("2026-11-23T10:01:00+01:00")
    assert data_left(hass) == "2.5"
    assert service_until(hass) == "2026-12-12"


async def test_a_damaged_line_hears_nothing(hass, household) -> None:
    entry = await household(line(event=NETGEAR))
    damaged = entry.runtime_data.lines[LINE_ID]
    damaged.trouble, damaged.last_update_success = RecordTrouble.DAMAGED, False

    await fire(hass, "netgear_lte_sms", {"from": "Orange", "message": BALANCE})

    assert entry.runtime_data.lines[LINE_ID].record.reading == {}


async def test_who_is_unloaded_hears_nothing(hass, household) -> None:
    entry = await household(line(event=NETGEAR, webhook={"id": SECRET, "local_only": True}))
    before = hass.bus.async_listeners().get("netgear_lte_sms")

    await hass.config_entries.async_unload(entry.entry_id)

    assert (before, hass.bus.async_listeners().get("netgear_lte_sms")) == (1, None)


# Notifications


def register(hass, unique_id: str = "abc_last_notification", **more: Any) -> er.RegistryEntry:
    return er.async_get(hass).async_get_or_create(
        "sensor", "mobile_app", unique_id, suggested_object_id="pixel_last_notification", **more
    )


async def notify(
    hass, text: str, entity_id: str = "sensor.pixel_last_notification", **attributes: Any
) -> None:
    """Be the companion app that tells of a notification."""
    shown = {"package": APP, "android.title": "Orange", "android.text": text, **attributes}
    hass.states.async_set(entity_id, text[:255], shown)
    await hass.async_block_till_done()


@pytest.fixture
async def pixel(hass, household) -> Any:
    """Be a phone whose notifications of one app are heard; return the household."""
    sensor = register(hass)
    hass.states.async_set(sensor.entity_id, "unknown")
    return await household(line(notifications={"entity": sensor.id, "packages": [APP]}))


async def test_a_notification_of_a_chosen_app_is_read(hass, pixel) -> None:
    await notify(hass, BALANCE)

    assert data_left(hass) == "2.5"


async def test_the_whole_text_counts_and_when_it_was_shown(hass, pixel) -> None:
    long = f"{'Bonjour. ' * 30}{BALANCE}"
    shown_at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    await notify(
        hass,
        "Bonjour.",
        **{"android.bigText": long, "post_time": str(int(shown_at.timestamp() * 1000))},
    )

    assert data_left(hass) == "2.5"
    (measure,) = pixel.runtime_data.lines[LINE_ID].record.reading.values()
    assert measure.measured_at == shown_at


@pytest.mark.parametrize("post_time", ["soon", None, 0, 10**30, 1900000000000])
async def test_a_phone_whose_clock_is_wrong_is_not_believed(hass, pixel, post_time) -> None:
    await notify(hass, BALANCE, post_time=post_time)

    (measure,) = pixel.runtime_data.lines[LINE_ID].record.reading.values()
    assert measure.measured_at == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "attributes",
    [{"package": "com.whatsapp"}, {"package": None}, {"android.title": "Anna"}],
)
async def test_a_notification_of_another_app_or_sender_is_ignored(hass, pixel, attributes) -> None:
    await notify(hass, f"Orange : {BALANCE}", **attributes)

    assert data_left(hass) == "unknown"


async def test_a_notification_without_a_title_has_to_name_the_sender(hass, pixel) -> None:
    await notify(hass, BALANCE, **{"android.title": None})
    assert data_left(hass) == "unknown"

    await notify(hass, f"Orange : {BALANCE}", **{"android.title": None, "android.text": None})
    assert data_left(hass) == "2.5"


async def test_what_a_restart_shows_again_is_no_news(hass, pixel) -> None:
    sensor = "sensor.pixel_last_notification"
    hass.states.async_set(sensor, "unavailable")
    await notify(hass, BALANCE)
    assert data_left(hass) == "unknown"

    hass.states.async_remove(sensor)
    await notify(hass, BALANCE)
    hass.states.async_set(sensor, "unknown")
    hass.states.async_remove(sensor)
    await hass.async_block_till_done()
    assert data_left(hass) == "unknown"


async def test_a_sensor_is_followed_under_another_name(hass, pixel) -> None:
    new = "sensor.phone_of_papa"
    registry = er.async_get(hass)
    registry.async_update_entity("sensor.pixel_last_notification", new_entity_id=new)
    hass.states.async_set(new, "unknown")
    await notify(hass, BALANCE, new)
    assert data_left(hass) == "2.5"

    registry.async_remove(new)
    await hass.async_block_till_done()
    await notify(hass, LATER, new)
    assert data_left(hass) == "2.5"


# A router


class Router:
    """A router that has received texts."""

    def __init__(self) -> None:
        """Have none."""
        self.messages: list[Any] = []
        self.error: Exception | None = None
        self.asked = 0

    def answer(self, _call: ServiceCall) -> dict[str, Any]:
        self.asked += 1
        if self.error:
            raise self.error
        return {"messages": self.messages}

    def receive(self, text: str, number: str | None = "Orange", **more: Any) -> None:
        sms = {"id": str(len(self.messages)), "phone_number": number, "text": text}
        self.messages.insert(0, {"direction": "incoming", "timestamp": None, **sms, **more})


@pytest.fixture
def router(hass) -> Router:
    router = Router()
    hass.services.async_register(
        "glinet_router", "get_sms", router.answer, supports_response=SupportsResponse.ONLY
    )
    return router


async def test_a_router_is_asked_for_what_is_new(hass, household, router, move_to) -> None:
    router.receive("Il vous reste 9 Go.")
    await household(line(router={"minutes": 15}))
    assert (router.asked, data_left(hass)) == (1, "unknown")

    router.receive(BALANCE, timestamp="2026-11-23 10:05:00")
    router.receive(LATER, timestamp="2026-11-23 10:06:00")
    router.receive("Il vous reste 7 Go.", number=None)
    router.receive("Orange : il vous reste 8 Go.", direction="outgoing")
    router.messages.append("garbage")
    await move_to("2026-11-23T10:14:00+01:00")
    assert (router.asked, data_left(hass)) == (1, "unknown")

    await move_to("2026-11-23T10:16:00+01:00")
    assert (router.asked, data_left(hass)) == (2, "1.5")

    await move_to("2026-11-23T10:32:00+01:00")
    assert (router.asked, data_left(hass)) == (3, "1.5")


@pytest.mark.parametrize("error", [HomeAssistantError("off"), ValueError("not enabled")])
async def test_a_router_that_does_not_answer_is_asked_later(
    hass, household, router, move_to, error
) -> None:
    await household(line(router={"minutes": 15}))
    router.error = error
    await move_to("2026-11-23T10:16:00+01:00")
    router.error = None
    router.receive(BALANCE)

    await move_to("2026-11-23T10:32:00+01:00")

    assert data_left(hass) == "2.5"


async def test_a_router_whose_answer_makes_no_sense_has_no_texts(
    hass, household, router, move_to
) -> None:
    await household(line(router={"minutes": 15}))
    router.messages = {"text": BALANCE}  # type: ignore[assignment]

    await move_to("2026-11-23T10:16:00+01:00")

    assert (router.asked, data_left(hass)) == (2, "unknown")


async def test_without_a_router_nobody_is_asked(hass, household, move_to) -> None:
    hass.set_state(CoreState.running)
    entry = await household(line(router={"minutes": 15}))

    await move_to("2026-11-23T10:16:00+01:00")

    assert await receptions(hass, entry) == {}


# A webhook


@pytest.fixture
async def client(hass, household, hass_client_no_auth) -> Any:
    """Be a phone that knows the secret address of a line."""
    await household(line(webhook={"id": SECRET, "local_only": True}))
    return await hass_client_no_auth()


async def test_a_phone_is_told_what_was_understood(hass, client) -> None:
    sent = {"text": BALANCE, "sender": "Orange", "received_at": "2026-11-23T08:00:00+01:00"}

    answer = await client.post(URL, json=sent)

    assert answer.status == HTTPStatus.OK
    told = await answer.json()
    assert told["applied"] == 1
    assert [(each["words"], each["why_not"]) for each in told["understood"]] == [
        ("Il vous reste 2,5 Go", None),
        ("valables jusqu'au 12/12/2026", "older"),  # the date was typed after it
    ]
    assert "Papa" not in json.dumps(told)
    assert data_left(hass) == "2.5"

    older = {**sent, "text": LATER, "received_at": "2026-11-23T07:00:00+01:00"}
    told = await (await client.post(URL, json=older)).json()
    assert [each["why_not"] for each in told["understood"]] == ["older", "older"]
    assert data_left(hass) == "2.5"
    assert hass.states.get("sensor.papa_service_until").state == "2026-11-26"


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"text": BALANCE, "sender": "Orange"}},
        {"data": f"Orange : {BALANCE}".encode(), "headers": {"Content-Type": "text/plain"}},
        {"data": f"Orange : {BALANCE}".encode()},
        {"json": {"text": f"Orange : {BALANCE}", "sender": None}},
    ],
    ids=["form", "plain", "bytes", "no sender"],
)
async def test_a_text_may_be_sent_as_a_form_or_by_itself(hass, client, sent) -> None:
    answer = await client.post(URL, **sent)

    assert answer.status == HTTPStatus.OK
    assert data_left(hass) == "2.5"


async def test_a_text_of_another_sender_is_not_read(hass, client) -> None:
    answer = await client.post(URL, json={"text": BALANCE, "sender": "Anna"})

    assert await answer.json() == {"applied": 0, "ignored": True}
    assert data_left(hass) == "unknown"


JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("sent", "status", "field", "reason"),
    [
        ({"json": {"sender": "Orange"}}, 400, "text", "needed"),
        ({"json": {"text": "  "}}, 400, "text", "needed"),
        ({"json": {"text": 5}}, 400, "text", "needed"),
        ({"json": [BALANCE]}, 400, "text", "needed"),
        ({"data": b"{", "headers": JSON}, 400, "text", "needed"),
        ({"data": b"\xff{", "headers": JSON}, 400, "text", "needed"),
        ({"data": b""}, 400, "text", "needed"),
        ({"json": {"text": f"Orange {'x' * 5000}"}}, 400, "text", "text_too_long"),
        ({"data": b"x" * 20_001}, 413, "text", "text_too_long"),
        ({"json": {"text": BALANCE, "received_at": "soon"}}, 400, "received_at", "invalid_date"),
        ({"json": {"text": BALANCE, "received_at": "2030-01-01"}}, 400, "received_at", "in_future"),
    ],
)
async def test_what_is_refused_names_its_field(hass, client, sent, status, field, reason) -> None:
    answer = await client.post(URL, **sent)

    assert answer.status == status
    assert await answer.json() == {"field": field, "reason": reason}
    assert data_left(hass) == "unknown"


async def test_a_phone_is_told_to_send_it_again_when_the_disk_is_full(hass, client, caplog) -> None:
    sent = {"text": BALANCE, "sender": "Orange"}

    with patch(WRITE, side_effect=WriteError("full")):
        assert (await client.post(URL, json=sent)).status == HTTPStatus.SERVICE_UNAVAILABLE
    caplog.clear()  # Home Assistant itself tells that its disk is full
    assert data_left(hass) == "unknown"

    assert (await client.post(URL, json=sent)).status == HTTPStatus.OK
    assert data_left(hass) == "2.5"


async def test_an_address_that_is_flooded_asks_to_wait(hass, client, freezer) -> None:
    sent = {"text": BALANCE, "sender": "Orange"}
    for _ in range(MOST_IN_A_MINUTE):
        assert (await client.post(URL, json=sent)).status == HTTPStatus.OK

    answer = await client.post(URL, json=sent)

    assert answer.status == HTTPStatus.TOO_MANY_REQUESTS
    assert answer.headers["Retry-After"] == "60"
    assert await answer.json() == {"field": "text", "reason": "too_many_texts"}
    freezer.tick(60)
    assert (await client.post(URL, json=sent)).status == HTTPStatus.OK


async def test_who_does_not_know_the_secret_learns_and_changes_nothing(hass, client) -> None:
    answer = await client.post(f"/api/webhook/{'t' * 64}", json={"text": f"Orange : {BALANCE}"})

    assert await answer.read() == b""
    assert (await client.get(URL)).status == HTTPStatus.METHOD_NOT_ALLOWED
    assert data_left(hass) == "unknown"


@pytest.mark.parametrize(("local_only", "left"), [(True, "unknown"), (False, "2.5")])
async def test_only_the_own_network_is_heard_unless_allowed(
    hass, household, hass_client_no_auth, local_only, left
) -> None:
    await household(line(webhook={"id": SECRET, "local_only": local_only}))
    client = await hass_client_no_auth()

    with patch("homeassistant.components.webhook.ip_address", return_value=FAR_AWAY):
        await client.post(URL, json={"text": BALANCE, "sender": "Orange"})

    assert data_left(hass) == left


# The dialog


async def open_form(hass, entry, kind: str = "source_message") -> Any:
    menu = await choose(hass, entry, LINE_ID, "source")
    assert menu["type"] is FlowResultType.MENU
    words = ENGLISH["config_subentries"]["line"]["step"]["source"]
    assert set(menu["menu_options"]) <= words["menu_options"].keys()
    return await hass.config_entries.subentries.async_configure(
        menu["flow_id"], {"next_step_id": kind}
    )


async def send(hass, form: Any, **typed: Any) -> Any:
    """Send a form with some of its fields changed; `None` empties one."""
    values = {key: value for key, value in (form_shows(form) | typed).items() if value is not None}
    result = await hass.config_entries.subentries.async_configure(form["flow_id"], values)
    await hass.async_block_till_done()
    return result


def source(entry) -> Any:
    return entry.subentries[LINE_ID].data.get("source")


async def test_a_line_proposes_its_carrier_and_needs_a_way(hass, household, router) -> None:
    entry = await household(line_subentry())
    form = await open_form(hass, entry)

    check_form(form, "source_message")
    shown = form_shows(form)
    assert shown["from"] == ["Orange"]
    assert shown["packages"][0] == APP
    assert (shown["webhook"], shown["local_only"]) == (False, True)
    check_form(await send(hass, form), "source_message", {"webhook": "nothing_heard"})
    assert source(entry) is None


async def test_a_line_that_hears_the_same_texts_is_named(hass, household) -> None:
    other = {"kind": "message", "from": ["orange"], "listen": {"event": NETGEAR}}
    entry = await household(
        line_subentry(),
        line_subentry("Maman", "M" * 26, source=other),
        line_subentry("Lin", "N" * 26, source={**other, "from": ["SFR"]}),
        line_subentry("Eve", "E" * 26),
    )
    form = await open_form(hass, entry)

    warned = await send(hass, form, event="netgear_lte_sms", webhook=True)

    assert warned["step_id"] == "source_shared"
    assert warned["description_placeholders"] == {"lines": "Maman"}
    assert source(entry) is None
    told = await send(hass, warned)
    assert told["step_id"] == "source_webhook"
    await send(hass, told)
    assert source(entry)["from"] == ["Orange"]

    again = await open_form(hass, entry)
    warned = await send(hass, again, webhook=False)
    assert warned["step_id"] == "source_shared"
    check_abort_successful(await send(hass, warned))
    assert "webhook" not in source(entry)["listen"]


async def test_without_a_router_nothing_is_asked_about_one(hass, household) -> None:
    entry = await household(line_subentry(carrier=None, carrier_id=None))

    form = await open_form(hass, entry)

    assert "router_minutes" not in form["data_schema"].schema
    assert "from" not in form_shows(form)


async def test_every_way_is_kept_and_shown_again(hass, household, router) -> None:
    entry = await household(line_subentry())
    sensor = register(hass)
    typed = {
        "from": [" Orange ", "20220", "Orange"],
        "notifications": sensor.entity_id,
        "packages": [APP],
        "event": "netgear_lte_sms",
        "router_minutes": 30,
        "webhook": True,
        "local_only": False,
    }

    shown = await send(hass, await open_form(hass, entry), **typed)
    assert shown["step_id"] == "source_webhook"
    assert source(entry) is None
    done = await hass.config_entries.subentries.async_configure(shown["flow_id"], {})
    await hass.async_block_till_done()

    check_abort_successful(done)
    kept = source(entry)
    secret = kept["listen"]["webhook"]["id"]
    assert len(secret) == 64
    assert shown["description_placeholders"]["url"].endswith(f"/api/webhook/{secret}")
    assert kept == {
        "kind": "message",
        "from": ["Orange", "20220"],
        "listen": {
            "notifications": {"entity": sensor.id, "packages": [APP]},
            "event": NETGEAR,
            "router": {"minutes": 30},
            "webhook": {"id": secret, "local_only": False},
        },
    }

    again = await open_form(hass, entry)
    assert form_shows(again) == typed | {
        "from": ["Orange", "20220"],
        "event_text": "message",
        "event_sender": "from",
    }
    address = await send(hass, again)
    await hass.config_entries.subentries.async_configure(address["flow_id"], {})
    await hass.async_block_till_done()
    assert source(entry) == kept


def check_abort_successful(result: Any) -> None:
    assert (result["type"], result["reason"]) == (
        FlowResultType.ABORT,
        "reconfigure_successful",
    )


async def test_an_address_that_was_off_is_a_new_one(hass, household) -> None:
    entry = await household(line(event=NETGEAR, webhook={"id": SECRET, "local_only": True}))
    await send(hass, await open_form(hass, entry), webhook=False)
    assert source(entry)["listen"].keys() == {"event"}

    await send(hass, await send(hass, await open_form(hass, entry), webhook=True))

    assert source(entry)["listen"]["webhook"]["id"] not in {SECRET, ""}


async def test_a_home_without_an_address_tells_the_path(hass, household) -> None:
    entry = await household(line(webhook={"id": SECRET, "local_only": True}))
    hass.config.internal_url = hass.config.external_url = None
    form = await open_form(hass, entry)

    with patch("homeassistant.components.webhook.get_url", side_effect=NoURLAvailableError):
        shown = await send(hass, form)

    assert shown["description_placeholders"]["url"] == URL


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"from": None, "webhook": True}, {"from": "sender_missing"}),
        ({"from": [" "], "webhook": True}, {"from": "sender_missing"}),
        ({"from": ["x" * 101], "webhook": True}, {"from": "text_too_long"}),
        ({"from": [f"n{each}" for each in range(31)]}, {"from": "text_too_long"}),
        ({"notifications": "sensor.pixel_battery"}, {"notifications": "not_notifications"}),
        ({"notifications": "sensor.nobody"}, {"notifications": "not_notifications"}),
        (
            {"notifications": "sensor.pixel_last_notification", "packages": []},
            {"packages": "app_missing"},
        ),
        (
            {"notifications": "sensor.pixel_last_notification", "packages": ["x" * 101]},
            {"packages": "text_too_long"},
        ),
        ({"event": "sms_received"}, {"event_text": "field_missing"}),
        ({"event": "state_changed", "event_text": "x"}, {"event": "event_too_frequent"}),
        ({"event": "*", "event_text": "x"}, {"event": "event_too_frequent"}),
        ({"event": "x" * 101, "event_text": "x"}, {"event": "text_too_long"}),
        ({"router_minutes": 14}, {"router_minutes": "too_often"}),
        ({"router_minutes": 1441}, {"router_minutes": "count_out_of_range"}),
    ],
)
async def test_what_does_not_fit_is_told_at_its_field(
    hass, household, router, typed, errors
) -> None:
    entry = await household(line_subentry())
    register(hass)
    er.async_get(hass).async_get_or_create(
        "sensor", "mobile_app", "abc_battery", suggested_object_id="pixel_battery"
    )

    form = await send(hass, await open_form(hass, entry), **typed)

    check_form(form, "source_message", errors)
    assert source(entry) is None
    again = {key: value for key, value in typed.items() if value is not None}
    assert {key: form_shows(form).get(key) for key in again} == again


async def test_a_sensor_that_is_gone_is_shown_as_it_was(hass, household) -> None:
    entry = await household(line(notifications={"entity": "e" * 32, "packages": [APP]}))

    assert form_shows(await open_form(hass, entry))["notifications"] == "e" * 32


SOURCES = ["source_entity", "source_message", "source_rest", "source_account"]


async def test_people_can_type_in_everything_again(hass, household) -> None:
    entry = await household(line(event=NETGEAR))
    menu = await choose(hass, entry, LINE_ID, "source")
    assert menu["menu_options"] == [*SOURCES, "source_none"]

    check_abort_successful(
        await hass.config_entries.subentries.async_configure(
            menu["flow_id"], {"next_step_id": "source_none"}
        )
    )
    await hass.async_block_till_done()

    assert source(entry) is None
    menu = await choose(hass, entry, LINE_ID, "source")
    assert menu["menu_options"] == SOURCES


@pytest.mark.parametrize("kind", ["source_entity", "source_message"])
async def test_a_household_that_stops_meanwhile_ends_the_dialog(hass, household, kind) -> None:
    entry = await household(line_subentry())
    menu = await choose(hass, entry, LINE_ID, "source")
    await hass.config_entries.async_unload(entry.entry_id)

    check_abort(
        await hass.config_entries.subentries.async_configure(
            menu["flow_id"], {"next_step_id": kind}
        ),
        "entry_not_loaded",
    )
