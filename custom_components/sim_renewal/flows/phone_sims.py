"""The SIMs in the household's phones, as the companion app on Android reports them.

Its sensors `sim_1` and `sim_2` have the name of the SIM as their state, and what the network says
of it as attributes. Neither the number nor the ICCID is among them, nor whether it is an eSIM.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import entity_registry as er

from ..catalogue.facts import Carrier, Catalogue
from ..const import CONF_CARRIER, CONF_CARRIER_ID, CONF_OWNER
from ..push.companion_app import APP
from ..push.people import async_person_name

MOST_SIMS = 6
"""How many SIMs are offered; a menu of more is no help."""

_SLOTS = ("sim_1", "sim_2")
_CARRIER_NAME = "carrier name"
_COUNTRY = "iso country code"
_FOR_DATA_ALONE = "is opportunistic"
_COUNTRY_CODE_LENGTH = 2


@dataclass(frozen=True, slots=True)
class PhoneSim:
    """A SIM in a phone: what it is called, whose phone that is, and its carrier if known."""

    name: str
    phone: str
    owner: str | None
    carrier_name: str
    carrier: Carrier | None

    @property
    def label(self) -> str:
        """How a person recognizes it."""
        return f"{self.name} · {self.phone}"

    def may_be(self, line: Mapping[str, Any]) -> bool:
        """Return whether a line can be this SIM: of the same carrier, and used by nobody else."""
        if self.carrier is not None and CONF_CARRIER_ID in line:
            is_same = line[CONF_CARRIER_ID] == self.carrier.carrier_id
        else:
            is_same = str(line.get(CONF_CARRIER, "")).casefold() == self.carrier_name.casefold()
        owner = line.get(CONF_OWNER)
        return is_same and (
            owner is None or self.owner is None or owner.casefold() == self.owner.casefold()
        )


@callback
def sims_without_line(
    hass: HomeAssistant, catalogue: Catalogue, lines: Iterable[Mapping[str, Any]]
) -> tuple[PhoneSim, ...]:
    """Return the SIMs of which no line is known, each line being one SIM at most.

    A phone does not tell the number, so that this is a guess: a SIM that is not offered can be
    added as any other.
    """
    left, found = list(lines), []
    for sim in _sims(hass, catalogue):
        line = next((each for each in left if sim.may_be(each)), None)
        if line is None:
            found.append(sim)
        else:
            left.remove(line)
    return tuple(found[:MOST_SIMS])


def _sims(hass: HomeAssistant, catalogue: Catalogue) -> Iterator[PhoneSim]:
    registry = er.async_get(hass)
    for phone in hass.config_entries.async_entries(APP, include_disabled=False):
        for slot in _SLOTS:
            entity_id = registry.async_get_entity_id(
                Platform.SENSOR, APP, f"{phone.data.get('webhook_id')}_{slot}"
            )
            state = hass.states.get(entity_id) if entity_id else None
            if state is None or not _is_a_sim(state):
                continue
            carrier_name = str(state.attributes[_CARRIER_NAME]).strip()
            yield PhoneSim(
                name=state.state,
                phone=str(phone.data.get("device_name") or phone.title),
                owner=async_person_name(hass, phone.data.get("user_id")),
                carrier_name=carrier_name,
                carrier=_carrier(catalogue, (carrier_name, state.state), _country(state)),
            )


def _is_a_sim(state: State) -> bool:
    """Return whether there is a SIM in a slot, and one that is more than a helper for data."""
    return (
        state.state.lower() not in {STATE_UNAVAILABLE, STATE_UNKNOWN, ""}
        and bool(str(state.attributes.get(_CARRIER_NAME, "")).strip())
        and state.attributes.get(_FOR_DATA_ALONE) is not True
    )


def _country(state: State) -> str | None:
    code = str(state.attributes.get(_COUNTRY, ""))
    return code.upper() if len(code) == _COUNTRY_CODE_LENGTH else None


def _carrier(catalogue: Catalogue, names: tuple[str, ...], country: str | None) -> Carrier | None:
    """Return the carrier of that name in the SIM's country; "Orange F" is Orange there."""
    for name in names:
        words = name.split()
        for length in range(len(words), 0, -1):
            found = catalogue.find(" ".join(words[:length]), country)
            if found is not None and (found.country == country or length == len(words)):
                return found
    return None
