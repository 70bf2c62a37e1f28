"""Which SIM of which account feeds which line, and how the two are told to belong together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import re
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.service import async_get_config_entry

from .accounts.base import Sim
from .const import (
    CONF_ENTRY_KIND,
    CONF_ICCID,
    CONF_NUMBER,
    CONF_SEEN,
    DOMAIN,
    HOUSEHOLD,
    KIND_ACCOUNT,
    SUBENTRY_LINE,
)
from .sources.settings import AccountSettings, source_of

_SHORTEST_NUMBER = 7


def is_account(entry: ConfigEntry) -> bool:
    """Return whether an entry is an account, rather than the household."""
    return entry.data.get(CONF_ENTRY_KIND) == KIND_ACCOUNT


@callback
def household_entry(hass: HomeAssistant) -> ConfigEntry | None:
    """Return the entry of the household."""
    entries = hass.config_entries.async_entries(DOMAIN)
    return next((entry for entry in entries if not is_account(entry)), None)


@callback
def accounts_of_home(hass: HomeAssistant) -> list[ConfigEntry]:
    """Return every account that is not switched off."""
    entries = hass.config_entries.async_entries(DOMAIN, include_disabled=False)
    return [entry for entry in entries if is_account(entry)]


@callback
def remember_seen(hass: HomeAssistant, account: ConfigEntry, sim_ids: Iterable[str]) -> None:
    """Note that a person was asked about SIMs, so that they are not offered as new."""
    seen = dict.fromkeys([*account.options.get(CONF_SEEN, ()), *sim_ids])
    hass.config_entries.async_update_entry(account, options={CONF_SEEN: list(seen)})


@callback
def running_household(hass: HomeAssistant) -> ConfigEntry[Any]:
    """Return the household's entry; raises in words where there is none, or it does not run."""
    home = household_entry(hass)
    some_run = bool(hass.config_entries.async_loaded_entries(DOMAIN))
    wanted = home.entry_id if home else HOUSEHOLD
    return async_get_config_entry(hass, DOMAIN, wanted if some_run else None)


@callback
def lines_of_household(hass: HomeAssistant) -> list[ConfigSubentry]:
    """Return every line of the household as it is set up."""
    entry = household_entry(hass)
    return list(entry.get_subentries_of_type(SUBENTRY_LINE)) if entry else []


@callback
def bound_sims(hass: HomeAssistant, account_id: str) -> dict[str, str]:
    """Return the SIMs of an account that feed a line, with the line's id."""
    return {
        source.sim: line.subentry_id
        for line in lines_of_household(hass)
        if isinstance(source := source_of(line.data), AccountSettings)
        and source.account == account_id
    }


def matching_line(sim: Sim, lines: Iterable[ConfigSubentry]) -> str | None:
    """Return the line that has the ICCID or the number of a SIM, if it is one alone."""
    found = [line.subentry_id for line in lines if _is_of(sim, line.data)]
    return found[0] if len(found) == 1 else None


def _is_of(sim: Sim, data: Mapping[str, Any]) -> bool:
    if sim.iccid and (iccid := data.get(CONF_ICCID)):
        return _same_iccid(sim.iccid, iccid)
    number, typed = _digits(sim.number), _digits(data.get(CONF_NUMBER))
    return len(number) >= _SHORTEST_NUMBER and number == typed


def _same_iccid(one: str, other: str) -> bool:
    """Return whether two ICCIDs are the same, of which one may lack its check digit."""
    one, other = _digits(one), _digits(other)
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 18 and longer.startswith(shorter) and len(longer) - len(shorter) <= 1


def _digits(text: str | None) -> str:
    return re.sub(r"\D", "", text or "")


@dataclass(frozen=True, slots=True)
class Label:
    """How a SIM is named to a person, each different from the others."""

    sim: Sim
    text: str


def labels_of(sims: Iterable[Sim]) -> list[Label]:
    """Return how the SIMs are named to a person: by name, number and ICCID, each only once."""
    labels: list[Label] = []
    used: set[str] = set()
    for sim in sims:
        parts = (sim.name, sim.number, sim.iccid or sim.sim_id)
        text = plain = " · ".join(part for part in parts if part)
        if text in used:
            text = f"{plain} ({sim.sim_id})"
        used.add(text)
        labels.append(Label(sim, text))
    return labels
