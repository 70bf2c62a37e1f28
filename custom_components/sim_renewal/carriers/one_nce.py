"""1NCE: data and texts of a prepaid IoT SIM (management API, versions 1 and 2)."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
import json
from typing import Any, ClassVar, override

from ..core.source_values import Capability, CarrierStatus
from .base import ApiConfidence, CarrierApi, FormField, Sim, TokenAccount
from .decoding import parse_json
from .errors import LoginRefused, NotThere, RequestRefused
from .http import Endpoint, Method
from .shapes import left, mapping, mappings, moment, needed_text, number, text

MEGABYTE = 1024 * 1024
"""As 1NCE counts it: 1024 KB."""

PAGE = 100

TOKEN = Endpoint(Method.POST, "/oauth/token")
SIMS = Endpoint(Method.GET, "/{version}/sims")
DATA = Endpoint(Method.GET, "/{version}/sims/{iccid}/quota/data")
SMS = Endpoint(Method.GET, "/{version}/sims/{iccid}/quota/sms")

_STATUSES = {"enabled": CarrierStatus.ACTIVE, "disabled": CarrierStatus.SUSPENDED}

_WRONG_LOGIN = {"BadCredentials", "AuthValidationError"}


class OneNce(TokenAccount):
    """An account of 1NCE."""

    ENDPOINTS: ClassVar = (TOKEN, SIMS, DATA, SMS)

    @override
    async def _async_token(self) -> Mapping[str, Any]:
        """Get a token with user name and password; a wrong one is a bad request, not a 401."""
        login = f"{self._credentials['username']}:{self._credentials['password']}"
        try:
            answer = await self._client.async_ask(
                TOKEN,
                headers={"Authorization": f"Basic {b64encode(login.encode()).decode()}"},
                body=json.dumps({"grant_type": "client_credentials"}).encode(),
            )
        except RequestRefused as refused:
            if text(mapping(parse_json(refused.body)), "errorCode") in _WRONG_LOGIN:
                raise LoginRefused from None
            raise
        return mapping(answer.json())

    @override
    async def _async_list(self) -> tuple[Sim, ...]:
        return tuple(map(self._sim, await self._async_pages(self._async_page)))

    def _sim(self, document: Mapping[str, Any]) -> Sim:
        status = _STATUSES.get((text(document, "status") or "").lower())
        iccid = needed_text(document, "iccid")
        return Sim(
            sim_id=iccid,
            iccid=text(document, "iccid_with_luhn") or iccid,
            number=text(document, "msisdn"),
            name=text(document, "label"),
            values=self._values(status=status),
        )

    async def _async_page(self, page: int) -> tuple[list[Mapping[str, Any]], bool]:
        answer = await self._async_authorized(
            SIMS,
            words=self._version,
            query={"page": str(page), "pageSize": str(PAGE)},
        )
        found = mappings(answer.json())
        pages = answer.headers.get("X-Total-Pages", "")
        goes_on = page < int(pages[:6]) if pages.isdecimal() else len(found) == PAGE
        return found, goes_on

    @override
    async def _async_details(self, sim: Sim) -> Sim:
        """Add the quotas; a SIM that has expired has none to ask for."""
        words = {**self._version, "iccid": sim.sim_id}
        try:
            data = mapping((await self._async_authorized(DATA, words=words)).json())
        except RequestRefused as refused:
            if refused.status != 422:
                raise
            return replace(sim, values=sim.values.then(self._values(status=CarrierStatus.EXPIRED)))
        sms = await self._async_sms(words)
        status = text(mapping(data.get("status") or {}), "description")
        return replace(
            sim,
            values=sim.values.then(
                self._values(
                    status=CarrierStatus.EXPIRED if status == "EXPIRED" else None,
                    until=moment(data, "expiry_date"),
                    data_remaining=left(number(data, "volume"), MEGABYTE),
                    data_allowance=left(number(data, "total_volume"), MEGABYTE),
                    sms_remaining=sms,
                )
            ),
        )

    async def _async_sms(self, words: Mapping[str, str]) -> Decimal | None:
        """Return the texts that are left; not every SIM has any."""
        try:
            answer = await self._async_authorized(SMS, words=words)
        except NotThere, RequestRefused:
            return None
        return left(number(mapping(answer.json()), "volume"))

    @property
    def _version(self) -> dict[str, str]:
        return {"version": self._credentials.get("version", "v1")}


CARRIER = CarrierApi(
    key="one_nce",
    name="1NCE",
    account=OneNce,
    base_url="https://api.1nce.com/management-api",
    documentation="https://help.1nce.com/api/",
    capabilities=frozenset(
        {
            Capability.EXPIRY,
            Capability.DATA_REMAINING,
            Capability.DATA_ALLOWANCE,
            Capability.SMS_REMAINING,
            Capability.STATUS,
        }
    ),
    minimum_interval=timedelta(hours=1),
    fields=(
        FormField(key="username"),
        FormField(key="password", secret=True),
        FormField(key="version", default="v1", options=("v1", "v2")),
    ),
    confidence=ApiConfidence.DOCUMENTED,
    login="An API user of the customer portal. Accounts that were moved to the second platform"
    " choose version v2.",
    limits=("1NCE has no credit: data is bought in advance.",),
    unsure=(
        "Dates without a time zone are taken as UTC.",
        "The names of the headers that limit requests.",
    ),
)
