"""The file of Home Assistant's quality scale has every rule, and what it says is done is there."""

from collections import Counter
from pathlib import Path
import re

from homeassistant.util.yaml import load_yaml_dict
import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "custom_components" / "sim_renewal"
RULES = load_yaml_dict(str(PACKAGE / "quality_scale.yaml"))["rules"]

ALL_RULES = [
    "action-setup",
    "appropriate-polling",
    "brands",
    "common-modules",
    "config-flow",
    "config-flow-test-coverage",
    "dependency-transparency",
    "docs-actions",
    "docs-conditions",
    "docs-high-level-description",
    "docs-installation-instructions",
    "docs-removal-instructions",
    "docs-triggers",
    "entity-event-setup",
    "entity-unique-id",
    "has-entity-name",
    "runtime-data",
    "test-before-configure",
    "test-before-setup",
    "unique-config-entry",
    "action-exceptions",
    "config-entry-unloading",
    "docs-configuration-parameters",
    "docs-installation-parameters",
    "entity-unavailable",
    "integration-owner",
    "log-when-unavailable",
    "parallel-updates",
    "reauthentication-flow",
    "test-coverage",
    "devices",
    "diagnostics",
    "discovery",
    "discovery-update-info",
    "docs-data-update",
    "docs-examples",
    "docs-known-limitations",
    "docs-supported-devices",
    "docs-supported-functions",
    "docs-troubleshooting",
    "docs-use-cases",
    "dynamic-devices",
    "entity-category",
    "entity-device-class",
    "entity-disabled-by-default",
    "entity-translations",
    "exception-translations",
    "icon-translations",
    "reconfiguration-flow",
    "repair-issues",
    "stale-devices",
    "async-dependency",
    "inject-websession",
    "strict-typing",
]
"""Those of Home Assistant's `script/hassfest/quality_scale.py`, by tier."""


def test_every_rule_is_there_once() -> None:
    assert list(RULES) == ALL_RULES
    assert Counter(each["status"] for each in RULES.values()).keys() <= {"done", "exempt", "todo"}


@pytest.mark.parametrize("rule", RULES)
def test_what_a_comment_names_exists(rule) -> None:
    status, comment = RULES[rule]["status"], RULES[rule]["comment"]
    named = re.findall(r"`([\w./-]*[./][\w./-]*)`", comment)

    assert named or status != "done"
    assert [each for each in named if not any((at / each).exists() for at in (PACKAGE, ROOT))] == []
