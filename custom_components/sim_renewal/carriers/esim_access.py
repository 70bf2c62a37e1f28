"""eSIM Access: travel eSIMs of a reseller's account (open API, everything by POST)."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
import hashlib
import hmac
import json
from typing import Any, ClassVar, override
from uuid import uuid4

from ..core.source_values import Capability, CarrierStatus, SourceValues
from .base import Account, ApiConfidence, CarrierApi, FormField, Money, Sim
from .errors import AnswerUnreadable, LoginRefused, NotAllowed, TryLater
from .http import Endpoint, Method
from .shapes import flag, left, mapping, mappings, moment, needed_text, number, text

PAGE = 200

ESIMS = Endpoint(Method.POST, "/api/v1/open/esim/query")
BALANCE = Endpoint(Method.POST, "/api/v1/open/balance/query")

DAILY = 2
"""The kind of plan of which the volume counts for one day."""

_CENTS_OF_CENTS = Decimal(10000)

_WRONG_LOGIN = {"000101", "000102", "000103", "101003"}
_IP_BLOCKED = "101002"
_BUSY = {"000001", "101001", "200010"}

_STATUSES = {
    "GOT_RESOURCE": CarrierStatus.NOT_STARTED,
    "IN_USE": CarrierStatus.ACTIVE,
    "USED_UP": CarrierStatus.EXPIRED,
    "USED_EXPIRED": CarrierStatus.EXPIRED,
    "UNUSED_EXPIRED": CarrierStatus.EXPIRED,
    "CANCEL": CarrierStatus.LOST,
    "REVOKED": CarrierStatus.LOST,
    "SUSPENDED": CarrierStatus.SUSPENDED,
}


class EsimAccess(Account):
    """An account of eSIM Access; ICCIDs are used again there, so that another id names a SIM."""

    ENDPOINTS: ClassVar = (ESIMS, BALANCE)

    @override
    async def async_login(self) -> None:
        """Ask for the balance, which every login may read."""
        await self._async_ask(BALANCE, {})

    @override
    async def async_credit(self) -> Money | None:
        """Return the deposit, which is counted in hundredths of a cent."""
        balance = number(await self._async_ask(BALANCE, {}), "balance")
        return None if balance is None else Money(balance / _CENTS_OF_CENTS, "USD")

    @override
    async def _async_list(self) -> tuple[Sim, ...]:
        return tuple(map(self._sim, await self._async_pages(self._async_page)))

    async def _async_page(self, page: int) -> tuple[list[Mapping[str, Any]], bool]:
        pager = {"pageNum": page, "pageSize": PAGE}
        found = await self._async_ask(ESIMS, {"orderNo": "", "iccid": "", "pager": pager})
        total = number(mapping(found.get("pager") or {}), "total")
        esims = mappings(found.get("esimList"))
        return esims, len(esims) == PAGE if total is None else page * PAGE < total

    def _sim(self, document: Mapping[str, Any]) -> Sim:
        return Sim(
            sim_id=needed_text(document, "esimTranNo"),
            iccid=text(document, "iccid"),
            number=text(document, "msisdn"),
            name=_plan_of(document),
            values=self._said(document),
        )

    def _said(self, document: Mapping[str, Any]) -> SourceValues:
        """Return what is said; of a plan by the day, what is left of it is not known."""
        total, used = number(document, "totalVolume"), number(document, "orderUsage")
        is_daily = number(document, "dataType") == DAILY
        remaining = None if total is None or used is None or is_daily else total - used
        return self._values(
            status=_STATUSES.get(text(document, "esimStatus") or ""),
            until=moment(document, "expiredTime"),
            data_remaining=left(remaining),
            data_allowance=None if is_daily else left(total),
        )

    async def _async_ask(
        self, endpoint: Endpoint, document: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Return what is in the envelope; a refusal in it comes with status 200."""
        body = json.dumps(document).encode()
        try:
            answer = await self._client.async_ask(endpoint, headers=self._headers(body), body=body)
        except NotAllowed:
            raise LoginRefused("access_code") from None
        envelope = mapping(answer.json())
        if flag(envelope, "success"):
            return mapping(envelope.get("obj"))
        code = text(envelope, "errorCode") or ""
        if code in _WRONG_LOGIN:
            raise LoginRefused("access_code")
        if code == _IP_BLOCKED:
            raise NotAllowed("ip_blocked")
        if code in _BUSY:
            raise TryLater("busy")
        raise AnswerUnreadable("refused")

    def _headers(self, body: bytes) -> dict[str, str]:
        """Return the headers of the login; with a secret key, also a signature of the very body."""
        code, secret = self._credentials["access_code"], self._credentials.get("secret_key")
        headers = {"RT-AccessCode": code}
        if secret:
            now, request = str(int(self._clock().timestamp() * 1000)), str(uuid4())
            signed = (now + request + code).encode() + body
            headers |= {
                "RT-Timestamp": now,
                "RT-RequestID": request,
                "RT-Signature": hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest(),
            }
        return headers


def _plan_of(document: Mapping[str, Any]) -> str | None:
    """Return the name of the last plan on a SIM, or its code."""
    plans = mappings(document.get("packageList") or [])
    return (text(plans[-1], "packageName") or text(plans[-1], "packageCode")) if plans else None


CARRIER = CarrierApi(
    key="esim_access",
    name="eSIM Access",
    account=EsimAccess,
    base_url="https://api.esimaccess.com",
    documentation="https://docs.esimaccess.com/",
    capabilities=frozenset(
        {
            Capability.EXPIRY,
            Capability.DATA_REMAINING,
            Capability.DATA_ALLOWANCE,
            Capability.STATUS,
        }
    ),
    minimum_interval=timedelta(hours=2),
    fields=(
        FormField(key="access_code", secret=True),
        FormField(key="secret_key", secret=True, required=False),
    ),
    confidence=ApiConfidence.DOCUMENTED,
    login="The access code of the developer page of the console. With the secret key, requests are"
    " signed as well.",
    limits=(
        "eSIM Access itself learns of use only every two or three hours.",
        "Of plans by the day, what is left is not shown: the interface does not say of which day.",
    ),
    unsure=(
        "Before the first use, the date seems to be the last day to install the eSIM.",
        "With which code a wrong access code is refused.",
    ),
    has_credit=True,
    sells_esims=True,
)
