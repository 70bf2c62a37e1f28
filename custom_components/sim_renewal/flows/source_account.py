"""The forms of an account as the source of a line: which account, and which of its SIMs."""

from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..accounts.coordinator import AccountCoordinator
from ..accounts.links import bound_sims, labels_of, matching_line, remember_seen
from ..entries import accounts_of_home, lines_of_household
from ..settings.source import CONF_ACCOUNT, CONF_SIM, AccountSettings, account_source, source_of
from ..settings.validation import FieldError
from .fields import filled_form


class AccountDialog:
    """Chooses a SIM for one line, among those that no other line has."""

    _account: ConfigEntry[AccountCoordinator]

    def __init__(self, hass: HomeAssistant, line: ConfigSubentry) -> None:
        """Know the line, and the SIM that feeds it at present."""
        source = source_of(line.data)
        self._hass = hass
        self._line = line
        self._source = source if isinstance(source, AccountSettings) else None
        self._accounts = {entry.entry_id: entry for entry in accounts_of_home(hass)}

    @property
    def title(self) -> str:
        """The name of the account that was chosen."""
        return self._account.title

    @property
    def account_id(self) -> str:
        """The account that was chosen."""
        return self._account.entry_id

    @property
    def is_running(self) -> bool:
        """Whether the account that was chosen can still tell its SIMs."""
        return self._account.state is ConfigEntryState.LOADED

    @property
    def has_any(self) -> bool:
        """Whether there is an account at all."""
        return bool(self._accounts)

    @property
    def only_one(self) -> str | None:
        """The account that need not be asked for, as there is no other."""
        return next(iter(self._accounts)) if len(self._accounts) == 1 else None

    @callback
    def account_schema(self, typed: str | None) -> vol.Schema:
        """Return the form with the accounts."""
        options = [
            SelectOptionDict(value=entry_id, label=entry.title)
            for entry_id, entry in self._accounts.items()
        ]
        selector = SelectSelector(
            SelectSelectorConfig(options=options, mode=SelectSelectorMode.LIST)
        )
        present = self._source.account if self._source else None
        shown = {CONF_ACCOUNT: typed or (present if present in self._accounts else None)}
        return filled_form({vol.Required(CONF_ACCOUNT): selector}, shown)

    @callback
    def async_choose(self, account_id: str) -> None:
        """Choose an account; raises `FieldError` where there is no SIM to choose."""
        entry = self._hass.config_entries.async_get_entry(account_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            raise FieldError("account_not_loaded")
        if not entry.runtime_data.data.sims:
            raise FieldError("account_without_sims")
        self._account = entry

    @callback
    def sim_schema(self, typed: str | None) -> vol.Schema:
        """Return the form with the SIMs; the one that the line has already is proposed."""
        titles = {line.subentry_id: line.title for line in lines_of_household(self._hass)}
        feeds = self._fed_by_others()
        options = [
            SelectOptionDict(
                value=each.sim.sim_id,
                label=f"{each.text} → {titles[feeds[each.sim.sim_id]]}"
                if each.sim.sim_id in feeds
                else each.text,
            )
            for each in labels_of(self._account.runtime_data.data.sims)
        ]
        selector = SelectSelector(
            SelectSelectorConfig(options=options, mode=SelectSelectorMode.DROPDOWN)
        )
        shown = {CONF_SIM: typed or self._proposed()}
        return filled_form({vol.Required(CONF_SIM): selector}, shown)

    @callback
    def async_take(self, sim_id: str) -> dict[str, Any]:
        """Return the source as settings; raises `FieldError`, as a SIM feeds one line alone."""
        if sim_id in self._fed_by_others():
            raise FieldError("sim_feeds_other")
        remember_seen(self._hass, self._account, [sim_id])
        carrier = self._account.runtime_data.carrier.key
        return account_source(self.account_id, sim_id, carrier)

    def _fed_by_others(self) -> dict[str, str]:
        """Return the SIMs that feed another line, with its id."""
        bound = bound_sims(self._hass, self.account_id)
        return {sim: line for sim, line in bound.items() if line != self._line.subentry_id}

    def _proposed(self) -> str | None:
        """Return the SIM that feeds the line, or else the one that has its ICCID or number."""
        sims = self._account.runtime_data.data.sims
        if self._source and self._source.account == self.account_id:
            return next((sim.sim_id for sim in sims if sim.sim_id == self._source.sim), None)
        free = [sim for sim in sims if sim.sim_id not in self._fed_by_others()]
        return next((sim.sim_id for sim in free if matching_line(sim, [self._line])), None)
