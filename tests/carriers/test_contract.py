"""What holds for every account: one suite over all carriers, scenarios and faults."""

import logging
import re
import traceback
from typing import Any

import pytest

from custom_components.sim_renewal.carriers import errors
from custom_components.sim_renewal.carriers.base import Money, Sim
from custom_components.sim_renewal.carriers.errors import (
    AccountError,
    AnswerUnreadable,
    LoginRefused,
    TryLater,
)
from custom_components.sim_renewal.carriers.registry import CARRIERS
from custom_components.sim_renewal.core.source_values import BUCKETS, Capability

from .conftest import MATRIX, Open, Patience
from .fakes import FAKES, GB, ICCID, SCENARIOS, Fake, WithToken
from .faults import AMOUNTS, BIG, CASES, CHUNK, Case
from .server import Server

EVERY = pytest.mark.parametrize("key", CARRIERS)
if CARRIERS.keys() - FAKES.keys():
    pytest.fail(f"without a fake in tests/carriers/fakes.py: {CARRIERS.keys() - FAKES.keys()}")
SCENARIO = [
    (key, scenario) for key in CARRIERS for scenario in SCENARIOS if scenario in FAKES[key].EXPECTED
]
PHASES = ("login", "reading")
SILENT = {"slow drip", "no answer"}


def said(sim: Sim) -> dict[str, Any]:
    """Return what is said of a SIM, as the fakes expect it."""
    words: dict[str, Any] = {
        bucket.value: measure.amount for bucket, measure in sim.values.reading.items()
    }
    if sim.values.service_until:
        words["until"] = sim.values.service_until
    if sim.values.status:
        words["status"] = sim.values.status.value
    return words


def fake_of(server: Server) -> Fake:
    assert isinstance(server.carrier, Fake)
    return server.carrier


def expected_error(key: str, case: Case, phase: str) -> type[AccountError]:
    """Return the error of a case, or that to which a carrier turns it."""
    reactions = FAKES[key].REACTIONS
    name = reactions.get(f"{case.name} {phase}") or reactions.get(case.name)
    return getattr(errors, name) if name else case.error


# The suite itself


def test_every_carrier_has_a_fake_and_the_suite_has_something_to_check() -> None:
    assert len(CARRIERS) >= 8
    assert sorted(CARRIERS) == sorted(FAKES)
    assert len(CASES) >= 35
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(SCENARIO) >= 70


@EVERY
def test_every_scenario_is_checked_or_there_is_a_reason_why_not(key) -> None:
    fake = FAKES[key]

    assert set(fake.EXPECTED) | set(fake.WITHOUT) == set(SCENARIOS)
    assert set(fake.EXPECTED) & set(fake.WITHOUT) == set()
    assert all(fake.WITHOUT.values())


@EVERY
def test_every_reaction_of_a_carrier_is_one_to_a_case(key) -> None:
    names = {name.removesuffix(" login") for name in FAKES[key].REACTIONS}

    assert names <= {case.name for case in CASES}


# What is said


@pytest.mark.parametrize(("key", "scenario"), SCENARIO)
async def test_what_a_carrier_says_is_understood(
    key, scenario, opened: Open, record_property
) -> None:
    record_property(MATRIX, (scenario, key))
    account, server = await opened(key, scenario)
    expected = FAKES[key].EXPECTED[scenario]
    wanted = list(expected)[:: max(len(expected) - 1, 1)] if len(expected) > 20 else None

    await account.async_login()
    sims = await account.async_sims(wanted)

    assert [each.sim_id for each in sims] == list(expected)
    assert [each.problem for each in sims if each.problem] == []
    for sim in sims:
        if wanted is None or sim.sim_id in wanted:
            assert said(sim) == expected[sim.sim_id]
    if scenario == "paging":
        assert len(server.seen) < 12


@EVERY
async def test_a_sim_says_no_more_than_its_carrier_is_known_for(key, opened: Open) -> None:
    capabilities = CARRIERS[key].capabilities
    spoken: set[Capability] = set()
    for scenario in FAKES[key].EXPECTED:
        account, _ = await opened(key, scenario)
        for sim in await account.async_sims([ICCID, "1", "T1", "datapass"]):
            spoken |= set(sim.values.silent_since)
            for bucket in sim.values.reading:
                assert any(BUCKETS.get(each) is bucket for each in capabilities)

    assert spoken == capabilities


@EVERY
async def test_numbers_and_names_of_sims_are_there_to_recognise_them_by(key, opened: Open) -> None:
    account, _ = await opened(key)

    (sim,) = await account.async_sims()

    if key != "telekom":
        assert sim.iccid is not None
        assert sim.iccid.startswith(ICCID)
    assert sim.number in {None, "33639980001"}


