"""Form fields that several dialogs share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.selector import (
    LanguageSelector,
    LanguageSelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import voluptuous as vol

from ..push.groups import NOTIFY
from ..push.recipient import HOME, is_phone, target_name
from ..texts.languages import CODES

TEXT = TextSelector()
NUMBER = NumberSelector(NumberSelectorConfig(mode=NumberSelectorMode.BOX, step="any"))
COUNT = NumberSelector(NumberSelectorConfig(mode=NumberSelectorMode.BOX, step=1))

_NOT_A_TARGET = {"notify", "persistent_notification", "send_message"}


def language_selector() -> LanguageSelector:
    """Return a choice among the languages of a push, each by its own name."""
    return LanguageSelector(LanguageSelectorConfig(languages=list(CODES), native_name=True))


@callback
def target_selector(
    hass: HomeAssistant, chosen: Iterable[str] = (), *, with_home: bool = False
) -> SelectSelector:
    """Return a choice among the notify targets that exist, phones first, and those chosen.

    Home Assistant's own notification list is among them if asked for.
    """
    found = {*chosen, *((HOME,) if with_home else ())}
    for name in hass.services.async_services_for_domain(NOTIFY):
        if name not in _NOT_A_TARGET:
            found.add(f"{NOTIFY}.{name}")
    registry = er.async_get(hass)
    for state in hass.states.async_all(NOTIFY):
        entry = registry.async_get(state.entity_id)
        if entry is None or entry.platform != "mobile_app":
            found.add(state.entity_id)
    labels = {target: target_name(hass, target) for target in found}
    targets = sorted(
        labels, key=lambda target: (not is_phone(target), labels[target].casefold(), target)
    )
    return SelectSelector(
        SelectSelectorConfig(
            options=[SelectOptionDict(value=target, label=labels[target]) for target in targets],
            multiple=True,
            mode=SelectSelectorMode.DROPDOWN,
            translation_key="targets",
        )
    )


def kept_time(typed: str) -> str:
    """Return a time of day, however it was typed, as it can be read again."""
    return cv.time(typed).isoformat()


def choice(
    options: Sequence[str], *, key: str | None = None, custom: bool = False, as_list: bool = False
) -> SelectSelector:
    """Return a choice; `key` names the translations of its options."""
    config = SelectSelectorConfig(
        options=[str(option) for option in options],
        custom_value=custom,
        mode=SelectSelectorMode.LIST if as_list else SelectSelectorMode.DROPDOWN,
    )
    if key is not None:
        config["translation_key"] = key
    return SelectSelector(config)


def with_unit(selector: NumberSelector, unit: str) -> NumberSelector:
    """Return a number with its unit."""
    return NumberSelector({**selector.config, "unit_of_measurement": unit})


def filled_form(fields: dict[vol.Marker, Any], values: Mapping[str, Any]) -> vol.Schema:
    """Return the form with each field showing its present value."""
    form: dict[vol.Marker, Any] = {}
    for marker, selector in fields.items():
        field, value = marker.schema, values.get(marker.schema)
        if value is None:
            form[marker] = selector
        elif isinstance(marker, vol.Required):
            form[vol.Required(field, default=value)] = selector
        else:
            form[vol.Optional(field, description={"suggested_value": value})] = selector
    return vol.Schema(form)
