"""What cards are told over the WebSocket: lines as they stand, for whoever may read them."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
import tempfile
from types import MappingProxyType
from typing import Any

from aiohttp import FormData
from homeassistant.auth.models import Group
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_capture_events

from custom_components.sim_renewal.cards.commands import ACTIONS
from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.record import Port

from .conftest import LINE_ID, device_of, file_of, line_subentry, recipient_subentry

MAMA_ID = "M" * 26
MAMA = line_subentry("Mama", MAMA_ID, number=None, iccid=None, service_until=None, rule="none")

type Connect = Callable[..., Awaitable[Any]]


def user_who(hass: HomeAssistant, policy: dict[str, Any]) -> MockUser:
    group = Group(name="Family", policy=policy)
    return MockUser(groups=[group]).add_to_hass(hass)


@pytest.fixture
def connect(hass: HomeAssistant, hass_ws_client) -> Connect:
    """Return a function that connects as a user, or as an administrator."""

    async def connect_as(user: MockUser | None = None) -> Any:
        if user is None:
            return await hass_ws_client(hass)
        credential = await hass.auth.async_create_refresh_token(user, "https://card.test/")
        return await hass_ws_client(hass, hass.auth.async_create_access_token(credential))

    return connect_as


async def subscribe(client: Any, **asked: Any) -> dict[str, Any]:
    """Subscribe to lines, and return the first message."""
    await client.send_json_auto_id({"type": f"{DOMAIN}/subscribe_lines", **asked})
    assert (await client.receive_json())["success"]
    return (await client.receive_json())["event"]


async def told(hass: HomeAssistant, client: Any) -> list[dict[str, Any]]:
    """Return what a subscription was sent until now."""
    await hass.async_block_till_done()
    await client.send_json_auto_id({"type": "ping"})
    messages = []
    while (message := await client.receive_json())["type"] != "pong":
        messages.append(message["event"])
    return messages


async def ask(client: Any, command: str, **fields: Any) -> dict[str, Any]:
    await client.send_json_auto_id({"type": f"{DOMAIN}/{command}", **fields})
    while (message := await client.receive_json())["type"] != "result":
        pass
    return message


async def answer(client: Any, command: str, **fields: Any) -> Any:
    message = await ask(client, command, **fields)
    assert message["success"], message
    return message["result"]


async def refusal(client: Any, command: str, **fields: Any) -> dict[str, Any]:
    message = await ask(client, command, **fields)
    assert not message["success"]
    return message["error"]


# The first message


async def test_the_first_message_says_how_all_lines_stand(hass, household, connect, phone) -> None:
    entry = await household(line_subentry(), MAMA, recipient_subentry())

    first = await subscribe(await connect())

    assert {key: first[key] for key in first if key not in {"lines", "words", "household"}} == {
        "kind": "all",
        "today": "2026-11-23",
        "time_zone": "Europe/Paris",
        "currency": "EUR",
        "is_admin": True,
        "may_add": True,
    }
    assert first["household"] == {
        "entry_id": entry.entry_id,
        "is_running": True,
        "monthly_cost": {"EUR": 10.15},
        "spent_this_year": {},
        "spent_by_month": [],
        "entities": {
            "todo": "todo.sim_renewal_renewals_due",
            "calendar": "calendar.sim_renewal_calendar",
            "next_renewal": "sensor.sim_renewal_next_renewal",
            "lines_due": "sensor.sim_renewal_lines_due",
            "monthly_cost": "sensor.sim_renewal_monthly_cost",
        },
    }
    papa, mama = first["lines"]
    entities, version = papa.pop("entities"), papa.pop("version")
    assert papa == {
        "line_id": LINE_ID,
        "device_id": device_of(hass, LINE_ID),
        "name": "Papa",
        "owner": None,
        "carrier": "Orange",
        "offer": "Mobicarte",
        "form": "physical",
        "status": "due",
        "standing": "in_use",
        "is_available": True,
        "service_until": "2026-11-26",
        "number_until": None,
        "receives_until": None,
        "expires_at": "2026-11-26T22:59:59+00:00",
        "is_due": True,
        "is_automatic": False,
        "is_by_use": False,
        "has_rule": True,
        "is_endless": False,
        "snoozed_until": None,
        "next_reminder": {"at": "2026-11-25T08:00:00+00:00", "to": ["Anna"]},
        "question": None,
        "alerts": [],
        "buckets": [],
        "source": {
            "kind": "typed",
            "name": None,
            "updated_at": "2026-11-23T09:00:00+00:00",
            "by": None,
            "is_silent": False,
            "silent_since": None,
        },
        "price": {"amount": 10.0, "currency": "EUR", "per_month": 10.15},
        "prices": [],
        "last_renewal": None,
        "open": None,
        "promotion": None,
        "moved_on": None,
        "unsure": None,
        "undo": None,
        "payers": [],
        "channels": [],
        "can": {"write": True, "open_device": True},
    }
    assert entities["sensor"]["service_until"] == "sensor.papa_service_until"
    assert version
    assert (mama["name"], mama["has_rule"], mama["question"]) == ("Mama", False, {"kind": "date"})


async def test_what_is_private_is_not_in_it(hass, household, connect) -> None:
    await household(line_subentry(iccid="8933010000000000010", number="+33639980001"))
    client = await connect()
    await client.send_json_auto_id({"type": f"{DOMAIN}/subscribe_lines"})
    await client.receive_json()

    message = await client.receive_str()

    assert "Papa" in message
    assert "8933010000000000010" not in message
    assert "639980001" not in message


async def test_a_balance_is_told_in_units_of_people(hass, household, connect, act) -> None:
    await household(line_subentry(service_until="2026-12-22"))
    await act("record_renewal", date="2026-11-23", service_until="2026-12-22")
    await act("update_balance", data=4, allowance=10, voice=90, sms=0, credit=4.2)

    (papa,) = (await subscribe(await connect()))["lines"]

    data, voice, sms, credit = papa["buckets"]
    assert data == {
        "bucket": "data",
        "value": 4.0,
        "unit": "GB",
        "allowance": 10.0,
        "is_unlimited": False,
        "is_known": True,
        "measured_at": "2026-11-23T09:00:00+00:00",
        "is_low": False,
        "is_old": False,
        "runs_out": None,
        "runs_out_early_days": None,
        "mark": 9.667,
        "entity_id": "sensor.papa_data_remaining",
    }
    assert [(each["value"], each["unit"]) for each in (voice, sms, credit)] == [
        (90.0, "min"),
        (0.0, "SMS"),
        (4.2, "EUR"),
    ]
    assert papa["undo"]["until"] == "2026-11-23T09:10:00+00:00"
    assert papa["last_renewal"]["date"] == "2026-11-23"


async def test_what_has_no_limit_is_neither_a_value_nor_unknown(
    hass, household, connect, act
) -> None:
    await household(line_subentry())
    await act("update_balance", data=4, voice=90)
    await act("update_balance", data="unlimited", voice="Unlimited", sms="unlimited")

    (papa,) = (await subscribe(await connect()))["lines"]
    (line,) = (await act("get_lines"))["lines"]

    said = [(each["value"], each["is_unlimited"], each["is_known"]) for each in papa["buckets"]]
    assert said == [(None, True, True)] * 3
    assert hass.states.get("sensor.papa_data_remaining").state == "unknown"
    assert (line["balance"], line["unlimited"]) == ({}, ["data", "voice", "sms"])


async def test_credit_has_a_limit(hass, household, act) -> None:
    await household(line_subentry())

    with pytest.raises(ServiceValidationError) as refused:
        await act("update_balance", credit="unlimited")

    assert refused.value.translation_key == "not_a_number"


async def test_prices_and_a_move_to_another_carrier_are_told(hass, household, connect, act) -> None:
    entry = await household(line_subentry())
    for day, amount in (("2026-09-01", 8), ("2026-10-01", 8), ("2026-11-01", 10)):
        await act("record_renewal", date=day, amount=amount)
    line = entry.runtime_data.lines[LINE_ID]
    port = Port(on=date(2026, 11, 20), from_carrier="SFR", to_carrier="Orange")
    await line.async_change(lambda record: replace(record, ports=(port,)))

    (papa,) = (await subscribe(await connect()))["lines"]

    assert papa["prices"] == [
        {"since": "2026-09-01", "amount": 8.0, "currency": "EUR"},
        {"since": "2026-11-01", "amount": 10.0, "currency": "EUR"},
    ]
    assert papa["moved_on"] == "2026-11-20"


async def test_a_line_whose_record_is_damaged_is_not_available(hass, household, connect) -> None:
    file_of(hass).parent.mkdir(exist_ok=True)
    file_of(hass).write_text("{", encoding="utf-8")
    await household(line_subentry(), MAMA)

    papa, mama = (await subscribe(await connect()))["lines"]

    assert (papa["is_available"], papa["status"], papa["service_until"]) == (False, "unknown", None)
    assert (papa["is_due"], papa["buckets"], papa["next_reminder"]) == (None, [], None)
    assert mama["is_available"]


async def test_words_come_in_the_language_that_is_asked_for(hass, household, connect, act) -> None:
    await household(line_subentry())
    client = await connect()
    assert set(await texts(client)) == set(await texts(client, language="fr"))

    device_id = device_of(hass, LINE_ID)
    french = await answer(client, "preview_renewal", device_id=device_id, language="fr")
    assert french["text"] == "Service jusqu'au 26 décembre 2026 au lieu du 26 novembre 2026."


async def texts(client: Any, **asked: Any) -> dict[str, str]:
    first = await subscribe(client, **asked)
    return first["words"]


# Changes


async def test_only_a_line_that_changed_is_sent(hass, household, connect, act) -> None:
    await household(line_subentry(), MAMA)
    client = await connect()
    first = await subscribe(client)

    await act("record_renewal", amount=12)

    (change,) = await told(hass, client)
    (papa,) = change["lines"]
    assert (change["kind"], change["removed"]) == ("changes", [])
    assert (papa["name"], papa["service_until"]) == ("Papa", "2026-12-26")
    assert papa["version"] != first["lines"][0]["version"]
    assert change["household"]["spent_this_year"] == {"EUR": 12.0}
    assert change["household"]["spent_by_month"] == [{"month": "2026-11", "amounts": {"EUR": 12.0}}]


async def test_several_changes_of_a_moment_are_one_message(hass, household, connect) -> None:
    entry = await household(line_subentry(), MAMA)
    client = await connect()
    await subscribe(client)

    for line in entry.runtime_data.lines.values():
        line.settings = replace(line.settings, owner="Anna")
        line.async_derive()
        line.async_derive()

    (change,) = await told(hass, client)
    assert [each["owner"] for each in change["lines"]] == ["Anna", "Anna"]
    assert "household" not in change


async def test_nothing_is_sent_while_nothing_changes(hass, household, connect, move_to) -> None:
    entry = await household(line_subentry(), MAMA)
    client = await connect()
    await subscribe(client)

    hass.states.async_set("light.kitchen", "on")
    entry.runtime_data.lines[LINE_ID].async_derive()
    await move_to("2026-11-23T10:15:01+01:00")

    assert await told(hass, client) == []


async def test_midnight_is_told(hass, household, connect, move_to) -> None:
    await household(line_subentry())
    client = await connect()
    await subscribe(client)

    await move_to("2026-11-24T00:00:00+01:00")

    assert [each["today"] for each in await told(hass, client)] == ["2026-11-24"]


async def test_a_reload_is_not_told_but_what_it_brings(hass, household, connect) -> None:
    entry = await household(line_subentry(), MAMA)
    client = await connect()
    await subscribe(client)

    await hass.config_entries.async_reload(entry.entry_id)
    assert await told(hass, client) == []

    hass.config_entries.async_update_subentry(
        entry, entry.subentries[LINE_ID], title="Papa's second"
    )
    (change,) = await told(hass, client)
    assert [each["name"] for each in change["lines"]] == ["Papa's second"]


async def test_lines_come_and_go(hass, household, connect) -> None:
    entry = await household(line_subentry())
    new = {**MAMA, "data": MappingProxyType(MAMA["data"])}
    client = await connect()
    await subscribe(client)

    hass.config_entries.async_remove_subentry(entry, LINE_ID)
    assert [each["removed"] for each in await told(hass, client)] == [[LINE_ID]]

    hass.config_entries.async_add_subentry(entry, ConfigSubentry(**new))
    (change,) = await told(hass, client)
    assert [each["name"] for each in change["lines"]] == ["Mama"]


async def test_a_household_that_stops_keeps_its_picture(hass, household, connect) -> None:
    entry = await household(line_subentry())
    client = await connect()
    await subscribe(client)

    await hass.config_entries.async_unload(entry.entry_id)
    (stopped,) = await told(hass, client)
    assert (stopped["lines"], stopped["removed"]) == ([], [])
    assert stopped["household"]["is_running"] is False

    await hass.config_entries.async_setup(entry.entry_id)
    (started,) = await told(hass, client)
    assert (started["lines"], started["household"]["is_running"]) == ([], True)

    await hass.config_entries.async_remove(entry.entry_id)
    last = (await told(hass, client))[-1]
    assert (last["kind"], last["household"], last["lines"]) == ("all", None, [])


async def test_who_looks_before_there_is_a_household_sees_it_come(hass, household, connect) -> None:
    client = await connect()
    first = await subscribe(client)
    assert (first["lines"], first["household"], first["may_add"]) == ([], None, False)

    await household(line_subentry())

    messages = await told(hass, client)
    assert [line["name"] for each in messages for line in each["lines"]] == ["Papa"]
    assert messages[-1]["household"]["is_running"]


async def test_an_entity_that_is_switched_off_is_not_named_any_more(
    hass, household, connect
) -> None:
    await household(line_subentry())
    client = await connect()
    await subscribe(client)

    er.async_get(hass).async_update_entity(
        "sensor.papa_service_until", disabled_by=er.RegistryEntryDisabler.USER
    )

    (change,) = await told(hass, client)
    assert "service_until" not in change["lines"][0]["entities"]["sensor"]


async def test_another_currency_of_the_house_is_told(hass, household, connect) -> None:
    await household(line_subentry())
    client = await connect()
    await subscribe(client)

    await hass.config.async_update(currency="CHF")

    assert [(each["kind"], each["currency"]) for each in await told(hass, client)] == [
        ("all", "CHF")
    ]


async def test_nobody_is_told_who_does_not_look_any_more(hass, household, connect, act) -> None:
    entry = await household(line_subentry())
    client = await connect()
    listeners = entry.runtime_data._heard
    before = len(listeners)
    await client.send_json({"id": 91, "type": f"{DOMAIN}/subscribe_lines"})
    await client.receive_json()
    await client.receive_json()
    assert len(listeners) == before + 1

    await client.send_json({"id": 92, "type": "unsubscribe_events", "subscription": 91})
    assert (await client.receive_json())["success"]

    assert len(listeners) == before
    await client.send_json({"id": 93, "type": f"{DOMAIN}/subscribe_lines"})
    await client.receive_json()
    assert (await client.receive_json())["event"]["lines"][0]["name"] == "Papa"


async def test_lines_come_and_go_while_somebody_looks(hass, household, connect) -> None:
    entry = await household(line_subentry())
    client = await connect()
    await client.send_json({"id": 91, "type": f"{DOMAIN}/subscribe_lines"})
    await client.receive_json()
    assert [each["name"] for each in (await client.receive_json())["event"]["lines"]] == ["Papa"]

    new = line_subentry("Maman", "M" * 26, number="+33639980002", iccid=None)
    hass.config_entries.async_add_subentry(entry, ConfigSubentry(**new))
    added = (await client.receive_json())["event"]
    hass.config_entries.async_remove_subentry(entry, "M" * 26)
    removed = (await client.receive_json())["event"]

    assert [each["name"] for each in added["lines"]] == ["Maman"]
    assert removed["removed"] == ["M" * 26]


# Rights


async def test_who_may_only_read_can_write_nothing(hass, household, connect, act) -> None:
    entry = await household(line_subentry())
    client = await connect(user_who(hass, {"entities": {"all": {"read": True}}}))
    device_id = device_of(hass, LINE_ID)

    first = await subscribe(client)

    assert (first["is_admin"], first["may_add"]) == (False, False)
    assert first["lines"][0]["can"] == {"write": False, "open_device": False}
    recorded = await act("record_renewal", amount=10)
    told_renewals = await answer(client, "renewals", device_id=device_id)
    assert [each["amount"] for each in told_renewals["renewals"]] == [10.0]
    renewal = {"device_id": device_id, "renewal_id": recorded["renewal_id"]}
    before = entry.runtime_data.lines[LINE_ID].record
    for command, fields in (
        ("preview_renewal", {"device_id": device_id}),
        ("verify_renewal", {**renewal, "verdict": "landed"}),
        ("attach_receipt", {**renewal, "file_id": "0" * 32}),
    ):
        assert (await refusal(client, command, **fields))["code"] == "unauthorized"
    assert entry.runtime_data.lines[LINE_ID].record is before


async def test_an_ordinary_user_may_all_but_administer(hass, household, connect) -> None:
    await household(line_subentry())
    client = await connect(user_who(hass, {"entities": True}))

    first = await subscribe(client)

    assert first["lines"][0]["can"] == {"write": True, "open_device": False}
    previewed = await answer(client, "preview_renewal", device_id=device_of(hass, LINE_ID))
    assert previewed["outcome"] == "moved"


async def test_who_may_read_one_line_sees_no_other(hass, household, connect, act) -> None:
    await household(line_subentry(), line_subentry("Mama", MAMA_ID, number=None, iccid=None))
    await act("record_renewal", MAMA_ID, amount=10)
    entities = {"entity_ids": {"sensor.papa_service_until": {"read": True}}}
    client = await connect(user_who(hass, {"entities": entities}))

    first = await subscribe(client)

    assert [each["name"] for each in first["lines"]] == ["Papa"]
    assert first["lines"][0]["entities"] == {
        "sensor": {"service_until": "sensor.papa_service_until"}
    }
    assert (first["household"]["spent_this_year"], first["household"]["entities"]) == ({}, {})
    await act("record_renewal", MAMA_ID, amount=10, in_addition=True)
    assert await told(hass, client) == []
    mama = device_of(hass, MAMA_ID)
    assert (await refusal(client, "renewals", device_id=mama))["code"] == "unauthorized"


async def test_rights_that_change_are_told(hass, household, connect, hass_read_only_user) -> None:
    await household(line_subentry())
    client = await connect(hass_read_only_user)
    first = await subscribe(client)
    assert first["lines"][0]["can"]["write"] is False

    await hass.auth.async_update_user(hass_read_only_user, group_ids=["system-admin"])

    (change,) = await told(hass, client)
    assert (change["kind"], change["is_admin"]) == ("all", True)
    assert change["lines"][0]["can"] == {"write": True, "open_device": True}


# What a card does


DEEDS: dict[str, dict[str, Any]] = {
    "record_renewal": {"amount": 17.35, "payer": "Secret payer", "note": "Secret note"},
    "edit_renewal": {"receipt": "Secret receipt", "amount": 17.35},
    "undo_renewal": {},
    "restore_renewal": {},
    "update_balance": {"credit": 17.35},
    "set_validity": {"service_until": "2027-01-01"},
    "snooze": {"days": 3},
    "skip_reminder": {},
}


async def test_what_a_card_does_is_told_to_nobody_who_listens(hass, household, connect) -> None:
    await household(line_subentry())
    calls = async_capture_events(hass, EVENT_CALL_SERVICE)
    client, done = await connect(), {}
    assert set(DEEDS) == set(ACTIONS)

    for action, given in DEEDS.items():
        is_of_one = action.endswith("_renewal") and action != "record_renewal"
        of_one = {"renewal_id": done["record_renewal"]["renewal_id"]} if is_of_one else {}
        done[action] = await answer(
            client,
            "act",
            device_id=device_of(hass, LINE_ID),
            action=action,
            fields={**given, **of_one},
        )
    await hass.async_block_till_done()

    (kept,) = (
        hass.config_entries.async_entries(DOMAIN)[0].runtime_data.lines[LINE_ID].record.renewals
    )
    assert (kept.payer, kept.receipt, kept.note) == (
        "Secret payer",
        "Secret receipt",
        "Secret note",
    )
    assert done["skip_reminder"]["skipped"]
    assert [each.data for each in calls if each.data["domain"] == DOMAIN] == []
    assert not [each for each in calls if "Secret" in str(each.data)]


@pytest.mark.parametrize("action", ACTIONS)
async def test_who_may_only_read_does_nothing_by_a_card(
    hass, household, connect, hass_read_only_user, action
) -> None:
    await household(line_subentry())
    client = await connect(hass_read_only_user)
    is_of_one = action.endswith("_renewal") and action != "record_renewal"
    fields = DEEDS[action] | ({"renewal_id": "x"} if is_of_one else {})

    told = await refusal(
        client, "act", device_id=device_of(hass, LINE_ID), action=action, fields=fields
    )

    assert told["code"] == "unauthorized"


async def test_a_field_that_is_wrong_is_named_to_the_card(hass, household, connect) -> None:
    await household(line_subentry())
    client, device = await connect(), device_of(hass, LINE_ID)

    about = {"device_id": device, "action": "update_balance"}
    wrong = await refusal(client, "act", **about, fields={"credit": "much"})
    unknown = await refusal(client, "act", **about, fields={"hass": 1})
    stranger = await refusal(client, "act", device_id=device, action="import_data", fields={})

    assert (wrong["field"], wrong["code"]) == ("credit", "invalid_format")
    assert {unknown["code"], stranger["code"]} == {"invalid_format"}


# What a renewal would do

RULES: dict[str, dict[str, Any]] = {
    "fixed term": {},
    "from today": {"extends_from": "today"},
    "months": {"term": 1, "term_unit": "months"},
    "grace": {"grace": 6},
    "no rule": {"rule": "none"},
    "no date": {"service_until": None},
    "activity": {"rule": "activity", "term_unit": "months", "kinds": ["top_up", "plan", "call"]},
    "least amount": {"minimum": 5},
    "subscription": {"rule": "subscription", "term": 1, "term_unit": "months"},
    "credit ladder": {
        "rule": "credit_ladder",
        "steps": [{"amount": each, "service_days": each * 3} for each in (2, 5, 10)],
    },
    "never": {"rule": "never"},
}

FORMS: tuple[dict[str, Any], ...] = (
    {},
    {"amount": 10},
    {"amount": 3, "date": "2026-10-01"},
    {"service_until": "2027-02-01"},
    {"service_until": "2027-02-01", "number_until": "2027-03-01", "in_addition": True},
    {"amount": 2, "refund": True},
    {"date": "2026-11-20", "channel": "shop", "payer": "Anna", "note": "x", "data": 5},
)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
async def test_a_preview_is_what_recording_then_does(
    hass, household, connect, act, rule, paris
) -> None:
    entry = await household(line_subentry(**rule))
    client = await connect()
    device_id = device_of(hass, LINE_ID)
    line = entry.runtime_data.lines[LINE_ID]
    for form in (*FORMS, *FORMS):
        paris.tick(120)
        before, on_disk = line.record, file_of(hass).read_bytes()

        preview = await answer(client, "preview_renewal", device_id=device_id, **form)

        assert (line.record, file_of(hass).read_bytes()) == (before, on_disk)
        recorded = await act("record_renewal", **form)
        ends = [preview["before"], preview["after"]]
        assert ends == [recorded["before"], recorded["after"]]
        assert recorded["outcome"] == preview["outcome"]
        assert (preview["outcome"] == "unchanged") <= (ends[0] == ends[1])
        assert preview["text"]


async def test_the_same_deed_says_who_was_first(hass, household, connect, act, paris) -> None:
    await household(line_subentry())
    await act("record_renewal", payer="Anna")
    client = await connect()
    paris.tick(60)

    preview = await answer(client, "preview_renewal", device_id=device_of(hass, LINE_ID))

    assert preview["outcome"] == "same_deed"
    assert (preview["by"], preview["recorded_at"]) == ("Anna", "2026-11-23T10:00:00+01:00")
    assert preview["text"] == "Anna has recorded this renewal already. Nothing is added."


async def test_a_second_one_of_a_day_that_is_asked_about_says_so(
    hass, household, connect, act, paris
) -> None:
    await household(line_subentry(price=10))
    client, device_id = await connect(), device_of(hass, LINE_ID)
    first = await answer(client, "preview_renewal", device_id=device_id)
    await act("record_renewal")
    paris.tick(3600)

    second = await answer(client, "preview_renewal", device_id=device_id, amount=12)

    assert (first["is_asked"], second["is_asked"]) == (False, True)
    assert any("count it in addition" in each for each in second["advice"])


async def test_the_cost_of_a_month_is_that_of_the_sensor(hass, household, connect) -> None:
    lines = [
        line_subentry(letter, letter * 26, number=None, iccid=None, price=price)
        for letter, price in (("A", 10), ("B", 10), ("C", 20))
    ]
    await household(*lines)

    first = await subscribe(await connect())

    shown = float(hass.states.get("sensor.sim_renewal_monthly_cost").state)
    assert first["household"]["monthly_cost"] == {"EUR": shown}


async def test_a_preview_has_its_advice_in_the_readers_language(hass, household, connect) -> None:
    await household(line_subentry(price=10))
    client = await connect()

    preview = await answer(
        client, "preview_renewal", device_id=device_of(hass, LINE_ID), amount=2, language="fr"
    )

    assert any("prix" in each for each in preview["advice"]), preview["advice"]


async def test_a_preview_says_which_stated_date_has_it(hass, household, connect, act) -> None:
    await household(line_subentry())
    await act("set_validity", service_until="2026-12-24")
    client = await connect()

    preview = await answer(client, "preview_renewal", device_id=device_of(hass, LINE_ID))

    assert preview["outcome"] == "contained"
    assert preview["text"] == (
        "Kept in the list, moves nothing: the date stated on November 23, 2026 has it already."
    )


@pytest.mark.parametrize(
    ("fields", "field", "key", "message"),
    [
        ({"amount": -1}, "amount", "negative", "ne peut pas"),
        ({"date": "2027-01-01"}, "date", "in_future", "futur"),
        ({"channel": "smoke"}, "channel", "unknown_channel", ""),
        ({"refund": True}, "amount", "needed", ""),
    ],
)
async def test_a_wrong_field_is_named_in_the_language_of_the_reader(
    hass, household, connect, fields, field, key, message
) -> None:
    await household(line_subentry())
    client = await connect()
    asked = {"device_id": device_of(hass, LINE_ID), **fields}

    french = await refusal(client, "preview_renewal", language="fr", **asked)

    assert (french["code"], french["field"]) == ("invalid_format", field)
    assert french["translation_key"] == key
    english = await refusal(client, "preview_renewal", **asked)
    assert english["message"] != french["message"]


async def test_what_is_no_line_is_not_found(hass, household, connect) -> None:
    await household(line_subentry())
    client = await connect()
    for command in ("preview_renewal", "renewals"):
        error = await refusal(client, command, device_id="nothing")
        assert (error["code"], error["translation_key"]) == ("not_found", "not_a_line")


async def test_nothing_can_be_asked_of_a_household_that_does_not_run(
    hass, household, connect
) -> None:
    entry = await household(line_subentry())
    device_id = device_of(hass, LINE_ID)
    await hass.config_entries.async_unload(entry.entry_id)

    error = await refusal(await connect(), "renewals", device_id=device_id)

    assert error["code"] == "home_assistant_error"
    assert error["message"]


@pytest.mark.parametrize(
    ("changes", "fields", "text"),
    [
        ({"service_until": None}, {}, "Service until December 23, 2026."),
        (
            {"grace": 6},
            {},
            "Service until December 26, 2026 instead of November 26, 2026. The number is kept",
        ),
        ({"rule": "none"}, {}, "Kept in the list. Until when it lasts is still to be said."),
        ({"minimum": 5}, {"amount": 3}, "Kept in the list. No date moves."),
        ({"price": None}, {"amount": 3, "refund": True}, "Kept in the list as money given back."),
        (
            {"service_until": None, "rule": "none"},
            {"number_until": "2027-01-01"},
            "Kept in the list. Until when it lasts is still to be said. The number is kept until",
        ),
    ],
)
async def test_what_a_renewal_would_do_is_said_in_words(
    hass, household, connect, changes, fields, text
) -> None:
    await household(line_subentry(**changes))
    client = await connect()

    about = {"device_id": device_of(hass, LINE_ID), **fields}

    assert (await answer(client, "preview_renewal", **about))["text"].startswith(text)


# The ledger


async def test_the_ledger_says_what_each_renewal_did(hass, household, connect, act, paris) -> None:
    await household(line_subentry())
    device_id = device_of(hass, LINE_ID)
    await act("record_renewal", date="2026-10-01", amount=5)
    gone = await act("record_renewal", amount=10)
    await act("undo_renewal", renewal_id=gone["renewal_id"])
    paris.tick(700)
    await act("record_renewal", amount=10)
    await act("record_renewal", amount=4, refund=True)
    paris.tick(60)
    missing = await act("record_renewal", amount=9, in_addition=True)
    await act("edit_renewal", renewal_id=missing["renewal_id"], verdict="missing")

    client = await connect()
    listed = (await answer(client, "renewals", device_id=device_id))["renewals"]

    assert [(each["text"], each["is_undone"]) for each in listed] == [
        ("did not go through", False),
        ("money given back", False),
        ("until December 26, 2026", False),
        ("undone", True),
        ("already in the stated date", False),
    ]
    assert [each["undo_until"] is not None for each in listed] == [True, True, True, False, False]
    assert listed[3]["restorable_until"] == "2026-11-30T10:00:00+01:00"


async def test_a_question_is_told_and_answered(
    hass, household, connect, act, move_to, hass_admin_user
) -> None:
    await household(line_subentry(), recipient_subentry())
    recorded = await act("record_renewal", amount=10)
    await move_to("2026-11-24T10:00:00+01:00")
    await move_to("2026-11-25T09:00:00+01:00")
    client = await connect(hass_admin_user)
    (papa,) = (await subscribe(client))["lines"]
    assert papa["question"] == {
        "kind": "landed",
        "renewal_id": recorded["renewal_id"],
        "amount": 10.0,
        "currency": "EUR",
        "date": "2026-11-23",
    }
    about = {"device_id": device_of(hass, LINE_ID), "renewal_id": recorded["renewal_id"]}

    error = await refusal(client, "verify_renewal", **about, verdict="perhaps")
    assert (error["field"], error["translation_key"]) == ("verdict", "unknown_verdict")
    await client.send_json_auto_id(
        {"type": f"{DOMAIN}/verify_renewal", **about, "verdict": "wrong_charge", "amount": 12}
    )
    messages = [await client.receive_json(), await client.receive_json()]

    (change,) = [each["event"] for each in messages if each["type"] == "event"]
    assert change["lines"][0]["question"] is None
    assert change["household"]["spent_this_year"] == {"EUR": 12.0}


async def test_a_receipt_is_attached_and_its_name_forgotten(
    hass, household, connect, act, hass_client, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    entry = await household(line_subentry())
    recorded = await act("record_renewal", amount=10)
    web, client = await hass_client(), await connect()
    form = FormData()
    form.add_field("file", BytesIO(b"%PDF-1.4\nreceipt"), filename="receipt.pdf")
    uploaded = await web.post("/api/file_upload", data=form)
    file_id = (await uploaded.json())["file_id"]
    about = {"device_id": device_of(hass, LINE_ID), "renewal_id": recorded["renewal_id"]}

    error = await refusal(client, "attach_receipt", **about, file_id="0" * 32)
    assert (error["field"], error["translation_key"]) == ("receipt_file", "receipt_unknown")
    await answer(client, "attach_receipt", **about, file_id=file_id, file_name="Anna Papa.pdf")

    (renewal,) = (await answer(client, "renewals", device_id=about["device_id"]))["renewals"]
    assert renewal["receipt_type"] == "application/pdf"
    assert (await (await web.get(renewal["receipt_url"])).read()).startswith(b"%PDF")
    assert "Anna" not in repr(entry.runtime_data.lines[LINE_ID].record)


# What is to be told of a line beside its dates


async def test_a_promotion_is_told_until_it_ends(hass, household, connect) -> None:
    await household(
        line_subentry(promotion="Double data", promotion_until="2026-11-23"),
        line_subentry("Mama", MAMA_ID, promotion="Old", promotion_until="2026-11-22", number=None),
    )

    papa, mama = (await subscribe(await connect()))["lines"]

    assert papa["promotion"] == {"note": "Double data", "until": "2026-11-23"}
    assert mama["promotion"] is None


async def test_a_way_that_was_typed_in_can_be_opened(hass, household, connect, act) -> None:
    ways = [
        {"kind": "marketplace", "link": "https://www.amazon.fr/"},
        {"kind": "code", "code": "*123#"},
    ]
    await household(line_subentry(carrier_id=None, carrier="Somebody", channels=ways))
    await act("record_renewal", channel="shop", payer="Anna")

    (papa,) = (await subscribe(await connect()))["lines"]

    assert papa["open"] == {"kind": "code", "link": "tel:%2A123%23"}
    assert papa["channels"] == ["shop", "marketplace", "code"]
    assert papa["payers"] == ["Anna"]


async def test_a_source_that_falls_silent_is_told(
    hass, household, connect, move_to, hass_admin_user
) -> None:
    hass.states.async_set("sensor.left", "4", {"unit_of_measurement": "GB"})
    bindings = {
        "data_remaining": {"entity": "sensor.left"},
        "credit": {"entity": "sensor.credit"},
    }
    source = {"kind": "entity", "bindings": bindings, "stale_after_hours": 24}
    await household(line_subentry(source=source))
    hass.states.async_set("sensor.left", "unavailable")
    await move_to("2026-11-25T09:00:00+01:00")

    (papa,) = (await subscribe(await connect(hass_admin_user)))["lines"]

    data, credit = papa["buckets"]
    assert (data["value"], data["is_known"], data["is_old"]) == (4.0, True, True)
    assert (credit["value"], credit["is_known"], credit["measured_at"]) == (None, False, None)
    assert papa["alerts"] == ["source_stale"]
    assert papa["source"] == {
        "kind": "entity",
        "name": None,
        "updated_at": "2026-11-23T09:00:00+00:00",
        "by": None,
        "is_silent": True,
        "silent_since": papa["source"]["silent_since"],
    }
    assert papa["source"]["silent_since"].startswith("2026-11-23T09:00:00")


async def test_data_that_will_not_last_is_told_with_its_days(hass, household, connect, act) -> None:
    await household(line_subentry(service_until="2026-12-22"))
    for day, left in ((20, 10), (21, 8), (22, 6), (23, 4)):
        await act("update_balance", data=left, measured_at=f"2026-11-{day}T09:00:00+01:00")

    (papa,) = (await subscribe(await connect()))["lines"]

    (data,) = papa["buckets"]
    assert data["runs_out"].startswith("2026-11-25T")
    assert data["runs_out_early_days"] == 27
    assert papa["alerts"] == ["data_runs_out_early"]


async def test_a_doubt_is_asked_in_the_language_of_the_reader(
    hass, household, connect, act, move_to, hass_admin_user
) -> None:
    await household(line_subentry(price=None), verify_renewals=False)
    text = {"text": "Crédit valable jusqu'au 26/11/2026.", "sender": "Orange"}
    await act("import_message", **text)
    await move_to("2026-11-23T11:00:00+01:00")
    await act("record_renewal")
    await move_to("2026-11-26T09:00:00+01:00")
    await act("import_message", **text)

    (papa,) = (await subscribe(await connect(hass_admin_user), language="fr"))["lines"]

    assert papa["question"]["kind"] == "doubt"
    assert "26 décembre 2026" in papa["question"]["text"]
    assert papa["unsure"] == papa["question"]["text"]
    assert papa["price"] is None


async def test_every_card_is_told_once(hass, household, connect, act) -> None:
    ways = [{"kind": "website", "link": "https://www.orange.fr/"}]
    await household(line_subentry(channels=ways))
    client, other = await connect(), await connect()
    await subscribe(client)
    await subscribe(other)

    await act("record_renewal")

    for each in (client, other):
        (change,) = await told(hass, each)
        assert change["lines"][0]["open"]["kind"] == "website"
