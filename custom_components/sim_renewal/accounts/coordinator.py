"""One account as it was last read: the only place where its errors become Home Assistant's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
import logging
import random
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryAuthFailed, HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed
from homeassistant.util.hass_dict import HassKey

from ..carriers.base import Account, CarrierApi, Money, Sim
from ..carriers.errors import AccountError, AnswerUnreadable, LoginRefused, NotAllowed, TryLater
from ..carriers.shapes import ABSURD_NUMBER
from ..const import CONF_SEEN, DOMAIN
from ..core.plausible import is_possible_amount
from ..core.polling import Pace, carrier_manners
from ..core.source_values import Capability
from ..entries import household_entry
from ..issues import ACCOUNT_CREDIT_DOUBTED, ACCOUNT_SIMS_FOUND, ACCOUNT_UNREADABLE
from .links import bound_sims

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What an account said; `asked` are the SIMs of which the details were asked for."""

    sims: tuple[Sim, ...]
    credit: Money | None
    read_at: datetime
    asked: frozenset[str]

    def sim(self, sim_id: str) -> Sim | None:
        """Return a SIM by its id."""
        return next((each for each in self.sims if each.sim_id == sim_id), None)


@dataclass(slots=True)
class AccountMemory:
    """What is known of an account as long as Home Assistant runs, also while it is reloaded."""

    pace: Pace
    snapshot: Snapshot | None = None


MEMORIES: HassKey[dict[str, AccountMemory]] = HassKey(f"{DOMAIN}_accounts")

type AccountConfigEntry = ConfigEntry[AccountCoordinator]


def account_signal(entry_id: str) -> str:
    """Return the signal by which an account tells that it was read, or is no longer there."""
    return f"{DOMAIN}_account_{entry_id}"


@callback
def memory_of(hass: HomeAssistant, entry_id: str) -> AccountMemory | None:
    """Return what is known of an account, whether or not it runs at present."""
    return hass.data.get(MEMORIES, {}).get(entry_id)


@callback
def snapshot_of(hass: HomeAssistant, entry_id: str) -> Snapshot | None:
    """Return what an account last said."""
    memory = memory_of(hass, entry_id)
    return memory.snapshot if memory else None


@callback
def forget_account(hass: HomeAssistant, entry_id: str) -> None:
    """Forget what was agreed with the carrier, for a new login or for good."""
    hass.data.get(MEMORIES, {}).pop(entry_id, None)


