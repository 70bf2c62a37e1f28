"""Answers of carriers, byte by byte: dates, numbers, waits, and what is refused."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
import gzip

import pytest

from custom_components.sim_renewal.carriers import shapes
from custom_components.sim_renewal.carriers.decoding import parse_json, parse_retry_after, parse_xml
from custom_components.sim_renewal.carriers.errors import (
    AnswerUnreadable,
    LoginRefused,
    NotAllowed,
    RequestRefused,
    TryLater,
)
from custom_components.sim_renewal.carriers.http import Client, Endpoint, Method
from custom_components.sim_renewal.core.plausible import is_possible_day

from .conftest import NOW, Open
from .faults import ENTITY_BOMB, EXTERNAL_ENTITY
from .server import Reply, Server, json_reply

NOON = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("120", timedelta(seconds=120)),
        (" 5 ", timedelta(seconds=5)),
        ("0", timedelta(0)),
        ("999999999999999", timedelta(days=1)),
        ("Mon, 23 Nov 2026 09:10:00 GMT", timedelta(minutes=10)),
        ("Mon, 23 Nov 2026 09:10:00", timedelta(minutes=10)),
        ("Mon, 23 Nov 2020 09:10:00 GMT", timedelta(0)),
        ("Mon, 23 Nov 2099 09:10:00 GMT", timedelta(days=1)),
        ("-5", None),
        ("1.5", None),
        ("later", None),
        ("", None),
        (None, None),
    ],
)
def test_how_long_to_wait(text, wait) -> None:
    assert parse_retry_after(text, NOW) == wait


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-24T12:00:00Z",
        "2026-12-24T12:00:00.000Z",
        "2026-12-24T12:00:00.000+0000",
        "2026-12-24T13:00:00+0100",
        "2026-12-24T13:00:00+01:00",
        "2026-12-24T12:00:00.0000000001Z",
        "2026-12-24 12:00:00",
        "2026-12-24T12:00",
        " 2026-12-24 12:00:00 ",
    ],
)
def test_every_way_to_write_a_moment(text) -> None:
    assert shapes.moment({"at": text}, "at") == NOON


@pytest.mark.parametrize("text", [None, "", "  ", "0000-00-00 00:00:00", "0001-01-01T00:00:00Z"])
def test_no_moment_is_none(text) -> None:
    assert shapes.moment({"at": text}, "at") is None


@pytest.mark.parametrize("value", ["soon", "24/12/2026", [], {}, 1.5])
def test_what_is_no_moment_is_refused(value) -> None:
    with pytest.raises(AnswerUnreadable):
        shapes.moment({"at": value}, "at")


@pytest.mark.parametrize(("value", "year"), [("9999-12-31", 2200), ("1900-01-01", 1990)])
def test_a_moment_out_of_all_reason_stays_so_and_can_be_calculated_with(value, year) -> None:
    assert shapes.moment({"at": value}, "at").year == year


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (5, 5),
        (Decimal("1.5"), Decimal("1.5")),
        ("1.5", Decimal("1.5")),
        ("-3", -3),
        (None, None),
        ("", None),
        (10**18, 10**18),
    ],
)
def test_numbers_are_exact(value, number) -> None:
    assert shapes.number({"n": value}, "n") == number


@pytest.mark.parametrize("value", [True, "NaN", "sNaN", "inf", "x", [], {}, 10**18 + 1, "1e19"])
def test_what_is_no_number_is_refused(value) -> None:
    with pytest.raises(AnswerUnreadable):
        shapes.number({"n": value}, "n")


@pytest.mark.parametrize("value", [0, -1, 10**16, "x"])
def test_a_moment_that_is_counted_has_to_be_one(value) -> None:
    with pytest.raises(AnswerUnreadable):
        shapes.epoch({"n": value}, "n")
    assert shapes.epoch({}, "n") is None
    assert shapes.epoch({"n": 1798113600}, "n") == NOON


@pytest.mark.parametrize("value", [-1, 10**12])
def test_a_span_that_is_counted_has_to_be_one(value) -> None:
    with pytest.raises(AnswerUnreadable):
        shapes.seconds({"n": value}, "n")
    assert shapes.seconds({"n": 60}, "n") == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("value", "holds"),
    [(True, True), ("true", True), ("1", True), (1, True), (False, False), ("no", False)],
)
def test_flags(value, holds) -> None:
    assert shapes.flag({"f": value}, "f") is holds
    assert shapes.flag({}, "f") is False
    with pytest.raises(AnswerUnreadable):
        shapes.flag({"f": "perhaps"}, "f")


@pytest.mark.parametrize("value", [True, 1.5, [], {}, "x" * 201])
def test_what_is_no_text_is_refused(value) -> None:
    with pytest.raises(AnswerUnreadable):
        shapes.text({"t": value}, "t")
    with pytest.raises(AnswerUnreadable):
        shapes.needed_text({"t": " "}, "t")


def test_numbers_of_json_keep_their_digits() -> None:
    assert parse_json(b'\xef\xbb\xbf{"a": 0.1, "b": 1e3, "c": 0.0}') == {
        "a": Decimal("0.1"),
        "b": Decimal(1000),
        "c": Decimal(0),
    }


@pytest.mark.parametrize(
    "body",
    [
        b"[",
        b"\xff",
        b"{]",
    ],
)
def test_json_that_makes_no_sense_is_refused(body) -> None:
    with pytest.raises(AnswerUnreadable):
        parse_json(body)


@pytest.mark.parametrize(
    "written",
    [
        *("1e400", "1e-400", "1E-1000000", "NaN", "-Infinity"),
        *("9" * 31, "9" * 5000, "1e" + "9" * 25),
    ],
)
def test_a_number_that_cannot_be_spoils_nothing_but_itself(written) -> None:
    document = parse_json(f'{{"left": {written}, "credit": 2}}'.encode())

    assert document["credit"] == 2
    with pytest.raises(AnswerUnreadable) as refused:
        shapes.number(document, "left")
    assert refused.value.reason == "absurd_number"


@pytest.mark.parametrize(
    "body",
    [
        ENTITY_BOMB,
        EXTERNAL_ENTITY,
        b"<!DOCTYPE r><r/>",
        b"<r>&undefined;</r>",
        b"<r>",
        b"",
        b"{}",
        b"<a>" * 40 + b"</a>" * 40,
        b"<r>" + b"<a/>" * 60_000 + b"</r>",
    ],
)
def test_xml_that_is_dangerous_or_broken_is_refused(body) -> None:
    with pytest.raises(AnswerUnreadable):
        parse_xml(body)


def test_xml_is_read_with_its_harmless_entities() -> None:
    root = parse_xml(b"<r><a> 1 &amp; 2 </a><b/><c>\xc3\xa9</c></r>")

    assert (root.word("a"), root.word("b"), root.word("c"), root.word("d")) == (
        "1 & 2",
        None,
        "é",
        None,
    )


async def test_an_answer_may_be_compressed(session) -> None:
    endpoint = Endpoint(Method.GET, "/x")

    class Compressing:
        def reply(self, seen):
            assert seen.headers["Accept-Encoding"] == "gzip"
            return Reply(gzip.compress(b"[1]"), headers={"Content-Encoding": "gzip"})

    async with Server(Compressing()) as server:
        answer = await Client(session, server.url, [endpoint], lambda: NOW).async_ask(endpoint)

    assert answer.json() == [1]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("000001", TryLater),
        ("200010", TryLater),
        ("000101", LoginRefused),
        ("101003", LoginRefused),
        ("101002", NotAllowed),
        ("310201", AnswerUnreadable),
        (None, AnswerUnreadable),
    ],
)
async def test_refusals_of_esim_access(opened: Open, code, error) -> None:
    account, server = await opened("esim_access")
    refusal = {"success": "false", "errorCode": code, "errorMessage": "no", "obj": None}
    server.carrier.reply = lambda seen: json_reply(refusal)  # type: ignore[union-attr]

    with pytest.raises(error):
        await account.async_sims()


async def test_esim_access_is_signed_only_with_a_secret_key(opened: Open) -> None:
    for secret, signed in (("hmac-secret-2", True), ("", False)):
        account, server = await opened("esim_access", secret_key=secret)
        await account.async_sims()
        assert ("RT-Signature" in server.seen[0].headers) is signed
    account, _ = await opened("esim_access", secret_key="wrong")
    with pytest.raises(LoginRefused):
        await account.async_login()


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("10", TryLater),
        ("20", AnswerUnreadable),
        ("30", LoginRefused),
        ("40", AnswerUnreadable),
        ("60", TryLater),
    ],
)
async def test_refusals_of_things_mobile(opened: Open, code, error) -> None:
    account, server = await opened("things_mobile")
    refusal = f"<result><done>false</done><errorCode>{code}</errorCode></result>".encode()
    server.carrier.reply = lambda seen: Reply(refusal)  # type: ignore[union-attr]

    with pytest.raises(error):
        await account.async_sims()


@pytest.mark.parametrize(
    ("refusal", "error"),
    [
        ({"errorCode": "BadCredentials"}, LoginRefused),
        ({"errorCode": "AuthValidationError"}, LoginRefused),
        ({"errorCode": "BodyValidationError"}, RequestRefused),
        ({}, RequestRefused),
    ],
)
async def test_a_bad_request_of_1nce_is_a_wrong_login_only_where_it_says_so(
    opened: Open, refusal, error
) -> None:
    account, server = await opened("one_nce")
    server.carrier.reply = lambda seen: json_reply(refusal, 400)  # type: ignore[union-attr]

    with pytest.raises(error):
        await account.async_login()


@pytest.mark.parametrize("token", [None, "", "a\r\nX-Evil: 1", "a b", "é", 5, "x" * 9000])
async def test_a_token_that_is_none_is_refused(opened: Open, token) -> None:
    account, server = await opened("one_nce")
    document = {"access_token": token, "expires_in": 60}
    server.carrier.reply = lambda seen: json_reply(document)  # type: ignore[union-attr]

    with pytest.raises(AnswerUnreadable):
        await account.async_login()


async def test_keepgo_reads_the_sims_that_a_person_named_without_asking_for_a_list(
    opened: Open,
) -> None:
    account, server = await opened("keepgo", iccids="8988303000000000001, 8988303000000000001")

    (sim,) = await account.async_sims()

    assert sim.sim_id == "8988303000000000001"
    assert [each.path for each in server.seen] == ["/api/v2/line/8988303000000000001/get_details"]


async def test_days_that_stay_at_the_same_number_do_not_extend_a_line(opened: Open) -> None:
    account, _ = await opened("keepgo", "several")
    first = (await account.async_sims())[1].values.service_until
    account._clock = lambda: NOW + timedelta(days=1)

    assert (await account.async_sims())[1].values.service_until == first


@pytest.mark.parametrize(("days", "is_late"), [(10**6, True), (-(10**6), False)])
async def test_days_that_cannot_be_take_nothing_with_them(
    opened: Open, days: int, is_late: bool
) -> None:
    account, server = await opened("keepgo")
    card = {"ack": "success", "sim_cards": [{"iccid": "1"}], "sim_card": {"remaining_days": days}}
    server.carrier.reply = lambda seen: json_reply(card)  # type: ignore[union-attr]

    (sim,) = await account.async_sims()

    assert sim.problem is None
    assert not is_possible_day(sim.values.service_until, NOW.date())
    assert (sim.values.service_until > NOW.date()) is is_late


@pytest.mark.parametrize("value", [-(10**12), 10**12])
def test_a_span_out_of_all_reason_is_cut_to_a_century(value: int) -> None:
    assert abs(shapes.seconds_left({"n": value}, "n")).days // 366 == 101
    assert shapes.seconds_left({}, "n") is None
    assert shapes.seconds_left({"n": 60}, "n") == timedelta(minutes=1)


async def test_telekom_says_for_how_long_to_leave_it_alone(opened: Open) -> None:
    account, _ = await opened("telekom")

    (sim,) = await account.async_sims()

    assert account.pause == timedelta(hours=3)
    assert next(iter(sim.values.reading.values())).measured_at == datetime(
        2026, 11, 23, 10, 0, tzinfo=UTC
    )


async def test_hologram_is_asked_for_one_organisation_where_a_person_named_it(
    opened: Open,
) -> None:
    account, server = await opened("hologram", organization="1")

    await account.async_login()
    await account.async_sims()

    assert {each.query.get("orgid") for each in server.seen} == {"1"}
    assert (await account.async_credit()) is not None


@pytest.mark.parametrize(
    ("key", "document"),
    [
        ("hologram", {"success": False, "error": "no"}),
        ("keepgo", {"ack": "failure"}),
        ("esim_go", {"esims": [{"customerRef": "x"}]}),
        ("airalo", {"data": {"access_token": "t"}, "expires_in": 60}),
    ],
)
async def test_a_refusal_that_looks_like_an_answer_is_none(opened: Open, key, document) -> None:
    account, server = await opened(key)
    server.carrier.reply = lambda seen: json_reply(document)  # type: ignore[union-attr]

    with pytest.raises(AnswerUnreadable):
        await account.async_sims()


@pytest.mark.parametrize("inner", ["<sims><sim/></sims>", "<sims><sim><iccid/></sim></sims>"])
async def test_a_sim_of_things_mobile_without_an_id_is_refused(opened: Open, inner) -> None:
    account, server = await opened("things_mobile")
    body = f"<result><done>true</done>{inner}</result>".encode()
    server.carrier.reply = lambda seen: Reply(body)  # type: ignore[union-attr]

    with pytest.raises(AnswerUnreadable):
        await account.async_sims()


async def test_a_sim_of_things_mobile_that_is_gone_when_asked_for_is_left_out(
    opened: Open,
) -> None:
    account, server = await opened("things_mobile", "several")
    answer = server.carrier.answer  # type: ignore[union-attr]
    gone = "8988303000000000001"

    def without(seen, path):
        body = b"<result><done>true</done><sims/></result>"
        return Reply(body) if seen.form.get("iccid") == gone else answer(seen, path)

    server.carrier.answer = without  # type: ignore[union-attr]

    first, second = await account.async_sims()

    assert first.problem is not None
    assert second.problem is None


async def test_more_sims_than_a_household_can_have_are_given_up(opened: Open) -> None:
    account, server = await opened("things_mobile")

    def endless(seen):
        first = int(seen.form["page"]) * 1000
        sims = "".join(f"<sim><iccid>{first + n}</iccid></sim>" for n in range(500))
        return Reply(f"<result><done>true</done><sims>{sims}</sims></result>".encode())

    server.carrier.reply = endless  # type: ignore[union-attr]

    with pytest.raises(AnswerUnreadable):
        await account.async_sims([])
    assert len(server.seen) <= 12
