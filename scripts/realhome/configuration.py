"""The directory of a Home Assistant: its configuration, and a copy of the integration."""

import json
from pathlib import Path
import shutil
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
INTEGRATION = ROOT / "custom_components" / "sim_renewal"

CONFIGURATION = """\
homeassistant:
config:
frontend:
history:
logbook:
lovelace:
mobile_app:
person:
automation: !include automations.yaml
script:
input_number:
  router_data:
    name: Data left, as the router says
    min: 0
    max: 100
    step: 0.1
    initial: 12.5
    unit_of_measurement: GB
logger:
  default: warning
"""

# Only the owner is left to be created. The other steps of the wizard would add a weather forecast
# and a radio, which ask the internet.
ONBOARDING = {"done": ["core_config", "analytics", "integration"]}


def write_configuration(directory: Path, port: int) -> None:
    """Make a directory ready for a start; what Home Assistant keeps in it stays."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "configuration.yaml").write_text(CONFIGURATION, encoding="utf-8")
    automations = directory / "automations.yaml"
    if not automations.exists():
        automations.write_text("[]\n", encoding="utf-8")
    _store(directory, "http", _listening(port), version=2, minor_version=2)
    if not (directory / ".storage" / "onboarding").exists():
        _store(directory, "onboarding", ONBOARDING, version=4, minor_version=1)
    target = directory / "custom_components" / INTEGRATION.name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(INTEGRATION, target, ignore=shutil.ignore_patterns("__pycache__"))


def _listening(port: int) -> dict[str, Any]:
    """Return the settings of a server for this machine only.

    The same in YAML would only be a proposal, which Home Assistant withdraws after five minutes.
    """
    stable = {
        "server_host": ["127.0.0.1"],
        "server_port": port,
        "cors_allowed_origins": [],
        "login_attempts_threshold": -1,
        "ip_ban_enabled": True,
        "ssl_profile": "modern",
        "use_x_frame_options": True,
        "created_at": "2026-01-01T00:00:00+00:00",
        "error": None,
        "error_message": None,
    }
    return {"stable": stable, "pending": None, "yaml_migration_done": True}


def _store(
    directory: Path, key: str, data: dict[str, Any], *, version: int, minor_version: int
) -> None:
    """Write what Home Assistant reads as its own; a newer one takes over older versions."""
    path = directory / ".storage" / key
    path.parent.mkdir(exist_ok=True)
    content = {"version": version, "minor_version": minor_version, "key": key, "data": data}
    path.write_text(json.dumps(content), encoding="utf-8")
