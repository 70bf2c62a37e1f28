"""Form fields that several dialogs share."""

from collections.abc import Iterable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.selector import (
    LanguageSelector,
    LanguageSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from ..recipients import NOTIFY, PHONE_PREFIX, is_phone

LANGUAGES = ("en", "fr", "zh-Hans")
"""The languages in which a push can be written: those of the translation files."""

_NOT_A_TARGET = {"notify", "persistent_notification", "send_message"}


def language_selector() -> LanguageSelector:
    """Return a choice among the languages of a push, each by its own name."""
    return LanguageSelector(LanguageSelectorConfig(languages=list(LANGUAGES), native_name=True))


def default_language(hass: HomeAssistant) -> str:
    """Return the language of a push that is nearest to Home Assistant's."""
    wanted = hass.config.language
    alike = [each for each in LANGUAGES if each.split("-")[0] == wanted.split("-")[0]]
    return wanted if wanted in LANGUAGES else next(iter(alike), LANGUAGES[0])


@callback
def target_selector(hass: HomeAssistant, chosen: Iterable[str] = ()) -> SelectSelector:
    """Return a choice among the notify targets that exist, phones first, and those chosen."""
    labels = {target: target_name(target) for target in chosen}
    for name in hass.services.async_services_for_domain(NOTIFY):
        if name not in _NOT_A_TARGET:
            labels[f"{NOTIFY}.{name}"] = target_name(f"{NOTIFY}.{name}")
    registry = er.async_get(hass)
    for state in hass.states.async_all(NOTIFY):
        entry = registry.async_get(state.entity_id)
        if entry is None or entry.platform != "mobile_app":
            labels[state.entity_id] = state.name
    targets = sorted(labels, key=lambda target: (not is_phone(target), labels[target].casefold()))
    return SelectSelector(
        SelectSelectorConfig(
            options=[SelectOptionDict(value=target, label=labels[target]) for target in targets],
            multiple=True,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def kept_time(typed: str) -> str:
    """Return a time of day, however it was typed, as it can be read again."""
    return cv.time(typed).isoformat()


def target_name(target: str) -> str:
    """Return how a person would call a notify target."""
    name = target.removeprefix(f"{NOTIFY}.").removeprefix(PHONE_PREFIX)
    return name.replace("_", " ").capitalize()
