"""A SIM of an account as the source of a line: what it says, and that it is no longer there."""

from dataclasses import replace

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..accounts.coordinator import AccountCoordinator, account_signal, snapshot_of
from ..const import DOMAIN
from ..core.line import Standing
from ..core.plausible import impossible_in
from ..core.source_values import Capability, SourceValues
from ..household.coordinator import LineCoordinator
from ..household.household import Household
from ..issues import ACCOUNT_SIM_MISSING
from ..settings.source import AccountSettings, source_of
from .doubted import DoubtedValues


@callback
def async_start_account_sources(hass: HomeAssistant, household: Household) -> None:
    """Follow the account of every line that has one, and is not kept for its ledger alone."""

    @callback
    def begin(line: LineCoordinator) -> None:
        settings = source_of(line.subentry.data)
        is_archived = line.settings.standing is Standing.ARCHIVED
        if isinstance(settings, AccountSettings) and not is_archived:
            AccountSource(hass, household, line, settings).async_start()

    household.async_for_each_line(begin)


class AccountSource:
    """Follows one SIM of an account."""

    def __init__(
        self,
        hass: HomeAssistant,
        household: Household,
        line: LineCoordinator,
        settings: AccountSettings,
    ) -> None:
        """Prepare."""
        self._hass = hass
        self._household = household
        self._line = line
        self._settings = settings
        self._doubted = DoubtedValues(hass, household.entry, line.settings)

    @callback
    def async_start(self) -> None:
        """Take what the account already said, and all that it says from now on."""
        signal = account_signal(self._settings.account)
        self._line.async_on_end(self._stop)
        self._line.async_on_end(async_dispatcher_connect(self._hass, signal, self._listen))
        self._listen()

    @callback
    def _stop(self) -> None:
        """Have nothing shown any more about the SIM."""
        self._doubted.async_report(())
        ACCOUNT_SIM_MISSING.async_clear(self._hass, self._line.settings.line_id)

    @callback
    def _listen(self) -> None:
        """Take what is said of the SIM; one that the account does not have is reported."""
        entry = self._hass.config_entries.async_get_entry(self._settings.account)
        snapshot = snapshot_of(self._hass, self._settings.account)
        sim = snapshot.sim(self._settings.sim) if snapshot else None
        self._report(is_gone=entry is None or (snapshot is not None and sim is None))
        if snapshot is None or sim is None:
            return
        if sim.sim_id not in snapshot.asked:
            self._ask(entry)
        elif sim.values.silent_since:
            self._feed(sim.values)

    @callback
    def _feed(self, fed: SourceValues) -> None:
        """Take what can be of a word; what cannot is said, and stays as it was."""
        fed = self._counted_down(fed)
        today = self._household.now().date()
        impossible = impossible_in(fed, self._line.settings.offer.currency, today)
        self._doubted.async_report(impossible)
        self._household.entry.async_create_task(
            self._hass,
            self._line.async_apply_source_values(fed.without(impossible)),
            f"{DOMAIN} feed",
        )

    def _counted_down(self, fed: SourceValues) -> SourceValues:
        """Return it with the day that a number of days meant when the line first heard it."""
        known = self._line.record.source_values.countdowns.get(Capability.EXPIRY)
        said = fed.countdowns.get(Capability.EXPIRY)
        if known is None or said is None:
            return fed
        countdown = known.then(said)
        return replace(fed, service_until=countdown.ends, countdowns={Capability.EXPIRY: countdown})

    @callback
    def _ask(self, entry: ConfigEntry | None) -> None:
        """Have a running account asked about a SIM of which no details are known yet.

        The household may be loaded again meanwhile, which must not stop it.
        """
        coordinator = getattr(entry, "runtime_data", None)
        if isinstance(coordinator, AccountCoordinator):
            coordinator.config_entry.async_create_background_task(
                self._hass, coordinator.async_request_refresh(), f"{DOMAIN} new SIM"
            )

    @callback
    def _report(self, *, is_gone: bool) -> None:
        line = self._line.settings
        self._line.async_set_gone(self._settings.fed if is_gone else frozenset())
        if is_gone:
            ACCOUNT_SIM_MISSING.async_raise(self._hass, line.line_id, line=line.name)
        else:
            ACCOUNT_SIM_MISSING.async_clear(self._hass, line.line_id)
