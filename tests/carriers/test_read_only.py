"""No account can spend money: what can be asked is listed here again, and nothing else is sent."""

import ast
from pathlib import Path

from aiohttp import ClientSession
import pytest

from custom_components.sim_renewal.carriers.errors import AccountError, AnswerUnreadable
from custom_components.sim_renewal.carriers.http import Client, Endpoint, Method
from custom_components.sim_renewal.carriers.registry import CARRIERS

from .conftest import NOW, Open
from .fakes import FAKES
from .server import Server

ROOM = Path("custom_components/sim_renewal/carriers")
MODULES = sorted(
    path.stem
    for path in ROOM.glob("*.py")
    if "CARRIER = Carrier(" in path.read_text(encoding="utf-8")
)

ALLOWED = {
    "one_nce": {
        "POST /oauth/token",
        "GET /{version}/sims",
        "GET /{version}/sims/{iccid}/quota/data",
        "GET /{version}/sims/{iccid}/quota/sms",
    },
    "esim_access": {"POST /api/v1/open/esim/query", "POST /api/v1/open/balance/query"},
    "airalo": {
        "POST /v2/token",
        "GET /v2/sims",
        "GET /v2/sims/{iccid}/usage",
        "GET /v2/balance",
    },
    "keepgo": {"GET /lines", "GET /line/{iccid}/get_details", "GET /account_balance"},
    "esim_go": {"GET /esims", "GET /esims/{iccid}/bundles", "GET /organisation"},
    "telekom": {"GET /api/service/generic/v1/status"},
    "things_mobile": {
        "POST /services/business-api/simListLite",
        "POST /services/business-api/simStatus",
        "POST /services/business-api/credit",
    },
    "hologram": {"GET /devices", "GET /organizations/{organization}/balance"},
}

SPENDS = (
    "activate",
    "apply",
    "cancel",
    "charge",
    "delete",
    "extension",
    "order",
    "pay",
    "purchase",
    "refill",
    "refund",
    "revoke",
    "send",
    "suspend",
    "topup",
)

EVERY = pytest.mark.parametrize("key", CARRIERS)


@EVERY
def test_an_account_can_ask_for_what_is_listed_here_and_for_nothing_else(key) -> None:
    endpoints = CARRIERS[key].account.ENDPOINTS

    assert {f"{each.method} {each.path}" for each in endpoints} == ALLOWED[key]
    assert not [each.path for each in endpoints if any(word in each.path for word in SPENDS)]


def test_every_module_of_a_carrier_is_registered() -> None:
    assert sorted(MODULES) == sorted(CARRIERS)


@EVERY
def test_a_carriers_module_asks_through_the_client_alone(key) -> None:
    tree = ast.parse((ROOM / f"{key}.py").read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    made_in_functions = [
        node
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Endpoint"
    ]

    assert used & {"async_ask", "_async_authorized"}
    assert not used & {"_session", "_endpoints", "_base_url", "request", "post", "put", "delete"}
    assert not named & {"ClientSession", "eval", "exec", "getattr", "setattr", "__import__"}
    assert functions
    assert made_in_functions == []


@EVERY
async def test_whatever_a_carrier_answers_nothing_else_is_sent(key, opened: Open) -> None:
    base = FAKES[key].BASE
    patterns = {
        (method, tuple(path.split("/")))
        for method, path in (each.split(" ") for each in ALLOWED[key])
    }
    asked = 0
    for scenario in FAKES[key].EXPECTED:
        account, server = await opened(key, scenario)
        try:
            await account.async_login()
            await account.async_sims(list(FAKES[key].EXPECTED[scenario])[:3])
            await account.async_credit()
        except AccountError:
            pytest.fail("the fake does not answer")
        for seen in server.seen:
            parts = tuple(seen.path.removeprefix(base).split("/"))
            fits = [
                pattern
                for method, pattern in patterns
                if method == seen.method
                and len(pattern) == len(parts)
                and all(a == b or a.startswith("{") for a, b in zip(pattern, parts, strict=True))
            ]
            assert fits, (seen.method, seen.path)
        asked += len(server.seen)
    assert asked >= 4


async def test_the_client_refuses_what_is_not_listed(session: ClientSession) -> None:
    listed, other = Endpoint(Method.GET, "/sims"), Endpoint(Method.POST, "/sims/topup")
    async with Server() as server:
        client = Client(session, server.url, [listed], lambda: NOW)
        await client.async_ask(listed)
        with pytest.raises(ValueError, match="listed"):
            await client.async_ask(other)

        assert [(each.method, each.path) for each in server.seen] == [("GET", "/sims")]


@pytest.mark.parametrize("word", ["../topup", "1/topup", "1?x=1", "", "1 2", "%2e%2e", "a" * 41])
async def test_an_id_of_a_carrier_cannot_lead_to_another_address(
    session: ClientSession, word
) -> None:
    endpoint = Endpoint(Method.GET, "/sims/{iccid}")
    async with Server() as server:
        client = Client(session, server.url, [endpoint], lambda: NOW)
        with pytest.raises(AnswerUnreadable):
            await client.async_ask(endpoint, words={"iccid": word})

        assert server.seen == []


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.com",
        "http://localhost:8123",
        "http://192.168.1.2",
        "ftp://api.example.com",
        "api.example.com",
        "",
    ],
)
async def test_a_carrier_is_asked_over_https_alone(session: ClientSession, url) -> None:
    with pytest.raises(ValueError, match="https"):
        Client(session, url, [], lambda: NOW)

    assert Client(session, "https://api.example.com", [], lambda: NOW)


@EVERY
def test_every_carrier_is_asked_over_https_and_says_where_it_is_documented(key) -> None:
    carrier = CARRIERS[key]

    assert carrier.base_url.startswith("https://")
    assert carrier.documentation.startswith("https://")
    assert carrier.minimum_interval.total_seconds() >= 900
    assert carrier.capabilities
    assert carrier.login
    assert carrier.limits
    assert carrier.unsure
    assert len({field.key for field in carrier.fields}) == len(carrier.fields)
    assert all(field.secret for field in carrier.fields if "secret" in field.key)
