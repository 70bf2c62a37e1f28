"""KeepGo and eSIMba: SIMs of a partner's account (API version 2)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
import re
from typing import Any, ClassVar, override

from ..core.source_values import Capability, CarrierStatus, Countdown, counted_down
from .base import Account, ApiConfidence, CarrierApi, FormField, Money, Sim
from .errors import AnswerUnreadable, LoginRefused, NotAllowed
from .http import Endpoint, Method
from .shapes import left, mapping, mappings, moment_of, needed_text, number_of, text

KILOBYTE = 1024

LINES = Endpoint(Method.GET, "/lines")
DETAILS = Endpoint(Method.GET, "/line/{iccid}/get_details")
BALANCE = Endpoint(Method.GET, "/account_balance")

LONGEST_COUNTDOWN = 60 * 366
"""More days than a line can have; they are cut to that, and nobody takes them for a date."""

_STATUSES = {
    "activated": CarrierStatus.ACTIVE,
    "active": CarrierStatus.ACTIVE,
    "expired": CarrierStatus.EXPIRED,
    "suspended": CarrierStatus.SUSPENDED,
    "deactivated": CarrierStatus.LOST,
}
"""The words that were seen; numbers are used as well, and nobody says what they mean."""

_ACTIVE_BUNDLE = 1


class KeepGo(Account):
    """A partner's account of KeepGo or of eSIMba."""

    ENDPOINTS: ClassVar = (LINES, DETAILS, BALANCE)

    def __init__(self, *arguments: Any) -> None:
        """Begin without a count of days."""
        super().__init__(*arguments)
        self._countdowns: dict[str, Countdown] = {}

    @override
    async def async_login(self) -> None:
        """Ask for the balance of the account."""
        await self._async_ask(BALANCE)

    @override
    async def async_credit(self) -> Money | None:
        """Return the balance, where it is in the place in which it is looked for."""
        document = await self._async_ask(BALANCE)
        balance, currency = number_of(document.get("balance")), text(document, "currency")
        return None if balance is None or currency is None else Money(balance, currency)

    @override
    async def _async_list(self) -> tuple[Sim, ...]:
        """Return the SIMs that a person named, or those that the carrier lists."""
        if named := re.findall(r"\d+", self._credentials.get("iccids", "")):
            return tuple(Sim(sim_id=iccid, iccid=iccid) for iccid in dict.fromkeys(named))
        return tuple(map(_sim, await self._async_pages(self._async_page)))

    async def _async_page(self, page: int) -> tuple[list[Mapping[str, Any]], bool]:
        document = await self._async_ask(LINES, query={"page": str(page)})
        found = mappings(document.get("sim_cards"))
        pages = mapping(document.get("pagination") or {})
        last = number_of(_either(pages, "last_page"))
        return found, last is not None and page < last

    @override
    async def _async_details(self, sim: Sim) -> Sim:
        document = await self._async_ask(DETAILS, words={"iccid": sim.sim_id})
        card = mapping(document.get("sim_card"))
        until = _until(card)
        days = number_of(_either(card, "remaining_days"))
        fed = self._values(
            status=_STATUSES.get((text(card, "status") or "").lower()),
            until=until,
            data_remaining=left(number_of(_either(card, "remaining_usage_kb")), KILOBYTE),
            data_allowance=left(number_of(_either(card, "allowed_usage_kb")), KILOBYTE),
        )
        if until is None and days is not None:
            now = self._clock()
            days = min(max(days, Decimal(-LONGEST_COUNTDOWN)), Decimal(LONGEST_COUNTDOWN))
            countdown = counted_down(self._countdowns.get(sim.sim_id), days, now, now)
            self._countdowns[sim.sim_id] = countdown
            fed = replace(
                fed,
                service_until=countdown.ends,
                countdowns={Capability.EXPIRY: countdown},
                silent_since={**fed.silent_since, Capability.EXPIRY: now},
            )
        return replace(sim, number=text(card, "msisdn") or sim.number, values=fed)

    async def _async_ask(self, endpoint: Endpoint, **request: Any) -> Mapping[str, Any]:
        """Return a document whose envelope says that all is well."""
        headers = {
            "apiKey": self._credentials["api_key"],
            "accessToken": self._credentials["access_token"],
            "Accept": "application/json",
        }
        try:
            answer = await self._client.async_ask(endpoint, headers=headers, **request)
        except NotAllowed:
            raise LoginRefused from None
        document = mapping(answer.json())
        if text(document, "ack") != "success":
            raise AnswerUnreadable("refused")
        return document


def _sim(document: Mapping[str, Any]) -> Sim:
    iccid = needed_text(document, "iccid")
    return Sim(
        sim_id=iccid,
        iccid=iccid,
        number=text(document, "msisdn"),
        name=text(document, "notes") or text(document, "bundle"),
    )


def _either(document: Mapping[str, Any], key: str) -> Any:
    """Return a field whose name is written with underscores, or by some clients without."""
    first, *others = key.split("_")
    camel = first + "".join(each.capitalize() for each in others)
    return document.get(key, document.get(camel))


def _until(card: Mapping[str, Any]) -> datetime | None:
    """Return the last end of a bundle in use, or that of the SIM."""
    ends = list(_ends(card))
    if ends:
        return max(ends)
    expired = _either(card, "expired_at")
    return moment_of(text({"at": expired}, "at"))


def _ends(card: Mapping[str, Any]) -> Iterator[datetime]:
    for bundle in mappings(_either(card, "data_bundles") or []):
        ends = moment_of(text({"at": _either(bundle, "expire_at")}, "at"))
        if ends is not None and number_of(bundle.get("status")) == _ACTIVE_BUNDLE:
            yield ends


CARRIER = CarrierApi(
    key="keepgo",
    name="KeepGo / eSIMba",
    account=KeepGo,
    base_url="https://myaccount.keepgo.com/api/v2",
    documentation="https://keepgo-public.s3.amazonaws.com/files/html/redocly.html",
    capabilities=frozenset(
        {
            Capability.EXPIRY,
            Capability.DATA_REMAINING,
            Capability.DATA_ALLOWANCE,
            Capability.STATUS,
        }
    ),
    minimum_interval=timedelta(hours=1),
    fields=(
        FormField(key="api_key", secret=True),
        FormField(key="access_token", secret=True),
        FormField(key="iccids", required=False),
        FormField(key="address", default="https://myaccount.keepgo.com/api/v2"),
    ),
    confidence=ApiConfidence.CLIENT_CODE,
    login="API key and access token of a partner's account. eSIMba and other brands have an address"
    " of their own.",
    limits=(
        "Where the carrier states no date, the last day is counted from the days that are left.",
    ),
    unsure=(
        "The list of lines, and how its pages are counted. If it fails, enter the SIM numbers.",
        "Where the balance of the account is, in its answer.",
        "What a status in numbers means: it is not shown.",
        "What a wrong key is answered with.",
    ),
    has_credit=True,
    address_field="address",
)
