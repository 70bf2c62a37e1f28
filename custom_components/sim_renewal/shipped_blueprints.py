"""The blueprints that we ship: given to Home Assistant when somebody asks, and left as edited."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.const import SERVICE_RELOAD
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util.yaml import load_yaml_dict

from .const import DOMAIN
from .issues import BLUEPRINTS_OUTDATED

SHIPPED = Path(__file__).parent / "blueprints" / AUTOMATION

VERSION = 1


class InstallOutcome(StrEnum):
    """What installing did with a blueprint."""

    INSTALLED = "installed"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT_BECAUSE_EDITED = "kept_because_edited"


@dataclass(frozen=True, slots=True)
class _Installed:
    """What we last put into Home Assistant: from which file of ours, and what it became there."""

    source: str
    file: str


@dataclass(frozen=True, slots=True)
class _Shipped:
    """A blueprint of ours, the digest of its file, and that of the file in its place, if any."""

    name: str
    blueprint: Blueprint
    source: str
    found: str | None

    @property
    def path(self) -> str:
        """Where it is, among the blueprints of automations."""
        return f"{DOMAIN}/{self.name}.yaml"

    @property
    def as_written(self) -> str:
        """The digest of the file that Home Assistant makes of it."""
        return _digest(self.blueprint.yaml().encode())

    def outcome(self, installed: _Installed | None) -> InstallOutcome:
        """Return what to do; a file that is not as we left it is somebody's own."""
        if self.found is None:
            return InstallOutcome.INSTALLED
        if self.found in {self.as_written, self.source}:
            return InstallOutcome.UNCHANGED
        if installed is None or self.found != installed.file:
            return InstallOutcome.KEPT_BECAUSE_EDITED
        return (
            InstallOutcome.UNCHANGED if installed.source == self.source else InstallOutcome.UPDATED
        )


async def async_install(
    hass: HomeAssistant, *, only_update: bool = False
) -> dict[InstallOutcome, list[str]]:
    """Install every blueprint that is not there and update what nobody edited.

    Raises an error in words where automations are not in use, or the disk does not take a file.
    """
    if AUTOMATION not in hass.config.components:
        raise HomeAssistantError(
            translation_domain=DOMAIN, translation_key="automations_not_in_use"
        )
    outcomes: dict[InstallOutcome, list[str]] = {outcome: [] for outcome in InstallOutcome}
    installed = await _async_installed(hass)
    try:
        for shipped in await hass.async_add_executor_job(_read, hass):
            outcome = shipped.outcome(installed.get(shipped.name))
            if outcome is InstallOutcome.INSTALLED and only_update:
                continue
            outcomes[outcome].append(shipped.name)
            if outcome in {InstallOutcome.INSTALLED, InstallOutcome.UPDATED}:
                await async_get_blueprints(hass).async_add_blueprint(
                    shipped.blueprint,
                    shipped.path,
                    allow_override=outcome is InstallOutcome.UPDATED,
                )
                if outcome is InstallOutcome.UPDATED:
                    await _async_reload(hass)
                installed[shipped.name] = _Installed(shipped.source, shipped.as_written)
            elif outcome is InstallOutcome.UNCHANGED and shipped.found is not None:
                installed[shipped.name] = _Installed(shipped.source, shipped.found)
    except OSError as error:
        raise HomeAssistantError(
            translation_domain=DOMAIN, translation_key="blueprints_not_written"
        ) from error
    finally:
        await _store(hass).async_save(
            {name: {"source": each.source, "file": each.file} for name, each in installed.items()}
        )
    BLUEPRINTS_OUTDATED.async_clear(hass)
    return outcomes


async def async_offer_update(hass: HomeAssistant) -> None:
    """Offer a repair where we ship something newer than what we installed and nobody edited.

    What cannot be read now is offered at another start.
    """
    try:
        installed = await _async_installed(hass)
        shipped = await hass.async_add_executor_job(_read, hass) if installed else []
    except HomeAssistantError, OSError:
        return
    outdated = [
        each.blueprint.name
        for each in shipped
        if each.outcome(installed.get(each.name)) is InstallOutcome.UPDATED
    ]
    if not outdated:
        return
    BLUEPRINTS_OUTDATED.async_raise(
        hass, data={"repair": BLUEPRINTS_OUTDATED.key}, blueprints=", ".join(outdated)
    )


async def async_forget_installed(hass: HomeAssistant) -> None:
    """Forget what was installed; the blueprints stay where automations may use them."""
    await _store(hass).async_remove()


async def _async_reload(hass: HomeAssistant) -> None:
    """Wait until automations are loaded again, for which Home Assistant itself does not wait.

    It would read the next blueprint while that is being written, and find nothing in it. What keeps
    the configuration from being read is no failure of ours.
    """
    with suppress(HomeAssistantError, OSError):
        await hass.services.async_call(AUTOMATION, SERVICE_RELOAD, blocking=True)


def _store(hass: HomeAssistant) -> Store[Mapping[str, Mapping[str, str]]]:
    return Store(hass, VERSION, f"{DOMAIN}.blueprints")


async def _async_installed(hass: HomeAssistant) -> dict[str, _Installed]:
    kept = await _store(hass).async_load() or {}
    return {name: _Installed(each["source"], each["file"]) for name, each in kept.items()}


def _read(hass: HomeAssistant) -> list[_Shipped]:
    """Read every blueprint that we ship, and what is in its place. Reads from the disk."""
    shipped = []
    for path in sorted(SHIPPED.glob("*.yaml")):
        data: dict[str, Any] = load_yaml_dict(str(path))
        blueprint = Blueprint(data, expected_domain=AUTOMATION, schema=AUTOMATION_BLUEPRINT_SCHEMA)
        place = Path(hass.config.path("blueprints", AUTOMATION, DOMAIN, path.name))
        found = _digest(place.read_bytes()) if place.exists() else None
        shipped.append(_Shipped(path.stem, blueprint, _digest(path.read_bytes()), found))
    return shipped


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