class AccountCoordinator(DataUpdateCoordinator[Snapshot]):
    """Reads one account, with manners; what it said stays when it can no longer be read."""

    config_entry: AccountConfigEntry

    def __init__(
        self,
        hass: HomeAssistant,
        entry: AccountConfigEntry,
        carrier: CarrierApi,
        account: Account,
        clock: Callable[[], datetime],
    ) -> None:
        """Go on from what is remembered; nothing is asked yet."""
        super().__init__(
            hass,
            _LOGGER,
            config_entry=entry,
            name=f"{DOMAIN} account",
            update_interval=carrier.minimum_interval,
        )
        self.carrier = carrier
        self._account = account
        self._clock = clock
        self._pressed = False
        self.memory = hass.data.setdefault(MEMORIES, {}).setdefault(
            entry.entry_id, AccountMemory(Pace(manners=carrier_manners(carrier.minimum_interval)))
        )

    @override
    async def _async_update_data(self) -> Snapshot:
        """Ask the carrier if it may be asked, or return what it last said."""
        memory, now = self.memory, self._clock()
        pressed, self._pressed = self._pressed, False
        bound = frozenset(bound_sims(self.hass, self.config_entry.entry_id))
        known = memory.snapshot
        news = known is not None and not bound <= known.asked and not memory.pace.failures
        if not (pressed or news or memory.pace.is_due(now)) or self.hass.is_stopping:
            self._plan(now)
            if known is None or memory.pace.failures:
                raise self._failed("account_try_later")
            return known
        try:
            sims, credit = await self._async_read(bound)
        except AccountError as error:
            wait = error.retry_after if isinstance(error, TryLater) else None
            memory.pace = memory.pace.after_failure(self._clock(), wait, _chance())
            self._plan(self._clock())
            raise self._translated(error) from None
        memory.pace = memory.pace.after_success(self._clock(), self._account.pause, _chance())
        self._plan(self._clock())
        self._report_unreadable(None)
        memory.snapshot = Snapshot(sims=sims, credit=credit, read_at=self._clock(), asked=bound)
        return memory.snapshot

    async def _async_read(self, bound: frozenset[str]) -> tuple[tuple[Sim, ...], Money | None]:
        """Return the SIMs and the credit, which stays as it was where it cannot be read, or be."""
        sims = await self._account.async_sims(bound)
        if not self.carrier.has_credit:
            return sims, None
        known = self.memory.snapshot.credit if self.memory.snapshot else None
        try:
            credit = await self._account.async_credit()
        except (AnswerUnreadable, NotAllowed) as error:
            self._report_doubted(is_possible=error.reason != ABSURD_NUMBER)
            return sims, known
        is_possible = credit is None or is_possible_amount(
            Capability.CREDIT, abs(credit.amount), credit.currency
        )
        self._report_doubted(is_possible=is_possible)
        return sims, credit if is_possible else known

    async def async_press(self) -> None:
        """Ask the carrier now; raises in words where that would be too often."""
        now = self._clock()
        at = self.memory.pace.press_at(now)
        if now < at:
            minutes = -(-int((at - now).total_seconds()) // 60)
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="account_too_soon",
                translation_placeholders={"minutes": str(minutes)},
            )
        if self.hass.is_stopping:
            return
        self._pressed = True
        await self.async_refresh()

    @callback
    def async_announce(self) -> None:
        """Tell the lines that the account feeds, and offer SIMs that are new."""
        async_dispatcher_send(self.hass, account_signal(self.config_entry.entry_id))
        self._offer_new()

    @property
    def new_sims(self) -> tuple[Sim, ...]:
        """The SIMs that feed no line, and that nobody was asked about; a household can be asked."""
        if household_entry(self.hass) is None:
            return ()
        bound = bound_sims(self.hass, self.config_entry.entry_id)
        seen = {*self.config_entry.options.get(CONF_SEEN, ()), *bound}
        return tuple(sim for sim in self.data.sims if sim.sim_id not in seen)

    @callback
    def _offer_new(self) -> None:
        entry, count = self.config_entry, len(self.new_sims)
        if count == 0:
            ACCOUNT_SIMS_FOUND.async_clear(self.hass, entry.entry_id)
            return
        ACCOUNT_SIMS_FOUND.async_raise(
            self.hass,
            entry.entry_id,
            data={"account_id": entry.entry_id},
            account=entry.title,
            count=str(count),
        )

    def _plan(self, now: datetime) -> None:
        """Have the next look when the carrier may be asked again."""
        at = max(self.memory.pace.next_at or now, now)
        self.update_interval = max(at - now, self.carrier.minimum_interval / 60)

    def _translated(self, error: AccountError) -> HomeAssistantError:
        """Return what Home Assistant has to know: ask again, try again, or that it is of no use."""
        if isinstance(error, LoginRefused):
            return ConfigEntryAuthFailed(
                translation_domain=DOMAIN,
                translation_key="account_login_refused",
                translation_placeholders={"account": self.config_entry.title},
            )
        self._report_unreadable(error)
        if isinstance(error, NotAllowed):
            return self._failed("account_not_allowed")
        if isinstance(error, AnswerUnreadable):
            return self._failed("account_unreadable")
        return self._failed("account_try_later")

    def _failed(self, key: str) -> UpdateFailed:
        return UpdateFailed(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders={"account": self.config_entry.title},
        )

    @callback
    def _report_unreadable(self, error: AccountError | None) -> None:
        """Tell of an answer that only a person or a new version can do something about."""
        entry = self.config_entry
        if error is None:
            ACCOUNT_UNREADABLE.async_clear(self.hass, entry.entry_id)
        elif isinstance(error, AnswerUnreadable | NotAllowed):
            ACCOUNT_UNREADABLE.async_raise(
                self.hass,
                entry.entry_id,
                account=entry.title,
                carrier=self.carrier.name,
                reason=error.reason,
            )

    @callback
    def _report_doubted(self, *, is_possible: bool) -> None:
        """Tell of a credit that no account can have, until it is one that can be."""
        entry = self.config_entry
        if is_possible:
            ACCOUNT_CREDIT_DOUBTED.async_clear(self.hass, entry.entry_id)
        else:
            ACCOUNT_CREDIT_DOUBTED.async_raise(self.hass, entry.entry_id, account=entry.title)


def _chance() -> float:
    """Return by how much this home differs from the others."""
    return random.random()  # noqa: S311
