"""What every account can be asked, and what is known of a carrier before anybody asks it."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, override

from ..core.dates import zone_of
from ..core.history import UNLIMITED
from ..core.model import Bucket, Measure
from ..core.source_values import (
    Capability,
    CarrierStatus,
    LastDay,
    SourceValues,
    last_day_of,
)
from .errors import AnswerUnreadable, LoginRefused
from .http import CarrierResponse, Client, Endpoint
from .shapes import seconds

MOST_PAGES = 100
MOST_SIMS = 5000

EARLY = timedelta(minutes=1)
"""How long before its end a login is given up for a new one."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a currency (ISO 4217)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sim:
    """One SIM of an account; `sim_id` stays the same, whatever else the carrier changes.

    `problem` tells why nothing is said of this one, where the account as a whole was read.
    """

    sim_id: str
    iccid: str | None = None
    number: str | None = None
    name: str | None = None
    values: SourceValues = field(default_factory=SourceValues)
    problem: AnswerUnreadable | None = None


class ApiConfidence(StrEnum):
    """How well a carrier's interface is known to us; none of them was called with a real login."""

    DOCUMENTED = "documented"
    CLIENT_CODE = "client_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of the login form; a secret one is asked for again when the carrier refuses it."""

    key: str
    secret: bool = False
    required: bool = True
    default: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierApi:
    """A carrier with an interface that is read; `unsure` lists what nobody could check.

    `login` is what has to be done at the carrier first, and `limits` what its interface does not
    say; both go into the documentation.
    """

    key: str
    name: str
    account: type[Account]
    base_url: str
    documentation: str
    capabilities: frozenset[Capability]
    minimum_interval: timedelta
    fields: tuple[FormField, ...]
    confidence: ApiConfidence
    login: str
    limits: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    has_credit: bool = False
    sells_esims: bool = False
    address_field: str | None = None


type Credentials = Mapping[str, str]
type ReadClock = Callable[[], datetime]


class Account(ABC):
    """One login at a carrier. It can read, and there is nothing else that it could ask for."""

    ENDPOINTS: ClassVar[tuple[Endpoint, ...]]

    def __init__(self, client: Client, credentials: Credentials, clock: ReadClock) -> None:
        """Keep the login; nothing is asked yet."""
        self._client = client
        self._credentials = credentials
        self._clock = clock
        self.pause: timedelta | None = None

    @abstractmethod
    async def async_login(self) -> None:
        """Make sure that the login is good; raises `LoginRefused` if it is not."""

    @abstractmethod
    async def _async_list(self) -> tuple[Sim, ...]:
        """Return every SIM of the account, with what the list itself says."""

    async def _async_details(self, sim: Sim) -> Sim:
        """Return a SIM with what takes a request of its own."""
        return sim

    async def async_credit(self) -> Money | None:
        """Return the credit of the account as a whole; `None` where that is unknown."""
        return None

    async def async_sims(self, wanted: Iterable[str] | None = None) -> tuple[Sim, ...]:
        """Return the SIMs of the account, with details of those that are wanted, or of all.

        A single SIM that cannot be read does not take the others with it.
        """
        asked = None if wanted is None else frozenset(wanted)
        sims = {each.sim_id: each for each in await self._async_list()}
        details = [
            await self._async_with_details(sim)
            for sim in sims.values()
            if asked is None or sim.sim_id in asked
        ]
        if details and all(each.problem for each in details) and details[0].problem:
            raise details[0].problem
        return tuple((sims | {each.sim_id: each for each in details}).values())

    async def _async_with_details(self, sim: Sim) -> Sim:
        try:
            return await self._async_details(sim)
        except AnswerUnreadable as problem:
            return replace(sim, problem=problem)

    async def _async_pages(
        self, read: Callable[[int], Awaitable[tuple[list[Mapping[str, Any]], bool]]]
    ) -> list[Mapping[str, Any]]:
        """Return what is on all pages; `read` returns one, and whether another follows."""
        found: list[Mapping[str, Any]] = []
        page = 0
        while True:
            page += 1
            more, goes_on = await read(page)
            found += more
            if not goes_on or not more:
                break
            if page == MOST_PAGES or len(found) > MOST_SIMS:
                raise AnswerUnreadable("too_many")
        return found

    def _values(
        self,
        *,
        status: CarrierStatus | None = None,
        until: datetime | None = None,
        measured_at: datetime | None = None,
        without_value: Iterable[Capability] = (),
        is_unlimited: bool = False,
        **amounts: Decimal | None,
    ) -> SourceValues:
        """Return what was said; amounts are named by their buckets.

        What may be unlimited is said, but `without_value`; `is_unlimited` is of data. An instant at
        which a day begins ends the day before.
        """
        now = self._clock()
        at = measured_at or now
        reading = {
            Bucket(name): Measure(amount, at)
            for name, amount in amounts.items()
            if amount is not None
        }
        said = {Capability(bucket.value) for bucket in reading} | set(without_value)
        if is_unlimited:
            reading[Bucket.DATA_REMAINING] = Measure(Decimal(UNLIMITED), at)
            said |= {Capability.DATA_REMAINING, Capability.DATA_ALLOWANCE}
        ends = None
        if until is not None:
            ends = _last_day(until, zone_of(now))
            said.add(Capability.EXPIRY)
        if status is not None:
            said.add(Capability.STATUS)
        return SourceValues(
            reading=reading,
            service_until=ends.on if ends else None,
            ends_at=ends.at if ends else None,
            status=status,
            silent_since=dict.fromkeys(said, now),
        )


class TokenAccount(Account):
    """An account whose login buys a token, which is renewed when it ends or is refused."""

    def __init__(self, client: Client, credentials: Credentials, clock: ReadClock) -> None:
        """Begin without a token."""
        super().__init__(client, credentials, clock)
        self._token: str | None = None
        self._token_ends: datetime | None = None

    @abstractmethod
    async def _async_token(self) -> Mapping[str, Any]:
        """Return the document with the token and how long it lasts; raises `LoginRefused`."""

    @override
    async def async_login(self) -> None:
        """Get a token."""
        document = await self._async_token()
        token, lasts = _token_of(document), seconds(document, "expires_in")
        self._token = token
        self._token_ends = None if lasts is None else self._clock() + lasts - EARLY

    async def _async_authorized(self, endpoint: Endpoint, **request: Any) -> CarrierResponse:
        """Return the answer to a request with the token; one that is refused is renewed once."""
        over = self._token_ends is not None and self._clock() >= self._token_ends
        fresh = self._token is None or over
        if fresh:
            await self.async_login()
        try:
            return await self._async_with_token(endpoint, **request)
        except LoginRefused:
            if fresh:
                raise
        await self.async_login()
        return await self._async_with_token(endpoint, **request)

    async def _async_with_token(self, endpoint: Endpoint, **request: Any) -> CarrierResponse:
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        return await self._client.async_ask(endpoint, headers=headers, **request)


def _last_day(until: datetime, zone: tzinfo) -> LastDay:
    if until.astimezone(zone).time() == time.min:
        return LastDay((until - timedelta(days=1)).astimezone(zone).date())
    return last_day_of(until, zone)


def _token_of(document: Mapping[str, Any]) -> str:
    """Return an access token, which can be longer than other texts."""
    token = document.get("access_token")
    if not isinstance(token, str) or not token.isascii() or not 0 < len(token) <= 8000:
        raise AnswerUnreadable("no_token")
    if not token.isprintable() or " " in token:
        raise AnswerUnreadable("no_token")
    return token
