"""Diagnostics: how lines stand and what was sent, without anything that tells whose they are."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from .coordinator import LineCoordinator
from .core.encoding import record_to_json
from .household import HouseholdConfigEntry

_RENEWAL = ("renewed_on", "recorded_at", "service_until", "number_until", "settled", "channel")


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: HouseholdConfigEntry
) -> dict[str, Any]:
    """Return the plan and every line; only fields known to be harmless are named."""
    lines = entry.runtime_data.lines if entry.state is ConfigEntryState.LOADED else {}
    return {
        "options": dict(entry.options),
        "state": entry.state.value,
        "lines": {line_id: _line(line) for line_id, line in lines.items()},
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
        "service_until": record["service_until"],
        "number_until": record["number_until"],
        "clocks": repr(state.clocks),
        "renewals": [{key: renewal[key] for key in _RENEWAL} for renewal in record["renewals"]],
        "buckets": {bucket: each["measured_at"] for bucket, each in record["reading"].items()},
        "texts": dict(line.receptions),
        "snooze": record["snooze"],
        "deliveries": record["deliveries"],
        "stages": [repr(stage) for stage in line.stages],
        "next_moment": line.next_moment and line.next_moment.isoformat(),
    }
