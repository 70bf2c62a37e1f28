"""Diagnostics: how lines stand and what was sent, without anything that tells whose they are."""

from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntry

from .accounts.coordinator import AccountConfigEntry, memory_of
from .accounts.links import bound_sims
from .assist.extraction import is_chosen
from .const import CONF_ACCOUNT_CARRIER, CONF_ASSISTANT, DOMAIN
from .core.encoding import record_to_json
from .entries import is_account
from .household.coordinator import LineCoordinator
from .household.household import HouseholdConfigEntry

_RENEWAL = (
    "renewed_on",
    "recorded_at",
    "at",
    "service_until",
    "number_until",
    "in_addition",
    "channel",
)


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: ConfigEntry[Any]
) -> dict[str, Any]:
    """Return an account, or the plan and every line; only fields known to be harmless are named."""
    if is_account(entry):
        return _account(hass, entry)
    return _household(entry)


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: ConfigEntry[Any], device: DeviceEntry
) -> dict[str, Any]:
    """Return what those of the entry say, with no other line than that of the device."""
    told = await async_get_config_entry_diagnostics(hass, entry)
    if "lines" not in told:
        return told
    own = {identifier for domain, identifier in device.identifiers if domain == DOMAIN}
    lines = {line_id: line for line_id, line in told["lines"].items() if line_id in own}
    return {**told, "lines": lines}


def _household(entry: HouseholdConfigEntry) -> dict[str, Any]:
    lines = entry.runtime_data.lines if entry.state is ConfigEntryState.LOADED else {}
    chosen = {CONF_ASSISTANT: True} if is_chosen(entry.options) else {}
    return {
        "options": {**entry.options, **chosen},
        "state": entry.state.value,
        "lines": {line_id: _line(line) for line_id, line in lines.items()},
    }


def _account(hass: HomeAssistant, entry: AccountConfigEntry) -> dict[str, Any]:
    """Return how an account was read; of its SIMs, only what was said and since when."""
    memory = memory_of(hass, entry.entry_id)
    snapshot = memory.snapshot if memory else None
    pace = memory.pace if memory else None
    bound = bound_sims(hass, entry.entry_id)
    return {
        "carrier": entry.data[CONF_ACCOUNT_CARRIER],
        "state": entry.state.value,
        "read_at": snapshot and snapshot.read_at.isoformat(),
        "has_credit": bool(snapshot and snapshot.credit),
        "failures": pace and pace.failures,
        "next_at": pace and pace.next_at and pace.next_at.isoformat(),
        "locked_until": pace and pace.locked_until and pace.locked_until.isoformat(),
        "sims": [
            {
                "feeds_a_line": sim.sim_id in bound,
                "said": sorted(sim.values.silent_since),
                "status": sim.values.status,
                "problem": sim.problem and sim.problem.reason,
            }
            for sim in (snapshot.sims if snapshot else ())
        ],
    }


def _line(line: LineCoordinator) -> dict[str, Any]:
    if not line.last_update_success:
        return {"damaged": True}
    state = line.data
    record = record_to_json(line.record)
    return {
        "form": state.line.form,
        "rule": repr(state.line.offer.rule),
        "status": state.status,
        "statements": record["statements"],
        "emptied": record["emptied"],
        "clocks": repr(state.clocks),
        "doubt": state.doubt and repr(state.doubt),
        "renewals": [{key: renewal[key] for key in _RENEWAL} for renewal in record["renewals"]],
        "buckets": {bucket: each["measured_at"] for bucket, each in record["reading"].items()},
        "texts": dict(line.receptions),
        "snooze": record["snooze"],
        "deliveries": record["deliveries"],
        "stages": [repr(stage) for stage in line.stages],
        "next_moment": line.next_moment and line.next_moment.isoformat(),
    }
