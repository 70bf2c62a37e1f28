"""The carrier of the demo: what it answers is read as that of KeepGo is."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from aiohttp import ClientSession
import pytest

from custom_components.sim_renewal.carriers.base import Money
from custom_components.sim_renewal.carriers.errors import LoginRefused
from custom_components.sim_renewal.carriers.http import Client
from custom_components.sim_renewal.carriers.registry import CARRIERS
from scripts.realhome.carrier import LOGIN, SPARE, TRAVEL, Carrier

from .test_contract import said


async def test_the_carrier_of_the_demo_is_understood(session: ClientSession) -> None:
    keepgo, now = CARRIERS["keepgo"], datetime.now(UTC)
    async with Carrier() as carrier:
        client = Client(session, carrier.address, keepgo.account.ENDPOINTS, lambda: now)
        account = keepgo.account(client, LOGIN, lambda: now)
        await account.async_login()
        travel, spare = await account.async_sims()
        assert await account.async_credit() == Money(Decimal("40.50"), "EUR")

        stranger = keepgo.account(client, {**LOGIN, "api_key": "wrong"}, lambda: now)
        with pytest.raises(LoginRefused):
            await stranger.async_login()

    assert (travel.iccid, spare.iccid) == (TRAVEL, SPARE)
    assert said(travel) == {
        "data_remaining": 3200 * 1000 * 1024,
        "data_allowance": 5000 * 1000 * 1024,
        "until": (now + timedelta(days=38)).date(),
        "status": "active",
    }
