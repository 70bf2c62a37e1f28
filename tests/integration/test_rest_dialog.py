"""The form of a server as a source: what it shows, keeps, masks, and refuses with a reason."""

from pathlib import Path
import re
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from probatio import to_field_list
import pytest

from custom_components.sim_renewal.core.source_values import Capability
from custom_components.sim_renewal.flows.secrets import MASK, check_address, headers_of
from custom_components.sim_renewal.flows.source_rest import RestDialog
from custom_components.sim_renewal.settings.validation import FieldError
from custom_components.sim_renewal.sources.document import Document
from tests.carriers.faults import CASES
from tests.carriers.server import Reply, Server, plain

from .conftest import LINE_ID, line_subentry
from .dialogs import ENGLISH, choose, shown
from .rest import KEY, SECRETS, TOKEN, asking_line, server, settle, source

__all__ = ["server"]

WORDS = ENGLISH["config_subentries"]["line"]
DOCS = Path("docs/sources.md")


def typed(server: Server, **changes: Any) -> dict[str, Any]:
    """Return what a person types; `None` leaves a field empty."""
    form = {
        "url": f"{server.url}/summary?key={KEY}",
        "method": "GET",
        "headers": [f"Authorization: Bearer {TOKEN}"],
        "data_remaining": "data.left",
        "interval": 60,
        "timeout": 20,
        "stale_after_hours": 48,
        "units": {"data_remaining": "GB"},
    }
    return {key: value for key, value in (form | changes).items() if value is not None}


def dialog_of(hass: HomeAssistant, entry: Any) -> RestDialog:
    line = entry.runtime_data.lines[LINE_ID]
    return RestDialog(hass, line, entry.subentries[LINE_ID].data)


