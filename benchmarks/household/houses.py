"""The directories of the houses that are compared, as Home Assistant would have left them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
import json
from pathlib import Path
import shutil
from typing import Any

from custom_components.sim_renewal.const import DOMAIN
from custom_components.sim_renewal.core.encoding import record_to_json
from custom_components.sim_renewal.core.evidence import Teller
from custom_components.sim_renewal.core.model import Bucket, Measure, Renewal, Verdict, Verification
from custom_components.sim_renewal.core.record import Record

ROOT = Path(__file__).parents[2]
FLOOR = "benchmark_floor"

CONFIGURATION: dict[str, Any] = {
    "homeassistant": {"time_zone": "Europe/Paris", "currency": "EUR", "country": "FR"},
    "logger": {"default": "error"},
    **dict.fromkeys(
        ("automation", "frontend", "history", "logbook", "mobile_app", "person", "recorder")
    ),
}
LINE = {
    "form": "physical",
    "carrier": "Lebara",
    "country": "FR",
    "number": "+33639980000",
    "price": 10,
    "currency": "EUR",
    "rule": "fixed_term",
    "term": 300,
    "term_unit": "days",
    "extends_from": "today",
    "grace": 3,
    "grace_unit": "months",
}


def line_id(number: int) -> str:
    """Return the id of a line."""
    return f"01{number:024d}"


def record_of(renewals: int, *, is_fed: bool) -> Record:
    """Return the record of a line that has months to go, as dates alone or with balances."""
    now = datetime.now(UTC).replace(microsecond=0)
    first = now - timedelta(days=40 + 30 * max(renewals - 1, 0))
    record = Record().with_dates(first, Teller.SETUP, service=(first + timedelta(days=300)).date())
    for number in range(renewals):
        at = first + timedelta(days=30 * number)
        renewal = Renewal(
            renewal_id=f"02{number:024d}",
            renewed_on=at.date(),
            recorded_at=at,
            amount=Decimal(10),
            currency="EUR",
            note="at the corner shop",
            verification=Verification(verdict=Verdict.LANDED),
        )
        record = replace(record, renewals=(*record.renewals, renewal))
    for number in range(20 if is_fed else 0, 0, -1):
        at = now - timedelta(hours=12 * number)
        left = Measure(Decimal(5 * 10**9 + number * 10**6), at)
        reading = {Bucket.DATA_REMAINING: left, Bucket.CREDIT: Measure(Decimal(12), at)}
        record = record.with_reading(reading)
    return record


def write_house(house: Path, kind: str, lines: int) -> None:
    """Write a house that was never started.

    Its `kind` is *empty*, *floor*, *helpers*, *fed* (lines with balances), *dates* (lines of which
    the dates alone are known) or *years* (the first line has 120 renewals, the others one).
    """
    shutil.rmtree(house, ignore_errors=True)
    (house / "custom_components").mkdir(parents=True)
    helpers = helpers_of(lines) if kind == "helpers" else {}
    (house / "configuration.yaml").write_text(json.dumps({**CONFIGURATION, **helpers}))
    _keep(house, "onboarding", {"done": ["user", "core_config", "analytics", "integration"]}, 4)
    entries = []
    if kind == "floor":
        (house / "custom_components" / FLOOR).symlink_to(Path(__file__).with_name("floor"))
        entries.append(_entry(FLOOR, ()))
    elif kind not in {"empty", "helpers"}:
        integration = ROOT / "custom_components" / DOMAIN
        (house / "custom_components" / DOMAIN).symlink_to(integration)
        entries.append(_entry(DOMAIN, _subentries(lines)))
        for number in range(lines):
            renewals = (1 if number else 120) if kind == "years" else 12
            record = record_of(renewals, is_fed=kind == "fed")
            _keep(house, f"{DOMAIN}.{line_id(number)}", record_to_json(record))
    _keep(house, "core.config_entries", {"entries": entries}, minor_version=5)


def helpers_of(lines: int) -> dict[str, Any]:
    """Return what people write for so many lines without an integration."""
    day = (datetime.now(UTC) + timedelta(days=260)).date().isoformat()
    dates, numbers, templates, automations = {}, {}, [], []
    for number in range(lines):
        name = f"sim_{number}"
        for clock in ("service", "number"):
            dates[f"{name}_{clock}_until"] = {"has_date": True, "initial": day}
        numbers[f"{name}_data"] = {"min": 0, "max": 1000, "initial": 5}
        until = f"as_datetime(states('input_datetime.{name}_service_until')).date()"
        left = f"({until} - now().date()).days"
        status = f"{{{{ 'expired' if {left} < 0 else 'due' if {left} <= 30 else 'active' }}}}"
        due = {"name": f"{name} due", "state": f"{{{{ {left} <= 30 }}}}"}
        sensors = [
            {"name": f"{name} days left", "state": f"{{{{ {left} }}}}"},
            {"name": f"{name} status", "state": status},
        ]
        templates.append({"sensor": sensors, "binary_sensor": [due]})
        told = f"{{{{ states('sensor.{name}_days_left') | int(999) in [30, 14, 7, 3, 1, 0] }}}}"
        automations.append(
            {
                "alias": f"{name} reminder",
                "triggers": [{"trigger": "time", "at": "09:00:00"}],
                "conditions": [{"condition": "template", "value_template": told}],
                "actions": [
                    {"action": "persistent_notification.create", "data": {"message": name}}
                ],
            }
        )
    return {
        "input_datetime": dates,
        "input_number": numbers,
        "template": templates,
        "automation": automations,
    }


def _subentries(lines: int) -> tuple[dict[str, Any], ...]:
    recipient = {"language": "en", "targets": ["persistent_notification"]}
    return (
        *(_subentry("line", line_id(number), f"Line {number}", LINE) for number in range(lines)),
        _subentry("recipient", f"03{0:024d}", "Anna", recipient),
    )


def _subentry(kind: str, subentry_id: str, title: str, data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "data": data,
        "subentry_id": subentry_id,
        "subentry_type": kind,
        "title": title,
        "unique_id": None,
    }


def _entry(domain: str, subentries: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    made = "2026-01-01T00:00:00+00:00"
    return {
        "created_at": made,
        "modified_at": made,
        "data": {},
        "disabled_by": None,
        "discovery_keys": {},
        "domain": domain,
        "entry_id": f"04{domain:0>24}",
        "minor_version": 1,
        "options": {},
        "pref_disable_new_entities": False,
        "pref_disable_polling": False,
        "source": "user",
        "subentries": list(subentries),
        "title": domain,
        "unique_id": "household" if domain == DOMAIN else None,
        "version": 1,
    }


def _keep(house: Path, key: str, data: Any, version: int = 1, minor_version: int = 1) -> None:
    path = house / ".storage" / key
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        json.dumps({"version": version, "minor_version": minor_version, "key": key, "data": data})
    )


def keep_port(house: Path, port: int) -> None:
    """Have the house listen to this machine alone, at `port`."""
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
    data = {"stable": stable, "pending": None, "yaml_migration_done": True}
    _keep(house, "http", data, 2, 2)
