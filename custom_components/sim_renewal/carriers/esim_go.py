"""eSIM Go: eSIMs of an organisation and the bundles on them (API version 2.5)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar, override

from ..core.source_values import Capability, CarrierStatus, SourceValues
from .base import Account, ApiConfidence, CarrierApi, FormField, Money, Sim
from .errors import LoginRefused, NotAllowed
from .http import Endpoint, Method
from .shapes import flag, left, mapping, mappings, moment, needed_text, number, text

PAGE = 100
MOST_BUNDLES = 200

ESIMS = Endpoint(Method.GET, "/esims")
BUNDLES = Endpoint(Method.GET, "/esims/{iccid}/bundles")
ORGANISATION = Endpoint(Method.GET, "/organisation")

_ACTIVE = "active"
_COMING = {"processing", "queued"}
_OVER = {"depleted", "expired"}


class EsimGo(Account):
    """An organisation at eSIM Go; the carrier refuses a wrong key as forbidden."""

    ENDPOINTS: ClassVar = (ESIMS, BUNDLES, ORGANISATION)

    @override
    async def async_login(self) -> None:
        """Ask for the organisation."""
        await self._async_ask(ORGANISATION)

    @override
    async def async_credit(self) -> Money | None:
        """Return the balance of the organisation, wherever in the answer it is."""
        document = await self._async_ask(ORGANISATION)
        if "organisations" in document:
            document = next(iter(mappings(document["organisations"])), {})
        balance, currency = number(document, "balance"), text(document, "currency")
        return None if balance is None or currency is None else Money(balance, currency)

    @override
    async def _async_list(self) -> tuple[Sim, ...]:
        return tuple(map(_sim, await self._async_pages(self._async_page)))

    async def _async_page(self, page: int) -> tuple[list[Mapping[str, Any]], bool]:
        document = await self._async_ask(ESIMS, query={"page": str(page), "perPage": str(PAGE)})
        found = mappings(document.get("esims"))
        return found, len(found) == PAGE

    @override
    async def _async_details(self, sim: Sim) -> Sim:
        document = await self._async_ask(
            BUNDLES,
            words={"iccid": sim.sim_id},
            query={"limit": str(MOST_BUNDLES), "includeUsed": "true"},
        )
        assignments = [
            assignment
            for bundle in mappings(document.get("bundles"))
            for assignment in mappings(bundle.get("assignments"))
        ]
        return replace(sim, values=self._said(assignments))

    def _said(self, assignments: Sequence[Mapping[str, Any]]) -> SourceValues:
        """Return what the bundles come to: those in use count, or else the last one that ended."""
        active = _in_state(assignments, {_ACTIVE})
        over = _in_state(assignments, _OVER)
        endless = any(flag(each, "unlimited") for each in active)
        status, counted = None, over
        if active:
            status, counted = CarrierStatus.ACTIVE, active
        elif _in_state(assignments, _COMING):
            status, counted = CarrierStatus.NOT_STARTED, []
        elif over:
            status = CarrierStatus.EXPIRED
        return self._values(
            status=status,
            until=max((end for each in counted if (end := moment(each, "endTime"))), default=None),
            is_unlimited=endless,
            data_remaining=None if endless else _sum(active, "remainingQuantity"),
            data_allowance=None if endless else _sum(active, "initialQuantity"),
        )

    async def _async_ask(self, endpoint: Endpoint, **request: Any) -> Mapping[str, Any]:
        headers = {"X-API-Key": self._credentials["api_key"], "Accept": "application/json"}
        try:
            answer = await self._client.async_ask(endpoint, headers=headers, **request)
        except NotAllowed:
            raise LoginRefused("api_key") from None
        return mapping(answer.json())


def _sim(document: Mapping[str, Any]) -> Sim:
    iccid = needed_text(document, "iccid")
    return Sim(sim_id=iccid, iccid=iccid, name=text(document, "customerRef"))


def _in_state(
    assignments: Sequence[Mapping[str, Any]], states: Collection[str]
) -> list[Mapping[str, Any]]:
    """Return the assignments whose bundle is in one of the states."""
    return [each for each in assignments if (text(each, "bundleState") or "").lower() in states]


def _sum(assignments: Sequence[Mapping[str, Any]], key: str) -> Decimal | None:
    """Return bytes of all bundles together, if each of them states any."""
    amounts = [left(number(each, key)) for each in assignments]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


CARRIER = CarrierApi(
    key="esim_go",
    name="eSIM Go",
    account=EsimGo,
    base_url="https://api.esim-go.com/v2.5",
    documentation="https://docs.esim-go.com/api/v2_5",
    capabilities=frozenset(
        {
            Capability.EXPIRY,
            Capability.DATA_REMAINING,
            Capability.DATA_ALLOWANCE,
            Capability.STATUS,
        }
    ),
    minimum_interval=timedelta(minutes=30),
    fields=(FormField(key="api_key", secret=True),),
    confidence=ApiConfidence.DOCUMENTED,
    login="The API key of a business account: Account settings, API details.",
    limits=(
        "Bundles that have not begun have no date yet.",
        "Phone numbers of SIMs are not in the interface.",
    ),
    unsure=(
        "The unit of the organisation's balance: it is taken as whole currency.",
        "How often the interface may be asked.",
    ),
    has_credit=True,
    sells_esims=True,
)
