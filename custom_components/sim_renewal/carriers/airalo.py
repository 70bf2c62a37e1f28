"""Airalo Partner: eSIMs that were ordered through a partner's account (API version 2)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar, override

from ..core.source_values import Capability, CarrierStatus
from .base import ApiConfidence, CarrierApi, FormField, Money, Sim, TokenAccount
from .errors import LoginRefused, RequestRefused
from .http import Endpoint, Method
from .shapes import flag, left, mapping, mappings, moment, needed_text, number, text

MEGABYTE = 1024 * 1024

PAGE = 100

TOKEN = Endpoint(Method.POST, "/v2/token")
SIMS = Endpoint(Method.GET, "/v2/sims")
USAGE = Endpoint(Method.GET, "/v2/sims/{iccid}/usage")
BALANCE = Endpoint(Method.GET, "/v2/balance")

_STATUSES = {
    "NOT_ACTIVE": CarrierStatus.NOT_STARTED,
    "ACTIVE": CarrierStatus.ACTIVE,
    "FINISHED": CarrierStatus.EXPIRED,
    "EXPIRED": CarrierStatus.EXPIRED,
}


class Airalo(TokenAccount):
    """A partner's account of Airalo."""

    ENDPOINTS: ClassVar = (TOKEN, SIMS, USAGE, BALANCE)

    @override
    async def _async_token(self) -> Mapping[str, Any]:
        """Get a token, which is wrapped; a wrong secret is also refused as a request."""
        login = {each: self._credentials[each] for each in ("client_id", "client_secret")}
        try:
            answer = await self._client.async_ask(
                TOKEN, form={**login, "grant_type": "client_credentials"}
            )
        except RequestRefused as refused:
            if refused.status == 422:
                raise LoginRefused from None
            raise
        return mapping(mapping(answer.json()).get("data"))

    @override
    async def async_credit(self) -> Money | None:
        """Return the partner's credit; an account without one answers with an empty list."""
        data = mapping((await self._async_authorized(BALANCE)).json()).get("data")
        if data == []:
            return None
        available = mapping(mapping(mapping(data).get("balances")).get("availableBalance"))
        amount = number(available, "amount")
        return None if amount is None else Money(amount, needed_text(available, "currency"))

    @override
    async def _async_list(self) -> tuple[Sim, ...]:
        return tuple(map(self._sim, await self._async_pages(self._async_page)))

    async def _async_page(self, page: int) -> tuple[list[Mapping[str, Any]], bool]:
        """Return a page; how many there are is not documented, so that a full one is no last."""
        answer = await self._async_authorized(SIMS, query={"limit": str(PAGE), "page": str(page)})
        found = mappings(mapping(answer.json()).get("data"))
        return found, len(found) == PAGE

    def _sim(self, document: Mapping[str, Any]) -> Sim:
        iccid = needed_text(document, "iccid")
        return Sim(sim_id=iccid, iccid=iccid, number=text(document, "msisdn"))

    @override
    async def _async_details(self, sim: Sim) -> Sim:
        """Add what is left; the zeros of an unlimited plan mean nothing."""
        answer = await self._async_authorized(USAGE, words={"iccid": sim.sim_id})
        usage = mapping(mapping(answer.json()).get("data"))
        endless = flag(usage, "is_unlimited")
        return replace(
            sim,
            values=self._values(
                status=_STATUSES.get(text(usage, "status") or ""),
                until=moment(usage, "expired_at"),
                is_unlimited=endless,
                data_remaining=None if endless else left(number(usage, "remaining"), MEGABYTE),
                data_allowance=None if endless else left(number(usage, "total"), MEGABYTE),
                voice_remaining=_of_plan(usage, "voice", 60),
                sms_remaining=_of_plan(usage, "text", 1),
            ),
        )


def _of_plan(usage: Mapping[str, Any], what: str, per_unit: int) -> Decimal | None:
    """Return what is left of calls or texts, where the plan has any."""
    if not number(usage, f"total_{what}"):
        return None
    return left(number(usage, f"remaining_{what}"), per_unit)


CARRIER = CarrierApi(
    key="airalo",
    name="Airalo Partner",
    account=Airalo,
    base_url="https://partners-api.airalo.com",
    documentation="https://developers.partners.airalo.com/",
    capabilities=frozenset(
        {
            Capability.EXPIRY,
            Capability.DATA_REMAINING,
            Capability.DATA_ALLOWANCE,
            Capability.VOICE_REMAINING,
            Capability.SMS_REMAINING,
            Capability.STATUS,
        }
    ),
    minimum_interval=timedelta(minutes=30),
    fields=(FormField(key="client_id"), FormField(key="client_secret", secret=True)),
    confidence=ApiConfidence.DOCUMENTED,
    login="Client ID and client secret of the partner platform.",
    limits=(
        "eSIMs that were bought in the Airalo app are not visible.",
        "Only eSIMs that were ordered through the partner's account are listed.",
        "Airalo answers with data that can be twenty minutes old.",
    ),
    unsure=(
        "The names that tell how many pages of SIMs there are.",
        "The date is missing before the activation, and is in UTC.",
        "A megabyte is taken as 1024 KB.",
    ),
    has_credit=True,
    sells_esims=True,
)
