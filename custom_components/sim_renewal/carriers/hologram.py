"""Hologram: IoT devices and the SIMs in them (HTTP API, version 1)."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, override

from ..core.source_values import Capability, CarrierStatus, SourceValues
from .base import Account, ApiConfidence, CarrierApi, FormField, Money, Sim
from .errors import AnswerUnreadable, LoginRefused, NotAllowed
from .http import Endpoint, Method
from .shapes import flag, left, mapping, mappings, needed_text, number, text

PAGE = 500

DEVICES = Endpoint(Method.GET, "/devices")
BALANCE = Endpoint(Method.GET, "/organizations/{organization}/balance")

_STATUSES = {
    "LIVE": CarrierStatus.ACTIVE,
    "TEST": CarrierStatus.ACTIVE,
    "PAUSED": CarrierStatus.SUSPENDED,
    "DEAD": CarrierStatus.LOST,
}


class Hologram(Account):
    """An organisation at Hologram; each link of a device to the mobile network has a SIM."""

    ENDPOINTS: ClassVar = (DEVICES, BALANCE)

    def __init__(self, *arguments: Any) -> None:
        """Begin without knowing whose devices they are."""
        super().__init__(*arguments)
        self._last: str | None = None
        self._organization: str | None = self._credentials.get("organization")

    @override
    async def async_login(self) -> None:
        """Ask for one device."""
        await self._async_ask(DEVICES, query={**self._scope, "limit": "1"})

    @override
    async def async_credit(self) -> Money | None:
        """Return the balance of the organisation, once it is known which one it is."""
        if self._organization is None:
            return None
        words = {"organization": self._organization}
        data = await self._async_ask(BALANCE, words=words)
        amount = number(mapping(data), "balance")
        return None if amount is None else Money(amount, "USD")

    @override
    async def _async_list(self) -> tuple[Sim, ...]:
        self._last = None
        devices = await self._async_pages(self._async_page)
        if devices and self._organization is None:
            self._organization = text(devices[0], "orgid")
        return tuple(
            self._sim(device, link)
            for device in devices
            for link in mappings(mapping(device.get("links") or {}).get("cellular") or [])
        )

    async def _async_page(self, _page: int) -> tuple[list[Mapping[str, Any]], bool]:
        """Return the devices after the last one that is known."""
        after = {} if self._last is None else {"startafter": self._last}
        query = {**self._scope, "limit": str(PAGE), **after}
        found = mappings(await self._async_ask(DEVICES, query=query))
        before, self._last = self._last, needed_text(found[-1], "id") if found else None
        return found, len(found) == PAGE and self._last != before

    def _sim(self, device: Mapping[str, Any], link: Mapping[str, Any]) -> Sim:
        return Sim(
            sim_id=needed_text(link, "id"),
            iccid=text(link, "sim"),
            number=text(device, "phonenumber"),
            name=text(device, "name"),
            values=self._said(link),
        )

    def _said(self, link: Mapping[str, Any]) -> SourceValues:
        """Return what is said; the end of a term is none of service."""
        allowance = number(mapping(link.get("plan") or {}), "data") or None
        used = number(link, "cur_billing_data_used")
        state = (text(link, "state") or "").upper()
        words = (status for prefix, status in _STATUSES.items() if state.startswith(prefix))
        return self._values(
            status=next(words, None),
            data_remaining=None if allowance is None or used is None else left(allowance - used),
            data_allowance=left(allowance),
        )

    async def _async_ask(self, endpoint: Endpoint, **request: Any) -> Any:
        """Return the data of an answer that is no refusal."""
        login = b64encode(f"apikey:{self._credentials['api_key']}".encode()).decode()
        try:
            answer = await self._client.async_ask(
                endpoint, headers={"Authorization": f"Basic {login}"}, **request
            )
        except NotAllowed:
            raise LoginRefused("api_key") from None
        document = mapping(answer.json())
        if not flag(document, "success"):
            raise AnswerUnreadable("refused")
        return document.get("data")

    @property
    def _scope(self) -> dict[str, str]:
        organization = self._credentials.get("organization")
        return {"orgid": organization} if organization else {}


CARRIER = CarrierApi(
    key="hologram",
    name="Hologram",
    account=Hologram,
    base_url="https://dashboard.hologram.io/api/1",
    documentation="https://www.hologram.io/references/http",
    capabilities=frozenset(
        {Capability.DATA_REMAINING, Capability.DATA_ALLOWANCE, Capability.STATUS}
    ),
    minimum_interval=timedelta(minutes=15),
    fields=(
        FormField(key="api_key", secret=True),
        FormField(key="organization", required=False),
    ),
    confidence=ApiConfidence.CLIENT_CODE,
    login="An API key of the dashboard's settings; the number of the organisation only if the key"
    " sees several.",
    limits=(
        "Plans renew by themselves: the end of a billing period is no end of service.",
        "Data left is only there for plans with an allowance.",
    ),
    unsure=(
        "Where the balance is in its answer, and that it is in dollars.",
        "How a page of devices follows another.",
    ),
    has_credit=True,
)