@EVERY
async def test_the_credit_of_the_account(key, opened: Open, record_property) -> None:
    record_property(MATRIX, ("credit", key))
    account, _ = await opened(key)
    await account.async_sims()

    credit = await account.async_credit()

    expected = FAKES[key].CREDIT
    assert CARRIERS[key].has_credit == (expected is not None)
    if expected is None:
        assert credit is None
    else:
        amount, currency = expected
        assert isinstance(credit, Money)
        assert (str(credit.amount), credit.currency) == (amount, currency)


async def test_an_account_without_a_credit_has_none(opened: Open) -> None:
    for key, scenario in (("airalo", "empty"), ("hologram", "empty")):
        account, _ = await opened(key, scenario)
        await account.async_sims()

        assert await account.async_credit() is None


async def test_a_balance_of_several_organisations_is_that_of_the_first(opened: Open) -> None:
    account, _ = await opened("esim_go", "several")

    assert await account.async_credit() == Money(1000, "USD")  # type: ignore[arg-type]


@EVERY
async def test_only_what_is_wanted_is_asked_for_in_detail(key, opened: Open) -> None:
    account, server = await opened(key)
    await account.async_sims([])
    few = len(server.seen)

    sims = await account.async_sims()

    assert len(sims) == 1
    assert len(server.seen) <= 2 * few + 2


# What goes wrong


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@EVERY
async def test_a_fault_ends_in_the_right_error_and_leaves_no_trace(
    key, case, phase, opened: Open, patience: Patience, caplog, record_property
) -> None:
    record_property(MATRIX, (case.name, key))
    caplog.set_level(logging.DEBUG)
    account, server = await opened(key)
    good = await account.async_sims()
    async with Server() as elsewhere:
        server.other = elsewhere
        server.fault = case.fault
        asking = account.async_login if phase == "login" else account.async_sims

        patience.silence = 0.05 if case.name in SILENT else 10
        with pytest.raises(AccountError) as caught:
            await asking()
        patience.silence = 10

        assert isinstance(caught.value, expected_error(key, case, phase)), caught.value.reason
        if isinstance(caught.value, TryLater) and case.error is TryLater:
            wait = caught.value.retry_after
            assert (None if wait is None else wait.total_seconds()) == case.retry_after
        assert elsewhere.seen == []

    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + caplog.text
    for secret in FAKES[key].SECRETS:
        assert secret not in told

    server.fault = None
    server.released.set()
    assert await account.async_sims() == good, "it has to recover by itself"


@EVERY
async def test_no_more_is_read_of_a_body_than_it_may_have(key, opened: Open) -> None:
    account, server = await opened(key)
    server.fault = next(case.fault for case in CASES if case.name == "50 MB")

    with pytest.raises(AccountError):
        await account.async_sims()

    assert CHUNK < server.sent < BIG / 2


@pytest.mark.parametrize("amount", AMOUNTS)
@EVERY
async def test_what_is_no_amount_is_never_taken_for_one(
    key, amount, opened: Open, record_property
) -> None:
    record_property(MATRIX, ("no amount", key))
    account, server = await opened(key)
    fake_of(server).amount = amount

    with pytest.raises(AnswerUnreadable):
        await account.async_sims()

    fake_of(server).amount = fake_of(server).AMOUNT
    (sim,) = await account.async_sims()
    assert said(sim) == next(iter(FAKES[key].EXPECTED["good"].values()))


@EVERY
async def test_a_wrong_login_is_refused_and_a_person_can_be_asked_again(
    key, opened: Open, record_property
) -> None:
    record_property(MATRIX, ("wrong login", key))
    account, server = await opened(key)
    fake_of(server).locked_out = True

    with pytest.raises(TryLater if key == "telekom" else LoginRefused) as refused:
        await account.async_login()

    if isinstance(refused.value, LoginRefused) and refused.value.field is not None:
        assert refused.value.field in {field.key for field in CARRIERS[key].fields}
    fake_of(server).locked_out = False
    await account.async_login()
    assert len(await account.async_sims()) == 1


@pytest.mark.parametrize("key", [key for key in CARRIERS if FAKES[key].HAS_TOKEN])
async def test_a_token_that_ends_between_two_pages_is_renewed_once(
    key, opened: Open, record_property
) -> None:
    record_property(MATRIX, ("token ends while paging", key))
    account, server = await opened(key, "paging")
    fake = fake_of(server)
    assert isinstance(fake, WithToken)
    fake.expire_after_page = 1

    sims = await account.async_sims([])

    assert [each.sim_id for each in sims] == list(fake.EXPECTED["paging"])
    assert fake.tokens == 2