async def send(dialog: RestDialog, sent: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Send the form; every reason is told in words, at a field that it has."""
    kept, errors = await dialog.async_check(dialog.schema(None)(sent))
    for field, reason in errors.items():
        assert WORDS["error"][reason]
        assert field in WORDS["step"]["source_rest"]["data"]
    assert not (kept and errors)
    dialog.schema(sent)
    return kept, errors


@pytest.fixture
async def dialog(hass: HomeAssistant, household: Any) -> RestDialog:
    """Open the form of a line without a source."""
    return dialog_of(hass, await household(line_subentry()))


def test_every_field_of_the_form_has_a_text_and_the_frontend_can_show_it(dialog) -> None:
    schema = dialog.schema(None)
    fields = {marker.schema: value for marker, value in schema.schema.items()}
    words = WORDS["step"]["source_rest"]

    assert fields.keys() - {"units"} == set(words["data"])
    assert set(words["data_description"]) <= set(words["data"])
    units = {marker.schema for marker in fields["units"].schema.schema}
    assert units == set(words["sections"]["units"]["data"])
    assert {each.value for each in Capability} <= set(words["data"])
    assert len(to_field_list(schema, custom_serializer=cv.custom_serializer)) == len(fields)


async def test_a_source_is_tried_kept_and_then_asked(hass, household, server) -> None:
    entry = await household(line_subentry())
    form = await choose(hass, entry, LINE_ID, "source_rest")
    assert form["step_id"] == "source_rest"
    assert shown(form)["interval"] == 60

    configure = hass.config_entries.subentries.async_configure
    again = await configure(form["flow_id"], typed(server, data_remaining="data.other"))
    assert again["errors"] == {"data_remaining": "path_missing"}
    done = await configure(again["flow_id"], typed(server))
    await settle(hass)

    assert done["reason"] == "reconfigure_successful"
    kept = entry.subentries[LINE_ID].data["source"]
    assert kept == {
        "kind": "rest",
        "url": f"{server.url}/summary?key={KEY}",
        "method": "GET",
        "headers": {"Authorization": f"Bearer {TOKEN}"},
        "interval": 60,
        "timeout": 20,
        "stale_after_hours": 48,
        "bindings": {"data_remaining": {"path": "data.left", "unit": "GB"}},
    }
    assert float(hass.states.get("sensor.papa_data_remaining").state) == 12.5
    assert len(server.seen) == 3


async def test_the_dialog_ends_where_the_household_is_not_loaded(hass, household, server) -> None:
    entry = await household(line_subentry())
    sources = await choose(hass, entry, LINE_ID, "source")
    form = await choose(hass, entry, LINE_ID, "source_rest")

    async def unloading(_server: Any, _request: Any, reply: Reply) -> Any:
        assert await hass.config_entries.async_unload(entry.entry_id)
        return plain(reply)

    server.fault = unloading
    configure = hass.config_entries.subentries.async_configure
    gone = await configure(form["flow_id"], typed(server))
    assert gone["reason"] == "entry_not_loaded"
    assert entry.state is ConfigEntryState.NOT_LOADED
    gone = await configure(sources["flow_id"], {"next_step_id": "source_rest"})
    assert gone["reason"] == "entry_not_loaded"
    assert "source" not in entry.subentries[LINE_ID].data


async def test_secrets_are_masked_and_kept_where_the_mask_stays(hass, household, server) -> None:
    body = "p4ssw0rd"
    bindings = {
        "data_remaining": {"path": "data.left", "unit": "GB"},
        "expiry": {"path": "plans[0].end", "date_order": "dmy"},
    }
    kept = source(server, method="POST", body=body, bindings=bindings)
    server.carrier.document |= {"plans": [{"end": "24/12/2026"}]}
    entry = await household(line_subentry(source=kept))
    await settle(hass)
    form = await choose(hass, entry, LINE_ID, "source_rest")
    values = shown(form)
    assert not [each for each in (*SECRETS, body) if each in repr(values)]
    assert values["url"] == f"{server.url}/summary?{MASK}"
    assert values["headers"] == [f"Authorization: {MASK}"]
    assert values["body"] == MASK
    assert values["date_order"] == "dmy"

    dialog = dialog_of(hass, entry)
    sent = {**values, "units": {"data_remaining": "GB"}}
    again, errors = await send(dialog, sent)
    assert errors == {}
    assert again == kept

    changed, errors = await send(
        dialog, sent | {"headers": [f"Authorization: {MASK}", " ", "X-More: 1"], "body": "new"}
    )
    assert errors == {}
    assert changed["headers"] == kept["headers"] | {"X-More": "1"}
    assert changed["body"] == "new"

    fewer, errors = await send(
        dialog, {k: v for k, v in sent.items() if k not in {"headers", "body"}}
    )
    assert errors == {}
    assert fewer.keys() == kept.keys() - {"headers", "body"}


async def test_a_kept_secret_is_not_sent_to_another_server(hass, household, server) -> None:
    entry = await household(asking_line(server, method="POST", body="x"))
    await settle(hass)
    dialog = dialog_of(hass, entry)
    other = server.other.url

    for changes, field in (
        ({"url": f"{other}/summary?{MASK}", "headers": None}, "url"),
        ({"url": f"{other}/a", "headers": [f"Authorization: {MASK}"]}, "headers"),
        ({"url": f"{other}/a", "headers": None, "body": MASK}, "body"),
        ({"headers": [f"X-Unknown: {MASK}"]}, "headers"),
    ):
        _kept, errors = await send(dialog, typed(server, **{"method": "POST"} | changes))
        assert errors == {field: "secret_again"}
    assert server.other.seen == []


async def test_an_empty_form_takes_the_source_away(hass, household, server) -> None:
    entry = await household(asking_line(server))
    await settle(hass)
    empty = typed(server, url=" ", headers=None, data_remaining=" ", units={})
    assert await send(dialog_of(hass, entry), empty) == ({}, {})

    form = await choose(hass, entry, LINE_ID, "source_rest")
    await hass.config_entries.subentries.async_configure(form["flow_id"], empty)
    await settle(hass)
    assert "source" not in entry.subentries[LINE_ID].data


async def test_the_form_of_entities_shows_nothing_of_a_server(hass, household, server) -> None:
    entry = await household(asking_line(server))
    await settle(hass)

    form = await choose(hass, entry, LINE_ID, "source_entity")

    assert shown(form).keys() <= {"stale_after_hours"}


# What is refused before the server is asked


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"url": None}, {"url": "address_missing"}),
        ({"url": "bridge/summary"}, {"url": "wrong_address"}),
        ({"url": "ftp://bridge/x"}, {"url": "wrong_address"}),
        ({"url": "http://bridge:99999/"}, {"url": "wrong_address"}),
        ({"url": "http:///x"}, {"url": "wrong_address"}),
        ({"url": "http://bridge/\nX: y"}, {"url": "wrong_address"}),
        ({"url": "http://bridge/" + "x" * 2000}, {"url": "wrong_address"}),
        ({"url": "http://me:secret@bridge/"}, {"url": "login_in_address"}),
        ({"url": f"http://bridge/?{MASK}"}, {"url": "secret_again"}),
        ({"headers": ["Authorization"]}, {"headers": "wrong_header"}),
        ({"headers": ["A b: c"]}, {"headers": "wrong_header"}),
        ({"headers": ["A: b\r\nC: d"]}, {"headers": "wrong_header"}),
        ({"headers": ["A: é"]}, {"headers": "wrong_header"}),
        ({"headers": ["A:"]}, {"headers": "wrong_header"}),
        ({"headers": ["A: b", "a: c"]}, {"headers": "wrong_header"}),
        ({"headers": ["Host: other"]}, {"headers": "wrong_header"}),
        ({"headers": ["A: " + "x" * 5000]}, {"headers": "wrong_header"}),
        ({"body": "x"}, {"body": "body_needs_post"}),
        ({"method": "POST", "body": MASK}, {"body": "secret_again"}),
        ({"interval": 4}, {"interval": "interval_too_short"}),
        ({"interval": 20000}, {"interval": "count_out_of_range"}),
        ({"timeout": 61}, {"timeout": "count_out_of_range"}),
        ({"stale_after_hours": 0}, {"stale_after_hours": "count_out_of_range"}),
        ({"data_remaining": None}, {"url": "no_value_chosen"}),
        ({"data_used": "used"}, {"data_used": "remaining_is_known"}),
        ({"data_used": "used", "data_remaining": None}, {"data_used": "allowance_missing"}),
    ],
    ids=repr,
)
async def test_what_cannot_be_asked_is_refused_at_its_field(
    dialog, server, changes, errors
) -> None:
    assert await send(dialog, typed(server, **changes)) == ({}, errors)
    assert server.seen == []


def test_an_address_is_kept_without_its_fragment() -> None:
    assert check_address(" http://Bridge:80/a?b=c%2Bd#e ", None) == "http://bridge/a?b=c%2Bd"


def test_a_masked_query_needs_one_of_before() -> None:
    with pytest.raises(FieldError):
        check_address(f"http://bridge/?{MASK}", "http://bridge/")
    assert check_address(f"http://bridge/b?{MASK}", "http://bridge/a?k=1") == "http://bridge/b?k=1"


def test_headers_keep_their_order_and_their_colons() -> None:
    assert headers_of(["B: x:y", "A:z"], {}, is_same_server=False) == {"B": "x:y", "A": "z"}


# What the server answers

REASONS = {
    "401": "login_refused",
    "403": "login_refused",
    "404": "not_there",
    "400": "request_refused",
    "422": "request_refused",
    "dropped": "cannot_connect",
    "cut off": "cannot_connect",
    "redirect 302": "redirected",
    "redirect 307": "redirected",
    "50 MB": "answer_too_large",
    "gzip bomb": "answer_too_large",
    **dict.fromkeys(("408", "429", "429 seconds", "429 date", "500", "503"), "server_busy"),
}
TESTED = [each for each in CASES if each.name not in {"slow drip", "no answer"}]


@pytest.mark.parametrize("case", TESTED, ids=lambda case: case.name)
async def test_a_bad_answer_is_told_at_the_field_at_fault(dialog, server, case) -> None:
    server.fault = case.fault

    kept, errors = await send(dialog, typed(server))

    assert kept == {}
    if case.name in {"a text", "a number", "null"}:
        assert errors == {"data_remaining": "path_missing"}
        return
    default = "server_busy" if case.name.startswith("429") else "not_json"
    reason = REASONS.get(case.name, default)
    assert errors == {"headers" if reason == "login_refused" else "url": reason}
    assert server.other.seen == []


async def test_a_refused_login_without_headers_stands_at_the_address(dialog, server) -> None:
    server.fault = next(case.fault for case in CASES if case.name == "401")

    assert await send(dialog, typed(server, headers=None)) == ({}, {"url": "login_refused"})


@pytest.mark.parametrize(
    ("capability", "path", "more", "reason"),
    [
        ("data_remaining", "data.left", {"units": {}}, "unit_missing"),
        ("data_remaining", "data.text", {}, "value_not_a_number"),
        ("data_remaining", "data", {}, "no_single_value"),
        ("data_remaining", "data.minus", {}, "value_out_of_range"),
        ("data_remaining", "a..b", {}, "wrong_path"),
        ("data_remaining", "{{ value_json.data.left / 0 }}", {}, "template_failed"),
        ("data_remaining", "{{ 1", {}, "template_failed"),
        ("data_remaining", "{{ value_json.nothing }}", {}, "path_missing"),
        ("data_remaining", "data.null", {}, "path_missing"),
        ("credit", "data.text", {}, "value_not_a_number"),
        ("expiry", "data.text", {}, "not_a_date"),
        ("expiry", "data.day", {}, "not_a_date"),
        ("expiry", "data.old", {}, "date_out_of_range"),
        ("status", "data.text", {}, "unknown_status"),
    ],
)
async def test_a_value_that_does_not_fit_is_refused(
    dialog, server, capability, path, more, reason
) -> None:
    server.carrier.document = {
        "data": {
            "left": 1,
            "text": "many",
            "minus": -1,
            "null": None,
            "day": "24/12/2026",
            "old": "1999-01-01",
        }
    }

    form = typed(server, **{"data_remaining": None, capability: path} | more)

    assert await send(dialog, form) == ({}, {capability: reason})


async def test_dates_are_days_left_or_have_an_order(dialog, server) -> None:
    server.carrier.document = {"days": 31, "day": "24/12/2026", "used": 1, "total": 20}
    form = typed(
        server,
        data_remaining=None,
        expiry="days",
        number_expiry="day",
        date_order="dmy",
        data_used="used",
        data_allowance="total",
        units={"data_used": "GB", "data_allowance": "GB"},
    )

    kept, errors = await send(dialog, form)

    assert errors == {}
    assert kept["bindings"]["expiry"] == {"path": "days", "days_left": True}
    assert kept["bindings"]["number_expiry"] == {"path": "day", "date_order": "dmy"}


async def test_a_template_that_takes_too_long_is_stopped(hass) -> None:
    document = Document(hass, b'{"a": 1}')
    slow = "{% for a in range(5000) %}{% for b in range(5000) %}{% endfor %}{% endfor %}{{ 1 }}"

    with pytest.raises(FieldError) as caught:
        await document.async_look_up(slow, seconds=0)

    assert caught.value.reason == "template_too_slow"


# The examples of the documentation


def example(name: str) -> dict[str, str]:
    """Return the table of an example, by field."""
    text = DOCS.read_text(encoding="utf-8").partition(f"### Example: {name}")[2].partition("###")[0]
    rows = re.findall(r"^\| ([A-Z][^|]+) \| `([^`]+)`", text, re.MULTILINE)
    templates = re.findall(r"```jinja\n(.*?)```", text, re.DOTALL)
    return dict(rows) | ({"template": templates[0]} if templates else {})


async def test_the_example_of_china_telecom_works(dialog, server) -> None:
    server.carrier.document = {
        "phonenum": "18900000000",
        "balance": 1234,
        "voiceBalance": 2211,
        "flowUse": 7366923,
        "flowTotal": 20971520,
    }
    rows = example("ChinaTelecomMonitor")
    form = typed(
        server,
        data_remaining=None,
        credit=rows["Credit left"],
        data_used=rows["Data used"],
        data_allowance=rows["Data allowance"],
        voice_remaining=rows["Calls left"],
        units={"data_used": "kB", "data_allowance": "kB", "voice_remaining": "min"},
    )

    kept, errors = await send(dialog, form)

    assert errors == {}
    assert len(kept["bindings"]) == 4


async def test_the_example_of_my_sosh_works(hass, dialog, server) -> None:
    calls = {"additionalCredit": {"value": 5400, "unit": "s"}}
    server.carrier.document = [
        {
            "equipments": [
                {
                    "families": [
                        {"familyCode": "appels", "bundles": [{"summary": calls}]},
                        {
                            "familyCode": "internetMobile",
                            "bundles": [{"summary": {"mainText": "42,5 Go restants"}}],
                        },
                    ]
                }
            ]
        }
    ]
    rows = example("mySosh")
    form = typed(
        server,
        data_remaining=rows["template"],
        voice_remaining=rows["Calls left"],
        units={"data_remaining": "GB", "voice_remaining": "s"},
    )

    kept, errors = await send(dialog, form)

    assert errors == {}
    assert len(kept["bindings"]) == 2
