"""Things Mobile: IoT SIMs of a business account (business API, answers in XML)."""

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar, override

from ..core.source_values import Capability, CarrierStatus, SourceValues
from .base import MOST_PAGES, MOST_SIMS, Account, ApiConfidence, CarrierApi, FormField, Money, Sim
from .decoding import Element
from .errors import AnswerUnreadable, LoginRefused, NotThere, TryLater
from .http import Endpoint, Method
from .shapes import left, moment_of, number_of

PAGE = 500

SIMS = Endpoint(Method.POST, "/services/business-api/simListLite")
SIM = Endpoint(Method.POST, "/services/business-api/simStatus")
CREDIT = Endpoint(Method.POST, "/services/business-api/credit")

_STATUSES = {
    "active": CarrierStatus.ACTIVE,
    "not active": CarrierStatus.NOT_STARTED,
    "to activate": CarrierStatus.NOT_STARTED,
    "suspended": CarrierStatus.SUSPENDED,
    "blocked": CarrierStatus.SUSPENDED,
    "deactivated": CarrierStatus.LOST,
}


class ThingsMobile(Account):
    """A business account of Things Mobile; a refusal comes with status 200."""

    ENDPOINTS: ClassVar = (SIMS, SIM, CREDIT)

    @override
    async def async_login(self) -> None:
        """Ask for the credit of the account."""
        await self._async_ask(CREDIT)

    @override
    async def async_credit(self) -> Money | None:
        """Return the credit that all SIMs share."""
        result = await self._async_ask(CREDIT)
        amount, currency = number_of(result.word("amount")), result.word("currency")
        return None if amount is None or currency is None else Money(amount, currency)

    @override
    async def _async_list(self) -> tuple[Sim, ...]:
        """Return the SIMs of all pages, up to one with nothing new."""
        sims: dict[str, Sim] = {}
        page = 0
        while True:
            page += 1
            result = await self._async_ask(SIMS, page=str(page), pageSize=str(PAGE))
            listed = result.child("sims")
            found = [_sim(each) for each in listed.children] if listed else []
            news = {each.sim_id: each for each in found if each.sim_id not in sims}
            sims |= news
            if len(found) < PAGE or not news:
                break
            if page == MOST_PAGES or len(sims) > MOST_SIMS:
                raise AnswerUnreadable("too_many")
        return tuple(sims.values())

    @override
    async def _async_details(self, sim: Sim) -> Sim:
        result = await self._async_ask(SIM, iccid=sim.sim_id)
        listed = result.child("sims")
        found = listed.child("sim") if listed else None
        if found is None:
            raise NotThere("not_there")
        return replace(sim, values=self._said(found))

    def _said(self, sim: Element) -> SourceValues:
        """Return what is said; a threshold is an allowance only where it blocks the SIM."""
        blocks = sim.word("blockSimTotal") == "1"
        total, used = number_of(sim.word("totalTrafficThreshold")), sim.word("totalTraffic")
        spent = number_of(used)
        remaining = None if total is None or spent is None or not blocks else total - spent
        return self._values(
            status=_STATUSES.get((sim.word("status") or "").lower()),
            until=moment_of(sim.word("expirationDate")),
            data_remaining=left(remaining),
            data_allowance=left(total) if blocks else None,
        )

    async def _async_ask(self, endpoint: Endpoint, **fields: str) -> Element:
        """Return the result; the codes of a refusal are few."""
        login = {each: self._credentials[each] for each in ("username", "token")}
        answer = await self._client.async_ask(endpoint, form={**login, **fields})
        result = answer.xml()
        if result.tag == "result" and result.word("done") == "true":
            return result
        code = result.word("errorCode")
        if code == "30":
            raise LoginRefused("token")
        if code == "40":
            raise NotThere("not_there")
        if code in {"10", "60"}:
            raise TryLater("busy")
        raise AnswerUnreadable("refused")


def _sim(element: Element) -> Sim:
    iccid = element.word("iccid")
    if iccid is None:
        raise AnswerUnreadable("text_missing")
    return Sim(sim_id=iccid, iccid=iccid, number=element.word("msisdn"), name=element.word("name"))


CARRIER = CarrierApi(
    key="things_mobile",
    name="Things Mobile",
    account=ThingsMobile,
    base_url="https://api.thingsmobile.com",
    documentation="https://www.scribd.com/document/718500883/ThingsMobile-API-v1-41",
    capabilities=frozenset(
        {
            Capability.EXPIRY,
            Capability.DATA_REMAINING,
            Capability.DATA_ALLOWANCE,
            Capability.STATUS,
        }
    ),
    minimum_interval=timedelta(hours=1),
    fields=(FormField(key="username"), FormField(key="token", secret=True)),
    confidence=ApiConfidence.CLIENT_CODE,
    login="The user name of the portal, and a token of its API page.",
    limits=(
        "The credit belongs to the account: all SIMs are paid from it.",
        "Data left is only there where the SIM has a total threshold that blocks it.",
    ),
    unsure=(
        "The names of the fields that ask for a page of SIMs.",
        "Traffic and thresholds are taken as bytes, dates as UTC.",
        "What the balance of a single SIM means: it is not shown.",
    ),
    has_credit=True,
)