@pytest.mark.parametrize("key", [key for key in CARRIERS if FAKES[key].HAS_TOKEN])
async def test_a_token_is_used_as_long_as_it_lasts(key, opened: Open) -> None:
    account, server = await opened(key)

    for _ in range(3):
        await account.async_sims()

    fake = fake_of(server)
    assert isinstance(fake, WithToken)
    assert fake.tokens == 1


@pytest.mark.parametrize("key", [key for key in CARRIERS if FAKES[key].HAS_TOKEN])
async def test_a_token_that_is_refused_at_once_is_not_bought_again(key, opened: Open) -> None:
    account, server = await opened(key)
    fake = fake_of(server)
    assert isinstance(fake, WithToken)
    fake.knows = lambda seen: False  # type: ignore[method-assign]

    with pytest.raises(LoginRefused):
        await account.async_sims()

    assert fake.tokens == 1


@pytest.mark.parametrize("key", [key for key in CARRIERS if FAKES[key].HAS_TOKEN])
async def test_a_token_that_is_refused_for_good_is_not_bought_again_and_again(
    key, opened: Open
) -> None:
    account, server = await opened(key)
    await account.async_sims()
    server.fault = None
    fake = fake_of(server)
    assert isinstance(fake, WithToken)
    fake.knows = lambda seen: False  # type: ignore[method-assign]

    with pytest.raises(LoginRefused):
        await account.async_sims()

    assert fake.tokens == 2


@pytest.mark.parametrize(
    "key",
    [key for key in CARRIERS if not FAKES[key].HAS_TOKEN and "paging" in FAKES[key].EXPECTED],
)
async def test_a_key_that_is_refused_between_two_pages_is_a_refused_login(
    key, opened: Open, record_property
) -> None:
    record_property(MATRIX, ("key ends while paging", key))
    account, server = await opened(key, "paging")
    fake = fake_of(server)
    answer = fake.answer

    def once(seen, path):
        found = answer(seen, path)
        fake.locked_out = True
        return found

    fake.answer = once  # type: ignore[method-assign]

    with pytest.raises(LoginRefused):
        await account.async_sims([])

    assert len(server.seen) == 2


@EVERY
async def test_pages_without_an_end_are_given_up(key, opened: Open) -> None:
    if "paging" not in FAKES[key].EXPECTED:
        pytest.skip(FAKES[key].WITHOUT["paging"])
    unsigned = {"secret_key": ""} if key == "esim_access" else {}
    account, server = await opened(key, "paging", **unsigned)
    fake = fake_of(server)
    answer = fake.answer

    def always_the_first(seen, path):
        query = {each: ("1" if each == "page" else value) for each, value in seen.query.items()}
        query.pop("startafter", None)
        body = re.sub(rb'("pageNum": |page=)\d+', rb"\g<1>1", seen.body)
        return answer(type(seen)(seen.method, seen.path, query, dict(seen.headers), body), path)

    fake.answer = always_the_first  # type: ignore[method-assign]

    if key in {"hologram", "things_mobile", "one_nce", "keepgo", "esim_access"}:
        assert await account.async_sims([])
    else:
        with pytest.raises(AnswerUnreadable):
            await account.async_sims([])
    assert len(server.seen) <= 102


# One SIM among several


PER_SIM = {
    "one_nce": "/v1/sims/{}/quota/data",
    "airalo": "/v2/sims/{}/usage",
    "keepgo": "/line/{}/get_details",
    "esim_go": "/esims/{}/bundles",
}


@pytest.mark.parametrize("status", [400, 404, 422])
@pytest.mark.parametrize("key", PER_SIM)
async def test_a_sim_that_cannot_be_read_does_not_take_the_others_with_it(
    key, status, opened: Open, record_property
) -> None:
    record_property(MATRIX, (f"{status} of one SIM", key))
    account, server = await opened(key, "several")
    fake = fake_of(server)
    answer = fake.answer
    lost = next(iter(fake.EXPECTED["several"]))

    def without(seen, path):
        if path == PER_SIM[key].format(lost):
            return type(answer(seen, path))(b"{}", status)
        return answer(seen, path)

    fake.answer = without  # type: ignore[method-assign]

    sims = await account.async_sims()

    assert len(sims) == len(fake.EXPECTED["several"])
    if (key, status) != ("one_nce", 422):  # there it means that the SIM has expired
        assert isinstance(sims[0].problem, AnswerUnreadable)
        assert sims[0].values.reading == {}
    assert said(sims[1]) == fake.EXPECTED["several"][sims[1].sim_id]


async def test_reused_iccids_are_two_sims(opened: Open) -> None:
    account, _ = await opened("esim_access", "several")

    sims = await account.async_sims()

    assert {each.iccid for each in sims} == {ICCID}
    assert len({each.sim_id for each in sims}) == 3
    assert sims[0].values.reading["data_remaining"].amount == GB  # type: ignore[index]
