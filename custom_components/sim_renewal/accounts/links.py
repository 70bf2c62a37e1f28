"""Which SIM of which account feeds which line, and how the two are told to belong together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import re
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from ..carriers.base import Sim
from ..const import (
    CONF_ICCID,
    CONF_NUMBER,
    CONF_SEEN,
)
from ..core.iccid import same_iccid
from ..entries import lines_of_household
from ..settings.source import AccountSettings, source_of

_SHORTEST_NUMBER = 7


@callback
def remember_seen(hass: HomeAssistant, account: ConfigEntry, sim_ids: Iterable[str]) -> None:
    """Note that a person was asked about SIMs, so that they are not offered as new."""
    seen = dict.fromkeys([*account.options.get(CONF_SEEN, ()), *sim_ids])
    hass.config_entries.async_update_entry(account, options={CONF_SEEN: list(seen)})


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
        return same_iccid(sim.iccid, iccid)
    return _same_number(sim.number or "", data.get(CONF_NUMBER) or "")


def _same_number(one: str, other: str) -> bool:
    """Return whether two numbers are the same, of which one may be as it is dialled at home."""
    one, other = _digits(one), _digits(other)
    if min(len(one), len(other)) < _SHORTEST_NUMBER:
        return False
    shorter, longer = sorted((one, other), key=len)
    at_home = shorter.removeprefix("0")
    return one == other or (at_home != shorter and longer.endswith(at_home))


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
